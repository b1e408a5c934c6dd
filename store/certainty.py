"""Which records a ``date:`` filter lets through only possibly: they may lie outside its span.

A date filter asks whether the spans overlap, so that nothing is missed. That holds for sure when

- a date lies wholly inside the span, however coarsely it is given;
- one end of an interval does, or the span meets the time between its two ends, for an interval
  with known ends is there on each of its days;
- any member of an "all of" set holds for sure, or every one of a "one of" set.

All else is in view only possibly: an open date ("31 December 2019 or later" is some day from then
on), a month of which a week is asked, a choice of days of which one lies outside. A qualifier
(``?~%``) changes nothing here, as it never widens a span: the date itself shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from functools import lru_cache

from store import dates
from store.corpus import Corpus
from store.dates import When
from store.filters import NONE, Filter

Spans = tuple[tuple[int, int], ...]
"""Spans of seconds, both ends inclusive, in order and apart from each other."""


def asks_for_dates(wanted: Filter) -> bool:
    """Whether a filter asks for a span, so that anything can be in view only possibly."""
    return any(_asked(wanted))


def only_possibly(corpus: Corpus, wanted: Filter, when: When | None) -> bool:
    """Whether a date meets the spans of a filter without being surely inside them.

    Args:
        corpus: The dossier, for its zone.
        wanted: A filter that can be evaluated there.
        when: The date; None is never in view for its date.

    Returns:
        True when it may be in every span that is asked for, and not surely in one of them.
    """
    asked = _spans_asked(wanted, corpus.zone)
    if when is None or not asked:
        return False
    return all(_meets(when, spans) for spans in asked) and not all(
        _surely(when, spans) for spans in asked
    )


def event_only_possibly(corpus: Corpus, wanted: Filter, row: int) -> bool:
    """Whether an event is in view only possibly; one that is there for its words alone is not."""
    return only_possibly(corpus, wanted, corpus.event_when[row])


def quote_only_possibly(corpus: Corpus, wanted: Filter, row: int) -> bool:
    """Whether a quote is in view only possibly: by its own date, else by those of its events."""
    own = corpus.quote_when[row]
    if own is not None:
        return only_possibly(corpus, wanted, own)
    asked = _spans_asked(wanted, corpus.zone)
    lent = [when for event in corpus.quote_events[row] if (when := corpus.event_when[event])]
    if not asked or not all(any(_meets(when, spans) for when in lent) for spans in asked):
        return False
    return not all(any(_surely(when, spans) for when in lent) for spans in asked)


def _asked(wanted: Filter) -> Iterable[tuple[str, ...]]:
    """The values of each term that asks for a span."""
    for term in wanted.terms:
        if term.field == "date" and not term.negated:
            values = tuple(value for value in term.values if value.lower() != NONE)
            if values:
                yield values


@lru_cache(maxsize=64)
def _spans_asked(wanted: Filter, zone: tzinfo) -> tuple[Spans, ...]:
    """For each term that asks for spans all of them, those that touch made one."""
    return tuple(
        _joined((window.earliest, window.latest) for window in _windows(values, zone))
        for values in _asked(wanted)
    )


def _windows(values: Iterable[str], zone: tzinfo) -> list[When]:
    return [dates.window(value, zone) for value in values]


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def _meets(when: When, spans: Spans) -> bool:
    return any(when.earliest <= end and start <= when.latest for start, end in spans)


def _holds(when: When, spans: Spans) -> bool:
    """Whether a date lies wholly inside."""
    return any(start <= when.earliest and when.latest <= end for start, end in spans)


def _surely(when: When, spans: Spans) -> bool:
    """Whether something of this date was there for sure."""
    if _holds(when, spans):
        return True
    if when.form == "interval":
        return _surely_on_the_way(when, spans)
    parts = [part for part in when.parts if part is not None]
    if when.form == "all-of":
        return any(_surely(part, spans) for part in parts)
    # One of several: a range among them is a choice too, and each choice must hold.
    return when.form == "one-of" and all(_holds(part, spans) for part in parts)


def _surely_on_the_way(when: When, spans: Spans) -> bool:
    """Whether an interval with known ends begins, goes on or ends in a span for sure."""
    first, last = when.parts
    if first is None or last is None:
        return False
    if _holds(first, spans) or _holds(last, spans):
        return True
    between = first.latest, last.earliest
    return any(start <= between[1] and between[0] <= end for start, end in spans)
