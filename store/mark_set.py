"""The user's marks, tags and notes on the records of a dossier, as values.

They are told apart from what the dossier says: they stand beside it, by a record's table and id,
and so outlive a new version of it. `store.marks` keeps them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, structs

from store.model import TABLES
from store.search import TextIndex, fold

if TYPE_CHECKING:
    from store.corpus import Corpus, Table

Ref = tuple[str, str]
"""A record: its table, and its id (its key in a `store.corpus.Table`, where ids are not unique)."""


class Mark(Struct, frozen=True):
    """What the user has put on one record; false when that is nothing.

    Attributes:
        table: The record's table, e.g. ``quotes``.
        record: Its id.
        marked: Whether it is marked.
        tags: The user's tags, in the order given. The record's own are not among them.
        note: The user's note, as written: it may hold any character.
        changed: When this was last changed, ISO 8601 in UTC; empty until it is.
    """

    table: str
    record: str
    marked: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    changed: str = ""

    def __bool__(self) -> bool:
        return self.marked or bool(self.tags) or bool(self.note)

    @property
    def ref(self) -> Ref:
        """The record."""
        return self.table, self.record


class MarkSet(Struct, frozen=True, dict=True):
    """The user's marks on all records of a dossier. It never changes.

    Attributes:
        marks: One for each record that has any, in the order in which they were made.
    """

    marks: tuple[Mark, ...] = ()

    def __iter__(self) -> Iterator[Mark]:
        return iter(self.marks)

    def __len__(self) -> int:
        return len(self.marks)

    def of(self, table: str, key: str) -> Mark:
        """What is on a record; an empty mark for nothing."""
        return self._by_record.get((table, key)) or Mark(table, key)

    @cached_property
    def marked(self) -> tuple[Mark, ...]:
        """Those of records that are marked."""
        return tuple(mark for mark in self.marks if mark.marked)

    @cached_property
    def tagged(self) -> tuple[Mark, ...]:
        """Those with a tag."""
        return tuple(mark for mark in self.marks if mark.tags)

    @cached_property
    def noted(self) -> tuple[Mark, ...]:
        """Those with a note."""
        return tuple(mark for mark in self.marks if mark.note)

    def being(self, state: str) -> tuple[Mark, ...]:
        """Those that ``is:`` asks for by one of its values."""
        return {"marked": self.marked, "tagged": self.tagged, "noted": self.noted}[state]

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """All of the user's tags in alphabetical order; of several spellings the first met."""
        spelled = [marks[0][0] for marks in self._by_tag.values()]
        return tuple(sorted(spelled, key=lambda tag: (fold(tag), tag)))

    def with_tag(self, folded: str) -> list[Mark]:
        """Those with a tag that folds to this text."""
        return [mark for _, mark in self._by_tag.get(folded, ())]

    def with_words(self, folded: str) -> list[Mark]:
        """Those whose note holds this folded text."""
        return [self.noted[row] for row in sorted(self._notes.holding(folded))]

    def orphans(self, corpus: Corpus) -> list[Mark]:
        """Those whose record is not in a dossier, such as a new version of it."""
        return [mark for mark in self.marks if _row(corpus, mark) is None]

    def changed_by(self, newer: Iterable[Mark]) -> MarkSet:
        """These, with others in the place of those on the same records; empty ones go."""
        marks = dict(self._by_record)
        for mark in newer:
            marks[mark.ref] = mark
        return MarkSet(tuple(filter(None, marks.values())))

    @cached_property
    def _by_record(self) -> dict[Ref, Mark]:
        return {mark.ref: mark for mark in self.marks}

    @cached_property
    def _by_tag(self) -> dict[str, list[tuple[str, Mark]]]:
        """For each tag, folded, how it is spelled and on what."""
        found: dict[str, list[tuple[str, Mark]]] = defaultdict(list)
        for mark in self.marks:
            for tag in mark.tags:
                found[fold(tag)].append((tag, mark))
        return dict(found)

    @cached_property
    def _notes(self) -> TextIndex:
        return TextIndex((mark.note,) for mark in self.noted)


NO_MARKS: Final = MarkSet()


def _row(corpus: Corpus, mark: Mark) -> int | None:
    if mark.table not in TABLES:
        return None
    table: Table[Any] = getattr(corpus, mark.table)
    return table.row(mark.record)


def rows_of(corpus: Corpus, marks: Iterable[Mark], table: str) -> set[int]:
    """The rows of a table on which there are such marks.

    Args:
        corpus: The dossier.
        marks: Marks on records of any table; one whose record is gone has no row.
        table: A key of `store.model.TABLES`.
    """
    found = (_row(corpus, mark) for mark in marks if mark.table == table)
    return {row for row in found if row is not None}


def export_marks(marks: Iterable[Mark]) -> dict[str, object]:
    """Marks as a value that JSON holds: ``{"marks": [{"table": ..., "record": ..., ...}]}``.

    Each has the fields of `Mark`, all of them.
    """
    return {"marks": [{**structs.asdict(mark), "tags": list(mark.tags)} for mark in marks]}
