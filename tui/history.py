"""The way taken: where the user was, to go back and forward."""

from __future__ import annotations

from msgspec import Struct

from store.ordering import USUAL, Order
from store.views import View


class Place(Struct, frozen=True):
    """Everything that going back restores.

    Attributes:
        view: Filter and selections.
        pane: The pane with the focus, 0 to 2.
        quote: Key of the statement under the cursor.
        order: How the panes are sorted.
    """

    view: View
    pane: int = 0
    quote: str | None = None
    order: Order = USUAL


class History:
    """Places in the order in which they were visited, and where among them the user is now."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def leave(self, place: Place) -> None:
        """Notes the place that is about to be left; what lay ahead of it is forgotten."""
        self._places = [*self._places[: max(self._at, 0)], place]
        self._at = len(self._places)

    def step(self, by: int, now: Place) -> Place | None:
        """The place before (-1) or after (1); None where there is none.

        Args:
            by: Which way.
            now: The place that is left, to come back to.
        """
        target = self._at + by if self._at >= 0 else -1
        here = [*self._places]
        if self._at == len(here):
            here.append(now)
        else:
            here[self._at : self._at + 1] = [now]
        if not 0 <= target < len(here) or self._at < 0:
            return None
        self._places, self._at = here, target
        return here[target]
