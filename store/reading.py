"""From stored documents to records, one at a time: what is wrong is named, and the rest is kept.

A bad optional field is a problem and reads as absent. A bad entry of a list is a problem and is
left out; its record stays. Only a bad required field costs the whole record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo, fields

from store.errors import DossierError, Problem
from store.model import FORMAT, Dossier

_CODE: Final = re.compile("`([^`]*)`")

_UNFIT: Final = (msgspec.ValidationError, OverflowError, RecursionError, UnicodeEncodeError)
"""What msgspec raises for a value that does not convert."""

R = TypeVar("R", bound=msgspec.Struct)

_ADD: Final = "Add it, or take the record out."
_LEFT_OUT: Final = "Correct it; until then the record is left out."
_MEND: Final = "Correct it; until then it reads as absent."


def read_table(
    name: str, table: Mapping[str, msgspec.Raw], kind: type[R], problems: list[Problem]
) -> Iterator[tuple[R, msgspec.Raw]]:
    """The records of a table with their documents as stored.

    Args:
        name: The table's name, for problems.
        table: Documents by number.
        kind: What they convert to.
        problems: Takes what is wrong.
    """
    decode = msgspec.json.Decoder(kind).decode
    for number, raw in table.items():
        try:
            yield decode(raw), raw
        except (msgspec.DecodeError, RecursionError):
            record = _mend(name, number, raw, kind, problems)
            if record is not None:
                yield record, raw


def read_dossier(
    table: Mapping[str, msgspec.Raw], path: str, problems: list[Problem]
) -> tuple[Dossier, msgspec.Raw]:
    """What a file says of itself, as a record and as it is stored.

    Raises:
        DossierError: It says nothing usable, or has a format that this version cannot read.
    """
    found: list[Problem] = []
    first = next(read_table("dossier", table, Dossier, found), None)
    if first is None:
        wrong = ": ".join(part for part in (found[0].field, found[0].what) if part) if found else ""
        what = f"its “dossier” table is wrong ({wrong})" if found else ""
        raise DossierError(
            what or "it has no “dossier” table, so it is no dossier",
            path,
            'A dossier has {"dossier": {"1": {"format": 1, "id": "…", "title": "…"}}, …}.',
        )
    problems += found
    dossier = first[0]
    if dossier.format != FORMAT:
        raise DossierError(
            f"its format is {dossier.format}; this onrecord reads format {FORMAT}",
            path,
            "A newer onrecord may read it." if dossier.format > FORMAT else "",
        )
    return first


def _mend(
    table: str, number: str, raw: msgspec.Raw, kind: type[R], problems: list[Problem]
) -> R | None:
    """Converts field by field what did not convert as a whole."""
    try:
        document = json.loads(bytes(raw))
    except ValueError:
        problems.append(Problem(table, f"#{number}", "", "a number has too many digits", _LEFT_OUT))
        return None
    except RecursionError:
        problems.append(Problem(table, f"#{number}", "", "it is nested too deeply", _LEFT_OUT))
        return None
    if not isinstance(document, dict):
        place, what = (f"#{number}", "it is no object") if number else ("", "it is no table")
        problems.append(Problem(table, place, "", what, "Take it out."))
        return None
    name = document.get("id")
    record = name if isinstance(name, str) and name else f"#{number}"
    values: dict[str, Any] = {}
    for field in fields(kind):
        if not _convert_field(table, record, field, document, values, problems):
            return None
    return kind(**values)


def _convert_field(
    table: str,
    record: str,
    field: FieldInfo,
    document: Mapping[str, object],
    values: dict[str, Any],
    problems: list[Problem],
) -> bool:
    """Puts one field into `values`; False when the record cannot do without it."""
    key = field.encode_name
    if key not in document:
        if field.required:
            problems.append(Problem(table, record, key, "a required field is missing", _ADD))
        return not field.required
    value = document[key]
    try:
        values[field.name] = msgspec.convert(value, field.type)
    except _UNFIT as error:
        if isinstance(value, list) and get_origin(field.type) is tuple:
            values[field.name] = _convert_entries(table, record, field, value, problems)
            return True
        cure = _LEFT_OUT if field.required else _MEND
        place = f"{key}{_inner_place(error)}"
        problems.append(Problem(table, record, place, _said(error), cure))
        return not field.required
    return True


def _convert_entries(
    table: str, record: str, field: FieldInfo, entries: list[object], problems: list[Problem]
) -> tuple[object, ...]:
    kind = get_args(field.type)[0]
    kept = []
    for index, entry in enumerate(entries):
        try:
            kept.append(msgspec.convert(entry, kind))
        except _UNFIT as error:
            place = f"{field.encode_name}[{index}]{_inner_place(error)}"
            cure = "Correct it; until then this entry is left out."
            problems.append(Problem(table, record, place, _said(error), cure))
    return tuple(kept)


def _said(error: Exception) -> str:
    """The message of msgspec without the path, which the problem names itself."""
    if isinstance(error, UnicodeEncodeError):
        return "it holds half of a surrogate pair"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return _CODE.sub(r"“\1”", str(error).partition(" - at ")[0])


def _inner_place(error: Exception) -> str:
    return str(error).partition(" - at `$")[2].rstrip("`")
