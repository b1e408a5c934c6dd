"""One typed date, not yet a span of two: ``29 dec 2019``, ``late 2019``, ``last week of 2019``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from store import dates
from store.civil import SEASONS
from store.date_names import MONTHS, year_name
from store.dates import UnfinishedDate
from store.errors import DateError
from store.typed_numbers import EXAMPLES, Word
from store.typed_words import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Parts = dict[str, Word]

_YEARLESS = {"M", "DM", "MD", "S", "KD"}
"""Kinds of words that a year makes whole."""

_WAITING = (
    ({"D"}, "a month is expected"),
    ({"K", "YK"}, "the number of a week is expected"),
    ({f"{kinds}D" for kinds in _YEARLESS} | {"MD"}, "a year has four digits"),
    ({"ID", "DMYD", "MDYD", "YMDD"}, "a time is like 14:00"),
)
"""Kinds of words that are the beginning of a date, and what that waits for."""

_THIRDS_OF_DECADE = (("0", "3"), ("4", "6"), ("7", "9"))
_THIRDS_OF_YEAR = (("01", "04"), ("05", "08"), ("09", "12"))
_THIRDS_OF_MONTH = (("01", "10"), ("11", "20"), ("21", ""))


class Moment(NamedTuple):
    """A typed date as the first and the last of the EDTF dates that it spans."""

    first: str
    last: str


class YearMissing(UnfinishedDate):
    """A date that is whole but for its year."""


def kinds_of(words: Sequence[Word]) -> str:
    """The letters of the words' kinds."""
    return "".join(word.kind for word in words)


def with_year(words: Sequence[Word], year: int) -> list[Word]:
    """A date that lacks its year, with one."""
    before_clock = len(words) - (kinds_of(words)[-1:] == "C")
    return [*words[:before_clock], Word("Y", f"{year:04}", year), *words[before_clock:]]


def moment(words: Sequence[Word]) -> Moment:
    """Reads one date.

    Raises:
        YearMissing: It is whole but for its year.
        UnfinishedDate: It is the beginning of a date.
        DateError: It is none, or one that is not in the calendar.
    """
    if not words:
        raise UnfinishedDate("a date is expected", mend=EXAMPLES)
    kinds = kinds_of(words)
    if kinds[-1] == "C":
        return _at_clock(words)
    if kinds[0] in _BY_FIRST_WORD:
        return _BY_FIRST_WORD[kinds[0]](words)
    for shapes, reader in _SHAPES:
        if kinds in shapes:
            return reader({word.kind: word for word in words})
    raise _incomplete(words, kinds)


def _incomplete(words: Sequence[Word], kinds: str) -> DateError:
    """What words that make no date wait for, if for anything."""
    text = " ".join(word.text for word in words)
    if kinds in _YEARLESS and not (kinds == "MD" and not 1 <= words[1].value <= 31):
        return YearMissing("a year is expected", mend=f"Write it behind, as in {text} 2019.")
    for shapes, what in _WAITING:
        if kinds in shapes:
            return UnfinishedDate(what, mend=EXAMPLES)
    return DateError(f'this is not a date: "{text}"', mend=EXAMPLES)


def _whole(text: str) -> Moment:
    """A single EDTF date, if it is in the calendar."""
    dates.window(text)
    return Moment(text, text)


def _day(parts: Parts) -> Moment:
    year, month, day = (parts[kind].value for kind in "YMD")
    if not 1 <= day <= 31:
        raise DateError(f"{MONTHS[month - 1]} has no day {day}", mend="Days run from 1 to 31.")
    return _whole(f"{year:04}-{month:02}-{day:02}")


def _month(parts: Parts) -> Moment:
    return _whole(f"{parts['Y'].value:04}-{parts['M'].value:02}")


def _in_numbers(parts: Parts) -> Moment:
    (word,) = parts.values()
    return _whole(word.text)


def _part_of_year(parts: Parts) -> Moment:
    year, (first, last) = parts["Y"].value, SEASONS[str(parts["S"].value)]
    _whole(f"{year:04}")
    if last > 12:
        end = f"{year + 1:04}-{last - 12:02}" if year < date.max.year else f"{year}-12"
    else:
        end = f"{year:04}-{last:02}"
    return Moment(f"{year:04}-{first:02}", end)


