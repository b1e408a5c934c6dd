"""What every exporter is made of: what is in view in, the bytes of a file out.

An exporter is a module with one value `EXPORTER`. It never changes a record to fit its format:
what the format has no place for is left out, and `losses` says what that is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import fields

from store.corpus import Corpus
from store.house import HOUSE, House
from store.model import TABLES
from store.references import speakers
from store.terms import cited_by
from store.views import InView

Document = dict[str, Any]
"""A record as it stands in a dossier's file."""

Held = Mapping[str, Collection[str]]
"""By table, the fields that a format has a place for; a table that is missing it has no place for.

Where it has one for a part only of what stands in a field, those parts are named besides:
``citations``, ``citations.source``.
"""

_ONE: Final = {
    "sources": "source", "actors": "actor", "events": "event", "quotes": "quote", "links": "link",
}  # fmt: skip


class ExportOptions(Struct, frozen=True):
    """How a file is made.

    Attributes:
        made: The day, for formats that say when they were made.
        marks: Whether the user's marks, tags and notes stand in it.
        house: How words, dates and references are set, for formats to be read.
    """

    made: date
    marks: bool = False
    house: House = HOUSE


class Exporter(Struct, frozen=True):
    """A format that can be written.

    Attributes:
        name: What the command line calls it.
        label: Its name for people.
        ending: How the names of its files end, without the dot.
        write: The file, piece by piece. Raises `OnrecordError` where a record cannot be written.
        losses: What of the records in view the format cannot hold, each a phrase.
        members: For a format of several files, their names and what stands in each; `write` then
            gives them as one ZIP archive.
        marks: Whether it has a place for the user's marks, tags and notes.
    """

    name: str
    label: str
    ending: str
    write: Callable[[InView, ExportOptions], Iterator[bytes]]
    losses: Callable[[InView], list[str]]
    members: Callable[[InView, ExportOptions], Iterator[tuple[str, Iterator[bytes]]]] | None = None
    marks: bool = False


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 event``, ``1,200 events``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def unheld(seen: InView, rows: Mapping[str, Sequence[int]], held: Held) -> list[str]:
    """What records say in fields that a format has no place for.

    Args:
        seen: What is in view.
        rows: By table, the rows that are written.
        held: The fields that the format has a place for.

    Returns:
        Phrases: ``6 links``; ``of events: hedge (3), citations (exact 12)``.
    """
    lost = list(_lost(seen.corpus.about(), held["dossier"])) if "dossier" in held else []
    said = [f"of the dossier: {', '.join(lost)}"] if lost else []
    for table in TABLES:
        chosen = rows.get(table, ())
        if not chosen:
            continue
        if table not in held:
            said.append(counted(len(chosen), _ONE[table]))
            continue
        found: dict[str, int] = {}
        for row in chosen:
            for field in _lost(getattr(seen.corpus, table).document(row), held[table]):
                found[field] = found.get(field, 0) + 1
        if found:
            said.append(f"of {table}: {_counts(found)}")
    return said


ABOUT: Final = frozenset({"format", "id"})
"""The fields of what a dossier says of itself that other formats do without, or have their own of.
"""

CITED: Final = frozenset({"citations", "citations.source", "citations.locator"})
"""Citations in formats that give a source and the place in it."""


def _counts(found: Mapping[str, int]) -> str:
    """Fields with their numbers, and parts of a field together: ``seq (2), citations (note 3)``."""
    whole: dict[str, list[str]] = {}
    for name, number in found.items():
        field, _, part = name.partition(".")
        whole.setdefault(field, []).append(f"{part} {number}" if part else str(number))
    return ", ".join(f"{field} ({', '.join(parts)})" for field, parts in whole.items())


def _lost(document: Document, held: Collection[str]) -> Iterator[str]:
    """The fields of a record that say something and have no place, each once."""
    for field, value in document.items():
        if value in (None, "", [], {}):
            continue
        if field not in held:
            yield field
            continue
        parts = {name for name in held if name.startswith(f"{field}.")}
        if parts:
            inner = value if isinstance(value, list) else [value]
            names = (
                f"{field}.{key}"
                for one in inner if isinstance(one, dict)
                for key, entry in one.items() if entry not in (None, "", [], {})
            )  # fmt: skip
            yield from dict.fromkeys(name for name in names if name not in parts)


def known_fields(table: str) -> frozenset[str]:
    """The fields that a dossier's records have, as they are spelled in the file."""
    return frozenset(field.encode_name for field in fields(TABLES[table]))


def encoded(text: str) -> bytes:
    """A text as UTF-8; half a surrogate pair, which that lacks, becomes U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def in_view(seen: InView) -> dict[str, Sequence[int]]:
    """The rows in view by table, those that records refer to left out."""
    return {table: getattr(seen, table) for table in TABLES}


def closed(seen: InView) -> dict[str, Sequence[int]]:
    """The rows in view by table, with all that they refer to, so that no reference leads nowhere.

    A quote brings in its events and whoever it names, an event its cast, an actor the bodies that
    its positions belong to, and all of them the sources that they cite.
    """
    if not seen.filter:
        return in_view(seen)
    corpus = seen.corpus
    quotes, links = set(seen.quotes), set(seen.links)
    events = set(seen.events).union(*(corpus.quote_events[row] for row in quotes))
    actors = set(seen.actors).union(*(corpus.cast[row] for row in events))
    for row in quotes:
        actors.update(corpus.actors.rows(_people(corpus, row)))
    waiting = list(actors)
    while waiting:
        positions = corpus.actors[waiting.pop()].positions
        bodies = corpus.actors.rows(p.of for p in positions if p.of is not None)
        fresh = [body for body in bodies if body not in actors]
        actors.update(fresh)
        waiting += fresh
    chosen = {
        "actors": sorted(actors), "events": sorted(events), "quotes": sorted(quotes),
        "links": sorted(links),
    }  # fmt: skip
    cited = (
        citation.source
        for table, rows in chosen.items()
        for row in rows
        for citation in cited_by(getattr(corpus, table)[row])
    )
    return {"sources": sorted({*seen.sources, *corpus.sources.rows(cited)}), **chosen}


def brought_in(seen: InView) -> list[str]:
    """How many records are not in view themselves, and written because others refer to them."""
    rows = closed(seen)
    more = {table: len(rows[table]) - len(getattr(seen, table)) for table in TABLES}
    return [counted(number, _ONE[table]) for table, number in more.items() if number]


def _people(corpus: Corpus, row: int) -> Iterator[str]:
    quote = corpus.quotes[row]
    yield from (*speakers(quote), *quote.about, *quote.audience)
