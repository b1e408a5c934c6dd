"""What is in view, worked out record by record from the rules alone: slow, plain, no indexes.

The rules, as users are told them:

- A term is answered by a quote's own fields, or lent by one of its events: words (title, summary,
  place), ``role:``, ``place:``, ``type:``, ``event:``, and ``date:`` where the quote has neither
  `said` nor `published`. ``within:`` and ``date:none`` ask the quote alone.
- A quote is in view when every term holds for it. A negated term strikes it by its own fields, or
  by its events for the terms that only events have.
- An event is in view when every term holds for it; or (except under ``date:none``) when one of its
  quotes in view holds every term by its own fields or by what this very event lends, and no
  negated term strikes the event itself. A term that only quotes have never holds for an event by
  itself, negated or not.
- An actor is in view when it takes part in an event in view, speaks, passes on, is addressed or
  spoken of in a quote in view, or is named by an ``actor:`` term; also when it holds every ``id:``,
  ``tag:``, ``source:``, ``is:`` and ``note:`` term by itself and there are no other terms. One
  that a negated ``actor:`` names never is.
- ``is:`` and ``note:`` ask what the user has put on the record itself, and ``tag:`` asks for that
  as well as for what the record says. They are answered by each record alone, and never lent.
- A source is in view when a record in view cites it; a link when both its records are. With no
  filter every record is in view.

Dates come from a table written by hand, so that no date parser is needed either.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.filters import Term
from tests.unit.spans import EVER_BEFORE, SPANS, WINDOWS, Span

Document = Mapping[str, Any]
Tables = Mapping[str, Mapping[str, Document]]

ONLY_EVENTS = {"role", "place", "type", "event"}
ONLY_QUOTES = {"kind", "speaker", "about"}
OWN_TO_ALL = {"id", "tag", "source", "is", "note"}


class MistakeError(Exception):
    """The filter names something that the dossier does not have."""


@dataclass(frozen=True)
class Picture:
    """Ids in view, in the order in which lists show them, and the events that are dim."""

    events: list[str]
    quotes: list[str]
    actors: list[str]
    sources: list[str]
    links: list[str]
    for_its_words: set[str]


def plain(text: str) -> str:
    """Text without case, accents and apostrophes, hyphens as spaces."""
    text = unicodedata.normalize("NFD", text.lower())
    text = "".join(c for c in text if unicodedata.category(c) != "Mn" and c not in "'’‘`")
    return " ".join(text.replace("-", " ").split())


def holds_words(texts: Iterable[str | None], needle: str) -> bool:
    return any(plain(needle) in plain(text) for text in texts if text)


def same(one: str | None, other: str) -> bool:
    return one is not None and plain(one) == plain(other)


def names(actor: Document) -> list[str]:
    short = [actor["short"]] if actor.get("short") else []
    return [actor["name"], *short, *(alias["name"] for alias in actor.get("aliases", []))]


def in_order(span: Span | None) -> tuple[int, str, str]:
    """Earliest, then latest; an open start by its end; the undated last."""
    if span is None:
        return (1, "", "")
    first, last = span
    return (0, last if first == EVER_BEFORE else first, last)


class Oracle:
    """The records of a dossier, and every question about them answered by looking at each.

    Args:
        tables: The dossier.
        marks: The user's marks: documents with table, record, and what is there of marked, tags
            and note.
    """

    def __init__(self, tables: Tables, marks: Iterable[Document] = ()) -> None:
        self.marks = list(marks)
        self.sources = list(tables["sources"].values())
        self.actors = list(tables["actors"].values())
        self.links = list(tables["links"].values())
        events, quotes = tables["events"].values(), tables["quotes"].values()
        self.events = sorted(events, key=lambda e: (in_order(self.when(e)), e.get("seq") or 0))
        self.quotes = sorted(quotes, key=self.quote_order)

    # --- what a record says -------------------------------------------------------------------

    def when(self, event: Document) -> Span | None:
        return SPANS.get(event.get("when") or "")

    def said(self, quote: Document) -> Span | None:
        return SPANS.get(quote.get("said") or "") or SPANS.get(quote.get("published") or "")

    def quote_order(self, quote: Document) -> tuple[tuple[int, str, str], int, int]:
        """Its date, else its first event's; then `seq`; then the place of its first event."""
        events = self.events_of(quote)
        span = self.said(quote) or (self.when(events[0]) if events else None)
        place = self.events.index(events[0]) if events else len(self.events)
        return (in_order(span), quote.get("seq") or 0, place)

    def events_of(self, quote: Document) -> list[Document]:
        """The events that exist, each once, as the quote lists them."""
        found: list[Document] = []
        for key in quote.get("events", []):
            found += [e for e in self.events if e["id"] == key and e not in found]
        return found

    def quotes_on(self, event: Document, quotes: Iterable[Document]) -> list[Document]:
        return [quote for quote in quotes if event["id"] in quote.get("events", [])]

    def cast(self, event: Document) -> set[str]:
        return {part["actor"] for part in event.get("participants", [])}

    def speakers(self, quote: Document) -> set[str]:
        return {key for key in (quote.get("speaker"), (quote.get("via") or {}).get("actor")) if key}

    def spoken_of(self, quote: Document) -> set[str]:
        return {*quote.get("about", []), *quote.get("audience", [])}

    def mark(self, record: Document) -> Document:
        """What the user has put on a record: no two records of a dossier have one id."""
        tables = {"events": self.events, "quotes": self.quotes, "actors": self.actors}
        (table,) = (name for name, records in tables.items() if record in records)
        ref = (table, record["id"])
        found = [mark for mark in self.marks if (mark["table"], mark["record"]) == ref]
        return found[0] if found else {}

    def tags(self, record: Document) -> list[str]:
        return [*record.get("tags", []), *self.mark(record).get("tags", [])]

    def cited(self, record: Document) -> set[str]:
        citations = list(record.get("citations", []))
        for position in record.get("positions", []):
            citations += position.get("citations", [])
        return {citation["source"] for citation in citations}

    # --- names and values ---------------------------------------------------------------------

    def called(self, name: str) -> set[str]:
        """An exact id wins, then an exact name, then the beginning of a word of a name."""
        by_id = {actor["id"] for actor in self.actors if actor["id"] == name}
        by_name = {
            actor["id"] for actor in self.actors if any(same(own, name) for own in names(actor))
        }
        by_word = {
            actor["id"]
            for actor in self.actors
            for own in names(actor)
            if f" {plain(own)}".find(f" {plain(name)}") >= 0
        }
        return by_id or by_name or by_word

    def sources_called(self, name: str) -> set[str]:
        by_id = {source["id"] for source in self.sources if source["id"] == name}
        return by_id or {
            source["id"]
            for source in self.sources
            if holds_words([source["csl"].get("title")], name)
        }

    def check(self, term: Term) -> None:
        """Holds the values of a term against the dossier."""
        roles = [p.get("role") for e in self.events for p in e.get("participants", [])]
        types = [event.get("type") for event in self.events]
        records = [*self.events, *self.quotes, *self.actors]
        tags = [tag for record in records for tag in record.get("tags", [])]
        tags += [tag for mark in self.marks for tag in mark.get("tags", [])]
        for value in term.values:
            known: Iterable[object] = ["all"]
            if term.field in {"actor", "speaker", "about"}:
                known = self.called(value)
            elif term.field == "source":
                known = self.sources_called(value)
            elif term.field in {"role", "type", "tag"}:
                pool = {"role": roles, "type": types, "tag": tags}[term.field]
                known = [other for other in pool if same(other, value)]
            if not list(known):
                raise MistakeError(f"{term.field}:{value}")

    # --- terms --------------------------------------------------------------------------------

    def event_holds(self, event: Document, term: Term, value: str) -> bool:
        """Whether an event matches one value by its own fields."""
        parts, name = event.get("participants", []), term.field
        if name == "":
            cast = [own for a in self.actors if a["id"] in self.cast(event) for own in names(a)]
            return holds_words(
                [event["title"], event.get("summary"), event.get("place"), *cast], value
            )
        if name in {"date", "within"}:
            return self.date_holds(self.when(event), term, value)
        return (
            (name == "actor" and bool(self.cast(event) & self.called(value)))
            or (name == "role" and any(same(part.get("role"), value) for part in parts))
            or (name in {"type", "status"} and same(event.get(name), value))
            or (name == "place" and holds_words([event.get("place")], value))
            or (name == "event" and event["id"] == value)
            or (name in OWN_TO_ALL and self.own_holds(event, term, value))
        )

    def quote_holds(self, quote: Document, term: Term, value: str) -> bool:
        """Whether a quote matches one value by its own fields."""
        name, says, of = term.field, self.speakers(quote), self.spoken_of(quote)
        if name == "":
            own = [quote["text"], quote.get("context"), quote.get("attribution")]
            speaker = [n for a in self.actors if a["id"] == quote.get("speaker") for n in names(a)]
            return holds_words([*own, *speaker], value)
        if name in {"date", "within"}:
            return self.date_holds(self.said(quote), term, value)
        return (
            (name == "actor" and bool((says | of) & self.called(value)))
            or (name == "speaker" and bool(says & self.called(value)))
            or (name == "about" and bool(of & self.called(value)))
            or (name in {"kind", "status"} and same(quote.get(name), value))
            or (name in OWN_TO_ALL and self.own_holds(quote, term, value))
        )

    def date_holds(self, own: Span | None, term: Term, value: str) -> bool:
        """Possible for ``date:``, certain for ``within:``; nothing is known of the undated."""
        if value == "none" or own is None:
            return value == "none" and own is None
        first, last = WINDOWS[value]
        if term.field == "within":
            return first <= own[0] and own[1] <= last
        return own[0] <= last and first <= own[1]

    def own_holds(self, record: Document, term: Term, value: str) -> bool:
        """The terms that any record answers for itself."""
        if term.field == "id":
            return str(record["id"]) == value
        if term.field == "tag":
            return any(same(tag, value) for tag in self.tags(record))
        if term.field == "note":
            return holds_words([self.mark(record).get("note")], value)
        if term.field == "is":
            part = {"marked": "marked", "tagged": "tags", "noted": "note"}[value]
            return bool(self.mark(record).get(part))
        return bool(self.cited(record) & self.sources_called(value))

    def lends(self, event: Document, quote: Document, term: Term, value: str) -> bool:
        """Whether an event answers one value for a quote of its own."""
        if not term.field:
            return holds_words([event["title"], event.get("summary"), event.get("place")], value)
        if term.field == "date":
            undated = self.said(quote) is None and value != "none"
            return undated and self.event_holds(event, term, value)
        return term.field in ONLY_EVENTS and self.event_holds(event, term, value)

    # --- what is in view ----------------------------------------------------------------------

    def quote_seen(self, quote: Document, terms: Sequence[Term], lenders: list[Document]) -> bool:
        """Whether every term holds for a quote, with what some of its events lend."""
        for term in terms:
            own = any(self.quote_holds(quote, term, value) for value in term.values)
            if term.negated:
                if term.field in ONLY_EVENTS:
                    own = any(
                        self.event_holds(event, term, value)
                        for event in self.events_of(quote)
                        for value in term.values
                    )
                if own:
                    return False
            elif not own and not any(
                self.lends(event, quote, term, value) for event in lenders for value in term.values
            ):
                return False
        return True

    def event_by_itself(self, event: Document, terms: Sequence[Term]) -> bool:
        for term in terms:
            if term.field in ONLY_QUOTES:
                return False
            if any(self.event_holds(event, term, value) for value in term.values) == term.negated:
                return False
        return True

    def event_for_words(
        self, event: Document, terms: Sequence[Term], quotes: list[Document]
    ) -> bool:
        for term in terms:
            if term.field == "date" and not term.negated and "none" in term.values:
                return False
            if term.negated and any(self.event_holds(event, term, v) for v in term.values):
                return False
        return any(
            self.quote_seen(quote, terms, [event]) for quote in self.quotes_on(event, quotes)
        )

    def actor_seen(
        self,
        actor: Document,
        terms: Sequence[Term],
        events: list[Document],
        quotes: list[Document],
    ) -> bool:
        named = [
            term
            for term in terms
            if term.field == "actor" and any(actor["id"] in self.called(v) for v in term.values)
        ]
        if any(term.negated for term in named):
            return False
        if named or any(actor["id"] in self.cast(event) for event in events):
            return True
        if any(actor["id"] in self.speakers(q) | self.spoken_of(q) for q in quotes):
            return True
        return all(
            term.field in OWN_TO_ALL
            and any(self.own_holds(actor, term, value) for value in term.values) != term.negated
            for term in terms
        )

    def picture(self, terms: Sequence[Term]) -> Picture:
        """Everything that a filter leaves in view.

        Raises:
            MistakeError: The filter names something that is not there.
        """
        for term in terms:
            self.check(term)
        quotes = [q for q in self.quotes if self.quote_seen(q, terms, self.events_of(q))]
        own = [event for event in self.events if self.event_by_itself(event, terms)]
        events = [e for e in self.events if e in own or self.event_for_words(e, terms, quotes)]
        actors = [a for a in self.actors if self.actor_seen(a, terms, events, quotes)]
        sources, links = self.rest([*events, *quotes, *actors], filtered=bool(terms))
        return Picture(
            [event["id"] for event in events],
            [quote["id"] for quote in quotes],
            [actor["id"] for actor in actors],
            sources,
            links,
            {event["id"] for event in events if event not in own},
        )

    def rest(self, seen: list[Document], *, filtered: bool) -> tuple[list[str], list[str]]:
        """Sources and links: each may bring the other in, so look until nothing is added."""
        if not filtered:
            return [s["id"] for s in self.sources], [link["id"] for link in self.links]
        before = -1
        while len(seen) > before:
            before = len(seen)
            ids = {record["id"] for record in seen}
            cited = {key for record in seen for key in self.cited(record)}
            seen = seen + [s for s in self.sources if s["id"] in cited and s not in seen]
            seen = seen + [
                link
                for link in self.links
                if link["from"] in ids and link["to"] in ids and link not in seen
            ]
        return (
            [source["id"] for source in self.sources if source in seen],
            [link["id"] for link in self.links if link in seen],
        )
