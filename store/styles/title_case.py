"""The capitals of an English headline, as the Chicago and MLA manuals have them.

Articles, coordinating conjunctions and prepositions stay small unless they stand first, last or
after a colon (Chicago Manual of Style 18, 8.160; MLA Handbook 9, 2.90). A word that has a capital
already keeps its letters: it may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

SMALL: Final = frozenset(
    {
        *("a", "an", "the", "and", "but", "for", "nor", "or", "so", "yet", "as", "if", "about"),
        *("above", "across", "after", "against", "along", "alongside", "amid", "among"),
        *("around", "at", "atop", "before", "behind", "below", "beneath", "beside", "besides"),
        *("between", "beyond", "by", "despite", "down", "during", "except", "from", "in"),
        *("inside", "into", "like", "minus", "near", "of", "off", "on", "onto", "out"),
        *("outside", "over", "past", "per", "plus", "round", "since", "than", "through"),
        *("throughout", "till", "to", "toward", "towards", "under", "underneath", "unlike"),
        *("until", "unto", "up", "upon", "versus", "via", "vs", "with", "within", "without"),
        *("v", "van", "von", "de", "et", "al", "circa", "d", "c"),
    }
)
"""The words that stay small."""

_WORD: Final = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*", re.UNICODE)
_NEAR: Final = 8
"""How many characters beside a word may bear on its capital."""

_RESTARTS: Final = re.compile(r"[:?!.][\"'”’)]*\s+[\"'“‘(]*$|[—]$")


def title_cased(text: str, starts: Set[int] = frozenset()) -> str:
    """A title in headline capitals; never a character more or less than before.

    Args:
        text: The title.
        starts: Where a title inside it begins, whose first word is capital like any first word.
    """
    found = list(_WORD.finditer(text))
    out: list[str] = []
    at = 0
    for place, match in enumerate(found):
        word = match[0]
        edge = place in (0, len(found) - 1) or match.start() in starts
        before = text[max(0, match.start() - _NEAR) : match.start()]
        edge = edge or _RESTARTS.search(before) is not None
        cased = _cased(word, before, text[match.end() : match.end() + _NEAR], edge=edge)
        out += [text[at : match.start()], cased if len(cased) == len(word) else word]
        at = match.end()
    return "".join([*out, text[at:]])


def _cased(word: str, before: str, after: str, *, edge: bool) -> str:
    small = word.lower() in SMALL and (word[1:].islower() or len(word) == 1)
    if small and not edge and not after.startswith((".", "-")):
        return word.lower()
    if before.endswith(("@", "#", "/")) or re.match(r"[/@.][^\s.]", after):
        return word  # an address or a handle
    return word[0].upper() + word[1:] if word.islower() else word
