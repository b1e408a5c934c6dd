"""The virtual list: its cursor, its head, its looks, and what it shows when it is empty."""

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
    Bench,
    Rows,
    background,
    bench,
    line_of,
    row,
    screen,
    segments,
    text,
    wheel,
)
from tui.widgets.virtual_list import ASCII_GLYPHS, Drawn, VirtualList

if TYPE_CHECKING:
    from collections.abc import Hashable


# -- the cursor ------------------------------------------------------------------------------


async def test_keys_move_the_cursor_and_say_so() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "up")
        assert (app.list.cursor, app.list.current) == (1, 1)
        moves = app.heard(VirtualList.Moved)
        assert [m.item for m in moves if isinstance(m, VirtualList.Moved)] == [1, 2, 1]
        assert all(m.control is app.list for m in moves)


async def test_the_ends_stop_the_cursor_without_a_message() -> None:
    app = bench(range(3))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("up", "home", "pageup")
        assert app.list.cursor == 0
        assert app.said == []
        await pilot.press("end", "down", "pagedown", "end")
        assert app.list.cursor == 2
        assert len(app.heard(VirtualList.Moved)) == 1


async def test_the_program_moves_without_moved() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        for target, reached in ((50, 50), (-3, 0), (1000, 99)):
            app.list.move_to(target)
            await pilot.pause()
            assert app.list.cursor == reached
            assert reached in app.list.visible_rows
        app.list.show(range(50, 90), keep="k70")
        await pilot.pause()
        assert app.list.current == 70
        assert app.heard(VirtualList.Moved) == []


async def test_a_far_move_shows_what_comes_before_and_after() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE):
        app.list.move_to(50)
        assert app.list.visible_rows == range(47, 57)
        app.list.move_to(55)
        assert app.list.visible_rows == range(47, 57)


async def test_show_says_nothing() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        app.said.clear()
        for items, keep in ((range(5), None), (range(100), "k90"), ((), "k90"), (range(50), "k7")):
            app.list.show(items, keep)
            await pilot.pause()
        app.list.redraw()
        await pilot.pause()
        assert app.said == []


@pytest.mark.parametrize(
    ("keep", "at", "reached"),
    [
        ("k7", None, 2),
        ("k7", 2, 2),
        ("k7", 4, 2),  # a wrong guess is found out
        ("k7", 99, 2),
        ("gone", None, 0),
        (None, None, 0),
        (None, 3, 3),
        (None, 99, 0),
    ],
)
async def test_where_the_cursor_goes_on_a_refill(
    keep: Hashable | None, at: int | None, reached: int
) -> None:
    app = bench(range(3))
    async with app.run_test(size=SIZE):
        app.list.show(range(5, 20), keep, at)
        assert app.list.cursor == reached


async def test_a_good_guess_spares_the_search() -> None:
    looked: list[int] = []

    class Watched(Rows):
        def key_of(self, item: int) -> Hashable:
            looked.append(item)
            return super().key_of(item)

    app = Bench(Watched(), range(3))
    async with app.run_test(size=SIZE):
        looked.clear()
        app.list.show(range(1_000_000), "k900000", 900_000)
        assert app.list.current == 900_000
        assert len(looked) < 10


async def test_a_kept_record_does_not_jump() -> None:
    app = bench(range(0, 200, 2))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["down"] * 14, *["up"] * 3)
        assert app.list.current == 22
        before = line_of(app.list, 11)
        assert before not in (0, HEIGHT - 1)
        app.list.show(range(200), keep="k22")
        assert app.list.cursor == 22
        assert line_of(app.list, 22) == before
        app.list.show(range(20, 60), keep="k22")  # too few above to keep the line
        assert line_of(app.list, 2) == 2
        app.list.show(range(23), keep="k22")  # too few below
        assert line_of(app.list, 22) == HEIGHT - 1


async def test_rows_shown_before_there_is_a_size_are_placed_when_there_is_one() -> None:
    rows = Rows()
    rows.show(range(1000), keep="k500")

    app = Bench(rows, None)
    async with app.run_test(size=SIZE):
        assert rows.visible_rows == range(497, 507)
        assert app.heard(VirtualList.Moved) == []


# -- the pinned head -------------------------------------------------------------------------


async def test_the_head_stays_and_the_cursor_can_stand_on_it() -> None:
    app = bench(range(100), pinned=1)
    async with app.run_test(size=SIZE) as pilot:
        assert screen(app.list)[0].startswith("▌!item 0")
        await pilot.press("end")
        assert text(app.list)[0] == "item 0"
        assert app.list.visible_rows == range(91, 100)
        assert screen(app.list)[9].startswith("▌!item 99")
        await pilot.press("home")
        assert screen(app.list)[0].startswith("▌!item 0")
        assert app.list.visible_rows == range(1, 10)


async def test_the_cursor_on_the_head_brings_the_rows_back() -> None:
    app = bench(range(100), pinned=1)
    async with app.run_test(size=SIZE) as pilot:
        await wheel(pilot, app.list, events.MouseScrollDown, 4)
        assert app.list.first_visible == 13
        app.list.redraw()
        await pilot.pause()
        assert app.list.first_visible == 13  # drawing anew is no reason to scroll
        await pilot.press("up")
        assert app.list.first_visible == 1


async def test_the_head_gives_way_where_there_is_one_line() -> None:
    app = bench(range(9), pinned=1)
    async with app.run_test(size=(WIDTH, 2)) as pilot:
        assert text(app.list) == ["!item 0"]
        await pilot.press("down")
        assert text(app.list) == ["!item 1"]


