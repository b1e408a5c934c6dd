"""UCDP GED: the Georeferenced Event Dataset of the Uppsala Conflict Data Program, as CSV.

Columns as in the UCDP GED code book. The two sides of a dyad take part without a role, for the
data do not say which of them acted.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Final

from store.formats.base import Document, Importer, Item, Options, Remark, stable_id
from store.formats.kept import csl_date
from store.formats.opened import Input
from store.formats.pieces import (
    Cast,
    Ledger,
    Sources,
    distinct,
    edtf,
    filled,
    number_or_text,
)
from store.formats.streams import Row, header_of, rows

_COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""All 49, in their order: some candidate releases have no row of headers."""

_NEEDED: Final = ("id", "date_start", "side_a")
_OWN: Final = frozenset({"date_prec", "date_start", "side_a", "side_b", "type_of_violence"})
_LISTS: Final = ("source_headline", "source_office", "source_date")
"""Lists of the same length, an entry for each article."""

_CARRIED: Final = frozenset({
    "side_a", "side_b", "where_coordinates", "adm_1", "country", "source_article", *_LISTS,
})  # fmt: skip

_TYPES: Final = {
    "1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"
}  # fmt: skip
_GOVERNMENT: Final = "government of "
_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_ARTICLE: Final = re.compile(r"(.*?),\s*([0-9]{4}-[0-9]{2}-[0-9]{2})\s*,(.*)", re.DOTALL)


def _day(said: str) -> str | None:
    match = _DAY.fullmatch(said)
    return edtf(match[1]) if match else None


def when_of(start: str, end: str, precision: str) -> str | None:
    """The date of an event, from two days such as 2013-01-03 and the code of its precision.

    Args:
        start: The first day on which it may have happened.
        end: The last.
        precision: 1 for a known day; 2 and 3 for a span of days or a week; 4 for a month; 5 for
            more.

    Returns:
        EDTF; None when either is no day, or they are the wrong way round.
    """
    first, last = _day(start), _day(end or start)
    if first is None or last is None or last < first:
        return None
    if first == last:
        return first if precision in {"", "1"} else f"{first}~"
    month = monthrange(int(first[:4]), int(first[5:7]))[1]
    if precision == "4" and first.endswith("-01") and last == f"{first[:7]}-{month}":
        return first[:7]
    return f"{first}/{last}"


def _kind(name: str, violence: str, side: str) -> str:
    """What UCDP's definition of the type of violence makes of a side."""
    if name.lower().startswith(_GOVERNMENT):
        return "government-body"
    if violence == "2" or (violence == "3" and side == "b"):
        return "group"
    return "armed-group" if (violence, side) in {("1", "b"), ("3", "a")} else "unknown"


def _participants(row: Row, cast: Cast) -> list[Document]:
    found: dict[str, Document] = {}
    for side in ("a", "b"):
        name = row.get(f"side_{side}")
        if name:
            kind = _kind(name, row.get("type_of_violence"), side)
            key = row.get(f"side_{side}_new_id")
            own = cast.meet(name, kind, row.place, f"{key} {name}" if key else "")
            found.setdefault(own, {"actor": own, "note": f"side {side.upper()}"})
    return list(found.values())


def _articles(row: Row) -> tuple[list[Document], bool]:
    """The articles behind an event, and whether the columns about them fit each other."""
    lists = [
        [part.strip().strip('"').strip() for part in row.get(name).split(";")] for name in _LISTS
    ]
    count = len(lists[0])
    if row.get(_LISTS[0]) and all(len(entries) == count for entries in lists):
        return [_article(*entry) for entry in zip(*lists, strict=True) if any(entry)], True
    # A semicolon in a headline: the lists no longer fit each other, but the whole article does.
    whole = re.split(r'"\s*;\s*"', row.get("source_article").strip('" ;'))
    return [_from_whole(part.strip()) for part in whole if part.strip()], False


def _from_whole(said: str) -> Document:
    match = _ARTICLE.fullmatch(said)
    if match is None:
        return {"type": "document", "title": said}
    return _article(match[3].strip(), match[1].strip(), match[2])


def _article(title: str, outlet: str, day: str) -> Document:
    return filled(type="document", title=title, publisher=outlet, issued=csl_date(day))


def _event(row: Row, cast: Cast) -> Document:
    title = row.get("dyad_name") or _sides(row) or row.get("conflict_name") or "Event"
    place = ", ".join(distinct(row.get(name) for name in ("where_coordinates", "adm_1", "country")))
    own = row.get("id")
    identity = (own,) if own else tuple(f"{name}={row.cells[name]}" for name in sorted(row.cells))
    start, end = row.get("date_start"), row.get("date_end")
    when = when_of(start, end, row.get("date_prec"))
    return filled(
        id=stable_id("event", "ucdp", *identity, words=own or title),
        title=", ".join(distinct((title, row.get("where_coordinates")))),
        when=when,
        display_date=None if when else " – ".join(distinct((start, end))),
        place=place,
        type=_TYPES.get(row.get("type_of_violence")),
        participants=_participants(row, cast),
    )


def _sides(row: Row) -> str:
    return " – ".join(distinct((row.get("side_a"), row.get("side_b"))))


def _undated(event: Document, place: str) -> Iterator[Remark]:
    if "when" not in event:
        said = event.get("display_date")
        cure = "Write date_start and date_end as 2013-01-03, the earlier first."
        what = f"“{said[:60]}” is no date: the event is undated" if said else "it has no date"
        yield Remark(f"{place}, column date_start", what, cure)


def _cite(row: Row, articles: list[Document], sources: Sources, event: Document) -> Iterator[Item]:
    """Gives an event its citations; yields the sources that are new."""
    claimed = row.get("source_original")
    citations: dict[str, Document] = {}
    for csl in articles:
        identity = (csl.get("title"), csl.get("publisher"), csl.get("issued"))
        key, new = sources.cite(csl, row.place, *identity)
        yield from new
        note = f"Original source: {claimed}" if claimed and len(articles) == 1 else ""
        citations.setdefault(key, filled(source=key, note=note))
    if citations:
        event["citations"] = list(citations.values())


def _read(source: Input, _options: Options) -> Iterator[Item | Remark]:
    cast, sources, ledger = Cast("ucdp"), Sources("ucdp"), Ledger("column")
    for row in rows(source, _NEEDED, _COLUMNS):
        if isinstance(row, Remark):
            yield row
            continue
        if not any(row.cells.values()):
            continue
        event = _event(row, cast)
        yield from _undated(event, row.place)
        articles, fit = _articles(row)
        yield from _cite(row, articles, sources, event)
        carried = _CARRIED if fit else _CARRIED - set(_LISTS)
        left = {name: number_or_text(c) for name, c in row.cells.items() if name not in carried}
        yield from ledger.keep(event, left, row.place)
        yield Item("events", event, row.place)
    yield from cast.items()


def _sniff(source: Input) -> int:
    header = header_of(source)
    if set(header) >= _OWN:
        return 95
    return 60 if len(header) == len(_COLUMNS) and "ged" in source.name else 0


IMPORTER: Final = Importer("ucdp", "UCDP georeferenced events (CSV)", _sniff, _read)
