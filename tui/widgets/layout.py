"""Where a list stands: its cursor, its top row, and the page that follows from them."""

from __future__ import annotations

from copy import copy
from enum import Enum
from typing import TYPE_CHECKING

from textual.cache import LRUCache
from textual.content import Content

from tui.widgets.page import Page, text_width
from tui.widgets.rows import Drawn, Line, Part, fit, row_lines
from tui.widgets.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.geometry import Size

CACHED_ROWS = 1024
"""Drawn rows that are kept: several screens, however tall the terminal."""


class Aim(Enum):
    """What the next page does about the cursor row."""

    KEEP = "stays in view if it is"
    SHOW = "comes into view by the shortest way"
    PLACE = "stands where it stood, or with some rows before it"
    LEAVE = "may lie out of view"


class Layout:
    """The place of a list of `count` rows on a screen of any size.

    A page is laid out only when it is asked for, and anew only when it is stale or the size is
    another. While there is no room at all an aim waits for some.

    Args:
        draw: Draws a row: its index, cells, and whether it must stand on its own.
        draw_empty: Draws what stands there when there are no rows, or none but the head.
        pinned: 1 when the first row is the head and never scrolls away, else 0.

    Attributes:
        count: Number of rows.
        cursor: Index of the cursor row; -1 when there are no rows.
        top: Index of the first row that is seen under the head.
        cursor_line: Line of the screen on which the cursor row's body begins; None when it is out
            of view.
    """

    def __init__(
        self,
        draw: Callable[[int, int, bool], Drawn],
        draw_empty: Callable[[int], Sequence[Content]],
        pinned: int,
    ) -> None:
        self._draw = draw
        self._draw_empty = draw_empty
        self.pinned = pinned
        self.count = 0
        self.cursor = -1
        self.top = pinned
        self.cursor_line: int | None = None
        self._aim = Aim.PLACE
        self._held_line: int | None = None
        self._drawn: LRUCache[tuple[int, int, bool], Drawn] = LRUCache(CACHED_ROWS)
        self._page: Page | None = None

    def refill(self, count: int, cursor: int, *, hold: bool) -> None:
        """Take other rows.

        Args:
            count: How many.
            cursor: Index of the cursor row; -1 when there are no rows.
            hold: Whether the cursor row is to stay on the line of the screen where it is now.
        """
        self.count, self.cursor = count, cursor
        self.forget_drawn()
        self.aim(Aim.PLACE, self.cursor_line if hold else None)

    def forget_drawn(self) -> None:
        """Draw every row anew for the next page."""
        self._drawn.clear()
        self._page = None

    def aim(self, aim: Aim, held_line: int | None = None) -> None:
        """Lay out the next page anew.

        Args:
            aim: What it does about the cursor row.
            held_line: For `Aim.PLACE`: the line of the screen to put the cursor row on.
        """
        self._aim, self._held_line, self._page = aim, held_line, None

    @property
    def latest(self) -> Page | None:
        """The page as it was laid out last; None when it is stale."""
        return self._page

    def page(self, size: Size) -> Page:
        """The page for a size in cells."""
        if self._page is None or self._page.size != size:
            self._page = self._compose(size)
        return self._page

    def foreseen(self, size: Size, by: int) -> Page:
        """The page as it will be after a step of the cursor; nothing moves yet.

        Args:
            size: Size of the list in cells.
            by: The step, in rows.
        """
        after = copy(self)
        after.cursor = max(0, min(self.cursor + by, self.count - 1))
        after.aim(Aim.SHOW)
        return after.page(size)

    def _compose(self, size: Size) -> Page:
        width = text_width(size.width)

        def draw_row(index: int, forced: bool) -> Drawn:
            key = (index, width, forced)
            drawn = self._drawn.get(key)
            if drawn is None:
                drawn = self._drawn[key] = self._draw(*key)
            return drawn

        first = min(self.pinned, self.count)
        if not size.area:
            nothing = Window(draw_row, self.count, first, 0, self.cursor)
            return Page(size, nothing, (), 0, None)
        head = self._head_lines(draw_row, size.height)
        window = Window(draw_row, self.count, first, size.height - len(head), self.cursor)
        self.top = self._aimed_top(window, len(head))
        self._aim = Aim.KEEP
        lines = head + window.lines(self.top)
        if self.count <= self.pinned:
            lines += self._empty_lines(size, len(head))
        page = Page(size, window, tuple(lines), len(head), window.thumb(self.top))
        self.cursor_line = page.begins(self.cursor)
        return page

    def _aimed_top(self, window: Window, head: int) -> int:
        if window.count <= window.first:
            return window.first
        cursor, aim = self.cursor, self._aim
        top = max(window.first, min(self.top, window.last_top))
        if aim is Aim.PLACE:
            # A third down the window leaves more to see of what follows than of what went before.
            line = window.room // 3 if self._held_line is None else self._held_line - head
            return window.first if cursor < window.first else window.top_placing(cursor, line)
        kept = aim is Aim.KEEP and self.cursor_line is not None and cursor >= window.first
        return window.top_revealing(cursor, top) if kept or aim is Aim.SHOW else top

    def _head_lines(self, draw_row: Callable[[int, bool], Drawn], height: int) -> list[Line]:
        """The pinned row, which leaves a line to the others unless the cursor stands on it."""
        if not self.pinned or not self.count:
            return []
        alone = self.cursor < self.pinned or self.count <= self.pinned
        lines = row_lines(0, draw_row(0, self.cursor == 0))
        return fit(lines, height if alone else max(0, height - 1))

    def _empty_lines(self, size: Size, head: int) -> list[Line]:
        above = 0 if head or size.height < 2 else 1
        texts = self._draw_empty(text_width(size.width))[: max(0, size.height - head - above)]
        blanks = [Content("")] * above
        return [Line(-1, Part.GAP, text) for text in (*blanks, *texts)]
