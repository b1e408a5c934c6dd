"""The forms made of sentences: words, attribution, Markdown, the full reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from store.cite import escape_markdown
from store.corpus import Corpus
from store.forms.cited import reference_runs
from store.forms.passage import Part, Passage, passage_of
from store.house import House
from store.related import Ref
from store.styles import as_markdown, as_text


def passages(
    corpus: Corpus, refs: Iterable[Ref], house: House, part: Part = None
) -> Iterator[Passage]:
    """What is copied of each record."""
    return (passage_of(corpus, ref, house, part) for ref in refs)


def words(corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None) -> Iterator[str]:
    """The words alone: verbatim ones without marks, a paraphrase called one, a hedge kept."""
    for passage in passages(corpus, refs, house, part):
        if passage.kind == "verbatim":
            yield "".join(piece.plain or piece.text for piece in passage.pieces)
        else:
            yield f"{passage.doubtful_label}{passage.text}"


def attributed(
    corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None
) -> Iterator[str]:
    """One sentence: who said it, when, how sure that is, and the words."""
    return (passage.sentence for passage in passages(corpus, refs, house, part))


def reference(
    corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None
) -> Iterator[str]:
    """The sentence, then every reference in full on a line of its own."""
    for passage in passages(corpus, refs, house, part):
        runs = reference_runs(corpus, passage.citations, house)
        yield "\n".join([passage.sentence, *map(as_text, runs)])


def markdown(corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None) -> Iterator[str]:
    """A blockquote of CommonMark: the words, a line of attribution, the references."""
    for passage in passages(corpus, refs, house, part):
        lead = passage.label
        if passage.kind == "summary" and passage.lead:
            lead = f"{passage.lead}: "
        # Indented lines would be code, and their indentation is lost in a paragraph anyway.
        lines = [escape_markdown(line.strip()) for line in f"{lead}{passage.text}".splitlines()]
        if passage.credit:
            lines += ["", escape_markdown(" ".join(f"— {passage.credit}".split()))]
        for runs in reference_runs(corpus, passage.citations, house):
            lines += ["", as_markdown(runs)]
        yield "\n".join(f"> {line}".rstrip() for line in lines)
