"""The user's marks, tags and notes: made on any record, kept outside the dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.message import Message

from store.clean import clean
from store.errors import OnrecordError
from store.mark_set import MarkSet
from store.related import Ref
from tui.panes.describe import record_line
from tui.screens.record_screen import RecordScreen

if TYPE_CHECKING:
    from store.marks import Change

R = TypeVar("R")


class Marking(RecordScreen[R], Generic[R]):
    """A screen whose record can be marked, tagged and noted."""

    class Marked(Message):
        """Marks, tags or notes are others now.

        Args:
            marks: All of them.
            says: What was done.
        """

        def __init__(self, marks: MarkSet, says: str) -> None:
            super().__init__()
            self.marks = marks
            self.says = says

    def take_marks(self, marks: MarkSet) -> None:
        """Shows these marks."""
        raise NotImplementedError

    def action_mark(self) -> None:
        """Marks the record at hand, or takes its mark away."""
        marks, ref = self.desk.marks, self._markable()
        if marks is not None and ref is not None:
            self._try(lambda: marks.toggle([self._key(ref)]))

    def action_tags(self) -> None:
        """Asks for tags on the record at hand."""
        marks, ref, pen = self.desk.marks, self._markable(), self.pen
        if marks is None or ref is None or pen is None:
            return
        from tui.screens.tags import TagsScreen

        table, key = self._key(ref)
        now = pen.seen.marks

        def save(tags: tuple[str, ...]) -> None:
            self._changed(marks.set_tags(table, key, tags))

        has = now.of(table, key).tags
        self.app.push_screen(TagsScreen(record_line(pen, ref), has, now.tags, save, pen.palette))

    def action_note(self) -> None:
        """Asks for a note on the record at hand."""
        marks, ref, pen = self.desk.marks, self._markable(), self.pen
        if marks is None or ref is None or pen is None:
            return
        from tui.screens.note import NoteScreen

        table, key = self._key(ref)

        def save(note: str) -> None:
            self._changed(marks.set_note(table, key, note))

        note = pen.seen.marks.of(table, key).note
        self.app.push_screen(NoteScreen(record_line(pen, ref), note, save, pen.palette))

    def action_undo(self) -> None:
        """Takes back the last change of marks, tags or notes."""
        marks = self.desk.marks
        if marks is not None:
            self._try(marks.undo)

    def _markable(self) -> Ref | None:
        ref = self.record
        if self.desk.marks is None:
            self.note("Marks cannot be kept: there is no folder for them.")
        elif ref is None:
            self.note("Move to a row first: All cannot be marked.")
        return ref

    def _key(self, ref: Ref) -> tuple[str, str]:
        assert self.pen is not None
        return ref.table, getattr(self.pen.corpus, ref.table).keys[ref.row]

    def _try(self, change: Callable[[], Change | None]) -> None:
        try:
            self._changed(change())
        except OnrecordError as error:
            self.note(str(error))

    def _changed(self, change: Change | None) -> None:
        """Has the marks shown on every screen, and says what was done."""
        if change is None:
            self.note("There is nothing to take back.")
        else:
            self.post_message(self.Marked(change.marks, clean(change.says)))
