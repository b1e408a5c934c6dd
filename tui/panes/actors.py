"""The Actors: the cast of an event under its roles, or everyone in view."""

from __future__ import annotations

from textual.content import Content

from store.rows import CastRow
from tui import text
from tui.panes.pane import Pane
from tui.panes.pen import short_name
from tui.widgets.virtual_list import Drawn

_WIDE = 30
_WIDER = 36


class Actors(Pane[CastRow]):
    """Actors; the first row stands for all of them."""

    TITLE = "Actors"
    of_event: bool = False
    """Whether an event is selected, so that rows stand under their roles."""

    def key_of(self, item: CastRow | None) -> object:
        """An actor is the same in whatever group it stands."""
        return None if item is None else item.actor

    def draw_all(self, width: int) -> Content:
        """The head: how many actors, and what the columns are."""
        pen = self.drawn_with
        left = text.joined(("All actors  ", pen.palette.soft), pen.label(str(len(self.rows) - 1)))
        return text.spread(left, pen.label(self._columns(width, "events", "said", "of")), width)

    def draw_row(self, item: CastRow, index: int, width: int, forced: bool) -> Drawn:
        """An actor: sign, name, numbers; the role as a heading over its group."""
        pen = self.drawn_with
        above = self.rows[index - 1]
        heading: tuple[Content, ...] = ()
        if item.heading and (above is None or above.heading != item.heading):
            heading = (
                text.cut(pen.text(item.heading, pen.palette.dim + pen.palette.italics), width),
            )
        counts = pen.label(self._columns(width, item.events, item.said, item.of))
        record = pen.corpus.actors[item.actor]
        ink = pen.palette.soft if not (item.said or item.of) else pen.palette.ink
        name = pen.text(record.name, ink)
        marks = pen.marks("actors", item.actor)
        room = width - counts.cell_length - 3 - marks.cell_length
        if name.cell_length > room:
            short = pen.text(short_name(record), ink)
            name = short if short.cell_length <= room else name
        left = text.joined(pen.sign(item.actor), " ", marks, name)
        return Drawn((text.spread(left, counts, width),), heading)

    def _columns(self, width: int, events: object, said: object, of: object) -> str:
        numbers = f"{said or '':>5}"
        if width >= _WIDE:
            numbers += f"{of or '':>4}"
        if width >= _WIDER and not self.of_event:
            numbers = f"{events or '':>7}{numbers}"
        return numbers
