"""Copying: what lands on the clipboard from every pane, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import actor, dossier, event, quote
from tests.pilot.conftest import Clipboard
from tests.pilot.driving import Driver, exploring

ESPER = "Mark Esper, U.S. Defense Secretary, said on 2 January 2020: “the game has changed”"
POMPEO = (
    "According to some media sources, Mike Pompeo, U.S. Secretary of State, informed"
    " (paraphrase): If American lives were lost to rocket attacks, 120 sites in Iraq with links"
    " to Iran-backed militias would become targets."
)
MILLEY = (
    "Mark Milley, U.S. Chairman of the Joint Chiefs of Staff, emphasized: Any group that tries to"
    " overrun the embassy in Baghdad will “run into a buzzsaw”."
)
TOOL = "to the clipboard (xclip)."


async def copied(driver: Driver, *keys: str) -> str:
    """Presses keys, waits for the copy, and gives the last toast."""
    await driver.press(*keys)
    await driver.settle()
    return driver.toasts[-1]


def contents(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("quote_id", "words", "remark"),
    [
        ("esper-game-changed", ESPER, ""),
        ("pompeo-120-sites", POMPEO, " (paraphrase)"),
        ("milley-buzzsaw", MILLEY, ""),
    ],
)
@pytest.mark.parametrize("place", ["quotes", "reader"])
async def test_quote_with_attribution(
    clipboard: Clipboard, quote_id: str, words: str, remark: str, place: str
) -> None:
    async with exploring(filter=f"id:{quote_id}") as driver:
        await driver.press("3", *(["enter"] if place == "reader" else []))
        assert await copied(driver, "y") == f"Copied{remark} {TOOL}"
        assert driver.app.copied == words
        assert clipboard.text == words


async def test_event_and_actor_are_copied_too(clipboard: Clipboard) -> None:
    async with exploring() as driver:
        assert await copied(driver, "j", "y") == f"Copied {TOOL}"
        assert clipboard.text == (
            "U.S. airstrikes on Kata'ib Hezbollah sites (29 December 2019): The U.S. struck five"
            " weapon stores and command and control sites of Kata'ib Hezbollah. The text calls the"
            " strikes retaliatory, and does not say for what."
        )
        await copied(driver, "2", "j", "y")
        assert clipboard.text == "U.S."
        await driver.filter("actor:pompeo")
        await copied(driver, "1", "g", "2", "j", "y")
        assert clipboard.text == "Mike Pompeo: Secretary of State, U.S."


async def test_all_actors_stands_for_the_event(clipboard: Clipboard) -> None:
    async with exploring() as driver:
        await copied(driver, "j", "2", "y")
        assert clipboard.text.startswith("U.S. airstrikes on Kata'ib Hezbollah sites")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("w", "the game has changed"),
        ("a", ESPER),
        (
            "m",
            "> “the game has changed”\n>\n> — Mark Esper, U.S. Defense Secretary; 2 January 2020",
        ),
    ],
)
async def test_copy_in_another_form_by_its_key(clipboard: Clipboard, key: str, words: str) -> None:
    async with exploring(filter="id:esper-game-changed") as driver:
        await driver.press("3", "Y")
        assert driver.screen == "CopyMenu"
        assert await copied(driver, key) == f"Copied {TOOL}"
        assert clipboard.text.startswith(words)
        assert driver.pane == "quotes"


async def test_words_of_a_paraphrase_have_no_marks_and_are_called_one(clipboard: Clipboard) -> None:
    async with exploring(filter="id:pompeo-120-sites") as driver:
        for key in "wam":
            assert await copied(driver, "3", "Y", key) == f"Copied (paraphrase) {TOOL}"
            assert not set('“”"') & set(clipboard.text.partition("Excerpt")[0])


def shown(preview: str) -> str:
    """The words of the preview, without the frame."""
    return " ".join(preview.replace("│", " ").split())


async def test_menu_previews_each_form_and_takes_the_one_under_the_cursor(
    clipboard: Clipboard,
) -> None:
    async with exploring(filter="id:milley-buzzsaw") as driver:
        await driver.press("3", "enter", "Y")
        preview = driver.app.screen.query_one("#copy-preview")
        words = "Any group that tries to overrun the embassy in Baghdad will “run into a buzzsaw”."
        assert shown(driver.text_of(preview)) == words
        await driver.press("down")
        assert shown(driver.text_of(preview)) == MILLEY
        await copied(driver, "enter")
        assert clipboard.text == MILLEY
        assert driver.screen == "Reader"
        await driver.press("Y", "escape")
        assert driver.screen == "Reader"


async def test_no_clipboard_is_said_and_the_words_are_saved() -> None:
    async with exploring(filter="id:esper-game-changed") as driver:
        said = await copied(driver, "3", "y")
        assert said.startswith("Could not copy (there is no way to a clipboard from here)")
        assert driver.app.notices[-1].severity == "warning"
        assert contents(said.partition("saved in ")[2].removesuffix(".")) == ESPER


@pytest.mark.usefixtures("clipboard")
async def test_what_is_copied_can_be_pasted_into_the_filter() -> None:
    async with exploring(filter="id:esper-game-changed") as driver:
        await copied(driver, "3", "Y", "w")
        assert driver.app.clipboard == "the game has changed"
        await driver.press("x", "slash", "ctrl+v")
        assert driver.bar.line.value == "the game has changed"


async def test_characters_that_act_on_a_terminal_are_not_copied(
    tmp_path: Path, clipboard: Clipboard
) -> None:
    words = "a\x1b]52;c;aGk=\x07b\u202ec\ud800d\x9be"
    tables = dossier(
        events=[event("e1", summary=words)], actors=[actor("a1", description=words)],
        quotes=[quote("q1", text=words)],
    )  # fmt: skip
    async with exploring(tables, folder=tmp_path) as driver:
        for keys in (("j", "y"), ("2", "j", "y"), ("g", "3", "y"), ("enter", "Y", "m")):
            await copied(driver, *keys)
            text = clipboard.text
            assert "␛]52;c;aGk=␇b" in text.replace("\\", "")
            assert not {"\x1b", "\x07", "\u202e", "\ud800", "\x9b"} & set(text)
            assert text == driver.app.copied


async def test_two_copies_at_once_leave_the_last(clipboard: Clipboard) -> None:
    async with exploring() as driver:
        await copied(driver, "3", "y", "j", "y", "j", "y")
        assert clipboard.text == driver.app.copied
        assert driver.app.copied.startswith("AP reporter")
