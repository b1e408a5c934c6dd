"""What the dialogs have in common: their looks, and the line that says which keys they have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.content import Content
from textual.widgets import Static

from tui import text
from tui.assets import STYLES
from tui.palette import Palette

DIALOG_STYLES: Final = STYLES / "dialogs.tcss"
"""Read with the first dialog, for parsing it would hold up the first paint."""


class DialogKeys(Static):
    """The last line of a dialog."""

    def show(self, palette: Palette, keys: Iterable[tuple[str, str]]) -> None:
        """Says what the keys do.

        Args:
            palette: The inks.
            keys: For each its name and what it does.
        """
        shown = [
            text.joined((key, palette.accent), (f" {does}", palette.dim)) for key, does in keys
        ]
        self.update(Content("   ").join(shown))
