"""The order and the indexes of made-up dossiers, against plain searches and spans said by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import Document, actor, event, opened, part, quote

STEADY = settings(derandomize=True, deadline=None)
"""The same examples every time, however slow the machine."""

Span = tuple[str | None, str | None]

BAGHDAD: dict[str, Span] = {
    "2019-12-31": ("2019-12-31T00:00:00+03:00", "2019-12-31T23:59:59+03:00"),
    "2019-12-31?": ("2019-12-31T00:00:00+03:00", "2019-12-31T23:59:59+03:00"),
    "2019-12-30": ("2019-12-30T00:00:00+03:00", "2019-12-30T23:59:59+03:00"),
    "2019-12": ("2019-12-01T00:00:00+03:00", "2019-12-31T23:59:59+03:00"),
    "2019": ("2019-01-01T00:00:00+03:00", "2019-12-31T23:59:59+03:00"),
    "201X": ("2010-01-01T00:00:00+03:00", "2019-12-31T23:59:59+03:00"),
    "2019-12-30T22:00:00Z": ("2019-12-30T22:00:00Z", "2019-12-30T22:00:00Z"),
    "2019-12-30T20:59:59Z": ("2019-12-30T20:59:59Z", "2019-12-30T20:59:59Z"),
    "2019-12-31T10:00:00": ("2019-12-31T10:00:00+03:00", "2019-12-31T10:00:00+03:00"),
    "2019-12-31T10:00:00-05:00": ("2019-12-31T15:00:00Z", "2019-12-31T15:00:00Z"),
    "2019-12-27/2020-01-08": ("2019-12-27T00:00:00+03:00", "2020-01-08T23:59:59+03:00"),
    "2019-12-31/..": ("2019-12-31T00:00:00+03:00", None),
    "../2019-12-31": (None, "2019-12-31T23:59:59+03:00"),
    "../2020-01-02": (None, "2020-01-02T23:59:59+03:00"),
    "[2019-12-30,2019-12-31]": ("2019-12-30T00:00:00+03:00", "2019-12-31T23:59:59+03:00"),
}
"""Dates with the first and last second that they may cover in Baghdad (UTC+3); None is open."""

BAD = ("yesterday", "2019-02-30", "2020-01-02/2019-12-31", "")


def seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def date_key(text: str | None) -> tuple[float, float]:
    """Where a date stands in a timeline: by its start and end, an open start by its end."""
    if text is None or text in BAD:
        return (math.inf, math.inf)
    start, end = BAGHDAD[text]
    latest = seconds(end) if end else 1e12
    return (seconds(start) if start else latest, latest)


def some(prefix: str, most: int) -> st.SearchStrategy[list[str]]:
    """References by id, some of them to nothing."""
    return st.lists(st.integers(0, most).map(lambda n: f"{prefix}{n}"), max_size=4)


WHENS = st.sampled_from([None, *BAGHDAD, *BAD])
SEQS = st.sampled_from([None, -1, 0, 1, 2])

ACTORS = st.lists(st.builds(actor, st.integers(0, 5).map("a{}".format)), min_size=3, max_size=7)
EVENTS = st.lists(
    st.builds(
        lambda key, when, seq, cast: event(
            key, when=when, seq=seq, participants=[part(one) for one in cast]
        ),
        st.integers(0, 6).map("e{}".format), WHENS, SEQS, some("a", 7),
    ),
    min_size=2,
    max_size=7,
)  # fmt: skip
QUOTES = st.lists(
    st.builds(
        lambda key, said, published, seq, speaker, via, people, events: quote(
            key, said=said, published=published, seq=seq, speaker=speaker, via={"actor": via},
            about=people[0], audience=people[1], events=events,
        ),
        st.integers(0, 7).map("q{}".format), WHENS, WHENS, SEQS,
        st.sampled_from([None, "a0", "a1", "a2", "a9"]),
        st.sampled_from([None, "a0", "a1", "a3", "a9"]),
        st.tuples(some("a", 7), some("a", 7)), some("e", 8),
    ),
    min_size=2,
    max_size=8,
)  # fmt: skip


def lists(postings: Sequence[Sequence[int]]) -> list[list[int]]:
    return [list(rows) for rows in postings]


def first_rows(records: Sequence[Document], wanted: Sequence[str | None]) -> list[int]:
    """The rows of these ids, each once; of two records with one id the first."""
    keys = [record["id"] for record in records]
    found = [keys.index(key) for key in wanted if key in keys]
    return sorted(set(found), key=found.index)


def naming(rows_of: list[list[int]], row: int) -> list[int]:
    return [at for at, rows in enumerate(rows_of) if row in rows]


@STEADY
@given(ACTORS, EVENTS, QUOTES)
def test_every_index_is_what_a_plain_search_finds(
    tmp_path_factory: pytest.TempPathFactory,
    actors: list[Document],
    events: list[Document],
    quotes: list[Document],
) -> None:
    corpus = opened(
        tmp_path_factory.mktemp("d"),
        time_zone="Asia/Baghdad",
        actors=actors, events=events, quotes=quotes,
    )  # fmt: skip
    in_order = sorted(events, key=lambda one: (date_key(one["when"]), one["seq"] or 0))
    assert [corpus.events.document(row) for row in range(len(events))] == in_order
    assert [corpus.actors.document(row) for row in range(len(actors))] == actors

    spoken = [corpus.quotes.document(row) for row in range(len(quotes))]
    assert sorted(map(repr, spoken)) == sorted(map(repr, quotes))
    quote_events = [first_rows(in_order, one["events"]) for one in spoken]
    keys = []
    for one, rows, when in zip(spoken, quote_events, corpus.quote_when, strict=True):
        own = next((d for d in (one["said"], one["published"]) if d in BAGHDAD), None)
        assert (when.text if when else None) == own
        date = date_key(own or (in_order[rows[0]]["when"] if rows else None))
        keys.append((date, one["seq"] or 0, rows[0] if rows else len(events)))
    assert keys == sorted(keys)

    cast = [first_rows(actors, [p["actor"] for p in one["participants"]]) for one in in_order]
    says = [first_rows(actors, [one["speaker"], one["via"]["actor"]]) for one in spoken]
    touched = [first_rows(actors, one["about"] + one["audience"]) for one in spoken]
    assert lists(corpus.cast) == cast
    assert lists(corpus.quote_events) == quote_events
    assert lists(corpus.event_quotes) == [naming(quote_events, r) for r in range(len(events))]
    assert lists(corpus.part_in) == [naming(cast, r) for r in range(len(actors))]
    assert lists(corpus.says) == [naming(says, r) for r in range(len(actors))]
    assert lists(corpus.spoken_of) == [naming(touched, r) for r in range(len(actors))]
