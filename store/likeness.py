"""Actors that look like one: by their names and aliases, spelt in whichever way.

Two actors are compared when they have a name in common, when the consonants of their names agree
(which most transliterations keep), or when some word of both begins alike; so that a dossier of
thousands of actors is looked through without comparing each with each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final

from msgspec import Struct

from store.model import Actor
from store.search import fold

ALIKE: Final = 0.9
"""From here on two names are alike; 1 is the same. A letter in ten may differ."""
_CROWD: Final = 60
"""Actors that share the beginning of a word; of more it says nothing."""
_LONGEST: Final = 300
"""Letters of a name beyond which it is the same as another or is not; comparing takes their square.
"""
_SOLID: Final = 5
"""Consonants that a name must have to be known by them."""

_WORD: Final = re.compile(r"[^\W_]+")
_ARTICLES: Final = frozenset({"al", "el", "the", "of", "and"})
_SAME_SOUND: Final = (
    ("kh", "k"), ("gh", "k"), ("dh", "d"), ("ph", "f"), ("q", "k"), ("c", "k"), ("g", "k"),
)  # fmt: skip
"""Spellings of one letter of another script, such as the Arabic qaf in Qaddafi and Gaddafi."""
_VOWELS: Final = re.compile("(?<=.)[aeiouyw]")
_DOUBLED: Final = re.compile(r"(.)\1+")


class Pair(Struct, frozen=True):
    """Two actors that may be one.

    Attributes:
        first: Row of the one that stands first.
        second: Row of the other.
        names: The name of each that made them look alike.
        same: Whether those are the same name but for case, accents, hyphens and the order of words.
    """

    first: int
    second: int
    names: tuple[str, str]
    same: bool


class _Name(Struct, frozen=True):
    row: int
    written: str
    words: tuple[str, ...]

    @property
    def sorted_text(self) -> str:
        return " ".join(self.words)

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if any(letter.isdigit() for letter in word))

    @property
    def consonants(self) -> str:
        """What is left of a name when vowels and doubled letters are taken out."""
        return " ".join(sorted(filter(None, map(_skeleton, self.words))))


def _skeleton(word: str) -> str:
    if word in _ARTICLES or not word.isascii():
        return ""
    for spelt, sound in _SAME_SOUND:
        word = word.replace(spelt, sound)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def similarity() -> Callable[[str, str], float]:
    """How alike two texts are, from 0 to 1: rapidfuzz where it is installed, else difflib."""
    try:
        from rapidfuzz.fuzz import ratio
    except ImportError:
        return lambda one, other: SequenceMatcher(None, one, other, autojunk=False).ratio()
    return lambda one, other: ratio(one, other) / 100


def lookalikes(actors: Sequence[Actor]) -> Iterator[Pair]:
    """Pairs of actors that look like one, each pair once, in the order of the actors."""
    names = [
        _Name(row, written, tuple(sorted(_WORD.findall(fold(written)))))
        for row, actor in enumerate(actors)
        for written in dict.fromkeys((actor.name, *(alias.name for alias in actor.aliases)))
    ]
    alike = similarity()
    found: dict[tuple[int, int], Pair] = {}
    for one, other in _candidates([name for name in names if name.words]):
        rows = (min(one.row, other.row), max(one.row, other.row))
        same = one.words == other.words
        if rows in found and (found[rows].same or not same):
            continue
        if not _may_be_one(actors[one.row], actors[other.row]):
            continue
        if same or _near(one, other, alike):
            first, second = sorted((one, other), key=lambda name: name.row)
            found[rows] = Pair(*rows, (first.written, second.written), same)
    yield from (found[rows] for rows in sorted(found))


def _candidates(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    blocks: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        keys = {f"={name.sorted_text}", f"~{name.consonants}"}
        for key in keys | {f"{word[:4]}-" for word in name.words if word not in _ARTICLES}:
            blocks[key].append(name)
    for block in blocks.values():
        if 1 < len(block) <= _CROWD:
            yield from ((one, two) for one, two in combinations(block, 2) if one.row != two.row)


def _may_be_one(one: Actor, other: Actor) -> bool:
    """Whether nothing that the dossier says keeps the two apart."""
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        return False
    kinds = {one.kind, other.kind} - {"unknown"}
    return len(kinds) < 2 or "person" not in kinds


def _near(one: _Name, other: _Name, alike: Callable[[str, str], float]) -> bool:
    # Units and laws differ by their numbers alone, however long the rest of the name.
    if one.numbers != other.numbers:
        return False
    if one.consonants == other.consonants and len(one.consonants.replace(" ", "")) >= _SOLID:
        return True
    if max(len(one.sorted_text), len(other.sorted_text)) > _LONGEST:
        return False
    if min(len(one.sorted_text), len(other.sorted_text)) < 2 * _SOLID:
        return False
    return alike(one.sorted_text, other.sorted_text) >= ALIKE
