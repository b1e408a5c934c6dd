"""A file to be made: what it is to be, how it would look, and where it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store import files
from store.errors import OnrecordError
from tui import text
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.lines import Lines
from tui.widgets.virtual_list import Drawn

FILE: Final = "file"
"""The last choice of all: the path."""
_LONGEST: Final = 20_000
"""Characters of a preview."""
_LABEL: Final = 14


class Settings(Pane[str]):
    """What the file is to be, a row for each choice."""

    values: Mapping[str, str] = {}

    def draw_row(self, item: str, index: int, width: int, forced: bool) -> Drawn:
        """A choice and what is chosen."""
        palette = self.drawn_with.palette
        value = text.content(self.values[item], palette.ink)
        arrows = "" if item == FILE else "  ← →"
        line = text.joined((f"{item:<{_LABEL}}", palette.dim), value, (arrows, palette.dim))
        return Drawn((text.cut(line, width),))


class PreviewBody(VerticalScroll, can_focus=False):
    """How the file would look; keys reach it through the screen."""


class SaveDialog(ModalScreen[Path | None]):
    """Asks what a file is to be, shows it, and writes it; gives its path.

    A file that is there is replaced only when that is asked for twice.

    Args:
        title: What is made.
        pen: The means of drawing, with what is in view.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        Binding("down,j", "cursor(1)", show=False),
        Binding("up,k", "cursor(-1)", show=False),
        Binding("home,g", "cursor(-1000000)", show=False),
        Binding("end,G", "cursor(1000000)", show=False),
        Binding("right,l,space", "turn(1)", show=False),
        Binding("left,h", "turn(-1)", show=False),
        Binding("J,pagedown", "scroll(1)", show=False),
        Binding("K,pageup", "scroll(-1)", show=False),
        Binding("enter", "edit", show=False),
        Binding("s,ctrl+s", "save", show=False),
    ]

    def __init__(self, title: str, pen: Pen) -> None:
        super().__init__()
        self._title_text, self._pen = title, pen
        self._file = Path.home() / self.suggested_name()
        self._replaces: Path | None = None
        self._list = Settings()
        self._line = Input(compact=True)
        self._preview = ""

    # -- what a subclass says ---------------------------------------------------------------------

    def suggested_name(self) -> str:
        """A name for the file, with its ending."""
        raise NotImplementedError

    def ending(self) -> str:
        """The ending of the file's name without the first dot, e.g. ``ftm.json``."""
        raise NotImplementedError

    def choices(self) -> Mapping[str, str]:
        """What can be chosen, each with what is chosen now; the path aside."""
        raise NotImplementedError

    def turn(self, choice: str, by: int) -> None:
        """Changes a choice."""
        raise NotImplementedError

    def preview(self) -> str:
        """How the file would look."""
        raise NotImplementedError

    def pieces(self) -> Iterable[bytes]:
        """The file as it would be written now."""
        raise NotImplementedError

    # -- what all have in common ------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The choices, the line for a path, the preview, the keys."""
        with Vertical(id="saving", classes="dialog"):
            yield self._list
            yield self._line
            with PreviewBody():
                yield Lines(id="saving-preview")
            yield Static(id="saving-says")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Shows the choices."""
        self.query_one("#saving").border_title = Content(self._title_text)
        self._list.pen = self._pen
        self._line.display = False
        self._preview = self.preview()
        self._show()
        self._list.focus()

    def on_resize(self) -> None:
        """Sets the preview anew."""
        self._show()

    def _show(self) -> None:
        values = {**self.choices(), FILE: str(self._file)}
        rows: Sequence[str] = list(values)
        self._list.values = values
        self._list.styles.height = len(rows)
        self._list.show(rows, keep=self._list.current or rows[0])
        self._list.redraw()
        self.query_one(PreviewBody).styles.height = max(1, self.app.size.height - len(rows) - 9)
        width = max(10, min(104, self.app.size.width - 12))
        shown = text.content(
            self._preview[:_LONGEST], self._pen.palette.soft, one_line=False, whole=True
        )
        lines = [line for part in shown.split("\n", allow_blank=True)
                 for line in text.wrap(part, width)]  # fmt: skip
        self.query_one("#saving-preview", Lines).show(lines)
        self._show_keys()

    def _show_keys(self) -> None:
        keys = [("← →", "change"), ("J K", "scroll"), ("enter", "name the file"), ("s", "save"),
                ("esc", "leave")]  # fmt: skip
        if self._line.display:
            keys = [("enter", "take this path"), ("esc", "keep the old one")]
        self.query_one(DialogKeys).show(self._pen.palette, keys)

    def _say(self, words: str) -> None:
        says = self.query_one("#saving-says", Static)
        says.update(text.content(words, self._pen.palette.caution))

    def action_cursor(self, by: int) -> None:
        """Moves among the choices."""
        self._list.action_cursor(by)

    def action_scroll(self, by: int) -> None:
        """Scrolls the preview."""
        body = self.query_one(PreviewBody)
        body.scroll_relative(y=by * max(1, body.size.height - 2), animate=False)

    def action_turn(self, by: int) -> None:
        """Changes the choice under the cursor; another form has another ending."""
        choice = self._list.current
        if choice is None or choice == FILE:
            return
        before = self.ending()
        self.turn(choice, by)
        after = self.ending()
        if after != before:
            own = self._file.name.removesuffix(f".{before}")
            self._file = self._file.with_name(f"{own}.{after}")
        self._preview = self.preview()
        self._say("")
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
        wanted = event.value.strip()
        if wanted:
            try:
                file = Path(wanted).expanduser()
            except RuntimeError:
                self._say(f"{wanted} cannot be found: there is no such user.")
                return
            if file.name in {"", ".."}:
                self._say(f"{wanted} names no file.")
                return
            self._file = file
        self._say("")
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
        """Writes the file; over one that is there only when asked twice."""
        if self._line.display:
            return
        try:
            if self._file.resolve() == self._pen.corpus.path.resolve():
                self._say("That is the dossier itself: name another file.")
                return
            if self._file.exists() and self._replaces != self._file:
                self._replaces = self._file
                self._say(f"{self._file} is there already: s again replaces it.")
                return
            files.write_pieces(self._file, self.pieces())
        except OnrecordError as error:
            self._say(str(error))
        except (OSError, ValueError, RuntimeError) as error:
            # A name that is too long, a NUL, links that go round: even to ask is an error.
            self._say(f"This path cannot be used: {error}")
        else:
            self.dismiss(self._file)
