"""What a dossier writes into FollowTheMoney in a form of its own, and reads back out of it.

Ids: a reference is letters, digits, dots and hyphens there (``followthemoney.types.entity``), and
any other is dropped without a word; such an id is written as ``hex-`` and its bytes. What stands
between two records has the id of one of them, with what it is and a number: ``attack.part-2``.

Labels: what has no property stands in a free text that says what it is: ``Hedge: reportedly``.
Where blanks at an end count, or a value has parts, it is JSON: ``Prefix: "he said "``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, get_args

import msgspec

from store.dates import parse
from store.encoding import encode
from store.errors import DateError
from store.model import Alias, Citation, Position, Status

Part = str
"""What an entity between two records is: ``part``, ``position``, ``source``, ``via``, ..."""

TIES: Final = {"via": "passes it on", "audience": "is spoken to", "about": "is spoken of"}
"""For actors whom a statement names, what a link to it is called."""

LANGUAGES: Final = {
    "ara": "ar", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "heb": "he", "ita": "it",
    "kur": "ku", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es", "swe": "sv",
    "tur": "tr", "ukr": "uk", "zho": "zh",
}  # fmt: skip
"""ISO 639-1 for codes of ISO 639-3, which is what FollowTheMoney has, where CSL wants the short."""

LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "sources": {
        "type": "Type", "container-title": "Published in", "note": "Note", "archived": "Archived",
        "retrieved": "Retrieved", "sha256": "SHA-256",
    },
    "actors": {
        "country": "Country", "wikidata": "Wikidata", "aliases": "Aliases", "positions": "Offices",
    },
    "events": {
        "display_date": "Date as worded", "seq": "Order", "type": "Type", "hedge": "Hedge",
        "status": "Status",
    },
    "quotes": {
        "words": "Own words", "attribution": "Attribution", "cue": "Verb of saying",
        "via": "Passed on by", "hedge": "Hedge", "status": "Status", "context": "Context",
        "said": "Said", "published": "Published", "display_date": "Date as worded", "seq": "Order",
        "language": "Language", "original": "Original", "translator": "Translator",
    },
    "links": {"citations": "Citations"},
    "positions": {"when": "When", "citations": "Citations"},
    "citations": {
        "locator": "Locator", "exact": "Words", "prefix": "Prefix", "suffix": "Suffix",
        "start": "Start", "end": "End", "confidence": "Confidence",
    },
}  # fmt: skip
"""By table, or field with entries of its own, the label of each field without a property."""

_MANY: Final = frozenset({"words"})
_NUMBERS: Final = frozenset({"seq", "start", "end", "confidence"})
_DATES: Final = frozenset({"said", "published", "retrieved", "when"})

_JSON: Final[Mapping[str, object]] = {
    "aliases": tuple[Alias, ...], "citations": tuple[Citation, ...], "prefix": str, "suffix": str,
    "positions": tuple[Position, ...],
}  # fmt: skip
"""The fields whose values are JSON, and of what type those are."""

_FIT: Final = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]{0,198}[0-9A-Za-z])?")
_HEX: Final = re.compile(r"hex-((?:[0-9a-f]{2})+)")
_BETWEEN: Final = re.compile(r"(.+)\.(part|position|source|via|audience|about)-([1-9][0-9]{0,8})")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)


ALIASES: Final = (None, "weak alias", "previous name")
"""The notes on aliases for which there are properties, in the order in which they are read."""


class Between(NamedTuple):
    """An id that we gave to what stands between two records.

    Attributes:
        record: The id, as it is written, of the record that it belongs to.
        part: What it is.
        number: Its place among its like, from 1.
    """

    record: str
    part: Part
    number: int


def written_id(key: str) -> str:
    """An id of a dossier as FollowTheMoney takes it in a reference."""
    if _FIT.fullmatch(key) and not _BETWEEN.fullmatch(key) and not read_id(key):
        return key
    return f"hex-{key.encode('utf-8', 'surrogatepass').hex()}"


def read_id(given: str) -> str:
    """The id that `written_id` has written as bytes; empty for any other."""
    found = _HEX.fullmatch(given)
    try:
        return bytes.fromhex(found[1]).decode() if found else ""
    except UnicodeDecodeError:
        return ""


def between_id(key: str, part: Part, number: int) -> str:
    """The id of what stands between a record and another."""
    return f"{written_id(key)}.{part}-{number}"


def read_between(given: str) -> Between | None:
    """What `between_id` has made; None for any other id."""
    found = _BETWEEN.fullmatch(given)
    return Between(found[1], found[2], int(found[3])) if found else None


def labelled(table: str, values: Mapping[str, object]) -> list[str]:
    """Fields of a record as texts that say which they are; those without a label are left out."""
    return [
        f"{label}: {value}"
        for field, label in LABELS[table].items()
        for value in _each(field, values.get(field))
        if value not in (None, "")
    ]


def unlabelled(
    table: str, texts: Iterable[str], fits: Callable[[str, Any], bool] = lambda _field, _value: True
) -> tuple[dict[str, Any], list[str]]:
    """The fields that texts say they are, and the other texts.

    A label that stands twice says nothing, but where a field holds several values.

    Args:
        table: The table, or the field with entries of its own.
        texts: Notes, or descriptions.
        fits: Whether the record can have this value in this field.
    """
    fields = {label: field for field, label in LABELS[table].items()}
    said: dict[str, list[str]] = {}
    others: list[str] = []
    for text in texts:
        label, _, value = text.partition(": ")
        field = fields.get(label, "")
        if field and holds(field, value) and fits(field, _read(field, value)):
            said.setdefault(field, []).append(value)
        else:
            others.append(text)
    found: dict[str, Any] = {}
    for field, values in said.items():
        if field in _MANY:
            found[field] = values
        elif len(values) == 1:
            found[field] = _read(field, values[0])
        else:
            others += [f"{LABELS[table][field]}: {value}" for value in values]
    return found, others


def holds(field: str, value: str) -> bool:
    """Whether a labelled text gives back this value of a field."""
    if field in _NUMBERS:
        number = _NUMBER.fullmatch(value) is not None and value != "-0"
        return number and (field != "confidence" or 0 <= int(value) <= 4)
    if field in _JSON:
        return _is_json(value, _JSON[field])
    if field in _DATES:
        return is_date(value)
    return value in get_args(Status) if field == "status" else bool(value.strip())


def are_plain(aliases: Sequence[Alias]) -> bool:
    """Whether properties alone say these aliases, their notes and their order."""
    if any(alias.note not in ALIASES for alias in aliases):
        return False
    order = [ALIASES.index(alias.note) for alias in aliases]
    return order == sorted(order)


def is_date(text: str) -> bool:
    """Whether a text is a date as a dossier writes it."""
    try:
        parse(text)
    except DateError:
        return False
    return True


def _read(field: str, value: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(value) if field in _JSON or field in _NUMBERS else value


def _is_json(text: str, wanted: object) -> bool:
    try:
        found = msgspec.convert(json.loads(text), wanted)
    except (ValueError, RecursionError):
        return False
    dates = [getattr(one, "when", None) for one in found] if isinstance(found, tuple) else []
    return all(date is None or is_date(date) for date in dates)


def _each(field: str, value: object) -> Iterable[object]:
    if value in (None, "", ()):
        return ()
    if field in _JSON:
        return (encode(_without_none(msgspec.to_builtins(value))),)
    return value if isinstance(value, list | tuple) else (value,)


def _without_none(value: object) -> object:
    """A value without fields that are None or empty lists, at any depth."""
    if isinstance(value, list | tuple):
        return [_without_none(one) for one in value]
    if isinstance(value, dict):
        fields = {name: _without_none(one) for name, one in value.items()}
        return {name: one for name, one in fields.items() if one not in (None, [])}
    return value
