"""The geometry of a window on rows of unequal height.

Nothing here knows the widget. A row is drawn only when the window asks for it, and the window never
walks further than about one screen from where it stands, so that a list of a million rows costs
as much as one of thirty.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from tui.widgets.rows import Drawn, Line, Part, fit, row_lines

if TYPE_CHECKING:
    from collections.abc import Callable


class Thumb(NamedTuple):
    """The thumb of a scroll bar: its first line and its length, in lines of the window."""

    start: int
    size: int


class Window(Struct, frozen=True, dict=True):
    """A window of `room` lines on the rows `first` to `count` - 1.

    Its place is told by the index of its top row, which is always shown from its first line.

    Args:
        draw: Draws a row; the second argument is True for a row that must stand on its own: the
            top row and the one under the cursor.
        count: Number of rows.
        first: Index of the first row that scrolls.
        room: Height of the window in lines; 0 when there is no room at all.
        cursor: Index of the row under the cursor; it may lie outside the window.
    """

    draw: Callable[[int, bool], Drawn]
    count: int
    first: int
    room: int
    cursor: int

    def row(self, index: int, top: int | None = None) -> Drawn:
        """The row as drawn when `top` is the top row (None: when another row is)."""
        return self.draw(index, index in (top, self.cursor))

    def pitch(self, index: int, top: int | None = None) -> int:
        """Lines from the start of a row to the start of the next."""
        drawn = self.row(index, top)
        return drawn.height + drawn.gap

    @cached_property
    def last_top(self) -> int:
        """The furthest top row: the one with which the last row ends the window."""
        return self.top_showing(self.count - 1) if self.count > self.first else self.first

    def lines(self, top: int) -> list[Line]:
        """The lines of the window, at most `room` of them."""
        lines: list[Line] = []
        for index in range(top, min(self.count, top + self.room)):
            if len(lines) >= self.room:
                break
            lines += row_lines(index, self.row(index, top))
        return fit(lines, self.room)

    def whole(self, top: int) -> int:
        """Index of the last row that is seen whole; the top row counts as such."""
        used = self.pitch(top, top)
        index = top
        while index + 1 < self.count and used + self.row(index + 1).height <= self.room:
            index += 1
            used += self.pitch(index)
        return index

    def top_showing(self, index: int) -> int:
        """The smallest top row with which row `index` is whole, or `index` when it never is."""
        used = self.row(index).height
        top = index
        while top > self.first and used + self.pitch(top - 1) <= self.room:
            top -= 1
            used += self.pitch(top)
        while top < index and not self._shows(top, index):
            top += 1
        return top

    def top_placing(self, index: int, line: int) -> int:
        """The top row with which the body of row `index` begins nearest to `line`, and is seen.

        Args:
            index: The row.
            line: Where it should begin, counted from the first line of the window.
        """
        above = len(self.row(index).headings)
        top = index
        while top > self.first:
            step = self.pitch(top - 1)
            if abs(above + step - line) >= abs(above - line):
                break
            top -= 1
            above += step
        return self.top_revealing(index, min(top, self.last_top))

    def top_revealing(self, index: int, top: int) -> int:
        """The top row nearest to `top` with which row `index` is whole, or shows its beginning."""
        if index < self.first:
            return self.first
        if index <= top:
            return index
        top = max(top, self.top_showing(index))
        while top < index and not self._shows(top, index):
            top += 1
        return top

    def begins(self, top: int, index: int) -> int | None:
        """The line on which the body of row `index` begins; None when it is not in the window."""
        places = (
            line
            for line, (row, part, _) in enumerate(self.lines(top))
            if row == index and part is Part.BODY
        )
        return next(places, None)

    def scrolled(self, top: int, rows: int) -> int:
        """The top row after scrolling by some rows, but past none that was not seen whole."""
        if self.count <= self.first:
            return top
        if rows > 0:
            return min(top + rows, self._ahead(top, self.room), self.last_top)
        return max(top + rows, self._back(top, self.room), self.first)

    def turned(self, top: int, pages: float) -> tuple[int, int]:
        """Turn the page: the window moves, and the cursor keeps its line on the screen.

        Where the window can move no further, the cursor goes the rest of the way alone. No row is
        passed over unseen as long as `pages` is at most one.

        Args:
            top: The top row now.
            pages: How far, in heights of the window; negative for backwards.

        Returns:
            The new top row and the new row of the cursor.
        """
        if self.count <= self.first:
            return top, self.cursor
        budget = max(1, round(self.room * abs(pages)))
        line = self.begins(top, self.cursor) or 0
        if pages > 0:
            new = max(top, min(self._ahead(top, budget), self.last_top))
            moved = sum(self.pitch(index, top) for index in range(top, new))
            rest = budget - moved if new >= self.last_top else 0
            found = self._row_at(new, line + max(0, rest))
            return new, min(max(found, self.cursor + 1), self.count - 1)
        new = self._back(top, budget)
        moved = sum(self.pitch(index) for index in range(new, top))
        rest = budget - moved if new <= self.first else 0
        found = self._row_at(new, line - max(0, rest))
        return new, max(0, min(found, self.cursor - 1))

    def thumb(self, top: int) -> Thumb | None:
        """The thumb of the scroll bar, or None when there is nothing to scroll.

        It touches an end of the bar only where the list ends, so far as there is room to say so.
        """
        if self.last_top <= self.first or not self.room:
            return None
        shown = (self.count - self.last_top) / (self.count - self.first)
        size = max(1, min(self.room - 1, round(self.room * shown)))
        travel = self.room - size
        gone = min(1.0, (top - self.first) / (self.last_top - self.first))
        start = round(travel * gone)
        if travel > 1 and 0 < gone < 1:
            start = max(1, min(travel - 1, start))
        return Thumb(start, size)

    def top_at(self, start: int) -> int:
        """The top row for a thumb that is dragged to begin at line `start` of the bar."""
        thumb = self.thumb(self.first)
        if thumb is None or thumb.size >= self.room:
            return self.first
        gone = max(0.0, min(1.0, start / (self.room - thumb.size)))
        return self.first + round(gone * (self.last_top - self.first))

    def _shows(self, top: int, index: int) -> bool:
        above = 0
        for row in range(top, index):
            above += self.pitch(row, top)
            if above >= self.room:
                return False
        return above + self.row(index, top).height <= self.room

    def _row_at(self, top: int, line: int) -> int:
        if line < 0:
            return 0
        lines = self.lines(top)
        if line >= len(lines):
            return self.whole(top)
        return min(lines[line].row, self.whole(top))

    def _ahead(self, top: int, budget: int) -> int:
        """The row after the last that ends within `budget` lines; at least the next."""
        used = self.pitch(top, top)
        index = top + 1
        while index < self.count - 1 and used + self.row(index).height <= budget:
            used += self.pitch(index)
            index += 1
        return index

    def _back(self, top: int, budget: int) -> int:
        """The first row that begins within `budget` lines above `top`; at least the one before."""
        used = 0
        index = top
        while index > self.first:
            used += self.pitch(index - 1)
            if used > budget and index < top:
                break
            index -= 1
        return index
