"""Clippings: chosen quotes as one document, with their sources, to be handed in or worked on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePath
from typing import Final, NamedTuple

from store.clippings import html_page, latex_page, markdown_page, records, text_page
from store.clippings.contents import Clippings, Contents, Grouping
from store.clippings.gathering import gathered
from store.views import InView

__all__ = [
    "DOCUMENTS", "Clippings", "DocumentForm", "Grouping", "document", "form_of_file",
    "suggested_name",
]  # fmt: skip


class DocumentForm(NamedTuple):
    """A form of a document.

    Attributes:
        label: Its name for people.
        ending: How the names of its files end, without the dot.
    """

    label: str
    ending: str


DOCUMENTS: Final[dict[str, DocumentForm]] = {
    "markdown": DocumentForm("Markdown with footnotes", "md"),
    "html": DocumentForm("HTML page", "html"),
    "latex": DocumentForm("LaTeX document", "tex"),
    "text": DocumentForm("plain text", "txt"),
    "csv": DocumentForm("CSV table, a row a quote", "csv"),
    "json": DocumentForm("JSON, the records as stored", "json"),
}
"""The forms of a document."""

_PAGES: Final[dict[str, Callable[[Contents], str]]] = {
    "markdown": markdown_page.page,
    "html": html_page.page,
    "latex": latex_page.page,
    "text": text_page.page,
    "csv": records.table,
    "json": records.objects,
}

_ENDINGS: Final = {kind.ending: form for form, kind in DOCUMENTS.items()} | {
    "htm": "html", "markdown": "markdown", "latex": "latex", "text": "text",
}  # fmt: skip
_LONGEST_NAME: Final = 60


def document(clippings: Clippings, form: str) -> str:
    """The chosen quotes as a document, ended by a line feed.

    The forms to be read (Markdown, HTML, LaTeX, text) show what is invisible in a text as signs, as
    a screen does. CSV and JSON hold every character; half a surrogate pair, which UTF-8 lacks, is
    escaped.

    Args:
        clippings: What it is made of.
        form: A key of `DOCUMENTS`.

    Raises:
        DossierError: For CSV and JSON, a record is nested too deeply to be written.
    """
    return _PAGES[form](gathered(clippings))


def form_of_file(path: PurePath) -> str | None:
    """The form that a file's name asks for by its ending; None when it is none of ours."""
    return _ENDINGS.get(path.suffix.lower().removeprefix("."))


def suggested_name(seen: InView, form: str) -> str:
    """A name for the file: the dossier's own and the filter, in small ASCII letters.

    Args:
        seen: What is in view.
        form: A key of `DOCUMENTS`.
    """
    parts = [_slug(seen.corpus.path.stem), _slug(str(seen.filter)) or "clippings"]
    name = "-".join(part for part in parts if part)
    return f"{name[:_LONGEST_NAME].strip('-')}.{DOCUMENTS[form].ending}"


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
