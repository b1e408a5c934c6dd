"""The styles that set a source by rules of their own; all are imported with the first of them."""

from __future__ import annotations

from typing import Final

from store.styles import apa, chicago, harvard, mla
from store.styles.csl import Csl, item_type, text
from store.styles.item import Item, trimmed
from store.styles.pieces import runs
from store.styles.runs import Run

_ENTRIES: Final = {
    "chicago": chicago.entry,
    "apa": apa.entry,
    "mla": mla.entry,
    "harvard": harvard.entry,
}


def entry(csl: Csl, style: str, locator: str, fallback_title: str) -> tuple[Run, ...]:
    """A source as one line in one of these styles."""
    title = trimmed(text(csl, "title"))
    item = Item(
        csl, item_type(csl), title or trimmed(fallback_title), trimmed(locator), bool(title)
    )
    return runs(_ENTRIES[style](item))
