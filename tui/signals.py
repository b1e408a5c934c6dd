"""Signals: asked to end, the program leaves the terminal as it was; without one, it just ends."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Final

_LOOK_AGAIN: Final = 2.0
"""Seconds between two looks at whether the terminal is still there."""


def terminal_is_lost() -> bool:
    """Whether the terminal that standard input was has gone, as when its window is closed."""
    if sys.platform == "win32" or sys.__stdin__ is None or sys.__stdin__.closed:
        return False
    import termios

    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except termios.error as error:
        # Another error only says that standard input never was a terminal.
        return bool(error.args[0] == errno.EIO)
    return False


def heed(leave: Callable[[int], None], remember: Callable[[], object]) -> None:
    """Ends the program well when it is told to; to be called within its event loop.

    A terminal that is gone cannot be restored, and writing to it would block for ever: then the
    process ends at once. The kernel says so by SIGHUP, with a SIGCONT behind it that Textual takes
    for the end of a suspension; where SIGHUP is ignored, only looking tells.

    Args:
        leave: Ends the program with an exit status, restoring the terminal.
        remember: Saves what must not be lost; called before the process ends at once.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, leave, 128 + signal.SIGTERM)

    def end_if_lost() -> None:
        if terminal_is_lost():
            remember()
            os._exit(128 + signal.SIGHUP)

    def hung_up(_number: int, _frame: FrameType | None) -> None:
        end_if_lost()
        loop.call_soon_threadsafe(leave, 128 + signal.SIGHUP)

    resume = signal.getsignal(signal.SIGCONT)

    def resumed(number: int, frame: FrameType | None) -> None:
        end_if_lost()
        if callable(resume):
            resume(number, frame)

    def look() -> None:
        end_if_lost()
        loop.call_later(_LOOK_AGAIN, look)

    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, hung_up)
    signal.signal(signal.SIGCONT, resumed)
    look()
