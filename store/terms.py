"""A filter's terms held against a dossier: which rows each of them matches.

For every term there are three answers: the events that hold it by their own fields, the quotes
that hold it by theirs, and the events that lend it to their quotes. `store.views` combines them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Final, Literal

from msgspec import Struct

from store import dates, filters
from store.corpus import Corpus, names_of
from store.errors import FilterError
from store.filters import NONE, Filter, Term, unknown_value
from store.known import known_values
from store.mark_set import NO_MARKS, Mark, MarkSet, rows_of
from store.model import Actor, Citation, Event, Quote
from store.search import begins_word, fold

LENT_ALWAYS: Final = frozenset({"role", "type", "place", "event"})
"""Fields that only events have: a quote holds them through its events, negated or not."""


class Match(Struct, frozen=True):
    """What one term matches, whether or not it is negated.

    Attributes:
        term: The term.
        events: Events that hold it by their own fields.
        quotes: Quotes that hold it by their own fields.
        lent: Events that lend it to their quotes.
        lent_to: Which quotes may borrow it: all, or only those without a date of their own.
        actors: Actors that it names, or that hold it themselves.
    """

    term: Term
    events: frozenset[int] = frozenset()
    quotes: frozenset[int] = frozenset()
    lent: frozenset[int] = frozenset()
    lent_to: Literal["all", "undated"] = "all"
    actors: frozenset[int] = frozenset()


def match_terms(
    corpus: Corpus, wanted: Filter, typed: str = "", marks: MarkSet = NO_MARKS
) -> list[Match]:
    """Holds every term of a filter against a dossier and the user's marks on it.

    Args:
        corpus: The dossier.
        wanted: The filter.
        typed: The text that it was read from, for the place of a mistake.
        marks: The user's marks.

    Raises:
        FilterError: A term names an actor, role, type, source, tag or record that is not there.
    """
    text = typed
    if not text:
        text = str(wanted)
        wanted = filters.parse(text)
    matches = []
    for term in wanted.terms:
        parts = [
            _matched(corpus, marks, term, value, _Place(text, *place))
            for value, place in zip(term.values, term.places, strict=True)
        ]
        matches.append(reduce(_either, parts))
    return matches


class _Place(Struct, frozen=True):
    text: str
    start: int
    end: int

    def unknown(self, what: str, value: str, known: Iterable[str]) -> FilterError:
        return unknown_value(what, value, known, self.text, self.start, self.end)


def _matched(corpus: Corpus, marks: MarkSet, term: Term, value: str, place: _Place) -> Match:
    if term.field in _MARK_MATCHERS:
        return _MARK_MATCHERS[term.field](corpus, marks, term, value, place)
    return _MATCHERS[term.field](corpus, term, value, place)


def _either(one: Match, other: Match) -> Match:
    return Match(
        one.term,
        one.events | other.events,
        one.quotes | other.quotes,
        one.lent | other.lent,
        one.lent_to,
        one.actors | other.actors,
    )


def actors_called(corpus: Corpus, name: str) -> frozenset[int]:
    """The actors that a name stands for.

    An exact id wins, then an exact name, short name or alias, then the beginning of a word of one.
    """
    row = corpus.actors.row(name)
    if row is not None:
        return frozenset({row})
    wanted = fold(name)
    if not wanted:
        return frozenset()
    likely = corpus.actor_names.holding(wanted)
    exact, begun = set(), set()
    for candidate in likely:
        folded = [fold(one) for one in names_of(corpus.actors[candidate])]
        if wanted in folded:
            exact.add(candidate)
        if any(begins_word(one, wanted) for one in folded):
            begun.add(candidate)
    return frozenset(exact or begun)


def _words(corpus: Corpus, term: Term, value: str, _place: _Place) -> Match:
    wanted = fold(value)
    named = corpus.actor_names.holding(wanted)
    lent = corpus.event_text.holding(wanted)
    quotes = corpus.quote_text.holding(wanted)
    for actor in named:
        speaker = corpus.actors[actor].id
        quotes.update(row for row in corpus.says[actor] if corpus.quotes[row].speaker == speaker)
    taking_part = {row for actor in named for row in corpus.part_in[actor]}
    return Match(term, frozenset(lent | taking_part), frozenset(quotes), frozenset(lent))


def _actor(corpus: Corpus, term: Term, value: str, place: _Place) -> Match:
    actors = actors_called(corpus, value)
    if not actors:
        names = (name for actor in corpus.actors for name in names_of(actor))
        raise place.unknown("no actor", value, names)
    says = {row for actor in actors for row in corpus.says[actor]}
    spoken_of = {row for actor in actors for row in corpus.spoken_of[actor]}
    if term.field == "speaker":
        return Match(term, quotes=frozenset(says))
    if term.field == "about":
        return Match(term, quotes=frozenset(spoken_of))
    events = frozenset(row for actor in actors for row in corpus.part_in[actor])
    return Match(term, events, frozenset(says | spoken_of), actors=actors)


def _date(corpus: Corpus, term: Term, value: str, _place: _Place) -> Match:
    if value.lower() == NONE:
        return Match(
            term,
            frozenset(row for row, when in enumerate(corpus.event_when) if when is None),
            frozenset(row for row, when in enumerate(corpus.quote_when) if when is None),
            lent_to="undated",
        )
    window = dates.window(value, corpus.zone)
    holds = dates.overlaps if term.field == "date" else dates.within

    def rows(dated: Sequence[dates.When | None]) -> frozenset[int]:
        return frozenset(row for row, when in enumerate(dated) if when and holds(when, window))

    events, quotes = rows(corpus.event_when), rows(corpus.quote_when)
    if term.field == "within":
        return Match(term, events, quotes)
    return Match(term, events, quotes, lent=events, lent_to="undated")


def _of_events(corpus: Corpus, term: Term, holds: Callable[[Event], bool]) -> Match:
    rows = frozenset(row for row, event in enumerate(corpus.events) if holds(event))
    return Match(term, rows, lent=rows)


def _role(corpus: Corpus, term: Term, value: str, place: _Place) -> Match:
    wanted = _known(corpus, term, value, place, "no role")
    return _of_events(
        corpus, term, lambda event: any(_same(part.role, wanted) for part in event.participants)
    )


def _type(corpus: Corpus, term: Term, value: str, place: _Place) -> Match:
    wanted = _known(corpus, term, value, place, "no type of event")
    return _of_events(corpus, term, lambda event: _same(event.type, wanted))


def _place(corpus: Corpus, term: Term, value: str, _place: _Place) -> Match:
    wanted = fold(value)
    return _of_events(corpus, term, lambda event: wanted in fold(event.place or ""))


def _known(
    corpus: Corpus, term: Term, value: str, place: _Place, what: str, marks: MarkSet = NO_MARKS
) -> str:
    wanted = fold(value)
    known = known_values(corpus, term.field, marks)
    if wanted not in {fold(other) for other in known}:
        raise place.unknown(what, value, known)
    return wanted


def _same(own: str | None, wanted: str) -> bool:
    return own is not None and fold(own) == wanted


def _kind(corpus: Corpus, term: Term, value: str, _place: _Place) -> Match:
    wanted = value.lower()
    return Match(
        term,
        quotes=frozenset(row for row, quote in enumerate(corpus.quotes) if quote.kind == wanted),
    )


def _own(corpus: Corpus, term: Term, holds: Callable[[Event | Quote | Actor], bool]) -> Match:
    """A term that each record answers for itself."""
    return Match(
        term,
        frozenset(row for row, event in enumerate(corpus.events) if holds(event)),
        frozenset(row for row, quote in enumerate(corpus.quotes) if holds(quote)),
        actors=frozenset(row for row, actor in enumerate(corpus.actors) if holds(actor)),
    )


def _status(corpus: Corpus, term: Term, value: str, _place: _Place) -> Match:
    wanted = value.lower()
    return _own(corpus, term, lambda record: getattr(record, "status", None) == wanted)


def _by_marks(corpus: Corpus, term: Term, marks: Sequence[Mark]) -> Match:
    """A term that the records hold on which these marks are."""
    return Match(
        term,
        frozenset(rows_of(corpus, marks, "events")),
        frozenset(rows_of(corpus, marks, "quotes")),
        actors=frozenset(rows_of(corpus, marks, "actors")),
    )


def _tag(corpus: Corpus, marks: MarkSet, term: Term, value: str, place: _Place) -> Match:
    wanted = _known(corpus, term, value, place, "no tag", marks)
    own = _own(corpus, term, lambda record: any(_same(tag, wanted) for tag in record.tags))
    return _either(own, _by_marks(corpus, term, marks.with_tag(wanted)))


def _is(corpus: Corpus, marks: MarkSet, term: Term, value: str, _place: _Place) -> Match:
    return _by_marks(corpus, term, marks.being(value.lower()))


def _note(corpus: Corpus, marks: MarkSet, term: Term, value: str, _place: _Place) -> Match:
    return _by_marks(corpus, term, marks.with_words(fold(value)))


def _source(corpus: Corpus, term: Term, value: str, place: _Place) -> Match:
    wanted = fold(value)
    exact = corpus.sources.row(value)
    sources = {
        source.id
        for row, source in enumerate(corpus.sources)
        if row == exact or (exact is None and wanted in fold(str(source.csl.get("title", ""))))
    }
    if not sources:
        raise place.unknown("no source", value, known_values(corpus, "source"))
    return _own(
        corpus, term, lambda record: any(cited.source in sources for cited in cited_by(record))
    )


def cited_by(record: Event | Quote | Actor) -> Iterable[Citation]:
    """Every citation of a record, those of an actor's positions included."""
    if isinstance(record, Actor):
        return (*record.citations, *(c for p in record.positions for c in p.citations))
    return record.citations


