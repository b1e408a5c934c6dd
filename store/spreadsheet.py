"""CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from store.encoding import encode, encodes, is_no_number

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula
(https://owasp.org/www-community/attacks/CSV_Injection)."""


def line(values: Iterable[object]) -> str:
    """One row of CSV (RFC 4180) without its line end; a text in it may hold line ends.

    Lists are joined by "; ", what is nested is JSON, and a text that a spreadsheet would run begins
    with an apostrophe. Half a surrogate pair, which UTF-8 lacks, is written as an escape.
    """
    row = io.StringIO()
    csv.writer(row).writerow(_encodable(_cell(value)) for value in values)
    return row.getvalue().removesuffix("\r\n")


def _cell(value: object) -> str:
    if value is None or is_no_number(value):
        text = ""
    elif isinstance(value, str):
        text = value
    elif isinstance(value, list):
        text = "; ".join(part if isinstance(part, str) else encode(part) for part in value)
    else:
        text = encode(value)
    return f"'{text}" if text.startswith(_RISKY) and not isinstance(value, int | float) else text


def _encodable(text: str) -> str:
    return text if encodes(text) else text.encode("utf-8", "backslashreplace").decode("utf-8")
