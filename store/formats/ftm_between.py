"""What FollowTheMoney keeps between two entities: offices, proofs, parts, links, all other ties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from store.formats.base import Document, Item
from store.formats.ftm_draft import Draft, Tables, as_edtf, key_of
from store.formats.ftm_entity import Entity, our_id
from store.formats.kept import interval, without
from store.ftm_forms import TIES, Between, read_between
from store.model import LinkKind

_OFFICES: Final = {
    "Directorship": ("director", "organization", "director"),
    "Employment": ("employee", "employer", "employee"),
    "Membership": ("member", "organization", "member"),
}
"""For each schema: who has the office, where, and what it is called without a role of its own."""

_LINK: Final = "UnknownLink"
_LINKS: Final = get_args(LinkKind)


def owners(other: Entity, tables: Tables) -> list[str]:
    """The ids of the records that something between entities is kept with."""
    given = other.properties
    own = read_between(other.id)
    if own and own.record in tables:
        return [own.record]
    if other.schema == "Documentation":
        proven = [key for key in given.get("entity", ()) if key in tables]
        if proven:
            return proven
    if other.schema in _OFFICES:
        holders = [key for key in given.get(_OFFICES[other.schema][0], ()) if key in tables]
        if holders:
            return holders
    if _is_part(other, tables):
        return given["object"]
    first = [given[name] for name in ("subject", "owner", "person") if name in given]
    named = [key for values in (*first, *given.values()) for key in values if key in tables]
    return named[:1]


def join(made: Draft, others: list[Entity]) -> Iterator[Item]:
    """Puts what is kept with a record into it; what fits no field is kept as it is.

    Yields:
        The links that others make of it.
    """
    own = {other.id: read_between(other.id) for other in others}
    # Lines may be shuffled, but parts, offices and citations that we wrote are numbered.
    for other in sorted(others, key=lambda one: _number(own[one.id])):
        link = _link(made, other)
        if link is not None:
            yield Item("links", link, other.place)
        elif not (
            _cited(made, other, own[other.id])
            or _office(made, other, own[other.id])
            or _part(made, other, own[other.id])
            or _named(made, other, own[other.id])
        ):
            made.kept.setdefault(other.schema, []).append(other.kept())


def _number(own: Between | None) -> int:
    return own.number if own else 0


def _cited(made: Draft, other: Entity, own: Between | None) -> bool:
    """A documentation as citations."""
    given = other.properties
    documents = given.get("document", [])
    if other.schema != "Documentation" or not documents:
        return False
    if any(made.tables.get(key) != "sources" for key in documents):
        return False
    found, others = made.understood("citations", given.get("description", ()))
    if note := "; ".join(given.get("role", ())):
        found["note"] = note
    for key in documents:
        source = key_of(key, made.tables)
        citations = made.document.setdefault("citations", [])
        if own and source in made.proven:
            # The proof was named for those who read no documentations.
            made.proven.remove(source)
            citations.remove({"source": source})
        if own or found or all(citation["source"] != source for citation in citations):
            citations.append({"source": source, **found})
    _keep_rest(made, other, {"document", "entity", "role"}, others)
    return True


def _office(made: Draft, other: Entity, own: Between | None) -> bool:
    """A membership, an employment or a directorship as an office."""
    written = own is not None and own.part == "position" and other.schema == _LINK
    if made.tables[made.entity.id] != "actors" or not (other.schema in _OFFICES or written):
        return False
    holder, body, otherwise = _OFFICES.get(other.schema, ("subject", "object", ""))
    given = other.properties
    bodies = given.get(body, [])
    if made.entity.id not in given.get(holder, ()):
        return False
    if len(bodies) != 1 or made.tables.get(bodies[0]) != "actors":
        return False
    found, others = made.understood("positions", given.get("description", ()))
    start, end = (given.get(name, [""]) for name in ("startDate", "endDate"))
    when = interval(as_edtf(start[0]), as_edtf(end[0])) if len(start) == len(end) == 1 else ""
    used = {holder, body, "role", *(("startDate", "endDate") if when else ())}
    note, citations = "", found.get("citations")
    if own:
        used |= {"startDate", "endDate", "date", "summary"}
        note = "\n\n".join(given.get("summary", ()))
    position = {
        "title": "; ".join(given.get("role", ())) or otherwise,
        "of": key_of(bodies[0], made.tables),
        "when": found.get("when") or when,
        "note": note,
        "citations": citations,
    }
    positions = made.document.setdefault("positions", [])
    place = own.number - 1 if own else len(positions)
    positions.insert(place, {key: value for key, value in position.items() if value})
    _keep_rest(made, other, used, others)
    return True


def _is_part(other: Entity, tables: Tables) -> bool:
    """Whether it says in which role actors took part in an event."""
    given = other.properties
    subjects, objects = given.get("subject", []), given.get("object", [])
    return (
        other.schema == _LINK
        and len(given.get("role", ())) == 1
        and _kind(other) is None
        and len(objects) == 1
        and tables.get(objects[0]) == "events"
        and bool(subjects)
        and all(tables.get(key) == "actors" for key in subjects)
    )


def _part(made: Draft, other: Entity, own: Between | None) -> bool:
    """A link from actors to an event as their part in it, with the role that it states."""
    written = own is not None and own.part == "part" and other.schema == _LINK
    given = other.properties
    actors = [key for key in given.get("subject", ()) if made.tables.get(key) == "actors"]
    if made.tables[made.entity.id] != "events" or not actors:
        return False
    if not (written or _is_part(other, made.tables)):
        return False
    said = {
        "role": "; ".join(given.get("role", ())),
        "note": "\n\n".join((*given.get("summary", ()), *given.get("description", ()))),
    }
    parts: list[Document] = made.document.setdefault("participants", [])
    for key in actors:
        actor = key_of(key, made.tables)
        part = {"actor": actor, **{name: text for name, text in said.items() if text}}
        place = own.number - 1 if own else len(parts)
        if actor in made.loose:
            made.loose.remove(actor)
            bare = parts.index({"actor": actor})
            del parts[bare]
            place = place if own else bare
        if own or part not in parts:
            parts.insert(place, part)
    _keep_rest(made, other, {"subject", "object", "role", "summary", "description"})
    return True


def _named(made: Draft, other: Entity, own: Between | None) -> bool:
    """Our own link from an actor to a statement that names it."""
    actors = [made.tables.get(key) for key in other.properties.get("subject", ())]
    if own is None or own.part not in TIES or actors != ["actors"] or other.schema != _LINK:
        return False
    key = key_of(other.properties["subject"][0], made.tables)
    if own.part == "via":
        made.document["via"] = {"actor": key, **made.document.get("via", {})}
    else:
        made.document.setdefault(own.part, []).append(key)
    _keep_rest(made, other, {"subject", "object", "role"})
    return True


def _kind(other: Entity) -> str | None:
    """The kind of link that a dossier has which an unknown link is by its role."""
    kind = other.properties.get("role", [""])[0].strip().lower().replace(" ", "-")
    return kind if kind in _LINKS and read_between(other.id) is None else None


def _link(made: Draft, other: Entity) -> Document | None:
    """An unknown link whose role is a kind of link that a dossier has."""
    given = other.properties
    ends = [given.get(name, []) for name in ("subject", "object")]
    kind = _kind(other)
    if other.schema != _LINK or [len(end) for end in ends] != [1, 1] or kind is None:
        return None
    if ends[0][0] != made.entity.id or made.tables.get(ends[1][0]) is None:
        return None
    found, others = made.understood("links", given.get("description", ()))
    note = given.get("summary") or others
    _keep_rest(made, other, {"subject", "object", "role", "summary", "description"})
    link: Document = {
        "id": our_id("link", other.id),
        "from": made.document["id"],
        "to": key_of(ends[1][0], made.tables),
        "kind": kind,
    }
    besides = {"note": "\n\n".join(note), "citations": found.get("citations")}
    return {**link, **{name: value for name, value in besides.items() if value}}


def _keep_rest(
    made: Draft, other: Entity, used: set[str], described: list[str] | None = None
) -> None:
    """Keeps what is said besides; of a description only what was not understood."""
    given = {**other.properties, **other.rest}
    if described is not None:
        given["description"] = described
    if rest := without(given, used):
        made.kept.setdefault(other.schema, []).append({"id": other.id, **rest})
