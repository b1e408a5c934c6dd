"""Dates in numbered parts, as TimelineJS has them, and what the words beside them add."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.civil import SEASONS
from store.date_words import words
from store.dates import parse
from store.errors import DateError
from store.formats import written_dates
from store.formats.pieces import text
from store.zones import shown_in

PARTS: Final = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_MARKS: Final = "?~%"
_CLOCK: Final = re.compile(r"(\d\d?)[:.]?(\d\d)(?:[:.](\d\d))?")
_LONGEST_WORDS: Final = 120
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3})")


def numbered(parts: Mapping[str, object]) -> str:
    """The EDTF date of parts, each a number or digits; empty when no part is given.

    Raises:
        DateError: They are no date.
    """
    values = [_THOUSANDS.sub("", text(parts.get(name))).removesuffix(".0") for name in PARTS]
    while values and not values[-1]:
        values.pop()
    if not values:
        return ""
    missing = next((name for name, value in zip(PARTS, values, strict=False) if not value), None)
    if missing is not None:
        raise DateError(f"it has no {missing}", mend=f"Add the {missing}.")
    if not re.fullmatch(r"\d{1,4}", values[0], re.ASCII):
        mend = "Years run from 0001 to 9999."
        raise DateError(f"the year {values[0][:20]} cannot be kept", mend=mend)
    for name, value in zip(PARTS[1:], values[1:], strict=False):
        if not re.fullmatch(r"\d{1,3}", value, re.ASCII):
            raise DateError(f"the {name} “{value[:20]}” is no number", mend="Write digits.")
    year, rest = values[0].zfill(4), [value.zfill(2) for value in values[1:6]]
    date = "-".join((year, *rest[:2])) + ("T" + ":".join(rest[2:]) if rest[2:] else "")
    fraction = f".{values[6].zfill(3)}" if len(values) > 6 and int(values[6]) else ""
    return parse(date + fraction).text


def clocked(clock: str) -> dict[str, str]:
    """A time of day as parts: ``10:00 AM``, ``1000``, ``10.00`` or ``22:15:07``.

    Raises:
        DateError: It is no time.
    """
    plain = _CLOCK.fullmatch(clock.strip())
    if plain is not None:
        return dict(zip(PARTS[3:6], [part or "" for part in plain.groups()], strict=True))
    found = written_dates.with_clock("2000-01-01", clock).partition("T")[2]
    if re.fullmatch(r"[\d:]+", found) is None:
        raise DateError(f"“{clock[:40]}” has a zone", mend="Write it as 13:30.")
    return dict(zip(PARTS[3:6], found.split(":"), strict=False))


def in_zone(date: str, zone: str) -> str:
    """A time without a zone as that of a zone, with its offset; any other date as it is.

    Args:
        date: In EDTF.
        zone: An IANA name; empty, or one that is not known, changes nothing.
    """
    if not zone or "T" not in date or "/" in date:
        return date
    try:
        found = parse(date, ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return date
    if found.civil is None or found.civil.offset:
        return date
    return shown_in(found, ZoneInfo(zone)).text


def doubted(date: str, said: str) -> str:
    """A date with the doubt that its words state, where they name the very same date.

    ``1850`` shown as ``c. 1850`` is ``1850~``; words that say anything else change nothing.
    """
    if not said or date[-1:] in _MARKS:
        return date
    try:
        found = written_dates.read(said)
    except DateError:
        return date
    return found if found != date and found.rstrip(_MARKS) == date else date


def restored(start: str, end: str, said: str) -> str:
    """The date that numbers cannot say, and the words beside them do; empty when they do not.

    ``2019-12-29`` shown as ``29 December 2019 or later`` is ``2019-12-29/..``: this program shows
    dates so, and writes them so where a format has numbers only.

    Args:
        start: The beginning in numbers, as EDTF.
        end: The end in numbers; may be empty.
        said: The words.
    """
    if not start or not said or len(said) > _LONGEST_WORDS:
        return ""
    for candidate in _inexact(start, end):
        try:
            if words(parse(candidate)) == said:
                return candidate
        except DateError:
            continue
    return ""


def _inexact(start: str, end: str) -> Iterator[str]:
    """Dates whose nearest numbers are these."""
    if end:
        yield from (f"[{start},{end}]", f"{{{start},{end}}}", f"[{start}..{end}]")
        marked = product(("", *_MARKS), repeat=2)
        yield from (f"{start}{one}/{end}{two}" for one, two in marked if one or two)
        vague = [f"{start[:3]}X", f"{start[:2]}XX", *(f"{start[:4]}-{one}" for one in SEASONS)]
    else:
        yield from (f"{start}/..", f"../{start}", f"{start}/", f"/{start}")
        yield from (f"[{start}..]", f"[..{start}]")
        yield from (f"{start}{mark}{end}" for mark in _MARKS for end in ("/..", "/"))
        yield from (f"{before}{start}{mark}" for mark in _MARKS for before in ("../", "/"))
        vague = [start, f"{start}-XX", f"{start}-XX-XX"]
    made = (f"{core}{mark}" for core in vague for mark in ("", *_MARKS))
    yield from (candidate for candidate in made if candidate != start)
