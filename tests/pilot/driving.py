"""Driving the explorer in tests: keys in, and what is on the screen out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.events import Paste
from textual.notifications import SeverityLevel
from textual.pilot import Pilot
from textual.widget import Widget

from store.views import InView
from tests.builders import write
from tests.pilot.screen import key_event, painted, screen_lines
from tui.app import OnrecordApp
from tui.assets import BUNDLED_DOSSIER
from tui.commands import PANES
from tui.config import Config
from tui.opening import Wanted, open_in_background
from tui.panes.actors import Actors
from tui.panes.filter_bar import FilterBar
from tui.panes.quotes import Quotes
from tui.panes.timeline import Timeline
from tui.screens.explorer import Explorer
from tui.screens.menu import Menu
from tui.screens.reader import Reader

_QUIET_ROUNDS = 2
"""How often in a row nothing may be found waiting: a handler can post what another handles."""
_PATIENCE = 20.0
"""Seconds after which a screen that answers no message is taken to hang."""


@dataclass(frozen=True)
class Notice:
    """A toast, as it was asked for."""

    message: str
    title: str
    severity: str
    markup: bool


class WatchedApp(OnrecordApp):
    """The program, with a record of what it does to the world outside."""

    def __init__(self, wanted: Wanted, config: Config | None, views: Path | None) -> None:
        super().__init__(wanted, open_in_background(wanted), config, views)
        self.notices: list[Notice] = []
        self.visited: list[str] = []
        self.suspended = 0

    def notify(
        self, message: str, *, title: str = "", severity: SeverityLevel = "information",
        timeout: float | None = None, markup: bool = True,
    ) -> None:  # fmt: skip
        """Keeps what is said, and says it."""
        self.notices.append(Notice(message, title, severity, markup))
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Opens nothing."""
        self.visited.append(url)

    def action_suspend_process(self) -> None:
        """Suspends nothing."""
        self.suspended += 1


