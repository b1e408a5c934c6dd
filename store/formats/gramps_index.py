"""What the records of a Gramps database say of each other, gathered before they are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from store.formats.base import Document, stable_id
from store.formats.gramps_dates import DATES, as_edtf, written
from store.formats.pieces import filled

Handle = str

_PLACES: Final = 16
"""Places within places that a name may have."""


class Family(Struct, frozen=True):
    """A family: its handle, what it is called, and handles of its people."""

    relation: str
    father: Handle
    mother: Handle
    children: tuple[Handle, ...]
    rest: Document


class Index(Struct):
    """Everything that records refer to, by its handle.

    Attributes:
        parts: For each event, who takes part and as what.
        citations: What a citation is in a record; sources by our ids.
        places: The name of each place, and the place that it lies in.
        details: What else is said of a place, such as where it is on the map.
        notes: Type and text of each note.
        media: What is said of each file: where it lies, and all else.
        repositories: What is said of each: its name, and all else.
    """

    events: set[Handle] = field(default_factory=set)
    people: set[Handle] = field(default_factory=set)
    names: dict[Handle, str] = field(default_factory=dict)
    parts: dict[Handle, list[tuple[Handle, str]]] = field(default_factory=dict)
    families: dict[Handle, Family] = field(default_factory=dict)
    sources: set[Handle] = field(default_factory=set)
    citations: dict[Handle, Element] = field(default_factory=dict)
    places: dict[Handle, tuple[str, Handle]] = field(default_factory=dict)
    details: dict[Handle, Document] = field(default_factory=dict)
    notes: dict[Handle, tuple[str, str]] = field(default_factory=dict)
    tags: dict[Handle, str] = field(default_factory=dict)
    media: dict[Handle, Document] = field(default_factory=dict)
    repositories: dict[Handle, Document] = field(default_factory=dict)
    used: set[Handle] = field(default_factory=set)

    def note(self, section: str, found: Element) -> None:
        """Remembers what a part of the file says of others."""
        handle = found.get("handle", "")
        if section == "events":
            self.events.add(handle)
        elif section == "people":
            self.people.add(handle)
            self.names[handle] = name_of(found)
            for ref in found.findall("eventref"):
                part = (handle, ref.get("role", ""))
                self.parts.setdefault(ref.get("hlink", ""), []).append(part)
        elif section == "families":
            self._family(handle, found)
        elif section == "sources":
            self.sources.add(handle)
        elif section == "citations":
            self.citations[handle] = found
        else:
            self._named(section, handle, found)

    def _family(self, handle: Handle, found: Element) -> None:
        own = {"rel", "father", "mother", "childref", "eventref"}
        family = Family(
            (_child(found, "rel")).get("type", ""),
            _child(found, "father").get("hlink", ""),
            _child(found, "mother").get("hlink", ""),
            tuple(ref.get("hlink", "") for ref in found.findall("childref")),
            kept(found, own),
        )
        self.families[handle] = family
        for ref in found.findall("eventref"):
            parts = self.parts.setdefault(ref.get("hlink", ""), [])
            role = ref.get("role", "")
            parts += [(whose, role) for whose in (family.father, family.mother) if whose]

    def _named(self, section: str, handle: Handle, found: Element) -> None:
        if section == "places":
            name = found.findtext("ptitle", "") or _child(found, "pname").get("value", "")
            self.places[handle] = (name.strip(), _child(found, "placeref").get("hlink", ""))
            own = {"ptitle", "placeref", "objref", "noteref", "citationref", "tagref"}
            own |= {"pname"} if len(found.findall("pname")) == 1 else set()
            details = together({"type": found.get("type", "")}, kept(found, own))
            if details:
                self.details[handle] = details
        elif section == "notes":
            self.notes[handle] = (found.get("type", ""), (found.findtext("text") or "").strip())
        elif section == "tags":
            self.tags[handle] = found.get("name", "")
        elif section == "objects":
            file = dict(_child(found, "file").attrib)
            self.media[handle] = together(
                {"gramps_id": found.get("id")}, file, kept(found, {"file"})
            )
        elif section == "repositories":
            name = (found.findtext("rname") or "").strip()
            self.repositories[handle] = together({"name": name}, kept(found, {"rname"}))

    def place(self, handle: Handle) -> str:
        """The whole name of a place, the places that it lies in behind it."""
        names: list[str] = []
        seen: set[Handle] = set()
        while handle in self.places and handle not in seen and len(seen) < _PLACES:
            seen.add(handle)
            name, handle = self.places[handle]
            if name:
                names.append(name)
        self.used |= seen
        return ", ".join(names)

    def notes_of(self, found: Element, *, source_text: bool = False) -> list[str]:
        """The texts of the notes of a record; of a citation the source's words apart."""
        told = []
        for ref in found.findall("noteref"):
            handle = ref.get("hlink", "")
            kind, text = self.notes.get(handle, ("", ""))
            if text and (kind.lower() == "source text") == source_text:
                self.used.add(handle)
                told.append(text)
        return told

    def cited(self, found: Element) -> list[Document]:
        """The citations of a record."""
        made = []
        for ref in found.findall("citationref"):
            citation = self.citations.get(ref.get("hlink", ""))
            if citation is None:
                continue
            source = _child(citation, "sourceref").get("hlink", "")
            if source in self.sources:
                self.used.add(ref.get("hlink", ""))
                made.append(self._citation(citation, source))
        return made

    def _citation(self, found: Element, source: Handle) -> Document:
        sure = (found.findtext("confidence") or "").strip()
        own = {"page", "confidence", "sourceref", "noteref"}
        exact = self.notes_of(found, source_text=True)
        notes = [text for text in self.notes_of(found) if text]
        if len(exact) > 1:
            notes += exact
        rest = kept(found, own)
        date = next((child for child in found if child.tag in DATES), None)
        if date is not None:
            rest = {key: value for key, value in rest.items() if key not in DATES}
            rest["date"] = as_edtf(date) or written(date)
        return filled(
            source=stable_id("source", source),
            locator=(found.findtext("page") or "").strip(),
            exact=exact[0] if len(exact) == 1 else "",
            note="\n\n".join(notes),
            confidence=int(sure) if sure in {"0", "1", "2", "3", "4"} else None,
            source_fields=rest,
        )


