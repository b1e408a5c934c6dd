"""Where the rare words of a text stand: finds quotations by the thousand in one pass over it.

Only the words of the quotations are looked up, so that a text of any size costs no more memory than
their occurrences.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from store.wording import COMBINING, HYPHENS, INVISIBLE, UNSPACED, key_of

LONGEST: Final = 64
"""Code points of a word; what is longer is no word, and is cut into such pieces."""

_VOTES: Final = 2_000
"""Occurrences of a quotation's rarest words that are looked at to find the places like it."""

_VOTERS: Final = 8
"""How many of those words are asked."""

_PLAIN_WORD: Final = re.compile(rf"[^\W_]{{1,{LONGEST}}}")
_ANY_WORD: Final = re.compile(
    rf"[{UNSPACED}]|(?:[^\W_{UNSPACED}]|[{COMBINING}{INVISIBLE}]){{1,{LONGEST}}}"
)
_NOT_PLAIN: Final = re.compile(f"[{UNSPACED}{COMBINING}{INVISIBLE}]")
_BROKEN_WORD: Final = re.compile(
    rf"([^\W\d_]{{1,{LONGEST}}})[{HYPHENS}\u00ad][^\S\n]*\n\s*([^\W\d_]+)"
)
_MARKED: Final = re.compile(r"\[[^\[\]\n]*\]|…|\.{3}")

Span = tuple[int, int]


class WordIndex:
    """Finds words and windows in a text.

    Args:
        text: The text.
        expected: Words that will be looked for; those of others cost a further pass each.
    """

    def __init__(self, text: str, expected: Iterable[str]) -> None:
        self._text = text
        self._expected = expected
        self._postings: dict[str, array[int]] = {}

    def occurrences(self, words: str) -> list[Span] | None:
        """Where the exact words stand, all those places at least where they cut no word.

        Returns:
            The places in order; None where the index cannot tell.
        """
        known = self._rarest(words)
        if not known or any(len(word) >= LONGEST for word in _ANY_WORD.findall(words)):
            return None
        offset, postings = known[0]
        text, size = self._text, len(words)
        starts = (at - offset for at in postings)
        return [(at, at + size) for at in starts if at >= 0 and text.startswith(words, at)]

    def windows(self, words: str, room: int, most: int) -> list[Span]:
        """Stretches of the text in which many of the rarest words of a quotation stand together.

        Args:
            words: The quotation.
            room: Code points by which its words may be further apart in the text.
            most: How many windows, the most likely ones first.
        """
        votes: list[tuple[int, int]] = []
        blanked = _MARKED.sub(lambda match: " " * len(match[0]), words)
        for number, (offset, postings) in enumerate(self._known(blanked)):
            if number and len(votes) + len(postings) > _VOTES:
                break
            votes += [(at - offset, number) for at in postings[:_VOTES]]
        width = len(words) // 2 + 40 + room
        found = _clusters(votes, width, most)
        return [(first - width, last + len(words) + width) for first, last in found]

    def _known(self, words: str) -> list[tuple[int, array[int]]]:
        """Some of the rarest words that the text has."""
        return [one for one in self._rarest(words) if one[1]][:_VOTERS]

    def _rarest(self, words: str) -> list[tuple[int, array[int]]]:
        """The offsets of words, and where the text has them, rarest first."""
        wanted: dict[str, int] = {}
        for match in _ANY_WORD.finditer(words):
            wanted.setdefault(_folded(match[0]), match.start())
        wanted.pop("", None)
        if not self._postings.keys() >= wanted.keys():
            self._scan({*wanted, *self._expected_words()} - self._postings.keys())
        known = [(offset, self._postings[word]) for word, offset in wanted.items()]
        return sorted(known, key=lambda one: len(one[1]))

    def _expected_words(self) -> Iterator[str]:
        if not self._postings:
            for words in self._expected:
                yield from map(_folded, _ANY_WORD.findall(words))

    def _scan(self, wanted: set[str]) -> None:
        """Finds where these words stand, by one pass over the text."""
        found = {word: array("Q") for word in wanted}
        get = found.get
        word_like = _ANY_WORD if _NOT_PLAIN.search(self._text) else _PLAIN_WORD
        for match in word_like.finditer(self._text):
            word = match[0]
            postings = get(word.lower() if word.isascii() else _folded(word))
            if postings is not None:
                postings.append(match.start())
        for match in _BROKEN_WORD.finditer(self._text):
            postings = get(_folded(match[1] + match[2]))
            if postings is not None:
                postings.append(match.start())
        self._postings.update(found)


@lru_cache(1 << 16)
def _folded(word: str) -> str:
    return key_of(word).casefold()


def _clusters(votes: list[tuple[int, int]], width: int, most: int) -> list[Span]:
    """Where votes of many voters lie within a width: first and last vote, most voters first.

    Places with fewer than three fifths of the most voters are left out.
    """
    votes.sort()
    inside: Counter[int] = Counter()
    scored: list[tuple[int, int, int]] = []
    left = 0
    for place, voter in votes:
        inside[voter] += 1
        while place - votes[left][0] > width:
            leaving = votes[left][1]
            inside[leaving] -= 1
            if not inside[leaving]:
                del inside[leaving]
            left += 1
        scored.append((-len(inside), votes[left][0], place))
    scored.sort()
    chosen: list[Span] = []
    for voters, first, last in scored:
        if len(chosen) == most or voters * 5 > scored[0][0] * 3:
            break
        if all(last < start or first > end for start, end in chosen):
            chosen.append((first, last))
    return chosen
