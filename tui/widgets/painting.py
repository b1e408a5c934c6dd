"""The painted lines of a list, kept by what they show and not by where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.segment import Segment
from textual.cache import LRUCache
from textual.content import Content
from textual.strip import Strip

from tui.widgets.page import Paint, paint
from tui.widgets.rows import Part

if TYPE_CHECKING:
    from rich.style import Style
    from textual.color import Color
    from textual.filter import LineFilter

    from tui.widgets.page import Page

_KEPT = 4096
"""Painted lines that are kept: several screens, however tall the terminal."""


class Inks(Struct, frozen=True):
    """All that the look of a line hangs on, but the line itself.

    Args:
        width: Cells of a line.
        cursor: For the lines of the row under the cursor.
        others: For all other lines.
        filters: What a painted line goes through.
        background: The colour behind it, for the filters.
    """

    width: int
    cursor: Paint
    others: Paint
    filters: tuple[LineFilter, ...]
    background: Color


class Painter:
    """Paints lines, each once for the cursor's row and once for any other place.

    Textual keeps the lines of a widget by their place, so that all must be made anew when the rows
    scroll by one.

    Args:
        inks: What to paint with.
    """

    def __init__(self, inks: Inks) -> None:
        self.inks = inks
        # With a line's text its identity is kept, which no other text can have meanwhile.
        self._painted: LRUCache[tuple[int, bool, bool, bool], tuple[Content | None, Strip]]
        self._painted = LRUCache(_KEPT)
        self._latest: tuple[Page, range, int, list[Strip]] | None = None

    def lines(self, page: Page, rows: range, cursor: int) -> list[Strip]:
        """Some lines of a page; asked for again, as when something beside it changes, the same.

        Args:
            page: The page.
            rows: The lines.
            cursor: Index of the row under the cursor.
        """
        latest = self._latest
        if latest is None or latest[0] is not page or latest[1:3] != (rows, cursor):
            strips = [self.line(page, y, cursor) for y in rows]
            latest = self._latest = (page, rows, cursor, strips)
        return latest[3].copy()

    def painted(self, page: Page, y: int, cursor: int) -> Strip:
        """One line of a page.

        Args:
            page: The page.
            y: The line.
            cursor: Index of the row under the cursor.
        """
        return paint(page, y, self.inks.cursor if _is_at(cursor, page, y) else self.inks.others)

    def line(self, page: Page, y: int, cursor: int) -> Strip:
        """One line of a page, ready for the terminal.

        Args:
            page: The page.
            y: The line.
            cursor: Index of the row under the cursor.
        """
        line = page.line(y)
        text = line.text if line else None
        key = (id(text), _is_at(cursor, page, y), page.has_bar(y), page.has_thumb(y))
        kept = self._painted.get(key)
        if kept is None:
            strip = self.painted(page, y, cursor)
            for part in self.inks.filters:
                strip = strip.apply_filter(part, self.inks.background)
            kept = self._painted[key] = (text, fewer_changes(strip))
        return kept[1]


def _is_at(cursor: int, page: Page, y: int) -> bool:
    """Whether a line belongs to the row under the cursor."""
    line = page.line(y)
    return line is not None and line.row == cursor and line.part is Part.BODY


def fewer_changes(strip: Strip) -> Strip:
    """The same line with fewer changes of ink, each of which is some forty bytes to the terminal.

    Blanks take the ink of what stands before them, where it cannot be seen in them.
    """
    segments: list[Segment] = []
    for segment in strip:
        before = segments[-1].style if segments else None
        style = segment.style
        if before and style and not segment.text.strip(" ") and _on_blanks(style, before):
            style = before
        segments.append(Segment(segment.text, style, segment.control))
    return Strip(segments, strip.cell_length).simplify()


def _on_blanks(style: Style, other: Style) -> bool:
    """Whether two styles look the same on blanks; a line through or under them has the ink."""
    if style.underline or style.strike or style.reverse or style.link:
        return style == other
    return style.bgcolor == other.bgcolor and not (
        other.underline or other.strike or other.reverse or other.link
    )
