"""Copying with the real tools: X, Wayland, macOS, tmux as it comes, and the terminal itself."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.terminal.harness import Pty, Sway, Tmux, Xvfb, clean_env, osc52_texts, require
from tui.clipboard import copy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

WORDS = "“We are not leaving,” he said — Kataʾib, كتائب, 東京 😀.\n\n  Twice:\ta\\b $HOME `x`"
SHOWN = WORDS.replace("\t", "    ")

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="a display server of Linux")

# Copies its first argument, and waits so that the window stays.
COPIER = """
import asyncio, os, sys
from tui.clipboard import copy
from tui.osc52 import sequence

def send(text):
    sys.stderr.write(sequence(text))
    sys.stderr.flush()

outcome = asyncio.run(copy(sys.argv[1], env=os.environ, send_osc52=send))
print(f"[{outcome.grade}] [{outcome.how}]", flush=True)
input()
"""


def copier(text: str) -> list[str]:
    return [sys.executable, "-c", COPIER, text]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with Xvfb() as server:
        yield server.display


def read(argv: list[str], env: Mapping[str, str]) -> str:
    """What a clipboard holds, by the tool that reads it."""
    return subprocess.run(
        argv, env=dict(env), capture_output=True, encoding="utf-8", timeout=20, check=True
    ).stdout


def only(folder: Path, *names: str) -> str:
    """A PATH on which there is nothing but these programs."""
    folder.mkdir()
    for name in names:
        (folder / name).symlink_to(require(name))
    return str(folder)


def x_clipboard(env: Mapping[str, str]) -> str:
    return read([require("xclip"), "-selection", "clipboard", "-out"], env)


def x_comes_to_hold(words: str, env: Mapping[str, str], selection: str = "clipboard") -> bool:
    """Whether X holds the words, now or soon: xsel ends before its child has taken them over."""
    asked = [require("xclip"), "-selection", selection, "-out"]
    for _ in range(200):
        held = subprocess.run(asked, env=dict(env), capture_output=True, timeout=20, check=False)
        if held.stdout == words.encode():
            return True
    return False


@linux_only
@pytest.mark.parametrize("tool", ["xclip", "xsel"])
async def test_x_holds_the_words(display: str, tmp_path: Path, tool: str) -> None:
    path = only(tmp_path / "bin", tool)
    env = clean_env(tmp_path, {"DISPLAY": display, "PATH": path})
    outcome = await copy(WORDS + tool + "\n", env=env, send_osc52=None)
    assert (outcome.grade, outcome.how) == ("confirmed", tool)
    assert x_comes_to_hold(SHOWN + tool, env)


@linux_only
async def test_x_takes_megabytes(display: str, tmp_path: Path) -> None:
    require("xclip")
    env = clean_env(tmp_path, {"DISPLAY": display})
    text = WORDS * 30_000
    outcome = await copy(text, env=env, send_osc52=None)
    assert outcome.grade == "confirmed"
    # On a busy machine xclip as the reader may give up between two of the many parts: ask again.
    held = (x_clipboard(env) for _ in range(5))
    assert any(words == SHOWN * 30_000 for words in held)


@linux_only
async def test_a_dead_display_confirms_nothing(tmp_path: Path) -> None:
    """Both tools end with an error, and nobody is told that the words were copied."""
    path = only(tmp_path / "bin", "xclip", "xsel")
    saved = tmp_path / "clipboard.txt"
    env = clean_env(tmp_path, {"DISPLAY": ":54321", "PATH": path})
    outcome = await copy(WORDS, env=env, send_osc52=None, save_to=saved)
    assert (outcome.grade, outcome.saved) == ("failed", saved)
    assert saved.read_text(encoding="utf-8") == SHOWN


@linux_only
async def test_wayland_holds_the_words(tmp_path: Path) -> None:
    path = only(tmp_path / "bin", "wl-copy", "cat", "rm")  # wl-copy calls both
    with Sway() as sway:
        env = clean_env(tmp_path, {**sway.env, "PATH": path})
        outcome = await copy(WORDS, env=env, send_osc52=None)
        assert (outcome.grade, outcome.how) == ("confirmed", "wl-copy")
        assert read([require("wl-paste"), "--no-newline"], env) == SHOWN


@pytest.mark.skipif(
    sys.platform != "darwin" or os.environ.get("CI") != "true",
    reason="overwrites the clipboard of the Mac it runs on",
)
async def test_the_mac_holds_the_words(tmp_path: Path) -> None:
    env = clean_env(tmp_path)
    outcome = await copy(WORDS, env=env, send_osc52=None)
    assert (outcome.grade, outcome.how) == ("confirmed", "pbcopy")
    assert read(["pbpaste"], env) == SHOWN


def outer(tmux: Tmux) -> list[str]:
    """What a terminal outside gets on its clipboard while the copier starts inside tmux."""
    with tmux.attach() as outside:
        outside.wait_for("prompt>")
        tmux.send_keys("go", "Enter")
        outside.wait_for("[confirmed] [tmux]")
        outside.wait_for(lambda _: bool(osc52_texts(outside.raw)))
        outside.settle()
        return osc52_texts(outside.raw)


@pytest.mark.parametrize("setting", [None, "external", "on", "off"])
def test_tmux_passes_the_words_on_in_every_setting(setting: str | None) -> None:
    shell = ["sh", "-c", 'printf "prompt>"; read go; exec "$@"', "sh", *copier(WORDS)]
    with Tmux(shell) as tmux:
        if setting:
            tmux.run("set-option", "-s", "set-clipboard", setting)
        assert outer(tmux) == [SHOWN]
        assert tmux.buffer() == SHOWN


@linux_only
def test_a_local_tool_inside_tmux_fills_both(display: str) -> None:
    require("xclip")
    with Tmux(copier(WORDS), env={"DISPLAY": display}) as tmux:
        tmux.wait_for("[confirmed] [xclip]")
        assert tmux.buffer() == SHOWN
        assert x_clipboard(clean_env(tmux.home, {"DISPLAY": display})) == SHOWN


def test_over_ssh_the_terminal_gets_the_words_and_no_tool(tmp_path: Path) -> None:
    """Whatever tools the far machine has, its clipboard is not the user's."""
    far = {"SSH_CONNECTION": "192.0.2.1 5000 192.0.2.2 22", "DISPLAY": ":0", "TERM": "xterm"}
    with Pty(copier(WORDS), env=far, home=tmp_path) as pty:
        pty.wait_for("[sent] [osc52]")
        assert osc52_texts(pty.raw) == [SHOWN]
    (kept,) = tmp_path.rglob("clipboard.txt")
    assert kept.read_text(encoding="utf-8") == SHOWN
    assert kept.stat().st_mode & 0o777 == 0o600


