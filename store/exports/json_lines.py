"""JSON lines: a record a line, each with the name of its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.encoding import encode
from store.exports.base import Document, Exporter, ExportOptions, encoded
from store.exports.whole import losses, tables
from store.views import InView


def _write(seen: InView, options: ExportOptions) -> Iterator[bytes]:
    for table, documents in tables(seen, options):
        for document in documents:
            yield _line(table, document)


def _line(table: str, document: Document) -> bytes:
    # A field of that name, which no record of ours has, gives way to the table's.
    own = {f"'{key}" if key.lstrip("'") == "table" else key: document[key] for key in document}
    return encoded(f"{encode({'table': table, **own})}\n")


EXPORTER: Final = Exporter("jsonl", "JSON lines", "jsonl", _write, losses, marks=True)
