"""Dossier files on disk: read without creating anything, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from store.errors import DossierError

BOM: Final = b"\xef\xbb\xbf"

Stored = dict[str, dict[str, msgspec.Raw]]
"""A TinyDB file, ``{table: {number: document}}``, each document still the bytes of the file."""

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
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DossierError(f"it cannot be read ({reason})", str(path)) from error
    data = data.removeprefix(BOM)
    if not data.strip():
        raise DossierError("the file is empty", str(path), "A dossier is a TinyDB JSON file.")
    return data


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
    try:
        return _SCAN.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _scan_leniently(data, path)


def _scan_leniently(data: bytes, path: Path) -> Stored:
    try:
        whole = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DossierError(
            f"byte {error.start + 1} is not UTF-8", str(path), "Save the file as UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        place = f"{path}: line {error.lineno}, column {error.colno}"
        raise DossierError(f"this is not JSON ({error.msg})", place) from error
    except RecursionError as error:
        raise DossierError("it is nested too deeply to be a dossier", str(path)) from error
    if not isinstance(whole, dict):
        raise DossierError(
            "this is JSON, but no dossier", str(path), "A dossier is an object of tables."
        )
    return {
        name: {
            number: msgspec.Raw(json.dumps(document, allow_nan=True).encode("ascii"))
            for number, document in _documents(table)
        }
        for name, table in whole.items()
    }


def _documents(table: object) -> Iterator[tuple[str, object]]:
    if isinstance(table, dict):
        yield from table.items()
    elif isinstance(table, list):
        yield from ((str(number), document) for number, document in enumerate(table, 1))


def write_bytes(path: Path, data: bytes) -> None:
    """Replaces a file by new bytes: afterwards it holds the old ones or the new, never a mixture.

    A link is followed, and the mode of the file that was there is kept.

    Raises:
        DossierError: It could not be written; the old file is as it was.
    """
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode_for(target))
        Path(temporary).replace(target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise DossierError(
            f"it cannot be written ({error.strerror})", str(path), "Nothing was changed."
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


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


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock of a file's folder, so that two writers take turns.

    The folder itself is locked: no lock file is left lying about. Windows has no such lock.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - there is none on Windows

    handle = os.open(Path(os.path.realpath(path)).parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
