"""How much time lies between two dates, said no more exactly than the dates allow.

Days are counted on the calendar: from 29 December to 1 January it is three days, whatever the hour.
Only where both dates have a time of the same precision, and lie less than 48 hours apart, does the
clock count. A closed interval and a set of which all are meant are there from their first day to
their last, so the time runs from the end of the one to the beginning of the other. In any other
date the span is where it may lie, so that the time has a least and a most.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from store.civil import civil_day
from store.date_names import listed

if TYPE_CHECKING:
    from datetime import tzinfo

    from store.dates import When

SAME_DAY = "the same day"
SAME_TIME = "the same time"
OVERLAP = "overlapping"
UNKNOWN = "not known"

_CLOCKS = {"hour", "minute", "second"}
_MOST_BY_CLOCK = 48 * 3600
_MONTHS_FROM = 2
"""Completed months from which months are said: "1 month" could be 28 days or 61."""
_YEARS_FROM = 24
"""Months from which years are said."""


_Days = tuple[date, date]
"""A stretch of days, counted from the first to the last."""


class _Way(Struct, frozen=True):
    """The time from one date to another.

    Attributes:
        shortest: The days that bound it from below; None where nothing does. Where these are
            also the longest, the time is exact.
        longest: The days that bound it from above; None where nothing does.
        clock: The exact time in seconds, where the clock counts.
    """

    shortest: _Days | None
    longest: _Days | None
    clock: int | None = None

    @property
    def least(self) -> int:
        """The fewest days; 0 or less where there may be none."""
        return _days(self.shortest) if self.shortest else 0


def counted(number: int, unit: str) -> str:
    """``1 day``, ``3 days``, ``1,000 years``."""
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def gap(earlier: When, later: When, zone: tzinfo) -> str:
    """The time between two dates, for a marker between their rows: ``3 days``, ``11 years``.

    Weeks are said where they come out even, from two of them and up to two months; months from two
    of them, years from 24 months, and both are completed ones. Where a date is imprecise, or open
    on its far side, it is ``at least`` the shortest time; a date marked ``~`` makes it ``about``,
    one marked ``?`` ``perhaps``.

    Args:
        earlier: The date above.
        later: The date below.
        zone: Whose days are counted.

    Returns:
        The words; empty where the spans touch or overlap, where the days follow each other, and so
        too where the earlier is open at its end or the later at its beginning.
    """
    if later.earliest <= earlier.latest + 1:
        return ""
    last, first = _last_part(earlier), _first_part(later)
    way, lead = _way(last, first, zone), _doubt(last, first)
    if way.clock is not None:
        return f"{lead}{_by_clock(way.clock, exactly=False)}"
    if way.shortest is None or way.least <= 1:
        return ""
    words = counted(*_completed(way.shortest, weeks=True))
    if way.shortest == way.longest:
        return f"{lead}{words}"
    return f"{lead}{words} or more" if lead else f"at least {words}"


def distance(a: When, b: When, zone: tzinfo) -> str:
    """The time between two dates, in either order, as exactly as they are known.

    Args:
        a: One date.
        b: The other.
        zone: Whose days are counted.

    Returns:
        ``2 days``, ``11 years, 2 months and 3 days``, ``5 hours and 20 minutes``; ``2 to 33 days``
        and ``10 to 12 years`` where a date is imprecise (the least rounded down, the most up); ``up
        to 26 days`` where they may be one; ``at least 2 days`` where an end is open; `SAME_DAY` or
        `SAME_TIME`; `OVERLAP` where one runs during the other; `UNKNOWN` where an open end leaves
        everything possible. ``about`` and ``perhaps`` stand before it as in `gap`.
    """
    if a.sort_key > b.sort_key:
        a, b = b, a
    last, first = _last_part(a), _first_part(b)
    onward, lead = _way(last, first, zone), _doubt(last, first)
    if onward.clock is not None:
        if onward.clock < 0:
            return OVERLAP
        return f"{lead}{_by_clock(onward.clock, exactly=True) if onward.clock else SAME_TIME}"
    back = _way(_last_part(b), _first_part(a), zone)
    way = onward if onward.least >= back.least else back
    if onward.longest is None or back.longest is None:
        if way.shortest is None or way.least < 1:
            return UNKNOWN
        words = counted(*_completed(way.shortest))
        return f"{lead}{words} or more" if lead else f"at least {words}"
    longest = max(onward.longest, back.longest, key=_days)
    if _days(longest) > 0:
        return f"{lead}{_between(way, longest)}"
    return f"{lead}{SAME_DAY}" if _one_day(a, zone) and _one_day(b, zone) else OVERLAP


def _first_part(when: When) -> When:
    """The part that says when it began; the whole where that is one date that is not known."""
    return min(_parts(when), key=lambda part: part.earliest)


def _last_part(when: When) -> When:
    return max(_parts(when), key=lambda part: part.latest)


def _parts(when: When) -> list[When]:
    """The dates on each of which it was there; the whole where it may be any of its parts."""
    known = [part for part in when.parts if part is not None]
    if when.form in {"date", "one-of"} or len(known) < len(when.parts):
        return [when]
    return [date for part in known for date in _parts(part)]


def _way(start: When, end: When, zone: tzinfo) -> _Way:
    """The time from one date to another."""
    shortest = longest = None
    if not start.open_end and not end.open_start:
        shortest = (civil_day(start.latest, zone), civil_day(end.earliest, zone))
    if not start.open_start and not end.open_end:
        longest = (civil_day(start.earliest, zone), civil_day(end.latest, zone))
    seconds = end.earliest - start.earliest
    same = start.form == end.form == "date" and start.precision == end.precision
    by_clock = same and start.precision in _CLOCKS and abs(seconds) < _MOST_BY_CLOCK
    return _Way(shortest, longest, seconds if by_clock else None)


def _doubt(a: When, b: When) -> str:
    """What the qualifiers of two dates make of the time between them."""
    perhaps = "perhaps " if a.uncertain or b.uncertain else ""
    return f"{perhaps}about " if a.approximate or b.approximate else perhaps


def _one_day(when: When, zone: tzinfo) -> bool:
    return civil_day(when.earliest, zone) == civil_day(when.latest, zone)


def _between(way: _Way, longest: _Days) -> str:
    """The least time of a way, and the most that there may be, in the unit of the most."""
    if way.shortest == longest:
        return _exactly(longest)
    most, unit = _rounded_up(longest)
    if way.shortest is None or way.least < 1:
        return f"up to {counted(most, unit)}"
    months = _months(way.shortest)
    least = {"day": way.least, "month": months, "year": months // 12}[unit]
    if not least:
        return f"{counted(*_completed(way.shortest))} to {counted(most, unit)}"
    return counted(most, unit) if least == most else f"{least:,} to {counted(most, unit)}"


def _by_clock(seconds: int, *, exactly: bool) -> str:
    """Less than 48 hours, in hours, minutes and seconds, or in the largest of these alone."""
    minutes, rest = divmod(seconds, 60)
    amounts = (minutes // 60, "hour"), (minutes % 60, "minute"), (rest, "second")
    parts = [counted(number, unit) for number, unit in amounts if number]
    return listed(parts, "and") if exactly else parts[0]


def _days(span: _Days) -> int:
    return span[1].toordinal() - span[0].toordinal()


def _months(span: _Days) -> int:
    """Completed months."""
    first, last = span
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _rest(span: _Days, months: int) -> int:
    """The days that remain behind completed months; the day is kept within its month."""
    first, last = span
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, monthrange(year, month + 1)[1])
    return _days((date(year, month + 1, day), last))


def _completed(span: _Days, *, weeks: bool = False) -> tuple[int, str]:
    """The time in one unit, rounded down."""
    days, months = _days(span), _months(span)
    if months < _MONTHS_FROM:
        even = weeks and days >= 14 and days % 7 == 0
        return (days // 7, "week") if even else (days, "day")
    return (months, "month") if months < _YEARS_FROM else (months // 12, "year")


def _rounded_up(span: _Days) -> tuple[int, str]:
    """The time in one unit, rounded up."""
    days, months = _days(span), _months(span)
    if months < _MONTHS_FROM:
        return days, "day"
    months += _rest(span, months) > 0
    return (months, "month") if months < _YEARS_FROM else (-(-months // 12), "year")


def _exactly(span: _Days) -> str:
    """The time in years, months and days."""
    days, months = _days(span), _months(span)
    if months < _MONTHS_FROM:
        return counted(days, "day")
    amounts = (months // 12, "year"), (months % 12, "month"), (_rest(span, months), "day")
    return listed([counted(number, unit) for number, unit in amounts if number], "and")
