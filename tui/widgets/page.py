"""The lines on the screen of a list, and how one is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.rows import Part

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.style import Style

    from tui.widgets.rows import Line
    from tui.widgets.window import Thumb, Window

LEFT, RIGHT, BAR = 1, 1, 1
"""Cells beside the text: the cursor's bar, the padding, the scroll bar."""


class Glyphs(Struct, frozen=True):
    """The signs that a list draws itself, one cell each.

    Args:
        cursor: Beside the cursor row of the list that has the focus.
        resting: Beside the cursor row of any other list.
        thumb: The thumb of the scroll bar.
    """

    cursor: str = "▌"
    resting: str = "▏"
    thumb: str = "▐"


ASCII_GLYPHS = Glyphs(cursor=">", resting="|", thumb="#")
"""For terminals whose font or locale cannot be trusted with blocks."""


def text_width(width: int) -> int:
    """Cells that a row may take in a list of some width: constant, scroll bar or not."""
    return max(1, width - LEFT - RIGHT - BAR)


class Page(Struct, frozen=True):
    """The lines on the screen, and what they were laid out for.

    Args:
        size: Size of the list in cells.
        window: The window on the rows that scroll.
        lines: The lines from the top, those of the head first; perhaps fewer than the size has.
        head: How many of them are the head's.
        thumb: The thumb of the scroll bar, counted from the first line under the head.
    """

    size: Size
    window: Window
    lines: tuple[Line, ...]
    head: int
    thumb: Thumb | None

    def line(self, y: int) -> Line | None:
        """What stands on a line of the screen; None for a blank one under the last row."""
        return self.lines[y] if 0 <= y < len(self.lines) else None

    def begins(self, index: int) -> int | None:
        """The line on which the body of a row begins, or None."""
        return next(
            (y for y, line in enumerate(self.lines) if line[:2] == (index, Part.BODY)), None
        )

    def has_bar(self, y: int) -> bool:
        """Whether the last cell of a line belongs to the scroll bar."""
        return self.thumb is not None and self.size.width > LEFT + BAR and y >= self.head

    def on_bar(self, x: int, y: int) -> bool:
        """Whether a cell belongs to the scroll bar."""
        return x == self.size.width - 1 and self.has_bar(y)

    def has_thumb(self, y: int) -> bool:
        """Whether that cell is the thumb."""
        return self.thumb is not None and 0 <= y - self.head - self.thumb.start < self.thumb.size


class Paint(Struct, frozen=True):
    """What a line is painted with.

    Args:
        row: Under the whole line, and the ink of what has none of its own.
        glyph: For the first cell.
        glyph_style: For the first cell, on top of `row`.
        bar: For the scroll bar.
        thumb: The sign of the thumb.
    """

    row: Style
    glyph: str
    glyph_style: Style
    bar: Style
    thumb: str


def paint(page: Page, y: int, paint: Paint) -> Strip:
    """Paint one line of a page over its whole width."""
    width = page.size.width
    line = page.line(y)
    has_bar = page.has_bar(y)
    room = max(0, width - LEFT - (BAR if has_bar else 0))
    text = line.text.render_segments(paint.row) if line else []
    inner = Strip(segment for segment in text if segment.text)
    inner = inner.adjust_cell_length(room, paint.row.rich_style)
    segments = [Segment(paint.glyph, (paint.row + paint.glyph_style).rich_style), *inner]
    if has_bar:
        glyph = paint.thumb if page.has_thumb(y) else " "
        segments.append(Segment(glyph, paint.bar.rich_style))
    return Strip(segments, LEFT + room + (BAR if has_bar else 0)).crop(0, width)
