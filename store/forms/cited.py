"""The sources that records cite, each once, with what is cited from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from store.corpus import Corpus
from store.forms.passage import Part, passage_of
from store.house import House
from store.model import Citation, Source
from store.related import Ref
from store.styles import Run, formatted


class Statement(Struct, frozen=True):
    """What is cited from a source.

    Attributes:
        record: Id of the record.
        sentence: The record as one attributed sentence.
        locators: Where in the source it stands.
    """

    record: str
    sentence: str
    locators: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The sentence and where it stands: ``... said: “words” [line 9]``."""
        return f"{self.sentence} [{'; '.join(self.locators)}]" if self.locators else self.sentence


class Cited(Struct, frozen=True):
    """A source, and what is cited from it.

    Attributes:
        row: Its row in the table of sources.
        source: The source.
        statements: What is cited, in the order given.
    """

    row: int
    source: Source
    statements: tuple[Statement, ...] = ()


def cited_sources(
    corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None
) -> list[Cited]:
    """The sources that records cite, in the order first met."""
    found: dict[int, list[Statement]] = {}
    for ref in refs:
        passage = passage_of(corpus, ref, house, part)
        places: dict[int, list[str]] = {}
        for citation in passage.citations:
            row = corpus.sources.row(citation.source)
            if row is not None:
                places.setdefault(row, []).extend([citation.locator] if citation.locator else [])
        key = getattr(corpus, ref.table)[ref.row].id
        for row, locators in places.items():
            statement = Statement(key, passage.sentence, tuple(dict.fromkeys(locators)))
            found.setdefault(row, []).append(statement)
    return [Cited(row, corpus.sources[row], tuple(said)) for row, said in found.items()]


def reference_runs(
    corpus: Corpus, citations: Iterable[Citation], house: House
) -> list[tuple[Run, ...]]:
    """One reference per citation in the style of the house, each once."""
    found = []
    for citation in citations:
        row = corpus.sources.row(citation.source)
        if row is not None:
            source = corpus.sources[row]
            found.append(
                formatted(source.csl, house.style, citation.locator, fallback_title=source.id)
            )
    return list(dict.fromkeys(runs for runs in found if runs))
