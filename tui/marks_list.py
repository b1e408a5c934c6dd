"""``onrecord marks``: all that the user has marked, tagged and noted in a dossier."""

from __future__ import annotations

from typing import Any

from store import cite
from store.clean import clean
from store.corpus import Corpus, Table, open_dossier
from store.encoding import encode
from store.mark_set import Mark, export_marks
from store.marks import Marks
from tui.arguments import Request
from tui.assets import BUNDLED_DOSSIER
from tui.headless import write
from tui.user_folders import marks_folder

_LONGEST = 60
"""Characters of a record's name."""
_GONE = "no longer in the dossier"


def list_marks(request: Request) -> int:
    """Prints the marks, those on records that are no longer there at the end.

    Returns:
        The exit status.

    Raises:
        OnrecordError: The dossier or the marks cannot be read.
    """
    corpus = open_dossier(request.dossier or BUNDLED_DOSSIER)
    marks = Marks(marks_folder(), corpus.dossier.id).load()
    orphans = marks.orphans(corpus)
    kept = [mark for mark in marks if mark not in orphans]
    if request.form == "json":
        gone = [mark.record for mark in orphans]
        write([encode({**export_marks([*kept, *orphans]), "orphans": gone}, indent=2)], "json")
    else:
        lines = [_line(corpus, mark, gone=False) for mark in kept]
        write([*lines, *(_line(corpus, mark, gone=True) for mark in orphans)], "table")
    return 0


def _line(corpus: Corpus, mark: Mark, *, gone: bool) -> str:
    """A mark in one line: what it is on, then what it is."""
    name = _GONE if gone else _name(corpus, mark)
    parts = [f"{mark.table} {mark.record}", f"({clean(name)[:_LONGEST]})"]
    if mark.marked:
        parts.append("marked")
    parts += [f"#{tag}" for tag in mark.tags]
    if mark.note:
        parts.append(" / ".join(mark.note.splitlines()))
    return "  ".join(parts)


def _name(corpus: Corpus, mark: Mark) -> str:
    table: Table[Any] = getattr(corpus, mark.table)
    row = table.row(mark.record)
    if row is None:
        return _GONE
    if mark.table == "quotes":
        quote = corpus.quotes[row]
        return f"{cite.speaker_name(corpus, quote)}: {quote.text}"
    record = table[row]
    return str(getattr(record, "title", "") or getattr(record, "name", "") or mark.record)
