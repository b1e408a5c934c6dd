"""The clipboard against programs that take, refuse, hang and are missing."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui import clipboard
from tui.clipboard import OSC52_LIMIT, Outcome, copy, tools

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

SENT = "Sent to your terminal, which may refuse it; paste to check"
EVERYTHING = ("wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "termux-clipboard-set", "tmux")

TAKES = 'cat > "{took}"; echo "$@" > "{took}.args"'
REFUSES = "cat > /dev/null; exit 1"
REFUSES_UNREAD = "exit 1"
HANGS = 'echo $$ > "{took}.pid"; sleep 600 & echo $! >> "{took}.pid"; wait'
LEAVES_A_CHILD = 'cat > "{took}"; (sleep 5; true) & exit 0'
COMPLAINS = 'cat > "{took}"; echo out; echo err >&2'


class Machine:
    """A folder of stand-in programs, and the environment that finds only them."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.saved = folder / "state" / "deep" / "clipboard.txt"
        self.env = {"PATH": str(self.bin)}
        self.terminal: list[str] = []
        for tool in ("cat", "sleep"):
            real = shutil.which(tool)
            assert real is not None
            (self.bin / tool).symlink_to(real)

    def install(self, name: str, does: str = TAKES) -> None:
        script = self.bin / name
        script.write_text("#!/bin/sh\n" + does.format(took=self.took(name)) + "\n")
        script.chmod(0o755)

    def took(self, name: str) -> Path:
        return self.bin.parent / f"{name}.took"

    async def copy(self, text: str, *, web: bool = False) -> Outcome:
        return await copy(
            text, env=self.env, send_osc52=self.terminal.append, web=web, save_to=self.saved
        )


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


async def test_a_tool_confirms(machine: Machine) -> None:
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip")
    outcome = await machine.copy("“Ä,” she said.\nTwice.\n\n")
    assert outcome == Outcome("confirmed", "xclip", "Copied to the clipboard (xclip)")
    assert machine.took("xclip").read_bytes() == "“Ä,” she said.\nTwice.".encode()
    assert machine.took("xclip").with_name("xclip.took.args").read_text() == (
        "-selection clipboard -in\n"
    )
    assert machine.terminal == []
    assert not machine.saved.exists()


async def test_the_words_are_cleaned(machine: Machine) -> None:
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip")
    await machine.copy("a\x1b]0;x\x07\u202e\ud800\r\nb\r\n")
    assert machine.took("xclip").read_text(encoding="utf-8") == "a␛]0;x␇◊�\nb"


async def test_windows_gets_utf_16_without_a_byte_order_mark(machine: Machine) -> None:
    machine.env["WSL_DISTRO_NAME"] = "Debian"
    machine.install("clip.exe")
    outcome = await machine.copy("Ä 😀")
    assert outcome.how == "clip.exe"
    assert machine.took("clip.exe").read_bytes() == "Ä 😀".encode("utf-16-le")


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
    assert (await machine.copy("words")).message == SENT


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
    monkeypatch.setattr(clipboard, "TIME_LIMIT", 1.0)
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip", HANGS)
    machine.install("xsel")
    assert (await machine.copy("words")).how == "xsel"
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


async def test_tmux_alone(machine: Machine) -> None:
    machine.env["TMUX"] = "/tmp/t,1,0"
    machine.install("tmux")
    outcome = await machine.copy("words")
    assert outcome == Outcome(
        "confirmed",
        "tmux",
        "Copied to tmux's buffer, and sent to your terminal, which may refuse it",
    )
    assert machine.took("tmux").read_text() == "words"
    assert machine.took("tmux").with_name("tmux.took.args").read_text() == "load-buffer -w -\n"


async def test_tmux_beside_a_local_tool_gets_the_words_too(machine: Machine) -> None:
    machine.env |= {"TMUX": "/tmp/t,1,0", "DISPLAY": ":0"}
    machine.install("xclip")
    machine.install("tmux")
    outcome = await machine.copy("words")
    assert outcome.how == "xclip"
    assert machine.took("tmux").read_text() == "words"
    assert machine.took("tmux").with_name("tmux.took.args").read_text() == "load-buffer -\n"


@pytest.mark.parametrize("tmux", [None, REFUSES])
async def test_a_local_tool_confirms_whatever_tmux_does(machine: Machine, tmux: str | None) -> None:
    machine.env |= {"TMUX": "/tmp/t,1,0", "DISPLAY": ":0"}
    machine.install("xclip")
    if tmux:
        machine.install("tmux", tmux)
    assert (await machine.copy("words")).grade == "confirmed"


