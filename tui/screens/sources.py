"""The sources: what rests on each, and what rests on one alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store import cite
from store.resting import Resting
from tui import text
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.virtual_list import Drawn

_NUMBER = 8
_LINES = 3


class SourceList(Pane[Resting]):
    """The sources, each with its numbers."""

    def draw_row(self, item: Resting, index: int, width: int, forced: bool) -> Drawn:
        """A reference, and how many records rest on it."""
        pen = self.drawn_with
        source = pen.corpus.sources[item.source]
        counts = pen.label(columns(item.events, item.actors, item.quotes, item.alone))
        room = max(8, width - counts.cell_length - 2)
        words = pen.text(cite.reference(source).rstrip("."), pen.palette.ink)
        first, *rest = text.wrap(words, room, most=_LINES)
        return Drawn((text.spread(first, counts, width), *rest))


def columns(*numbers: object) -> str:
    """Numbers under their heads; a zero is blank."""
    return "".join(f"{number or '':>{_NUMBER}}" for number in numbers)


class SourcesScreen(ModalScreen[int | None]):
    """The list of sources in view; gives the one whose records are wanted.

    Args:
        pen: The means of drawing.
        found: The sources, each with what rests on it.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,h,q,backspace,S", "dismiss(None)", show=False),
        Binding("enter,right,l", "take", show=False),
        Binding("down,j", "cursor(1)", show=False),
        Binding("up,k", "cursor(-1)", show=False),
        Binding("home,g", "cursor(-1000000)", show=False),
        Binding("end,G", "cursor(1000000)", show=False),
    ]

    def __init__(self, pen: Pen, found: Sequence[Resting]) -> None:
        super().__init__()
        self._pen, self._found = pen, found
        self._list = SourceList()

    def compose(self) -> ComposeResult:
        """The heads of the columns, the list, the keys."""
        with Vertical(id="sources", classes="dialog"):
            yield Static(id="sources-head")
            yield self._list
            yield DialogKeys()

    def on_mount(self) -> None:
        """Fills the list."""
        pen = self._pen
        frame = self.query_one("#sources")
        frame.border_title = Content(f"Sources {len(self._found)}")
        self._show_head()
        self._list.pen = pen
        self._list.empty = (pen.label("No source is in view."),)
        self._list.show(self._found)
        self._list.focus()
        keys = (("enter", "show what rests on it"), ("esc", "leave"))
        self.query_one(DialogKeys).show(pen.palette, keys)

    def on_resize(self) -> None:
        """Sets the heads anew."""
        self._show_head()

    def _show_head(self) -> None:
        """The heads of the columns, over the numbers of the list."""
        label, width = self._pen.label, self.app.size.width
        head = text.spread(
            label(" what rests on each, and on it alone"),
            label(columns("events", "actors", "quotes", "alone")),
            min(104, width - 10),
        )
        self.query_one("#sources-head", Static).update(head)

    def action_cursor(self, by: int) -> None:
        """Moves the cursor."""
        self._list.action_cursor(by)

    def action_take(self) -> None:
        """Gives the source under the cursor."""
        item = self._list.current
        self.dismiss(None if item is None else item.source)

    @on(Pane.Opened)
    def _opened(self) -> None:
        self.action_take()
