"""What a dossier's records say of each other, held against what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from store.errors import Problem
from store.model import Actor, Citation, Event, Link, Quote, Record, Source

_ANY: Final = ""
"""Stands for every table, where a reference may lead to any."""


def check_references(
    sources: Sequence[Source],
    actors: Sequence[Actor],
    events: Sequence[Event],
    quotes: Sequence[Quote],
    links: Sequence[Link],
) -> list[Problem]:
    """Ids used twice, references that lead nowhere, and own words that are not in their text."""
    tables: dict[str, Sequence[Record]] = {
        "sources": sources, "actors": actors, "events": events, "quotes": quotes, "links": links,
    }  # fmt: skip
    problems = list(_used_twice(tables))
    ids = {name: {record.id for record in records} for name, records in tables.items()}
    ids[_ANY] = set().union(*ids.values())
    # A dossier with nothing wrong, which most are, is done with by sets, and those are quick.
    if any(not known <= ids[name] for name, known in _targets(actors, events, quotes, links)):
        for name, records in tables.items():
            problems += _dangling_in(name, records, ids)
    own = [quote for quote in quotes if quote.words or quote.kind == "mixed"]
    return problems + [wrong for quote in own for wrong in _words(quote)]


def _used_twice(tables: Mapping[str, Sequence[Record]]) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for name, records in tables.items():
        for record in records:
            first = owner.get(record.id)
            if first is None:
                owner[record.id] = name
            else:
                yield _twice(name, record.id, first)


def _targets(
    actors: Sequence[Actor], events: Sequence[Event], quotes: Sequence[Quote], links: Sequence[Link]
) -> Iterator[tuple[str, set[str]]]:
    """All ids that records refer to, by the table in which they must be."""
    positions = [position for actor in actors for position in actor.positions]
    for citing in (actors, events, quotes, links, positions):
        yield "sources", {citation.source for record in citing for citation in record.citations}
    yield "actors", {part.actor for event in events for part in event.participants}
    yield "actors", {position.of for position in positions if position.of is not None}
    yield "actors", set().union(*[(*q.about, *q.audience, *speakers(q)) for q in quotes])
    yield "events", set().union(*[quote.events for quote in quotes])
    yield _ANY, {key for link in links for key in (link.from_, link.to)}


def speakers(quote: Quote) -> list[str]:
    """Ids of who says a statement: its speaker, and who passed it on."""
    passed_on = None if quote.via is None else quote.via.actor
    return [key for key in (quote.speaker, passed_on) if key is not None]


def _dangling_in(
    table: str, records: Iterable[Record], ids: Mapping[str, set[str]]
) -> Iterator[Problem]:
    for record in records:
        for field, targets, wanted in _references(record):
            for index, target in enumerate(targets):
                if target not in ids[wanted]:
                    yield _dangling(table, record.id, field.format(index), target, wanted)


def _references(record: Record) -> Iterator[tuple[str, Sequence[str], str]]:
    """References as (field, ids, table that they lead to or empty for any).

    Where a field holds several, braces in it stand for the number of each.
    """
    if isinstance(record, Event):
        yield "participants[{}].actor", [part.actor for part in record.participants], "actors"
    elif isinstance(record, Quote):
        yield from _quote_references(record)
    elif isinstance(record, Actor):
        for index, position in enumerate(record.positions):
            if position.of is not None:
                yield f"positions[{index}].of", (position.of,), "actors"
            yield _cited(f"positions[{index}].citations", position.citations)
    elif isinstance(record, Link):
        yield "from", (record.from_,), _ANY
        yield "to", (record.to,), _ANY
    yield _cited("citations", getattr(record, "citations", ()))


def _quote_references(quote: Quote) -> Iterator[tuple[str, Sequence[str], str]]:
    if quote.speaker is not None:
        yield "speaker", (quote.speaker,), "actors"
    if quote.via is not None and quote.via.actor is not None:
        yield "via.actor", (quote.via.actor,), "actors"
    yield "events[{}]", quote.events, "events"
    yield "audience[{}]", quote.audience, "actors"
    yield "about[{}]", quote.about, "actors"


def _cited(field: str, citations: Iterable[Citation]) -> tuple[str, Sequence[str], str]:
    return f"{field}[{{}}].source", [citation.source for citation in citations], "sources"


def _twice(table: str, record: str, first: str) -> Problem:
    what = f"the id stands more than once (first in {first})"
    cure = "Give each record an id of its own; until then references go to the first."
    return Problem(table, record, "id", what, cure)


def _dangling(table: str, record: str, field: str, target: str, wanted: str) -> Problem:
    singular = wanted.removesuffix("s") or "record"
    what = f"there is no {singular} “{target}”"
    return Problem(table, record, field, what, f"Correct the id, or add that {singular}.")


def _words(quote: Quote) -> Iterator[Problem]:
    for index, words in enumerate(quote.words):
        if words not in quote.text:
            what = f"“{words}” is not in the text"
            cure = "Copy the words exactly; until then they are not marked as the speaker's own."
            yield Problem("quotes", quote.id, f"words[{index}]", what, cure, "warning")
    if quote.kind == "mixed" and not quote.words:
        what = "a mixed quote does not say which words are the speaker's own"
        yield Problem("quotes", quote.id, "words", what, "List them.", "warning")
