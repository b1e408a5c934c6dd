"""TimelineJS as its spreadsheet has it: a row for each dated event.

The columns are those of https://timeline.knightlab.com/docs/using-spreadsheets.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from store.exports import moments, statements, timelinejs
from store.exports.base import Exporter, ExportOptions
from store.exports.csv_set import row
from store.forms.escape import html
from store.table_cells import guarded
from store.views import InView

_HEADS: Final = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date",
    "Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text",
    "Type", "Group", "Background",
)  # fmt: skip


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    yield row(_HEADS)
    about = seen.corpus.dossier
    title = {"Headline": html(about.title), "Text": html(about.description or ""), "Type": "title"}
    yield row(guarded(title.get(head, "")) for head in _HEADS)
    under = timelinejs.on_slides(seen)
    for event in timelinejs.dated(seen):
        cells = _cells(seen, event, under.get(event, []))
        yield row(guarded(cells.get(head, "")) for head in _HEADS)


def _cells(seen: InView, event: int, quotes: Sequence[int]) -> dict[str, str]:
    when = seen.corpus.event_when[event]
    assert when is not None
    found = moments.span(when)
    large, others = timelinejs.split(seen, quotes)
    return {
        **_date(found.start, ""),
        **(_date(found.end, "End ") if found.end else {}),
        "Display Date": timelinejs.display_date(seen, event),
        "Headline": html(seen.corpus.events[event].title),
        "Text": timelinejs.body(seen, event, others),
        "Media": "" if large is None else statements.blockquote(seen, large, event),
        "Media Credit": html("; ".join(timelinejs.references(seen, event))),
        "Group": timelinejs.group(seen, event),
    }


def _date(text: str, prefix: str) -> dict[str, str]:
    numbers = moments.point(text)
    parts = {"Year": numbers.year, "Month": numbers.month, "Day": numbers.day}
    cells = {f"{prefix}{name}": str(number) for name, number in parts.items() if number >= 0}
    clock = [number for number in numbers[3:] if number >= 0]
    if clock:
        hour, minute, *second = *clock, *([0] if len(clock) == 1 else [])
        cells[f"{prefix}Time"] = ":".join(f"{part:02}" for part in (hour, minute, *second))
    return cells


def _losses(seen: InView) -> list[str]:
    return ["the ids of events, which a spreadsheet has not", *timelinejs.losses(seen)]


EXPORTER: Final = Exporter("timelinejs-csv", "TimelineJS spreadsheet", "csv", _write, _losses)
