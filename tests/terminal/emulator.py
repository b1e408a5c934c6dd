"""A program in a pty, seen through a terminal emulator and as raw bytes."""

from __future__ import annotations

import base64
import errno
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

import pyte
import pytest

from tests.terminal.surroundings import clean_env

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ",
    "backspace": "\x7f", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
"""What a terminal sends for a key that is no character; names as in Textual."""

# A session leader takes the terminal before it becomes the program: without this, no ctrl+c,
# ctrl+z or SIGWINCH. A function between fork and exec would do too, but not beside threads.
_LEAD = (
    "import fcntl, os, sys, termios\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "os.execvp(sys.argv[1], sys.argv[1:])\n"
)

_OSC52 = re.compile(rb"\x1b\]52;[a-z0-7]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
_MODE_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9:;<=>?$ ]*)?\Z")
# Sequences of newer terminals (keyboard protocols, mode queries) that pyte would show or mistake.
_BEYOND_PYTE = re.compile(rb"\x1b\[(?:[<=>][0-9;:]*[@-~]|\?[0-9;]*(?:\$p|u))")


def osc52_texts(raw: bytes) -> list[str]:
    """The texts that a program sent to the terminal's clipboard, in order."""
    return [base64.b64decode(found).decode("utf-8") for found in _OSC52.findall(raw)]


class Cell(NamedTuple):
    """One cell of the screen; colours are names or six hexadecimal digits."""

    text: str
    fg: str
    bg: str
    bold: bool
    italic: bool
    underline: bool
    reverse: bool


class _Screen(pyte.Screen):
    """A screen whose answers (device attributes, cursor position) go back to the program."""

    def __init__(self, columns: int, lines: int, answer: Callable[[bytes], None]) -> None:
        super().__init__(columns, lines)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        self._answer(data.encode())


class Pty:
    """A program in a terminal of its own.

    Args:
        argv: The command line; the program is looked up on the PATH.
        cols: Width in cells.
        rows: Height in cells.
        env: Added to the clean environment.
        home: The program's home; by default a folder that is gone afterwards.
        cwd: Where it starts; by default where the tests run.

    Attributes:
        raw: Every byte that the program wrote.
        home: The program's home.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        cols: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        home: Path | None = None,
        cwd: Path | None = None,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="home-") if home is None else None
        self.home = Path(self._folder.name) if self._folder else home or Path()
        self.raw = b""
        self._unread = b""
        self._open = True
        self._answers: list[bytes] = []
        self._screen = _Screen(cols, rows, self._answers.append)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)
        try:
            self._set_size(cols, rows)
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _LEAD, *argv],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=clean_env(self.home, env),
                cwd=cwd,
                start_new_session=True,
            )
        finally:
            os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close(grace=0)

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    @property
    def display(self) -> list[str]:
        """The lines of the screen as they stand, each as wide as the screen."""
        # pyte's own property trips over the second half of a wide character that was overwritten.
        screen = self._screen
        rows = (screen.buffer[y] for y in range(screen.lines))
        return ["".join(row[x].data for x in range(screen.columns)) for row in rows]

    @property
    def text(self) -> str:
        """The screen as one text, without the blanks at the ends of its lines."""
        return "\n".join(line.rstrip() for line in self.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    def cell(self, x: int, y: int) -> Cell:
        """The cell at column `x` of row `y`, from 0."""
        char = self._screen.buffer[y][x]
        return Cell(
            char.data,
            char.fg,
            char.bg,
            char.bold,
            char.italics,
            char.underscore,
            char.reverse,
        )

    def send(self, keys: str) -> None:
        """Type the characters as they are, e.g. ``"/esper\\r"``."""
        self._write(keys.encode())

    def press(self, *names: str) -> None:
        """Press keys by name (see `KEYS`); any other name is typed as it is."""
        self.send("".join(KEYS.get(name, name) for name in names))

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def resize(self, cols: int, rows: int) -> None:
        """Make the terminal another size; the system tells the program."""
        self._screen.resize(rows, cols)
        self._set_size(cols, rows)

    def wait_for(self, what: str | Callable[[str], bool], timeout: float = 20) -> str:
        """Read until the screen holds a text, or a test of the screen's text is true.

        Returns:
            The screen's text.

        Raises:
            AssertionError: After `timeout` seconds, or when the program has ended without it.
        """
        deadline = time.monotonic() + timeout
        while not (what in self.text if isinstance(what, str) else what(self.text)):
            left = deadline - time.monotonic()
            if left <= 0 or not self._open:
                why = f"not in {timeout} s" if self._open else "the program ended"
                self._fail(f"{what!r}: {why}")
            self._read(left)
        return self.text

    def settle(self, quiet: float = 0.3, timeout: float = 20) -> str:
        """Read until the program has been silent for `quiet` seconds; returns the screen's text."""
        deadline = time.monotonic() + timeout
        while self._open and self._read(quiet):
            if time.monotonic() > deadline:
                self._fail(f"never silent in {timeout} s")
        return self.text

    def wait(self, timeout: float = 20) -> int:
        """Read until the program ends by itself; returns its status, as `subprocess` counts it.

        Raises:
            AssertionError: When it still runs after `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        while self._process.poll() is None:
            if time.monotonic() > deadline:
                self._fail(f"still running after {timeout} s")
            self._read(0.05)
        while self._open and self._read(0):
            pass
        return self._process.returncode

    def close(self, grace: float = 5) -> int:
        """Give the program `grace` seconds to end, end it, and return its status.

        A program that had to be ended counts as ``-signal.SIGKILL``.
        """
        deadline = time.monotonic() + grace
        while self._process.poll() is None and time.monotonic() < deadline:
            self._read(0.05)
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        status = self.wait()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
            self._open = False
        if self._folder:
            self._folder.cleanup()
        return status

    def _set_size(self, cols: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def _write(self, data: bytes) -> None:
        # What the program writes meanwhile is read, or both would wait for each other.
        while data and self._open:
            readable, writable, _ = select.select([self._master], [self._master], [], 20)
            if not (readable or writable):
                self._fail("the program reads no keys")
            if readable:
                self._read(0)
            if writable and self._open:
                with suppress(BlockingIOError):
                    data = data[os.write(self._master, data[:256]) :]

    def _read(self, patience: float) -> bool:
        """Take in what comes within `patience` seconds; False when nothing did."""
        if not self._open:
            # Its terminal is closed but the program runs on: there is only its end to wait for.
            select.select([], [], [], min(patience, 0.05))
            return False
        if not select.select([self._master], [], [], max(0, patience))[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        self._open = bool(data)
        self.raw += data
        self._show(data)
        return bool(data)

    def _show(self, data: bytes) -> None:
        data = self._unread + data
        tail = _UNFINISHED.search(data)
        self._unread = tail[0] if tail else b""
        data = data[: len(data) - len(self._unread)]
        for mode in _MODE_QUERY.findall(data):
            self._answers.append(b"\x1b[?%b;0$y" % mode)  # 0: a mode not known here
        self._stream.feed(_BEYOND_PYTE.sub(b"", data))
        # Not before: writing reads, and what is read must not be shown ahead of this.
        answers = b"".join(self._answers)
        self._answers.clear()
        self._write(answers)

    def _fail(self, why: str) -> None:
        frame = "-" * self._screen.columns
        pytest.fail(
            f"{why}\n{frame}\n{self.text.rstrip()}\n{frame}\nlast bytes: {self.raw[-200:]!r}"
        )
