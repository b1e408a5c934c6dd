"""Our own format: a dossier of what is in view, complete in itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.encoding import encode
from store.exports.base import Document, Exporter, ExportOptions, encoded
from store.exports.whole import losses, tables
from store.views import InView


def _write(seen: InView, options: ExportOptions) -> Iterator[bytes]:
    """The file, record by record, set as the program's own writing sets it."""
    for place, (table, documents) in enumerate(tables(seen, options)):
        yield f'{"," if place else "{"}\n  "{table}": {{'.encode()
        number = 0
        for number, document in enumerate(documents, 1):
            yield f'{"," if number > 1 else ""}\n    "{number}": '.encode()
            yield _set(document)
        yield b"\n  }" if number else b"}"
    yield b"\n}\n"


def _set(document: Document) -> bytes:
    # No text holds a line feed of its own in JSON, so that every one can be indented.
    return encoded(encode(document, indent=2).replace("\n", "\n    "))


EXPORTER: Final = Exporter("json", "onrecord dossier", "json", _write, losses, marks=True)
