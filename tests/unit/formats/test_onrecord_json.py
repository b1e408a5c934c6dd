"""Dossiers imported into others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.errors import DossierError
from store.formats.onrecord_json import IMPORTER
from store.formats.opened import Input
from tests.builders import actor, dossier, event, quote, source, write
from tests.unit.formats.importing import parts, tables

EMBASSY = Path(__file__).parents[3] / "assets" / "dossiers" / "embassy.json"


def test_the_bundled_dossier_comes_back_whole() -> None:
    assert IMPORTER.sniff(Input(EMBASSY)) == 100
    items, remarks = parts(IMPORTER, EMBASSY)
    stored = json.loads(EMBASSY.read_text(encoding="utf-8"))
    assert tables(items) == {
        name: list(table.values()) for name, table in stored.items() if table
    }  # fmt: skip
    assert remarks == []


def test_broken_records_are_named(tmp_path: Path) -> None:
    made = dossier(
        events=[event(when="soon"), {"id": "e2"}], actors=[actor(kind="dragon")],
        quotes=[quote(seq="x")], sources=[source()],
    )  # fmt: skip
    path = write(tmp_path / "d.json", {**made, "events2": {"1": {}}})
    items, remarks = parts(IMPORTER, path)
    assert [item.document["id"] for item in items] == ["test", "s1", "e1", "q1"]
    assert items[2].document["display_date"] == "soon"
    assert items[3].document["source_fields"] == {"seq": "x"}
    assert [(one.place, one.skipped) for one in remarks] == [
        ("actors[1], kind", True), ("events[1], when", False), ("events[2], title", True),
        ("quotes[1], seq", False), ("events2", False),
    ]  # fmt: skip


def test_another_format_number_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", dossier(format=2))
    with pytest.raises(DossierError, match="its format is 2"):
        parts(IMPORTER, path)


@pytest.mark.parametrize("text", ["[]", '{"events": []}', '{"title": {}, "events": [{}]}', "{"])
def test_other_json_is_not_taken_for_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    assert IMPORTER.sniff(Input(path)) == 0
