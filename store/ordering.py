"""The orders in which the panes may show their rows, as values.

Sorting never changes which rows there are, and rows that an order holds equal stay as they were.
Groups stay too: roles in an event's cast, and what is said by and about a selected actor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from store import cite
from store.corpus import Corpus
from store.errors import UsageError
from store.filters import nearest
from store.rows import CastRow, StatementRow
from store.search import fold
from store.views import InView

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class TimelineOrder(StrEnum):
    """The order of the Timeline; the undated stand last in both."""

    ASCENDING = "ascending"
    DESCENDING = "descending"

    @property
    def label(self) -> str:
        """Its name for people."""
        return {"ascending": "earliest first", "descending": "latest first"}[self.value]


class ActorOrder(StrEnum):
    """The order of the Actors."""

    SAID = "said"
    NAME = "name"
    EVENTS = "events"
    QUOTES = "quotes"
    FIRST = "first"

    @property
    def label(self) -> str:
        """Its name for people."""
        return {
            "said": "most statements said",
            "name": "name",
            "events": "most events",
            "quotes": "most statements said, about or to",
            "first": "first appearance",
        }[self.value]


class QuoteOrder(StrEnum):
    """The order of the Quotes."""

    EVENT = "event"
    DATE = "date"
    SPEAKER = "speaker"

    @property
    def label(self) -> str:
        """Its name for people."""
        return self.value


class Order(Struct, frozen=True):
    """How each pane is sorted; its text has a word for each, ``timeline:ascending actors:...``."""

    timeline: TimelineOrder = TimelineOrder.ASCENDING
    actors: ActorOrder = ActorOrder.SAID
    quotes: QuoteOrder = QuoteOrder.EVENT

    def __str__(self) -> str:
        return " ".join(f"{pane}:{getattr(self, pane).value}" for pane in self.__struct_fields__)


USUAL: Final = Order()
"""How the panes are sorted until the user asks for something else."""


def parse_order(text: str) -> Order:
    """Reads the text of an order; a pane that it does not name has its usual order.

    Raises:
        UsageError: A word of it is no pane or no order of that pane.
    """
    panes = list(Order.__struct_fields__)
    chosen: dict[str, str] = {}
    for word in text.split():
        pane, _, value = word.partition(":")
        if pane not in panes:
            raise _unknown("pane to sort", pane, panes)
        chosen[pane] = value
    usual = USUAL
    return Order(
        _chosen("timeline", chosen, usual.timeline),
        _chosen("actors", chosen, usual.actors),
        _chosen("quotes", chosen, usual.quotes),
    )


def _chosen(pane: str, chosen: Mapping[str, str], usual: E) -> E:
    value = chosen.get(pane, usual.value)
    known = list(type(usual))
    for order in known:
        if order.value == value:
            return order
    raise _unknown(f"order of {pane}", value, known)


def _unknown(what: str, word: str, known: Iterable[str]) -> UsageError:
    known = list(map(str, known))
    guess = nearest(word, known)
    mend = f"Did you mean {guess}?" if guess else f"There are {', '.join(known)}."
    return UsageError(f"no {what} is called “{word}”", mend=mend)


def timeline_rows(seen: InView, order: TimelineOrder) -> Sequence[int]:
    """The events in view, the undated last whichever way the dated ones run.

    Args:
        seen: What is in view.
        order: Which way.

    Returns:
        Rows of events.
    """
    if order is TimelineOrder.ASCENDING:
        return seen.events
    when = seen.corpus.event_when
    dated = bisect_left(seen.events, True, key=lambda row: when[row] is None)
    latest_first, undated = seen.events[:dated][::-1], seen.events[dated:]
    return [*latest_first, *undated] if undated else latest_first


def sorted_cast(seen: InView, rows: Sequence[CastRow], order: ActorOrder) -> list[CastRow]:
    """The rows of the Actors pane in another order, each under its own heading still.

    Names are compared whole, as they are written, without case and accents: "Abu Mahdi" before
    "Mike Pompeo". A first appearance is the earliest event in view with the actor, or statement in
    view by, about or to it; actors without any stand last.

    Args:
        seen: What is in view.
        rows: The rows, as `store.rows.cast_rows` gives them.
        order: The order.
    """
    keys: dict[ActorOrder, Callable[[CastRow], SupportsRichComparison]] = {
        ActorOrder.SAID: lambda row: -row.said,
        ActorOrder.NAME: lambda row: fold(seen.corpus.actors[row.actor].name),
        ActorOrder.EVENTS: lambda row: -row.events,
        ActorOrder.QUOTES: lambda row: -(row.said + row.of),
        ActorOrder.FIRST: lambda row: _first_appearance(seen, row.actor),
    }
    return _sorted_in_groups(rows, lambda row: row.heading, keys[order])


def sorted_statements(
    seen: InView, rows: Sequence[StatementRow], order: QuoteOrder, event: int | None = None
) -> list[StatementRow]:
    """The rows of the Quotes pane in another order, in their groups still.

    By event, statements stand where `store.rows.statement_rows` puts them; those of a selected
    actor by the first of their events in view. By date, the undated stand by their first event,
    else last. By speaker, those whom the dossier knows come first, by their whole names.
    By date and by speaker no row stands under an event: its `event` is None.

    Args:
        seen: What is in view.
        rows: The rows, as `store.rows.statement_rows` gives them.
        order: The order.
        event: Row of the selected event, None for all.
    """
    if order is QuoteOrder.EVENT:
        if event is not None or not any(row.group for row in rows):
            return list(rows)  # by event already
        return _sorted_in_groups(rows, lambda row: row.group, lambda row: _place(seen, row))
    loose = [replace(row, event=None) for row in rows]
    if order is QuoteOrder.SPEAKER:
        return _sorted_in_groups(
            loose, lambda row: row.group, lambda row: (_speaker(seen.corpus, row), row.quote)
        )
    return _sorted_in_groups(loose, lambda row: row.group, lambda row: row.quote)


def _sorted_in_groups(
    rows: Iterable[T], group: Callable[[T], str], key: Callable[[T], SupportsRichComparison]
) -> list[T]:
    found: list[T] = []
    for _, members in groupby(rows, group):
        found += sorted(members, key=key)
    return found


def _first_appearance(seen: InView, actor: int) -> tuple[bool, tuple[int, int], bool, int]:
    """Where an actor first stands in time: an event before a statement of the same date."""
    corpus = seen.corpus
    found = []
    for event in corpus.part_in[actor]:
        if seen.has_event(event):
            found.append(_moment(corpus, event, is_quote=False))
            break
    for postings in (corpus.says, corpus.spoken_of):
        for quote in postings[actor]:
            if seen.has_quote(quote):
                found.append(_moment(corpus, quote, is_quote=True))
                break
    return min(found, default=(True, (0, 0), True, len(corpus.quotes)))


def _moment(corpus: Corpus, row: int, *, is_quote: bool) -> tuple[bool, tuple[int, int], bool, int]:
    when = corpus.quote_when[row] if is_quote else corpus.event_when[row]
    if is_quote and when is None and corpus.quote_events[row]:
        when = corpus.event_when[corpus.quote_events[row][0]]
    return (when is None, when.sort_key if when else (0, 0), is_quote, row)


def _place(seen: InView, row: StatementRow) -> int:
    """The first of a statement's events in view, as listed; behind all others where none is."""
    own = (event for event in seen.corpus.quote_events[row.quote] if seen.has_event(event))
    return next(own, len(seen.corpus.events))


def _speaker(corpus: Corpus, row: StatementRow) -> tuple[bool, str]:
    quote = corpus.quotes[row.quote]
    return (corpus.actors.row(quote.speaker) is None, fold(cite.speaker_name(corpus, quote)))
