"""Formats of lines: the rows of a table, or the objects of JSON lines, one at a time.

Nothing here holds a file in memory: a line is read, handed on and forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from msgspec import Struct

from store.errors import DossierError
from store.formats import csv_rows
from store.formats.base import Remark
from store.formats.opened import Input

_Read = TypeVar("_Read")
"""What is read of a file: a row, a line."""


class Row(Struct, frozen=True):
    """A row of a table: its first line in the file, and its cells by the names of the columns."""

    line: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"line {self.line}"

    def get(self, column: str) -> str:
        """A cell without space around it; empty where the table has no such column."""
        return self.cells.get(column, "")


def header_of(source: Input) -> list[str]:
    """The cells of a table's first row, in lower case; empty for what is no table."""
    head = source.head_text
    first = next(csv_rows.rows(iter(head.splitlines(keepends=True)), _delimiter(head)), None)
    return _lower(first.cells) if isinstance(first, csv_rows.Row) else []


def _delimiter(head: str) -> str:
    first = next((line for line in head.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def rows(
    source: Input, needed: Collection[str], headless: Sequence[str] = ()
) -> Iterator[Row | Remark]:
    """The rows of a table with headers, and a remark for each that cannot be read.

    Args:
        source: The file.
        needed: Columns without which it is no table of this format.
        headless: The columns of a table that has no headers but as many cells as these.

    Raises:
        DossierError: The first line cannot be read.
    """
    header: list[str] = []
    for row in _whole(csv_rows.rows(source.lines(), _delimiter(source.head_text)), source):
        if isinstance(row, Remark):
            yield row
        elif header:
            yield _row(row, header)
        else:
            header = _lower(row.cells)
            missing = [name for name in needed if name not in header]
            if missing and len(header) == len(headless):
                header = list(headless)
                yield _row(row, header)
            elif missing:
                what = f"there is no column {' and no column '.join(missing)}"
                cure = "Export the table again with its headers, or name another format."
                yield Remark(f"line {row.line}", what, cure, skipped=True)
                return


def _whole(found: Iterator[_Read], source: Input) -> Iterator[_Read | Remark]:
    """What is read of a file, with a remark at the end where that breaks off.

    Raises:
        DossierError: Nothing of it can be read.
    """
    begun = False
    while True:
        try:
            one = next(found, None)
        except DossierError as error:
            if not begun:
                raise
            yield broken_off(error, source)
            return
        if one is None:
            return
        begun = True
        yield one


def _lower(cells: Sequence[str]) -> list[str]:
    return csv_rows.named([cell.lower() for cell in cells])


def _row(row: csv_rows.Row, header: Sequence[str]) -> Row:
    return Row(row.line, {name: cell.strip() for name, cell in zip(header, row.cells, strict=True)})


def broken_off(error: DossierError, source: Input) -> Remark:
    """The remark for a file that cannot be read, or not to its end."""
    place = error.where.removeprefix(str(source.path)).lstrip(": ")
    return Remark(place, error.what, error.mend or "Fetch it again.", skipped=True)


def objects(source: Input) -> Iterator[tuple[int, dict[str, Any]] | Remark]:
    """The objects of a file of JSON lines with their line numbers, and remarks on other lines.

    Raises:
        DossierError: The first line cannot be read.
    """
    for number, line in enumerate(_whole(source.lines(), source), 1):
        if isinstance(line, Remark):
            yield line
        elif line.strip():
            yield one_object(line, number)


def one_object(line: str, number: int) -> tuple[int, dict[str, Any]] | Remark:
    """The object of a line of JSON lines, or a remark on why it is none.

    Args:
        line: The line.
        number: Its number in the file.
    """
    place, cure = f"line {number}", "Correct the line, or take it out."
    try:
        value = json.loads(line.rstrip(), parse_constant=str)
    except json.JSONDecodeError as error:
        place = f"{place}, column {error.colno}"
        return Remark(place, f"this is not JSON ({error.msg})", cure, skipped=True)
    except RecursionError:
        return Remark(place, "it is nested too deeply", cure, skipped=True)
    except ValueError:
        return Remark(place, "a number has too many digits", cure, skipped=True)
    if not isinstance(value, dict):
        return Remark(place, "it is no JSON object", cure, skipped=True)
    return number, value


def has_keys(source: Input, *alternatives: Collection[str]) -> bool:
    """Whether a file begins with a JSON object that has all the keys of one of the groups."""
    first = source.head_text.lstrip()[:60_000].partition("\n")[0]
    if not first.startswith("{"):
        return False
    return any(all(f'"{key}"' in first for key in keys) for keys in alternatives)
