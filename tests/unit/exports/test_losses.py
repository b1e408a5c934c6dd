"""What a format has no place for is told, each on a dossier that has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from store import filters
from store.corpus import open_dossier
from store.exports import exporter
from store.mark_set import Mark, MarkSet
from store.views import evaluate
from tests.builders import Document, actor, dossier, event, quote, source, write
from tests.unit.exports.making import DAY, exported, of_tables

LINK = {"id": "l1", "from": "fire", "to": "quill", "kind": "part-of", "note": "as he said"}
CAST = [{"actor": "quill", "role": "takes part", "note": "late"}]


def lost(folder: Path, form: str, **tables: list[Document]) -> str:
    return "; ".join(exporter(form).losses(of_tables(folder, dossier(**tables))))


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("graphml", ["of links: note (1)", "participants (note 1)"]),
        ("dot", ["of links: note (1)", "participants (note 1)", "place (1)", "kind (1)",
                 "the full name of 1 actor"]),
        ("markdown", ["actors as records"]),
        ("html", ["aliases (note 1)"]),
        ("jsonld", ["aliases (note 1)", "positions (when 1)"]),
    ],
)  # fmt: skip
def test_parts_without_a_place_are_told(tmp_path: Path, form: str, told: list[str]) -> None:
    quill = actor("quill", name="Ada Quill", short="Quill", aliases=[{"name": "Q", "note": "pen"}],
                  positions=[{"title": "miller", "when": "2019"}])  # fmt: skip
    fire = event("fire", participants=CAST, place="Mill")
    found = lost(tmp_path, form, actors=[quill], events=[fire], links=[LINK])
    assert [one for one in told if one not in found] == []
    assert "with an end that is none" not in found  # the role is called as a kind of edge is


@pytest.mark.parametrize("form", ["jsonld", "markdown", "html"])
def test_a_second_name_and_a_second_date_are_told(tmp_path: Path, form: str) -> None:
    words = quote("q", speaker="quill", attribution="a miller", said="2019", published="2020")
    found = lost(tmp_path, form, actors=[actor("quill")], quotes=[words])
    assert "attribution beside the speaker's name (1)" in found
    assert "published beside said (1)" in found


def test_popolo_tells_of_a_source_that_nothing_cites(tmp_path: Path) -> None:
    assert "sources as records" in lost(tmp_path, "popolo", sources=[source("s")])


@pytest.mark.parametrize(
    ("said", "created", "words"),
    [
        ("2020-01-02", "2020-01-02", "verbatim; confirmed"),
        ("../2020-01-02", None, "verbatim; 2 January 2020 or earlier; confirmed"),
        ("2020-01-02/..", "2020-01-02", "verbatim; 2 January 2020 or later; confirmed"),
    ],
)
def test_a_quotation_is_created_when_it_was_said(
    tmp_path: Path, said: str, created: str | None, words: str
) -> None:
    tables = dossier(quotes=[quote("q", said=said, status="confirmed")])
    graph = json.loads(exported(of_tables(tmp_path, tables), "jsonld"))["@graph"]
    assert (graph[-1].get("dateCreated"), graph[-1]["description"]) == (created, words)


def test_markdown_has_the_tags_and_notes_of_events_and_quotes(tmp_path: Path) -> None:
    tables = dossier(events=[event("fire")], quotes=[quote("q1", events=["fire"]), quote("q2")])
    marks = MarkSet(tuple(
        Mark(table, key, tags=(f"tag{key}",), note=f"note{key}")
        for table, key in (("events", "fire"), ("quotes", "q1"), ("quotes", "q2"))
    ))  # fmt: skip
    corpus = open_dossier(write(tmp_path / "own.json", tables))
    seen = evaluate(corpus, filters.parse(""), "", marks)
    text = exported(seen, "markdown", replace(DAY, marks=True)).decode()
    assert [one for key in ("fire", "q1", "q2") for one in (f"tag{key}", f"note{key}")
            if one not in text] == []  # fmt: skip
    assert "notefire" not in exported(seen, "markdown").decode()
