"""What the program keeps of the last copy, and the user's own command for copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pilot.driving import exploring
from tui.clipboard import Outcome
from tui.config import Config

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pilot.conftest import Clipboard


async def test_the_last_copy_is_kept_with_what_became_of_it(clipboard: Clipboard) -> None:
    async with exploring() as driver:
        app = driver.app
        assert (app.copied, app.copy_outcome) == ("", None)
        app.copy_to_clipboard("some words\n\nmore")
        assert app.copy_outcome is None
        await driver.settle()
        assert app.copied == clipboard.text == "some words\n\nmore"
        assert app.copy_outcome == Outcome("confirmed", "xclip", "Copied to the clipboard (xclip)")


async def test_what_could_not_be_copied_is_kept_too() -> None:
    async with exploring() as driver:
        driver.app.copy_to_clipboard("words")
        await driver.settle()
        outcome = driver.app.copy_outcome
        assert outcome is not None
        assert outcome.saved is not None
        assert outcome.saved.read_text(encoding="utf-8") == driver.app.copied == "words"


async def test_the_users_command_is_tried_first_and_named_when_it_fails(
    tmp_path: Path, clipboard: Clipboard
) -> None:
    mine = tmp_path / "mine"
    mine.write_text(f'#!/bin/sh\n/bin/cat > "{tmp_path}/took.$1"\nexit "$1"\n')
    mine.chmod(0o755)
    for status, said in (
        ("0", "Copied to the clipboard (mine)."),
        ("4", "Copied to the clipboard (xclip); passed over: mine (exit status 4)."),
    ):
        async with exploring(config=Config(copy_command=(str(mine), status))) as driver:
            driver.app.copy_to_clipboard("words")
            await driver.settle()
            assert driver.toasts[-1] == said
            assert (tmp_path / f"took.{status}").read_text() == "words"
    assert clipboard.text == "words"
