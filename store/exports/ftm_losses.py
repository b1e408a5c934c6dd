"""What FollowTheMoney does not give back of a dossier, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from store.exports.base import Document, closed, counted, unheld
from store.exports.ftm_source import paper
from store.ftm_forms import LABELS, holds, is_date
from store.views import InView

Known = Mapping[str, frozenset[str]]
"""The ids of the records by table."""

Whole = Callable[[object, Known], bool]

_HELD: Final = {
    "sources": frozenset({"id", "csl", "archived", "retrieved", "sha256"}),
    "actors": frozenset({
        "id", "name", "kind", "short", "aliases", "positions", "description", "country", "wikidata",
        "citations", "tags",
    }),
    "events": frozenset({
        "id", "title", "when", "place", "summary", "participants", "citations", "tags",
        *LABELS["events"],
    }),
    "quotes": frozenset({
        "id", "text", "kind", "speaker", "via", "events", "audience", "about", "citations", "tags",
        *LABELS["quotes"],
    }),
    "links": frozenset({"id", "from", "to", "kind", "note", "citations"}),
}  # fmt: skip

_ANY: Final = frozenset({"prefix", "suffix", "citations"})
"""The fields of entries whose values come back with the blanks around them, or are looked into."""
_CITATION: Final = frozenset({"source", "note", *LABELS["citations"]})


def losses(seen: InView) -> list[str]:
    """What of the records in view the format cannot hold, each a phrase."""
    rows, corpus = closed(seen), seen.corpus
    ids = {table: [getattr(corpus, table)[row].id for row in rows[table]] for table in _HELD}
    known = {table: frozenset(keys) for table, keys in ids.items()}
    written = {**rows, "links": with_ends(seen, rows)}
    said = unheld(seen, written, _HELD)
    for table, held in _HELD.items():
        documents = (getattr(corpus, table).document(row) for row in written[table])
        partly = Counter(
            field
            for document in documents
            for field, value in document.items()
            if field in held and value not in (None, "", [], {})
            if not _WHOLE.get((table, field), _plain(field))(value, known)
        )
        if partly:
            fields = ", ".join(f"{field} ({number})" for field, number in partly.items())
            said.append(f"of {table}, in part: {fields}")
    said += _references(seen, rows["sources"])
    if left_out := len(rows["links"]) - len(written["links"]):
        said.append(f"links with an end that cannot have one ({left_out})")
    again = sum(len(keys) for keys in ids.values()) - len(frozenset().union(*known.values()))
    if again:
        said.append(f"{counted(again, 'id')} used again")
    return said


def with_ends(seen: InView, rows: Mapping[str, Sequence[int]]) -> list[int]:
    """The rows of the links that can be written: nothing can stand between two links.

    Args:
        seen: What is in view.
        rows: By table, the rows that are written.
    """
    corpus = seen.corpus
    ends = {getattr(corpus, table)[row].id for table in _HELD if table != "links"
            for row in rows[table]}  # fmt: skip
    return [row for row in rows["links"]
            if {corpus.links[row].from_, corpus.links[row].to} <= ends]  # fmt: skip


def _references(seen: InView, rows: Iterable[int]) -> Iterator[str]:
    found: Counter[str] = Counter()
    for row in rows:
        source = seen.corpus.sources[row]
        returned = paper(source).returned
        found.update(
            field
            for field, value in source.csl.items()
            if value not in (None, "", [], {}) and returned.get(field) != value
        )
    if found:
        fields = ", ".join(f"{field} ({number})" for field, number in found.items())
        yield f"of references: {fields}"


def _text(value: object) -> bool:
    """Whether a text comes back: none has blanks around it."""
    return isinstance(value, str) and bool(value) and value == value.strip()


def _plain(field: str) -> Whole:
    """For a field that is a text, a number or several texts."""

    def whole(value: object, _known: Known) -> bool:
        values = value if isinstance(value, list) else [value]
        labels = {name for table in ("sources", "events", "quotes") for name in LABELS[table]}
        if field in labels:
            return all(holds(field, str(one)) for one in values) and all(
                _text(one) or not isinstance(one, str) for one in values
            )
        return all(_text(one) for one in values)

    return whole


def _date(value: object, _known: Known) -> bool:
    return isinstance(value, str) and is_date(value)


def _refers(*tables: str) -> Whole:
    """For a field of ids: whether all lead to records of these tables."""

    def whole(value: object, known: Known) -> bool:
        keys = value if isinstance(value, list) else [value]
        return all(any(key in known[table] for table in tables) for key in keys)

    return whole


def _entries(value: object, fields: Iterable[str]) -> Iterator[Document]:
    """The entries of a list; one with a field or a value that does not come back, as empty."""
    for entry in value if isinstance(value, list) else [value]:
        assert isinstance(entry, dict)
        given = {name: one for name, one in entry.items() if one not in (None, "", [], {})}
        sound = given.keys() <= set(fields)
        yield given if sound and all(_sound(name, one) for name, one in given.items()) else {}


def _sound(field: str, value: object) -> bool:
    return _text(value) or field in _ANY or (isinstance(value, int) and abs(value) < 10**15)


def _citations(value: object, known: Known) -> bool:
    return all(one.get("source") in known["sources"] for one in _entries(value, _CITATION))


def _cast(value: object, known: Known) -> bool:
    parts = _entries(value, ("actor", "role", "note"))
    return all(one.get("actor") in known["actors"] for one in parts)


def _via(value: object, known: Known) -> bool:
    (via,) = _entries(value, ("actor", "words"))
    return bool(via) and ("actor" not in via or via["actor"] in known["actors"])


def _aliases(value: object, _known: Known) -> bool:
    return all(_entries(value, ("name", "note")))


def _positions(value: object, known: Known) -> bool:
    return all(
        ("of" not in one or one["of"] in known["actors"])
        and is_date(one.get("when", "2019"))
        and _citations(one.get("citations", []), known)
        and "title" in one
        for one in _entries(value, ("title", "of", "when", "note", "citations"))
    )


_WHOLE: Final[Mapping[tuple[str, str], Whole]] = {
    ("sources", "csl"): lambda _value, _known: True,  # which `_references` tells of in full
    ("actors", "aliases"): _aliases,
    ("actors", "positions"): _positions,
    ("actors", "citations"): _citations,
    ("events", "when"): _date,
    ("events", "participants"): _cast,
    ("events", "citations"): _citations,
    ("quotes", "speaker"): _refers("actors"),
    ("quotes", "via"): _via,
    ("quotes", "events"): _refers("events"),
    ("quotes", "audience"): _refers("actors"),
    ("quotes", "about"): _refers("actors"),
    ("quotes", "citations"): _citations,
    ("links", "citations"): _citations,
}
