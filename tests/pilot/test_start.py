"""The start: a large dossier is read after the first paint."""

from __future__ import annotations

from pathlib import Path

from store.errors import DossierError
from tests.builders import dossier, event, write
from tui.app import OnrecordApp
from tui.opening import Wanted


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
