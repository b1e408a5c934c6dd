"""The programs that take words for a clipboard, and how each is run: fed, timed and judged.

A tool that ends well without having taken the words cannot be told from an honest one, unless it
closes its input before they are all through.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from store.clean import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

TIME_LIMIT = 2.0
"""Seconds that a tool may take: a dead X server or compositor can keep one for ever."""

_WAYLAND: Final = ("wl-copy", "--type", "text/plain;charset=utf-8")
_XCLIP: Final = ("xclip", "-selection", "clipboard", "-in")
_XSEL: Final = ("xsel", "--clipboard", "--input")


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


TMUX: Final = Tool("tmux", ("tmux", "load-buffer", "-w", "-"))
"""Into tmux's buffer and on to the terminal outside, in every setting (tmux 3.2, tmux(1))."""

TMUX_ALONE: Final = Tool("tmux", ("tmux", "load-buffer", "-"))
"""Into tmux's buffer only, so that its own paste key has the words."""

TMUX_REPAINT: Final = Tool("tmux", ("tmux", "refresh-client"))

SCREEN_REPAINT: Final = Tool("screen", ("screen", "-X", "redisplay"))


def _far(env: Mapping[str, str]) -> bool:
    """Whether the user sits at another machine: its clipboard is theirs, this one's is not."""
    return any(env.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def _reaches_user(display: str) -> bool:
    """Whether an X display leads back over ssh: a forwarded one names a host (ssh(1), -X)."""
    host = display.rpartition(":")[0]
    return bool(host) and host != "unix" and not host.startswith("/")


def own_tool(command: tuple[str, ...]) -> Tool:
    """The user's own command, from the settings."""
    return Tool(clean(command[0].rpartition("/")[2] or command[0], one_line=True), command)


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
        offer(TMUX)
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


async def _feed(process: asyncio.subprocess.Process, words: bytes) -> tuple[int, bool]:
    """Write all of the words and wait for the end: the exit status, and whether all were taken."""
    assert process.stdin is not None
    process.stdin.write(words)
    # Written to what is closed already, they are dropped without an error. Asked later, this would
    # blame a tool that has read all and left.
    whole = not process.stdin.is_closing()
    try:
        await process.stdin.drain()
        process.stdin.close()
        await process.stdin.wait_closed()
    except (BrokenPipeError, ConnectionResetError):
        whole = False
    return await process.wait(), whole


async def run(tool: Tool, text: str, env: Mapping[str, str]) -> str:
    """Give a tool the text, within the time limit.

    Its output goes nowhere: xclip and wl-copy leave a child behind that would hold a pipe open for
    ever. Its own session lets that child outlive this program and the terminal.

    Args:
        tool: What to run, without a shell.
        text: What it reads on its standard input.
        env: Its environment.

    Returns:
        Why the text cannot be counted as taken; empty when the tool took it and ended well.
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
    except OSError as error:
        if shutil.which(tool.argv[0], path=env.get("PATH", "")):
            return f"could not be started: {error.strerror or 'no reason given'}"
        return "not found"
    try:
        async with asyncio.timeout(TIME_LIMIT):
            status, whole = await _feed(process, text.encode(tool.encoding))
    except TimeoutError:
        return f"not done after {TIME_LIMIT:g} seconds"
    finally:
        if process.returncode is None:
            _kill(process)
            await process.wait()
    return _judged(status, whole=whole)


def _judged(status: int, *, whole: bool) -> str:
    if status < 0:
        return f"ended by signal {-status}"
    if status:
        return f"exit status {status}"
    return "" if whole else "it did not read the words"


async def tmux_terminal(env: Mapping[str, str]) -> str:
    """The name (TERM) of the terminal that tmux is shown in; empty when tmux does not say."""
    try:
        process = await asyncio.create_subprocess_exec(
            *("tmux", "display-message", "-p", "#{client_termname}"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            env=dict(env),
        )
    except OSError:
        return ""
    try:
        async with asyncio.timeout(TIME_LIMIT):
            said, _ = await process.communicate()
    except TimeoutError:
        return ""
    finally:
        if process.returncode is None:
            _kill(process)
            await process.wait()
    return said.decode(errors="replace").strip() if process.returncode == 0 else ""
