"""JSON as it is written for others: letters as they are, and always valid."""

from __future__ import annotations

import json
import math

from store.errors import DossierError


def encode(value: object, indent: int | None = None) -> str:
    """A value as JSON, letters as they are; half a surrogate pair is escaped, as UTF-8 lacks it.

    NaN and the infinities, which a file may hold and JSON has not, become null.

    Raises:
        DossierError: It is nested too deeply.
    """
    try:
        try:
            text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
        except ValueError:
            value = _finite(value)
            text = json.dumps(value, ensure_ascii=False, indent=indent)
        return text if text.isascii() or encodes(text) else json.dumps(value, indent=indent)
    except RecursionError as error:
        mend = "Correct it in the file."
        raise DossierError("a record is nested too deeply to be written", "", mend) from error


def encodes(text: str) -> bool:
    """Whether UTF-8 can hold a text: half a surrogate pair it cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_no_number(value: object) -> bool:
    """Whether a value is a float that JSON lacks: NaN or an infinity."""
    return isinstance(value, float) and not math.isfinite(value)


def _finite(value: object) -> object:
    if isinstance(value, dict):
        return {key: _finite(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_finite(entry) for entry in value]
    return None if is_no_number(value) else value
