"""What formats with ids of their own share: their ids as ours, intervals, documents that fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from store.civil import Civil
from store.dates import parse
from store.errors import DateError
from store.formats.base import Document, Remark, stable_id
from store.formats.pieces import Ledger, edtf, filled, sound

_PLAIN_ID: Final = re.compile(r"[^\W_](?:[\w.:/@+-]{0,198}[\w+])?")


def own_id(kind: str, given: object) -> str:
    """The format's own id where it is fit to be ours, else a stable one made of it.

    Args:
        kind: The kind of record, for an id that has to be made.
        given: The id in the file.
    """
    if isinstance(given, str) and _PLAIN_ID.fullmatch(given):
        return given
    return stable_id(kind, given)


def interval(start: str, end: str) -> str:
    """The EDTF interval between two dates, an empty one being unknown; empty when it is none."""
    if start and start == end:
        return start if edtf(start) else ""
    return (edtf(f"{start}/{end}") or "") if start or end else ""


def document_with(
    ledger: Ledger, document: Document, kept: Document, place: str, kind: str
) -> Iterator[Remark]:
    """Makes a document fit to be stored, and puts what has no field into ``source_fields``.

    Args:
        ledger: Remembers what was told.
        document: The record; it is changed.
        kept: What has no field.
        place: Where the record stands in the file.
        kind: What the format calls such a record.

    Yields:
        A remark on the fields that are kept for the first time.
    """
    whole = {key: sound(value) for key, value in filled(**document).items()}
    document.clear()
    document.update(whole)
    yield from ledger.keep(document, kept, place, kind)


def without(given: Document, used: Collection[str]) -> Document:
    """The fields that hold something and are not among those used."""
    return {key: value for key, value in filled(**given).items() if key not in used}


def csl_date(when: str) -> Document | None:
    """A date in EDTF as one of CSL-JSON: numbers where it has them, else as words.

    CSL-JSON has no time of day and no open end; it says only that a date is not exact.
    """
    try:
        found = parse(when)
    except DateError:
        return {"literal": when} if when else None
    ends = found.parts or (found,)
    civils = [end.civil for end in ends if end is not None and end.civil is not None]
    if found.form in {"one-of", "all-of"} or len(civils) != len(ends) or "X" in when:
        return {"literal": when}
    points = [_point(civil) for civil in civils]
    made: Document = {"date-parts": points}
    if civils[0].month and int(civils[0].month) > 12:
        season = int(civils[0].month) - 20
        if len(points) > 1 or not 1 <= season <= 4:
            return {"literal": when}
        made = {"date-parts": [points[0][:1]], "season": season}
    if found.uncertain or found.approximate:
        made["circa"] = True
    return made


def _point(civil: Civil) -> list[int]:
    return [int(part) for part in (civil.year, civil.month, civil.day) if part]
