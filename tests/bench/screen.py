"""A program in a terminal of its own, and how long until something is on its screen."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tests.terminal.surroundings import clean_env

if TYPE_CHECKING:
    from pathlib import Path

_INK = re.compile(rb"\x1b\[[0-9;]*m")
_PATIENCE = 60.0
_QUIET = 0.15
"""Seconds without a byte after which nothing more is expected."""


class Screen:
    """A program in a terminal of 120 columns and 36 rows, from its start to its end.

    Args:
        argv: The command line.
        home: The user's home, for settings.
    """

    def __init__(self, argv: list[str], home: Path) -> None:
        self._argv = argv
        self._raw = b""
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self._begun = time.perf_counter()
        self._process = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave, env=clean_env(home),
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:  # fmt: skip
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def until(self, sign: bytes) -> float:
        """Waits until a text has been painted since the last key.

        Returns:
            Seconds since the last key, or since the start where there was none.

        Raises:
            TimeoutError: It never was.
        """
        now = time.perf_counter()
        while sign not in _INK.sub(b"", self._raw):
            if not select.select([self._master], [], [], _PATIENCE)[0]:
                raise TimeoutError(f"{self._argv} never showed {sign!r}")
            self._raw += os.read(self._master, 65536)
            now = time.perf_counter()
        return now - self._begun

    def settle(self) -> None:
        """Waits until nothing more is painted."""
        while select.select([self._master], [], [], _QUIET)[0]:
            self._raw += os.read(self._master, 65536)

    def press(self, key: bytes, *, anew: bool = True) -> None:
        """Sends a key.

        Args:
            key: What the terminal sends for it.
            anew: Whether time, and what has been painted, count from here.
        """
        if anew:
            self._raw, self._begun = b"", time.perf_counter()
        os.write(self._master, key)
