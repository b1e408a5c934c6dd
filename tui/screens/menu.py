"""A short list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from tui import text
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.virtual_list import Drawn


class Choices(Pane[int]):
    """The entries of a menu, by number."""

    choices: Sequence[Content] = ()

    def draw_row(self, item: int, index: int, width: int, forced: bool) -> Drawn:
        """What an entry says."""
        return Drawn((text.cut(self.choices[item], width),))


class Menu(ModalScreen[int | None]):
    """Asks for one of several; gives its number, or None.

    Args:
        title: What is asked.
        choices: What the entries say.
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

    def __init__(
        self, title: Content, choices: Sequence[Content], pen: Pen, begin: int = 0
    ) -> None:
        super().__init__()
        self._begin = begin
        self._title_text = title
        self._choices = choices
        self._pen = pen

    def compose(self) -> ComposeResult:
        """The frame, the list, the keys."""
        with Vertical(id="menu", classes="dialog"):
            yield Choices(id="menu-choices")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Fills the list."""
        self.query_one("#menu").border_title = self._title_text
        choices = self.query_one(Choices)
        choices.choices, choices.pen = self._choices, self._pen
        choices.show(range(len(self._choices)), at=self._begin)
        self.set_focus(choices)
        keys = (("enter", "choose"), ("esc", "leave"))
        self.query_one(DialogKeys).show(self._pen.palette, keys)
        self._set_height()

    def on_resize(self) -> None:
        """Leaves room for the frame and the keys."""
        self._set_height()

    def _set_height(self) -> None:
        most = max(3, self.app.size.height - 12)
        self.query_one(Choices).styles.height = min(len(self._choices), most)

    def action_cursor(self, by: int) -> None:
        """Moves the cursor."""
        self.query_one(Choices).action_cursor(by)

    def action_take(self) -> None:
        """Takes the entry under the cursor."""
        self.dismiss(self.query_one(Choices).current)

    @on(Pane.Opened)
    def _opened(self) -> None:
        self.action_take()
