"""The store for scripts: what a call each does, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store import library
from store.errors import DossierError, UsageError
from tests.builders import actor, dossier, event, quote, write


@pytest.fixture
def found(tmp_path: Path) -> library.Found:
    tables = dossier(
        actors=[actor("quill", name="Ada Quill")],
        events=[event("fire"), event("flood")],
        quotes=[quote("q1", speaker="quill")],
    )
    return library.query(library.open_dossier(write(tmp_path / "own.json", tables)))


def test_a_query_gives_records(found: library.Found) -> None:
    assert {one.id for one in found.events} == {"fire", "flood"}
    assert [one.id for one in found.actors] == ["quill"]
    chosen = library.query(found.corpus, "speaker:quill")
    assert [one.id for one in chosen.quotes] == ["q1"]


def test_what_is_exported_is_imported_and_added(found: library.Found, tmp_path: Path) -> None:
    lost = library.export(found, tmp_path / "out.jsonl")
    assert lost == []
    made = library.import_files([tmp_path / "out.jsonl"], tmp_path / "new.json")
    assert (made.made["events"], made.made["quotes"]) == (2, 1)
    (tmp_path / "more.csv").write_text("title,date\nStrike,2019-12-29\n", "utf-8")
    added = library.add_files([tmp_path / "more.csv"], tmp_path / "new.json")
    assert added.made["events"] == 1
    assert len(json.loads((tmp_path / "new.json").read_bytes())["events"]) == 3


def test_a_file_is_replaced_when_asked_and_the_dossier_never(
    found: library.Found, tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    library.export(found, file)
    with pytest.raises(UsageError, match="there already"):
        library.export(found, file)
    library.export(found, file, force=True)
    with pytest.raises(UsageError, match="the dossier itself"):
        library.export(found, found.corpus.path, force=True)
    with pytest.raises(UsageError, match="does not say its format"):
        library.export(found, tmp_path / "out.csv")


@pytest.mark.parametrize("name", ["a\0.json", f"{'a' * 300}.json"])
def test_a_name_that_no_file_can_have_is_told(
    found: library.Found, tmp_path: Path, name: str
) -> None:
    for act in (
        lambda: library.export(found, tmp_path / name),
        lambda: library.import_files([tmp_path / name], tmp_path / "new.json"),
        lambda: library.import_files([found.corpus.path], tmp_path / name),
        lambda: library.add_files([found.corpus.path], tmp_path / name),
    ):
        with pytest.raises((UsageError, DossierError), match="cannot be"):
            act()
