"""The mouse: it selects, goes in, scrolls, and presses what the footer offers."""

from __future__ import annotations

from typing import Any

from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Offset

from tests.pilot.driving import Driver, exploring
from tui.panes.pane import Pane


def line_of(pane: Pane[Any], text: str) -> Offset:
    """Where a text stands in a pane, counted from the pane's corner, its title included."""
    for y in range(pane.size.height):
        x = pane.render_line(y).text.find(text)
        if x >= 0:
            return Offset(x, y + pane.outer_size.height - pane.size.height)
    raise AssertionError(f"{text!r} is not in sight")


async def click(driver: Driver, pane: Pane[Any], text: str, times: int = 1) -> None:
    await driver.pilot.click(pane, offset=line_of(pane, text), times=times)
    await driver.quiet()


async def test_click_selects_and_moves_the_focus() -> None:
    async with exploring() as driver:
        await click(driver, driver.timeline, "Attack on the U.S.")
        assert (driver.pane, list(driver.selected)) == ("timeline", ["attack", None])
        assert driver.quote_ids == ["ap-observation", "pompeo-leaders", "pompeo-responsible"]
        await click(driver, driver.actors, "Qais Khazali")
        assert (driver.pane, list(driver.selected)) == ("actors", ["attack", "khazali"])
        assert driver.quote_ids == ["pompeo-leaders", "pompeo-responsible"]
        await click(driver, driver.quotes, "Responsibility for")
        assert (driver.pane, driver.quote) == ("quotes", "pompeo-responsible")
        assert list(driver.selected) == ["attack", "khazali"]
        assert "Responsibility for the attack lies with" in driver.detail
        await click(driver, driver.timeline, "All events")
        assert (driver.pane, list(driver.selected)) == ("timeline", [None, None])


async def test_double_click_goes_in() -> None:
    async with exploring() as driver:
        await click(driver, driver.timeline, "Attack on the U.S.", times=2)
        assert (driver.pane, list(driver.selected)) == ("actors", ["attack", None])
        await click(driver, driver.actors, "Mike Pompeo", times=2)
        assert (driver.pane, list(driver.selected)) == ("quotes", ["attack", "pompeo"])
        await click(driver, driver.quotes, "Responsibility", times=2)
        assert "Responsibility" in driver.text_of(driver.reader.query_one("#reader-page"))
        await driver.press("escape", "left_square_bracket", "left_square_bracket")
        assert driver.pane == "timeline"


async def test_click_on_a_heading_or_below_the_rows_does_nothing() -> None:
    async with exploring() as driver:
        await driver.press(*["j"] * 4)
        await click(driver, driver.actors, "attacker")
        assert list(driver.selected) == ["attack", None]
        await driver.pilot.click(driver.actors, offset=(5, driver.actors.outer_size.height - 1))
        await driver.quiet()
        assert list(driver.selected) == ["attack", None]


async def test_wheel_scrolls_and_leaves_the_cursor() -> None:
    async with exploring(size=(120, 24)) as driver:
        await driver.press("j")
        view = driver.explorer.view

        async def wheel(kind: type[MouseScrollDown] | type[MouseScrollUp]) -> None:
            x, y = driver.timeline.region.offset + Offset(5, 5)
            event = kind(driver.timeline, x, y, 0, 0, 0, shift=False, meta=False, ctrl=False)
            driver.timeline.post_message(event)
            await driver.quiet()

        await wheel(MouseScrollDown)
        assert (driver.timeline.first_visible or 0) > 1
        assert driver.explorer.view == view
        assert driver.text_of(driver.timeline).startswith("━Timeline · ")
        await wheel(MouseScrollUp)
        assert driver.timeline.first_visible == 1
        assert list(driver.selected) == ["airstrikes", None]


async def test_footer_can_be_clicked() -> None:
    async with exploring() as driver:
        for label, there in (("enter in", "actors"), ("← out", "timeline")):
            x = driver.footer.find(label)
            await driver.pilot.click(driver.explorer.board.keys, offset=(x, 0))
            await driver.quiet()
            assert driver.pane == there
        await driver.pilot.click(
            driver.explorer.board.keys, offset=(driver.footer.find("? help"), 0)
        )
        await driver.quiet()
        assert driver.screen == "Help"


async def test_footer_of_the_reader_can_be_clicked() -> None:
    async with exploring() as driver:
        await driver.press("3", "enter")
        keys = driver.reader.query_one("#reader-keys")
        x = keys.render_line(0).text.find("← out")
        assert x > 0
        await driver.pilot.click(keys, offset=(x, 0))
        await driver.quiet()
        assert driver.screen == "Explorer"


async def test_click_on_a_pane_while_a_filter_is_typed_keeps_the_filter() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("kata")
        await click(driver, driver.actors, "PMF supporters")
        assert not driver.bar.display
        assert (driver.pane, list(driver.selected)) == ("actors", [None, "pmf-supporters"])
        assert driver.filter_text == "kata"
        await driver.press("left_square_bracket")
        assert (driver.pane, driver.filter_text) == ("timeline", "")


async def test_click_on_a_pane_while_the_filter_is_wrong_stays_in_the_bar() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("kind:verbatm")
        await click(driver, driver.actors, "All actors")
        assert driver.bar.line.has_focus
        assert driver.footer.startswith(" verbatm: no kind is called “verbatm”.")
        await driver.press("escape")
        assert (driver.pane, driver.filter_text) == ("timeline", "")
