"""Rows of a table, cells by field, as records of a dossier.

Nothing is added to what a row says: a name among the participants has no role, a person who is
named is an actor of unknown kind, and words count as verbatim only where the column or quotation
marks round the whole cell say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, get_args

from store.errors import DateError
from store.formats import written_dates
from store.formats.base import Document, Item, Options, Remark, Table, stable_id
from store.formats.csv_cells import Row, listed, own_or_stable, sources_of, unmarked
from store.formats.csv_mapping import Columns
from store.formats.own_records import set_aside
from store.formats.pieces import distinct, filled, shortened
from store.model import ActorKind, Status
from store.spool import Met

_STATUSES: Final = frozenset(get_args(Status))
_KINDS: Final = frozenset(get_args(ActorKind))
_LONGEST_TITLE: Final = 100
"""Characters of a title that is made of a summary."""
_UNDATED: Final = "Its date is left open, and kept."


class Records:
    """Makes records of rows.

    Args:
        columns: What the columns are.
        options: What the user says of the import.
        met: The records that were made to be referred to, by id; each is made once.
    """

    def __init__(self, columns: Columns, options: Options, met: Met) -> None:
        self._columns, self._order, self._met = columns, options.dates, met

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
        yield from make(Row(row, kept), place)

    def _event(self, row: Row, place: str) -> Iterator[Item | Remark]:
        summary = row.pop("summary")
        title = row.pop("title") or shortened(" ".join(summary.split()), _LONGEST_TITLE)
        if not title:
            yield Remark(f"{place}, column title", "it has no title", "Give it one.", skipped=True)
            return
        document: Document = {"id": "", "title": title}
        raw = row.raw("when", "end", "year")
        yield from self._dated(document, row, "when", place)
        self._common(document, row)
        if summary and summary != title:
            document["summary"] = summary
        names = listed(row.pop("participants", " ; "))
        document["participants"] = [{"actor": self._person(name)} for name in names]
        yield from self._people(names, place)
        yield from self._cite(document, row, place)
        parts = (raw, title, document.get("place", ""), document.get("summary", ""))
        yield from self._done("events", document, row, place, *parts)

    def _quote(self, row: Row, place: str) -> Iterator[Item | Remark]:
        verbatim, statement = row.pop("quote"), row.pop("statement")
        words, inside = unmarked(verbatim or statement)
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
                (row.kept if field in document else document)[field] = value
        for field in ("audience", "about"):
            names = listed(row.pop(field, " ; "))
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

    def _of_event(self, document: Document, row: Row, place: str) -> Iterator[Item | Remark]:
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
        event = Row({field: row.cells.pop(field) for field in taken if field in row.cells}, {})
        for part in self._event(event, place):
            if isinstance(part, Item) and part.table == "events":
                document["events"] = [part.document["id"]]
                if not self._met.first(part.document["id"]):
                    continue
            yield part

    def _actor(self, row: Row, place: str) -> Iterator[Item | Remark]:
        name = row.pop("name")
        if not name:
            yield Remark(f"{place}, column name", "it has no name", "Give it one.", skipped=True)
            return
        kind = row.pop("kind")
        fit = kind.lower().replace(" ", "-").replace("organization", "organisation")
        document: Document = {"id": "", "name": name, "kind": fit if fit in _KINDS else "unknown"}
        if kind and fit not in _KINDS:
            row.kept["kind"] = kind
        document["aliases"] = [{"name": alias} for alias in listed(row.pop("aliases", " ; "))]
        document["positions"] = [{"title": title} for title in listed(row.pop("position", " ; "))]
        document["description"] = row.pop("summary")
        for field in ("short", "country", "wikidata"):
            document[field] = row.pop(field)
        self._common(document, row)
        yield from self._cite(document, row, place)
        yield from self._done("actors", document, row, place, name)

    def _source(self, row: Row, place: str) -> Iterator[Item | Remark]:
        row.turn("title", "source")
        row.turn("when", "published")
        own, abstract, language = row.pop("id"), row.pop("summary"), row.pop("language")
        kind = row.pop("type")
        tags = row.pop("tags", "; ")
        if kind:
            row.kept["type"] = kind
        if tags:
            row.kept["tags"] = tags
        found = list(sources_of(row, place, self._order))
        if not found:
            what = "it has neither a title nor an address"
            yield Remark(place, what, "Give it one.", skipped=True)
            return
        item, *others = found
        if others:
            # A row is one source; which of several addresses is its own nobody knows.
            csls = [one.document["csl"] for one in others]
            named = (" ".join(distinct((csl["title"], csl.get("URL", "")))) for csl in csls)
            row.kept["url"] = "; ".join(named)
        csl = {"language": language, "abstract": abstract}
        document = {**item.document, "csl": item.document["csl"] | filled(**csl)}
        if own:
            document["id"] = document["csl"]["id"] = own_or_stable(
                "source", own, document["csl"]["title"]
            )
        for head, text in row.rest().items():
            set_aside(document, head, text)
        yield Item("sources", document, place)

    def _common(self, document: Document, row: Row) -> None:
        for field in ("place", "type", "hedge"):
            document[field] = row.pop(field)
        status = row.pop("status")
        if status.lower() in _STATUSES:
            document["status"] = status.lower()
        elif status:
            row.kept["status"] = status
        document["tags"] = listed(row.pop("tags", ";").replace(",", ";"))

    def _dated(self, document: Document, row: Row, field: str, place: str) -> Iterator[Remark]:
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
            if self._met.first(key):
                yield Item("actors", {"id": key, "name": name, "kind": "unknown"}, place)

    def _cite(self, document: Document, row: Row, place: str) -> Iterator[Item]:
        """The sources of a record, which it is made to cite."""
        locator = row.pop("locator")
        if document.get("published"):
            # What the words were published in was published on that day.
            row.cells["published"] = [document["published"]]
        for item in sources_of(row, place, self._order):
            citation = {"source": item.document["id"]} | ({"locator": locator} if locator else {})
            document.setdefault("citations", []).append(citation)
            if self._met.first(item.document["id"]):
                yield item
        if locator and "citations" not in document:
            row.kept["locator"] = locator

    def _done(
        self, table: Table, document: Document, row: Row, place: str, *parts: object
    ) -> Iterator[Item]:
        """The finished record: its id, what is kept of its row, and nothing that is empty."""
        kind = table.removesuffix("s")
        own, words = row.pop("id"), document.get("title") or document.get("name") or ""
        document["id"] = (
            own_or_stable(kind, own, words) if own else stable_id(kind, *parts, words=words)
        )
        for head, text in row.rest().items():
            set_aside(document, head, text)
        yield Item(table, filled(**document), place)
