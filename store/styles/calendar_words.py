"""Dates of CSL-JSON items in the words that references have for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from store.date_names import MONTHS
from store.styles.csl import CslDate

SHORT_MONTHS: Final = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
"""The months as MLA shortens them (MLA Handbook 9, 1.5)."""

_SEASONS: Final = ("", "Spring", "Summer", "Autumn", "Winter")
_DASH: Final = "–"

Point = tuple[int, ...]


def year(date: CslDate) -> str:
    """The year, or the years of a range; the words of a date that has no numbers."""
    if not date.start:
        return date.literal
    first, last = date.start[0], (date.end or date.start)[0]
    return _year(first) if first == last else f"{_year(first)}{_DASH}{_year(last)}"


def _year(number: int) -> str:
    return f"{-number} BC" if number < 0 else f"AD {number}" if number < 1000 else str(number)


def american(date: CslDate) -> str:
    """``December 31, 2019``, ``December 2019``, ``May 1–3, 2020``."""

    def named(point: Point) -> str:
        return _comma(month_day(point), point)

    return _whole(date, named, month_day)


def _comma(first: str, point: Point) -> str:
    gap = ", " if len(point) > 2 else " " if first else ""
    return f"{first}{gap}{_year(point[0])}"


def month_day(point: Point) -> str:
    """``December 31``."""
    return " ".join([*(MONTHS[month - 1] for month in point[1:2]), *map(str, point[2:])])


def british(date: CslDate, months: Sequence[str] = MONTHS) -> str:
    """``31 December 2019``, ``December 2019``, ``1–3 May 2020``."""
    partly = _day_month(months)

    def named(point: Point) -> str:
        return f"{partly(point)} {_year(point[0])}".strip()

    return _whole(date, named, partly)


def _day_month(months: Sequence[str]) -> Callable[[Point], str]:
    def partly(point: Point) -> str:
        return " ".join([*map(str, point[2:]), *(months[month - 1] for month in point[1:2])])

    return partly


def _whole(
    date: CslDate,
    named: Callable[[Point], str],
    partly: Callable[[Point], str],
) -> str:
    """A date in full; the ends of a range share what is the same in both."""
    start, end = date.start, date.end
    if not start:
        return date.literal
    if date.season and len(start) == 1:
        return f"{_SEASONS[date.season]} {year(date)}"
    if not end:
        return named(start)
    if start[0] != end[0] or len(start) == 1:
        return f"{named(start)}{_DASH}{named(end)}"
    return named(start).replace(partly(start), _shared(start, end, partly), 1)


def _shared(start: Point, end: Point, partly: Callable[[Point], str]) -> str:
    """A range within a year: ``May–June``, ``29 May–2 June``, ``1–3 May``."""
    if len(start) == 3 and start[1] == end[1]:
        return partly(start).replace(str(start[2]), f"{start[2]}{_DASH}{end[2]}", 1)
    return f"{partly(start)}{_DASH}{partly(end)}"


def american_part(date: CslDate) -> str:
    """Month and day without the year, the month first: ``December 31``, ``Autumn``."""
    return _part(date, month_day)


def british_part(date: CslDate) -> str:
    """Month and day without the year, the day first: ``31 December``, ``Autumn``."""
    return _part(date, _day_month(MONTHS))


def _part(date: CslDate, partly: Callable[[Point], str]) -> str:
    if date.season and len(date.start) == 1:
        return _SEASONS[date.season]
    if len(date.start) < 2:
        return ""
    return _shared(date.start, date.end, partly) if date.end else partly(date.start)
