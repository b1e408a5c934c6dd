"""The terminal goes away while the explorer is open, as when its window is closed."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.terminal.surroundings import clean_env

ROOT = Path(__file__).parents[2]


def _read_until(terminal: int, wanted: bytes, patience: float = 20) -> None:
    seen, deadline = b"", time.monotonic() + patience
    while wanted not in seen:
        assert time.monotonic() < deadline, seen[-500:]
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 65536)


@pytest.mark.parametrize("ignored", [False, True], ids=["hangup", "hangup-ignored"])
def test_it_ends_when_the_terminal_is_gone(tmp_path: Path, ignored: bool) -> None:
    env = clean_env(tmp_path) | {"PYTHONPATH": str(ROOT)}
    child, terminal = pty.fork()
    if child == 0:
        if ignored:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        os.execve(sys.executable, [sys.executable, "-m", "tui.cli"], env)
    _read_until(terminal, b"Esper")
    os.close(terminal)
    deadline = time.monotonic() + 20
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            pytest.fail("it is still there")
        select.select([], [], [], 0.05)
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP
