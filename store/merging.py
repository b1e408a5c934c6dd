"""Gathered records as a dossier: a new file, or merged into one that is there, in one step.

A new file is written record by record. To merge, the tables that are there are in memory, and of
the gathered records none but those that fill in fields of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from store import database, files
from store.completing import Whole
from store.encoding import encode
from store.errors import DossierError, UsageError
from store.formats.base import Document, Remark, slug
from store.importing import LISTED, Gathered, combined, differing
from store.model import FORMAT, TABLES, Dossier

Own = dict[str, dict[str, Document]]
"""By table and id, the documents of a dossier that is there."""

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
        raise UsageError(f"it cannot be written ({files.reason(error)})", str(path)) from error
    if not is_file:
        raise UsageError("this is no file that can be replaced", str(path), "Name another.")
    if own:
        raise UsageError("this is one of the files to import", str(path), "Name another file.")
    if not force:
        mend = "Name another file, add to it by --into, or replace it by --force."
        raise UsageError("it is there already", str(path), mend)


def new_tables(gathered: Gathered, title: str = "") -> tuple[dict[str, Iterable[bytes]], Summary]:
    """The tables of a new dossier, documents as JSON, and what was done to make them.

    Args:
        gathered: What was read.
        title: Its title; empty for the source's own, else the name of its first file.
    """
    whole, summary = _completed(gathered, {})
    summary.made = {name: whole.size(name) for name in TABLES}
    about = encode(_about(gathered, title)).encode()
    return {
        "dossier": [about],
        **{name: (document for _, document in whole.items(name)) for name in TABLES},
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
    with files.locked(path):
        stored: Mapping[str, Any] = files.load(files.read_bytes(path), path)
        own = _own_tables(stored, path)
        whole, summary = _completed(gathered, {name: own[name].keys() for name in TABLES})
        summary.path = path
        for name in TABLES:
            summary.made[name] = 0
            for key, encoded in whole.items(name):
                _compare(name, key, encoded, own, summary)
        for remark in _about_left(gathered, next(iter(stored["dossier"].values()))):
            summary.note(remark)
        new = {name: _new(whole, name, own) for name in TABLES if summary.made[name]}
        if not dry_run and (new or summary.merged > gathered.merged):
            database.extend(path, stored, new)
    return summary


def _about_left(gathered: Gathered, own: Document) -> Iterator[Remark]:
    """A remark on what a source says of itself as a dossier, and the dossier does not."""
    said = {key: value for key, value in (gathered.about or {}).items() if key != "format"}
    other = [key for key, value in said.items() if own.get(key) != value]
    if other:
        what = f"what it says of itself as a dossier is left out: {', '.join(other)}"
        yield Remark("dossier", what, "Write it into the dossier that is added to, if it is to be.")


def _completed(gathered: Gathered, known: Mapping[str, Set[str]]) -> tuple[Whole, Summary]:
    """The gathered records with whole references, and a summary of what was read."""
    whole = Whole(gathered.tables, known)
    summary = Summary(
        None, gathered.formats, gathered.read, {}, gathered.merged, gathered.repeated,
        gathered.skipped, list(gathered.remarks), gathered.unlisted,
    )  # fmt: skip
    for remark in whole.complete():
        summary.note(remark)
    return whole, summary


def _own_tables(stored: Mapping[str, Any], path: Path) -> Own:
    """The records of a dossier by table and id; of several of one id the first.

    Raises:
        DossierError: It is no dossier, or has what is no record.
    """
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
    own: Own = {name: {} for name in TABLES}
    for name, records in own.items():
        for document in stored.get(name, {}).values():
            key = document.get("id")
            if isinstance(key, str):
                records.setdefault(key, document)
    return own


def _compare(name: str, key: str, encoded: bytes, own: Own, summary: Summary) -> None:
    """Counts a record as new, or gives the one that is there the fields that it lacks."""
    there = own[name].get(key)
    if there is not None:
        added, differ = combined(there, json.loads(encoded))
        summary.merged += bool(added)
        summary.there += not added
        if differ:
            summary.note(differing(f"{name} · {key}", key, differ))
    elif (other := _elsewhere(key, own)) is not None:
        what = f"its id is one of the dossier's {other}"
        cure = "Give it an id of its own."
        summary.note(Remark(f"{name} · {key}", what, cure, skipped=True))
    else:
        summary.made[name] += 1


def _elsewhere(key: str, own: Own) -> str | None:
    """The table of a dossier that has an id."""
    return next((name for name, records in own.items() if key in records), None)


def _new(whole: Whole, name: str, own: Own) -> Iterator[bytes]:
    """The records of a table that the dossier has not."""
    return (document for key, document in whole.items(name) if _elsewhere(key, own) is None)


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
