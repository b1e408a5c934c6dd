"""References of imported records made whole, so that none leads nowhere without a word.

An actor or a source that is referred to and not there is made with nothing but its id for a name:
the file does say that it exists. An event or the end of a link is not made up; the reference is set
aside, and a link without both its ends is left out. What has the id of a record of another kind is
not made either: a dossier has each id once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from typing import Any, Final

import msgspec

from store.encoding import encode
from store.formats.base import Remark
from store.formats.own_records import set_aside
from store.model import TABLES, Actor, Citation, Event, Link, Quote, Record
from store.references import speakers
from store.spool import Spool, SpoolTable

_DECODERS: Final = {name: msgspec.json.Decoder(kind) for name, kind in TABLES.items()}
_MADE: Final = ("sources", "actors")
"""Tables in which what is missing is made; in the others a record may be changed or left out."""
_LEFT_OUT: Final = b""
"""Stands for the document of a record that is left out."""


class Whole:
    """Imported records whose references are made whole, by `complete`; they stay as they were.

    Args:
        tables: The imported records.
        known: By table the ids that are there already.
    """

    def __init__(self, tables: Spool, known: Mapping[str, Set[str]]) -> None:
        self._tables, self._known = tables, known
        # Records that were made, or stand in the place of an imported one.
        self._changes = Spool(TABLES)
        self._left_out = 0

    def complete(self) -> Iterator[Remark]:
        """Makes what is missing; remarks on each."""
        for name in ("actors", "events", "quotes", "links"):
            for key, document in self._tables[name].items():
                record = _DECODERS[name].decode(document)
                place = f"{name} · {key}"
                yield from self._make_named(record, place)
                if isinstance(record, Quote):
                    yield from self._keep_events(record, document, place)
        yield from self._keep_links()

    def size(self, name: str) -> int:
        """How many records a table has."""
        if name in _MADE:
            return len(self._tables[name]) + len(self._changes[name])
        return len(self._tables[name]) - (self._left_out if name == "links" else 0)

    def items(self, name: str) -> Iterator[tuple[str, bytes]]:
        """The ids and documents of a table, those that were made behind the others."""
        changes = self._changes[name]
        if name in _MADE or not changes:
            yield from self._tables[name].items()
            yield from changes.items()
        else:
            yield from _changed(self._tables[name], changes)

    def _there(self, table: str, key: str) -> bool:
        if key in self._known.get(table, ()):
            return True
        if key in self._changes[table]:
            return self._changes[table][key] != _LEFT_OUT
        return key in self._tables[table]

    def _make_named(self, record: Record, place: str) -> Iterator[Remark]:
        for table, wanted in _named(record):
            if self._there(table, wanted):
                continue
            what = f"there is no {table[:-1]} “{wanted}”, to which it refers"
            other = next((one for one in TABLES if self._there(one, wanted)), None)
            if other is None:
                self._changes[table].add(wanted, encode(_stub(table, wanted)).encode())
                yield Remark(place, what, "One was made that has its id for a name.")
            else:
                cure = "Correct the reference, which leads nowhere."
                yield Remark(place, f"{what}: it is one of the {other}", cure)

    def _keep_events(self, quote: Quote, document: bytes, place: str) -> Iterator[Remark]:
        lost = [event for event in quote.events if not self._there("events", event)]
        if lost:
            self._changes["quotes"].add(quote.id, _without_events(document, lost))
            what = f"there is no event “{'”, “'.join(lost)}”, to which it refers"
            yield Remark(place, what, "The reference is kept in source_fields.")

    def _keep_links(self) -> Iterator[Remark]:
        """Leaves out links without both ends, and then links to those, until all have both."""
        before = -1
        while self._left_out != before:
            before = self._left_out
            for key, document in self._tables["links"].items():
                if self._changes["links"].get(key) != _LEFT_OUT:
                    link = _DECODERS["links"].decode(document)
                    assert isinstance(link, Link)
                    yield from self._keep_ends(link, f"links · {key}")

    def _keep_ends(self, link: Link, place: str) -> Iterator[Remark]:
        ends = (link.from_, link.to)
        gone = [end for end in ends if not any(self._there(one, end) for one in TABLES)]
        if gone:
            self._changes["links"].add(link.id, _LEFT_OUT)
            self._left_out += 1
            what = f"there is no record “{gone[0]}” for this link"
            yield Remark(place, what, "Import that record too.", skipped=True)


def _changed(records: SpoolTable, changes: SpoolTable) -> Iterator[tuple[str, bytes]]:
    for key, document in records.items():
        change = changes.get(key)
        if change != _LEFT_OUT:
            yield key, document if change is None else change


def _named(record: Record) -> Iterator[tuple[str, str]]:
    """The actors and sources that a record refers to."""
    if isinstance(record, Event):
        yield from (("actors", part.actor) for part in record.participants)
    elif isinstance(record, Quote):
        yield from (("actors", key) for key in _people(record))
    elif isinstance(record, Actor):
        for position in record.positions:
            if position.of is not None:
                yield "actors", position.of
            yield from _cited(position.citations)
    yield from _cited(getattr(record, "citations", ()))


def _people(quote: Quote) -> list[str]:
    return [*speakers(quote), *quote.audience, *quote.about]


def _cited(citations: tuple[Citation, ...]) -> Iterator[tuple[str, str]]:
    return (("sources", citation.source) for citation in citations)


def _stub(table: str, key: str) -> dict[str, Any]:
    if table == "actors":
        return {"id": key, "name": key, "kind": "unknown"}
    return {"id": key, "csl": {"id": key, "type": "document", "title": key}}


def _without_events(document: bytes, lost: list[str]) -> bytes:
    kept: dict[str, Any] = json.loads(document)
    kept["events"] = [event for event in kept["events"] if event not in lost]
    if not kept["events"]:
        del kept["events"]
    set_aside(kept, "events", lost)
    return encode(kept).encode()
