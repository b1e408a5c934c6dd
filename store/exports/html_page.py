"""One HTML page that needs nothing else: chronology, cast, quotations and numbered references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from store import cite
from store.clean import clean
from store.clippings import wording
from store.clippings.contents import Clippings, Group, Remark
from store.clippings.gathering import Numbers, grouped
from store.clippings.html_page import (
    POLICY,
    article,
    cited_at,
    isolated,
    numbered,
    remarked,
)  # fmt: skip
from store.dates import parse
from store.exports import statements
from store.exports.base import Exporter, ExportOptions, counted, encoded, in_view, unheld
from store.exports.html_sheet import SHEET
from store.forms.escape import html
from store.model import Citation
from store.references import speakers
from store.rows import SPOKE, cast_rows, roles_in
from store.terms import cited_by
from store.views import InView

_HELD: Final = {
    "sources": frozenset({"id", "csl", "archived"}),
    "actors": frozenset({"id", "name", "kind", "short", "aliases", "positions", "description",
                         "citations"}),
    "events": frozenset({"id", "title", "when", "display_date", "place", "summary", "participants",
                         "status", "hedge", "citations"}),
    "quotes": frozenset({"id", "text", "kind", "words", "speaker", "attribution", "cue", "via",
                         "hedge", "status", "said", "published", "display_date", "events",
                         "context", "original", "translator", "language", "citations"}),
}  # fmt: skip

_MOST_BACK: Final = 12
"""Ways back from a reference; more of them than this help nobody."""

_KINDS: Final = {
    "government-body": "government body", "armed-group": "armed group",
    "military-unit": "military unit", "unknown": "",
}  # fmt: skip


def _write(seen: InView, options: ExportOptions) -> Iterator[bytes]:
    for line in _lines(seen, options):
        yield encoded(f"{line}\n")


def _lines(seen: InView, options: ExportOptions) -> Iterator[str]:
    numbers = Numbers(seen.corpus)
    clippings = Clippings(seen, seen.quotes, "event", options.marks, options.house, options.made)
    yield from _head(seen, options)
    yield "<main>"
    if seen.events:
        yield from _part("Chronology", _chronology(seen, options, numbers))
    if seen.actors:
        yield from _part("Cast", _cast(seen, options, numbers))
    groups = grouped(clippings, numbers) if seen.quotes else ()
    if groups:
        yield from _part("Quotations", _quotations(groups))
    yield "</main>"
    listed = tuple(numbers.listed(options.house.style))
    if listed:
        yield '<section class="list" aria-labelledby="references">'
        yield '<h2 class="sources" id="references">References</h2>'
        yield from numbered(
            one if one.cited <= _MOST_BACK else replace(one, cited=0) for one in listed
        )
        yield "</section>"
    yield "</body>"
    yield "</html>"


def _head(seen: InView, options: ExportOptions) -> Iterator[str]:
    about, made = seen.corpus.dossier, options.made.isoformat()
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="generator" content="onrecord">'
    yield f"<title>{html(wording.shown(about.title))}</title>"
    yield f"<style>\n{SHEET}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    yield '<p class="what">Dossier</p>'
    yield f"<h1>{isolated(about.title)}</h1>"
    if about.description:
        yield f'<p class="lead" dir="auto">{_text(about.description)}</p>'
    counts = (
        counted(len(seen.events), "event"), counted(len(seen.actors), "actor"),
        counted(len(seen.quotes), "statement"),
    )  # fmt: skip
    day = html(options.house.date(parse(made)))
    chosen = f" Filter: <code>{isolated(str(seen.filter))}</code>" if seen.filter else ""
    yield f'<p class="scope">{", ".join(counts)}; <time datetime="{made}">{day}</time>.{chosen}</p>'
    yield "</header>"
    yield from _contents(seen)


def _contents(seen: InView) -> Iterator[str]:
    parts = (("Chronology", seen.events), ("Cast", seen.actors), ("Quotations", seen.quotes))
    names = [name for name, rows in parts if rows]
    if seen.sources:
        names.append("References")
    links = (f'<a href="#{name.lower()}">{name}</a>' for name in names)
    yield f'<nav aria-label="Parts">{" ".join(links)}</nav>'


def _part(name: str, lines: Iterator[str]) -> Iterator[str]:
    yield f'<section class="part" aria-labelledby="{name.lower()}">'
    yield f'<h2 class="part" id="{name.lower()}">{name}</h2>'
    yield from lines
    yield "</section>"


def _chronology(seen: InView, options: ExportOptions, numbers: Numbers) -> Iterator[str]:
    corpus = seen.corpus
    for row in seen.events:
        event, when = corpus.events[row], corpus.event_when[row]
        date = options.house.date(when) if when else "undated"
        yield '<article class="event">'
        yield f'<p class="date">{isolated(event.display_date or date)}</p>'
        yield "<div>"
        yield f"<h3>{isolated(event.title)}</h3>"
        unsure = statements.certainty(event)
        hedge = f'<span class="hedge">{isolated(unsure)}</span>' if unsure else ""
        under = "; ".join(filter(None, (isolated(event.place) if event.place else "", hedge)))
        if under:
            yield f'<p class="facts">{under}</p>'
        cited = _cited(numbers, event.citations)
        summary = _text(event.summary) if event.summary else ""
        if summary or cited:
            yield f'<p dir="auto">{" ".join(filter(None, (summary, cited)))}</p>'
        yield from _taking_part(seen, row)
        yield from _remark(seen, options, "events", row)
        yield "</div>"
        yield "</article>"


def _taking_part(seen: InView, row: int) -> Iterator[str]:
    """The cast under its roles, then those who only spoke."""
    corpus, groups = seen.corpus, dict[str, list[str]]()
    for actor in corpus.cast[row]:
        if seen.has_actor(actor):
            groups.setdefault(roles_in(corpus, row, actor), []).append(corpus.actors[actor].name)
    said = (corpus.quotes[quote] for quote in seen.statements_on(row))
    speaking = corpus.actors.rows(key for quote in said for key in speakers(quote))
    only = [actor for actor in speaking if actor not in corpus.cast[row] and seen.has_actor(actor)]
    if only:
        groups[SPOKE] = [corpus.actors[actor].name for actor in only]
    if groups:
        parts = (
            f"{isolated(role)}: {', '.join(map(isolated, names))}" for role, names in groups.items()
        )
        yield f'<p class="facts">{"; ".join(parts)}.</p>'


def _cast(seen: InView, options: ExportOptions, numbers: Numbers) -> Iterator[str]:
    corpus = seen.corpus
    for cast in cast_rows(seen, None):
        actor = corpus.actors[cast.actor]
        yield '<article class="actor">'
        yield f'<p class="kind">{html(_KINDS.get(actor.kind, actor.kind))}</p>'
        yield "<div>"
        cited = _cited(numbers, tuple(cited_by(actor)))
        yield f"<h3>{isolated(actor.name)}</h3>"
        others = [*filter(None, [actor.short]), *(alias.name for alias in actor.aliases)]
        facts = [cite.position_words(corpus, position) for position in actor.positions]
        facts += [f"also {', '.join(dict.fromkeys(others))}"] if others else []
        if facts:
            yield f'<p class="facts">{isolated("; ".join(facts))}</p>'
        text = _text(actor.description) if actor.description else ""
        if text or cited:
            yield f'<p dir="auto">{" ".join(filter(None, (text, cited)))}</p>'
        yield from _remark(seen, options, "actors", cast.actor)
        yield "</div>"
        yield "</article>"


def _quotations(groups: Sequence[Group]) -> Iterator[str]:
    """Every statement under its event; what the user has put on that stands in the chronology."""
    for number, group in enumerate(groups, 1):
        yield f'<section class="group" aria-labelledby="group-{number}">'
        yield f'<h3 id="group-{number}">{isolated(group.heading)}</h3>'
        if group.under:
            yield f'<p class="under">{isolated(group.under)}</p>'
        for clip in group.clips:
            yield from article(clip)
        yield "</section>"


def _remark(seen: InView, options: ExportOptions, table: str, row: int) -> Iterator[str]:
    if options.marks:
        mark = seen.marks.of(table, getattr(seen.corpus, table).keys[row])
        yield from remarked(Remark(mark.note, mark.tags))


def _cited(numbers: Numbers, citations: Sequence[Citation]) -> str:
    return " ".join(map(cited_at, numbers.cite(citations)))


def _text(text: str) -> str:
    return "<br>".join(html(line) for line in clean(text).strip().split("\n"))


def _losses(seen: InView) -> list[str]:
    return unheld(seen, in_view(seen), _HELD)


EXPORTER: Final = Exporter("html", "HTML page", "html", _write, _losses, marks=True)
