"""Rows of a table, cells by field, as records of a dossier.

Nothing is added to what a row says: a name among the participants has no role, a person who is
named is an actor of unknown kind, and words count as verbatim only where the column or quotation
marks round the whole cell say so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final, get_args

from store.errors import DateError
from store.formats import written_dates
from store.formats.base import Document, Item, Options, Remark, Table, stable_id
from store.formats.csv_mapping import Columns
from store.formats.own_records import set_aside
from store.model import ActorKind, Status

_JOINED: Final = re.compile(r"\s*[;|\n]\s*")
_MARKED: Final = re.compile(r'[“"„«](?P<words>[^“”"„«»]+)[”"“»]')
_NUMBER: Final = re.compile(r"[0-9]+")
_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_PLAIN_ID: Final = re.compile(r"[^\W_](?:[\w.:/@+-]{0,198}[\w+])?")
_LONGEST_TITLE: Final = 100
_STATUSES: Final = frozenset(get_args(Status))
_KINDS: Final = frozenset(get_args(ActorKind))
_UNDATED: Final = "Its date is left open, and kept."


class Records:
    """Makes records of rows.

    Args:
        columns: What the columns are.
        options: What the user says of the import.
    """

    def __init__(self, columns: Columns, options: Options) -> None:
        self._columns, self._order = columns, options.dates
        self._met: set[str] = set()

    def read(self, cells: Mapping[str, str], place: str) -> Iterator[Item | Remark]:
        """The records of a row, those that it refers to first.

        Args:
            cells: Its cells by header, of which none is missing.
            place: Where it stands.
        """
        row: dict[str, list[str]] = {}
        kept: dict[str, str] = {}
        for head, cell in cells.items():
            text = cell.strip()
            field = self._columns.columns[head]
            if text and field:
                row.setdefault(field, []).append(text)
            elif text:
                kept[head] = text
        make = {
            "events": self._event, "quotes": self._quote, "actors": self._actor,
            "sources": self._source,
        }[self._columns.table]  # fmt: skip
        yield from make(_Row(row, kept), place)

    def _event(self, row: _Row, place: str) -> Iterator[Item | Remark]:
        summary = row.pop("summary")
        title = row.pop("title") or _shortened(summary)
        if not title:
            yield Remark(f"{place}, column title", "it has no title", "Give it one.", skipped=True)
            return
        document: Document = {"id": "", "title": title}
        raw = row.raw("when", "end", "year")
        yield from self._dated(document, row, "when", place)
        self._common(document, row)
        if summary and summary != title:
            document["summary"] = summary
        names = _list(row.pop("participants", " ; "))
        document["participants"] = [{"actor": self._person(name)} for name in names]
        yield from self._people(names, place)
        yield from self._cite(document, row, place)
        parts = (raw, title, document.get("place", ""), document.get("summary", ""))
        yield from self._done("events", document, row, place, *parts)

    def _quote(self, row: _Row, place: str) -> Iterator[Item | Remark]:
        verbatim, statement = row.pop("quote"), row.pop("statement")
        words, inside = _unmarked(verbatim or statement)
        if not words:
            yield Remark(f"{place}, column quote", "it has no words", "Add them.", skipped=True)
            return
        kind = "verbatim" if verbatim or inside else "paraphrase"
        document: Document = {"id": "", "text": words, "kind": kind}
        said_kind = row.pop("kind").lower()
        if said_kind in {"verbatim", "paraphrase"}:
            document["kind"] = said_kind
        elif said_kind:
            row.kept["kind"] = said_kind
        if verbatim and statement:
            document["context"] = statement
        for field in ("attribution", "cue", "context", "language", "original", "translator"):
            if value := row.pop(field):
                document.setdefault(field, value)
        for field in ("audience", "about"):
            names = _list(row.pop(field, " ; "))
            document[field] = [self._person(name) for name in names]
            yield from self._people(names, place)
        if speaker := row.pop("speaker"):
            document["speaker"] = self._person(speaker)
            yield from self._people([speaker], place)
        for field in ("said", "published"):
            yield from self._dated(document, row, field, place)
        yield from self._of_event(document, row, place)
        self._common(document, row)
        yield from self._cite(document, row, place)
        parts = (words, speaker, document.get("said", ""), document.get("events", ""))
        yield from self._done("quotes", document, row, place, *parts)

    def _of_event(self, document: Document, row: _Row, place: str) -> Iterator[Item | Remark]:
        """The event that a quote's row names; without one, the row's date is that of the saying."""
        if "title" not in row.cells:
            if "said" not in document:
                row.turn("when", "said")
                yield from self._dated(document, row, "said", place)
            row.kept.update({field: text for field in ("place", "type", "summary")
                             if (text := row.pop(field))})  # fmt: skip
            return
        taken = ("title", "when", "end", "time", "year", "month", "day", "place", "type",
                 "summary", "participants", "display_date")  # fmt: skip
        event = _Row({field: row.cells.pop(field) for field in taken if field in row.cells}, {})
        for part in self._event(event, place):
            if isinstance(part, Item) and part.table == "events":
                document["events"] = [part.document["id"]]
                if part.document["id"] in self._met:
                    continue
                self._met.add(part.document["id"])
            yield part

    def _actor(self, row: _Row, place: str) -> Iterator[Item | Remark]:
        name = row.pop("name")
        if not name:
            yield Remark(f"{place}, column name", "it has no name", "Give it one.", skipped=True)
            return
        kind = row.pop("kind")
        fit = kind.lower().replace(" ", "-").replace("organization", "organisation")
        document: Document = {"id": "", "name": name, "kind": fit if fit in _KINDS else "unknown"}
        if kind and fit not in _KINDS:
            row.kept["kind"] = kind
        document["aliases"] = [{"name": alias} for alias in _list(row.pop("aliases", " ; "))]
        document["positions"] = [{"title": title} for title in _list(row.pop("position", " ; "))]
        document["description"] = row.pop("summary")
        for field in ("short", "country", "wikidata"):
            document[field] = row.pop(field)
        self._common(document, row)
        yield from self._cite(document, row, place)
        yield from self._done("actors", document, row, place, name)

    def _source(self, row: _Row, place: str) -> Iterator[Item | Remark]:
        row.turn("title", "source")
        row.turn("when", "published")
        own, abstract, language = row.pop("id"), row.pop("summary"), row.pop("language")
        kind = row.pop("type")
        tags = row.pop("tags", "; ")
        if kind:
            row.kept["type"] = kind
        if tags:
            row.kept["tags"] = tags
        found = list(self._sources(row, place))
        if not found:
            what = "it has neither a title nor an address"
            yield Remark(place, what, "Give it one.", skipped=True)
            return
        item = found[-1]
        csl = {"language": language, "abstract": abstract}
        document = {**item.document, "csl": item.document["csl"] | _filled(csl)}
        if own:
            document["id"] = document["csl"]["id"] = _id("source", own, document["csl"]["title"])
        for head, text in row.rest().items():
            set_aside(document, head, text)
        yield Item("sources", document, place)

    def _common(self, document: Document, row: _Row) -> None:
        for field in ("place", "type", "hedge"):
            document[field] = row.pop(field)
        status = row.pop("status")
        if status.lower() in _STATUSES:
            document["status"] = status.lower()
        elif status:
            row.kept["status"] = status
        document["tags"] = _list(row.pop("tags", ";").replace(",", ";"))

    def _dated(self, document: Document, row: _Row, field: str, place: str) -> Iterator[Remark]:
        """Puts a date into a record; a text that is none stands there as printed, and is told."""
        if field == "when":
            start, end, clock = row.date(), row.pop("end"), row.pop("time")
        else:
            start, end, clock = row.pop(field), "", ""
        shown = row.pop("display_date") if field == "when" else ""
        if shown:
            document["display_date"] = shown
        raw = " – ".join(text for text in (" ".join(filter(None, (start, clock))), end) if text)
        if not raw:
            return
        try:
            date = written_dates.read(start, self._order) if start else ""
            if clock and date:
                date = written_dates.with_clock(date, clock)
            finish = written_dates.read(end, self._order) if end else ""
            document[field] = written_dates.joined(date, finish)
        except DateError as error:
            if "display_date" in document:
                set_aside(document, field, raw)
            else:
                document["display_date"] = raw
            cure = f"{error.mend} {_UNDATED}".strip()
            yield Remark(f"{place}, column {field}", error.what, cure)

    def _person(self, name: str) -> str:
        return stable_id("actor", name, words=name)

    def _people(self, names: list[str], place: str) -> Iterator[Item]:
        for name in names:
            key = self._person(name)
            if key not in self._met:
                self._met.add(key)
                yield Item("actors", {"id": key, "name": name, "kind": "unknown"}, place)

    def _cite(self, document: Document, row: _Row, place: str) -> Iterator[Item]:
        """The sources of a record, which it is made to cite."""
        locator = row.pop("locator")
        if document.get("published"):
            # What the words were published in was published on that day.
            row.cells["published"] = [document["published"]]
        for item in self._sources(row, place):
            citation = {"source": item.document["id"]} | ({"locator": locator} if locator else {})
            document.setdefault("citations", []).append(citation)
            if item.document["id"] not in self._met:
                self._met.add(item.document["id"])
                yield item
        if locator and "citations" not in document:
            row.kept["locator"] = locator

    def _sources(self, row: _Row, place: str) -> Iterator[Item]:
        """The sources that a row names, by a title, an address or both."""
        publisher, author, published = row.pop("publisher"), row.pop("author"), row.pop("published")
        titles, addresses = row.pop("source", "\n"), row.pop("url", "\n")
        found = _URL.findall(addresses) or _URL.findall(titles)
        plain = titles if not _URL.search(titles) else _URL.sub("", titles).strip(" ;,|\n()")
        # Several titles and several addresses are pairs only where there are as many of each.
        names = _list(plain) if len(_list(plain)) == len(found) else [plain]
        if addresses and not found:
            row.kept["url"] = addresses
        pairs = list(zip(names, found, strict=True)) if len(names) == len(found) else [
            *([(plain, "")] if plain else []), *(("", address) for address in found)
        ]  # fmt: skip
        if not any(title or address for title, address in pairs):
            pairs = [(publisher, "")] if publisher and author else []
        if not pairs:
            texts = {"publisher": publisher, "author": author, "published": published}
            row.kept.update(_filled(texts))
        for title, printed in pairs:
            address = printed.rstrip(".,;)|")
            csl: Document = {
                "type": "webpage" if address else "document",
                "title": title or address,
                "URL": address,
                "container-title": publisher,
                "author": [{"literal": name} for name in _list(author)],
            }
            if published:
                csl["issued"] = _issued(published, self._order)
            csl = _filled(csl)
            key = stable_id("source", json.dumps(csl, sort_keys=True), words=csl["title"])
            yield Item("sources", {"id": key, "csl": {"id": key, **csl}}, place)

    def _done(
        self, table: Table, document: Document, row: _Row, place: str, *parts: object
    ) -> Iterator[Item]:
        """The finished record: its id, what is kept of its row, and nothing that is empty."""
        kind = table.removesuffix("s")
        own, words = row.pop("id"), document.get("title") or document.get("name") or ""
        document["id"] = _id(kind, own, words) if own else stable_id(kind, *parts, words=words)
        for head, text in row.rest().items():
            set_aside(document, head, text)
        yield Item(table, _filled(document), place)


class _Row:
    """The cells of a row by field, each taken once, and those that are kept aside by header."""

    def __init__(self, cells: dict[str, list[str]], kept: dict[str, str]) -> None:
        self.cells, self.kept = cells, kept

    def pop(self, field: str, between: str = " ") -> str:
        return between.join(self.cells.pop(field, ()))

    def raw(self, *fields: str) -> str:
        return " ".join(text for field in fields for text in self.cells.get(field, ()))

    def turn(self, field: str, into: str) -> None:
        """Takes a field for another, where that has nothing."""
        if field in self.cells and into not in self.cells:
            self.cells[into] = self.cells.pop(field)

    def date(self) -> str:
        """The date, whole or put together from year, month and day."""
        whole, year, month, day = (self.pop(field) for field in ("when", "year", "month", "day"))
        if whole or not year:
            return whole
        if month and not _NUMBER.fullmatch(month):
            return " ".join(filter(None, (day, month, year)))
        parts = [year.zfill(4), *(part.zfill(2) for part in (month, day if month else "") if part)]
        return "-".join(parts)

    def rest(self) -> dict[str, str]:
        """What nothing was made of."""
        left = {field: "; ".join(texts) for field, texts in self.cells.items()}
        return {**self.kept, **left}


def _id(kind: str, own: str, words: str) -> str:
    """The table's own id; a bare number, which other tables have too, with the words beside it."""
    if _PLAIN_ID.fullmatch(own) and not _NUMBER.fullmatch(own):
        return own
    return stable_id(kind, own, words, words=words)


def _list(cell: str) -> list[str]:
    return [part for part in dict.fromkeys(_JOINED.split(cell.strip())) if part]


def _filled(fields: Document) -> Document:
    return {field: value for field, value in fields.items() if value not in ("", [], None)}


def _shortened(text: str) -> str:
    """The beginning of a text, for a title."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_TITLE:
        return text
    return f"{text[:_LONGEST_TITLE].rpartition(' ')[0] or text[:_LONGEST_TITLE]}…"


def _unmarked(text: str) -> tuple[str, bool]:
    """Words without the quotation marks that stand round the whole of them, and if any did."""
    found = _MARKED.fullmatch(text)
    return (found["words"].strip(), True) if found else (text, False)


def _issued(text: str, order: str) -> Document:
    """A date as CSL-JSON has it."""
    try:
        date = written_dates.read(text, order)
    except DateError:
        return {"raw": text}
    if re.fullmatch(r"\d{4}(-\d\d){0,2}(T.*)?", date) is None:
        return {"raw": text}
    return {"date-parts": [[int(part) for part in date.partition("T")[0].split("-")]]}
