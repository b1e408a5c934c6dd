"""Facets: what the records in view hold, counted; a value is added to the filter, or struck out."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from store.facets import FIELDS, Facets, FacetValue, excluded
from store.filters import Term
from store.search import fold
from tui import text
from tui.panes.header import counts_in, named
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.virtual_list import Drawn


class FacetList(Pane[FacetValue]):
    """The values of one facet; it never takes the focus, keys reach it through the line."""

    can_focus = False

    def draw_row(self, item: FacetValue, index: int, width: int, forced: bool) -> Drawn:
        """A value, and what adding it would leave; those in the filter carry a sign."""
        pen = self.drawn_with
        asked = item.term in pen.seen.filter.terms
        sign = pen.signs.into if asked else " "
        name = text.content(item.name, pen.palette.accent if asked else pen.palette.ink)
        counts = f"{item.events or '':>7}{item.quotes or '':>8}"
        if excluded(item) in pen.seen.filter.terms:
            sign, counts = "-", "left out"
        left = text.joined((sign, pen.palette.accent), " ", name)
        return Drawn((text.spread(left, pen.label(counts), width),))


class FacetInput(Input):
    """The line that narrows the list; the other keys work on the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "facet('down')", show=False),
        Binding("up", "facet('up')", show=False),
        Binding("pagedown", "facet('page_down')", show=False),
        Binding("pageup", "facet('page_up')", show=False),
        Binding("tab,right", "facet('next')", show=False),
        Binding("shift+tab,left", "facet('previous')", show=False),
    ]

    class Asked(Message):
        """A key that is the screen's.

        Args:
            what: What it asks for.
        """

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def on_key(self, event: events.Key) -> None:
        """Takes the key that leaves a value out, in its turn after those typed before it."""
        if event.character == "-":
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked("exclude"))

    def action_facet(self, what: str) -> None:
        """Hands a key to the screen."""
        self.post_message(self.Asked(what))


class FacetScreen(ModalScreen[None]):
    """The facets of what is in view, over the panes that they narrow.

    Args:
        pen: The means of drawing, with what is in view.
        listener: The screen that is told which term to add.
        field: The facet to begin with.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    class Picked(Message):
        """The user wants a term added to the filter.

        Args:
            screen: The facets, to be shown what is in view then.
            term: The term.
        """

        def __init__(self, screen: FacetScreen, term: Term) -> None:
            super().__init__()
            self.screen = screen
            self.term = term

    def __init__(self, pen: Pen, listener: Screen[None], field: str = "actor") -> None:
        super().__init__()
        self._pen = pen
        self._listener = listener
        self._field = field
        self._facets = Facets(pen.corpus)
        self._line = FacetInput(placeholder="type to narrow", compact=True)
        self._list = FacetList(show_resting=True)
        self._tabs, self._head = Static(id="facet-tabs"), Static(id="facet-head")

    def compose(self) -> ComposeResult:
        """The names of the facets, the line, the list, the keys."""
        with Vertical(id="facets", classes="dialog"):
            yield self._tabs
            yield self._line
            yield self._head
            yield self._list
            yield DialogKeys()

    def on_mount(self) -> None:
        """Fills the list."""
        palette = self._pen.palette
        keys = (("enter", "add"), ("-", "leave out"), ("← →", "facet"), ("esc", "leave"))
        self.query_one(DialogKeys).show(palette, keys)
        self._line.focus()
        self.show(self._pen)

    def show(self, pen: Pen) -> None:
        """Counts anew, for what is in view now."""
        if pen.corpus is not self._pen.corpus:  # it has been read again
            self._facets = Facets(pen.corpus)
        self._pen = self._list.pen = pen
        label = FIELDS[self._field]
        names = list(FIELDS)
        place = f"{names.index(self._field) + 1} of {len(names)}"
        counts = Content.styled(counts_in(pen.seen), pen.palette.accent)
        name = text.joined((label, pen.palette.ink + text.BOLD), (f"   {place}", pen.palette.dim))
        self._tabs.update(Content("\n").join((counts, name)))
        self._head.update(pen.label("events  quotes ".rjust(self._list.size.width - 2)))
        self._fill(self._list.cursor)

    def _fill(self, otherwise: int = 0) -> None:
        """Shows the values; the cursor stays on its value, or goes to another row.

        Args:
            otherwise: The row, for a value that is no longer there or was just left out.
        """
        terms = self._pen.seen.filter.terms
        wanted = fold(self._line.value)
        found = self._facets.of(self._pen.seen, self._field)
        kept = [value for value in found if excluded(value) not in terms]
        found = [*kept, *self._left_out()]
        shown = [value for value in found if wanted in fold(value.name)]
        why = "Nothing in view has a value here." if not found else "No value holds these words."
        self._list.empty = (self._pen.label(why),)
        current = self._list.current
        keep = None if current is None else current.term
        rows = (n for n, v in enumerate(shown) if v.term == keep and excluded(v) not in terms)
        self._list.show(shown, at=next(rows, max(0, min(otherwise, len(shown) - 1))))
        self._list.redraw()

    def _left_out(self) -> list[FacetValue]:
        """The values that the filter leaves out, so that they can be taken in again here."""
        found = []
        for term in self._pen.seen.filter.terms:
            year = self._field == "year" and term.field == "date"
            if term.negated and len(term.values) == 1 and (year or term.field == self._field):
                value = term.values[0]
                name = named(self._pen, value) if term.field == "actor" else value
                found.append(FacetValue(replace(term, negated=False), name, 0, 0))
        return found

    def on_resize(self) -> None:
        """Sets the heads anew."""
        self.call_after_refresh(self.show, self._pen)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._pick(negated=False)

    @on(Pane.Opened)
    def _opened(self) -> None:
        self._pick(negated=False)

    @on(FacetInput.Asked)
    def _asked(self, event: FacetInput.Asked) -> None:
        event.stop()
        if event.what in {"next", "previous"}:
            names = list(FIELDS)
            step = 1 if event.what == "next" else -1
            self._field = names[(names.index(self._field) + step) % len(names)]
            with self.prevent(Input.Changed):
                self._line.value = ""
            self._list.move_to(0)
            self.show(self._pen)
        elif event.what == "exclude":
            self._pick(negated=True)
        elif event.what.startswith("page"):
            self._list.action_page(1 if event.what == "page_down" else -1)
        else:
            self._list.action_cursor(1 if event.what == "down" else -1)

    def _pick(self, *, negated: bool) -> None:
        value = self._list.current
        if value is not None:
            term = excluded(value) if negated else value.term
            self._listener.post_message(self.Picked(self, term))
