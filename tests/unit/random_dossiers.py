"""Small dossiers and filters drawn at random, from few names and words, so that they meet."""

from __future__ import annotations

from random import Random
from typing import Any

from store.filters import Filter, Term
from store.mark_set import Mark, MarkSet
from tests.builders import Document, Tables, actor, dossier, event, link, quote
from tests.unit.spans import SPANS, WINDOWS

NAMES = (
    "Adil Abdul-Mahdi", "Abu Mahdi al-Muhandis", "Kata’ib Hezbollah", "Mahdi", "Émile O'Neill",
    "MAHDI ARMY", "a2",
)  # fmt: skip
ROLES = ("attacker", "target", "named responsible", "Témoin", None)
TYPES = ("strike", "statement", "Pre-emptive strike", None)
PLACES = ("Green Zone, Baghdad", "Zürich", "the green-zone", None)
PHRASES = (
    "the game has changed", "An attack on the Green Zone", "Zürich’s pre-emptive strike",
    "Mahdi was there", "nothing of note", "Green", "zone", None,
)  # fmt: skip
TAGS = ("war", "Zürich", "to check")
OWN_TAGS = ("mine", "ZURICH", "to-check", "War")
"""Tags of the user's; some are the dossier's in another spelling."""

NOTES = ("See the GREEN zone", "Zürich?\nThen: green", "nothing\x1b[2J of note", "’", None)
STATUSES = ("reported", "disputed", "confirmed", None)
KINDS = ("verbatim", "mixed", "paraphrase")
TITLES = ("The Green Zone report", "Baghdad notes, s1 and s2", "Zürich")

VALUES: dict[str, tuple[str, ...]] = {
    "": (
        "green",
        "Green zone",
        "ZURICH",
        "zurichs",
        "mahdi",
        "pre emptive",
        "oneill",
        "ame",
        "xyz",
    ),
    "role": ("attacker", "TARGET", "temoin", "named responsible"),
    "type": ("strike", "pre emptive strike", "Statement"),
    "place": ("green zone", "zurich", "bag", "xyz"),
    "status": ("reported", "disputed", "confirmed"),
    "kind": KINDS,
    "tag": ("war", "zurich", "to check", "mine"),
    "is": ("marked", "tagged", "noted"),
    "note": ("green", "Green zone", "ZURICH", "of note"),
    "source": ("s1", "s2", "green zone", "ZURICH"),
    "date": (*WINDOWS, "none"),
    "within": tuple(WINDOWS),
}
"""What may stand in a term; the other fields take names and ids."""

for field in ("actor", "speaker", "about"):
    VALUES[field] = (
        "a1",
        "a2",
        "a3",
        "mahdi",
        "Mahdi Army",
        "katai",
        "emile oneill",
        "abu",
        "adil",
    )

WEIGHTED = (*VALUES, "", "date", "date", "actor", "event", "id")


def _maybe(draw: Random, fields: dict[str, Any]) -> dict[str, Any]:
    """Fields without some of them, and without those that are None."""
    return {k: v for k, v in fields.items() if v is not None and draw.random() < 0.7}


def _some(draw: Random, pool: list[str], most: int) -> list[str]:
    return [draw.choice(pool) for _ in range(draw.randint(0, most))]


def _cited(draw: Random) -> list[Document]:
    return [{"source": key} for key in _some(draw, ["s1", "s2", "s3", "gone"], 1)]


def _random_actor(draw: Random, key: str) -> Document:
    fields = {
        "short": draw.choice(NAMES),
        "aliases": [{"name": draw.choice(NAMES)}],
        "tags": _some(draw, list(TAGS), 1),
        "citations": _cited(draw),
        "positions": [{"title": "chief", "citations": _cited(draw)}],
    }
    return actor(key, name=draw.choice(NAMES), **_maybe(draw, fields))