def _event(corpus: Corpus, term: Term, value: str, place: _Place) -> Match:
    row = corpus.events.row(value)
    if row is None:
        raise place.unknown("no event", value, known_values(corpus, "event"))
    return Match(term, frozenset({row}), lent=frozenset({row}))


def _id(corpus: Corpus, term: Term, value: str, place: _Place) -> Match:
    found = Match(
        term,
        _row_of(corpus.events.row(value)),
        _row_of(corpus.quotes.row(value)),
        actors=_row_of(corpus.actors.row(value)),
    )
    if corpus.table_of(value) is None:
        ids = (*corpus.events.keys, *corpus.actors.keys, *corpus.quotes.keys)
        raise place.unknown("no record", value, ids)
    return found


def _row_of(row: int | None) -> frozenset[int]:
    return frozenset() if row is None else frozenset({row})


_MATCHERS: Final[dict[str, Callable[[Corpus, Term, str, _Place], Match]]] = {
    "": _words,
    "actor": _actor,
    "speaker": _actor,
    "about": _actor,
    "role": _role,
    "date": _date,
    "within": _date,
    "kind": _kind,
    "type": _type,
    "status": _status,
    "place": _place,
    "source": _source,
    "event": _event,
    "id": _id,
}

_MARK_MATCHERS: Final[dict[str, Callable[[Corpus, MarkSet, Term, str, _Place], Match]]] = {
    "tag": _tag,
    "is": _is,
    "note": _note,
}
"""The fields that ask for what the user has put on the records."""
