"""The Timeline: events in order, each with its date in the gutter and its people below."""

from __future__ import annotations

from textual.content import Content

from store import date_words, gaps
from store.civil import civil_day
from store.date_names import SHORT_MONTHS
from store.dates import When
from tui import text
from tui.panes.pane import Pane
from tui.panes.pen import POSSIBLY, UNDATED, short_name
from tui.widgets.virtual_list import Drawn

_GUTTER = 7
_INDENT = _GUTTER + 2
_COUNT = 4
_TITLE_LINES = 2
_LOOK_BACK = 50
"""Rows above that are looked at for how far the time before a row reaches."""
_ARROWS_FROM = 44
"""Cells of a row from which causes and consequences are counted at its end."""


class Timeline(Pane[int]):
    """Events in view; the first row stands for all of them."""

    TITLE = "Timeline"
    brushed: frozenset[int] = frozenset()
    """Events that the selected actor has to do with; they carry its sign in the gutter."""
    brush: int | None = None
    """The selected actor."""

    def brush_with(self, actor: int | None, events: frozenset[int]) -> None:
        """Marks the events of the selected actor."""
        if (actor, events) != (self.brush, self.brushed):
            self.brush, self.brushed = actor, events
            self.redraw()

    @property
    def top_date(self) -> str:
        """Month and year of the first row that is seen, when the list is scrolled; else empty."""
        index = self.first_visible
        if index is None or index <= 1 or self.pen is None:
            return ""
        item = self.rows[index]
        when = None if item is None else self.pen.event_when(item)
        if when is None:
            return UNDATED
        day = civil_day(when.latest if when.open_start else when.earliest, self.pen.corpus.zone)
        return f"{SHORT_MONTHS[day.month - 1]} {day.year}"

    def draw_all(self, width: int) -> Content:
        """The head: how many events, and what the numbers at the right are."""
        pen = self.drawn_with
        count = len(self.rows) - 1
        left = text.joined(("All events  ", pen.palette.soft), pen.label(str(count)))
        if pen.asks_for_dates:
            left = text.joined(left, pen.label(f"   {pen.signs.possibly} {POSSIBLY}"))
        return text.spread(left, pen.label("words"), width)

    def draw_row(self, item: int, index: int, width: int, forced: bool) -> Drawn:
        """An event: date and title, then who took part."""
        pen = self.drawn_with
        event = pen.corpus.events[item]
        above = self.rows[index - 1]
        gutter = self._gutter(item, None if forced else above)
        count = pen.label(f"{len(pen.seen.statements_on(item)) or '':>{_COUNT}}")
        style = pen.palette.dim if item in pen.seen.for_its_words else pen.palette.ink
        room = max(4, width - self._indent - _COUNT - 1)
        body = []
        title = text.joined(pen.marks("events", item), pen.text(text.row_text(event.title), style))
        for number, line in enumerate(text.wrap(title, room, most=_TITLE_LINES)):
            first = number == 0
            signs = text.joined(gutter, self._brush(item), self._possibly(item), " ")
            lead = signs if first else Content(" " * self._indent)
            body.append(
                text.spread(text.joined(lead, line), count if first else Content(""), width)
            )
        people = self._people(item, width)
        if people is not None:
            body.append(people)
        return Drawn(tuple(body), self._heading(item, index, above, width))

    def _heading(self, item: int, index: int, above: int | None, width: int) -> tuple[Content, ...]:
        pen = self.drawn_with
        when = pen.event_when(item)
        heading = UNDATED if when is None else date_words.year_heading(when)
        before = None if above is None else pen.event_when(above)
        marker = self._gap(index, when)
        heading_above = UNDATED if before is None else date_words.year_heading(before)
        if above is not None and heading == heading_above:
            return marker
        return (*marker, pen.rule(heading, width))

    def _gap(self, index: int, when: When | None) -> tuple[Content, ...]:
        """How much time passed since the rows above, where there is room to say it.

        The time is the shortest to any of the nearest rows: one of them may be a long interval
        that reaches further than the row right above.
        """
        pen = self.drawn_with
        if when is None or not pen.roomy:
            return ()
        near = [row for row in self.rows[max(1, index - _LOOK_BACK) : index] if row is not None]
        dates = [date for row in near if (date := pen.corpus.event_when[row]) is not None]
        if not dates:
            return ()
        furthest = max(dates, key=lambda date: date.latest)
        if furthest.earliest > when.latest:  # the latest stand first
            first, last = when, min(dates, key=lambda date: date.earliest)
        else:
            first, last = furthest, when
        words = gaps.gap(first, last, pen.corpus.zone)
        return (pen.label(f"{'':>{self._indent}}{pen.signs.pause} {words}"),) if words else ()

    def _gutter(self, item: int, above: int | None) -> Content:
        """The date; blank where it is that of the row above, in kind as well."""
        pen = self.drawn_with
        when = pen.event_when(item)
        if when is None:
            return Content(" " * _GUTTER)
        before = None if above is None else pen.event_when(above)
        same = before is not None and (before.text, before.earliest) == (when.text, when.earliest)
        said = "" if same else date_words.gutter(when)
        return Content.styled(
            said.rjust(_GUTTER), pen.palette.soft if when.exact else pen.palette.dim
        )

    @property
    def _indent(self) -> int:
        """Cells before a title; under a filter by date one more, for the sign of doubt."""
        return _INDENT + self.drawn_with.asks_for_dates

    def _possibly(self, item: int) -> Content:
        """The sign of an event whose date may lie outside the span that is asked for."""
        pen = self.drawn_with
        if not pen.asks_for_dates:
            return Content("")
        return pen.label(pen.signs.possibly if pen.event_only_possibly(item) else " ")

    def _brush(self, item: int) -> Content:
        if self.brush is None or item not in self.brushed:
            return Content(" ")
        return self.drawn_with.sign(self.brush)

    def _people(self, item: int, width: int) -> Content | None:
        """Hedge first, as it is never cut; then who took part, and the arrows of cause."""
        pen = self.drawn_with
        event = pen.corpus.events[item]
        line = Content(" " * self._indent)
        hedged = pen.text(event.status or event.hedge, pen.palette.caution)
        if item == pen.measured:
            start = Content.styled("measured from here", pen.palette.accent)
            hedged = text.joined(start, "  ", hedged).rstrip()
        if hedged:
            line = text.joined(line, hedged, "  ")
        if not pen.roomy:
            return line if hedged else None
        arrows = self._arrows(item) if width >= _ARROWS_FROM else Content("")
        room = width - line.cell_length - arrows.cell_length - 1
        cast = pen.corpus.cast[item]
        for number, actor in enumerate(cast):
            left = len(cast) - number - 1
            style = pen.palette.ink if actor == self.brush else pen.palette.dim
            name = text.joined(
                pen.sign(actor), " ", pen.text(short_name(pen.corpus.actors[actor]), style)
            )
            more = len(f"  +{left}") if left else 0
            if name.cell_length + more > room:
                line = text.joined(line, pen.label(f"+{left + 1}"))
                break
            line = text.joined(line, name, "  ")
            room -= name.cell_length + 2
        if not cast and not hedged and not arrows:
            return None
        return text.spread(line.rstrip(), arrows, width)

    def _arrows(self, item: int) -> Content:
        pen = self.drawn_with
        came, went = pen.corpus.causes_and_effects(pen.corpus.events[item].id)
        said = [f"{pen.signs.after}{len(came)}"] if came else []
        said += [f"{pen.signs.before}{len(went)}"] if went else []
        return pen.label(" ".join(said))
