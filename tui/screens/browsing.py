"""Moving through a dossier, into it and out again, and back to where one was.

Only a drill, a filter or a jump makes a place to come back to.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from textual import on

from store.corpus import Corpus
from store.errors import FilterError
from store.views import View
from tui.commands import PANES, SWIFT, Where
from tui.history import History, Place
from tui.panes.pane import Pane
from tui.screens.board import ACTORS, QUOTES, TIMELINE
from tui.screens.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.screens.reader import Left


class Browsing(Showing):
    """Timeline, Actors, Quotes and the detail, and the way through them."""

    def __init__(self) -> None:
        super().__init__()
        self._history = History()

    # -- moving -------------------------------------------------------------------------------

    @on(Pane.Opened)
    def _opened(self) -> None:
        self.action_into()

    @property
    def _pane(self) -> Pane[Any]:
        return self.board.lists[self._focus]

    def action_cursor(self, by: int) -> None:
        """Moves the cursor."""
        with self._moving() as pane:
            pane.action_cursor(by)

    def action_page(self, by: float) -> None:
        """Turns the page."""
        with self._moving() as pane:
            pane.action_page(by)

    def action_top(self) -> None:
        """Goes to the first row."""
        with self._moving() as pane:
            pane.action_top()

    def action_bottom(self) -> None:
        """Goes to the last row."""
        with self._moving() as pane:
            pane.action_bottom()

    @contextmanager
    def _moving(self) -> Iterator[Pane[Any]]:
        """The pane, for a move in it by a key, which is followed without its messages."""
        pane = self._pane
        with pane.prevent(Pane.Moved, Pane.Scrolled):
            yield pane
        self._follow_soon(pane)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves the keys of movement to whatever else has the focus, such as a line."""
        elsewhere = self.focused is not None and self.focused not in self.board.lists
        if elsewhere and action in SWIFT:
            return False
        return super().check_action(action, parameters)

    def action_pane(self, name: Where) -> None:
        """Moves only the focus."""
        self.focus_pane(PANES.index(name))

    def action_pane_by(self, by: int) -> None:
        """Moves only the focus, to the next pane or the one before."""
        self.focus_pane((self._focus + by) % len(PANES))

    def action_detail(self, by: int) -> None:
        """Scrolls the detail, where it holds more than there is room for."""
        self.board.detail.scroll_lines(by)

    def action_zoom(self) -> None:
        """Gives the pane all the room, or takes it back."""
        self._zoomed = not self._zoomed
        self._renew()

    def action_into(self) -> None:
        """Goes in: event, actor, quote, reader."""
        if self._focus < QUOTES:
            self._history.leave(self.place)
            self.focus_pane(self._focus + 1)
            return
        quotes = self.board.panes[QUOTES]
        if quotes.rows and self._pen is not None:
            from tui.screens.reader import Reader

            rows = [row.quote for row in quotes.rows if row is not None]
            leave = partial(self._left_reader, self._pen.corpus)
            self.app.push_screen(Reader(self._pen, rows, quotes.cursor), leave)
        else:
            self.note(f"There is nothing to read here. {self.desk.key_of('nav.out')} goes out.")

    def _left_reader(self, corpus: Corpus, left: Left | None) -> None:
        if left is None or self.seen is None or self.seen.corpus is not corpus:
            # Its rows are those of a dossier that has been read again since.
            return
        self.board.panes[QUOTES].move_to(left.number)
        self.tell()
        if left.target is not None:
            self.go_to(left.target)

    def action_out(self) -> None:
        """Goes out, one level: zoom, the pane to the left, All events; then says that is all."""
        if self._zoomed:
            self.action_zoom()
        elif self._focus > TIMELINE:
            if self._focus == ACTORS and self.view.actor is not None:
                self.view = replace(self.view, actor=None)
                self._refill(ACTORS)
            self.focus_pane(self._focus - 1)
        elif self.view.event is not None:
            self.view = replace(self.view, event=None, actor=None)
            self._refill(TIMELINE)
        else:
            clear, leave = self.desk.key_of("filter.clear"), self.desk.key_of("app.quit")
            clears = f" {clear} clears the filter." if self.view.filter else ""
            self.note(f"Nothing further out.{clears} {leave} quits.")

    # -- going elsewhere ----------------------------------------------------------------------

    def visit(self, view: View, focus: int | None = None, quote: int | None = None) -> None:
        """Goes to another view, and remembers the way back.

        Args:
            view: The view; its filter must be one that can be evaluated here.
            focus: The pane to go to; None stays.
            quote: Row of the statement to put the cursor on.
        """
        if self.seen is None:
            return
        self._history.leave(self.place)
        focus = self._focus if focus is None else focus
        self.restore(Place(view, focus, order=self.order), quote)

    def remember(self, place: Place) -> None:
        """Makes a place one to come back to."""
        self._history.leave(place)

    def restore(self, place: Place, quote: int | None) -> None:
        """Shows a place again, without remembering the present one.

        A dossier that was read again may no longer know what its filter names: then it stays away.
        """
        assert self.seen is not None
        seen = self.seen
        if place.view.filter != seen.filter:
            try:
                seen = self.evaluated(place.view.filter)
            except FilterError as error:
                self.refocus()
                self.note(f"{place.view.filter}: {error}")
                return
        self.view, self.order = place.view, place.order
        self.show(seen, quote)
        self.focus_pane(place.pane)

    def action_history(self, by: int) -> None:
        """Goes back to the view before, or forward again."""
        place = self._history.step(by, self.place)
        if place is None or self.seen is None:
            self.note("There is no view before this one." if by < 0 else "This is the last view.")
            return
        self.restore(place, self.seen.corpus.quotes.row(place.quote))
