"""Facets: the values that a field takes in what is in view, each with what asking for it leaves.

A count is exact: it is the number of events and of quotes that would be in view if the term were
added to the present filter. That is more than how many of those in view carry the value. A quote
may hold a role, type, place or year that one of its events lends it, and an event may come into
view for a quote of its own that holds every term. Nothing needs to be asked value by value,
though: one more asked term only narrows, so three things about the present view are enough.

- A quote in view stays when it holds the value itself, or any of its events lends it.
- An event in view by itself stays when it holds the value, unless only quotes have the field.
- An event is in view for its words when one of its quotes does; each such pair of an event and a
  quote that holds every present term (`_pairs`) stays when that quote holds the value, or that
  very event lends it.

So one pass over the quotes, the events and the pairs in view counts all values of a field.
`store.views` has the rules; tests hold the counts against it, value by value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from store.corpus import Corpus
from store.facet_values import OF_MARKS, UNDATED, Held, Holding, holding
from store.filters import NONE, Term
from store.mark_set import NO_MARKS, MarkSet
from store.terms import match_terms
from store.views import InView

FIELDS: Final[dict[str, str]] = {
    "actor": "Actors",
    "role": "Roles",
    "kind": "Kinds of statement",
    "type": "Types of event",
    "status": "Status",
    "place": "Places",
    "source": "Sources",
    "tag": "Tags",
    "is": "Marks",
    "year": "Years",
}
"""The facets with their labels, in the order in which they are shown."""

Pairs = Mapping[int, Sequence[int]] | Sequence[Sequence[int]]
"""For each event its quotes with which it holds every term."""

_NO_QUOTES: Final[Sequence[int]] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet.

    Attributes:
        term: What asks for it, to be added to the filter.
        name: What people call it.
        events: Events that would be in view with the term added.
        quotes: Quotes that would be in view with the term added.
    """

    term: Term
    name: str
    events: int
    quotes: int

    @property
    def records(self) -> int:
        """Events and quotes together; values are sorted by it."""
        return self.events + self.quotes


def excluded(value: FacetValue) -> Term:
    """The term that strikes a value out."""
    return replace(value.term, negated=True)


def facets(seen: InView, field: str) -> list[FacetValue]:
    """The values of a facet, for a single question; `Facets` keeps what it works out.

    Args:
        seen: What is in view.
        field: A key of `FIELDS`.
    """
    return Facets(seen.corpus).of(seen, field)


class Facets:
    """The facets of a dossier. What depends on the dossier or the view alone is worked out once.

    Args:
        corpus: The dossier.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._holdings: dict[str, Holding] = {}
        self._by_name: dict[str, list[int]] = {}
        self._marks: MarkSet = NO_MARKS
        self._seen: InView | None = None
        self._pairs_seen: Pairs = ()

    def of(self, seen: InView, field: str) -> list[FacetValue]:
        """The values of a facet that would leave anything, those that leave most first.

        Args:
            seen: What is in view, of this dossier.
            field: A key of `FIELDS`.

        Returns:
            Values sorted by events and quotes together, then by name. A value whose term is in
            the filter already has the counts of the present view. Of the years, those are given
            in which a record of the dossier begins or ends, and the undated.
        """
        if seen.marks is not self._marks:
            self._marks = seen.marks
            for name in OF_MARKS:
                self._holdings.pop(name, None)
        if field not in self._holdings:
            held = self._holdings[field] = holding(self._corpus, field, seen.marks)
            self._by_name[field] = sorted(range(len(held.values)), key=held.name_key)
        held = self._holdings[field]
        if self._seen is not seen:
            self._seen, self._pairs_seen = seen, _pairs(seen)
        events = _counted(_of_events(seen, held, self._pairs_seen))
        quotes = _counted(_of_quotes(seen, held))
        found = [
            FacetValue(*held.values[value], events[value], quotes[value])
            for value in self._by_name[field]
            if events[value] or quotes[value]
        ]
        if field == "year":
            found += _undated(seen)  # its name stands behind all years
        return sorted(found, key=lambda value: -value.records)


def _pairs(seen: InView) -> Pairs:
    """For each event its quotes in view that hold every term by themselves or by what it lends.

    A quote in view that lacks a term may borrow it, or it would not be in view; an event that a
    negated term strikes has pairs too, but is not in view itself.
    """
    corpus = seen.corpus
    if not seen.filter:
        return corpus.event_quotes
    matches = match_terms(corpus, seen.filter, marks=seen.marks)
    asked = [match for match in matches if not match.term.negated]
    if any(match.term.field == "date" and _asks_undated(match.term) for match in asked):
        return {}  # no event is in view for its words then
    pairs: dict[int, list[int]] = {}
    for quote in seen.quotes:
        wanting = [match for match in asked if quote not in match.quotes]
        for event in corpus.quote_events[quote]:
            if all(event in match.lent for match in wanting):
                pairs.setdefault(event, []).append(quote)
    return pairs


def _asks_undated(term: Term) -> bool:
    return any(value.lower() == NONE for value in term.values)


def _of_quotes(seen: InView, held: Holding) -> Iterable[Held]:
    """For each quote in view the values that it holds, those lent by any of its events too."""
    corpus = seen.corpus
    for quote in seen.quotes:
        if held.lends_to(corpus, quote):
            lent = (held.events[event] for event in corpus.quote_events[quote])
            yield _joined((held.quotes[quote], *lent))
        else:
            yield held.quotes[quote]


def _of_events(seen: InView, held: Holding, pairs: Pairs) -> Iterable[Held]:
    """For each event in view the values with which it stays, by itself or for its words."""
    corpus = seen.corpus
    for event in seen.events:
        own = held.events[event]
        kept = [] if held.only_quotes or event in seen.for_its_words else [own]
        quotes = pairs.get(event, _NO_QUOTES) if isinstance(pairs, Mapping) else pairs[event]
        for quote in quotes:
            kept.append(held.quotes[quote])
            if held.lends_to(corpus, quote):
                kept.append(own)
        yield _joined(kept)


def _joined(parts: Iterable[Held]) -> Held:
    """All values of the parts, each once."""
    distinct = {part for part in parts if part}
    if len(distinct) > 1:
        return tuple(set().union(*distinct))
    return distinct.pop() if distinct else ()


def _counted(rows: Iterable[Held]) -> Counter[int]:
    """How many rows hold each value; rows that hold the same values are counted together."""
    counts: Counter[int] = Counter()
    for values, times in Counter(rows).items():
        for value in values:
            counts[value] += times
    return counts


def _undated(seen: InView) -> list[FacetValue]:
    """The value of the years for those without any: it lends nothing, and asks each for itself."""
    corpus = seen.corpus
    events = sum(
        corpus.event_when[row] is None and row not in seen.for_its_words for row in seen.events
    )
    quotes = sum(corpus.quote_when[row] is None for row in seen.quotes)
    return [FacetValue(UNDATED, "undated", events, quotes)] if events or quotes else []
