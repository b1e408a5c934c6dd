"""The density strip: how many events stand in each stretch of the time that is covered."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from store import dates
from store.civil import civil_day
from store.date_names import SHORT_MONTHS
from tui import text
from tui.panes.pen import Pen

_DAY: Final = 86_400
_CELL_WIDTHS: Final = (3, 2, 1)
_LEAST: Final = 30
"""Cells below which the strip says nothing."""


def density_strip(pen: Pen, selected: int | None, width: int) -> Content:
    """Bars for equal stretches of time, between the first day and the last.

    An event stands at its first day, one with an open start at its last; the undated are counted
    at the end. The stretch of the selected event is in the accent.

    Args:
        pen: The means of drawing.
        selected: Row of the selected event.
        width: Cells that there are.

    Returns:
        One line of at most `width` cells; empty where nothing useful would fit.
    """
    when = pen.corpus.event_when
    dated = {row: _place(when[row]) for row in pen.seen.events if when[row] is not None}
    undated = len(pen.seen.events) - len(dated)
    tail = f"  + {undated} undated" if undated else ""
    if not dated or width < _LEAST:
        return Content("")
    first, last = min(dated.values()) // _DAY, max(dated.values()) // _DAY
    ends = _day_name(pen, first), _day_name(pen, last)
    room = width - len(ends[0]) - len(ends[1]) - len(tail) - 2
    days = last - first + 1
    if first == last or room < 5:
        only = ends[0] if first == last else f"{ends[0]} to {ends[1]}"
        return text.cut(pen.label(f"{only}{tail}"), width)
    buckets = min(days, room, 60)
    cell = next(
        cells for cells in _CELL_WIDTHS if cells * buckets + buckets - 1 <= room or cells == 1
    )
    gap = " " if (cell + 1) * buckets - 1 <= room and cell > 1 else ""
    counts = [0] * buckets
    for second in dated.values():
        counts[_bucket(second, first, days, buckets)] += 1
    chosen = None
    if selected in dated:
        chosen = _bucket(dated[selected], first, days, buckets)
    bars = [
        Content.styled(
            _bar(pen, count, max(counts)) * cell,
            pen.palette.accent if bucket == chosen else pen.palette.soft,
        )
        for bucket, count in enumerate(counts)
    ]
    return text.joined(
        pen.label(f"{ends[0]} "), Content(gap).join(bars), pen.label(f" {ends[1]}{tail}")
    )


def _place(when: dates.When | None) -> int:
    assert when is not None
    return when.latest if when.open_start else when.earliest


def _day_name(pen: Pen, day: int) -> str:
    date = civil_day(day * _DAY + _DAY // 2, pen.corpus.zone)
    return f"{date.day} {SHORT_MONTHS[date.month - 1]} {date.year}"


def _bucket(second: int, first: int, days: int, buckets: int) -> int:
    return (second // _DAY - first) * buckets // days


def _bar(pen: Pen, count: int, most: int) -> str:
    if not count:
        return "·"
    bars = pen.signs.bars
    return bars[(count * len(bars) - 1) // most]
