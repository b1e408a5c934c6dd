"""The one rule of movement, the way in and out, and the way back."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from store.corpus import open_dossier
from tests.builders import actor, dossier, event, everything, part, quote
from tests.pilot import driving
from tests.pilot.driving import Driver, WatchedApp, exploring
from tui.assets import BUNDLED_DOSSIER
from tui.commands import COMMANDS
from tui.opening import Opened, Wanted

ALL_EVENTS = [
    "airstrikes", "condemnation", "hook-statement", "attack", "embassy-scene", "deployment",
    "pompeo-identification", "pompeo-naming", "esper-statement", "milley-statement",
    "pompeo-message", "white-house-visits",
]  # fmt: skip
ALL_QUOTES = [
    "abdul-mahdi-condemns", "hook-message-to-iran", "ap-observation", "pompeo-leaders",
    "pompeo-responsible", "esper-game-changed", "esper-strike-first", "esper-urges-iraq",
    "milley-buzzsaw", "pompeo-120-sites",
]  # fmt: skip
ON_ATTACK = ["ap-observation", "pompeo-leaders", "pompeo-responsible"]
TO_ATTACK = ["j"] * 4
"""From All events down to the attack."""


async def to_actor(driver: Driver, name: str) -> None:
    """Moves the cursor of the Actors, which have the focus, down to an actor."""
    for _ in range(len(driver.actors.rows)):
        if driver.selected[1] == name:
            return
        await driver.press("j")
    raise AssertionError(f"{name} is not in the Actors")


# -- the panes follow -------------------------------------------------------------------------


async def test_first_screen_holds_everything_under_its_event() -> None:
    async with exploring(size=(120, 60)) as driver:
        assert driver.pane == "timeline"
        assert driver.selected == (None, None)
        assert driver.event_ids == ALL_EVENTS
        assert len(driver.actor_ids) == len(set(driver.actor_ids)) == 30
        assert driver.quote_ids == ALL_QUOTES
        assert driver.lines[0].split("  ")[0:3] == [
            " onrecord", "Attack on the U.S. embassy in Baghdad", "",
        ]  # fmt: skip
        assert driver.lines[0].endswith("12 events · 30 actors · 10 quotes")
        quotes = driver.text_of(driver.quotes)
        assert "29 Dec– Abdul-Mahdi condemns the airstrikes ● Adil Abdul-Mahdi condemned" in quotes
        # A second statement of one event stands under the same heading.
        assert quotes.count("Esper on pre-emptive strikes") == 1


async def test_quote_of_no_event_stands_under_that_heading(tmp_path: Path) -> None:
    tables = dossier(events=[event("e1")], quotes=[quote("q1", events=["e1"]), quote("q2")])
    async with exploring(tables, folder=tmp_path) as driver:
        assert driver.text_of(driver.quotes).endswith("no event ○ unknown speaker “q2”")


async def test_moving_in_the_timeline_refills_both_panes_at_once() -> None:
    async with exploring() as driver:
        await driver.press(*TO_ATTACK)
        assert driver.selected == ("attack", None)
        assert driver.pane == "timeline"
        assert driver.actor_ids == [
            "kataib-hezbollah", "pmf-supporters", "us-embassy", "khazali", "al-amiri",
            "ap-reporter", "pompeo",
        ]  # fmt: skip
        assert [row.heading for row in driver.actors.rows if row] == [
            "attacker", "attacker", "target", "present", "present", "spoke about it",
            "spoke about it",
        ]  # fmt: skip
        assert driver.quote_ids == ON_ATTACK
        assert "Attack on the U.S. embassy in Baghdad 31 December 2019" in driver.detail
        await driver.press("j")
        assert driver.quote_ids == ["ap-observation"]


async def test_moving_in_the_actors_changes_the_quotes_and_nothing_to_the_left() -> None:
    async with exploring() as driver:
        await driver.press(*TO_ATTACK, "tab")
        rows, cursor = driver.timeline.rows, driver.timeline.cursor
        await to_actor(driver, "al-amiri")
        assert driver.selected == ("attack", "al-amiri")
        assert driver.timeline.rows == rows
        assert driver.timeline.cursor == cursor
        assert driver.quote_ids == ["pompeo-leaders", "pompeo-responsible"]
        assert "about or to Hadi al-Amiri" in driver.text_of(driver.quotes)
        assert "said by" not in driver.text_of(driver.quotes)
        await to_actor(driver, "pompeo")
        assert driver.quote_ids == ["pompeo-leaders", "pompeo-responsible"]
        assert "said by Mike Pompeo" in driver.text_of(driver.quotes)


async def test_quotes_of_an_actor_stand_in_two_groups() -> None:
    async with exploring() as driver:
        # The U.S. says nothing; Esper speaks three times, and nobody speaks of him.
        await driver.press("2")
        await to_actor(driver, "esper")
        assert driver.quote_ids == ["esper-game-changed", "esper-strike-first", "esper-urges-iraq"]
        await to_actor(driver, "iran")
        assert driver.quote_ids == ["hook-message-to-iran", "esper-urges-iraq"]
        assert [row.group for row in driver.quotes.rows if row] == ["about or to"] * 2


async def test_another_event_takes_the_actor_back_to_all() -> None:
    async with exploring() as driver:
        await driver.press(*TO_ATTACK, "2")
        await to_actor(driver, "pompeo")
        await driver.press("1", "j")
        assert driver.selected == ("embassy-scene", None)
        await driver.press("k")
        assert driver.selected == ("attack", None)
        assert driver.quote_ids == ON_ATTACK


async def test_moving_the_focus_changes_nothing() -> None:
    async with exploring() as driver:
        await driver.press(*TO_ATTACK, "2", "j", "j")
        view = driver.explorer.view
        rows = [pane.rows for pane in driver.explorer.board.lists]
        for key, there in (
            ("tab", "quotes"), ("tab", "timeline"), ("shift+tab", "quotes"), ("1", "timeline"),
            ("3", "quotes"), ("2", "actors"), ("2", "actors"), ("shift+tab", "timeline"),
        ):  # fmt: skip
            await driver.press(key)
            assert driver.pane == there
            assert driver.explorer.view == view
            assert [pane.rows for pane in driver.explorer.board.lists] == rows
            assert driver.selected == ("attack", "pmf-supporters")


async def test_selected_actor_marks_its_events_in_the_gutter() -> None:
    async with exploring(size=(120, 70)) as driver:
        await driver.press("2")
        await to_actor(driver, "pompeo")
        marked = {
            driver.seen.corpus.events[row].id
            for row in driver.timeline.brushed
        }  # fmt: skip
        # Four speeches and messages, one attack spoken about.
        theirs = {"attack", "pompeo-identification", "pompeo-naming", "pompeo-message"}
        assert marked == theirs
        titles = [e.title for e in driver.seen.corpus.events]
        gutters: dict[str, str] = {}
        for line in driver.lines[3:]:
            for title, name in zip(titles, ALL_EVENTS, strict=True):
                if line[10:].startswith(title[:15]) and line[8] in "● ":
                    gutters.setdefault(name, line[8])
        assert {name for name, sign in gutters.items() if sign == "●"} == theirs
        assert len(gutters) == 12
        await driver.press("g")
        assert not driver.timeline.brushed


async def test_cursor_of_the_quotes_shows_only_while_they_have_the_focus() -> None:
    async with exploring() as driver:
        assert not any("▌" in line or "▏" in line for line in driver.text_of(driver.quotes))
        await driver.press("3")
        assert "▌" in driver.text_of(driver.quotes)


async def test_nothing_said_is_said_with_the_number_and_the_key_that_undoes_it() -> None:
    async with exploring() as driver:
        await driver.press(*TO_ATTACK, "tab", "j")
        assert driver.selected == ("attack", "kataib-hezbollah")
        assert driver.quote_ids == []
        said = driver.text_of(driver.quotes)
        assert "Nothing by, about or to Kata'ib Hezbollah on this event." in said
        assert "g in Actors shows all 3 on this event." in said
        assert "clears the filter" not in said
        await driver.press("1", "j", "j")
        assert list(driver.selected) == ["deployment", None]
        said = driver.text_of(driver.quotes)
        assert "No statement about this event." in said
        assert "g in the Timeline shows all 10 in view." in said
        await driver.press("3", "enter")
        assert driver.footer.strip() == "There is nothing to read here. ← goes out."


# -- in and out -------------------------------------------------------------------------------


async def test_in_and_out_one_level_at_a_time() -> None:
    async with exploring(filter="actor:pompeo") as driver:
        await driver.press("j")
        first = driver.selected[0]
        assert first == "attack"
        await driver.press("enter")
        assert (driver.pane, driver.selected) == ("actors", ("attack", None))
        await to_actor(driver, "pompeo")
        await driver.press("enter", "j", "enter")
        assert driver.reader.record.row == driver.seen.corpus.quotes.row("pompeo-responsible")

        await driver.press("escape")
        assert (driver.pane, driver.selected) == ("quotes", ("attack", "pompeo"))
        assert driver.quote == "pompeo-responsible"
        await driver.press("escape")
        assert (driver.pane, driver.selected) == ("actors", ("attack", "pompeo"))
        await driver.press("escape")
        assert (driver.pane, driver.selected) == ("timeline", ("attack", None))
        await driver.press("escape")
        assert (driver.pane, driver.selected) == ("timeline", (None, None))
        assert driver.filter_text == "actor:pompeo"
        for _ in range(3):
            await driver.press("escape")
            assert driver.footer.strip() == "Nothing further out. x clears the filter. q quits."
            assert driver.filter_text == "actor:pompeo"
            assert driver.app.return_code is None
        await driver.press("x", "escape")
        assert driver.footer.strip() == "Nothing further out. q quits."


async def test_out_of_a_zoomed_pane_first_gives_the_room_back() -> None:
    async with exploring() as driver:
        await driver.press("j", "enter", "z")
        assert [pane.display for pane in driver.explorer.board.lists] == [False, True, False]
        assert not driver.explorer.board.detail.display
        await driver.press("h")
        assert [pane.display for pane in driver.explorer.board.lists] == [True] * 3
        assert (driver.pane, driver.selected) == ("actors", ("airstrikes", None))
        await driver.press("h")
        assert driver.pane == "timeline"


async def test_zoom_goes_with_the_focus() -> None:
    async with exploring() as driver:
        await driver.press("z", "tab")
        assert [pane.display for pane in driver.explorer.board.lists] == [False, True, False]
        await driver.press("z")
        assert [pane.display for pane in driver.explorer.board.lists] == [True] * 3


@pytest.mark.parametrize("width", [80, 120, 180, 200])
async def test_focus_reaches_every_pane_at_every_layout(width: int) -> None:
    async with exploring(size=(width, 30)) as driver:
        for name in ("actors", "quotes", "timeline", "actors"):
            await driver.press("tab")
            assert driver.pane == name
            pane = driver.explorer.focused
            assert pane is not None
            assert pane.region.width > 20
            assert pane.region.height > 5
            assert driver.quotes.display


# -- before the dossier is there --------------------------------------------------------------


async def test_keys_pressed_before_the_dossier_is_open_do_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opening: Future[Opened] = Future()
    monkeypatch.setattr(driving, "open_in_background", lambda _: opening)
    app = WatchedApp(Wanted(BUNDLED_DOSSIER), None, None)
    async with app.run_test(size=(120, 36)) as pilot:
        driver = Driver(app, pilot)
        for command in COMMANDS:
            if command.id not in {"app.quit", "reader.close"}:
                await driver.press(command.keys.split(",")[0])
            if driver.screen != "Explorer":
                await driver.press("escape")
        assert driver.explorer.seen is None
        opening.set_result(Opened(everything(open_dossier(BUNDLED_DOSSIER))))
        await driver.settle()
        assert driver.pane == "timeline"
        assert len(driver.quote_ids) == 10


async def test_actor_of_a_cast_stands_once_with_its_roles_joined(tmp_path: Path) -> None:
    parts = [part("a1", "witness"), part("a2"), part("a1", "victim")]
    tables = dossier(events=[event("e1", participants=parts)], actors=[actor("a1"), actor("a2")])
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("j")
        assert driver.actor_ids == ["a1", "a2"]
        headings = [row.heading for row in driver.actors.rows if row]
        assert headings == ["witness, victim", "no role stated"]


# -- what is painted ------------------------------------------------------------------------------


async def test_the_cursor_is_painted_in_one_place_only() -> None:
    async with exploring(size=(120, 48)) as driver:
        for keys in ("1jjjkGjkg", "2jjkGg", "3jjkGg"):
            for key in keys:
                await driver.press(key)
                marked = [y for y, line in enumerate(driver.lines) if "▌" in line]
                assert marked == list(range(marked[0], marked[-1] + 1))
