"""A date in everyday words: what is understood is shown before it is kept."""

from __future__ import annotations

import pytest

from tests.pilot.driving import Driver, exploring

FIRST_DAYS = ["airstrikes", "condemnation", "hook-statement"]
ATTACK_DAY = [
    "attack", "embassy-scene", "deployment", "pompeo-identification", "pompeo-naming",
]  # fmt: skip
UNDATED = ["milley-statement", "pompeo-message", "white-house-visits"]


def understood(driver: Driver) -> str:
    """The line below the one that is typed in."""
    return driver.text_of(driver.bar.suggestions)


@pytest.mark.parametrize(
    ("typed", "term", "said", "events", "counts"),
    [
        (
            "dec 2019", "date:2019-12", "1 to 31 December 2019: 31 days",
            FIRST_DAYS + ATTACK_DAY, "8 ev · 5 qu",
        ),
        (
            "29 dec 2019 to 2 jan 2020", "date:2019-12-29..2020-01-02",
            "29 December 2019 to 2 January 2020: 5 days",
            [*FIRST_DAYS, *ATTACK_DAY, "esper-statement"], "9 ev · 8 qu",
        ),
        (
            "last week of 2019", "date:2019-12-25..2019-12-31",
            "25 to 31 December 2019: 7 days", FIRST_DAYS + ATTACK_DAY, "8 ev · 5 qu",
        ),
        (
            "before 2020", "date:..2019-12-31", "31 December 2019 or earlier",
            FIRST_DAYS + ATTACK_DAY, "8 ev · 5 qu",
        ),
        ("undated", "date:none", "undated", UNDATED, "3 ev · 2 qu"),
        ("2018", "date:2018", "1 January to 31 December 2018: 365 days", [], "0 ev · 0 qu"),
    ],
)  # fmt: skip
async def test_what_is_typed_is_shown_and_then_written_as_a_term(
    typed: str, term: str, said: str, events: list[str], counts: str
) -> None:
    async with exploring() as driver:
        await driver.press("d")
        await driver.type(typed)
        shown = understood(driver)
        assert shown.startswith(said)
        assert term in shown
        assert shown.endswith(counts)
        # The panes have followed already.
        assert driver.event_ids == events
        await driver.press("enter")
        assert driver.filter_text == term
        assert driver.event_ids == events
        assert driver.pane == "timeline"
        assert not driver.bar.display
        await driver.press("left_square_bracket")
        assert driver.filter_text == ""


async def test_the_exact_span_and_the_counts_fit_a_small_terminal() -> None:
    async with exploring(size=(80, 24)) as driver:
        await driver.press("d")
        await driver.type("29 dec 2019 to 2 jan 2020")
        line = driver.lines[2]
        assert "29 December 2019 to 2 January 2020: 5 days" in line
        assert "9 ev · 8 qu" in line


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 dec 2019 to 29 dec 2019", "ends before it begins"),
        ("30 feb 2020", "there is no 2020-02-30 in the calendar"),
        ("dcember 2019", "Did you mean december?"),
        ("2020-01-02..2019-12-31", "ends before it begins"),
    ],
)
async def test_a_mistake_is_said_and_the_view_before_stays(typed: str, said: str) -> None:
    async with exploring(filter="esper") as driver:
        events = driver.event_ids
        await driver.press("d")
        await driver.type(typed)
        assert said in driver.footer
        assert driver.event_ids == events
        # It cannot be kept.
        await driver.press("enter")
        assert driver.bar.line.has_focus
        assert said in driver.footer
        await driver.press("escape")
        assert driver.filter_text == "esper"
        assert driver.event_ids == events


async def test_half_a_date_waits_for_the_rest() -> None:
    async with exploring() as driver:
        await driver.press("d")
        await driver.type("29 dec 2019 to")
        assert driver.bar.line.has_focus
        assert driver.footer.strip() == 'a date is expected after "to"'
        await driver.type(" 31 dec 2019")
        assert driver.footer.split("  ") == [" enter keep", "esc restore"]


async def test_a_date_takes_the_place_of_the_one_before_and_of_nothing_else() -> None:
    async with exploring(filter="actor:pompeo within:2018 -date:2018 date:2019-12") as driver:
        await driver.press("d")
        assert driver.bar.line.value == ""
        await driver.type("2020")
        await driver.press("enter")
        assert driver.filter_text == "actor:pompeo -date:2018 date:2020"


@pytest.mark.parametrize("leave", ["enter", "escape"])
async def test_nothing_typed_changes_nothing(leave: str) -> None:
    async with exploring(filter="date:2019-12") as driver:
        await driver.press("d", leave)
        assert driver.filter_text == "date:2019-12"
        assert driver.pane == "timeline"
        await driver.press("left_square_bracket")
        assert driver.filter_text == "date:2019-12"


async def test_escape_gives_back_selection_cursor_and_scroll() -> None:
    async with exploring(size=(80, 16)) as driver:
        await driver.press("G", "k", "k", "k", "tab", "down", "tab")
        before = (
            driver.selected, driver.pane, driver.quote,
            [pane.first_visible for pane in driver.explorer.board.lists],
        )  # fmt: skip
        await driver.press("d")
        await driver.type("29 dec 2019")
        assert driver.selected == (None, None)
        await driver.press("escape")
        assert before == (
            driver.selected, driver.pane, driver.quote,
            [pane.first_visible for pane in driver.explorer.board.lists],
        )  # fmt: skip


async def test_a_click_on_a_pane_keeps_the_date() -> None:
    async with exploring() as driver:
        await driver.press("d")
        await driver.type("2020")
        await driver.pilot.click(driver.quotes, offset=(5, 3))
        await driver.quiet()
        assert driver.filter_text == "date:2020"
        assert driver.pane == "quotes"


async def test_filter_keys_work_again_after_a_date() -> None:
    async with exploring() as driver:
        await driver.press("d")
        await driver.type("2020")
        await driver.press("enter", "slash")
        assert driver.bar.line.value == "date:2020 "
        await driver.type("actor:esp")
        assert any(item and item.term == "actor:esper" for item in driver.bar.suggestions.rows)
