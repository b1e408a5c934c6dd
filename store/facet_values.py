"""The values that each facet takes in a dossier, and which of them each record holds.

Holding a value means here what it means to the term that asks for it (`store.terms`): a place
holds every other place that stands within its words, an open date every later year.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from store import dates
from store.civil import civil_day
from store.corpus import Corpus
from store.dates import When
from store.filters import CLOSED_VALUES, NONE, Term
from store.mark_set import NO_MARKS, MarkSet, rows_of
from store.model import Event, Quote
from store.search import TextIndex, fold

Held = tuple[int, ...] | range
"""Values, as places in `Holding.values`, each once."""

UNDATED: Final = Term("date", (NONE,))
"""The term for the records without a date."""

_NOTHING: Final[Held] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """One facet of a dossier.

    Attributes:
        values: The values: the term that asks for each, and its name.
        events: For each event the values that it holds by its own fields.
        quotes: For each quote the values that it holds by its own fields.
        lent: Which quotes borrow what their events hold.
        only_quotes: Whether only quotes have the field, so that no event is in view by itself.
    """

    values: Sequence[tuple[Term, str]]
    events: Sequence[Held]
    quotes: Sequence[Held]
    lent: Literal["to none", "to all", "to undated"] = "to none"
    only_quotes: bool = False

    def name_key(self, value: int) -> tuple[str, str]:
        """Where a value stands by its name."""
        term, name = self.values[value]
        return fold(name), str(term)

    def lends_to(self, corpus: Corpus, quote: int) -> bool:
        """Whether the events of a quote lend it what they hold."""
        return self.lent == "to all" or (
            self.lent == "to undated" and corpus.quote_when[quote] is None
        )


def holding(corpus: Corpus, field: str, marks: MarkSet = NO_MARKS) -> Holding:
    """The values of a facet, and which records hold them.

    Args:
        corpus: The dossier.
        field: A key of `store.facets.FIELDS`.
        marks: The user's marks, for the facets in `OF_MARKS`.
    """
    if field in OF_MARKS:
        return OF_MARKS[field](corpus, marks)
    return _READERS[field](corpus)


class _Values:
    """Values that are the same when they fold to the same text, numbered as they are met."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._numbers: dict[str, int] = {}
        self._spelled: list[str] = []

    def held(self, values: Iterable[str | None]) -> Held:
        """The numbers of a record's values."""
        return tuple(dict.fromkeys(self._number(value) for value in values if value is not None))

    def _number(self, value: str) -> int:
        number = self._numbers.setdefault(fold(value), len(self._spelled))
        if number == len(self._spelled):
            self._spelled.append(value)
        elif not self._spelled[number].strip():
            self._spelled[number] = value
        return number

    def named(self) -> list[tuple[Term, str]]:
        """The values as first spelled."""
        return [(Term(self._field, (value,)), value) for value in self._spelled]


def _askable(found: Holding) -> Holding:
    """A facet without the values that no filter can ask for, which are blank."""
    numbers: dict[int, int] = {}
    for number, (term, _) in enumerate(found.values):
        if term.values[0].strip():
            numbers[number] = len(numbers)
    if len(numbers) == len(found.values):
        return found

    def kept(rows: Sequence[Held]) -> list[Held]:
        return [tuple(numbers[value] for value in held if value in numbers) for held in rows]

    values = [found.values[number] for number in numbers]
    return Holding(values, kept(found.events), kept(found.quotes), found.lent, found.only_quotes)


def _none(rows: Sequence[object]) -> list[Held]:
    return [_NOTHING] * len(rows)


def _actors(corpus: Corpus) -> Holding:
    quotes: list[dict[int, None]] = [{} for _ in corpus.quotes]
    for postings in (corpus.says, corpus.spoken_of):
        for actor, rows in enumerate(postings):
            for row in rows:
                quotes[row][actor] = None
    values = [
        (Term("actor", (key,)), actor.name)
        for key, actor in zip(corpus.actors.keys, corpus.actors, strict=True)
    ]
    return _askable(Holding(values, [*map(tuple, corpus.cast)], [*map(tuple, quotes)]))


def _roles(corpus: Corpus) -> Holding:
    values = _Values("role")
    events = [values.held(part.role for part in event.participants) for event in corpus.events]
    return _askable(Holding(values.named(), events, _none(corpus.quote_when), "to all"))


def _types(corpus: Corpus) -> Holding:
    values = _Values("type")
    events = [values.held([event.type]) for event in corpus.events]
    return _askable(Holding(values.named(), events, _none(corpus.quote_when), "to all"))


