"""Moving through a dossier: the screen owns the view, and every change of it goes through here.

The panes are given rows and report what the user does; none knows another. A move in a pane makes a
new `View`, which is shown at once in the panes to its right. Only a drill, a filter or a jump makes
a place to come back to.
"""

from __future__ import annotations

from datetime import UTC, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.message import Message

from store.corpus import Corpus
from store.errors import FilterError
from store.ordering import USUAL
from store.related import Ref
from store.search import fold
from store.views import InView, View, evaluate
from tui import text
from tui.commands import PANES, Where
from tui.history import History, Place
from tui.layout import LEAST, Layout, arrange
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.screens.board import ACTORS, QUOTES, TIMELINE, Board, Scene
from tui.screens.record_screen import RecordScreen

if TYPE_CHECKING:
    from tui.screens.reader import Left


class Browsing(RecordScreen[None]):
    """Timeline, Actors, Quotes and the detail, all showing one view of one dossier."""

    AUTO_FOCUS = ""  # it would move the focus when a screen above this one closes

    class ReloadAsked(Message):
        """The user wants the dossier read again."""

    def __init__(self) -> None:
        super().__init__()
        self.board = Board()
        self.view = View()
        self.order = USUAL
        self.seen: InView | None = None
        self._pen: Pen | None = None
        self._history = History()
        self._focus = self._came_from = TIMELINE
        self._zoomed = False
        self._arranged: tuple[int, int] | None = None
        self.in_utc = False
        self.measured: str | None = None

    def compose(self) -> ComposeResult:
        """One board."""
        yield self.board

    @property
    def pen(self) -> Pen | None:
        """The means of drawing; None until the dossier is open."""
        return self._pen

    @property
    def where(self) -> Where:
        """The pane with the focus."""
        return PANES[self._focus]

    @property
    def record(self) -> Ref | None:
        """The record at hand; None on All events."""
        scene = self.scene
        return None if scene is None else self.board.record(scene)

    @property
    def place(self) -> Place:
        """Where the user is, to come back to."""
        row = self.board.panes[QUOTES].current
        seen = self.seen
        quote = None if row is None or seen is None else seen.corpus.quotes.keys[row.quote]
        return Place(self.view, self._focus, quote, self.order)

    @property
    def scene(self) -> Scene | None:
        """What the board is to show; None until the dossier is open."""
        seen, pen = self.seen, self._pen
        if seen is None or pen is None:
            return None
        event = seen.corpus.events.row(self.view.event)
        actor = seen.corpus.actors.row(self.view.actor)
        event = event if seen.has_event(event) else None
        actor = actor if seen.has_actor(actor) else None
        return Scene(pen, self.view, event, actor, self._focus, self.order, self.desk.key_of)

    # -- showing ------------------------------------------------------------------------------

    def open(self, seen: InView) -> None:
        """Shows a dossier."""
        self.view = View(seen.filter)
        self.show(seen)
        self.focus_pane(TIMELINE)

    def renew(self, seen: InView) -> None:
        """Shows a dossier that was read again; selections are found again by their ids.

        Raises:
            FilterError: The filter, changed since the reading began, names what is not there.
        """
        if seen.filter != self.view.filter:
            seen = evaluate(seen.corpus, self.view.filter)
        self.show(seen, seen.corpus.quotes.row(self.place.quote))

    def show(self, seen: InView, quote: int | None = None) -> None:
        """Shows what is in view in all panes.

        Args:
            seen: What is in view.
            quote: Row of the statement to put the cursor on.
        """
        self.seen = seen
        self._renew(quote)

    @property
    def _layout(self) -> Layout:
        width, height = self.app.size
        return arrange(width, height, self._focus, self._came_from, zoomed=self._zoomed)

    def _renew(self, quote: int | None = None) -> None:
        """Arranges and draws everything anew: for another filter, size, theme or focus."""
        width, height = self._arranged = self.app.size
        self.set_class(width < LEAST[0] or height < LEAST[1], "-too-small")
        layout = self._layout
        self.board.lay_out(layout)
        if self.seen is not None:
            needles = tuple(fold(word) for word in self.seen.filter.words())
            palette, signs = self.desk.palette, self.desk.signs
            self._pen = Pen(
                self.seen, palette, signs, needles, layout.roomy, self._zone,
                self.seen.corpus.events.row(self.measured),
            )  # fmt: skip
            self.board.draw_with(self._pen, self.desk.list_glyphs)
        self._refill(TIMELINE, quote)

    def _refill(self, first: int, quote: int | None = None) -> None:
        scene = self.scene
        if scene is not None:
            self.board.refill(scene, first, quote)
        self.tell()

    def tell(self) -> None:
        """Says in titles, header, detail and keys what the panes show."""
        scene = self.scene
        if scene is not None:
            self.board.tell(scene)
        self.show_keys()

    def show_keys(self) -> None:
        """Shows what can be pressed now."""
        idle = () if self.view.filter else ("filter.clear",)
        keys = self.desk.footer(self.where, without=idle)
        self.board.keys.keys(self.desk.palette, keys, self.app.size.width)

    def note(self, words: str) -> None:
        """Says a sentence in the place of the keys, until the next move."""
        palette = self.desk.palette
        self.board.keys.say(palette, text.joined((words, palette.caution)))

    def on_resize(self, event: events.Resize) -> None:
        """Arranges everything for the new size."""
        if event.size != self._arranged:
            self._renew()
        self.call_after_refresh(self.tell)
        if self.seen is not None and self.focused is None:
            self.refocus()  # it was lost while the screen was too small for anything

    def refocus(self) -> None:
        """Gives the focus back to the pane that had it."""
        self.focus_pane(self._focus)

    def restyle(self) -> None:
        """Draws everything with the inks of another theme."""
        self._renew()

    # -- moving -------------------------------------------------------------------------------

    @on(Pane.Moved)
    def _moved(self, event: Pane.Moved[object]) -> None:
        """Shows a move; one by a key is shown already, one by the mouse is not."""
        if event.virtual_list is self.board.panes[QUOTES]:
            self.tell()
        else:
            self._follow(event.virtual_list)

    def _follow(self, pane: object) -> None:
        """The one rule: a move in a pane shows at once in the panes to its right.

        At once even before the message of it comes, for the next key may be here before that.
        """
        timeline, actors, _ = self.board.panes
        seen, scene = self.seen, self.scene
        if seen is None or scene is None:
            return
        row, member = timeline.current, actors.current
        actor = None if member is None else member.actor
        if pane is timeline and row != scene.event:
            key = None if row is None else seen.corpus.events.keys[row]
            self.view = replace(self.view, event=key, actor=None)
            self._refill(ACTORS)
        elif pane is actors and actor != scene.actor:
            key = None if actor is None else seen.corpus.actors.keys[actor]
            self.view = replace(self.view, actor=key)
            self._refill(QUOTES)

    @on(Pane.Opened)
    def _opened(self) -> None:
        self.action_into()

    @on(Pane.Scrolled)
    def _scrolled(self) -> None:
        self.tell()

    def on_descendant_focus(self) -> None:
        """Follows the focus, wherever it came from."""
        for number, pane in enumerate(self.board.lists):
            if pane is self.focused and number != self._focus:
                before = self._layout
                self._came_from, self._focus = self._focus, number
                if self._layout == before:
                    break
                self._renew()
                self.call_after_refresh(self.tell)
                return
        self.tell()

    def focus_pane(self, number: int) -> None:
        """Gives a pane the focus, also one that was hidden."""
        pane = self.board.lists[number]
        pane.display = True
        # At once, not by the pane's own focus(): the next key may be here already.
        self.set_focus(pane)
        self.on_descendant_focus()

    @property
    def _pane(self) -> Pane[Any]:
        return self.board.lists[self._focus]

    def action_cursor(self, by: int) -> None:
        """Moves the cursor."""
        self._pane.action_cursor(by)
        self._follow(self._pane)
        self.show_keys()

    def action_page(self, by: float) -> None:
        """Turns the page."""
        self._pane.action_page(by)
        self._follow(self._pane)

    def action_top(self) -> None:
        """Goes to the first row."""
        self._pane.action_top()
        self._follow(self._pane)

    def action_bottom(self) -> None:
        """Goes to the last row."""
        self._pane.action_bottom()
        self._follow(self._pane)

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

    # -- time ---------------------------------------------------------------------------------

    @property
    def _zone(self) -> tzinfo | None:
        """The zone in which times of day are shown."""
        if self.seen is None or self.in_utc:
            return UTC
        return None if self.seen.corpus.zone is UTC else self.seen.corpus.zone

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
                seen = evaluate(seen.corpus, place.view.filter)
            except FilterError as error:
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
