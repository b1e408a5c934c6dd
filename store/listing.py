"""Records in view as text for pipes and scripts: a table, JSON, JSON lines, CSV, Markdown.

Quotes, events and actors can also be had in the forms in which they are copied, and sources in
those of bibliographies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final
from unicodedata import category, east_asian_width

from store import cite, date_words, dates, spreadsheet
from store.clean import clean
from store.corpus import Corpus
from store.encoding import encode, encodes
from store.errors import UsageError
from store.forms import BIBLIOGRAPHIES, FORMS, source_texts
from store.forms.annotation import web_annotations
from store.house import HOUSE, House
from store.related import RecordTable, Ref
from store.resting import resting
from store.views import InView

TABULAR: Final = ("table", "json", "jsonl", "csv", "md")
"""The formats that every table has."""

_ALIAS: Final = "markdown"
_ARRAYS: Final = ("csl-json", "web-annotation")
_COPIED: Final[dict[str, RecordTable]] = {
    "quotes": "quotes", "events": "events", "actors": "actors",
}  # fmt: skip

_EMOJI_STYLE: Final = "\ufe0f"
"""Widens the character before it, so it counts."""

Cells = tuple[str, ...]


def _events(seen: InView, row: int) -> Cells:
    corpus, event = seen.corpus, seen.corpus.events[row]
    people = "; ".join(_named(corpus, actor) for actor in corpus.cast[row])
    statements = str(len(seen.statements_on(row)) or "")
    return (event.id, _when(corpus.event_when[row]), event.title, people, statements)


def _actors(seen: InView, row: int) -> Cells:
    actor = seen.corpus.actors[row]
    counts = (seen.events_with(row), seen.said_by(row), seen.about(row))
    return (actor.id, actor.name, actor.kind, *(str(len(rows) or "") for rows in counts))


def _quotes(seen: InView, row: int) -> Cells:
    corpus, quote = seen.corpus, seen.corpus.quotes[row]
    said = _when(corpus.quote_when[row])
    return (quote.id, said, cite.speaker_name(corpus, quote), quote.kind, cite.marked(quote))


def _sources(seen: InView, row: int) -> Cells:
    source = seen.corpus.sources[row]
    return (source.id, str(source.csl.get("type", "")), cite.reference(source))


def _links(seen: InView, row: int) -> Cells:
    link = seen.corpus.links[row]
    return (link.id, link.from_, link.kind, link.to, link.note or "")


_COLUMNS: Final[dict[str, tuple[Cells, Callable[[InView, int], Cells]]]] = {
    "events": (("id", "when", "title", "participants", "statements"), _events),
    "actors": (("id", "name", "kind", "events", "said", "of"), _actors),
    "quotes": (("id", "said", "speaker", "kind", "words"), _quotes),
    "sources": (("id", "type", "reference"), _sources),
    "links": (("id", "from", "kind", "to", "note"), _links),
}

TABLES: Final = tuple(_COLUMNS)


def formats_of(table: str) -> tuple[str, ...]:
    """The formats that a table can be printed in, each once."""
    if table in _COPIED:
        return (*TABULAR, *(name for name in FORMS if name not in TABULAR))
    return (*TABULAR, *BIBLIOGRAPHIES) if table == "sources" else TABULAR


def _named(corpus: Corpus, actor: int) -> str:
    record = corpus.actors[actor]
    return record.short or record.name


def _when(when: dates.When | None) -> str:
    return "undated" if when is None else date_words.words(when)


def listing(
    seen: InView, table: str, form: str, width: int | None = None, house: House = HOUSE
) -> Iterator[str]:
    """The records of a table that are in view.

    Args:
        seen: What is in view.
        table: A key of `TABLES`.
        form: One of `formats_of` that table.
        width: For the table form, the cells of a line; None leaves every cell whole.
        house: The house style of quotations and references.

    Yields:
        Lines, without their line ends.

    Raises:
        UsageError: The table has no such form.
    """
    if form not in formats_of(table):
        mend = f"Take one of {', '.join(formats_of(table))}."
        raise UsageError(f"{table} cannot be printed as {form}", mend=mend)
    rows: Sequence[int] = getattr(seen, table)
    documents = (getattr(seen.corpus, table).document(row) for row in rows)
    if form == "json":
        yield from _json(documents)
    elif form == "jsonl":
        yield from (encode(document) for document in documents)
    elif form == "csv":
        yield from _csv(table, documents)
    elif form not in TABULAR or (form == "md" and table == "quotes"):
        yield from _copied(seen, table, _ALIAS if form == "md" else form, house)
    else:
        heads, cells_of = _COLUMNS[table]
        cells = [cells_of(seen, row) for row in rows]
        if table == "sources":
            heads, cells = _with_what_rests(seen, heads, cells)
        yield from _markdown(heads, cells) if form == "md" else _table(heads, cells, width)


def _with_what_rests(seen: InView, heads: Cells, cells: list[Cells]) -> tuple[Cells, list[Cells]]:
    """Sources with how many records in view cite each, and how many cite it alone."""
    counts = ((str(one.records or ""), str(one.alone or "")) for one in resting(seen))
    counted = [(*row[:2], *count, *row[2:]) for row, count in zip(cells, counts, strict=True)]
    return (*heads[:2], "records", "alone", *heads[2:]), counted


def _copied(seen: InView, table: str, form: str, house: House) -> Iterator[str]:
    """Records as they would be copied, all at once."""
    rows: Sequence[int] = getattr(seen, table)
    between = FORMS[form].between
    if table in _COPIED:
        refs = [Ref(_COPIED[table], row) for row in rows]
        if form == "web-annotation":
            # A script gets an array whether one record is in view or many.
            texts = iter([encode(web_annotations(seen.corpus, refs, house), indent=2)])
        else:
            texts = FORMS[form].texts(seen.corpus, refs, house, None)
    else:
        texts = source_texts(seen.corpus, rows, form, house)
        between = "\n" if form == "reference" else between
    number = 0
    for number, text in enumerate(texts, 1):
        if number > 1 and between == "\n\n":
            yield ""
        yield from _encodable(text).split("\n")
    if not number and form in _ARRAYS:
        yield "[]"


def _encodable(text: str) -> str:
    return text if encodes(text) else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _json(documents: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One array, written record by record."""
    lead = "["
    for document in documents:
        yield (
            f"{lead}\n{encode(document, indent=2)}" if lead == "[" else f",\n{encode(document, 2)}"
        )
        lead = ","
    yield "[]" if lead == "[" else "]"


