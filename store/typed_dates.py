"""What people type for a date, read by plain rules in English into the text of a date filter.

The rules know the calendar and nothing else. A parser of free text, such as dateparser, fills what
is missing from today's date and settles ``1/2/2019`` by the machine's locale; the same words would
then find other records tomorrow, or on another desk. Here every date follows from what is typed:
what can be read in two ways is a mistake that names both, and a year that is not typed comes only
from the other end of the span, which is then shorter than a year, or from the dossier where that
leaves one year alone.

What is decided here, since people differ: ``since``, ``from``, ``until`` and ``by`` count their
date, ``after`` and ``before`` do not; a week with a number is that of ISO 8601 (from Monday to
Sunday; week 1 holds 4 January), while the first or last week of a span is its first or last seven
days; early, mid and late are the days 1 to 10, 11 to 20 and the rest of a month, four months each
of a year, and the years 0 to 3, 4 to 6 and 7 to 9 of a decade; seasons are the meteorological ones
of the north, and winter 2019 ends in February 2020.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import date_words, dates
from store.civil import DAY, LAST_SECOND, YEARS, civil_day
from store.date_names import listed
from store.date_terms import end_text, start_text
from store.dates import UnfinishedDate
from store.errors import DateError
from store.gaps import counted
from store.typed_moments import Moment, kinds_of
from store.typed_numbers import EXAMPLES, Word
from store.typed_words import BETWEEN, EXCLUDED, INCLUDED, lex
from store.typed_years import moments

if TYPE_CHECKING:
    from datetime import tzinfo

    from store.dates import When

UNDATED = "none"
"""The value of a ``date:`` filter for records without a date."""

_LENGTHS = ((DAY, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


@dataclass(frozen=True, slots=True)
class Understood:
    """A date that somebody typed, as it was understood.

    Attributes:
        term: The value for a ``date:`` filter, e.g. ``2019-12-29..2020-01-02``.
        window: The span of the term; None for `UNDATED`.
        words: The exact span and its length in words, e.g. ``29 December 2019 to 2 January 2020: 5
            days``.
    """

    term: str
    window: When | None
    words: str


def read(text: str, zone: tzinfo, years: range | None = None) -> Understood:
    """Reads a date as people type it.

    Args:
        text: A value of a date filter (`store.dates.window`), or English: ``dec 2019``, ``29 dec
            2019 to 2 jan``, ``before 2020``, ``last week of 2019``, ``q1 2020``, ``undated``.
        zone: Where a date or time without a zone of its own is civil time.
        years: The years that the dossier covers; a year that is not typed is taken from them if no
            other would do. None: it must be typed.

    Raises:
        UnfinishedDate: The text may become such a date; `what` says what it waits for.
        DateError: It cannot, or it can be read in two ways.
    """
    given = re.sub(r"\s*\.\.\s*", "..", text.strip())
    waiting: UnfinishedDate | None = None
    try:
        return _understood(given, zone)
    except UnfinishedDate as error:
        waiting = error
    except DateError:
        pass
    try:
        term = _term(lex(text), zone, years)
    except UnfinishedDate:
        raise
    except DateError:
        if waiting is not None:
            raise waiting from None
        raise
    return Understood(term, None, "undated") if term == UNDATED else _understood(term, zone)


def span_words(window: When, zone: tzinfo) -> str:
    """A window with its length: ``1 to 31 December 2019: 31 days``, ``2 January 2020 or later``.

    Times of the zone carry its name, those with an offset keep that.
    """
    clocks = [
        part.civil
        for part in (window, *window.parts)
        if part is not None and part.civil is not None and part.civil.clock
    ]
    if clocks:
        said = date_words.words(window)
        if not all(civil.offset for civil in clocks):
            said += f" ({zone})"
    else:
        said = date_words.words_span(window.earliest, window.latest, zone)
    if window.open_start or window.open_end:
        return said
    return f"{said}: {_length(window, zone, by_clock=bool(clocks))}"


def _length(window: When, zone: tzinfo, *, by_clock: bool) -> str:
    if not by_clock:
        first, last = civil_day(window.earliest, zone), civil_day(window.latest, zone)
        return counted((last - first).days + 1, "day")
    rest, amounts = window.latest - window.earliest + 1, []
    for seconds, unit in _LENGTHS:
        number, rest = divmod(rest, seconds)
        amounts += [counted(number, unit)] if number else []
    return listed(amounts, "and")


def _understood(term: str, zone: tzinfo) -> Understood:
    window = dates.window(term, zone)
    return Understood(term, window, span_words(window, zone))


def _term(words: list[Word], zone: tzinfo, years: range | None) -> str:
    """The value of a date filter that says the same as the words."""
    kinds = kinds_of(words)
    if kinds == "0":
        return UNDATED
    if kinds.endswith("+"):
        since = words[-1].value > 0
        words = [Word(">", "since") if since else Word("-", "until"), *words[:-1]]
        kinds = kinds_of(words)
    opening = words[0] if kinds.startswith(">") else None
    body = words[1:] if opening else words
    joints = [
        index
        for index, word in enumerate(body)
        # Of "and before", the second word joins.
        if word.kind == "-" or (word.kind == "&" and kinds_of(body[index + 1 : index + 2]) != "-")
    ]
    if not joints:
        return _one(opening, body, zone, years)
    at = joints[0]
    if len(joints) > 1:
        raise DateError("a span has two ends", mend=EXAMPLES)
    start = body[: at - 1] if kinds_of(body[at - 1 : at]) == "&" else body[:at]
    return _two(opening, start, body[at], body[at + 1 :], zone, years)


def _one(opening: Word | None, body: list[Word], zone: tzinfo, years: range | None) -> str:
    """A date with nothing joined to it."""
    if opening is not None and opening.value == BETWEEN:
        moments([body], years)
        raise UnfinishedDate('"and" and a date are expected', mend="Write between 2018 and 2020.")
    (only,) = moments([body], years)
    if opening is None:
        return _joined(only.first, only.last)
    return f"{_begin(only, opening, zone)}.."


def _two(
    opening: Word | None,
    start: list[Word],
    joint: Word,
    end: list[Word],
    zone: tzinfo,
    years: range | None,
) -> str:
    """Two dates with a word between them, or one that follows such a word."""
    unpaired = opening is None or (opening.value != BETWEEN and end)
    if joint.kind == "&" and unpaired:
        raise DateError('"and" needs "between"', mend="Write between 2018 and 2020.")
    if not start and (opening is not None or joint.text in "-/&"):
        raise DateError(f'a date is missing before "{joint.text}"', mend=EXAMPLES)
    if not end:
        if joint.text == ".." and start:
            (only,) = moments([start], years)
            return f"{_begin(only, opening, zone)}.."
        raise UnfinishedDate(f'a date is expected after "{joint.text}"', mend=EXAMPLES)
    if not start:
        (only,) = moments([end], years)
        return f"..{_end(only, joint, zone)}"
    first, last = moments([start, end], years)
    return _joined(_begin(first, opening, zone), _end(last, joint, zone))


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first}..{last}"


def _begin(date: Moment, opening: Word | None, zone: tzinfo) -> str:
    """Where a span begins that a word opens."""
    if opening is None or opening.value != EXCLUDED:
        return date.first
    second = dates.window(date.last, zone).latest + 1
    if second > LAST_SECOND:
        raise DateError("nothing comes after that date", mend=YEARS)
    return start_text(second, zone)


def _end(date: Moment, joint: Word, zone: tzinfo) -> str:
    """Where a span ends, by the word before its end."""
    if joint.value == INCLUDED:
        return date.last
    second = dates.window(date.first, zone).earliest - 1
    if second < 0:
        raise DateError("nothing comes before that date", mend=YEARS)
    return end_text(second, zone)
