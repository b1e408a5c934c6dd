"""Export: what is in view as a file in the form that the next person uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from store.errors import OnrecordError
from store.exports import EXPORTERS, Exporter, ExportOptions, exporter
from store.house import House
from tui.panes.pen import Pen
from tui.screens.save_dialog import SaveDialog

_HEAD = 6000
"""Bytes of the file that are shown."""


class ExportScreen(SaveDialog):
    """Asks in which format.

    Args:
        pen: The means of drawing, with what is in view.
        house: The house style.
    """

    def __init__(self, pen: Pen, house: House) -> None:
        self._seen, self._house = pen.seen, house
        self._form, self._with_marks = 0, False
        super().__init__("Export", pen)

    @property
    def _made(self) -> Exporter:
        return exporter(list(EXPORTERS)[self._form])

    @property
    def _options(self) -> ExportOptions:
        today = datetime.now().astimezone().date()
        return ExportOptions(today, self._with_marks and self._made.marks, self._house)

    def suggested_name(self) -> str:
        """A name for the file."""
        return f"{self._seen.corpus.path.stem}-export.{self._made.ending}"

    def ending(self) -> str:
        """The ending of the file's name."""
        return self._made.ending

    def choices(self) -> Mapping[str, str]:
        """The format, and whether with the user's marks where it has a place for them."""
        found = {"as": self._made.label}
        if self._made.marks:
            found["your marks"] = "with them" if self._with_marks else "without them"
        return found

    def turn(self, choice: str, by: int) -> None:
        """Changes a choice."""
        if choice == "as":
            self._form = (self._form + by) % len(EXPORTERS)
        else:
            self._with_marks = not self._with_marks

    def preview(self) -> str:
        """What the format cannot hold, then the beginning of the file."""
        made = self._made
        lost = made.losses(self._seen)
        said = f"Not in it: {'; '.join(lost)}." if lost else "It holds everything in view."
        if made.members:
            return f"{said}\n\nOne ZIP archive of {made.label}."
        try:
            return f"{said}\n\n{self._beginning}"
        except OnrecordError as error:
            return str(error)

    @property
    def _beginning(self) -> str:
        found = b""
        for piece in self._made.write(self._seen, self._options):
            found += piece
            if len(found) >= _HEAD:
                break
        return found[:_HEAD].decode("utf-8", "replace")

    def pieces(self) -> Iterable[bytes]:
        """The file."""
        return self._made.write(self._seen, self._options)
