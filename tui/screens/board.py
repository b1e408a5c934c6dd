"""The explorer's widgets as one: header, panes, detail and keys, shown from one `Scene`.

The board holds no state of its own but what widgets hold: cursors and scroll positions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from store.ordering import (
    USUAL,
    ActorOrder,
    Order,
    QuoteOrder,
    TimelineOrder,
    sorted_cast,
    sorted_statements,
    timeline_rows,
)
from store.related import Ref
from store.rows import CastRow, StatementRow, cast_rows, statement_rows
from store.views import InView, View
from tui import text
from tui.layout import LEAST, Layout
from tui.panes import describe
from tui.panes.actors import Actors
from tui.panes.detail import Detail
from tui.panes.filter_bar import FilterBar
from tui.panes.header import FilterLine, TitleLine
from tui.panes.key_bar import KeyBar
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.panes.quotes import Quotes
from tui.panes.timeline import Timeline
from tui.widgets.virtual_list import Glyphs

if TYPE_CHECKING:
    from tui.panes.time_strip import TimeStrip

TIMELINE: Final = 0
ACTORS: Final = 1
QUOTES: Final = 2
_LOW_DETAIL: Final = 9
"""Lines of a detail below the panes that has none to spare."""


class Scene(Struct, frozen=True):
    """All that the board shows.

    Attributes:
        pen: The means of drawing, with what is in view.
        view: The filter and the selections.
        event: Row of the selected event, as far as it is in view.
        actor: Row of the selected actor, likewise.
        focus: The pane with the focus.
        order: How the panes are sorted.
        key_of: Gives the key of a command, for sentences that name one.
    """

    pen: Pen
    view: View
    event: int | None
    actor: int | None
    focus: int
    order: Order
    key_of: Callable[[str], str]

    @property
    def seen(self) -> InView:
        """What is in view."""
        return self.pen.seen


class _Covered(Container):
    """Holds what covers it wholly, so that nothing of it need ever be painted."""

    BLANK = True


class _CoveredRow(Horizontal):
    """The same, side by side."""

    BLANK = True


class Board(Vertical):
    """Where everything stands."""

    BLANK = True  # one of its children covers every line

    def __init__(self) -> None:
        super().__init__()
        self.title_line, self.filter_line = TitleLine(" onrecord", markup=False), FilterLine()
        self.filter_bar = FilterBar()
        self.strip: TimeStrip | None = None
        """The time strip; the first paint does not wait for what it does not show."""
        self.panes = (Timeline(pinned=1), Actors(pinned=1), Quotes(show_resting=False))
        self.detail = Detail()
        self.keys = KeyBar(id="keys")
        self._middle = _Covered(_CoveredRow(*self.panes, id="panes"), self.detail, id="body")

    def compose(self) -> ComposeResult:
        """Header, panes, detail, keys."""
        yield from (self.title_line, self.filter_line, self.filter_bar)
        yield from (self._middle, self.keys)
        yield Static(f"onrecord needs {LEAST[0]} columns\nand {LEAST[1]} rows.", id="too-small")

    @property
    def lists(self) -> tuple[Pane[Any], ...]:
        """The three panes, for what they have in common."""
        return self.panes

    def record(self, scene: Scene) -> Ref | None:
        """The record at hand: under the cursor, or what a row for all of them is narrowed to.

        On All actors that is the event; where there are no quotes, the actor or the event. None on
        All events, which stands for the dossier.
        """
        item = self.lists[scene.focus].current
        if isinstance(item, StatementRow):
            return Ref("quotes", item.quote)
        if isinstance(item, CastRow):
            return Ref("actors", item.actor)
        if isinstance(item, int):
            return Ref("events", item)
        if scene.focus == QUOTES and scene.actor is not None:
            return Ref("actors", scene.actor)
        return None if scene.event is None else Ref("events", scene.event)

    def attach_strip(self) -> TimeStrip:
        """The time strip, put under the filter."""
        if self.strip is None:
            from tui.panes.time_strip import TimeStrip

            self.strip = TimeStrip()
            self.mount(self.strip, after=self.filter_bar)
        return self.strip

    def draw_with(self, pen: Pen, glyphs: Glyphs) -> None:
        """Hands the means of drawing to every list."""
        for pane in (*self.lists, self.filter_bar.suggestions):
            pane.pen = pen
            pane.glyphs = glyphs
            pane.redraw()
        self.detail.glyphs = glyphs

    def lay_out(self, layout: Layout) -> None:
        """Puts everything in its place."""
        for pane, size in zip(self.lists, layout.panes, strict=True):
            pane.display = size > 0
            pane.styles.width = size
        self.panes[QUOTES].most_lines = layout.quote_lines
        detail = self.detail
        detail.display = bool(layout.detail)
        detail.two_columns = layout.two_columns
        beside = layout.detail == "right"
        # Told and not asked: it is to set its lines before it has been laid out.
        detail.cells = layout.detail_size if beside else self.app.size.width
        detail.roomy = beside or layout.detail_size > _LOW_DETAIL
        self._middle.set_class(beside, "-beside")
        detail.styles.width = layout.detail_size if beside else "100%"
        detail.styles.height = "100%" if beside else layout.detail_size

    def refill(self, scene: Scene, first: int, quote: int | None = None) -> None:
        """Shows a scene in the panes from one on, the cursors kept on their records.

        Args:
            scene: The scene.
            first: The first pane that changes.
            quote: Row of the statement to put the cursor on; None keeps it where it is.
        """
        timeline, actors, quotes = self.panes
        seen, event = scene.seen, scene.event
        order = scene.order
        if first == TIMELINE:
            timeline.show([None, *timeline_rows(seen, order.timeline)], keep=event)
        if first <= ACTORS:
            actors.of_event = event is not None
            cast = cast_rows(seen, event)
            if order.actors is not USUAL.actors:
                cast = sorted_cast(seen, cast, order.actors)
            actors.show([None, *cast], keep=scene.actor)
        if quote is None and quotes.current is not None:
            quote = quotes.current.quote
        rows = sorted_statements(
            seen, statement_rows(seen, event, scene.actor), order.quotes, event
        )
        everything = event is None and scene.actor is None
        quotes.actor = scene.actor
        quotes.under_events = everything and order.quotes is QuoteOrder.EVENT
        quotes.reason = () if rows else _why_empty(scene)
        quotes.show(rows, keep=quote)
        quotes.redraw()
        touched = frozenset[int]() if scene.actor is None else seen.touched_by(scene.actor)
        timeline.brush_with(scene.actor, touched)

    def tell(self, scene: Scene) -> None:
        """Says in titles, header and detail what the panes show."""
        self.name_panes(scene)
        self.title_line.show(scene.pen)
        selected = (scene.event, scene.actor)
        self.filter_line.show(scene.pen, scene.view, selected, scene.key_of("filter.clear"))
        detail = self.detail
        if detail.display:
            detail.show(self._page(scene, *detail.widths()))

    def name_panes(self, scene: Scene) -> None:
        """Says above each pane what it shows."""
        timeline, actors, quotes = self.panes
        top = f" · {timeline.top_date}" if timeline.top_date else ""
        order = scene.order
        turned = _sorted(order.timeline, USUAL.timeline)
        timeline.name_it(Content(f"Timeline{turned}{top}"), len(timeline.rows) - 1)
        in_it = "" if scene.event is None else " in it"
        by = _sorted(order.actors, USUAL.actors)
        actors.name_it(Content(f"Actors{in_it}{by}"), len(actors.rows) - 1)
        title = Content("Quotes")
        if scene.actor is not None:
            title = text.joined(
                "Quotes · ", text.content(scene.pen.corpus.actors[scene.actor].name)
            )
        title = text.joined(title, _sorted(order.quotes, USUAL.quotes))
        quotes.name_it(title, len(quotes.rows))

    def _page(self, scene: Scene, main: int, facts: int) -> describe.Page:
        """The record at hand, or the dossier."""
        ref = self.record(scene)
        if ref is None:
            return describe.dossier_page(scene.pen, main, facts)
        pages = {
            "events": describe.event_page,
            "actors": describe.actor_page,
            "quotes": describe.quote_page,
        }
        return pages[ref.table](scene.pen, ref.row, main, facts)


def _sorted(order: TimelineOrder | ActorOrder | QuoteOrder, usual: object) -> str:
    """How a pane is sorted, for its title; nothing when it is sorted as usual."""
    if order is usual:
        return ""
    return f" · {order.label}" if isinstance(order, TimelineOrder) else f" · by {order.label}"


def _why_empty(scene: Scene) -> tuple[str, ...]:
    """Why there are no statements, and which key undoes it."""
    seen, event, actor = scene.seen, scene.event, scene.actor
    first, clear = scene.key_of("nav.top"), scene.key_of("filter.clear")
    undo = (f"{clear} clears the filter.",) if scene.view.filter else ()
    name = "" if actor is None else seen.corpus.actors[actor].name
    if event is not None and actor is not None:
        back = f"{first} in Actors shows all {len(seen.statements_on(event))} on this event."
        return (f"Nothing by, about or to {name} on this event.", back, *undo)
    if actor is not None:
        return (f"Nothing by, about or to {name}.", *undo)
    if event is not None:
        back = f"{first} in the Timeline shows all {len(seen.quotes)} in view."
        return ("No statement about this event.", back, *undo)
    return ("No statement in view.", *undo)
