"""Which clipboard tools are tried, and how they are run."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.unit.tool_machine import (
    CHATTERS,
    COMPLAINS,
    HANGS,
    LEAVES_A_CHILD,
    REFUSES,
    REFUSES_UNREAD,
    SENT,
    TAKES_LITTLE,
    Machine,
)
from tui import clipboard_tools
from tui.clipboard_tools import tools

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

EVERYTHING = ("wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "termux-clipboard-set", "tmux")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


SSH = {"SSH_CONNECTION": "192.0.2.1 5000 192.0.2.2 22"}


@pytest.mark.parametrize(
    ("platform", "env", "expected"),
    [
        ("linux", {}, []),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, ["wl-copy"]),
        ("linux", {"DISPLAY": ":0"}, ["xclip", "xsel"]),
        ("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, ["wl-copy", "xclip", "xsel"]),
        ("linux", {"DISPLAY": ":0", "TMUX": "/tmp/t,1,0"}, ["xclip", "xsel", "tmux"]),
        ("linux", {"TMUX": "/tmp/t,1,0"}, ["tmux"]),
        ("linux", {"TERMUX_VERSION": "0.118"}, ["termux-clipboard-set"]),
        ("linux", {"WSL_DISTRO_NAME": "Debian"}, ["clip.exe"]),
        ("linux", {"WSL_DISTRO_NAME": "Debian", "DISPLAY": ":0"}, ["xclip", "xsel", "clip.exe"]),
        ("win32", {}, ["clip.exe"]),
        ("darwin", {}, ["pbcopy"]),
        ("darwin", {"DISPLAY": "/private/tmp/x/org.xquartz:0"}, ["pbcopy", "xclip", "xsel"]),
        # over ssh the clipboards of this machine are the wrong ones
        ("darwin", SSH, []),
        ("darwin", {**SSH, "DISPLAY": "/private/tmp/x/org.xquartz:0"}, []),
        ("linux", {**SSH, "WAYLAND_DISPLAY": "w", "DISPLAY": ":0", "TERMUX_VERSION": "1"}, []),
        ("linux", {"SSH_TTY": "/dev/pts/1", "DISPLAY": "unix:0"}, []),
        ("linux", {"SSH_CLIENT": "192.0.2.1 5000 22", "WSL_DISTRO_NAME": "Debian"}, []),
        ("linux", {**SSH, "TMUX": "/tmp/t,1,0"}, ["tmux"]),
        # but X11 forwarding leads home
        ("linux", {**SSH, "DISPLAY": "localhost:10.0"}, ["xclip", "xsel"]),
        ("linux", {**SSH, "DISPLAY": "desk.example.org:10.0"}, ["xclip", "xsel"]),
    ],
)
def test_which_tools(
    machine: Machine, platform: str, env: dict[str, str], expected: list[str]
) -> None:
    for name in EVERYTHING:
        machine.install(name)
    assert [tool.name for tool in tools({**machine.env, **env}, platform)] == expected


def test_a_tool_that_is_not_there_is_not_offered(machine: Machine) -> None:
    machine.install("xsel")
    assert [tool.name for tool in tools({**machine.env, "DISPLAY": ":0"}, "linux")] == ["xsel"]
    assert tools({"DISPLAY": ":0"}, "linux") == []


@pytest.mark.parametrize("does", [REFUSES, REFUSES_UNREAD])
async def test_the_next_tool_is_tried(machine: Machine, does: str) -> None:
    machine.env |= {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}
    machine.install("wl-copy", does)
    machine.install("xclip", does)
    machine.install("xsel")
    text = "long enough to fill a pipe " * 20_000
    outcome = await machine.copy(text)
    assert (outcome.grade, outcome.how) == ("confirmed", "xsel")
    assert machine.took("xsel").read_text(encoding="utf-8") == text


async def test_a_broken_program_is_passed_over(machine: Machine) -> None:
    machine.env["DISPLAY"] = ":0"
    (machine.bin / "xclip").write_text("#!/nowhere/at/all\n")
    (machine.bin / "xclip").chmod(0o755)
    assert (await machine.copy("words")).message == (
        SENT.format(machine.saved)
        + "; passed over: xclip (could not be started: No such file or directory)"
    )


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while True:
            if holds():
                return
            await asyncio.sleep(0.01)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    stat = Path(f"/proc/{pid}/stat")
    # The orphan's new parent may take a moment to collect it: dead is dead.
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"


async def test_a_tool_that_hangs_is_ended_with_its_children(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard_tools, "TIME_LIMIT", 1.0)
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip", HANGS)
    machine.install("xsel")
    outcome = await machine.copy("words")
    assert outcome.message == (
        "Copied to the clipboard (xsel); passed over: xclip (not done after 1 seconds)"
    )
    tool, child = map(int, machine.took("xclip").with_name("xclip.took.pid").read_text().split())
    with pytest.raises(ProcessLookupError):
        os.kill(tool, 0)
    await until(lambda: is_gone(child))


async def test_a_cancelled_copy_leaves_nothing_running(machine: Machine) -> None:
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip", HANGS)
    task = asyncio.create_task(machine.copy("words"))
    pids = machine.took("xclip").with_name("xclip.took.pid")
    await until(lambda: pids.exists() and pids.read_text().count("\n") == 2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int(pids.read_text().split()[0]), 0)


async def test_a_child_left_behind_does_not_keep_us(machine: Machine) -> None:
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip", LEAVES_A_CHILD)
    assert (await machine.copy("words")).how == "xclip"


async def test_a_tool_writes_nothing_on_our_screen(
    machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip", COMPLAINS)
    await machine.copy("words")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("does", "why"),
    [
        (None, "not found"),
        (REFUSES, "exit status 1"),
        (REFUSES_UNREAD, "exit status 1"),
        ("kill -9 $$", "ended by signal 9"),
        (HANGS, "not done after 0.5 seconds"),
        (TAKES_LITTLE, "it did not read the words"),
        ("exit 0", "it did not read the words"),
    ],
)
async def test_what_is_wrong_with_a_tool_is_said(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, does: str | None, why: str
) -> None:
    monkeypatch.setattr(clipboard_tools, "TIME_LIMIT", 0.5)
    if does is not None:
        machine.install("mine", does)
    machine.env["DISPLAY"] = ":0"
    machine.install("xsel")
    text = "more than a pipe holds " * 20_000
    outcome = await machine.copy(text, str(machine.bin / "mine"), "--clipboard")
    said = f"Copied to the clipboard (xsel); passed over: mine ({why})"
    assert (outcome.grade, outcome.how, outcome.message) == ("confirmed", "xsel", said)
    assert machine.took("xsel").read_text() == text.rstrip("\n")


async def test_a_tool_may_write_megabytes(machine: Machine) -> None:
    machine.install("mine", CHATTERS)
    assert (await machine.copy("words", "mine")).message == "Copied to the clipboard (mine)"
    assert machine.took("mine").read_text() == "words"


async def test_all_that_failed_are_named(machine: Machine) -> None:
    machine.env |= {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}
    machine.install("wl-copy", REFUSES)
    machine.install("xclip", "exit 3")
    outcome = await machine.copy("words")
    assert (outcome.grade, outcome.saved) == ("sent", machine.saved)
    assert outcome.message == (
        SENT.format(machine.saved) + "; passed over: wl-copy (exit status 1), xclip (exit status 3)"
    )


async def test_what_a_command_is_called_is_cleaned(machine: Machine) -> None:
    outcome = await machine.copy("words", "\x1b[2Jmine")
    assert "passed over: ␛[2Jmine (not found)" in outcome.message
