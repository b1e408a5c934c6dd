"""The forms that are lists of sources: for reference managers, and as lines of references."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from store.corpus import Corpus
from store.encoding import encode
from store.forms import bibtex, csl_json, ris
from store.forms.cited import Cited, cited_sources
from store.forms.passage import Part
from store.house import House
from store.related import Ref
from store.styles import as_text, formatted

Maker = Callable[[Corpus, Sequence[Cited], House], Iterator[str]]


def _bibtex(corpus: Corpus, sources: Sequence[Cited], _: House) -> Iterator[str]:
    return bibtex.entries(corpus, sources)


def _ris(_: Corpus, sources: Sequence[Cited], __: House) -> Iterator[str]:
    return ris.records(sources)


def _csl_json(_: Corpus, sources: Sequence[Cited], __: House) -> Iterator[str]:
    yield encode(csl_json.items(sources), indent=2)


def _references(_: Corpus, sources: Sequence[Cited], house: House) -> Iterator[str]:
    for cited in sources:
        yield as_text(formatted(cited.source.csl, house.style, fallback_title=cited.source.id))


BIBLIOGRAPHIES: Final[dict[str, Maker]] = {
    "reference": _references,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
}
"""The forms that a list of sources can have."""


def source_texts(corpus: Corpus, rows: Sequence[int], form: str, house: House) -> Iterator[str]:
    """Sources, in a form that has no need of what is cited from them.

    Args:
        corpus: The dossier.
        rows: Rows of the table of sources.
        form: A key of `BIBLIOGRAPHIES`.
        house: The house style.

    Yields:
        A text a source; of CSL-JSON one array.
    """
    sources = [Cited(row, corpus.sources[row]) for row in rows]
    return BIBLIOGRAPHIES[form](corpus, sources, house)


def cited_in(
    form: str,
) -> Callable[[Corpus, Sequence[Ref], House, Part], Iterator[str]]:
    """What makes a form of the sources that records cite, each once, with what is cited."""

    def texts(
        corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None
    ) -> Iterator[str]:
        sources = cited_sources(corpus, refs, house, part)
        if sources:
            yield from BIBLIOGRAPHIES[form](corpus, sources, house)

    return texts
