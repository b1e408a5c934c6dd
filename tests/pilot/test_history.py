"""The way back and forward, and selections that live through changes."""

from __future__ import annotations

from tests.pilot.driving import Driver, exploring

TO_ATTACK = ["j"] * 4
"""From All events down to the attack."""


async def to_actor(driver: Driver, name: str) -> None:
    """Moves the cursor of the Actors, which have the focus, down to an actor."""
    for _ in range(len(driver.actors.rows)):
        if driver.selected[1] == name:
            return
        await driver.press("j")
    raise AssertionError(f"{name} is not in the Actors")


async def test_moving_the_cursor_makes_no_history() -> None:
    async with exploring() as driver:
        await driver.press("j", "j", "tab", "j", "tab", "j", "G", "g", "pagedown", "1", "k", "z")
        await driver.press("left_square_bracket")
        assert driver.footer.strip() == "There is no view before this one."
        await driver.press("right_square_bracket")
        assert driver.footer.strip() == "This is the last view."


async def test_back_restores_filter_selections_focus_and_quote() -> None:
    async with exploring() as driver:
        await driver.press(*TO_ATTACK, "enter")
        await to_actor(driver, "pompeo")
        await driver.press("enter", "j")
        there = (driver.pane, driver.selected, driver.quote, driver.filter_text)
        assert there == ("quotes", ("attack", "pompeo"), "pompeo-responsible", "")
        await driver.filter("kind:verbatim")
        assert driver.quote_ids == ["esper-game-changed"]
        await driver.press("left_square_bracket")
        assert (driver.pane, driver.selected, driver.quote, driver.filter_text) == there
        await driver.press("left_square_bracket")
        assert (driver.pane, driver.selected) == ("actors", ("attack", "pompeo"))
        await driver.press("left_square_bracket")
        assert (driver.pane, driver.selected) == ("timeline", ("attack", None))
        await driver.press(*["right_square_bracket"] * 2)
        assert (driver.pane, driver.selected, driver.quote, driver.filter_text) == there
        await driver.press("right_square_bracket")
        assert driver.filter_text == "kind:verbatim"
        assert driver.quote_ids == ["esper-game-changed"]


async def test_a_new_way_forgets_the_old_way_forward() -> None:
    async with exploring() as driver:
        await driver.press("j", "f", "left_square_bracket", "j", "f")
        assert driver.filter_text == "event:condemnation"
        await driver.press("right_square_bracket")
        assert driver.footer.strip() == "This is the last view."
        assert driver.filter_text == "event:condemnation"
        await driver.press("left_square_bracket")
        assert (driver.filter_text, driver.selected) == ("", ("condemnation", None))


async def test_selection_that_a_filter_hides_falls_to_all_and_comes_back() -> None:
    async with exploring() as driver:
        await driver.press(*TO_ATTACK, "enter")
        await to_actor(driver, "khazali")
        await driver.filter("type:visit")
        assert driver.selected == (None, None)
        assert driver.event_ids == ["white-house-visits"]
        await driver.press("x")
        assert list(driver.selected) == ["attack", "khazali"]
        assert driver.quote_ids == ["pompeo-leaders", "pompeo-responsible"]


async def test_selection_survives_a_filter_that_keeps_it() -> None:
    async with exploring() as driver:
        await driver.press(*TO_ATTACK, "enter")
        await to_actor(driver, "pompeo")
        await driver.filter("actor:khazali")
        assert driver.selected == ("attack", "pompeo")
        await driver.press("x")
        assert driver.selected == ("attack", "pompeo")


async def test_selections_survive_every_size() -> None:
    async with exploring() as driver:
        await driver.press(*TO_ATTACK, "enter")
        await to_actor(driver, "pompeo")
        await driver.press("enter", "j")
        for width, height in ((80, 24), (39, 9), (200, 60), (41, 11), (120, 36)):
            await driver.resize(width, height)
            assert driver.selected == ("attack", "pompeo")
            assert driver.explorer.where == "quotes"
            assert driver.quote == "pompeo-responsible"
