"""The text of a source, opened at the words that a record rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store import cite
from store.verify import Check
from tui import text
from tui.panes.pen import Pen
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.verified import WRONG, Verified
from tui.widgets.lines import Lines

_AROUND: Final = 20_000
"""Characters before and after the words that are shown: some fifty screens."""
_WIDEST: Final = 86


class SourceBody(VerticalScroll):
    """The text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]


class SourceScreen(ModalScreen[None]):
    """Shows where the words of a record stand in its source.

    Args:
        pen: The means of drawing.
        verified: The texts.
        checks: What was found for the record, at least one place.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,h,q,backspace,O", "dismiss", show=False),
        Binding("n,tab", "turn(1)", show=False),
        Binding("N,shift+tab", "turn(-1)", show=False),
    ]

    def __init__(self, pen: Pen, verified: Verified, checks: Sequence[Check]) -> None:
        super().__init__()
        self._pen, self._verified, self._checks = pen, verified, checks
        self._number = 0

    def compose(self) -> ComposeResult:
        """What was found, the text, the keys."""
        with Vertical(id="source-text", classes="dialog"):
            yield Static(id="source-found")
            with SourceBody():
                yield Lines(id="source-lines")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Opens the text at the words."""
        keys = [("↑ ↓", "scroll"), ("esc", "leave")]
        if len(self._checks) > 1:
            keys.insert(1, ("n", "the next place"))
        self.query_one(DialogKeys).show(self._pen.palette, keys)
        self._show()
        self.query_one(SourceBody).focus()

    def on_resize(self) -> None:
        """Sets the text anew."""
        self._show()

    def action_turn(self, by: int) -> None:
        """Goes to another place of the record."""
        self._number = (self._number + by) % len(self._checks)
        self._show()

    def _show(self) -> None:
        check, palette = self._checks[self._number], self._pen.palette
        row = self._pen.corpus.sources.row(check.source)
        name = check.source if row is None else cite.reference(self._pen.corpus.sources[row])
        frame = self.query_one("#source-text")
        frame.border_title = text.cut(text.content(name), max(8, self.app.size.width - 16))
        ink = palette.caution if check.result in WRONG else palette.soft
        said = f"{check.field}: {check.result}"
        if check.difference:
            said += f" · {check.difference}"
        self.query_one("#source-found", Static).update(text.content(said, ink))
        width = max(10, min(_WIDEST, self.app.size.width - 12))
        lines, at = self._lines(check, width)
        height = max(1, min(len(lines), self.app.size.height - 9))
        body = self.query_one(SourceBody)
        body.styles.height = height
        self.query_one("#source-lines", Lines).show(lines)
        body.scroll_to(y=max(0, at - height // 3), animate=False)

    def _lines(self, check: Check, width: int) -> tuple[list[Content], int]:
        """The text about the words, and the line on which they begin."""
        whole, palette = self._verified.texts[check.source], self._pen.palette
        start, end = check.start or 0, check.end or 0
        parts = (
            (whole[max(0, start - _AROUND) : start], palette.soft),
            (whole[start:end], palette.verbatim + palette.found),
            (whole[end : end + _AROUND], palette.soft),
        )
        counts, shown = [], Content("")
        for words, ink in parts:
            counts.append(len(shown))
            shown = text.joined(shown, text.content(words, ink, one_line=False, whole=True))
        lines: list[Content] = []
        at = seen = 0
        for paragraph in shown.split("\n", allow_blank=True):
            if seen <= counts[1]:
                at = len(lines)
            set_lines = text.wrap(paragraph, width)
            if seen <= counts[1] <= seen + len(paragraph):
                at += _line_of(set_lines, counts[1] - seen)
            lines += set_lines
            seen += len(paragraph) + 1
        return lines, at


def _line_of(lines: Sequence[Content], place: int) -> int:
    """The line on which a place of a paragraph stands; blanks at line ends are not counted."""
    passed = 0
    for number, line in enumerate(lines):
        passed += len(line) + 1
        if place < passed:
            return number
    return max(0, len(lines) - 1)
