"""A short list to choose from, with one key for each entry where that is quicker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui import text
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.virtual_list import Drawn


@dataclass(frozen=True)
class Choice:
    """An entry of a menu.

    Attributes:
        label: What it says.
        key: A key that takes it at once; empty for none.
        preview: What choosing it would give, shown below while the cursor is on it.
    """

    label: Content
    key: str = ""
    preview: Content | None = None


class Choices(Pane[int]):
    """The entries of a menu, by number."""

    choices: Sequence[Choice] = ()

    def draw_row(self, item: int, index: int, width: int, forced: bool) -> Drawn:
        """An entry: its key, then what it says."""
        pen = self.drawn_with
        choice = self.choices[item]
        key = f"{choice.key} " if choice.key else ""
        return Drawn((text.cut(text.joined((key, pen.palette.accent), choice.label), width),))


class Menu(ModalScreen[int | None]):
    """Asks for one of several; gives its number, or None.

    Args:
        title: What is asked.
        choices: The entries.
        pen: The means of drawing.
        begin: The entry to put the cursor on.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,h,q,backspace", "dismiss(None)", show=False),
        Binding("enter,right,l", "take", show=False),
        Binding("down,j", "cursor(1)", show=False),
        Binding("up,k", "cursor(-1)", show=False),
        Binding("home,g", "cursor(-1000000)", show=False),
        Binding("end,G", "cursor(1000000)", show=False),
    ]

    def __init__(self, title: Content, choices: Sequence[Choice], pen: Pen, begin: int = 0) -> None:
        super().__init__()
        self._begin = begin
        self._title_text = title
        self._choices = choices
        self._pen = pen

    def compose(self) -> ComposeResult:
        """The frame, the list, the preview, the keys."""
        with Vertical(id="menu", classes="dialog"):
            yield Choices(id="menu-choices")
            yield Static(id="menu-preview")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Fills the list."""
        self.query_one("#menu").border_title = self._title_text
        choices = self.query_one(Choices)
        choices.choices, choices.pen = self._choices, self._pen
        choices.styles.height = min(len(self._choices), max(3, self.app.size.height - 12))
        choices.show(range(len(self._choices)), at=self._begin)
        self.set_focus(choices)
        self.query_one("#menu-preview").display = any(c.preview for c in self._choices)
        self._show_preview()
        palette = self._pen.palette
        keys = (("enter", "choose"), ("esc", "leave"))
        self.query_one(DialogKeys).show(palette, keys)

    def _show_preview(self) -> None:
        number = self.query_one(Choices).current
        preview = None if number is None else self._choices[number].preview
        self.query_one("#menu-preview", Static).update(preview or Content(""))

    def action_cursor(self, by: int) -> None:
        """Moves the cursor."""
        self.query_one(Choices).action_cursor(by)

    def action_take(self) -> None:
        """Takes the entry under the cursor."""
        self.dismiss(self.query_one(Choices).current)

    @on(Pane.Moved)
    def _moved(self) -> None:
        self._show_preview()

    @on(Pane.Opened)
    def _opened(self) -> None:
        self.action_take()

    def on_key(self, event: events.Key) -> None:
        """Takes the entry whose key is pressed."""
        for number, choice in enumerate(self._choices):
            if choice.key and event.character == choice.key:
                event.stop()
                self.dismiss(number)
                return
