"""Keeps the user's marks, tags and notes: in a file of the user's own, never in the dossier.

Every change is one atomic step that touches only the records that it names, so that two programs
at once lose nothing, and it is on the disk when the call returns. The last changes are kept beside
the marks, so that they can be undone, also by the next program.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct, structs

from store.errors import UsageError
from store.mark_set import NO_MARKS, Mark, MarkSet, Ref, export_marks
from store.mark_undo import Done, done_to, taken_back, undone
from store.model import TABLES
from store.search import fold
from store.user_file import UserFile, file_name

if TYPE_CHECKING:
    from tinydb import TinyDB

__all__ = [
    "LONGEST_NOTE", "LONGEST_TAG", "NO_MARKS", "Change", "Mark", "MarkSet", "Marks", "Ref",
    "checked_note", "checked_tag", "export_marks",
]  # fmt: skip

LONGEST_NOTE: Final = 100_000
"""Characters of a note."""

LONGEST_TAG: Final = 100
"""Characters of a tag."""

_MARKS: Final = "marks"
_CHANGES: Final = "changes"
_KEPT_CHANGES: Final = 50
_KEPT_RECORDS: Final = 20_000
"""Records in all changes that are kept, beyond which the oldest go: every write holds them."""


class Change(Struct, frozen=True):
    """What a change came to.

    Attributes:
        says: What was done, one sentence for people; it may hold a tag as the user wrote it.
        marks: All marks, as they are now.
        records: Those that were changed, as they are now; one may be empty now.
        left: What undoing left as it is, since it was changed by then.
    """

    says: str
    marks: MarkSet
    records: tuple[Mark, ...] = ()
    left: tuple[Mark, ...] = ()


class _Tables(Struct, frozen=True):
    marks: dict[int, Mark] = {}
    changes: dict[int, Done] = {}

    @property
    def set(self) -> MarkSet:
        return MarkSet(tuple(filter(None, self.marks.values())))


_Plan = Callable[[MarkSet], tuple[str, Sequence[Mark]]]
"""From the marks as they are: what is done, in words, and the marks that it makes."""


class Marks:
    """The user's marks on one dossier.

    Every method raises `store.errors.DossierError` when the file or its folder cannot be read or
    written; nothing is changed then. One that finds the file broken has set it aside by then, and
    the next call starts without it. Those that change something return what it came to.

    Args:
        folder: The folder for the marks on all dossiers; made when first needed.
        dossier_id: The id that the dossier gives itself.
    """

    def __init__(self, folder: Path, dossier_id: str) -> None:
        self._file = UserFile(folder / file_name(dossier_id), _Tables, "marks")
        self._undoable: set[str] | None = None

    @property
    def path(self) -> Path:
        """The file, which is there once something was marked."""
        return self._file.path

    def load(self) -> MarkSet:
        """The marks as they are now."""
        tables = self._file.read()
        self._know(tables)
        return tables.set

    def toggle(self, refs: Iterable[Ref]) -> Change:
        """Marks records; takes the mark from all of them when every one has it.

        Raises:
            UsageError: There is no such table.
        """
        wanted = _checked_refs(refs)

        def plan(now: MarkSet) -> tuple[str, Sequence[Mark]]:
            found = [now.of(*ref) for ref in wanted]
            on = not all(mark.marked for mark in found)
            count = sum(mark.marked != on for mark in found)
            marked, taken = ("marked", "mark taken away") if len(found) == 1 else (
                f"{count} {'record' if count == 1 else 'records'} marked",
                f"{count} marks taken away",
            )  # fmt: skip
            return marked if on else taken, [structs.replace(one, marked=on) for one in found]

        return self._change(plan)

    def set_tags(self, table: str, key: str, tags: Iterable[str]) -> Change:
        """Gives a record these tags, each once, and no others.

        Raises:
            UsageError: A tag cannot be used, or there is no such table.
        """
        (ref,) = _checked_refs([(table, key)])
        spelled: dict[str, str] = {}
        for tag in map(checked_tag, tags):
            spelled.setdefault(fold(tag), tag)
        wanted = tuple(spelled.values())
        did = f"tagged {', '.join(wanted)}" if wanted else "tags taken away"
        return self._change(lambda now: (did, [structs.replace(now.of(*ref), tags=wanted)]))

    def add_tag(self, refs: Iterable[Ref], tag: str) -> Change:
        """Puts a tag on records that do not have it in some spelling.

        Raises:
            UsageError: The tag cannot be used, or there is no such table.
        """
        tag = checked_tag(tag)

        def tagged(mark: Mark) -> Mark:
            has = fold(tag) in map(fold, mark.tags)
            return mark if has else structs.replace(mark, tags=(*mark.tags, tag))

        return self._change_each(refs, f"tagged {tag}", tagged)

    def remove_tag(self, refs: Iterable[Ref], tag: str) -> Change:
        """Takes a tag, in any spelling, from records.

        Raises:
            UsageError: There is no such table.
        """

        def untagged(mark: Mark) -> Mark:
            kept = tuple(other for other in mark.tags if fold(other) != fold(tag))
            return structs.replace(mark, tags=kept)

        return self._change_each(refs, f"tag {tag} taken away", untagged)

    def set_note(self, table: str, key: str, text: str) -> Change:
        """Writes the note on a record; a blank text deletes it.

        Raises:
            UsageError: The note is too long, or there is no such table.
        """
        (ref,), note = _checked_refs([(table, key)]), checked_note(text)
        did = "note kept" if note else "note deleted"
        return self._change(lambda now: (did, [structs.replace(now.of(*ref), note=note)]))

    def undo(self) -> Change | None:
        """Takes back the last change: of this program's, then of those from before it began.

        What another program has done since is not undone from here. A record that was changed
        since stays as it is, and is named in `Change.left`.

        Returns:
            What it came to; None when there is nothing to take back.
        """
        with self._file.changing() as (database, tables):
            known = self._know(tables)
            numbers = [number for number, done in tables.changes.items() if done.id in known]
            if not numbers:
                return None
            now, done = tables.set, tables.changes[max(numbers)]
            restored, left = undone(now, done)
            _write(database, tables, restored)
            database.table(_CHANGES).remove(doc_ids=[max(numbers)])
        says = taken_back(done.did, len(restored), len(left))
        return Change(says, now.changed_by(restored), tuple(restored), tuple(left))

    def _know(self, tables: _Tables) -> set[str]:
        """The changes that may be undone from here: at first all that are there."""
        if self._undoable is None:
            self._undoable = {done.id for done in tables.changes.values()}
        return self._undoable

    def _change_each(self, refs: Iterable[Ref], did: str, to: Callable[[Mark], Mark]) -> Change:
        wanted = _checked_refs(refs)
        several = f"{did}: {len(wanted)} records" if len(wanted) > 1 else did
        return self._change(lambda now: (several, [to(now.of(*ref)) for ref in wanted]))

    def _change(self, plan: _Plan) -> Change:
        with self._file.changing() as (database, tables):
            known, now = self._know(tables), tables.set
            did, wanted = plan(now)
            stamp = datetime.now(UTC).isoformat(timespec="microseconds")
            after = [
                structs.replace(mark, changed=stamp if mark else "")
                for mark in wanted
                if mark != now.of(*mark.ref)
            ]
            if not after:
                return Change("Nothing was changed.", now)
            _write(database, tables, after)
            done = done_to(now, after, did)
            _remember(database, tables, done)
        known.add(done.id)
        return Change(_sentence(did), now.changed_by(after), tuple(after))


def checked_tag(tag: str) -> str:
    """A tag as it is kept: composed (NFC), without space at its ends.

    Raises:
        UsageError: It has no letter, digit or sign to search for, has a character that cannot be
            printed, or is too long.
    """
    tag = unicodedata.normalize("NFC", tag).strip()
    if not fold(tag):
        raise UsageError("a tag needs a word", mend="Type one, such as: to check.")
    for character in tag:
        if not character.isprintable():
            what = f"the tag has a character that cannot be printed (U+{ord(character):04X})"
            raise UsageError(what, mend="Leave it out.")
    if len(tag) > LONGEST_TAG:
        mend = f"The most is {LONGEST_TAG}; a note can be longer."
        raise UsageError(f"the tag has {len(tag):,} characters", mend=mend)
    return tag


def checked_note(text: str) -> str:
    """A note as it is kept: as it was written, or empty when it is blank.

    Raises:
        UsageError: It is too long.
    """
    if len(text) > LONGEST_NOTE:
        mend = f"The most is {LONGEST_NOTE:,}: shorten it, or keep it in a file and note the path."
        raise UsageError(f"the note has {len(text):,} characters", mend=mend)
    return text if text.strip() else ""


def _checked_refs(refs: Iterable[Ref]) -> list[Ref]:
    """The records, each once."""
    wanted = list(dict.fromkeys(refs))
    for table, key in wanted:
        if table not in TABLES:
            mend = f"A record is in one of {', '.join(TABLES)}."
            raise UsageError(f"there is no table “{table}”", key, mend)
    return wanted


def _write(database: TinyDB, tables: _Tables, marks: Iterable[Mark]) -> None:
    """Puts marks in the place of those on the same records; an empty one goes."""
    numbers = {mark.ref: number for number, mark in tables.marks.items()}
    documents = {mark.ref: msgspec.to_builtins(mark) for mark in marks if mark}
    gone = [numbers[mark.ref] for mark in marks if not mark and mark.ref in numbers]
    table = database.table(_MARKS)

    def renew(document: MutableMapping[Any, Any]) -> None:
        document.update(documents[document["table"], document["record"]])

    if there := [numbers[ref] for ref in documents if ref in numbers]:
        table.update(renew, doc_ids=there)
    if gone:
        table.remove(doc_ids=gone)
    if fresh := [document for ref, document in documents.items() if ref not in numbers]:
        table.insert_multiple(fresh)


def _remember(database: TinyDB, tables: _Tables, done: Done) -> None:
    """Keeps a change, and forgets the oldest for it."""
    table = database.table(_CHANGES)
    table.insert(msgspec.to_builtins(done))
    kept, records = 1, len(done.records)
    for number, older in sorted(tables.changes.items(), reverse=True):
        kept, records = kept + 1, records + len(older.records)
        if kept > _KEPT_CHANGES or records > _KEPT_RECORDS:
            table.remove(doc_ids=[other for other in tables.changes if other <= number])
            return


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
