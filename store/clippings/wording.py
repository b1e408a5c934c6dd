"""What every form to be read has in common: its labels, and texts made fit to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from store.clean import clean
from store.forms.passage import Piece
from store.styles import Run

COMPILER: Final = "Compiler’s note"
"""Stands before what the user has written, so that nobody takes it for the source's."""

TAGS: Final = "Compiler’s tags"


def plain(words: Iterable[Piece]) -> str:
    """A text with the house's marks round the speaker's own words."""
    return "".join(piece.marked for piece in words)


def lines(text: str) -> list[str]:
    """A text as it may be shown, line by line, without blanks at the ends of lines."""
    return [line.strip() for line in clean(text).strip().split("\n")]


def shown(text: str) -> str:
    """A text as it may be shown, on one line."""
    return clean(text, one_line=True)


def shown_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """A reference as it may be shown; blanks where its stretches meet stay."""
    return tuple(Run(clean(run.text).replace("\n", " "), run.italic) for run in runs)
