"""Entries of a chronology in Markdown as records, with the footnotes that they point to."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Final

from store import date_words
from store.dates import parse
from store.formats.base import Document, Item, Remark, stable_id
from store.formats.html_text import Anchor
from store.formats.markdown_words import Pointer, Words, flowed, read_quote, read_words
from store.formats.pieces import Cast, Sources, distinct, edtf, filled
from store.formats.quotations import parties, quote_items, titled, web, work

ORIGIN: Final = "markdown"
_FOOTNOTE: Final = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_LABELLED: Final = re.compile(r"\*(Place|Date|Taking part|Context):\*\s*(.*)", re.DOTALL)
"""How this program's own chronologies say what an event has beside its text."""
_VAGUE: Final = frozenset(("here", "link", "source", "this", "more", "read more", "via", "archive"))

Quoted = tuple[int, list[str], list[str]]
"""A blockquote: the line behind it, its lines, and what is said of its context."""


def is_labelled(line: str) -> bool:
    """Whether a line says one of the things that an event or a quote has beside its text."""
    return _LABELLED.fullmatch(line.strip()) is not None


class Notes:
    """The footnotes of a file, and the sources and actors that are made of it.

    Args:
        sources: Takes the sources.
        cast: Takes the actors.
    """

    def __init__(self, sources: Sources, cast: Cast) -> None:
        self._texts: dict[str, tuple[int, list[str]]] = {}
        self._used: set[str] = set()
        self.sources, self.cast = sources, cast

    def collect(self, lines: list[str], skipped: int) -> Iterator[tuple[int, str]]:
        """Takes the footnotes out of a file; the other lines come with their numbers."""
        note: list[str] | None = None
        for number, line in enumerate(lines, skipped + 1):
            match = _FOOTNOTE.fullmatch(line)
            if match is not None:
                note = self._texts.setdefault(match[1], (number, []))[1]
                note.append(match[2])
            elif note is not None and line.startswith(("  ", "\t")) and line.strip():
                note.append(line)
            else:
                note = None
                yield number, line

    def cited(self, words: Words, place: str) -> Generator[Item | Remark, None, list[Document]]:
        """The sources that words link or point to; returns the citations of them."""
        citations: list[Document] = []
        for link in words.links:
            address = web(link.url)
            if address:
                title = "" if link.words.lower() in _VAGUE or link.words == link.url else link.words
                key = yield from self._source(work(address, title=title), place, address)
                citations.append({"source": key})
        for pointer in words.pointers:
            found = self._texts.get(pointer.label)
            if found is None:
                what = f"there is no footnote [^{pointer.label}]"
                yield Remark(place, what, f"Add a line that begins [^{pointer.label}]:")
            else:
                citations.append((yield from self._footnote(pointer, *found)))
        return list({repr(one): one for one in citations}.values())

    def quote(
        self, lines: list[str], event: str, place: str, context: str = ""
    ) -> Iterator[Item | Remark]:
        """A blockquote as a quote, with its sources."""
        found, words = read_quote(lines)
        if not found.words:
            return
        own = Words("", tuple(link for link in words.links if link.url != found.url),
                    words.pointers)  # fmt: skip
        citations = yield from self.cited(own, place)
        fields = filled(citations=citations, context=context)
        yield from quote_items(found, event, place, self.sources, **fields)

    def unused(self) -> Iterator[Item | Remark]:
        """The footnotes that nothing points to."""
        for label, (number, lines) in self._texts.items():
            if label not in self._used:
                yield from self._footnote(Pointer(label), number, lines)

    def _footnote(
        self, pointer: Pointer, number: int, lines: list[str]
    ) -> Generator[Item, None, Document]:
        self._used.add(pointer.label)
        words = read_words(flowed(lines))
        address = next((found for link in words.links if (found := web(link.url))), "")
        title = " ".join(words.text.replace(address, "").split()).strip(" .,;<>") if address else ""
        csl = work(address, title=title or words.text or f"Note {pointer.label}")
        key = yield from self._source(csl, f"line {number}", address, words.text)
        return filled(source=key, locator=pointer.locator)

    def _source(self, csl: Document, place: str, *parts: object) -> Generator[Item, None, str]:
        key, made = self.sources.cite(csl, place, *parts)
        yield from made
        return key