@linux_only
async def test_the_users_own_command_line_of_a_real_tool(display: str, tmp_path: Path) -> None:
    path = only(tmp_path / "bin", "xclip", "xsel")
    env = clean_env(tmp_path, {"DISPLAY": display, "PATH": path})
    own = ("xsel", "--secondary", "--input")
    outcome = await copy(WORDS, env=env, send_osc52=None, own=own)
    assert (outcome.grade, outcome.how) == ("confirmed", "xsel")
    assert x_comes_to_hold(SHOWN, env, "secondary")


def test_a_hostile_quotation_reaches_no_terminal_raw() -> None:
    hostile = "a\x1b]52;c;cHduZWQ=\x07b\x9d52;c;cHduZWQ=\x9c"
    with Pty(copier(hostile)) as pty:
        pty.wait_for("[sent] [osc52]")
        assert osc52_texts(pty.raw) == ["a␛]52;c;cHduZWQ=␇b�52;c;cHduZWQ=�"]


def test_what_a_terminal_would_lose_is_in_a_file(tmp_path: Path) -> None:
    with Pty(copier(WORDS), env={"VTE_VERSION": "7402"}, home=tmp_path) as pty:
        pty.wait_for("[failed] [osc52]")
    saved = list(tmp_path.rglob("clipboard.txt"))
    assert [path.read_text(encoding="utf-8") for path in saved] == [SHOWN]
