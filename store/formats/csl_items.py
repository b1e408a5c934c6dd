"""Items of CSL-JSON from anywhere, made to hold to the schema; what does not is kept apart."""

from __future__ import annotations

from typing import Any, Final

from store.formats.base import Document
from store.formats.kept import csl_date
from store.formats.pieces import sound
from store.forms.csl_schema import DATES, NAMES, NUMBERS, TEXTS, TYPES
from store.styles.csl import date, names

_WORDS: Final = TEXTS | NUMBERS


def item(found: dict[str, Any]) -> tuple[Document, Document]:
    """An item without its id, and the fields that the schema does not know or cannot hold.

    What an export of a dossier put into ``custom`` for the same reason goes back to its place.
    """
    given = {str(sound(key)): sound(value) for key, value in found.items() if key != "id"}
    csl: Document = {}
    rest: Document = {}
    ours = given.get("custom")
    if isinstance(ours, dict) and isinstance(ours.get("onrecord"), dict):
        own = dict(ours["onrecord"])
        fields = own.pop("fields", {})
        others = {key: value for key, value in ours.items() if key != "onrecord"}
        given["custom"] = {**others, **({"onrecord": own} if own else {})}
        if isinstance(fields, dict):
            csl = {key: value for key, value in fields.items() if key not in {"id", "custom"}}
    kind = csl.get("type", given.get("type"))
    restored = set(csl)
    if not isinstance(kind, str) or (kind not in TYPES and "type" not in restored):
        rest["type"] = kind
        kind = "document"
    csl["type"] = kind
    for key, value in given.items():
        if key in restored or key == "type" or value in (None, "", [], {}):
            continue
        fit = _fit(given, key, value)
        if fit is None:
            rest[key] = value
        else:
            csl[key] = fit
    return csl, {key: value for key, value in rest.items() if value is not None}


def _fit(given: Document, key: str, value: object) -> object:
    """A field as the schema has it; None where it cannot be that."""
    fit: object = None
    if key in NAMES:
        members = value if isinstance(value, list) else [value]
        if len(names(given, key)) == len(members):
            fit = [{"literal": one} if isinstance(one, str) else one for one in members]
    elif key in DATES:
        if isinstance(value, str):
            fit = csl_date(value.strip())
        elif isinstance(value, dict) and date(given, key) is not None:
            fit = value
    elif key in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        fit = value
    elif key in _WORDS:
        fit = string(value)
    elif (key == "custom" and isinstance(value, dict)) or (
        key == "categories" and isinstance(value, list) and all(isinstance(v, str) for v in value)
    ):
        fit = value
    return fit


def string(value: object) -> str | None:
    """A text as it is, a number as text; None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None
