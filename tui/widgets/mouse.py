"""What the mouse does in a list: its wheel, its scroll bar, the row that is clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.rows import Part
from tui.widgets.scroller import RowScroller

if TYPE_CHECKING:
    from textual import events

WHEEL_ROWS = 3
"""Rows that one notch of the mouse wheel scrolls."""


class MouseScroller(RowScroller):
    """Rows that the mouse scrolls, by its wheel or by their scroll bar, and points at."""

    _grip: int | None = None
    """While the thumb is dragged, the line of it that is held."""
    _was_dragged = False

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the cursor stays where it is, though it may leave the view."""
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back; the cursor stays where it is, though it may leave the view."""
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scroll bar."""
        self._was_dragged = False
        page = self._page()
        spot = event.get_content_offset(self)
        if event.button != 1 or spot is None or page.thumb is None or not page.on_bar(*spot):
            return
        event.stop()
        self.capture_mouse()
        if page.has_thumb(spot.y):
            self._grip = spot.y - page.head - page.thumb.start
        else:
            self._grip = page.thumb.size // 2
            self._drag_to(spot.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll bar."""
        if self._grip is not None:
            event.stop()
            self._drag_to(event.get_content_offset_capture(self).y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the scroll bar."""
        if self._grip is not None:
            event.stop()
            self._grip, self._was_dragged = None, True
            self.release_mouse()

    def on_mouse_release(self) -> None:
        """Let go of the scroll bar, because something else took the mouse."""
        self._grip = None

    def on_hide(self) -> None:
        """Let go of the scroll bar, because it is no longer there."""
        self.release_mouse()

    def row_at(self, event: events.Click) -> int | None:
        """The row that a click with the first button fell on; None where it was no row's body.

        The end of a drag of the scroll bar, which reaches a widget as a click, is none.
        """
        dragged, self._was_dragged = self._was_dragged, False
        page = self._page()
        spot = event.get_content_offset(self)
        if dragged or event.button != 1 or spot is None or page.on_bar(*spot):
            return None
        line = page.line(spot.y)
        return line.row if line and line.part is Part.BODY else None

    def _drag_to(self, y: int) -> None:
        page = self._page()
        self._scroll_to_top(page.window.top_at(y - page.head - (self._grip or 0)))
