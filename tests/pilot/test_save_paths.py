"""The path of a file to be saved: what a user may type there, and the ending that follows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.builders import dossier, event, quote, write
from tests.pilot.driving import Driver, exploring
from tui.screens.export import ExportScreen
from tui.screens.save_dialog import SaveDialog


def said(driver: Driver) -> str:
    return driver.text_of(driver.app.screen.query_one("#saving-says"))


async def name_it(driver: Driver, path: str) -> None:
    """Opens the export and types a path; the choice of the format has the cursor."""
    await driver.press("e", "enter")
    driver.app.screen.query_one(Input).value = path
    await driver.press("enter")


@pytest.mark.parametrize("path", ["~no-such-user-anywhere/x.json", "/", ".", ".."])
async def test_what_names_no_file_is_not_taken(tmp_path: Path, path: str) -> None:
    async with exploring(dossier(events=[event()]), folder=tmp_path) as driver:
        await name_it(driver, path)
        assert said(driver)
        assert driver.app.screen.query_one(Input).has_focus
        await driver.press("escape", "right")
        await name_it_again(driver, tmp_path / "out.csv")
        assert not said(driver)


async def name_it_again(driver: Driver, path: Path) -> None:
    await driver.press("enter")
    driver.app.screen.query_one(Input).value = str(path)
    await driver.press("enter")


@pytest.mark.parametrize("name", [f"{'x' * 300}.json", "x\0y.json", "round/x.json", "no/x.json"])
async def test_a_path_that_cannot_be_used_is_said_and_ends_nothing(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    async with exploring(dossier(events=[event()]), folder=tmp_path) as driver:
        await name_it(driver, str(tmp_path / name))
        await driver.press("s")
        assert isinstance(driver.app.screen, SaveDialog)
        assert said(driver)


async def test_the_ending_changes_also_beside_a_dossier_with_dots_in_its_name(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "my.case.json", dossier(events=[event()]))
    async with exploring(path) as driver:
        await name_it(driver, str(tmp_path / "out.json"))
        shown = driver.app.screen
        assert isinstance(shown, SaveDialog)
        before = shown.ending()
        await driver.press("right")
        assert before == "json"
        assert shown.ending() != before
        assert f"out.{shown.ending()}" in driver.screen_text
        assert "case" not in driver.screen_text


async def test_the_preview_is_made_once_for_each_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    preview = ExportScreen.preview

    def counted(screen: ExportScreen) -> str:
        made.append(screen)
        return preview(screen)

    monkeypatch.setattr(ExportScreen, "preview", counted)
    async with exploring(dossier(events=[event()]), folder=tmp_path) as driver:
        await driver.press("e")
        assert len(made) == 1
        await driver.resize(90, 30)
        assert len(made) == 1
        await driver.press("right")
        assert len(made) == 2


async def test_a_long_document_is_seen_by_its_beginning_and_written_whole(tmp_path: Path) -> None:
    quotes = [quote(f"q{n:03}", text=f"Words {n}.") for n in range(90)]
    async with exploring(dossier(quotes=quotes), folder=tmp_path) as driver:
        await driver.press("C")
        shown = driver.app.screen
        assert isinstance(shown, SaveDialog)
        begin = shown.preview()
        assert "Words 39." in begin
        assert "Words 40." not in begin
        assert begin.endswith("… and 50 more, which the document holds as well")
        assert b"Words 89." in b"".join(shown.pieces())
