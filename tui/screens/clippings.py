"""Clippings: quotes as one document, seen before it is written, and never over another file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final, Literal, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store import files
from store.clippings import DOCUMENTS, Clippings, Grouping, document, suggested_name
from store.errors import OnrecordError
from store.house import House
from tui import text
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.lines import Lines
from tui.widgets.virtual_list import Drawn

Setting = Literal["quotes", "as", "grouped by", "your notes", "file"]
_SETTINGS: Final[tuple[Setting, ...]] = get_args(Setting)
_GROUPINGS: Final[tuple[Grouping, ...]] = get_args(Grouping)
_LONGEST: Final = 20_000
"""Characters of a preview."""
_LABEL: Final = 14


class Settings(Pane[Setting]):
    """What the document is to be, a row for each choice."""

    values: dict[Setting, str]

    def draw_row(self, item: Setting, index: int, width: int, forced: bool) -> Drawn:
        """A choice and what is chosen."""
        palette = self.drawn_with.palette
        value = text.content(self.values[item], palette.ink)
        arrows = "" if item == "file" else "  ← →"
        line = text.joined((f"{item:<{_LABEL}}", palette.dim), value, (arrows, palette.dim))
        return Drawn((text.cut(line, width),))


class PreviewBody(VerticalScroll, can_focus=False):
    """The document; keys reach it through the screen."""


class ClippingsScreen(ModalScreen[Path | None]):
    """Asks what the document is to be, shows it, and writes it; gives its path.

    Args:
        pen: The means of drawing, with what is in view.
        marked: Rows of the quotes in view that the user has marked.
        house: The house style.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        Binding("down,j", "cursor(1)", show=False),
        Binding("up,k", "cursor(-1)", show=False),
        Binding("right,l,space", "turn(1)", show=False),
        Binding("left,h", "turn(-1)", show=False),
        Binding("J,pagedown", "scroll(1)", show=False),
        Binding("K,pageup", "scroll(-1)", show=False),
        Binding("enter", "edit", show=False),
        Binding("s,ctrl+s", "save", show=False),
    ]

    def __init__(self, pen: Pen, marked: Sequence[int], house: House) -> None:
        super().__init__()
        self._pen, self._house = pen, house
        self._choices = [tuple(marked)] if marked else []
        self._choices.append(tuple(pen.seen.quotes))
        self._of, self._form, self._grouping = 0, list(DOCUMENTS).index("html"), 0
        self._notes = False
        self._file = Path.home() / suggested_name(pen.seen, self._named_form)
        self._replaces: Path | None = None
        self._list = Settings()
        self._line = Input(compact=True)

    @property
    def _named_form(self) -> str:
        return list(DOCUMENTS)[self._form]

    @property
    def document(self) -> str:
        """The document as it would be written now."""
        return document(self._clippings, self._named_form)

    @property
    def _preview(self) -> str:
        """The document to be looked at: a page that needs a program to show it, as plain text."""
        form = self._named_form
        return document(self._clippings, "text" if form in {"html", "latex"} else form)

    @property
    def _clippings(self) -> Clippings:
        return Clippings(
            self._pen.seen, self._choices[self._of], _GROUPINGS[self._grouping], self._notes,
            self._house, datetime.now().astimezone().date(),
            marked=len(self._choices) > 1 and self._of == 0,
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """The choices, the line for a path, the preview, the keys."""
        with Vertical(id="clippings", classes="dialog"):
            yield self._list
            yield self._line
            with PreviewBody():
                yield Lines(id="clippings-preview")
            yield Static(id="clippings-says")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Shows the choices."""
        self.query_one("#clippings").border_title = Content("Clippings")
        self._list.pen = self._pen
        self._list.styles.height = len(_SETTINGS)
        self._line.display = False
        self._show()
        self._list.focus()

    def on_resize(self) -> None:
        """Sets the preview anew."""
        self._show()

    def _show(self) -> None:
        count = len(self._choices[self._of])
        is_marked = len(self._choices) > 1 and self._of == 0
        self._list.values = {
            "quotes": f"{count} {'marked' if is_marked else 'in view'}",
            "as": DOCUMENTS[self._named_form].label,
            "grouped by": _GROUPINGS[self._grouping],
            "your notes": "with them" if self._notes else "without them",
            "file": str(self._file),
        }
        self._list.show(_SETTINGS, keep=self._list.current or "quotes")
        body = self.query_one(PreviewBody)
        body.styles.height = max(1, self.app.size.height - len(_SETTINGS) - 9)
        width = max(10, min(104, self.app.size.width - 12))
        palette = self._pen.palette
        whole = text.content(self._preview[:_LONGEST], palette.soft, one_line=False, whole=True)
        lines = [line for part in whole.split("\n", allow_blank=True)
                 for line in text.wrap(part, width)]  # fmt: skip
        self.query_one("#clippings-preview", Lines).show(lines)
        self._show_keys()

    def _show_keys(self) -> None:
        keys = [("← →", "change"), ("J K", "scroll"), ("enter", "name the file"), ("s", "save"),
                ("esc", "leave")]  # fmt: skip
        if self._line.display:
            keys = [("enter", "take this path"), ("esc", "keep the old one")]
        self.query_one(DialogKeys).show(self._pen.palette, keys)

    def _say(self, words: str) -> None:
        says = self.query_one("#clippings-says", Static)
        says.update(text.content(words, self._pen.palette.caution))

    def action_cursor(self, by: int) -> None:
        """Moves among the choices."""
        self._list.action_cursor(by)

    def action_scroll(self, by: int) -> None:
        """Scrolls the preview."""
        body = self.query_one(PreviewBody)
        body.scroll_relative(y=by * max(1, body.size.height - 2), animate=False)

    def action_turn(self, by: int) -> None:
        """Changes the choice under the cursor."""
        choice = self._list.current
        self._say("")
        if choice == "quotes":
            self._of = (self._of + by) % len(self._choices)
        elif choice == "as":
            self._form = (self._form + by) % len(DOCUMENTS)
            self._file = self._file.with_suffix(f".{DOCUMENTS[self._named_form].ending}")
        elif choice == "grouped by":
            self._grouping = (self._grouping + by) % len(_GROUPINGS)
        elif choice == "your notes":
            self._notes = not self._notes
        self._show()

    def action_edit(self) -> None:
        """Asks for the path."""
        self._line.display = True
        self._line.value = str(self._file)
        self._line.focus()
        self._show_keys()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._file = Path(event.value.strip()).expanduser()
        self._close_line()

    def _close_line(self) -> None:
        self._line.display = False
        self._list.focus()
        self._show()

    def action_back(self) -> None:
        """Leaves the line for the path, else the dialog."""
        if self._line.display:
            self._close_line()
        else:
            self.dismiss(None)

    def action_save(self) -> None:
        """Writes the document; over a file that is there only when asked twice."""
        if self._line.display:
            return
        if self._file.exists() and self._replaces != self._file:
            self._replaces = self._file
            self._say(f"{self._file} is there already: s again replaces it.")
            return
        try:
            files.write_bytes(self._file, self.document.encode("utf-8", "replace"))
        except OnrecordError as error:
            self._say(str(error))
        else:
            self.dismiss(self._file)
