"""The whole check of a dossier: beyond what cannot be read, what somebody should look at.

`Corpus.problems` names what is broken. What stands here works and may still be wrong, or weak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

from store.clean import clean
from store.corpus import Corpus
from store.errors import DossierError, Problem, Severity
from store.likeness import lookalikes
from store.model import TABLES, Citation
from store.search import fold

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")
"""The worst first."""
_SHOWN: Final = 3
"""Names listed in one sentence; further are counted."""


def check(corpus: Corpus) -> list[Problem]:
    """All that is wrong or weak in a dossier, the worst first, else in the order of the file."""
    found = [*corpus.problems]
    for look in _CHECKS:
        found += look(corpus)
    return sorted(found, key=lambda problem: SEVERITIES.index(problem.severity))


def _ids(corpus: Corpus) -> Iterator[Problem]:
    """Ids that are easily mistaken for each other, or hard to write."""
    alike: dict[str, str] = {}
    for name in TABLES:
        for record in getattr(corpus, name):
            key: str = record.id
            if clean(key, one_line=True) != key:
                what = "the id holds blanks at its ends, line breaks or characters that nobody sees"
                cure = "Write it in letters, digits and hyphens, here and where it is referred to."
                yield Problem(name, key, "id", what, cure, "warning", "suspicious-id")
            folded = fold(key)
            first = alike.setdefault(folded, key)
            if first != key:
                what = f"the id differs from “{first}” by case, accents or hyphens alone"
                cure = "Make the two unlike, or one record of them."
                yield Problem(name, key, "id", what, cure, "warning", "suspicious-id")


def _roles(corpus: Corpus) -> Iterator[Problem]:
    for event in corpus.events:
        without = [part.actor for part in event.participants if not part.role]
        if without:
            what = (
                f"{_listed(without)} {'take' if len(without) > 1 else 'takes'} part without a role"
            )
            cure = "Add the role where a source gives it; else leave it."
            yield Problem("events", event.id, "participants", what, cure, "note", "no-role")


def _listed(keys: list[str]) -> str:
    shown = ", ".join(keys[:_SHOWN])
    return shown if len(keys) <= _SHOWN else f"{shown} and {len(keys) - _SHOWN} more"


def _lookalikes(corpus: Corpus) -> Iterator[Problem]:
    actors = corpus.actors
    for pair in lookalikes(list(actors)):
        first, second = actors[pair.first], actors[pair.second]
        how = "have the same name" if pair.same else "have names that are alike"
        what = f"it and “{first.id}” {how} (“{pair.names[1]}”, “{pair.names[0]}”)"
        cure = "If they are one, keep one of them with the other's names as aliases."
        severity: Severity = "warning" if pair.same else "note"
        field = "name" if pair.names[1] == second.name else "aliases"
        yield Problem("actors", second.id, field, what, cure, severity, "lookalike-actors")


def _uncited_quotes(corpus: Corpus) -> Iterator[Problem]:
    for quote in corpus.quotes:
        if not quote.citations:
            what, cure = "the quote names no source", "Add a citation."
            yield Problem("quotes", quote.id, "citations", what, cure, "warning", "no-citation")


def _support(corpus: Corpus) -> Iterator[Problem]:
    """Events that rest on one source or none."""
    lone = len(corpus.sources) == 1
    if lone and len(corpus.events):
        what = f"all of it rests on one source, “{corpus.sources[0].id}”"
        cure = "Look for a second one that does not draw on the first."
        yield Problem("dossier", corpus.dossier.id, "", what, cure, "note", "one-source")
    for event in corpus.events:
        sources = {citation.source for citation in event.citations}
        if not sources:
            what, cure = "the event names no source", "Add a citation."
            yield Problem("events", event.id, "citations", what, cure, "warning", "no-citation")
        elif len(sources) == 1 and not lone:
            what = f"the event rests on one source, “{next(iter(sources))}”"
            cure = "Look for a second one that does not draw on the first."
            yield Problem("events", event.id, "citations", what, cure, "note", "one-source")


def _unused_sources(corpus: Corpus) -> Iterator[Problem]:
    used = {citation.source for citation in _citations(corpus)}
    for source in corpus.sources:
        if source.id not in used:
            what, cure = "nothing rests on this source", "Cite it, or take it out."
            yield Problem("sources", source.id, "", what, cure, "note", "unused-source")


def _citations(corpus: Corpus) -> Iterator[Citation]:
    for table in (corpus.actors, corpus.events, corpus.quotes, corpus.links):
        for record in table:
            yield from record.citations
    for actor in corpus.actors:
        for position in actor.positions:
            yield from position.citations


def _hostile(corpus: Corpus) -> Iterator[Problem]:
    """Characters that act on a terminal, or hide in a text, one problem for each field."""
    for name in TABLES:
        table: Any = getattr(corpus, name)
        for row, key in enumerate(table.keys):
            try:
                document = table.document(row)
            except DossierError as error:
                cure = error.mend or "Correct it in the file."
                yield Problem(name, key, "", error.what, cure, "warning", "unreadable-field")
                continue
            for field, characters in _hidden(document).items():
                signs = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(characters)[:_SHOWN])
                what = f"it holds characters that act on a screen or that nobody sees ({signs})"
                cure = "Take them out, unless the source has them; they are shown as marks."
                yield Problem(name, key, field, what, cure, "warning", "hostile-characters")


def _hidden(document: object) -> dict[str, set[str]]:
    """For each text field with such characters, by its path, which they are."""
    found: dict[str, set[str]] = defaultdict(set)
    waiting: list[tuple[str, object]] = [("", document)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{path}.{key}" if path else key, value[key]) for key in value]
            value = "".join(value)
        elif isinstance(value, list):
            waiting += [(f"{path}[{index}]", entry) for index, entry in enumerate(value)]
        if isinstance(value, str) and path != "id" and _changed(value):
            found[clean(path, one_line=True)] |= {sign for sign in value if _changed(sign)} or {
                sign for sign in value if not sign.isalnum() and not sign.isascii()
            }
    return dict(sorted(found.items()))


def _changed(text: str) -> bool:
    if text.isascii() and text.isprintable():
        return False
    # Line ends of every kind and tabs are tidied for the screen, and harm nobody.
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return clean(plain) != plain


_CHECKS: Final[tuple[Callable[[Corpus], Iterator[Problem]], ...]] = (
    _ids, _uncited_quotes, _support, _roles, _lookalikes, _unused_sources, _hostile,
)  # fmt: skip
