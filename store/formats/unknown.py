"""What a file is that no format knows, and what can be done about it."""

from __future__ import annotations

import json
import re
from typing import Final

from store.errors import DossierError
from store.formats.opened import HEAD, Input

_MAGIC: Final = (
    (b"%PDF-", "a PDF", "Copy the table or the text out of it, and save that as CSV or Markdown."),
    (b"\x89PNG", "a picture (PNG)", "Name a file of text."),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Name a file of text."),
    (b"GIF8", "a picture (GIF)", "Name a file of text."),
    (b"\xd0\xcf\x11\xe0", "a file of an old office program", "Save it from there as CSV."),
    (b"SQLite format 3\x00", "a database of SQLite", "Export its tables as CSV."),
    (b"\x1f\x8b", "packed more than once", "Unpack it, and import what is in it."),
    (b"BZh", "packed more than once", "Unpack it, and import what is in it."),
    (b"\xfd7zXZ", "packed with xz", "Unpack it, and import what is in it."),
    (b"7z\xbc\xaf", "packed with 7-Zip", "Unpack it, and import what is in it."),
)  # fmt: skip
_SHEETS: Final = (".xlsx", ".xlsm", ".ods", ".numbers")
_PAGE: Final = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def unknown(source: Input, names: str = "") -> DossierError:
    """The error for a file that no format knows.

    Args:
        source: The file.
        names: The formats that can be named, for its cure; empty where none can be.
    """
    path = str(source.path)
    force = f" Or name its format: --from {names}." if names else ""
    if source.is_folder:
        what = "there is no file in this folder that could be an event, or a table of a dossier"
        mend = "Name the file itself, or a folder of YAML, JSON or Markdown files."
        return DossierError(what, path, f"{mend}{force}")
    for magic, kind, mend in _MAGIC:
        if source.head.startswith(magic):
            return DossierError(f"this is {kind}", path, mend)
    if source.head.startswith(b"PK"):
        return _archive(source)
    text = source.head_text
    if "\x00" in text:
        before = text[: text.index("\x00")]
        column = len(before) - before.rfind("\n")
        place = f"{path}: line {before.count(chr(10)) + 1}, column {column}"
        mend = "Take out the empty byte that stands there, or save the file as UTF-8."
        return DossierError("this is no text", place, mend)
    if _PAGE.match(text):
        mend = "Save the table or the text of the page as CSV or Markdown."
        return DossierError("this is a web page", path, mend)
    return _of_text(source, force)


def _archive(source: Input) -> DossierError:
    path = str(source.path)
    if source.name.endswith(_SHEETS):
        mend = "Save the sheet as CSV (UTF-8), and import that."
        return DossierError("this is a spreadsheet, which is not read as it is", path, mend)
    what = "this is an archive that cannot be read, or holds no table of a dossier (events.csv)"
    return DossierError(what, path, "Unpack it, and import the files that are in it.")


def _of_text(source: Input, force: str) -> DossierError:
    """What can be said of text: JSON that is broken, JSON of another kind, or anything."""
    path, text = str(source.path), source.head_text.lstrip()
    if not text.startswith(("{", "[")):
        mend = f"N{force[5:]}" if force else "`onrecord import --help` names all that are."
        return DossierError("its format is not known", path, mend)
    if len(source.head) < HEAD and not _is_json(text.partition("\n")[0]):
        try:
            source.json()
        except DossierError as error:
            return DossierError(error.what, error.where, f"{error.mend}{force}")
    what = "this looks like JSON, but is of no format that is known here"
    mend = "Make it an array of objects with keys such as date and title."
    return DossierError(what, path, f"{mend}{force}")


def _is_json(line: str) -> bool:
    """Whether a line is JSON by itself, as each of JSON lines is."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
