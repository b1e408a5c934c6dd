"""schema.org as JSON-LD: events, their people, quotations and sources as one graph.

Types and properties: https://schema.org/Event, https://schema.org/Quotation. Quotation is for a
speaker's own words; a statement in other words is a Claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote as percent

from store import cite
from store.date_words import words
from store.encoding import encode
from store.exports import moments, statements
from store.exports.base import (
    ABOUT,
    Document,
    Exporter,
    ExportOptions,
    closed,
    encoded,
    unheld,
)  # fmt: skip
from store.model import Citation
from store.views import InView

_ACTORS: Final = {
    "person": "Person", "state": "Country", "government-body": "GovernmentOrganization",
    "media": "NewsMediaOrganization", "facility": "Place", "unknown": "Thing",
}  # fmt: skip
_PAPERS: Final = {
    "article-newspaper": "NewsArticle", "article-magazine": "Article", "article": "Article",
    "article-journal": "ScholarlyArticle", "webpage": "WebPage", "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting", "report": "Report", "book": "Book", "chapter": "Chapter",
    "legislation": "Legislation", "thesis": "Thesis",
}  # fmt: skip
_HELD: Final = {
    "dossier": ABOUT | {"title", "description", "language"},
    "sources": frozenset({"id", "csl", "archived"}),
    "actors": frozenset({
        "id", "name", "kind", "short", "aliases", "aliases.name", "positions",
        "positions.title", "positions.of", "positions.note", "description", "wikidata",
        "citations", "citations.source",
    }),
    "events": frozenset({
        "id", "title", "when", "display_date", "place", "summary", "type", "participants",
        "participants.actor", "participants.role", "status", "hedge", "citations",
        "citations.source", "tags",
    }),
    "quotes": frozenset({
        "id", "text", "kind", "words", "speaker", "attribution", "hedge", "status", "via", "said",
        "published", "events", "about", "language", "context", "citations", "citations.source",
        "tags",
    }),
}  # fmt: skip


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    rows = closed(seen)
    corpus = seen.corpus
    makers = (
        ("sources", _source), ("actors", _actor), ("events", _event), ("quotes", _quote),
    )  # fmt: skip
    yield b'{"@context": "https://schema.org",\n"@graph": ['
    about = {
        "@type": "Dataset", "@id": _id("dossier", corpus.dossier.id),
        "name": corpus.dossier.title, "description": corpus.dossier.description,
        "inLanguage": corpus.dossier.language,
    }  # fmt: skip
    yield encoded(f"\n{encode(statements.without_empty(about))}")
    for table, made in makers:
        for row in rows[table]:
            yield encoded(f",\n{encode(statements.without_empty(made(seen, row)))}")
    yield b"\n]}\n"


def _id(table: str, key: str) -> str:
    """A name inside the document, whatever the id holds."""
    return f"#{table}/{percent(key, safe='', errors='replace')}"


def _refs(table: str, keys: Iterable[str]) -> list[Document]:
    return [{"@id": _id(table, key)} for key in dict.fromkeys(keys)]


def _cited(citations: Iterable[Citation]) -> list[Document]:
    return _refs("sources", (citation.source for citation in citations))


def _source(seen: InView, row: int) -> Document:
    source = seen.corpus.sources[row]
    kind = source.csl.get("type")
    return {
        "@type": _PAPERS.get(kind, "CreativeWork") if isinstance(kind, str) else "CreativeWork",
        "@id": _id("sources", source.id),
        "name": source.csl.get("title") if isinstance(source.csl.get("title"), str) else source.id,
        "url": cite.web_address(source.csl),
        "archivedAt": cite.web_address({"URL": source.archived}),
        "citation": cite.reference(source),
    }


def _actor(seen: InView, row: int) -> Document:
    corpus, actor = seen.corpus, seen.corpus.actors[row]
    kind = _ACTORS.get(actor.kind, "Organization")
    offices = [cite.position_words(corpus, position) for position in actor.positions]
    wikidata = actor.wikidata or ""
    known = wikidata[:1] == "Q" and wikidata[1:].isdecimal()
    return {
        "@type": kind,
        "@id": _id("actors", actor.id),
        "name": actor.name,
        "alternateName": [*filter(None, [actor.short]), *(alias.name for alias in actor.aliases)],
        "description": actor.description,
        "jobTitle" if kind == "Person" else "disambiguatingDescription": offices,
        "sameAs": f"https://www.wikidata.org/entity/{wikidata}" if known else "",
        "subjectOf": _cited(actor.citations),
    }


def _event(seen: InView, row: int) -> Document:
    event, when = seen.corpus.events[row], seen.corpus.event_when[row]
    found = moments.span(when) if when else None
    start = found.start if found and when and not when.open_start else ""
    end = found.start if found and when and when.open_start else found.end if found else ""
    said = event.display_date or (words(when) if when and found and not found.exact else "")
    roles = [
        {"@type": "Role", "roleName": part.role, "contributor": _refs("actors", [part.actor])}
        for part in event.participants
        if part.role
    ]
    plain = [part.actor for part in event.participants if not part.role]
    notes = "; ".join(filter(None, (said, statements.certainty(event))))
    return {
        "@type": "Event",
        "@id": _id("events", event.id),
        "name": event.title,
        "description": event.summary,
        "disambiguatingDescription": notes,
        "startDate": start,
        "endDate": end,
        "location": {"@type": "Place", "name": event.place} if event.place else None,
        "keywords": [*filter(None, [event.type]), *event.tags],
        "contributor": [*roles, *_refs("actors", plain)],
        "subjectOf": _cited(event.citations),
    }


def _quote(seen: InView, row: int) -> Document:
    corpus, quote, when = seen.corpus, seen.corpus.quotes[row], seen.corpus.quote_when[row]
    speaker = _refs("actors", [quote.speaker]) if quote.speaker else []
    name = {"@type": "Person", "name": quote.attribution} if quote.attribution else None
    maker = speaker[0] if speaker else name
    own = quote.kind == "verbatim"
    found = moments.span(when) if when else None
    vague = words(when) if when and found and (found.end or not found.exact) else ""
    confirmed = "confirmed" if quote.status == "confirmed" else ""
    about = (quote.kind, vague, cite.hedges(corpus, quote), confirmed, quote.context)
    return {
        "@type": "Quotation" if own else "Claim",
        "@id": _id("quotes", quote.id),
        "text": quote.text if own else cite.marked(quote),
        "creator" if own else "author": maker,
        "spokenByCharacter" if own else "": maker if own else None,
        "description": "; ".join(filter(None, about)),
        # What was said on a day or before it was not said on that day.
        "dateCreated": found.start if found and when and not when.open_start else None,
        "inLanguage": quote.language,
        "recordedIn": _refs("events", quote.events),
        "about": _refs("actors", quote.about),
        "keywords": list(quote.tags),
        "isBasedOn" if own else "appearance": _cited(quote.citations),
    }


def _losses(seen: InView) -> list[str]:
    rows = closed(seen)
    return statements.beside(seen, rows["quotes"]) + unheld(seen, rows, _HELD)


EXPORTER: Final = Exporter("jsonld", "schema.org JSON-LD", "jsonld", _write, _losses)
