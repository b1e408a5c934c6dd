"""An opened dossier: records in timeline order, and the indexes that join them.

Inside the program a record is addressed by its row, its place in `Corpus.events` and so on;
references inside records stay ids. Everything is worked out once and never changes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Struct

from store import dates, files
from store.civil import civil_day
from store.dates import When
from store.errors import DateError, DossierError, Problem
from store.model import TABLES, Actor, Dossier, Event, Link, Quote, Source
from store.reading import read_dossier, read_table
from store.references import check_references, speakers
from store.search import TextIndex

T = TypeVar("T", Source, Actor, Event, Quote, Link)

_LAST: Final = (2**63, 2**63)
"""Sorts behind every date: the undated have a place of their own at the end."""

Postings = Sequence[Sequence[int]]
"""For each row of one table, rows of another."""


class Table(Generic[T]):
    """The records of one kind, in the order in which they are shown.

    Args:
        entries: Records with their documents as stored.

    Attributes:
        keys: For each row a key of its own: the id, and for a further record with the same id, the
            id with a number behind it.
    """

    def __init__(self, entries: Sequence[tuple[T, msgspec.Raw]]) -> None:
        self._records: tuple[T, ...] = tuple([record for record, _ in entries])
        self._documents = tuple([document for _, document in entries])
        self.keys: Sequence[str] = [record.id for record in self._records]
        self._rows = {key: row for row, key in enumerate(self.keys)}
        if len(self._rows) < len(self.keys):
            self._tell_apart()

    def _tell_apart(self) -> None:
        """Gives records with the same id keys of their own; the id leads to the first."""
        self._rows.clear()
        for row, record in enumerate(self._records):
            self._rows.setdefault(record.id, row)
        keys = []
        for row, record in enumerate(self._records):
            key = record.id
            while self._rows.get(key, row) != row:
                key = f"{record.id} #{row + 1}" if key == record.id else f"{key}'"
            self._rows[key] = row
            keys.append(key)
        self.keys = keys

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, row: int) -> T:
        return self._records[row]

    def __iter__(self) -> Iterator[T]:
        return iter(self._records)

    def row(self, key: str | None) -> int | None:
        """The row of an id or key; None when there is none."""
        return None if key is None else self._rows.get(key)

    def rows(self, keys: Iterable[str]) -> list[int]:
        """The rows of those ids that exist, each once, in the order given."""
        get = self._rows.get
        rows = [row for key in keys if (row := get(key)) is not None]
        return rows if len(rows) < 2 else list(dict.fromkeys(rows))

    def document(self, row: int) -> dict[str, Any]:
        """The record as it stands in the file, with all its fields, known and unknown.

        Raises:
            DossierError: A field that is not known here is nested too deeply, or a number in it has
                too many digits.
        """
        return _decoded(self._documents[row], f"record {self._records[row].id}")


class Corpus(Struct, frozen=True, dict=True):
    """A dossier, opened.

    Attributes:
        path: The file.
        dossier: What it says of itself.
        zone: The zone in which its days are counted.
        problems: What is wrong in it, in file order.
        events: In timeline order, the undated last.
        quotes: In time order, those without a date of their own by their first event.
        actors: In file order.
        event_when: For each event its date, None for an undated one.
        quote_when: For each quote when it was said, else published; None where neither is known.
        cast: For each event the actors that take part.
        event_quotes: For each event the quotes that belong to it.
        quote_events: For each quote its events, as listed.
        part_in: For each actor the events in which it takes part.
        says: For each actor the quotes that it says or passes on.
        spoken_of: For each actor the quotes that speak of it or to it.
        left_out: How many records of the file cannot be used at all.
        stored: What the file says of itself, as it stands there.
        strange: The tables of the file that are none of a dossier's, and hold something.
    """

    path: Path
    dossier: Dossier
    zone: tzinfo
    problems: tuple[Problem, ...]
    sources: Table[Source]
    actors: Table[Actor]
    events: Table[Event]
    quotes: Table[Quote]
    links: Table[Link]
    event_when: Sequence[When | None]
    quote_when: Sequence[When | None]
    cast: Postings
    event_quotes: Postings
    quote_events: Postings
    part_in: Postings
    says: Postings
    spoken_of: Postings
    left_out: int = 0
    stored: msgspec.Raw = msgspec.Raw(b"{}")
    strange: tuple[str, ...] = ()

    def about(self) -> dict[str, Any]:
        """What the file says of itself, with all its fields, known and unknown.

        Raises:
            DossierError: As for `Table.document`.
        """
        return _decoded(self.stored, "dossier")

    @cached_property
    def event_text(self) -> TextIndex:
        """Title, summary and place of each event."""
        return TextIndex((event.title, event.summary, event.place) for event in self.events)

    @cached_property
    def quote_text(self) -> TextIndex:
        """Text, context and attribution of each quote."""
        return TextIndex((quote.text, quote.context, quote.attribution) for quote in self.quotes)

    @cached_property
    def actor_names(self) -> TextIndex:
        """Name, short name and aliases of each actor."""
        return TextIndex(names_of(actor) for actor in self.actors)

    @cached_property
    def years(self) -> range | None:
        """The years from the first date to the last, open ends aside; None without any date."""
        known = [when for when in (*self.event_when, *self.quote_when) if when is not None]
        ends = [when.earliest for when in known if not when.open_start]
        ends += [when.latest for when in known if not when.open_end]
        if not ends:
            return None
        first, last = civil_day(min(ends), self.zone), civil_day(max(ends), self.zone)
        return range(first.year, last.year + 1)

    @cached_property
    def links_of(self) -> dict[str, list[int]]:
        """The links that begin or end at a record, by its id."""
        found: dict[str, list[int]] = defaultdict(list)
        for row, link in enumerate(self.links):
            for key in {link.from_: None, link.to: None}:
                found[key].append(row)
        return dict(found)

    def causes_and_effects(self, key: str) -> tuple[list[Link], list[Link]]:
        """The links to what a record came from, and to what came of it."""
        links = [self.links[row] for row in self.links_of.get(key, ())]
        causal = [link for link in links if link.kind in {"caused-by", "response-to"}]
        came = [link for link in causal if link.from_ == key]
        return came, [link for link in causal if link.to == key and link.from_ != key]

    def table_of(self, key: str) -> str | None:
        """The table that holds a record, by its id or key."""
        for name in TABLES:
            table: Table[Any] = getattr(self, name)
            if table.row(key) is not None:
                return name
        return None


def names_of(actor: Actor) -> tuple[str, ...]:
    """Every name that an actor goes by."""
    return tuple(
        name for name in (actor.name, actor.short, *(a.name for a in actor.aliases)) if name
    )


def open_dossier(path: str | Path) -> Corpus:
    """Opens a dossier for reading.

    Records that cannot be used are left out and named in `Corpus.problems`.

    Raises:
        DossierError: The file cannot be read, is no JSON, or is no dossier. Nothing is created.
    """
    path = Path(path)
    return corpus_of(files.read_bytes(path), path)


def corpus_of(data: bytes, path: Path) -> Corpus:
    """Opens a dossier that has been read, or made, already.

    Args:
        data: The bytes of the file.
        path: Where they came from, for messages.

    Raises:
        DossierError: They are no JSON, or no dossier.
    """
    stored = files.scan(data, path)
    problems: list[Problem] = []
    dossier, about = read_dossier(stored.get("dossier", {}), str(path), problems)
    zone = _zone(dossier, problems)

    def read(name: str, kind: type[T]) -> list[tuple[T, msgspec.Raw]]:
        return list(read_table(name, stored.get(name, {}), kind, problems))

    sources, actors = Table(read("sources", Source)), Table(read("actors", Actor))
    _check_positions(actors, zone, problems)
    events, event_when = _in_timeline_order(read("events", Event), zone, problems)
    quotes, quote_when, quote_events = _in_time_order(
        read("quotes", Quote), zone, events, event_when, problems
    )
    links = Table(read("links", Link))
    problems += check_references(
        list(sources), list(actors), list(events), list(quotes), list(links)
    )
    cast = [actors.rows([part.actor for part in event.participants]) for event in events]
    said_by = [actors.rows(speakers(quote)) for quote in quotes]
    touched = [actors.rows((*quote.about, *quote.audience)) for quote in quotes]
    return Corpus(
        path, dossier, zone, tuple(problems), sources, actors, events, quotes, links,
        event_when, quote_when, cast,
        event_quotes=_turned(quote_events, len(events)),
        quote_events=quote_events,
        part_in=_turned(cast, len(actors)),
        says=_turned(said_by, len(actors)),
        spoken_of=_turned(touched, len(actors)),
        left_out=sum(len(stored.get(name, {})) for name in TABLES)
        - len(sources) - len(actors) - len(events) - len(quotes) - len(links),
        stored=about,
        strange=tuple(name for name in stored if stored[name] and name not in {"dossier", *TABLES}),
    )  # fmt: skip


def _decoded(document: msgspec.Raw, where: str) -> dict[str, Any]:
    try:
        decoded: dict[str, Any] = json.loads(bytes(document))
    except (RecursionError, ValueError) as error:
        deep = isinstance(error, RecursionError)
        what = "it is nested too deeply" if deep else "a number in it has too many digits"
        raise DossierError(what, where, "Correct it in the file.") from error
    return decoded


def _turned(postings: Postings, size: int) -> Postings:
    """Postings the other way round: for each target row, the rows that name it, in order."""
    turned: list[list[int]] = [[] for _ in range(size)]
    for row, targets in enumerate(postings):
        for target in targets:
            turned[target].append(row)
    return turned


def _zone(dossier: Dossier, problems: list[Problem]) -> tzinfo:
    if dossier.time_zone is None:
        return UTC
    try:
        return ZoneInfo(dossier.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        what = f"there is no time zone “{dossier.time_zone}”"
        cure = "Use an IANA name such as Asia/Baghdad; until then days are counted in UTC."
        problems.append(Problem("dossier", dossier.id, "time_zone", what, cure))
        return UTC


def _date(
    table: str, record: str, field: str, text: str | None, zone: tzinfo, problems: list[Problem]
) -> When | None:
    if text is None:
        return None
    try:
        return dates.parse(text, zone)
    except DateError as error:
        cure = f"{error.mend} Until then it reads as absent.".strip()
        problems.append(Problem(table, record, field, error.what, cure))
        return None


def _check_positions(actors: Table[Actor], zone: tzinfo, problems: list[Problem]) -> None:
    for actor in actors:
        for index, position in enumerate(actor.positions):
            _date("actors", actor.id, f"positions[{index}].when", position.when, zone, problems)


def _in_timeline_order(
    entries: list[tuple[Event, msgspec.Raw]], zone: tzinfo, problems: list[Problem]
) -> tuple[Table[Event], list[When | None]]:
    when = [_date("events", event.id, "when", event.when, zone, problems) for event, _ in entries]
    keys = [
        (*(date.sort_key if date else _LAST), event.seq or 0)
        for date, (event, _) in zip(when, entries, strict=True)
    ]
    order = sorted(range(len(entries)), key=keys.__getitem__)
    return Table([entries[place] for place in order]), [when[place] for place in order]


def _in_time_order(
    entries: list[tuple[Quote, msgspec.Raw]],
    zone: tzinfo,
    events: Table[Event],
    event_when: Sequence[When | None],
    problems: list[Problem],
) -> tuple[Table[Quote], list[When | None], list[list[int]]]:
    """The quotes, the date of each, and the events of each."""
    when: list[When | None] = []
    keys = []
    belongs = [events.rows(quote.events) for quote, _ in entries]
    for (quote, _), listed in zip(entries, belongs, strict=True):
        said = _date("quotes", quote.id, "said", quote.said, zone, problems)
        published = _date("quotes", quote.id, "published", quote.published, zone, problems)
        own = said or published
        first = listed[0] if listed else len(events)
        order = own or (event_when[first] if listed else None)
        when.append(own)
        keys.append((*(order.sort_key if order else _LAST), quote.seq or 0, first))
    order_of = sorted(range(len(entries)), key=keys.__getitem__)
    table = Table([entries[place] for place in order_of])
    return table, [when[place] for place in order_of], [belongs[place] for place in order_of]