def name_of(person: Element) -> str:
    """The name that a person goes by in Gramps: the first that is no alternative."""
    names = person.findall("name")
    first = next((name for name in names if name.get("alt") != "1"), None)
    return spelt(first) if first is not None else spelt(names[0]) if names else ""


def spelt(name: Element) -> str:
    """A name with all its parts, as one would write it."""
    surnames = []
    for surname in name.findall("surname"):
        pieces = (surname.get("prefix", ""), surname.text or "")
        surnames.append(" ".join(piece.strip() for piece in pieces if piece.strip()))
    parts = [name.findtext("title") or "", name.findtext("first") or "", " ".join(surnames)]
    whole = " ".join(" ".join(parts).split())
    suffix = (name.findtext("suffix") or "").strip()
    return f"{whole}, {suffix}" if suffix and whole else whole


def together(*parts: Mapping[str, Any]) -> Document:
    """Mappings as one, without what is empty; a key that is taken gets a line behind it."""
    made: Document = {}
    for part in parts:
        for key, value in filled(**part).items():
            while key in made:
                key += "_"  # noqa: PLW2901 - a name that is free
            made[key] = value
    return made


def kept(found: Element, used: set[str]) -> Document:
    """What stands in an element besides what is used: children by their names."""
    rest: dict[str, list[Any]] = {}
    for child in found:
        if child.tag not in used:
            rest.setdefault(child.tag, []).append(_plain(child))
    return rest


def _plain(element: Element) -> Any:  # noqa: ANN401 - whatever stands in the file
    inner = kept(element, set())
    text = (element.text or "").strip()
    if not element.attrib and not inner:
        return text
    return together(element.attrib, {"text": text}, inner)


def _child(found: Element, name: str) -> Element:
    child = found.find(name)
    return Element(name) if child is None else child


def referred(found: Element, name: str) -> Iterator[Handle]:
    """The handles that children of a name lead to."""
    for ref in found.findall(name):
        yield ref.get("hlink", "")
