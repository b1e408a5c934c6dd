"""What is exported and imported again is what it was, in every field that the format can hold."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import table_cells
from store.exports import exporter
from tests.builders import Document, Tables
from tests.unit.exports.drawn import EXACT, PLAIN, TEXTS, dossiers
from tests.unit.exports.making import embassy, exported, of_tables, read_back, said

OWN = [("json", "onrecord_json"), ("jsonl", "json_lines"), ("csv", "csv_table")]


def by_id(tables: Tables) -> dict[str, dict[str, Document]]:
    return {
        table: {one["id"]: said(one) for one in documents.values()}
        for table, documents in tables.items()
        if documents
    }


def squeezed(text: str) -> str:
    """A text as HTML shows it: every run of blanks is one."""
    return " ".join(text.split())


def in_folder(check: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(Path(folder))


@pytest.mark.parametrize(("form", "importer"), OWN)
@settings(max_examples=60, deadline=None)
@given(tables=dossiers())
def test_our_own_formats_hold_everything(form: str, importer: str, tables: Tables) -> None:
    def check(folder: Path) -> None:
        view = of_tables(folder, tables)
        back = read_back(folder, form, exported(view, form), importer)
        read = {table: {key: said(one) for key, one in found.items()} for table, found in
                back.items()}  # fmt: skip
        assert read == by_id(tables)
        assert exporter(form).losses(view) == []

    in_folder(check)


@pytest.mark.parametrize(("form", "importer"), OWN)
def test_the_bundled_dossier_comes_back(form: str, importer: str, tmp_path: Path) -> None:
    view = embassy()
    back = read_back(tmp_path, form, exported(view, form), importer)
    stored = json.loads(view.corpus.path.read_text(encoding="utf-8"))
    assert {t: {k: said(d) for k, d in found.items()} for t, found in back.items()} == by_id(stored)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@given(field=st.sampled_from(["own field", "seq", "citations"]), value=JSONS)
def test_a_cell_gives_back_any_value(field: str, value: object) -> None:
    cell = table_cells.written(field, value)
    assert (cell == "") == (value is None or value == [])
    assert table_cells.read(field, cell) == (None if value == [] else value)
    assert not cell.startswith(("=", "+", "@", "\t", "\r"))


@given(field=st.sampled_from(sorted(table_cells.LISTS)), value=st.lists(TEXTS, max_size=4))
def test_a_cell_gives_back_a_list(field: str, value: list[str]) -> None:
    assert (table_cells.read(field, table_cells.written(field, value)) or []) == value


@given(field=st.sampled_from(sorted(table_cells.TEXTS)), value=TEXTS)
def test_a_cell_gives_back_a_text(field: str, value: str) -> None:
    cell = table_cells.written(field, value)
    assert table_cells.read(field, cell) == value
    assert not cell.startswith(("=", "+", "-", "@"))


@settings(max_examples=80, deadline=None)
@given(tables=dossiers())
def test_followthemoney_holds_these_fields(tables: Tables) -> None:
    def check(folder: Path) -> None:
        view = of_tables(folder, tables)
        back = read_back(folder, "ftm", exported(view, "ftm"), "followthemoney")
        given_ = by_id(tables)
        for table in ("sources", "actors", "events", "quotes", "links"):
            assert set(back.get(table, {})) == set(given_.get(table, {}))
        for key, one in given_.get("events", {}).items():
            read = back["events"][key]
            for field, name in (("title", "title"), ("when", "when"), ("place", "place")):
                assert read.get(name) == one.get(field)
            assert read.get("summary") == one.get("summary")
            cast = list(dict.fromkeys(part["actor"] for part in one.get("participants", ())))
            parts = [part["actor"] for part in read.get("participants", ())]
            assert list(dict.fromkeys(parts)) == cast
            assert cited(read) == cited(one)
        for key, one in given_.get("actors", {}).items():
            read = back["actors"][key]
            assert read["name"] == one["name"]
            assert read.get("short") == one.get("short")
            names = [alias["name"] for alias in one.get("aliases", ())]
            assert [alias["name"] for alias in read.get("aliases", ())] == names
            offices = sorted(office["title"] for office in one.get("positions", ()))
            assert sorted(office["title"] for office in read.get("positions", ())) == offices
        for key, one in given_.get("quotes", {}).items():
            read = back["quotes"][key]
            for field in ("text", "kind", "speaker", "events"):
                assert read.get(field) == one.get(field)
        assert back.get("links", {}) == given_.get("links", {})

    in_folder(check)


def cited(document: Document) -> list[str]:
    return list(dict.fromkeys(one["source"] for one in document.get("citations", ())))


@settings(max_examples=80, deadline=None)
@given(tables=dossiers())
def test_timelinejs_holds_these_fields(tables: Tables) -> None:
    def check(folder: Path) -> None:
        view = of_tables(folder, tables)
        back = read_back(folder, "timelinejs", exported(view, "timelinejs"), "timelinejs")
        dated = {k: e for k, e in by_id(tables).get("events", {}).items() if "when" in e}
        assert set(back.get("events", {})) == set(dated)
        for key, one in dated.items():
            read = back["events"][key]
            assert squeezed(read["title"]) == squeezed(one["title"])
            quotes = [q for q in by_id(tables).get("quotes", {}).values() if key in
                      q.get("events", ())]  # fmt: skip
            if not quotes and not one.keys() & {"hedge", "status"}:
                assert squeezed(read.get("summary", "")) == squeezed(one.get("summary", ""))
            if one["when"] in EXACT:
                assert read["when"] == one["when"]
                assert squeezed(read.get("display_date", "")) == squeezed(
                    one.get("display_date", "")
                )
            elif one["when"] != "2019/2019":  # which is 2019
                # What numbers cannot say comes back from the words, or stays in them: never lost.
                assert read.get("display_date") or read["when"] == one["when"]
        words = {squeezed(one["text"]) for one in back.get("quotes", {}).values()}
        for one in by_id(tables).get("quotes", {}).values():
            if one["kind"] == "verbatim" and set(one.get("events", ())) & set(dated):
                assert squeezed(one["text"]).strip('“”"') in {w.strip('“”"') for w in words}

    in_folder(check)


@settings(max_examples=40, deadline=None)
@given(tables=dossiers(PLAIN))
def test_the_timelinejs_spreadsheet_holds_these_fields(tables: Tables) -> None:
    def check(folder: Path) -> None:
        view = of_tables(folder, tables)
        back = read_back(folder, "timelinejs-csv", exported(view, "timelinejs-csv"),
                         "timelinejs_csv")  # fmt: skip
        dated = [e for e in by_id(tables).get("events", {}).values() if e.get("when") in EXACT]
        read = [(squeezed(e["title"]), e.get("when")) for e in back.get("events", {}).values()]
        for one in dated:
            assert (squeezed(one["title"]), one["when"]) in read

    in_folder(check)


def test_the_chronology_in_markdown_comes_back(tmp_path: Path) -> None:
    view = embassy()
    back = read_back(tmp_path, "markdown", exported(view, "markdown"), "markdown_chronology")
    read = [(one.get("when"), one["title"]) for one in back["events"].values()]
    for event in view.corpus.events:
        if event.when:
            assert any(when == event.when and event.title in title for when, title in read)
