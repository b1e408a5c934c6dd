"""CSV and TSV: tables that people keep in spreadsheets, and the tables that onrecord writes itself.

A table of our own (all its headers are fields of one of a dossier's tables, or it is called
``events.csv`` and the like) is read back as it was written. Of any other, the headers are guessed
by `store.formats.csv_mapping`, and the guess is told. A folder or a ZIP archive of tables of our
own is read as one dossier.
"""

from __future__ import annotations

import contextlib
import json
import lzma
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO, Final, cast

from store import table_cells
from store.errors import DateError, DossierError
from store.formats import csv_mapping, csv_rows, written_dates
from store.formats.base import Importer, Item, Options, Remark, Table, stable_id
from store.formats.csv_records import Records
from store.formats.opened import Input
from store.formats.own_records import checked
from store.model import TABLES, Dossier
from store.spool import Met

_NAMES: Final[tuple[Table, ...]] = ("dossier", "sources", "actors", "events", "quotes", "links")
_ENDINGS: Final = (".csv", ".tsv", ".tab")
_NUMBERED: Final = re.compile(r"[0-9]+")
_SHOWN: Final = 40
"""Columns that are named in a remark."""
_CHANGE: Final = "Change it by --map “Header=field”."
_BAD_ARCHIVE: Final = (
    OSError, RuntimeError, UnicodeDecodeError, zipfile.BadZipFile, zipfile.LargeZipFile,
    NotImplementedError, lzma.LZMAError,
)  # fmt: skip
"""What `zipfile` and its unpackers raise for an archive that is damaged or locked."""
_DOCUMENT: Final = re.compile(r"\s*[{\[<]")


def _sniff(source: Input) -> int:
    if source.is_folder or source.head.startswith(b"PK\x03\x04"):
        return 95 if _members(source) else 0
    named = source.name.endswith(_ENDINGS)
    head = source.head_text
    # A short PDF is the one file for print that may hold no empty byte.
    if "\x00" in head or head.startswith("%PDF-") or (_DOCUMENT.match(head) and not named):
        return 0
    try:
        mark, headers, _ = _header(source)
    except DossierError:
        return 20 if named and head.strip() else 0
    if _own_table(source.name, headers):
        return 97
    guessed = sum(map(csv_mapping.known, headers))
    if named:
        return 50 if guessed >= 2 else 30
    return 30 if guessed >= 2 and mark in head else 0


def columns(source: Input, options: Options) -> csv_mapping.Columns | None:
    """What the columns of a table are taken for; None for a table of our own, or several.

    Raises:
        DossierError: It cannot be read, or nothing says what its rows are.
        UsageError: The user's mapping does not fit the table.
    """
    if source.is_folder or source.head.startswith(b"PK\x03\x04"):
        return None
    _, headers, first = _header(source, options)
    if _own_table(source.name, headers) and not options.mapping:
        return None
    return _columns(source, headers, first, options)


def _columns(
    source: Input, headers: list[str], first: int, options: Options
) -> csv_mapping.Columns:
    found = csv_mapping.guess(headers, options.mapping)
    if found is None:
        place = f"{source.path}: line {first}"
        what = "its headers do not say what its rows are"
        if any(map(_is_data, headers)):
            what = "it begins with data, and has no headers"
        mend = (
            f"Its columns are {', '.join(headers[:_SHOWN])}. Name some by --map “Header=field”, "
            "e.g. --map 1=title --map 2=when where there are no headers."
        )
        raise DossierError(what, place, mend)
    return found


def _header(source: Input, options: Options = Options()) -> tuple[str, list[str], int]:  # noqa: B008
    """The separator, the headers, and the line that they stand on; 0 when there are none.

    Raises:
        DossierError: There is no row that could be read.
    """
    head = source.head_text
    mark = csv_rows.separator(head)
    for row in csv_rows.rows(iter(head.splitlines(keepends=True)), mark):
        if isinstance(row, Remark):
            break
        if row.line == 1 and row.cells[0].lower().startswith("sep="):
            continue
        numbered = options.mapping and all(map(_NUMBERED.fullmatch, options.mapping))
        if numbered and not set(options.mapping) <= set(row.cells):
            return mark, [str(number) for number in range(1, len(row.cells) + 1)], row.line - 1
        return mark, _heads(source.name, row.cells), row.line
    raise DossierError("it has no row that can be read", str(source.path), "Is it a table?")


def _heads(name: str, cells: list[str]) -> list[str]:
    """The headers: a table of our own has fields whose names stand there letter for letter."""
    exact = [table_cells.unguarded(cell) for cell in cells]
    if _own_table(name, exact) is not None and len(set(exact)) == len(exact):
        return exact
    return csv_rows.named(cells)


