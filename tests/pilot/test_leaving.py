"""Leaving with the words: a part of them, many at once, a document, the source's own text."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from store.forms import FORMS
from tests.builders import actor, dossier, quote, source, write
from tests.data.ferry_article import ARTICLE
from tests.pilot.conftest import Clipboard
from tests.pilot.driving import Driver, exploring
from tui.config import Config

BUZZSAW = "run into a buzzsaw"


def plain(driver: Driver) -> str:
    """The screen without frames."""
    return " ".join(driver.screen_text.replace("│", " ").split())


async def copied(driver: Driver, *keys: str) -> str:
    await driver.press(*keys)
    await driver.settle()
    return driver.app.copied


# -- a part ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("clipboard")
async def test_a_part_has_marks_for_what_is_left_out_and_its_speaker() -> None:
    async with exploring(filter="id:esper-game-changed") as driver:
        await driver.press("3", "enter", "v", "right", "right", "tab", "right")
        words = await copied(driver, "y")
        assert words.endswith("“[…] game has […]”")
        assert words.startswith("Mark Esper, U.S. Defense Secretary, said")
        assert driver.screen == "Reader"


@pytest.mark.usefixtures("clipboard")
async def test_a_part_of_a_mixed_quote_has_marks_round_the_own_words_only() -> None:
    async with exploring(filter="id:milley-buzzsaw") as driver:
        await driver.press("3", "enter", "v", "G")
        whole = await copied(driver, "y")
        assert f"“{BUZZSAW}”" in whole
        assert whole.count("“") == 1
        await driver.press("v", "right", "right")
        assert "“" not in await copied(driver, "y")


async def test_leaving_copies_nothing() -> None:
    async with exploring(filter="id:esper-game-changed") as driver:
        await driver.press("3", "enter", "v", "l", "escape")
        assert driver.screen == "Reader"
        assert not driver.app.copied


# -- forms ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("clipboard")
@pytest.mark.parametrize("name", FORMS)
async def test_every_form_by_its_key(name: str) -> None:
    async with exploring(filter="id:esper-game-changed") as driver:
        words = await copied(driver, "3", "Y", FORMS[name].key)
        assert driver.screen == "Explorer"
        if name == "link":
            assert not words
            assert "address" in driver.footer
        else:
            assert words


@pytest.mark.usefixtures("clipboard")
async def test_all_marked_quotes_at_once(tmp_path: Path) -> None:
    async with exploring(marks=tmp_path) as driver:
        await driver.press("3", "space", "j", "space", "Y")
        assert "Copy this as" in driver.screen_text
        await driver.press("tab")
        assert "Copy 2 marked quotes as" in driver.screen_text
        words = await copied(driver, "a")
        assert words.count("(paraphrase)") == 2


@pytest.mark.usefixtures("clipboard")
async def test_the_last_form_is_remembered_also_at_the_next_start(tmp_path: Path) -> None:
    async with exploring(views=tmp_path) as driver:
        await copied(driver, "3", "Y", "h")
        await driver.press("Y")
        assert "<blockquote" in plain(driver) or "<figure" in plain(driver) or "<p" in plain(driver)
        await driver.press("escape", "q")
    async with exploring(views=tmp_path) as driver:
        assert driver.app.last_form == "html"


@pytest.mark.usefixtures("clipboard")
async def test_the_house_style_of_the_settings() -> None:
    config = Config(house_style={"marks": "de", "dates": "iso"})
    async with exploring(filter="id:esper-game-changed", config=config) as driver:
        words = await copied(driver, "3", "y")
        assert words.endswith("„the game has changed“")
        assert "2020-01-02" in words


async def test_what_was_last_copied_is_shown_and_copied_again(clipboard: Clipboard) -> None:
    async with exploring(filter="id:esper-game-changed") as driver:
        await copied(driver, "3", "y", "p")
        assert driver.screen == "CopiedScreen"
        assert "the game has changed" in plain(driver)
        before = len(driver.toasts)
        await copied(driver, "y")
        assert "the game has changed" in clipboard.text
        assert len(driver.toasts) == before + 1


# -- a document -----------------------------------------------------------------------------------


async def test_marked_quotes_become_a_page(tmp_path: Path) -> None:
    file = tmp_path / "out" / "page.html"
    file.parent.mkdir()
    async with exploring(marks=tmp_path / "marks") as driver:
        await driver.press("3", "space", "j", "space", "C")
        assert "2 marked" in driver.screen_text
        await driver.press("down", "down", "down", "right", "down", "enter")
        driver.app.screen.query_one(Input).value = str(file)
        await driver.press("enter", "s")
        assert driver.screen == "Explorer"
        assert f"Saved {file}" in driver.footer
    page = file.read_text(encoding="utf-8")
    assert page.count("<figure") == 2
    assert "<script" not in page


async def test_a_file_that_is_there_is_replaced_only_when_asked_twice(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("mine", encoding="utf-8")
    async with exploring() as driver:
        await driver.press("C", "G", "enter")
        driver.app.screen.query_one(Input).value = str(file)
        await driver.press("enter", "s")
        assert "is there already" in driver.screen_text
        assert file.read_text(encoding="utf-8") == "mine"
        await driver.press("s")
        assert driver.screen == "Explorer"
    assert file.read_text(encoding="utf-8") != "mine"


async def test_a_folder_that_is_not_there_is_said_and_the_dialog_stays(tmp_path: Path) -> None:
    async with exploring() as driver:
        await driver.press("C", "G", "enter")
        driver.app.screen.query_one(Input).value = str(tmp_path / "no" / "page.html")
        await driver.press("enter", "s")
        assert driver.screen == "ClippingsScreen"
        assert "cannot be written" in driver.screen_text


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_the_dialogs_fit(size: tuple[int, int], tmp_path: Path) -> None:
    async with exploring(size=size, marks=tmp_path) as driver:
        await driver.press("3")
        for key, words in (
            ("C", "s save"),
            ("Y", "esc leave"),
            ("m", "ctrl+s"),
            ("t", "enter save"),
        ):
            await driver.press(key)
            assert words in plain(driver)
            await driver.press("escape")


# -- the source's text ----------------------------------------------------------------------------


def ferry(folder: Path) -> Path:
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    said = {"citations": [{"source": "news"}], "speaker": "a1"}
    return write(folder / "d.json", dossier(
        sources=[source("news", text="article.txt")], actors=[actor("a1")],
        quotes=[
            quote("good", text="They sent", seq=1, **said),
            quote("altered", text="We will abandon the island", seq=2, **said),
            quote("gone", text="Nobody ever said anything like these words", seq=3, **said),
        ],
    ))  # fmt: skip


async def test_each_quote_says_how_it_stands_to_its_source(tmp_path: Path) -> None:
    async with exploring(ferry(tmp_path)) as driver:
        await driver.settle()
        words = driver.text_of(driver.quotes)
        assert words.index("√") < words.index("! altered") < words.index("! missing")
        await driver.press("3", "j")
        assert "left out “not”" in driver.detail


async def test_the_source_opens_at_the_words(tmp_path: Path) -> None:
    async with exploring(ferry(tmp_path)) as driver:
        await driver.settle()
        await driver.press("3", "j", "O")
        assert driver.screen == "SourceScreen"
        assert "We will not abandon" in plain(driver)
        await driver.press("escape", "j", "O")
        assert "not found in the source's text: missing" in driver.footer
