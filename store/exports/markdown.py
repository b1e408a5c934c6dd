"""A chronology in Markdown: a list of dates, with statements and footnotes.

Every entry begins ``- 2019-12-31:`` with the date in EDTF, so that it can be read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from store.cite import NO_SOURCE
from store.clean import clean
from store.clippings import wording
from store.clippings.contents import Listed
from store.clippings.gathering import Numbers
from store.clippings.markdown_page import source_note
from store.exports import moments, statements
from store.exports.base import ABOUT, Exporter, ExportOptions, encoded, in_view, unheld
from store.model import Citation
from store.rows import roles_in
from store.styles import Run, as_markdown
from store.views import InView

_HELD: Final = {
    "dossier": ABOUT | {"title", "description"},
    "sources": frozenset({"id", "csl", "archived"}),
    "events": frozenset({
        "id", "title", "when", "display_date", "place", "summary", "participants",
        "participants.actor", "participants.role", "status", "hedge", "citations",
        "citations.source", "citations.locator",
    }),
    "quotes": frozenset({
        "id", "text", "kind", "words", "speaker", "attribution", "via", "hedge", "status", "said",
        "published", "events", "context", "citations", "citations.source", "citations.locator",
    }),
}  # fmt: skip


def _write(seen: InView, options: ExportOptions) -> Iterator[bytes]:
    about, numbers = seen.corpus.dossier, Numbers(seen.corpus)
    yield encoded(f"# {_one(about.title)}\n")
    if about.description:
        yield encoded(f"\n{_one(about.description)}\n")
    if seen.filter:
        yield encoded(f"\nFilter: {_one(str(seen.filter))}\n")
    yield b"\n"
    under = statements.by_event(seen)
    for row in seen.events:
        for line in _event(seen, row, under.get(row, ()), numbers, options):
            yield encoded(f"{line}\n")
    loose = under.get(None, ())
    if loose:
        yield b"\n## Statements on no event\n"
    for row in loose:
        yield encoded("\n" + "\n".join(_statement(seen, row, None, numbers)) + "\n")
        for line in _remark(seen, options, "quotes", row):
            yield encoded(f"\n{line}\n")
    listed: Sequence[Listed] = tuple(numbers.listed(options.house.style))
    for number, source in enumerate(listed, 1):
        yield encoded(f"{'' if number > 1 else chr(10)}{source_note(number, source)}\n")


def _event(
    seen: InView, row: int, quotes: Sequence[int], numbers: Numbers, options: ExportOptions
) -> Iterator[str]:
    corpus, event, when = seen.corpus, seen.corpus.events[row], seen.corpus.event_when[row]
    title, unsure = _one(event.title), statements.certainty(event)
    sure = f" ({_one(unsure)})" if unsure else ""
    date = "undated" if when is None else _one(when.text)
    yield f"- {date}: {title}{sure}{_cited(numbers, event.citations)}"
    said = event.display_date or ("" if when is None or moments.span(when).exact else
                                  moments.in_words(when, None))  # fmt: skip
    cast = "; ".join(
        f"{corpus.actors[actor].name} ({roles_in(corpus, row, actor)})"
        for actor in corpus.cast[row]
    )
    facts = (("Date", said), ("Place", event.place or ""), ("Taking part", cast))
    if event.summary:
        yield from _indented(_lines(event.summary))
    for name, value in facts:
        if value:
            yield from _indented([f"*{name}:* {_one(value)}"])
    for line in _remark(seen, options, "events", row):
        yield from _indented([line])
    for quote in quotes:
        yield from _indented(_statement(seen, quote, row, numbers))
        for line in _remark(seen, options, "quotes", quote):
            yield from _indented([line])


def _remark(seen: InView, options: ExportOptions, table: str, row: int) -> Iterator[str]:
    """What the user has put on a record, a paragraph each."""
    mark = seen.marks.of(table, getattr(seen.corpus, table).keys[row]) if options.marks else None
    if mark and mark.note:
        yield f"**{wording.COMPILER}:** {_one(mark.note)}"
    if mark and mark.tags:
        yield f"**{wording.TAGS}:** {_one(', '.join(mark.tags))}"


def _indented(lines: Sequence[str]) -> Iterator[str]:
    yield ""
    yield from (f"  {line}".rstrip() for line in lines)


def _statement(seen: InView, row: int, event: int | None, numbers: Numbers) -> list[str]:
    """A statement: only the speaker's own words, whole, are a blockquote."""
    quote = seen.corpus.quotes[row]
    cited = _cited(numbers, quote.citations) or f" {_escaped(NO_SOURCE)}"
    context = [f"*Context:* {_one(quote.context)}"] if quote.context else []
    if quote.kind != "verbatim":
        return [f"{_one(statements.sentence(seen, row, event))}{cited}", *context]
    words = [f"> {line}".rstrip() for line in _lines(quote.text)]
    below = ["", *context] if context else []  # else it would be read as a part of the quotation
    return [*words, ">", f"> — {_one(statements.credit(seen, row, event))}{cited}", *below]


def _cited(numbers: Numbers, citations: Sequence[Citation]) -> str:
    found = (
        f"[^{one.number}]" + (f" ({_one(one.locator)})" if one.locator else "")
        for one in numbers.cite(citations)
    )
    return "".join(f" {one}" for one in found)


def _lines(text: str) -> list[str]:
    """A text line by line; a backslash at the end of one keeps it apart from the next."""
    lines = [_escaped(line) for line in clean(text).strip().split("\n")]
    return [
        f"{line}\\" if line and following else line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]


def _escaped(text: str) -> str:
    return as_markdown((Run(text),))


def _one(text: str) -> str:
    return _escaped(wording.shown(text))


def _losses(seen: InView) -> list[str]:
    rows = dict(in_view(seen))
    said = ["the ids of records, which a text has not"]
    if rows.pop("actors"):
        said.append("actors as records (the names of those who took part or spoke are kept)")
    return [*said, *statements.beside(seen), *unheld(seen, rows, _HELD)]


EXPORTER: Final = Exporter("markdown", "Markdown chronology", "md", _write, _losses, marks=True)
