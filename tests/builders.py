"""Dossiers for tests: documents with their required fields filled in, files, opened dossiers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from store.corpus import Corpus, open_dossier
from store.filters import EVERYTHING
from store.views import InView, evaluate

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]


def event(key: str = "e1", /, **fields: object) -> Document:
    """An event; its title is its id until told otherwise."""
    return {"id": key, "title": key, **fields}


def actor(key: str = "a1", /, **fields: object) -> Document:
    """A person whose name is its id until told otherwise."""
    return {"id": key, "name": key, "kind": "person", **fields}


def quote(key: str = "q1", /, **fields: object) -> Document:
    """A verbatim quote whose text is its id until told otherwise."""
    return {"id": key, "text": key, "kind": "verbatim", **fields}


def source(key: str = "s1", /, **fields: object) -> Document:
    """A source: a web page whose title is its id until told otherwise."""
    return {"id": key, "csl": {"id": key, "type": "webpage", "title": key}, **fields}


def link(
    key: str = "l1",
    from_: str = "e1",
    to: str = "e2",
    kind: str = "caused-by",
    /,
    **fields: object,
) -> Document:
    """A link between two records."""
    return {"id": key, "from": from_, "to": to, "kind": kind, **fields}


def part(actor: str, role: str | None = None, **fields: object) -> Document:
    """An entry of an event's participants."""
    return {"actor": actor, **({} if role is None else {"role": role}), **fields}


def dossier(
    *,
    events: Iterable[Document] = (),
    actors: Iterable[Document] = (),
    quotes: Iterable[Document] = (),
    links: Iterable[Document] = (),
    sources: Iterable[Document] = (),
    **about: object,
) -> Tables:
    """The tables of a TinyDB file, documents numbered from 1 in the order given.

    Args:
        about: Fields of the dossier's own document, over the required ones; None takes one out.
    """
    own = {"format": 1, "id": "test", "title": "Test", **about}
    given = {
        "sources": sources, "actors": actors, "events": events, "quotes": quotes, "links": links,
    }  # fmt: skip
    tables: Tables = {"dossier": {"1": {k: v for k, v in own.items() if v is not None}}}
    for name, documents in given.items():
        tables[name] = {str(number): document for number, document in enumerate(documents, 1)}
    return tables


def write(path: Path, tables: Mapping[str, Any]) -> Path:
    """Writes tables (or anything else that JSON holds) as a file, by the json module alone."""
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path


def opened(
    folder: Path,
    *,
    events: Iterable[Document] = (),
    actors: Iterable[Document] = (),
    quotes: Iterable[Document] = (),
    links: Iterable[Document] = (),
    sources: Iterable[Document] = (),
    **about: object,
) -> Corpus:
    """A dossier of these documents (as for `dossier`), written into a folder and opened."""
    tables = dossier(
        events=events, actors=actors, quotes=quotes, links=links, sources=sources, **about
    )
    return open_dossier(write(folder / "dossier.json", tables))


def everything(corpus: Corpus) -> InView:
    """All of a dossier in view."""
    return evaluate(corpus, EVERYTHING)
