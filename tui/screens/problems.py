"""What is wrong in the dossier: each problem with its place and its cure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from store.errors import Problem
from tui import text
from tui.palette import Palette
from tui.screens.dialog import DIALOG_STYLES, DialogKeys
from tui.widgets.virtual_list import Drawn, VirtualList


class ProblemList(VirtualList[int]):
    """Problems, by number."""

    palette: Palette | None = None
    problems: Sequence[Problem] = ()

    def draw(self, index: int, width: int, forced: bool) -> Drawn:
        """A problem: its place, what is wrong, what to do."""
        palette = self.palette
        assert palette is not None
        problem = self.problems[self.rows[index]]
        place = text.joined(
            (f"{problem.severity}  ", palette.caution), text.content(problem.place, palette.ink)
        )
        said = text.content(f"{problem.what}. {problem.cure}", palette.soft)
        lines = text.wrap(said, max(8, width - 2))[:6]
        return Drawn((text.cut(place, width), *(text.joined("  ", line) for line in lines)), gap=1)


class Problems(ModalScreen[Problem | None]):
    """The list of problems; gives the one whose record is to be shown.

    Args:
        problems: The problems.
        palette: The inks.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,h,q,backspace", "dismiss(None)", show=False),
        Binding("enter,right,l", "take", show=False),
        Binding("down,j", "cursor(1)", show=False),
        Binding("up,k", "cursor(-1)", show=False),
        Binding("pagedown,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("home,g", "cursor(-100000000)", show=False),
        Binding("end,G", "cursor(100000000)", show=False),
    ]

    def __init__(self, problems: Sequence[Problem], palette: Palette) -> None:
        super().__init__()
        self._problems = problems
        self._palette = palette

    def compose(self) -> ComposeResult:
        """The list, and how to leave."""
        with Vertical(id="problems", classes="dialog"):
            yield ProblemList()
            yield DialogKeys()

    def on_mount(self) -> None:
        """Fills the list."""
        count = len(self._problems)
        frame = self.query_one("#problems")
        frame.border_title = Content(f"{count} remark{'' if count == 1 else 's'} on the dossier")
        shown = self.query_one(ProblemList)
        shown.palette, shown.problems = self._palette, self._problems
        shown.empty = (Content.styled("Nothing is wrong in this dossier.", self._palette.soft),)
        shown.show(range(count))
        shown.focus()
        keys = (("↑ ↓", "move"), ("enter", "go to the record"), ("esc", "leave"))
        self.query_one(DialogKeys).show(self._palette, keys)

    def action_cursor(self, by: int) -> None:
        """Moves the cursor."""
        self.query_one(ProblemList).action_cursor(by)

    def action_take(self) -> None:
        """Gives the problem under the cursor."""
        number = self.query_one(ProblemList).current
        self.dismiss(None if number is None else self._problems[number])

    @on(VirtualList.Opened)
    def _opened(self) -> None:
        self.action_take()

    def action_page(self, by: float) -> None:
        """Turns the page."""
        self.query_one(ProblemList).action_page(by)
