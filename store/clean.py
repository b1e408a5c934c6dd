"""Text made safe to show: what would act on a terminal, or hide in it, becomes a visible mark.

Record text comes from anywhere. An escape sequence in a quotation can retitle a terminal or write
its clipboard; a bidirectional override can turn words round; a zero-width character can make two
names differ that look the same. Nothing of that is dropped in silence here: it is shown, inert.
All else stays as it is, in its own normalisation form, for the words must be exact.

======================================  =====================================================
in the text                             shown as
======================================  =====================================================
every kind of line end                  a line feed
tab                                     four spaces
other C0 controls, DEL                  their pictures, U+2400 to U+241F and U+2421
C1 controls, surrogates, noncharacters  U+FFFD, the replacement character
bidi controls, invisible characters     `MARK`, one for each
combining marks beyond four on a base   one `MARK` for the rest of the run
======================================  =====================================================

An invisible character stays where writing needs it: ZWNJ and ZWJ beside a letter of a joining
script, ZWJ between two emoji, ZWSP within scripts that put no spaces between words, one variation
selector after a character that has variants, the three flags spelt with tags, and the direction
marks LRM, RLM and ALM in a text that holds right-to-left letters (they reorder no letters).

Sources: Unicode 15, sections 5.8 (newlines), 23.2 to 23.4 (layout controls, variation selectors);
UAX 9 for bidirectional controls; UTS 51 for emoji sequences.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, combining

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Range = tuple[int, int]

MARK = "\u25ca"
"""Stands for what cannot be seen: a lozenge, one cell wide, in nearly every font (WGL4), and in
hardly any text, so that nobody takes it for the speaker's own punctuation."""

MAX_COMBINING = 4
"""Accents and the like that one base may carry; real writing needs no more."""

MAX_ZERO_WIDTH = 8
"""Zero-width characters of every kind in a row: vowel signs and stacked letters included."""

_TAB = "    "

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Letters and signs that never change, whatever stands beside them: most text has no others, and
# is done with after one quick look. Writing that needs combining marks is looked at closely.
_PLAIN = re.compile(
    "[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u05be\u05d0-\u05f4\u0620-\u064a"
    "\u0660-\u066f\u0671-\u06d5\u1e00-\u200a\u2010-\u2027\u202f-\u205f\u20a0-\u20cf\u2100-\u2bff"
    "\u3000-\u3029\u3030-\u3098\u309b-\u3163\u3165-\ua66e\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9f"
    "\U0001f000-\U0001faff]*"
)

# Never of use in plain text, wherever they stand. Each range includes both its ends.
_HIDDEN: tuple[Range, ...] = (
    (0x00AD, 0x00AD), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x202A, 0x202E), (0x2060, 0x206F),
    (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE001F), (0xE0080, 0xE00FF),
    (0xE01F0, 0xE0FFF),
)  # fmt: skip
_BROKEN: tuple[Range, ...] = (
    (0x80, 0x9F), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
)  # fmt: skip
_CONTROLS: tuple[Range, ...] = ((0x00, 0x09), (0x0B, 0x1F), (0x7F, 0x7F))

# Of use in some places: hidden elsewhere.
_JOINERS: tuple[Range, ...] = ((0x200C, 0x200D),)
_DIRECTIONS: tuple[Range, ...] = ((0x061C, 0x061C), (0x200E, 0x200F))
_MONGOLIAN_SELECTORS: tuple[Range, ...] = ((0x180B, 0x180D), (0x180F, 0x180F))
_SELECTORS: tuple[Range, ...] = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_TAGS: tuple[Range, ...] = ((0xE0020, 0xE007F),)
_SOMETIMES: tuple[Range, ...] = (
    (0x034F, 0x034F), (0x180B, 0x180F), (0x200B, 0x200B),
    *_JOINERS, *_DIRECTIONS, *_SELECTORS, *_TAGS,
)  # fmt: skip