def _own_table(name: str, headers: list[str]) -> Table | None:
    """The table of a dossier that a table of our own is."""
    stem = name.rpartition(".")[0]
    for table in _NAMES:
        kind = Dossier if table == "dossier" else TABLES[table]
        fields = kind.__struct_encode_fields__
        needed = {"format", "id", "title"} if table == "dossier" else {"id", *_REQUIRED[table]}
        if needed <= set(headers) and (
            stem == table or set(headers) <= {*fields, "source_fields", "own_marks"}
        ):
            return table
    return None


_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "sources": ("csl",), "actors": ("name", "kind"), "events": ("title",),
    "quotes": ("text", "kind"), "links": ("from", "to", "kind"),
}  # fmt: skip


def _read(source: Input, options: Options) -> Iterator[Item | Remark]:
    if source.is_folder or source.head.startswith(b"PK\x03\x04"):
        for member in _members(source):
            for part in _read_table(member, options):
                at = f"{member.name}: {part.place}"
                if isinstance(part, Item):
                    yield Item(part.table, part.document, at)
                else:
                    yield Remark(at, part.what, part.cure, part.skipped)
        return
    yield from _read_table(source, options)


def _read_table(source: Input, options: Options) -> Iterator[Item | Remark]:
    if not source.head_text.strip():
        raise DossierError("the file is empty", str(source.path), "There is nothing to import.")
    mark, headers, first = _header(source, options)
    own = None if options.mapping else _own_table(source.name, headers)
    records = None
    if own is None:
        found = _columns(source, headers, first, options)
        records = Records(found, options, Met())
        yield from _told(found, first)
    for row in csv_rows.rows(source.lines(), mark, len(headers)):
        if isinstance(row, Remark):
            if row.place != "line 1" or first < 2:
                yield row
        elif row.line > first:
            cells = dict(zip(headers, row.cells, strict=True))
            place = f"line {row.line}"
            if records is not None:
                yield from records.read(cells, place)
            elif own is not None:
                yield from _own(own, cells, place)


def _own(table: Table, cells: Mapping[str, str], place: str) -> Iterator[Item | Remark]:
    read = {head: table_cells.read(head, cell) for head, cell in cells.items()}
    document = {head: value for head, value in read.items() if value is not None}
    if "id" not in document:
        document["id"] = stable_id(table.removesuffix("s"), json.dumps(document, sort_keys=True))
    yield from checked(table, document, place)


def _told(found: csv_mapping.Columns, first: int) -> Iterator[Remark]:
    """How the columns are taken, and which are kept without being understood."""
    place = f"line {max(first, 1)}"
    pairs = [f"“{head}” as {field}" for head, field in found.columns.items() if field]
    what = f"its rows are read as {found.table}: {_cut(pairs)}"
    yield Remark(place, what, _CHANGE)
    kept = [f"“{head}”" for head, field in found.columns.items() if not field]
    if kept:
        one = len(kept) == 1
        what = f"{len(kept)} {'column has' if one else 'columns have'} no place in a dossier"
        cure = f"{'It is' if one else 'They are'} kept in source_fields."
        yield Remark(place, f"{what}: {_cut(kept)}", cure)


def _cut(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"


def _is_data(cell: str) -> bool:
    """Whether a cell is a number or a date, which no header is."""
    try:
        written_dates.read(cell)
    except DateError:
        return _NUMBERED.fullmatch(cell) is not None
    return True


def _members(source: Input) -> list[Input]:
    """The tables of our own in a folder or an archive."""
    names = [f"{table}.csv" for table in _NAMES]
    if source.is_folder:
        return [Input(source.path / name) for name in names if (source.path / name).is_file()]
    try:
        with zipfile.ZipFile(source.lying) as archive:
            held = set(archive.namelist())
    except _BAD_ARCHIVE:
        return []
    return [_Member(source, name) for name in names if name in held]


class _Member(Input):
    """A file in a ZIP archive; it is unpacked piece by piece as it is read."""

    def __init__(self, archive: Input, name: str) -> None:
        super().__init__(archive.path / name)
        self._archive = archive

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        with contextlib.ExitStack() as stack:
            try:
                archive = stack.enter_context(zipfile.ZipFile(self._archive.lying))
                file = stack.enter_context(archive.open(self.path.name))
                yield cast("BinaryIO", file)
            except _BAD_ARCHIVE as error:  # a wrong checksum is found at the end
                raise self._damaged(error) from error


IMPORTER: Final = Importer("csv", "table (CSV, TSV)", _sniff, _read)
