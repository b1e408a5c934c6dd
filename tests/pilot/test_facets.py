"""The facets: counts of what is in view, from which a filter is put together."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from store.facets import FacetValue
from tests.pilot.driving import Driver, exploring
from tests.pilot.screen import key_event
from tui.screens.facets import FacetList, FacetScreen


def screen(driver: Driver) -> FacetScreen:
    assert isinstance(driver.app.screen, FacetScreen)
    return driver.app.screen


def values(driver: Driver) -> list[FacetValue]:
    return [value for value in screen(driver).query_one(FacetList).rows if value is not None]


def listed(driver: Driver) -> list[tuple[str, int, int]]:
    """Each value with what it would leave."""
    return [(value.name, value.events, value.quotes) for value in values(driver)]


def current(driver: Driver) -> str:
    value = screen(driver).query_one(FacetList).current
    assert value is not None
    return value.name


def painted(driver: Driver) -> list[str]:
    """The lines of the facets."""
    return [line.partition("┃")[2].strip() for line in driver.lines]


TYPES = [
    ("statement", 7, 9), ("attack", 1, 3), ("strike", 1, 2), ("observation", 1, 1),
    ("deployment", 1, 0), ("visit", 1, 0),
]  # fmt: skip
"""Types with their events, and the quotes that list such an event first or later."""


@pytest.mark.parametrize(
    ("pane", "label"),
    [("1", "Types of event"), ("2", "Actors"), ("3", "Kinds of statement")],
)
async def test_it_begins_with_what_the_pane_is_about(pane: str, label: str) -> None:
    async with exploring() as driver:
        await driver.press(pane, "c")
        assert painted(driver)[0] == "12 events · 30 actors · 10 quotes"
        assert painted(driver)[1].startswith(label)


async def test_values_stand_with_their_counts_the_most_frequent_first() -> None:
    async with exploring() as driver:
        await driver.press("c")
        assert listed(driver) == TYPES
        rows = [line.split() for line in painted(driver)[5:11]]
        assert rows[0] == ["▏", "statement", "7", "9"]
        assert rows[4] == ["deployment", "1"]


async def test_left_and_right_go_through_all_facets_and_round() -> None:
    async with exploring() as driver:
        await driver.press("2", "c")
        seen = []
        for _ in range(10):
            seen.append(painted(driver)[1].partition("  ")[0])
            await driver.press("right")
        assert seen == [
            "Actors", "Roles", "Kinds of statement", "Types of event", "Status", "Places",
            "Sources", "Tags", "Marks", "Years",
        ]  # fmt: skip
        assert painted(driver)[1].startswith("Actors")
        await driver.press("left")
        # Six events are open towards 2020, Esper's is in it, two are there for later words.
        assert listed(driver) == [("2020", 9, 8), ("2019", 8, 5), ("undated", 3, 2)]
        await driver.press("shift+tab")
        assert "Nothing in view has a value here." in driver.screen_text


@pytest.mark.parametrize("number", range(6))
async def test_enter_adds_the_term_and_leaves_what_was_counted(number: int) -> None:
    name, events, quotes = TYPES[number]
    async with exploring() as driver:
        await driver.press("c", *["down"] * number, "enter")
        assert driver.filter_text == f"type:{name}"
        assert (len(driver.event_ids), len(driver.quote_ids)) == (events, quotes)
        # It stays open, counts anew, and the cursor stays on the value.
        assert painted(driver)[0].startswith(f"{events} of 12 event")
        assert current(driver) == name
        await driver.press("enter")
        assert driver.filter_text == ""
        assert listed(driver) == TYPES
        await driver.press("escape")
        assert driver.pane == "timeline"


async def test_minus_leaves_out_and_takes_in_again() -> None:
    async with exploring() as driver:
        await driver.press("c", "down", "down", "minus")
        assert driver.filter_text == "-type:strike"
        assert "airstrikes" not in driver.event_ids
        assert len(driver.event_ids) == 11
        # The value is still there, at the end, and said to be left out; the cursor goes on.
        assert [name for name, *_ in listed(driver)][-1] == "strike"
        assert any(line.split()[-2:] == ["left", "out"] for line in painted(driver))
        assert current(driver) == "observation"
        await driver.press("end", "pagedown", "pagedown", "minus")
        assert driver.filter_text == ""
        assert listed(driver) == TYPES


async def test_several_are_left_out_one_after_the_other() -> None:
    async with exploring() as driver:
        await driver.press("c", "minus", "minus")
        assert driver.filter_text == "-type:statement -type:attack"
        assert [name for name, *_ in listed(driver)] == [
            "deployment", "observation", "strike", "visit", "statement", "attack",
        ]  # fmt: skip


async def test_what_was_left_out_can_be_asked_for_instead() -> None:
    async with exploring(filter="-type:strike") as driver:
        await driver.press("c", *["down"] * 9, "enter")
        assert driver.filter_text == "type:strike"
        await driver.press("minus")
        assert driver.filter_text == "-type:strike"


async def test_typing_narrows_without_regard_to_accents_and_case() -> None:
    async with exploring() as driver:
        await driver.press("2", "c", *"KATAIB")
        assert [name for name, *_ in listed(driver)] == ["Kata'ib Hezbollah"]
        await driver.press("enter")
        assert driver.filter_text == "actor:kataib-hezbollah"
        assert "actor: Kata'ib Hezbollah" in driver.lines[1]
        # Another facet begins with an empty line.
        await driver.press("right")
        assert screen(driver).query_one(Input).value == ""
        await driver.press(*"xyz")
        assert "No value holds these words." in driver.screen_text


async def test_keys_that_come_all_at_once_are_heeded_in_their_order() -> None:
    async with exploring() as driver:
        await driver.press("2", "c")
        for key in (*"pompeo", "minus"):
            driver.app.post_message(key_event(key))
        await driver.quiet()
        assert driver.filter_text == "-actor:pompeo"


async def test_every_pick_can_be_taken_back() -> None:
    async with exploring() as driver:
        await driver.press("c", "enter", "right", "right", "enter", "escape")
        kept = driver.filter_text
        assert kept.startswith("type:statement ")
        await driver.press("left_square_bracket")
        assert driver.filter_text == "type:statement"
        await driver.press("left_square_bracket")
        assert driver.filter_text == ""
        await driver.press("right_square_bracket", "right_square_bracket")
        assert driver.filter_text == kept


async def test_years_and_the_undated() -> None:
    async with exploring() as driver:
        await driver.press("c", *["right"] * 6, "down", "down", "enter")
        assert driver.filter_text == "date:none"
        assert driver.event_ids == ["milley-statement", "pompeo-message", "white-house-visits"]
        await driver.press("enter", "minus")
        assert driver.filter_text == "-date:none"
        assert "undated" not in {name for name, *_ in listed(driver)}
        assert listed(driver)[-1][0] == "none"


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_keys_and_counts_are_in_sight(size: tuple[int, int]) -> None:
    async with exploring(size=size) as driver:
        await driver.press("c")
        keys = " ".join(line for line in painted(driver) if "enter add" in line).split()
        assert keys == ["enter", "add", "-", "leave", "out", "←", "→", "facet", "esc", "leave"]
        assert painted(driver)[0].startswith("12 events")


async def test_a_double_click_adds() -> None:
    async with exploring() as driver:
        await driver.press("c")
        await driver.pilot.double_click(FacetList, offset=(6, 1))
        await driver.quiet()
        assert driver.filter_text == "type:attack"


async def test_the_line_keeps_the_focus_through_a_click_on_the_list() -> None:
    async with exploring() as driver:
        await driver.press("c")
        await driver.pilot.click(FacetList, offset=(6, 1))
        await driver.quiet()
        before = driver.app.screen.query_one(FacetList).cursor
        await driver.press("down")
        assert driver.app.screen.query_one(FacetList).cursor == before + 1
        await driver.press("enter")
        assert driver.filter_text.startswith("type:")
