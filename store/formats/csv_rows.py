"""Tables of cells read row by row: the separator is found out, and a broken row costs only itself.

A row is read as RFC 4180 has it: a cell in quotation marks may hold separators, line ends and
doubled quotation marks. Where a mark opens a cell that never closes, or closes it in the middle of
a word, the line on which the row begins is left out, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from store.formats.base import Remark

SEPARATORS: Final = ",;\t|"
_MOST_LINES: Final = 500
"""Lines of one row; a mark that is still open then was never meant to open a cell."""
_MOST_LETTERS: Final = 4 << 20
"""Characters of them, for the same reason; `csv` refuses a cell of more than 131,072."""
_CLOSING: Final = re.compile(r'(?:[^"]++|"")*+"(?!")')
_DOUBLE: Final = "Write a quotation mark inside a cell twice, and close each cell."
_COUNT: Final = "Look for a separator or a quotation mark too many or too few."


class Row(Struct, frozen=True):
    """The cells of a row, and the line that it begins on, counted from 1."""

    line: int
    cells: list[str]


def separator(head: str) -> str:
    """What stands between the cells: what the first lines agree on most.

    Args:
        head: The beginning of the file.
    """
    lines = [line for line in head.splitlines()[:20] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]

    def score(mark: str) -> tuple[int, int]:
        counts = [len(cells) for line in lines if (cells := _split(line, mark, strict=False))]
        width = counts[0] if counts else 1
        return (sum(count == width for count in counts) if width > 1 else 0, width)

    return max(SEPARATORS, key=score)


def rows(lines: Iterator[str], mark: str, width: int = 0) -> Iterator[Row | Remark]:
    """The rows of a table, those that are empty left out, and a remark for each broken one.

    Args:
        lines: The lines of the file.
        mark: What stands between cells.
        width: The number of cells in a row; 0 to take that of the first.
    """
    source = _Lines(lines)
    while (line := source.take()) is not None:
        first = source.number
        more = source.rest_of(line, mark)
        cells = None if more is None else _split(line + "".join(more), mark)
        if more is None or cells is None:
            source.put_back(more or [])
            what, cure = "a quotation mark in it is astray", _DOUBLE
            if more is not None and max(map(len, [line, *more])) > csv.field_size_limit():
                what = f"a cell of it is longer than {csv.field_size_limit():,} characters"
                cure = "Shorten it, or import the table as JSON lines."
            yield Remark(f"line {first}", what, cure, skipped=True)
        elif any(cell.strip() for cell in cells):
            width = width or len(cells)
            if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
                cells = cells[:width]
            if len(cells) == width:
                yield Row(first, cells)
                continue
            # A line with no mark in it that is as wide as a row is one, not the inside of a cell.
            if more and '"' not in more[0] and len(_split(more[0], mark) or ()) == width:
                source.put_back(more)
            noun = "cell" if len(cells) == 1 else "cells"
            what = f"it has {len(cells)} {noun} where the header has {width}"
            yield Remark(f"line {first}", what, _COUNT, skipped=True)


class _Lines:
    """Lines one at a time, some of which may be put back; `number` is that of the last taken."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._waiting: deque[str] = deque()
        self.number = 0

    def take(self) -> str | None:
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        self.number += line is not None
        return line

    def put_back(self, lines: Sequence[str]) -> None:
        self._waiting.extendleft(reversed(lines))
        self.number -= len(lines)

    def rest_of(self, line: str, mark: str) -> list[str] | None:
        """The further lines of the row that a line begins; None when a cell of it never closes."""
        if '"' not in line:
            return []
        more: list[str] = []
        letters = 0
        within = _still_open(line, mark, within=False)
        while within:
            fits = len(more) < _MOST_LINES and letters < _MOST_LETTERS
            following = self.take() if fits else None
            if following is None:
                self.put_back(more)
                return None
            more.append(following)
            letters += len(following)
            within = _still_open(following, mark, within=True)
        return more


def _still_open(line: str, mark: str, *, within: bool) -> bool:
    """Whether a cell in quotation marks goes on behind the end of a line."""
    place = 0
    while True:
        if within:
            closing = _CLOSING.match(line, place)
            if closing is None:
                return True
            place, within = closing.end(), False
        elif line.startswith('"', place) and (place == 0 or line[place - 1] == mark):
            place, within = place + 1, True
        else:
            place = line.find(f'{mark}"', place) + 1
            if not place:
                return False


def _split(text: str, mark: str, *, strict: bool = True) -> list[str] | None:
    """The cells of a row; None when a quotation mark in it is astray."""
    try:
        return next(csv.reader([text], delimiter=mark, strict=strict), [])
    except csv.Error:
        return None


def named(cells: Sequence[str]) -> list[str]:
    """Names for the columns, each its own."""
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"column {number}"
        while name in taken:
            name = f"{name} ({number})"
        taken.add(name)
        names.append(name)
    return names
