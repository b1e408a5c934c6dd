"""Saved views and the last place: by keys, through a quit, and from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from textual.widgets import Input

from store.saved_views import SavedView, SavedViews
from tests.builders import dossier, event, write
from tests.pilot.driving import Driver, exploring
from tui.screens.saved import SavedList, SavedScreen

EMBASSY = "embassy"


def screen(driver: Driver) -> SavedScreen:
    assert isinstance(driver.app.screen, SavedScreen)
    return driver.app.screen


def names(driver: Driver) -> list[str]:
    return list(screen(driver).query_one(SavedList).rows)


def dialog(driver: Driver) -> str:
    """What the dialog says, in one line."""
    assert isinstance(driver.app.screen, SavedScreen)
    inside = (re.search(r"│(.*)│", line) for line in driver.lines)
    return " ".join(" ".join(found[1] for found in inside if found).split())


def state(driver: Driver) -> dict[str, object]:
    """All that makes a place: rows, selections, order, focus."""
    return {
        "filter": driver.filter_text,
        "events": driver.event_ids,
        "actors": driver.actor_ids,
        "quotes": driver.quote_ids,
        "selected": driver.selected,
        "quote": driver.quote if driver.quotes.rows else None,
        "pane": driver.pane,
        "order": driver.explorer.order,
    }


def files(folder: Path) -> list[str]:
    """The files of saved views in a folder."""
    return [path.name for path in sorted(folder.glob("*json*"))]


async def save(driver: Driver, name: str) -> None:
    """Saves the present view under a name."""
    await driver.press("v", "s")
    await driver.type(name)
    await driver.press("enter", "escape")


async def test_by_keys_alone_brush_leave_out_sort_save_quit_and_come_back(tmp_path: Path) -> None:
    async with exploring(views=tmp_path, size=(120, 36)) as driver:
        # 29 to 31 December in the strip
        await driver.press("b", "full_stop", "full_stop", "enter")
        assert driver.filter_text == "date:2019-12-29..2019-12-31"
        # without Pompeo
        await driver.press("2", "c", *"pompeo", "minus", "escape")
        assert driver.filter_text == "date:2019-12-29..2019-12-31 -actor:pompeo"
        # by first appearance
        await driver.press("s", "end", "enter", "down", "down")
        assert driver.actor_ids[:3] == ["kataib-hezbollah", "us", "pmf"]
        kept = state(driver)
        lines = driver.lines
        await driver.press("v", "s")
        await driver.type("first week")
        await driver.press("enter")
        assert names(driver) == ["first week"]
        await driver.press("escape")
        assert state(driver) == kept
        await driver.press("x", "1", "G", "q")
        assert driver.app.return_code == 0
    assert kept["events"] == [
        "airstrikes", "condemnation", "hook-statement", "attack", "embassy-scene", "deployment",
    ]  # fmt: skip
    assert kept["quotes"] == []
    assert kept["selected"] == (None, "us")
    async with exploring(views=tmp_path, size=(120, 36), view="first week") as driver:
        assert state(driver) == kept
        assert driver.lines == lines


async def test_the_last_place_is_restored_but_not_when_something_is_asked_for(
    tmp_path: Path,
) -> None:
    async with exploring(views=tmp_path) as driver:
        await driver.filter("actor:pompeo")
        await driver.press("j", "j", "2", "j", "3", "s", "down", "enter")
        kept = state(driver)
        assert None not in driver.selected
        await driver.press("q")
    async with exploring(views=tmp_path) as driver:
        assert state(driver) == kept
    async with exploring(views=tmp_path, fresh=True) as driver:
        assert (driver.filter_text, driver.selected, driver.pane) == ("", (None, None), "timeline")
    async with exploring(views=tmp_path, filter="esper") as driver:
        assert (driver.filter_text, driver.selected) == ("esper", (None, None))
    # None of these moved, so none of them was noted.
    async with exploring(views=tmp_path) as driver:
        assert state(driver) == kept


async def test_nothing_is_written_by_opening_and_leaving(tmp_path: Path) -> None:
    folder = tmp_path / "views"
    for keys in (["q"], ["j", "k", "q"], ["slash", "x", "escape", "q"], ["b", "right", "q"]):
        async with exploring(views=folder) as driver:
            await driver.press(*keys)
            assert driver.app.return_code == 0
        assert not folder.exists()
    async with exploring(views=folder, filter="esper") as driver:
        await driver.press("v", "escape", "q")
    assert not folder.exists()


async def test_a_filter_that_is_only_tried_out_is_no_place_to_come_back_to(tmp_path: Path) -> None:
    async with exploring(views=tmp_path) as driver:
        await driver.filter("actor:esper")
        await driver.press("b", "right", "q")
    async with exploring(views=tmp_path) as driver:
        assert driver.filter_text == "actor:esper"


async def test_opening_from_the_list_can_be_taken_back(tmp_path: Path) -> None:
    async with exploring(views=tmp_path) as driver:
        await driver.filter("kind:verbatim")
        await save(driver, "own words")
        await driver.press("x", "j")
        before = state(driver)
        await driver.press("v", "enter")
        assert driver.screen == "Explorer"
        assert driver.filter_text == "kind:verbatim"
        assert driver.quote_ids == ["esper-game-changed"]
        await driver.press("left_square_bracket")
        assert state(driver) == before


async def test_views_are_listed_by_name_with_their_filters(tmp_path: Path) -> None:
    views = SavedViews(tmp_path, EMBASSY)
    for name, text in (("Zürich", "esper"), ("attack", "date:2019-12"), ("zone", "")):
        views.save(name, SavedView(text))
    async with exploring(views=tmp_path) as driver:
        await driver.press("v")
        assert names(driver) == ["attack", "zone", "Zürich"]
        said = dialog(driver)
        for line in ("@attack date:2019-12", "@zone everything", "@Zürich esper"):
            assert line in said
        assert "enter open s save this r rename d delete esc leave" in said


async def test_an_empty_list_says_how_to_fill_it(tmp_path: Path) -> None:
    async with exploring(views=tmp_path) as driver:
        await driver.press("v")
        assert "No view of this dossier is saved yet. s saves this one." in dialog(driver)
        assert "rename" not in dialog(driver)
        await driver.press("enter", "r", "d", "y", "escape")
        assert driver.screen == "Explorer"


async def test_renaming_and_deleting(tmp_path: Path) -> None:
    views = SavedViews(tmp_path, EMBASSY)
    for name in ("one", "two"):
        views.save(name, SavedView(name))
    async with exploring(views=tmp_path) as driver:
        await driver.press("v", "down", "r")
        line = screen(driver).query_one(Input)
        assert line.value == "two"
        line.value = "three"
        await driver.press("enter")
        assert names(driver) == ["one", "three"]
        assert views.load("three").filter == "two"
        await driver.press("d")
        assert "Delete @three?" in dialog(driver)
        # What is asked about one row is not answered for another.
        await driver.press("up", "k", "y")
        assert names(driver) == ["one"]
        assert views.names() == ["one"]
        await driver.press("d", "escape")
        assert "Delete" not in dialog(driver)
        assert views.names() == ["one"]
        await driver.press("y")
        assert views.names() == ["one"]


async def test_a_name_that_is_taken_is_replaced_only_when_asked_twice(tmp_path: Path) -> None:
    SavedViews(tmp_path, EMBASSY).save("week", SavedView("esper"))
    async with exploring(views=tmp_path, filter="pompeo") as driver:
        await driver.press("v", "s")
        await driver.type("week")
        await driver.press("enter")
        assert "@week is saved already: enter again replaces it." in dialog(driver)
        assert SavedViews(tmp_path, EMBASSY).load("week").filter == "esper"
        await driver.press("enter")
        assert SavedViews(tmp_path, EMBASSY).load("week").filter == "pompeo"
        assert names(driver) == ["week"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "a view needs a name"),
        ("@x", "does not begin with @"),
    ],
)
async def test_a_name_that_cannot_be_used_is_said(tmp_path: Path, name: str, said: str) -> None:
    async with exploring(views=tmp_path) as driver:
        await driver.press("v", "s")
        await driver.type(name)
        await driver.press("enter")
        assert said in dialog(driver)
        assert screen(driver).query_one(Input).has_focus
        await driver.press("escape")
        assert screen(driver).query_one(SavedList).has_focus
        assert said not in dialog(driver)


async def test_a_view_that_no_longer_fits_says_so(tmp_path: Path) -> None:
    views = SavedViews(tmp_path, EMBASSY)
    views.save("gone", SavedView("actor:nobody"))
    views.save("odd", SavedView("esper", event="no-such-event", actor="nobody", pane=9))
    async with exploring(views=tmp_path) as driver:
        await driver.press("v", "enter")
        assert driver.footer.strip().startswith("@gone: no actor is called “nobody”")
        assert driver.filter_text == ""
        await driver.press("v", "down", "enter")
        assert driver.filter_text == "esper"
        assert driver.selected == (None, None)
        assert driver.pane == "quotes"


async def test_a_name_from_the_command_line_that_is_not_there(tmp_path: Path) -> None:
    SavedViews(tmp_path, EMBASSY).save("first week", SavedView("esper"))
    async with exploring(views=tmp_path, view="first weak") as driver:
        failure = driver.app.failure
        assert failure is not None
        assert "no saved view is called “first weak”" in str(failure)
        assert "Did you mean first week?" in str(failure)
        assert driver.app.return_code == failure.exit_status == 2


async def test_a_broken_file_of_views_stops_nothing(tmp_path: Path) -> None:
    views = SavedViews(tmp_path, EMBASSY)
    views.path.write_text("{", encoding="utf-8")
    async with exploring(views=tmp_path) as driver:
        assert len(driver.event_ids) == 12
        assert any("the saved views cannot be read" in said for said in driver.toasts)
    assert files(tmp_path) == [f"{views.path.name}.broken-1"]


async def test_without_a_folder_it_says_so() -> None:
    async with exploring() as driver:
        await driver.press("v")
        assert "cannot be saved" in driver.footer


async def test_the_dossier_itself_is_never_touched(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", dossier(events=[event()]))
    before = path.read_bytes()
    async with exploring(path, views=tmp_path / "views") as driver:
        await driver.press("j")
        await save(driver, "it")
        await driver.press("q")
    assert path.read_bytes() == before
    (kept,) = (tmp_path / "views").glob("*.json")
    tables = json.loads(kept.read_text(encoding="utf-8"))
    assert [view["name"] for view in tables["views"].values()] == ["it"]


async def test_the_list_follows_the_size(tmp_path: Path) -> None:
    async with exploring(size=(120, 50), views=tmp_path) as driver:
        views = driver.explorer.views
        assert views is not None
        for number in range(30):
            views.save(f"view{number}", driver.explorer.saved)
        await driver.press("v")
        await driver.resize(80, 20)
        assert "esc leave" in dialog(driver)
        assert screen(driver).query_one(SavedList).size.height == 8
