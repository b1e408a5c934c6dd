"""Statements as other formats show them: whose words they are is never in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from store import cite
from store.date_words import words
from store.exports.base import Document
from store.forms.escape import html, visible
from store.model import Event
from store.rows import statement_rows
from store.views import InView

OWN: Final = frozenset({"id", "text", "kind", "events"})
"""The fields of a quote that every form of a statement holds."""


def by_event(seen: InView) -> dict[int | None, list[int]]:
    """The quotes in view, each once, under the first of its events in view; None for no event."""
    found: dict[int | None, list[int]] = {}
    for row in statement_rows(seen, None, None):
        found.setdefault(row.event, []).append(row.quote)
    return found


def credit(seen: InView, row: int, event: int | None = None) -> str:
    """Who said a quote, when if that is not when its event was, and how sure that is.

    Args:
        seen: What is in view.
        row: Row of the quote.
        event: Row of the event under which it stands.
    """
    corpus, quote = seen.corpus, seen.corpus.quotes[row]
    when = corpus.quote_when[row]
    own_date = when if event is None or when != corpus.event_when[event] else None
    confirmed = "confirmed" if quote.status == "confirmed" else ""
    parts = [
        cite.speaker(corpus, row), words(own_date) if own_date else "",
        cite.hedges(corpus, quote), confirmed,
    ]  # fmt: skip
    return "; ".join(part for part in parts if part)


def sentence(seen: InView, row: int, event: int | None = None) -> str:
    """A quote in one piece of text: who said it, and the words, marked where they are theirs."""
    quote = seen.corpus.quotes[row]
    label = " (paraphrase)" if quote.kind == "paraphrase" else ""
    return f"{credit(seen, row, event)}{label}: {cite.marked(quote)}"


def blockquote(seen: InView, row: int, event: int | None) -> str:
    """A verbatim quote as HTML, with who said it in a ``<cite>``."""
    text = _lines(seen.corpus.quotes[row].text)
    return f"<blockquote>{text} <cite>{html(credit(seen, row, event))}</cite></blockquote>"


def as_html(seen: InView, row: int, event: int | None) -> str:
    """A quote as HTML; only one that is the speaker's own words whole is a ``<blockquote>``."""
    if seen.corpus.quotes[row].kind == "verbatim":
        return blockquote(seen, row, event)
    return f"<p>{_lines(sentence(seen, row, event))}</p>"


def paragraphs(text: str) -> str:
    """A text as HTML paragraphs, parted by empty lines; other line ends are breaks."""
    parts = [part for part in visible(text).strip("\n").split("\n\n") if part.strip()]
    return "".join(f"<p>{_lines(part)}</p>" for part in parts)


def _lines(text: str) -> str:
    return html(text.strip("\n")).replace("\n", "<br>")


def certainty(event: Event) -> str:
    """The words that keep an event from being told flatly; empty for none."""
    status = None if event.hedge and event.status == "reported" else event.status
    return ", ".join(part for part in (event.hedge, status) if part)


def without_empty(document: Document) -> Document:
    """A record without the fields that say nothing."""
    return {key: value for key, value in document.items() if value not in (None, "", [], {})}


def beside(seen: InView, rows: Iterable[int] | None = None) -> list[str]:
    """What a credit has no room for: one name stands in it, and one date.

    Args:
        seen: What is in view.
        rows: Rows of the quotes that are written; those in view by default.
    """
    corpus = seen.corpus
    quotes = [corpus.quotes[row] for row in (seen.quotes if rows is None else rows)]
    named = (quote for quote in quotes if corpus.actors.row(quote.speaker) is not None)
    both = sum(1 for quote in named if quote.attribution)
    twice = sum(1 for quote in quotes if quote.said and quote.published)
    said = [f"of quotes: attribution beside the speaker's name ({both})"] if both else []
    return said + ([f"of quotes: published beside said ({twice})"] if twice else [])


def references(seen: InView, keys: Iterator[str]) -> list[str]:
    """Sources in plain words, each once."""
    corpus = seen.corpus
    return [cite.reference(corpus.sources[row]) for row in corpus.sources.rows(keys)]
