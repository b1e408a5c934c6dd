"""The last line: what can be pressed now, or what the program has to say."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content

from tui import text
from tui.palette import Palette
from tui.widgets.one_line import OneLine


class KeyBar(OneLine):
    """Keys with their meaning, from the left, as many as fit; each can be clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._spans: list[tuple[range, str]] = []

    def keys(self, palette: Palette, entries: Sequence[tuple[str, str, str]], width: int) -> None:
        """Shows keys.

        Args:
            palette: The inks.
            entries: For each its key, its meaning, and the action to run on a click or empty. The
                last is never the one that finds no room.
            width: Cells that there are.
        """
        shown = [
            text.joined((key, palette.accent), " ", (label, palette.dim))
            for key, label, _ in entries
        ]
        last = shown[-1].cell_length if shown else 0
        line = Content(" ")
        self._spans = []
        for number, entry in enumerate(shown):
            is_last = number == len(shown) - 1
            if not is_last and line.cell_length + entry.cell_length + last + 4 > width:
                continue
            start = line.cell_length
            line = text.joined(line, entry, "  ")
            self._spans.append((range(start, line.cell_length - 1), entries[number][2]))
        self.say_line(line.rstrip())

    def say(self, palette: Palette, words: Content) -> None:
        """Shows a sentence in their place."""
        self._spans = []
        self.say_line(text.cut(text.joined(" ", words), self.app.size.width))

    async def on_click(self, event: events.Click) -> None:
        """Does what the key under the pointer does."""
        for cells, action in self._spans:
            if action and event.x in cells:
                await self.run_action(action)
