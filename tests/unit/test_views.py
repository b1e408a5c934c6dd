"""What is in view: the indexed answer against an oracle that looks at every record."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from store import filters
from store.corpus import Corpus, open_dossier
from store.errors import FilterError
from store.filters import Filter
from store.mark_set import MarkSet
from store.rows import SPOKE, cast_rows, statement_rows
from store.views import InView, evaluate
from tests.builders import Tables, event, link, opened, quote, source, write
from tests.unit.oracle import MistakeError, Oracle, Picture
from tests.unit.oracle_panes import CastLine, QuoteLine, actors_pane, quotes_pane
from tests.unit.random_dossiers import mark_set, random_dossier, random_filter, random_marks

BATCHES, DOSSIERS, FILTERS = 10, 100, 3


def picture_of(seen: InView) -> Picture:
    """What the program found, as ids."""
    corpus = seen.corpus
    return Picture(
        [corpus.events[row].id for row in seen.events],
        [corpus.quotes[row].id for row in seen.quotes],
        [corpus.actors[row].id for row in seen.actors],
        [corpus.sources[row].id for row in seen.sources],
        [corpus.links[row].id for row in seen.links],
        {corpus.events[row].id for row in seen.for_its_words},
    )


def answer(corpus: Corpus, wanted: Filter, marks: MarkSet) -> Picture | None:
    try:
        return picture_of(evaluate(corpus, wanted, marks=marks))
    except FilterError:
        return None


def expected(oracle: Oracle, wanted: Filter) -> Picture | None:
    try:
        return oracle.picture(wanted.terms)
    except MistakeError:
        return None


def told(tables: Tables, wanted: Filter) -> str:
    """A failing case, to be read."""
    lines = [f"{name}: {one}" for name in tables for one in tables[name].values()]
    return "\n".join([f"filter: {wanted}", *lines])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_is_in_view_is_what_the_rules_say(batch: int, tmp_path: Path) -> None:
    draw = Random(batch)
    mistakes = nothing = 0
    for _ in range(DOSSIERS):
        tables = random_dossier(draw)
        marks = random_marks(draw, tables)
        oracle = Oracle(tables, marks)
        corpus = open_dossier(write(tmp_path / "dossier.json", tables))
        for _ in range(FILTERS):
            wanted = random_filter(draw, tables)
            found, due = answer(corpus, wanted, mark_set(marks)), expected(oracle, wanted)
            assert found == due, f"{told(tables, wanted)}\nmarks: {marks}"
            mistakes += due is None
            nothing += due is not None and not (due.events or due.quotes)
    pairs = DOSSIERS * FILTERS
    assert mistakes < pairs / 2
    assert nothing < pairs / 3


def cast_lines(seen: InView, event: int | None) -> list[CastLine]:
    return [
        (row.heading, seen.corpus.actors[row.actor].id, row.events, row.said, row.of)
        for row in cast_rows(seen, event)
    ]


def quote_lines(seen: InView, event: int | None, actor: int | None) -> list[QuoteLine]:
    corpus = seen.corpus
    return [
        (
            corpus.quotes[row.quote].id,
            None if row.event is None else corpus.events[row.event].id,
            row.group,
        )
        for row in statement_rows(seen, event, actor)
    ]


def in_words(line: CastLine, event: int | None) -> CastLine:
    """A line of the oracle's with the heading that the program gives it."""
    if event is None:
        return ("", *line[1:])
    heading = SPOKE if line[0] == "spoke" else line[0] or "no role stated"
    return (heading, *line[1:])


@pytest.mark.parametrize("batch", range(5))
def test_the_panes_show_what_is_in_the_filter_and_in_the_selections(
    batch: int, tmp_path: Path
) -> None:
    draw = Random(1000 + batch)
    for _ in range(DOSSIERS):
        tables = random_dossier(draw)
        marks = random_marks(draw, tables)
        oracle = Oracle(tables, marks)
        corpus = open_dossier(write(tmp_path / "dossier.json", tables))
        wanted = random_filter(draw, tables) if draw.random() < 0.7 else filters.EVERYTHING
        picture = expected(oracle, wanted)
        if picture is None:
            continue
        seen = evaluate(corpus, wanted, marks=mark_set(marks))
        for selected in (None, *seen.events):
            key = None if selected is None else corpus.events[selected].id
            due = [in_words(line, selected) for line in actors_pane(oracle, picture, key)]
            cast = cast_lines(seen, selected)
            if selected is None:
                assert sorted(cast) == sorted(due), told(tables, wanted)
            else:
                assert cast == due, told(tables, wanted)
                assert len(seen.statements_on(selected)) == len(
                    quotes_pane(oracle, picture, key, None)
                )
            assert quote_lines(seen, selected, None) == quotes_pane(oracle, picture, key, None)
            for line in cast:
                actor = corpus.actors.row(line[1])
                statements = quote_lines(seen, selected, actor)
                assert statements == quotes_pane(oracle, picture, key, line[1]), told(
                    tables, wanted
                )


