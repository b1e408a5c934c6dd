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

The value of a month is 1 to 12, of a day of the week 0 for Monday, of ``S`` a code of
`store.civil.SEASONS`, of ``T`` 0 to 2, of week and day its length in days, of first and later 1, of
last and earlier -1; an opening or joining word has what becomes of the date behind it.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from store.civil import SEASONS, YEARS
from store.date_names import MONTHS, bare_season
from store.dates import UnfinishedDate
from store.errors import DateError
from store.typed_numbers import EXAMPLES, Word, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Meaning = tuple[str, int]

INCLUDED, EXCLUDED, BETWEEN = 0, 1, 2
"""What becomes of the date behind a word: it counts, it does not, or it begins a pair."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LONGEST = 120
_YEAR_PARTS = [code for code in SEASONS if code < "25" or code > "32"]
"""The seasons of the north once, and the quarters, thirds and halves."""


def _beginnings(kind: str, names: Iterable[str], start: int) -> dict[str, Meaning]:
    """Names, and whatever they begin with from three letters on."""
    return {
        name[:size].lower(): (kind, value)
        for value, name in enumerate(names, start)
        for size in range(3, len(name) + 1)
    }


def _meaning(kind: str, value: int, *phrases: str) -> dict[str, Meaning]:
    return dict.fromkeys(phrases, (kind, value))


_VOCABULARY = {
    **_beginnings("M", MONTHS, 1),
    **_beginnings("W", WEEKDAYS, 0),
    **{bare_season(code).removeprefix("the "): ("S", int(code)) for code in _YEAR_PARTS},
    **{f"q{quarter}": ("S", 32 + quarter) for quarter in range(1, 5)},
    **{f"h{half}": ("S", 39 + half) for half in range(1, 3)},
    **_meaning("S", 23, "fall"),
    **_meaning("S", 36, "fourth quarter"),
    **_meaning("S", 41, "last half"),
    **_meaning("K", 7, "week", "weeks", "w"),
    **_meaning("U", 1, "day", "days"),
    **_meaning("E", 1, "first"),
    **_meaning("E", -1, "last"),
    **_meaning("T", 0, "early"),
    **_meaning("T", 1, "mid"),
    **_meaning("T", 2, "late"),
    **_meaning(">", INCLUDED, "since", "from", "starting"),
    **_meaning(">", EXCLUDED, "after"),
    **_meaning(">", BETWEEN, "between"),
    **_meaning("-", INCLUDED, "to", "until", "till", "through", "up to", "by", "..", "-", "/"),
    **_meaning("-", EXCLUDED, "before"),
    **_meaning("&", INCLUDED, "and"),
    **_meaning("+", 1, "or later", "or after", "onwards", "onward"),
    **_meaning("+", -1, "or earlier", "or before"),
    **_meaning("0", 0, "undated", "none", "no date"),
    **_meaning("", 0, "the", "of", "on", "in", "at", "during", "year", "ad", "utc"),
}
"""What is read; a phrase without a kind adds nothing."""

_REFUSED = {
    **dict.fromkeys(
        (
            *("today", "tonight", "tomorrow", "yesterday", "now", "ago", "this", "next", "current"),
            *("recent", "recently", "last year", "last month", "last night"),
        ),
        ("a date is never counted from today", EXAMPLES),
    ),
    **dict.fromkeys(("bc", "bce"), ("a year before the year 1 cannot be kept", YEARS)),
    **dict.fromkeys(("am", "pm"), ("a time runs from 00:00 to 23:59", "Write 14:00 for 2 pm.")),
}
"""Phrases that are known, and have no place here: what is wrong, and the cure."""

_PHRASE = re.compile(
    "|".join(
        re.escape(phrase) + ("(?![a-z])" if phrase[-1].isalpha() else "")
        for phrase in sorted({*_VOCABULARY, *_REFUSED}, key=len, reverse=True)
    )
)


def _with_zeros(match: re.Match[str]) -> str:
    return f"{int(match[1]):04}"


def _first_year(match: re.Match[str]) -> str:
    """A winter that names both its years, with its first alone; anything else as it was."""
    following = f"{int(match[2]) + 1:04}"
    return f"{match[1]} {match[2]}" if match[3] in {following, following[2:]} else match[0]


# Other ways to write the same; after these, words come apart at blanks and between kinds of sign.
_REWRITTEN: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"[‐‑‒–—―−]", "-"),
    (r"['’`]", ""),
    (r",", " "),
    (r"…", ".."),
    (r"\.\.", " .. "),
    (r"(?<=[a-z])\.", ""),
    (r"(?<=[0-9]) *\(?\b(?:utc|gmt)\b\)?", "z"),
    (r"\b(early|mid|late)-", r"\1 "),
    (r"(?<![0-9./-])([0-9]{1,2})-(?=[a-z])", r"\1 "),
    (r"(?<=[a-z])-(?=[0-9]{4})", " "),
    (r"(?<![0-9] )\b([0-9]{4})-?(?=[wqh](?:[0-9]|$))", r"\1 "),
    (r"\bw(?=[0-9])", "w "),
    (r"(?<=[0-9])(?=[a-z]{3})|(?<=[a-z]{3})(?=[0-9])", " "),
    (r"\bad ([0-9]{1,3})(?![0-9a-z])", _with_zeros),
    (r"\b(winter) ([0-9]{4})[-/]([0-9]{4}|[0-9]{2})(?![0-9-])", _first_year),
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
        if plain[0] in "0123456789":
            word, length = number(plain, "".join(word.kind for word in words))
        else:
            word, length = _phrase(plain)
        words.append(word)
        plain = plain[length:].lstrip(" ")
    return [word for word in words if word.kind]


def _phrase(rest: str) -> tuple[Word, int]:
    """The word or fixed phrase that a text begins with, and its length."""
    if rest not in _VOCABULARY and rest not in _REFUSED and (names := _names_from(rest)):
        raise UnfinishedDate(f'"{rest}" is half a word', mend=f"Go on: {', '.join(names[:4])}.")
    match = _PHRASE.match(rest)
    if match is None:
        raise _unknown(rest.partition(" ")[0])
    if match[0] in _REFUSED:
        what, mend = _REFUSED[match[0]]
        raise DateError(f'{what}: "{match[0]}"', mend=mend)
    kind, value = _VOCABULARY[match[0]]
    return Word(kind, match[0], value), match.end()


def _names_from(begun: str) -> list[str]:
    """The phrases that begin so, without those that are the beginning of another."""
    phrases = sorted(phrase for phrase in _VOCABULARY if phrase.startswith(begun))
    # In order, what begins with a phrase follows it.
    return [
        phrase
        for index, phrase in enumerate(phrases)
        if not any(other.startswith(phrase) for other in phrases[index + 1 : index + 2])
    ]


def _unknown(word: str) -> DateError:
    sign = next((sign for sign in "?~%[]{}" if sign in word), None)
    if sign is not None:
        return DateError(f'a filter\'s date has no "{sign}"', mend=EXAMPLES)
    near = difflib.get_close_matches(word, _VOCABULARY, n=1, cutoff=0.7)
    mend = f"Did you mean {near[0]}?" if near else EXAMPLES
    return DateError(f'"{word}" is no word of a date', mend=mend)