def _csv(table: str, documents: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Every field that a record of this table has here, known or not, in the order first met."""
    kept = list(documents)
    heads = list(dict.fromkeys(key for document in kept for key in document))
    if not kept:
        heads = list(_COLUMNS[table][0])
    yield spreadsheet.line(heads)
    for document in kept:
        yield spreadsheet.line(document.get(head) for head in heads)


def _markdown(heads: Cells, rows: Sequence[Cells]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for cells in rows:
        yield f"| {' | '.join(cite.escape_markdown(clean(c, one_line=True)) for c in cells)} |"


def _table(heads: Cells, rows: Sequence[Cells], width: int | None) -> Iterator[str]:
    lines = [tuple(clean(cell, one_line=True) for cell in cells) for cells in rows]
    widths = [max(_width(line[place]) for line in (heads, *lines)) for place in range(len(heads))]
    if width is not None:
        widths = _fitted(widths, width - 2 * (len(widths) - 1))
    for line in (heads, *lines):
        cut = (_cut(cell, room) for cell, room in zip(line, widths, strict=True))
        padded = (
            f"{cell}{' ' * (room - _width(cell))}" for cell, room in zip(cut, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _fitted(widths: list[int], room: int) -> list[int]:
    """Narrows the widest columns until all fit, none below six cells."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > 6:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cut(text: str, room: int) -> str:
    if _width(text) <= room:
        return text
    kept, left = 0, room - 1
    while left >= (step := _char_width(text[kept])):
        kept, left = kept + 1, left - step
    return f"{text[:kept]}…"


def _width(text: str) -> int:
    """The cells that a text takes on a terminal; rather one too many than one too few."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if east_asian_width(char) in ("W", "F"):
        return 2
    return 0 if category(char) in ("Mn", "Me", "Cf") and char != _EMOJI_STYLE else 1
