"""Every size of terminal, and dossiers that hold next to nothing."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.builders import actor, dossier, event, part, quote
from tests.pilot.driving import Driver, exploring
from tui.commands import COMMANDS, PANES
from tui.layout import LEAST

WIDTHS = (1, 2, 3, 5, 9, 17, 24, 39, 40, 41, 55, 79, 80, 99, 100, 139, 140, 169, 170, 199, 200)
HEIGHTS = (1, 2, 4, 7, 9, 10, 11, 15, 16, 24, 29, 30, 44, 45, 60)
SWEEP = list(zip(WIDTHS * 2, cycle(HEIGHTS)))
"""Each width with two heights, each height with two or three widths."""


def assert_whole(driver: Driver, width: int, height: int) -> None:
    lines = driver.lines
    assert len(lines) == height
    assert max(map(cell_len, lines)) <= width
    asks = "onrecord needs 40 columns" in driver.screen_text
    if width < LEAST[0] or height < LEAST[1]:
        assert not any(pane.region.area for pane in driver.explorer.board.lists)
        assert asks or width < 25 or height < 2
    else:
        assert not asks
        assert driver.explorer.focused is not None
        assert driver.explorer.focused.region.height >= 2
        # Quotes stand beside whatever pane has the focus, unless that one is zoomed.
        zoomed = sum(pane.display for pane in driver.explorer.board.lists) == 1
        assert zoomed or driver.quotes.region.width >= 15


async def test_sweep_of_sizes() -> None:
    async with exploring() as driver:
        keys = cycle(("j", "tab", "enter", "h", "3", "k", "G", "1", "g", "2", "z", "z"))
        for width, height in SWEEP:
            await driver.resize(width, height)
            await driver.press(next(keys))
            if driver.screen != "Explorer":
                await driver.press("escape")
            assert_whole(driver, width, height)


@pytest.mark.parametrize(
    "keys", ["3 enter", "j r", "3 Y", "question_mark", "exclamation_mark", "a", "ctrl+p"]
)
async def test_whatever_is_open_lives_through_every_size(keys: str) -> None:
    async with exploring() as driver:
        await driver.press(*keys.split())
        for width, height in ((1, 1), (200, 60), (39, 9), (80, 4), (5, 40)):
            await driver.resize(width, height)
            await driver.press("down")
            lines = driver.lines
            assert len(lines) == height
            assert max(map(cell_len, lines)) <= width
        await driver.press("escape")
        if driver.screen != "Explorer":
            await driver.press("escape")
        assert driver.screen == "Explorer"
        await driver.resize(120, 36)
        assert_whole(driver, 120, 36)


async def test_commands_work_where_there_is_no_room() -> None:
    async with exploring(size=(12, 3)) as driver:
        for command in COMMANDS:
            if command.id in {"app.quit", "reader.close", "app.suspend"}:
                continue
            if command.where.intersection(PANES):
                await driver.press(command.keys.split(",")[0])
            for _ in range(3):
                if driver.screen != "Explorer" or driver.bar.line.has_focus:
                    await driver.press("escape")
        await driver.resize(120, 36)
        assert_whole(driver, 120, 36)


@pytest.mark.parametrize("size", [(1, 1), (39, 30), (120, 9)])
async def test_too_small_from_the_start(size: tuple[int, int]) -> None:
    async with exploring(size=size) as driver:
        assert_whole(driver, *size)
        await driver.resize(120, 36)
        assert_whole(driver, 120, 36)
        assert driver.pane == "timeline"
        assert len(driver.quote_ids) == 10


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (80, 24), (120, 36), (200, 60)])
async def test_what_is_never_painted_is_covered_wholly(size: tuple[int, int]) -> None:
    """By filter bar and strip as well, and by the one pane that has all the room."""
    async with exploring(size=size) as driver:
        for key in ("z", "z", "3", "slash", "escape", "b", "escape"):
            await driver.press(key)
            for blank in [driver.explorer, *driver.explorer.query("*")]:
                if blank.BLANK and blank.region.area:
                    cells = [child.region for child in blank.children if child.region.area]
                    flow = [part for part in cells if blank.region.contains_region(part)]
                    covered = {(x, y) for part in flow for y in part.line_range
                               for x in part.column_range}  # fmt: skip
                    assert len(covered) == blank.region.area, (key, blank)


# -- next to nothing --------------------------------------------------------------------------


async def go_everywhere(driver: Driver) -> None:
    """Presses what there is to press, in every pane."""
    for pane in "123":
        for key in ("j", "G", "r", "y", "Y", "o", "f", "F", "enter"):
            await driver.press(pane, key)
            if driver.screen != "Explorer":
                await driver.press("escape")
            assert driver.screen == "Explorer"
    await driver.press("x", "slash", "enter", "a", "escape", "d", "escape", "f5")
    await driver.settle()
    await driver.press("1", "escape", "escape")
    assert driver.app.return_code is None


async def test_an_empty_dossier(tmp_path: Path) -> None:
    async with exploring(dossier(), folder=tmp_path) as driver:
        assert driver.lines[0].endswith("0 events · 0 actors · 0 quotes")
        assert "No statement in view." in driver.text_of(driver.quotes)
        assert "clears" not in driver.text_of(driver.quotes)
        await go_everywhere(driver)


async def test_a_file_without_any_table_of_records(tmp_path: Path) -> None:
    async with exploring({"dossier": dossier()["dossier"]}, folder=tmp_path) as driver:
        await go_everywhere(driver)


async def test_events_without_quotes(tmp_path: Path) -> None:
    tables = dossier(
        events=[event("e1", participants=[part("a1")]), event("e2")], actors=[actor("a1")]
    )
    async with exploring(tables, folder=tmp_path) as driver:
        assert "No statement in view." in driver.text_of(driver.quotes)
        await driver.press("j")
        assert "No statement about this event." in driver.text_of(driver.quotes)
        await go_everywhere(driver)


async def test_quotes_without_events(tmp_path: Path) -> None:
    tables = dossier(actors=[actor("a1")], quotes=[quote("q1", speaker="a1"), quote("q2")])
    async with exploring(tables, folder=tmp_path) as driver:
        assert driver.quote_ids == ["q1", "q2"]
        assert "no event" in driver.text_of(driver.quotes)
        await go_everywhere(driver)
        await driver.press("3", "G", "enter")
        assert "kind verbatim" in driver.text_of(driver.reader.query_one("#reader-page"))


async def test_actors_alone(tmp_path: Path) -> None:
    async with exploring(dossier(actors=[actor("a1")]), folder=tmp_path) as driver:
        await driver.press("2", "j")
        assert "Nothing by, about or to a1." in driver.text_of(driver.quotes)
        await go_everywhere(driver)


async def test_a_wide_name_gives_way_to_the_short_one(tmp_path: Path) -> None:
    tables = dossier(actors=[actor("a1", name="国" * 12, short="都都")])
    async with exploring(tables, folder=tmp_path, size=(120, 36)) as driver:
        shown = driver.text_of(driver.actors)
        assert "都都" in shown
        assert "国" not in shown
