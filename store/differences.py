"""Naming what differs between a text and a quotation."""

from __future__ import annotations

import re
from typing import Final

from store.wording import BRACKETS, DASHES, INVISIBLE, LETTER, QUOTES, key_of

_ASKING: Final = frozenset("?!؟！？")
_END_MARKS: Final = re.compile(rf"(?:{QUOTES}|{BRACKETS})*([.,;:?!…؟。！？]*)")
_LETTERS: Final = re.compile(LETTER)
_SHOWN: Final = 60
"""Characters of one difference that are shown; a longer one loses its middle."""

_CLASSES: Final = {
    "quotation marks": re.compile(QUOTES),
    "dashes": re.compile(DASHES),
    "spaces": re.compile(r"\s+"),
    "ellipses": re.compile(r"…|\.{3}"),
    "brackets": re.compile(BRACKETS),
    "invisible characters": re.compile(f"[{INVISIBLE}]"),
}


def said(there: str, here: str) -> str:
    """A difference for people, from the text to the quotation."""
    if not there:
        return f"added {quoted(here)}"
    return f"{quoted(there)} → {quoted(here)}" if here else f"left out {quoted(there)}"


def quoted(words: str) -> str:
    """Words in quotation marks on one line, without their middle where they are many."""
    line = " ".join(words.split())
    if len(line) > _SHOWN:
        line = f"{line[: _SHOWN // 2].rstrip()} … {line[-_SHOWN // 2 :].lstrip()}"
    return f"“{line}”"


def other_end(marks: str, text: str, end: int) -> str:
    """Names an end that turns a question or an exclamation into something else; empty for none.

    Args:
        marks: The marks behind the quotation's last word.
        text: The text.
        end: Where the last word ends in it.
    """
    match = _END_MARKS.match(text, end)
    there = match[1] if match else ""
    mine, theirs = _ASKING & set(marks), _ASKING & set(there)
    return said(there, marks) if mine - theirs or (theirs - mine and marks) else ""


def typography(there: str, here: str) -> tuple[str, ...]:
    """Names what differs between two wordings that are the same but for typography."""
    names = [name for name, of in _CLASSES.items() if of.findall(there) != of.findall(here)]
    first, second = ("".join(_LETTERS.findall(one)) for one in (there, here))
    if first != second and key_of(first) == key_of(second):
        names.append("the spelling of letters")
    elif first.casefold() == second.casefold() and first != second:
        names.append("a capital")
    return tuple(names)
