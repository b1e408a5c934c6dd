"""A CSL-JSON item as it comes: read without trust, whatever stands where.

The shapes are those of the CSL-JSON schema (https://github.com/citation-style-language/schema,
``csl-data.json``). An item in a dossier may break every one of them. What can be understood is
read, what cannot is passed over, and nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from store import dates
from store.civil import Civil
from store.errors import DateError

Csl = Mapping[str, object]

SEASON_NAMES: Final = ("spring", "summer", "autumn", "winter")
"""The seasons, in the order of their codes 1 to 4."""

_SEASON_OF: Final = {name: code for code, name in enumerate(SEASON_NAMES, 1)} | {"fall": 3}
_MAX_DIGITS: Final = 9
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_FALSE_WORDS: Final = ("", "0", "false", "no")


class Name(Struct, frozen=True):
    """A name of an author, editor or the like.

    Attributes:
        family: The family name, without its particle.
        given: The given names.
        dropping: The particle that goes away with the given name ("von" in "Ludwig van B.").
        particle: The particle that stays with the family name ("de" in "Simone de Beauvoir").
        suffix: "Jr.", "III".
        comma_suffix: Whether a comma stands before the suffix.
        literal: The whole name of a body, or of a person whose name has no parts.
    """

    family: str = ""
    given: str = ""
    dropping: str = ""
    particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""


class CslDate(Struct, frozen=True):
    """A date.

    Attributes:
        start: (year), (year, month) or (year, month, day); empty when only `literal` is known.
            A year before the year 1 is negative.
        end: The same for the last day of a range; empty for a single date.
        season: 1 to 4, spring first; 0 for none.
        circa: Whether it is approximate or uncertain.
        literal: The date as words, where it has no numbers.
    """

    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    season: int = 0
    circa: bool = False
    literal: str = ""


def squeezed(value: str) -> str:
    """A text on one line: control characters gone, every run of white space one blank."""
    return " ".join(_CONTROL.sub(" ", value).split())


def text(csl: Csl, key: str) -> str:
    """A field that is a text, on one line; empty for anything else."""
    value = csl.get(key)
    return squeezed(value) if isinstance(value, str) else ""


def number(csl: Csl, key: str) -> str:
    """A field that may be a text or a number: volume, issue, pages, edition; empty for others."""
    value = csl.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**_MAX_DIGITS:
        return str(value)
    return text(csl, key)


def item_type(csl: Csl) -> str:
    """The type, by its name in CSL 1.0.2; ``document`` when there is none."""
    return text(csl, "type") or "document"


def names(csl: Csl, key: str) -> tuple[Name, ...]:
    """The names in a field, in order; a name of no letters is left out.

    Besides a list of name objects, one object alone and plain texts are understood.
    """
    value = csl.get(key)
    members = value if isinstance(value, list | tuple) else [value]
    found = (_name(member) for member in members)
    return tuple(name for name in found if name is not None)


def _name(member: object) -> Name | None:
    if isinstance(member, str):
        literal = squeezed(member)
        return Name(literal=literal) if literal else None
    if not isinstance(member, Mapping):
        return None
    if literal := text(member, "literal"):
        return Name(literal=literal)
    family, given = text(member, "family"), text(member, "given")
    if not family:
        particles = text(member, "dropping-particle"), text(member, "non-dropping-particle")
        whole = given or particles[0] or particles[1]
        return Name(literal=whole) if whole else None
    return Name(
        family=family,
        given=given,
        dropping=text(member, "dropping-particle"),
        particle=text(member, "non-dropping-particle"),
        suffix=text(member, "suffix"),
        comma_suffix=_true(member.get("comma-suffix")),
    )


def _true(value: object) -> bool:
    """A boolean of CSL-JSON, which may be a text or a number."""
    if isinstance(value, str):
        return value.strip().lower() not in _FALSE_WORDS
    return isinstance(value, bool | int | float) and bool(value)


def date(csl: Csl, key: str) -> CslDate | None:
    """A date field; None when there is no date, or nothing of it can be read.

    Date parts come first, then ``raw``, then ``literal``. A bare text is read like ``raw``:
    as EDTF if it is that, else as words.
    """
    value = csl.get(key)
    if isinstance(value, str):
        return _raw(value)
    if isinstance(value, list | tuple):
        value = {"date-parts": value if value and isinstance(value[0], list) else [value]}
    if not isinstance(value, Mapping):
        return None
    circa = _true(value.get("circa"))
    parts = value.get("date-parts")
    if isinstance(parts, list | tuple):
        ends = [_point(part) for part in parts[:2]]
        if ends and ends[0][0]:
            return _spanned(ends, _season(value.get("season")), circa=circa)
    for key_of_words in ("raw", "edtf"):
        found = _raw(text(value, key_of_words))
        if found is not None:
            return CslDate(
                found.start, found.end, found.season, found.circa or circa, found.literal
            )
    literal = text(value, "literal")
    return CslDate(literal=literal, circa=circa) if literal else None


def _spanned(ends: list[tuple[tuple[int, ...], int]], season: int, *, circa: bool) -> CslDate:
    """A date of one or two ends; a second end that is empty, equal or earlier is none."""
    start, own_season = ends[0]
    end = ends[1][0] if len(ends) > 1 else ()
    if end <= start or len(end) != len(start):
        end = ()
    return CslDate(start, end, (season if len(start) == 1 else 0) or own_season, circa)


def _point(part: object) -> tuple[tuple[int, ...], int]:
    """The numbers of one end as far as they are a date, and a season given as a month.

    CSL-JSON writes a season as month 13 to 16 (citeproc-js) or as EDTF does, 21 to 24.
    """
    if not isinstance(part, list | tuple):
        part = [part]
    numbers = [_integer(member) for member in part[:3]]
    year = numbers[0] if numbers else None
    if year is None or year == 0 or abs(year) > 9999:
        return (), 0
    month = numbers[1] if len(numbers) > 1 else None
    if month is None or not 1 <= month <= 12:
        season = 0 if month is None else month - 12 if 13 <= month <= 16 else month - 20
        return (year,), season if 1 <= season <= 4 else 0
    day = numbers[2] if len(numbers) > 2 else None
    if day is None or not 1 <= day <= 31:
        return (year, month), 0
    return (year, month, day), 0


def _integer(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", value, re.ASCII):
        return int(value)
    return None


def _season(value: object) -> int:
    code = _integer(value)
    if code is None:
        return _SEASON_OF.get(value.strip().lower(), 0) if isinstance(value, str) else 0
    code = code - 20 if code > 20 else code
    return code if 1 <= code <= 4 else 0


def _raw(words: str) -> CslDate | None:
    """A date as EDTF, else as the words that it is."""
    words = squeezed(words)
    if not words:
        return None
    try:
        when = dates.parse(words)
    except DateError:
        return CslDate(literal=words)
    ends = when.parts if when.form == "date" and when.parts else (when,)
    read = [_civil_point(end.civil) for end in ends if end is not None and end.civil is not None]
    if len(read) != len(ends) or not read[0][0]:
        return CslDate(literal=words)
    return _spanned(read, 0, circa=when.approximate or when.uncertain)


def _civil_point(civil: Civil) -> tuple[tuple[int, ...], int]:
    """An EDTF date as numbers, to where they are known."""
    known = []
    for part in (civil.year, civil.month, civil.day):
        if not part or "X" in part:
            break
        known.append(part)
    return _point(known)
