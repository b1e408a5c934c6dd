"""The list of sources: to what rests on one, and back."""

from __future__ import annotations

from pathlib import Path

from tests.builders import actor, dossier, event, quote, source
from tests.pilot.driving import exploring

TABLES = dossier(
    sources=[source("daily", csl={"type": "book", "title": "The Daily"}), source("radio")],
    actors=[actor("a1")],
    events=[event("e1", citations=[{"source": "daily"}]), event("e2")],
    quotes=[quote("q1", events=["e2"], citations=[{"source": "radio"}])],
)


async def test_from_a_source_to_its_records_and_back(tmp_path: Path) -> None:
    async with exploring(TABLES, folder=tmp_path) as driver:
        await driver.press("S")
        assert "The Daily 1 1" in driver.screen_text
        await driver.press("enter")
        assert driver.filter_text == "source:daily"
        assert driver.event_ids == ["e1"]
        await driver.press("left_square_bracket")
        assert driver.filter_text == ""
        assert driver.event_ids == ["e1", "e2"]


async def test_leaving_changes_nothing(tmp_path: Path) -> None:
    async with exploring(TABLES, folder=tmp_path) as driver:
        await driver.press("S", "j", "escape")
        assert driver.screen == "Explorer"
        assert driver.filter_text == ""


async def test_a_hostile_source_is_shown_and_narrowed_to(tmp_path: Path) -> None:
    words = '[b]x[/b] "y" \x1b[31m'
    tables = dossier(
        sources=[source(words, csl={"title": words})],
        events=[event("e1", citations=[{"source": words}]), event("e2")],
    )
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("S")
        assert "[b]x[/b]" in driver.screen_text
        assert "\x1b" not in driver.screen_text
        await driver.press("enter")
        assert driver.event_ids == ["e1"]
