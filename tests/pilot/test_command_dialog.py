"""The command for a view: shown, copied, and true of 200 random filters."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from store import filters
from store.corpus import open_dossier
from store.errors import FilterError
from store.shell import command
from store.views import InView, evaluate
from tests.builders import write
from tests.pilot.conftest import Clipboard
from tests.pilot.driving import Driver, exploring
from tests.unit.random_dossiers import random_dossier, random_filter
from tui.arguments import interpret
from tui.assets import BUNDLED_DOSSIER

ROOT = Path(__file__).parents[2]


def shown(driver: Driver) -> list[str]:
    """The lines of the dialog."""
    assert driver.screen == "CommandDialog"
    inside = (re.search(r"│(.*)│", line) for line in driver.lines)
    return [found[1].strip() for found in inside if found and found[1].strip()]


@pytest.mark.parametrize(("pane", "table"), [("1", "events"), ("2", "actors"), ("3", "quotes")])
async def test_it_opens_the_view_and_prints_the_pane(pane: str, table: str) -> None:
    async with exploring(filter='actor:esper|milley -"green zone"') as driver:
        await driver.press(pane, "equals_sign")
        terms = """'actor:esper|milley' '-"green zone"'"""
        assert shown(driver)[:4] == [
            "opens it", f"onrecord {terms}", "prints it", f"onrecord {table} {terms}",
        ]  # fmt: skip
        assert shown(driver)[4] == "y copy the first   Y copy the second   esc leave"
        await driver.press("escape")
        assert driver.screen == "Explorer"


async def test_it_names_a_dossier_of_ones_own(tmp_path: Path) -> None:
    path = write(tmp_path / "my dossier.json", json.loads(BUNDLED_DOSSIER.read_text("utf-8")))
    async with exploring(path, size=(160, 40)) as driver:
        await driver.press("equals_sign")
        assert f"'{path}'" in " ".join(shown(driver))


@pytest.mark.parametrize(
    ("key", "copied"),
    [("y", "onrecord kind:verbatim"), ("enter", "onrecord kind:verbatim"),
     ("Y", "onrecord events kind:verbatim"), ("p", "onrecord events kind:verbatim")],
)  # fmt: skip
async def test_it_is_copied(key: str, copied: str, clipboard: Clipboard) -> None:
    async with exploring(filter="kind:verbatim") as driver:
        await driver.press("equals_sign", key)
        await driver.settle()
        assert clipboard.text == copied
        assert driver.screen == "Explorer"
        assert driver.toasts[-1].lower().startswith("copied")


@pytest.mark.parametrize("key", ["escape", "left", "h", "q", "backspace", "equals_sign"])
async def test_it_is_left_without_a_copy(key: str) -> None:
    async with exploring() as driver:
        await driver.press("equals_sign", key)
        assert driver.screen == "Explorer"
        assert driver.app.copied == ""


async def test_what_no_command_can_carry_is_said() -> None:
    async with exploring() as driver:
        wanted = filters.Filter((filters.Term("", ("a\x00b",)),))
        driver.explorer.view = type(driver.explorer.view)(wanted)
        await driver.press("equals_sign")
        assert driver.screen == "Explorer"
        assert "no command can carry" in driver.footer


def rows(seen: InView) -> tuple[list[int], ...]:
    """What is in view of everything."""
    return tuple(map(list, (seen.events, seen.actors, seen.quotes, seen.sources, seen.links)))


def test_the_command_gives_the_same_rows_for_200_random_filters(tmp_path: Path) -> None:
    draw = Random(2020)
    tried = printed = 0
    while tried < 200:
        tables = random_dossier(draw)
        path = write(tmp_path / f"{tried} it's.json", tables)
        corpus = open_dossier(path)
        for _ in range(8):
            wanted = random_filter(draw, tables)
            try:
                expected = evaluate(corpus, wanted)
            except FilterError:
                continue
            if not wanted or tried == 200:
                continue
            words = shlex.split(command("onrecord", path, wanted, "quotes"))
            assert words[0] == "onrecord"
            request = interpret(words[1:])
            assert (request.command, request.dossier) == ("quotes", path)
            read = filters.parse(request.filter)
            assert rows(evaluate(corpus, read, request.filter)) == rows(expected)
            if tried % 40 == 0:
                printed += 1
                assert _printed(path, wanted) == [
                    corpus.quotes.keys[row] for row in expected.quotes
                ]
            tried += 1
    assert printed == 5


def _printed(path: Path, wanted: filters.Filter) -> list[str]:
    """The ids that the program itself prints, run by a shell."""
    line = command("onrecord", path, wanted, "quotes")
    program = shlex.join([sys.executable, "-m", "tui.cli"])
    done = subprocess.run(
        ["/bin/sh", "-c", f"{line.replace('onrecord', program, 1)} --format jsonl"],
        cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return [json.loads(row)["id"] for row in done.stdout.splitlines()]
