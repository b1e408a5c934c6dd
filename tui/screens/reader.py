"""The reader: one statement whole, with all that is known of it; next and previous in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from store.mark_set import MarkSet
from store.related import Ref
from tui import text
from tui.commands import Where, bindings_of
from tui.panes.describe import quote_page
from tui.panes.key_bar import KeyBar
from tui.panes.pen import Pen
from tui.screens.dialog import DIALOG_STYLES
from tui.screens.marking import Marking
from tui.widgets.lines import Lines

_WIDEST = 92


@dataclass(frozen=True)
class Left:
    """How the reader was left.

    Attributes:
        number: The statement that was shown last, by its place in the list.
        target: A record to go to.
    """

    number: int
    target: Ref | None = None


class ReaderBody(VerticalScroll, can_focus=False):
    """The page; keys reach it through the screen."""


class Reader(ModalScreen[Left], Marking[Left]):
    """A statement, full size.

    Args:
        pen: The means of drawing.
        quotes: Rows of the statements in the list that it was opened from.
        number: Which of them to show.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("reader")]

    def __init__(self, pen: Pen, quotes: Sequence[int], number: int) -> None:
        super().__init__()
        self._pen = pen
        self._quotes = quotes
        self._number = number
        self._match: int | None = None

    @property
    def pen(self) -> Pen:
        """The means of drawing."""
        return self._pen

    @property
    def where(self) -> Where:
        """The reader."""
        return "reader"

    @property
    def record(self) -> Ref:
        """The statement that is shown."""
        return Ref("quotes", self._quotes[self._number])

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Vertical(id="reader", classes="dialog"):
            with ReaderBody():
                yield Lines(id="reader-page")
            yield KeyBar(id="reader-keys")

    def on_mount(self) -> None:
        """Shows the statement."""
        self._show()

    def on_resize(self) -> None:
        """Sets the page anew."""
        self._show()

    def _lines(self, number: int) -> list[Content]:
        """The page of a statement."""
        width = min(_WIDEST, self.app.size.width - 13)
        pen = replace(self._pen, whole=True)
        page = quote_page(pen, self._quotes[number], width, width, full=True)
        return [*page.main, Content(""), *page.facts]

    def _show(self) -> None:
        width, height = min(_WIDEST, self.app.size.width - 13), self.app.size.height - 7
        lines = self._lines(self._number)
        frame = self.query_one("#reader")
        frame.border_title = Content(f"Quote {self._number + 1} of {len(self._quotes)}")
        self.query_one(ReaderBody).styles.height = max(1, min(len(lines), height))
        frame.styles.width = width + 9
        self.query_one("#reader-page", Lines).show(lines)
        idle = () if self._pen.needles else ("reader.match",)
        self.query_one("#reader-keys", KeyBar).keys(
            self._pen.palette, self.desk.footer("reader", without=idle), width
        )

    def take_marks(self, marks: MarkSet) -> None:
        """Shows these marks."""
        self._pen = replace(self._pen, seen=replace(self._pen.seen, marks=marks))
        self._show()

    def action_part(self) -> None:
        """Asks for a part of the words, and copies it."""
        if not self._pen.corpus.quotes[self.record.row].text.strip():
            self.note("There are no words here to choose from.")
            return
        from tui.screens.part import PartScreen

        def copy(part: tuple[int, int] | None) -> None:
            if part is not None:
                self.copy_as("attributed", part)

        self.app.push_screen(PartScreen(self._pen, self.record.row), copy)

    def action_scroll(self, by: int) -> None:
        """Scrolls; at the end of the page, turns to the next."""
        body = self.query_one(ReaderBody)
        at_end = body.scroll_offset.y >= body.max_scroll_y if by > 0 else body.scroll_offset.y <= 0
        if at_end:
            self.action_turn(by)
        else:
            body.scroll_relative(y=by, animate=False)

    def action_turn(self, by: int) -> None:
        """Shows another statement of the list."""
        number = self._number + by
        if 0 <= number < len(self._quotes):
            self._number, self._match = number, None
            self.query_one(ReaderBody).scroll_home(animate=False)
            self._show()
        else:
            self.note("This is the last quote." if by > 0 else "This is the first quote.")

    def action_match(self, by: int) -> None:
        """Goes to the next line with a word that was looked for, in this statement or the next."""
        if not self._pen.needles:
            self.note("No words are looked for: the filter has none.")
            return
        step = 1 if by > 0 else -1
        number, at = self._number, self._match
        while 0 <= number < len(self._quotes):
            lines = self._lines(number)
            hits = [n for n, line in enumerate(lines) if self._is_marked(line)]
            ahead = [n for n in hits if at is None or (n - at) * step > 0]
            if ahead:
                turned = number != self._number
                if turned:
                    self._number = number
                    self._show()
                self._match = ahead[0] if step > 0 else ahead[-1]
                # Another page must be laid out first.
                body = self.query_one(ReaderBody)
                body.scroll_to(y=self._match, animate=False, immediate=not turned)
                self.note(f"match {hits.index(self._match) + 1} of {len(hits)} in this quote")
                return
            number, at = number + step, None
        self.note("No further match." if by > 0 else "No match before this.")

    def _is_marked(self, line: Content) -> bool:
        """Whether a line has a word that was looked for, or a part of one broken at its end."""
        return any(span.style == self._pen.palette.found for span in line.spans)

    def action_page(self, by: float) -> None:
        """Scrolls by pages."""
        body = self.query_one(ReaderBody)
        body.scroll_relative(y=round(by * body.size.height), animate=False)

    def action_top(self) -> None:
        """Scrolls to the beginning."""
        self.query_one(ReaderBody).scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Scrolls to the end."""
        self.query_one(ReaderBody).scroll_end(animate=False)

    def action_out(self) -> None:
        """Closes the reader."""
        self.dismiss(Left(self._number))

    def go_to(self, target: Ref) -> None:
        """Closes the reader and goes to another record."""
        self.dismiss(Left(self._number, target))

    def note(self, words: str) -> None:
        """Says a sentence in the place of the keys."""
        palette = self._pen.palette
        self.query_one("#reader-keys", KeyBar).say(palette, text.joined((words, palette.caution)))
