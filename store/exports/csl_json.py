"""CSL-JSON: the sources in view, as items that hold to its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.encoding import encode
from store.exports.base import ABOUT, Exporter, ExportOptions, encoded, in_view, unheld
from store.forms.cited import Cited
from store.forms.csl_json import items
from store.views import InView

_HELD: Final = {"dossier": ABOUT, "sources": frozenset({"id", "csl"})}


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    sources = seen.corpus.sources
    cited = [Cited(row, sources[row]) for row in seen.sources]
    yield encoded(f"{encode(items(cited), indent=2)}\n")


def _losses(seen: InView) -> list[str]:
    return unheld(seen, in_view(seen), _HELD)


EXPORTER: Final = Exporter("csl-json", "CSL-JSON sources", "json", _write, _losses)
