"""Dossier files on disk: read without creating anything, written whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import errno
import json
import os
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from store.errors import DossierError

BOM: Final = b"\xef\xbb\xbf"

Stored = dict[str, dict[str, msgspec.Raw]]
"""A TinyDB file, ``{table: {number: document}}``, each document still the bytes of the file."""

_PIECE: Final = 1 << 16
"""Bytes that are checked at a time, so that a large file is not held twice."""

_SCAN: Final = msgspec.json.Decoder(Stored)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, without a byte order mark.

    Raises:
        DossierError: There is no such file, it is a folder, may not be read, or is empty.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DossierError("there is no such file", str(path), "Check the path.") from error
    except IsADirectoryError as error:
        mend = "Name the dossier inside it."
        raise DossierError("this is a folder, not a dossier", str(path), mend) from error
    except PermissionError as error:
        mend = f"Allow it, e.g. chmod u+r {path.name}."
        raise DossierError("you may not read this file", str(path), mend) from error
    except (OSError, ValueError) as error:
        raise DossierError(f"it cannot be read ({reason(error)})", str(path)) from error
    data = data.removeprefix(BOM)
    if not data or data.isspace():
        raise DossierError("the file is empty", str(path), "A dossier is a TinyDB JSON file.")
    return data


def reason(error: OSError | ValueError) -> str:
    """Why a file cannot be reached, in the words of the system; its name may hold a NUL."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def scan(data: bytes, path: Path) -> Stored:
    """Splits a file into its tables and documents, without decoding the documents.

    Things that JSON does not have but files do (NaN, half a surrogate pair) and tables that are no
    objects cost a second, slower reading, no more.

    Args:
        data: The file, as `read_bytes` gives it.
        path: Where it came from, for messages.

    Raises:
        DossierError: It is no JSON (with line and column), or no object of tables.
    """
    _check_utf8(data, path)
    try:
        return _SCAN.decode(data)
    except (msgspec.DecodeError, RecursionError):
        return _scan_leniently(data, path)


def _check_utf8(data: bytes, path: Path) -> None:
    """Refuses a file in another encoding, of which only the ASCII records would read right."""
    if data.isascii():
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _PIECE):
        end = start + _PIECE
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start:end], final=end >= len(data))
        except UnicodeDecodeError as error:
            bad = start - waiting + error.start
            line = data.count(b"\n", 0, bad) + 1
            raise DossierError(
                f"byte {bad + 1} is not UTF-8", f"{path}: line {line}", "Save the file as UTF-8."
            ) from error


def _scan_leniently(data: bytes, path: Path) -> Stored:
    tables = load(data, path)
    try:
        return {
            name: {
                number: msgspec.Raw(json.dumps(document).encode("ascii"))
                for number, document in _documents(table)
            }
            for name, table in tables.items()
        }
    except RecursionError as error:
        raise DossierError("it is nested too deeply to be a dossier", str(path)) from error


def load(data: bytes, path: Path) -> dict[str, object]:
    """Decodes a whole file at once; a table that is a list gets numbers from 1.

    Args:
        data: The file, as `read_bytes` gives it.
        path: Where it came from, for messages.

    Raises:
        DossierError: It is no JSON (with line and column), or no object of tables.
    """
    _check_utf8(data, path)
    try:
        whole = json.loads(data.decode("utf-8"))
    except json.JSONDecodeError as error:
        place = f"{path}: line {error.lineno}, column {error.colno}"
        raise DossierError(f"this is not JSON ({error.msg})", place) from error
    except RecursionError as error:
        raise DossierError("it is nested too deeply to be a dossier", str(path)) from error
    except ValueError as error:  # an integer beyond what Python converts
        raise DossierError("a number in it has too many digits", str(path)) from error
    if not isinstance(whole, dict):
        raise DossierError(
            "this is JSON, but no dossier", str(path), "A dossier is an object of tables."
        )
    return {
        name: dict(_numbered(table)) if isinstance(table, list) else table
        for name, table in whole.items()
    }


def _numbered(documents: Iterable[object]) -> Iterator[tuple[str, object]]:
    return ((str(number), document) for number, document in enumerate(documents, 1))


def _documents(table: object) -> Iterator[tuple[str, object]]:
    """What is no table at all stays as one document without a number, for a problem to name."""
    if isinstance(table, dict):
        yield from table.items()
    else:
        yield "", table


def write_bytes(path: Path, data: bytes) -> None:
    """Replaces a file by new bytes: afterwards it holds the old ones or the new, never a mixture.

    A link is followed, and the mode of the file that was there is kept.

    Raises:
        DossierError: As `write_pieces`.
    """
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Replaces a file as `write_bytes` does, by bytes that need not be in memory all at once.

    Raises:
        DossierError: It could not be written, and the old file is as it was; or it is written, but
            may not survive a power cut.
    """
    target = _followed(path)
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode_for(target))
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise DossierError(
            f"it cannot be written ({error.strerror or error})", str(path), "Nothing was changed."
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
    try:
        _sync_folder(target.parent)
    except OSError as error:
        raise DossierError(
            f"it is written, but the disk does not confirm it ({error.strerror or error})",
            str(path),
            "Check the disk.",
        ) from error


def _followed(path: Path) -> Path:
    """The file itself, behind all links."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:  # its name holds a NUL
        raise DossierError(f"it cannot be written ({reason(error)})", str(path)) from error


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _sync_folder(folder: Path) -> None:
    """Makes a rename durable; a folder cannot be opened for this on Windows."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems know no fsync of a folder
            raise
    finally:
        os.close(handle)


class _Held(threading.local):
    """The files that this thread has locked."""

    def __init__(self) -> None:
        self.files: set[Path] = set()


_HELD: Final = _Held()


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock of a file's folder, so that two writers take turns.

    The folder itself is locked: no lock file is left lying about. A thread may lock several files
    of one folder. Windows has no such lock.

    Raises:
        DossierError: There is no such folder, it may not be opened, or this thread holds the lock
            of this file already, so that one of two changes would be lost.
    """
    target = _followed(path)
    if target in _HELD.files:
        mend = "Make all changes in one “with editing(path)” block."
        raise DossierError("it is being changed already", str(path), mend)
    with _locked_folder(target.parent, path):
        _HELD.files.add(target)
        try:
            yield
        finally:
            _HELD.files.remove(target)


@contextlib.contextmanager
def _locked_folder(folder: Path, path: Path) -> Iterator[None]:
    if sys.platform == "win32" or any(held.parent == folder for held in _HELD.files):
        yield
        return
    import fcntl  # noqa: PLC0415 - there is none on Windows

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        what = f"its folder cannot be opened ({error.strerror})"
        raise DossierError(what, str(path), f"Check {folder}.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
