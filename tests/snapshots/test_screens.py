"""The screens as they should look, every cell of them.

They hold for one version of Textual, which draws a few things itself. When a look is changed on
purpose, write them anew and read what changed::

    UPDATE_GOLDEN=1 python -m pytest tests/snapshots; git diff tests/snapshots/screens
"""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.snapshots.picture import picture
from tests.terminal.harness import Pty
from tests.terminal.program import onrecord, ready

TEXTUAL = "8.2.8"
FOLDER = Path(__file__).parent / "screens"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))

pytestmark = pytest.mark.skipif(
    version("textual") != TEXTUAL,
    reason=f"these screens were drawn by textual {TEXTUAL}, not {version('textual')}",
)

DARK: dict[str, str] = {}
LIGHT = {"TEXTUAL_THEME": "onrecord-light"}
COLOURLESS = {"NO_COLOR": "1"}


class Shot(NamedTuple):
    """A screen: its size, what the environment says of colour, the keys that lead to it."""

    cols: int
    rows: int
    env: dict[str, str]
    keys: tuple[str, ...] = ()


SHOTS = {
    **{
        f"explorer-{cols}x{rows}-{name}": Shot(cols, rows, env)
        for cols, rows in ((80, 24), (120, 36), (200, 60))
        for name, env in (("dark", DARK), ("light", LIGHT), ("no-color", COLOURLESS))
    },
    "explorer-50x16-dark": Shot(50, 16, DARK, ("j", "l")),
    "attack-120x36-dark": Shot(120, 36, DARK, ("j", "j", "j", "j", "l", "G")),
    "attack-120x36-no-color": Shot(120, 36, COLOURLESS, ("j", "j", "j", "j", "l", "G")),
    "filter-bar-120x36-dark": Shot(120, 36, DARK, ("/actor:k",)),
    "reader-120x36-dark": Shot(120, 36, DARK, ("3", "enter")),
    "copy-menu-120x36-dark": Shot(120, 36, DARK, ("3", "Y")),
    "help-120x36-dark": Shot(120, 36, DARK, ("?",)),
}


def seen(pty: Pty, expected: str) -> str:
    """The screen once it looks as expected, or after two seconds of looking otherwise."""
    for _ in range(20):
        if picture(pty) == expected:
            break
        pty.settle(quiet=0.1)
    return picture(pty)


@pytest.mark.parametrize("name", SHOTS)
def test_it_looks_as_it_should(name: str) -> None:
    shot = SHOTS[name]
    path = FOLDER / f"{name}.txt"
    with onrecord(cols=shot.cols, rows=shot.rows, env=shot.env) as pty:
        ready(pty)
        for key in shot.keys:
            pty.press(key)
            pty.settle(quiet=0.15)
        if UPDATE:
            path.write_text(picture(pty), encoding="utf-8")
        expected = path.read_text(encoding="utf-8")
        assert seen(pty, expected).splitlines() == expected.splitlines()


def test_there_is_no_screen_too_many() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(SHOTS)
