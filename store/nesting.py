"""Quotation marks inside a quotation: the marks of a text turned when new ones stand round it."""

from __future__ import annotations

from typing import Final, NamedTuple

from store.house import House, Marks

_BLANKS: Final = " \u00a0\u202f"


class _Pair(NamedTuple):
    start: int
    end: int
    outer: bool
    depth: int


def nested(text: str, house: House) -> str:
    """A text for the inside of the house's outer marks.

    Marks of its own that are of the outer kind become inner ones, and inner ones within those
    outer. Where its marks do not pair off beyond doubt, every letter stays.
    """
    outer, inner = house.outer, house.inner
    if outer.open not in text or outer.close not in text:
        return text
    pairs = _pairs(text, outer, inner)
    turned = [pair for pair in pairs or () if _within_outer(pair, pairs or [])]
    edits = [(pair.start, True, pair) for pair in turned]
    edits += [(pair.end, False, pair) for pair in turned]
    for place, opening, pair in sorted(edits, reverse=True):
        old, new = (outer, inner) if pair.outer else (inner, outer)
        text = _opened(text, place, old, new) if opening else _closed(text, place, old, new)
    return text


def _within_outer(pair: _Pair, pairs: list[_Pair]) -> bool:
    """Whether a pair is of the outer kind, or stands in one that is."""
    around = [p for p in pairs if p.start <= pair.start and pair.end <= p.end and p.depth == 0]
    return bool(around) and around[0].outer


def _pairs(text: str, outer: Marks, inner: Marks) -> list[_Pair] | None:
    """The pairs of marks in a text; None when some mark has no partner beyond doubt."""
    stack: list[tuple[int, bool]] = []
    pairs: list[_Pair] = []
    seen: set[bool] = set()
    for place, char in enumerate(text):
        for is_outer, kind in ((True, outer), (False, inner)):
            if char == kind.close and _closes(text, place):
                if stack and stack[-1][1] == is_outer:
                    start, _ = stack.pop()
                    pairs.append(_Pair(start, place, is_outer, len(stack)))
                    break
                if is_outer in seen:
                    return None
            if char == kind.open and _opens(text, place):
                stack.append((place, is_outer))
                seen.add(is_outer)
                break
    return None if stack else pairs


def _opens(text: str, place: int) -> bool:
    """Whether a mark here may open: not within or behind a word, and words follow."""
    return not text[:place][-1:].isalnum() and bool(text[place + 1 :].strip())


def _closes(text: str, place: int) -> bool:
    """Whether a mark here may close, and is no apostrophe within a word."""
    return bool(text[:place].strip()) and not text[place + 1 : place + 2].isalnum()


def _opened(text: str, place: int, old: Marks, new: Marks) -> str:
    behind = text[place + 1 :]
    behind = behind.lstrip(_BLANKS) if old.pad else behind
    return f"{text[:place]}{new.open}{new.pad}{behind}"


def _closed(text: str, place: int, old: Marks, new: Marks) -> str:
    before = text[:place]
    before = before.rstrip(_BLANKS) if old.pad else before
    return f"{before}{new.pad}{new.close}{text[place + 1 :]}"
