"""What is in view: a filter and selections give the rows of each pane, with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from store import filters
from store.corpus import Corpus
from store.errors import FilterError
from store.filters import EVERYTHING, NONE, Filter
from store.mark_set import NO_MARKS, MarkSet
from store.terms import LENT_ALWAYS, Match, cited_by, match_terms

_OF_ANY_RECORD: Final = frozenset({"id", "tag", "source", "is", "note"})
"""Fields that an actor answers for itself."""

_OF_QUOTES: Final = frozenset({"kind", "speaker", "about"})
"""Fields that only quotes have: they never hold for an event by itself."""


class View(Struct, frozen=True):
    """What the user has chosen: a filter, and a selection in each of the first two panes.

    Attributes:
        filter: Which records are in view.
        event: Key of the selected event, None for all.
        actor: Key of the selected actor, None for all.
    """

    filter: Filter = EVERYTHING
    event: str | None = None
    actor: str | None = None


class InView(Struct, frozen=True, dict=True):
    """The records that a filter lets through, each as sorted rows.

    Attributes:
        corpus: The dossier.
        filter: The filter.
        events: Events in view.
        actors: Actors in view.
        quotes: Quotes in view.
        for_its_words: Events that do not hold the filter themselves: they are in view for a quote.
        named: For each term of the filter that names actors, how many it names.
        marks: The user's marks on all records of the dossier, in view or not.
    """

    corpus: Corpus
    filter: Filter
    events: Sequence[int]
    actors: Sequence[int]
    quotes: Sequence[int]
    for_its_words: frozenset[int]
    named: dict[str, int]
    marks: MarkSet = NO_MARKS

    @cached_property
    def _event_set(self) -> frozenset[int]:
        return frozenset(self.events)

    @cached_property
    def _actor_set(self) -> frozenset[int]:
        return frozenset(self.actors)

    @cached_property
    def _quote_set(self) -> frozenset[int]:
        return frozenset(self.quotes)

    def has_event(self, row: int | None) -> bool:
        """Whether an event is in view."""
        return row is not None and row in self._event_set

    def has_actor(self, row: int | None) -> bool:
        """Whether an actor is in view."""
        return row is not None and row in self._actor_set

    def has_quote(self, row: int | None) -> bool:
        """Whether a quote is in view."""
        return row is not None and row in self._quote_set

    def statements_on(self, event: int) -> Sequence[int]:
        """The quotes in view that belong to an event, in time order."""
        return self._seen(self.corpus.event_quotes[event])

    def said_by(self, actor: int) -> Sequence[int]:
        """The quotes in view that an actor makes or passes on."""
        return self._seen(self.corpus.says[actor])

    def about(self, actor: int) -> Sequence[int]:
        """The quotes in view that speak of an actor, or to it."""
        return self._seen(self.corpus.spoken_of[actor])

    def events_with(self, actor: int) -> Sequence[int]:
        """The events in view in which an actor takes part."""
        rows = self.corpus.part_in[actor]
        return rows if not self.filter else [row for row in rows if row in self._event_set]

    def _seen(self, rows: Sequence[int]) -> Sequence[int]:
        return rows if not self.filter else [row for row in rows if row in self._quote_set]

    def touched_by(self, actor: int) -> frozenset[int]:
        """The events in view in which an actor takes part or about which it speaks."""
        spoken = (row for quote in self.said_by(actor) for row in self.corpus.quote_events[quote])
        return frozenset(self.events_with(actor)) | (frozenset(spoken) & self._event_set)

    @property
    def sources(self) -> Sequence[int]:
        """The sources that a record in view cites; all without a filter."""
        return self._sources_and_links[0]

    @property
    def links(self) -> Sequence[int]:
        """The links whose two records are in view; all without a filter."""
        return self._sources_and_links[1]

    @cached_property
    def _sources_and_links(self) -> tuple[Sequence[int], Sequence[int]]:
        """Both at once, in rounds: a link brings in what it cites, and that may end a link."""
        corpus = self.corpus
        if not self.filter:
            return range(len(corpus.sources)), range(len(corpus.links))
        cited = {
            citation.source
            for table, rows in (
                (corpus.events, self.events),
                (corpus.actors, self.actors),
                (corpus.quotes, self.quotes),
            )
            for row in rows
            for citation in cited_by(table[row])
        }
        links: set[int] = set()
        waiting: Sequence[int] = range(len(corpus.links))
        while joined := [row for row in waiting if self._joined(row, cited, links)]:
            links.update(joined)
            cited |= {c.source for row in joined for c in corpus.links[row].citations}
            waiting = [row for row in waiting if row not in links]
        sources = [row for row, source in enumerate(corpus.sources) if source.id in cited]
        return sources, sorted(links)

    def _joined(self, link: int, cited: set[str], links: set[int]) -> bool:
        """Whether both records of a link are in view, or among what is cited and linked so far."""
        corpus = self.corpus
        for key in (corpus.links[link].from_, corpus.links[link].to):
            shown = (
                self.has_event(corpus.events.row(key))
                or self.has_actor(corpus.actors.row(key))
                or self.has_quote(corpus.quotes.row(key))
                or (key in cited and corpus.sources.row(key) is not None)
                or corpus.links.row(key) in links
            )
            if not shown:
                return False
        return True


def evaluate(corpus: Corpus, wanted: Filter, typed: str = "", marks: MarkSet = NO_MARKS) -> InView:
    """Works out what a filter lets through.

    A quote is in view when every term holds for it, by its own fields or lent by one of its events.
    An event is in view when every term holds for it, or when one of its quotes in view holds every
    term by itself or by what this very event lends. An actor is in view through either.

    Args:
        corpus: The dossier.
        wanted: The filter.
        typed: The text that it was read from, for the place of a mistake.
        marks: The user's marks, which ``is:``, ``note:`` and ``tag:`` ask for.

    Raises:
        FilterError: A term names something that is not in the dossier.
    """
    if not wanted:
        return InView(
            corpus,
            wanted,
            range(len(corpus.events)),
            range(len(corpus.actors)),
            range(len(corpus.quotes)),
            for_its_words=frozenset(),
            named={},
            marks=marks,
        )
    matches = match_terms(corpus, wanted, typed, marks)
    quotes = _quotes(corpus, matches)
    by_themselves = _events_by_themselves(corpus, matches)
    for_words = _events_for_words(corpus, matches, quotes) - by_themselves
    events = by_themselves | for_words
    actors = _actors(corpus, matches, events, quotes)
    named = {
        str(term): len(match.actors)
        for term, match in zip(wanted.terms, matches, strict=True)
        if term.field == "actor"
    }
    return InView(
        corpus,
        wanted,
        sorted(events),
        sorted(actors),
        sorted(quotes),
        frozenset(for_words),
        named,
        marks,
    )


def evaluate_typing(
    corpus: Corpus, typed: str, marks: MarkSet = NO_MARKS
) -> tuple[InView, FilterError | None]:
    """Works out what a filter lets through while it is still being typed.

    Args:
        corpus: The dossier.
        typed: The text so far.
        marks: The user's marks.

    Returns:
        What is in view, without the last term when that one is wrong, and what is wrong with it.

    Raises:
        FilterError: A term before the last is wrong.
    """
    wanted, error = filters.parse_typing(typed)
    try:
        return evaluate(corpus, wanted, typed, marks), error
    except FilterError as unknown:
        if not unknown.in_last_term:
            raise
        kept = replace(wanted, terms=wanted.terms[:-1])
        return evaluate(corpus, kept, typed, marks), unknown


def _may_borrow(corpus: Corpus, match: Match, quote: int) -> bool:
    return match.lent_to == "all" or corpus.quote_when[quote] is None


def _borrowing(corpus: Corpus, match: Match) -> set[int]:
    """The quotes that hold a term through one of their events."""
    return {
        quote
        for event in match.lent
        for quote in corpus.event_quotes[event]
        if _may_borrow(corpus, match, quote)
    }


def _quotes(corpus: Corpus, matches: Sequence[Match]) -> set[int]:
    quotes = set(range(len(corpus.quotes)))
    for match in matches:
        if not match.term.negated:
            quotes &= match.quotes | _borrowing(corpus, match)
        elif match.term.field in LENT_ALWAYS:
            quotes -= _borrowing(corpus, match)
        else:
            quotes -= match.quotes
    return quotes


def _events_by_themselves(corpus: Corpus, matches: Sequence[Match]) -> set[int]:
    if any(match.term.field in _OF_QUOTES for match in matches):
        return set()
    events = set(range(len(corpus.events)))
    for match in matches:
        if match.term.negated:
            events -= match.events
        else:
            events &= match.events
    return events


def _events_for_words(corpus: Corpus, matches: Sequence[Match], quotes: set[int]) -> set[int]:
    asked = [match for match in matches if not match.term.negated]
    if any(m.term.field == "date" and NONE in map(str.lower, m.term.values) for m in asked):
        return set()
    struck: set[int] = set()
    for match in matches:
        if match.term.negated:
            struck |= match.events
    events = set()
    for quote in quotes:
        for event in corpus.quote_events[quote]:
            if event not in struck and all(
                quote in match.quotes or (event in match.lent and _may_borrow(corpus, match, quote))
                for match in asked
            ):
                events.add(event)
    return events


def _actors(
    corpus: Corpus, matches: Sequence[Match], events: Iterable[int], quotes: set[int]
) -> set[int]:
    actors = {actor for event in events for actor in corpus.cast[event]}
    for postings in (corpus.says, corpus.spoken_of):
        actors |= {row for row, said in enumerate(postings) if not quotes.isdisjoint(said)}
    if all(match.term.field in _OF_ANY_RECORD for match in matches):
        holding = set(range(len(corpus.actors)))
        for match in matches:
            holding = holding - match.actors if match.term.negated else holding & match.actors
        actors |= holding
    for match in matches:
        if match.term.field == "actor" and not match.term.negated:
            actors |= match.actors
    for match in matches:
        if match.term.field == "actor" and match.term.negated:
            actors -= match.actors
    return actors
