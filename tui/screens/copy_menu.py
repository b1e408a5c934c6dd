"""Copying in another form: one key for each, and what it would give, before it is taken."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen

from store.errors import OnrecordError
from store.forms import FORMS, copied
from store.house import House
from store.related import Ref
from tui import text
from tui.clipboard import size_note
from tui.desk import Desk
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.lines import Lines
from tui.widgets.virtual_list import Drawn

_LONGEST = 4000
"""Characters of a preview: more is never seen."""


class Wanted(Struct, frozen=True):
    """What is to be copied, and how.

    Attributes:
        form: A key of `store.forms.FORMS`.
        refs: The records.
    """

    form: str
    refs: tuple[Ref, ...]


class FormList(Pane[str]):
    """The forms, each with its key."""

    def draw_row(self, item: str, index: int, width: int, forced: bool) -> Drawn:
        """A key and what it gives."""
        palette = self.drawn_with.palette
        form = FORMS[item]
        line = text.joined((f"{form.key} ", palette.accent), (form.label, palette.ink))
        return Drawn((text.cut(line, width),))


class CopyMenu(ModalScreen[Wanted | None]):
    """Asks for a form, and whether for this record or for all that are marked.

    Args:
        pen: The means of drawing.
        this: The record at hand.
        marked: The quotes in view that the user has marked.
        house: The house style.
        begin: The form to begin with: the last that was taken.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,q,backspace", "dismiss(None)", show=False),
        Binding("enter,right", "take", show=False),
        Binding("down", "cursor(1)", show=False),
        Binding("up", "cursor(-1)", show=False),
        Binding("home", "cursor(-1000000)", show=False),
        Binding("end", "cursor(1000000)", show=False),
        Binding("tab,space", "turn", show=False),
    ]

    def __init__(
        self, pen: Pen, this: Ref, marked: Sequence[Ref], house: House, begin: str
    ) -> None:
        super().__init__()
        self._pen, self._house = pen, house
        self._begin = begin if begin in FORMS else next(iter(FORMS))
        self._choices = [(this,)] + ([tuple(marked)] if marked else [])
        self._of = 0
        self._list = FormList()

    def compose(self) -> ComposeResult:
        """The forms, the preview, the keys."""
        with Vertical(id="copy-menu", classes="dialog"):
            with Horizontal(id="copy-columns"):
                yield self._list
                yield Lines(id="copy-preview")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Fills the list."""
        names = list(FORMS)
        self._list.pen = self._pen
        self._list.show(names, keep=self._begin)
        self._list.focus()
        self._show()

    def on_resize(self) -> None:
        """Sets the preview anew."""
        self._show()

    def _show(self) -> None:
        room = max(3, self.app.size.height - 7)
        self.query_one("#copy-columns").styles.height = min(len(FORMS) + 2, room)
        palette = self._pen.palette
        count = len(self._choices[self._of])
        what = "this" if self._of == 0 else f"{count} marked quote{'' if count == 1 else 's'}"
        frame = self.query_one("#copy-menu")
        frame.border_title, frame.border_subtitle = Content(f"Copy {what} as"), Content("")
        preview = self.query_one("#copy-preview", Lines)
        width = max(10, preview.size.width or 40)
        try:
            whole = copied(self._pen.corpus, self._choices[self._of], self._form, self._house)
        except OnrecordError as error:
            shown = text.content(str(error), palette.caution, one_line=False)
        else:
            shown = text.content(whole[:_LONGEST], palette.soft, one_line=False)
            frame.border_subtitle = Content(self._size_of(whole))
        lines = [line for part in shown.split("\n", allow_blank=True)
                 for line in text.wrap(part, width)]  # fmt: skip
        preview.show(lines[: self.app.size.height])
        keys = [("enter", "copy"), ("esc", "leave")]
        if len(self._choices) > 1:
            other = "the marked quotes" if self._of == 0 else "this one"
            keys.insert(1, ("tab", other))
        self.query_one(DialogKeys).show(palette, keys)

    def _size_of(self, whole: str) -> str:
        """How long a text is, and whether that is more than this terminal takes."""
        desk = self.app
        assert isinstance(desk, Desk)
        return size_note(whole, os.environ, desk.config.copy_command, web=desk.is_web)

    @property
    def _form(self) -> str:
        return self._list.current or self._begin

    def action_cursor(self, by: int) -> None:
        """Moves the cursor."""
        self._list.action_cursor(by)
        self._show()

    def action_turn(self) -> None:
        """Turns from this record to the marked ones, or back."""
        self._of = (self._of + 1) % len(self._choices)
        self._show()

    def action_take(self) -> None:
        """Takes the form under the cursor."""
        self._take(self._form)

    def _take(self, form: str) -> None:
        self.dismiss(Wanted(form, self._choices[self._of]))

    @on(Pane.Moved)
    def _moved(self) -> None:
        self._show()

    @on(Pane.Opened)
    def _opened(self) -> None:
        self.action_take()

    def on_key(self, event: events.Key) -> None:
        """Takes the form whose key is pressed."""
        for name, form in FORMS.items():
            if event.character == form.key:
                event.stop()
                self._take(name)
                return
