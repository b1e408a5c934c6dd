"""Dates for formats that know a beginning and an end, and no more."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from store.civil import SEASONS
from store.corpus import Corpus
from store.date_words import words
from store.dates import When, parse
from store.errors import DateError

_MARKS: Final = re.compile(r"[?~%]")
_EPOCH: Final = datetime(1, 1, 1, tzinfo=UTC)
_LENGTHS: Final = {"year": 4, "month": 7, "day": 10, "hour": 13, "minute": 16, "second": 19}


class Span(NamedTuple):
    """A date as ISO 8601 texts of reduced precision.

    Attributes:
        start: ``2019``, ``2019-12``, ``2019-12-31``, or with a time as it is written.
        end: Likewise; empty for none.
        exact: Whether the two say all that the date says.
    """

    start: str
    end: str
    exact: bool


class Point(NamedTuple):
    """A date of reduced precision in its numbers; -1 for what is not given."""

    year: int
    month: int = -1
    day: int = -1
    hour: int = -1
    minute: int = -1
    second: int = -1


def span(when: When) -> Span:
    """The beginning and the end of a date; for one that is open, unsure or a choice, the nearest.

    The end of an open start stands as the start, since a place in a timeline is asked for.
    """
    if when.civil is not None:
        return _single(when)
    known = [part for part in when.parts if part is not None]
    if when.form == "interval":
        ends = [span(part) for part in known]
        start, end = ends[0].start, ends[-1].end or ends[-1].start
        if len(ends) == 1:
            return Span(end if when.open_start else start, "", False)
        return Span(start, end, all(part.exact and not part.end for part in ends))
    first = span(min(known, key=lambda part: part.sort_key))
    last = span(max(known, key=lambda part: part.latest))
    end = last.end or last.start
    return Span(first.start, "" if end == first.start else end, False)


def _single(when: When) -> Span:
    civil = when.civil
    assert civil is not None
    core = _MARKS.sub("", when.text)
    if "X" not in core and civil.month not in SEASONS:
        return Span(core, "", when.exact)
    if "X" not in f"{civil.year}{civil.month}" and civil.month not in SEASONS:
        return Span(core[:7], "", False)
    if "X" not in civil.year and civil.month not in SEASONS:
        return Span(civil.year, "", False)
    return Span(civil.first.isoformat(), civil.last.isoformat(), False)


def point(text: str) -> Point:
    """A text of `Span` in its numbers; a zone in it is passed over."""
    day, _, clock = text.partition("T")
    clock = re.split(r"[Z+.-]", clock)[0]
    numbers = [int(part) for part in (*day.split("-"), *clock.split(":")) if part]
    return Point(*numbers)


def has_zone(text: str) -> bool:
    """Whether a text of `Span` says its zone, which `Point` has no place for."""
    return re.search(r"T.*[Z+-]", text) is not None


def utc(second: int) -> str:
    """A second since 0001-01-01T00:00:00 UTC as ISO 8601 in UTC."""
    moment = _EPOCH + timedelta(seconds=second)
    return f"{moment.replace(tzinfo=None).isoformat()}+00:00"


def utc_prefix(text: str, corpus: Corpus) -> str:
    """A text of `Span` in UTC where it has a time, cut to what it gives: ``2019-12-31T07:00``."""
    if "T" not in text:
        return text
    when = parse(text, corpus.zone)
    return utc(when.earliest)[: _LENGTHS[when.precision]]


def date_of(corpus: Corpus, text: str | None) -> When | None:
    """The date that a field holds; None for none, and for a text that is no date."""
    if text is None:
        return None
    try:
        return parse(text, corpus.zone)
    except DateError:
        return None


def in_words(when: When | None, display: str | None) -> str:
    """A date for people: as the dossier words it, else what it says; empty for none."""
    return display or ("" if when is None else words(when))
