r"""LaTeX with the package csquotes, which sets the marks as the document's language has them.

A text that is the speaker's own stands in ``\blockquote`` with who said it, own words within a
sentence in ``\textquote``; a paraphrase is a plain sentence that says so. References are the
optional argument or a footnote. Sources: csquotes manual, sections 3.2 and 3.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from store.corpus import Corpus
from store.forms.cited import reference_runs
from store.forms.escape import latex
from store.forms.passage import PARAPHRASE, Part, Passage, Piece, passage_of
from store.house import House
from store.related import Ref
from store.styles import Run

_LINE_ENDS: Final = re.compile(r"[^\S\n]*\n\s*")


def quotations(
    corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None
) -> Iterator[str]:
    """One quotation or sentence a record."""
    for ref in refs:
        passage = passage_of(corpus, ref, house, part)
        runs = reference_runs(corpus, passage.citations, house)
        yield _quotation(passage, [_written(reference) for reference in runs])


def _quotation(passage: Passage, references: list[str]) -> str:
    if passage.kind == "verbatim" and all(piece.open for piece in passage.pieces):
        credit = "; ".join([_set(passage.credit), *references])
        words = "".join(_set(piece.text) for piece in passage.pieces)
        # The braces hold brackets and commas together in the optional argument.
        return f"\\blockquote[{{{credit}}}]{{{words}}}"
    lead = _set(passage.lead)
    if passage.kind == "paraphrase":
        lead = f"{lead} (\\emph{{{PARAPHRASE}}})"
    note = "".join(f"\\footnote{{{reference}}}" for reference in references[:1])
    if len(references) > 1:
        note = f"\\footnote{{{' '.join(references)}}}"
    words = "".join(map(_piece, passage.pieces)).strip()
    return f"{lead}: {words}{note}" if lead else f"{words}{note}"


def _piece(piece: Piece) -> str:
    if piece.open:
        return f"\\textquote{{{_set(piece.text)}}}"
    bare = piece.text.strip()
    before, after = piece.text.split(bare, 1) if bare else ("", piece.text)
    return f"{' ' if before else ''}{_set(bare)}{' ' if after else ''}"


def _set(text: str) -> str:
    """A text whose lines stay lines; an empty line would end the argument of some commands."""
    return _LINE_ENDS.sub(r"\\newline{}", latex(text.strip()).strip())


def _written(runs: Sequence[Run]) -> str:
    text = (f"\\emph{{{latex(run.text)}}}" if run.italic else latex(run.text) for run in runs)
    return " ".join("".join(text).split())
