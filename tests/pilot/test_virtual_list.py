"""The list: its cursor, its window on the rows and its looks, at any size and with any number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from tui.widgets.virtual_list import ASCII_GLYPHS, Drawn, VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from rich.segment import Segment
    from textual.pilot import Pilot

WIDTH, HEIGHT = 24, 10

Look = dict[int, Drawn]


def row(*lines: str, headings: Sequence[str] = (), gap: int = 0) -> Drawn:
    return Drawn(tuple(map(Content, lines)), tuple(map(Content, headings)), gap)


class Rows(VirtualList[int]):
    """Numbers as rows: one line each, unless `looks` says otherwise; every draw is counted."""

    looks: ClassVar[Look] = {}

    def __init__(self, looks: Look | None = None, pinned: int = 0) -> None:
        super().__init__(
            key=lambda item: f"k{item}",
            pinned=pinned,
            empty=(Content("nothing here"), Content("x clears")),
        )
        self.own = looks or {}
        self.calls: list[tuple[int, int, bool]] = []

    def draw(self, index: int, width: int, forced: bool) -> Drawn:
        self.calls.append((index, width, forced))
        item = self.rows[index]
        return self.own.get(item) or row(f"{'!' if forced else ''}item {item}")


class Bench(App[None]):
    """One list and something else to focus."""

    CSS = "Input { dock: bottom; height: 1; border: none; }"
    BINDINGS: ClassVar = [
        Binding("down", "focused.cursor(1)"),
        Binding("up", "focused.cursor(-1)"),
        Binding("pagedown", "focused.page(1.0)"),
        Binding("pageup", "focused.page(-1.0)"),
        Binding("ctrl+d", "focused.page(0.5)"),
        Binding("home", "focused.top"),
        Binding("end", "focused.bottom"),
    ]

    def __init__(
        self, rows: Rows, items: Sequence[int] | None, theme: str = "textual-dark"
    ) -> None:
        super().__init__()
        self.list = rows
        self.items = items
        self.said: list[Message] = []
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield self.list
        yield Input()

    def on_mount(self) -> None:
        if self.items is not None:
            self.list.show(self.items)
        self.list.focus()

    @on(VirtualList.Moved)
    @on(VirtualList.Scrolled)
    def note(self, message: Message) -> None:
        self.said.append(message)

    def heard(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.said if type(message) is kind]


def bench(
    items: Sequence[int], looks: Look | None = None, *, pinned: int = 0, theme: str = "textual-dark"
) -> Bench:
    return Bench(Rows(looks, pinned), items, theme)


SIZE = (WIDTH, HEIGHT + 1)  # one line is the input's


def screen(rows: Rows) -> list[str]:
    return [rows.render_line(y).text for y in range(rows.size.height)]


def text(rows: Rows) -> list[str]:
    """What is written: without the cells of the bars, and without the trailing blanks."""
    return [line[1:-1].rstrip() for line in screen(rows)]


def line_of(rows: Rows, index: int) -> int:
    """The line of the screen that carries the number of an item."""
    return [line.lstrip("!") for line in text(rows)].index(f"item {rows.rows[index]}")


def segments(rows: Rows, y: int) -> list[Segment]:
    return list(rows.render_line(y))


def background(segment: Segment) -> str | None:
    style = segment.style
    return style.bgcolor.name if style and style.bgcolor else None


async def wheel(pilot: Pilot[None], rows: Rows, kind: type[events.MouseEvent], times: int) -> None:
    for _ in range(times):
        rows.post_message(kind(rows, 1, 1, 0, 0, 0, False, False, False))
    await pilot.pause()


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
