"""The program: it opens the dossier, heeds signals, and leaves the terminal as it was."""

from __future__ import annotations

import asyncio
import signal
import sys
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.screen import Screen

from store.clean import clean
from store.errors import OnrecordError
from tui.assets import STYLES
from tui.config import Config
from tui.desk import Desk
from tui.opening import Wanted, open_in_background
from tui.palette_provider import CommandProvider
from tui.screens.explorer import Explorer

if TYPE_CHECKING:
    from store.views import InView

_QUIET_START = 0.2
"""Seconds before the program says that it is still reading."""


class OnrecordApp(Desk):
    """The explorer as a program.

    Args:
        wanted: The dossier that is being opened.
        opening: What will be in view, or the error that prevents it.
        config: The user's settings.
    """

    TITLE = "onrecord"
    CSS_PATH = STYLES / "onrecord.tcss"
    COMMANDS = Desk.COMMANDS | {CommandProvider}

    def __init__(
        self, wanted: Wanted, opening: Future[InView], config: Config | None = None
    ) -> None:
        super().__init__(config or Config())
        self.failure: OnrecordError | None = None
        """Why the dossier could not be opened, when that ended the program."""
        self._wanted = wanted
        self._opening = opening

    def get_default_screen(self) -> Screen[None]:
        """The explorer."""
        return Explorer()

    @property
    def explorer(self) -> Explorer:
        """The screen that all else stands on."""
        screen = self.screen_stack[0]
        assert isinstance(screen, Explorer)
        return screen

    def _restyle(self, *_: object) -> None:
        self.forget_inks()
        self.explorer.restyle()

    def on_mount(self) -> None:
        """Waits for the dossier without keeping the screen waiting."""
        self.theme_changed_signal.subscribe(self, self._restyle)
        self._heed_signals()
        for complaint in self.config.complaints:
            self.notify(clean(complaint), title="Settings", severity="warning", markup=False)
        self.run_worker(self._await_dossier(), group="opening", exclusive=True)

    def _heed_signals(self) -> None:
        """Leaves the terminal as it was when asked to end, with the status that shells expect."""
        if sys.platform == "win32" or self.is_web:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))

    async def _await_dossier(self) -> None:
        saying = self.set_timer(_QUIET_START, self._say_reading)
        try:
            seen = await asyncio.wrap_future(self._opening)
        except OnrecordError as error:
            self.failure = error
            self.exit(return_code=error.exit_status)
            return
        finally:
            saying.stop()
        self.explorer.open(seen)
        self._tell_problems(seen)

    def _say_reading(self) -> None:
        self.explorer.note(f"Reading {clean(self._wanted.path.name)} …")

    def _tell_problems(self, seen: InView) -> None:
        count = len(seen.corpus.problems)
        if count:
            key = self.key_of("view.problems")
            said = f"{count} problem{'' if count == 1 else 's'} in this dossier. {key} lists them."
            self.notify(said, severity="warning", markup=False)

    @on(Explorer.ReloadAsked)
    def _reload(self) -> None:
        """Reads the dossier again; what is on the screen stays when that fails."""
        self.run_worker(self._reread(), group="opening", exclusive=True)

    async def _reread(self) -> None:
        wanted = Wanted(self._wanted.path, str(self.explorer.view.filter))
        try:
            seen = await asyncio.wrap_future(open_in_background(wanted))
            self.explorer.renew(seen)
        except OnrecordError as error:
            self.notify(clean(str(error)), title="Not read again", severity="error", markup=False)
            return
        self.notify("The dossier was read again.", markup=False)
        self._tell_problems(seen)