def _random_event(draw: Random, key: str, actors: list[str]) -> Document:
    parts = [{"actor": one} for one in _some(draw, actors, 4)]
    for part in parts:
        role = draw.choice(ROLES)
        part.update({} if role is None else {"role": role})
    fields = {
        "when": draw.choice([*SPANS]),
        "seq": draw.choice([1, 2, None]),
        "place": draw.choice(PLACES),
        "type": draw.choice(TYPES),
        "summary": draw.choice(PHRASES),
        "participants": parts,
        "status": draw.choice(STATUSES),
        "tags": _some(draw, list(TAGS), 1),
        "citations": _cited(draw),
    }
    return event(key, title=draw.choice(PHRASES) or "untitled", **_maybe(draw, fields))


def _random_quote(draw: Random, key: str, events: list[str], actors: list[str]) -> Document:
    fields = {
        "speaker": draw.choice(actors),
        "via": draw.choice([{"actor": draw.choice(actors)}, {"words": "some sources"}, None]),
        "attribution": draw.choice(PHRASES),
        "context": draw.choice(PHRASES),
        "status": draw.choice(STATUSES),
        "said": draw.choice([*SPANS, None, None]),
        "published": draw.choice([*SPANS, None, None]),
        "seq": draw.choice([1, 2, None]),
        "events": _some(draw, events, 3),
        "audience": _some(draw, actors, 2),
        "about": _some(draw, actors, 2),
        "tags": _some(draw, list(TAGS), 1),
        "citations": _cited(draw),
    }
    text, kind = draw.choice(PHRASES) or "words", draw.choice(KINDS)
    return quote(key, text=text, kind=kind, **_maybe(draw, fields))


def random_dossier(draw: Random) -> Tables:
    """Up to 6 events, 5 actors and 7 quotes, with references that may lead nowhere."""
    actors = [f"a{number}" for number in range(1, draw.randint(1, 6))]
    events = [f"e{number}" for number in range(1, draw.randint(1, 7))]
    quotes = [f"q{number}" for number in range(1, draw.randint(1, 8))]
    sources = ["s1", "s2", "s3"][: draw.randint(0, 3)]
    ends = [*actors, *events, *quotes, *sources, "l1", "gone"]
    return dossier(
        sources=[
            {"id": key, "csl": {"title": draw.choice(TITLES)} if draw.random() < 0.8 else {}}
            for key in sources
        ],
        actors=[_random_actor(draw, key) for key in actors],
        events=[_random_event(draw, key, [*actors, "gone"]) for key in events],
        quotes=[_random_quote(draw, key, [*events, "gone"], [*actors, "gone"]) for key in quotes],
        links=[
            link(f"l{number}", *draw.choices(ends, k=2), citations=_cited(draw))
            for number in range(1, draw.randint(1, 5))
        ],
    )


def random_marks(draw: Random, tables: Tables) -> list[Document]:
    """Marks on about half of the records, and on some of whose kind none has such an id."""
    refs = [(t, str(one["id"])) for t in tables if t != "dossier" for one in tables[t].values()]
    return [
        {
            "table": table,
            "record": key,
            "marked": draw.random() < 0.5,
            "tags": list(dict.fromkeys(_some(draw, list(OWN_TAGS), 2))),
            "note": draw.choice(NOTES) or "",
        }
        for table, key in [*refs, ("quotes", "gone"), ("quotes", "e1"), ("letters", "q1")]
        if draw.random() < 0.5
    ]


def mark_set(marks: list[Document]) -> MarkSet:
    """Marks as the program holds them."""
    return MarkSet(
        tuple(
            Mark(one["table"], one["record"], one["marked"], tuple(one["tags"]), one["note"])
            for one in marks
        )
    )


def random_filter(draw: Random, tables: Tables) -> Filter:
    """One to three terms over every field, negated or not, with one or two values each."""
    terms = []
    for _ in range(draw.choice([1, 1, 2, 2, 3])):
        name = draw.choice(WEIGHTED)
        if name in {"event", "id"}:
            wanted = ("events",) if name == "event" else ("events", "quotes", "actors", "sources")
            pool = [str(one["id"]) for table in wanted for one in tables[table].values()]
            if not pool:
                continue
        else:
            pool = list(VALUES[name])
        values = draw.sample(pool, k=min(len(pool), draw.choice([1, 1, 1, 2])))
        terms.append(Term(name, tuple(values), negated=draw.random() < 0.3))
    return Filter(tuple(terms))
