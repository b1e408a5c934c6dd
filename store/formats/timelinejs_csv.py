"""TimelineJS as its spreadsheet has it: a row for each slide.

The columns are those of https://timeline.knightlab.com/docs/using-spreadsheets.html; sheets of
version 2 have ``Start Date``, ``End Date`` and ``Tag`` instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.errors import DateError
from store.formats.base import Document, Importer, Item, Options, Remark
from store.formats.date_parts import clocked
from store.formats.opened import Input
from store.formats.pieces import filled
from store.formats.slides import Slides
from store.formats.streams import Row, header_of, rows
from store.formats.timelinejs import date_2
from store.table_cells import read

_USED: Final = frozenset((
    "year", "month", "day", "time", "end year", "end month", "end day", "end time", "start date",
    "end date", "display date", "headline", "text", "media", "media credit", "media caption",
    "media thumbnail", "alt text", "type", "group", "tag", "background",
))  # fmt: skip
_TYPES: Final = frozenset(("", "title", "era"))
_NO_CLOCK: Final = "Write it as 10:00 AM, 13:30 or 1330."


def _sniff(source: Input) -> int:
    header = set(header_of(source))
    if header >= {"year", "headline", "text", "media"}:
        return 95
    if header >= {"start date", "headline", "text", "media"}:
        return 92
    return 70 if "headline" in header and header & {"year", "start date"} else 0


def _read(source: Input, options: Options) -> Iterator[Item | Remark]:
    slides = Slides(options)
    for row in rows(source, ("headline",)):
        if isinstance(row, Remark):
            yield row
        elif any(row.cells.values()):
            yield from _row(row, slides, options)
    yield from slides.actors()


def _row(row: Row, slides: Slides, options: Options) -> Iterator[Item | Remark]:
    cells = {name: read("text", cell) or "" for name, cell in row.cells.items()}
    kind = cells.get("type", "").lower()
    slide = _slide(cells)
    for key, prefix in (("start_date", ""), ("end_date", "end ")):
        date, remarks = _date(cells, prefix, row.place, slides, options)
        yield from remarks
        slide |= filled(**{key: date})
    others = {name: cell for name, cell in cells.items() if name not in _USED}
    if kind not in _TYPES:
        others["type"] = cells["type"]
    slide |= filled(**others)
    if kind == "title":
        yield from slides.about(slide, row.place)
    else:
        yield from slides.event(slide, row.place, "era" if kind == "era" else "")


def _slide(cells: dict[str, str]) -> Document:
    media = filled(
        url=cells.get("media"), credit=cells.get("media credit"),
        caption=cells.get("media caption"), thumbnail=cells.get("media thumbnail"),
        alt=cells.get("alt text"),
    )  # fmt: skip
    return filled(
        text=filled(headline=cells.get("headline"), text=cells.get("text")),
        media=media,
        group=cells.get("group") or cells.get("tag"),
        display_date=cells.get("display date"),
        background=cells.get("background"),
    )


def _date(
    cells: dict[str, str], prefix: str, place: str, slides: Slides, options: Options
) -> tuple[Document, list[Remark]]:
    """A date in parts, from its columns or from the one of an old sheet."""
    parts: Document = filled(**{
        name: cells.get(f"{prefix}{name}", "") for name in ("year", "month", "day")
    })  # fmt: skip
    old = cells.get(f"{prefix or 'start '}date", "")
    if old and not parts:
        parts, assumed = date_2(old, options)
        what = "dates such as 1/2/2012 are read with the month first, as TimelineJS reads them"
        cure = "If the day comes first in this sheet, say so: --dates dmy."
        return parts, list(slides.told("order", Remark(place, what, cure))) if assumed else []
    clock = cells.get(f"{prefix}time", "")
    if not clock:
        return parts, []
    try:
        return {**parts, **clocked(clock)}, []
    except DateError as error:
        column = f"{prefix}time"
        what = f"{error.what}: the time is left out of the date, and kept in source_fields"
        return {**parts, column: clock}, [Remark(f"{place}, column {column}", what, _NO_CLOCK)]


IMPORTER: Final = Importer("timelinejs-csv", "TimelineJS (spreadsheet)", _sniff, _read)
