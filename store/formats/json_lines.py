"""JSON lines, or one array, of objects: a dossier's records, or rows as a table would have them.

A record says its table by a key ``table``, by a key ``type`` that names one, or by its fields.
Objects that are no records of ours are read as rows by their keys, as `store.formats.csv_table`
reads columns, when those say what they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from store.errors import DossierError
from store.formats import csv_mapping
from store.formats.base import Document, Importer, Item, Options, Remark, Table, stable_id
from store.formats.csv_records import Records
from store.formats.opened import Input
from store.formats.own_records import checked, table_of
from store.formats.streams import objects
from store.model import TABLES
from store.spool import Met

_WORDS: Final[Mapping[str, Table]] = {
    "dossier": "dossier",
    **{word: cast("Table", table) for table in TABLES for word in (table, table[:-1])},
}
_ENDINGS: Final = (".jsonl", ".ndjson", ".ldjson", ".jsonlines")
_HEADS: Final = 2000
"""Different sets of keys that are remembered."""


def _sniff(source: Input) -> int:
    head = source.head_text.lstrip()
    first = _first_object(head)
    if first is None:
        return 0
    named = source.name.endswith(_ENDINGS)
    own = _split(first)[0]
    if own is not None:
        return 92 if "table" in first or named else 80
    if source.name.endswith(".json") and not head.startswith("[") and "\n" not in head.rstrip():
        # One object is a file of its own kind, such as a program's settings; who means it as the
        # only one of its lines can say so by the name, or by --from.
        return 0
    columns = csv_mapping.guess(list(first), {})
    return (40 if named else 25) if columns is not None and len(first) > 1 else 0


def _first_object(head: str) -> dict[str, Any] | None:
    text = head[1:].lstrip() if head.startswith("[") else head
    if not text.startswith("{"):
        return None
    try:
        found, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    # A single object that fills the file is a document of some kind, and no list of records.
    alone = head is text and not text[end:].strip() and "\n" in text.strip()
    return found if isinstance(found, dict) and not alone else None


def _read(source: Input, options: Options) -> Iterator[Item | Remark]:
    rows = _Rows(options)
    for place, found in _objects(source):
        if isinstance(found, Remark):
            yield found
            continue
        table, document = _split(found)
        if table is None or options.mapping:
            yield from rows.read(found, place)
            continue
        if table != "dossier" and "id" not in document:
            content = json.dumps(document, sort_keys=True)
            document = {"id": stable_id(table.removesuffix("s"), content), **document}
        yield from checked(table, document, place)


def _split(found: Mapping[str, Any]) -> tuple[Table | None, Document]:
    """The table of a record, and the record without the key that named it."""
    for key in ("table", "type"):
        word = found.get(key)
        if isinstance(word, str) and word.lower() in _WORDS:
            return _WORDS[word.lower()], {_field(k): v for k, v in found.items() if k != key}
    return table_of(found), dict(found)


def _field(key: str) -> str:
    """The field that a key is: one that is itself called ``table`` stands as ``'table``."""
    return key[1:] if key[:1] == "'" and key.lstrip("'") == "table" else key


def _objects(source: Input) -> Iterator[tuple[str, dict[str, Any] | Remark]]:
    if source.head_text.lstrip().startswith("["):
        whole = source.json()
        if not isinstance(whole, list):
            raise DossierError("it is no array of records", str(source.path))
        for index, entry in enumerate(whole):
            place = f"[{index}]"
            what = "it is no object"
            fit = isinstance(entry, dict)
            yield place, entry if fit else Remark(place, what, "Take it out.", skipped=True)
        return
    for one in objects(source):
        if isinstance(one, Remark):
            yield one.place, one
        else:
            yield f"line {one[0]}", one[1]


class _Rows:
    """Objects that are no records of ours, read by their keys."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._records: dict[tuple[str, ...], Records | None] = {}
        self._told: set[str] = set()
        self._met = Met()

    def read(self, found: Mapping[str, Any], place: str) -> Iterator[Item | Remark]:
        heads = tuple(found)
        if heads not in self._records:
            if len(self._records) >= _HEADS:
                self._records.clear()
            mapping = {k: v for k, v in self._options.mapping.items() if k in heads}
            columns = csv_mapping.guess(heads, mapping)
            self._records[heads] = Records(columns, self._options, self._met) if columns else None
            if columns is not None:
                yield from self._tell(columns, place)
        records = self._records[heads]
        if records is None:
            what = "it is no record, and its keys do not say what it is"
            cure = "Add a key “table”, or name some by --map “key=field”."
            yield Remark(place, what, cure, skipped=True)
            return
        yield from records.read({head: _cell(found[head]) for head in heads}, place)

    def _tell(self, columns: csv_mapping.Columns, place: str) -> Iterator[Remark]:
        for head, field in columns.columns.items():
            what = f"“{head}” is read as {columns.table}.{field}"
            if not field:
                what = f"“{head}” has no place in a dossier, and is kept in source_fields"
            if what not in self._told:
                self._told.add(what)
                yield Remark(place, what, "" if field else "Name its field by --map “key=field”.")


def _cell(value: object) -> str:
    """A value as a cell."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return "; ".join(value)
    try:
        return json.dumps(value, ensure_ascii=False)
    except (RecursionError, ValueError):
        return ""


IMPORTER: Final = Importer("jsonl", "JSON lines or array of records", _sniff, _read)
