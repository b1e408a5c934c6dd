"""The detail: the record under the cursor, in one column at the right or in two below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from tui import text
from tui.panes.describe import Page
from tui.widgets.page import Glyphs

_BESIDE = 3
"""Cells that no text takes: one at each side, and the scroll bar."""
_WHEEL = 3


class Detail(Widget):
    """What is known of one record; the wheel scrolls it, the reader shows it whole.

    It sets its own lines: a change repaints it, and lays nothing else out anew.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"detail--scrollbar"}

    two_columns: bool = False
    cells: int = 0
    """How wide it is, or will be when it has been laid out."""
    roomy: bool = False
    """Whether it has a line to spare between words and facts."""
    glyphs: Glyphs = Glyphs()

    def __init__(self) -> None:
        super().__init__()
        self.page = Page((), ())
        """The record that is shown."""
        self.lines: Sequence[Content] = ()
        """The lines as they are set, both columns in one."""
        self.top = 0
        """The first line that is seen."""

    def widths(self) -> tuple[int, int]:
        """Cells of the words, and of the facts."""
        width = max(10, self.cells - _BESIDE)
        if not self.two_columns:
            return width, width
        main = width * 48 // 100
        return main - 2, width - main

    def show(self, page: Page) -> None:
        """Shows a record, from its first line."""
        self.page = page
        if self.two_columns:
            room = self.widths()[0] + 2
            blank = Content("")
            lines = [
                text.joined(main, " " * max(0, room - main.cell_length), fact)
                for main, fact in zip_longest(page.main, page.facts, fillvalue=blank)
            ]
        else:
            gap = [Content("")] if page.facts and self.roomy else []
            lines = [*page.main, *gap, *page.facts]
        if self.top or not _same(self.lines, lines):
            self.top = 0
            self.lines = lines
            self.refresh()

    def scroll_lines(self, by: int) -> None:
        """Scrolls, as far as there are lines."""
        last = max(0, len(self.lines) - self.size.height)
        top = min(max(self.top + by, 0), last)
        if top != self.top:
            self.top = top
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scrolls down."""
        event.stop()
        self.scroll_lines(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scrolls up."""
        event.stop()
        self.scroll_lines(-_WHEEL)

    def render_line(self, y: int) -> Strip:
        """Paints one line, and its part of the scroll bar where not all fits."""
        style = self.visual_style
        number = self.top + y
        line = self.lines[number] if number < len(self.lines) else Content("")
        span = self.text_selection and self.text_selection.get_span(number)
        if span is not None:
            start, end = span
            chosen = self.screen.get_visual_style("screen--selection")
            line = line.stylize(chosen, start, len(line) if end < 0 else end)
        width = max(0, self.size.width - 1)
        row = text.joined(" ", line)
        strip = Strip(part for part in row.render_segments(style) if part.text)
        strip = strip.adjust_cell_length(width, style.rich_style).apply_offsets(-1, number)
        bar = self.get_visual_style("detail--scrollbar") if self._on_thumb(y) else style
        sign = self.glyphs.thumb if self._on_thumb(y) else " "
        return Strip.join([strip, Strip(Content.styled(sign, bar).render_segments(style))])

    def _on_thumb(self, y: int) -> bool:
        height, count = self.size.height, len(self.lines)
        if count <= height or not height:
            return False
        start = self.top * height // count
        return start <= y < max(start + 1, (self.top + height) * height // count)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The words that were marked with the mouse."""
        return selection.extract("\n".join(line.plain for line in self.lines)), "\n"


def _same(some: Sequence[Content], others: Sequence[Content]) -> bool:
    return len(some) == len(others) and all(map(Content.is_same, some, others))
