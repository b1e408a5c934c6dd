"""Dates as they are said: one date, an interval or a set, with what leads it in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store.civil import SEASONS, Civil
from store.date_names import (
    BEYOND,
    MONTHS,
    OR_WORDS,
    PARTS,
    UNKNOWN_DATE,
    UNKNOWN_YEAR,
    Point,
    bare_season,
    day_point,
    decade_name,
    full_name,
    listed,
    offset_words,
    preposition,
    season_name,
    shared_names,
    year_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.dates import Form, When


class Said(NamedTuple):
    """A date in words: what leads it in a sentence, the words, what is beyond it, a remark."""

    lead: str
    text: str
    beyond: str = ""
    tail: str = ""

    def alone(self) -> str:
        """The words where no sentence runs: "on", "in" and "from" are not said."""
        lead = f"{self.lead} " if self.lead in {"around", "between"} else ""
        return f"{lead}{self.text}{self._or_beyond()}{self.tail}"

    def phrase(self) -> str:
        """The words after a verb."""
        if self.beyond and self.lead in {"on", "in"}:
            return f"{self.lead} or {BEYOND[self.beyond]} {self.text}{self.tail}"
        return f"{self.lead} {self.text}{self._or_beyond()}{self.tail}".lstrip()

    def _or_beyond(self) -> str:
        return f" or {self.beyond}" if self.beyond else ""


def say(when: When) -> Said:
    """A date as it is said in full."""
    if when.civil is not None:
        return _qualified(plain(when.civil, MONTHS), when.civil)
    return _say_interval(when) if when.form == "interval" else _say_set(when)


def _say_interval(when: When) -> Said:
    first, last = when.parts
    if first is not None and last is not None:
        if first.text == last.text:
            return say(first)
        points = _unmarked(when)
        ends = shared_names(points) if points else _full_ends(first, last)
        return Said("from", " to ".join(ends))
    said = say(known(when)[0])
    # "2019/" has an end that nobody knows; "2019/.." has none.
    if when.text.endswith("/"):
        return Said("from", f"{said.alone()} to {UNKNOWN_DATE}")
    if when.text.startswith("/"):
        return Said("from", f"{UNKNOWN_DATE} to {said.alone()}")
    return said._replace(beyond="earlier" if first is None else "later")


def _full_ends(first: When, last: When) -> list[str]:
    """Two ends in full; of two times on one day, the day and a common offset are said once."""
    start, end = say(first), say(last)
    day, comma, clock = start.text.partition(", ")
    if not comma or start.tail or start.lead != "on" or not end.text.startswith(f"{day}, "):
        return [start.alone(), end.alone()]
    if first.civil and last.civil and first.civil.offset == last.civil.offset:
        clock = clock.removesuffix(offset_words(first.civil.offset))
    return [f"{day}, {clock}", end.alone().replace(f"{day}, ", "")]


def _say_set(when: When) -> Said:
    join = OR_WORDS[when.form]
    if points := _unmarked(when):
        return Said(preposition(points[0]), listed(shared_names(points), join))
    members = [_say_member(member, when.form) for member in known(when)]
    if len(members) == 1:
        return members[0]
    leads = {said.lead for said in members}
    if len(leads) == 1 and leads <= {"on", "in"} and not any(said.beyond for said in members):
        return Said(leads.pop(), listed([said.alone() for said in members], join))
    # Unlike members each need a lead of their own, so there is none for them all.
    return Said("", listed([said.phrase() for said in members], join))


def _say_member(member: When, form: Form) -> Said:
    """A member of a set; a range in "one of" is one day between its ends, not all of them."""
    said = say(member)
    if form != "one-of" or member.form != "interval" or None in member.parts:
        return said
    ends = (
        shared_names(points)
        if (points := _unmarked(member))
        else [say(part).alone() for part in known(member)]
    )
    return Said("between", " and ".join(ends)) if said.lead == "from" else said


def plain(civil: Civil, months: Sequence[str]) -> Said:
    """One date without its qualifiers."""
    if civil.clock:
        hour = f"{civil.clock}:00 to {civil.clock}:59" if len(civil.clock) == 2 else civil.clock
        day = full_name(day_point(civil.first), months)
        return Said("on", f"{day}, {hour}{offset_words(civil.offset)}")
    if point := _point(civil):
        return Said(preposition(point), full_name(point, months))
    if civil.month in SEASONS and "X" not in civil.year:
        return Said("in", season_name(civil.month, int(civil.year)))
    return _partlyknown(civil, months) or _between(civil, months)


def _partlyknown(civil: Civil, months: Sequence[str]) -> Said | None:
    """A date whose year, month or day is wholly unknown; None for other unknown digits."""
    year = _known_or_not(civil)
    match civil.month, civil.day:
        case "", _:
            named = decade_name(civil.year)
            return Said("in", f"the {named}" if named else year) if named or year else None
        case "XX", "" if year:
            return Said("in", f"a month of {year}")
        case "XX", "XX" if year:
            return Said("on", f"a day in {year}")
        case month, day if year and "X" not in month and (day == "XX" or "X" not in day):
            name = bare_season(month) if month in SEASONS else months[int(month) - 1]
            of_year = f"{name} of {year}" if "X" in civil.year else f"{name} {year}"
            if day == "XX":
                return Said("on", f"a day in {of_year}")
            return Said("on", f"{int(day)} {of_year}") if day else Said("in", of_year)
    return None


def _known_or_not(civil: Civil) -> str:
    """The year of a date in words; empty for a few unknown digits that have no name."""
    if "X" not in civil.year:
        return year_name(int(civil.year))
    if civil.year == "XXXX":
        return UNKNOWN_YEAR
    decade = decade_name(civil.year)
    return f"{UNKNOWN_YEAR} in the {decade}" if decade else ""


def _between(civil: Civil, months: Sequence[str]) -> Said:
    """A date with unknown digits that have no name: its first and its last possibility."""
    size = _size(civil)
    ends = (day_point(civil.first)[:size], day_point(civil.last)[:size])
    return Said("between", " and ".join(shared_names(ends, months)))


def _qualified(said: Said, civil: Civil) -> Said:
    """Adds what the qualifiers say, and of which part when it is not of all."""
    size = _size(civil)
    marks = list(zip(PARTS, civil.marks, strict=True))[:size]
    vague = [part for part, mark in marks if "~" in mark or "%" in mark]
    doubtful = [part for part, mark in marks if "?" in mark or "%" in mark]
    remarks = []
    if PARTS[size - 1] in vague and said.lead in {"on", "in"} and not said.text.startswith("a "):
        said = said._replace(lead="around")
    elif vague:
        remarks.append(f"{_parts_named(vague, size)} approximate")
    if doubtful:
        remarks.append(f"{_parts_named(doubtful, size)} uncertain")
    return said._replace(tail=f" ({', '.join(remarks)})") if remarks else said


def _parts_named(parts: list[str], size: int) -> str:
    return "date" if len(parts) == size else listed(parts, "and")


def numbers(when: When) -> list[Point]:
    """The parts as numbers when all are plain dates of one precision; else empty."""
    points = [_point(part.civil) if part.civil else () for part in known(when)]
    alike = len(points) == len(when.parts) and len({len(point) for point in points}) == 1
    return points if alike and all(points) else []


def known(when: When) -> list[When]:
    """The ends or members that are there."""
    return [part for part in when.parts if part is not None]


def _unmarked(when: When) -> list[Point]:
    """As `numbers`, but empty where a qualifier must be said."""
    return [] if when.uncertain or when.approximate else numbers(when)


def _point(civil: Civil) -> Point:
    """The numbers of a date that is nothing but numbers; empty for any other."""
    parts = [part for part in (civil.year, civil.month, civil.day) if part]
    if civil.clock or civil.month in SEASONS or "X" in "".join(parts):
        return ()
    return tuple(map(int, parts))


def _size(civil: Civil) -> int:
    return 3 if civil.day else 2 if civil.month else 1
