"""The numbers that stand in a typed date: days, years, times and dates in numbers alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import dates
from store.date_names import MONTHS, SHORT_MONTHS
from store.dates import UnfinishedDate
from store.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = "Write a date such as 29 dec 2019, dec 2019, 2019 or 29 dec 2019 to 2 jan 2020."


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a typed date.

    Attributes:
        kind: One letter; `store.typed_words` has the table.
        text: The word in small letters; for a date in numbers or a time, as EDTF writes it.
        value: What the word says as a number.
    """

    kind: str
    text: str
    value: int = 0


def number(rest: str, before: str) -> tuple[Word, int]:
    """The number, time or date in numbers that a text begins with, and its length.

    Args:
        rest: The text, in small letters, beginning with a digit.
        before: The kinds of the words before it: behind a month, four digits are a year alone, so
            that ``10 dec 2019-12 jan 2020`` holds no month of 2019.

    Raises:
        UnfinishedDate: It is the beginning of one, and nothing stands behind it.
        DateError: It is none, or may be read in two ways.
    """
    if before.endswith(("M", "MD")) and (match := _YEAR.match(rest)) is not None:
        return _date(match), match.end()
    for pattern, what in _HALF:
        if pattern.fullmatch(rest) is not None:
            raise UnfinishedDate(what, mend=EXAMPLES)
    if (match := _HALF_YEARS.fullmatch(rest)) is not None and match[1] <= match[2]:
        what = f'there is no month {match[2]}, and "{rest}" is not yet two years'
        raise UnfinishedDate(what, mend="Write both years in full, as in 2019-2020.")
    for pattern, reader in _NUMBERS:
        if (match := pattern.match(rest)) is not None:
            return _whole(match, reader), match.end()
    # It is no date in numbers; what is wrong with it is said as for the value of a filter.
    match = re.match(r"\S+", rest)
    assert match is not None
    return _whole(match, _date), match.end()


def _whole(match: re.Match[str], reader: Callable[[re.Match[str]], Word]) -> Word:
    """What a reader makes of a match; half a date with something behind it is a mistake."""
    try:
        return reader(match)
    except UnfinishedDate as error:
        if match.end() == len(match.string):
            raise
        raise DateError(f'{error.what}: "{match[0]}"', mend=error.mend) from None


def _day(match: re.Match[str]) -> Word:
    return Word("D", match[0], int(match[1]))


def _clock(match: re.Match[str]) -> Word:
    return Word("C", f"{match[1]:0>2}:{match[2]}{match[3] or ''}".upper())


def _date(match: re.Match[str]) -> Word:
    """A year, or a date as EDTF writes it, if there is such a date."""
    text = match[0].upper()
    if _YEAR.fullmatch(text) is not None:
        return Word("Y", text, int(text))
    dates.window(text)
    return Word("I", text)


def _in_numbers(text: str) -> Word:
    dates.window(text)
    return Word("I", text)


def _month_and_year(match: re.Match[str]) -> Word:
    return _in_numbers(f"{match[2]}-{match[1]:0>2}")


def _year_first(match: re.Match[str]) -> Word:
    return _in_numbers(f"{match[1]}-{match[3]:0>2}-{match[4]:0>2}")


def _year_last(match: re.Match[str]) -> Word:
    """``29/12/2019`` or ``12/29/2019``: only a number over 12 tells the day from the month."""
    one, two, year = int(match[1]), int(match[3]), match[4]
    if one == two or not (1 <= one <= 12 and 1 <= two <= 12):
        day, month = (one, two) if two <= 12 else (two, one)
        return _in_numbers(f"{year}-{month:02}-{day:02}")
    readings = ((one, two), (two, one))
    said = " or ".join(f"{day} {MONTHS[month - 1]}" for day, month in readings)
    typed = " or ".join(
        f"{day} {SHORT_MONTHS[month - 1].lower()} {year}" for day, month in readings
    )
    raise DateError(f'"{match[0]}" may be {said} {year}', mend=f"Write {typed}.")


def _decade(match: re.Match[str]) -> Word:
    """``2010s``; ``2000s`` may be a century as well."""
    digits = match[1]
    if not digits.endswith("0"):
        return _in_numbers(f"{digits}X")
    what = f'"{match[0]}" may be ten years or a hundred'
    raise DateError(what, mend=f"Write {digits}X for ten, {digits[:2]}XX for a hundred.")


_YEAR = re.compile(r"[0-9]{4}(?![0-9a-z])")
_NUMBERS = [
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"([0-9]{1,2}):([0-9]{2}(?::[0-9]{2})?)(z|\+[0-9]{2}:?[0-9]{2})?(?![0-9a-z:+])", _clock),
        (r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?![0-9a-z])", _year_last),
        (r"([0-9]{1,2})[./]([0-9]{4})(?![0-9a-z])", _month_and_year),
        (r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})(?![0-9a-z:])", _year_first),
        (r"([0-9]{3})0s(?![0-9a-z])", _decade),
        (r"[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9:.+-]*z?(?![0-9a-z])", _date),
        (r"[0-9]{2}[0-9x]{2}(?:-[0-9]{2})?(?![0-9a-z:+])", _date),
        (r"([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9a-z:])", _day),
    )
]

_HALF_MONTHS = "|".join(month[:size].lower() for month in MONTHS for size in (1, 2))
_HALF = [
    (re.compile(pattern), what)
    for pattern, what in (
        (r"[0-9]{3}|[0-9]{2}x", "a year has four digits"),
        (r"[0-9]{1,2}([./-])(?:[0-9]{1,2}(?:\1[0-9]{0,3})?|[0-9]{3})?", "a year has four digits"),
        (r"[0-9]{1,2}[snrt]", "a day is written like 29 or 29th"),
        (rf"[0-9]{{1,2}}(?:{_HALF_MONTHS})", "a month is expected"),
        (r"[0-9]{4}-[0-9]?", "a month has two digits"),
        (r"[0-9]{4}[./](?:[0-9]{1,2})?", "a month and a day are expected"),
        (r"[0-9]{4}-[0-9]{2}-[0-9]?|[0-9]{4}([./-])[0-9]{1,2}\1", "a day is expected"),
        (r"[0-9]{1,2}:(?:[0-9]?|[0-9]{2}:[0-9]?)", "a time is like 14:00"),
        (r"[0-9]{1,2}:[0-9:]{2,5}\+(?:[0-9]{0,3}|[0-9]{2}:[0-9]?)", "an offset is like +03:00"),
    )
]
"""What becomes a number of a date, if it is the last that is typed."""

_HALF_YEARS = re.compile(r"([0-9]{2})[0-9]{2}-(1[3-9]|20|4[2-9]|[5-9][0-9])")
