"""Which of our fields a column is: guessed from its header, or as the user says.

A table's rows are events, quotes, actors or sources, by the fields that it has. A field here is a
dossier's own (``title``, ``when``, ``place``), or one that a row is put together from: ``end``,
``time``, ``year``, ``month`` and ``day`` of a date; ``source``, ``url``, ``publisher``, ``author``,
``published`` and ``locator`` of what it cites; ``quote`` for words that are verbatim and
``statement`` for what is so only inside quotation marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, cast

from msgspec import Struct

from store.errors import UsageError
from store.formats.base import Table

KEPT: Final = ""
"""In place of a field: the column has none, and is kept in ``source_fields``."""

_SPELLINGS: Final[Mapping[str, str]] = {
    "id": "id|identifier|key|uid|uuid|event id|quote id|actor id|record id",
    "title": "title|headline|event|event title|event name|heading|incident|what|what happened"
    "|subject|titel|titre|titulo|evento|ereignis",
    "name": "name|actor|actor name|full name|organisation|organization|person name",
    "when": "when|date|day|event date|date of event|dates|date time|datetime|timestamp|start"
    "|start date|date start|begin|begin date|from|from date|on|datum|fecha|data|beginn|debut",
    "end": "end|end date|date end|until|to date|finish|finish date|enddate|last day"
    "|ende|bis|fin|hasta",
    "time": "time|time of day|start time|hour|clock|event time|uhrzeit|hora",
    "year": "year|jahr|annee|ano",
    "month": "month|monat|mois|mes",
    "place": "place|location|where|city|town|venue|ort|lieu|lugar|event location",
    "type": "type|event type|category|kind of event|class|classification",
    "summary": "summary|description|details|detail|abstract|narrative|body|what exactly"
    "|event description|beschreibung|resume|descripcion",
    "participants": "participants|participant|actors|people|persons|who|involved|parties|names"
    "|people involved|actors involved|attendees|who was involved|beteiligte|akteure|personen"
    "|acteurs|participantes|actores",
    "status": "status|state of knowledge",
    "hedge": "hedge|hedging",
    "tags": "tags|tag|keywords|keyword|labels|topics|themes",
    "quote": "quote|quotation|quotes|quoted text|verbatim|exact words|words|quote text|exact quote"
    "|zitat|direct quote|their words|cita",
    "statement": "statement|claim|remark|remarks|paraphrase|text|said what|utterance",
    "speaker": "speaker|said by|who said it|who said|quoted person|person|spoken by|source of quote"
    "|person quoted|sprecher|sprecherin|locuteur|hablante",
    "attribution": "attribution|attributed to|attributed as",
    "said": "said|said on|date said|date of quote|quote date|statement date|date of statement",
    "published": "published|publication date|date published|pub date|published on|date of source"
    "|source date|publish date|date publication|issued",
    "audience": "audience|addressed to|said to|to whom|addressee",
    "about": "about|spoken of|concerning",
    "context": "context|circumstances|setting",
    "cue": "cue|verb|verb of saying",
    "language": "language|lang|sprache",
    "original": "original|original text|original words|original quote",
    "translator": "translator|translated by",
    "source": "source|sources|source title|reference|article|source name|article title|quelle"
    "|fuente",
    "url": "url|link|source url|source link|web|website|web address|href|uri|article url|urls",
    "publisher": "publisher|outlet|newspaper|media|publication|medium|media outlet|news outlet",
    "author": "author|authors|byline|writer|journalist|reporter|by|autor|auteur",
    "locator": "locator|page|pages|line|paragraph",
    "kind": "kind|actor kind|actor type|kind of quote|quote type|quote kind",
    "short": "short|short name|abbreviation|acronym",
    "aliases": "aliases|alias|also known as|aka|other names|other name",
    "position": "position|office|function|job|job title|rank|post",
    "country": "country|nation|nationality|land|pays",
    "wikidata": "wikidata|wikidata id|qid",
    "display_date": "display date|date as printed|date text",
}
_MEANING: Final = {
    spelling: field for field, all_of_it in _SPELLINGS.items() for spelling in all_of_it.split("|")
}
_CITED: Final = ("source", "url", "publisher", "author", "published", "locator")
_DATED: Final = ("when", "end", "time", "year", "month", "day", "display_date")
_EVENT: Final = ("title", *_DATED, "place", "type", "summary", "participants", "status", "hedge")
FIELDS: Final[Mapping[Table, tuple[str, ...]]] = {
    "events": ("id", *_EVENT, "tags", *_CITED),
    "quotes": (
        "id", "quote", "statement", "kind", "speaker", "attribution", "cue", "said", "context",
        "language", "original", "translator", "audience", "about", *_EVENT, "tags", *_CITED,
    ),
    "actors": (
        "id", "name", "kind", "short", "aliases", "position", "summary", "country", "wikidata",
        "tags", *_CITED,
    ),
    "sources": ("id", "title", "when", "type", "language", "summary", *_CITED),
}  # fmt: skip
"""The fields that a column of each table can be."""
_ALL: Final = frozenset(field for fields in FIELDS.values() for field in fields)
_MANY: Final = frozenset({"participants", "tags", "source", "url"})
"""Fields that several columns may be."""


class Columns(Struct, frozen=True):
    """What the rows of a table are.

    Attributes:
        table: The table of a dossier that a row goes into.
        columns: For each header its field, `KEPT` for none.
    """

    table: Table
    columns: dict[str, str]

    def shown(self) -> dict[str, str]:
        """The mapping as the user sees, changes and saves it."""
        return {head: f"{self.table}.{f}" if f else KEPT for head, f in self.columns.items()}


def guess(headers: Sequence[str], said: Mapping[str, str]) -> Columns | None:
    """The mapping of a table's columns; None when nothing says what its rows are.

    Args:
        headers: Its headers.
        said: What the user says: for a header ``table.field``, ``field``, or `KEPT`.

    Raises:
        UsageError: The user names a header or a field that there is not, or two tables.
    """
    told = _told(headers, said)
    meant = {head: told.get(head, _MEANING.get(_plain(head), KEPT)) for head in headers}
    for head, field in told.items():
        if field and field.rpartition(".")[2] not in _ALL:
            mend = f"Write one of {', '.join(sorted(_ALL))}."
            raise UsageError(f"there is no field “{field}”", f"column {head}", mend)
    fields = {field.rpartition(".")[2] for field in meant.values()}
    if "year" in fields:
        # “Day” alone is the date; beside a year it is a part of it.
        meant = {h: "day" if f == "when" and _plain(h) == "day" else f for h, f in meant.items()}
    table = _table_said(told) or _table_of(fields)
    if table is None:
        return None
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for head in sorted(headers, key=lambda head: head not in told):
        field = _fitted(table, meant[head].rpartition(".")[2])
        free = field in _MANY or field not in taken
        if head in told and field != meant[head].rpartition(".")[2]:
            mend = f"Write one of {', '.join(FIELDS[table])}."
            raise UsageError(f"{table} have no field “{meant[head]}”", f"column {head}", mend)
        columns[head] = field if free else KEPT
        taken.add(columns[head])
    return Columns(table, {head: columns[head] for head in headers})


def known(header: str) -> bool:
    """Whether a header is one of the spellings that are known."""
    return _plain(header) in _MEANING


def _told(headers: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    """What the user says, by the headers as they are in the file."""
    by_plain = {_plain(head): head for head in reversed(headers)}
    told: dict[str, str] = {}
    for head, field in said.items():
        own = head if head in headers else by_plain.get(_plain(head))
        if own is None:
            mend = f"Its columns are {', '.join(headers[:40])}."
            raise UsageError(f"there is no column “{head}”", "", mend)
        told[own] = "" if field.strip() == "-" else field.strip()
    return told


def _table_said(told: Mapping[str, str]) -> Table | None:
    tables = {field.partition(".")[0] for field in told.values() if "." in field}
    if not tables:
        return None
    if len(tables) > 1 or not tables <= FIELDS.keys():
        mend = f"A table is one of {', '.join(FIELDS)}, and the same for all columns."
        raise UsageError(f"a row cannot be one of {', '.join(sorted(tables))}", "", mend)
    return cast("Table", tables.pop())


def _table_of(fields: set[str]) -> Table | None:
    spoken = fields & {"speaker", "attribution", "said", "cue", "audience"}
    if "quote" in fields or ("statement" in fields and spoken):
        return "quotes"
    happened = fields & {"place", "participants", "end", "time"}
    if "author" in fields and fields & {"title", "source"} and not happened:
        return "sources"
    if fields & {"title", "summary", "statement"} and fields & {"when", "year", *happened}:
        return "events"
    if fields & {"title", "source"} and fields & {"url", "publisher"}:
        return "sources"
    if "name" in fields:
        return "actors"
    return "events" if "title" in fields else None


def _fitted(table: Table, field: str) -> str:
    """A field as the table has it."""
    turned = {
        ("events", "statement"): "summary", ("events", "name"): "participants",
        ("events", "speaker"): "participants", ("events", "said"): "when",
        ("quotes", "name"): "speaker", ("sources", "source"): "title",
        ("actors", "participants"): "name", ("actors", "title"): "position",
        ("actors", "type"): "kind",
    }.get((table, field), field)  # fmt: skip
    return turned if turned in FIELDS[table] else KEPT


def _plain(header: str) -> str:
    letters = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().lower()
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    text = letters if split == header else split.lower()
    return " ".join(re.split(r"[^a-z0-9]+", text)).strip()
