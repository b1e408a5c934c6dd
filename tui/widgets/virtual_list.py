"""A list that draws only what is seen, and scrolls in rows.

Thirty rows and a million are the same to it: nothing is mounted, measured or copied beforehand,
and every step asks for about one screen of rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.message import Message

from tui.widgets.layout import Aim
from tui.widgets.mouse import MouseScroller
from tui.widgets.page import ASCII_GLYPHS, Glyphs
from tui.widgets.rows import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual import events
    from textual.content import Content

__all__ = ["ASCII_GLYPHS", "Drawn", "Glyphs", "VirtualList"]

T = TypeVar("T")
Item = TypeVar("Item")


class VirtualList(MouseScroller, Generic[T], can_focus=True):
    """A list of rows of one or more lines, with a cursor.

    A subclass says how a row looks (`draw`) and, where the items are not their own identity, what
    identifies one (the argument `key`, or `key_of`). The list binds no keys: it offers the actions
    `cursor`, `page`, `top` and `bottom`.

    Args:
        key: Gives an item's identity; by default the item itself.
        pinned: 1 when the first row is the head of the list and never scrolls away, else 0.
        empty: Lines to show when there are no rows, or none but the head.
        show_resting: Whether the cursor is seen while the list has no focus.
        id: The id of the widget.
        classes: The CSS classes of the widget.
    """

    class Moved(Generic[Item], Message):
        """The user moved the cursor to another row. Never posted for a move by the program.

        Args:
            virtual_list: The list.
            item: The item under the cursor.
        """

        def __init__(self, virtual_list: VirtualList[Item], item: Item) -> None:
            super().__init__()
            self.virtual_list = virtual_list
            self.item = item

        @property
        def control(self) -> VirtualList[Item]:
            """The list."""
            return self.virtual_list

    class Opened(Moved[Item]):
        """The user asked for what is behind a row, by a double click on it."""

    def __init__(
        self,
        *,
        key: Callable[[T], Hashable] | None = None,
        pinned: int = 0,
        empty: Sequence[Content] = (),
        show_resting: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(
            pinned=pinned, empty=empty, show_resting=show_resting, id=id, classes=classes
        )
        self._identify = key
        self._items: Sequence[T] = ()

    def key_of(self, item: T) -> Hashable:
        """What identifies an item through a refill."""
        return self._identify(item) if self._identify else item

    @property
    def rows(self) -> Sequence[T]:
        """The rows that were shown last."""
        return self._items

    @property
    def current(self) -> T | None:
        """The item under the cursor; None when there are no rows."""
        return self._items[self.cursor] if self._items else None

    def show(self, rows: Sequence[T], keep: Hashable | None = None, at: int | None = None) -> None:
        """Show other rows, without a message.

        A record that was under the cursor and is kept stays on its line of the screen, as near as
        whole rows allow. The rows must not change afterwards: show them again when they do.

        Args:
            rows: The rows. Only those near the window are looked at, except to find `keep`.
            keep: Key of the item to put the cursor on; where there is none, the first row.
            at: Where `keep` is believed to be, which spares the search; without `keep`, the
                index to put the cursor on.
        """
        same = bool(self._items) and self.key_of(self._items[self.cursor]) == keep
        self._items = rows
        cursor = self._find(keep, at)
        hold = same and cursor >= 0 and self.key_of(rows[cursor]) == keep
        self._place.refill(len(rows), cursor, hold=hold)
        self._page(quiet=True)
        self.refresh()

    def move_to(self, index: int) -> None:
        """Move the cursor, without `Moved`, and see to it that its row is seen.

        Args:
            index: The row; one out of bounds means the nearest.
        """
        if not self._items:
            return
        place = self._place
        window = self._page().window
        place.cursor = max(0, min(index, len(self._items) - 1))
        seen = window.top_revealing(place.cursor, place.top) == place.top
        self._lay_out(Aim.SHOW if seen else Aim.PLACE)

    def action_cursor(self, by: int) -> None:
        """Move the cursor by some rows, as the user."""
        self._go(self.cursor + by)

    def action_page(self, by: float) -> None:
        """Turn the page, as the user.

        Args:
            by: Pages: 1.0 a whole one, 0.5 a half, negative for backwards.
        """
        if not self._items:
            return
        if self._place.cursor_line is None:
            self._lay_out(Aim.SHOW)
        self._place.top, cursor = self._page().window.turned(self._place.top, by)
        self._go(cursor)

    def action_top(self) -> None:
        """Move the cursor to the first row, as the user."""
        self._go(0)

    def action_bottom(self) -> None:
        """Move the cursor to the last row, as the user."""
        self._go(len(self._items) - 1)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row under the pointer; open it on a double click.

        Nothing scrolls, so that the second click of two meets the same row.
        """
        row = self.row_at(event)
        if row is None:
            return
        event.stop()
        if event.chain == 2 and row == self.cursor:
            self.post_message(self.Opened(self, self._items[row]))
        else:
            self._go(row, Aim.LEAVE)

    def _find(self, keep: Hashable | None, at: int | None) -> int:
        rows = self._items
        if not rows:
            return -1
        if at is not None and 0 <= at < len(rows) and keep in (None, self.key_of(rows[at])):
            return at
        if keep is None:
            return 0
        return next((n for n, item in enumerate(rows) if self.key_of(item) == keep), 0)

    def _go(self, index: int, aim: Aim = Aim.SHOW) -> None:
        """Move the cursor to the nearest row there is, as the user."""
        if not self._items:
            return
        index = max(0, min(index, len(self._items) - 1))
        moved = index != self.cursor
        self._place.cursor = index
        self._lay_out(aim)
        if moved:
            self.post_message(self.Moved(self, self._items[index]))
