"""A note on a record: written here or in the user's own editor, and never lost by a mistake."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from store.clean import clean
from store.errors import OnrecordError
from tui import text
from tui.palette import Palette
from tui.screens.dialog import DIALOG_STYLES, DialogKeys


class NoteScreen(ModalScreen[None]):
    """Asks for a note. It stays open until the note is saved, or thrown away on purpose.

    Args:
        title: The record that it is on.
        note: The note so far.
        save: Keeps a note; an error of the family says why it could not.
        palette: The inks.
    """

    CSS_PATH = DIALOG_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+e", "editor", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(
        self, title: Content, note: str, save: Callable[[str], None], palette: Palette
    ) -> None:
        super().__init__()
        self._title_text, self._note = title, note
        self._save, self._palette = save, palette
        self._warned = False
        self._said_of = note
        """The text that the last remark was about."""

    def compose(self) -> ComposeResult:
        """The text, a line for what is wrong, the keys."""
        with Vertical(id="note", classes="dialog"):
            yield TextArea(self._note, compact=True, show_line_numbers=False, id="note-text")
            yield Static(id="note-says")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Puts the cursor behind the note so far."""
        self.query_one("#note").border_title = text.joined("Note · ", self._title_text)
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        keys = (("ctrl+s", "save"), ("ctrl+e", "your editor"), ("esc", "leave"))
        self.query_one(DialogKeys).show(self._palette, keys)
        area.focus()

    def _say(self, words: str) -> None:
        self._said_of = self.query_one(TextArea).text
        self.query_one("#note-says", Static).update(text.content(words, self._palette.caution))

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self.query_one(TextArea).text != self._said_of:
            self._warned = False
            self._say("")

    def action_save(self) -> None:
        """Saves the note and leaves."""
        try:
            self._save(self.query_one(TextArea).text.rstrip())
        except OnrecordError as error:
            self._say(str(error))
        else:
            self.dismiss()

    def action_leave(self) -> None:
        """Leaves; a note that was changed only when asked twice."""
        if self.query_one(TextArea).text.rstrip() == self._note.rstrip() or self._warned:
            self.dismiss()
            return
        self._warned = True
        self._say("Not saved. ctrl+s saves; esc again throws the changes away.")

    def action_editor(self) -> None:
        """Hands the note to the user's editor, and takes back what comes of it."""
        area = self.query_one(TextArea)
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        if not editor:
            self._say("No editor is named: set EDITOR, e.g. to nano.")
            return
        try:
            with self.app.suspend():
                written = _edited(area.text, shlex.split(editor))
        except SuspendNotSupported:
            self._say("This terminal cannot be handed to an editor.")
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            self._say(f"{editor} did not work: {clean(str(error))}")
        else:
            if written != area.text:
                area.text = written
                area.move_cursor(area.document.end)


def _edited(note: str, editor: list[str]) -> str:
    """What a note is after an editor was at it.

    Raises:
        OSError: There is no such editor, or its file cannot be read.
        ValueError: The editor wrote something that is no text.
        subprocess.CalledProcessError: It ended badly.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / "note.txt"
        path.write_text(note, encoding="utf-8")
        subprocess.run([*editor, str(path)], check=True)
        return path.read_text(encoding="utf-8").rstrip("\n")
