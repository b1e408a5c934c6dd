"""FollowTheMoney: JSON lines, an entity each.

Schemata and properties: https://followthemoney.tech/explorer/, version 4. Every value is a list of
texts, and dates are beginnings of ISO 8601 in UTC; what that cannot say stands in ``notes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from store import cite
from store.dates import When
from store.encoding import encode
from store.exports import moments, statements
from store.exports.base import (
    Exporter,
    ExportOptions,
    closed,
    encoded,
    unheld,
)  # fmt: skip
from store.forms.cited import Cited
from store.forms.csl_json import items
from store.model import Actor, Citation
from store.views import InView

SCHEMATA: Final = {
    "person": "Person", "organisation": "Organization", "state": "PublicBody",
    "government-body": "PublicBody", "armed-group": "Organization",
    "military-unit": "Organization", "media": "Organization", "group": "LegalEntity",
    "facility": "LegalEntity", "unknown": "LegalEntity",
}  # fmt: skip

_SAID_BY_SCHEMA: Final = frozenset({"person", "organisation", "government-body", "unknown"})
"""The kinds of actor that a schema alone says; the others are named besides."""

_PAPERS: Final = {
    "article": "Article", "article-journal": "Article", "article-magazine": "Article",
    "article-newspaper": "Article", "post-weblog": "HyperText", "post": "HyperText",
    "webpage": "HyperText",
}  # fmt: skip

_HELD: Final = {
    "sources": frozenset({"id", "csl", "archived", "retrieved"}),
    "actors": frozenset({
        "id", "name", "kind", "short", "aliases", "positions", "description", "country", "wikidata",
        "citations", "tags",
    }),
    "events": frozenset({
        "id", "title", "when", "display_date", "type", "place", "summary", "participants", "hedge",
        "status", "citations", "tags",
    }),
    "quotes": frozenset({
        "id", "text", "kind", "speaker", "attribution", "hedge", "status", "via", "said", "events",
            "citations", "tags",
    }),
    "links": frozenset({"id", "from", "to", "kind", "note"}),
}  # fmt: skip


def _entity(key: str, schema: str, **properties: object) -> bytes:
    values: dict[str, list[str]] = {}
    for name, value in properties.items():
        given = value if isinstance(value, list | tuple) else [value]
        if kept := [str(one) for one in given if one not in (None, "")]:
            values[name] = kept
    entity = {"id": key, "schema": schema, "properties": values}
    return encoded(f"{encode(entity)}\n")


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    rows = closed(seen)
    for row in rows["sources"]:
        yield _source(seen, row)
    for row in rows["actors"]:
        yield from _actor(seen, row)
    for row in rows["events"]:
        yield from _event(seen, row)
    for row in rows["quotes"]:
        yield _note(seen, row)
    for row in rows["links"]:
        link = seen.corpus.links[row]
        yield _entity(
            link.id, "UnknownLink", subject=link.from_, object=link.to, role=link.kind,
            summary=link.note,
        )  # fmt: skip


def _source(seen: InView, row: int) -> bytes:
    source = seen.corpus.sources[row]
    csl = items([Cited(row, source)])[0]
    title = csl.get("title") or source.id
    authors = [
        " ".join(filter(None, (name.get("given"), name.get("family")))) or name.get("literal")
        for name in csl.get("author", ())
    ]
    return _entity(
        source.id,
        _PAPERS.get(csl["type"], "Document"),
        fileName=title,
        title=title,
        author=authors,
        publishedAt=_issued(csl.get("issued")),
        sourceUrl=cite.web_address(source.csl),
        publisher=csl.get("publisher") or csl.get("container-title"),
        retrievedAt=source.retrieved,
        notes=f"Archived: {source.archived}" if source.archived else None,
    )


def _issued(date: object) -> str:
    parts = date.get("date-parts") if isinstance(date, dict) else None
    if not parts:
        return ""
    year, *others = parts[0]
    return "-".join((f"{year:04}", *(f"{part:02}" for part in others)))


def _dated(seen: InView, when: When | None) -> dict[str, object]:
    """A date as properties: one alone, two ends, and as EDTF where that says more."""
    if when is None:
        return {}
    found = moments.span(when)
    start, end = (moments.utc_prefix(text, seen.corpus) for text in (found.start, found.end))
    plain = f"{start}/{end}" if end and end != start else start
    notes = None if plain == when.text and "T" not in plain else when.text
    if when.open_start:
        return {"endDate": start, "notes": notes}
    if end or when.form == "interval":
        return {"startDate": start, "endDate": end, "notes": notes}
    return {"date": start, "notes": notes}


def _actor(seen: InView, row: int) -> Iterator[bytes]:
    actor = seen.corpus.actors[row]
    free = [p for p in actor.positions if seen.corpus.actors.row(p.of) is None]
    yield _entity(
        actor.id,
        SCHEMATA[actor.kind],
        name=actor.name,
        alias=[alias.name for alias in actor.aliases],
        abbreviation=actor.short,
        position=[position.title for position in free],
        description=actor.description,
        country=_country(actor),
        wikidataId=actor.wikidata,
        classification=None if actor.kind in _SAID_BY_SCHEMA else actor.kind,
        keywords=actor.tags,
    )
    for number, position in enumerate(actor.positions, 1):
        if position not in free:
            when = moments.date_of(seen.corpus, position.when)
            dated = _dated(seen, when)
            start = dated.get("startDate") or dated.get("date")
            end = dated.get("endDate") or dated.get("date")
            yield _entity(
                f"{actor.id}.position-{number}", "Membership", member=actor.id,
                organization=position.of, role=position.title, startDate=start,
                endDate=end, summary=position.note,
            )  # fmt: skip
    yield from _documentation(actor.id, actor.citations)


def _country(actor: Actor) -> str:
    """The country where it is a code, as the format wants it: two small letters."""
    code = (actor.country or "").lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _event(seen: InView, row: int) -> Iterator[bytes]:
    corpus, event = seen.corpus, seen.corpus.events[row]
    dated = _dated(seen, corpus.event_when[row])
    about = [event.display_date, event.type, statements.certainty(event)]
    yield _entity(
        event.id,
        "Event",
        name=event.title,
        summary=event.summary,
        location=event.place,
        involved=list(dict.fromkeys(part.actor for part in event.participants)),
        keywords=event.tags,
        **{**dated, "notes": [note for note in (dated.get("notes"), *about) if note]},
    )
    for number, part in enumerate(event.participants, 1):
        if part.role:
            yield _entity(
                f"{event.id}.part-{number}", "UnknownLink", subject=part.actor, object=event.id,
                role=part.role, summary=part.note,
            )  # fmt: skip
    yield from _documentation(event.id, event.citations)


def _documentation(key: str, citations: Iterable[Citation]) -> Iterator[bytes]:
    for number, citation in enumerate(citations, 1):
        cited = (citation.locator, citation.exact)
        yield _entity(
            f"{key}.source-{number}", "Documentation", document=citation.source, entity=key,
            role=citation.note, summary=", ".join(filter(None, cited)),
        )  # fmt: skip


def _note(seen: InView, row: int) -> bytes:
    """A statement: no schema is made for one, and Note says least that is not so."""
    corpus, quote = seen.corpus, seen.corpus.quotes[row]
    said = moments.date_of(corpus, quote.said)
    found = moments.span(said) if said else None
    return _entity(
        quote.id,
        "Note",
        description=quote.text,
        entity=[key for key in (quote.speaker, *quote.events) if key],
        proof=list(dict.fromkeys(citation.source for citation in quote.citations)),
        keywords=["quotation", quote.kind, *quote.tags],
        date=moments.utc_prefix(found.start, corpus) if found else None,
        name=statements.credit(seen, row),
        language=quote.language if quote.language and len(quote.language) == 3 else None,
    )


def _losses(seen: InView) -> list[str]:
    rows = closed(seen)
    said = unheld(seen, rows, _HELD)
    if rows["sources"]:
        said.append("of references all but title, author, date, publisher and address")
    return said


EXPORTER: Final = Exporter("ftm", "FollowTheMoney entities", "ftm.json", _write, _losses)
