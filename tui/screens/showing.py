"""Showing a view of a dossier: every change of it goes through here, to all panes.

The panes are given rows and report what the user does; none knows another. A move in a pane makes a
new `View`, which shows in the panes to its right as soon as the cursor itself has been painted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, tzinfo

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.message import Message

from store.errors import FilterError
from store.filters import Filter
from store.mark_set import MarkSet
from store.ordering import USUAL
from store.related import Ref
from store.search import fold
from store.views import InView, View, evaluate
from tui import text
from tui.commands import PANES, Where
from tui.history import Place
from tui.layout import LEAST, Layout, arrange
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.screens.board import ACTORS, QUOTES, TIMELINE, Board, Scene
from tui.screens.marking import Marking

_BREATH = 0.004
"""Seconds from the paint of a key to the work that follows from it."""


class Showing(Marking[None]):
    """Timeline, Actors, Quotes and the detail, all showing one view of one dossier."""

    BLANK = True  # the board covers it
    AUTO_FOCUS = ""  # it would move the focus when a screen above this one closes

    class ReloadAsked(Message):
        """The user wants the dossier read again."""

    def __init__(self) -> None:
        super().__init__()
        self.board = Board()
        self._view = View()
        self._moved_in: object | None = None
        self.order = USUAL
        self.seen: InView | None = None
        self._reading = ""
        self._pen: Pen | None = None
        self._focus = self._came_from = TIMELINE
        self._zoomed = False
        self._arranged: tuple[int, int] | None = None
        self.in_utc = False
        self.measured: str | None = None

    def compose(self) -> ComposeResult:
        """One board, arranged before the first paint."""
        if self._arranged is None:
            self._renew()
        yield self.board

    @property
    def pen(self) -> Pen | None:
        """The means of drawing; None until the dossier is open."""
        return self._pen

    @property
    def view(self) -> View:
        """The filter and the selections, a move that the panes do not show yet included."""
        self.settle()
        return self._view

    @view.setter
    def view(self, view: View) -> None:
        self._moved_in = None
        self._view = view

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
            seen = evaluate(seen.corpus, self.view.filter, marks=seen.marks)
        self.show(seen, seen.corpus.quotes.row(self.place.quote))

    def evaluated(self, wanted: Filter, typed: str = "") -> InView:
        """What another filter would let through.

        Args:
            wanted: The filter.
            typed: The text that it was read from, for the place of a mistake.

        Raises:
            FilterError: A term names something that is not in the dossier.
        """
        assert self.seen is not None
        return evaluate(self.seen.corpus, wanted, typed, self.seen.marks)

    def take_marks(self, marks: MarkSet) -> None:
        """Shows these marks; a filter may let other records through now."""
        if self.seen is None:
            return
        wanted = self.seen.filter
        try:
            seen = evaluate(self.seen.corpus, wanted, marks=marks)
        except FilterError:
            # The last record with a tag that the filter asks for has lost it.
            seen = replace(self.seen, marks=marks)
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
                self.seen.corpus.events.row(self.measured), verified=self.desk.verified,
                key_of=self.desk.key_of,
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
        if self.seen is None and self._reading:
            self.note(f"Reading {self._reading} …")
            return
        idle = () if self.view.filter else ("filter.clear",)
        keys = self.desk.footer(self.where, without=idle)
        self.board.keys.keys(self.desk.palette, keys, self.app.size.width)

    def say_reading(self, name: str) -> None:
        """Says, until the dossier is there, that it is being read."""
        self._reading = name
        self.show_keys()

    def note(self, words: str) -> None:
        """Says a sentence in the place of the keys, until the next move."""
        palette = self.desk.palette
        self.board.keys.say(palette, text.joined((words, palette.caution)))

    def on_resize(self, event: events.Resize) -> None:
        """Arranges everything for the new size."""
        if event.size != self._arranged:
            self._renew()
        if self.seen is not None and self.focused is None:
            self.refocus()  # it was lost while the screen was too small for anything

    def refocus(self) -> None:
        """Gives the focus back to the pane that had it."""
        self.focus_pane(self._focus)

    def restyle(self) -> None:
        """Draws everything with the inks of another theme."""
        self._renew()

    # -- following ----------------------------------------------------------------------------

    @on(Pane.Moved)
    def _moved(self, event: Pane.Moved[object]) -> None:
        """Follows a move by the mouse; one by a key is followed already."""
        self._follow_soon(event.virtual_list)

    def _follow_soon(self, pane: object) -> None:
        """Follows a move once the cursor has been painted, however many moves there are by then."""
        if self._moved_in is not pane:
            self.settle()
            self._moved_in = pane
            self.soon(self.settle)

    def soon(self, then: Callable[[], None]) -> None:
        """Does what follows from a key once the key itself is seen on the terminal."""
        # A moment more than its paint, for the thread that writes it needs Python as well.
        self.call_after_refresh(self.set_timer, _BREATH, then)

    @property
    def is_behind(self) -> bool:
        """Whether something that follows from a key is still to be done."""
        return self._moved_in is not None

    def settle(self) -> None:
        """The one rule: a move in a pane shows in the panes to its right.

        Whatever asks for the view before that is done has it done at once.
        """
        pane, self._moved_in = self._moved_in, None
        if pane is None:
            return
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
        else:
            self.tell()
        self.call_after_refresh(self.board.lists[self._focus].foresee)

    # -- the focus ----------------------------------------------------------------------------

    @on(Pane.Scrolled)
    def _scrolled(self) -> None:
        if not self.is_behind and self.scene is not None:
            self.board.name_panes(self.scene)

    def on_descendant_focus(self) -> None:
        """Follows the focus, wherever it came from."""
        for number, pane in enumerate(self.board.lists):
            if pane is self.focused and number != self._focus:
                self._turn_to(number)
                return
        if self.scene is not None:
            self.board.name_panes(self.scene)

    def _turn_to(self, number: int) -> None:
        """Makes a pane the one that is shown as having the focus."""
        before = self._layout
        if number != self._focus:
            self._came_from, self._focus = self._focus, number
        if self._layout == before:
            self.tell()
        else:
            self._renew()

    def focus_pane(self, number: int) -> None:
        """Gives a pane the focus, also one that was hidden."""
        pane = self.board.lists[number]
        pane.display = True
        # At once, not by the pane's own focus(): the next key may be here already.
        self.set_focus(pane)
        self._turn_to(number)

    # -- time ---------------------------------------------------------------------------------

    @property
    def _zone(self) -> tzinfo | None:
        """The zone in which times of day are shown."""
        if self.seen is None or self.in_utc:
            return UTC
        return None if self.seen.corpus.zone is UTC else self.seen.corpus.zone
