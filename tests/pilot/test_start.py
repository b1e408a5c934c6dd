"""The start: what is read before the first paint, what after it, and what is painted again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content
from textual.visual import VisualType

from store.errors import DossierError
from tests.builders import dossier, event, write
from tests.pilot.driving import exploring
from tui.app import OnrecordApp
from tui.opening import Wanted
from tui.widgets.one_line import OneLine


async def test_a_large_dossier_is_read_after_the_first_paint(tmp_path: Path) -> None:
    path = write(tmp_path / "dossier.json", dossier(events=[event("e1"), event("e2")]))
    app = OnrecordApp(Wanted(path), None)
    async with app.run_test(size=(120, 36)) as pilot:
        while app.explorer.seen is None:
            await pilot.pause()
        await pilot.press("j")
        assert app.explorer.view.event == "e1"


async def test_one_that_cannot_be_read_ends_the_program(tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    path.write_text("{", encoding="utf-8")
    app = OnrecordApp(Wanted(path), None)
    async with app.run_test(size=(120, 36)) as pilot:
        while app.failure is None:
            await pilot.pause()
    assert isinstance(app.failure, DossierError)
    assert app.return_code == 3


async def test_what_is_not_open_is_not_mounted_and_opens_with_the_first_key() -> None:
    async with exploring() as driver:
        board = driver.explorer.board
        assert not board.strip.is_attached
        assert not board.filter_bar.line.is_attached
        await driver.press("slash", "e", "s")
        assert board.filter_bar.line.value == "es"


class Watched(OneLine):
    """A line that counts how often it is painted."""

    paints = 0

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        self.paints += 1


@pytest.mark.parametrize(
    ("again", "ink", "paints"), [("one", "bold", 1), ("another", "bold", 2), ("one", "dim", 2)]
)
def test_a_line_is_painted_again_only_when_it_changes(again: str, ink: str, paints: int) -> None:
    line = Watched()
    line.say_line(Content.styled("one", "bold"))
    line.say_line(Content.styled(again, ink))
    assert line.paints == paints
