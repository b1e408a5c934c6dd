"""timemap: the events of Forensic Architecture's and Bellingcat's maps, with what stands beside.

``events.json`` is read, named itself or by its folder; ``sources.json`` and ``associations.json``
beside it are read with it when they are there. Source of the fields:
https://github.com/forensic-architecture/timemap, "Sheets". Dates are written month first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.errors import DossierError
from store.formats.base import Document, Importer, Item, Options, Remark, stable_id
from store.formats.kept import csl_date
from store.formats.opened import Input
from store.formats.pieces import Ledger, distinct, edtf, filled, shortened, text, texts

_EVENT: Final = frozenset({
    "description", "date", "time", "location", "category", "associations", "sources", "filters",
})  # fmt: skip
_SOURCE: Final = frozenset({
    "title", "type", "url", "path", "description", "author", "date", "notes"
})  # fmt: skip
_AMERICAN: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_HEADLINE: Final = 90
"""Characters of a title made of a description."""
_CURE: Final = "Correct it, or take it out."


def date_of(day: str, time: str, zone: str) -> str | None:
    """A date such as 12/31/2019 (month first) with a time such as 10:05, as EDTF.

    Args:
        day: The day; ISO's form is read too.
        time: The time of day; empty when there is none.
        zone: An IANA name for times; empty when it is unknown.
    """
    match = _AMERICAN.fullmatch(day)
    written = f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}" if match else day
    clock = _TIME.fullmatch(time)
    if not time or clock is None:
        return edtf(written)
    moment = f"{written}T{int(clock[1]):02}:{clock[2]}" + (f":{clock[3]}" if clock[3] else "")
    if zone and edtf(moment):
        try:
            offset = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).strftime("%z")
        except (ZoneInfoNotFoundError, OSError, ValueError):  # a folder of zones, as “America”
            return edtf(moment)
        moment = f"{moment}{offset[:3]}:{offset[3:5]}"
    return edtf(moment)


def _beside(source: Input, name: str) -> Iterator[tuple[object, Remark | None]]:
    """What a file in the same folder holds; with a remark when it cannot be read."""
    path = source.path.with_name(name)
    if path == source.path or not path.is_file():
        return
    try:
        yield Input(path).json(), None
    except DossierError as error:
        place = error.where.removeprefix(str(path))
        yield None, Remark(f"{name}{place}", error.what, error.mend or _CURE, skipped=True)


def _entries(value: object) -> dict[str, dict[str, Any]]:
    """Sources or associations by id, from an object of them or a list."""
    if isinstance(value, dict):
        pairs = [(str(key), entry) for key, entry in value.items()]
    else:
        listed = value if isinstance(value, list) else []
        pairs = [(text(entry.get("id")), entry) for entry in listed if isinstance(entry, dict)]
    return {key.strip(): entry for key, entry in pairs if key.strip() and isinstance(entry, dict)}


class _Reading:
    """One import: what stands beside the events, and what was made of it."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.ledger = Ledger()
        self.listed: dict[str, dict[str, Any]] = {}
        self.associations: dict[str, dict[str, Any]] = {}
        self._made: set[str] = set()

    def source(self, key: str, entry: dict[str, Any], place: str) -> Iterator[Item | Remark]:
        """The record of a source, once."""
        own = source_id(key)
        if own in self._made:
            return
        self._made.add(own)
        url = text(entry.get("url"))
        path = text(entry.get("path"))
        if not url and path.startswith(("http://", "https://")):
            url, path = path, ""
        date = text(entry.get("date"))
        author = text(entry.get("author"))
        csl = filled(
            id=own,
            type="webpage" if url else "document",
            title=text(entry.get("title")) or key,
            URL=url,
            genre=text(entry.get("type")),
            author=[{"literal": author}] if author else [],
            issued=csl_date(date_of(date, "", "") or date),
            abstract=text(entry.get("description")),
            note=text(entry.get("notes")),
        )
        document: Document = {"id": own, "csl": csl}
        left = {name: entry[name] for name in entry if name not in _SOURCE}
        left["path"] = path
        if left.get("id") == key and "title" not in entry:
            del left["id"]
        yield from self.ledger.keep(document, left, place)
        yield Item("sources", document, place)

    def cited(self, value: object, place: str) -> Iterator[Item | Remark | str]:
        """The sources that are new, and the id of each that an event names."""
        entries = value if isinstance(value, list) else [value]
        for index, entry in enumerate(entries):
            where = f"{place}.sources[{index}]"
            if isinstance(entry, dict):
                key = text(entry.get("id")) or text(entry.get("path")) or text(entry.get("url"))
            else:
                key = text(entry)
            if not key:
                if entry not in (None, "", {}):
                    yield Remark(where, "the source has no id: it is left out", _CURE)
                continue
            given = entry if isinstance(entry, dict) else self.listed.get(key)
            if given is None:
                what = f"the source “{key[:60]}” is not in sources.json: its name alone is kept"
                yield Remark(where, what, "Put sources.json beside the file.")
            yield from self.source(key, given or {}, where)
            yield source_id(key)

    def tags(self, event: dict[str, Any]) -> list[str]:
        """The titles of an event's associations, and its filters as ``key: value``."""
        found = [
            text(self.associations.get(key, {}).get("title")) or key
            for key in texts(event.get("associations"))
        ]
        filters = event.get("filters")
        for one in filters if isinstance(filters, list) else []:
            if isinstance(one, dict):
                found.append(": ".join(distinct((text(one.get("key")), text(one.get("value"))))))
            else:
                found.append(text(one))
        return distinct(found)

    def event(self, event: dict[str, Any], place: str) -> Iterator[Item | Remark]:
        """An event, after the sources that it rests on."""
        said = text(event.get("description"))
        where = text(event.get("location"))
        own = text(event.get("id"))
        if not (said or where or own):
            cure = "Give it a description."
            yield Remark(place, "it has no description, place or id", cure, skipped=True)
            return
        content = json.dumps(event, sort_keys=True, default=str)
        title = shortened(said.partition("\n")[0].strip(), _HEADLINE) or where or own
        key = stable_id("event", "timemap", own or content, words=own or title)
        if key in self._made:
            cure = "Give each event an id of its own."
            yield Remark(place, f"the id “{own[:60]}” stands before", cure, skipped=True)
            return
        self._made.add(key)
        document = filled(id=key, title=title, place=where, type=text(event.get("category")))
        if said != title:
            document |= filled(summary=said)
        carried = set(_EVENT)
        yield from self._date(event, document, carried, place)
        document |= filled(tags=self.tags(event))
        citations: list[str] = []
        for found in self.cited(event.get("sources"), place):
            if isinstance(found, str):
                citations.append(found)
            else:
                yield found
        document |= filled(citations=[{"source": one} for one in distinct(citations)])
        left = {name: event[name] for name in event if name not in carried}
        yield from self.ledger.keep(document, left, place)
        yield Item("events", document, place)

    def _date(
        self, event: dict[str, Any], into: Document, carried: set[str], place: str
    ) -> Iterator[Remark]:
        day, time = text(event.get("date")), text(event.get("time"))
        when = date_of(day, time, self.zone)
        if when:
            into["when"] = when
            if time and "T" not in when:
                carried.discard("time")
        elif day or time:
            into["display_date"] = " ".join(distinct((day, time)))
            what = f"“{into['display_date'][:60]}” is no date: the event is undated"
            yield Remark(f"{place}.date", what, "Write it as 12/31/2019, the month first.")


