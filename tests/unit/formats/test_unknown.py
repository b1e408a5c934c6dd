"""What is said of a file that no format knows: what it is, where, and what to do about it."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from store.errors import DossierError
from store.formats import registry
from store.formats.opened import Input


def said_of(path: Path) -> DossierError:
    with pytest.raises(DossierError) as caught:
        registry.detect(Input(path))
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "what", "mend"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF", "CSV"),
        ("a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF", "CSV"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture", "a file of text"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a picture", "a file of text"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office program", "CSV"),
        ("a.db", b"SQLite format 3\x00\x10\x00", "SQLite", "CSV"),
        ("a.gz", gzip.compress(gzip.compress(b"Date,Title\n")), "more than once", "Unpack"),
        ("a.html", b"<!DOCTYPE html><html><body>Date</body></html>", "a web page", "CSV"),
        ("a.json", b'{"name": "x", "version": "1.0"}', "no format that is known", "--from"),
        ("a.json", b"[1, 2, 3]", "no format that is known", "--from"),
        ("a.jsonl", b'{"a": 1}\n{"a": 2}\n', "no format that is known", "--from"),
    ],
)
def test_a_file_of_another_kind(
    tmp_path: Path, name: str, data: bytes, what: str, mend: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = said_of(path)
    assert what in error.what
    assert mend in error.mend
    assert error.where == str(path)


def test_one_object_is_no_list_of_records_but_by_its_name(tmp_path: Path) -> None:
    # A program's settings have a name and a title as often as a record has.
    settings = tmp_path / "package.json"
    settings.write_text('{"name": "x", "title": 3, "date": 4}', encoding="utf-8")
    assert registry.detect(Input(settings)).name != "jsonl"
    lines = tmp_path / "one.jsonl"
    lines.write_text('{"title": "T", "date": "2019"}', encoding="utf-8")
    assert registry.detect(Input(lines)).name == "jsonl"


def test_json_that_is_cut_off_says_where(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{\n "a": [1, 2\n', encoding="utf-8")
    error = said_of(path)
    assert error.where == f"{path}: line 3, column 1"
    assert "not JSON" in error.what
    assert "cut off" in error.mend


def test_an_empty_byte_is_named_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Date,Title\n2019-12-31,a\x00b\n")
    error = said_of(path)
    assert error.where == f"{path}: line 2, column 13"
    assert "UTF-8" in error.mend


@pytest.mark.parametrize("name", ["report.xlsx", "report.ods"])
def test_a_spreadsheet_is_to_be_saved_as_csv(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert "spreadsheet" in said_of(path).what
    assert "CSV" in said_of(path).mend


def test_an_archive_of_other_things(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "events.csv" in said_of(path).what


def test_a_folder_of_other_things(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    error = said_of(tmp_path)
    assert "folder" in error.what
    assert "YAML" in error.mend