def ids(corpus: Corpus, text: str) -> str:
    """The events and quotes that a filter leaves, and in brackets the events that are dim."""
    picture = picture_of(evaluate(corpus, filters.parse(text), text))
    dim = [f"({key})" if key in picture.for_its_words else key for key in picture.events]
    return " ".join([*dim, *picture.quotes])


def test_days_are_counted_in_the_dossiers_zone(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[event("late", when="2019-12-31T22:30:00Z"), event("day", when="2019-12-31")],
        quotes=[
            quote("told", said="2019-12-31T20:59:59Z"),
            quote("then", said="2019-12-31T21:00Z"),
        ],
        time_zone="Asia/Baghdad",
    )
    assert ids(corpus, "date:2020-01-01") == "late then"
    assert ids(corpus, "within:2019-12-31") == "day told"
    assert ids(corpus, "date:2019-12-31T00:00") == "day"
    assert ids(corpus, "date:2019-12-31T21:30Z..") == "late"


def test_a_date_is_lent_only_where_the_quote_has_none(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[event("e1", when="2019-12-31"), event("e2", when="2020-01-02"), event("e3")],
        quotes=[
            quote("bare", events=["e1", "e2"]),
            quote("said", events=["e1"], said="2020-01-02"),
            quote("published", events=["e1"], published="2021"),
            quote("wrong", events=["e2"], said="long ago"),
            quote("nowhere", events=["e3"]),
        ],
    )
    assert ids(corpus, "date:2019-12-31") == "e1 bare"
    assert ids(corpus, "date:2020-01-02") == "(e1) e2 bare said wrong"
    assert ids(corpus, "within:2019..2020") == "e1 e2 said"
    assert ids(corpus, "date:none") == "e3 bare wrong nowhere"
    assert ids(corpus, "-date:2019-12-31") == "e2 e3 bare said wrong published nowhere"


def test_terms_may_be_lent_by_different_events_but_bring_in_only_one_that_lends_all(
    tmp_path: Path,
) -> None:
    corpus = opened(
        tmp_path,
        events=[
            event("e1", place="Basra", type="strike"),
            event("e2", place="Mosul", type="visit"),
        ],
        quotes=[quote("both", events=["e1", "e2"])],
    )
    assert ids(corpus, "place:basra type:visit") == "both"
    assert ids(corpus, "place:basra|mosul both") == "(e1) (e2) both"
    assert ids(corpus, "place:basra -type:visit") == "e1"


def test_of_two_records_with_one_id_both_are_shown_and_references_go_to_the_first(
    tmp_path: Path,
) -> None:
    corpus = opened(
        tmp_path,
        events=[event("e1", title="one"), event("e1", title="two")],
        quotes=[quote("q1", events=["e1"])],
    )
    assert ids(corpus, "") == "e1 e1 q1"
    assert [corpus.events[row].title for row in evaluate(corpus, filters.parse("q1")).events] == [
        "one"
    ]
    assert ids(corpus, "two") == "e1"
    assert ids(corpus, "event:e1") == "e1 q1"


def test_a_link_and_a_source_may_bring_each_other_in(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[event("e1"), event("e2")],
        sources=[source("s1"), source("s2"), source("s3")],
        links=[
            link("on-source", "e1", "s1"),
            link("joined", "e1", "e2", citations=[{"source": "s1"}]),
            link("on-link", "e1", "on-source", citations=[{"source": "s2"}]),
            link("away", "e1", "s3", citations=[{"source": "s3"}]),
            link("gone", "e1", "nothing"),
        ],
    )
    seen = picture_of(evaluate(corpus, filters.parse("e1|e2")))
    assert (seen.links, seen.sources) == (["on-source", "joined", "on-link"], ["s1", "s2"])
    seen = picture_of(evaluate(corpus, filters.parse("e1")))
    assert (seen.links, seen.sources) == ([], [])


def test_an_empty_dossier_has_nothing_in_view(tmp_path: Path) -> None:
    corpus = opened(tmp_path)
    for text in ("", "word", "'", "date:2019", "date:none", "kind:mixed", "-x"):
        assert ids(corpus, text) == ""
