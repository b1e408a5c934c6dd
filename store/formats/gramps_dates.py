"""The dates of Gramps XML as EDTF.

An estimated date is approximate and a calculated one uncertain; "before" and "after" have an open
end, "between" is one of a span of days, "from ... to" is all of it. Dates of another calendar than
the Gregorian stay words, for the day that they are in EDTF is nobody's to guess.

Source: grampsxml.dtd 1.7.1, elements daterange, datespan, dateval and datestr.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from store.formats.pieces import edtf

DATES: Final = frozenset({"daterange", "datespan", "dateval", "datestr"})
"""The elements that are dates."""

_SIGNS: Final = {
    (False, ""): "", (False, "estimated"): "~", (False, "calculated"): "?",
    (True, ""): "~", (True, "estimated"): "~", (True, "calculated"): "%",
}  # fmt: skip
_UNKNOWN: Final = re.compile(r"\?+|(?<=-)00(?=-|$)")


def written(element: Element) -> str:
    """A date as it stands in the file, in words."""
    given = element.attrib
    said = [given.get("type", ""), given.get("val", "")]
    if "start" in given or "stop" in given:
        between = element.tag == "daterange"
        said = ["between" if between else "from", given.get("start", "")]
        said += ["and" if between else "to", given.get("stop", "")]
    year = given.get("newyear", "")
    calendar = ", ".join(filter(None, (
        given.get("cformat", ""), "dual-dated" if given.get("dualdated") == "1" else "",
        f"new year on {year}" if year else "",
    )))  # fmt: skip
    quality = given.get("quality", "")
    words = " ".join(filter(None, [quality, *said])).strip()
    return f"{words} ({calendar})" if calendar and words else words


def as_edtf(element: Element) -> str:
    """A date as EDTF; empty when it is none."""
    given = element.attrib
    other_year = given.get("dualdated") == "1" or given.get("newyear")
    if element.tag == "datestr" or given.get("cformat", "Gregorian") != "Gregorian" or other_year:
        return ""
    kind = given.get("type", "")
    sign = _SIGNS.get((kind == "about", given.get("quality", "")), "")
    if element.tag == "dateval":
        day = _day(given.get("val", ""), sign)
        shapes = {"": day, "about": day, "before": f"../{day}", "to": f"../{day}"}
        shapes |= {"after": f"{day}/..", "from": f"{day}/.."}
        return (edtf(shapes.get(kind, "")) or "") if day else ""
    start, stop = _day(given.get("start", ""), sign), _day(given.get("stop", ""), sign)
    if not start or not stop:
        return ""
    return edtf(f"[{start}..{stop}]" if element.tag == "daterange" else f"{start}/{stop}") or ""


def _day(value: str, sign: str) -> str:
    """A day whose unknown parts are question marks or zeros."""
    year, *others = value.strip().split("-")
    if re.fullmatch(r"[0-9]{1,4}", year) is None or not int(year):
        return ""
    parts = ["XX" if _UNKNOWN.fullmatch(f"-{part}", 1) else part.zfill(2) for part in others]
    while parts and parts[-1] == "XX":
        parts.pop()
    return "-".join([year.zfill(4), *parts]) + sign
