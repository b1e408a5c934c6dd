"""Dates at the head of a line of a chronology, made whole by the headings above it."""

from __future__ import annotations

import re
from typing import Final

from store.date_names import MONTHS
from store.errors import DateError
from store.formats import written_dates
from store.formats.date_parts import doubted
from store.formats.pieces import edtf

_SEASONS: Final = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_SEPARATOR: Final = re.compile(r"\s*:\s+|\s*:$|\s+[-–—]\s+|\s*[–—]\s*(?=\S)")
_BOLD: Final = re.compile(
    r"(\*\*|__)(?P<head>[^*_]{1,80})\1\s*(?:[:–—-]\s*)?(?P<rest>.*)", re.DOTALL
)
_BRACKETED: Final = re.compile(r"\[(?P<head>[^\[\]^]{1,60})\]\s*:?\s+(?P<rest>\S.*)", re.DOTALL)
_DECADE: Final = re.compile(r"(?:the )?(\d{3})0s", re.IGNORECASE)
_SEASON: Final = re.compile(r"(spring|summer|autumn|fall|winter),? (?:of )?(\d{4})", re.IGNORECASE)
_DAYS: Final = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2})\s+([A-Za-z]+\.?)(?:,?\s+(\d{4}))?")
_DAYS_US: Final = re.compile(r"([A-Za-z]+\.?)\s+(\d{1,2})\s*[-–—]\s*(\d{1,2})(?:,?\s+(\d{4}))?")
_WEEKDAY: Final = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b,?\s*", re.IGNORECASE
)
_ORDINAL: Final = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_UNDATED: Final = frozenset(("undated", "no date", "date unknown", "unknown date", "unknown"))
_LONGEST: Final = 80

UNDATED: Final = "undated"
"""Stands for a date that a line says is not known."""


def read_date(words: str, around: str = "", order: str = "") -> str:
    """A date as EDTF; empty for what is none.

    Args:
        words: As written, without signs of emphasis.
        around: The year, month or day (EDTF) under which it stands.
        order: ``dmy`` or ``mdy``, as the user means 01/02/2019.
    """
    words = " ".join(words.split()).strip(" :")
    if not words or len(words) > _LONGEST:
        return ""
    if words.lower() in _UNDATED:
        return UNDATED
    found = _whole(words, order) or _days(words, around)
    return found if found or not around else _within(_WEEKDAY.sub("", words), around, order)


def _within(words: str, around: str, order: str) -> str:
    """A date that lacks what the headings above it say."""
    if len(around) == 4:
        return _month(words, around) or _whole(f"{words} {around}", order)
    if len(around) == 7:
        day = _ORDINAL.fullmatch(words)
        whole = f"{words} {around[:4]}"
        return (edtf(f"{around}-{int(day[1]):02}") or "") if day else _whole(whole, order)
    return _clock(words, around) if len(around) == 10 else ""


def split_head(line: str, around: str = "", order: str = "") -> tuple[str, str, str]:
    """The date at the head of a line, as written, and the rest; the first is empty for none.

    Args:
        line: The line, as Markdown.
        around: As for `read_date`.
        order: As for `read_date`.
    """
    for shape in (_BOLD, _BRACKETED):
        match = shape.fullmatch(line)
        if match is not None and (found := read_date(match["head"], around, order)):
            return found, match["head"].strip(" :"), match["rest"].strip()
    ends = [match for match in _SEPARATOR.finditer(line, 0, _LONGEST + 10) if match.start()]
    for match in reversed(ends):
        head = line[: match.start()].strip("*_ ")
        if found := read_date(head.replace("\\", ""), around, order):
            rest = line[match.end() :].strip()
            return found, head, rest.removeprefix("**").strip() if rest.startswith("** ") else rest
    whole = line.strip("*_ :")
    found = read_date(whole.replace("\\", ""), around, order)
    return (found, whole, "") if found else ("", "", line)


def _whole(words: str, order: str) -> str:
    if decade := _DECADE.fullmatch(words):
        return edtf(f"{decade[1]}X") or ""
    if season := _SEASON.fullmatch(words):
        return edtf(f"{season[2]}-{_SEASONS[season[1].lower()]}") or ""
    try:
        found = written_dates.read(words, order)
    except DateError:
        return ""
    return doubted(found, words)


def _month(words: str, year: str) -> str:
    name = words.rstrip(".").lower()
    for number, month in enumerate(MONTHS, 1):
        if len(name) >= 3 and month.lower().startswith(name):
            return edtf(f"{year}-{number:02}") or ""
    return ""


def _days(words: str, around: str) -> str:
    """Days of one month: ``5–7 March 2019``, ``March 5–7``."""
    match = _DAYS.fullmatch(words)
    if match is not None:
        first, last, month, year = match.groups()
    elif match := _DAYS_US.fullmatch(words):
        month, first, last, year = match.groups()
    else:
        return ""
    found = _month(month, year or around[:4]) if year or around else ""
    return (edtf(f"{found}-{int(first):02}/{found}-{int(last):02}") or "") if found else ""


def _clock(words: str, day: str) -> str:
    try:
        return written_dates.with_clock(day, words)
    except DateError:
        return ""
