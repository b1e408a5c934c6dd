"""The virtual list: the mouse, any size, and any number of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.content import Content
from textual.widgets import Input

from tests.pilot.list_bench import (
    HEIGHT,
    SIZE,
    WIDTH,
    Rows,
    bench,
    row,
    screen,
    wheel,
)
from tui.widgets.virtual_list import Drawn, VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot


# -- the mouse -------------------------------------------------------------------------------


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        await wheel(pilot, app.list, events.MouseScrollDown, 5)
        assert (app.list.first_visible, app.list.cursor) == (15, 0)
        await wheel(pilot, app.list, events.MouseScrollUp, 1)
        assert app.list.first_visible == 12
        await wheel(pilot, app.list, events.MouseScrollDown, 50)
        assert app.list.visible_rows == range(90, 100)
        await wheel(pilot, app.list, events.MouseScrollUp, 50)
        assert app.list.visible_rows == range(10)
        assert app.heard(VirtualList.Moved) == []


async def test_a_key_brings_the_cursor_back_into_view() -> None:
    for key, cursor in (("down", 1), ("pagedown", 10)):
        app = bench(range(100))
        async with app.run_test(size=SIZE) as pilot:
            await wheel(pilot, app.list, events.MouseScrollDown, 10)
            await pilot.press(key)
            assert app.list.cursor == cursor
            assert cursor in app.list.visible_rows


async def test_a_click_focuses_and_moves() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        app.query_one(Input).focus()
        await pilot.pause()
        await pilot.click(app.list, offset=(5, 4))
        assert app.list.has_focus
        assert app.list.cursor == 4
        assert [type(m) for m in app.said] == [VirtualList.Moved]


async def test_a_double_click_opens_even_a_row_that_is_cut_off() -> None:
    looks = {n: row(f"item {n}", "a", "b", "c") for n in range(20)}
    app = bench(range(20), looks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(app.list, offset=(5, 9), times=2)
        opened = app.heard(VirtualList.Opened)
        assert [m.item for m in opened if isinstance(m, VirtualList.Opened)] == [2]
        assert opened[0].control is app.list
        assert app.list.first_visible == 0
        await pilot.press("up", "down")
        assert app.list.first_visible == 1


@pytest.mark.parametrize(
    ("y", "button"), [(1, 1), (3, 1), (5, 1), (0, 3)], ids=["heading", "gap", "below", "right"]
)
async def test_what_a_click_leaves_alone(y: int, button: int) -> None:
    app = bench(range(3), {1: row("item 1", headings=("2019",), gap=1)})
    async with app.run_test(size=SIZE) as pilot:
        app.list.move_to(2)
        await pilot.click(app.list, offset=(5, y), button=button, times=2)
        assert app.list.cursor == 2
        assert app.said == []


def thumb(rows: Rows) -> list[int]:
    return [y for y, line in enumerate(screen(rows)) if line[-1] == "▐"]


async def test_the_scroll_bar_says_where_the_window_is() -> None:
    app = bench(range(101), pinned=1)
    async with app.run_test(size=SIZE) as pilot:
        assert thumb(app.list) == [1]
        await wheel(pilot, app.list, events.MouseScrollDown, 1)
        assert thumb(app.list) == [2]  # no longer at the beginning
        await pilot.press("end")
        assert thumb(app.list) == [9]
        await wheel(pilot, app.list, events.MouseScrollUp, 1)
        assert thumb(app.list) == [8]  # not yet at the end
        app.list.show(range(20))
        assert len(thumb(app.list)) == 4
        app.list.show(range(10))
        assert thumb(app.list) == []


async def test_dragging_the_scroll_bar_scrolls() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        edge = WIDTH - 1
        await pilot.mouse_down(app.list, offset=(edge, 0))
        assert app.list.first_visible == 0
        await pilot.hover(app.list, offset=(3, 9))
        assert app.list.visible_rows == range(90, 100)
        await pilot.mouse_up(app.list, offset=(3, 9))
        await pilot.hover(app.list, offset=(edge, 2))
        assert app.list.visible_rows == range(90, 100)
        assert app.mouse_captured is None
        await pilot.click(app.list, offset=(edge, 5))
        assert app.list.first_visible == 50
        assert app.list.cursor == 0
        assert app.heard(VirtualList.Moved) == []


async def mouse(pilot: Pilot[None], kind: type[events.MouseEvent], x: int, y: int) -> None:
    """Send what a driver sends, so that Textual itself makes the clicks."""
    pilot.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
    await pilot.pause()


async def test_a_drag_that_ends_on_a_row_is_no_click() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        await mouse(pilot, events.MouseDown, WIDTH - 1, 5)
        await mouse(pilot, events.MouseMove, 3, 9)
        await mouse(pilot, events.MouseUp, 3, 9)
        assert app.list.visible_rows == range(90, 100)
        assert app.list.cursor == 0
        await mouse(pilot, events.MouseDown, 3, 9)
        await mouse(pilot, events.MouseUp, 3, 9)
        assert app.list.cursor == 99


async def test_a_list_that_is_hidden_lets_go_of_the_mouse() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.mouse_down(app.list, offset=(WIDTH - 1, 5))
        assert app.mouse_captured is app.list
        app.list.display = False
        await pilot.pause()
        assert app.mouse_captured is None


# -- any size, any number --------------------------------------------------------------------


async def test_no_size_breaks_it() -> None:
    line = Content.assemble(("語" * 30, "bold"), " and more")
    looks = {n: Drawn((line,) * (n % 8 + 1), (line,) * (n % 3), n % 2) for n in range(40)}
    app = bench(range(40), looks, pinned=1)
    steps: tuple[Callable[[], None], ...] = (
        lambda: app.list.action_cursor(1),
        lambda: app.list.action_page(1.0),
        lambda: app.list.scroll_rows(3),
        lambda: app.list.action_page(-0.5),
        app.list.action_bottom,
        app.list.action_top,
        lambda: app.list.show(range(40), "k5"),
    )
    heights = (1, 2, 3, 8, 60)
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Input).display = False
        for width in (1, 2, 3, 4, 8, 200):
            for height in heights:
                await pilot.resize_terminal(width, height)
                await pilot.pause()
                assert app.list.size == (width, height)
                for step in steps:
                    step()
                    strips = [app.list.render_line(y) for y in range(height)]
                    assert {strip.cell_length for strip in strips} == {width}
                assert app.list.cursor == 5


async def test_a_million_rows_cost_one_screen() -> None:
    count = 1_000_000
    app = bench(range(count), pinned=1)
    bound = 5 * HEIGHT
    async with app.run_test(size=SIZE) as pilot:
        calls = app.list.calls
        assert len(calls) <= bound
        for step in ("down", "end", "up", "pageup", "home", "pagedown"):
            calls.clear()
            await pilot.press(step)
            assert len(calls) <= bound, step
        ways: tuple[Callable[[], None], ...] = (
            lambda: app.list.move_to(700_000),
            lambda: app.list.show(range(count), None, 500_000),
            lambda: app.list.scroll_rows(3),
            app.list.redraw,
        )
        for way in ways:
            calls.clear()
            way()
            await pilot.pause()
            assert len(calls) <= bound
        calls.clear()
        await pilot.mouse_down(app.list, offset=(WIDTH - 1, 5))
        await pilot.mouse_up(app.list, offset=(WIDTH - 1, 5))
        assert len(calls) <= bound


async def test_a_row_that_does_not_change_is_drawn_once() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE):
        for by in (1, -1):
            for _ in range(50):
                app.list.action_cursor(by)
                screen(app.list)
        assert len(app.list.calls) == len(set(app.list.calls))
