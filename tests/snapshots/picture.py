"""A screen as a text: what stands on it, then how it looks, cell by cell, in runs."""

from __future__ import annotations

from itertools import groupby
from string import ascii_letters
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.terminal.harness import Cell, Pty

_NAMES = [*ascii_letters, *(f"{a}{b}" for a in ascii_letters for b in ascii_letters)]


def picture(pty: Pty) -> str:
    """The screen: its lines by number; its looks by letter; the runs of looks of every line.

    ``b9 a2`` is nine cells that look as the line ``b`` says, then two as ``a`` says. Of a blank,
    only the background counts, and what can be seen without ink: its run goes on if it may.
    """
    rows = [_looks(pty, y) for y in range(len(pty.display))]
    names: dict[str, str] = {}
    for row in rows:
        for look in row:
            names.setdefault(look, _NAMES[len(names)])
    words = [f"{y:02} {line.rstrip()}".rstrip() for y, line in enumerate(pty.display)]
    legend = [f"{name} {look}" for look, name in names.items()]
    runs = [
        f"{y:02} " + " ".join(f"{names[look]}{len(list(run))}" for look, run in groupby(row))
        for y, row in enumerate(rows)
    ]
    return "\n".join([*words, "", *legend, "", *runs, ""])


def _looks(pty: Pty, y: int) -> list[str]:
    """How each cell of a line looks, from the left."""
    found: list[str] = []
    before: Cell | None = None
    for x in range(len(pty.display[y])):
        cell = pty.cell(x, y)
        bare = cell.text.isspace() and not (cell.underline or cell.reverse)
        if bare and before is not None and before.bg == cell.bg and not _marked(before):
            cell = before
        before = cell
        found.append(_look(cell))
    return found


def _marked(cell: Cell) -> bool:
    """Whether a look is seen even where nothing is written."""
    return cell.underline or cell.reverse


def _look(cell: Cell) -> str:
    """Foreground, background and style of a cell, in words."""
    styles = ("bold", "italic", "underline", "reverse")
    return " ".join([
        f"{cell.fg} on {cell.bg}", *(style for style in styles if getattr(cell, style))
    ])  # fmt: skip
