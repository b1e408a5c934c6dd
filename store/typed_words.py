"""The words that a typed date is made of, in English: each with a letter for its kind.

=====  ============================================  =====  ====================================
kind   words                                         kind   words
=====  ============================================  =====  ====================================
``D``  a number of one or two digits, ``29th``       ``C``  a time of the clock, ``14:00``
``M``  a month, from three letters on                ``>``  since, after, between
``Y``  a year of four digits                         ``-``  to, until, before, a dash or two dots
``I``  a date in numbers, as EDTF writes it          ``&``  and
``W``  a day of the week, from three letters on      ``+``  or later, or earlier
``S``  a season, quarter, third or half of a year    ``0``  undated, none
``K``  week                                          ``T``  early, mid, late
``U``  day                                           ``E``  first, last
=====  ============================================  =====  ====================================
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from store import dates
from store.civil import SEASONS, YEARS
from store.date_names import MONTHS, SHORT_MONTHS, bare_season
from store.dates import UnfinishedDate
from store.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

EXAMPLES = "Write a date such as 29 dec 2019, dec 2019, 2019 or 29 dec 2019 to 2 jan 2020."
INCLUDED, EXCLUDED, BETWEEN = 0, 1, 2
"""What an opening or joining word does with its date."""

_LONGEST = 120
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR_PARTS = [code for code in SEASONS if code < "25" or code > "32"]  # no hemisphere twice


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a typed date.

    Attributes:
        kind: One letter, as in the table above.
        text: The word in small letters; for a date in numbers or a time, as EDTF writes it.
        value: The number, month (1 to 12), day of the week (Monday is 0), code of `SEASONS`, third
            (0 to 2), 1 for first and -1 for last, or what becomes of the date behind it.
    """

    kind: str
    text: str
    value: int = 0


def _beginnings(kind: str, names: Iterable[str], start: int) -> dict[str, tuple[str, int]]:
    """Names, and whatever they begin with from three letters on."""
    numbered = enumerate((name.lower() for name in names), start)
    return {
        name[:size]: (kind, value) for value, name in numbered for size in range(3, len(name) + 1)
    }


def _all(kind: str, value: int, *phrases: str) -> dict[str, tuple[str, int]]:
    return dict.fromkeys(phrases, (kind, value))


_VOCABULARY = {
    **_beginnings("M", MONTHS, 1),
    **_beginnings("W", _WEEKDAYS, 0),
    **{bare_season(code).removeprefix("the "): ("S", int(code)) for code in _YEAR_PARTS},
    **{f"q{number}": ("S", 32 + number) for number in range(1, 5)},
    **{f"h{number}": ("S", 39 + number) for number in range(1, 3)},
    **_all("S", 23, "fall"),
    **_all("S", 36, "fourth quarter"),
    **_all("S", 41, "last half"),
    **_all("K", 7, "week", "weeks", "w"),
    **_all("U", 1, "day", "days"),
    **_all("E", 1, "first"),
    **_all("E", -1, "last"),
    **_all("T", 0, "early"),
    **_all("T", 1, "mid"),
    **_all("T", 2, "late"),
    **_all(">", INCLUDED, "since", "from", "starting"),
    **_all(">", EXCLUDED, "after"),
    **_all(">", BETWEEN, "between"),
    **_all("-", INCLUDED, "to", "until", "till", "through", "up to", "by", "..", "-", "/"),
    **_all("-", EXCLUDED, "before"),
    **_all("&", INCLUDED, "and"),
    **_all("+", 1, "or later", "or after", "onwards", "onward"),
    **_all("+", -1, "or earlier", "or before"),
    **_all("0", 0, "undated", "none", "no date"),
    **_all("", 0, "the", "of", "on", "in", "at", "during", "year", "ad"),
}
"""What is read, with its kind and value; words without a kind add nothing."""

