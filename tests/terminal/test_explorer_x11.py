"""The words on a real clipboard, by the tools of a desktop."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.terminal.harness import Sway, Xvfb, clean_env, osc52_texts, require
from tests.terminal.program import onrecord, ready

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a display server of Linux")


def copy_the_words(tool: str, env: Mapping[str, str], home: Path) -> None:
    """Copies what Esper said of the game, and sees the tool named."""
    with onrecord("actor:esper", "kind:verbatim", env=env, home=home) as pty:
        ready(pty)
        pty.press("3", "y")
        pty.wait_for(f"Copied to the clipboard ({tool})")
        pty.press("q")
        assert pty.wait() == 0
        assert osc52_texts(pty.raw) == []


def held(argv: list[str], env: Mapping[str, str]) -> str:
    """What a clipboard holds."""
    done = subprocess.run(
        argv, env=dict(env), capture_output=True, encoding="utf-8", timeout=20, check=True
    )
    return done.stdout


def is_the_quotation(words: str) -> bool:
    """Whether the words came whole, with who said them and when."""
    parts = ("“the game has changed”", "Mark Esper", "2 January 2020")
    return all(part in words for part in parts) and words == words.strip()


def test_x_has_the_words_after_the_program_has_ended(tmp_path: Path) -> None:
    xclip = require("xclip")
    with Xvfb() as server:
        env = {"DISPLAY": server.display}
        copy_the_words("xclip", env, tmp_path)
        held_now = held([xclip, "-selection", "clipboard", "-out"], clean_env(tmp_path, env))
        assert is_the_quotation(held_now)


def test_wayland_has_the_words_after_the_program_has_ended(tmp_path: Path) -> None:
    require("wl-copy")
    paste = require("wl-paste")
    with Sway() as server:
        copy_the_words("wl-copy", server.env, tmp_path)
        env = clean_env(tmp_path, server.env)
        assert is_the_quotation(held([paste, "--no-newline"], env))


def test_a_display_that_is_gone_is_not_believed(tmp_path: Path) -> None:
    """The tools fail, so the terminal is asked, and the message says no more than is known."""
    env = {"DISPLAY": ":54321", "PATH": os.environ["PATH"]}
    with onrecord("actor:esper", "kind:verbatim", env=env, home=tmp_path) as pty:
        ready(pty)
        pty.press("3", "y")
        pty.wait_for("Sent to your terminal")
        (sent,) = osc52_texts(pty.raw)
        assert is_the_quotation(sent)
