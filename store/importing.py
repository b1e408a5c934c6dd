"""Import: files of any known format gathered, and put into a dossier as one step or not at all.

Files are read piece by piece, and what was read is kept by `store.spool`: in memory while it is
little, else in a temporary file. A new dossier is written from there record by record; to merge
into one that is there, its tables are in memory. Measured by ``python -m tests.bench.importing``,
two cores, other work beside it (the whole process, of which 29 MB are the program):

    =========  ======  =======  ======================
         rows  time    memory   dossier
    =========  ======  =======  ======================
      100,000    6 s    50 MB    45 MB, a new one
      100,000    8 s    50 MB    added to a small one
    1,000,000   72 s    51 MB   444 MB, a new one
    1,000,000   76 s    51 MB   added to a small one
    =========  ======  =======  ======================

The temporary file is somewhat larger than the dossier (51 MB for one of 45 MB).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct

from store import dates
from store.encoding import encode
from store.errors import DateError, DossierError
from store.formats import registry
from store.formats.base import Document, Importer, Item, Options, Remark
from store.formats.opened import Input
from store.formats.own_records import DATED, checked
from store.model import TABLES
from store.spool import Spool

LISTED: Final = 1000
"""Remarks that are kept, and as many again of records that were skipped; further are counted."""
_STEP: Final = 500
"""Records between two reports of progress."""

_DECODERS: Final = {name: msgspec.json.Decoder(kind) for name, kind in TABLES.items()}
_HALVES: Final = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

Progress = Callable[[str, int, float | None], None]
"""Takes the name of the file that is being read, how many records have been read in all, and which
share of the file has been, from 0 to 1; None where that is not known."""


class Gathered(Struct):
    """What was read.

    Attributes:
        tables: By table and id, the documents as compact JSON; many are in a temporary file.
        about: What a source says of itself as a dossier; None when none does.
        formats: For each input its path and the name of its format.
        remarks: What a person should know of, in the order of the files; places name the file.
        unlisted: How many more remarks there were than are kept.
        read: How many records were read, the skipped ones included.
        merged: How many of them added fields to one with the same id.
        repeated: How many of them said nothing new of one with the same id.
        skipped: How many were left out.
    """

    tables: Spool
    about: Document | None = None
    formats: list[tuple[str, str]] = []
    remarks: list[Remark] = []
    unlisted: int = 0
    read: int = 0
    merged: int = 0
    repeated: int = 0
    skipped: int = 0

    def note(self, remark: Remark) -> None:
        """Takes a remark, or counts it when there are too many."""
        self.skipped += remark.skipped
        told = len(self.remarks) + self.unlisted + 1 - self.skipped
        alike = self.skipped if remark.skipped else told
        if alike <= LISTED:
            self.remarks.append(remark)
        else:
            self.unlisted += 1


def gather(
    inputs: Iterable[Input],
    importers: Sequence[Importer] = (),
    options: Options = Options(),  # noqa: B008 - a frozen value
    *,
    keep_going: bool = False,
    progress: Progress | None = None,
) -> Gathered:
    """Reads files, one after the other, into records by id.

    Args:
        inputs: The files.
        importers: One for all of them, or one for each; none to find the format by the content.
        options: What the user says of the import.
        keep_going: Whether a record that cannot be read is left out, and told.
        progress: Told now and then how far it is.

    Raises:
        DossierError: A file cannot be read, its format is not known, or a record cannot be read
            and `keep_going` is false; the message names its place.
    """
    gathered = Gathered(Spool(TABLES))
    given = list(inputs)
    for index, source in enumerate(given):
        try:
            importer = _importer_of(index, source, importers)
            gathered.formats.append((str(source.path), importer.name))
            _read(source, importer, options, gathered, keep_going=keep_going, progress=progress)
        except DossierError as error:
            if not keep_going or (len(given) == 1 and not gathered.read):
                raise
            gathered.note(Remark(error.where, error.what, error.mend, skipped=True))
    return gathered


def _importer_of(index: int, source: Input, importers: Sequence[Importer]) -> Importer:
    if not importers:
        return registry.detect(source)
    return importers[min(index, len(importers) - 1)]


def _read(
    source: Input,
    importer: Importer,
    options: Options,
    gathered: Gathered,
    *,
    keep_going: bool,
    progress: Progress | None,
) -> None:
    name = source.path.name or str(source.path)
    due = gathered.read
    for found in importer.read(source, options):
        for part in (found,) if isinstance(found, Remark) else _take(found, gathered):
            placed = f"{name}: {part.place}" if part.place else name
            if part.skipped and not keep_going:
                mend = f"{part.cure} Or go on without it: --keep-going.".strip()
                raise DossierError(part.what, placed, mend)
            gathered.note(Remark(placed, part.what, part.cure, part.skipped))
            gathered.read += part.skipped
        if progress is not None and gathered.read >= due:
            progress(name, gathered.read, source.share)
            due = gathered.read + _STEP
    if progress is not None:
        progress(name, gathered.read, 1)


def _take(item: Item, gathered: Gathered) -> Iterable[Remark]:
    """Puts a record in its table; remarks on what was not taken as it is."""
    if item.table == "dossier":
        if gathered.about is None:
            gathered.about = item.document
        elif gathered.about != item.document:
            what = "what it says of itself as a dossier is left out: another came first"
            yield Remark(item.place, what)
        return
    gathered.read += 1
    encoded = _sound(item)
    if encoded is not None:
        yield from _put(item, encoded, gathered)
        return
    gathered.read -= 1
    for part in checked(item.table, _scrubbed(item.document), item.place):
        if isinstance(part, Remark):
            yield part
            continue
        encoded = _sound(part)
        if encoded is None:
            yield Remark(item.place, "it cannot be stored", "Correct it.", skipped=True)
        else:
            gathered.read += 1
            yield from _put(part, encoded, gathered)


def _sound(item: Item) -> bytes | None:
    """A record as compact JSON that reads without a problem; None when it does not."""
    try:
        encoded = encode(item.document).encode()
        record = _DECODERS[item.table].decode(encoded)
        for field in DATED.get(item.table, ()):
            date = getattr(record, field)
            if date is not None:
                dates.parse(date)
    except (DateError, DossierError, ValueError, RecursionError):
        return None
    return encoded if record.id else None


def _put(item: Item, encoded: bytes, gathered: Gathered) -> Iterable[Remark]:
    key, table = item.document["id"], gathered.tables[item.table]
    having = gathered.tables.having(key)
    if not having:
        table.add(key, encoded)
    elif item.table not in having:
        gathered.read -= 1
        what = f"its id “{key}” is one of the {min(having)} already"
        yield Remark(item.place, what, "Give each record an id of its own.", skipped=True)
    elif (first := table[key]) == encoded:
        gathered.repeated += 1
    else:
        kept = json.loads(first)
        added, kept_own = combined(kept, item.document)
        if added:
            table.replace(key, encode(kept).encode())
        gathered.merged += bool(added)
        gathered.repeated += not added
        if kept_own:
            yield differing(item.place, key, kept_own)


def combined(kept: Document, more: Document) -> tuple[list[str], list[str]]:
    """Adds to a record the fields that it lacks and another of the same id has.

    Returns:
        The fields that were added, and those in which the two differ and it keeps its own.
    """
    added = [field for field in more if field not in kept]
    differ = [field for field in more if field in kept and kept[field] != more[field]]
    kept.update({field: more[field] for field in added})
    return added, differ


def differing(place: str, key: str, fields: Sequence[str]) -> Remark:
    """The remark on a record of which there are two that differ."""
    what = f"“{key}” is there with another {', '.join(fields)}, which it keeps"
    return Remark(place, what, "Compare the two, and change the dossier by hand if need be.")


def _scrubbed(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    """A value without halves of surrogate pairs, which no file can hold."""
    if isinstance(value, str):
        return value.translate(_HALVES)
    try:
        if isinstance(value, list):
            return [_scrubbed(entry) for entry in value]
        if isinstance(value, dict):
            return {_scrubbed(key): _scrubbed(entry) for key, entry in value.items()}
    except RecursionError:
        return None
    return value
