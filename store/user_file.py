"""A file of the user's own about one dossier, such as saved views or marks.

It is kept in a folder of the user's, never in the dossier: one TinyDB file for each dossier id,
replaced whole and changed under a lock, so that two programs at once lose nothing. A file that
cannot be read is set aside under another name and reported; it is never overwritten.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import msgspec
from msgspec import Struct

from store import files
from store.errors import DossierError

if TYPE_CHECKING:
    from tinydb import TinyDB

T = TypeVar("T", bound=Struct)

_SLUG: Final = 40
"""Characters of a dossier's id that its file is named for; the hash behind them tells ids apart."""


class _BrokenError(DossierError):
    """The file is there and can be read, but is not what it should be."""


class UserFile(Generic[T]):
    """One such file.

    Every method raises `DossierError` when the file or its folder cannot be read or written. One
    that finds the file broken has set it aside by then, and the next call starts without it.

    Args:
        path: The file; its folder is made when first needed.
        tables: What it holds: a struct of tables by their names, each with a default, each a dict
            of documents by their TinyDB number. Other tables and fields are kept, and not read.
        holds: What that is for people, in the plural: "saved views".
    """

    def __init__(self, path: Path, tables: type[T], holds: str) -> None:
        self.path = path
        self._tables = tables
        self._holds = holds

    def read(self) -> T:
        """The tables; those of an empty file when there is none."""
        try:
            return self._read()
        except _BrokenError:
            with files.locked(self.path):
                return self._read_or_set_aside()

    @contextmanager
    def editing(self) -> Iterator[TinyDB]:
        """The file as a TinyDB to change, saved as one step at the end of the ``with`` block."""
        self._make_folder()
        self.read()
        # Only writing needs TinyDB: reading, as at every start, is spared its import.
        from store.database import editing

        with editing(self.path, compact=True) as database:
            yield database

    @contextmanager
    def changing(self) -> Iterator[tuple[TinyDB, T]]:
        """As `editing`, with the tables as they are under the lock."""
        with self.editing() as database:
            yield database, self._converted(database.storage.read() or {})

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"the folder for {self._holds} cannot be made ({error.strerror})"
            mend = "Check that you may write there."
            raise DossierError(what, str(self.path.parent), mend) from error

    def _read(self) -> T:
        """The tables of the file; none for one that is not there.

        Raises:
            _BrokenError: It holds something else.
            DossierError: It may not be read.
        """
        try:
            data = files.read_bytes(self.path)
        except DossierError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return self._tables()
            if error.__cause__ is not None:  # the file itself may be sound
                raise
            raise _BrokenError(error.what, error.where) from error
        try:
            return self._converted(files.load(data, self.path))
        except DossierError as error:
            raise _BrokenError(error.what, error.where) from error

    def _converted(self, stored: object) -> T:
        try:
            return msgspec.convert(stored, self._tables, str_keys=True)
        except msgspec.ValidationError as error:
            raise _BrokenError(f"no {self._holds} are in it ({error})", str(self.path)) from error

    def _read_or_set_aside(self) -> T:
        """Reads the file once more, now that no other program can be setting it aside."""
        try:
            return self._read()
        except _BrokenError as error:
            kept = _free_name(self.path)
            what = f"the {self._holds} cannot be read: {error.what}"
            try:
                self.path.rename(kept)
            except OSError as failed:
                mend = f"Move the file away; it cannot be renamed ({failed.strerror})."
                raise DossierError(what, error.where, mend) from failed
            mend = f"The file is kept as {kept.name}; try again to go on without it."
            raise DossierError(what, error.where, mend) from error


def file_name(dossier_id: str) -> str:
    """A safe name for the file of a dossier id, whatever that id holds; each id has its own."""
    plain = unicodedata.normalize("NFKD", dossier_id).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:_SLUG].strip("-") or "dossier"
    digest = zlib.crc32(dossier_id.encode("utf-8", "surrogatepass"))
    return f"{slug}-{digest:08x}.json"


def _free_name(path: Path) -> Path:
    """The first name for a broken file that no earlier one has."""
    number = 1
    while (kept := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    return kept
