"""TimelineJS JSON: version 3, and version 2 with its dates as comma lists.

Fields: https://timeline.knightlab.com/docs/json-format.html; version 2 as its own examples have it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from store.errors import DateError, DossierError
from store.formats import written_dates
from store.formats.base import Document, Importer, Item, Options, Remark
from store.formats.date_parts import PARTS
from store.formats.opened import Input
from store.formats.pieces import filled, sound, text
from store.formats.slides import Slides

_CALLBACK: Final = re.compile(r"\s*(?:var\s+)?[\w.]+\s*(?:=|\()\s*(?=\{)")
_TAIL: Final = re.compile(r"\}[\s);]*\Z")
_ASSET: Final = {"media": "url", "caption": "caption", "credit": "credit"}
_PARSED: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?", re.ASCII)
_MONTH_FIRST: Final = Remark(
    "", "dates such as 1/2/2012 are read with the month first, as TimelineJS reads them",
    "If the day comes first in this file, say so: --dates dmy.",
)  # fmt: skip
_ABOUT: Final = frozenset(("headline", "text", "asset", "date", "era", "slides", "type"))


def _sniff(source: Input) -> int:
    head = source.head_text
    if not head.lstrip().startswith("{") and _CALLBACK.match(head) is None:
        return 0
    if '"events"' in head and '"start_date"' in head:
        return 90 if '"text"' in head or '"headline"' in head else 60
    dated = '"startDate"' in head or '"start_date"' in head
    return 90 if '"timeline"' in head and dated else 0


def _read(source: Input, options: Options) -> Iterator[Item | Remark]:
    whole = _whole(source)
    slides = Slides(options)
    if not isinstance(whole, dict):
        what = "this is JSON, but no timeline"
        raise DossierError(what, str(source.path), "A timeline is an object with “events”.")
    old = whole.get("timeline")
    if isinstance(old, dict) and "events" not in whole:
        yield from _other_keys(whole, {"timeline"})
        yield from _version_2(old, slides, options)
    else:
        yield from _other_keys(whole, {"title", "events", "eras"})
        yield from slides.about(whole.get("title"), "title")
        yield from _listed(whole, "events", slides)
        yield from _listed(whole, "eras", slides, "era")
    yield from slides.actors()


def _whole(source: Input) -> object:
    """The file as JSON; the call or assignment that some files of version 2 stand in is left out.

    Raises:
        DossierError: It cannot be read, or is no JSON.
    """
    if _CALLBACK.match(source.head_text) is None:
        return source.json()
    given = source.text()
    call = _CALLBACK.match(given)
    start = call.end() if call is not None else 0
    try:
        found: object = json.loads(_TAIL.sub("}", given[start:]))
    except json.JSONDecodeError as error:
        line = given.count("\n", 0, start) + error.lineno
        raise DossierError(
            f"this is not JSON ({error.msg})", f"{source.path}: line {line}"
        ) from error
    except (RecursionError, ValueError) as error:
        raise DossierError(f"it cannot be read ({error})", str(source.path)) from error
    return found


def _other_keys(whole: Document, used: set[str]) -> Iterator[Remark]:
    for key, value in whole.items():
        if key not in used and value not in (None, "", [], {}):
            what = f"“{sound(key)}” is nothing that a dossier has, and is left out"
            yield Remark(str(sound(key)), what, "Copy what you need of it by hand.")


def _listed(whole: Document, name: str, slides: Slides, kind: str = "") -> Iterator[Item | Remark]:
    entries = whole.get(name)
    if entries is None or entries == []:
        return
    if not isinstance(entries, list):
        yield Remark(name, "it is no list", "Write the slides as a list.", skipped=True)
        return
    for number, entry in enumerate(entries):
        yield from slides.event(entry, f"{name}[{number}]", kind)


def _version_2(old: Document, slides: Slides, options: Options) -> Iterator[Item | Remark]:
    about = {key: value for key, value in old.items() if key not in _ABOUT}
    yield from slides.about({**_slide_2(old, options)[0], **about}, "timeline")
    for name, kind in (("date", ""), ("era", "era"), ("slides", "")):
        entries = old.get(name)
        if entries is None or entries == []:
            continue
        if not isinstance(entries, list):
            what = "it is no list"
            yield Remark(f"timeline.{name}", what, "Write the entries as a list.", skipped=True)
            continue
        for number, entry in enumerate(entries):
            place = f"timeline.{name}[{number}]"
            if not isinstance(entry, dict) or "start_date" in entry:
                yield from slides.event(entry, place, kind)
                continue
            slide, assumed = _slide_2(entry, options)
            others = {key: entry[key] for key in entry if key not in _USED}
            if assumed:
                yield from slides.told("order", Remark(place, _MONTH_FIRST.what, _MONTH_FIRST.cure))
            yield from slides.event({**slide, **others}, place, kind)


_USED: Final = frozenset(("startDate", "endDate", "headline", "text", "tag", "asset"))


def _slide_2(entry: Document, options: Options) -> tuple[Document, bool]:
    """An entry of version 2 as a slide of version 3, and whether its month was taken as first."""
    asset = entry.get("asset")
    given = asset if isinstance(asset, dict) else {"media": asset}
    (start, one), (end, two) = (
        date_2(text(entry.get(key)), options) for key in ("startDate", "endDate")
    )
    body = entry.get("text")
    texts = {"headline": entry.get("headline"), "text": body}
    if isinstance(body, dict):
        texts = {"headline": texts["headline"] or body.get("headline"), **body}
    slide = filled(
        start_date=start,
        end_date=end,
        text=filled(**texts),
        media=filled(**{_ASSET.get(key, key): value for key, value in given.items()}),
        group=entry.get("tag"),
    )
    return slide, one or two


def date_2(said: str, options: Options) -> tuple[dict[str, Any], bool]:
    """A date of version 2 in parts, and whether its month was taken as first, unasked.

    Args:
        said: ``1963,8,9``, ``1963``, ``8/9/1963 10:30``, or as people write dates; what is none is
            handed on as a year, which is refused where dates are read.
        options: What the user says of the order of day and month.
    """
    if "," in said and said.replace(",", "").replace(" ", "").isdigit():
        return dict(zip(PARTS, (part.strip() for part in said.split(",")), strict=False)), False
    if not said or said.lstrip("-").isdigit():
        return ({"year": said} if said else {}), False
    for order in (options.dates, "", "mdy"):
        try:
            found = _PARSED.fullmatch(written_dates.read(said, order))
        except DateError:
            continue
        if found is not None:
            parts = {key: part for key, part in zip(PARTS, found.groups(), strict=False) if part}
            return parts, order == "mdy" != options.dates
    try:
        month = written_dates.read(said)
    except DateError:
        return {"year": said}, False
    plain = re.fullmatch(r"(\d{4})(?:-(\d\d))?", month, re.ASCII)
    if plain is None:
        return {"year": said}, False
    return filled(year=plain[1], month=plain[2]), False


IMPORTER: Final = Importer("timelinejs", "TimelineJS (JSON)", _sniff, _read)
