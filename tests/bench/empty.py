"""The least that a Textual app can be: what start-up costs before anything of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Label

if TYPE_CHECKING:
    from textual.binding import BindingType


class Empty(App[None]):
    """One label; j changes it."""

    answered = 0

    BINDINGS: ClassVar[list[BindingType]] = [("j", "change", "change")]

    def compose(self) -> ComposeResult:
        """The label."""
        yield Label("nothing-yet")

    def action_change(self) -> None:
        """Shows that a key was heeded."""
        self.answered += 1
        self.query_one(Label).update("answered" + "!" * self.answered)


if __name__ == "__main__":
    Empty().run()
