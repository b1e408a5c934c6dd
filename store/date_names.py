"""The English that dates are said in: the table of words, and how names and lists are built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.civil import SEASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PARTS = ("year", "month", "day")
UNKNOWN_YEAR = "an unknown year"
UNKNOWN_DATE = "an unknown date"
ANY_DATE = "any date"
OR_WORDS = {"one-of": "or", "all-of": "and"}
BEYOND = {"later": "after", "earlier": "before"}
"""What is said alone ("31 December or later"), and in a sentence ("on or after 31 December")."""

_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS_OF_YEAR = (
    *("first quarter", "second quarter", "third quarter", "last quarter"),
    *("first third", "second third", "last third"),
    *("first half", "second half"),
)
_SEASON_TEMPLATES = (
    *(f"{season} {{}}" for season in _SEASONS),
    *(f"{season} {{}} (northern)" for season in _SEASONS),
    *(f"{season} {{}} (southern)" for season in _SEASONS),
    *(f"the {part} of {{}}" for part in _PARTS_OF_YEAR),
)
_TEMPLATE_OF = dict(zip(SEASONS, _SEASON_TEMPLATES, strict=True))

Point = tuple[int, ...]
"""A date of nothing but numbers: (year), (year, month) or (year, month, day)."""


def year_name(year: int) -> str:
    """A year: ``2019``; ``AD 33``, since so small a number could be a day."""
    return str(year) if year >= 1000 else f"AD {year}"


def decade_name(year: str) -> str:
    """``2010s`` for ``201X``; empty for what is no decade or, like ``001X``, has no such name."""
    return f"{year[:3]}0s" if year[0] != "0" and year.find("X") == 3 else ""


def season_name(code: str, year: int) -> str:
    """A season of a known year; one that ends in the next year names both: ``winter 2019–20``."""
    name = year_name(year)
    if SEASONS[code][1] > 12:
        following = year + 1
        name += f"–{following % 100:02}" if following % 100 else f"–{following}"
    return _TEMPLATE_OF[code].format(name)


def bare_season(code: str) -> str:
    """A season without its year: ``winter``, ``the first quarter``."""
    return _TEMPLATE_OF[code].partition(" {}")[0].removesuffix(" of")


def day_point(day: date) -> Point:
    """A day as numbers."""
    return (day.year, day.month, day.day)


def preposition(point: Point) -> str:
    """What a point takes in a sentence: "on" a day, "in" a month or year."""
    return "on" if len(point) == 3 else "in"


def full_name(point: Point, months: Sequence[str] = MONTHS, said: int = 0) -> str:
    """A point in words, without the first `said` of its numbers: ``31 December 2019``."""
    names = [year_name(point[0]), *(months[month - 1] for month in point[1:2])]
    names += map(str, point[2:])
    return " ".join(reversed(names[said:]))


def shared_names(points: Sequence[Point], months: Sequence[str] = MONTHS) -> list[str]:
    """Points of one precision in words; what all share is said by the last alone.

    Equal points give one name.
    """
    columns = enumerate(zip(*points, strict=True))
    unlike = next((index for index, column in columns if len(set(column)) > 1), None)
    if unlike is None:
        return [full_name(points[0], months)]
    head = [full_name(point, months, unlike) for point in points[:-1]]
    return [*head, full_name(points[-1], months)]


def listed(items: Iterable[str], join: str) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    *head, last = items
    return f"{', '.join(head)} {join} {last}" if head else last


def offset_words(offset: str) -> str:
    """A written offset after a space: ``+0530`` gives `` (UTC+5:30)``, none gives nothing."""
    if not offset:
        return ""
    digits = offset[1:].replace(":", "").ljust(4, "0")
    if digits == "0000":
        return " (UTC)"
    minutes = f":{digits[2:]}" if digits[2:] != "00" else ""
    return f" (UTC{offset[0]}{int(digits[:2])}{minutes})"
