"""A part of a statement, chosen word by word, to be copied with marks for what is left out."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from tui import text
from tui.panes.pen import Pen
from tui.panes.quotes import words
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.lines import Lines

_WORD: Final = re.compile(r"\S+")
_FAR: Final = 8
"""Words that up and down move by: about a line."""
_WIDEST: Final = 76


class PartBody(VerticalScroll, can_focus=False):
    """The words; keys reach it through the screen."""


class PartScreen(ModalScreen[tuple[int, int] | None]):
    """Asks for a part of a statement; gives its span in code points.

    The part always begins and ends with whole words: half a word is nobody's.

    Args:
        pen: The means of drawing.
        row: Row of the statement.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace,v", "dismiss(None)", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("left,h", "move(-1)", show=False),
        Binding("down,j", f"move({_FAR})", show=False),
        Binding("up,k", f"move(-{_FAR})", show=False),
        Binding("home,g", "move(-1000000)", show=False),
        Binding("end,G", "move(1000000)", show=False),
        Binding("tab,shift+tab,space", "turn", show=False),
        Binding("y,enter", "take", show=False),
    ]

    def __init__(self, pen: Pen, row: int) -> None:
        super().__init__()
        self._pen, self._row = pen, row
        self._words = [match.span() for match in _WORD.finditer(pen.corpus.quotes[row].text)]
        self._still, self._moving = 0, 0

    @property
    def part(self) -> tuple[int, int]:
        """The part that is chosen now."""
        first, last = sorted((self._still, self._moving))
        return self._words[first][0], self._words[last][1]

    def compose(self) -> ComposeResult:
        """The words and the keys."""
        with Vertical(id="part", classes="dialog"):
            with PartBody():
                yield Lines(id="part-words")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Shows the words, the first of them chosen."""
        self.query_one("#part").border_title = Content("Choose a part")
        keys = (("← → ↑ ↓", "move the end"), ("tab", "move the other"), ("y", "copy"),
                ("esc", "leave"))  # fmt: skip
        self.query_one(DialogKeys).show(self._pen.palette, keys)
        self._show()

    def on_resize(self) -> None:
        """Sets the words anew."""
        self._show()

    def _show(self) -> None:
        width = min(_WIDEST, self.app.size.width - 10)
        lines = text.wrap(words(self._pen, self._row, part=self.part), width)
        height = max(1, min(len(lines), self.app.size.height - 8))
        body = self.query_one(PartBody)
        body.styles.height = height
        self.query_one("#part-words", Lines).show(lines)
        share = self._words[self._moving][0] / max(1, self._words[-1][1])
        body.scroll_to(y=max(0, round(share * len(lines)) - height // 2), animate=False)

    def action_move(self, by: int) -> None:
        """Moves the end that is in hand."""
        self._moving = max(0, min(self._moving + by, len(self._words) - 1))
        self._show()

    def action_turn(self) -> None:
        """Takes the other end in hand."""
        self._still, self._moving = self._moving, self._still
        self._show()

    def action_take(self) -> None:
        """Gives the part."""
        self.dismiss(self.part)
