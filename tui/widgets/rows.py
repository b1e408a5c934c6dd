"""What one row of a list looks like, line by line."""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

from msgspec import Struct
from textual.content import Content

_BLANK: Final = Content("")


class Drawn(Struct, frozen=True):
    """One row as it stands on the screen.

    Args:
        body: The row's own lines, one screen line each; an empty body counts as one blank line.
        headings: Lines above the row that are not part of it: the cursor never paints them.
        gap: Blank lines after the row.
    """

    body: tuple[Content, ...]
    headings: tuple[Content, ...] = ()
    gap: int = 0

    @property
    def height(self) -> int:
        """Lines of headings and body: what must be seen for the row to be whole."""
        return len(self.headings) + max(1, len(self.body))


class Part(Enum):
    """What a line of the screen belongs to."""

    HEADING = "heading"
    BODY = "body"
    GAP = "gap"


class Line(NamedTuple):
    """One line of the screen: the index of its row, its part in it, its text."""

    row: int
    part: Part
    text: Content


def row_lines(index: int, drawn: Drawn) -> list[Line]:
    """All lines of a row: its headings, its body, the gap after it."""
    lines = [Line(index, Part.HEADING, text) for text in drawn.headings]
    lines += [Line(index, Part.BODY, text) for text in drawn.body or (_BLANK,)]
    lines += [Line(index, Part.GAP, _BLANK)] * drawn.gap
    return lines


def fit(lines: list[Line], room: int) -> list[Line]:
    """Cut lines to the room that there is.

    Headings at the top give way where they would push the first line of the body out.

    Args:
        lines: The lines from the top on.
        room: Lines that there are.

    Returns:
        At most `room` lines.
    """
    headings = next((n for n, line in enumerate(lines) if line.part is not Part.HEADING), 0)
    skip = max(0, headings - max(0, room - 1))
    return lines[skip : skip + room]
