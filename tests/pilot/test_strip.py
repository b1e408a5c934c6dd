"""The strip as an instrument: a brush over the bars, by keys and by the mouse."""

from __future__ import annotations

from pathlib import Path

from tests.builders import dossier, event, quote
from tests.pilot.driving import Driver, exploring
from tui.panes.time_strip import TimeStrip

CLOCKED = dossier(
    events=[
        event("a", when="2019-12-31T08:10"), event("b", when="2019-12-31T11:40"),
        event("c", when="2019-12-31T12"), event("d", when="2020-01-01"),
    ],
    quotes=[quote("q", said="2019-12-31T12:05")],
)  # fmt: skip
LONG = dossier(
    events=[event("old", when="1900"), event("mid", when="1955-05"), event("new", when="2019-12")]
)


def strip(driver: Driver) -> TimeStrip:
    assert driver.explorer.board.strip is not None
    return driver.explorer.board.strip


def painted(driver: Driver) -> list[str]:
    """The lines of the strip."""
    return driver.lines[1:6]


def head(driver: Driver) -> str:
    """What the strip says of the brush."""
    return " ".join(painted(driver)[0].split())


async def test_it_shows_events_above_and_quotes_below_day_by_day() -> None:
    async with exploring() as driver:
        await driver.press("b")
        span, events, quotes, brush, ends = painted(driver)
        # 3 events on the 29th, 5 on the 31st, 1 on 2 January; 2, 3 and 3 quotes.
        assert events.split() == ["events", "▅▅▅▅▅", "·····", "█████", "·····", "▂▂▂▂▂"]
        assert quotes.split() == ["quotes", "▆▆▆▆▆", "·····", "█████", "·····", "█████"]
        assert brush.split() == ["─────"]
        assert ends.split("  ")[4:] == [" 29 Dec 2019", "", "", "", " 2 Jan 2020"]
        assert " ".join(span.split()) == "span 29 Dec 2019 3 events · 2 quotes by day"


KEYS = [
    ("", "2019-12-29"),
    ("right", "2019-12-30"),
    ("l l", "2019-12-31"),
    ("right left", "2019-12-29"),
    ("h", "2019-12-29"),
    ("G", "2020-01-02"),
    ("end home", "2019-12-29"),
    ("full_stop", "2019-12-29..2019-12-30"),
    ("L L", "2019-12-29..2019-12-31"),
    ("right right comma", "2019-12-30..2019-12-31"),
    ("G H", "2020-01-01..2020-01-02"),
    ("right right up", "2019-12-30..2020-01-01"),
    ("l l k k k", "2019-12-29..2020-01-02"),
    ("l l k k j", "2019-12-30..2020-01-01"),
    ("l l up down", "2019-12-31"),
    ("right up right", "2019-12-30..2020-01-01"),
    ("right full_stop right right right right", "2020-01-01..2020-01-02"),
]
"""Keys and the span that is brushed after them."""


async def test_keys_move_and_widen_the_brush_and_the_panes_follow() -> None:
    async with exploring() as driver:
        for keys, term in KEYS:
            await driver.press("b", *keys.split())
            assert driver.filter_text == f"date:{term}", keys
            now = driver.event_ids
            await driver.press("enter")
            assert not strip(driver).display
            assert (driver.filter_text, driver.event_ids, driver.pane) == (
                f"date:{term}", now, "timeline",
            )  # fmt: skip
            await driver.press("left_square_bracket")
            assert driver.filter_text == ""


async def test_counts_are_live() -> None:
    async with exploring() as driver:
        await driver.press("b", "right", "right")
        assert head(driver) == "span 31 Dec 2019 8 events · 5 quotes by day"
        assert "8 of 12 events · 19 of 30 actors · 5 of 10 quotes" in driver.lines[0]
        await driver.press("right", "right", "comma")
        # Of the nine, the airstrikes and the attack are there for what was said of them later.
        assert head(driver) == "span 1 Jan 2020 to 2 Jan 2020 9 events · 8 quotes by day"


async def test_one_of_a_kind_is_not_many(tmp_path: Path) -> None:
    tables = dossier(events=[event(when="2019-12-31")], quotes=[quote(said="2019-12-31")])
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("b")
        assert head(driver) == "span 31 Dec 2019 1 event · 1 quote by day"


