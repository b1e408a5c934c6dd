"""Times of day in the zone that a reader asks for."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Final

from store import dates
from store.date_terms import civil_time
from store.dates import When

_CLOCKS: Final = {"hour": "%Y-%m-%dT%H", "minute": "%Y-%m-%dT%H:%M", "second": "%Y-%m-%dT%H:%M:%S"}


def shown_in(when: When, zone: tzinfo) -> When:
    """A date with its time of day as the clocks of a zone show it.

    A date without a time of day is a day in the dossier's zone and stays one; intervals and sets
    stay as they are written.

    Args:
        when: The date.
        zone: The zone.

    Returns:
        The same span of time, written with the offset that the zone has then. A time that the zone
        cannot show exactly stays as it is written: an hour where clocks are half an hour off, and
        local mean time, which is not off by whole minutes.
    """
    form = _CLOCKS.get(when.precision)
    if form is None or when.form != "date":
        return when
    local = civil_time(when.earliest, zone)
    ahead = zone.utcoffset(local) or UTC.utcoffset(None)
    minutes = int(ahead.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    offset = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z"
    doubt = {(True, True): "%", (True, False): "?", (False, True): "~"}
    mark = doubt.get((when.uncertain, when.approximate), "")
    text = f"{local.strftime(form)}{offset}{mark}"
    year, rest = text.split("-", 1)
    shown = dates.parse(f"{year.zfill(4)}-{rest}", zone)
    return shown if (shown.earliest, shown.latest) == (when.earliest, when.latest) else when
