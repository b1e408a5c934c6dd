"""Files on disk: what cannot be read is named, and nothing is ever made or half written."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import msgspec
import pytest

from store import files
from store.corpus import open_dossier
from store.errors import DossierError
from store.listing import listing
from tests.builders import dossier, event, everything, write

SOUND = json.dumps(dossier(events=[event()])).encode()


def refused(path: Path) -> DossierError:
    """The error of opening a file; opening must leave the folder as it was."""
    before = sorted(path.parent.iterdir()) if path.parent.is_dir() else None
    with pytest.raises(DossierError) as caught:
        open_dossier(path)
    assert (sorted(path.parent.iterdir()) if path.parent.is_dir() else None) == before
    assert caught.value.exit_status == 3
    assert str(path) in caught.value.where
    return caught.value


def made(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    error = refused(tmp_path / "no.json")
    assert "no such file" in error.what
    assert error.mend
    assert "no such file" in refused(tmp_path / "no" / "such.json").what


def test_a_folder_is_no_dossier(tmp_path: Path) -> None:
    folder = tmp_path / "folder.json"
    folder.mkdir()
    assert "folder" in refused(folder).what


def test_a_path_through_a_file_or_with_a_nul_is_refused(tmp_path: Path) -> None:
    plain = made(tmp_path / "plain.json", SOUND)
    with pytest.raises(DossierError, match="cannot be read"):
        open_dossier(plain / "inner.json")
    with pytest.raises(DossierError, match="cannot be read"):
        open_dossier(tmp_path / "a\0b.json")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = made(tmp_path / "locked.json", SOUND)
    path.chmod(0)
    assert "may not read" in refused(path).what


def test_a_refused_read_is_told_as_a_matter_of_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "locked.json", SOUND)

    def refuse(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    error = refused(path)
    assert "may not read" in error.what
    assert "chmod" in error.mend


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", files.BOM, files.BOM + b"\n"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    assert "empty" in refused(made(tmp_path / "empty.json", data)).what


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"<html>", 1, 1),
        (b"{} x", 1, 4),
        (b'{"a": {\n  "1": }}', 2, 8),
        (b'{"a": {"1": {"id": "x"\n\n "title"}}}', 3, 2),
        (b'{"a": {"1": {"x": "one\ntwo"}}}', 1, 23),
        (b'{"a": {"1": {"x": "\\q"}}}', 1, 20),
        (b'{"a": {"1": {"x": 1}', 1, 21),
    ],
)
def test_what_is_no_json_is_told_with_line_and_column(
    tmp_path: Path, data: bytes, line: int, column: int
) -> None:
    error = refused(made(tmp_path / "broken.json", data))
    assert "not JSON" in error.what
    assert error.where.endswith(f"line {line}, column {column}")


def test_a_byte_order_mark_does_not_shift_the_column(tmp_path: Path) -> None:
    error = refused(made(tmp_path / "broken.json", files.BOM + b'{"a" 1}'))
    assert error.where.endswith("line 1, column 6")


@pytest.mark.parametrize("data", [b"[]", b'[{"format": 1}]', b'"text"', b"17", b"null", b"NaN"])
def test_json_that_is_no_object_is_no_dossier(tmp_path: Path, data: bytes) -> None:
    assert "no dossier" in refused(made(tmp_path / "other.json", data)).what


def test_a_byte_order_mark_is_stripped(tmp_path: Path) -> None:
    corpus = open_dossier(made(tmp_path / "bom.json", files.BOM + SOUND))
    assert not corpus.problems
    assert len(corpus.events) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_another_unicode_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    text = json.dumps(dossier(title="Café"), ensure_ascii=False)
    error = refused(made(tmp_path / "wide.json", text.encode(encoding)))
    assert "UTF-8" in error.what
    assert "UTF-8" in error.mend


@pytest.mark.parametrize("field", ["title", "unknown"])
def test_a_byte_that_is_not_utf8_is_told_with_its_place(tmp_path: Path, field: str) -> None:
    text = json.dumps(dossier(events=[event(**{field: "Caf@"})]), indent=1)
    data = text.encode().replace(b"@", b"\xe9")
    error = refused(made(tmp_path / "latin.json", data))
    bad = data.index(b"\xe9")
    assert f"byte {bad + 1} " in error.what
    line = data.count(b"\n", 0, bad) + 1
    assert error.where.endswith(f"line {line}")


def test_the_check_of_utf8_works_across_its_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '{"a": {"1": {"x": "é€😀"}}}'
    path = tmp_path / "x.json"
    for size in range(1, 12):
        monkeypatch.setattr(files, "_PIECE", size)
        assert files.scan(text.encode(), path).keys() == {"a"}
        cut = text.encode().replace("😀".encode(), b"\xf0\x9f\x98")
        place = cut.index(b"\xf0") + 1
        with pytest.raises(DossierError, match=f"byte {place} "):
            files.scan(cut, path)


def test_half_a_surrogate_pair_is_read(tmp_path: Path) -> None:
    table = dossier(events=[event(title="a\ud800b", note="\udc00")])
    corpus = open_dossier(write(tmp_path / "half.json", table))
    assert corpus.events[0].title == "a\ud800b"
    assert corpus.events.document(0) == table["events"]["1"]
    assert not corpus.problems


def test_numbers_that_json_has_not_are_read(tmp_path: Path) -> None:
    table = dossier(events=[event(), event("e2", weight=float("inf"))])
    table["extra"] = {"1": {"x": float("nan")}}
    corpus = open_dossier(write(tmp_path / "nan.json", table))
    assert [record.id for record in corpus.events] == ["e1", "e2"]
    assert corpus.events.document(1)["weight"] == float("inf")


def test_a_table_that_is_a_list_is_read(tmp_path: Path) -> None:
    table = {**dossier(), "events": [event("e1"), event("e2", x="kept"), 5]}
    corpus = open_dossier(write(tmp_path / "list.json", table))
    assert [record.id for record in corpus.events] == ["e1", "e2"]
    assert corpus.events.document(1) == event("e2", x="kept")
    assert [(found.table, found.record) for found in corpus.problems] == [("events", "#3")]


@pytest.mark.parametrize("value", [None, 5, "text", True])
def test_what_is_no_table_is_a_problem_and_the_rest_opens(tmp_path: Path, value: object) -> None:
    table = {**dossier(events=[event()]), "quotes": value, "own": value}
    corpus = open_dossier(write(tmp_path / "odd.json", table))
    assert len(corpus.events) == 1
    (problem,) = corpus.problems
    assert (problem.table, problem.record, problem.what) == ("quotes", "", "it is no table")
    assert problem.cure


@pytest.mark.parametrize("depth", [20_000, 100_000])  # how deep is too deep is Python's to say
def test_deep_nesting_is_refused_in_words(tmp_path: Path, depth: int) -> None:
    nested = b"[" * depth + b"]" * depth
    data = SOUND.replace(b'"id": "e1"', b'"id": "e1", "x": ' + nested)
    assert "nested" in refused(made(tmp_path / "deep.json", data)).what
    error = refused(made(tmp_path / "nan.json", data.replace(b'"title": "e1"', b'"title": NaN')))
    assert "nested" in error.what


def test_nesting_of_a_sane_depth_is_kept(tmp_path: Path) -> None:
    nested: object = "in"
    for _ in range(100):
        nested = [nested]
    corpus = open_dossier(write(tmp_path / "deep.json", dossier(events=[event(x=nested)])))
    assert corpus.events.document(0)["x"] == nested


def test_any_depth_ends_in_an_answer_or_an_error_of_ours(tmp_path: Path) -> None:
    """The edge of the interpreter's stack lies somewhere in here."""
    limit = sys.getrecursionlimit()
    for depth in (*range(limit - 120, limit + 20, 7), 3 * limit):
        nested = b"[" * depth + b"]" * depth
        path = made(tmp_path / "deep.json", SOUND.replace(b'"id"', b'"x": ' + nested + b', "id"'))
        assert outcome(path) in ("", "nested")