async def test_days_without_times_of_day_are_never_cut_up() -> None:
    async with exploring(size=(200, 50)) as driver:
        await driver.press("b", *["plus"] * 4)
        assert driver.filter_text == "date:2019-12-29"
        assert head(driver).endswith("by day")
        await driver.press("minus", "minus", "minus", "right", "enter")
        assert driver.filter_text == "date:2019-12-30"


async def test_times_of_day_are_brushed_by_the_hour(tmp_path: Path) -> None:
    async with exploring(CLOCKED, folder=tmp_path) as driver:
        await driver.press("b")
        assert head(driver).endswith("by hour")
        assert driver.filter_text == "date:2019-12-31T08:00..2019-12-31T08:59"
        assert driver.event_ids == ["a"]
        await driver.press("right", "right", "right", "full_stop")
        assert driver.filter_text == "date:2019-12-31T11:00..2019-12-31T12:59"
        assert driver.event_ids == ["b", "c"]


async def test_a_brush_over_everything_begins_to_move_at_an_end() -> None:
    for key, term in (("right", "2019-12-29"), ("left", "2020-01-02"), ("home", "2019-12-29"),
                      ("end", "2020-01-02")):  # fmt: skip
        async with exploring() as driver:
            await driver.press("b", *["full_stop"] * 4)
            assert driver.filter_text == "date:2019-12-29..2020-01-02"
            await driver.press(key)
            assert driver.filter_text == f"date:{term}"


async def test_zooming_goes_from_decades_to_days_and_back(tmp_path: Path) -> None:
    async with exploring(LONG, folder=tmp_path) as driver:
        await driver.press("b")
        units = [head(driver).rpartition("by ")[2]]
        for _ in range(3):
            await driver.press("G", "plus")
            units.append(head(driver).rpartition("by ")[2])
        assert units[0] in {"year", "5 years"}
        assert units[-1] == "day"
        for _ in range(30):
            await driver.press("minus")
        assert head(driver).rpartition("by ")[2] == units[0]
        await driver.press("escape")
        assert driver.filter_text == ""


async def test_it_begins_with_the_span_of_the_filter_and_leaves_other_terms() -> None:
    async with exploring(filter="actor:pompeo date:2019-12-31..2020-01-01") as driver:
        await driver.press("b")
        assert driver.filter_text == "actor:pompeo date:2019-12-31"
        await driver.press("escape")
        assert driver.filter_text == "actor:pompeo date:2019-12-31..2020-01-01"


async def test_it_begins_at_the_cursor_and_marks_it() -> None:
    async with exploring() as driver:
        await driver.press("j", "j", "j", "j", "b")
        assert driver.selected[0] == "attack"
        assert driver.filter_text == "date:2019-12-31"
        assert painted(driver)[3].split() == ["▲────"]
        await driver.press("left")
        assert painted(driver)[3].split() == ["─────", "▲"]


async def test_escape_gives_back_filter_selection_cursor_and_scroll() -> None:
    async with exploring(size=(80, 16)) as driver:
        await driver.press("G", "k", "k", "k", "tab", "down", "tab")
        before = (
            driver.filter_text, driver.selected, driver.pane, driver.quote,
            [pane.first_visible for pane in driver.explorer.board.lists],
        )  # fmt: skip
        await driver.press("b", "h", "h", "h", "h")
        assert driver.selected == (None, None)
        await driver.press("escape")
        assert before == (
            driver.filter_text, driver.selected, driver.pane, driver.quote,
            [pane.first_visible for pane in driver.explorer.board.lists],
        )  # fmt: skip
        await driver.press("left_square_bracket")
        assert "no view before" in driver.footer


async def test_other_keys_do_nothing_while_a_span_is_brushed() -> None:
    async with exploring() as driver:
        await driver.press("b", "right")
        for key in (
            "slash", "d", "a", "x", "f", "F", "c", "b", "s", "v", "tab", "3", "z", "f5", "n", "r",
            "left_square_bracket", "u", "D", "exclamation_mark",
        ):  # fmt: skip
            await driver.press(key)
            assert strip(driver).has_focus, key
            assert driver.screen == "Explorer", key
            assert driver.filter_text == "date:2019-12-30", key
        await driver.press("escape")
        assert driver.filter_text == ""
        assert driver.pane == "timeline"


