"""Where everything stands, at every size of the terminal."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest

from tui.layout import LOW, NARROW, RIGHT, WIDE, Layout, arrange

HEIGHTS = (1, 9, 10, 15, 16, 24, 29, 30, 44, 45, 60, 80)
FOCI = tuple((focus, came) for focus in range(3) for came in range(3))


def at(width: int, height: int, focus: int = 0, came_from: int = 0) -> Layout:
    return arrange(width, height, focus, came_from, zoomed=False)


def test_sizes_sum_up_everywhere() -> None:
    for width, height in product(range(1, 261), HEIGHTS):
        for focus, came_from in FOCI:
            layout = at(width, height, focus, came_from)
            beside = layout.detail_size if layout.detail == "right" else 0
            assert min(*layout.panes, layout.detail_size) >= 0, (width, height, layout)
            assert sum(layout.panes) + beside == width, (width, height, layout)


def test_every_height_leaves_room_for_the_panes() -> None:
    for width, height in product((40, 99, 100, 139, 140, 169, 170, 260), range(1, 81)):
        layout = at(width, height)
        assert layout.detail_size >= 0
        if layout.detail == "bottom" and height >= 10:
            # Two lines of header, one of keys, and as many for the panes as for the detail.
            assert height - 3 - layout.detail_size >= layout.detail_size, (width, height, layout)
        assert (layout.detail == "") == (layout.detail_size == 0)
        assert layout.quote_lines >= 1


def test_two_panes_below_a_hundred_columns() -> None:
    for width in range(2, NARROW):
        for focus, came_from in FOCI:
            panes = at(width, 24, focus, came_from).panes
            assert panes[2] > 0, (width, focus)
            assert panes[focus] > 0, (width, focus)
            assert panes.count(0) == 1, (width, focus)
            if focus == 2:
                assert panes[came_from if came_from < 2 else 0] > 0


def test_three_panes_from_a_hundred_columns() -> None:
    for width, (focus, came_from) in product(range(NARROW, 261), FOCI):
        assert min(at(width, 24, focus, came_from).panes) >= 20


def test_the_focus_moves_nothing_where_all_panes_show() -> None:
    for width in (100, 120, 139, 140, 169, 170, 200, 260):
        assert len({at(width, 40, *one) for one in FOCI}) == 1


class Row(NamedTuple):
    """A size, and what stands where at it, in cells, lines or percent of the width."""

    width: int
    height: int
    focus: int
    panes: tuple[int, int, int]
    detail: str
    size: int
    two_columns: bool


TABLE = [
    Row(80, 24, 0, (43, 0, 37), "bottom", 5, two_columns=False),
    Row(80, 24, 1, (0, 34, 46), "bottom", 5, two_columns=False),
    Row(80, 24, 2, (43, 0, 37), "bottom", 5, two_columns=False),
    Row(99, 40, 0, (53, 0, 46), "bottom", 9, two_columns=False),
    Row(100, 30, 0, (38, 24, 38), "bottom", 9, two_columns=True),
    Row(120, 40, 0, (45, 28, 47), "bottom", 9, two_columns=True),
    Row(139, 40, 0, (52, 33, 54), "bottom", 9, two_columns=True),
    Row(140, 40, 0, (50, 33, 57), "bottom", 9, two_columns=True),
    Row(160, 48, 0, (57, 38, 65), "bottom", 13, two_columns=True),
    Row(169, 24, 0, (60, 40, 69), "bottom", 5, two_columns=True),
    Row(170, 40, 0, (42, 30, 47), "right", 51, two_columns=False),
    Row(200, 60, 0, (50, 36, 54), "right", 60, two_columns=False),
    Row(80, 12, 0, (43, 0, 37), "", 0, two_columns=False),
]


@pytest.mark.parametrize("row", TABLE)
def test_the_table_of_sizes(row: Row) -> None:
    layout = at(row.width, row.height, row.focus)
    assert (layout.panes, layout.detail) == (row.panes, row.detail)
    assert (layout.detail_size, layout.two_columns) == (row.size, row.two_columns)


def test_shares_of_the_width() -> None:
    for width in range(NARROW, WIDE):
        assert_shares(at(width, 40).panes, width, (38, 24, 38))
    for width in range(WIDE, RIGHT):
        assert_shares(at(width, 40).panes, width, (36, 24, 40))
    for width in range(RIGHT, 261):
        layout = at(width, 40)
        assert abs(layout.detail_size - width * 0.3) <= 1
        assert_shares(layout.panes, width - layout.detail_size, (36, 26, 38))


def assert_shares(panes: tuple[int, int, int], width: int, percent: tuple[int, int, int]) -> None:
    for cells, share in zip(panes, percent, strict=True):
        assert abs(cells - width * share / 100) <= 2


def test_rows_say_less_where_there_is_little_room() -> None:
    for width, height in product(range(1, 261, 3), HEIGHTS):
        assert at(width, height).roomy == (height >= LOW and width >= NARROW)
    assert at(120, 24).quote_lines < at(120, 40).quote_lines


def test_the_actors_stay_beside_the_quotes_that_were_reached_from_them() -> None:
    assert at(80, 24, 2, 1).panes == at(80, 24, 1, 0).panes
    assert at(80, 24, 2, 0).panes == at(80, 24, 0, 2).panes


def test_a_zoomed_pane_has_all_the_room() -> None:
    for width, focus in product((1, 80, 120, 200), range(3)):
        layout = arrange(width, 40, focus, 0, zoomed=True)
        assert layout.panes[focus] == sum(layout.panes) == width
        assert (layout.detail, layout.detail_size) == ("", 0)
