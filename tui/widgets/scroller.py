"""A window on rows that are drawn only when they are seen: painting and scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.layout import Aim, Layout
from tui.widgets.page import Glyphs, Paint
from tui.widgets.painting import Inks, Painter
from tui.widgets.rows import Drawn, Part

if TYPE_CHECKING:
    from textual.strip import Strip

    from tui.widgets.page import Page
    from tui.widgets.rows import Line


class RowScroller(Widget):
    """Rows on the screen, one of them under a cursor, and a scroll bar of one cell.

    The place is counted in rows, so that it costs the same wherever it is. What the rows are, and
    how the cursor comes to one, is for the subclass to say.

    Args:
        pinned: 1 when the first row is the head and never scrolls away, else 0.
        empty: Lines to show when there are no rows, or none but the head.
        show_resting: Whether the cursor is seen while the widget has no focus.
        id: The id of the widget.
        classes: The CSS classes of the widget.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "virtual-list--cursor",
        "virtual-list--resting",
        "virtual-list--bar",
        "virtual-list--scrollbar",
    }
    """
    | Class | Description |
    | :- | :- |
    | `virtual-list--cursor` | The cursor row of the list that has the focus. |
    | `virtual-list--resting` | The cursor row of any other list. |
    | `virtual-list--bar` | The bar in the first cell of the cursor row. |
    | `virtual-list--scrollbar` | The scroll bar: its colour is the thumb's. |
    """

    DEFAULT_CSS = """
    RowScroller {
        width: 1fr;
        height: 1fr;
        overflow: hidden hidden;
        & > .virtual-list--cursor { background: $foreground 14%; text-style: bold; }
        & > .virtual-list--resting { background: $foreground 7%; }
        & > .virtual-list--bar { color: $foreground 60%; }
        &:focus > .virtual-list--bar { color: $accent; }
        & > .virtual-list--scrollbar { color: $foreground 30%; }
        &:ansi > .virtual-list--cursor {
            background: ansi_default; text-style: bold underline;
        }
        &:ansi > .virtual-list--resting { background: ansi_default; text-style: underline; }
        &:ansi > .virtual-list--bar { color: ansi_default; }
        &:ansi > .virtual-list--scrollbar { color: ansi_default; }
        &:nocolor > .virtual-list--cursor { text-style: bold underline; }
        &:nocolor > .virtual-list--resting { text-style: underline; }
    }
    """

    show_resting: reactive[bool] = reactive(True)
    """Whether the cursor is seen while the list has no focus."""

    empty: reactive[Sequence[Content]] = reactive[Sequence[Content]]((), init=False)
    """Lines to show when there are no rows, or none but the head."""

    glyphs: reactive[Glyphs] = reactive(Glyphs())
    """The signs of the cursor and the scroll bar."""

    class Scrolled(Message, namespace="virtual_list"):
        """Another row is the first that is seen under the head.

        A refill posts none, unless the list has no size yet when it is filled.

        Args:
            virtual_list: The list.
            first_visible: Index of that row.
        """

        def __init__(self, virtual_list: RowScroller, first_visible: int) -> None:
            super().__init__()
            self.virtual_list = virtual_list
            self.first_visible = first_visible

        @property
        def control(self) -> RowScroller:
            """The list."""
            return self.virtual_list

    def __init__(
        self,
        *,
        pinned: int = 0,
        empty: Sequence[Content] = (),
        show_resting: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(RowScroller.empty, empty)
        self.set_reactive(RowScroller.show_resting, show_resting)
        self._place = Layout(self.draw, self.draw_empty, pinned)
        self._announced_top = pinned
        self._kept_painter: Painter | None = None

    def draw(self, index: int, width: int, forced: bool) -> Drawn:
        """Draw a row. To be overridden.

        Args:
            index: Index of the row.
            width: Cells that a line may take, at least 1; what is longer is cut off.
            forced: True for the first row that is seen and for the cursor row, which must say
                what other rows may leave to the row above them.
        """
        raise NotImplementedError

    def draw_empty(self, width: int) -> Sequence[Content]:
        """The lines to show when there are no rows; by default `empty`.

        Args:
            width: Cells that a line may take, at least 1.
        """
        return self.empty

    @property
    def pinned(self) -> int:
        """1 when the first row is the head of the list and never scrolls away, else 0."""
        return self._place.pinned

    @property
    def cursor(self) -> int:
        """Index of the cursor row; -1 when there are no rows."""
        return self._place.cursor

    @property
    def first_visible(self) -> int | None:
        """Index of the first row that is seen under the head; None when there is none."""
        self._page()
        return self._place.top if self._place.top < self._place.count else None

    @property
    def visible_rows(self) -> range:
        """Indexes of the rows of which a line is seen, without the head."""
        page = self._page()
        seen = [line.row for line in page.lines[page.head :] if line.part is Part.BODY]
        return range(seen[0], seen[-1] + 1) if seen else range(0)

    def redraw(self) -> None:
        """Draw every row anew, because what rows show has changed, but not the rows."""
        self._place.forget_drawn()
        self.refresh()

    def foresee(self) -> None:
        """Paint what the next step of the cursor will show, so that its key need not wait."""
        if self._place.count:
            painter = self._painter()
            for by in (-1, 1):
                page = self._place.foreseen(self.size, by)
                for y in range(page.size.height):
                    painter.line(page, y, page.window.cursor)

    def scroll_rows(self, by: int) -> None:
        """Scroll by some rows, but past none that was not seen whole; the cursor stays.

        Args:
            by: Rows; negative for backwards.
        """
        if self._place.count:
            self._scroll_to_top(self._page().window.scrolled(self._place.top, by))

    def scroll_from(self, row: int) -> None:
        """Scroll so that a row is the first under the head, if there is enough below it.

        Args:
            row: Index of the row.
        """
        self._scroll_to_top(row)

    def watch_empty(self) -> None:
        """Show other words for an empty list."""
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the list, without the filters of what goes to the terminal."""
        return self._painter().painted(self._page(), y, self.cursor)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines; those that were painted before are the same wherever they stand now.

        Args:
            crop: The part of the widget to paint, its borders included.
        """
        above, right, bottom, left = self.gutter
        if right or bottom or left or crop.column_span != (0, self.size.width):
            return super().render_lines(crop)
        rule = max(0, min(above, crop.bottom) - crop.y)
        strips = super().render_lines(Region(0, crop.y, crop.width, rule)) if rule else []
        rows = range(crop.y + rule - above, crop.bottom - above)
        return strips + self._painter().lines(self._page(), rows, self.cursor)

    def _painter(self) -> Painter:
        """What paints the lines in the looks of the moment."""
        look, glyph = "virtual-list--cursor", self.glyphs.cursor
        if not self.has_focus:
            look, glyph = "virtual-list--resting", self.glyphs.resting
        plain = row = bar = self.visual_style
        if self.has_focus or self.show_resting:
            row = self.get_visual_style(look)
            bar = self.get_visual_style("virtual-list--bar", partial=True)
        else:
            glyph = " "
        scrollbar = self.get_visual_style("virtual-list--scrollbar")
        thumb = self.glyphs.thumb
        inks = Inks(
            self.size.width,
            Paint(row, glyph, bar, scrollbar, thumb),
            Paint(plain, " ", plain, scrollbar, thumb),
            tuple(self.get_line_filters()),
            self.background_colors[1],
        )
        if self._kept_painter is None or self._kept_painter.inks != inks:
            self._kept_painter = Painter(inks)
        return self._kept_painter

    def on_resize(self) -> None:
        """Keep the cursor row in view if it is."""
        self._page()
        self.refresh()

    def _scroll_to_top(self, top: int) -> None:
        self._place.top = top
        self._lay_out(Aim.LEAVE)

    def _lay_out(self, aim: Aim) -> None:
        """Lays the page out anew, and has those lines painted that are others now."""
        before = self._place.latest
        self._place.aim(aim)
        page = self._page()
        if before is None or (page.size, page.thumb) != (before.size, before.thumb):
            self.refresh()
            return
        cursors = {before.window.cursor, page.window.cursor}
        width, height = page.size
        other = [y for y in range(height) if _differ(before.line(y), page.line(y), cursors)]
        if other:
            self.refresh(*[Region(0, y, width, 1) for y in other])

    def _page(self, *, quiet: bool = False) -> Page:
        """The page for the size as it is; says so when it begins with another row."""
        page = self._place.page(self.size)
        if self._place.top != self._announced_top:
            self._announced_top = self._place.top
            if not quiet:
                self.post_message(self.Scrolled(self, self._place.top))
        return page


def _differ(before: Line | None, now: Line | None, cursors: set[int]) -> bool:
    """Whether a line must be painted again, also for a cursor that leaves or enters it."""
    if before is None or now is None:
        return before is not now
    if before.row != now.row or before.part is not now.part or now.row in cursors:
        return True
    return before.text is not now.text
