"""A file to be imported: unpacked, decoded and split as far as it is asked, within limits."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO, Final, cast

from store.errors import DossierError
from store.files import reason

HEAD: Final = 65_536
"""Bytes that a format is known by."""
LONGEST_LINE: Final = 16 << 20
"""Bytes of a line; a longer one is no line but a mistake."""
LARGEST_WHOLE: Final = 512 << 20
"""Bytes, unpacked, of a file that has to be read as one piece."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip

_LOOKED_AT: Final = 64 << 20
"""Bytes of plain ASCII after which no other letter is waited for."""

_DAMAGED: Final = (EOFError, zlib.error, gzip.BadGzipFile)
"""What the unpackers raise for a file that is damaged or cut off."""


class Input:
    """A file to be imported.

    Args:
        path: The file, or a folder for the formats that are folders; it may be a pipe.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._packed: BinaryIO | None = None
        self._copy: IO[bytes] | None = None

    @property
    def name(self) -> str:
        """The name of the file, in lower case, without the ending of a packer."""
        return self.path.name.lower().removesuffix(".gz").removesuffix(".bz2")

    @property
    def share(self) -> float | None:
        """Which part of the file has been read, from 0 to 1, counted in its bytes as they lie.

        None when it is not open, or its length is not known, as that of a pipe.
        """
        if self._packed is None:
            return None
        try:
            size = os.fstat(self._packed.fileno()).st_size
            return min(self._packed.tell() / size, 1) if size else None
        except (OSError, ValueError):  # a pipe has no place; it was closed
            return None

    @cached_property
    def head(self) -> bytes:
        """The first bytes, unpacked; empty for a folder."""
        if self.is_folder:
            return b""
        with self._open() as file:
            return self._guarded(file, HEAD)

    @cached_property
    def encoding(self) -> str:
        """How its text is encoded.

        By its byte order mark; else UTF-16 where every other byte is empty, UTF-8 where that fits
        its first letters beyond ASCII, and Windows-1252 where nothing else does.
        """
        for mark, name in _BOMS:
            if self.head.startswith(mark):
                return name
        if wide := _without_mark(self.head):
            return wide
        try:
            codecs.getincrementaldecoder("utf-8")().decode(self._telling)
        except UnicodeDecodeError:
            return "cp1252"
        return "utf-8"

    @property
    def _telling(self) -> bytes:
        """The first bytes that tell an encoding; the head where it is ASCII as far as is looked."""
        if len(self.head) < HEAD or not self.head.isascii():
            return self.head
        try:
            for number, chunk in enumerate(self.chunks()):
                if not chunk.isascii():
                    return chunk
                if number * HEAD > _LOOKED_AT:
                    break
        except DossierError:
            pass  # it is cut off somewhere: said when that place is reached
        return self.head

    @cached_property
    def head_text(self) -> str:
        """The first bytes as text; what is cut off at the end is left out."""
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        return decoder.decode(self.head).lstrip("\ufeff")

    def data(self) -> bytes:
        """The whole file, unpacked.

        Raises:
            DossierError: It cannot be read or unpacked, or is too large for one piece.
        """
        with self._open() as file:
            data = self._guarded(file, LARGEST_WHOLE + 1)
        if len(data) > LARGEST_WHOLE:
            mend = "Split it, or use a format of lines, such as CSV or JSON lines."
            raise DossierError("it is too large to be read whole", str(self.path), mend)
        return data

    def text(self) -> str:
        """The whole file as text.

        Raises:
            DossierError: As `data`; or a byte of it is not in its encoding.
        """
        try:
            return self.data().decode(self.encoding, self._errors).lstrip("\ufeff")
        except UnicodeDecodeError as error:
            raise self._undecodable(f"byte {error.start + 1}") from error

    def json(self) -> object:
        """The whole file as JSON.

        Raises:
            DossierError: As `text`; or it is no JSON, with line and column.
        """
        try:
            whole: object = json.loads(self.text(), parse_constant=str)
        except json.JSONDecodeError as error:
            place = f"{self.path}: line {error.lineno}, column {error.colno}"
            mend = "Correct it there, or fetch the file again: it may be cut off."
            raise DossierError(f"this is not JSON ({error.msg})", place, mend) from error
        except RecursionError as error:
            mend = "Fetch it again, or name another file."
            raise DossierError("it is nested too deeply", str(self.path), mend) from error
        except ValueError as error:
            what = "a number in it has thousands of digits"
            raise DossierError(what, str(self.path), "Correct the number.") from error
        return whole

    def lines(self) -> Iterator[str]:
        """Its lines with their ends, one at a time, however many there are.

        Raises:
            DossierError: It cannot be read or unpacked, a byte is not in its encoding, or a line
                is longer than any line should be.
        """
        number = 0
        with self._open() as file:
            text = io.TextIOWrapper(file, self.encoding, self._errors, newline="")
            while True:
                number += 1
                try:
                    line = text.readline(LONGEST_LINE)
                except UnicodeDecodeError as error:
                    raise self._undecodable(f"near line {number}") from error
                except _DAMAGED as error:
                    raise self._damaged(error) from error
                if not line:
                    return
                if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
                    place = f"{self.path}: line {number}"
                    raise DossierError("a line of it never ends", place, "Is it a text file?")
                if number == 1:
                    line = line.lstrip("\ufeff")
                if line:
                    yield line

    def chunks(self) -> Iterator[bytes]:
        """The file, unpacked, in pieces, however large it is.

        Raises:
            DossierError: It cannot be read or unpacked.
        """
        with self._open() as file:
            while chunk := self._guarded(file, HEAD):
                yield chunk

    @property
    def _errors(self) -> str:
        # Five bytes have no meaning in Windows-1252; files that claim it hold them all the same.
        return "replace" if self.encoding == "cp1252" else "strict"

    def _undecodable(self, where: str) -> DossierError:
        what = f"a byte of it is not {self.encoding}"
        return DossierError(what, f"{self.path}: {where}", "Save the file as UTF-8.")

    def _damaged(self, error: Exception) -> DossierError:
        mend = "Fetch it again: it is damaged or cut off."
        return DossierError(f"it cannot be unpacked ({error})", str(self.path), mend)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder; of what cannot be looked at, reading it tells why."""
        try:
            return self.path.is_dir()
        except (OSError, ValueError):  # its name is too long; a folder on the way is closed
            return False

    @property
    def lying(self) -> Path:
        """The file as one that can be read more than once: of a pipe, a copy.

        Raises:
            OSError: The pipe cannot be read, or its copy not be written.
        """
        if self._copy is None and self.path.is_fifo():
            # It is gone with this input, which may be read to the end of the import.
            self._copy = NamedTemporaryFile(prefix="onrecord-")  # noqa: SIM115
            with self.path.open("rb") as pipe:
                shutil.copyfileobj(pipe, self._copy)
            self._copy.flush()
        return self.path if self._copy is None else Path(self._copy.name)

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        outer = self._packed  # its head may be read while it is open already
        try:
            with self.lying.open("rb") as file:
                magic = file.read(3)
                file.seek(0)
                self._packed = file
                if magic[:2] == b"\x1f\x8b":
                    with gzip.open(file) as unpacked:
                        yield cast("BinaryIO", unpacked)
                elif magic == b"BZh":
                    with bz2.open(file) as unpacked:
                        yield cast("BinaryIO", unpacked)
                else:
                    yield file
        except FileNotFoundError as error:
            raise DossierError(
                "there is no such file", str(self.path), "Check the path."
            ) from error
        except (OSError, ValueError) as error:  # its name holds a NUL
            what = f"it cannot be read ({reason(error)})"
            raise DossierError(what, str(self.path)) from error
        finally:
            self._packed = outer

    def _guarded(self, file: BinaryIO, size: int) -> bytes:
        """So many bytes, or fewer at the end.

        Raises:
            DossierError: A packed file is damaged.
        """
        try:
            return file.read(size)
        except _DAMAGED as error:
            raise self._damaged(error) from error


def _without_mark(head: bytes) -> str:
    """UTF-16 that has no byte order mark: of ASCII in it, every other byte is empty."""
    even, odd = head[:2000:2], head[1:2000:2]
    if len(odd) > 3 and b"\x00" not in even and odd.count(b"\x00") * 2 > len(odd):
        return "utf-16-le"
    if len(even) > 3 and b"\x00" not in odd and even.count(b"\x00") * 2 > len(even):
        return "utf-16-be"
    return ""
