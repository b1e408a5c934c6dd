"""Finding words in a text, the way an annotation is anchored again in a page that may have changed.

In this order (that of W3C's "Selectors and States", 2017, with the last two added): the exact words
with what stands before and behind them; the exact words alone, where they stand in one place only;
the position; a wording that differs by typography only (`store.aligning` says what that is); the
wording that is most like it.

An occurrence that begins or ends inside a word ("no" in "nothing", "can" in "can't", "violent" in
"non-violent", 10 in 10,000) does not say those words, and is looked at only when there is no other.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, Literal

from msgspec import Struct

from store.aligning import Alignment, align
from store.differences import said, typography
from store.word_index import LONGEST, Span, WordIndex
from store.wording import INVISIBLE, Pattern, inside_word, pattern_of, tokens_of

Result = Literal["exact", "typographic", "altered", "near", "ambiguous", "missing"]

ALTERED: Final = 0.65
"""The part of its words that must be the same for words to count as altered, not as others."""

NEAR: Final = 0.4
"""The part of its words that must be the same for a passage to be worth showing."""

_NEARBY: Final = 400
"""Code points within which words belong to the anchor of their citation."""

_WINDOWS: Final = 6
"""Places that are compared word by word, the most likely ones first."""

_LETTERS_A_WORD: Final = 8
"""Code points that a word takes up with its space, generously."""

_MANY: Final = 8
"""Quotations for which an index of a text pays."""

_FIRST_WORD: Final = re.compile(r"\A\S*")
_LAST_WORD: Final = re.compile(r"\S*\Z")
_AROUND_WORDS: Final = " \n.,;:!?…\"'“”‘’«»()[]"
_SQUEEZED: Final = re.compile(rf"[\W_]+|[{INVISIBLE}]")


class Anchor(Struct, frozen=True, gc=False):
    """What to look for.

    Attributes:
        words: The words.
        prefix: What stands before them.
        suffix: What stands behind them.
        start: Where they began once, in code points.
        end: Where they ended.
        around: A stretch of the text that they belong to.
        whole: Whether words that are cut at either end are others. Not so for a mere anchor.
    """

    words: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    around: tuple[int, int] | None = None
    whole: bool = True


class Place(Struct, frozen=True, gc=False):
    """What was found.

    Attributes:
        result: How sure it is.
        start: Where it begins in the text, in code points; None when it is missing. Of several
            places (ambiguous) the first.
        end: Where it ends.
        difference: What differs, from the text to the words, or where else they stand.
    """

    result: Result
    start: int | None = None
    end: int | None = None
    difference: str = ""


class Text:
    """A text in which words are looked for.

    Args:
        text: The text, its line ends as line feeds.
        expected: Words that will be looked for. Many are found in one pass over the text.
    """

    def __init__(self, text: str, expected: Iterable[str] = ()) -> None:
        self.text = text
        expected = list(expected)
        self._many = len(expected) >= _MANY
        self._index = WordIndex(text, expected)

    @cached_property
    def _lines(self) -> array[int]:
        return array("Q", [0, *(match.end() for match in re.finditer("\n", self.text))])

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both counted from 1, columns in code points."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def find(self, anchor: Anchor) -> Place:
        """Finds words, as sure as can be."""
        words = anchor.words
        if not words:
            return Place("missing")
        places = self._whole(words)
        if not places and not anchor.whole:
            places = self._all(words)
        if places:
            chosen = self._decided(places, anchor)
            return self._several(places) if chosen is None else Place("exact", *chosen)
        place = self._similar(anchor)
        if place.result != "missing" or not anchor.whole:
            return place
        # All that is left are places where the words are a part of longer ones.
        cut = self._all(words)
        if not cut:
            return place
        chosen = self._decided(cut, anchor) or cut[0]
        return Place("altered", *chosen, said(self._whole_words(*chosen), words))

    def _several(self, places: Sequence[Span]) -> Place:
        named = ["{}:{}".format(*self.line_and_column(start)) for start, _ in places[:3]]
        more = ", ..." if len(places) > len(named) else ""
        said = f"in {len(places)} places: {', '.join(named)}{more}"
        return Place("ambiguous", *places[0], said)

    # -- the exact words ------------------------------------------------------------------------

    def _whole(self, words: str) -> list[Span]:
        """Where the exact words stand by themselves."""
        spans = self._index.occurrences(words) if self._many else None
        spans = self._all(words) if spans is None else spans
        return [span for span in spans if not self._is_cut(*span)]

    def _all(self, words: str) -> list[Span]:
        """Where the exact words stand, be it cut out of longer ones."""
        return [(at, at + len(words)) for at in _all(self.text, words)]

    def _is_cut(self, start: int, end: int) -> bool:
        """Whether a stretch begins or ends inside a word."""
        text = self.text
        return (start > 0 and inside_word(text, start)) or (
            end < len(text) and inside_word(text, end)
        )

    def _whole_words(self, start: int, end: int) -> str:
        """A stretch with the rest of the words that it cuts."""
        text = self.text
        if start and inside_word(text, start):
            start -= len(_LAST_WORD.findall(text[max(0, start - LONGEST) : start])[0])
        if end < len(text) and inside_word(text, end):
            end += len(_FIRST_WORD.findall(text[end : end + LONGEST])[0])
        return text[start:end].strip(_AROUND_WORDS)

    def _decided(self, places: Sequence[Span], anchor: Anchor) -> Span | None:
        """The one place that an anchor means; None when it leaves several."""
        if len(places) == 1:
            return places[0]
        fits = [self._fit(place, anchor) for place in places]
        best = max(fits)
        left = [place for place, fit in zip(places, fits, strict=True) if fit == best]
        if len(left) > 1 and anchor.around is not None:
            left = _by(left, *anchor.around) or left
        if len(left) > 1 and anchor.start is not None:
            left = [place for place in left if place[0] == anchor.start] or left
        return left[0] if len(left) == 1 else None

    def _fit(self, place: Span, anchor: Anchor) -> int:
        """How well the words round a place are those of an anchor: from 0 to 4."""
        fit = 0
        start, end = place
        if anchor.prefix:
            before = self.text[max(0, start - 2 * len(anchor.prefix) - 20) : start]
            fit += _ends_with(before, anchor.prefix)
        if anchor.suffix:
            behind = self.text[end : end + 2 * len(anchor.suffix) + 20]
            fit += _ends_with(behind[::-1], anchor.suffix[::-1])
        return fit

    # -- words like them ------------------------------------------------------------------------

    def _similar(self, anchor: Anchor) -> Place:
        """The place whose wording is the same but for typography, or most like it."""
        pattern = pattern_of(anchor.words)
        if not pattern.elements:
            return Place("missing")
        pinned = list(self._pinned(anchor, pattern))
        likely = self._index.windows(anchor.words, pattern.room * _LETTERS_A_WORD, _WINDOWS)
        found: list[tuple[Alignment, bool]] = []
        for sure, windows in ((True, pinned), (False, likely)):
            for start, end in windows:
                tokens = tokens_of(self.text, *self._whole_window(start, end))
                alignment = align(pattern, self.text, tokens)
                if alignment is not None:
                    found.append((alignment, sure))
        same = {(one.start, one.end): one for one, _ in found if not one.wrong and not one.marks}
        whole = [span for span in sorted(same) if not (anchor.whole and self._is_cut(*span))]
        if whole:
            chosen = self._decided(whole, anchor)
            return (
                self._several(whole) if chosen is None else self._typographic(same[chosen], pattern)
            )
        if same:
            span = min(same)
            return Place("altered", *span, said(self._whole_words(*span), anchor.words))
        return self._closest(found, pattern)

    def _typographic(self, found: Alignment, pattern: Pattern) -> Place:
        there = self.text[found.start : found.end]
        names = found.changes or typography(there, pattern.words) or ("the mark at the end",)
        return Place("typographic", found.start, found.end, "; ".join(names))

    def _closest(self, found: list[tuple[Alignment, bool]], pattern: Pattern) -> Place:
        # One common word that is the same by chance is no likeness, unless the place is sure.
        likely = [
            (one.likeness, -one.marks, sure, -at)
            for at, (one, sure) in enumerate(found)
            if one.same > 1 or (sure and one.same)
        ]
        if not likely:
            return Place("missing")
        best = found[-max(likely)[3]][0]
        if best.likeness < NEAR:
            return Place("missing")
        result: Result = "altered" if best.likeness >= ALTERED else "near"
        return Place(result, best.start, best.end, "; ".join((*best.differences, *best.changes)))

    def _pinned(self, anchor: Anchor, pattern: Pattern) -> Iterator[Span]:
        """Windows in which the anchor says that the words stand."""
        size = len(anchor.words) + pattern.room * _LETTERS_A_WORD
        slack = len(anchor.words) // 2 + 40
        if anchor.around is not None:
            yield anchor.around[0] - size - slack, anchor.around[1] + size + slack
        for context, before in ((anchor.prefix, True), (anchor.suffix, False)):
            places = _all(self.text, context, _WINDOWS) if len(context.strip()) > 4 else []
            for at in places:
                edge = at + len(context) if before else at
                yield (edge, edge + size + slack) if before else (edge - size - slack, edge)
        if anchor.start is not None:
            yield anchor.start - slack, max(anchor.end or 0, anchor.start + size) + slack

    def _whole_window(self, start: int, end: int) -> Span:
        """A window inside the text that cuts no word."""
        text = self.text
        start, end = max(0, start), min(len(text), end)
        for _ in range(LONGEST):
            if not (start > 0 and inside_word(text, start)):
                break
            start -= 1
        for _ in range(LONGEST):
            if not (end < len(text) and inside_word(text, end)):
                break
            end += 1
        return start, max(start, end)


def _all(text: str, words: str, most: int = 10_000) -> list[int]:
    """Where words stand, overlapping ones too, at most so many."""
    places: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(places) < most:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _by(places: Sequence[Span], start: int, end: int) -> list[Span]:
    """The places that overlap a stretch, else those near it."""
    over = [place for place in places if place[0] < end and place[1] > start]
    return over or [p for p in places if p[0] < end + _NEARBY and p[1] > start - _NEARBY]


def _ends_with(text: str, end: str) -> int:
    """2 when a text ends so exactly, 1 when it does but for typography, else 0."""
    if text.endswith(end):
        return 2
    wanted = _squeeze(end)
    return int(bool(wanted) and _squeeze(text).endswith(wanted))


def _squeeze(text: str) -> str:
    return _SQUEEZED.sub("", text).casefold()