def outcome(path: Path) -> str:
    """What comes of listing the events whole: "nested", another error's words, or nothing."""
    try:
        for form in ("json", "jsonl", "csv"):
            list(listing(everything(open_dossier(path)), "events", form))
    except DossierError as error:
        return "nested" if "nested" in error.what else error.what
    return ""


def test_a_number_with_too_many_digits_is_told(tmp_path: Path) -> None:
    digits = b"1" * 5_000
    unknown = SOUND.replace(b'"id": "e1"', b'"id": "e1", "x": ' + digits)
    corpus = open_dossier(made(tmp_path / "unknown.json", unknown))
    with pytest.raises(DossierError, match="digits"):
        corpus.events.document(0)
    known = SOUND.replace(b'"id": "e1"', b'"id": "e1", "seq": "x", "y": ' + digits)
    (problem,) = open_dossier(made(tmp_path / "known.json", known)).problems
    assert "digits" in problem.what
    both = unknown.replace(b'"title": "e1"', b'"title": NaN')
    assert "digits" in refused(made(tmp_path / "both.json", both)).what


def test_a_large_file_is_read_whole(tmp_path: Path) -> None:
    """20 MB, most of it in fields that are not known here."""
    padding = "x" * 2_000
    tables = dossier(
        events=[event(f"e{n}", when=f"{1 + n % 9999:04}", x=padding) for n in range(10_000)]
    )
    path = write(tmp_path / "large.json", tables)
    assert path.stat().st_size > 20_000_000
    corpus = open_dossier(path)
    assert len(corpus.events) == 10_000
    assert corpus.events.document(9_999)["x"] == padding


def test_scan_leaves_documents_as_they_stand() -> None:
    stored = files.scan(b'{"a": {"1": {"x":  1}, "7": null}}', Path("x"))
    assert {key: bytes(raw) for key, raw in stored["a"].items()} == {
        "1": b'{"x":  1}',
        "7": b"null",
    }
    assert isinstance(stored["a"]["1"], msgspec.Raw)
