"""Finding words: folding, a lazy text index, and the places to highlight.

Folding makes two spellings of one name the same text: case, accents and apostrophes of every kind
are dropped, and a hyphen or dash is a space. It works character by character, so that a place in
the folded text can be led back to the place in the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

_APOSTROPHES: Final = "'`´‘’‚‛′‵ʹʻʼʽʾʿˀˁˈˊˋˮ՚׳᾽᾿＇"
_TATWEEL: Final = "ـ"
"""It stretches an Arabic word on the line, and is no letter."""

_HYPHENS: Final = "−⁃_"
"""Those besides the dashes of Unicode."""

_LETTERS: Final = {
    "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
}  # fmt: skip
"""Letters that Unicode does not decompose, though a reader types them without the stroke."""

_SPACES: Final = re.compile(" {2,}")
_FIELD_END: Final = "\x00"
_LOOK_AWAY: Final = 1 << 20
"""Bytes searched between two signs of life of a lazy search (about 0.1 ms)."""


class _Folding(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    # Before it is taken apart: some apostrophes come apart into a blank and an accent.
    if character in _APOSTROPHES:
        return ""
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(map(_fold_part, unicodedata.normalize("NFKD", plain)))


def _fold_part(part: str) -> str:
    category = unicodedata.category(part)
    if part in _APOSTROPHES or part == _TATWEEL or category in {"Mn", "Me", "Cf"}:
        return ""
    if part in _HYPHENS or category == "Pd" or part.isspace() or ord(part) < 0x20:
        return " "
    return _LETTERS.get(part, part)


_FOLDING: Final = _Folding()


def fold(text: str) -> str:
    """The text as searches see it, with single spaces and none at its ends."""
    return _SPACES.sub(" ", text.translate(_FOLDING)).strip()


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the offset of its origin in `text`."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in _FOLDING[ord(character)]:
            if part == " " and (not folded or folded[-1] == " "):
                continue
            folded.append(part)
            places.append(place)
    return "".join(folded), places


def found(text: str, needles: Iterable[str]) -> list[tuple[int, int]]:
    """Where folded needles stand in a text.

    Args:
        text: The original text.
        needles: Folded words or phrases; empty ones are passed over.

    Returns:
        Spans (start, end) of `text` in code points, in order, joined where they touch or overlap.
        A span takes in the accents and apostrophes that folding dropped behind its last character.
    """
    wanted = [needle for needle in needles if needle]
    if not wanted:
        return []
    folded, places = fold_with_places(text)
    ends = [*places[1:], len(text)]
    spans: list[tuple[int, int]] = []
    for needle in wanted:
        at = folded.find(needle)
        while at >= 0:
            last = at + len(needle) - 1
            spans.append((places[at], max(ends[last], places[last] + 1)))
            at = folded.find(needle, last + 1)
    return _joined(spans)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def begins_word(folded: str, needle: str) -> bool:
    """Whether a folded needle stands at the beginning of a word of a folded text."""
    return bool(needle) and f" {needle}" in f" {folded}"


class TextIndex:
    """Texts of rows, folded and joined, searched lazily from the first row down.

    Args:
        rows: For each row its fields; a phrase is found inside one field, never across two.
    """

    def __init__(self, rows: Iterable[Sequence[str | None]]) -> None:
        folded = [
            _FIELD_END.join(fold(part) for part in fields if part).encode("utf-8", "surrogatepass")
            for fields in rows
        ]
        self._starts = array("Q", accumulate((len(row) + 1 for row in folded), initial=0))
        self._joined = b"\n".join(folded) + b"\n"

    def rows(self, needle: str) -> Iterator[int | None]:
        """Rows that hold a folded needle, in order.

        Yields:
            A row, or None to say "still looking" after every mebibyte without one, so that a
            caller with a screen to keep alive can pause.
        """
        wanted = needle.encode("utf-8", "surrogatepass")
        joined, starts = self._joined, self._starts
        at, end = 0, starts[-1]
        while at < end:
            hit = joined.find(wanted, at, at + _LOOK_AWAY + len(wanted))
            if hit < 0:
                at += _LOOK_AWAY
                yield None
                continue
            row = bisect_right(starts, hit) - 1
            yield row
            at = starts[row + 1]

    def holding(self, needle: str) -> set[int]:
        """All rows that hold a folded needle; every row for the empty one."""
        return {row for row in self.rows(needle) if row is not None}
