"""What a dossier's records say of each other, held against what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
            for field, targets, wanted in _references(record):
                known = ids[wanted] if wanted else everything
                if not known.issuperset(targets):
                    problems += [
                        _dangling(name, record.id, field.format(index), target, wanted)
                        for index, target in enumerate(targets)
                        if target not in known
                    ]
            if isinstance(record, Quote):
                problems += _words(record)
    return problems


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
        yield "from", (record.from_,), ""
        yield "to", (record.to,), ""
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
