"""Files in the encodings that spreadsheets and programs save in, with and without a mark."""

from __future__ import annotations

import bz2
from pathlib import Path

import pytest

from store.errors import DossierError
from store.formats import opened, registry
from store.formats.base import Item, Options
from store.formats.opened import Input

TABLE = "Date,Title,Place\r\n2019-12-31,Überfall,Köln\r\n2020-01-01,Rückzug,Zürich\r\n"
TITLES = ["Überfall", "Rückzug"]


def titles(path: Path) -> list[str]:
    source = Input(path)
    read = registry.detect(source).read(source, Options())
    return [one.document["title"] for one in read if isinstance(one, Item)]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TABLE.encode("utf-8"), id="utf-8"),
        pytest.param(TABLE.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(("\ufeff" + TABLE).encode("utf-8-sig"), id="utf-8 with two marks"),
        pytest.param(TABLE.encode("latin-1"), id="latin-1"),
        pytest.param(TABLE.encode("cp1252"), id="windows-1252"),
        pytest.param(TABLE.encode("utf-16"), id="utf-16 with a mark"),
        pytest.param(TABLE.encode("utf-16-le"), id="utf-16, little end first, no mark"),
        pytest.param(TABLE.encode("utf-16-be"), id="utf-16, big end first, no mark"),
        pytest.param(TABLE.encode("utf-32"), id="utf-32 with a mark"),
    ],
)
def test_a_table_in_every_encoding(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert titles(path) == TITLES


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_the_first_letter_that_tells_may_stand_far_behind(tmp_path: Path, encoding: str) -> None:
    plain = "".join(f"2019-12-31,Event {number}\r\n" for number in range(6000))
    assert len(plain) > 2 * opened.HEAD - 4000
    path = tmp_path / "a.csv"
    path.write_bytes(("Date,Title\r\n" + plain + "2020-01-01,Rückzug\r\n").encode(encoding))
    assert titles(path)[-1] == "Rückzug"


def test_plain_text_is_looked_at_only_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "_LOOKED_AT", opened.HEAD)
    plain = "".join(f"2019-12-31,Event {number}\r\n" for number in range(20_000))
    path = tmp_path / "a.csv"
    path.write_bytes(("Date,Title\r\n" + plain).encode() + b"2020-01-01,R\xfcckzug\r\n")
    assert Input(path).encoding == "utf-8"
    with pytest.raises(DossierError, match="not utf-8"):
        titles(path)


def test_a_packed_file_that_is_cut_off_is_told_of_where_it_breaks(tmp_path: Path) -> None:
    plain = "".join(f"2019-12-31,Event {number * 7919}\r\n" for number in range(60_000))
    path = tmp_path / "a.csv.bz2"
    path.write_bytes(bz2.compress(("Date,Title\r\n" + plain).encode(), 1)[:-200])
    assert Input(path).encoding == "utf-8"
    with pytest.raises(DossierError, match="cannot be unpacked"):
        titles(path)


def test_numbers_and_errors_of_json_have_a_cure(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"a": ' + "9" * 5000 + "}", encoding="utf-8")
    with pytest.raises(DossierError) as caught:
        Input(path).json()
    assert "thousands of digits" in caught.value.what
    assert caught.value.mend
