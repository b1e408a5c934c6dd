"""Timesketch: CSV and JSON lines, an event for each row.

The columns ``message``, ``datetime`` and ``timestamp_desc`` are asked for by
https://timesketch.org/guides/user/import-from-json-csv/; a ``timestamp`` without a datetime is in
seconds, milliseconds, microseconds or nanoseconds, by its size. A time without a zone is in UTC, as
Timesketch takes it, unless the user names a zone. The further columns that this program writes
(``edtf``, ``place``, ``status`` and so on) are read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, get_args

from store.dates import parse
from store.errors import DateError
from store.formats.base import Document, Importer, Item, Options, Remark, stable_id
from store.formats.date_parts import in_zone
from store.formats.html_text import Quotation
from store.formats.kept import own_id
from store.formats.opened import Input
from store.formats.own_records import checked
from store.formats.pieces import Cast, Ledger, Sources, distinct, edtf, filled, text, texts
from store.formats.quotations import parties, quote_items, titled, web, work
from store.formats.streams import Row, header_of, objects, rows
from store.model import Status
from store.table_cells import read

_ORIGIN: Final = "timesketch"
_NEEDED: Final = ("message", "timestamp_desc")
_STATUS: Final = get_args(Status)
_PLAIN: Final = ("message", "datetime", "timestamp", "timestamp_desc", "tag")
_OURS: Final = frozenset((
    "edtf", "display_date", "title", "summary", "actors", "place", "status", "hedge", "source",
    "source_url", "quote_kind", "quote_text", "own_words", "speaker", "via", "said", "published",
    "record", "id",
))  # fmt: skip
_OF_QUOTES: Final = ("said", "published", "display_date", "hedge", "status")
_ISO: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(:\d\d)?([.,]\d+)?\s*(z|utc|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_UNITS: Final = ((10**17, 10**9), (10**14, 10**6), (10**11, 10**3))
"""From which size on an epoch is in which parts of a second."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SPOKEN: Final = re.compile(r".*?: “(.+)”", re.DOTALL)
_LIST: Final = re.compile(r"""\[\s*(.*?)\s*\]""", re.DOTALL)


def _sniff(source: Input) -> int:
    if source.head_text.lstrip().startswith("{"):
        first = source.head_text.lstrip().partition("\n")[0]
        keys = ('"message"', '"timestamp_desc"')
        dated = '"datetime"' in first or '"timestamp"' in first
        return 93 if dated and all(key in first for key in keys) else 0
    header = set(header_of(source))
    return 93 if header >= set(_NEEDED) and header & {"datetime", "timestamp"} else 0


def _read(source: Input, options: Options) -> Iterator[Item | Remark]:
    sketch = _Sketch(options)
    if source.head_text.lstrip().startswith(("{", "[")):
        for one in objects(source):
            if isinstance(one, Remark):
                yield one
            else:
                number, given = one
                yield from sketch.event(given, f"line {number}")
    else:
        for row in rows(source, _NEEDED):
            if isinstance(row, Row):
                cells = {name: read("text", cell) or "" for name, cell in row.cells.items()}
                yield from sketch.event(cells, row.place)
            else:
                yield row
    yield from sketch.cast.items()


