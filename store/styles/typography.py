"""Straight quotation marks made curly, and nested ones told apart."""

from __future__ import annotations

import re
from typing import Final

TAG: Final = re.compile(r"<(/?)(i|b|sc|sup|sub|span)\b[^<>]{0,80}>", re.IGNORECASE)
"""The markup that a text of CSL-JSON may hold."""

CLOSERS: Final = ("\0”", "\0’")
"""How `curled` gives a closing quotation mark, to tell it from an apostrophe."""

_OPENING_AFTER: Final = " \u00a0([{<—–-/“‘«"


def curled(text: str, pairs: tuple[str, str], depth: int) -> list[str]:
    """The characters of a text with the quotation marks that its style takes.

    Args:
        text: The text, with straight or curly marks.
        pairs: The marks of the outer and of an inner quotation.
        depth: How many quotations the text stands in already.

    Returns:
        One string for each character; a closing mark is one of `CLOSERS`. A mark without its
        partner stays as it is; what is left of single ones are apostrophes.
    """
    out = list(text)
    opened: list[tuple[int, str]] = []
    for at, char in enumerate(text):
        if char not in "\"“”'‘’":
            continue
        kind = '"' if char in '"“”' else "'"
        if opened and opened[-1][1] == kind and _closes(text, at, char):
            start, _ = opened.pop()
            pair = pairs[(depth + len(opened)) % 2]
            out[start], out[at] = pair[0], f"\0{pair[1]}"
        elif _opens(text, at, char):
            opened.append((at, kind))
        elif kind == "'":
            out[at] = "’"
    for start, kind in opened:
        if kind == "'":
            out[start] = "’"
    return out


def _opens(text: str, at: int, char: str) -> bool:
    if char in "“‘":
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    free = not before or before in _OPENING_AFTER or before == '"'
    return char in "\"'" and free and bool(after.strip()) and not (char == "'" and after.isdigit())


def _closes(text: str, at: int, char: str) -> bool:
    """Whether a mark can close: never a single one inside a word, nor one that only opens."""
    if char in "“‘":
        return False
    return char in '"”' or not text[at + 1 : at + 2].isalnum()
