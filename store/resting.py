"""What rests on each source: the records that cite it, and those that cite nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from store.terms import cited_by
from store.views import InView


class Resting(Struct, frozen=True):
    """What rests on a source.

    Attributes:
        source: Row of the source.
        events: How many events in view cite it.
        actors: How many actors in view.
        quotes: How many quotes in view.
        alone: How many of these records cite no other source.
    """

    source: int
    events: int
    actors: int
    quotes: int
    alone: int

    @property
    def records(self) -> int:
        """How many records in view cite it."""
        return self.events + self.actors + self.quotes


def resting(seen: InView) -> list[Resting]:
    """What rests on each source in view, in file order; a source that nothing cites included."""
    corpus = seen.corpus
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    tables: Sequence[tuple[int, str, Sequence[int]]] = (
        (0, "events", seen.events), (1, "actors", seen.actors), (2, "quotes", seen.quotes),
    )  # fmt: skip
    for place, name, rows in tables:
        table = getattr(corpus, name)
        for row in rows:
            cited = corpus.sources.rows(citation.source for citation in cited_by(table[row]))
            for source in cited:
                counts[source][place] += 1
                counts[source][3] += len(cited) == 1
    return [Resting(row, *counts[row]) for row in seen.sources]
