"""An entity of FollowTheMoney, and the table that it belongs to by its schema."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from store.formats.base import Document, Table
from store.formats.kept import own_id
from store.formats.pieces import texts
from store.ftm_forms import read_id

KINDS: Final = {
    "Company": "organisation",
    "LegalEntity": "unknown",
    "Organization": "organisation",
    "Person": "person",
    "PublicBody": "government-body",
}
"""The kind of actor that a schema is."""

DOCUMENTS: Final = {
    "Article": "article",
    "Audio": "document",
    "Document": "document",
    "Email": "personal_communication",
    "Folder": "document",
    "HyperText": "webpage",
    "Image": "graphic",
    "Package": "document",
    "Pages": "document",
    "PlainText": "document",
    "Table": "dataset",
    "Video": "motion_picture",
    "Workbook": "dataset",
}
"""The type in CSL of a document."""

QUOTATION: Final = "quotation"
"""The keyword of a note that is a statement."""

_EVENTS: Final = frozenset({"Event", "Trip"})
_OWN: Final = frozenset({"id", "schema", "properties", "caption"})


class Entity(Struct, frozen=True):
    """An entity.

    Attributes:
        id: Its id in the file.
        schema: Its schema.
        properties: Values by property.
        caption: What it is called, when the file says so; may be empty.
        rest: Whatever else the line holds, and values that are no texts.
        place: Where it stands in the file.
    """

    id: str
    schema: str
    properties: dict[str, list[str]]
    caption: str
    rest: Document
    place: str

    @property
    def table(self) -> Table | None:
        """The table of the record that it becomes; None when it is none of its own."""
        if self.schema in KINDS:
            return "actors"
        if self.schema in DOCUMENTS:
            return "sources"
        if self.schema in _EVENTS:
            return "events"
        given = self.properties
        said = self.schema == "Note" and QUOTATION in given.get("keywords", ())
        if said and ("description" in given or "summary" in given):
            return "quotes"
        return "quotes" if self.schema == "Message" and "bodyText" in given else None

    def kept(self) -> Document:
        """All that it says, to be kept with the record that it belongs to."""
        return {"id": self.id, **self.properties, **self.rest}


def entity_of(found: Any, place: str) -> Entity | None:  # noqa: ANN401 - read without trust
    """The entity on a line; None when there is none."""
    if not isinstance(found, dict):
        return None
    key, schema, given = found.get("id"), found.get("schema"), found.get("properties", {})
    if not isinstance(schema, str) or not isinstance(given, dict) or not schema:
        return None
    if not isinstance(key, str) or not key.strip():
        return None
    properties = {name: said for name, value in given.items() if (said := texts(value))}
    caption = found.get("caption")
    rest = {name: value for name, value in found.items() if name not in _OWN}
    # A list may hold texts and something else; nothing of it is dropped.
    odd = {
        name: value
        for name, value in given.items()
        if value and len(properties.get(name, ())) != len(value if isinstance(value, list) else [0])
    }
    if odd:
        rest["properties"] = odd
    return Entity(key, schema, properties, caption if isinstance(caption, str) else "", rest, place)


def our_id(kind: str, given: str) -> str:
    """Our id of an entity: the one that an export of ours has written, else the format's own.

    Args:
        kind: The kind of record, for an id that has to be made.
        given: The id in the file.
    """
    return read_id(given) or own_id(kind, given)


def merged(parts: list[Entity]) -> Entity:
    """Lines with one id as one entity: every value once, and the schema that says most."""
    properties: dict[str, list[str]] = {}
    rest: Document = {}
    for part in parts:
        rest = {**part.rest, **rest}
        for name, values in part.properties.items():
            properties[name] = list(dict.fromkeys([*properties.get(name, []), *values]))
    says_most = [part.schema for part in parts if part.schema not in {"LegalEntity", "Document"}]
    caption = next((part.caption for part in parts if part.caption), "")
    schema = [*says_most, parts[0].schema][0]
    return Entity(parts[0].id, schema, properties, caption, rest, parts[0].place)
