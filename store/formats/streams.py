"""Formats of lines: the rows of a table, or the objects of JSON lines, one at a time.

Nothing here holds a file in memory: a line is read, handed on and forgotten.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Protocol

from msgspec import Struct

from store.errors import DossierError
from store.formats.base import Remark
from store.formats.opened import Input


class _Reader(Protocol):
    """What `csv.reader` gives."""

    line_num: int

    def __next__(self) -> list[str]: ...


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
    """The cells of a table's first line, in lower case; empty for what is no table."""
    first, end, _ = source.head_text.lstrip("\r\n").partition("\n")
    if not end and not first:
        return []
    try:
        cells = next(csv.reader([first], delimiter=_delimiter(first)), [])
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in cells]


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


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
    first = next((line for line in source.head_text.splitlines() if line.strip()), "")
    reader = csv.reader(source.lines(), delimiter=_delimiter(first))
    header: list[str] = []
    for start, cells in _cells(reader, source):
        if isinstance(cells, Remark):
            yield cells
        elif header:
            yield _row(start, header, cells)
        elif any(cell.strip() for cell in cells):
            header = _named(cells)
            missing = [name for name in needed if name not in header]
            if missing and len(cells) == len(headless):
                header = list(headless)
                yield _row(start, header, cells)
            elif missing:
                what = f"there is no column {' and no column '.join(missing)}"
                cure = "Export the table again with its headers, or name another format."
                yield Remark(f"line {start}", what, cure, skipped=True)
                return


def _cells(reader: _Reader, source: Input) -> Iterator[tuple[int, list[str] | Remark]]:
    """Each row of a CSV reader with its first line; a remark in the place of one that is broken."""
    read_any = False
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cure = "Look for a quotation mark that is never closed."
            what = f"the row cannot be read ({error})"
            yield start, Remark(f"line {start}", what, cure, skipped=True)
            continue
        except DossierError as error:
            if not read_any:
                raise
            yield start, broken_off(error, source)
            return
        read_any = True
        if cells:
            yield start, cells


def _named(cells: Iterable[str]) -> list[str]:
    """Names for the columns, each its own."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip().lower() or f"column {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return names


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> Row | Remark:
    if len(cells) != len(header):
        if len(cells) < len(header) or any(cell.strip() for cell in cells[len(header) :]):
            what = f"it has {len(cells)} cells where the header has {len(header)}"
            cure = "Look for a comma or a quotation mark too many or too few, here or before."
            return Remark(f"line {line}", what, cure, skipped=True)
        cells = cells[: len(header)]
    return Row(line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)})


def broken_off(error: DossierError, source: Input) -> Remark:
    """The remark for a file that cannot be read, or not to its end."""
    place = error.where.removeprefix(str(source.path)).lstrip(": ")
    return Remark(place, error.what, error.mend or "Fetch it again.", skipped=True)


def objects(source: Input) -> Iterator[tuple[int, dict[str, Any]] | Remark]:
    """The objects of a file of JSON lines with their line numbers, and remarks on other lines.

    Raises:
        DossierError: The first line cannot be read.
    """
    number = 0
    lines = source.lines()
    while True:
        try:
            line = next(lines, None)
        except DossierError as error:
            if not number:
                raise
            yield broken_off(error, source)
            return
        if line is None:
            return
        number += 1
        if line.strip():
            yield _object(number, line.rstrip())


def _object(number: int, line: str) -> tuple[int, dict[str, Any]] | Remark:
    place, cure = f"line {number}", "Correct the line, or take it out."
    try:
        value = json.loads(line)
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