# The writing that needs them. No range may hold a character of the tables above: what a pass
# leaves as a neighbour must be a neighbour still in the next, or cleaning twice would differ.
_MONGOLIAN: tuple[Range, ...] = ((0x1807, 0x1807), (0x1820, 0x18AA))
_JOINING: tuple[Range, ...] = (
    (0x0610, 0x061B), (0x0620, 0x06DC), (0x06DE, 0x070E), (0x0710, 0x085F), (0x0860, 0x088F),
    (0x0898, 0x08E1), (0x08E3, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17B3), (0x17B6, 0x17DD),
    (0x1A20, 0x1AAD), (0x1B00, 0x1B7C), (0xA840, 0xA87F), (0xA8E0, 0xA8FF), (0xA980, 0xA9DF),
    (0xFB50, 0xFDCF), (0xFDF0, 0xFDFF), (0xFE70, 0xFEFC), (0x10A00, 0x10A5F), (0x10D00, 0x10D3F),
    (0x11000, 0x1145F), (0x1E900, 0x1E94B), *_MONGOLIAN,
)  # fmt: skip
_UNSPACED: tuple[Range, ...] = (
    (0x0E01, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17B3), (0x17B6, 0x17F9), (0x1950, 0x19FF),
    (0x1A20, 0x1AAD), (0xA9E0, 0xA9FF), (0xAA60, 0xAADF),
)  # fmt: skip
_EMOJI: tuple[Range, ...] = (
    (0x2190, 0x21FF), (0x2300, 0x23FF), (0x2600, 0x27BF), (0x2900, 0x297F), (0x2B00, 0x2BFF),
    (0x1F000, 0x1FAFF),
)  # fmt: skip
_VARIED: tuple[Range, ...] = (
    (0x00A9, 0x00A9), (0x00AE, 0x00AE), (0x1000, 0x109F), (0x2010, 0x2027), (0x2030, 0x205E),
    (0x2100, 0x23FF), (0x2460, 0x25C9), (0x25CB, 0x2BFF), (0x3001, 0x303F), (0x3200, 0x33FF),
    (0x3400, 0x9FFF), (0xA840, 0xA87F), (0xF900, 0xFAFF), (0xFF01, 0xFF60), (0x13000, 0x1342F),
    (0x1F000, 0x1FAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD),
)  # fmt: skip
_RIGHT_TO_LEFT: tuple[Range, ...] = (
    (0x05D0, 0x05F2), (0x0620, 0x064A), (0x066E, 0x066F), (0x0671, 0x06D3), (0x0710, 0x072F),
    (0x074D, 0x07A5), (0x07CA, 0x07EA), (0x0800, 0x0815), (0x0840, 0x0858), (0x0860, 0x088E),
    (0x08A0, 0x08C9), (0xFB1F, 0xFB28), (0xFB2A, 0xFBB1), (0xFBD3, 0xFD3D), (0xFE70, 0xFEFC),
    (0x10800, 0x10CFF), (0x1E800, 0x1E8C4), (0x1E900, 0x1E943),
)  # fmt: skip

_SELECTORS_APART = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_FLAGS = ("gbeng", "gbsct", "gbwls")

# Where Unicode keeps its combining marks; all of Unicode takes too long to look through at start.
_MARK_BLOCKS: tuple[Range, ...] = (
    (0x0300, 0x109F), (0x135D, 0x135F), (0x1712, 0x1DFF), (0x20D0, 0x20FF), (0x2CEF, 0x2DFF),
    (0x302A, 0x309A), (0xA66F, 0xABED), (0xFB1E, 0xFB1E), (0xFE20, 0xFE2F), (0x101FD, 0x1037A),
    (0x10A01, 0x11FFF), (0x13440, 0x13455), (0x16AF0, 0x16FE4), (0x1BC9D, 0x1BC9E),
    (0x1CF00, 0x1D244), (0x1DA00, 0x1DAAF), (0x1E000, 0x1E94A),
)  # fmt: skip
_ZERO_WIDTH_LETTERS: tuple[Range, ...] = ((0x1161, 0x11FF), (0xD7B0, 0xD7FF))
"""Hangul vowels and finals, which join the letter before them."""


def _inside(ranges: Iterable[Range]) -> str:
    """The inside of a regular expression's character class."""
    merged: list[Range] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in merged)


class _Patterns(NamedTuple):
    """The passes over a text that is not plain.

    Attributes:
        certain: Characters that change wherever they stand.
        stacks: Runs of combining marks that are too long; group 1 is the part to keep.
        runs: The same for zero-width characters of every kind.
        placed: Characters that change by their place; group 1 is set where they may stay.
        right_to_left: A letter that is written from the right.
    """

    certain: re.Pattern[str]
    stacks: re.Pattern[str]
    runs: re.Pattern[str]
    placed: re.Pattern[str]
    right_to_left: re.Pattern[str]


def _marks() -> tuple[str, str]:
    """Two character classes: marks that sit on a base, and all that take no cell."""
    stacking: list[Range] = []
    zero_width: list[Range] = [*_ZERO_WIDTH_LETTERS, *_JOINERS, *_SELECTORS]
    for low, high in _MARK_BLOCKS:
        for code in range(low, high + 1):
            char = chr(code)
            kind = category(char)
            if kind == "Me" or combining(char):
                stacking.append((code, code))
            if kind in ("Mn", "Me"):
                zero_width.append((code, code))
    return _inside(stacking), _inside((*stacking, *zero_width))


