"""Clippings as plain text, 72 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import category, east_asian_width

from store.cite import NO_SOURCE
from store.clippings import wording
from store.clippings.contents import Cited, Clip, Contents, Group, Listed, Remark
from store.styles import as_text

WIDTH: Final = 72
"""Cells of a line; only an address may be longer."""

_INDENT: Final = "    "
_SHORT: Final = 24
_GLUE: Final = "\x1f"
"""A blank where no line ends; no text that may be shown holds it."""


def page(contents: Contents) -> str:
    """The document as plain text."""
    out = [*_wrapped(wording.shown(contents.title).upper()), ""]
    out += _wrapped(f"Clippings: {contents.scope}; {contents.day}.")
    if contents.filter:
        out += _wrapped(f"Filter: {wording.shown(contents.filter)}")
    for group in contents.groups:
        out += ["", "", *_group(group)]
    if contents.sources:
        out += ["", "", "Sources", "-------", ""]
        for number, source in enumerate(contents.sources, 1):
            out += _source(number, source)
    text = "\n".join(line.rstrip() for line in out)
    return f"{text}\n"


def _group(group: Group) -> Iterator[str]:
    heading = list(_wrapped(wording.shown(group.heading)))
    yield from heading
    if group.under:
        yield from _wrapped(wording.shown(group.under))
    yield "-" * min(WIDTH, max(map(_width, heading)))
    if group.remark:
        yield ""
        yield from _remark(group.remark)
    for clip in group.clips:
        yield ""
        yield from _clip(clip)


def _clip(clip: Clip) -> Iterator[str]:
    label = "Paraphrase: " if clip.kind == "paraphrase" else ""
    for number, line in enumerate(wording.lines(wording.plain(clip.words))):
        yield from _wrapped(f"{'' if number else label}{line}", _INDENT)
    cited = " ".join(map(_cited, clip.cited)) or NO_SOURCE
    yield from _wrapped(f"— {wording.shown(clip.attribution)} {cited}", _INDENT, "  ")
    if clip.context:
        yield from _wrapped(f"Context: {wording.shown(clip.context)}", _INDENT, "  ")
    if clip.original:
        yield from _wrapped(f"Original: {wording.shown(clip.original)}", _INDENT, "  ")
    if clip.translator:
        yield from _wrapped(f"Translated by {wording.shown(clip.translator)}.", _INDENT, "  ")
    yield from _remark(clip.remark)


def _cited(cited: Cited) -> str:
    """A citation, which stays on one line when it is short."""
    locator = f", {wording.shown(cited.locator)}" if cited.locator else ""
    text = f"[{cited.number}{locator}]"
    return text.replace(" ", _GLUE) if len(text) < _SHORT else text


def _remark(remark: Remark) -> Iterator[str]:
    if remark.note:
        for number, line in enumerate(wording.lines(remark.note)):
            yield from _wrapped(
                f"{'' if number else wording.COMPILER + ': '}{line}", f"{_INDENT}| "
            )
    if remark.tags:
        tags = wording.shown(", ".join(remark.tags))
        yield from _wrapped(f"{wording.TAGS}: {tags}", f"{_INDENT}| ")


def _source(number: int, source: Listed) -> Iterator[str]:
    parts = [as_text(wording.shown_runs(source.reference))]
    if source.address and source.address not in parts[0]:
        parts.append(f"{wording.shown(source.address)}.")
    if source.archived:
        parts.append(f"Archived at {wording.shown(source.archived)}.")
    yield from _wrapped(f"[{number}] {' '.join(parts)}", "", _INDENT)


def _wrapped(text: str, indent: str = "", hanging: str = "") -> Iterator[str]:
    """Lines of at most `WIDTH` cells.

    Args:
        text: One paragraph.
        indent: What every line begins with.
        hanging: What lines after the first begin with, behind the indent.
    """
    line, room = "", WIDTH - len(indent)
    lead = ""
    for word in _pieces(text, room - len(hanging)):
        if line and _width(f"{lead}{line} {word}") > room:
            yield f"{indent}{lead}{line}"
            line, lead = word, hanging
        else:
            line = f"{line} {word}" if line else word
    yield f"{indent}{lead}{line}"


def _pieces(text: str, room: int) -> Iterator[str]:
    """The words of a text; one too long is cut, but for an address, which must stay whole."""
    for glued in text.split(" "):
        word = glued.replace(_GLUE, " ")
        if not word:
            continue
        if "://" in word or _width(word) <= room:
            yield word
            continue
        piece = ""
        for char in word:
            if piece and _width(piece + char) > room:
                yield piece
                piece = ""
            piece += char
        yield piece


def _width(text: Iterable[str]) -> int:
    """The cells that a text takes: two for the wide letters of East Asia, none for accents."""
    return sum(
        2 if east_asian_width(char) in ("W", "F") else category(char) not in ("Mn", "Me", "Cf")
        for char in text
    )
