"""The rows of the panes, worked out record by record from the rules alone.

A pane shows what is in the filter and in the selections to its left. Actors: the cast of the
selected event under their roles, then those who only spoke about it; under all events everyone in
the filter. Quotes: under all, each once, under the first of its events in view; for an event every
statement on it in time order; with an actor selected those said by it, then those about or to it.
"""

from __future__ import annotations

from tests.unit.oracle import Document, Oracle, Picture

CastLine = tuple[str, str, int, int, int]
"""Heading, actor, events, statements said, statements about or to."""

QuoteLine = tuple[str, str | None, str]
"""Quote, the event that it stands under, what it is to the selected actor."""


def seen(oracle: Oracle, picture: Picture) -> tuple[list[Document], list[Document]]:
    events = [event for event in oracle.events if event["id"] in picture.events]
    return events, [quote for quote in oracle.quotes if quote["id"] in picture.quotes]


def actors_pane(oracle: Oracle, picture: Picture, selected: str | None) -> list[CastLine]:
    """The cast of an event under its roles, then those who only spoke; or all in view."""
    events, quotes = seen(oracle, picture)
    if selected is not None:
        (event,) = (event for event in events if event["id"] == selected)
        quotes = oracle.quotes_on(event, quotes)
        parts = event.get("participants", [])
        headings: dict[str, str] = {}
        for key in dict.fromkeys(part["actor"] for part in parts):
            roles = [part.get("role") for part in parts if part["actor"] == key]
            headings[key] = ", ".join(dict.fromkeys(role for role in roles if role))
        in_cast = [key for key in headings if key in picture.actors]
        groups = list(dict.fromkeys(headings[key] for key in in_cast))
        in_cast.sort(key=lambda key: groups.index(headings[key]))
        spoke = {key for quote in quotes for key in oracle.speakers(quote)} - {*headings}
        keys = [*in_cast, *(key for key in picture.actors if key in spoke)]
    else:
        headings, keys = dict.fromkeys(picture.actors, "all"), picture.actors
    return [
        (
            headings.get(key, "spoke"),
            key,
            sum(key in oracle.cast(event) for event in events),
            sum(key in oracle.speakers(quote) for quote in quotes),
            sum(key in oracle.spoken_of(quote) for quote in quotes),
        )
        for key in keys
    ]


def quotes_pane(
    oracle: Oracle, picture: Picture, event: str | None, actor: str | None
) -> list[QuoteLine]:
    """Statements under their events; or those on an event; or by, then about an actor."""
    events, quotes = seen(oracle, picture)
    for chosen in (one for one in events if one["id"] == event):
        quotes = oracle.quotes_on(chosen, quotes)
    if actor is not None:
        said = [quote for quote in quotes if actor in oracle.speakers(quote)]
        others = [q for q in quotes if actor in oracle.spoken_of(q) and q not in said]
        return [
            *((quote["id"], None, "said by") for quote in said),
            *((quote["id"], None, "about or to") for quote in others),
        ]
    if event is not None:
        return [(quote["id"], None, "") for quote in quotes]
    lines: list[QuoteLine] = []
    for quote in quotes:
        own = [e["id"] for e in oracle.events_of(quote) if e["id"] in picture.events]
        lines.append((quote["id"], own[0] if own else None, ""))
    order = [*picture.events, None]
    return sorted(lines, key=lambda line: order.index(line[1]))
