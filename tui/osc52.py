"""OSC 52: the words to the terminal's clipboard, as an escape sequence that is never answered.

GNU screen swallows the sequence, and what is longer than its string buffer it writes on the
screen as text. Wrapped in a device control string it hands it on as it stands, in pieces, however
long the whole is. (Tried with screen 4.9: a piece of 767 bytes arrives, one of 768 is written on
the screen; 2 MB in pieces arrive whole.) tmux takes the bare sequence under ``set-clipboard on``
and drops it under the default ``external``; it drops the wrapped one always (tried with 3.3a).
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.driver import Driver

LIMIT: Final = 74_994
"""Bytes of UTF-8 that OSC 52 carries for certain: 100,000 in base64, hterm's and so the smallest
limit of the common terminals."""

PIECE: Final = 250
"""Bytes of a piece: screen's buffer holds 768 (MAXSTR in its screen.h), that of old ones 256."""

Form = Literal["bare", "wrapped", "both"]

_OPENING: Final = "\x1b]52;"


def sequence(text: str) -> str:
    """The escape sequence that puts a text on the terminal's clipboard (xterm's ctlseqs)."""
    return f"{_OPENING}c;{base64.b64encode(text.encode()).decode()}\x07"


def wrapped(bare: str) -> str:
    """A sequence as GNU screen hands it on: in device control strings of `PIECE` bytes."""
    pieces = (bare[start : start + PIECE] for start in range(0, len(bare), PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def form(env: Mapping[str, str]) -> Form:
    """In which form the terminal next to this program wants the sequence.

    Of screen and tmux the inner one counts. Each leaves its variable to the other, and ssh takes
    neither along but TERM: ``screen.xterm-256color`` is only ever GNU screen, ``tmux-256color``
    tmux, and plain ``screen`` or ``screen-256color`` can be either.
    """
    term = env.get("TERM", "")
    if term.startswith("tmux"):
        return "bare"
    if term.startswith("screen.") or (env.get("STY") and not env.get("TMUX")):
        return "wrapped"
    return "both" if term.startswith("screen") or env.get("STY") else "bare"


def formed(bare: str, env: Mapping[str, str]) -> str:
    """The sequence as it is to be written in these surroundings."""
    match form(env):
        case "bare":
            return bare
        case "wrapped":
            return wrapped(bare)
        case "both":
            return wrapped(bare) + bare


def may_spill(env: Mapping[str, str]) -> bool:
    """Whether parts of the sequence may end up on the screen, which must be painted anew.

    So they do when what looks like tmux is GNU screen, or when one screen is inside another.
    """
    return form(env) == "both" or env.get("TERM", "") == "screen"


def driver(usual: type[Driver], env: Mapping[str, str]) -> type[Driver]:
    """The driver that writes OSC 52 in the form that is wanted here.

    Textual writes it bare, through its driver's `write`, and has no other public way to the
    terminal that keeps the order of what is written.

    Args:
        usual: The driver that Textual chose.
        env: The environment of the process.

    Returns:
        The usual one, unless that writes to a Unix terminal beside which GNU screen may stand.
    """
    if form(env) == "bare":
        return usual
    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:  # Windows
        return usual
    if usual is not LinuxDriver:
        return usual

    class WrappingDriver(LinuxDriver):
        """Textual's own, with the one sequence in another form."""

        def write(self, data: str) -> None:
            super().write(formed(data, env) if data.startswith(_OPENING) else data)

    return WrappingDriver
