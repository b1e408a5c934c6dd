"""What stands in a dossier for the terms of a filter to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.corpus import Corpus
from store.filters import CLOSED_VALUES
from store.mark_set import NO_MARKS, MarkSet


def known_values(corpus: Corpus, name: str, marks: MarkSet = NO_MARKS) -> list[str]:
    """The values that a field can take in this dossier, sorted; empty for free text and dates.

    Args:
        corpus: The dossier.
        name: A key of `store.filters.FIELDS`.
        marks: The user's marks: their tags are values too.
    """
    if name in CLOSED_VALUES:
        return list(CLOSED_VALUES[name])
    found: Iterable[str | None] = ()
    if name in {"actor", "speaker", "about"}:
        found = (actor.name for actor in corpus.actors)
    elif name == "role":
        found = (part.role for event in corpus.events for part in event.participants)
    elif name == "type":
        found = (event.type for event in corpus.events)
    elif name == "place":
        found = (event.place for event in corpus.events)
    elif name == "tag":
        tagged: list[Sequence[str]] = [marks.tags]
        tagged += [actor.tags for actor in corpus.actors]
        tagged += [event.tags for event in corpus.events]
        tagged += [quote.tags for quote in corpus.quotes]
        found = (tag for tags in tagged for tag in tags)
    elif name == "source":
        found = (source.id for source in corpus.sources)
    elif name == "event":
        found = (event.id for event in corpus.events)
    return sorted({value for value in found if value})
