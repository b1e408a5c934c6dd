"""A file of another format opened at once, or an error that says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import DossierError
from store.foreign import open_any


def said_of(folder: Path, name: str, data: bytes) -> DossierError:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(DossierError) as caught:
        open_any(path)
    return caught.value


def test_a_table_opens_without_the_row_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Date,Title\n2019-12-31,"open\n2020-01-01,b\n', encoding="utf-8")
    corpus, label = open_any(path)
    assert label == "table (CSV, TSV)"
    assert [event.title for event in corpus.events] == ["b"]


def test_a_format_that_is_known_tells_its_own_error(tmp_path: Path) -> None:
    headless = said_of(tmp_path, "a.csv", b"2019-12-31,Embassy,Baghdad\n2020-01-01,Left,Baghdad\n")
    assert "no headers" in headless.what
    assert headless.where == f"{tmp_path / 'a.csv'}: line 1"
    cut = said_of(tmp_path, "t.json", b'{"events": [{"start_date": {"year": 1}, "text": {')
    assert "not JSON" in cut.what


def test_a_file_with_nothing_but_broken_rows_names_the_first(tmp_path: Path) -> None:
    error = said_of(tmp_path, "a.csv", b"Date,Title,Place\n2019-12-31,a\n2020-01-01,b\n")
    assert error.where == f"{tmp_path / 'a.csv'}: line 2"
    assert error.what == "it has 2 cells where the header has 3"
    assert "no record" in said_of(tmp_path, "b.csv", b"Date,Title\n").what


def test_what_no_format_knows_is_named(tmp_path: Path) -> None:
    pdf = said_of(tmp_path, "a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert "a PDF" in pdf.what
    letter = said_of(tmp_path, "a.txt", b"Dear Sir,\n\nNothing happened.\n")
    assert letter.what == "its format is not known"
    # It is the import that can be told a format, not the opening.
    assert "--from" not in pdf.mend + letter.mend


def test_json_that_no_format_knows_is_a_dossier_that_is_wrong(tmp_path: Path) -> None:
    assert "dossier" in said_of(tmp_path, "a.json", b'{"name": "x", "version": "1"}').what