# -- the looks -------------------------------------------------------------------------------


async def test_headings_and_gaps_are_not_the_cursors() -> None:
    app = bench(range(4), {1: row("item 1", "more", headings=("2019",), gap=1)})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down")
        assert [line[0] for line in screen(app.list)[:6]] == [" ", " ", "▌", "▌", " ", " "]
        plain = background(segments(app.list, 0)[0])
        painted = [{background(s) for s in segments(app.list, y)} for y in range(6)]
        assert painted[1] == painted[4] == painted[5] == {plain}
        assert len(painted[2]) == 1
        assert painted[2] == painted[3] != {plain}


async def test_the_cursor_keeps_the_ink_of_the_spans_and_reaches_the_edge() -> None:
    line = Content.assemble(("red", "#ff0000"), " plain ", ("found", "on #0000ff"))
    app = bench(range(2), {0: Drawn((line,))})
    async with app.run_test(size=SIZE):
        strip = app.list.render_line(0)
        assert strip.cell_length == WIDTH
        by_text = {s.text.strip(): s for s in strip}
        red, found = by_text["red"].style, by_text["found"]
        assert red is not None
        assert red.color is not None
        assert red.color.name == "#ff0000"
        assert red.bold
        assert background(found) == "#0000ff"
        assert background(by_text["red"]) == background(list(strip)[-1])
        assert background(by_text["red"]) != background(segments(app.list, 1)[0])


async def test_the_resting_cursor() -> None:
    app = bench(range(3))
    async with app.run_test(size=SIZE) as pilot:
        focused = background(segments(app.list, 0)[0])
        app.query_one(Input).focus()
        await pilot.pause()
        assert screen(app.list)[0].startswith("▏!item 0")
        resting = background(segments(app.list, 0)[0])
        assert resting not in (focused, background(segments(app.list, 1)[0]))
        app.list.show_resting = False
        assert screen(app.list)[0].startswith(" !item 0")
        assert background(segments(app.list, 0)[0]) == background(segments(app.list, 1)[0])


async def test_ascii() -> None:
    app = bench(range(40))
    async with app.run_test(size=SIZE) as pilot:
        app.list.glyphs = ASCII_GLYPHS
        assert screen(app.list)[0].startswith(">!item 0")
        assert screen(app.list)[0].endswith("#")
        app.query_one(Input).focus()
        await pilot.pause()
        assert screen(app.list)[0].startswith("|!item 0")
        assert all(line.isascii() for line in screen(app.list))


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
@pytest.mark.parametrize("no_color", [False, True])
async def test_the_cursor_is_never_told_by_colour_alone(
    theme: str, no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    app = bench(range(3), theme=theme)
    async with app.run_test(size=SIZE) as pilot:
        style, other = segments(app.list, 0)[1].style, segments(app.list, 1)[1].style
        assert style is not None
        assert other is not None
        assert style.bold
        assert not other.bold
        assert not other.underline
        without_colour = no_color or theme.startswith("ansi")
        assert bool(style.underline) == without_colour
        app.query_one(Input).focus()
        await pilot.pause()
        resting = segments(app.list, 0)[1].style
        assert resting is not None
        assert not resting.bold
        assert bool(resting.underline) == without_colour


async def test_the_first_row_seen_and_the_cursor_row_stand_on_their_own() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["down"] * 11, "up", "up")
        marked = [line for line in text(app.list) if line.startswith("!")]
        assert marked == ["!item 2", "!item 9"]


async def test_the_width_for_the_text_is_the_same_with_and_without_a_scroll_bar() -> None:
    app = bench(range(3))
    async with app.run_test(size=SIZE):
        assert {width for _, width, _ in app.list.calls} == {WIDTH - 3}
        assert all(line[-1] == " " for line in screen(app.list))
        app.list.show(range(30))
        assert {width for _, width, _ in app.list.calls} == {WIDTH - 3}
        assert screen(app.list)[0][-1] == "▐"


async def test_redraw_draws_again() -> None:
    app = bench(range(3))
    async with app.run_test(size=SIZE) as pilot:
        app.list.own = {1: row("changed")}
        app.list.redraw()
        await pilot.pause()
        assert text(app.list)[1] == "changed"


# -- the empty list --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "pinned", "shown"),
    [
        (0, 0, ["", "nothing here", "x clears", ""]),
        (0, 1, ["", "nothing here", "x clears", ""]),
        (1, 1, ["!item 0", "nothing here", "x clears", ""]),
        (1, 0, ["!item 0", "", "", ""]),
        (2, 1, ["!item 0", "!item 1", "", ""]),
    ],
)
async def test_empty(count: int, pinned: int, shown: list[str]) -> None:
    app = bench(range(count), pinned=pinned)
    async with app.run_test(size=SIZE) as pilot:
        assert text(app.list)[:4] == shown
        await pilot.press("down", "up", "pagedown", "pageup", "home", "end")
        await wheel(pilot, app.list, events.MouseScrollDown, 1)
        await pilot.click(app.list, offset=(3, 2))
        assert text(app.list)[2:4] == shown[2:]
        if count <= pinned:
            assert app.list.first_visible is None
            assert list(app.list.visible_rows) == []
        if not count:
            assert (app.list.cursor, app.list.current) == (-1, None)
            assert app.said == []


async def test_other_words_for_an_empty_list() -> None:
    app = bench(())
    async with app.run_test(size=SIZE) as pilot:
        app.list.empty = (Content("no statement"),)
        await pilot.pause()
        assert text(app.list)[1:3] == ["no statement", ""]
