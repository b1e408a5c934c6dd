"""The wording of a quotation and of a text: words and marks, without what is mere typography.

What counts as typography, and what a quotation may mark as changed, is told in `store.aligning`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import decomposition, normalize

OMITTED: Final = 150
"""Words of the text that one ellipsis may stand for: about a long paragraph."""

REPLACED: Final = 8
"""Words of the text that one bracket may stand for."""

INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060\ufeff"
"""Inside a character class: soft hyphens, joiners and the like, which belong to no spelling."""

COMBINING: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Inside a character class: accents and vowel signs, which belong to the letter before them."""

UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Inside a character class: scripts without spaces, where each character counts as a word."""

APOSTROPHES: Final = "'’‘ʼ`´＇"
HYPHENS: Final = r"‐‑\-"
"""Inside a character class, both: what joins two parts of one word."""

QUOTES: Final = f'[{APOSTROPHES}"“”„‟‚‛«»‹›〝〞「」『』＂]'
DASHES: Final = "[-‐-―−﹘﹣－]"
BRACKETS: Final = r"[\[\](){}<>]"
LETTER: Final = f"(?:[^\\W_{UNSPACED}]|[{COMBINING}{INVISIBLE}])"
_WORD: Final = (
    rf"(?:[^\W\d_]\.){{2,}}|[{UNSPACED}]"
    rf"|{LETTER}+(?:[{APOSTROPHES}]{LETTER}+|(?<=\d)[.,]\d+)*"
)
_BROKEN: Final = re.compile(rf"[{HYPHENS}\u00ad][^\S\n]*\n\s*")
_LINKED: Final = re.compile(rf"[{HYPHENS}\u00ad]\s*")
_DOTS: Final = r"…+|\.{3,}|\.(?:\s\.){2,3}"
_WEAK: Final = rf"\s|_|\*|{QUOTES}|{DASHES}|{BRACKETS}"
_IN_TEXT: Final = re.compile(
    rf"(\[\d{{1,3}}\])|({_WORD})|({_DOTS})|(?:(?!\[)(?:{_WEAK}))+|(?:{_WEAK})|(.)", re.DOTALL
)
_IN_QUOTE: Final = re.compile(
    rf"(?P<omission>[\[(]\s*(?:{_DOTS})\s*[\])]|{_DOTS})"
    rf"|(?P<part>{LETTER}+\[[^\[\]\n]{{0,40}}\]{LETTER}*|\[[^\[\]\n]{{0,40}}\]{LETTER}+)"
    rf"|(?P<bracket>\[[^\[\]\n]{{0,200}}\])"
    rf"|(?P<word>{_WORD})|(?:(?!\[)(?:{_WEAK}))+|(?:{_WEAK})|(?P<mark>.)",
    re.DOTALL,
)


_SPACED: Final = rf"[^\W_{UNSPACED}]"
_HOLDS: Final = rf"[{APOSTROPHES}{HYPHENS}]"
_INSIDE_WORD: Final = re.compile(
    rf"(?<={_SPACED}){_SPACED}|(?<=[{COMBINING}{INVISIBLE}]){_SPACED}"
    rf"|(?<={_SPACED})[{COMBINING}{INVISIBLE}]|(?<=[{COMBINING}])[{COMBINING}]"
    rf"|(?<={_SPACED}{_HOLDS}){_SPACED}|(?<={_SPACED}){_HOLDS}{_SPACED}"
    rf"|(?<={_SPACED}\.[{HYPHENS}]){_SPACED}"
    r"|(?<=\d[.,])\d|(?<=\d)[.,]\d"
)
"""Matches at an offset that lies inside a word."""


class _Compatible(dict[int, str]):
    """What a letter is when its mere form is set aside: ligatures, wide and positional forms."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        forms = ("<compat>", "<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>")
        same = normalize("NFKC", char) if decomposition(char).startswith(forms) else char
        self[code] = same = "" if re.match(f"[{INVISIBLE}]", char) else same
        return same


_COMPATIBLE: Final = _Compatible({ord(char): "'" for char in APOSTROPHES})


@lru_cache(1 << 16)
def key_of(word: str) -> str:
    """A word without what typography adds to it; case is kept."""
    if word.isascii() and word.isalnum():
        return word
    key = normalize("NFC", word.translate(_COMPATIBLE))
    return key.replace(".", "") if key.endswith(".") else key


def inside_word(text: str, at: int) -> bool:
    """Whether an offset lies inside a word: between letters, at an apostrophe, in a number."""
    return _INSIDE_WORD.match(text, at) is not None


