"""Where a record leads: the records that it names, and those that are linked to it."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from store.corpus import Corpus
from store.model import Actor, Event, Quote

RecordTable = Literal["events", "actors", "quotes"]

LINK_WORDS: Final = {
    "caused-by": ("caused by", "led to"),
    "response-to": ("response to", "answered by"),
    "part-of": ("part of", "holds"),
    "replies-to": ("replies to", "reply"),
    "contradicts": ("contradicts", "denied by"),
    "corroborates": ("bears out", "borne out by"),
    "retracts": ("retracts", "retracted by"),
}
"""What a link is called at its dependent end, and at the other."""


class Ref(Struct, frozen=True):
    """A record, by its table and row."""

    table: RecordTable
    row: int


class Relation(Struct, frozen=True):
    """A way from one record to another.

    Attributes:
        says: What the other is to the first, e.g. "led to".
        target: The other record.
    """

    says: str
    target: Ref


def related(corpus: Corpus, ref: Ref) -> list[Relation]:
    """The records to which a record leads, its links first."""
    if ref.table == "quotes":
        quote = corpus.quotes[ref.row]
        return [*linked(corpus, quote.id), *_of_quote(corpus, quote)]
    if ref.table == "events":
        event = corpus.events[ref.row]
        return [*linked(corpus, event.id), *_of_event(corpus, ref.row, event)]
    actor = corpus.actors[ref.row]
    return [*linked(corpus, actor.id), *_of_actor(corpus, ref.row, actor)]


def linked(corpus: Corpus, key: str) -> list[Relation]:
    """The records that links join to a record, by its id."""
    relations = []
    for row in corpus.links_of.get(key, ()):
        link = corpus.links[row]
        own = link.from_ == key
        target = find(corpus, link.to if own else link.from_)
        if target is not None:
            relations.append(Relation(LINK_WORDS[link.kind][0 if own else 1], target))
    return relations


def find(corpus: Corpus, key: str) -> Ref | None:
    """The event, actor or quote with an id or key."""
    tables: tuple[RecordTable, ...] = ("events", "actors", "quotes")
    for table in tables:
        row = getattr(corpus, table).row(key)
        if row is not None:
            return Ref(table, row)
    return None


def _of_quote(corpus: Corpus, quote: Quote) -> list[Relation]:
    relations = [Relation("on", Ref("events", row)) for row in corpus.events.rows(quote.events)]
    via = quote.via.actor if quote.via else None
    for says, keys in (
        ("speaker", [quote.speaker]),
        ("passed on by", [via]),
        ("speaks of", quote.about),
        ("said to", quote.audience),
    ):
        rows = corpus.actors.rows(key for key in keys if key)
        relations += [Relation(says, Ref("actors", row)) for row in rows]
    return relations


def _of_event(corpus: Corpus, row: int, event: Event) -> list[Relation]:
    roles: dict[str, dict[str, None]] = {part.actor: {} for part in event.participants}
    for part in event.participants:
        if part.role:
            roles[part.actor][part.role] = None
    return [
        Relation(", ".join(roles[corpus.actors[actor].id]) or "takes part", Ref("actors", actor))
        for actor in corpus.cast[row]
    ]


def _of_actor(corpus: Corpus, row: int, actor: Actor) -> list[Relation]:
    groups = [
        Relation(f"{position.title} of", Ref("actors", owner))
        for position in actor.positions
        if (owner := corpus.actors.row(position.of)) is not None
    ]
    people = [
        Relation(position.title, Ref("actors", other))
        for other, person in enumerate(corpus.actors)
        for position in person.positions
        if position.of == actor.id
    ]
    events = [Relation("takes part in", Ref("events", event)) for event in corpus.part_in[row]]
    return [*groups, *people, *events]
