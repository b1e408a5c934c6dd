"""Marks, tags and notes: made by keys, seen in rows and detail, and kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from store.corpus import open_dossier
from store.marks import Marks, MarkSet
from tests.builders import dossier, event, quote
from tests.pilot.driving import Driver, exploring
from tui.assets import BUNDLED_DOSSIER

HOSTILE = "[b]bold[/b] [@click=app.quit]x[/] \x1b]52;c;ZXZpbA==\x07 \u202egnp"


def kept(folder: Path) -> MarkSet:
    """What another program would find."""
    return Marks(folder, open_dossier(BUNDLED_DOSSIER).dossier.id).load()


def texts(folder: Path) -> list[str]:
    """What the files of a folder hold."""
    return [path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()]


def row(driver: Driver, words: str) -> str:
    """The line of the screen with these words."""
    return next(line for line in driver.lines if words in line)


async def write_note(driver: Driver, words: str) -> None:
    await driver.press("m")
    driver.app.screen.query_one(TextArea).text = words
    await driver.press("ctrl+s")


async def write_tags(driver: Driver, words: str) -> None:
    await driver.press("t")
    driver.app.screen.query_one(Input).value = words
    await driver.press("enter")


async def test_space_marks_and_unmarks_in_every_pane(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j", "space", "2", "j", "space", "g", "3", "space")
        assert "29 Dec  * U.S. airstrikes" in row(driver, "airstrikes on")
        assert "■ * U.S." in row(driver, "■ * U.S.")
        assert "* ● " in driver.text_of(driver.quotes)
        assert {(mark.table, mark.marked) for mark in kept(tmp_path)} == {
            ("events", True), ("actors", True), ("quotes", True)
        }  # fmt: skip
        await driver.press("space")
        assert "* ● " not in driver.text_of(driver.quotes)
        assert {mark.table for mark in kept(tmp_path)} == {"events", "actors"}


async def test_the_cursor_stays_and_the_footer_says_what_was_done(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("3", "j", "j")
        before = driver.quote
        await driver.press("space")
        assert driver.quote == before
        assert "mark" in driver.footer.lower()


async def test_all_cannot_be_marked(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        for key in ("space", "t", "m"):
            await driver.press(key)
            assert "Move to a row first" in driver.footer
            assert driver.screen == "Explorer"
        await driver.press("U")
        assert "nothing to take back" in driver.footer
        assert not kept(tmp_path)


async def test_without_a_folder_nothing_is_kept_and_that_is_said() -> None:
    async with exploring() as driver:
        await driver.press("j", "space")
        assert "Marks cannot be kept" in driver.footer


async def test_tags_are_seen_and_found(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j")
        await write_tags(driver, "to check, airport ,, to check")
        assert "your tags to check airport" in driver.detail
        assert "29 Dec  # U.S. airstrikes" in row(driver, "airstrikes on")
        await driver.filter('tag:"to check"')
        assert driver.event_ids == ["airstrikes"]


async def test_a_note_of_several_lines(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j", "m", *"Ask Hook", "enter", *"again")
        assert driver.screen == "NoteScreen"
        await driver.press("ctrl+s")
        assert "your note Ask Hook again" in driver.detail
        assert kept(tmp_path).of("events", "airstrikes").note == "Ask Hook\nagain"
        await driver.press("m")
        assert driver.app.screen.query_one(TextArea).text == "Ask Hook\nagain"


async def test_a_note_is_not_thrown_away_by_one_key(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j", "m", "x", "escape")
        assert driver.screen == "NoteScreen"
        assert "Not saved" in driver.screen_text
        await driver.press("y", "escape", "escape")
        assert driver.screen == "Explorer"
        assert not kept(tmp_path)


async def test_a_note_that_cannot_be_kept_stays_on_the_screen(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j")
        await write_note(driver, "x" * 1_000_001)
        assert driver.screen == "NoteScreen"
        assert "1,000,001 characters" in driver.screen_text
        assert len(driver.app.screen.query_one(TextArea).text) == 1_000_001


async def test_an_editor_writes_the_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j", "m", "ctrl+e")
        assert "set EDITOR" in driver.screen_text


async def test_undo_takes_changes_back_one_by_one(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j", "space")
        await write_note(driver, "one")
        await write_note(driver, "two")
        for note, marked in (("one", True), ("", True), ("", False)):
            await driver.press("U")
            mark = kept(tmp_path).of("events", "airstrikes")
            assert (mark.note, mark.marked) == (note, marked)
        await driver.press("U")
        assert "nothing to take back" in driver.footer


async def test_marks_are_there_at_the_next_start_and_in_the_filter(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("3", "j", "space", "j", "j", "space")
        marked = sorted(
            key for key in driver.seen.corpus.quotes.keys
            if kept(tmp_path).of("quotes", key).marked
        )  # fmt: skip
    async with exploring(marks=tmp_path, filter="is:marked") as driver:
        assert sorted(driver.quote_ids) == marked
        await driver.press("3", "space")
        assert len(driver.quote_ids) == 1


async def test_the_last_tag_that_a_filter_asks_for_is_taken_away(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j")
        await write_tags(driver, "mine")
        await driver.filter("tag:mine")
        await driver.press("j")
        await write_tags(driver, "")
        assert driver.screen == "Explorer"
        assert not kept(tmp_path)


async def test_marking_in_the_reader(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("3", "enter", "space")
        assert driver.screen == "Reader"
        assert "* marked" in driver.screen_text
        await write_note(driver, "in the reader")
        assert driver.screen == "Reader"
        assert "in the reader" in driver.screen_text
        await driver.press("q")
        assert "*¶ ● " in driver.text_of(driver.quotes)


async def test_hostile_marks_do_nothing(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j")
        await write_note(driver, HOSTILE)
        assert "[@click=app.quit]x" in driver.detail
        assert "\x1b" not in driver.screen_text
        assert "\u202e" not in driver.screen_text
        await write_tags(driver, "[b]t[/b]")
        assert "[b]t[/b]" in driver.detail
        await driver.press("t")
        assert "[b]t[/b]" in driver.screen_text


async def test_a_file_of_marks_that_is_broken_is_said_and_kept(tmp_path: Path) -> None:
    path = Marks(tmp_path, open_dossier(BUNDLED_DOSSIER).dossier.id).path
    path.write_text("{ broken")
    async with exploring(marks=tmp_path) as driver:
        await driver.press("j", "space")
        assert kept(tmp_path).of("events", "airstrikes").marked
    assert "{ broken" in texts(tmp_path)


async def test_marks_outlive_a_new_version_of_the_dossier(tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    tables = dossier(events=[event("e1"), event("e2")], quotes=[quote("q1", events=["e1"])])
    async with exploring(tables, folder=tmp_path, marks=tmp_path / "marks") as driver:
        await driver.press("j", "space", "j", "space")
        tables["events"].pop("1")
        path.write_text(json.dumps(tables))
        await driver.press("f5")
        await driver.settle()
        assert driver.event_ids == ["e2"]
        assert "* " in driver.text_of(driver.timeline)
        marks = driver.seen.marks
        assert [mark.record for mark in marks.orphans(driver.seen.corpus)] == ["e1"]
