"""Narrowing from the row under the cursor, and jumps to what a filter hides."""

from __future__ import annotations

from tests.pilot.driving import Driver, exploring


def chips(driver: Driver) -> str:
    """The second line, without the strip."""
    return driver.lines[1].strip().partition("     ")[0].strip()


async def test_only_this_and_not_this_on_an_event() -> None:
    async with exploring() as driver:
        await driver.press(*["j"] * 4, "f")
        assert driver.filter_text == "event:attack"
        assert chips(driver) == "event: Attack on the U.S. embassy in Ba…   x clears"
        assert driver.event_ids == ["attack"]
        assert driver.quote_ids == ["ap-observation", "pompeo-leaders", "pompeo-responsible"]
        assert driver.selected == ("attack", None)
        await driver.press("x", "F")
        assert driver.filter_text == "-event:attack"
        assert "attack" not in driver.event_ids
        assert list(driver.selected) == [None, None]


async def test_only_this_and_not_this_on_an_actor() -> None:
    async with exploring() as driver:
        await driver.press("2", "j")
        assert driver.selected == (None, "pompeo")
        await driver.press("f")
        assert driver.filter_text == "actor:pompeo"
        assert chips(driver) == "actor: Mike Pompeo   x clears"
        assert driver.selected == (None, "pompeo")
        assert driver.pane == "actors"
        await driver.press("x", "F")
        assert driver.filter_text == "-actor:pompeo"
        assert "pompeo" not in driver.actor_ids
        assert not set(driver.quote_ids) & {
            "pompeo-leaders", "pompeo-responsible", "pompeo-120-sites"
        }  # fmt: skip


async def test_only_this_and_not_this_on_a_quote() -> None:
    async with exploring() as driver:
        await driver.press("3", "G")
        assert driver.quote == "pompeo-120-sites"
        await driver.press("f")
        assert driver.filter_text == "id:pompeo-120-sites"
        assert driver.quote_ids == ["pompeo-120-sites"]
        assert chips(driver) == "id: quote by Mike Pompeo   x clears"
        await driver.press("x")
        assert driver.quote == "pompeo-120-sites"
        await driver.press("F")
        assert driver.filter_text == "-id:pompeo-120-sites"
        assert len(driver.quote_ids) == 9


async def test_two_rows_are_joined_and_the_same_row_counts_once() -> None:
    async with exploring() as driver:
        await driver.press("2", "j", "f", "f", "3", "f")
        assert driver.filter_text == "actor:pompeo id:pompeo-leaders"


async def test_all_rows_cannot_be_added() -> None:
    async with exploring() as driver:
        for key in ("f", "F"):
            await driver.press(key)
            assert driver.footer.strip() == ("Move to a row first: All is everything already.")
        assert driver.filter_text == ""


async def test_nothing_to_clear_is_said_and_no_history_made() -> None:
    async with exploring() as driver:
        await driver.press("x")
        assert driver.footer.strip() == "There is no filter to clear."
        await driver.press("left_square_bracket")
        assert driver.footer.strip() == "There is no view before this one."


# -- jumping ----------------------------------------------------------------------------------


async def test_jump_to_what_the_filter_hides_asks_first() -> None:
    async with exploring(filter="id:pompeo-120-sites") as driver:
        await driver.press("3", "r")
        said = driver.screen_text
        # On: the message; speaker; said to Baghdad; speaks of the militias.
        assert "on undated Pompeo's message to Baghdad" in said
        await driver.press("escape", "x", "1", *["j"] * 9, "f")
        assert driver.selected[0] == "esper-statement"
        await driver.press("2", "G", "r")
        assert driver.screen == "Menu"


async def test_hidden_target_is_reached_by_clearing_or_left_alone() -> None:
    async with exploring(filter="type:strike") as driver:
        # The airstrikes led to the attack, which is no strike.
        await driver.press("j")
        assert driver.selected == ("airstrikes", None)
        await driver.press("r")
        assert "led to 31 Dec 2019 Attack on the U.S. embassy" in driver.screen_text
        await driver.press("enter")
        assert "The filter hides it" in driver.screen_text
        assert "Clear the filter and go there" in driver.screen_text
        await driver.press("j", "enter")
        assert (driver.filter_text, driver.selected) == ("type:strike", ("airstrikes", None))
        await driver.press("r", "enter", "enter")
        assert (driver.filter_text, driver.selected) == ("", ("attack", None))
        await driver.press("left_square_bracket")
        assert (driver.filter_text, driver.selected) == ("type:strike", ("airstrikes", None))