class _Sketch:
    """Turns rows into events; remembers the actors and the sources that they name."""

    def __init__(self, options: Options) -> None:
        self._zone = options.time_zone
        self.cast, self._sources, self._ledger = Cast(_ORIGIN), Sources(_ORIGIN), Ledger("column")

    def event(self, row: Document, place: str) -> Iterator[Item | Remark]:
        """The event of a row, with its source."""
        message, kind = text(row.get("message")), text(row.get("timestamp_desc"))
        if not message and not kind:
            what = "it has neither message nor timestamp_desc"
            yield Remark(place, what, "Correct the row, or take it out.", skipped=True)
            return
        ours = row if text(row.get("record")) in {"event", "quote"} else {}
        when, remarks = self._when(row, ours, place)
        yield from remarks
        address, reference = web(text(row.get("source_url"))), text(ours.get("source"))
        citations = []
        if address or reference:
            csl = work(address, title=reference)
            key, made = self._sources.cite(csl, place, address or reference)
            yield from made
            citations.append({"source": key})
        if ours.get("record") == "quote" and text(ours.get("quote_text")):
            yield from self._statement(ours, citations, place)
            return
        spoken = _SPOKEN.fullmatch(message)
        if spoken and ours.get("record") == "quote" and ours.get("quote_kind") == "verbatim":
            yield from self._quote(ours, spoken[1], when, citations, place)
            return
        whole = text(ours.get("title"))
        title, rest = (whole, "") if whole else titled(message or kind)
        document = filled(
            id=own_id("event", text(ours.get("id"))) if text(ours.get("id")) else _id(row, title),
            title=title,
            **when,
            type="" if ours and kind == "event" else kind,
            summary="\n\n".join(filter(None, (rest, text(ours.get("summary"))))),
            place=text(ours.get("place")),
            participants=parties(text(ours.get("actors")), self.cast, place),
            status=text(ours.get("status")) if ours.get("status") in _STATUS else "",
            hedge=text(ours.get("hedge")),
            citations=citations,
            tags=_tags(row.get("tag"), ours=bool(ours)),
        )
        yield from self._ledger.keep(document, self._left(row, document, ours), place)
        yield Item("events", document, place)

    def _statement(
        self, ours: Document, citations: list[Document], place: str
    ) -> Iterator[Item | Remark]:
        """A statement that this program wrote, of any kind; only names of people are there."""
        document = filled(
            id=own_id("quote", text(ours.get("id"))),
            text=text(ours.get("quote_text")),
            kind=text(ours.get("quote_kind")),
            words=read("words", text(ours.get("own_words"))),
            attribution=text(ours.get("speaker")),
            via=filled(words=text(ours.get("via"))),
            tags=_tags(ours.get("tag"), ours=True),
            citations=citations,
            **{field: text(ours.get(field)) for field in _OF_QUOTES},
        )
        others = {key: ours[key] for key in ours if key not in _OURS and key not in _PLAIN}
        yield from self._ledger.keep(document, others, place)
        yield from checked("quotes", document, place)

    def _quote(
        self, ours: Document, words: str, when: Document, citations: list[Document], place: str
    ) -> Iterator[Item | Remark]:
        """A statement that this program wrote: its words, and the speaker's name as printed."""
        status = ours.get("status")
        fields = filled(
            said=when.get("when"),
            display_date=when.get("display_date"),
            status=text(status) if status in _STATUS else "",
            hedge=text(ours.get("hedge")),
            tags=_tags(ours.get("tag"), ours=True),
            citations=citations,
        )
        found = Quotation(words, text(ours.get("speaker")))
        for item in quote_items(found, "", place, self._sources, **fields):
            if text(ours.get("id")):
                item.document["id"] = own_id("quote", text(ours.get("id")))
            others = {key: ours[key] for key in ours if key not in _OURS and key not in _PLAIN}
            yield from self._ledger.keep(item.document, others, place)
            yield item

    def _when(self, row: Document, ours: Document, place: str) -> tuple[Document, list[Remark]]:
        said = text(row.get("datetime"))
        own = {"display_date": text(ours.get("display_date"))}
        if edtf(text(ours.get("edtf"))):
            return filled(when=text(ours.get("edtf")), **own), []
        found = _moment(said, self._zone) or _epoch(text(row.get("timestamp")))
        if found and (not said or _moment(said, self._zone)):
            return filled(when=found, **own), []
        if found:
            what = f"the datetime “{said[:60]}” is no date: the timestamp is taken"
            remark = Remark(f"{place}, column datetime", what, "Write 2019-12-31T10:00:00+00:00.")
            return filled(when=found, display_date=own["display_date"] or said), [remark]
        raw = said or text(row.get("timestamp"))
        what = f"“{raw[:60]}” is no date" if raw else "it has no datetime"
        remark = Remark(
            f"{place}, column datetime", f"{what}: the event is undated",
            "Write it as 2019-12-31T10:00:00+00:00.",
        )  # fmt: skip
        return filled(display_date=own["display_date"] or raw), [remark]

    def _left(self, row: Document, document: Document, ours: Document) -> Document:
        # Of a statement that is not verbatim, who speaks and whose words they are is kept.
        used = {*_PLAIN, *(_OURS - {"quote_kind", "speaker"} if ours else ())}
        used |= {"source_url"} if document.get("citations") else set()
        left = {key: value for key, value in row.items() if key not in used}
        if "when" not in document:
            left |= filled(datetime=row.get("datetime"), timestamp=row.get("timestamp"))
        if ours.get("status") not in _STATUS:
            left |= filled(status=ours.get("status"))
        return left


def _id(row: Document, title: str) -> str:
    own = text(row.get("_id"))
    if own:
        return stable_id("event", _ORIGIN, own, words=title)
    return stable_id("event", _ORIGIN, *(f"{key}={row[key]}" for key in sorted(row)), words=title)


def _moment(said: str, zone: str) -> str:
    """A datetime of ISO 8601 in EDTF; empty for what is none."""
    match = _ISO.fullmatch(said)
    if match is None:
        return ""
    day, clock, second, fraction, offset = match.groups()
    if clock is None:
        return edtf(day) or ""
    fraction = fraction.replace(",", ".") if fraction and second and int(fraction[1:]) else ""
    zoned = {"": "", "z": "Z", "utc": "Z"}.get((offset or "").lower(), offset or "")
    date = edtf(f"{day}T{clock}{second or ''}{fraction}{zoned}") or ""
    if not date or zoned:
        return date
    return in_zone(date, zone) if zone else f"{date}Z"


def _epoch(said: str) -> str:
    """An epoch as a time in UTC; empty for what is none."""
    try:
        number = int(float(said)) if "." in said or "e" in said.lower() else int(said)
    except (ValueError, OverflowError):
        return ""
    unit = next((unit for least, unit in _UNITS if abs(number) > least), 1)
    try:
        moment = _EPOCH + timedelta(seconds=number // unit)
    except OverflowError:
        return ""
    try:
        return parse(f"{moment.replace(tzinfo=None).isoformat()}Z").text
    except DateError:
        return ""


def _tags(value: object, *, ours: bool) -> list[str]:
    """Tags: a list, or a text with commas, in the brackets of a list or not; ours are in none."""
    if isinstance(value, list):
        return distinct(texts(value))
    said = text(value)
    listed = None if ours else _LIST.fullmatch(said)
    parts = (listed[1] if listed else said).split(",")
    return distinct(part.strip().strip("'\"") if listed else part.strip() for part in parts)


IMPORTER: Final = Importer("timesketch", "Timesketch (CSV or JSON lines)", _sniff, _read)
