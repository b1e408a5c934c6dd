"""The command that reproduces the view, ready to copy."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui import text
from tui.palette import Palette
from tui.screens.dialog import DIALOG_STYLES, DialogKeys


class CommandDialog(ModalScreen[str | None]):
    """Shows the commands; gives the one that is to be copied.

    Args:
        explorer: Opens this view.
        twin: Prints it.
        palette: The inks.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,h,q,backspace,equals_sign", "dismiss(None)", show=False),
        Binding("y,enter", "take(0)", show=False),
        Binding("Y,p", "take(1)", show=False),
    ]

    def __init__(self, explorer: str, twin: str, palette: Palette) -> None:
        super().__init__()
        self._commands = (explorer, twin)
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Both commands, and the keys."""
        with Vertical(id="command", classes="dialog"):
            yield Static(id="command-text")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Shows the commands."""
        palette = self._palette
        self.query_one("#command").border_title = Content("The command for this view")
        parts = []
        for label, command in zip(("opens it", "prints it"), self._commands, strict=True):
            parts += [
                Content.styled(label, palette.dim),
                text.content(command, palette.ink, one_line=False),
                Content(""),
            ]
        self.query_one("#command-text", Static).update(Content("\n").join(parts[:-1]))
        keys = (("y", "copy the first"), ("Y", "copy the second"), ("esc", "leave"))
        self.query_one(DialogKeys).show(palette, keys)

    def action_take(self, number: int) -> None:
        """Gives a command to be copied."""
        self.dismiss(self._commands[number])