class Driver:
    """The explorer under way."""

    def __init__(self, app: WatchedApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    # -- doing --------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Presses keys, and after each waits until all is done that it set off."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self.quiet()

    async def type(self, text: str) -> None:
        """Pastes a text into the line that has the focus: what counts is what stands there then."""
        self.app.post_message(Paste(text))
        await self.quiet()

    async def filter(self, text: str) -> None:
        """Types a filter in place of the present one, and keeps it."""
        await self.press("slash")
        self.bar.line.value = text
        await self.quiet()
        await self.press("enter")
        assert not self.bar.has_class("-open")

    async def quiet(self) -> None:
        """Waits until no message is under way and the screen has been painted.

        Textual's pilot waits until the process is idle, which costs ten times as long and depends
        on what else the machine does.
        """
        await self._seen()
        while not self._is_over and self.explorer.is_behind:
            await self._seen()
        await self._seen()

    async def _seen(self) -> None:
        """Waits until what was handled has been painted."""
        await self._handled()
        if self._is_over:
            return
        painted = asyncio.Event()
        self.app.screen.call_after_refresh(painted.set)
        await painted.wait()
        await self._handled()

    @property
    def _is_over(self) -> bool:
        return not self.app.is_running or self.app.return_code is not None

    async def _handled(self) -> None:
        """Waits until every message is handled, and those that the handlers posted."""
        reached = asyncio.Event()
        waiting = 0

        def count() -> None:
            nonlocal waiting
            waiting -= 1
            if not waiting:
                reached.set()

        rounds = 0
        while rounds < _QUIET_ROUNDS and not self._is_over:
            pumps = [self.app, *self.app.screen_stack, *self.app.screen.walk_children()]
            idle = not any(pump.message_queue_size for pump in pumps)
            reached.clear()
            # Counted before any can be reached: this loop yields to the others only below.
            waiting = sum(pump.call_later(count) for pump in pumps)
            if waiting:
                async with asyncio.timeout(_PATIENCE):
                    await reached.wait()
            rounds = rounds + 1 if idle else 0

    async def settle(self) -> None:
        """Waits for what runs in the background too."""
        await self.app.workers.wait_for_complete()
        await self.quiet()

    async def resize(self, width: int, height: int) -> None:
        """Gives the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.quiet()

    # -- the parts ----------------------------------------------------------------------------

    @property
    def explorer(self) -> Explorer:
        """The main screen."""
        return self.app.explorer

    @property
    def timeline(self) -> Timeline:
        """The first pane."""
        return self.explorer.board.panes[0]

    @property
    def actors(self) -> Actors:
        """The second pane."""
        return self.explorer.board.panes[1]

    @property
    def quotes(self) -> Quotes:
        """The third pane."""
        return self.explorer.board.panes[2]

    @property
    def bar(self) -> FilterBar:
        """The filter bar."""
        return self.explorer.board.filter_bar

    @property
    def seen(self) -> InView:
        """What is in view."""
        seen = self.explorer.seen
        assert seen is not None
        return seen

    @property
    def reader(self) -> Reader:
        """The reader, which must be open."""
        assert isinstance(self.app.screen, Reader)
        return self.app.screen

    @property
    def menu(self) -> Menu:
        """The menu, which must be open."""
        assert isinstance(self.app.screen, Menu)
        return self.app.screen

    # -- where the user is --------------------------------------------------------------------

    @property
    def pane(self) -> str:
        """The pane with the focus."""
        focused = [
            name
            for name, pane in zip(PANES, self.explorer.board.lists, strict=True)
            if pane.has_focus
        ]
        assert len(focused) == 1
        assert focused[0] == self.explorer.where
        return focused[0]

    @property
    def selected(self) -> Sequence[str | None]:
        """Ids of the selected event and actor, as the panes show them."""
        event, actor = self.timeline.current, self.actors.current
        return (
            None if event is None else self.seen.corpus.events[event].id,
            None if actor is None else self.seen.corpus.actors[actor.actor].id,
        )

    @property
    def screen(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def filter_text(self) -> str:
        """The filter."""
        return str(self.explorer.view.filter)

    # -- what the panes hold ------------------------------------------------------------------

    @property
    def event_ids(self) -> list[str]:
        """Events in the Timeline, without its head."""
        return [self.seen.corpus.events[row].id for row in self.timeline.rows if row is not None]

    @property
    def actor_ids(self) -> list[str]:
        """Actors in the Actors, without its head."""
        rows = self.actors.rows
        return [self.seen.corpus.actors[row.actor].id for row in rows if row is not None]

    @property
    def quote_ids(self) -> list[str]:
        """Quotes in the Quotes."""
        rows = self.quotes.rows
        return [self.seen.corpus.quotes[row.quote].id for row in rows if row is not None]

    @property
    def quote(self) -> str:
        """The quote under the cursor of the Quotes."""
        row = self.quotes.current
        assert row is not None
        return self.seen.corpus.quotes[row.quote].id

    # -- what is on the screen ----------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, as they are painted."""
        return screen_lines(self.app)

    @property
    def screen_text(self) -> str:
        """The whole screen; line ends and runs of blanks become one blank."""
        return " ".join(" ".join(self.lines).split())

    @property
    def footer(self) -> str:
        """The last line."""
        return self.lines[-1]

    def text_of(self, widget: Widget) -> str:
        """What a widget paints, in one line; without scroll bars."""
        return " ".join(" ".join(painted(widget)).replace("▐", " ").split())

    @property
    def detail(self) -> str:
        """What the detail says: the record, then the facts, each in one line."""
        page = self.explorer.board.detail.page
        columns = (" ".join(line.plain for line in lines) for lines in (page.main, page.facts))
        return " | ".join(" ".join(column.split()) for column in columns)

    @property
    def toasts(self) -> list[str]:
        """What was said in toasts."""
        return [notice.message for notice in self.app.notices]


@asynccontextmanager
async def exploring(
    dossier: Path | Mapping[str, Any] | None = None,
    *,
    size: tuple[int, int] = (120, 36),
    filter: str = "",  # noqa: A002 - what the user calls it
    config: Config | None = None,
    folder: Path | None = None,
    views: Path | None = None,
    view: str = "",
    fresh: bool = False,
    marks: Path | None = None,
) -> AsyncIterator[Driver]:
    """Runs the explorer on a dossier until the block ends; it is open when the block begins.

    Args:
        dossier: A file; or tables, which are written into `folder`; None is the bundled one.
        size: Columns and rows of the terminal.
        filter: The filter to open it with.
        config: The user's settings.
        folder: Where to write tables.
        views: Where saved views and the last place are kept; None keeps none.
        view: The name of a saved view to open.
        fresh: Whether to begin at the beginning, not where the user last was.
        marks: Where marks, tags and notes are kept; None keeps none.
    """
    if isinstance(dossier, Mapping):
        assert folder is not None
        dossier = write(folder / "dossier.json", dossier)
    wanted = Wanted(dossier or BUNDLED_DOSSIER, filter, view, fresh, dossier, marks)
    app = WatchedApp(wanted, config, views)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver
