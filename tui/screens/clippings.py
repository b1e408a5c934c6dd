"""Clippings: quotes as one document, seen before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, get_args

from msgspec.structs import replace

from store.clippings import DOCUMENTS, Clippings, Grouping, document, suggested_name
from store.house import House
from tui.panes.pen import Pen
from tui.screens.save_dialog import SaveDialog

_SHOWN: Final = 40
"""Statements of a preview: thousands of long ones take seconds to set."""
_GROUPINGS: Final[tuple[Grouping, ...]] = get_args(Grouping)


class ClippingsScreen(SaveDialog):
    """Asks what the document is to be.

    Args:
        pen: The means of drawing, with what is in view.
        marked: Rows of the quotes in view that the user has marked.
        house: The house style.
    """

    def __init__(self, pen: Pen, marked: Sequence[int], house: House) -> None:
        self._seen, self._house = pen.seen, house
        self._quotes = [*([tuple(marked)] if marked else []), tuple(pen.seen.quotes)]
        self._of, self._form, self._grouping = 0, list(DOCUMENTS).index("html"), 0
        self._notes = False
        super().__init__("Clippings", pen)

    @property
    def _named_form(self) -> str:
        return list(DOCUMENTS)[self._form]

    @property
    def _only_marked(self) -> bool:
        return len(self._quotes) > 1 and self._of == 0

    def suggested_name(self) -> str:
        """A name for the document."""
        return suggested_name(self._seen, self._named_form)

    def ending(self) -> str:
        """The ending of the document's name."""
        return DOCUMENTS[self._named_form].ending

    def choices(self) -> Mapping[str, str]:
        """Which quotes, the form, what they are put together by, and whether with notes."""
        count = len(self._quotes[self._of])
        return {
            "quotes": f"{count} {'marked' if self._only_marked else 'in view'}",
            "as": DOCUMENTS[self._named_form].label,
            "grouped by": _GROUPINGS[self._grouping],
            "your notes": "with them" if self._notes else "without them",
        }

    def turn(self, choice: str, by: int) -> None:
        """Changes a choice."""
        if choice == "quotes":
            self._of = (self._of + by) % len(self._quotes)
        elif choice == "as":
            self._form = (self._form + by) % len(DOCUMENTS)
        elif choice == "grouped by":
            self._grouping = (self._grouping + by) % len(_GROUPINGS)
        else:
            self._notes = not self._notes

    def preview(self) -> str:
        """How the document begins; a page that needs a program to show it, as plain text."""
        form = "text" if self._named_form in {"html", "latex"} else self._named_form
        wanted = self._clippings
        begin = document(replace(wanted, quotes=wanted.quotes[:_SHOWN]), form)
        left = len(wanted.quotes) - _SHOWN
        return (
            f"{begin}\n… and {left:,} more, which the document holds as well" if left > 0 else begin
        )

    def pieces(self) -> Iterable[bytes]:
        """The document."""
        yield document(self._clippings, self._named_form).encode("utf-8", "replace")

    @property
    def _clippings(self) -> Clippings:
        return Clippings(
            self._seen, self._quotes[self._of], _GROUPINGS[self._grouping], self._notes,
            self._house, datetime.now().astimezone().date(), self._only_marked,
        )  # fmt: skip
