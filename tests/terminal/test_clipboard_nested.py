"""Copying through GNU screen and tmux with default settings, one inside the other, and over ssh.

The facts in the table were found by trying screen 4.9 and tmux 3.3a.
"""

from __future__ import annotations

import base64
import sys
from typing import TYPE_CHECKING

import pytest

from tests import builders
from tests.terminal.harness import osc52_texts
from tests.terminal.nest import Nest
from tests.terminal.program import ONRECORD, OPEN

if TYPE_CHECKING:
    from pathlib import Path

# Many times what GNU screen's buffer holds: what goes through it in one piece shows on the screen.
WORDS = "“We are not leaving,” he said — كتائب, 東京 😀." * 60

COPIER = """
import asyncio, os, sys
from tui import osc52
from tui.clipboard import copy

def send(text):
    sys.stderr.write(osc52.formed(osc52.sequence(text), os.environ))
    sys.stderr.flush()

def say():
    outcome = asyncio.run(copy(sys.argv[1], env=os.environ, send_osc52=send))
    print(f"[{outcome.grade}] [{outcome.how}] {outcome.message}", flush=True)

input("prompt>")
say()
input()
"""


def spilt(screen: str) -> bool:
    """Whether any of the escape sequence is on the screen as text."""
    encoded = base64.b64encode(WORDS.encode()).decode()
    return any(line[:40] in encoded for line in screen.split() if len(line) >= 40)


@pytest.mark.parametrize(
    ("layers", "arrives", "said"),
    [
        ("screen", True, "[sent] [osc52] Sent through GNU screen to your terminal"),
        ("screen ssh", True, "[sent] [osc52] Sent through GNU screen to your terminal"),
        ("tmux", True, "[confirmed] [tmux] Copied to tmux's buffer, and sent to your terminal"),
        ("tmux ssh", False, "[sent] [osc52] Sent to tmux, which passes it on under"),
        ("tmux:on ssh", True, "[sent] [osc52] Sent to tmux, which passes it on under"),
        # named so that it could be GNU screen as well
        ("tmux ssh:screen-256color", False, "[sent] [osc52] Sent to your terminal, which may"),
        ("tmux:on ssh:screen-256color", True, "[sent] [osc52] Sent to your terminal, which may"),
        # screen inside tmux
        ("tmux screen", True, "[confirmed] [tmux] Copied to tmux's buffer, and sent to your"),
        ("tmux ssh screen", False, "[sent] [osc52] Sent through GNU screen to your terminal"),
        ("tmux:on ssh screen", True, "[sent] [osc52] Sent through GNU screen to your terminal"),
        # tmux inside screen
        ("screen tmux", False, "[confirmed] [tmux] Copied to tmux's buffer, and no further: GNU"),
        ("screen ssh tmux", False, "[confirmed] [tmux] Copied to tmux's buffer, and no further"),
        # tmux inside tmux
        ("tmux ssh tmux", False, "[confirmed] [tmux] Copied to tmux's buffer, and sent to the"),
        ("tmux:on ssh tmux", True, "[confirmed] [tmux] Copied to tmux's buffer, and sent to the"),
    ],
)
def test_what_comes_out(layers: str, arrives: bool, said: str) -> None:
    with Nest(layers, [sys.executable, "-c", COPIER, WORDS]) as nest:
        outside = nest.outside
        outside.wait_for("prompt>")
        outside.settle(0.1)
        outside.press("enter")
        assert said in " ".join(outside.wait_for(said).split())
        if arrives:
            outside.wait_for(lambda _: bool(osc52_texts(outside.raw)))
        screen = outside.settle()
        assert osc52_texts(outside.raw) == ([WORDS] if arrives else [])
        assert not spilt(screen)
        kept = nest.home / ".local/state/onrecord/clipboard.txt"
        assert kept.exists() == ("[sent]" in said)


@pytest.mark.parametrize(
    ("layers", "arrives"),
    [
        ("screen", True),
        ("screen ssh", True),
        # not known to be GNU screen by its name, so that some of it is spilt
        ("screen ssh:screen-256color", True),
        # one screen in another: the outer one swallows what the inner one hands on, and spills it
        ("screen ssh screen", False),
    ],
)
def test_the_program_in_screen_stays_as_it_was(layers: str, arrives: bool, tmp_path: Path) -> None:
    tables = builders.dossier(quotes=[builders.quote(text=WORDS, kind="verbatim")])
    path = builders.write(tmp_path / "long.json", tables)
    with Nest(layers, [*ONRECORD, str(path)]) as nest:
        outside = nest.outside
        outside.wait_for(OPEN)
        outside.press("3")
        before = outside.settle().splitlines()
        outside.press("y")
        outside.wait_for("Sent through GNU screen" if "256" not in layers else "Sent to your")
        if arrives:
            outside.wait_for(lambda _: bool(osc52_texts(outside.raw)))
        after = outside.settle()
        sent = osc52_texts(outside.raw)
        assert [words.count("كتائب") for words in sent] == ([60] if arrives else [])
        assert not spilt(after)
        # the message stands below
        assert after.splitlines()[:24] == before[:24]
        outside.press("q")
        assert outside.wait() == 0
