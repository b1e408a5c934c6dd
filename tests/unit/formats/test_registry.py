"""The formats by name, and the surest of a file."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from store.errors import DossierError, UsageError
from store.formats import registry
from store.formats.opened import Input
from tests.builders import dossier, write
from tui import arguments


def test_what_the_command_line_offers_is_what_there_is() -> None:
    assert arguments.IMPORTS == registry.NAMES


@pytest.mark.parametrize("name", registry.NAMES)
def test_each_format_goes_by_its_own_name(name: str) -> None:
    found = registry.importer(name)
    assert found.name == name
    assert found.label


def test_a_name_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="followthemoney"):
        registry.importer("xlsx")


def test_a_format_that_is_missing_says_so_when_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module

    def without(name: str) -> object:
        if name == "store.formats.gramps":
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        return real(name)

    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(DossierError, match="gramps"):
        registry.importer("gramps")
    assert registry.detect(Input(write(tmp_path / "d.json", dossier()))).name == "onrecord"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", "Date,Title\n2020,x\n", "csv"),
        ("a.txt", "Date\tTitle\n2020\tx\n", "csv"),
        ("a.jsonl", '{"table": "events", "id": "e", "title": "T"}\n', "jsonl"),
        ("a.json", '[{"date": "2020", "title": "T"}]', "jsonl"),
        ("a.json", '{"dossier": {"1": {"format": 1}}}', "onrecord"),
    ],
)
def test_the_surest_wins(tmp_path: Path, name: str, text: str, expected: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert registry.detect(Input(path)).name == expected


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf\n"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "thing.csv"
    path.write_bytes(data)
    with pytest.raises(DossierError, match="the file is empty"):
        registry.detect(Input(path))


def test_text_of_no_format(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir,\n\nNothing happened on that day.\n", encoding="utf-8")
    with pytest.raises(DossierError) as caught:
        registry.detect(Input(path))
    assert caught.value.mend.startswith("Name its format: --from onrecord|")
    assert "gramps" in caught.value.mend
