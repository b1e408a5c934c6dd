"""What a dossier's records say of each other, held against what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from store.errors import Problem
from store.model import Actor, Citation, Event, Link, Quote, Record


def check_references(tables: Mapping[str, Iterable[Record]]) -> list[Problem]:
    """Ids used twice, references that lead nowhere, and own words that are not in their text.

    Args:
        tables: The records of each table.
    """
    ids: dict[str, set[str]] = {}
    problems: list[Problem] = []
    owner: dict[str, str] = {}
    for name, records in tables.items():
        ids[name] = set()
        for record in records:
            if record.id in owner:
                problems.append(_twice(name, record.id, owner[record.id]))
            owner.setdefault(record.id, name)
            ids[name].add(record.id)
    everything = set(owner)
    for name, records in tables.items():
        for record in records:
            for field, target, wanted in _references(record):
                if target not in (ids[wanted] if wanted else everything):
                    problems.append(_dangling(name, record.id, field, target, wanted))
            if isinstance(record, Quote):
                problems += _words(record)
    return problems


def _references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Each reference as (field, id, table that it leads to or empty for any)."""
    if isinstance(record, Event):
        for index, part in enumerate(record.participants):
            yield f"participants[{index}].actor", part.actor, "actors"
    elif isinstance(record, Quote):
        yield from _quote_references(record)
    elif isinstance(record, Actor):
        for index, position in enumerate(record.positions):
            if position.of is not None:
                yield f"positions[{index}].of", position.of, "actors"
            yield from _cited(f"positions[{index}].citations", position.citations)
    elif isinstance(record, Link):
        yield "from", record.from_, ""
        yield "to", record.to, ""
    yield from _cited("citations", getattr(record, "citations", ()))


def _quote_references(quote: Quote) -> Iterator[tuple[str, str, str]]:
    if quote.speaker is not None:
        yield "speaker", quote.speaker, "actors"
    if quote.via is not None and quote.via.actor is not None:
        yield "via.actor", quote.via.actor, "actors"
    for field, targets, table in (
        ("events", quote.events, "events"),
        ("audience", quote.audience, "actors"),
        ("about", quote.about, "actors"),
    ):
        for index, target in enumerate(targets):
            yield f"{field}[{index}]", target, table


def _cited(field: str, citations: Iterable[Citation]) -> Iterator[tuple[str, str, str]]:
    for index, citation in enumerate(citations):
        yield f"{field}[{index}].source", citation.source, "sources"


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
