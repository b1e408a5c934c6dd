"""A quotation held against the words of a text, word by word.

Two wordings are the same but for typography when they hold the same words and the same marks in the
same order. Not counted as a difference are

* the kind of quotation marks, apostrophes, dashes, brackets and spaces, and whether there are any;
* invisible characters, ligatures, wide letters, and whether an accent is a character of its own;
* a word broken at the end of a line by a hyphen, and a reference such as ``[12]`` in the text;
* the case of a quotation's first letter, also behind an omission, and the points in ``U.S.``;
* a comma, point, colon or semicolon at a quotation's end, where sentences are cut;
* what the quotation itself marks as changed: an ellipsis stands for up to `OMITTED` words, a
  bracket such as ``[he]`` or ``[sic]`` for up to `REPLACED` words or none, a bracket inside a word
  (``[T]he``, ``attack[ed]``) for a few letters. Such places are named.

Everything else is a difference: another word, a word more or less, another case, an inner comma, a
question that became a statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from store.differences import other_end, quoted, said
from store.wording import Element, Pattern, Tokens

_WORD_COST: Final = 10_000
_MARK_COST: Final = 2_500
_SWAP_COST: Final = 100
_ADD_COST: Final = 200
"""A word in the place of another costs a little more than one left out, and one added more still.

So a word stands for another at either end too, where the text around is free, and a word that is
the same counts, though a word was left out before it.
"""

_SKIP_COST: Final = 1
"""An ellipsis takes as few words as it can."""

_CELLS: Final = 250_000
"""Words of a quotation times words of a text that are compared each with each (about 0.1 s)."""

_SAME, _OTHER, _ADDED, _LACKING, _JOINED, _SKIPPED, _PASSED = range(7)

Op = tuple[int, int, int, int]
"""How, the element's index (-1 for none), and the tokens (first, behind the last)."""


class Alignment(NamedTuple):
    """How a quotation stands against a text.

    Attributes:
        start: Where its words begin in the text, in code points.
        end: Where they end.
        same: How many words are the same.
        wrong: How many words differ.
        marks: How many marks differ.
        length: How many words the longer side has.
        differences: What differs, from the text to the quotation.
        changes: What the quotation itself marks as changed, with what stands there in the text.
    """

    start: int
    end: int
    same: int
    wrong: int
    marks: int
    length: int
    differences: tuple[str, ...]
    changes: tuple[str, ...]

    @property
    def likeness(self) -> float:
        """From 0 to 1: the part of the words that are the same."""
        return max(0.0, 1 - self.wrong / max(1, self.length))


def _accepted(element: Element, keys: Set[str]) -> Set[str]:
    """What an element is equal to, among the keys of a text."""
    if element.kind != "part":
        return set(element.keys)
    head, inside, tail = element.keys
    whole = f"{head}{inside}{tail}".casefold()
    return {
        key
        for key in keys
        if key.casefold() == whole
        or (
            key.startswith(head)
            and key.endswith(tail)
            and 0 <= len(key) - len(head) - len(tail) <= len(inside) + 4
        )
    }


def align(pattern: Pattern, text: str, tokens: Tokens) -> Alignment | None:
    """Finds the stretch of a text that is most like a quotation.

    Args:
        pattern: The quotation.
        text: The text that the tokens were taken from.
        tokens: Where to look.

    Returns:
        The best place, or None where not one word is the same.
    """
    if not pattern.elements or not tokens.keys:
        return None
    if len(pattern.elements) * len(tokens.keys) <= _CELLS:
        ops = _closest(pattern.elements, tokens)
    else:
        ops = _roughly(pattern.elements, tokens)
    return (
        _judged(pattern, text, tokens, ops)
        if any(op[0] in (_SAME, _JOINED) for op in ops)
        else None
    )


def _closest(elements: Sequence[Element], tokens: Tokens) -> list[Op]:
    """The cheapest way from the text to the quotation; before and behind it, text is free.

    The usual table of edit distances, with rows for elements and columns for tokens.
    """
    above = [0] * (len(tokens.keys) + 1)
    moves: list[bytearray] = []
    keys = set(tokens.keys)
    for element in elements:
        if element.reach:
            above, how = _wild_row(element, tokens, above)
        else:
            above, how = _row(element, _accepted(element, keys), tokens, above)
        moves.append(how)
    return _way_back(moves, min(range(len(above)), key=above.__getitem__))


def _row(
    element: Element, accepted: Set[str], tokens: Tokens, above: list[int]
) -> tuple[list[int], bytearray]:
    is_word = element.kind != "mark"
    cost = _WORD_COST if is_word else _MARK_COST
    joins = tokens.linked if element.broken else tokens.broken
    added = cost + _ADD_COST
    here = above[0] + added
    row, how = [here], bytearray([_ADDED])
    for at, (key, word) in enumerate(zip(tokens.keys, tokens.words, strict=True)):
        best, move = above[at + 1] + added, _ADDED
        if key in accepted:
            if above[at] <= best:
                best, move = above[at], _SAME
        elif word == is_word and above[at] + cost + _SWAP_COST <= best:
            best, move = above[at] + cost + _SWAP_COST, _OTHER
        if at in joins and joins[at] in accepted and above[at - 1] <= best:
            best, move = above[at - 1], _JOINED
        lacking = here + (_WORD_COST if word else _MARK_COST)
        if lacking < best:
            best, move = lacking, _LACKING
        row.append(best)
        how.append(move)
        here = best
    return row, how


