"""The orders of the panes: by hand on the bundled dossier, and as properties of random ones."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.corpus import Corpus, open_dossier
from store.errors import FilterError, UsageError
from store.filters import EVERYTHING, parse
from store.ordering import (
    ActorOrder,
    Order,
    QuoteOrder,
    TimelineOrder,
    parse_order,
    sorted_cast,
    sorted_statements,
    timeline_rows,
)
from store.rows import CastRow, StatementRow, cast_rows, statement_rows
from store.views import InView, evaluate
from tests.builders import actor, event, everything, opened, part, quote, write
from tests.unit.random_dossiers import random_dossier, random_filter
from tui.assets import BUNDLED_DOSSIER

DESCENDING = TimelineOrder.DESCENDING
quickly = settings(deadline=None, derandomize=True, max_examples=100)


@pytest.fixture(scope="module")
def embassy() -> Corpus:
    return open_dossier(BUNDLED_DOSSIER)


def named(seen: InView, rows: Iterable[CastRow]) -> list[str]:
    return [seen.corpus.actors[row.actor].id for row in rows]


def quoted(seen: InView, rows: Iterable[StatementRow]) -> list[str]:
    return [seen.corpus.quotes[row.quote].id for row in rows]


def dated(seen: InView, rows: Iterable[int]) -> list[str]:
    return [seen.corpus.events[row].id for row in rows]


# --- as text -----------------------------------------------------------------------------------


def test_an_order_has_a_text() -> None:
    assert str(Order()) == "timeline:ascending actors:said quotes:event"
    chosen = Order(TimelineOrder.DESCENDING, ActorOrder.FIRST, QuoteOrder.SPEAKER)
    assert str(chosen) == "timeline:descending actors:first quotes:speaker"


orders = st.builds(
    Order, st.sampled_from(TimelineOrder), st.sampled_from(ActorOrder), st.sampled_from(QuoteOrder)
)


@quickly
@given(orders)
def test_the_text_reads_back(order: Order) -> None:
    assert parse_order(str(order)) == order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("", Order()),
        ("actors:name", Order(actors=ActorOrder.NAME)),
        ("quotes:date  timeline:descending", Order(DESCENDING, quotes=QuoteOrder.DATE)),
        ("actors:name actors:events", Order(actors=ActorOrder.EVENTS)),
    ],
)
def test_a_pane_that_is_not_named_has_its_usual_order(text: str, order: Order) -> None:
    assert parse_order(text) == order


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("actor:name", "no pane to sort is called “actor”", "Did you mean actors?"),
        ("x", "no pane to sort is called “x”", "There are timeline, actors, quotes."),
        ("quotes:dates", "no order of quotes is called “dates”", "Did you mean date?"),
        ("timeline:", "no order of timeline is called “”", "Did you mean ascending?"),
        (
            "actors:zzz",
            "no order of actors is called “zzz”",
            "There are said, name, events, quotes, first.",
        ),
    ],
)
def test_a_wrong_word_has_a_cure(text: str, what: str, mend: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_order(text)
    assert (caught.value.what, caught.value.mend) == (what, mend)


@pytest.mark.parametrize("kind", [TimelineOrder, ActorOrder, QuoteOrder])
def test_every_order_has_a_name_for_people(
    kind: type[TimelineOrder] | type[ActorOrder] | type[QuoteOrder],
) -> None:
    labels = [order.label for order in kind]
    assert all(labels)
    assert len(set(labels)) == len(labels)


# --- on the bundled dossier --------------------------------------------------------------------


def test_the_timeline_runs_both_ways_with_the_undated_last(embassy: Corpus) -> None:
    undated = ["milley-statement", "pompeo-message", "white-house-visits"]
    first = [
        "airstrikes", "condemnation", "hook-statement", "attack", "embassy-scene", "deployment",
        "pompeo-identification", "pompeo-naming", "esper-statement",
    ]  # fmt: skip
    seen = everything(embassy)
    assert dated(seen, timeline_rows(seen, TimelineOrder.ASCENDING)) == [*first, *undated]
    assert dated(seen, timeline_rows(seen, TimelineOrder.DESCENDING)) == [*first[::-1], *undated]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("type:strike|attack", ["attack", "airstrikes"]),
        ("date:none", ["milley-statement", "pompeo-message", "white-house-visits"]),
        ("place:nowhere", []),
    ],
)
def test_descending_under_a_filter(embassy: Corpus, text: str, expected: list[str]) -> None:
    seen = evaluate(embassy, parse(text))
    assert dated(seen, timeline_rows(seen, TimelineOrder.DESCENDING)) == expected


ACTORS: dict[ActorOrder, list[str]] = {
    # Pompeo and Esper said 3 each, he is in more events; the next four said 1
    ActorOrder.SAID: ["pompeo", "esper", "ap-reporter", "abdul-mahdi", "hook", "milley"],
    # Abu ..., Additional ..., Adil ..., AP, AP reporter
    ActorOrder.NAME: ["al-muhandis", "additional-troops", "abdul-mahdi", "ap", "ap-reporter"],
    # 4 and 4, he is spoken of more; then 3 each
    ActorOrder.EVENTS: ["al-amiri", "us-embassy", "pompeo", "alfayyadh", "khazali", "us"],
    # Pompeo and Esper said 3 each; the others follow with 2
    ActorOrder.QUOTES: ["pompeo", "esper"],
    # the strikes: in the order in which the Actors pane had them
    ActorOrder.FIRST: ["us", "kataib-hezbollah", "pmf", "abdul-mahdi", "hook", "iran"],
}


@pytest.mark.parametrize("order", ActorOrder)
def test_everyone_in_an_order(embassy: Corpus, order: ActorOrder) -> None:
    seen = everything(embassy)
    rows = cast_rows(seen, None)
    found = sorted_cast(seen, rows, order)
    assert sorted(named(seen, found)) == sorted(actor.id for actor in embassy.actors)
    if order is ActorOrder.SAID:
        assert found == rows
    if order is ActorOrder.FIRST:
        # Iraq, the AP, Asa'ib Ahl al-Haq: nowhere but in descriptions
        assert set(named(seen, found)[-3:]) == {"iraq", "ap", "asaib-ahl-al-haq"}
    assert named(seen, found)[: len(ACTORS[order])] == ACTORS[order]


def test_the_cast_of_an_event_stays_under_its_roles(embassy: Corpus) -> None:
    seen = everything(embassy)
    attack = embassy.events.row("attack")
    rows = cast_rows(seen, attack)
    found = sorted_cast(seen, rows, ActorOrder.NAME)
    assert [(row.heading, embassy.actors[row.actor].name) for row in found] == [
        ("attacker", "Kata'ib Hezbollah"),
        ("attacker", "PMF supporters and sympathizers"),
        ("target", "U.S. embassy in Baghdad"),
        ("present", "Hadi al-Amiri"),
        ("present", "Qais Khazali"),
        ("spoke about it", "AP reporter"),
        ("spoke about it", "Mike Pompeo"),
    ]


BY_DATE = [
    "abdul-mahdi-condemns", "hook-message-to-iran", "ap-observation", "pompeo-leaders",
    "pompeo-responsible", "esper-game-changed", "esper-strike-first", "esper-urges-iraq",
    "milley-buzzsaw", "pompeo-120-sites",
]  # fmt: skip
BY_SPEAKER = [
    "abdul-mahdi-condemns",
    "ap-observation",
    "hook-message-to-iran",
    "esper-game-changed", "esper-strike-first", "esper-urges-iraq",
    "milley-buzzsaw",
    "pompeo-leaders", "pompeo-responsible", "pompeo-120-sites",
]  # fmt: skip


def test_statements_in_each_order(embassy: Corpus) -> None:
    seen = everything(embassy)
    rows = statement_rows(seen, None, None)
    assert sorted_statements(seen, rows, QuoteOrder.EVENT) == rows
    for order, expected in ((QuoteOrder.DATE, BY_DATE), (QuoteOrder.SPEAKER, BY_SPEAKER)):
        found = sorted_statements(seen, rows, order)
        assert quoted(seen, found) == expected
        assert {row.event for row in found} == {None}


def test_what_is_said_and_what_is_spoken_of_stay_apart(embassy: Corpus) -> None:
    seen = everything(embassy)
    rows = statement_rows(seen, None, embassy.actors.row("iran"))
    assert {row.group for row in rows} == {"about or to"}
    assert quoted(seen, sorted_statements(seen, rows, QuoteOrder.SPEAKER)) == [
        "hook-message-to-iran", "esper-urges-iraq",
    ]  # fmt: skip


# --- on dossiers made for it -------------------------------------------------------------------


def test_statements_by_event_date_and_speaker(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor("z", name="émile"), actor("y", name="Zoe")],
        events=[event("e1", when="2001"), event("e2", when="2002")],
        quotes=[
            quote("late", events=["e1"], said="2009", speaker="y"),
            quote("early", events=["e2"], said="1999", speaker="z", about=["y"]),
            quote("loose", said="2005", attribution="A witness"),
            quote("undated", events=["e2", "e1"], speaker="y"),
            quote("nowhere"),
        ],
    )
    seen = everything(corpus)
    rows = statement_rows(seen, None, None)

    def found(order: QuoteOrder) -> list[str]:
        return quoted(seen, sorted_statements(seen, rows, order))

    assert found(QuoteOrder.EVENT) == ["late", "early", "undated", "loose", "nowhere"]
    assert found(QuoteOrder.DATE) == ["early", "undated", "loose", "late", "nowhere"]
    assert found(QuoteOrder.SPEAKER) == ["early", "undated", "late", "loose", "nowhere"]

    own = statement_rows(seen, None, corpus.actors.row("y"))
    assert quoted(seen, own) == ["undated", "late", "early"]
    by_event = sorted_statements(seen, own, QuoteOrder.EVENT)
    assert quoted(seen, by_event) == ["late", "undated", "early"]
    assert [row.group for row in by_event] == ["said by", "said by", "about or to"]

    e2 = corpus.events.row("e2")
    on_it = statement_rows(seen, e2, None)
    assert sorted_statements(seen, on_it, QuoteOrder.EVENT, e2) == on_it


def test_a_first_appearance_is_an_event_or_a_statement_in_view(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor(key) for key in ("never", "undated", "said", "took-part", "spoken-of")],
        events=[
            event("e1", when="2005", type="raid", participants=[part("took-part")]),
            event("e2", when="2001", participants=[part("took-part")]),
            event("e3", participants=[part("undated")]),
        ],
        quotes=[
            quote("q1", said="2003", speaker="said"),
            # without a date of its own: of 2001, behind the event itself
            quote("q2", events=["e2"], about=["spoken-of"]),
            quote("q3", said="2009", speaker="spoken-of"),
        ],
    )
    seen = everything(corpus)
    found = sorted_cast(seen, cast_rows(seen, None), ActorOrder.FIRST)
    assert named(seen, found) == ["took-part", "spoken-of", "said", "undated", "never"]
    later = evaluate(corpus, parse("date:2002..2005 actor:said|took-part"))
    found = sorted_cast(later, cast_rows(later, None), ActorOrder.FIRST)
    assert named(later, found) == ["said", "took-part"]


def number_of(row: CastRow, order: ActorOrder) -> int:
    """What an order sorts by, the most first."""
    return {
        ActorOrder.SAID: row.said, ActorOrder.EVENTS: row.events,
        ActorOrder.QUOTES: row.said + row.of,
    }[order]  # fmt: skip


@pytest.mark.parametrize("batch", range(3))
def test_nothing_is_lost_and_groups_stay(batch: int, tmp_path: Path) -> None:
    draw = Random(batch)
    for _ in range(40):
        tables = random_dossier(draw)
        corpus = open_dossier(write(tmp_path / "dossier.json", tables))
        try:
            seen = evaluate(corpus, random_filter(draw, tables))
        except FilterError:
            seen = evaluate(corpus, EVERYTHING)
        check_timeline(seen)
        for event_row in (None, *seen.events):
            rows = cast_rows(seen, event_row)
            for order in ActorOrder:
                check_cast(seen, rows, order)
            for actor_row in (None, *seen.actors):
                statements = statement_rows(seen, event_row, actor_row)
                for by in QuoteOrder:
                    check_statements(seen, statements, by, event_row)


def check_timeline(seen: InView) -> None:
    when = seen.corpus.event_when
    found = timeline_rows(seen, TimelineOrder.DESCENDING)
    assert sorted(found) == list(seen.events)
    undated = [when[row] is None for row in found]
    assert undated == sorted(undated)
    keys = [date.sort_key for row in found if (date := when[row])]
    assert keys == sorted(keys, reverse=True)


def check_cast(seen: InView, rows: list[CastRow], order: ActorOrder) -> None:
    found = sorted_cast(seen, rows, order)
    assert [row.heading for row in found] == [row.heading for row in rows]
    assert set(found) == set(rows)
    assert sorted_cast(seen, found, order) == found
    if order not in {ActorOrder.FIRST, ActorOrder.NAME}:
        for _, group in groupby(found, lambda row: row.heading):
            numbers = [number_of(row, order) for row in group]
            assert numbers == sorted(numbers, reverse=True)


def check_statements(
    seen: InView, rows: list[StatementRow], order: QuoteOrder, event_row: int | None
) -> None:
    found = sorted_statements(seen, rows, order, event_row)
    assert [row.group for row in found] == [row.group for row in rows]
    assert sorted(row.quote for row in found) == sorted(row.quote for row in rows)
    assert sorted_statements(seen, found, order, event_row) == found
    if order is QuoteOrder.DATE:
        for _, group in groupby(found, lambda row: row.group):
            numbers = [row.quote for row in group]
            assert numbers == sorted(numbers)
