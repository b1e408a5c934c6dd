"""The last line: what can be pressed now, or what the program has to say."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui import text
from tui.palette import Palette


class KeyBar(Static):
    """Keys with their meaning, from the left, as many as fit; each can be clicked."""

    def keys(self, palette: Palette, entries: Sequence[tuple[str, str, str]], width: int) -> None:
        """Shows keys.

        Args:
            palette: The inks.
            entries: For each its key, its meaning, and the action to run on a click or empty.
            width: Cells that there are.
        """
        room = width - 1
        parts: list[Content] = []
        last = entries[-1:]  # help is never the one that finds no room
        kept = sum(len(f"{key} {label}") + 2 for key, label, _ in last)
        for key, label, action in entries[:-1]:
            size = len(f"{key} {label}") + 2
            if size + kept > room:
                break
            parts.append(_entry(palette, key, label, action))
            kept += size
        parts += [_entry(palette, *entry) for entry in last]
        self.update(text.joined(" ", Content("  ").join(parts)))

    def say(self, palette: Palette, words: Content) -> None:
        """Shows a sentence in their place."""
        self.update(text.cut(text.joined(" ", words), self.app.size.width))


def _entry(palette: Palette, key: str, label: str, action: str) -> Content:
    entry = text.joined((key, palette.accent), " ", (label, palette.dim))
    return entry.stylize(Style.from_meta({"@click": action})) if action else entry
