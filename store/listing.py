"""Records in view as text for pipes and scripts: a table, JSON, JSON lines, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final
from unicodedata import category, east_asian_width

from store import cite, date_words, dates
from store.clean import clean
from store.corpus import Corpus
from store.errors import DossierError
from store.views import InView

FORMATS: Final = ("table", "json", "jsonl", "csv", "md")

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

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


def _named(corpus: Corpus, actor: int) -> str:
    record = corpus.actors[actor]
    return record.short or record.name


def _when(when: dates.When | None) -> str:
    return "undated" if when is None else date_words.words(when)


def listing(seen: InView, table: str, form: str, width: int | None = None) -> Iterator[str]:
    """The records of a table that are in view.

    Args:
        seen: What is in view.
        table: A key of `TABLES`.
        form: One of `FORMATS`.
        width: For the table form, the cells of a line; None leaves every cell whole.

    Yields:
        Lines, without their line ends.
    """
    rows: Sequence[int] = getattr(seen, table)
    documents = (getattr(seen.corpus, table).document(row) for row in rows)
    if form == "json":
        yield from _json(documents)
    elif form == "jsonl":
        yield from (encode(document) for document in documents)
    elif form == "csv":
        yield from _csv(table, documents)
    elif form == "md" and table == "quotes":
        for number, row in enumerate(rows):
            yield from ([""] if number else [])
            yield from _encodable(cite.markdown(seen.corpus, row)).splitlines()
    else:
        heads, cells_of = _COLUMNS[table]
        cells = [cells_of(seen, row) for row in rows]
        yield from _markdown(heads, cells) if form == "md" else _table(heads, cells, width)


def encode(value: object, indent: int | None = None) -> str:
    """A value as JSON, letters as they are; half a surrogate pair is escaped, as UTF-8 lacks it.

    NaN and the infinities, which a file may hold and JSON has not, become null.

    Raises:
        DossierError: It is nested too deeply.
    """
    try:
        try:
            text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
        except ValueError:
            value = _finite(value)
            text = json.dumps(value, ensure_ascii=False, indent=indent)
        return text if text.isascii() or _encodes(text) else json.dumps(value, indent=indent)
    except RecursionError as error:
        mend = "Correct it in the file."
        raise DossierError("a record is nested too deeply to be written", "", mend) from error


def _finite(value: object) -> object:
    if isinstance(value, dict):
        return {key: _finite(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_finite(entry) for entry in value]
    return None if _is_no_number(value) else value


def _is_no_number(value: object) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _encodable(text: str) -> str:
    return text if _encodes(text) else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


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
    yield _csv_line(_cell(head) for head in heads)
    for document in kept:
        yield _csv_line(_cell(document.get(head)) for head in heads)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(_encodable(cell) for cell in cells)
    return line.getvalue().removesuffix("\r\n")


def _cell(value: object) -> str:
    """A value for a spreadsheet: lists joined by "; ", and nothing that it would run."""
    if value is None or _is_no_number(value):
        text = ""
    elif isinstance(value, str):
        text = value
    elif isinstance(value, list):
        text = "; ".join(part if isinstance(part, str) else encode(part) for part in value)
    else:
        text = encode(value)
    return f"'{text}" if text.startswith(_RISKY) and not isinstance(value, int | float) else text


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
