"""A set of CSV files, one a table: in a folder, or in one ZIP archive."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from store import table_cells
from store.exports.base import Document, Exporter, ExportOptions, encoded
from store.exports.whole import losses, tables
from store.views import InView


def _members(seen: InView, options: ExportOptions) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The tables that have records, each as a file."""
    for table, documents in tables(seen, options):
        kept = list(documents)
        if kept:
            yield f"{table}.csv", _table(kept)


def _table(kept: Sequence[Document]) -> Iterator[bytes]:
    """Every field that a record of this table has here, known or not, in the order first met."""
    heads = list(dict.fromkeys(key for document in kept for key in document))
    yield row(map(table_cells.guarded, heads))
    for document in kept:
        yield row(table_cells.written(head, document.get(head)) for head in heads)


def row(cells: Iterable[str]) -> bytes:
    """A row of CSV (RFC 4180); a cell may hold line ends."""
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return encoded(text.getvalue())


def _write(seen: InView, options: ExportOptions) -> Iterator[bytes]:
    archive = io.BytesIO()
    day = (max(options.made.year, 1980), options.made.month, options.made.day, 0, 0, 0)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for name, pieces in _members(seen, options):
            about_file = zipfile.ZipInfo(name, day)
            about_file.compress_type = zipfile.ZIP_DEFLATED
            about_file.external_attr = 0o644 << 16
            with files.open(about_file, "w") as file:
                file.writelines(pieces)
    yield archive.getvalue()


EXPORTER: Final = Exporter(
    "csv", "CSV files, one a table", "zip", _write, losses, members=_members, marks=True
)
