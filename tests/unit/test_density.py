"""Buckets of time and a brush over them: facts of the calendar, and a count by hand as oracle."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store.civil import LAST_SECOND
from store.dates import OPEN_END, OPEN_START, When, parse, window
from store.density import (
    DAY,
    UNITS,
    Brush,
    Density,
    clamp,
    counted_at,
    density,
    extent,
    finest_unit,
    move,
    narrow,
    widen,
    zoom_in,
    zoom_out,
)

if TYPE_CHECKING:
    from collections.abc import Callable

BAGHDAD = ZoneInfo("Asia/Baghdad")
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
ZONES = [UTC, BAGHDAD, NEW_YORK, LORD_HOWE]


def over(text: str, cells: int, zone: tzinfo = BAGHDAD, *dated: str) -> Density:
    """The density of some events over the span of a filter."""
    span = window(text, zone)
    whens = [parse(text, zone) for text in dated]
    return density(whens, [], span.earliest, span.latest, cells, zone)


# span | cells | unit | buckets | the first: its name and its filter | the last
FACTS = """
2019-12-29T14..2019-12-29T16 | 60 | hour | 3 | 29 Dec 2019 14:00 = 2019-12-29T14:00..2019-12-29T14:59 | 29 Dec 2019 16:00 = 2019-12-29T16:00..2019-12-29T16:59
2019-12-29 | 24 | hour | 24 | 29 Dec 2019 00:00 = 2019-12-29T00:00..2019-12-29T00:59 | 29 Dec 2019 23:00 = 2019-12-29T23:00..2019-12-29T23:59
2019-12-29 | 23 | 3 hours | 8 | 29 Dec 2019 00:00 = 2019-12-29T00:00..2019-12-29T02:59 | 29 Dec 2019 21:00 = 2019-12-29T21:00..2019-12-29T23:59
2019-12-29 | 7 | 6 hours | 4 | 29 Dec 2019 00:00 = 2019-12-29T00:00..2019-12-29T05:59 | 29 Dec 2019 18:00 = 2019-12-29T18:00..2019-12-29T23:59
2019-12-29 | 3 | day | 1 | 29 Dec 2019 = 2019-12-29 | 29 Dec 2019 = 2019-12-29
2019-12-29..2020-01-02 | 10 | day | 5 | 29 Dec 2019 = 2019-12-29 | 2 Jan 2020 = 2020-01-02
2019-12-29..2020-01-02 | 4 | week | 2 | 23–29 Dec 2019 = 2019-12-23..2019-12-29 | 30 Dec 2019 – 5 Jan 2020 = 2019-12-30..2020-01-05
2019-12 | 31 | day | 31 | 1 Dec 2019 = 2019-12-01 | 31 Dec 2019 = 2019-12-31
2019-12 | 5 | month | 1 | Dec 2019 = 2019-12 | Dec 2019 = 2019-12
2019..2020 | 60 | month | 24 | Jan 2019 = 2019-01 | Dec 2020 = 2020-12
2019..2020 | 8 | quarter | 8 | Jan–Mar 2019 = 2019-01..2019-03 | Oct–Dec 2020 = 2020-10..2020-12
2019..2020 | 7 | year | 2 | 2019 = 2019 | 2020 = 2020
1981..2020 | 39 | 5 years | 9 | 1980–1984 = 1980..1984 | 2020–2024 = 2020..2024
1981..2020 | 8 | decade | 5 | 1980s = 198X | 2020s = 202X
1981..2020 | 2 | century | 2 | 1900–1999 = 19XX | 2000–2099 = 20XX
1981..2020 | 1 | all time | 1 | AD 1–9999 = 0001..9999 | AD 1–9999 = 0001..9999
0001..9999 | 99 | millennium | 10 | AD 1–999 = 0001..0999 | 9000–9999 = 9000..9999
"""  # noqa: E501 - a table has its facts on one line
TABLE = [[cell.strip() for cell in line.split(" | ")] for line in FACTS.strip().splitlines()]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("span", "cells", "unit", "count", "first", "last"), TABLE)
def test_facts(
    span: str, cells: str, unit: str, count: str, first: str, last: str, zone: tzinfo
) -> None:
    shown = over(span, int(cells), zone)
    assert (shown.unit.name, len(shown.buckets)) == (unit, int(count))
    for bucket, fact in ((shown.buckets[0], first), (shown.buckets[-1], last)):
        assert f"{shown.label(bucket)} = {shown.term(bucket, bucket)}" == fact


@pytest.mark.parametrize(
    ("first", "last", "term"),
    [
        (0, 2, "2019-12-29..2019-12-31"),
        (0, 0, "2019-12-29"),
        (3, 33, "2020-01"),
        (3, 62, "2020-01..2020-02"),
        (2, 33, "2019-12-31..2020-01-31"),
    ],
)
def test_the_filter_of_several_buckets_is_short(first: int, last: int, term: str) -> None:
    shown = over("2019-12-29..2020-03-02", 100)
    assert shown.term(shown.buckets[first], shown.buckets[last]) == term


def test_a_record_is_counted_at_its_earliest_second_and_an_open_start_at_its_latest() -> None:
    shown = over(
        "2019-12-29..2020-01-02",
        10,
        BAGHDAD,
        *("2019-12-29", "2019-12-29/2020-01-02", "../2020-01-02", "2020-01-01/..", "2019-12-31~"),
        *("2019-12-30T22:00Z", "2019-12", "2020-01", "[2019-12-30,2020-01-02]", "2020-01-03"),
    )
    assert [bucket.events for bucket in shown.buckets] == [2, 1, 2, 2, 1]


def test_events_and_quotes_are_counted_apart() -> None:
    events, quotes = [parse("2019-12-29")], [parse("2019-12-29"), parse("2019-12-30")]
    covered = extent(events, quotes)
    assert covered is not None
    shown = density(events, quotes, *covered, 4, UTC)
    assert [(bucket.events, bucket.quotes) for bucket in shown.buckets] == [(1, 1), (0, 1)]
    assert extent([], []) is None


def test_a_clock_change_makes_buckets_longer_or_fewer() -> None:
    back = over("2019-11-03", 24, NEW_YORK)
    assert len(back.buckets) == 24
    twice = back.buckets[1]
    assert twice.end - twice.start + 1 == 7200
    assert back.term(twice, twice) == "2019-11-03T01:00..2019-11-03T01:59"
    assert len(over("2020-03-08", 24, NEW_YORK).buckets) == 23
    assert over("2020-03-08", 23, NEW_YORK).unit.name == "hour"


def test_what_cannot_be_shown() -> None:
    with pytest.raises(ValueError, match="0 cells"):
        density([], [], 0, 1, 0, UTC)
    with pytest.raises(ValueError, match="cannot show 2 to 1"):
        density([], [], 2, 1, 5, UTC)


SECONDS = st.one_of(
    st.integers(0, LAST_SECOND),
    st.integers(window("2019-11").earliest, window("2020-04").latest),
    st.sampled_from([0, LAST_SECOND, OPEN_START, OPEN_END]),
)
DATES = st.lists(
    st.one_of(
        st.dates().map(lambda day: parse(day.isoformat())),
        st.sampled_from(["2019-12", "../2020-01-02", "2019-12-31/..", "201X"]).map(parse),
    ),
    max_size=20,
)
CELLS = st.integers(1, 80)


@given(SECONDS, SECONDS, CELLS, st.sampled_from(ZONES), DATES)
def test_buckets_cover_the_span_without_a_hole(
    one: int, other: int, cells: int, zone: tzinfo, dated: list[When]
) -> None:
    first, last = sorted((one, other))
    shown = density(dated, dated[::2], first, last, cells, zone)
    buckets = shown.buckets
    assert 1 <= len(buckets) <= cells
    ever = window("0001..9999", zone)
    assert ever.earliest <= buckets[0].start <= max(first, ever.earliest)
    assert min(last, ever.latest) <= buckets[-1].end <= ever.latest
    assert all(bucket.start <= bucket.end for bucket in buckets)
    assert all(a.end + 1 == b.start for a, b in pairwise(buckets))
    for bucket in buckets:
        held = [bucket.start <= counted_at(when) <= bucket.end for when in dated]
        assert (bucket.events, bucket.quotes) == (sum(held), sum(held[::2]))
        assert shown.find(bucket.start) == shown.find(bucket.end) == buckets.index(bucket)
    assert shown.find(buckets[0].start - 1) is shown.find(buckets[-1].end + 1) is None


@given(SECONDS, SECONDS, CELLS, st.sampled_from(ZONES), st.data())
def test_the_filter_covers_exactly_the_buckets(
    one: int, other: int, cells: int, zone: tzinfo, data: st.DataObject
) -> None:
    shown = density([], [], min(one, other), max(one, other), cells, zone)
    first = data.draw(st.integers(0, len(shown.buckets) - 1))
    last = data.draw(st.integers(first, len(shown.buckets) - 1))
    begin, end = shown.buckets[first], shown.buckets[last]
    span = window(shown.term(begin, end), zone)
    assert (span.earliest, span.latest) == (begin.start, end.end)
    assert shown.touched(span.earliest, span.latest) == Brush(first, last)
    assert shown.label(begin)


@given(SECONDS, SECONDS, CELLS)
def test_no_finer_unit_would_fit(one: int, other: int, cells: int) -> None:
    first, last = sorted(min(max(second, 0), LAST_SECOND) for second in (one, other))
    unit = density([], [], first, last, cells, UTC).unit
    assume(unit != UNITS[0])
    finer = UNITS[UNITS.index(unit) - 1]
    begin, end = (
        datetime(1, 1, 1, tzinfo=UTC) + timedelta(seconds=second) for second in (first, last)
    )
    hours = [when.toordinal() * 24 + when.hour - 24 for when in (begin, end)]
    low, high = {
        "hour": hours,
        "day": [when.toordinal() - 1 for when in (begin, end)],
        "month": [when.year * 12 + when.month - 1 for when in (begin, end)],
        "year": [when.year for when in (begin, end)],
    }[finer.kind]
    assert high // finer.step - low // finer.step + 1 > cells


def test_what_a_span_touches() -> None:
    shown = over("2019-12-29..2020-01-02", 10)
    span = window("2019-12-31..", BAGHDAD)
    assert shown.touched(span.earliest, span.latest) == Brush(2, 4)
    assert shown.touched(OPEN_START, OPEN_END) == Brush(0, 4)
    for outside in ("2019-12-28", "2020-01-03..", "..2018"):
        span = window(outside, BAGHDAD)
        assert shown.touched(span.earliest, span.latest) is None


# brush | what is done | brush after it, among ten buckets
BRUSHED = [
    (Brush(2, 4), lambda brush: move(brush, 3, 10), Brush(5, 7)),
    (Brush(2, 4), lambda brush: move(brush, 9, 10), Brush(7, 9)),
    (Brush(2, 4), lambda brush: move(brush, -9, 10), Brush(0, 2)),
    (Brush(2, 4), lambda brush: widen(brush, 10), Brush(1, 5)),
    (Brush(0, 4), lambda brush: widen(brush, 10), Brush(0, 5)),
    (Brush(2, 4), lambda brush: widen(brush, 10, "first", 9), Brush(0, 4)),
    (Brush(2, 4), lambda brush: widen(brush, 10, "last", 9), Brush(2, 9)),
    (Brush(2, 4), narrow, Brush(3, 3)),
    (Brush(2, 5), narrow, Brush(3, 4)),
    (Brush(3, 4), narrow, Brush(3, 3)),
    (Brush(3, 3), narrow, Brush(3, 3)),
    (Brush(2, 4), lambda brush: narrow(brush, "first"), Brush(3, 4)),
    (Brush(2, 4), lambda brush: narrow(brush, "last", 9), Brush(2, 2)),
    (Brush(2, 14), lambda brush: clamp(brush, 10), Brush(0, 9)),
    (Brush(12, 14), lambda brush: clamp(brush, 10), Brush(7, 9)),
    (Brush(-3, -2), lambda brush: clamp(brush, 10), Brush(0, 1)),
]


@pytest.mark.parametrize(("brush", "done", "after"), BRUSHED)
def test_the_brush(brush: Brush, done: Callable[[Brush], Brush], after: Brush) -> None:
    assert done(brush) == after


@given(
    st.integers(1, 60),
    st.tuples(st.integers(-5, 70), st.integers(0, 70)),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), max_size=10),
)
def test_a_brush_stays_within_its_buckets(
    count: int, given_brush: tuple[int, int], steps: list[tuple[int, int]]
) -> None:
    brush = clamp(Brush(given_brush[0], sum(given_brush)), count)
    for step, by in steps:
        before = brush
        brush = (
            lambda b, n: move(b, n, count),
            lambda b, n: move(b, -n, count),
            lambda b, n: widen(b, count, "both", n),
            lambda b, n: narrow(b, "both", n),
            lambda b, n: narrow(b, "first", n),
        )[step](brush, by)
        assert 0 <= brush.first <= brush.last < count
        if step < 2:
            assert brush.last - brush.first == before.last - before.first


def test_zooming_in_shows_the_brushed_days_alone_and_out_shows_more() -> None:
    shown = over("2019-12-01..2020-01-31", 62)
    brush = shown.touched(
        window("2019-12-29", BAGHDAD).earliest, window("2019-12-31", BAGHDAD).latest
    )
    assert brush is not None
    closer = density([], [], *zoom_in(shown, brush), 24, BAGHDAD)
    assert (closer.unit.name, len(closer.buckets)) == ("3 hours", 24)
    assert closer.label(closer.buckets[0]) == "29 Dec 2019 00:00"
    limit = window("2019-12-01..2020-01-31", BAGHDAD)
    first, last = zoom_out(closer, (limit.earliest, limit.latest))
    assert last - first + 1 == 6 * 86_400
    assert (first + last) // 2 == (closer.buckets[0].start + closer.buckets[-1].end) // 2


@given(SECONDS, SECONDS, CELLS, st.integers(0, LAST_SECOND), st.integers(0, LAST_SECOND))
def test_zooming_out_stays_within_the_limit_and_reaches_it(
    one: int, other: int, cells: int, low: int, high: int
) -> None:
    limit = min(low, high), max(low, high)
    assume(limit[0] < limit[1])
    shown = density([], [], min(one, other), max(one, other), cells, UTC)
    for _ in range(60):
        first, last = zoom_out(shown, limit)
        assert limit[0] <= first <= last <= limit[1]
        shown = density([], [], first, last, cells, UTC)
    assert (first, last) == limit


@pytest.mark.parametrize(
    ("dates", "clocked"),
    [
        ([], False),
        (["2019-12-31", "2019-12", "2019", "201X", "2019-33", "2019-12-XX", "2019-12-31?"], False),
        (["2019-12-27/2020-01-08", "2019-12-31/..", "[2019-12-30,2019-12-31]"], False),
        (["2019-12-31", "2020-01-02T10"], True),
        (["2019-12-31T10:00:00+03:00"], True),
        (["2019-12-31/2020-01-02T10:00"], True),
        (["{2019-12-30,2019-12-31T10}"], True),
    ],
)
def test_hours_are_offered_only_where_a_date_has_one(dates: list[str], clocked: bool) -> None:
    whens = [parse(text, BAGHDAD) for text in dates]
    finest = UNITS[0] if clocked else DAY
    assert finest_unit(whens, []) == finest_unit([], whens) == finest


@pytest.mark.parametrize("cells", [1, 2, 24, 500])
@pytest.mark.parametrize("zone", ZONES)
def test_nothing_finer_than_asked_for(cells: int, zone: tzinfo) -> None:
    span = window("2019-12-29..2019-12-30", zone)
    for first, last in ((span.earliest, span.latest), (span.earliest + 5, span.earliest + 9)):
        for number, unit in enumerate(UNITS):
            shown = density([], [], first, last, cells, zone, unit)
            assert UNITS.index(shown.unit) >= number
        shown = density([], [], first, last, cells, zone, DAY)
        term = shown.term(shown.buckets[0], shown.buckets[-1])
        assert "T" not in term
        if cells >= 2:
            assert shown.unit == DAY
