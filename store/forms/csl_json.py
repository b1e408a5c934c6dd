"""CSL-JSON: the sources cited, as an array of items that hold to the schema.

The schema allows no other keys than its own; what else an item has, and what is ours, stands in
``custom``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from store.encoding import is_no_number
from store.forms.cited import Cited
from store.forms.csl_schema import DATES, NAMES, NUMBERS, TEXTS, TYPES
from store.forms.escape import visible
from store.styles.csl import CslDate, Name, date, names


def items(sources: Iterable[Cited]) -> list[dict[str, Any]]:
    """The items, one a source; what is cited from it stands in ``annote``."""
    return [_item(cited) for cited in sources]


def _item(cited: Cited) -> dict[str, Any]:
    csl = cited.source.csl
    wanted = csl.get("type")
    item: dict[str, Any] = {
        "id": cited.source.id,
        "type": wanted if isinstance(wanted, str) and wanted in TYPES else "document",
    }
    others: dict[str, Any] = {}
    for key, value in csl.items():
        if key in {"id", "custom"} or (key == "type" and value == item["type"]):
            continue
        held = _held(csl, key)
        if held is not None:
            item[key] = held
        elif value is not None:
            others[key] = value
    own: dict[str, Any] = {"records": [said.record for said in cited.statements]}
    if not cited.statements:
        own.clear()
    if others:
        own["fields"] = others
    given = csl.get("custom")
    custom = dict(given) if isinstance(given, dict) else {}
    if custom or own:
        item["custom"] = custom | ({"onrecord": own} if own else {})
    if cited.statements:
        notes = [item["annote"]] if "annote" in item else []
        item["annote"] = "\n".join([*notes, *(visible(said.note) for said in cited.statements)])
    return item


def _held(csl: dict[str, object], key: str) -> object:
    """A field in the shape that the schema asks for; None where it cannot have it."""
    value = csl[key]
    if key in NAMES:
        return [_name(person) for person in names(csl, key)] or None
    if key in DATES:
        found = date(csl, key)
        return None if found is None else _date(found)
    if key in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        return None if is_no_number(value) else value
    if key == "categories" and isinstance(value, list):
        return value if all(isinstance(entry, str) for entry in value) else None
    return value if key in TEXTS | NUMBERS and isinstance(value, str) else None


def _name(person: Name) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "literal": person.literal,
        "family": person.family,
        "given": person.given,
        "dropping-particle": person.dropping,
        "non-dropping-particle": person.particle,
        "suffix": person.suffix,
        "comma-suffix": person.comma_suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _date(found: CslDate) -> dict[str, Any]:
    parts = [list(point) for point in (found.start, found.end) if point]
    whole: dict[str, Any] = {
        "date-parts": parts,
        "season": found.season,
        "circa": found.circa,
        "literal": found.literal,
    }
    return {key: value for key, value in whole.items() if value}