async def test_help_opens_over_it_and_gives_the_focus_back() -> None:
    async with exploring() as driver:
        await driver.press("b", "question_mark")
        assert driver.screen == "Help"
        await driver.press("escape", "right")
        assert driver.filter_text == "date:2019-12-30"


async def test_keys_are_said() -> None:
    async with exploring(size=(80, 24)) as driver:
        await driver.press("b")
        said = "← → move  ↑ ↓ wider, narrower  , . one end  + - zoom  enter keep  esc restore"
        assert driver.footer.strip() == said
        await driver.press("escape")
        assert driver.footer.split()[:2] == ["enter", "in"]


async def test_dragging_brushes_and_a_click_on_a_pane_keeps() -> None:
    async with exploring() as driver:
        await driver.press("b")
        # The bars begin behind 9 cells, and each is 6 wide.
        await driver.pilot.mouse_down(strip(driver), offset=(10, 1))
        await driver.quiet()
        assert driver.filter_text == "date:2019-12-29"
        await driver.pilot.hover(strip(driver), offset=(9 + 6 * 2 + 3, 1))
        await driver.quiet()
        assert driver.filter_text == "date:2019-12-29..2019-12-31"
        await driver.pilot.mouse_up(strip(driver), offset=(9 + 6 * 2 + 3, 1))
        await driver.pilot.hover(strip(driver), offset=(9 + 6 * 4, 1))
        await driver.quiet()
        assert driver.filter_text == "date:2019-12-29..2019-12-31"
        assert strip(driver).has_focus
        await driver.pilot.click(driver.actors, offset=(5, 4))
        await driver.quiet()
        assert not strip(driver).display
        assert driver.pane == "actors"
        assert driver.filter_text == "date:2019-12-29..2019-12-31"


async def test_dragging_backwards_and_beyond_the_bars() -> None:
    async with exploring() as driver:
        await driver.press("b")
        await driver.pilot.mouse_down(strip(driver), offset=(9 + 6 * 3, 2))
        await driver.pilot.hover(strip(driver), offset=(2, 2))
        await driver.quiet()
        assert driver.filter_text == "date:2019-12-29..2020-01-01"
        await driver.pilot.hover(strip(driver), offset=(100, 2))
        await driver.quiet()
        assert driver.filter_text == "date:2020-01-01..2020-01-02"


async def test_another_size_keeps_the_brush_and_the_focus() -> None:
    async with exploring() as driver:
        await driver.press("b", "right", "right", "full_stop")
        await driver.resize(60, 20)
        assert driver.filter_text == "date:2019-12-31..2020-01-01"
        await driver.resize(20, 5)
        await driver.resize(100, 30)
        assert strip(driver).has_focus
        await driver.press("right")
        assert driver.filter_text == "date:2020-01-01..2020-01-02"


async def test_nothing_dated_has_nothing_to_brush(tmp_path: Path) -> None:
    async with exploring(dossier(events=[event()]), folder=tmp_path) as driver:
        await driver.press("b")
        assert driver.footer.strip() == "Nothing in view has a date to brush."
        assert driver.pane == "timeline"


async def test_escape_in_a_drag_lets_go_of_the_mouse() -> None:
    async with exploring() as driver:
        await driver.press("b")
        await driver.pilot.mouse_down(strip(driver), offset=(10, 1))
        await driver.press("escape")
        assert driver.app.mouse_captured is None
        await driver.pilot.click(driver.actors, offset=(5, 4))
        await driver.quiet()
        assert driver.pane == "actors"
        assert driver.filter_text == ""


async def test_another_size_in_a_drag_lets_go_of_the_brush() -> None:
    async with exploring() as driver:
        await driver.press("b")
        await driver.pilot.mouse_down(strip(driver), offset=(10, 1))
        await driver.resize(60, 24)
        assert driver.app.mouse_captured is None
        await driver.pilot.hover(strip(driver), offset=(9 + 6 * 2, 1))
        await driver.quiet()
        assert driver.filter_text == "date:2019-12-29"
