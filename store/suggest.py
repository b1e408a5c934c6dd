"""What a term that is being typed could become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from store import filters
from store.civil import civil_day
from store.corpus import Corpus, names_of
from store.errors import FilterError
from store.filters import FIELDS, NONE, Term
from store.known import known_values
from store.mark_set import NO_MARKS, MarkSet
from store.search import begins_word, fold
from store.views import evaluate

_ACTOR_FIELDS: Final = frozenset({"actor", "speaker", "about"})
_DATE_FIELDS: Final = frozenset({"date", "within"})
_SAYS: Final = {"role": "the role", "type": "the type", "kind": "the kind", "is": "by you"}
"""What a value is that is offered before its field is typed."""

_COUNTED: Final = 5000
"""Records up to which every suggestion is counted as the user types (a few ms each)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One possibility.

    Attributes:
        term: The term's text; it ends in a colon when a value is still to come.
        says: What it is, for people.
        count: What it would leave in view, for people; empty when that is not known.
    """

    term: str
    says: str
    count: str = ""


def suggestions(
    corpus: Corpus, typed: str, most: int, marks: MarkSet = NO_MARKS
) -> list[Suggestion]:
    """The likeliest ends of a filter that is being typed, each with what it would leave.

    Args:
        corpus: The dossier.
        typed: The filter so far.
        most: How many to give.
        marks: The user's marks.
    """
    last = last_term(typed)
    before = typed[: len(typed) - len(last)]
    minus = "-" if last.startswith("-") else ""
    found = islice(_candidates(corpus, marks, last.removeprefix("-")), most)
    offered = [(f"{minus}{term}", says) for term, says in found]
    if len(corpus.events) + len(corpus.quotes) > _COUNTED:
        return [Suggestion(term, says) for term, says in offered]
    return [Suggestion(term, says, _count(corpus, marks, before, term)) for term, says in offered]


def last_term(typed: str) -> str:
    """The term that is being typed: what stands behind the last blank outside quotation marks."""
    return typed[_behind(typed, str.isspace) :]


def _behind(typed: str, ends: Callable[[str], bool]) -> int:
    """The offset behind the last character that ends something outside quotation marks, or 0."""
    start, quoted, escaped = 0, False, False
    for place, character in enumerate(typed):
        if escaped:
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif ends(character) and not quoted:
            start = place + 1
    return start


def _count(corpus: Corpus, marks: MarkSet, before: str, term: str) -> str:
    if term.endswith(":"):
        return ""
    try:
        seen = evaluate(corpus, filters.parse(f"{before}{term}"), f"{before}{term}", marks)
    except FilterError:
        return ""
    return f"{len(seen.events)} ev · {len(seen.quotes)} qu"


def _candidates(corpus: Corpus, marks: MarkSet, last: str) -> Iterator[tuple[str, str]]:
    name, colon, value = last.partition(":")
    name = name.lower()
    if colon and name in FIELDS:
        start = _behind(value, "|".__eq__)
        for text, says in _values(corpus, marks, name, value[start:].strip('"')):
            yield f"{name}:{value[:start]}{text}", says
        return
    for field, says in FIELDS.items():
        if field.startswith(name):
            yield f"{field}:", says
    if name:
        for text, says in _actors(corpus, last.strip('"')):
            yield f"actor:{text}", says
        for field in _SAYS:
            for value in known_values(corpus, field):
                if begins_word(fold(value), fold(last)):
                    yield str(Term(field, (value,))), _SAYS[field]


def _values(corpus: Corpus, marks: MarkSet, name: str, value: str) -> Iterator[tuple[str, str]]:
    if name in _ACTOR_FIELDS:
        yield from _actors(corpus, value)
    elif name in _DATE_FIELDS:
        yield from _dates(corpus, value, undated=name == "date")
    elif name in {"event", "id"}:
        yield from _events(corpus, value)
    else:
        wanted = fold(value)
        for known in known_values(corpus, name, marks):
            if not wanted or begins_word(fold(known), wanted):
                yield str(Term(name, (known,))).partition(":")[2], ""


def _actors(corpus: Corpus, value: str) -> Iterator[tuple[str, str]]:
    """Actors of whom a word of a name begins so, those with most to say first."""
    wanted = fold(value)
    rows = [
        row
        for row, actor in enumerate(corpus.actors)
        if not wanted
        or actor.id.startswith(value)
        or any(begins_word(fold(name), wanted) for name in names_of(actor))
    ]
    rows.sort(key=lambda row: (-len(corpus.says[row]), -len(corpus.part_in[row])))
    for row in rows:
        term = str(Term("actor", (corpus.actors.keys[row],)))
        yield term.partition(":")[2], corpus.actors[row].name


def _events(corpus: Corpus, value: str) -> Iterator[tuple[str, str]]:
    wanted = fold(value)
    for row, event in enumerate(corpus.events):
        if event.id.startswith(value) or begins_word(fold(event.title), wanted):
            yield str(Term("event", (corpus.events.keys[row],))).partition(":")[2], event.title


def _dates(corpus: Corpus, value: str, *, undated: bool) -> Iterator[tuple[str, str]]:
    """Years, months and days on which something in the dossier begins or ends."""
    head, dots, part = value.rpartition("..")
    lead = f"{head}{dots}"
    days: set[str] = set()
    for when in (*corpus.event_when, *corpus.quote_when):
        if when is None:
            continue
        if not when.open_start:
            days.add(civil_day(when.earliest, corpus.zone).isoformat())
        if not when.open_end:
            days.add(civil_day(when.latest, corpus.zone).isoformat())
    texts: Iterable[str] = sorted({day[:size] for day in days for size in (4, 7, 10)}, key=_coarse)
    for text in texts:
        if text.startswith(part) and text != part:
            yield f"{lead}{text}", ""
    if undated and not dots and NONE.startswith(part):
        yield NONE, "undated"


def _coarse(text: str) -> tuple[int, str]:
    return len(text), text
