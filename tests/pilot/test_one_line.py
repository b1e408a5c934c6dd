"""A line that is painted again only when it changes."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.visual import VisualType

from tui.widgets.one_line import OneLine


class Watched(OneLine):
    """A line that counts how often it is painted."""

    paints = 0

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        self.paints += 1


@pytest.mark.parametrize(
    ("again", "ink", "paints"), [("one", "bold", 1), ("another", "bold", 2), ("one", "dim", 2)]
)
def test_a_line_is_painted_again_only_when_it_changes(again: str, ink: str, paints: int) -> None:
    line = Watched()
    line.say_line(Content.styled("one", "bold"))
    line.say_line(Content.styled(again, ink))
    assert line.paints == paints
