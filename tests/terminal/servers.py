"""Servers of a test's own: tmux with default settings, X and Wayland without a screen."""

from __future__ import annotations

import os
import pwd
import select
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

from tests.terminal.emulator import Pty
from tests.terminal.surroundings import clean_env, require

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a server to end, and see to it that it does."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Tmux:
    """A tmux server of its own, with default settings, that runs a command in one window.

    Args:
        argv: The command line; it is run without a shell.
        cols: Width in cells.
        rows: Height in cells.
        env: Added to the clean environment.
    """

    _numbers = count(1)

    def __init__(
        self,
        argv: Sequence[str],
        *,
        cols: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._tmux = require("tmux")
        self._folder = tempfile.TemporaryDirectory(prefix="tm-")
        self.home = Path(self._folder.name)
        self._extra = {**(env or {}), "TMUX_TMPDIR": self._folder.name}
        self._env = clean_env(self.home, self._extra)
        self._socket = f"t{os.getpid()}-{next(self._numbers)}"
        size = ("-x", str(cols), "-y", str(rows))
        # The server ends with its last session: one that waits keeps it while the command comes
        # and goes.
        self.run("new-session", "-d", "-s", "keep", *size, "cat")
        self.run("new-session", "-d", "-s", "main", *size, *argv)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def argv(self, *command: str) -> list[str]:
        """The command line that gives this server a command."""
        return [self._tmux, "-L", self._socket, "-f", "/dev/null", *command]

    def run(self, *command: str) -> str:
        """Give the server a command; returns what it prints.

        Raises:
            AssertionError: When tmux refuses it.
        """
        done = subprocess.run(
            self.argv(*command),
            env=self._env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=20,
            check=False,
        )
        if done.returncode:
            pytest.fail(f"tmux {' '.join(command)}: {done.stderr.strip()}")
        return done.stdout

    def send_keys(self, *keys: str) -> None:
        """Press keys, by tmux's names (``Enter``, ``C-c``); other words are typed."""
        self.run("send-keys", "-t", "main:", *keys)

    def capture(self) -> str:
        """The text of the window."""
        return self.run("capture-pane", "-p", "-t", "main:")

    def buffer(self) -> str:
        """The newest of tmux's paste buffers; empty when there is none."""
        if not self.run("list-buffers"):
            return ""
        return self.run("show-buffer")

    def wait_for(self, what: str | Callable[[str], bool], timeout: float = 20) -> str:
        """Look until the window holds a text, or a test of its text is true; returns the text.

        Raises:
            AssertionError: After `timeout` seconds, or when the command has ended without it.
        """
        deadline = time.monotonic() + timeout
        while True:
            text = self.capture()
            if what in text if isinstance(what, str) else what(text):
                return text
            if time.monotonic() > deadline:
                pytest.fail(f"{what!r}: not in {timeout} s\n{text}")
            select.select([], [], [], 0.02)

    def attach(self, *, cols: int = 80, rows: int = 24) -> Pty:
        """The terminal outside: a client that shows the window and gets what tmux passes on."""
        return Pty(self.argv("attach-session", "-t", "main"), cols=cols, rows=rows, env=self._extra)

    def close(self) -> None:
        """End the server and all in it."""
        subprocess.run(
            self.argv("kill-server"), env=self._env, capture_output=True, timeout=20, check=False
        )
        self._folder.cleanup()


class Xvfb:
    """An X server without a screen, on a display number that was free.

    Attributes:
        display: What the environment variable DISPLAY must hold.
    """

    def __init__(self) -> None:
        program = require("Xvfb")
        reader, writer = os.pipe()
        try:
            self._process = subprocess.Popen(
                [program, "-displayfd", str(writer), "-nolisten", "tcp", "-screen", "0", "64x64x8"],
                pass_fds=[writer],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        finally:
            os.close(writer)
        with os.fdopen(reader) as answer:
            ready = select.select([answer], [], [], 20)[0]
            number = answer.readline().strip() if ready else ""
        if not number:
            self.close()
            pytest.fail("Xvfb did not start")
        self.display = f":{number}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the server; the clipboard tools that serve it end with it."""
        _end(self._process)


class Sway:
    """A Wayland compositor without a screen, which gives its clipboard to any program that asks.

    Weston's headless backend cannot stand in: it has no seat, and so no clipboard. Sway runs for
    no superuser, so under one it runs as ``nobody``.

    Attributes:
        env: The environment variables that lead to it.
    """

    def __init__(self) -> None:
        program = require("sway")
        self._folder = tempfile.TemporaryDirectory(prefix="sway-")
        folder = Path(self._folder.name)
        person = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        os.chown(folder, person.pw_uid, person.pw_gid)
        headless = {
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
            "PATH": os.environ.get("PATH", os.defpath),
        }
        self._process = subprocess.Popen(
            [program, "--config", "/dev/null"],
            env=headless,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            user=person.pw_uid if os.geteuid() == 0 else None,
            group=person.pw_gid if os.geteuid() == 0 else None,
        )
        self.env = {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": self._socket(folder)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _socket(self, folder: Path) -> str:
        deadline = time.monotonic() + 20
        while self._process.poll() is None and time.monotonic() < deadline:
            for path in folder.glob("wayland-*"):
                if path.is_socket():
                    return path.name
            select.select([], [], [], 0.02)
        self.close()
        pytest.fail("sway did not start")

    def close(self) -> None:
        """End the compositor; the clipboard tools that serve it end with it."""
        _end(self._process)
        self._folder.cleanup()