class Tokens(NamedTuple):
    """The words and marks of a stretch of text.

    Attributes:
        keys: What is compared.
        spans: Where each stands in the text.
        words: Whether each is a word.
        broken: For a second half of a word broken at the end of a line, the whole word.
        linked: For a word behind a hyphen, both words as one.
    """

    keys: list[str]
    spans: list[tuple[int, int]]
    words: list[bool]
    broken: dict[int, str]
    linked: dict[int, str]


class Element(NamedTuple):
    """A part of a quotation: a word, a mark, or something that stands for other words.

    Attributes:
        kind: ``word``, ``mark``, ``part`` (a word with a bracket in it), ``omission``, ``bracket``.
        keys: What it is equal to; for a part, the letters before the bracket, in it and after it.
        span: Where it stands in the quotation.
        broken: Whether it was broken at the end of a line by a hyphen.
    """

    kind: str
    keys: tuple[str, ...]
    span: tuple[int, int]
    broken: bool = False

    @property
    def reach(self) -> int:
        """How many words of the text it may stand for without being equal to them."""
        return {"omission": OMITTED, "bracket": REPLACED}.get(self.kind, 0)


class Pattern(NamedTuple):
    """A quotation ready to be compared.

    Attributes:
        words: The quotation.
        elements: Its parts, from the first word to the last.
        size: How many of them are words.
        end_marks: The marks behind the last word.
    """

    words: str
    elements: tuple[Element, ...]
    size: int
    end_marks: str

    @property
    def room(self) -> int:
        """How many words of the text its omissions and brackets may stand for."""
        return sum(element.reach for element in self.elements)


def tokens_of(text: str, start: int, end: int) -> Tokens:
    """The words and marks of a stretch of text."""
    found = Tokens([], [], [], {}, {})
    for match in _IN_TEXT.finditer(text, start, end):
        word = match[2] is not None
        key = key_of(match[0]) if word else "…" if match[3] else match[4]
        if not key:
            continue
        at = len(found.keys)
        found.keys.append(key)
        found.spans.append(match.span())
        found.words.append(word)
        if word and at and found.words[at - 1]:
            between = _between(text, found.spans[at - 1][1], match.start())
            if _LINKED.fullmatch(between):
                found.linked[at] = found.keys[at - 1] + key
            if _BROKEN.fullmatch(between):
                found.broken[at] = found.linked[at]
    return found


def _between(text: str, start: int, end: int) -> str:
    """What stands between two words; a soft hyphen counts to the first of them by its letters."""
    return text[start - text.endswith("\u00ad", 0, start) : end]


def pattern_of(words: str) -> Pattern:
    """Takes a quotation apart, without what stands before its first word and behind its last."""
    elements: list[Element] = []
    for match in _IN_QUOTE.finditer(words):
        kind = match.lastgroup
        if kind is None:
            continue
        element = Element(kind, _keys(kind, match[0]), match.span())
        before = elements[-1] if elements else element
        if kind == before.kind == "word" and _BROKEN.fullmatch(
            _between(words, before.span[1], match.start())
        ):
            elements.pop()
            whole = before.keys[0] + element.keys[0]
            element = Element("word", (whole,), (before.span[0], match.end()), broken=True)
        if any(element.keys):
            elements.append(element)
    solid = [at for at, element in enumerate(elements) if element.kind in {"word", "part"}]
    if not solid:
        return Pattern(words, (), 0, "")
    tail = [words[slice(*one.span)] for one in elements[solid[-1] + 1 :] if one.kind == "mark"]
    body = tuple(_with_either_case(elements[solid[0] : solid[-1] + 1]))
    return Pattern(words, body, len(solid), "".join(tail))


def _keys(kind: str, found: str) -> tuple[str, ...]:
    if kind == "part":
        head, _, rest = found.partition("[")
        inside, _, tail = rest.partition("]")
        return (key_of(head), inside, key_of(tail))
    return (key_of(found),) if kind == "word" else (found,)


def _with_either_case(elements: Sequence[Element]) -> Iterator[Element]:
    """A sentence that begins with the quotation, or behind an omission, may be given a capital."""
    begins = True
    for element in elements:
        if begins and element.kind == "word":
            keys = [*element.keys, *(key[:1].swapcase() + key[1:] for key in element.keys)]
            yield element._replace(keys=tuple(dict.fromkeys(keys)))
        else:
            yield element
        begins = element.kind == "omission"
