"""Our own format: a dossier of what is in view, complete in itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

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
from store.model import TABLES
from store.views import InView


def about(seen: InView) -> Document:
    """What the dossier says of itself."""
    stored = msgspec.to_builtins(seen.corpus.dossier)
    return {key: value for key, value in stored.items() if value is not None}


def _write(seen: InView, options: ExportOptions) -> Iterator[bytes]:
    """The file, record by record, set as the program's own writing sets it."""
    yield b'{\n  "dossier": {\n    "1": '
    yield _set(about(seen))
    yield b"\n  }"
    rows = closed(seen)
    for table in TABLES:
        yield f',\n  "{table}": {{'.encode()
        number = 0
        written = documents(seen, table, rows[table], marks=options.marks)
        for number, document in enumerate(written, 1):
            yield f'{"," if number > 1 else ""}\n    "{number}": '.encode()
            yield _set(document)
        yield b"\n  }" if number else b"}"
    yield b"\n}\n"


def _set(document: Document) -> bytes:
    # No text holds a line feed of its own in JSON, so that every one can be indented.
    return encoded(encode(document, indent=2).replace("\n", "\n    "))


EXPORTER: Final = Exporter("json", "onrecord dossier", "json", _write, nothing, marks=True)
