"""JSON lines: a record a line, each with the name of its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.encoding import encode
from store.exports.base import (
    Document,
    Exporter,
    ExportOptions,
    closed,
    documents,
    encoded,
    nothing,
)  # fmt: skip
from store.exports.onrecord_json import about
from store.model import TABLES
from store.views import InView


def _write(seen: InView, options: ExportOptions) -> Iterator[bytes]:
    yield _line("dossier", about(seen))
    rows = closed(seen)
    for table in TABLES:
        for document in documents(seen, table, rows[table], marks=options.marks):
            yield _line(table, document)


def _line(table: str, document: Document) -> bytes:
    own = document.pop("table", None)
    if own is not None:
        # A field of that name, which no record of ours has, gives way to the table's.
        kept = document.get("source_fields")
        document["source_fields"] = {**(kept if isinstance(kept, dict) else {}), "table": own}
    return encoded(f"{encode({'table': table, **document})}\n")


EXPORTER: Final = Exporter("jsonl", "JSON lines", "jsonl", _write, nothing, marks=True)
