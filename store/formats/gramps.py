"""Gramps XML, packed or plain: events, the people in them, sources and what is cited.

Who took part in which event stands with people and families, so the file is read twice; what is
held in memory is what records say of each other, never a whole record of theirs. Kinship has no
place in a dossier and is kept with the people. Elements: grampsxml.dtd, versions 1.5.0 to 1.7.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from store.formats.base import Document, Importer, Item, Options, Remark, Table, stable_id
from store.formats.gramps_dates import DATES, as_edtf, written
from store.formats.gramps_index import Index, kept, name_of, referred, spelt, together
from store.formats.kept import document_with
from store.formats.opened import Input
from store.formats.pieces import Ledger, filled
from store.formats.xml_parts import Parts

_TABLES: Final[dict[str, Table]] = {
    "events": "events", "people": "actors", "sources": "sources",
}  # fmt: skip
_ASIDE: Final = {
    "places": "places", "notes": "notes", "citations": "citations", "objects": "media",
    "repositories": "repositories",
}  # fmt: skip
_SILENT: Final = frozenset(
    {"header", "tags", "families", "bookmarks", "namemaps", "name-formats"} | {*_TABLES, *_ASIDE}
)


def _sniff(file: Input) -> int:
    head = file.head_text[:8_000]
    if "<database" not in head:
        return 0
    return 98 if "gramps-project.org" in head else 60 if "<header>" in head else 0


def _read(file: Input, _: Options) -> Iterator[Item | Remark]:
    index, ledger = Index(), Ledger("element")
    for part in Parts(file):
        if not isinstance(part, Remark):
            index.note(part[0], part[1])
    seen: set[str] = set()
    for part in Parts(file):
        if isinstance(part, Remark):
            yield part
            continue
        section, found, line = part
        place = f"line {line}"
        if section in _TABLES:
            yield from _record(index, section, found, place, seen, ledger)
        elif section not in _SILENT:
            what = f"“{section}” has no place in a dossier and is left out"
            yield from ledger.once(section, Remark(place, what))
        elif section in {"bookmarks", "namemaps", "name-formats"}:
            what = f"“{section}” belong to Gramps alone and are left out"
            yield from ledger.once(section, Remark(place, what))
    yield from _unused(index)


def _record(
    index: Index, section: str, found: Element, place: str, seen: set[str], ledger: Ledger
) -> Iterator[Item | Remark]:
    handle = found.get("handle", "")
    if not handle or handle in seen:
        what = "it has no handle" if not handle else "its handle stands more than once"
        yield Remark(place, what, "Export the file again from Gramps.", skipped=True)
        return
    seen.add(handle)
    if section == "events":
        document, rest, remarks = _event(index, found, place)
    elif section == "people":
        document, rest, remarks = _person(index, found, place)
    else:
        document, rest, remarks = _source(index, found)
    document["tags"] = [
        tag for ref in referred(found, "tagref") if (tag := index.tags.get(ref, ""))
    ]
    media = [index.media.get(ref, {"hlink": ref}) for ref in referred(found, "objref")]
    index.used.update(referred(found, "objref"))
    gramps_id = found.get("id")
    rest |= filled(media=media, gramps_id=gramps_id, private=found.get("priv") == "1" or None)
    yield from remarks
    if found.get("priv") == "1":
        what = "this record is marked private in Gramps, and perhaps others are"
        cure = "It is imported all the same; export without private records to leave them out."
        yield from ledger.once("private", Remark(place, what, cure))
    kind = {"events": "an event", "people": "a person", "sources": "a source"}[section]
    yield from document_with(ledger, document, rest, place, kind)
    yield Item(_TABLES[section], document, place)


Made = tuple[Document, Document, list[Remark]]
"""A record, what has no field in it, and remarks."""

_SHARED: Final = {"citationref", "noteref", "tagref", "objref"}


def _event(index: Index, found: Element, place: str) -> Made:
    handle = found.get("handle", "")
    kind = (found.findtext("type") or "").strip()
    parts = [part for part in index.parts.get(handle, []) if part[0] in index.people]
    names = [index.names[who] for who, _ in parts if index.names[who]]
    description = (found.findtext("description") or "").strip()
    title = description or ": ".join(filter(None, (kind or "Event", ", ".join(names[:3]))))
    where = found.find("place")
    document: Document = {
        "id": stable_id("event", handle),
        "title": title,
        "type": kind,
        "place": "" if where is None else index.place(where.get("hlink", "")),
        "summary": "\n\n".join(index.notes_of(found)),
        "participants": [
            filled(actor=stable_id("actor", who), role=role.lower()) for who, role in parts
        ],
        "citations": index.cited(found),
    }
    date = next((child for child in found if child.tag in DATES), None)
    used = {"type", "description", "place", *_SHARED}
    remarks: list[Remark] = []
    if date is not None:
        when = as_edtf(date)
        document["when"] = when
        used.add(date.tag)
        if not when:
            document["display_date"] = said = written(date)
            what = f"“{said[:80]}” is no date that a dossier can count with"
            cure = "It is kept in display_date, and the event is undated."
            remarks.append(Remark(f"{place}, {date.tag}", what, cure))
    rest = kept(found, used)
    if where is not None and where.get("hlink", "") in index.details:
        rest["place_details"] = index.details[where.get("hlink", "")]
    return document, rest, remarks


def _person(index: Index, found: Element, place: str) -> Made:
    handle = found.get("handle", "")
    names = found.findall("name")
    name = name_of(found)
    aliases = []
    for other in names:
        spelling = spelt(other)
        if spelling and spelling != name:
            aliases.append(filled(name=spelling, note=other.get("type", "").lower()))
        for part, note in (
            ("call", "call name"),
            ("nick", "nickname"),
            ("familynick", "family nickname"),
        ):
            if text := (other.findtext(part) or "").strip():
                aliases.append({"name": text, "note": note})
    remarks = []
    if not name:
        what = "this person has no name; the id in Gramps stands for it"
        remarks.append(Remark(place, what, "Give the person a name."))
    document: Document = {
        "id": stable_id("actor", handle),
        "name": name or found.get("id") or handle,
        "kind": "person",
        "aliases": aliases,
        "description": "\n\n".join(index.notes_of(found)),
        "citations": index.cited(found),
    }
    used = {"name", "eventref", "childof", "parentin", "personref", *_SHARED}
    rest = kept(found, used)
    rest["families"] = _families(index, found)
    rest["associations"] = [
        filled(
            rel=ref.get("rel"),
            actor=stable_id("actor", who) if who in index.people else None,
            hlink=None if who in index.people else who,
        )
        for ref in found.findall("personref")
        for who in (ref.get("hlink", ""),)
    ]
    return document, rest, remarks


def _families(index: Index, found: Element) -> list[Document]:
    """The families of a person, as parent or child, with our ids of who is in them."""
    made = []
    for tag, role in (("parentin", "parent"), ("childof", "child")):
        for handle in referred(found, tag):
            family = index.families.get(handle)
            if family is None:
                made.append({"as": role, "hlink": handle})
                continue
            people = {
                name: stable_id("actor", who) if who in index.people else ""
                for name, who in (("father", family.father), ("mother", family.mother))
            }
            children = [stable_id("actor", who) for who in family.children if who in index.people]
            entry = {"as": role, "relation": family.relation, **people, "children": children}
            made.append(filled(**entry, **{"more": family.rest} if family.rest else {}))
    return made


def _source(index: Index, found: Element) -> Made:
    key = stable_id("source", found.get("handle", ""))
    author = (found.findtext("sauthor") or "").strip()
    shelves = [
        together(
            {"callno": ref.get("callno"), "medium": ref.get("medium")},
            index.repositories.get(ref.get("hlink", ""), {"hlink": ref.get("hlink")}),
            kept(ref, set()),
        )
        for ref in found.findall("reporef")
    ]
    index.used.update(referred(found, "reporef"))
    shelf = shelves[0] if shelves else {}
    csl = filled(
        id=key,
        type="document",
        title=(found.findtext("stitle") or "").strip(),
        author=[{"literal": author}] if author else [],
        publisher=(found.findtext("spubinfo") or "").strip(),
        archive=shelf.get("name"),
        archive_location=shelf.get("callno"),
        note="\n\n".join(index.notes_of(found)),
    )
    short = (found.findtext("sabbrev") or "").strip()
    if short:
        csl["title-short"] = short
    rest = kept(found, {"stitle", "sauthor", "spubinfo", "sabbrev", "reporef", *_SHARED})
    if len(shelves) > 1 or shelf.keys() - {"name", "callno"}:
        rest["repositories"] = shelves
    return {"id": key, "csl": csl}, rest, []


def _unused(index: Index) -> Iterator[Remark]:
    """Remarks on what no record refers to, which has no other place."""
    for field, plural in _ASIDE.items():
        handles = set(getattr(index, plural if field == "objects" else field))
        lost = len(handles - index.used)
        if lost:
            what = f"{lost} of {len(handles)} {plural} belong to no record and are left out"
            yield Remark(field, what, "Attach them to an event, person or source in Gramps.")


IMPORTER: Final = Importer("gramps", "Gramps XML", _sniff, _read)