def source_id(key: str) -> str:
    """The id of a source by timemap's own."""
    return stable_id("source", "timemap", key, words=key)


def _read(source: Input, options: Options) -> Iterator[Item | Remark]:
    source = _events_of(source)
    whole = source.json()
    reading = _Reading(options.time_zone)
    within = whole if isinstance(whole, dict) else {}
    reading.listed = _entries(within.get("sources"))
    reading.associations = _entries(within.get("associations"))
    for value, remark in _beside(source, "sources.json"):
        reading.listed |= _entries(value)
        if remark:
            yield remark
    for value, remark in _beside(source, "associations.json"):
        reading.associations |= _entries(value)
        if remark:
            yield remark
    events = within.get("events") if within else whole
    if not isinstance(events, list):
        yield Remark("", "it holds no list of events", "Is it timemap's events.json?", skipped=True)
        return
    for index, event in enumerate(events):
        place = f"events[{index}]"
        if isinstance(event, dict):
            yield from reading.event(event, place)
        else:
            yield Remark(place, "it is no object", _CURE, skipped=True)
    for key, entry in reading.listed.items():
        yield from reading.source(key, entry, f"sources[{key}]")
    if any(
        entry.get("desc") or entry.get("filter_paths") for entry in reading.associations.values()
    ):
        what = "of associations, the titles alone are kept, as tags"
        yield Remark("associations.json", what)


def _events_of(source: Input) -> Input:
    """The file of the events, where a folder was named."""
    return Input(source.path / "events.json") if source.is_folder else source


def _sniff(source: Input) -> int:
    if source.is_folder and not (source.path / "events.json").is_file():
        return 0
    head = _events_of(source).head_text.lstrip()
    start = head.find("{")
    if not head.startswith("[") or start < 0:
        return 0
    try:
        first, _ = json.JSONDecoder().raw_decode(head[start:])
    except (ValueError, RecursionError):
        return 0
    if not isinstance(first, dict) or "description" not in first:
        return 0
    if "associations" in first and ("date" in first or "latitude" in first):
        return 90
    return (
        85
        if {"latitude", "longitude", "date"} <= first.keys()
        and ("filters" in first or "sources" in first)
        else 0
    )


IMPORTER: Final = Importer("timemap", "timemap events (JSON)", _sniff, _read)
