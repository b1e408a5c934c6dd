"""What FollowTheMoney keeps between two entities: offices, proofs, links, and all other ties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, get_args

from store.formats.base import Document, Item
from store.formats.ftm_entity import Entity
from store.formats.ftm_records import Draft, Tables, as_edtf, key_of
from store.formats.kept import interval, own_id, without
from store.model import LinkKind

_OFFICES: Final = {
    "Directorship": ("director", "organization", "director"),
    "Employment": ("employee", "employer", "employee"),
    "Membership": ("member", "organization", "member"),
}
"""For each schema: who has the office, where, and what it is called without a role of its own."""

_LINKS: Final = get_args(LinkKind)
_PART: Final = re.compile(r"\.part-[0-9]+")


def owners(other: Entity, tables: Tables) -> list[str]:
    """The ids of the records that something between entities is kept with."""
    given = other.properties
    if other.schema == "Documentation":
        proven = [key for key in given.get("entity", ()) if key in tables]
        if proven:
            return proven
    if other.schema in _OFFICES:
        holders = [key for key in given.get(_OFFICES[other.schema][0], ()) if key in tables]
        if holders:
            return holders
    first = [given[name] for name in ("subject", "owner", "person") if name in given]
    named = [key for values in (*first, *given.values()) for key in values if key in tables]
    return named[:1]


def join(made: Draft, others: list[Entity]) -> Iterator[Item]:
    """Puts what is kept with a record into it; what fits no field stays in `Draft.left`.

    Yields:
        The links that others make of it.
    """
    for other in others:
        link = _link(made, other)
        if link is not None:
            yield Item("links", link, other.place)
        elif not (_cited(made, other) or _office(made, other)):
            made.kept.setdefault(other.schema, []).append(other.kept())


def _cited(made: Draft, other: Entity) -> bool:
    """A documentation as citations."""
    given = other.properties
    documents = [key for key in given.get("document", ()) if made.tables.get(key) == "sources"]
    if other.schema != "Documentation" or len(documents) != len(given.get("document", ())):
        return False
    note = "; ".join(given.get("role", ()))
    for key in documents:
        made.cite(key_of(key, made.tables), **({"note": note} if note else {}))
    _keep_rest(made, other, {"document", "entity", "role"})
    return bool(documents)


def _office(made: Draft, other: Entity) -> bool:
    """A membership, an employment or a directorship as an office."""
    if other.schema not in _OFFICES or made.tables[made.entity.id] != "actors":
        return False
    holder, body, otherwise = _OFFICES[other.schema]
    given = other.properties
    bodies = given.get(body, [])
    if made.entity.id not in given.get(holder, ()):
        return False
    if len(bodies) != 1 or made.tables.get(bodies[0]) != "actors":
        return False
    start, end = (given.get(name, [""]) for name in ("startDate", "endDate"))
    when = interval(as_edtf(start[0]), as_edtf(end[0])) if len(start) == len(end) == 1 else ""
    position: Document = {
        "title": "; ".join(given.get("role", ())) or otherwise,
        "of": key_of(bodies[0], made.tables),
        "when": when,
    }
    positions = made.document.setdefault("positions", [])
    positions.append({key: value for key, value in position.items() if value})
    _keep_rest(made, other, {holder, body, "role", *(("startDate", "endDate") if when else ())})
    return True


def _link(made: Draft, other: Entity) -> Document | None:
    """An unknown link whose role is a kind of link that a dossier has."""
    given = other.properties
    ends = [given.get(name, []) for name in ("subject", "object")]
    kind = given.get("role", [""])[0].strip().lower().replace(" ", "-")
    if other.schema != "UnknownLink" or [len(end) for end in ends] != [1, 1] or kind not in _LINKS:
        return None
    if ends[0][0] != made.entity.id or made.tables.get(ends[1][0]) is None:
        return None
    if _PART.fullmatch(other.id.removeprefix(ends[1][0])):
        return None  # our own export of a part taken in an event, whatever the role is called
    note = given.get("summary", given.get("description", []))
    _keep_rest(made, other, {"subject", "object", "role", "summary", "description"})
    link: Document = {
        "id": own_id("link", other.id),
        "from": made.document["id"],
        "to": key_of(ends[1][0], made.tables),
        "kind": kind,
    }
    return {**link, "note": "\n\n".join(note)} if note else link


def _keep_rest(made: Draft, other: Entity, used: set[str]) -> None:
    rest = without({**other.properties, **other.rest}, used)
    if rest:
        made.kept.setdefault(other.schema, []).append({"id": other.id, **rest})
