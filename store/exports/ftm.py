"""FollowTheMoney: JSON lines, an entity each.

Schemata and properties: https://followthemoney.tech/explorer/, version 4. Every value is a list of
texts, and dates are beginnings of ISO 8601 in UTC, from the year 1000 to 2999; what that cannot say
stands in ``notes``, and of what stands between two records in ``description``. A property that its
schema lacks, or a value that its type refuses, would be dropped by the readers of the format
without a word, so none is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import asdict

from store.dates import When
from store.encoding import encode
from store.exports import moments, statements
from store.exports.base import Exporter, ExportOptions, closed, encoded
from store.exports.ftm_losses import losses, with_ends
from store.exports.ftm_source import paper
from store.ftm_forms import ALIASES, TIES, are_plain, between_id, labelled, written_id
from store.model import Actor, Citation, Event, Participation, Position
from store.views import InView

SCHEMATA: Final = {
    "person": "Person", "organisation": "Organization", "state": "PublicBody",
    "government-body": "PublicBody", "armed-group": "Organization",
    "military-unit": "Organization", "media": "Organization", "group": "LegalEntity",
    "facility": "LegalEntity", "unknown": "LegalEntity",
}  # fmt: skip

_SAID_BY_SCHEMA: Final = frozenset({"person", "organisation", "government-body", "unknown"})
"""The kinds of actor that a schema alone says; the others are named besides."""

_BODIES: Final = frozenset({"Organization", "PublicBody"})
"""The schemata in which somebody can be a member."""

_DATE: Final = re.compile(r"[12][0-9]{3}(-.*)?")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]*")


def _entity(key: str, schema: str, **properties: object) -> bytes:
    """A line; the id is one as it is written."""
    values: dict[str, list[str]] = {}
    for name, value in properties.items():
        given = value if isinstance(value, list | tuple) else [value]
        if kept := [str(one) for one in given if one not in (None, "")]:
            values[name] = kept
    entity = {"id": key, "schema": schema, "properties": values}
    return encoded(f"{encode(entity)}\n")


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    corpus, rows = seen.corpus, closed(seen)
    for row in rows["sources"]:
        source = corpus.sources[row]
        made = paper(source)
        yield _entity(written_id(source.id), made.schema, **made.properties)
    for row in rows["actors"]:
        yield from _actor(seen, row)
    for row in rows["events"]:
        yield from _event(seen, row)
    for row in rows["quotes"]:
        yield from _statement(seen, row)
    for row in with_ends(seen, rows):
        link = corpus.links[row]
        yield _entity(
            written_id(link.id), "UnknownLink", subject=written_id(link.from_),
            object=written_id(link.to), role=link.kind, summary=link.note,
            description=labelled("links", {"citations": link.citations}),
        )  # fmt: skip


def _dated(seen: InView, when: When | None) -> dict[str, str]:
    """A date as properties: one alone, two ends, and as EDTF where that says more."""
    if when is None:
        return {}
    found = moments.span(when)
    start, end = (moments.utc_prefix(text, seen.corpus) for text in (found.start, found.end))
    plain = f"{start}/{end}" if end and end != start else start
    if when.open_start:
        dates = {"endDate": start}
    elif end or when.form == "interval":
        dates = {"startDate": start, "endDate": end}
    else:
        dates = {"date": start}
    kept = {name: text for name, text in dates.items() if _DATE.fullmatch(text)}
    whole = (
        plain == when.text and "T" not in plain and kept == {k: v for k, v in dates.items() if v}
    )
    return kept if whole else {**kept, "notes": when.text}


def _actor(seen: InView, row: int) -> Iterator[bytes]:
    actor = seen.corpus.actors[row]
    key = written_id(actor.id)
    country = actor.country if _COUNTRY.fullmatch(actor.country or "") else None
    wikidata = actor.wikidata if _WIKIDATA.fullmatch(actor.wikidata or "") else None
    free = [one for one in actor.positions if _body(seen, one) is None]
    titles = actor.kind == "person" and all(one == Position(one.title) for one in free)
    besides = {
        "country": None if country else actor.country,
        "wikidata": None if wikidata else actor.wikidata,
        "aliases": () if are_plain(actor.aliases) else actor.aliases,
        "positions": () if titles else tuple(free),
    }
    names: dict[str | None, list[str]] = {note: [] for note in ALIASES}
    for alias in actor.aliases:
        names[alias.note if alias.note in names else None].append(alias.name)
    plain, weak, former = names.values()
    yield _entity(
        key,
        SCHEMATA[actor.kind],
        name=actor.name,
        alias=plain,
        weakAlias=weak,
        previousName=former,
        abbreviation=actor.short,
        position=[one.title for one in free] if actor.kind == "person" else None,
        description=actor.description,
        country=country.lower() if country else None,
        wikidataId=wikidata,
        classification=None if actor.kind in _SAID_BY_SCHEMA else actor.kind,
        keywords=actor.tags,
        notes=labelled("actors", besides),
    )
    for number, position in enumerate(actor.positions, 1):
        body = _body(seen, position)
        if body is not None:
            yield _office(seen, actor, number, position, body)
    yield from _documentation(actor.id, actor.citations)


def _body(seen: InView, position: Position) -> Actor | None:
    row = seen.corpus.actors.row(position.of)
    return None if row is None else seen.corpus.actors[row]


def _office(seen: InView, actor: Actor, number: int, position: Position, body: Actor) -> bytes:
    dated = _dated(seen, moments.date_of(seen.corpus, position.when))
    day = dated.get("date")
    # A day says when it was held, and neither when that began nor when it ended.
    when = position.when if day else dated.get("notes")
    member = SCHEMATA[body.kind] in _BODIES
    ends = ("member", "organization") if member else ("subject", "object")
    return _entity(
        between_id(actor.id, "position", number),
        "Membership" if member else "UnknownLink",
        **dict(zip(ends, (written_id(actor.id), written_id(body.id)), strict=True)),
        role=position.title,
        date=day,
        startDate=dated.get("startDate"),
        endDate=dated.get("endDate"),
        summary=position.note,
        description=labelled("positions", {"when": when, "citations": position.citations}),
    )


def _event(seen: InView, row: int) -> Iterator[bytes]:
    corpus, event = seen.corpus, seen.corpus.events[row]
    dated = _dated(seen, corpus.event_when[row])
    notes = [dated.pop("notes", ""), *labelled("events", asdict(event))]
    cast = dict.fromkeys(part.actor for part in event.participants)
    yield _entity(
        written_id(event.id),
        "Event",
        name=event.title,
        summary=event.summary,
        location=event.place,
        involved=[written_id(key) for key in cast],
        keywords=event.tags,
        notes=notes,
        **dated,
    )
    for number, part in _told_apart(event):
        yield _entity(
            between_id(event.id, "part", number), "UnknownLink", subject=written_id(part.actor),
            object=written_id(event.id), role=part.role, summary=part.note,
        )  # fmt: skip
    yield from _documentation(event.id, event.citations)


def _told_apart(event: Event) -> Iterator[tuple[int, Participation]]:
    """The parts in an event of which more is to be said than who was involved."""
    actors = [part.actor for part in event.participants]
    for number, part in enumerate(event.participants, 1):
        if part.role or part.note or actors.count(part.actor) > 1:
            yield number, part


def _documentation(key: str, citations: Iterable[Citation]) -> Iterator[bytes]:
    for number, citation in enumerate(citations, 1):
        yield _entity(
            between_id(key, "source", number), "Documentation",
            document=written_id(citation.source), entity=written_id(key), role=citation.note,
            description=labelled("citations", asdict(citation)),
        )  # fmt: skip


def _statement(seen: InView, row: int) -> Iterator[bytes]:
    """A statement: no schema is made for one, and Note says least that is not so."""
    quote = seen.corpus.quotes[row]
    passed_on = quote.via.actor if quote.via else None
    fields = {**asdict(quote), "via": quote.via.words if quote.via else None}
    yield _entity(
        written_id(quote.id),
        "Note",
        name=statements.credit(seen, row),
        description=quote.text,
        entity=[written_id(key) for key in (quote.speaker, *quote.events) if key],
        proof=list(dict.fromkeys(written_id(citation.source) for citation in quote.citations)),
        keywords=["quotation", quote.kind, *quote.tags],
        notes=labelled("quotes", fields),
    )
    named: dict[str, Sequence[str]] = {
        "via": (passed_on,) if passed_on else (), "audience": quote.audience, "about": quote.about,
    }  # fmt: skip
    for part, actors in named.items():
        for number, actor in enumerate(actors, 1):
            yield _entity(
                between_id(quote.id, part, number), "UnknownLink", subject=written_id(actor),
                object=written_id(quote.id), role=TIES[part],
            )  # fmt: skip
    yield from _documentation(quote.id, quote.citations)


EXPORTER: Final = Exporter("ftm", "FollowTheMoney entities", "ftm.json", _write, losses)
