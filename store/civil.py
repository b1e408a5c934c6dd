"""Civil dates and clock times as EDTF writes them, and the seconds UTC that they cover.

This is the calendar under `store.dates`: digits with unknown places, seasons, and time zones with
their clock changes. Seconds are whole seconds since 0001-01-01T00:00:00 UTC.
"""

from __future__ import annotations

from calendar import isleap
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct

from store.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

DAY = 86_400
LAST_SECOND = date.max.toordinal() * DAY - 1
"""9999-12-31T23:59:59 UTC: no bound but an open one lies outside 0 and this."""

YEARS = "Years run from 0001 to 9999."

_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_UNITS = (3600, 60, 1)
_MONTHS = tuple(range(1, 13))
_DAYS = tuple(range(1, 32))
_LENGTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NORTH = ((3, 5), (6, 8), (9, 11), (12, 14))
_SOUTH = ((9, 11), (12, 14), (3, 5), (6, 8))
_PARTS = ((1, 3), (4, 6), (7, 9), (10, 12), (1, 4), (5, 8), (9, 12), (1, 6), (7, 12))

SEASONS = {
    str(code): months for code, months in enumerate((*_NORTH, *_NORTH, *_SOUTH, *_PARTS), 21)
}
"""First and last month of each sub-year grouping of EDTF (21 to 41); over 12 is the next year.

Codes from ISO 8601-2:2019, 4.8; the seasons are the meteorological ones. 21 to 24 name no
hemisphere and are read as northern, so that winter 2019 ends in February 2020.
"""


class Civil(Struct, frozen=True):
    """One date as it is written, before any time zone.

    Attributes:
        year: Four digits, `X` for an unknown one.
        month: Two digits or `X`, a season's code (21 to 41), or empty.
        day: Two digits or `X`, or empty.
        clock: ``10``, ``10:00`` or ``10:00:00``, or empty.
        offset: ``Z`` or ``+03:00``, as written, or empty.
        marks: The qualifiers (`?~%`) that hold for the year, the month and the day.
        first: The first civil day that it may be.
        last: The last civil day that it may be.
    """

    year: str
    month: str
    day: str
    clock: str
    offset: str
    marks: tuple[str, str, str]
    first: date
    last: date


def civil_day(second: int, zone: tzinfo = UTC) -> date:
    """The civil day of a second in a zone; beyond the years 1 to 9999, the nearest day."""
    moment = _EPOCH + timedelta(seconds=_clamped(second))
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()


def civil_span(year: str, month: str, day: str) -> tuple[date, date]:
    """The first and the last day that a date's parts may stand for.

    Args:
        year: Four digits or `X`.
        month: Two digits or `X`, a season's code, or empty for the whole year.
        day: Two digits or `X`, or empty for the whole month.

    Raises:
        DateError: There is no such year, month or day.
    """
    years = tuple(number for number in _numbers(year) if number)
    if not years:
        raise DateError("there is no year 0", mend=YEARS)
    if month in SEASONS:
        if day:
            raise DateError("a season has no days", mend="Leave the day out, or name the month.")
        return _season_span(years[0], years[-1], *SEASONS[month])
    months = tuple(m for m in _numbers(month) if 1 <= m <= 12) if month else _MONTHS
    if not months:
        cure = "Months run from 01 to 12, seasons from 21 to 41."
        raise DateError(f"there is no month {month}", mend=cure)
    days = tuple(d for d in _numbers(day) if d) if day else _DAYS
    first = _edge(years, months, days)
    last = _edge(years[::-1], months[::-1], days[::-1])
    if first is None or last is None:
        what = f"there is no {year}-{month}-{day} in the calendar"
        raise DateError(what, mend="Check the day, the month and whether it is a leap year.")
    return first, last


def day_seconds(first: date, last: date, zone: tzinfo) -> tuple[int, int]:
    """The first and last second UTC of civil days in a zone."""
    return _to_utc((first.toordinal() - 1) * DAY, last.toordinal() * DAY - 1, zone)


def clock_seconds(day: date, clock: str, offset: str, zone: tzinfo) -> tuple[int, int]:
    """The first and last second UTC of an hour, minute or second.

    Args:
        day: The civil day.
        clock: ``10``, ``10:00`` or ``10:00:00``.
        offset: ``Z``, ``+03``, ``+0300`` or ``+03:00``; empty for civil time in `zone`.
        zone: The zone for a time without an offset. A time that the clock showed twice covers
            both; one that it skipped is read as if it had not.

    Raises:
        DateError: There is no such time or offset.
    """
    fields = [int(field) for field in clock.split(":")]
    if fields[0] > 23 or max(fields) > 59:
        raise DateError(f"there is no time {clock}", mend="Times run from 00:00:00 to 23:59:59.")
    start = (day.toordinal() - 1) * DAY
    start += sum(field * unit for field, unit in zip(fields, _UNITS, strict=False))
    end = start + _UNITS[len(fields) - 1] - 1
    if not offset:
        return _to_utc(start, end, zone)
    ahead = _ahead(offset)
    return _clamped(start - ahead), _clamped(end - ahead)


@lru_cache(maxsize=2048)
def _numbers(pattern: str) -> tuple[int, ...]:
    """Every number that digits with X may stand for, ascending."""
    digits = ("0123456789" if sign == "X" else sign for sign in pattern)
    return tuple(int("".join(number)) for number in product(*digits))


def _edge(years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> date | None:
    """The first day that exists, taking each sequence in the order given."""
    for year in years:
        for month in months:
            length = 28 if month == 2 and not isleap(year) else _LENGTHS[month]
            for day in days:
                if day <= length:
                    return date(year, month, day)
    return None


def _season_span(year: int, last_year: int, month: int, last_month: int) -> tuple[date, date]:
    if last_month > 12:
        last_year, last_month = last_year + 1, last_month - 12
    if last_year > date.max.year:
        return date(year, month, 1), date.max
    length = 28 if last_month == 2 and not isleap(last_year) else _LENGTHS[last_month]
    return date(year, month, 1), date(last_year, last_month, length)


def _ahead(offset: str) -> int:
    """Seconds that a written offset is ahead of UTC."""
    if offset == "Z":
        return 0
    hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        raise DateError(f"there is no offset {offset} from UTC", mend="Write it as +03:00 or Z.")
    return (hours * 3600 + minutes * 60) * (-1 if offset[0] == "-" else 1)


def _to_utc(start: int, end: int, zone: tzinfo) -> tuple[int, int]:
    """Civil seconds in a zone to seconds UTC, kept within the years 1 to 9999."""
    if zone is UTC:
        return start, end
    earliest = _instant(start, zone, 0)
    # An end shown twice is the later one; of one skipped, the first reading is the later. A clock
    # change inside a short span may still turn it round.
    latest = max(_instant(end, zone, 0), _instant(end, zone, 1), earliest)
    return _clamped(earliest), _clamped(latest)


def _instant(second: int, zone: tzinfo, fold: int) -> int:
    days, rest = divmod(second, DAY)
    midnight = date.fromordinal(days + 1)
    hour, rest = divmod(rest, 3600)
    year, month, day = midnight.year, midnight.month, midnight.day
    offset = datetime(
        year, month, day, hour, rest // 60, rest % 60, tzinfo=zone, fold=fold
    ).utcoffset()
    return second - (offset // _SECOND if offset is not None else 0)


def _clamped(second: int) -> int:
    return min(max(second, 0), LAST_SECOND)
