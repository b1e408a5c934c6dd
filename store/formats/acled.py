"""ACLED: the Armed Conflict Location & Event Data, as CSV.

Columns as in ACLED's code book. Its first and second actor say nothing of who did what to whom
("do not imply directionality"), so that all actors are participants without a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from store.formats.base import Document, Importer, Item, Options, Remark, stable_id
from store.formats.month_names import MONTHS
from store.formats.opened import Input
from store.formats.pieces import (
    Cast,
    Ledger,
    Sources,
    distinct,
    edtf,
    filled,
    number_or_text,
    split,
)
from store.formats.streams import Row, header_of, rows

_OWN: Final = frozenset({"event_id_cnty", "event_date", "sub_event_type", "actor1"})
_NEEDED: Final = ("event_date", "event_type")

_CARRIED: Final = frozenset({
    "event_type", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "country", "admin1",
    "location", "source", "notes", "tags",
})  # fmt: skip
"""Columns that stand in the event as they are; all others go into ``source_fields``."""

_SIDES: Final = (
    ("actor1", "inter1", "actor 1"),
    ("assoc_actor_1", "", "associated with actor 1"),
    ("actor2", "inter2", "actor 2"),
    ("assoc_actor_2", "", "associated with actor 2"),
)
"""Column of names, column of their type, and what the column means."""

_KINDS: Final = {
    "1": "government-body", "state forces": "government-body",
    "2": "armed-group", "rebel group": "armed-group", "rebel groups": "armed-group",
    "3": "armed-group", "political militia": "armed-group", "political militias": "armed-group",
    "4": "armed-group", "identity militia": "armed-group", "identity militias": "armed-group",
    "5": "group", "rioters": "group",
    "6": "group", "protesters": "group",
    "7": "group", "civilians": "group",
}  # fmt: skip
"""Kinds by ACLED's types, as words or, in older files, numbers. State forces are armies, police
and guards alike; of external and other forces nothing can be said."""

_ISO: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_WORDS: Final = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")
_NUMBERS: Final = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")


def day_of(said: str) -> str | None:
    """The day of an ``event_date``: 2022-06-30, 30 June 2022 or 30-06-2022; None for any other."""
    if match := _ISO.fullmatch(said):
        return edtf(match[1])
    if match := _NUMBERS.fullmatch(said):
        return edtf(f"{match[3]}-{match[2]}-{match[1]}")
    if match := _WORDS.fullmatch(said):
        word = match[2].lower()
        for number, month in enumerate(MONTHS, 1):
            if word in (month, month[:3]):
                return edtf(f"{match[3]}-{number:02}-{int(match[1]):02}")
    return None


def _when(row: Row, ledger: Ledger) -> tuple[Document, list[Remark]]:
    """An event's date with the precision that the row states."""
    said, precision = row.get("event_date"), row.get("time_precision")
    day = day_of(said)
    if day is None:
        if not said:
            return {}, [Remark(row.place, "it has no event_date: the event is undated")]
        cure = "Write it as 2022-06-30, 30 June 2022 or 30-06-2022 (the day first)."
        what = f"“{said[:60]}” is no date: the event is undated"
        return {"display_date": said}, [Remark(f"{row.place}, column event_date", what, cure)]
    if precision == "2":
        return {"when": f"{day}~"}, []
    if precision == "3":
        # The code book gives the middle of the month where only the month is known.
        return {"when": day[:7]}, []
    remarks: list[Remark] = []
    if precision not in {"", "1"}:
        what = f"the time_precision “{precision[:20]}” is unknown: the day is taken as it stands"
        remarks += ledger.once(f"precision {precision}", Remark(row.place, what))
    return {"when": day}, remarks


def _participants(row: Row, cast: Cast) -> list[Document]:
    found: dict[str, Document] = {}
    for column, typed, note in _SIDES:
        kind = _KINDS.get(row.get(typed).lower(), "unknown") if typed else "unknown"
        cell = row.get(column)
        for name in [cell] if typed and cell else split(cell):
            own = cast.meet(name, kind, row.place)
            found.setdefault(own, {"actor": own, "note": note})
    return list(found.values())


def _event(row: Row, cast: Cast, ledger: Ledger) -> tuple[Document, list[Remark]]:
    own = row.get("event_id_cnty")
    place = ", ".join(distinct(row.get(name) for name in ("location", "admin1", "country")))
    what = row.get("sub_event_type") or row.get("event_type") or "Event"
    identity = (own,) if own else tuple(f"{name}={row.cells[name]}" for name in sorted(row.cells))
    date, remarks = _when(row, ledger)
    document = filled(
        id=stable_id("event", "acled", *identity, words=own or what),
        title=", ".join(distinct((what, row.get("location")))),
        **date,
        place=place,
        type=row.get("event_type"),
        summary=row.get("notes"),
        participants=_participants(row, cast),
        tags=distinct(split(row.get("tags"))),
    )
    left: dict[str, object] = {
        name: number_or_text(cell) for name, cell in row.cells.items() if name not in _CARRIED
    }
    remarks += ledger.keep(document, left, row.place)
    return document, remarks


def _read(source: Input, _options: Options) -> Iterator[Item | Remark]:
    cast, sources, ledger = Cast("acled"), Sources("acled"), Ledger("column")
    for row in rows(source, _NEEDED):
        if isinstance(row, Remark):
            yield row
            continue
        if not any(row.cells.values()):
            continue
        event, remarks = _event(row, cast, ledger)
        citations = []
        for name in distinct(split(row.get("source"))):
            key, new = sources.cite({"type": "document", "title": name}, row.place, name)
            yield from new
            citations.append({"source": key})
        if citations:
            event["citations"] = citations
        yield from remarks
        yield Item("events", event, row.place)
    yield from cast.items()


def _sniff(source: Input) -> int:
    header = set(header_of(source))
    return 95 if header >= _OWN else 0


IMPORTER: Final = Importer("acled", "ACLED events (CSV)", _sniff, _read)
