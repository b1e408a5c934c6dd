"""The detail: the record under the cursor, in one column at the right or in two below."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.panes.describe import Page


class Detail(VerticalScroll, can_focus=False):
    """What is known of one record; the wheel scrolls it, the reader shows it whole."""

    two_columns: bool = False

    def __init__(self) -> None:
        super().__init__()
        self._main, self._facts = Static(id="detail-main"), Static(id="detail-facts")

    def compose(self) -> ComposeResult:
        """The columns."""
        yield Horizontal(self._main, self._facts)

    def widths(self) -> tuple[int, int]:
        """Cells of the words, and of the facts."""
        width = max(10, self.size.width - 3)
        if not self.two_columns:
            return width, width
        main = width * 48 // 100
        return main - 2, width - main

    def show(self, page: Page) -> None:
        """Shows a record."""
        main, facts = self._main, self._facts
        blank = (
            [Content("")] if page.facts and not self.two_columns and self.size.height > 8 else []
        )
        if self.two_columns:
            main.styles.width = self.widths()[0] + 2
            main.update(_lines(page.main))
            facts.update(_lines(page.facts))
        else:
            main.styles.width = "1fr"
            main.update(_lines([*page.main, *blank, *page.facts]))
        facts.display = self.two_columns
        self.scroll_home(animate=False)


def _lines(lines: Sequence[Content]) -> Content:
    return Content("\n").join(lines)
