"""Suggestions while a filter is typed: what they offer, and how one is taken."""

from __future__ import annotations

import pytest

from tests.pilot.driving import Driver, exploring


def chips(driver: Driver) -> str:
    """The second line, without the strip."""
    return driver.lines[1].strip().partition("     ")[0].strip()


def terms(driver: Driver) -> list[str]:
    """The suggestions."""
    return [item.term for item in driver.bar.suggestions.rows if item]


async def test_suggestions_split_a_name_and_count_what_each_would_leave() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("actor:mahdi")
        assert terms(driver) == ["actor:abdul-mahdi", "actor:al-muhandis"]
        shown = driver.text_of(driver.bar.suggestions)
        # Muhandis: spoken of in two statements of Pompeo's; both speeches, and the attack.
        assert "actor:al-muhandis Abu Mahdi al-Muhandis 3 ev · 2 qu" in shown


async def test_tab_takes_the_first_suggestion() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("game esp")
        assert terms(driver)[0] == "actor:esper"
        await driver.press("tab")
        assert driver.bar.line.value == "game actor:esper "
        # The word stands in one of the statements, and in the summary of the event of all three.
        assert driver.quote_ids == ["esper-game-changed", "esper-strike-first", "esper-urges-iraq"]
        await driver.press("enter")
        assert driver.filter_text == "game actor:esper"


async def test_tab_takes_a_field_and_leaves_the_value_to_type() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("kin")
        await driver.press("tab")
        assert driver.bar.line.value == "kind:"
        assert terms(driver) == ["kind:verbatim", "kind:mixed", "kind:paraphrase"]


async def test_down_goes_into_the_suggestions_and_enter_takes_one() -> None:
    async with exploring() as driver:
        await driver.press("a")
        await driver.type("mahdi")
        await driver.press("down", "down")
        assert "► actor:al-muhandis" in driver.text_of(driver.bar.suggestions)
        await driver.press("down")
        assert "► actor:abdul-mahdi" in driver.text_of(driver.bar.suggestions)
        await driver.press("up", "enter")
        assert driver.bar.line.value == "actor:al-muhandis "
        assert driver.bar.line.has_focus
        await driver.press("enter")
        assert driver.filter_text == "actor:al-muhandis"
        assert chips(driver) == "actor: Abu Mahdi al-Muhandis   x clears"


async def test_enter_in_the_line_keeps_what_is_typed_not_the_suggestion() -> None:
    async with exploring() as driver:
        await driver.press("a")
        await driver.type("mahdi")
        await driver.press("enter")
        assert driver.filter_text == "actor:mahdi"


@pytest.mark.parametrize("number", [0, 1])
async def test_click_takes_a_suggestion(number: int) -> None:
    async with exploring() as driver:
        await driver.press("a")
        await driver.type("mahdi")
        await driver.pilot.click(driver.bar.suggestions, offset=(6, number))
        await driver.quiet()
        taken = ["actor:abdul-mahdi ", "actor:al-muhandis "][number]
        assert driver.bar.line.value == taken
        assert driver.bar.line.has_focus


async def test_tab_or_down_without_suggestions_keeps_the_filter() -> None:
    for key in ("tab", "down"):
        async with exploring() as driver:
            await driver.press("slash")
            await driver.type("zebra")
            assert terms(driver) == []
            await driver.press(key)
            assert driver.filter_text == "zebra"
            assert driver.pane == "timeline"


async def test_dates_are_suggested_from_what_is_there() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("date:")
        assert terms(driver) == [
            "date:2019", "date:2020", "date:2019-12", "date:2020-01", "date:2019-12-29",
            "date:2019-12-31", "date:2020-01-02", "date:none",
        ]  # fmt: skip
        await driver.type("2019-12-29..2019-12-3")
        assert terms(driver) == ["date:2019-12-29..2019-12-31"]
