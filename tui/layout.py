"""Where everything stands at each size of the terminal; the numbers are in one place, here."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

LEAST: Final = (40, 10)
"""Columns and rows below which the explorer only asks for more room."""
LOW: Final = 30
"""Rows below which rows show no more than they must."""
NARROW, WIDE, RIGHT = 100, 140, 170
"""Columns from which three panes stand side by side, have room to spare, and the detail too."""


class Layout(Struct, frozen=True):
    """Where everything stands.

    Attributes:
        panes: Cells of Timeline, Actors and Quotes; 0 hides a pane.
        detail: The side at which the detail stands; empty hides it.
        detail_size: Its columns at the right, its rows below.
        two_columns: Whether the detail sets facts beside the words.
        roomy: Whether rows show more than they must.
        quote_lines: Lines of words that a row of the Quotes may take.
    """

    panes: tuple[int, int, int]
    detail: Literal["right", "bottom", ""]
    detail_size: int
    two_columns: bool
    roomy: bool
    quote_lines: int


def arrange(width: int, height: int, focus: int, came_from: int, *, zoomed: bool) -> Layout:
    """The layout for a size.

    Args:
        width: Columns of the terminal.
        height: Rows of the terminal.
        focus: The pane with the focus, 0 to 2.
        came_from: The pane that had it before.
        zoomed: Whether the focused pane has all the room.
    """
    roomy = height >= LOW and width >= NARROW
    lines = 6 if height >= LOW else 3
    if zoomed:
        sizes = [0, 0, 0]
        sizes[focus] = width
        return Layout(_three(sizes), "", 0, two_columns=False, roomy=height >= LOW, quote_lines=40)
    if width >= RIGHT:
        detail = width * 30 // 100
        return Layout(
            _shares(width - detail, 36, 26), "right", detail,
            two_columns=False, roomy=roomy, quote_lines=lines + 2,
        )  # fmt: skip
    below = 5 if height < LOW else 9 if height < 45 else 13
    if height < 16:
        below = 0
    if width < NARROW:
        sizes = _two_panes(width, focus, came_from)
    elif width < WIDE:
        sizes = list(_shares(width, 38, 24))
    else:
        sizes = list(_shares(width, 36, 24))
    return Layout(
        _three(sizes), "bottom" if below else "", below,
        two_columns=width >= NARROW, roomy=roomy, quote_lines=lines,
    )  # fmt: skip


def _two_panes(width: int, focus: int, came_from: int) -> list[int]:
    """Quotes always, beside the pane with the focus or the one that it came from."""
    beside = focus if focus < 2 else came_from if came_from < 2 else 0
    share = width * 54 // 100 if beside == 0 else min(34, width // 2)
    sizes = [0, 0, width - share]
    sizes[beside] = share
    return sizes


def _shares(width: int, first: int, second: int) -> tuple[int, int, int]:
    one, two = width * first // 100, width * second // 100
    return one, two, width - one - two


def _three(sizes: list[int] | tuple[int, int, int]) -> tuple[int, int, int]:
    one, two, three = sizes
    return one, two, three
