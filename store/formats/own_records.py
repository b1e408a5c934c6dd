"""Documents that have the dossier's own fields: held against its format, and mended.

What does not convert is kept under ``source_fields`` and told, so that the record opens without a
problem. Only a required field costs the whole record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo, fields

from store import dates
from store.errors import DateError
from store.formats.base import Document, Item, Remark, Table
from store.model import TABLES, ActorKind, LinkKind, QuoteKind

DATED: Final[Mapping[str, tuple[str, ...]]] = {"events": ("when",), "quotes": ("said", "published")}
"""The fields of each table that hold an EDTF date."""

_UNFIT: Final = (msgspec.ValidationError, OverflowError, RecursionError, UnicodeEncodeError)
_BY_KIND: Final[tuple[tuple[str, frozenset[str], Table], ...]] = (
    ("from", frozenset(get_args(LinkKind)), "links"),
    ("text", frozenset(get_args(QuoteKind)), "quotes"),
    ("name", frozenset(get_args(ActorKind)), "actors"),
)
_KEPT: Final = "It is kept in source_fields."
_FIELDS: Final = {name: fields(kind) for name, kind in TABLES.items()}


def table_of(document: Mapping[str, object]) -> Table | None:
    """The table that a document belongs to by the dossier's own fields; None when by none."""
    keys, kind = document.keys(), document.get("kind")
    known = kind if isinstance(kind, str) else ""
    if {"format", "title"} <= keys:
        return "dossier"
    if isinstance(document.get("csl"), dict):
        return "sources"
    for field, kinds, table in _BY_KIND:
        if field in keys and known in kinds:
            return table
    # A title alone is anybody's: something else must be as it is here.
    if "title" in keys and "id" in keys and keys & {"when", "participants", "citations"}:
        return "events"
    return None


def checked(table: Table, document: object, place: str) -> Iterator[Item | Remark]:
    """A record that the program reads without a problem, and remarks on what did not fit.

    Args:
        table: The table that it belongs to.
        document: What stands in the file.
        place: Where it stands, for remarks.
    """
    if not isinstance(document, dict):
        yield Remark(place, "it is no object", "Take it out.", skipped=True)
        return
    if table == "dossier":
        yield Item(table, document, place)
        return
    if isinstance(document.get("id"), int):
        document = {**document, "id": str(document["id"])}
    if not _fits(table, document):
        mended = dict(document)
        remarks = list(_mend(table, mended, place))
        yield from remarks
        if any(remark.skipped for remark in remarks):
            return
        document = mended
    document, remarks = _dated(table, document, place)
    yield from remarks
    yield Item(table, document, place)


def _fits(table: Table, document: Document) -> bool:
    try:
        msgspec.convert(document, TABLES[table])
    except _UNFIT:
        return False
    return True


def _mend(table: Table, document: Document, place: str) -> Iterator[Remark]:
    for field in _FIELDS[table]:
        key = field.encode_name
        here = f"{place}, {key}"
        if key not in document:
            if field.required:
                yield Remark(here, "a required field is missing", "Add it.", skipped=True)
                return
            continue
        why = _misfit(document[key], field.type)
        if not why:
            continue
        if field.required:
            yield Remark(here, why, "Correct it.", skipped=True)
            return
        set_aside(document, key, document.pop(key))
        kept = _fitting_entries(field, document["source_fields"][key])
        if kept:
            document[key] = kept
        yield Remark(here, why, _KEPT)


def _misfit(value: object, kind: object) -> str:
    """Why a value does not convert; empty when it does."""
    try:
        msgspec.convert(value, cast("type[Any]", kind))
    except UnicodeEncodeError:
        return "it holds half of a surrogate pair"
    except RecursionError:
        return "it is nested too deeply"
    except (msgspec.ValidationError, OverflowError) as error:
        return str(error).partition(" - at ")[0].replace("`", "")
    return ""


def _fitting_entries(field: FieldInfo, value: object) -> list[object]:
    """The entries of a list that are sound, where others are not."""
    if get_origin(field.type) is not tuple or not isinstance(value, list):
        return []
    kind = get_args(field.type)[0]
    return [entry for entry in value if not _misfit(entry, kind)]


def _dated(table: Table, document: Document, place: str) -> tuple[Document, list[Remark]]:
    """The document without what is no date, which is told."""
    remarks: list[Remark] = []
    for key in DATED.get(table, ()):
        why = _undated(document.get(key))
        if why:
            document = dict(document)
            raw = document.pop(key)
            if "display_date" in document:
                set_aside(document, key, raw)
            else:
                document["display_date"] = raw
            remarks.append(Remark(f"{place}, {key}", why, "Its date is left open, and kept."))
    for index, position in enumerate(_positions(table, document)):
        why = _undated(position.get("when"))
        if why:
            kept = {**position, "source_fields": {"when": position["when"]}}
            del kept["when"]
            positions = [*document["positions"]]
            positions[index] = kept
            document = {**document, "positions": positions}
            remarks.append(Remark(f"{place}, positions[{index}].when", why, _KEPT))
    return document, remarks


def _positions(table: Table, document: Document) -> list[Document]:
    return document.get("positions") or [] if table == "actors" else []


def _undated(value: object) -> str:
    """Why a value is no date; empty when it is one or there is none."""
    if not isinstance(value, str):
        return ""
    try:
        dates.parse(value)
    except DateError as error:
        return error.what
    return ""


def set_aside(document: Document, key: str, value: object) -> None:
    """Keeps a value that has no place of its own under ``source_fields``."""
    kept = document.get("source_fields")
    if not isinstance(kept, dict):
        kept = {} if kept is None else {"source_fields": kept}
    document["source_fields"] = {**kept, key: value}
