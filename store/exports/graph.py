"""A dossier as a graph: events and actors, who took part and spoke, and the links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, get_args

from msgspec import Struct

from store import cite
from store.exports import moments, statements
from store.exports.base import ABOUT, closed, counted, unheld
from store.model import LinkKind
from store.views import InView

HELD: Final = {
    "dossier": ABOUT | {"title"},
    "events": frozenset({"id", "title", "when", "display_date", "type", "place", "status", "hedge",
                         "participants", "participants.actor", "participants.role"}),
    "actors": frozenset({"id", "name", "kind", "short"}),
    "links": frozenset({"id", "from", "to", "kind"}),
}  # fmt: skip

_LINKS: Final = frozenset(get_args(LinkKind))


class Node(Struct, frozen=True):
    """A record.

    Attributes:
        key: Its table and id, which tell it from all others.
        label: Its name for people.
        kind: ``event``, ``actor``, ``quote`` or ``source``.
        about: What else is said of it, by name; values may be empty.
    """

    key: str
    label: str
    kind: str
    about: dict[str, str]


class Edge(Struct, frozen=True):
    """What stands between two records.

    Attributes:
        start: Key of a node.
        end: Key of a node.
        kind: ``takes part``, ``speaks about``, or the kind of a link.
        label: The role, the number of statements, or the kind of a link.
    """

    start: str
    end: str
    kind: str
    label: str


class Graph(Struct, frozen=True):
    """Nodes, and the edges between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(seen: InView) -> Graph:
    """The graph of what is in view and what that refers to.

    A quote or a source has a node only where a link begins or ends at it.
    """
    rows = closed(seen)
    nodes = {node.key: node for node in _nodes(seen, rows)}
    links = list(_links(seen, rows["links"]))
    for edge in links:
        for key in (edge.start, edge.end):
            if key not in nodes and (node := _other(seen, key)) is not None:
                nodes[key] = node
    edges = [*_parts(seen, rows["events"]), *_words(seen, rows["quotes"]), *links]
    known = tuple(edge for edge in edges if edge.start in nodes and edge.end in nodes)
    return Graph(tuple(nodes.values()), known)


def _key(table: str, record: str) -> str:
    return f"{table}/{record}"


def _nodes(seen: InView, rows: Mapping[str, Sequence[int]]) -> Iterator[Node]:
    corpus = seen.corpus
    for row in rows["events"]:
        event, when = corpus.events[row], corpus.event_when[row]
        about = {
            "date": moments.in_words(when, event.display_date),
            "edtf": when.text if when else "",
            "type": event.type or "",
            "place": event.place or "",
            "certainty": statements.certainty(event),
        }
        yield Node(_key("events", event.id), event.title, "event", about)
    for row in rows["actors"]:
        actor = corpus.actors[row]
        label = actor.short or actor.name
        yield Node(
            _key("actors", actor.id), label, "actor", {"name": actor.name, "type": actor.kind}
        )


def _parts(seen: InView, events: Sequence[int]) -> Iterator[Edge]:
    corpus = seen.corpus
    for row in events:
        event = corpus.events[row]
        for part in event.participants:
            key = _key("actors", part.actor)
            yield Edge(key, _key("events", event.id), "takes part", part.role or "")


def _words(seen: InView, quotes: Sequence[int]) -> Iterator[Edge]:
    """Who speaks about which event, with the number of statements."""
    corpus = seen.corpus
    said: dict[tuple[str, str], int] = {}
    for row in quotes:
        quote = corpus.quotes[row]
        for event in corpus.quote_events[row]:
            if quote.speaker is not None:
                pair = (quote.speaker, corpus.events[event].id)
                said[pair] = said.get(pair, 0) + 1
    for (speaker, event_id), number in said.items():
        start, end = _key("actors", speaker), _key("events", event_id)
        yield Edge(start, end, "speaks about", counted(number, "statement"))


def _links(seen: InView, links: Sequence[int]) -> Iterator[Edge]:
    corpus = seen.corpus
    for row in links:
        link = corpus.links[row]
        start, end = corpus.table_of(link.from_), corpus.table_of(link.to)
        if start is not None and end is not None:
            yield Edge(_key(start, link.from_), _key(end, link.to), link.kind, link.kind)


def _other(seen: InView, key: str) -> Node | None:
    """The node of a quote or a source, which only a link asks for."""
    table, _, record = key.partition("/")
    corpus = seen.corpus
    row = corpus.quotes.row(record) if table == "quotes" else None
    if row is not None:
        return Node(key, statements.sentence(seen, row), "quote", {"type": corpus.quotes[row].kind})
    row = corpus.sources.row(record) if table == "sources" else None
    return None if row is None else Node(key, cite.reference(corpus.sources[row]), "source", {})


def losses(seen: InView, held: Mapping[str, frozenset[str]] = HELD) -> list[str]:
    """What a graph of actors, events and links has no place for.

    Args:
        seen: What is in view.
        held: The fields that its form has a place for.
    """
    rows = dict(closed(seen))
    quotes = len(rows.pop("quotes"))
    said = [f"the words of {counted(quotes, 'quote')}"] if quotes else []
    lost = len(rows["links"]) - sum(1 for edge in graph(seen).edges if edge.kind in _LINKS)
    said += [f"{counted(lost, 'link')} with an end that is none of its nodes"] if lost else []
    return said + unheld(seen, rows, held)
