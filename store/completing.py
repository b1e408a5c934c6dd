"""References of imported records made whole, so that none leads nowhere.

An actor or a source that is referred to and not there is made with nothing but its id for a name:
the file does say that it exists. An event or the end of a link is not made up; the reference is set
aside, and a link without both its ends is left out.
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

Documents = dict[str, dict[str, bytes]]
"""By table and id, documents as compact JSON."""

_DECODERS: Final = {name: msgspec.json.Decoder(kind) for name, kind in TABLES.items()}


def complete(tables: Documents, known: Mapping[str, Set[str]]) -> Iterator[Remark]:
    """Makes what is missing, in place; remarks on each.

    Args:
        tables: The imported records; changed.
        known: By table the ids that are there already.
    """

    def there(table: str, key: str) -> bool:
        return key in tables[table] or key in known.get(table, ())

    for name in ("actors", "events", "quotes", "links"):
        for key, document in list(tables[name].items()):
            record = _DECODERS[name].decode(document)
            place = f"{name} · {key}"
            for table, wanted in _named(record):
                if not there(table, wanted):
                    tables[table][wanted] = encode(_stub(table, wanted)).encode()
                    what = f"there is no {table[:-1]} “{wanted}”, to which it refers"
                    yield Remark(place, what, "One was made that has its id for a name.")
            if isinstance(record, Quote):
                lost = [event for event in record.events if not there("events", event)]
                if lost:
                    tables[name][key] = _without_events(document, lost)
                    what = f"there is no event “{'”, “'.join(lost)}”, to which it refers"
                    yield Remark(place, what, "The reference is kept in source_fields.")
            elif isinstance(record, Link):
                ends = (record.from_, record.to)
                gone = [end for end in ends if not any(there(one, end) for one in TABLES)]
                if gone:
                    del tables[name][key]
                    what = f"there is no record “{gone[0]}” for this link"
                    yield Remark(place, what, "Import that record too.", skipped=True)


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
