"""The program: it opens the dossier, heeds signals, and leaves the terminal as it was."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import RenderableType
from textual import events, on
from textual.screen import Screen

from store.clean import clean
from store.errors import OnrecordError
from tui import signals
from tui.assets import STYLES
from tui.config import Config
from tui.desk import Desk
from tui.opening import Opened, Wanted, open_in_background
from tui.palette_provider import CommandProvider
from tui.screens.explorer import Explorer
from tui.screens.marking import Marking

if TYPE_CHECKING:
    from store.marks import Marks
    from store.saved_views import SavedView, SavedViews
    from store.views import InView

_QUIET_START = 0.2
"""Seconds before the program says that it is still reading."""


class OnrecordApp(Desk):
    """The explorer as a program.

    Args:
        wanted: The dossier that is being opened.
        opening: What will be in view, or the error that prevents it; None begins to read after the
            first paint.
        config: The user's settings.
        folder: Where saved views and the last place are kept; None keeps none.
    """

    TITLE = "onrecord"
    CSS_PATH = STYLES / "onrecord.tcss"
    COMMANDS = Desk.COMMANDS | {CommandProvider}

    def __init__(
        self,
        wanted: Wanted,
        opening: Future[Opened] | None,
        config: Config | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(config or Config())
        self.failure: OnrecordError | None = None
        """Why the dossier could not be opened, when that ended the program."""
        self._wanted = wanted
        self._opening = opening
        self._folder = folder
        self._began: SavedView | None = None
        self._marks: Marks | None = None

    def get_default_screen(self) -> Screen[None]:
        """The explorer."""
        return Explorer(self._wanted.named)

    @property
    def explorer(self) -> Explorer:
        """The screen that all else stands on."""
        screen = self.screen_stack[0]
        assert isinstance(screen, Explorer)
        return screen

    async def on_event(self, event: events.Event) -> None:
        """Answers a key that comes before the dossier is there by saying what is going on."""
        if isinstance(event, events.Key) and self.screen_stack and self.explorer.seen is None:
            self._say_reading()
        await super().on_event(event)

    def _restyle(self, *_: object) -> None:
        if self.renew_inks():
            self.explorer.restyle()

    def on_mount(self) -> None:
        """Shows the dossier, if it is there before the first paint."""
        self.theme_changed_signal.subscribe(self, self._restyle)
        self.app_resume_signal.subscribe(self, self._repaint)
        if not (self.is_headless or self.is_web):
            signals.heed(self._leave, self._remember)
        for complaint in self.config.complaints:
            self.notify(clean(complaint), title="Settings", severity="warning", markup=False)
        if self._opening is not None and self._opening.done():
            self._open(self._opening)  # a small dossier is there already: one paint shows it

    def on_ready(self) -> None:
        """Waits for the dossier, now that the first paint is done."""
        if self.explorer.seen is None and self.failure is None:
            self._await(self._opening or open_in_background(self._wanted))

    def _await(self, opening: Future[Opened]) -> None:
        self.run_worker(self._await_dossier(opening), group="opening", exclusive=True)

    def _repaint(self, *_: object) -> None:
        """Paints everything: after a suspension the terminal shows what others have written."""
        self.refresh(layout=True)

    def _leave(self, status: int) -> None:
        self.exit(return_code=status)

    async def _await_dossier(self, opening: Future[Opened]) -> None:
        saying = self.set_timer(_QUIET_START, self._say_reading)
        await asyncio.wait([asyncio.wrap_future(opening)])
        saying.stop()
        self._open(opening)

    def _open(self, opening: Future[Opened]) -> None:
        """Shows the dossier that is there now, or leaves with what is wrong with it."""
        try:
            opened = opening.result()
        except OnrecordError as error:
            self.failure = error
            self.exit(return_code=error.exit_status)
            return
        seen = opened.seen
        self.explorer.open(seen)
        self._tell_problems(opened)
        self._hold_against_sources(seen)
        if self._folder is not None:
            from store.saved_views import SavedViews

            self._go_where_wanted(SavedViews(self._folder, seen.corpus.dossier.id))

    def _hold_against_sources(self, seen: InView) -> None:
        """Verifies the dossier in a thread, where its sources' texts stand beside it."""
        corpus = seen.corpus
        if not any(source.text for source in corpus.sources):
            return
        from tui.verified import verified_in_background

        async def check() -> None:
            self.verified = await asyncio.wrap_future(verified_in_background(corpus))
            self.explorer.restyle()

        self.run_worker(check(), group="verifying", exclusive=True)

    @property
    def marks(self) -> Marks | None:
        """Where the user's marks on the dossier are kept; None keeps none."""
        folder, seen = self._wanted.marks, self.explorer.seen
        if folder is None or seen is None:
            return None
        if self._marks is None:
            from store.marks import Marks as Kept

            self._marks = Kept(folder, seen.corpus.dossier.id)
        return self._marks

    def _go_where_wanted(self, views: SavedViews) -> None:
        """Opens the saved view that is asked for, else the place where the user last was."""
        explorer, wanted = self.explorer, self._wanted
        explorer.views = views
        try:
            if wanted.view:
                explorer.go_to_saved(views.load(wanted.view))
            elif not wanted.filter and not wanted.fresh:
                last = views.last()
                if last is not None:
                    explorer.go_to_saved(last)
        except OnrecordError as error:
            if wanted.view:
                self.failure = error
                super().exit(return_code=error.exit_status)
                return
            self.notify(clean(str(error)), title="Where you last were", markup=False)
        self._began = explorer.saved

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leaves, and remembers where the user was, if they went anywhere."""
        super().exit(result, return_code, message or self._remember())

    def _remember(self) -> str | None:
        """Saves the place, if it is another than at the beginning; what went wrong, if anything."""
        views, began = self.explorer.views, self._began
        if views is None or began is None:
            return None
        now = self.explorer.saved
        if now == began:
            return None
        try:
            views.set_last(now)
        except OnrecordError as error:
            return clean(str(error))
        self._began = now
        return None

    def _say_reading(self) -> None:
        self.explorer.say_reading(clean(self._wanted.path.name))

    def _how_to_keep(self, label: str) -> str:
        """Says how a file of another format is kept; where there is little room, that first."""
        path = clean(str(self._wanted.path), one_line=True)
        whole = (
            f"Opened as {label}, for reading only. “onrecord import {path} -o DOSSIER” keeps it."
        )
        if cell_len(whole) <= self.size.width - 2:
            return whole
        return f"Reading only: “onrecord import FILE -o DOSSIER” keeps it. Opened as {label}."

    def _tell_problems(self, opened: Opened) -> None:
        if opened.foreign:
            self.explorer.note(self._how_to_keep(opened.foreign))
        if opened.complaint:
            self.notify(
                clean(opened.complaint), title="Your marks", severity="warning", markup=False
            )
        lost = len(opened.seen.marks.orphans(opened.seen.corpus))
        if lost:
            said = f"{lost} of your marks {'is on a record' if lost == 1 else 'are on records'}"
            said += " that this dossier no longer has. “onrecord marks” lists them."
            self.notify(said, title="Your marks", markup=False)
        count = len(opened.seen.corpus.problems)
        if count:
            key = self.key_of("view.problems")
            said = f"{count} problem{'' if count == 1 else 's'} in this dossier. {key} lists them."
            self.notify(said, severity="warning", markup=False)

    @on(Marking.Marked)
    def _marked(self, event: Marking.Marked) -> None:
        """Shows the marks on every screen, and says what was done on the one in front."""
        shown = [screen for screen in self.screen_stack if isinstance(screen, Marking)]
        for screen in shown:
            screen.take_marks(event.marks)
        shown[-1].note(event.says)

    @on(Explorer.ReloadAsked)
    def _reload(self) -> None:
        """Reads the dossier again; what is on the screen stays when that fails."""
        self.run_worker(self._reread(), group="opening", exclusive=True)

    def _carry_over(self, before: InView, now: InView, read: InView) -> None:
        """Keeps what was marked while the dossier was read.

        Args:
            before: What was in view when the reading began.
            now: What was in view when it ended.
            read: What was read; under another id it has marks and saved views of its own.
        """
        key = read.corpus.dossier.id
        if key != before.corpus.dossier.id:
            self._marks = None
            if self._folder is not None:
                from store.saved_views import SavedViews

                self.explorer.views = SavedViews(self._folder, key)
        elif now.marks is not before.marks:
            self.explorer.take_marks(now.marks)

    async def _reread(self) -> None:
        wanted = Wanted(self._wanted.path, str(self.explorer.view.filter), marks=self._wanted.marks)
        before = self.explorer.seen
        try:
            opened = await asyncio.wrap_future(open_in_background(wanted))
            now = self.explorer.seen
            self.explorer.renew(opened.seen)
        except OnrecordError as error:
            self.notify(clean(str(error)), title="Not read again", severity="error", markup=False)
            return
        if before is not None and now is not None:
            self._carry_over(before, now, opened.seen)
        self.notify("The dossier was read again.", markup=False)
        self._tell_problems(opened)
        self._hold_against_sources(opened.seen)
