"""Reading the dossier again: what is kept, what is told, and what cannot be shown any more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import actor, dossier, event, everything, opened, part, quote, write
from tests.pilot.driving import exploring


async def test_reload_shows_what_has_changed_and_keeps_selections(tmp_path: Path) -> None:
    tables = dossier(
        events=[event("e1", participants=[part("a1")]), event("e2")],
        actors=[actor("a1"), actor("a2")],
        quotes=[quote("q1", events=["e1"], speaker="a1"), quote("q2", events=["e1"], speaker="a1")],
    )
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("j", "enter", "j", "enter", "j")
        assert (driver.selected, driver.quote) == (("e1", "a1"), "q2")
        tables["events"] = {"9": event("e0"), **tables["events"]}
        tables["quotes"] = {"9": quote("q0", events=["e1"], speaker="a1"), **tables["quotes"]}
        write(tmp_path / "dossier.json", tables)
        await driver.press("f5")
        await driver.settle()
        assert driver.toasts == ["The dossier was read again."]
        assert driver.event_ids == ["e0", "e1", "e2"]
        assert driver.quote_ids == ["q0", "q1", "q2"]
        assert (driver.pane, driver.selected, driver.quote) == ("quotes", ("e1", "a1"), "q2")


async def test_reload_keeps_the_filter_and_drops_what_is_gone(tmp_path: Path) -> None:
    tables = dossier(events=[event("e1"), event("e2"), event("x1")])
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("j", "j")
        await driver.filter("e1|e2")
        assert driver.selected[0] == "e2"
        del tables["events"]["2"]
        write(tmp_path / "dossier.json", tables)
        await driver.press("f5")
        await driver.settle()
        assert driver.filter_text == "e1|e2"
        assert driver.event_ids == ["e1"]
        assert driver.selected == (None, None)


async def test_filter_that_the_new_file_cannot_answer_leaves_the_old_one(tmp_path: Path) -> None:
    tables = dossier(events=[event("e1", type="raid"), event("e2")])
    async with exploring(tables, folder=tmp_path, filter="type:raid") as driver:
        tables["events"] = {"1": event("e2")}
        write(tmp_path / "dossier.json", tables)
        await driver.press("f5")
        await driver.settle()
        assert driver.app.notices[-1].title == "Not read again"
        assert driver.event_ids == ["e1"]
        await driver.press("x", "f5")
        await driver.settle()
        assert driver.event_ids == ["e2"]


async def test_way_back_to_a_filter_that_the_new_file_cannot_answer_is_refused(
    tmp_path: Path,
) -> None:
    tables = dossier(events=[event("e1", type="raid"), event("e2")])
    async with exploring(tables, folder=tmp_path, filter="type:raid") as driver:
        await driver.press("x")
        tables["events"] = {"1": event("e2")}
        write(tmp_path / "dossier.json", tables)
        await driver.press("f5")
        await driver.settle()
        await driver.press("left_square_bracket")
        assert driver.footer.strip().startswith("type:raid: no type of event is called “raid”.")
        assert (driver.filter_text, driver.event_ids) == ("", ["e2"])
        await driver.press("j", "f")
        assert driver.filter_text == "event:e2"


async def test_reload_while_a_filter_is_typed(tmp_path: Path) -> None:
    tables = dossier(events=[event("e1", type="raid"), event("e2")])
    async with exploring(tables, folder=tmp_path, filter="type:raid") as driver:
        await driver.press("slash", *["backspace"] * 10)
        await driver.type("e2")
        driver.explorer.renew(everything(opened(tmp_path, events=[event("e2")])))
        assert driver.event_ids == ["e2"]
        await driver.press("escape")
        assert driver.event_ids == ["e2"]
        await driver.press("j")
        assert driver.selected == ("e2", None)


@pytest.mark.parametrize("broken", [None, b"", b"{", b"[1]", b"\xff\xfe\x00"])
async def test_a_file_that_is_gone_or_broken_leaves_what_is_on_the_screen(
    tmp_path: Path, broken: bytes | None
) -> None:
    async with exploring(dossier(events=[event("e1")]), folder=tmp_path) as driver:
        path = tmp_path / "dossier.json"
        if broken is None:
            path.unlink()
        else:
            path.write_bytes(broken)
        await driver.press("j", "f5")
        await driver.settle()
        notice = driver.app.notices[-1]
        assert (notice.title, notice.severity) == ("Not read again", "error")
        assert notice.message
        assert not notice.markup
        assert driver.selected == ("e1", None)
        path.write_text(json.dumps(dossier(events=[event("e1"), event("e2")])))
        await driver.press("f5")
        await driver.settle()
        assert driver.event_ids == ["e1", "e2"]


async def test_problems_that_came_with_a_reload_are_told(tmp_path: Path) -> None:
    tables = dossier(events=[event("e1")])
    async with exploring(tables, folder=tmp_path) as driver:
        tables["events"]["2"] = {"id": "e2"}
        write(tmp_path / "dossier.json", tables)
        await driver.press("f5")
        await driver.settle()
        assert driver.toasts[-1] == "1 problem in this dossier. ! lists them."
