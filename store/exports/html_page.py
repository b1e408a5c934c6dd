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
    cited_at,
    isolated,
    numbered,
    quotation,
    remarked,
)  # fmt: skip
from store.clippings.html_values import from_the_right, language_tag
from store.corpus import Corpus
from store.dates import parse
from store.exports import statements
from store.exports.base import ABOUT, Exporter, ExportOptions, counted, encoded, in_view, unheld
from store.exports.html_sheet import SHEET
from store.forms.escape import html
from store.model import Actor, Citation
from store.references import speakers
from store.rows import SPOKE, cast_rows, roles_in
from store.terms import cited_by
from store.views import InView

_HELD: Final = {
    "dossier": ABOUT | {"title", "description", "language"},
    "sources": frozenset({"id", "csl", "archived"}),
    "actors": frozenset({
        "id", "name", "kind", "short", "aliases", "aliases.name", "positions", "positions.title",
        "positions.of", "positions.note", "positions.citations", "description", "citations",
        "citations.source", "citations.locator",
    }),
    "events": frozenset({
        "id", "title", "when", "display_date", "place", "summary", "participants",
        "participants.actor", "participants.role", "status", "hedge", "citations",
        "citations.source", "citations.locator",
    }),
    "quotes": frozenset({
        "id", "text", "kind", "words", "speaker", "attribution", "cue", "via", "hedge", "status",
        "said", "published", "display_date", "events", "context", "original", "translator",
        "language", "citations", "citations.source", "citations.locator",
    }),
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
    main = list(_main(seen, options, clippings, numbers))
    listed = tuple(numbers.listed(options.house.style))  # numbered as they were cited
    yield from _head(seen, options, cited=bool(listed))
    yield from main
    if listed:
        yield '<section class="list" aria-labelledby="references">'
        yield '<h2 class="sources" lang="en" id="references">References</h2>'
        yield from numbered(
            one if one.cited <= _MOST_BACK else replace(one, cited=0) for one in listed
        )
        yield "</section>"
    yield "</body>"
    yield "</html>"


def _main(
    seen: InView, options: ExportOptions, clippings: Clippings, numbers: Numbers
) -> Iterator[str]:
    yield "<main>"
    if seen.events:
        yield from _part("Chronology", _chronology(seen, options, numbers))
    if seen.actors:
        yield from _part("Cast", _cast(seen, options, numbers))
    groups = grouped(clippings, numbers) if seen.quotes else ()
    if groups:
        yield from _part("Quotations", _quotations(groups))
    yield "</main>"


def _head(seen: InView, options: ExportOptions, *, cited: bool) -> Iterator[str]:
    about, made = seen.corpus.dossier, options.made.isoformat()
    yield "<!doctype html>"
    language = language_tag(about.language or "") or "en"
    turned = ' dir="rtl"' if from_the_right(language) else ""
    yield f'<html lang="{language}"{turned}>'
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
    yield '<p class="what" lang="en">Dossier</p>'
    yield f"<h1>{isolated(about.title)}</h1>"
    if about.description:
        yield f'<p class="lead" dir="auto">{_text(about.description)}</p>'
    counts = (
        counted(len(seen.events), "event"), counted(len(seen.actors), "actor"),
        counted(len(seen.quotes), "statement"),
    )  # fmt: skip
    day = html(options.house.date(parse(made)))
    chosen = f" Filter: <code>{isolated(str(seen.filter))}</code>" if seen.filter else ""
    scope = f'{", ".join(counts)}; <time datetime="{made}">{day}</time>.'
    yield f'<p class="scope"><bdi lang="en">{scope}</bdi>{chosen}</p>'
    yield "</header>"
    yield from _contents(seen, cited=cited)


def _contents(seen: InView, *, cited: bool) -> Iterator[str]:
    parts = (("Chronology", seen.events), ("Cast", seen.actors), ("Quotations", seen.quotes))
    names = [name for name, rows in parts if rows]
    if cited:
        names.append("References")
    links = (f'<a href="#{name.lower()}">{name}</a>' for name in names)
    yield f'<nav lang="en" aria-label="Parts">{" ".join(links)}</nav>'


def _part(name: str, lines: Iterator[str]) -> Iterator[str]:
    yield f'<section class="part" aria-labelledby="{name.lower()}">'
    yield f'<h2 class="part" lang="en" id="{name.lower()}">{name}</h2>'
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
        kind = _KINDS.get(actor.kind, actor.kind)
        yield '<article class="actor">'
        if kind:
            yield f'<p class="kind" lang="en">{html(kind)}</p>'
        yield "<div>"
        yield f"<h3>{isolated(actor.name)}</h3>"
        yield from _about(corpus, actor, _cited(numbers, tuple(cited_by(actor))))
        yield from _remark(seen, options, "actors", cast.actor)
        yield "</div>"
        yield "</article>"


def _about(corpus: Corpus, actor: Actor, cited: str) -> Iterator[str]:
    """Offices, other names and description; the numbers of the sources end the last of them."""
    others = [*filter(None, [actor.short]), *(alias.name for alias in actor.aliases)]
    said = [cite.position_words(corpus, position) for position in actor.positions]
    said += [f"also {', '.join(dict.fromkeys(others))}"] if others else []
    facts = isolated("; ".join(said)) if said else ""
    if actor.description:
        if facts:
            yield f'<p class="facts">{facts}</p>'
        yield f'<p dir="auto">{" ".join(filter(None, (_text(actor.description), cited)))}</p>'
    elif facts or cited:
        yield f'<p class="facts">{" ".join(filter(None, (facts, cited)))}</p>'


def _quotations(groups: Sequence[Group]) -> Iterator[str]:
    """Every statement under its event; what the user has put on that stands in the chronology."""
    for number, group in enumerate(groups, 1):
        yield f'<section class="group" aria-labelledby="group-{number}">'
        yield f'<h3 id="group-{number}">{isolated(group.heading)}</h3>'
        if group.under:
            yield f'<p class="under">{isolated(group.under)}</p>'
        for clip in group.clips:
            yield f'<div class="clip {clip.kind}">'
            yield from quotation(clip)
            yield "</div>"
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
    return statements.beside(seen) + unheld(seen, in_view(seen), _HELD)


EXPORTER: Final = Exporter("html", "HTML page", "html", _write, _losses, marks=True)