_RELATIVE = "a date is never counted from today"
_REFUSED = {
    **dict.fromkeys(
        (
            *("today", "tonight", "tomorrow", "yesterday", "now", "ago", "this", "next", "current"),
            *("recent", "recently", "last year", "last month", "last night"),
        ),
        (_RELATIVE, EXAMPLES),
    ),
    **dict.fromkeys(("bc", "bce"), ("a year before the year 1 cannot be kept", YEARS)),
    **dict.fromkeys(("am", "pm"), ("a time runs from 00:00 to 23:59", "Write 14:00 for 2 pm.")),
}
"""Words with a meaning that a date must not have here: what is wrong, and the cure."""

_PHRASES = sorted({*_VOCABULARY, *_REFUSED}, key=len, reverse=True)
_PHRASE = re.compile(
    "|".join(re.escape(name) + ("(?![a-z])" if name[-1].isalpha() else "") for name in _PHRASES)
)

# What stands for the same, so that the words come apart at blanks alone.
_REWRITTEN = (
    (r"[‐‑‒–—―−]", "-"),
    (r"['’`,]", ""),
    (r"…", ".."),
    (r"\.\.", " .. "),
    (r"(?<=[a-z])\.", ""),
    (r"\s*\(?\b(?:utc|gmt)\b\)?", "z"),
    (r"\b(early|mid|late)-", r"\1 "),
    (r"\bw(?=[0-9])", "w "),
    (r"(?<![0-9./-])([0-9]{1,2})-(?=[a-z])", r"\1 "),
    (r"(?<=[a-z])-(?=[0-9]{4})", " "),
    (r"(?<=[0-9]{4})-?(?=[wqh](?:[0-9]|$))", " "),
    (r"(?<=[0-9])(?=[a-z]{3})|(?<=[a-z]{3})(?=[0-9])", " "),
    (r"\bad ([0-9]{1,3})(?![0-9a-z])", lambda match: f"{int(match[1]):04}"),
    (r"\b(winter) ([0-9]{4})[-/]([0-9]{2}|[0-9]{4})(?![0-9-])", lambda match: _winter(match)),
)


def lex(text: str) -> list[Word]:
    """Takes a typed date apart.

    Args:
        text: As typed; case, commas and the kind of a dash do not matter.

    Raises:
        UnfinishedDate: The last word is only half typed.
        DateError: A word has no place in a date, or may be read in two ways.
    """
    plain = text.casefold()
    if len(plain) > _LONGEST:
        raise DateError("this is too long for a date", mend=EXAMPLES)
    for pattern, replacement in _REWRITTEN:
        plain = re.sub(pattern, replacement, plain)
    plain = " ".join(plain.split())
    words: list[Word] = []
    while plain:
        read = _number if plain[0] in "0123456789" else _phrase
        word, length = read(plain, "".join(word.kind for word in words))
        words.append(word)
        plain = plain[length:].lstrip(" ")
    return [word for word in words if word.kind]


def _winter(match: re.Match[str]) -> str:
    """A winter with both its years as one with its first; anything else as it was."""
    following = f"{int(match[2]) + 1:04}"
    return f"{match[1]} {match[2]}" if match[3] in {following, following[2:]} else match[0]


def _phrase(rest: str, _before: str) -> tuple[Word, int]:
    """The word or fixed phrase that a text begins with, and its length."""
    if rest not in _VOCABULARY and rest not in _REFUSED:
        begun = sorted(phrase for phrase in _VOCABULARY if phrase.startswith(rest))
        whole = [phrase for phrase in begun if not any(o != phrase and o.startswith(phrase) for o in begun)]
        if whole:
            raise UnfinishedDate(f'"{rest}" is half a word', mend=f"Go on: {', '.join(whole[:4])}.")
    match = _PHRASE.match(rest)
    if match is None:
        _unknown(rest)
    if match[0] in _REFUSED:
        what, mend = _REFUSED[match[0]]
        raise DateError(f'{what}: "{match[0]}"', mend=mend)
    kind, value = _VOCABULARY[match[0]]
    return Word(kind, match[0], value), match.end()
