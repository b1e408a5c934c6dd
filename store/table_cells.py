"""Records as cells of a table, and back: nothing that a cell can hold is changed on the way.

A list of texts is joined by "; ", or is JSON where that could not be told apart again; what is
nested is JSON. A text that a spreadsheet would run begins with an apostrophe.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from store.encoding import encode

JOIN: Final = "; "

LISTS: Final = frozenset({"about", "audience", "events", "tags", "words"})
"""The fields of records that are lists of texts."""

TEXTS: Final = frozenset((
    "archived", "attribution", "context", "country", "created", "cue", "description",
    "display_date", "from", "hedge", "id", "kind", "language", "name", "note", "original", "place",
    "published", "retrieved", "said", "sha256", "short", "speaker", "status", "summary", "text",
    "time_zone", "title", "to", "translator", "type", "updated", "when", "wikidata",
))  # fmt: skip
"""The fields of records that are texts; any other is JSON where its cell can be read as that."""

_RISKY: Final = re.compile(r"'*[=+\-@\t\r]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")


def written(field: str, value: object) -> str:
    """A field's value as a cell; empty for none, for an empty text and an empty list.

    Args:
        field: Its name.
        value: Any value that JSON can hold.
    """
    if value is None or value == []:
        return ""
    if isinstance(value, str):
        plain = field in TEXTS or not _reads_as_json(value)
        return guarded(value if plain else encode(value))
    if field in LISTS and isinstance(value, list) and _can_be_joined(value):
        return guarded(JOIN.join(value))
    return encode(value)


def read(field: str, cell: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """What `written` has made a cell of; None for an empty one.

    A list may also be joined by bare semicolons.
    """
    if not cell:
        return None
    text = unguarded(cell)
    if field in TEXTS:
        return text
    if field in LISTS and not text.startswith("["):
        return [part for part in map(str.strip, text.split(";")) if part]
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _can_be_joined(entries: list[object]) -> bool:
    """Whether the joined texts can be told apart again."""
    texts = [entry for entry in entries if isinstance(entry, str)]
    plain = all(text and text == text.strip() and ";" not in text for text in texts)
    return len(texts) == len(entries) and plain and not texts[0].startswith("[")


def _reads_as_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def guarded(text: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """What `guarded` has made a cell of."""
    return cell[1:] if _GUARDED.match(cell) else cell