class Entry:
    """An event while it is being read.

    Args:
        number: The line that it begins on.
        when: Its date (EDTF), or empty.
        head: The date as written.
        said: Its first line, as Markdown.
        indent: Columns before it; -1 for what is no list entry.
        sections: The headings above it that are no dates.
    """

    def __init__(
        self, number: int, when: str, head: str, said: str, indent: int, sections: list[str]
    ) -> None:
        self.indent = indent
        self.quotes: list[Quoted] = []
        self._place, self._when, self._head = f"line {number}", when, head
        self._sections = sections
        self._first = [said]
        self._paragraphs: list[list[str]] = []
        self._notes: set[int] = set()

    def go_on(self, line: str) -> None:
        """A line that goes on with what stands before it."""
        (self._paragraphs[-1] if self._paragraphs else self._first).append(line)

    def paragraph(self, line: str) -> None:
        """A paragraph of its own below the first."""
        said = _LABELLED.fullmatch(line)
        if said is not None and said[1] == "Context" and self.quotes:
            self.quotes[-1][2].append(said[2])
        else:
            self._paragraphs.append([line])

    def note(self, line: str) -> None:
        """An entry of a list below it."""
        self._notes.add(len(self._paragraphs))
        self._paragraphs.append([line])

    def items(self, notes: Notes) -> Iterator[Item | Remark]:
        """The event, its sources and its quotes."""
        labelled, summary, below = self._below(notes)
        first = read_words(flowed(self._first))
        title, rest = titled(first.text)
        words = Words(
            "",
            (*first.links, *(link for one in below for link in one.links)),
            (*first.pointers, *(one for part in below for one in part.pointers)),
        )
        citations = yield from notes.cited(words, self._place)
        # Two entries may have the same date and title, and be of different things.
        others = filter(None, (labelled.get("Place", ""), summary))
        document = filled(
            id=stable_id("event", ORIGIN, self._when, self._head, first.text, *others, words=title),
            title=title or self._head or self._when or "Untitled",
            when=self._when,
            display_date=self._shown(labelled.get("Date", "")),
            place=labelled.get("Place", ""),
            summary="\n\n".join(filter(None, (rest, summary))),
            participants=parties(labelled.get("Taking part", ""), notes.cast, self._place),
            citations=citations,
            tags=distinct(self._sections),
        )
        unlinked = [link for link in words.links if not web(link.url)]
        if unlinked:
            document["source_fields"] = {"links": [_kept(link) for link in unlinked]}
            what = "a link in it leads to no page on the web: kept in source_fields"
            yield Remark(self._place, what)
        yield Item("events", document, self._place)
        for number, lines, context in self.quotes:
            said = read_words(flowed(context)).text
            yield from notes.quote(lines, document["id"], f"line {number}", said)

    def _below(self, notes: Notes) -> tuple[dict[str, str], str, list[Words]]:
        """What stands below the first line: what is labelled, the summary, and all its words."""
        labelled: dict[str, str] = {}
        pieces: list[str] = []
        found: list[Words] = []
        listed = False
        for index, lines in enumerate(self._paragraphs):
            label = _LABELLED.fullmatch(flowed(lines))
            words = read_words(label[2] if label is not None else flowed(lines))
            if label is not None and label[1] not in labelled and label[1] != "Context":
                labelled[label[1]] = words.text
                continue
            found.append(words)
            note = index in self._notes
            piece = f"- {words.text}" if note else words.text
            if pieces and note and listed:
                pieces[-1] += f"\n{piece}"
            elif words.text:
                pieces.append(piece)
            listed = note
        return labelled, "\n\n".join(pieces), found

    def _shown(self, said: str) -> str:
        """The date in words, where EDTF does not say the same in the program's own."""
        if said:
            return "" if self._when and date_words.words(parse(self._when)) == said else said
        head = read_words(self._head).text
        return "" if not self._when or edtf(head) or _ordinary(head) else head


def _ordinary(head: str) -> bool:
    """Whether a date has nothing that its EDTF might lack: a year, a month, days, a time."""
    return re.fullmatch(r"[\w\s,.:/–—-]*", head) is not None and not re.search(
        r"\b(?:c|ca|circa|about|around|early|late|mid)\b", head, re.IGNORECASE
    )


def _kept(link: Anchor) -> Document:
    return filled(url=link.url, words=link.words)
