"""Dates as people write them in tables, read into EDTF where they can mean one thing only.

``31 Dec 2019``, ``Dec 31, 2019``, ``31. Dezember 2019``, ``1er janvier 2020``, ``2019/12/31``,
``20191231`` and ``31/12/2019`` can; ``01/02/2019`` cannot, unless the user says which of day and
month comes first, and a year of two digits never can. A number of days since 1900, as spreadsheets
keep dates, is not told from others.
"""

from __future__ import annotations

import re
from typing import Final

from store import dates
from store.errors import DateError
from store.formats.month_names import MONTHS, in_english

_MONTHS: Final = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_FULL: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NTH: Final = r"(?:st|nd|rd|th|er|\.|º)?"
_OF: Final = r"(?:of\s+|del?\s+)?"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK: Final = re.compile(
    r"[\sT,]+(?:at\s+)?(\d{1,2})(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*([ap])?\.?(?:m\.?)?"
    r"\s*(z|utc|gmt|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_SHAPES: Final = tuple(
    re.compile(f"{_WEEKDAY}{shape}", re.IGNORECASE)
    for shape in (
        r"(?P<y>\d{4})\s*[-/.]\s*(?P<m>\d{1,2})\s*[-/.]\s*(?P<d>\d{1,2})",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        rf"(?P<d>\d{{1,2}}){_NTH}[\s-]+{_OF}(?P<n>{_FULL})\.?,?[\s-]+{_OF}(?P<y>\d{{4}})",
        rf"(?P<n>{_FULL})\.?[\s-]+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]+(?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}})[\s-]+(?P<n>{_FULL})\.?[\s-]+(?P<d>\d{{1,2}})",
        rf"(?P<n>{_FULL})\.?,?[\s-]+{_OF}(?P<y>\d{{4}})",
    )
)
_TURNED: Final = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})")
_AROUND: Final = re.compile(r"(?:c\.|ca\.?|circa|about|around)\s*(?=\S)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s+(?:-|–|—|to|until)\s+|\s*[–—]\s*")
_LONGEST: Final = 80


def read(text: str, order: str = "") -> str:
    """A date as EDTF.

    Args:
        text: A cell.
        order: ``dmy`` or ``mdy``, how the user means 01/02/2019; empty when that is not known.

    Raises:
        DateError: It is no date, or can be read in two ways.
    """
    text = " ".join(text.split()) if len(text) <= _LONGEST else text
    try:
        return dates.parse(text).text
    except DateError as error:
        if len(text) > _LONGEST:
            raise
        found = _interval(text, order) or _single(text, order)
        if found is None:
            raise DateError(f"“{text}” is no date", mend="Write it as 2019-12-31.") from error
    return dates.parse(found).text


def joined(start: str, end: str) -> str:
    """The span between two dates in EDTF, either of which may be empty.

    Raises:
        DateError: It ends before it begins, or an end of it is a span itself.
    """
    if not end or start == end:
        return start
    return dates.parse(f"{start}/{end}").text


def with_clock(date: str, clock: str) -> str:
    """A day in EDTF with a time of day, such as ``10:00``, ``1:30 pm`` or ``22:15:07Z``.

    Raises:
        DateError: It is no time, or the date is no single day.
    """
    found = _CLOCK.fullmatch(f" {clock.strip()}")
    time = _time(found) if found is not None else None
    if time is None or dates.parse(date).precision != "day":
        raise DateError(f"“{clock[:_LONGEST]}” is no time", mend="Write it as 13:30.")
    return dates.parse(f"{date}T{time}").text


def _interval(text: str, order: str) -> str | None:
    ends = _BETWEEN.split(text)
    if len(ends) != 2 or not all(ends):
        return None
    try:
        return joined(*(read(end, order) for end in ends))
    except DateError:
        return None


def _single(text: str, order: str) -> str | None:
    around = _AROUND.match(text)
    if around is not None:
        inner = _single(text[around.end() :], order) or text[around.end() :]
        return f"{inner}~" if "T" not in inner and not inner.endswith("~") else None
    day = _day(text, order)
    if day is not None:
        return day
    clock = _CLOCK.search(text)
    time = _time(clock) if clock is not None else None
    if clock is None or time is None:
        return None
    day = _day(text[: clock.start()], order)
    return f"{day}T{time}" if day is not None and len(day) == 10 else None


def _day(text: str, order: str) -> str | None:
    text = in_english(text)
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found is not None:
            parts = found.groupdict()
            month = parts.get("m") or _MONTHS[parts["n"][:3].lower()]
            date = f"{parts['y']}-{int(month):02}"
            return f"{date}-{int(parts['d']):02}" if parts.get("d") else date
    turned = _TURNED.fullmatch(text)
    if turned is None:
        return None
    first, second, year = int(turned[1]), int(turned[3]), turned[4]
    order = order or _only_order(first, second)
    if not order:
        what = f"“{text}” can be read in two ways"
        raise DateError(what, mend="Say which it is: --dates dmy, or --dates mdy.")
    day, month = (first, second) if order == "dmy" else (second, first)
    return f"{year}-{month:02}-{day:02}"


def _only_order(first: int, second: int) -> str:
    """The order of day and month, where only one is possible or both are the same day."""
    if first == second or second > 12:
        return "mdy"
    return "dmy" if first > 12 else ""


def _time(found: re.Match[str]) -> str | None:
    """The time of day of a match; None where a bare number need not be one."""
    hour, minute, second, half, zone = found.groups()
    if minute is None and half is None:
        return None
    number = int(hour)
    if half is not None:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half.lower() == "p" else 0)
    offset = zone or ""
    if offset.lower() in {"z", "utc", "gmt"}:
        offset = "Z"
    elif len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{number:02}:{minute or '00'}{f':{second}' if second else ''}{offset}"
