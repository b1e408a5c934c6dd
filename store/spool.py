"""Documents by table and id, however many: a few in memory, more in a temporary file.

The file is a private database of SQLite, which has no name: it is gone when the spool is, however
the process ends. It lies where SQLite puts such files: in the folder that TMPDIR names, else in
/var/tmp or /tmp (on Windows the folder of TMP); see https://sqlite.org/tempfiles.html. In memory
are then at most `HELD` bytes of documents that wait to be written, as much of the file as SQLite
keeps (8 MB), and `_KNOWN` ids.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from store.errors import DossierError

if TYPE_CHECKING:
    from sqlite3 import Connection

HELD: Final = 8 << 20
"""Bytes of documents in memory, with what Python needs beside each; beyond, a file is made."""
_BESIDE: Final = 300
"""Bytes that a document of no length takes in memory, with its id."""
_KNOWN: Final = 50_000
"""Ids that are known to be there without another look into the file."""

_MAKE: Final = (
    "PRAGMA temp_store = FILE",  # some builds would keep what is temporary in memory
    "ATTACH '' AS spool",
    "PRAGMA spool.journal_mode = OFF",
    "PRAGMA spool.synchronous = OFF",
    "PRAGMA spool.cache_size = -8192",
    "BEGIN",  # never committed: what leaves the cache is written, and nobody reads it afterwards
    "CREATE TABLE spool.records (number INTEGER PRIMARY KEY, name TEXT, id TEXT, document BLOB)",
    "CREATE UNIQUE INDEX spool.ids ON records (id, name)",
)
_PUT: Final = (
    "INSERT INTO records (name, id, document) VALUES (?, ?, ?) "
    "ON CONFLICT (id, name) DO UPDATE SET document = excluded.document"
)
_GET: Final = "SELECT document FROM records WHERE id = ? AND name = ?"
_NAMES: Final = "SELECT name FROM records WHERE id = ?"
_ALL: Final = "SELECT id, document FROM records WHERE name = ? ORDER BY number"


class SpoolTable:
    """Documents by id, in the order in which they came.

    Args:
        shelf: Where they are kept.
        name: What the table is called there.

    Raises:
        DossierError: From every method: the file cannot be written, as when the disk is full, or
            not be read.
    """

    def __init__(self, shelf: _Shelf, name: str) -> None:
        self._shelf, self._name, self._number = shelf, name, 0

    def __len__(self) -> int:
        return self._number

    def __contains__(self, key: str) -> bool:
        return self._shelf.has(self._name, key)

    def __getitem__(self, key: str) -> bytes:
        document = self.get(key)
        if document is None:
            raise KeyError(key)
        return document

    def get(self, key: str) -> bytes | None:
        """A document; None when there is none of this id."""
        return self._shelf.get(self._name, key)

    def add(self, key: str, document: bytes) -> None:
        """Keeps a document of an id that is not there yet."""
        self._shelf.put(self._name, key, document)
        self._number += 1

    def replace(self, key: str, document: bytes) -> None:
        """Keeps a document in the place of the one of the same id."""
        self._shelf.put(self._name, key, document)

    def items(self) -> Iterator[tuple[str, bytes]]:
        """The ids and documents; nothing may be added or replaced meanwhile."""
        return self._shelf.items(self._name) if self._number else iter(())

    def values(self) -> Iterator[bytes]:
        """The documents; nothing may be added or replaced meanwhile."""
        return (document for _, document in self.items())


class Spool(Mapping[str, SpoolTable]):
    """Tables of documents.

    Args:
        names: What the tables are called.
        held: Bytes that may be in memory before a file is made; `HELD` by default.
    """

    def __init__(self, names: Iterable[str], held: int | None = None) -> None:
        self._shelf = _Shelf(names, HELD if held is None else held)
        self._tables = {name: SpoolTable(self._shelf, name) for name in self._shelf.waiting}

    def __getitem__(self, name: str) -> SpoolTable:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    @property
    def on_disk(self) -> bool:
        """Whether there is a file."""
        return self._shelf.file is not None

    def having(self, key: str) -> set[str]:
        """The names of the tables that have a document of this id.

        Raises:
            DossierError: The file cannot be read.
        """
        return self._shelf.having(key)


class Met:
    """Keys that were met, of which many are in a temporary file as well.

    Raises:
        DossierError: From its method: as those of `SpoolTable`.
    """

    def __init__(self) -> None:
        self._table = Spool(("met",))["met"]

    def first(self, key: str) -> bool:
        """Whether a key is met for the first time; it is remembered."""
        if key in self._table:
            return False
        self._table.add(key, b"")
        return True


class _Shelf:
    """What the tables of a spool share: the documents that wait, and the file."""

    def __init__(self, names: Iterable[str], held: int) -> None:
        self.waiting: dict[str, dict[str, bytes]] = {name: {} for name in names}
        self.file: Connection | None = None
        self._held, self._size = held, 0
        self._known: set[tuple[str, str]] = set()

    def having(self, key: str) -> set[str]:
        found = {name for name, documents in self.waiting.items() if key in documents}
        if self.file is not None:
            with _told():
                found.update(name for (name,) in self.file.execute(_NAMES, (key,)))
        return found

    def get(self, name: str, key: str) -> bytes | None:
        document = self.waiting[name].get(key)
        if document is not None or self.file is None:
            return document
        with _told():
            row = self.file.execute(_GET, (key, name)).fetchone()
        return None if row is None else row[0]

    def has(self, name: str, key: str) -> bool:
        if key in self.waiting[name] or (name, key) in self._known:
            return True
        if self.file is None or name not in self.having(key):
            return False
        # Most references lead to a few records; none is ever taken away.
        if len(self._known) >= _KNOWN:
            self._known.clear()
        self._known.add((name, key))
        return True

    def put(self, name: str, key: str, document: bytes) -> None:
        self.waiting[name][key] = document
        self._size += len(key) + len(document) + _BESIDE
        if self._size > self._held:
            self._write()

    def items(self, name: str) -> Iterator[tuple[str, bytes]]:
        if self.file is None:
            yield from self.waiting[name].items()
            return
        self._write()
        with _told():
            yield from self.file.execute(_ALL, (name,))

    def _write(self) -> None:
        with _told():
            if self.file is None:
                self.file = _made()
                weakref.finalize(self, self.file.close)
            for name, documents in self.waiting.items():
                rows = ((name, key, document) for key, document in documents.items())
                self.file.executemany(_PUT, rows)
                documents.clear()
        self._size = 0


def _made() -> Connection:
    import sqlite3  # few imports are so large that they need it

    # Whoever is the last to let go of it closes it, which may be another thread.
    file = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for statement in _MAKE:
        file.execute(statement)
    return file


@contextmanager
def _told() -> Iterator[None]:
    """Tells an error of the file as one of ours."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        variable = "TMP" if sys.platform == "win32" else "TMPDIR"
        raise DossierError(
            f"the temporary file for its records cannot be written or read ({error})",
            mend=f"Make room on its disk, or name a folder on another by {variable}.",
        ) from error
