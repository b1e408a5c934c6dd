"""Popolo: people, bodies, offices, events and speeches as one JSON object.

The fields are those of https://www.popoloproject.com/specs/. Its speech is the only one that
leads to a speaker and to an event, with the speaker as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from store import cite
from store.dates import When
from store.encoding import encode
from store.exports import moments, statements
from store.exports.base import (
    ABOUT,
    CITED,
    Document,
    Exporter,
    ExportOptions,
    closed,
    counted,
    encoded,
    unheld,
)  # fmt: skip
from store.model import Actor, Citation, Quote
from store.views import InView

GENERATOR: Final = "onrecord"
"""Says that texts are plain, and that fields of ours stand beside Popolo's."""

_HELD: Final = {
    "dossier": ABOUT,
    "actors": CITED | {
        "id", "name", "kind", "aliases", "aliases.name", "aliases.note", "positions",
        "positions.title", "positions.of", "positions.when", "positions.citations", "description",
        "wikidata",
    },
    "events": CITED | {
        "id", "title", "when", "display_date", "summary", "type", "place", "hedge", "status",
        "participants",
    },
    "quotes": CITED | {
        "id", "text", "kind", "words", "speaker", "attribution", "audience", "hedge", "status",
        "via", "said", "published", "display_date", "events", "seq",
    },
}  # fmt: skip


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    """The object, a class of records after the other."""
    rows = closed(seen)
    actors = [seen.corpus.actors[row] for row in rows["actors"]]
    people = [actor for actor in actors if actor.kind == "person"]
    bodies = [actor for actor in actors if actor.kind != "person"]
    classes: dict[str, Iterator[Document]] = {
        "persons": (_person(seen, actor) for actor in people),
        "organizations": (_body(seen, actor) for actor in bodies),
        "memberships": (one for actor in actors for one in _memberships(seen, actor)),
        "events": (_event(seen, row) for row in rows["events"]),
        "speeches": (_speech(seen, row) for row in rows["quotes"]),
    }
    yield f'{{"generator": "{GENERATOR}"'.encode()
    for name, documents in classes.items():
        yield f',\n"{name}": ['.encode()
        for place, document in enumerate(documents):
            whole = encode(statements.without_empty(document))
            yield encoded(f"{',' if place else ''}\n  {whole}")
        yield b"]"
    yield b"\n}\n"


def _actor(seen: InView, actor: Actor) -> Document:
    wikidata = [{"scheme": "wikidata", "identifier": actor.wikidata}] if actor.wikidata else []
    names = [
        statements.without_empty({"name": alias.name, "note": alias.note})
        for alias in actor.aliases
    ]
    return {
        "id": actor.id,
        "name": actor.name,
        "other_names": names,
        "identifiers": wikidata,
        "sources": _sources(seen, actor.citations),
    }


def _person(seen: InView, actor: Actor) -> Document:
    return {**_actor(seen, actor), "summary": actor.description}


def _body(seen: InView, actor: Actor) -> Document:
    about = {"classification": actor.kind, "description": actor.description}
    return {**_actor(seen, actor), **about}


def _memberships(seen: InView, actor: Actor) -> Iterator[Document]:
    for position in actor.positions:
        when = moments.date_of(seen.corpus, position.when)
        dated = _dates(when)
        if when is not None and "end_date" not in dated:
            # A membership without an end goes on, which this date does not say.
            dated["edtf"] = when.text
        yield statements.without_empty(
            {
                "person_id" if actor.kind == "person" else "member_id": actor.id,
                "organization_id": position.of,
                "role": position.title,
                **dated,
                "sources": _sources(seen, position.citations),
            }
        )


def _dates(when: When | None) -> Document:
    """The two ends; what they leave out as EDTF, which is none of the format's own fields."""
    if when is None:
        return {}
    found = moments.span(when)
    if when.open_start:
        return {"end_date": found.start, "edtf": when.text}
    edtf = "" if found.exact and found.start != found.end else when.text
    return statements.without_empty(
        {"start_date": found.start, "end_date": found.end, "edtf": edtf}
    )


def _event(seen: InView, row: int) -> Document:
    corpus, event = seen.corpus, seen.corpus.events[row]
    attendees = [
        statements.without_empty({"id": part.actor, "role": part.role, "note": part.note})
        for part in event.participants
    ]
    return {
        "id": event.id,
        "name": event.title,
        "description": event.summary,
        "classification": event.type,
        **_dates(corpus.event_when[row]),
        "location": event.place,
        "display_date": event.display_date,
        "status": event.status,
        "hedge": event.hedge,
        "attendees": attendees,
        "sources": _sources(seen, event.citations),
    }


def _speech(seen: InView, row: int) -> Document:
    corpus, quote = seen.corpus, seen.corpus.quotes[row]
    when = corpus.quote_when[row]
    label = {"verbatim": "speech", "mixed": "summary", "paraphrase": "summary"}[quote.kind]
    return {
        "id": quote.id,
        "creator_id": quote.speaker,
        "attribution_text": quote.attribution,
        "audience_id": next(iter(quote.audience), None),
        "text": quote.text if quote.kind != "mixed" else cite.marked(quote),
        "classification": label,
        "role": quote.kind,
        "date": moments.span(when).start if when else None,
        "position": quote.seq,
        "event_id": next(iter(quote.events), None),
        "note": cite.hedges(corpus, quote),
        "display_date": quote.display_date,
        "hedge": quote.hedge,
        "status": quote.status,
        "via": _via(quote),
        "words": list(quote.words),
        "unmarked": quote.text if quote.kind == "mixed" else None,
        "said": quote.said,
        "published": quote.published,
        "sources": _sources(seen, quote.citations),
    }


def _via(quote: Quote) -> Document:
    via = quote.via
    return statements.without_empty({"actor": via.actor, "words": via.words}) if via else {}


def _sources(seen: InView, citations: Sequence[Citation]) -> list[Document]:
    sources = seen.corpus.sources
    found = []
    for citation in citations:
        row = sources.row(citation.source)
        if row is not None:
            note = ", ".join(filter(None, (cite.reference(sources[row]), citation.locator)))
            address = cite.web_address(sources[row].csl)
            found.append(statements.without_empty({"url": address, "note": note}))
    return found


def _losses(seen: InView) -> list[str]:
    rows = dict(closed(seen))
    cited = any(
        getattr(seen.corpus, t)[row].citations
        for t in ("actors", "events", "quotes")
        for row in rows[t]
    )
    quotes = [seen.corpus.quotes[row] for row in rows["quotes"]]
    events = sum(1 for quote in quotes if len(quote.events) > 1)
    heard = sum(1 for quote in quotes if len(quote.audience) > 1)
    sources = rows.pop("sources")
    kept = "sources as records (references to them are kept where they are cited)"
    said = [kept] if cited or sources else []
    said += [f"all but the first event of {counted(events, 'quote')}"] if events else []
    said += [f"all but the first addressee of {counted(heard, 'quote')}"] if heard else []
    return said + unheld(seen, rows, _HELD)


EXPORTER: Final = Exporter("popolo", "Popolo JSON", "json", _write, _losses)
