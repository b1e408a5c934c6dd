"""Formats of others: what they hold comes back, and what does not is among their losses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import cite
from store.exports import exporter
from store.views import InView
from tests.builders import Document, Tables, actor, dossier, event, part, quote, source
from tests.unit.exports.drawn import EDTFS, PLAIN, TEXTS, dossiers
from tests.unit.exports.making import embassy, exported, of_tables, read_back, said
from tests.unit.exports.test_round_trips import by_id, in_folder, squeezed

POPOLO = {
    "actors": ("id", "name", "kind", "aliases", "positions", "description", "wikidata"),
    "events": ("id", "title", "when", "display_date", "summary", "type", "place", "hedge",
               "status", "participants"),
    "quotes": ("id", "text", "kind", "words", "speaker", "attribution", "hedge", "status", "via",
               "said", "published", "seq"),
}  # fmt: skip
TIMESKETCH = {
    "events": ("id", "title", "when", "display_date", "summary", "place", "hedge", "status"),
    "quotes": ("id", "text", "kind", "words", "hedge", "status", "said", "published"),
}  # fmt: skip


def same(given_: Document, read: Document, fields: tuple[str, ...]) -> None:
    assert {f: given_.get(f) for f in fields} == {f: said(read).get(f) for f in fields}


def lost(view: InView, form: str, field: str) -> bool:
    return any(field in phrase for phrase in exporter(form).losses(view))


@settings(max_examples=80, deadline=None)
@given(tables=dossiers())
def test_popolo_holds_these_fields(tables: Tables) -> None:
    def check(folder: Path) -> None:
        view = of_tables(folder, tables)
        back = read_back(folder, "popolo", exported(view, "popolo"), "popolo")
        for table, fields in POPOLO.items():
            stored = by_id(tables).get(table, {})
            assert set(back.get(table, {})) == set(stored)
            for key, one in stored.items():
                read = back[table][key]
                same(one, read, fields)
                assert len(read.get("citations", ())) == len(one.get("citations", ()))
                if table == "quotes":
                    assert read.get("events", []) == one.get("events", [])[:1]
                    assert read.get("audience", []) == one.get("audience", [])[:1]
                for field in set(one) - {*fields, "events", "audience", "citations"}:
                    assert lost(view, "popolo", field), field

    in_folder(check)


def test_popolo_of_the_bundled_dossier(tmp_path: Path) -> None:
    view = embassy()
    back = read_back(tmp_path, "popolo", exported(view, "popolo"), "popolo")
    assert (len(back["actors"]), len(back["events"]), len(back["quotes"])) == (30, 12, 10)
    assert [one["kind"] for one in back["quotes"].values()] == [one.kind for one in
                                                               view.corpus.quotes]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(tables=dossiers())
def test_timesketch_holds_these_fields(tables: Tables) -> None:
    def check(folder: Path) -> None:
        view = of_tables(folder, tables)
        back = read_back(folder, "timesketch", exported(view, "timesketch"), "timesketch")
        stored = by_id(tables)
        dated = {
            "events": {k: e for k, e in stored.get("events", {}).items() if "when" in e},
            "quotes": {k: q for k, q in stored.get("quotes", {}).items()
                       if {"said", "published"} & set(q)},
        }  # fmt: skip
        for table, fields in TIMESKETCH.items():
            assert set(back.get(table, {})) == set(dated[table])
            for key, one in dated[table].items():
                read = back[table][key]
                same(one, read, fields)
                if not any("," in tag for tag in one.get("tags", ())):
                    assert read.get("tags", []) == list(dict.fromkeys(one.get("tags", ())))
                else:
                    assert lost(view, "timesketch", "with a comma")
                assert bool(read.get("citations")) == bool(one.get("citations"))
        for key, one in dated["quotes"].items():
            row = view.corpus.quotes.row(key)
            assert row is not None
            record = view.corpus.quotes[row]
            known = bool(record.speaker or record.attribution)
            name = cite.speaker_name(view.corpus, record) if known else None
            assert said(back["quotes"][key]).get("attribution") == name
            assert said(back["quotes"][key]).get("via") == one.get("via")

    in_folder(check)


NAME = PLAIN.filter(lambda text: "  " not in text)
NAMES = st.lists(
    st.fixed_dictionaries({"family": NAME}, optional={"given": NAME})
    | st.builds(lambda text: {"literal": text}, NAME),
    min_size=1, max_size=2,
)  # fmt: skip
ISSUED = st.sampled_from([
    {"date-parts": [[2019, 12, 31]]}, {"date-parts": [[2019, 12], [2020, 1]]},
    {"date-parts": [[2019]], "circa": True}, {"literal": "late 2019"},
])  # fmt: skip
CSL: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"type": st.sampled_from(["webpage", "article-newspaper", "no such type"]), "title": TEXTS},
    optional={
        "author": NAMES, "issued": ISSUED, "URL": st.just("https://a.example/x"), "note": TEXTS,
        "volume": st.just("12"), "own field": TEXTS, "container-title": TEXTS,
        "custom": st.dictionaries(st.sampled_from(["a", "b"]), TEXTS, min_size=1, max_size=2),
    },
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(given_=st.lists(CSL, min_size=1, max_size=3), sha=st.booleans())
def test_csl_json_holds_sources_whole(given_: list[dict[str, Any]], sha: bool) -> None:
    tables = dossier(sources=[
        {"id": f"s{n}", "csl": {"id": f"s{n}", **csl}, **({"sha256": "0" * 64} if sha else {})}
        for n, csl in enumerate(given_)
    ])  # fmt: skip

    def check(folder: Path) -> None:
        view = of_tables(folder, tables)
        back = read_back(folder, "csl-json", exported(view, "csl-json"), "bibliography")["sources"]
        assert {key: one["csl"] for key, one in back.items()} == {
            key: one["csl"] for key, one in by_id(tables)["sources"].items()
        }
        assert lost(view, "csl-json", "sha256") == sha

    in_folder(check)


@settings(max_examples=80, deadline=None)
@given(tables=dossiers(PLAIN))
def test_a_chronology_in_markdown_holds_events_and_words(tables: Tables) -> None:
    def check(folder: Path) -> None:
        view = of_tables(folder, tables)
        back = read_back(folder, "markdown", exported(view, "markdown"), "markdown_chronology")
        read = {(e.get("when"), e.get("place")) for e in back.get("events", {}).values()}
        places = [squeezed(event.place or "") or None for event in view.corpus.events]
        assert read == {(e.when, at) for e, at in zip(view.corpus.events, places, strict=True)}
        words = {one["text"] for one in back.get("quotes", {}).values()}
        for one in view.corpus.quotes:
            assert one.kind != "verbatim" or squeezed(one.text) in words

    in_folder(check)


@pytest.mark.parametrize("when", EDTFS)
def test_a_chronology_in_markdown_keeps_every_date(when: str, tmp_path: Path) -> None:
    tables = dossier(
        sources=[source("s1")],
        actors=[actor("a1", name="Ann Ash")],
        events=[event("e1", title="A strike", when=when, display_date="then", place="Basra",
                      summary="It was told.", participants=[part("a1", "guard")],
                      citations=[{"source": "s1", "locator": "p. 2"}])],
        quotes=[quote("q1", text="owls never lie", speaker="a1", events=["e1"])],
    )  # fmt: skip
    view = of_tables(tmp_path, tables)
    back = read_back(tmp_path, "markdown", exported(view, "markdown"), "markdown_chronology")
    (read,), (said_,) = back["events"].values(), back["quotes"].values()
    assert (read["title"], read["when"], read["display_date"]) == ("A strike", when, "then")
    assert (read["place"], read["summary"]) == ("Basra", "It was told.")
    assert [one["role"] for one in read["participants"]] == ["guard"]
    assert [one["locator"] for one in read["citations"]] == ["p. 2"]
    assert said_["text"] == "owls never lie"
    assert said_["events"] == [read["id"]]


@pytest.mark.parametrize(
    ("form", "name"),
    [("timesketch", "timesketch"), ("timelinejs", "timelinejs"),
     ("timelinejs-csv", "timelinejs_csv"), ("markdown", "markdown_chronology")],
)  # fmt: skip
def test_nothing_is_said_of_nobody(form: str, name: str, tmp_path: Path) -> None:
    """That there is no speaker and no source is said in words, which are neither."""
    tables = dossier(events=[event("e1", when="2019")],
                     quotes=[quote("q1", said="2019", events=["e1"])])  # fmt: skip
    back = read_back(tmp_path, form, exported(of_tables(tmp_path, tables), form), name)
    (read,) = back["quotes"].values()
    assert "attribution" not in read
    assert "speaker" not in read
    assert "unknown" not in json.dumps(read)