def _week(parts: Parts) -> Moment:
    """A week of ISO 8601."""
    year, week = parts["Y"].value, parts["D"].value
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        cure = "Weeks run from 1 to 52, in some years to 53, each from a Monday."
        raise DateError(f"{year_name(year)} has no week {week}", mend=cure) from None
    last = min(monday.toordinal() + 6, date.max.toordinal())
    return Moment(monday.isoformat(), date.fromordinal(last).isoformat())


def _at_clock(words: Sequence[Word]) -> Moment:
    day = moment(words[:-1]) if len(words) > 1 else None
    if day is None or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day.first) is None or (
        day.first != day.last
    ):  # fmt: skip
        what = f"a time stands behind its day: {words[-1].text}"
        raise DateError(what, mend="Write 29 dec 2019 14:00.")
    return _whole(f"{day.first}T{words[-1].text}")


def _on_weekday(words: Sequence[Word]) -> Moment:
    """A day with its day of the week, which must be the right one."""
    day = moment(words[1:])
    first, last = _days(day)
    if first != last:
        raise DateError(f'"{words[0].text}" stands before a day', mend="Write sun 29 dec 2019.")
    if first.weekday() != words[0].value:
        name = f"{first.day} {MONTHS[first.month - 1]} {year_name(first.year)}"
        what = f"{name} is a {WEEKDAYS[first.weekday()]}"
        raise DateError(what, mend="Check the date, or leave the day of the week out.")
    return day


def _third(words: Sequence[Word]) -> Moment:
    """Early, mid or late in a month, a year or a decade."""
    whole, third = moment(words[1:]), words[0].value
    text = whole.first
    if whole.first == whole.last:
        if re.fullmatch(r"[0-9]{3}X", text):
            first, last = _THIRDS_OF_DECADE[third]
            return Moment(f"{text[:3]}{first}", f"{text[:3]}{last}")
        if re.fullmatch(r"[0-9]{4}", text):
            first, last = _THIRDS_OF_YEAR[third]
            return Moment(f"{text}-{first}", f"{text}-{last}")
        if re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", text):
            first, last = _THIRDS_OF_MONTH[third]
            return Moment(f"{text}-{first}", f"{text}-{last or _days(whole)[1].day}")
    what = f'"{words[0].text}" stands before a month, a year or a decade'
    raise DateError(what, mend="Write late december 2019, or the days themselves.")


def _edge(words: Sequence[Word]) -> Moment:
    """The first or the last days or weeks of something."""
    count = words[1].value if kinds_of(words[1:2]) == "D" else 1
    rest = words[2:] if kinds_of(words[1:2]) == "D" else words[1:]
    which = words[0].text
    if not rest:
        cure = f"Write {which} week of 2019, or {which} 3 days of december 2019."
        raise UnfinishedDate(f'week or days are expected after "{which}"', mend=cure)
    if rest[0].kind not in "KU":
        raise DateError(
            f'"{which}" stands before a week or days', mend=f"Write {which} week of 2019."
        )
    first, last = _days(moment(rest[1:]))
    more, size = count * rest[0].value - 1, (last - first).days + 1
    if not 0 <= more < size:
        raise DateError(f"there are {size} days to choose from", mend="Write fewer, at least one.")
    if words[0].value > 0:
        last = first + timedelta(days=more)
    else:
        first = last - timedelta(days=more)
    return Moment(first.isoformat(), last.isoformat())


def _days(span: Moment) -> tuple[date, date]:
    """The first and the last day of a date."""
    first, last = dates.window(span.first).civil, dates.window(span.last).civil
    assert first is not None
    assert last is not None
    return first.first, last.last


_SHAPES: tuple[tuple[set[str], Callable[[Parts], Moment]], ...] = (
    ({"Y", "I"}, _in_numbers),
    ({"MY", "YM"}, _month),
    ({"DMY", "MDY", "YMD"}, _day),
    ({"SY", "YS"}, _part_of_year),
    ({"KDY", "YKD"}, _week),
)
_BY_FIRST_WORD: dict[str, Callable[[Sequence[Word]], Moment]] = {
    "W": _on_weekday,
    "T": _third,
    "E": _edge,
}
