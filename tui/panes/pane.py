"""What the three lists have in common: a title in the rule above, a head, a pen."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.content import Content

from tui import text
from tui.panes.pen import Pen
from tui.widgets.virtual_list import Drawn, VirtualList

T = TypeVar("T")


class Pane(VirtualList[T | None], Generic[T]):
    """A list of records. In panes with a head, the first row (None) stands for all of them."""

    TITLE: ClassVar[str] = ""
    pen: Pen | None = None
    """What it draws with; None until the dossier is open."""

    _named: Content | None = None

    @property
    def drawn_with(self) -> Pen:
        """The pen, which is there whenever there are rows."""
        assert self.pen is not None
        return self.pen

    def name_it(self, words: Content, count: int) -> None:
        """Puts a title into the rule above the pane."""
        if self.pen is None:
            return
        # The screen knows before the pane does, which is told by a message.
        focused = self.is_attached and self.screen.focused is self
        ink = self.pen.palette.accent if focused else self.pen.palette.soft
        style = ink + text.BOLD if focused else ink
        title = text.joined(words.stylize(style), " ", self.pen.label(str(count)))
        if self._named is None or not self._named.is_same(title):
            self._named = title
            self.border_title = title  # which paints the whole pane

    def draw(self, index: int, width: int, forced: bool) -> Drawn:
        """A row, or the head."""
        item = self.rows[index]
        if item is None:
            return Drawn((self.draw_all(width),))
        return self.draw_row(item, index, width, forced)

    def draw_all(self, width: int) -> Content:
        """The head of the pane."""
        raise NotImplementedError

    def draw_row(self, item: T, index: int, width: int, forced: bool) -> Drawn:
        """A record."""
        raise NotImplementedError
