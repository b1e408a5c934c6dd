"""The whole program in a terminal: how to start it, and what its bytes say about the terminal."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from tests.terminal.harness import Pty

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ONRECORD = [sys.executable, "-m", "tui.cli"]
OPEN = "All events"
"""On the screen when the dossier is."""

_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KEYBOARD = re.compile(rb"\x1b\[([<>])[0-9;]*u")
CURSOR, ALTERNATE = 25, 1049
_ON_AT_REST = {CURSOR, 7}
"""DEC private modes that a terminal starts with: the cursor is shown, lines wrap."""
REPORTS = {1000, 1002, 1003, 1004, 1006, 1015, 2004}
"""Those that make a terminal send more than keys: mouse, focus, bracketed paste."""


def onrecord(
    *words: str,
    cols: int = 80,
    rows: int = 24,
    env: Mapping[str, str] | None = None,
    home: Path | None = None,
) -> Pty:
    """The program in a terminal, not waited for."""
    return Pty([*ONRECORD, *words], cols=cols, rows=rows, env=env, home=home)


def ready(pty: Pty) -> str:
    """Waits until the dossier is on the screen, all of it; returns the screen's text."""
    pty.wait_for(OPEN)
    return pty.settle(quiet=0.2)


def modes(raw: bytes) -> dict[int, bool]:
    """The DEC private modes that these bytes leave on or off."""
    return {
        int(number): how == b"h" for numbers, how in _MODES.findall(raw)
        for number in numbers.split(b";")
    }  # fmt: skip


def not_restored(raw: bytes) -> list[str]:
    """What these bytes leave of a terminal that is not as it was; empty when all is well."""
    left = [
        f"mode {mode} is {'on' if on else 'off'}"
        for mode, on in modes(raw).items()
        if on != (mode in _ON_AT_REST)
    ]
    keyboard = list(_KEYBOARD.findall(raw))
    if keyboard.count(b">") > keyboard.count(b"<"):
        left.append("the keyboard protocol is still on")
    return left
