"""Help for the pane with the focus: its keys under their headings, narrowed by typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from store.search import fold
from tui import text
from tui.commands import BY_ID, Where, commands_of, keys_of
from tui.palette import Palette
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.virtual_list import Drawn, VirtualList

_KEYS = 22


class CommandList(VirtualList[str]):
    """Commands by id, each with its keys and what it does; the line above keeps the focus."""

    can_focus = False
    palette: Palette | None = None
    keymap: Mapping[str, str] = {}

    def draw(self, index: int, width: int, forced: bool) -> Drawn:
        """A command, under the heading of its group."""
        assert self.palette is not None
        command = BY_ID[self.rows[index]]
        above = BY_ID[self.rows[index - 1]].group if index else ""
        heading: tuple[Content, ...] = ()
        if command.group != above:
            heading = (Content.styled(command.group, self.palette.accent),)
        keys = Content.styled("  ".join(keys_of(command, self.keymap)), self.palette.ink)
        keys = text.cut(keys, _KEYS).pad_right(max(0, _KEYS - keys.cell_length))
        line = text.joined(keys, "  ", (command.help, self.palette.soft))
        return Drawn((text.cut(line, width),), heading)


class Help(ModalScreen[None]):
    """What can be done in a place.

    Args:
        where: The place.
        title: Its name.
        keymap: The keys that differ from the defaults.
        palette: The inks.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False, priority=True),
        Binding("enter", "dismiss(None)", show=False, priority=True),
        Binding("down", "cursor(1)", show=False, priority=True),
        Binding("up", "cursor(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(
        self, where: Where, title: str, keymap: Mapping[str, str], palette: Palette
    ) -> None:
        super().__init__()
        self._where = where
        self._title_text = title
        self._keymap = keymap
        self._palette = palette

    def compose(self) -> ComposeResult:
        """The line to type in, the list, how to leave."""
        with Vertical(id="help", classes="dialog"):
            yield Input(placeholder="type to find a command", compact=True)
            yield CommandList()
            yield DialogKeys()

    def on_mount(self) -> None:
        """Fills the list."""
        self.query_one("#help").border_title = Content(f"Keys · {self._title_text}")
        commands = self.query_one(CommandList)
        commands.palette, commands.keymap = self._palette, self._keymap
        keys = (("↑ ↓", "move"), ("esc", "leave"))
        self.query_one(DialogKeys).show(self._palette, keys)
        self._fill("")
        self.set_focus(self.query_one(Input))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        wanted = fold(typed)
        found = [
            command.id
            for command in sorted(commands_of(self._where), key=lambda c: _GROUPS.index(c.group))
            if wanted in fold(f"{command.help} {command.group} {command.label}")
            or typed in keys_of(command, self._keymap)
        ]
        self.query_one(CommandList).show(found)

    def action_cursor(self, by: int) -> None:
        """Moves in the list while the line keeps the focus."""
        self.query_one(CommandList).action_cursor(by)

    def action_page(self, by: float) -> None:
        """Turns the page of the list."""
        self.query_one(CommandList).action_page(by)


_GROUPS = tuple(dict.fromkeys(command.group for command in BY_ID.values()))
