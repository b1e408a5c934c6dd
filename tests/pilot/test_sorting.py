"""Sorting: each pane by what it offers, the cursor kept on its record."""

from __future__ import annotations

import pytest
from textual.content import Content

from tests.pilot.driving import Driver, exploring
from tui.screens.menu import Choices

DATED = [
    "airstrikes", "condemnation", "hook-statement", "attack", "embassy-scene", "deployment",
    "pompeo-identification", "pompeo-naming", "esper-statement",
]  # fmt: skip
UNDATED = ["milley-statement", "pompeo-message", "white-house-visits"]


def offered(driver: Driver) -> list[str]:
    choices = driver.menu.query_one(Choices)
    return [choices.choices[number].plain for number in choices.rows if number is not None]


def titles(driver: Driver) -> list[str]:
    lists = driver.explorer.board.lists
    return [Content.from_markup(str(pane.border_title)).plain for pane in lists]


async def test_the_timeline_runs_either_way_with_the_undated_last() -> None:
    async with exploring() as driver:
        await driver.press("j", "j", "s")
        assert offered(driver) == ["earliest first", "latest first"]
        await driver.press("down", "enter")
        assert driver.event_ids == DATED[::-1] + UNDATED
        # The cursor stays on its record, and so does what it selects.
        assert driver.selected == ("condemnation", None)
        assert titles(driver)[0] == "Timeline · latest first · Dec 2019 12"
        await driver.press("s", "up", "enter")
        assert driver.event_ids == DATED + UNDATED
        assert titles(driver)[0] == "Timeline 12"


BY_NAME = """
Abu Mahdi al-Muhandis, Additional troops, Adil Abdul-Mahdi, AP, AP reporter, Asa'ib Ahl al-Haq,
Baghdad, Brian Hook, Diplomatic Security Service personnel, Falih Alfayyadh, Hadi al-Amiri,
Intruders, Iran, Iran-backed militias, Iranian-backed paramilitary groups in Iraq, Iraq,
Iraqi government, Kata'ib Hezbollah, Mark Esper, Mark Milley, Mike Pompeo,
PMF supporters and sympathizers, Popular Mobilization Forces, Qais Khazali, U.S.,
U.S. embassy in Baghdad, U.S. forces, U.S. Marine Security Guardsmen, U.S. Marines, White House
"""

SAID = [{"pompeo", "esper"}, {"ap-reporter", "abdul-mahdi", "hook", "milley"}]
SAID_OR_OF = [
    {"pompeo", "esper"}, {"al-muhandis", "khazali", "alfayyadh", "al-amiri", "iran"},
]  # fmt: skip
EVENTS = [
    {"us-embassy", "al-amiri"}, {"us", "khazali", "pompeo", "alfayyadh"},
    {"al-muhandis", "iran", "kataib-hezbollah"},
]  # fmt: skip
APPEARANCE = [
    {"us", "kataib-hezbollah", "pmf"},  # the airstrikes
    {"abdul-mahdi"},
    {"hook", "iran"},
    {"pmf-supporters", "us-embassy", "khazali", "al-amiri"},  # the attack
    {"ap-reporter", "marine-guardsmen", "diplomatic-security", "intruders"},
    {"additional-troops", "us-marines"},
    {"pompeo", "al-muhandis", "alfayyadh"},
    {"esper", "iraqi-government", "paramilitary-groups", "us-forces"},
    {"milley"},  # from here on undated
    {"baghdad", "iran-backed-militias"},
    {"white-house"},
    {"asaib-ahl-al-haq", "ap", "iraq"},  # in no event
]
"""Actors that may stand in any order among each other, in the order of the first of each."""


@pytest.mark.parametrize(
    ("steps", "label", "groups"),
    [
        (0, "most statements said", SAID),
        (2, "most events", EVENTS),
        (3, "most statements said, about or to", SAID_OR_OF),
        (4, "first appearance", APPEARANCE),
    ],
)
async def test_actors_are_sorted_by_what_they_did(
    steps: int, label: str, groups: list[set[str]]
) -> None:
    async with exploring() as driver:
        await driver.press("2", "s")
        assert offered(driver)[steps] == label
        await driver.press(*["down"] * steps, "enter")
        ids = driver.actor_ids
        assert len(ids) == 30
        at = 0
        for group in groups:
            assert set(ids[at : at + len(group)]) == group
            at += len(group)
        assert titles(driver)[1] == ("Actors 30" if steps == 0 else f"Actors · by {label} 30")


async def test_actors_are_sorted_by_their_names() -> None:
    async with exploring() as driver:
        await driver.press("2", "s", "down", "enter")
        names = [driver.seen.corpus.actors[row.actor].name for row in driver.actors.rows if row]
        assert names == " ".join(BY_NAME.split()).split(", ")
        assert titles(driver)[1] == "Actors · by name 30"


async def test_quotes_by_event_by_date_and_by_speaker() -> None:
    async with exploring() as driver:
        by_event = driver.quote_ids
        assert by_event[:2] == ["abdul-mahdi-condemns", "hook-message-to-iran"]
        await driver.press("3", "s")
        assert offered(driver) == ["event", "date", "speaker"]
        await driver.press("down", "down", "enter")
        assert driver.quote_ids == [
            "abdul-mahdi-condemns", "ap-observation", "hook-message-to-iran", "esper-game-changed",
            "esper-strike-first", "esper-urges-iraq", "milley-buzzsaw", "pompeo-leaders",
            "pompeo-responsible", "pompeo-120-sites",
        ]  # fmt: skip
        assert titles(driver)[2] == "Quotes · by speaker 10"
        # No statement stands under an event then.
        assert "Attack on the U.S. embassy in Baghdad" not in driver.text_of(driver.quotes)
        await driver.press("s", "up", "enter")
        assert driver.quote_ids[:2] == ["abdul-mahdi-condemns", "hook-message-to-iran"]
        assert driver.quote_ids[-2:] == ["milley-buzzsaw", "pompeo-120-sites"]


async def test_escape_changes_nothing() -> None:
    async with exploring() as driver:
        await driver.press("s", "down", "escape")
        assert driver.event_ids == DATED + UNDATED
        assert driver.pane == "timeline"


async def test_the_order_stays_through_filters_and_the_cursor_begins_on_it() -> None:
    async with exploring() as driver:
        await driver.press("s", "down", "enter")
        await driver.filter("pompeo")
        assert driver.event_ids == [
            "pompeo-naming", "pompeo-identification", "attack", "pompeo-message",
        ]  # fmt: skip
        await driver.press("x", "s", "enter")
        assert driver.event_ids == DATED[::-1] + UNDATED


async def test_an_actor_that_is_selected_stays_selected() -> None:
    async with exploring() as driver:
        await driver.press("2", "j", "j")
        actor = driver.selected[1]
        assert actor is not None
        quotes = driver.quote_ids
        await driver.press("s", "down", "enter")
        assert driver.selected == (None, actor)
        assert driver.quote_ids == quotes
