"""The virtual list: the window on its rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.message import Message

from tests.pilot.list_bench import (
    SIZE,
    WIDTH,
    Bench,
    Rows,
    bench,
    row,
    screen,
    text,
)
from tui.widgets.virtual_list import Drawn, VirtualList

if TYPE_CHECKING:
    pass


# -- the window ------------------------------------------------------------------------------


async def test_the_window_follows_the_cursor_by_the_shortest_way() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["down"] * 9)
        assert app.list.first_visible == 0
        await pilot.press("down")
        assert app.list.first_visible == 1
        await pilot.press(*["up"] * 9)
        assert app.list.first_visible == 1
        await pilot.press("up")
        assert app.list.first_visible == 0


async def test_scrolled_tells_the_top_row() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "home")
        tops = [m.first_visible for m in app.said if isinstance(m, VirtualList.Scrolled)]
        assert tops == [90, 0]


async def test_the_page_moves_by_what_is_visible() -> None:
    app = bench(range(100))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "pagedown")
        assert (app.list.first_visible, app.list.cursor) == (10, 12)
        await pilot.press("ctrl+d")
        assert (app.list.first_visible, app.list.cursor) == (15, 17)
        await pilot.press("pageup")
        assert (app.list.first_visible, app.list.cursor) == (5, 7)
        await pilot.press("pageup")  # the cursor goes the rest alone
        assert (app.list.first_visible, app.list.cursor) == (0, 0)
        await pilot.press("end", "up", "pagedown")
        assert app.list.cursor == 99


async def test_half_a_page_of_a_list_that_fits_moves_the_cursor_half_the_way() -> None:
    app = bench(range(10))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+d")
        assert app.list.cursor == 5


Heights = list[tuple[int, int, int, int]]
"""For each row: lines of headings, of the body, of the gap, more headings when it is forced."""

HEIGHTS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 8), st.integers(0, 1), st.just(0)),
    min_size=1,
    max_size=40,
)
FORCED_HEIGHTS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 8), st.integers(0, 1), st.integers(0, 2)),
    max_size=40,
)


class Uneven(Rows):
    """Rows of given heights, which note what they post."""

    heights: Heights
    posted: list[Message]

    def draw(self, index: int, width: int, forced: bool) -> Drawn:
        headings, body, gap, more = self.heights[self.rows[index]]
        above = ("year"[:width],) * (headings + more * forced)
        return row(*[f"item {self.rows[index]}"] * body, headings=above, gap=gap)

    def post_message(self, message: Message) -> bool:
        if isinstance(message, VirtualList.Moved):
            self.posted.append(message)
        return super().post_message(message)

    def read(self) -> set[int]:
        """Rows that are seen whole, or from their first line if they are too tall for that."""
        lines = Counter(text(self))
        seen = {n for n in self.visible_rows if lines[f"item {n}"] == self.heights[n][1]}
        return seen | {self.visible_rows[0]}

    def take(self, heights: Heights) -> None:
        self.heights = heights
        self.posted = []
        self.show(())
        self.show(range(len(heights)))


@pytest.mark.parametrize("height", [1, 3, 5, 10, 17])
async def test_no_row_is_passed_over(height: int) -> None:
    rows = Uneven()

    @settings(max_examples=40, deadline=None)
    @given(HEIGHTS, st.sampled_from([1.0, 0.5, 0.3]))
    def turn(heights: Heights, pages: float) -> None:
        rows.take(heights)
        everything = set(range(len(heights)))
        for by, last in ((pages, len(heights) - 1), (-pages, 0)):
            seen = rows.read()
            for _ in heights:
                rows.action_page(by)
                seen |= rows.read()
                assert rows.cursor in rows.visible_rows
            assert rows.cursor == last
            assert seen == everything
        for by in (3, -3):
            seen = rows.read()
            for _ in heights:
                rows.scroll_rows(by)
                seen |= rows.read()
            assert seen == everything

    async with Bench(rows, ()).run_test(size=(WIDTH, height + 1)):
        turn()


async def test_a_top_row_that_grows_by_standing_alone_hides_no_cursor() -> None:
    rows = Uneven()
    async with Bench(rows, None).run_test(size=SIZE):
        rows.take([(0, 1, 0, 0), (0, 1, 0, 2), *[(0, 1, 0, 0)] * 18])
        rows.scroll_rows(1)
        assert rows.first_visible == 1
        rows.action_cursor(9)
        check_cursor_is_seen(rows)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("cursor"), st.integers(-4, 4)),
        st.tuples(st.just("page"), st.sampled_from([-1.0, -0.5, 0.5, 1.0])),
        st.tuples(st.sampled_from(["top", "bottom"]), st.just(0)),
        st.tuples(st.just("scroll"), st.integers(-9, 9)),
        st.tuples(st.just("move"), st.integers(-1, 40)),
        st.tuples(st.just("show"), st.integers(0, 40)),
    ),
    max_size=20,
)


def step(rows: Uneven, name: str, by: float) -> None:
    match name:
        case "cursor":
            rows.action_cursor(int(by))
        case "page":
            rows.action_page(by)
        case "top":
            rows.action_top()
        case "bottom":
            rows.action_bottom()
        case "scroll":
            rows.scroll_rows(int(by))
        case "move":
            rows.move_to(int(by))
        case _:
            kept = f"k{rows.current}"
            rows.show(range(min(int(by), len(rows.heights))), kept)


def check_cursor_is_seen(rows: Uneven) -> None:
    drawn = rows.draw(rows.cursor, WIDTH, forced=True)
    bars = sum(line.startswith("▌") for line in screen(rows))
    assert bars >= 1
    head = 0 if not rows.pinned else rows.draw(0, WIDTH, forced=False)
    above = 0 if not isinstance(head, Drawn) else head.height + head.gap
    if rows.cursor >= rows.pinned and drawn.height <= rows.size.height - above:
        assert bars == len(drawn.body)


@pytest.mark.parametrize("height", [1, 2, 6, 15])
@pytest.mark.parametrize("pinned", [0, 1])
async def test_a_walk_at_random(height: int, pinned: int) -> None:
    rows = Uneven(pinned=pinned)

    @settings(max_examples=60, deadline=None)
    @given(FORCED_HEIGHTS, STEPS)
    def walk(heights: Heights, steps: list[tuple[str, float]]) -> None:
        rows.take(heights)
        for name, by in steps:
            before, said = rows.cursor, len(rows.posted)
            step(rows, name, by)
            count = len(rows.rows)
            screen(rows)
            if not count:
                assert (rows.cursor, rows.current, rows.first_visible) == (-1, None, None)
                continue
            assert 0 <= rows.cursor < count
            assert rows.current == rows.rows[rows.cursor]
            assert rows.first_visible is None or pinned <= rows.first_visible < count
            user = name in {"cursor", "page", "top", "bottom"}
            assert len(rows.posted) - said == (user and rows.cursor != before)
            if name == "scroll":
                assert rows.cursor == before
            else:
                check_cursor_is_seen(rows)

    async with Bench(rows, None).run_test(size=(WIDTH, height + 1)) as pilot:
        await pilot.pause()
        walk()


async def test_a_row_taller_than_the_list_shows_its_beginning() -> None:
    app = bench(range(9), {4: row("item 4", *[f"line {n}" for n in range(30)])})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["down"] * 4)
        assert text(app.list)[:2] == ["item 4", "line 0"]
        await pilot.press("down")
        assert app.list.cursor == 5
        assert 5 in app.list.visible_rows


async def test_a_resize_keeps_the_cursor_row_in_view() -> None:
    app = bench(range(100))
    async with app.run_test(size=(WIDTH, 40)) as pilot:
        app.list.move_to(38)
        for height in (12, 3, 2, 30, 60):
            await pilot.resize_terminal(WIDTH, height)
            await pilot.pause()
            assert 38 in app.list.visible_rows
        assert len(app.list.visible_rows) == 59  # and no hole at the end
