"""The clipboard, and the truth about it.

A copy ends in one of three ways, and the message says which: a tool on this machine took the words
(confirmed); they were sent through the terminal, which never answers (sent); or neither can be
hoped for (failed). What is not confirmed is in a file too. A tool that is there is always better
than the terminal's own escape sequence, OSC 52, which many terminals ignore without a word. One
that fails is passed over, and named.

Inside tmux the words go into tmux's buffer too, so that its own paste key has them. tmux drops
OSC 52 under its default ``set-clipboard external``; ``load-buffer -w`` passes the words on in
every setting. What stands round tmux may drop them all the same; tmux knows its name.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from platformdirs import user_state_path

from store.clean import clean
from tui import osc52
from tui.clipboard_tools import (
    SCREEN_REPAINT,
    TMUX,
    TMUX_ALONE,
    TMUX_REPAINT,
    own_tool,
    run,
    tmux_terminal,
    tools,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Grade = Literal["confirmed", "sent", "failed"]


class Outcome(Struct, frozen=True):
    """What became of a copy.

    Attributes:
        grade: ``confirmed``: a tool took it; ``sent``: it went to the terminal, which may refuse
            it; ``failed``: it cannot be counted on.
        how: The tool's name, ``osc52``, or empty when nothing was tried.
        message: One sentence for the user, without any of the words that were copied.
        saved: The file that holds the words, unless a tool confirmed them or the disk refused.
    """

    grade: Grade
    how: str
    message: str
    saved: Path | None = None


def limit(env: Mapping[str, str], own: tuple[str, ...] = (), *, web: bool = False) -> int | None:
    """How much the way that would be taken carries for certain.

    Args:
        env: The environment of the process.
        own: The user's own command.
        web: The terminal is a browser.

    Returns:
        Bytes of UTF-8; None where no limit is known: for tools, and for a browser. tmux's own
        buffer has none, but the terminal outside has. GNU screen adds none.
    """
    if web or (own and shutil.which(own[0], path=env.get("PATH", ""))):
        return None
    found = tools(env)
    return osc52.LIMIT if not found or found[0] == TMUX else None


def size_note(
    text: str, env: Mapping[str, str], own: tuple[str, ...] = (), *, web: bool = False
) -> str:
    """How long a text is, for a dialog, and whether that is too much.

    For example ``12,345 characters``, or ``99,999 characters; over what this terminal takes``.
    The arguments are those of `limit`.
    """
    text = _pasteable(text)
    said = f"{len(text):,} {'character' if len(text) == 1 else 'characters'}"
    most = limit(env, own, web=web)
    over = most is not None and len(text.encode()) > most
    return f"{said}; over what this terminal takes" if over else said


async def copy(
    text: str,
    *,
    env: Mapping[str, str],
    send_osc52: Callable[[str], None] | None,
    own: tuple[str, ...] = (),
    web: bool = False,
    save_to: Path | None = None,
) -> Outcome:
    """Put a text on the user's clipboard, as well as can be done, and say how well that was.

    The text is cleaned first, and line ends are cut off at its end, for a shell runs a line that
    is pasted with one.

    Args:
        text: What to copy.
        env: The environment of the process.
        send_osc52: Writes a text to the terminal as OSC 52, in the form that `osc52.form` says;
            None when there is no terminal.
        own: The user's own command, tried before all others; empty when there is none.
        web: The terminal is a browser: tools would reach the server's clipboard, and the file
            would be on its disk, not the user's.
        save_to: Where to keep what no tool confirmed; by default ``clipboard.txt`` in the user's
            state folder.

    Returns:
        The outcome; a copy that fails is no exception.
    """
    text = _pasteable(text)
    if not text:
        return Outcome("failed", "", "There is nothing to copy")
    if web and send_osc52:
        send_osc52(text)
        return Outcome("sent", "osc52", "Sent to your browser, which may refuse it; paste to check")
    passed: list[str] = []
    done = None if web else await _by_tool(text, env, own, passed)
    if done is None and send_osc52:
        send_osc52(text)
        done = await _sent(text, env, save_to)
    if done is None:
        done = await _failed(text, "", "there is no way to a clipboard from here", save_to)
    if not passed:
        return done
    return Outcome(
        done.grade, done.how, f"{done.message}; passed over: {', '.join(passed)}", done.saved
    )


def _pasteable(text: str) -> str:
    return clean(text).rstrip("\n")


async def _by_tool(
    text: str, env: Mapping[str, str], own: tuple[str, ...], passed: list[str]
) -> Outcome | None:
    """What the first tool that works did with the text; those that failed are added to `passed`."""
    for tool in [*([own_tool(own)] if own else []), *tools(env)]:
        if tool == TMUX:
            why, message = await _by_tmux(text, env)
        else:
            why = await run(tool, text, env)
            message = f"Copied to the clipboard ({tool.name})"
        if why:
            passed.append(f"{tool.name} ({why})")
            continue
        if tool != TMUX and env.get("TMUX"):
            await run(TMUX_ALONE, text, env)
        return Outcome("confirmed", tool.name, message)
    return None


async def _by_tmux(text: str, env: Mapping[str, str]) -> tuple[str, str]:
    """Why tmux did not take the text, or nothing; and what to say if it did."""
    round_it = await tmux_terminal(env)
    if round_it.startswith("screen."):
        # Sent on, it would be dropped or written on the screen (tmux 3.3a in screen 4.9, tried).
        said = "Copied to tmux's buffer, and no further: GNU screen, round tmux, lets nothing out"
        return await run(TMUX_ALONE, text, env), said
    why = await run(TMUX, text, env)
    if not why and round_it.startswith("screen"):
        await run(TMUX_REPAINT, "", env)  # it may be GNU screen after all
    said = "Copied to tmux's buffer, and sent to "
    if round_it.startswith("tmux"):
        said += "the tmux round it, which passes it on under “set-clipboard on” only"
    elif len(text.encode()) > osc52.LIMIT:
        said += f"your terminal, which may refuse it: {_too_long(text)}"
    else:
        said += "your terminal, which may refuse it"
    return why, said


async def _sent(text: str, env: Mapping[str, str], save_to: Path | None) -> Outcome:
    """The outcome of an OSC 52 that was written, with the words in a file as well."""
    if why := _doubt(env, text):
        return await _failed(text, "osc52", why, save_to)
    said = "Sent to your terminal, which may refuse it"
    match osc52.form(env):
        case "wrapped":
            said = "Sent through GNU screen to your terminal, which may refuse it"
        case "bare" if env.get("TERM", "").startswith("tmux"):
            said = "Sent to tmux, which passes it on under “set-clipboard on” only"
        case _:
            pass
    path, trouble = await _kept(text, save_to)
    if env.get("STY") and osc52.may_spill(env):
        await run(SCREEN_REPAINT, "", env)  # it may be inside another, which spills
    if trouble:
        return Outcome("sent", "osc52", f"{said}; could not be kept in {_shown(path)}: {trouble}")
    return Outcome("sent", "osc52", f"{said}; also kept in {_shown(path)}", path)


def _doubt(env: Mapping[str, str], text: str) -> str:
    """Why OSC 52 will not arrive, as far as one can know; empty when it may.

    Sources: tmux(1) on ``set-clipboard``; VTE, whose authors declined OSC 52; Textual on
    ``App.copy_to_clipboard`` for the Terminal of macOS.
    """
    if env.get("TMUX"):
        return "tmux did not take it"
    if env.get("TERM_PROGRAM") == "Apple_Terminal" or env.get("VTE_VERSION"):
        return "this terminal takes none"
    if env.get("TERM") in ("linux", "dumb"):
        return "this terminal has no clipboard"
    return _too_long(text) if len(text.encode()) > osc52.LIMIT else ""


def _too_long(text: str) -> str:
    size = len(text.encode())
    return f"{size:,} bytes are too long for most terminals, {osc52.LIMIT:,} are safe"


async def _failed(text: str, how: str, why: str, save_to: Path | None) -> Outcome:
    path, trouble = await _kept(text, save_to)
    if trouble:
        message = f"Could not copy ({why}), nor save the words in {_shown(path)}: {trouble}"
        return Outcome("failed", how, message)
    message = f"Could not copy ({why}); the words are saved in {_shown(path)}"
    return Outcome("failed", how, message, path)


def _shown(path: Path) -> str:
    return clean(str(path), one_line=True)


async def _kept(text: str, save_to: Path | None) -> tuple[Path, str]:
    """The file for the words, and why they are not in it; empty when they are."""
    path = save_to or user_state_path("onrecord") / "clipboard.txt"
    try:
        await asyncio.to_thread(_save, text, path)
    except OSError as error:
        return path, error.strerror or "the disk refused"
    return path, ""


def _save(text: str, path: Path) -> None:
    """Write the text to a file that only the user may read; the old one stays until it is whole."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
