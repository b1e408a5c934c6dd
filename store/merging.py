"""Gathered records as a dossier: a new file, or merged into one that is there, in one step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from store import database, files
from store.completing import Documents, complete
from store.encoding import encode
from store.errors import DossierError, UsageError
from store.formats.base import Document, Remark, slug
from store.importing import LISTED, Gathered, combined, differing
from store.model import FORMAT, TABLES, Dossier

if TYPE_CHECKING:
    from tinydb import TinyDB
    from tinydb.table import Document as Stored

_MEND: Final = "List what is wrong with it: onrecord check."


class Summary(Struct):
    """What an import did, or would do.

    Attributes:
        path: The dossier; None for one that is only looked at.
        formats: For each input its path and the name of its format.
        read: How many records were read, the skipped ones included.
        made: By table, how many records are new in the dossier.
        merged: How many added fields to a record that was there.
        there: How many said nothing new.
        skipped: How many were left out.
        remarks: What a person should know of.
        unlisted: How many more remarks there were than are kept.
    """

    path: Path | None
    formats: list[tuple[str, str]]
    read: int
    made: dict[str, int]
    merged: int
    there: int
    skipped: int
    remarks: list[Remark]
    unlisted: int = 0

    def note(self, remark: Remark) -> None:
        """Takes a remark, or counts it when there are too many."""
        self.skipped += remark.skipped
        if len(self.remarks) < 3 * LISTED:
            self.remarks.append(remark)
        else:
            self.unlisted += 1


def check_new(path: Path, sources: Iterable[Path], *, force: bool = False) -> None:
    """Refuses a path at which no new dossier can be written, before anything is read for nothing.

    Raises:
        UsageError: A file is there and `force` is false, it is one of the sources, or no file.
    """
    try:
        if not path.exists():
            return
        own = any(path.samefile(source) for source in sources if source.exists())
        is_file = path.is_file()
    except (OSError, ValueError) as error:  # a folder on the way may not be entered; a NUL
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"it cannot be written ({reason})", str(path)) from error
    if not is_file:
        raise UsageError("this is no file that can be replaced", str(path), "Name another.")
    if own:
        raise UsageError("this is one of the files to import", str(path), "Name another file.")
    if not force:
        mend = "Name another file, add to it by --into, or replace it by --force."
        raise UsageError("it is there already", str(path), mend)


def new_tables(gathered: Gathered, title: str = "") -> tuple[dict[str, list[bytes]], Summary]:
    """The tables of a new dossier, documents as JSON, and what was done to make them.

    Args:
        gathered: What was read.
        title: Its title; empty for the source's own, else the name of its first file.
    """
    tables, summary = _completed(gathered, {})
    summary.made = {name: len(records) for name, records in tables.items()}
    about = encode(_about(gathered, title)).encode()
    return {
        "dossier": [about],
        **{name: [*docs.values()] for name, docs in tables.items()},
    }, summary


def make_dossier(
    path: Path, gathered: Gathered, *, title: str = "", force: bool = False, dry_run: bool = False
) -> Summary:
    """Writes a new dossier.

    Args:
        path: The file.
        gathered: What was read.
        title: As for `new_tables`.
        force: Whether it may take the place of a file that is there.
        dry_run: Whether nothing is written.

    Raises:
        UsageError: It is there already.
        DossierError: It cannot be written; the file is as it was.
    """
    check_new(path, (), force=force)
    tables, summary = new_tables(gathered, title)
    summary.path = path
    if not dry_run:
        database.write_records(path, tables)
    return summary


def merge_into(path: Path, gathered: Gathered, *, dry_run: bool = False) -> Summary:
    """Adds records to a dossier that is there, which keeps every value of its own.

    A record that it has already, by its id, is given the fields that it lacks. When nothing is new
    the file is not written.

    Raises:
        DossierError: There is no such dossier, it cannot be read or written, or is not sound
            enough to be changed; the file is as it was.
    """
    files.read_bytes(path)
    with database.editing(path) as db:
        own = _own_tables(db, path)
        known = {name: records.keys() for name, records in own.items()}
        tables, summary = _completed(gathered, known)
        summary.path = path
        for name in TABLES:
            made, filled = _compared(name, tables[name], own, summary)
            if dry_run:
                continue
            if made:
                db.table(name).insert_multiple(made)
            if filled:
                _fill(db, name, filled, own[name])
    return summary


def _completed(gathered: Gathered, known: Mapping[str, Any]) -> tuple[Documents, Summary]:
    """The gathered tables with whole references, and a summary of what was read."""
    tables = {name: dict(gathered.tables[name]) for name in TABLES}
    summary = Summary(
        None, gathered.formats, gathered.read, {}, gathered.merged, gathered.repeated,
        gathered.skipped, list(gathered.remarks), gathered.unlisted,
    )  # fmt: skip
    for remark in complete(tables, known):
        summary.note(remark)
    return tables, summary


def _own_tables(db: TinyDB, path: Path) -> dict[str, dict[str, Stored]]:
    """The records of a dossier by table and id.

    Raises:
        DossierError: It is no dossier, or has what is no record.
    """
    stored: dict[str, Any] = db.storage.read() or {}
    for name in ("dossier", *TABLES):
        table = stored.get(name, {})
        if not isinstance(table, dict) or not all(
            number.isdecimal() and isinstance(document, dict) for number, document in table.items()
        ):
            raise DossierError(f"its table “{name}” is no table of records", str(path), _MEND)
    about: Document = next(iter(stored.get("dossier", {}).values()), {})
    if about.get("format") != FORMAT:
        what = f"it is no dossier of format {FORMAT}, which can be added to"
        raise DossierError(what, str(path), "Make a new one with -o.")
    own: dict[str, dict[str, Stored]] = {name: {} for name in TABLES}
    for name, records in own.items():
        for document in db.table(name):
            key = document.get("id")
            if isinstance(key, str):
                records.setdefault(key, document)
    return own


def _compared(
    name: str, records: Mapping[str, bytes], own: Mapping[str, dict[str, Stored]], summary: Summary
) -> tuple[list[Document], dict[str, Document]]:
    """The records of a table that are new, and by id the fields that others lack."""
    made: list[Document] = []
    filled: dict[str, Document] = {}
    elsewhere = [table for table in own if table != name]
    for key, encoded in records.items():
        document: Document = json.loads(encoded)
        there = own[name].get(key)
        if there is not None:
            added, differ = combined(dict(there), document)
            if added:
                filled[key] = {field: document[field] for field in added}
            summary.merged += bool(added)
            summary.there += not added
            if differ:
                summary.note(differing(f"{name} · {key}", key, differ))
        elif (other := next((one for one in elsewhere if key in own[one]), None)) is not None:
            what = f"its id is one of the dossier's {other}"
            cure = "Give it an id of its own."
            summary.note(Remark(f"{name} · {key}", what, cure, skipped=True))
        else:
            made.append(document)
    summary.made[name] = len(made)
    return made, filled


def _fill(db: TinyDB, name: str, filled: Mapping[str, Document], own: Mapping[str, Stored]) -> None:
    """Gives records the fields that they lack, all in one change of the table."""

    def fill(document: Mapping[str, Any]) -> None:
        assert isinstance(document, dict)
        document.update(filled[document["id"]])

    db.table(name).update(fill, doc_ids=[own[key].doc_id for key in filled])


def new_about(title: str, key: object = None) -> Document:
    """The document of a new dossier.

    Args:
        title: Its title.
        key: Its id; anything but a text for one that is made of the title.
    """
    own = key if isinstance(key, str) and key else slug(title) or "dossier"
    return {"format": FORMAT, "id": own, "title": title or "Dossier"}


def _about(gathered: Gathered, title: str) -> Document:
    """What a new dossier says of itself."""
    own = gathered.about or {}
    file = Path(gathered.formats[0][0]) if gathered.formats else Path("dossier")
    named = next((one for one in (title, own.get("title")) if isinstance(one, str) and one), "")
    name = named or file.stem or "Dossier"
    about = new_about(name, own.get("id"))
    fit = {
        field: value
        for field, value in own.items()
        if isinstance(value, str) or field not in Dossier.__struct_fields__
    }
    return {**about, **fit, **about}
