"""What was last copied, whole, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui import text
from tui.palette import Palette
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.lines import Lines


class CopiedBody(VerticalScroll):
    """The text that was copied."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]


class CopiedScreen(ModalScreen[bool]):
    """Shows the last copy; gives whether to copy it again.

    Args:
        copied: The text.
        outcome: What became of it, a sentence.
        palette: The inks.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,h,q,backspace,p", "dismiss(False)", show=False),
        Binding("y,enter", "dismiss(True)", show=False),
    ]

    def __init__(self, copied: str, outcome: str, palette: Palette) -> None:
        super().__init__()
        self._copied, self._outcome, self._palette = copied, outcome, palette

    def compose(self) -> ComposeResult:
        """The text, what became of it, the keys."""
        with Vertical(id="copied", classes="dialog"):
            with CopiedBody():
                yield Lines(id="copied-text")
            yield Static(id="copied-outcome")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Shows it."""
        frame = self.query_one("#copied")
        frame.border_title = Content(f"Last copied · {len(self._copied):,} characters")
        said = text.content(self._outcome, self._palette.dim, one_line=False)
        self.query_one("#copied-outcome", Static).update(said)
        keys = (("y", "copy it again"), ("↑ ↓", "scroll"), ("esc", "leave"))
        self.query_one(DialogKeys).show(self._palette, keys)
        self._show()
        self.query_one(CopiedBody).focus()

    def on_resize(self) -> None:
        """Sets the text anew."""
        self._show()

    def _show(self) -> None:
        width = max(8, min(78, self.app.size.width - 10))
        whole = text.content(self._copied, self._palette.ink, one_line=False, whole=True)
        lines = [line for part in whole.split("\n", allow_blank=True)
                 for line in text.wrap(part, width)]  # fmt: skip
        self.query_one(CopiedBody).styles.height = max(1, min(len(lines), self.app.size.height - 9))
        self.query_one("#copied-text", Lines).show(lines)
