"""The pieces that a reference is put together from, and the punctuation where they meet.

A line is a tuple of pieces; the empty tuple is nothing at all, and nothing takes no delimiter.
So a field that is missing leaves no comma behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from msgspec import Struct

from store.styles.runs import Run
from store.styles.title_case import title_cased
from store.styles.typography import CLOSERS, TAG, curled

_SAID: Final = ".?!"


class Piece(Struct, frozen=True):
    """A stretch of a line.

    Attributes:
        text: What stands there.
        italic: Whether it is italic.
        closes: Whether it is a closing quotation mark before which a stop or comma is put.
    """

    text: str
    italic: bool = False
    closes: bool = False


Line = tuple[Piece, ...]


class Marks(Struct, frozen=True):
    """The quotation marks of a style.

    Attributes:
        pairs: Opening and closing mark of the outermost quotation, then of one inside it.
        inward: Whether a stop or comma moves before a closing mark, as in the United States.
    """

    pairs: tuple[str, str]
    inward: bool


US: Final = Marks(("“”", "‘’"), inward=True)
UK: Final = Marks(("‘’", "“”"), inward=False)


def words(text: str, *, italic: bool = False) -> Line:
    """A text as it is."""
    return (Piece(text, italic),) if text else ()


def prose(text: str, marks: Marks, *, italic: bool = False, cased: bool = False) -> Line:
    """A title or name: its own quotation marks curled, its markup read.

    Args:
        text: The text; ``<i>`` in it turns italics round, other markup of CSL-JSON is dropped.
        marks: The quotation marks that it takes.
        italic: Whether the whole is italic.
        cased: Whether it is put in the capitals of a headline.
    """
    return _prose(text, marks, 0, italic=italic, cased=cased)


def quoted(text: str, marks: Marks, *, cased: bool = False) -> Line:
    """A title between quotation marks."""
    inner = _prose(text, marks, 1, italic=False, cased=cased)
    if not inner:
        return ()
    outer = marks.pairs[0]
    return (Piece(outer[0]), *inner, Piece(outer[1], closes=marks.inward))


def _prose(text: str, marks: Marks, depth: int, *, italic: bool, cased: bool) -> Line:
    bare, slants = _untagged(text)
    if not bare.strip():
        return ()
    if cased:
        starts = {at for at, slant in enumerate(slants) if slant and not (at and slants[at - 1])}
        bare = title_cased(bare, starts)
    line: list[Piece] = []
    signs = zip(curled(bare, marks.pairs, depth), slants, strict=True)
    for (closing, slanted), group in groupby(signs, lambda sign: (sign[0] in CLOSERS, sign[1])):
        chars = [char[-1] for char, _ in group]
        stretches = chars if closing else ["".join(chars)]
        line += [Piece(text, slanted != italic, closing and marks.inward) for text in stretches]
    return tuple(line)


def _untagged(text: str) -> tuple[str, list[bool]]:
    """A text without its markup, and of each character whether ``<i>`` stands round it."""
    bare: list[str] = []
    slants: list[bool] = []
    depth, at = 0, 0
    for tag in TAG.finditer(text):
        bare.append(text[at : tag.start()])
        slants += [depth > 0] * (tag.start() - at)
        at = tag.end()
        if tag[2].lower() == "i":
            depth = max(0, depth + (-1 if tag[1] else 1))
    bare.append(text[at:])
    return "".join(bare), slants + [depth > 0] * (len(text) - at)


def joined(parts: Iterable[Line], delimiter: str) -> Line:
    """Those of the parts that say something, with the delimiter between them."""
    line: Line = ()
    for part in parts:
        if part:
            line = (*ended(line, delimiter), *part) if line else part
    return line


def wrapped(line: Line, before: str, after: str) -> Line:
    """A line between two texts; nothing stays nothing."""
    if not line:
        return ()
    return (*((Piece(before),) if before else ()), *line, *((Piece(after),) if after else ()))


def ended(line: Line, mark: str) -> Line:
    """A line with punctuation behind it, which gives way to what is said there already."""
    if not line or not mark:
        return line
    if mark[0] not in ".,":
        return (*line, Piece(mark))
    cut = len(line)
    while cut and line[cut - 1].closes:
        cut -= 1
    before, closers = line[:cut], line[cut:]
    if before:
        before = _stopped(before, mark[0], inside=bool(closers))
    rest = (Piece(mark[1:]),) if len(mark) > 1 else ()
    return (*before, *closers, *rest)


def _stopped(line: Line, stop: str, *, inside: bool) -> Line:
    """A line that ends in a stop or comma, never in two."""
    *head, tail = line
    last = tail.text[-1:]
    if last == stop or (stop == "." and last in _SAID):
        return line
    if last in ",;:" or (stop == "," and last == "." and inside):
        return (*head, Piece(tail.text[:-1], tail.italic), Piece(stop, tail.italic and inside))
    return (*line, Piece(stop, tail.italic and inside))


def runs(line: Line) -> tuple[Run, ...]:
    """A line as runs, neighbours of one kind made one."""
    merged: list[Run] = []
    for piece in line:
        if merged and merged[-1].italic == piece.italic:
            merged.append(Run(merged.pop().text + piece.text, piece.italic))
        elif piece.text:
            merged.append(Run(piece.text, piece.italic))
    return tuple(merged)
