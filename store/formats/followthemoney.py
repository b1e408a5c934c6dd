"""FollowTheMoney: JSON lines, an entity each.

Entities become actors, events, sources and quotes by their schema. What stands between two of them
(a membership, a documentation, an unknown link) becomes a position, a citation or a link, and all
else is kept with the entity that it belongs to. The file is read twice, a line at a time; what is
held in memory are its ids and what stands between entities.

Schemata and properties: https://followthemoney.tech/explorer/, version 4.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field

from store.formats.base import Importer, Item, Options, Remark, Table
from store.formats.ftm_between import join, owners
from store.formats.ftm_entity import Entity, entity_of, merged
from store.formats.ftm_records import draft, web_sources
from store.formats.kept import document_with
from store.formats.opened import Input
from store.formats.pieces import Ledger
from store.formats.streams import objects
from store.spool import Met

_SHAPE: Final = 'A line is {"id": "…", "schema": "…", "properties": {"name": ["…"]}}.'


class _Index(Struct):
    """What the first reading finds, and what the second remembers.

    Attributes:
        tables: The table of each id that becomes a record.
        addresses: The document that has a web address.
        lines: How many lines an id has, for those with several.
        waiting: The lines so far of such an id.
        others: What is no record of its own, by id.
        held: The others that are kept with a record, by its id.
        placed: The ids of others that found a place.
        sources: The ids of sources made of a web address.
    """

    tables: dict[str, Table] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, list[Entity]] = field(default_factory=dict)
    others: dict[str, Entity] = field(default_factory=dict)
    held: dict[str, list[Entity]] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    sources: Met = field(default_factory=Met)


def _sniff(file: Input) -> int:
    first = file.head_text.lstrip().partition("\n")[0].strip()
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        # The first line may be longer than what is looked at.
        signs = ('"schema"', '"properties"', '"id"')
        return 60 if first.startswith("{") and all(sign in first for sign in signs) else 0
    entity = entity_of(found, "")
    return 95 if entity is not None and isinstance(found.get("properties"), dict) else 0


def _read(file: Input, _: Options) -> Iterator[Item | Remark]:
    index, ledger = _Index(), Ledger("property")
    for entity in _entities(file):
        if isinstance(entity, Entity):
            _note(index, entity)
    for other in index.others.values():
        for owner in owners(other, index.tables):
            index.held.setdefault(owner, []).append(other)
            index.placed.add(other.id)
    for entity in _entities(file):
        if isinstance(entity, Remark):
            yield entity
        elif (whole := _whole(index, entity)) is not None:
            yield from _records(index, whole, ledger)
    for key, other in index.others.items():
        if key not in index.placed:
            what = f"a {other.schema} that leads to no record has no place in a dossier"
            yield Remark(other.place, what, "Take the line out, or go on without it.", skipped=True)


def _entities(file: Input) -> Iterator[Entity | Remark]:
    for found in objects(file):
        if isinstance(found, Remark):
            yield found
            continue
        number, value = found
        entity = entity_of(value, f"line {number}")
        what = "this is no entity of FollowTheMoney"
        yield entity or Remark(f"line {number}", what, _SHAPE, skipped=True)


def _note(index: _Index, entity: Entity) -> None:
    table = entity.table
    if table is None:
        before = index.others.get(entity.id)
        index.others[entity.id] = entity if before is None else merged([before, entity])
        return
    if entity.id in index.tables:
        index.lines[entity.id] = index.lines.get(entity.id, 1) + 1
    # Of lines that do not agree on what it is the first decides.
    if index.tables.setdefault(entity.id, table) == "sources":
        for address in entity.properties.get("sourceUrl", ()):
            index.addresses.setdefault(address, entity.id)


def _whole(index: _Index, entity: Entity) -> Entity | None:
    """The entity of a line; of several lines with one id their sum, at the last of them."""
    if entity.table is None:
        return None
    total = index.lines.get(entity.id, 1)
    if total == 1:
        return entity
    parts = index.waiting.setdefault(entity.id, [])
    parts.append(entity)
    return merged(index.waiting.pop(entity.id)) if len(parts) == total else None


def _records(index: _Index, entity: Entity, ledger: Ledger) -> Iterator[Item | Remark]:
    """The record of an entity, and before it the sources that it names by address alone."""
    table = index.tables[entity.id]
    made = draft(entity, index.tables)
    document = made.document
    yield from made.remarks
    for source in web_sources(made, table, index.addresses):
        key = source if isinstance(source, str) else source["id"]
        made.cite(key)
        if not isinstance(source, str) and index.sources.first(key):
            yield Item("sources", source, entity.place)
    held = index.held.get(entity.id, [])
    links = list(join(made, held))
    named = {key for values in made.left.values() for key in values if key in index.others}
    for key in sorted(named - {other.id for other in held}):
        index.placed.add(key)
        made.kept.setdefault("related", []).append(index.others[key].kept())
    kept = {**made.left, **made.kept, **entity.rest}
    yield from document_with(ledger, document, kept, entity.place, entity.schema)
    yield Item(table, document, entity.place)
    yield from links


IMPORTER: Final = Importer("followthemoney", "FollowTheMoney lines", _sniff, _read)
