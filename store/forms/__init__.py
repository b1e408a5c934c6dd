"""The forms in which records are copied: for a page, a manuscript, a library, another program.

In every form a paraphrase has no quotation marks and is called one, a mixed quote has them round
the speaker's own words only, and hedges, whoever passed the words on, and doubts stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from store.corpus import Corpus
from store.encoding import encode
from store.errors import NothingToCopyError
from store.forms import annotation, html, latex, link, prose, wiki
from store.forms.bibliography import BIBLIOGRAPHIES, cited_in, source_texts
from store.forms.passage import Part
from store.house import HOUSE, House
from store.related import Ref

__all__ = ["BIBLIOGRAPHIES", "FORMS", "Form", "copied", "source_texts"]

_NO_SOURCE: Final = "nothing here cites a source"


class Form(Struct, frozen=True):
    """A form.

    Attributes:
        name: What the command line calls it.
        key: The key that takes it in the menu of forms.
        label: Its name for people.
        texts: Makes the texts of records, or of what they cite; none where there is nothing.
        between: What stands between two texts.
        lacking: Why there may be nothing, one sentence without a full stop.
    """

    name: str
    key: str
    label: str
    texts: Callable[[Corpus, Sequence[Ref], House, Part], Iterator[str]]
    between: str = "\n\n"
    lacking: str = _NO_SOURCE

    def make(
        self, corpus: Corpus, refs: Sequence[Ref], house: House = HOUSE, part: Part = None
    ) -> str:
        """The text of records in this form; empty where there is nothing."""
        return self.between.join(self.texts(corpus, refs, house, part))


def _annotations(
    corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None
) -> Iterator[str]:
    made = annotation.web_annotations(corpus, refs, house, part)
    if made:
        yield encode(made[0] if len(refs) == 1 else made, indent=2)


def _records(corpus: Corpus, refs: Sequence[Ref], _: House, __: Part = None) -> Iterator[str]:
    """Records as they stand in the file, whole whatever part is wanted."""
    documents = [getattr(corpus, ref.table).document(ref.row) for ref in refs]
    if documents:
        yield encode(documents[0] if len(refs) == 1 else documents, indent=2)


FORMS: Final[dict[str, Form]] = {
    form.name: form
    for form in (
        Form("words", "w", "words only", prose.words),
        Form("attributed", "a", "with attribution", prose.attributed),
        Form("markdown", "m", "Markdown blockquote with reference", prose.markdown),
        Form("reference", "r", "with attribution and full reference", prose.reference),
        Form("wiki", "k", "wiki text with reference", wiki.quotations),
        Form("html", "h", "HTML", html.figures),
        Form("latex", "l", "LaTeX (csquotes)", latex.quotations),
        Form("bibtex", "b", "BibLaTeX of the sources", cited_in("bibtex")),
        Form("ris", "i", "RIS of the sources", cited_in("ris"), "\n"),
        Form("csl-json", "c", "CSL-JSON of the sources", cited_in("csl-json")),
        Form("web-annotation", "n", "Web Annotation", _annotations),
        Form("link", "u", "link to the words", link.links, "\n",
             "no source cited here has a web address"),
        Form("json", "j", "JSON record", _records),
    )
}  # fmt: skip
"""The forms by name, in the order in which they are offered."""


def copied(
    corpus: Corpus,
    refs: Sequence[Ref],
    form: str,
    house: House = HOUSE,
    part: Part = None,
) -> str:
    """Records as they are copied.

    Args:
        corpus: The dossier.
        refs: The records, of any table, at least one. Of an event its summary is copied, of an
            actor what it is; sources cited by several stand there once.
        form: A key of `FORMS`.
        house: The house style.
        part: The part of a quote's text to copy, in code points; only where there is one record.

    Raises:
        NothingToCopyError: None of the records has what the form is made of, or the part holds no
            words.
        ValueError: There is a part, but not one record.
        DossierError: A record is nested too deeply to be written as JSON.
    """
    if part is not None and len(refs) != 1:
        raise ValueError("a part is of one record")
    text = FORMS[form].make(corpus, refs, house, part)
    if not text:
        raise NothingToCopyError(FORMS[form].lacking)
    return text
