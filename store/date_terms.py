"""Seconds back to the text of a date filter that covers exactly these seconds.

Every text is read again before it is given back, so that a clock change or a zone with an odd
offset gives a longer text and never a wrong one. Seconds are whole seconds since
0001-01-01T00:00:00 UTC, both ends inclusive.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from store import dates
from store.civil import LAST_SECOND, civil_day
from store.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

_EPOCH = datetime(1, 1, 1)  # noqa: DTZ001 - clock time, whose zone is the caller's
_MINUTE = len("2019-12-31T10:00")


def civil_time(second: int, zone: tzinfo) -> datetime:
    """What calendar and clock show in a zone, without the zone.

    Args:
        second: Any second; one beyond the years 1 to 9999 is taken as the nearest within.
        zone: Whose calendar it is; where its own lies beyond those years, UTC's.
    """
    moment = _EPOCH + timedelta(seconds=min(max(second, 0), LAST_SECOND))
    try:
        return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return moment


def start_text(second: int, zone: tzinfo) -> str:
    """The day or time that begins with a second: ``2019-12-29``, ``2019-12-29T14:00``.

    Args:
        second: 0 to `store.civil.LAST_SECOND`.
        zone: Where a date without a zone is civil time; a time that its clock shows twice, or that
            it cannot show, is given in UTC.
    """
    return _edge_text(second, zone, "earliest", day=True)


def end_text(second: int, zone: tzinfo) -> str:
    """The day or time that ends with a second: ``2019-12-29``, ``2019-12-29T16:59``.

    Args:
        second: 0 to `store.civil.LAST_SECOND`.
        zone: As for `start_text`.
    """
    return _edge_text(second, zone, "latest", day=True)


def span_text(earliest: int, latest: int, zone: tzinfo) -> str:
    """The shortest plain value of a date filter with this span, e.g. ``2019-12`` or ``201X``.

    Seasons and quarters are spans of months, since ``2019-33`` says nothing to a reader.

    Args:
        earliest: The first second, 0 to `store.civil.LAST_SECOND`.
        latest: The last second, not before the first.
        zone: As for `start_text`.
    """
    for text in _spans(civil_day(earliest, zone), civil_day(latest, zone)):
        if _edges(text, zone) == (earliest, latest):
            return text
    first = _edge_text(earliest, zone, "earliest", day=False)
    return f"{first}..{_edge_text(latest, zone, 'latest', day=False)}"


def _spans(first: date, last: date) -> Iterator[str]:
    """Whole days as filters, the coarsest first; which of them fits is for the caller to see."""
    days = first.isoformat(), last.isoformat()
    if days[0] <= days[1]:
        yield f"{days[0][:2]}XX"
        yield f"{days[0][:3]}X"
        for length in (4, 7, 10):
            start, end = (day[:length] for day in days)
            yield start if start == end else f"{start}..{end}"


def _edges(text: str, zone: tzinfo) -> tuple[int, int] | None:
    try:
        window = dates.window(text, zone)
    except DateError:
        return None
    return window.earliest, window.latest


def _edge_text(second: int, zone: tzinfo, side: Literal["earliest", "latest"], *, day: bool) -> str:
    """The first of day, minute and second in the zone, then in UTC, that has this edge.

    Args:
        second: The edge.
        zone: The zone.
        side: Which edge of the text it is.
        day: Whether a day will do; one end as a day and the other as a time are hard to read.
    """
    local = civil_time(second, zone).isoformat()
    utc = civil_time(second, UTC).isoformat()
    days = [civil_day(second, zone).isoformat()] if day else []
    for text in (*days, local[:_MINUTE], local, f"{utc[:_MINUTE]}Z"):
        edges = _edges(text, zone)
        if edges is not None and edges[side == "latest"] == second:
            return text
    return f"{utc}Z"
