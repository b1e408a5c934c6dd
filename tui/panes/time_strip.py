"""The density strip as an instrument: events above, quotes below, and a brush to move over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from store import density
from store.dates import When
from store.density import Brush, Density
from store.gaps import counted
from tui import text
from tui.panes.pen import Pen

_MARGIN: Final = 8
"""Cells at the left, for what the two rows of bars are."""
_WIDEST: Final = 6
"""Cells of a bucket, at most."""


class TimeStrip(Static, can_focus=True):
    """Bars over the time that is covered; a brush chooses a span of them.

    Every move of the brush is told at once, so that the panes follow while it moves.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("shift+right,full_stop,L", "widen('last')", show=False),
        Binding("shift+left,comma,H", "widen('first')", show=False),
        Binding("down,j", "narrow", show=False),
        Binding("up,k", "widen('both')", show=False),
        Binding("plus,equals_sign,i", "zoom(True)", show=False),
        Binding("minus,o", "zoom(False)", show=False),
        Binding("home,g", "move(-1000000)", show=False),
        Binding("end,G", "move(1000000)", show=False),
        Binding("enter", "keep", show=False),
        Binding("escape", "restore", show=False),
    ]

    class Brushed(Message):
        """Another span is chosen.

        Args:
            term: The value of a ``date:`` filter that covers exactly this span.
        """

        def __init__(self, term: str) -> None:
            super().__init__()
            self.term = term

    class Kept(Message):
        """The user wants this span."""

    class Restored(Message):
        """The user wants the filter from before."""

    def __init__(self) -> None:
        super().__init__()
        self._pen: Pen | None = None
        self._all: tuple[list[When], list[When]] = ([], [])
        self._limit = (0, 0)
        self._span = (0, 0)
        self._finest = density.DAY
        self._density: Density | None = None
        self._brush = Brush(0, 0)
        self._cursor: int | None = None
        self._grip: int | None = None

    def open(self, pen: Pen, base: tuple[list[When], list[When]], chosen: When | None,
             cursor: When | None) -> bool:  # fmt: skip
        """Shows the time that is covered.

        Args:
            pen: The means of drawing.
            base: The dates of events and of quotes that are in view without a date filter.
            chosen: The span of the present date filter.
            cursor: The date of the selected event.

        Returns:
            False when there is no date to show.
        """
        limit = density.extent(*base)
        if limit is None:
            return False
        self._pen, self._all, self._limit, self._span = pen, base, limit, limit
        self._finest = density.finest_unit(*base)
        self._cursor = None if cursor is None else density.counted_at(cursor)
        self._count()
        shown = self._counted
        touched = None if chosen is None else shown.touched(chosen.earliest, chosen.latest)
        at = None if self._cursor is None else shown.find(self._cursor)
        self._brush = touched or Brush(at or 0, at or 0)
        self.add_class("-open")
        self._tell()
        return True

    def close(self) -> None:
        """Hides it."""
        self.remove_class("-open")
        self._let_go()

    @property
    def _counted(self) -> Density:
        assert self._density is not None
        return self._density

    def _count(self) -> None:
        assert self._pen is not None
        zone = self._pen.corpus.zone
        self._density = density.density(*self._all, *self._span, self._room, zone, self._finest)

    @property
    def _room(self) -> int:
        """Cells for the bars."""
        return max(1, self.app.size.width - _MARGIN - 2)

    @property
    def _cell(self) -> int:
        return max(1, min(_WIDEST, self._room // len(self._counted.buckets)))

    def _tell(self) -> None:
        shown = self._counted
        first, last = shown.buckets[self._brush.first], shown.buckets[self._brush.last]
        self.post_message(self.Brushed(shown.term(first, last)))
        self._draw()

    def show(self, pen: Pen) -> None:
        """Draws anew, for another theme or what is in view now."""
        self._pen = pen
        self._draw()

    def _draw(self) -> None:
        pen, shown = self._pen, self._counted
        assert pen is not None
        first, last = shown.buckets[self._brush.first], shown.buckets[self._brush.last]
        one = self._brush.first == self._brush.last
        span = shown.label(first) if one else f"{shown.label(first)} to {shown.label(last)}"
        seen = pen.seen
        counts = " · ".join(
            counted(len(rows), noun)
            for rows, noun in ((seen.events, "event"), (seen.quotes, "quote"))
        )
        head = text.joined(
            (f"{'span':<{_MARGIN}}", pen.palette.dim), (span, pen.palette.accent + text.BOLD),
            (f"   {counts}", pen.palette.soft), (f"   by {shown.unit.name}", pen.palette.dim),
        )  # fmt: skip
        lines = [
            head,
            self._bars("events", [bucket.events for bucket in shown.buckets]),
            self._bars("quotes", [bucket.quotes for bucket in shown.buckets]),
            self._axis(),
            self._ends(),
        ]
        width = self.app.size.width - 2
        self.update(Content("\n").join(text.cut(line, width) for line in lines))

    def _bars(self, name: str, counts: Sequence[int]) -> Content:
        pen = self._pen
        assert pen is not None
        bars, most, cell = pen.signs.bars, max(counts, default=0), self._cell
        parts: list[Content] = [pen.label(f"{name:<{_MARGIN}}")]
        for index, count in enumerate(counts):
            brushed = self._brush.first <= index <= self._brush.last
            sign = bars[(count * len(bars) - 1) // most] if count else "·"
            ink: Style = pen.palette.accent if brushed else pen.palette.dim
            solid = cell - 1 if cell > 1 else 1
            parts.append(Content.styled(sign * solid + " " * (cell - solid), ink))
        return text.joined(*parts)

    def _axis(self) -> Content:
        """The brush under its bars, and the place of the cursor."""
        pen, shown, cell = self._pen, self._counted, self._cell
        assert pen is not None
        at = None if self._cursor is None else shown.find(self._cursor)
        width = cell * len(shown.buckets)
        start, end = self._brush.first * cell, (self._brush.last + 1) * cell - (cell > 1)
        marks = [" "] * width
        for place in range(start, end):
            marks[place] = pen.signs.line
        if at is not None:
            marks[at * cell] = pen.signs.kinds["armed-group"]
        return text.joined(" " * _MARGIN, ("".join(marks), pen.palette.accent))

    def _ends(self) -> Content:
        """The names of the first and the last bar, below them where there is room between."""
        pen, shown = self._pen, self._counted
        assert pen is not None
        first, last = shown.label(shown.buckets[0]), shown.label(shown.buckets[-1])
        width = min(self._cell * len(shown.buckets), self._room)
        room = max(width, len(first) + len(last) + 2)
        said = f"{first}{last:>{room - len(first)}}" if len(shown.buckets) > 1 else first
        return pen.label(f"{'':{_MARGIN}}{said}")

    def _brush_to(self, brush: Brush) -> None:
        if brush != self._brush:
            self._brush = brush
            self._tell()

    def action_move(self, by: int) -> None:
        """Moves the brush; one that covers everything becomes a single bar, to go on from there."""
        last = len(self._counted.buckets) - 1
        if self._brush == Brush(0, last):
            begins = by == 1 or by < -1
            self._brush_to(Brush(0, 0) if begins else Brush(last, last))
        else:
            self._brush_to(density.move(self._brush, by, last + 1))

    def action_widen(self, side: density.Side) -> None:
        """Widens the brush."""
        self._brush_to(density.widen(self._brush, len(self._counted.buckets), side))

    def action_narrow(self) -> None:
        """Narrows the brush."""
        self._brush_to(density.narrow(self._brush))

    def action_zoom(self, into: bool) -> None:
        """Shows the brushed span in finer stretches, or a longer one in coarser."""
        shown = self._counted
        kept = density.zoom_in(shown, self._brush)
        self._span = kept if into else density.zoom_out(shown, self._limit)
        self._count()
        self._brush = self._counted.touched(*kept) or Brush(0, 0)
        self._tell()

    def action_keep(self) -> None:
        """Keeps the span."""
        self.post_message(self.Kept())

    def action_restore(self) -> None:
        """Gives the filter from before back."""
        self.post_message(self.Restored())

    def on_resize(self) -> None:
        """Counts anew for the room that there is."""
        if self._density is not None and self.has_class("-open"):
            self._let_go()  # the bar that is held may be another, or gone
            kept = density.zoom_in(self._density, self._brush)
            self._count()
            self._brush = self._counted.touched(*kept) or Brush(0, 0)
            self._draw()

    def _bucket_at(self, x: int) -> int:
        return min(max((x - _MARGIN - 1) // self._cell, 0), len(self._counted.buckets) - 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begins a brush."""
        event.stop()
        self._grip = self._bucket_at(event.x)
        self.capture_mouse()
        self._brush_to(Brush(self._grip, self._grip))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draws the brush out."""
        if self._grip is not None:
            at = self._bucket_at(event.x)
            self._brush_to(Brush(min(at, self._grip), max(at, self._grip)))

    def on_mouse_up(self) -> None:
        """Ends the brush."""
        self._let_go()

    def _let_go(self) -> None:
        if self._grip is not None:
            self._grip = None
            self.release_mouse()
