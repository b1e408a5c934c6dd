"""The user's tags on a record, in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from store.errors import OnrecordError
from tui import text
from tui.palette import Palette
from tui.screens.dialog import DIALOG_STYLES, DialogKeys


class TagsScreen(ModalScreen[None]):
    """Asks for tags.

    Args:
        title: The record that they are on.
        tags: Those that it has.
        known: Those that are in use anywhere, offered while the user types.
        save: Keeps the tags; an error of the family says why it could not.
        palette: The inks.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", show=False)]

    def __init__(
        self,
        title: Content,
        tags: Sequence[str],
        known: Sequence[str],
        save: Callable[[tuple[str, ...]], None],
        palette: Palette,
    ) -> None:
        super().__init__()
        self._title_text, self._tags, self._known = title, tags, known
        self._save, self._palette = save, palette

    def compose(self) -> ComposeResult:
        """The line, the tags in use, the keys."""
        first = [f"{', '.join([*self._tags, tag])}" for tag in self._known if tag not in self._tags]
        with Vertical(id="tags", classes="dialog"):
            yield Input(
                ", ".join(self._tags), placeholder="tags, with commas between", compact=True,
                select_on_focus=False, suggester=SuggestFromList(first, case_sensitive=False),
            )  # fmt: skip
            yield Static(id="tags-known")
            yield Static(id="tags-says")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Shows the tags in use."""
        palette = self._palette
        self.query_one("#tags").border_title = text.joined("Tags · ", self._title_text)
        known = self.query_one("#tags-known", Static)
        known.display = bool(self._known)
        known.update(
            text.joined(
                ("in use  ", palette.dim), text.content(", ".join(self._known[:24]), palette.soft)
            )
        )
        keys = (("enter", "save"), ("→", "complete"), ("esc", "leave"))
        self.query_one(DialogKeys).show(palette, keys)
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        tags = tuple(dict.fromkeys(tag.strip() for tag in event.value.split(",") if tag.strip()))
        try:
            self._save(tags)
        except OnrecordError as error:
            says = self.query_one("#tags-says", Static)
            says.update(text.content(str(error), self._palette.caution))
        else:
            self.dismiss()
