"""Dates in words, and in the few cells of a gutter.

Every function takes a `When` and says what it says, no more: an open end stays "or later", a
qualifier stays a word, a date known to the month is never given a day. Dates are said as written,
in the zone that the text has.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from store.civil import SEASONS, Civil, civil_day
from store.date_names import (
    ANY_DATE,
    OR_WORDS,
    SHORT_MONTHS,
    UNKNOWN_YEAR,
    Point,
    bare_season,
    day_point,
    decade_name,
    full_name,
    listed,
    shared_names,
    year_name,
)
from store.date_phrases import known, numbers, plain, say
from store.dates import OPEN_END, OPEN_START

if TYPE_CHECKING:
    from datetime import tzinfo

    from store.dates import Form, When

GUTTER = 7
"""The most cells that `gutter` takes."""

_LAST_SEASON = "32"  # greater codes are quarters, thirds and halves
_GUTTER_SIGNS = {"interval": "–", "one-of": "/", "all-of": "+"}
_GUTTER_MORE = {"interval": "–", "one-of": "?", "all-of": "+"}


def words(when: When) -> str:
    """The date in full, e.g. ``31 December 2019 or later``, ``30 or 31 December 2019``."""
    return say(when).alone()


def phrase(when: When) -> str:
    """The date as it stands after a verb, e.g. ``on or after 31 December 2019``."""
    return say(when).phrase()


def words_span(earliest: int, latest: int, zone: tzinfo = UTC) -> str:
    """The civil days from one second to another, e.g. ``29 December 2019 to 2 January 2020``.

    Args:
        earliest: Seconds since 0001-01-01T00:00:00 UTC, or `OPEN_START`.
        latest: Seconds since then, or `OPEN_END`.
        zone: Whose days they are.
    """
    first, last = day_point(civil_day(earliest, zone)), day_point(civil_day(latest, zone))
    if earliest == OPEN_START:
        return ANY_DATE if latest == OPEN_END else f"{full_name(last)} or earlier"
    if latest == OPEN_END:
        return f"{full_name(first)} or later"
    return " to ".join(shared_names((first, last)))


def short(when: When) -> str:
    """The date with its year for a tight line: ``~2 Jan 2020``, ``from 31 Dec 2019``.

    ``~`` says around, ``?`` uncertain; ``from`` and ``by`` count their day. Times are left out.
    """
    if when.civil is not None:
        before, after = _signs(when)
        return f"{before}{_short_core(when.civil)}{after}"
    if when.form != "interval":
        members = (_short_member(member, when.form) for member in known(when))
        return listed(_short_names(when) or members, OR_WORDS[when.form])
    first, last = when.parts
    if first is None or last is None:
        return " ".join(("by" if first is None else "from", *map(short, known(when))))
    ends = list(dict.fromkeys(_short_names(when) or (short(first), short(last))))
    return ("–" if " " not in ends[0] else " – ").join(ends)


def gutter(when: When) -> str:
    """The date without its year in at most seven cells.

    ``29 Dec``; ``~31 Dec`` around; ``31 Dec?`` uncertain; ``31 Dec–`` or later, or an interval
    whose end finds no room; ``–2 Jan`` or earlier; ``2–5 Jan`` and ``27–29`` an interval within a
    month; ``2/3 Jan`` and ``30/31`` either, ``30+31`` both; ``30 Dec?`` and ``30 Dec+`` the first
    of a longer choice or list; ``?? Dec`` a day in that month; ``Dec``, ``spring``, ``Jan–Mar``,
    ``2019``, ``2010s`` coarser dates. Of signs that find no room together, ``–`` is kept before
    ``?`` and ``?`` before ``~``.
    """
    before, after = _signs(when)
    if when.civil is not None:
        return _fitted([_gutter_core(when.civil)], before, after)
    anchor = _anchor(when)
    core = _gutter_core(anchor)
    if when.open_start:
        return _fitted([f"–{core}", f"–{core.rpartition('–')[2]}"], "", after)
    if when.open_end:
        return _fitted([f"{core}–", f"{core.partition('–')[0]}–"], before, "")
    if all(_same_days(part, anchor) for part in known(when)):
        return _fitted([core], before, after)
    points = numbers(when)
    if len(points) == 2 and (pair := _gutter_pair(points, _GUTTER_SIGNS[when.form])):
        return _fitted(pair, before, after)
    more = _GUTTER_MORE[when.form]
    return _fitted([f"{core}{more}", f"{core.partition('–')[0]}{more}"], before, "")


def year_heading(when: When) -> str:
    """The year that a date stands under in a timeline: ``2019``, ``2010s``, ``2000–2099``.

    An interval or set stands under its beginning, one without a beginning under its end.
    """
    civil = _anchor(when)
    if "X" not in civil.year:
        return year_name(int(civil.year))
    if civil.year == "XXXX":
        return UNKNOWN_YEAR.removeprefix("an ")
    first, last = int(civil.year.replace("X", "0")), int(civil.year.replace("X", "9"))
    return decade_name(civil.year) or f"{year_name(max(first, 1))}–{last}"


def _short_core(civil: Civil) -> str:
    """One date with short names, qualifiers aside."""
    if civil.clock:
        return full_name(day_point(civil.first), SHORT_MONTHS)
    if civil.month in SEASONS and civil.month > _LAST_SEASON and "X" not in civil.year:
        return f"{_gutter_core(civil)} {year_name(int(civil.year))}"
    return ("" if civil.month else decade_name(civil.year)) or plain(civil, SHORT_MONTHS).alone()


def _short_names(when: When) -> list[str]:
    """The parts with what they share said once, where that is possible."""
    if when.uncertain or when.approximate or not (points := numbers(when)):
        return []
    return shared_names(points, SHORT_MONTHS)


def _short_member(member: When, form: Form) -> str:
    if form != "one-of" or member.form != "interval" or None in member.parts:
        return short(member)
    ends = _short_names(member) or [short(part) for part in known(member)]
    return f"between {' and '.join(ends)}"


def _signs(when: When) -> tuple[str, str]:
    return "~" if when.approximate else "", "?" if when.uncertain else ""


def _fitted(cores: list[str], before: str, after: str) -> str:
    """The first that fits the gutter: all signs with any core, then fewer signs."""
    signs = ((before, after), ("", after), (before, ""), ("", ""))
    texts = (f"{first}{core}{last}" for first, last in signs for core in cores)
    return next(text for text in texts if len(text) <= GUTTER)


def _gutter_core(civil: Civil) -> str:
    """One date without its year, qualifiers aside, in six cells; ``Jan–Mar`` takes seven."""
    if civil.month in SEASONS:
        if civil.month <= _LAST_SEASON:
            return bare_season(civil.month).split()[0]
        return "–".join(SHORT_MONTHS[month - 1] for month in SEASONS[civil.month])
    if not civil.month or "X" in civil.month:
        known_year = year_name(int(civil.year)) if "X" not in civil.year else ""
        return known_year or decade_name(civil.year) or civil.year
    month = SHORT_MONTHS[int(civil.month) - 1]
    return f"{civil.day.lstrip('0').replace('X', '?')} {month}".lstrip()


def _gutter_pair(points: list[Point], sign: str) -> list[str]:
    """Two dates in one gutter, the more telling form first; none where only words would do."""
    first, last = points
    if len(first) == 1:
        alike = first[0] >= 1000 and first[0] // 100 == last[0] // 100
        return [f"{first[0]}{sign}{last[0] % 100:02}"] if alike else []
    months = (last[0] - first[0]) * 12 + last[1] - first[1]
    if len(first) == 2:
        names = (SHORT_MONTHS[first[1] - 1], SHORT_MONTHS[last[1] - 1])
        return [sign.join(names)] if 0 < months < 12 else []
    days = f"{first[2]}{sign}{last[2]}"
    return [f"{days} {SHORT_MONTHS[first[1] - 1]}", days] if months == 0 else []


def _same_days(part: When, anchor: Civil) -> bool:
    civil = part.civil
    return civil is not None and (civil.first, civil.last) == (anchor.first, anchor.last)


def _anchor(when: When) -> Civil:
    """The date that a When stands at in a timeline: its beginning, or its end if that is open."""
    while when.civil is None:
        if when.open_start:
            when = max(known(when), key=lambda part: part.latest)
        else:
            when = min(known(when), key=lambda part: part.earliest)
    return when.civil
