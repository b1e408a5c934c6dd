"""A file of another format, opened at once and for reading only; and the view, written in one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from store.corpus import open_dossier
from tests.pilot.driving import exploring

SLIDES = {
    "title": {"text": {"headline": "The ferry"}},
    "events": [
        {
            "start_date": {"year": "2024", "month": "1", "day": "15"},
            "text": {
                "headline": "The council votes",
                "text": "<p>Late.</p><blockquote>We had no choice. <cite>Anna Klein</cite>"
                "</blockquote>",
            },
        }
    ],
}


async def test_a_timeline_of_slides_opens_and_says_how_to_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "slides.json"
    path.write_text(json.dumps(SLIDES), encoding="utf-8")
    before = path.read_bytes()
    async with exploring(path) as driver:
        assert len(driver.event_ids) == 1
        assert "“We had no choice.”" in driver.screen_text
        assert "eading only" in driver.footer
        assert "onrecord import" in driver.footer
        await driver.press("j")
        assert "enter in" in driver.footer
    assert path.read_bytes() == before


@pytest.mark.parametrize(("width", "named"), [(80, "FILE"), (300, "slides.json")])
async def test_how_to_keep_it_is_said_whole(tmp_path: Path, width: int, named: str) -> None:
    path = tmp_path / "slides.json"
    path.write_text(json.dumps(SLIDES), encoding="utf-8")
    async with exploring(path, size=(width, 24)) as driver:
        assert f"{named} -o DOSSIER” keeps it." in driver.footer


async def test_the_view_is_exported_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    async with exploring(filter="actor:esper") as driver:
        events = sorted(driver.event_ids)
        await driver.press("e")
        assert "It holds everything" in driver.screen_text or "Not in it" in driver.screen_text
        await driver.press("G", "enter")
        driver.app.screen.query_one(Input).value = str(path)
        await driver.press("enter", "s")
        assert f"Saved {path}" in driver.footer
    assert sorted(event.id for event in open_dossier(path).events) == events
