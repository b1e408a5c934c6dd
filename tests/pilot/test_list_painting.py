"""What a list hands to the terminal: kept lines are those that would be painted anew."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from tests.pilot.driving import exploring
from tests.pilot.list_bench import SIZE, Bench, Rows, bench, row
from tui.text import OneFilter
from tui.widgets.painting import fewer_changes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.widgets.scroller import RowScroller

Cell = tuple[str, object, object, object]


def cells(segments: Iterable[Segment]) -> list[Cell]:
    """What can be seen in each cell: on blanks no ink, unless it is in a line under them."""
    seen: list[Cell] = []
    for text, own, _ in segments:
        style = own or Style.null()
        lined = style.underline, style.strike, style.reverse, style.link
        for character in text:
            ink = (style.color, style.bold, style.italic, style.dim)
            inked = character != " " or any(lined)
            seen.append((character, style.bgcolor, ink if inked else None, lined))
    return seen


def handed_on(rows: RowScroller) -> list[list[Cell]]:
    """The lines of rows as the terminal gets them."""
    above, size = rows.gutter.top, rows.outer_size
    strips = rows.render_lines(Region(0, 0, size.width, size.height))
    return [cells(strip) for strip in strips[above:]]


def anew(rows: RowScroller) -> list[list[Cell]]:
    """The same, painted for the occasion."""
    background = rows.background_colors[1]
    painted: list[list[Cell]] = []
    for y in range(rows.size.height):
        segments = list(rows.render_line(y))
        for part in rows.get_line_filters():
            segments = part.apply(segments, background)
        painted.append(cells(segments))
    return painted


def cursors(rows: RowScroller) -> int:
    return sum(line[0][0] == "▌" for line in handed_on(rows))


KEYS = ("down", "down", "down", "up", "up", "pagedown", "pageup", "ctrl+d", "home", "end")


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
async def test_wherever_the_cursor_goes_kept_lines_are_the_right_ones(theme: str) -> None:
    looks = {3: row("a", "b", "c"), 7: row("x", headings=("head",), gap=1), 11: row("y", gap=2)}
    app, chance = bench(range(30), looks, theme=theme), random.Random(theme)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(40):
            await pilot.press(chance.choice(KEYS))
            assert handed_on(app.list) == anew(app.list)
            app.list.foresee()
            assert handed_on(app.list) == anew(app.list)
        app.query_one(Input).focus()
        await pilot.pause()
        assert handed_on(app.list) == anew(app.list)
        assert cursors(app.list) == 0
        app.list.focus()
        app.list.show(range(100, 104))
        await pilot.pause()
        assert handed_on(app.list) == anew(app.list)
        assert cursors(app.list) == 1


async def test_another_theme_paints_everything_anew() -> None:
    app = bench(range(30))
    async with app.run_test(size=SIZE) as pilot:
        before = handed_on(app.list)
        app.theme = "textual-light"
        await pilot.pause()
        assert handed_on(app.list) == anew(app.list)
        assert handed_on(app.list) != before


async def test_looking_ahead_moves_nothing_and_draws_the_next_step() -> None:
    app = bench(range(30), pinned=1)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", *["up"] * 4)
        before = (app.list.cursor, app.list.visible_rows, handed_on(app.list))
        app.list.foresee()
        assert (app.list.cursor, app.list.visible_rows, handed_on(app.list)) == before
        app.list.calls.clear()
        await pilot.press("up")
        handed_on(app.list)
        assert app.list.calls == []


async def test_a_list_with_walls_is_left_to_textual() -> None:
    class Walled(Bench):
        CSS = "Rows { border: solid red; }"

    app = Walled(Rows(), range(5))
    async with app.run_test(size=SIZE):
        size = app.list.outer_size
        lines = [s.text for s in app.list.render_lines(Region(0, 0, size.width, size.height))]
        assert lines[0].startswith("┌")
        assert lines[1].startswith("│▌!item 0")
        part = app.list.render_lines(Region(2, 1, 6, 2))
        assert [strip.text for strip in part] == ["!item ", "item 1"]


async def test_the_panes_of_the_explorer_hand_on_what_they_paint() -> None:
    async with exploring(size=(120, 36)) as driver:
        for key in ("j", "j", "l", "j", "G", "h", "slash", "e", "s", "p", "enter", "3", "j", "x"):
            await driver.press(key)
            for pane in driver.explorer.board.lists:
                if pane.size.area:
                    assert handed_on(pane) == anew(pane)


def test_fewer_changes_of_ink_look_the_same() -> None:
    dim, red = Style(color="grey50", bgcolor="black"), Style(color="red", bgcolor="black")
    lined, other = red + Style(underline=True), Style(color="red", bgcolor="blue")
    strip = Strip([
        Segment("  ", dim), Segment("one", red), Segment("   ", dim), Segment("two", red),
        Segment("  ", lined), Segment("  ", other), Segment(" ", red), Segment("x", dim),
    ])  # fmt: skip
    fewer = fewer_changes(strip)
    assert cells(fewer) == cells(strip)
    assert fewer.cell_length == strip.cell_length
    assert [segment.text for segment in fewer] == ["  ", "one   two", "  ", "  ", " ", "x"]


def test_one_filter_runs_all_in_their_order() -> None:
    class Adds(LineFilter):
        def __init__(self, end: str) -> None:
            super().__init__()
            self.end = end

        def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
            return [Segment(text + self.end, style) for text, style, _ in segments]

    both = OneFilter((Adds("1"), Adds("2")))
    assert both.apply([Segment("a")], Color(0, 0, 0)) == [Segment("a12")]