async def test_no_tool_at_all(machine: Machine) -> None:
    assert await machine.copy("words\n") == Outcome("sent", "osc52", SENT)
    assert machine.terminal == ["words"]
    assert not machine.saved.exists()


async def test_the_browser_gets_it_and_never_the_server(machine: Machine) -> None:
    machine.env |= {"DISPLAY": ":0", "TMUX": "/tmp/t,1,0", "VTE_VERSION": "7000"}
    machine.install("xclip")
    machine.install("tmux")
    outcome = await machine.copy("words", web=True)
    assert (outcome.grade, outcome.how) == ("sent", "osc52")
    assert "browser" in outcome.message
    assert machine.terminal == ["words"]
    assert not machine.took("xclip").exists()
    assert not machine.took("tmux").exists()


@pytest.mark.parametrize(
    ("env", "text", "why"),
    [
        ({"STY": "1.pts-0"}, "words", "GNU screen"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "words", "this terminal takes none"),
        ({"VTE_VERSION": "7402"}, "words", "this terminal takes none"),
        ({"TERM": "linux"}, "words", "no clipboard"),
        ({"TMUX": "/tmp/t,1,0"}, "words", "tmux did not take it"),
        ({}, "é" * (OSC52_LIMIT // 2 + 1), "too long"),
    ],
)
async def test_when_it_would_be_lost_it_is_saved(
    machine: Machine, env: dict[str, str], text: str, why: str
) -> None:
    machine.env |= env
    outcome = await machine.copy(text + "\n")
    assert outcome.grade == "failed"
    assert outcome.saved == machine.saved
    assert str(machine.saved) in outcome.message
    assert why in outcome.message
    assert machine.terminal == [text]
    assert machine.saved.read_text(encoding="utf-8") == text


async def test_the_limit_itself_may_be_sent(machine: Machine) -> None:
    assert (await machine.copy("x" * OSC52_LIMIT)).grade == "sent"
    assert (await machine.copy("x" * (OSC52_LIMIT + 1))).grade == "failed"


async def test_the_saved_file_is_private_and_replaced_whole(machine: Machine) -> None:
    machine.saved.parent.mkdir(parents=True)
    machine.saved.write_text("older and longer than the new words")
    machine.saved.chmod(0o644)
    with machine.saved.open() as reader:
        await copy("words", env=machine.env, send_osc52=None, save_to=machine.saved)
        assert reader.read() == "older and longer than the new words"
    assert machine.saved.read_text() == "words"
    assert machine.saved.stat().st_mode & 0o777 == 0o600
    assert list(machine.saved.parent.iterdir()) == [machine.saved]


async def test_the_users_own_folder_is_the_default(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = machine.bin.parent / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    outcome = await copy("words", env=machine.env, send_osc52=None)
    assert outcome.grade == "failed"
    assert outcome.saved is not None
    assert outcome.saved.is_relative_to(home)
    assert outcome.saved.name == "clipboard.txt"
    assert outcome.saved.parent.name == "onrecord"
    assert outcome.saved.read_text() == "words"


async def test_when_not_even_the_disk_takes_it(machine: Machine) -> None:
    wall = machine.bin.parent / "wall"
    wall.write_text("a file where a folder should be")
    outcome = await copy("words", env=machine.env, send_osc52=None, save_to=wall / "c.txt")
    assert outcome.grade == "failed"
    assert outcome.saved is None
    assert "nor save" in outcome.message


async def test_a_file_that_cannot_be_replaced_leaves_no_litter(machine: Machine) -> None:
    machine.saved.mkdir(parents=True)
    outcome = await copy("words", env=machine.env, send_osc52=None, save_to=machine.saved)
    assert outcome.saved is None
    assert list(machine.saved.parent.iterdir()) == [machine.saved]


@pytest.mark.parametrize("text", ["", "\n\r\n"])
async def test_nothing_to_copy(machine: Machine, text: str) -> None:
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip")
    assert await machine.copy(text) == Outcome("failed", "", "There is nothing to copy")
    assert not machine.took("xclip").exists()
    assert machine.terminal == []


async def test_no_message_holds_the_words(machine: Machine) -> None:
    secret = "zyzzyva"
    messages = [(await machine.copy(secret)).message]
    machine.env["STY"] = "1"
    messages.append((await machine.copy(secret)).message)
    machine.env["DISPLAY"] = ":0"
    machine.install("xsel")
    messages.append((await machine.copy(secret)).message)
    assert len(set(messages)) == 3
    assert not any(secret in message for message in messages)
