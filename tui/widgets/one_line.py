"""A line of the screen that is painted again only when it says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from textual.content import Content


class OneLine(Static):
    """One line, as high and as wide as it was whatever it says."""

    _said: Content | None = None

    def say_line(self, line: Content) -> None:
        """Shows a line; where it stands there already, nothing is painted."""
        if self._said is None or not self._said.is_same(line):
            self._said = line
            self.update(line, layout=False)
