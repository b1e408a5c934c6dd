"""OSC 52 in its forms, read back as the terminal or GNU screen reads it."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from tui import osc52

# One piece as screen takes it: a device control string, ended by the string terminator.
PIECE = re.compile(r"\x1bP([^\x1b]|\x1b(?!\\))+?\x1b\\", re.DOTALL)


def unwrapped(written: str) -> str:
    """What GNU screen hands on."""
    pieces = [found[0] for found in PIECE.finditer(written)]
    assert "".join(pieces) == written
    assert all(len(piece) <= 256 for piece in pieces)
    return "".join(piece[2:-2] for piece in pieces)


def read(sequence: str) -> str:
    """What a terminal puts on its clipboard."""
    found = re.fullmatch(r"\x1b]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found is not None
    return base64.b64decode(found[1]).decode()


@given(st.text(max_size=3000))
def test_it_reads_back_bare_and_wrapped(text: str) -> None:
    text = text.encode(errors="replace").decode()
    bare = osc52.sequence(text)
    assert read(bare) == text
    assert unwrapped(osc52.wrapped(bare)) == bare


@pytest.mark.parametrize("size", [*range(180, 192), 74_994, 300_000])
def test_every_remainder_of_the_last_piece(size: int) -> None:
    assert read(unwrapped(osc52.wrapped(osc52.sequence("x" * size)))) == "x" * size


@pytest.mark.parametrize(
    ("env", "form"),
    [
        ({}, "bare"),
        ({"TERM": "xterm-256color"}, "bare"),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/t,1,0"}, "bare"),
        ({"TERM": "screen.xterm-256color", "STY": "1.pts"}, "wrapped"),
        ({"TERM": "screen", "STY": "1.pts"}, "wrapped"),
        ({"TERM": "xterm", "STY": "1.pts"}, "wrapped"),
        # tmux inside screen, and screen inside tmux
        ({"TERM": "tmux-256color", "STY": "1.pts", "TMUX": "/tmp/t,1,0"}, "bare"),
        ({"TERM": "screen.xterm-256color", "STY": "1.pts", "TMUX": "/tmp/t,1,0"}, "wrapped"),
        ({"TERM": "screen", "STY": "1.pts", "TMUX": "/tmp/t,1,0"}, "both"),
        # over ssh there is only TERM
        ({"TERM": "tmux-256color"}, "bare"),
        ({"TERM": "screen.xterm-256color"}, "wrapped"),
        ({"TERM": "screen-256color"}, "both"),
    ],
)
def test_the_form(env: dict[str, str], form: str) -> None:
    assert osc52.form(env) == form


def test_both_means_one_after_the_other() -> None:
    bare = osc52.sequence("words")
    assert osc52.formed(bare, {"TERM": "screen"}) == osc52.wrapped(bare) + bare
    assert osc52.may_spill({"TERM": "screen"})
    assert osc52.formed(bare, {}) == bare
    assert not osc52.may_spill({})
    assert not osc52.may_spill({"TERM": "screen.xterm-256color", "STY": "1.pts"})


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of Unix terminals")
def test_the_driver_is_ours_only_where_screen_may_be() -> None:
    usual = App[None]().get_driver_class()
    assert osc52.driver(usual, {"TERM": "xterm"}) is usual
    assert osc52.driver(HeadlessDriver, {"STY": "1.pts"}) is HeadlessDriver
    ours = osc52.driver(usual, {"STY": "1.pts"})
    assert ours is not usual
    assert issubclass(ours, usual)


def test_it_costs_no_textual_to_import() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, tui.osc52; print('textual' in sys.modules)"],
        env=dict(os.environ),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout == "False\n"