def _tags(corpus: Corpus, marks: MarkSet) -> Holding:
    values = _Values("tag")
    events = [values.held(event.tags) for event in corpus.events]
    quotes = [values.held(quote.tags) for quote in corpus.quotes]
    for mark in marks.tagged:
        for table, held in (("events", events), ("quotes", quotes)):
            for row in rows_of(corpus, [mark], table):
                held[row] = tuple(dict.fromkeys((*held[row], *values.held(mark.tags))))
    return _askable(Holding(values.named(), events, quotes))


def _states(corpus: Corpus, marks: MarkSet) -> Holding:
    values, held = _closed("is")

    def rows(table: str, count: int) -> list[Held]:
        found: list[Held] = [_NOTHING] * count
        for state in CLOSED_VALUES["is"]:
            for row in rows_of(corpus, marks.being(state), table):
                found[row] = (*found[row], *held[state])
        return found

    return Holding(values, rows("events", len(corpus.events)), rows("quotes", len(corpus.quotes)))


def _closed(name: str) -> tuple[list[tuple[Term, str]], dict[str | None, Held]]:
    """The values of a field that the format fixes, and each as something held."""
    known = CLOSED_VALUES[name]
    held: dict[str | None, Held] = {value: (number,) for number, value in enumerate(known)}
    return [(Term(name, (value,)), value) for value in known], held


def _kinds(corpus: Corpus) -> Holding:
    values, held = _closed("kind")
    quotes = [held[quote.kind] for quote in corpus.quotes]
    return Holding(values, _none(corpus.event_when), quotes, only_quotes=True)


def _statuses(corpus: Corpus) -> Holding:
    values, held = _closed("status")
    events = [held.get(event.status, _NOTHING) for event in corpus.events]
    return Holding(values, events, [held.get(quote.status, _NOTHING) for quote in corpus.quotes])


def _places(corpus: Corpus) -> Holding:
    folded = [fold(event.place or "") for event in corpus.events]
    spelled: dict[str, str] = {}
    for event, text in zip(corpus.events, folded, strict=True):
        if text and event.place:
            spelled.setdefault(text, event.place)
    index = TextIndex((place,) for place in spelled.values())
    within: dict[str, list[int]] = {text: [] for text in spelled}
    texts = list(spelled)
    for number, text in enumerate(texts):
        for other in index.holding(text):
            within[texts[other]].append(number)
    held = {text: tuple(numbers) for text, numbers in within.items()}
    values = [(Term("place", (place,)), place) for place in spelled.values()]
    events = [held.get(text, _NOTHING) for text in folded]
    return _askable(Holding(values, events, _none(corpus.quote_when), "to all"))


def _sources(corpus: Corpus) -> Holding:
    titles: dict[str, str] = {}
    for source in corpus.sources:
        title = source.csl.get("title")
        titles.setdefault(source.id, title if isinstance(title, str) and title else source.id)
    numbers = {key: number for number, key in enumerate(titles)}

    def held(record: Event | Quote) -> Held:
        cited = (numbers.get(citation.source) for citation in record.citations)
        return tuple(dict.fromkeys(number for number in cited if number is not None))

    values = [(Term("source", (key,)), title) for key, title in titles.items()]
    return _askable(Holding(values, [*map(held, corpus.events)], [*map(held, corpus.quotes)]))


def _years(corpus: Corpus) -> Holding:
    """The years in which something begins or ends; a date holds all those that it may touch."""
    ends: set[int] = set()
    for when in (*corpus.event_when, *corpus.quote_when):
        if when is not None:
            ends |= {when.earliest, when.latest}
    ends -= {dates.OPEN_START, dates.OPEN_END}
    years = [f"{year:04}" for year in sorted({civil_day(e, corpus.zone).year for e in ends})]
    spans = [dates.window(year, corpus.zone) for year in years]
    begins, stops = [span.earliest for span in spans], [span.latest for span in spans]

    def held(when: When | None) -> Held:
        if when is None:
            return _NOTHING
        return range(bisect_left(stops, when.earliest), bisect_right(begins, when.latest))

    events, quotes = [*map(held, corpus.event_when)], [*map(held, corpus.quote_when)]
    return Holding([(Term("date", (y,)), y) for y in years], events, quotes, "to undated")


_READERS: Final[dict[str, Callable[[Corpus], Holding]]] = {
    "actor": _actors,
    "role": _roles,
    "kind": _kinds,
    "type": _types,
    "status": _statuses,
    "place": _places,
    "source": _sources,
    "year": _years,
}

OF_MARKS: Final[dict[str, Callable[[Corpus, MarkSet], Holding]]] = {
    "tag": _tags,
    "is": _states,
}
"""The facets that the user's marks are part of: they change with the marks."""
