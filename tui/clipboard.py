"""The clipboard, and the truth about it.

A copy ends in one of three ways, and the message says which: a tool on this machine took the words
(confirmed); they were sent through the terminal, which never answers (sent); or neither can be
hoped for, and they are in a file (failed). A tool that is there is always better than the
terminal's own escape sequence, OSC 52, which many terminals ignore without a word.

Inside tmux the words go into tmux's buffer too, so that its own paste key has them. tmux drops
OSC 52 under its default ``set-clipboard external``; ``load-buffer -w`` (tmux 3.2, tmux(1)) passes
the words on to the terminal outside in every setting.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from platformdirs import user_state_path

from store.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Grade = Literal["confirmed", "sent", "failed"]

TIME_LIMIT = 2.0
"""Seconds that a tool may take: a dead X server or compositor can keep one for ever."""

OSC52_LIMIT = 74_994
"""Bytes of UTF-8 that OSC 52 carries for certain: 100,000 in base64, hterm's and so the smallest
limit of the common terminals."""

_WAYLAND = ("wl-copy", "--type", "text/plain;charset=utf-8")
_XCLIP = ("xclip", "-selection", "clipboard", "-in")
_XSEL = ("xsel", "--clipboard", "--input")


class Tool(Struct, frozen=True):
    """A program that takes the words on its standard input.

    Attributes:
        name: What the message calls it.
        argv: Its command line.
        encoding: What it wants to read.
    """

    name: str
    argv: tuple[str, ...]
    encoding: str = "utf-8"


class Outcome(Struct, frozen=True):
    """What became of a copy.

    Attributes:
        grade: ``confirmed``: a tool took it; ``sent``: it went to the terminal, which may refuse
            it; ``failed``: it cannot be counted on.
        how: The tool's name, ``osc52``, or empty when nothing was tried.
        message: One sentence for the user, without any of the words that were copied.
        saved: The file that holds the words, when they could not be copied.
    """

    grade: Grade
    how: str
    message: str
    saved: Path | None = None


def _far(env: Mapping[str, str]) -> bool:
    """Whether the user sits at another machine: its clipboard is theirs, this one's is not."""
    return any(env.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def _reaches_user(display: str) -> bool:
    """Whether an X display leads back over ssh: a forwarded one names a host (ssh(1), -X)."""
    host = display.rpartition(":")[0]
    return bool(host) and host != "unix" and not host.startswith("/")


def tools(env: Mapping[str, str], platform: str = sys.platform) -> list[Tool]:
    """The programs to try, the best first.

    Args:
        env: The environment: where the programs are, and which desktop is there.
        platform: As `sys.platform`.

    Returns:
        Those that are on the PATH and reach the clipboard of the machine that the user sits at.
    """
    found = []

    def offer(tool: Tool) -> None:
        if shutil.which(tool.argv[0], path=env.get("PATH", "")):
            found.append(tool)

    far = _far(env)
    display = env.get("DISPLAY", "")
    if platform == "darwin" and not far:
        offer(Tool("pbcopy", ("pbcopy",)))
    if env.get("WAYLAND_DISPLAY") and not far:
        offer(Tool("wl-copy", _WAYLAND))
    if display and (not far or _reaches_user(display)):
        offer(Tool("xclip", _XCLIP))
        offer(Tool("xsel", _XSEL))
    if not far and (platform == "win32" or env.get("WSL_DISTRO_NAME")):
        # Without a byte order mark, which would be pasted as an invisible first character.
        offer(Tool("clip.exe", ("clip.exe",), "utf-16-le"))
    if env.get("TERMUX_VERSION") and not far:
        offer(Tool("termux-clipboard-set", ("termux-clipboard-set",)))
    if env.get("TMUX"):
        offer(Tool("tmux", ("tmux", "load-buffer", "-w", "-")))
    return found


def _kill(process: asyncio.subprocess.Process) -> None:
    """End a tool and what it started; it leads a session, so a group, of its own."""
    try:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


async def _run(tool: Tool, text: str, env: Mapping[str, str]) -> bool:
    """Whether the tool took the text and ended well, within the time limit.

    Its output goes nowhere: xclip and wl-copy leave a child behind that would hold a pipe open for
    ever. Its own session lets that child outlive this program and the terminal.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *tool.argv,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            env=dict(env),
        )
    except OSError:
        return False
    try:
        async with asyncio.timeout(TIME_LIMIT):
            await process.communicate(text.encode(tool.encoding))
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            _kill(process)
            await process.wait()
    return process.returncode == 0


def _doubt(env: Mapping[str, str], size: int) -> str:
    """Why OSC 52 will not arrive, as far as one can know; empty when it may.

    Sources: tmux(1) on ``set-clipboard``; GNU screen 4.9, tried; VTE, whose authors declined OSC
    52; Textual on ``App.copy_to_clipboard`` for the Terminal of macOS.
    """
    if env.get("TMUX"):
        return "tmux did not take it"
    if env.get("STY"):
        return "GNU screen does not pass it on"
    if env.get("TERM_PROGRAM") == "Apple_Terminal" or env.get("VTE_VERSION"):
        return "this terminal takes none"
    if env.get("TERM") in ("linux", "dumb"):
        return "this terminal has no clipboard"
    if size > OSC52_LIMIT:
        return "it is too long for most terminals"
    return ""


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


async def _fail(text: str, how: str, why: str, save_to: Path | None) -> Outcome:
    path = save_to or user_state_path("onrecord") / "clipboard.txt"
    reason = f" ({why})" if why else ""
    try:
        await asyncio.to_thread(_save, text, path)
    except OSError as error:
        trouble = error.strerror or "the disk refused"
        message = f"Could not copy{reason}, nor save the words in {clean(str(path))}: {trouble}"
        return Outcome("failed", how, message)
    message = f"Could not copy{reason}; the words are saved in {clean(str(path))}"
    return Outcome("failed", how, message, path)


async def _by_tool(text: str, env: Mapping[str, str]) -> Outcome | None:
    """What the first tool that works did with the text, or None."""
    for tool in tools(env):
        if not await _run(tool, text, env):
            continue
        if tool.name == "tmux":
            message = "Copied to tmux's buffer, and sent to your terminal, which may refuse it"
        else:
            message = f"Copied to the clipboard ({tool.name})"
            if env.get("TMUX"):
                await _run(Tool("tmux", ("tmux", "load-buffer", "-")), text, env)
        return Outcome("confirmed", tool.name, message)
    return None


async def copy(
    text: str,
    *,
    env: Mapping[str, str],
    send_osc52: Callable[[str], None] | None,
    web: bool = False,
    save_to: Path | None = None,
) -> Outcome:
    """Put a text on the user's clipboard, as well as can be done, and say how well that was.

    The text is cleaned first, and line ends are cut off at its end, for a shell runs a line that
    is pasted with one.

    Args:
        text: What to copy.
        env: The environment of the process.
        send_osc52: Writes a text to the terminal as OSC 52; None when there is no terminal.
        web: The terminal is a browser: tools would reach the server's clipboard, not the user's.
        save_to: Where to keep what could not be copied; by default ``clipboard.txt`` in the user's
            state folder.

    Returns:
        The outcome; a copy that fails is no exception.
    """
    text = clean(text).rstrip("\n")
    if not text:
        return Outcome("failed", "", "There is nothing to copy")
    if not web and (done := await _by_tool(text, env)):
        return done
    if send_osc52 is None:
        return await _fail(text, "", "there is no way to a clipboard from here", save_to)
    send_osc52(text)
    if web:
        return Outcome("sent", "osc52", "Sent to your browser, which may refuse it; paste to check")
    if why := _doubt(env, len(text.encode())):
        return await _fail(text, "osc52", why, save_to)
    return Outcome("sent", "osc52", "Sent to your terminal, which may refuse it; paste to check")
