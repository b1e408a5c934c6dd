"""The rows of each pane, worked out from what is in view and what is selected."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from store.corpus import Corpus
from store.views import InView

SPOKE: Final = "spoke about it"
"""The heading over those of a cast who only spoke."""


class CastRow(Struct, frozen=True, gc=False):
    """A row of the Actors pane.

    Attributes:
        actor: Row of the actor.
        heading: The group that it stands in: its roles, or `SPOKE`; empty under all events.
        events: Events in view in which it takes part.
        said: Statements in view that it makes or passes on, on the selected event if there is one.
        of: Statements in view about or to it, likewise.
    """

    actor: int
    heading: str
    events: int
    said: int
    of: int


class StatementRow(Struct, frozen=True, gc=False):
    """A row of the Quotes pane.

    Attributes:
        quote: Row of the quote.
        event: Row of the event whose heading it stands under, when quotes are grouped by event.
        group: What it is to the selected actor, when one is selected.
    """

    quote: int
    event: int | None = None
    group: Literal["", "said by", "about or to"] = ""


def cast_rows(seen: InView, event: int | None) -> list[CastRow]:
    """The Actors pane: the cast of an event under its roles, or everyone in view.

    Args:
        seen: What is in view.
        event: Row of the selected event, None for all.
    """
    corpus = seen.corpus
    if event is None:
        rows = [
            CastRow(
                actor, "", len(seen.events_with(actor)),
                len(seen.said_by(actor)), len(seen.about(actor)),
            )
            for actor in seen.actors
        ]  # fmt: skip
        return sorted(
            rows, key=lambda row: (-row.said, -row.events, -row.of, corpus.actors[row.actor].name)
        )
    statements = set(seen.statements_on(event))
    groups: dict[str, list[int]] = {}
    for actor in corpus.cast[event]:
        if seen.has_actor(actor):
            groups.setdefault(roles_in(corpus, event, actor), []).append(actor)
    speakers = [
        actor for actor in seen.actors
        if actor not in corpus.cast[event] and not statements.isdisjoint(corpus.says[actor])
    ]  # fmt: skip
    return [
        CastRow(
            actor, heading, len(seen.events_with(actor)),
            len(statements.intersection(corpus.says[actor])),
            len(statements.intersection(corpus.spoken_of[actor])),
        )
        for heading, actors in (*groups.items(), (SPOKE, speakers))
        for actor in actors
    ]  # fmt: skip


def roles_in(corpus: Corpus, event: int, actor: int) -> str:
    """An actor's roles in an event, joined; "no role stated" where the source gives none."""
    key = corpus.actors[actor].id
    roles = [
        part.role for part in corpus.events[event].participants if part.actor == key and part.role
    ]
    return ", ".join(dict.fromkeys(roles)) or "no role stated"


def statement_rows(seen: InView, event: int | None, actor: int | None) -> list[StatementRow]:
    """The Quotes pane: the statements in view on an event, by or about an actor, or all.

    Args:
        seen: What is in view.
        event: Row of the selected event, None for all.
        actor: Row of the selected actor, None for all.
    """
    if actor is not None:
        said = seen.said_by(actor)
        known = frozenset(said)
        spoken_of = [row for row in seen.about(actor) if row not in known]
        on = None if event is None else set(seen.statements_on(event))
        grouped = [StatementRow(row, None, "said by") for row in said]
        grouped += [StatementRow(row, None, "about or to") for row in spoken_of]
        return [row for row in grouped if on is None or row.quote in on]
    if event is not None:
        return [StatementRow(row) for row in seen.statements_on(event)]
    return _under_events(seen)


def _under_events(seen: InView) -> list[StatementRow]:
    """Every quote in view once, under the first of its events in view; those without one last."""
    last = len(seen.corpus.events)
    under = []
    for quote in seen.quotes:
        own = seen.corpus.quote_events[quote]
        if seen.filter:
            own = [row for row in own if seen.has_event(row)]
        under.append((own[0] if own else last, quote))
    under.sort()
    return [StatementRow(quote, None if event == last else event) for event, quote in under]
