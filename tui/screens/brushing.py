"""Narrowing by counting and by brushing: the facets, and the strip as an instrument."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import events, on

from store import dates
from store.errors import FilterError
from store.filters import NONE, Filter, Term
from tui.commands import COMMANDS
from tui.history import Place
from tui.screens.narrowing import DATE_FIELDS, Narrowing, without_dates

if TYPE_CHECKING:
    from tui.panes.time_strip import TimeStrip
    from tui.screens.facets import FacetScreen

_STOPPED = frozenset(command.action.partition("(")[0] for command in COMMANDS) - {"help", "detail"}
"""Actions that would take the panes elsewhere while the brush is moved over them."""


class Brushing(Narrowing):
    """Narrowing, with the facets and the time strip."""

    _before_brush: Place | None = None

    def __init__(self) -> None:
        super().__init__()
        self._undated_by_brush = Filter()

    # -- facets -------------------------------------------------------------------------------

    def action_facets(self) -> None:
        """Counts what is in view."""
        if self.pen is not None:
            field = (
                "actor"
                if self.where == "actors"
                else "type"
                if self.where == "timeline"
                else "kind"
            )
            from tui.screens.facets import FacetScreen

            self.app.push_screen(FacetScreen(self.pen, self, field))

    def on_facet_screen_picked(self, event: FacetScreen.Picked) -> None:
        """Adds a term, or takes it away when it is there, and counts anew."""
        term, now = event.term, self.view.filter
        other = dataclasses.replace(term, negated=not term.negated)
        wanted = now.minus(term) if term in now.terms else now.minus(other).plus(term)
        self.visit(replace(self.view, filter=wanted))
        if self.pen is not None and event.screen.is_attached:
            event.screen.show(self.pen)

    # -- the strip ----------------------------------------------------------------------------

    def action_brush(self) -> None:
        """Puts the focus into the strip."""
        seen, pen = self.seen, self.pen
        if seen is None or pen is None or self.is_typing:
            return
        place = self.place
        undated = without_dates(place.view.filter)
        try:
            base = self.evaluated(undated)
        except FilterError as error:
            # The last record with a tag that the filter asks for has lost it.
            self.note(str(error))
            return
        self.note_tops()
        self._undated_by_brush = undated
        corpus = seen.corpus
        spans = (
            [when for row in base.events if (when := corpus.event_when[row]) is not None],
            [when for row in base.quotes if (when := corpus.quote_when[row]) is not None],
        )
        event = corpus.events.row(place.view.event)
        cursor = None if event is None else corpus.event_when[event]
        self._before_brush = place
        strip = self.board.attach_strip()
        if not strip.open(pen, spans, self._chosen_window(), cursor):
            self._before_brush = None
            self.note("Nothing in view has a date to brush.")
            return
        self.board.filter_line.add_class("-typing")
        self.set_focus(strip)

    def _chosen_window(self) -> dates.When | None:
        """The span of the present date filter, where it is one."""
        assert self.seen is not None
        for term in self.view.filter.terms:
            plain = not term.negated and len(term.values) == 1 and term.values[0].lower() != NONE
            if term.field in DATE_FIELDS and plain:
                return dates.window(term.values[0], self.seen.corpus.zone)
        return None

    def on_time_strip_brushed(self, event: TimeStrip.Brushed) -> None:
        """Narrows to the span at once."""
        before = self._before_brush
        if self.seen is None or before is None:
            return
        wanted = self._undated_by_brush.plus(Term("date", (event.term,)))
        try:
            seen = self.evaluated(wanted)
        except FilterError as error:
            self.note(str(error))
            return
        self.view = replace(before.view, filter=wanted)
        self.show(seen, seen.corpus.quotes.row(before.quote))
        if self.pen is not None and self.board.strip is not None:
            self.board.strip.show(self.pen)

    def on_time_strip_kept(self) -> None:
        """Keeps the span."""
        if self._before_brush is not None:
            self._keep_brush(self._before_brush.pane)

    @on(events.DescendantFocus)
    def _strip_left_by_mouse(self, event: events.DescendantFocus) -> None:
        """A click on a pane keeps the span."""
        for number, pane in enumerate(self.board.lists):
            if event.widget is pane:
                self._keep_brush(number)

    def _keep_brush(self, pane: int) -> None:
        before = self._before_brush
        if before is None:
            return
        self._put_strip_away()
        if self.view.filter != before.view.filter:
            self.remember(before)
        self.focus_pane(pane)

    def on_time_strip_restored(self) -> None:
        """Gives back what was there before the brush."""
        before = self._before_brush
        if before is not None:
            self._put_strip_away()
            self.give_back(before)

    @property
    def kept_place(self) -> Place:
        """Where the user is, or was before the filter that is being tried out."""
        return self._before_brush or super().kept_place

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stops what would take the panes elsewhere while the brush is moved over them."""
        if self._before_brush is not None and action in _STOPPED:
            return False
        return super().check_action(action, parameters)

    def refocus(self) -> None:
        """Gives the focus back, while a span is brushed to the strip."""
        if self._before_brush is None:
            super().refocus()
        else:
            self.set_focus(self.board.strip)

    def restyle(self) -> None:
        """Draws everything with the inks of another theme."""
        super().restyle()
        strip = self.board.strip
        if self._before_brush is not None and self.pen is not None and strip is not None:
            strip.show(self.pen)

    def _put_strip_away(self) -> None:
        self._before_brush = None
        if self.board.strip is not None:
            self.board.strip.close()
        self.board.filter_line.remove_class("-typing")

    def show_keys(self) -> None:
        """Shows what can be pressed now, in the strip as well."""
        if self._before_brush is None:
            super().show_keys()
            return
        keys = [("← →", "move"), ("↑ ↓", "wider, narrower"), (", .", "one end"), ("+ -", "zoom")]
        keys += [("enter", "keep"), ("esc", "restore")]
        entries = [(key, label, "") for key, label in keys]
        self.board.keys.keys(self.desk.palette, entries, self.app.size.width)
