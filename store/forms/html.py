"""HTML: a figure with the words, who said them, and the references.

A blockquote says that all in it is quoted, so only verbatim words stand in one; a sentence with
some of the speaker's words in it, and a paraphrase, are paragraphs
(https://html.spec.whatwg.org/multipage/grouping-content.html#the-blockquote-element).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from store.cite import web_address
from store.corpus import Corpus
from store.forms.cited import reference_runs
from store.forms.escape import html, visible
from store.forms.passage import Part, Passage, passage_of
from store.house import House
from store.related import Ref
from store.styles import Run, as_html

_PARAGRAPHS: Final = re.compile(r"\n\s*\n")


def figures(corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None) -> Iterator[str]:
    """One figure a record."""
    for ref in refs:
        yield _figure(corpus, passage_of(corpus, ref, house, part), house)


def _figure(corpus: Corpus, passage: Passage, house: House) -> str:
    lead = passage.label
    if passage.kind == "summary" and passage.lead:
        lead = f"{passage.lead}: "
    lines = _paragraphs(f"{lead}{passage.text}")
    if passage.kind == "verbatim":
        address = _address(corpus, passage)
        lines = [f'<blockquote cite="{html(address)}">' if address else "<blockquote>", *lines]
        lines.append("</blockquote>")
    caption = [f"<p>— {html(passage.credit)}</p>"] if passage.credit else []
    caption += [
        f"<p>{_written(runs)}</p>" for runs in reference_runs(corpus, passage.citations, house)
    ]
    if caption:
        lines += ["<figcaption>", *caption, "</figcaption>"]
    return "\n".join([f'<figure class="{passage.kind}">', *lines, "</figure>"])


def _paragraphs(text: str) -> list[str]:
    """Paragraphs where lines stand apart, breaks where they follow each other."""
    parts = _PARAGRAPHS.split(visible(text).strip("\n"))
    return [f"<p>{html(part).replace(chr(10), '<br>')}</p>" for part in parts]


def _written(runs: tuple[Run, ...]) -> str:
    return as_html(Run(visible(run.text), run.italic) for run in runs)


def _address(corpus: Corpus, passage: Passage) -> str:
    """The first address among those of the sources cited; empty when there is none."""
    rows = corpus.sources.rows(citation.source for citation in passage.citations)
    return next(filter(None, (web_address(corpus.sources[row].csl) for row in rows)), "")
