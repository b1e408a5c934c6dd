"""References: what leads nowhere, ids used twice, own words that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.corpus import Corpus
from store.errors import Problem
from tests.builders import Document, actor, event, link, opened, part, quote, source

CITED = {"citations": [{"source": "s1"}, {"source": "gone"}]}


def places(corpus: Corpus) -> list[tuple[str, str, str]]:
    return [(found.table, found.record, found.field) for found in corpus.problems]


def alone(corpus: Corpus) -> Problem:
    (problem,) = corpus.problems
    return problem


@pytest.mark.parametrize(
    ("table", "document", "field", "wanted"),
    [
        (
            "events",
            event(participants=[part("a1"), part("gone")]),
            "participants[1].actor",
            "actor",
        ),
        ("events", event(**CITED), "citations[1].source", "source"),
        ("quotes", quote(speaker="gone"), "speaker", "actor"),
        ("quotes", quote(via={"actor": "gone", "words": "x"}), "via.actor", "actor"),
        ("quotes", quote(events=["e0", "gone"]), "events[1]", "event"),
        ("quotes", quote(audience=["gone"]), "audience[0]", "actor"),
        ("quotes", quote(about=["a1", "a1", "gone"]), "about[2]", "actor"),
        ("quotes", quote(**CITED), "citations[1].source", "source"),
        ("actors", actor(positions=[{"title": "x", "of": "gone"}]), "positions[0].of", "actor"),
        (
            "actors",
            actor(positions=[{"title": "y"}, {"title": "x", **CITED}]),
            "positions[1].citations[1].source",
            "source",
        ),
        ("actors", actor(**CITED), "citations[1].source", "source"),
        ("links", link("l1", "gone", "e0"), "from", "record"),
        ("links", link("l1", "e0", "gone"), "to", "record"),
        ("links", link("l1", "e0", "a1", **CITED), "citations[1].source", "source"),
    ],
)
def test_a_reference_that_leads_nowhere_is_named(
    tmp_path: Path, table: str, document: Document, field: str, wanted: str
) -> None:
    tables: dict[str, list[Document]] = {
        "sources": [source()],
        "actors": [actor("a0"), actor("a1")],
        "events": [event("e0")],
    }
    if table == "actors":
        document = {**document, "id": "a2"}
    tables[table] = [*tables.get(table, []), document]
    corpus = opened(tmp_path, **tables)
    problem = alone(corpus)
    assert problem.place == f"{table} · {document['id']} · {field}"
    assert problem.what == f"there is no {wanted} “gone”"
    assert wanted in problem.cure
    assert problem.severity == "error"
    assert corpus.table_of(document["id"]) == table


def test_a_reference_into_the_wrong_table_leads_nowhere(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        sources=[source()],
        actors=[actor()],
        events=[event(participants=[part("e1"), part("s1")], citations=[{"source": "a1"}])],
        quotes=[quote(speaker="e1", events=["a1", "q1"], about=["q1"])],
    )
    assert places(corpus) == [
        ("events", "e1", "participants[0].actor"),
        ("events", "e1", "participants[1].actor"),
        ("events", "e1", "citations[0].source"),
        ("quotes", "q1", "speaker"),
        ("quotes", "q1", "events[0]"),
        ("quotes", "q1", "events[1]"),
        ("quotes", "q1", "about[0]"),
    ]
    assert not corpus.cast[0]
    assert not corpus.quote_events[0]


def test_a_link_may_join_records_of_any_table(tmp_path: Path) -> None:
    ids = ["s1", "a1", "e1", "q1", "l0"]
    corpus = opened(
        tmp_path,
        sources=[source()],
        actors=[actor()],
        events=[event()],
        quotes=[quote()],
        links=[link(f"l{n}", one, "e1") for n, one in enumerate(ids)],
    )
    assert corpus.problems == ()


def test_a_reference_to_a_dropped_record_leads_nowhere(tmp_path: Path) -> None:
    corpus = opened(tmp_path, actors=[actor(kind="robot")], quotes=[quote(speaker="a1")])
    assert places(corpus) == [("actors", "a1", "kind"), ("quotes", "q1", "speaker")]


def test_an_id_twice_in_one_table(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor(name="First"), actor("a2"), actor(name="Second")],
        events=[event(participants=[part("a1")])],
        quotes=[quote(speaker="a1", about=["a1"])],
    )
    problem = alone(corpus)
    assert problem.place == "actors · a1 · id"
    assert "more than once" in problem.what
    assert "actors" in problem.what
    assert "first" in problem.cure
    assert [found.name for found in corpus.actors] == ["First", "a2", "Second"]
    assert len(set(corpus.actors.keys)) == 3
    assert corpus.actors.row("a1") == 0
    assert [corpus.actors.row(key) for key in corpus.actors.keys] == [0, 1, 2]
    assert list(corpus.cast[0]) == [0]
    assert [list(rows) for rows in corpus.says] == [[0], [], []]
    assert [list(rows) for rows in corpus.spoken_of] == [[0], [], []]


def test_an_id_in_two_tables(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor("x")],
        events=[event("x", participants=[part("x")])],
        quotes=[quote("x", speaker="x", events=["x"])],
    )
    assert places(corpus) == [("events", "x", "id"), ("quotes", "x", "id")]
    assert all("actors" in found.what for found in corpus.problems)
    assert (len(corpus.actors), len(corpus.events), len(corpus.quotes)) == (1, 1, 1)
    assert list(corpus.cast[0]) == [0]
    assert corpus.quote_events[0] == [0]
    assert corpus.table_of("x") == "actors"


def test_an_id_three_times_is_told_twice(tmp_path: Path) -> None:
    corpus = opened(tmp_path, quotes=[quote(text=text) for text in "abc"])
    assert places(corpus) == [("quotes", "q1", "id")] * 2
    assert len(set(corpus.quotes.keys)) == 3


def test_own_words_must_stand_in_the_text(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        quotes=[
            quote("good", text="He called it “a game”.", kind="mixed", words=["a game"]),
            quote("bad", text="He called it a game.", kind="mixed", words=["a game", "A game"]),
            quote("none", text="He called it a game.", kind="mixed"),
            quote("other", kind="paraphrase"),
        ],
    )
    assert places(corpus) == [("quotes", "bad", "words[1]"), ("quotes", "none", "words")]
    assert {found.severity for found in corpus.problems} == {"warning"}
    assert "“A game”" in corpus.problems[0].what