def _kept() -> str:
    """A regular expression for an invisible character in a place where writing needs it."""
    flags = "|".join("".join(chr(0xE0000 + ord(letter)) for letter in flag) for flag in _FLAGS)
    joiner, joining, emoji = f"[{_inside(_JOINERS)}]", _inside(_JOINING), _inside(_EMOJI)
    unspaced, mongolian = _inside(_UNSPACED), _inside(_MONGOLIAN)
    return "|".join(
        (
            f"(?<=\U0001f3f4)(?:{flags})\U000e007f",
            f"(?<=[{joining}]){joiner}(?!{joiner})",
            f"(?<!{joiner}){joiner}(?=[{joining}])",
            f"(?<=[{emoji}])\u200d(?=[{emoji}])",
            f"(?<=[{emoji}]\ufe0f)\u200d(?=[{emoji}])",
            f"(?<=[{unspaced}])\u200b(?=[{unspaced}])",
            f"(?<=[{_inside(_VARIED)}]){_SELECTORS_APART}",
            "(?<=[0-9#*])\ufe0f(?=\u20e3)",
            f"(?<=[{mongolian}])[{_inside(_MONGOLIAN_SELECTORS)}]",
            f"(?<=[{mongolian}])\u180e(?=[{mongolian}])",
            "(?<=[\u0591-\u05bd])\u034f(?=[\u0591-\u05bd])",
        )
    )


@cache
def _patterns() -> _Patterns:
    stacking, zero_width = _marks()
    certain = _inside((*_CONTROLS, *_HIDDEN, *_BROKEN)) + "\u2028\u2029"
    places = _inside(_SOMETIMES)
    stacks = f"([{stacking}]{{{MAX_COMBINING}}})[{stacking}]+"
    runs = f"([{zero_width}]{{{MAX_ZERO_WIDTH}}})[{zero_width}]+"
    return _Patterns(
        certain=re.compile(f"\r\n|[{certain}]"),
        stacks=re.compile(stacks),
        runs=re.compile(runs),
        placed=re.compile(f"(?=[{places}])(?:({_kept()})|.)"),
        right_to_left=re.compile(f"[{_inside(_RIGHT_TO_LEFT)}]"),
    )


def _rewrite(text: str, replace: Callable[[str], str], *, keep_directions: bool) -> str:
    """Put `replace` of it in the place of all that must not be shown as it is."""
    if _PLAIN.fullmatch(text):
        return text
    patterns = _patterns()

    def excess(match: re.Match[str]) -> str:
        kept = match[1]
        return kept + replace(match[0][len(kept) :])

    def placed(match: re.Match[str]) -> str:
        char = match[0]
        if match[1] is not None or (keep_directions and char in "\u061c\u200e\u200f"):
            return char
        return replace(char)

    # The order matters: a place is judged by the neighbours that are left when all else is done.
    text = patterns.certain.sub(lambda match: replace(match[0]), text)
    text = patterns.stacks.sub(excess, text)
    text = patterns.runs.sub(excess, text)
    keep_directions = keep_directions and bool(patterns.right_to_left.search(text))
    return patterns.placed.sub(placed, text)


def _visible(found: str) -> str:
    if _NEWLINES.fullmatch(found):
        return "\n"
    code = ord(found[0])
    if found == "\t":
        return _TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd" if any(low <= code <= high for low, high in _BROKEN) else MARK


def _escaped(found: str) -> str:
    if found in ("\r\n", "\r"):
        return "\n"
    if found == "\t":
        return _TAB
    units = found.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def clean(text: str, *, one_line: bool = False) -> str:
    """The text as it may be shown on a terminal or put on a clipboard.

    Cleaning twice is cleaning once, and plain text comes back unchanged.

    Args:
        text: Text of any origin, surrogates and all.
        one_line: Make each run of white space one space, line ends too, and drop it at both ends.

    Returns:
        Text without control characters but for the line feed, and without that when `one_line`;
        it always encodes as UTF-8.
    """
    if not (text.isascii() and text.isprintable()):
        text = _rewrite(text, _visible, keep_directions=True)
    return " ".join(text.split()) if one_line else text


def escape_json_controls(text: str) -> str:
    """A JSON text as it may be printed on a terminal: the same value, and nothing hidden in it.

    Every character that `clean` would change is written as a JSON escape, one outside the basic
    plane as a surrogate pair; so are all direction marks. Between tokens, where no escape may
    stand, white space is written as `clean` writes it.

    Args:
        text: A JSON text, of one document or of one a line.

    Returns:
        A JSON text of equal value, which `clean` leaves as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return _rewrite(text, _escaped, keep_directions=False)
