"""Whole dossiers: what is in view with all that it refers to, every record as it is stored.

Our own formats differ only in how they set these records down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from store.exports.base import Document, ExportOptions, closed
from store.mark_set import Mark
from store.model import TABLES
from store.views import InView


def tables(seen: InView, options: ExportOptions) -> Iterator[tuple[str, Iterator[Document]]]:
    """What the dossier says of itself, and then its tables, each with its records.

    Args:
        seen: What is in view.
        options: Whether the user's marks are added, each as the field ``own_marks`` of its record.
    """
    yield "dossier", iter([seen.corpus.about()])
    rows = closed(seen)
    for table in TABLES:
        yield table, _documents(seen, table, rows[table], marks=options.marks)


def _documents(seen: InView, table: str, rows: Sequence[int], *, marks: bool) -> Iterator[Document]:
    records = getattr(seen.corpus, table)
    for row in rows:
        document: Document = records.document(row)
        mark = seen.marks.of(table, records.keys[row]) if marks else None
        yield {**document, "own_marks": _own(mark)} if mark else document


def _own(mark: Mark) -> dict[str, Any]:
    own = {"marked": mark.marked, "tags": list(mark.tags), "note": mark.note}
    return {key: value for key, value in own.items() if value}


def losses(seen: InView) -> list[str]:
    """What a dossier's file holds beside its tables, which no filter can choose from."""
    return [f"the table “{name}”, which is none of a dossier's" for name in seen.corpus.strange]
