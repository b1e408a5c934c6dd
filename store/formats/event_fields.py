"""The fields of an event that is a file of its own, as records."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Final, get_args

from store.errors import DateError
from store.formats import written_dates
from store.formats.base import Document, Item, Options, Remark, stable_id
from store.formats.date_parts import doubted
from store.formats.event_bodies import (
    citations_of,
    quotes_of,
    read_body,
    shown,
    summary_of,
    within,
)
from store.formats.kept import csl_date, own_id
from store.formats.markdown_entries import Notes
from store.formats.pieces import Cast, Ledger, Sources, distinct, filled, text, texts
from store.formats.quotations import titled, web, work
from store.model import ActorKind, Status

_ORIGIN: Final = "event-files"
_STATUS: Final = get_args(Status)
_KINDS: Final = get_args(ActorKind)
_TITLE: Final = ("title", "name", "headline", "event")
_DATE: Final = ("date", "when", "start_date", "start", "date_start")
_END: Final = ("end_date", "end", "date_end", "until")
_SUMMARY: Final = ("summary", "description", "abstract")
_ARCHIVED: Final = ("archived_url", "archive_url", "archived", "archive")
_OUTLET: Final = ("outlet", "publication", "publisher", "newspaper", "site")


class Makers:
    """What is remembered from file to file: actors, sources, and what was told."""

    def __init__(self, options: Options) -> None:
        self.order = options.dates
        self.cast, self.sources, self.ledger = Cast(_ORIGIN), Sources(_ORIGIN), Ledger()


class _Given:
    """Named values that are taken one by one; what is left has no place in a dossier."""

    def __init__(self, values: Document) -> None:
        self._names: dict[str, str] = {}
        for name in values:
            self._names.setdefault(name.strip().lower().replace(" ", "_").replace("-", "_"), name)
        self.left = dict(values)

    def word(self, *names: str) -> str:
        """The first text or number under one of the names."""
        for name in names:
            found = text(self.left.get(self._names.get(name, "")))
            if found:
                del self.left[self._names[name]]
                return found
        return ""

    def entries(self, *names: str) -> list[object]:
        """The list under the first of the names that has something; one value is a list of one."""
        for name in names:
            value = self.left.get(self._names.get(name, ""))
            if isinstance(value, list | dict) or text(value):
                del self.left[self._names[name]]
                return value if isinstance(value, list) else [value]
        return []

    def back(self, name: str, value: object) -> None:
        """Puts a value back that could not be used."""
        if value not in (None, "", [], {}):
            self.left[name] = value


class Event:
    """One event.

    Args:
        given: What the file holds.
        makers: Takes actors, sources and what is told.
        place: The file.
    """

    def __init__(self, given: Document, makers: Makers, place: str) -> None:
        self._given, self._makers, self._place = _Given(given), makers, place
        self._title = shown(self._given.word(*_TITLE))
        self._date, self._end = self._given.word(*_DATE), self._given.word(*_END)
        self._summary = shown(self._given.word(*_SUMMARY))

    @property
    def known(self) -> bool:
        """Whether it has anything that makes it an event."""
        return bool(self._title or self._date or self._summary)

    def items(self, body: str, lines: int, name: str) -> Iterator[Item | Remark]:
        """Its sources, itself and its quotes.

        Args:
            body: The Markdown below the front matter.
            lines: The lines before that.
            name: The name of the file, for an event without a title.
        """
        given, notes = self._given, Notes(self._makers.sources, self._makers.cast)
        parts = read_body(body, notes, lines)
        dates, remarks = self._dates()
        yield from remarks
        title, rest = titled(self._title or parts.heading or self._summary or name)
        citations = yield from self._sources()
        yield from citations_of(parts, notes, self._place, citations)
        heading = parts.heading if parts.heading not in {title, self._title} else ""
        own = given.word("id", "uid", "slug")
        document = filled(
            id=own_id("event", own) if own
            else stable_id("event", _ORIGIN, self._date, self._title or title, words=title),
            title=title,
            **dates,
            place=shown(given.word("location", "place", "where")),
            type=given.word("type", "event_type", "category"),
            summary="\n\n".join(
                filter(None, (rest, self._summary if self._summary not in {title, rest} else "",
                              heading, summary_of(parts)))
            ),
            participants=self._participants(),
            **self._certainty(),
            citations=citations,
            tags=self._tags(),
        )  # fmt: skip
        yield from self._makers.ledger.keep(document, given.left, self._place)
        yield Item("events", document, self._place)
        yield from quotes_of(parts, notes, document["id"], self._place)

    def _dates(self) -> tuple[Document, list[Remark]]:
        words = self._given.word("display_date", "date_text")
        if not self._date:
            what = "it has no date: the event is undated"
            self._given.back("end_date", self._end)
            return filled(display_date=words), [Remark(self._place, what, "Write date: 2019-12-31")]
        try:
            when = doubted(written_dates.read(self._date, self._makers.order), words or self._date)
        except DateError as error:
            what = f"“{self._date[:60]}” is no date ({error.what}): the event is undated"
            self._given.back("end_date", self._end)
            remark = Remark(within(self._place, "date"), what, error.mend)
            return filled(display_date=words or self._date), [remark]
        if not self._end:
            return filled(when=when, display_date=words), []
        try:
            when = written_dates.joined(when, written_dates.read(self._end, self._makers.order))
        except DateError as error:
            self._given.back("end_date", self._end)
            what = f"“{self._end[:60]}” is no end for it ({error.what}): only its start is kept"
            return filled(when=when, display_date=words), [
                Remark(within(self._place, "end_date"), what, error.mend)
            ]
        return filled(when=when, display_date=words), []

    def _certainty(self) -> Document:
        """Its status; one that a dossier does not know is kept as a hedge, in its own word.

        An event that is only predicted would else be told as a fact.
        """
        said, hedge = self._given.word("status"), self._given.word("hedge")
        status = said.lower() if said.lower() in _STATUS else ""
        return filled(status=status, hedge="; ".join(filter(None, (hedge, "" if status else said))))

    def _tags(self) -> list[str]:
        tags = []
        for entry in self._given.entries("tags", "keywords", "tag"):
            parts = entry.split(",") if isinstance(entry, str) else texts(entry)
            tags += [part.strip().lstrip("#") for part in parts]
        return distinct(tags)

    def _participants(self) -> list[Document]:
        """Its actors; a role only where the file gives one."""
        found, unread = [], []
        for entry in self._given.entries("actors", "participants", "people", "who"):
            given = _Given(entry if isinstance(entry, dict) else {"name": entry})
            name = _unlinked(given.word("name", "actor", "title"))
            if not name:
                unread.append(entry)
                continue
            kind = given.word("kind", "type")
            actor = self._makers.cast.meet(name, kind if kind in _KINDS else "unknown", self._place)
            found.append(
                filled(actor=actor, role=given.word("role"), note=given.word("note", "notes"))
            )
            others = given.left | filled(kind=kind if kind not in _KINDS else "")
            unread += [{"name": name, **others}] if others else []
        self._given.back("actors", unread)
        return found

    def _sources(self) -> Generator[Item | Remark, None, list[Document]]:
        """Its sources; returns the citations of them."""
        citations: list[Document] = []
        unread = []
        for entry in self._given.entries("sources", "source", "references", "citations"):
            given = _Given(entry if isinstance(entry, dict) else {_kind(entry): entry})
            address, title = given.word("url", "link", "uri"), given.word("title", "name")
            outlet = given.word(*_OUTLET)
            if not (address or title or outlet):
                unread.append(entry)
                continue
            key = yield from self._source(given, address, title, outlet)
            citations += [{"source": key}] if {"source": key} not in citations else []
        self._given.back("sources", unread)
        return citations

    def _source(
        self, given: _Given, address: str, title: str, outlet: str
    ) -> Generator[Item | Remark, None, str]:
        page, said, author = web(address), given.word("date", "published"), given.word("author")
        if address and not page:
            given.back("url", address)
        archived = given.word(*_ARCHIVED)
        csl = work(
            page, title=title or ("" if page else outlet or address), author=author,
            **{"container-title": outlet}, issued=self._issued(said),
        )  # fmt: skip
        fields = filled(archived=archived)
        yield from self._makers.ledger.keep(fields, given.left, self._place)
        key, made = self._makers.sources.cite(
            csl, self._place, address, title, outlet, said, author, archived, **fields
        )
        yield from made
        return key

    def _issued(self, said: str) -> Document | None:
        if not said:
            return None
        try:
            return csl_date(written_dates.read(said, self._makers.order))
        except DateError:
            return {"literal": said}


def _kind(entry: object) -> str:
    """Whether a source that is one text is an address or a title."""
    return "url" if web(text(entry)) else "title"


def _unlinked(name: str) -> str:
    """A name without the brackets that notes link it by: ``[[Ann Lee|Lee]]`` is Ann Lee."""
    if name.startswith("[[") and name.endswith("]]"):
        return name[2:-2].partition("|")[0].strip()
    return name
