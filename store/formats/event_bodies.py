"""What stands below the front matter of a note: a summary, quotes, and what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from store.formats.base import Document, Item, Remark
from store.formats.markdown_entries import Notes
from store.formats.markdown_words import flowed, read_words

_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_QUOTE: Final = re.compile(r"[ \t]*>[ \t]?(.*)")
_BULLET: Final = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(\S.*)")
_WIKI: Final = re.compile(r"!?\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")


class Body(Struct, frozen=True):
    """The parts of a note.

    Attributes:
        heading: Its first heading; empty for none.
        pieces: Its paragraphs, further headings and list entries, as Markdown.
        quotes: Its blockquotes, each with its last line and its lines.
    """

    heading: str
    pieces: tuple[str, ...]
    quotes: tuple[tuple[int, tuple[str, ...]], ...]


def read_body(body: str, notes: Notes, skipped: int) -> Body:
    """Takes a note apart.

    Args:
        body: Its Markdown.
        notes: Takes its footnotes.
        skipped: The lines before it.
    """
    heading, open_quote = "", False
    pieces: list[list[str]] = []
    quotes: list[tuple[int, list[str]]] = []
    blank = True
    for number, line in notes.collect(body.splitlines(), skipped):
        quoted, head, bullet = (shape.fullmatch(line) for shape in (_QUOTE, _HEADING, _BULLET))
        if quoted is not None:
            quotes = quotes if open_quote else [*quotes, (number, [])]
            quotes[-1][1].append(shown(quoted[1]))
        elif head is not None and not heading and not pieces:
            heading = read_words(shown(head[2])).text
        elif head is not None:
            pieces.append([head[2]])
        elif bullet is not None:
            pieces.append([f"- {bullet[1]}"])
        elif line.strip() and (blank or not pieces):
            pieces.append([line])
        elif line.strip():
            pieces[-1].append(line)
        open_quote = quoted is not None
        blank = not line.strip() or quoted is not None or head is not None
    return Body(
        heading,
        tuple(shown(flowed(piece)) for piece in pieces),
        tuple((number, tuple(lines)) for number, lines in quotes),
    )


def summary_of(body: Body) -> str:
    """Its text: entries of a list below each other, all else as paragraphs."""
    text, before = "", False
    for piece in body.pieces:
        bullet = piece.startswith("- ")
        words = read_words(piece.removeprefix("- ") if bullet else piece).text
        gap = "\n" if bullet and before else "\n\n"
        text += f"{gap if text else ''}{'- ' if bullet else ''}{words}" if words else ""
        before = bullet
    return text


def citations_of(
    body: Body, notes: Notes, place: str, citations: list[Document]
) -> Iterator[Item | Remark]:
    """The sources that a note links or points to; their citations are added to the list."""
    for piece in body.pieces:
        found = yield from notes.cited(read_words(piece), place)
        citations += [one for one in found if one not in citations]
    yield from notes.unused()


def quotes_of(body: Body, notes: Notes, event: str, place: str) -> Iterator[Item | Remark]:
    """Its blockquotes as quotes of its event."""
    for number, lines in body.quotes:
        yield from notes.quote(list(lines), event, within(place, f"line {number}"))


def shown(words: str) -> str:
    """Words as a note shows them, without the brackets of its links."""
    return _WIKI.sub(r"\1", words)


def within(place: str, inner: str) -> str:
    """A place within a file of several, or within the only one, which is not named."""
    return f"{place}: {inner}" if place else inner
