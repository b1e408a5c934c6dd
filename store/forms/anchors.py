"""Where the words of a record stand in its sources, as others can find them there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from store import cite
from store.corpus import Corpus
from store.forms.passage import Part, passage_of
from store.house import HOUSE
from store.model import Citation, Quote, Source
from store.related import Ref


class Anchor(Struct, frozen=True):
    """Words in a source.

    Attributes:
        source: The source.
        exact: The source's own words; empty when only the source is known.
        prefix: The words before them.
        suffix: The words after them.
        span: Where they stand in the source's text, in code points; None where that is not known.
    """

    source: Source
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    span: tuple[int, int] | None = None


def anchors(corpus: Corpus, ref: Ref, part: Part = None) -> Iterator[Anchor]:
    """One anchor a citation, each once.

    A paraphrase stands in no source, so that only what its citation quotes is looked for. A part
    of a quote is sought where the source's words hold it whole.
    """
    quote = corpus.quotes[ref.row] if ref.table == "quotes" else None
    chosen = quote.text[slice(*part)].strip() if quote is not None and part is not None else ""
    seen = set()
    for citation in passage_of(corpus, ref, HOUSE).citations:
        row = corpus.sources.row(citation.source)
        if row is None:
            continue
        anchor = _anchor(corpus.sources[row], citation, quote)
        if chosen:
            anchor = _narrowed(anchor, chosen)
        key = (row, anchor.exact, anchor.prefix, anchor.suffix, anchor.span)
        if key not in seen:
            seen.add(key)
            yield anchor


def _anchor(source: Source, citation: Citation, quote: Quote | None) -> Anchor:
    if not citation.exact:
        return Anchor(source, _spoken(quote) if quote is not None else "")
    span = None
    if citation.start is not None and citation.end is not None:
        span = (citation.start, citation.end)
        if not 0 <= span[0] < span[1]:
            span = None
    return Anchor(source, citation.exact, citation.prefix or "", citation.suffix or "", span)


def _spoken(quote: Quote) -> str:
    """The speaker's own words, which the source must have; of several stretches the longest."""
    spans = cite.own_words(quote)
    return max((quote.text[start:end] for start, end in spans), key=len, default="")


def _narrowed(anchor: Anchor, chosen: str) -> Anchor:
    """An anchor of a part of its words, where they hold it; else the same anchor."""
    before, found, after = anchor.exact.partition(chosen)
    if not found or chosen == anchor.exact:
        return anchor
    span = None
    if anchor.span is not None and anchor.span[1] - anchor.span[0] == len(anchor.exact):
        start = anchor.span[0] + len(before)
        span = (start, start + len(chosen))
    prefix, suffix = f"{anchor.prefix}{before}", f"{after}{anchor.suffix}"
    return Anchor(anchor.source, chosen, prefix, suffix, span)
