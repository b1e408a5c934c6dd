"""The dossier as a TinyDB: the one place that knows TinyDB.

Stock TinyDB opens what is written here, and what stock TinyDB writes opens here. Against its own
JSON storage this one never creates a file by opening it, replaces the file whole, and holds a lock
from the first read to the write, so that two programs that write at once lose nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage

from store import files
from store.errors import DossierError

Tables = dict[str, dict[str, Any]]


class DossierStorage(Storage):
    """A TinyDB storage that reads a file once and keeps what is written until it is saved.

    Args:
        path: The file.
        writable: Whether tables may be changed; only `editing` saves what was changed.
        compact: Whether it is saved on one line, which takes a tenth of the time.
    """

    def __init__(self, path: str | Path, *, writable: bool = False, compact: bool = False) -> None:
        self._path = Path(path)
        self._writable = writable
        self._compact = compact
        self._tables: Tables | None = None
        self._changed = False
        if not writable or self._path.exists():
            self._tables = _read_tables(self._path)

    def read(self) -> Tables | None:
        """The tables; None for a file that is still to be made."""
        return self._tables

    def write(self, data: Tables) -> None:
        """Takes the changed tables.

        Raises:
            DossierError: The dossier is open for reading only.
        """
        if not self._writable:
            self._tables = _read_tables(self._path)  # TinyDB has changed them in place by now
            mend = "Change it inside “with editing(path) as db”."
            raise DossierError("it is open for reading only", str(self._path), mend)
        self._tables, self._changed = data, True

    def save(self) -> None:
        """Replaces the file by the changed tables, if any were.

        Raises:
            DossierError: It cannot be written; the file is as it was.
        """
        if self._changed and self._tables is not None:
            files.write_bytes(self._path, encoded(self._tables, compact=self._compact))
            self._changed = False


def open_database(path: str | Path) -> TinyDB:
    """A dossier as a TinyDB to query, for reading only.

    Raises:
        DossierError: There is no such file, it cannot be read, or is no JSON object. Nothing is
            created.
    """
    return TinyDB(path, storage=DossierStorage)


@contextmanager
def editing(path: str | Path, *, compact: bool = False) -> Iterator[TinyDB]:
    """A dossier as a TinyDB to change, saved as one step at the end of the ``with`` block.

    The file is locked for the whole block. When the block fails, the file is as it was. A file
    that is not there yet is made.

    Args:
        path: The file.
        compact: Whether it is saved on one line: for a file that is written often.

    Raises:
        DossierError: The file cannot be read or written.
    """
    with files.locked(Path(path)):
        database = TinyDB(path, storage=DossierStorage, writable=True, compact=compact)
        yield database
        storage = database.storage
        assert isinstance(storage, DossierStorage)
        storage.save()


def write_records(path: str | Path, tables: Mapping[str, Iterable[bytes]]) -> None:
    """Writes a whole dossier record by record, so that a million of them need no second copy.

    Args:
        path: The file; one that is there is replaced.
        tables: For each table its documents, each as JSON.

    Raises:
        DossierError: It cannot be written; the file is as it was.
    """
    with files.locked(Path(path)):
        files.write_pieces(Path(path), _pieces({}, tables))


def extend(
    path: str | Path, tables: Mapping[str, Any], more: Mapping[str, Iterable[bytes]]
) -> None:
    """Writes a dossier's tables and more records behind those of them, one by one.

    To be called with the lock of the file held, since before the tables were read.

    Args:
        path: The file, which is replaced.
        tables: All its tables as they were read; those of `more` are tables of records.
        more: By table further documents, each as JSON.

    Raises:
        DossierError: It cannot be written; the file is as it was.
    """
    files.write_pieces(Path(path), _pieces(tables, more))


def _pieces(tables: Mapping[str, Any], more: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    """The bytes of a file, laid out as `encoded` does."""
    lead = b"{\n"
    for name in {**tables, **more}:
        yield b"%s  %s: " % (lead, _laid_out(name, 2))
        lead = b",\n"
        own = tables.get(name, {})
        if isinstance(own, dict):
            yield from _table(own, more.get(name, ()))
        else:
            yield _laid_out(own, 2)
    yield b"{}\n" if lead == b"{\n" else b"\n}\n"


def _table(own: Mapping[str, object], more: Iterable[bytes]) -> Iterator[bytes]:
    lead, last = b"{\n", 0
    for number, document in own.items():
        yield b"%s    %s: %s" % (lead, _laid_out(number, 4), _laid_out(document, 4))
        lead, last = b",\n", max(last, int(number) if number.isdecimal() else 0)
    for count, encoded_document in enumerate(more, last + 1):
        # A line end inside a text is escaped, so each one here ends a line of the file.
        laid_out = msgspec.json.format(encoded_document, indent=2).replace(b"\n", b"\n    ")
        yield b'%s    "%d": %s' % (lead, count, laid_out)
        lead = b",\n"
    yield b"{}" if lead == b"{\n" else b"\n  }"


def _laid_out(value: object, blanks: int) -> bytes:
    """A value that was read as JSON again, its lines behind so many blanks."""
    return _dumped(value, 2).replace(b"\n", b"\n" + b" " * blanks)


def _read_tables(path: Path) -> Tables:
    tables = files.load(files.read_bytes(path), path)
    return cast("Tables", tables)  # what is no table is kept, and not touched


def encoded(tables: Mapping[str, Mapping[str, object]], *, compact: bool = False) -> bytes:
    """Tables as the bytes of a file: two blanks of indent, or on one line; letters as they are.

    Half a surrogate pair, which UTF-8 cannot hold, makes the whole file ASCII with escapes.

    Raises:
        DossierError: Something in them is nested too deeply.
    """
    return _dumped(tables, None if compact else 2) + b"\n"


def _dumped(value: object, indent: int | None) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, indent=indent).encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent).encode("ascii")
    except RecursionError as error:  # to write it takes more room than it took to read
        mend = "Correct it in the file."
        raise DossierError("a record is nested too deeply to be written", "", mend) from error
