"""Saved views: named, listed, opened, renamed, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store.errors import OnrecordError
from store.saved_views import SavedView, SavedViews
from tui import text
from tui.palette import Palette
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.virtual_list import Drawn, VirtualList

Task = Literal["", "save", "rename", "delete"]


class SavedList(VirtualList[str]):
    """Views by name, each with its filter."""

    palette: Palette | None = None
    filters: Mapping[str, str] = {}

    def draw(self, index: int, width: int, forced: bool) -> Drawn:
        """A name and what it filters."""
        assert self.palette is not None
        name = self.rows[index]
        left = text.content(f"@{name}", self.palette.ink)
        says = text.content(self.filters[name] or "everything", self.palette.dim)
        return Drawn((text.cut(text.joined(left, "  ", says), width),))


@dataclass(frozen=True)
class Opened:
    """A view to go to."""

    name: str
    view: SavedView


class SavedScreen(ModalScreen[Opened | None]):
    """The list of saved views.

    Args:
        views: Where they are kept.
        now: The present view, to be saved under a name.
        palette: The inks.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("left,h,q,backspace", "dismiss(None)", show=False),
        Binding("enter,right,l", "open", show=False),
        Binding("down,j", "cursor(1)", show=False),
        Binding("up,k", "cursor(-1)", show=False),
        Binding("s,n", "ask('save')", show=False),
        Binding("r", "ask('rename')", show=False),
        Binding("d,delete", "ask('delete')", show=False),
        Binding("y", "delete", show=False),
    ]

    def __init__(self, views: SavedViews, now: SavedView, palette: Palette) -> None:
        super().__init__()
        self._views = views
        self._now = now
        self._palette = palette
        self._doing: Task = ""
        self._of: str | None = None
        self._replaces = ""
        self._list = SavedList()
        self._line = Input(placeholder="a name", compact=True)
        self._says = Static(id="saved-says")

    def compose(self) -> ComposeResult:
        """The list, the line for a name, the keys."""
        with Vertical(id="saved", classes="dialog"):
            yield self._list
            yield self._line
            yield self._says
            yield DialogKeys()

    def on_mount(self) -> None:
        """Fills the list."""
        self.query_one("#saved").border_title = Content("Saved views")
        self._list.palette = self._palette
        self._list.empty = (
            Content.styled(
                "No view of this dossier is saved yet. s saves this one.", self._palette.dim
            ),
        )
        self._line.display = False
        self._fill()
        self._list.focus()

    def _fill(self, keep: str | None = None) -> None:
        try:
            views = self._views.all()
        except OnrecordError as error:
            views = {}
            self._say(error)
        names = list(views)
        self._list.filters = {name: view.filter for name, view in views.items()}
        self._list.show(names, keep=keep)
        self._set_height()
        keys = (
            ("enter", "open"),
            ("s", "save this"),
            ("r", "rename"),
            ("d", "delete"),
            ("esc", "leave"),
        )
        self._show_keys(keys if names else (keys[1], keys[4]))

    def on_resize(self) -> None:
        """Leaves room for the frame, a line to type in and the keys."""
        self._set_height()

    def _set_height(self) -> None:
        room = self.app.size.height - 12
        self._list.styles.height = max(2, min(len(self._list.rows), room))

    def _show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        self.query_one(DialogKeys).show(self._palette, keys)

    def _say(self, error: OnrecordError | str) -> None:
        self._says.update(text.content(str(error), self._palette.caution))

    def action_cursor(self, by: int) -> None:
        """Moves the cursor; not while something is asked about the row that it is on."""
        if not self._doing:
            self._list.action_cursor(by)

    @on(VirtualList.Opened)
    def _opened(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Goes to the view under the cursor."""
        name = self._list.current
        if name is None or self._doing:
            return
        try:
            self.dismiss(Opened(name, self._views.load(name)))
        except OnrecordError as error:
            self._say(error)

    def action_back(self) -> None:
        """Leaves what was begun, else the dialog."""
        if self._doing:
            self._finish()
        else:
            self.dismiss(None)

    def action_ask(self, task: Task) -> None:
        """Asks for a name, or whether to delete."""
        name = self._list.current
        if task != "save" and name is None:
            return
        self._doing, self._of, self._replaces = task, name, ""
        if task == "delete":
            self._say(f"Delete @{name}?")
            self._show_keys((("y", "delete it"), ("esc", "keep it")))
            return
        self._says.update("")
        self._line.display = True
        self._line.value = "" if task == "save" else name or ""
        self._line.focus()
        self._show_keys((("enter", task), ("esc", "leave")))

    def action_delete(self) -> None:
        """Deletes a view, when that was asked."""
        name = self._of
        if self._doing == "delete" and name is not None:
            self._try(lambda: self._views.delete(name))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        new, old = event.value.strip(), self._of
        if self._doing == "save" and new in self._list.filters and new != self._replaces:
            self._replaces = new
            self._say(f"@{new} is saved already: enter again replaces it.")
        elif self._doing == "save":
            replaced = new == self._replaces
            self._try(lambda: self._views.save(new, self._now, replace=replaced), keep=new)
        elif self._doing == "rename" and old is not None:
            self._try(lambda: self._views.rename(old, new), keep=new)

    def _try(self, change: Callable[[], object], keep: str | None = None) -> None:
        try:
            change()
        except OnrecordError as error:
            self._say(error)
        else:
            self._finish(keep)

    def _finish(self, keep: str | None = None) -> None:
        self._doing = ""
        self._line.display = False
        self._says.update("")
        self._fill(keep)
        self._list.focus()