def _wild_row(element: Element, tokens: Tokens, above: list[int]) -> tuple[list[int], bytearray]:
    """The row of an omission or a bracket, which stands for some words or for none."""
    row, how = [above[0]], bytearray([_PASSED])
    taken = 0
    for at, word in enumerate(tokens.words):
        skipped = row[at] + _SKIP_COST
        if skipped < above[at + 1] and taken + word <= element.reach:
            taken += word
            row.append(skipped)
            how.append(_SKIPPED)
        else:
            taken = 0
            row.append(above[at + 1])
            how.append(_PASSED)
    return row, how


def _way_back(moves: list[bytearray], at: int) -> list[Op]:
    ops: list[Op] = []
    row = len(moves) - 1
    while row >= 0:
        how = moves[row][at]
        width = 2 if how == _JOINED else 0 if how in (_ADDED, _PASSED) else 1
        ops.append((how, -1 if how == _LACKING else row, at - width, at))
        at -= width
        if how not in (_LACKING, _SKIPPED):
            row -= 1
    return ops[::-1]


def _roughly(elements: Sequence[Element], tokens: Tokens) -> list[Op]:
    """A way from the text to a long quotation that need not be the cheapest."""
    keys = [element.keys[0] if not element.reach else "" for element in elements]
    ops: list[Op] = []
    for tag, first, last, start, end in SequenceMatcher(None, tokens.keys, keys).get_opcodes():
        if tag == "equal":
            ops += [(_SAME, start + at, first + at, first + at + 1) for at in range(end - start)]
            continue
        wild = [at for at in range(start, end) if elements[at].reach]
        words = sum(tokens.words[first:last])
        if wild and end - start == len(wild) and words <= sum(elements[w].reach for w in wild):
            ops += [(_PASSED, at, first, first) for at in wild[1:]]
            ops.append((_SKIPPED, wild[0], first, last))
            continue
        ops += [(_ADDED, at, first, first) for at in range(start, end)]
        ops += [(_LACKING, -1, at, at + 1) for at in range(first, last)]
    kept = [at for at, op in enumerate(ops) if op[0] != _LACKING]
    return ops[kept[0] : kept[-1] + 1] if kept else []


def _judged(pattern: Pattern, text: str, tokens: Tokens, ops: list[Op]) -> Alignment:
    """Counts and names what an alignment found."""
    elements = pattern.elements
    placed = [op for op in ops if op[3] > op[2] and op[0] != _SKIPPED]
    start, end = tokens.spans[placed[0][2]][0], tokens.spans[placed[-1][3] - 1][1]
    same = sum(1 for op in ops if op[0] in (_SAME, _JOINED) and elements[op[1]].kind != "mark")
    wrong = marks = 0
    for how, element, first, _ in ops:
        if how in (_OTHER, _ADDED, _LACKING):
            word = elements[element].kind != "mark" if element >= 0 else tokens.words[first]
            wrong, marks = wrong + word, marks + (not word)
    differences = [said for said in _differences(pattern, text, tokens, ops) if said]
    asked = other_end(pattern.end_marks, text, end)
    if asked:
        differences.append(asked)
    length = max(
        pattern.size, sum(tokens.words[placed[0][2] : placed[-1][3]]) - _skipped(tokens, ops)
    )
    return Alignment(
        start, end, same, wrong, marks + bool(asked), length,
        tuple(differences), tuple(_changes(pattern, text, tokens, ops)),
    )  # fmt: skip


def _skipped(tokens: Tokens, ops: list[Op]) -> int:
    return sum(sum(tokens.words[first:last]) for how, _, first, last in ops if how == _SKIPPED)


def _differences(pattern: Pattern, text: str, tokens: Tokens, ops: list[Op]) -> Iterator[str]:
    """Each run of words that differ, from the text to the quotation."""
    run: list[Op] = []
    for op in [*ops, (_SAME, -1, 0, 0)]:
        if op[0] in (_OTHER, _ADDED, _LACKING):
            run.append(op)
            continue
        if run:
            yield said(
                _slice(text, [tokens.spans[at] for op in run for at in range(op[2], op[3])]),
                _slice(pattern.words, [pattern.elements[op[1]].span for op in run if op[1] >= 0]),
            )
        run = []


def _changes(pattern: Pattern, text: str, tokens: Tokens, ops: list[Op]) -> Iterator[str]:
    """What stands in the text where the quotation says that it was changed."""
    for at, element in enumerate(pattern.elements):
        if element.kind in {"word", "mark"}:
            continue
        taken = [tokens.spans[t] for op in ops if op[1] == at for t in range(op[2], op[3])]
        there, sign = _slice(text, taken), pattern.words[slice(*element.span)]
        letters = sign.replace("[", "").replace("]", "")
        if element.kind == "part" and (not there or there.casefold() == letters.casefold()):
            continue
        if there and not there.strip(" .…"):
            continue
        yield f"{sign} for {quoted(there) if there else 'nothing'}"


def _slice(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return text[min(spans)[0] : max(spans)[1]] if spans else ""
