"""Chronologies in Markdown: an event for each date at the head of a list entry or a paragraph.

Headings that are years, months or days make shorter dates below them whole, and other headings are
tags. What is indented below an entry is its summary; a blockquote is a quote, with the name behind
its last dash as printed; links and footnotes are what an entry cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from store.errors import DossierError
from store.formats import front_matter
from store.formats.base import Document, Importer, Item, Options, Remark, stable_id
from store.formats.markdown_dates import UNDATED, read_date, split_head
from store.formats.markdown_entries import ORIGIN, Entry, Notes, is_labelled
from store.formats.markdown_words import read_words
from store.formats.opened import Input
from store.formats.pieces import Cast, Sources, filled, text
from store.model import FORMAT

_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_BULLET: Final = re.compile(r"([ \t]*)(?:[-*+•]|\d{1,9}[.)])[ \t]+(\S.*)")
_QUOTE: Final = re.compile(r"([ \t]*)(?:[-*+][ \t]+)?>[ \t]?(.*)")
_RULE: Final = re.compile(
    r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|`{3}.*|~{3}.*)"
)
_START: Final = r"^(?:[-*+][ \t]+(?:\*\*|__)?|#{1,6}[ \t]+|\*\*|__)\[?"
_DATED: Final = re.compile(
    _START + r"\d{4}(?:-\d\d){0,2}\b[^\n]{0,40}?(?::|\*\*|[ ][-–—][ ]|$)", re.MULTILINE
)
_WORDED: Final = re.compile(
    _START + r"(?:[A-Z][a-z]+ )?\d{1,2}(?: [A-Z][a-z]+)?,? ?(?:\d{4})?\b", re.MULTILINE
)
_GENERAL: Final = frozenset(
    ("chronology", "timeline", "events", "entries", "statements on no event")
)
_ITEM_LEVEL: Final = 10
"""Levels from here on are list entries that are only a date, by indent; below are headings."""


def _sniff(source: Input) -> int:
    if source.is_folder or source.head_text.lstrip().startswith(("{", "<")):
        return 0
    named = source.name.endswith((".md", ".markdown", ".mdown"))
    found = len(_DATED.findall(source.head_text)) + len(_WORDED.findall(source.head_text))
    if found < (1 if named else 2):
        return 0
    return 80 if named and found > 1 else 55


def _read(source: Input, options: Options) -> Iterator[Item | Remark]:
    whole, chronology = source.text(), _Chronology(options)
    matter, body = front_matter.split(whole)
    skipped = whole[: len(whole) - len(body)].count("\n")
    if matter:
        yield from chronology.about(matter, str(source.path))
    lines = body.splitlines()
    kept = list(chronology.notes.collect(lines, skipped))
    for number, line in kept:
        yield from chronology.line(line.expandtabs(4), number)
    yield from chronology.end()


class _Chronology:
    """Follows the lines; an entry is handed on when the next one begins."""

    def __init__(self, options: Options) -> None:
        self.notes = Notes(Sources(ORIGIN), Cast(ORIGIN))
        self._order = options.dates
        self._levels: list[tuple[int, str, str]] = []
        self._entry: Entry | None = None
        self._quote: list[str] = []
        self._loose: list[str] = []
        self._title = ""
        self._about: Document = {}
        self._blank, self._number, self._begun = True, 0, False

    def about(self, matter: str, where: str) -> Iterator[Remark]:
        """What the front matter says of the whole."""
        try:
            found = front_matter.read(matter, where)
        except DossierError as error:
            yield Remark("line 1", f"the front matter is left out: {error.what}", error.mend)
            return
        given = found if isinstance(found, dict) else {"front matter": found}
        self._title = text(given.pop("title", ""))
        self._about = {"description": text(given.pop("description", "")), "source_fields": given}
        for key in given:
            what = f"the field “{key}” has no place in a dossier: kept in source_fields"
            yield Remark("line 1", what)

    def line(self, line: str, number: int) -> Iterator[Item | Remark]:
        """Takes one line."""
        self._number = number
        quoted = _QUOTE.fullmatch(line)
        if quoted is not None:
            self._quote.append(quoted[2])
            return
        if self._quote and (not line.strip() or _is_block(line) or is_labelled(line)):
            yield from self._end_quote()
        elif self._quote:
            self._quote.append(line)
            return
        heading, bullet = _HEADING.fullmatch(line), _BULLET.fullmatch(line)
        if not line.strip() or _RULE.fullmatch(line):
            self._blank = True
            return
        if heading is not None:
            yield from self._heading(len(heading[1]), heading[2])
        elif bullet is not None:
            yield from self._bullet(len(bullet[1]), bullet[2])
        else:
            yield from self._paragraph(line)
        self._blank = False

    def end(self) -> Iterator[Item | Remark]:
        """Hands on what is left, and the title."""
        yield from self._end_quote()
        yield from self._flush()
        yield from self.notes.unused()
        yield from self.notes.cast.items()
        description = "\n\n".join(filter(None, (self._about.pop("description", ""), *self._loose)))
        title = self._title
        if title or description or self._about.get("source_fields"):
            document = filled(
                format=FORMAT, id=stable_id("dossier", ORIGIN, title, words=title),
                title=title or "Chronology", description=description, **self._about,
            )  # fmt: skip
            yield Item("dossier", document, "line 1")

    def _heading(self, level: int, said: str) -> Iterator[Item | Remark]:
        yield from self._flush()
        self._levels = [one for one in self._levels if one[0] < level]
        plain = read_words(said).text
        date = read_date(plain, self._around(), self._order)
        if date and date != UNDATED:
            self._levels.append((level, date, ""))
            return
        found, head, rest = split_head(said, self._around(), self._order)
        if found:
            self._begin(found, head, rest, -1)
            self._levels.append((level, found, ""))
        elif level == 1 and not self._title and not self._begun:
            self._title = plain
        else:
            self._levels.append((level, "", plain))

    def _bullet(self, indent: int, said: str) -> Iterator[Item | Remark]:
        if self._entry is not None and indent > self._entry.indent:
            self._entry.note(said)
            return
        yield from self._flush()
        self._levels = [one for one in self._levels if one[0] < _ITEM_LEVEL + indent]
        found, head, rest = split_head(said, self._around(), self._order)
        if found and not rest:
            self._levels.append((_ITEM_LEVEL + indent, found, ""))
            return
        if not found and not self._around():
            what = "this entry has no date: the event is undated"
            yield Remark(f"line {self._number}", what, "Begin it as - 2019-12-31: ...")
        self._begin(found or self._around(), head, rest, indent)

    def _paragraph(self, line: str) -> Iterator[Item | Remark]:
        indent = len(line) - len(line.lstrip())
        said = line.strip()
        entry = self._entry
        if entry is not None and not self._blank:
            entry.go_on(line.strip())
            return
        found, head, rest = ("", "", "")
        if indent < 2 and said.startswith(("**", "__")):
            found, head, rest = split_head(said, self._around(), self._order)
        if found:
            yield from self._flush()
            self._levels = [one for one in self._levels if one[0] < _ITEM_LEVEL]
            if rest:
                self._begin(found, head, rest, -1)
            else:
                self._levels.append((_ITEM_LEVEL, found, ""))
        elif entry is not None and (indent > entry.indent or entry.indent < 0):
            entry.paragraph(said)
        elif self._around():
            yield from self._flush()
            self._begin(self._around(), "", said, -1)
        else:
            yield from self._outside(said)

    def _outside(self, said: str) -> Iterator[Item | Remark]:
        """Text of no entry: a description before the first, else left out with a remark."""
        yield from self._flush()
        if not self._begun:
            words = read_words(said).text
            if self._loose and not self._blank:
                self._loose[-1] += f" {words}"
            else:
                self._loose.append(words)
            return
        what = f"this text belongs to no date, and is left out: “{said[:60]}”"
        yield Remark(f"line {self._number}", what, "Put a date before it, or indent it below one.")

    def _around(self) -> str:
        """The finest date of the headings above."""
        return next((date for _, date, _ in reversed(self._levels) if date), "")

    def _begin(self, when: str, head: str, said: str, indent: int) -> None:
        self._begun = True
        sections = [name for _, _, name in self._levels if name and name.lower() not in _GENERAL]
        date = "" if when == UNDATED else when
        self._entry = Entry(self._number, date, head, said, indent, sections)

    def _flush(self) -> Iterator[Item | Remark]:
        if self._entry is not None:
            yield from self._entry.items(self.notes)
        self._entry = None

    def _end_quote(self) -> Iterator[Item | Remark]:
        if not self._quote:
            return
        lines, self._quote, self._blank = self._quote, [], True
        if self._entry is not None:
            self._entry.quotes.append((self._number, lines, []))
        else:
            self._begun = True
            yield from self.notes.quote(lines, "", f"line {self._number}")


def _is_block(line: str) -> bool:
    return any(shape.fullmatch(line) for shape in (_HEADING, _BULLET, _RULE))


IMPORTER: Final = Importer("markdown-chronology", "Markdown chronology", _sniff, _read)
