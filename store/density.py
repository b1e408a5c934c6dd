"""How many events and quotes stand in each stretch of a span, and a brush over these stretches.

Stretches ("buckets") are aligned to the civil calendar of a zone: hours to the clock, weeks to
their Monday (ISO 8601), decades to the years that end in 0. Seconds are whole seconds since
0001-01-01T00:00:00 UTC, both ends inclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from store import dates
from store.civil import civil_day, clock_seconds, day_seconds
from store.date_names import SHORT_MONTHS, day_point, decade_name, full_name, year_name
from store.date_terms import civil_time, span_text
from store.date_words import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from store.dates import When

Side = Literal["first", "last", "both"]


class Unit(NamedTuple):
    """What one bucket holds: so many hours, days, months or years."""

    name: str
    kind: Literal["hour", "day", "month", "year"]
    step: int


UNITS = (
    Unit("hour", "hour", 1),
    Unit("3 hours", "hour", 3),
    Unit("6 hours", "hour", 6),
    Unit("day", "day", 1),
    Unit("week", "day", 7),
    Unit("month", "month", 1),
    Unit("quarter", "month", 3),
    Unit("year", "year", 1),
    Unit("5 years", "year", 5),
    Unit("decade", "year", 10),
    Unit("century", "year", 100),
    Unit("millennium", "year", 1_000),
    Unit("all time", "year", 10_000),
)
"""From the finest to the coarsest; one bucket of the last holds every date that there is."""

DAY = UNITS[3]


class Bucket(Struct, frozen=True):
    """One stretch of time.

    Attributes:
        start: Its first second.
        end: Its last second.
        events: How many events stand in it.
        quotes: How many quotes stand in it.
    """

    start: int
    end: int
    events: int = 0
    quotes: int = 0


class Density(Struct, frozen=True):
    """The buckets of a span, without a hole between them and in order.

    Attributes:
        unit: What each of them holds.
        buckets: At least one.
        zone: The zone of the calendar.
    """

    unit: Unit
    buckets: tuple[Bucket, ...]
    zone: tzinfo

    def find(self, second: int) -> int | None:
        """The index of the bucket that holds a second; None where none does."""
        if not self.buckets[0].start <= second <= self.buckets[-1].end:
            return None
        return bisect_right(self.buckets, second, key=lambda bucket: bucket.start) - 1

    def touched(self, earliest: int, latest: int) -> Brush | None:
        """The buckets that a span touches, such as a filter's; None where it touches none.

        Args:
            earliest: Its first second, or `store.dates.OPEN_START`.
            latest: Its last second, or `store.dates.OPEN_END`.
        """
        first = self.find(max(earliest, self.buckets[0].start))
        last = self.find(min(latest, self.buckets[-1].end))
        return None if first is None or last is None or first > last else Brush(first, last)

    def label(self, bucket: Bucket) -> str:
        """What a bucket is called: ``29 Dec 2019 14:00``, ``23–29 Dec 2019``, ``2010s``.

        Of several hours it is the first.
        """
        if self.unit.kind == "hour":
            begin = civil_time(bucket.start, self.zone)
            day = full_name(day_point(begin.date()), SHORT_MONTHS)
            return f"{day} {begin.hour:02}:{begin.minute:02}"
        if self.unit.kind == "year":
            first, last = (civil_day(end, self.zone).year for end in (bucket.start, bucket.end))
            decade = decade_name(f"{last // 10:03}X") if self.unit.step == 10 else ""
            years = year_name(first) + (f"–{last}" if last > first else "")
            return decade or years
        return short(dates.window(self.term(bucket, bucket), self.zone))

    def term(self, first: Bucket, last: Bucket) -> str:
        """The value of a ``date:`` filter that covers exactly the buckets from one to another."""
        return span_text(first.start, last.end, self.zone)


class Brush(Struct, frozen=True, order=True):
    """A choice of neighbouring buckets.

    Attributes:
        first: Index of its first bucket.
        last: Index of its last bucket, not before the first.
    """

    first: int
    last: int


def counted_at(when: When) -> int:
    """The second at which a date is counted: its earliest, or its latest if it has no beginning."""
    return when.latest if when.open_start else when.earliest


def extent(*groups: Iterable[When]) -> tuple[int, int] | None:
    """The first and the last second at which any of the dates is counted; None without a date."""
    seconds = [counted_at(when) for group in groups for when in group]
    return (min(seconds), max(seconds)) if seconds else None


def finest_unit(*groups: Iterable[When]) -> Unit:
    """The finest unit that tells dates apart: a day, unless one of them has a time of day."""
    clocked = any("T" in when.text for group in groups for when in group)
    return UNITS[0] if clocked else DAY


def density(
    events: Iterable[When],
    quotes: Iterable[When],
    first: int,
    last: int,
    cells: int,
    zone: tzinfo,
    finest: Unit = UNITS[0],
) -> Density:
    """Counts dates in the finest buckets of which so many as a span needs find room.

    Args:
        events: The dates of the events; those outside the buckets are not counted.
        quotes: The dates of the quotes.
        first: The first second of the span; one before the zone's year 1 is taken as its beginning.
        last: The last second of the span; one after its year 9999 is taken as its end.
        cells: How many buckets there may be, at least 1.
        zone: Whose calendar the buckets follow.
        finest: The finest unit that there may be, one of `UNITS`.

    Returns:
        Buckets that cover the span. The outer ones may reach beyond it, for they are whole.

    Raises:
        ValueError: There is no cell, or the span ends before it begins.
    """
    if cells < 1 or first > last:
        raise ValueError(f"{cells} cells cannot show {first} to {last}")
    earliest, latest = day_seconds(date.min, date.max, zone)
    first, last = (min(max(end, earliest), latest) for end in (first, last))
    unit, starts = _fitting(first, last, cells, zone, finest)
    ends = (start - 1 for start in starts[1:])
    counts = _counts(events, starts), _counts(quotes, starts)
    return Density(unit, tuple(map(Bucket, starts, ends, *counts)), zone)


def clamp(brush: Brush, count: int) -> Brush:
    """The brush within so many buckets (at least 1), as wide as they allow."""
    width = min(brush.last - brush.first, count - 1)
    first = min(max(brush.first, 0), count - 1 - width)
    return Brush(first, first + width)


def move(brush: Brush, by: int, count: int) -> Brush:
    """The brush moved, to the left where `by` is negative; at the edge it keeps its width."""
    return clamp(Brush(brush.first + by, brush.last + by), count)


def widen(brush: Brush, count: int, side: Side = "both", by: int = 1) -> Brush:
    """The brush with more buckets on a side, as far as there are any."""
    first = brush.first if side == "last" else max(brush.first - by, 0)
    last = brush.last if side == "first" else min(brush.last + by, count - 1)
    return Brush(first, last)


def narrow(brush: Brush, side: Side = "both", by: int = 1) -> Brush:
    """The brush with fewer buckets on a side; one always remains, on both sides the middle one."""
    spare = brush.last - brush.first
    if side == "first":
        return replace(brush, first=brush.first + min(by, spare))
    if side == "last":
        return replace(brush, last=brush.last - min(by, spare))
    return Brush(brush.first + min(by, spare // 2), brush.last - min(by, spare - spare // 2))


def zoom_in(shown: Density, brush: Brush) -> tuple[int, int]:
    """The span of the brushed buckets, to count again in finer ones."""
    brush = clamp(brush, len(shown.buckets))
    return shown.buckets[brush.first].start, shown.buckets[brush.last].end


def zoom_out(shown: Density, limit: tuple[int, int]) -> tuple[int, int]:
    """Twice the span that the buckets cover, around the same middle.

    Args:
        shown: What is shown now.
        limit: The first and last second of all that there is to show.

    Returns:
        A span within the limit; at an edge the other side takes what this one cannot.
    """
    start, end = shown.buckets[0].start, shown.buckets[-1].end
    width = 2 * (end - start + 1)
    if width > limit[1] - limit[0]:
        return limit
    first = start - width // 4
    first = min(max(first, limit[0]), limit[1] - width + 1)
    return first, first + width - 1


def _fitting(
    first: int, last: int, cells: int, zone: tzinfo, finest: Unit
) -> tuple[Unit, list[int]]:
    """The finest unit that fits, with the start of each bucket and of the one behind the last."""
    for unit in UNITS[UNITS.index(finest) :]:
        low, high = _index(unit, first, zone), _index(unit, last, zone)
        # A clock change may join two buckets, so that a few more may still fit.
        if high - low > cells + 4:
            continue
        # And one day or hour may come twice, so that the second lies outside its own bucket.
        while _start(unit, low, zone) > first:
            low -= 1
        while _start(unit, high + 1, zone) <= last:
            high += 1
        starts = sorted({_start(unit, index, zone) for index in range(low, high + 2)})
        if len(starts) - 1 <= cells:
            return unit, starts
    raise AssertionError("one bucket holds all time")


def _index(unit: Unit, second: int, zone: tzinfo) -> int:
    """The number of the bucket that holds a second, counted from the year 0 or 1."""
    local = civil_time(second, zone)
    day = local.toordinal() - 1
    match unit.kind:
        case "hour":
            return (day * 24 + local.hour) // unit.step
        case "day":
            # The first day of the year 1 is a Monday.
            return day // unit.step
        case "month":
            return (local.year * 12 + local.month - 1) // unit.step
        case "year":
            return local.year // unit.step


def _start(unit: Unit, index: int, zone: tzinfo) -> int:
    """The first second of a bucket; the years 1 to 9999 begin and end with one."""
    number, hour = index * unit.step, 0
    if unit.kind == "hour":
        number, hour = divmod(number, 24)
    ordinal = number + 1
    if unit.kind in {"month", "year"}:
        year, month = divmod(number, 12) if unit.kind == "month" else (number, 0)
        beyond = 0 if year < 1 else date.max.toordinal() + 1
        ordinal = date(year, month + 1, 1).toordinal() if 1 <= year <= date.max.year else beyond
    if ordinal < 1:
        return day_seconds(date.min, date.min, zone)[0]
    if ordinal > date.max.toordinal():
        return day_seconds(date.max, date.max, zone)[1] + 1
    day = date.fromordinal(ordinal)
    return clock_seconds(day, f"{hour:02}", "", zone)[0] if hour else day_seconds(day, day, zone)[0]


def _counts(dated: Iterable[When], starts: Sequence[int]) -> list[int]:
    """How many dates stand between each start and the next."""
    # Records come almost in order, so that sorting costs less than a search for each.
    seconds = sorted(map(counted_at, dated))
    places = [bisect_left(seconds, start) for start in starts]
    return [last - first for first, last in pairwise(places)]
