"""A record in full, as lines: the words or the summary at the left, the facts at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from textual.content import Content

from store import cite, date_words, dates, gaps
from store.model import Citation
from store.related import Ref, linked
from store.rows import roles_in
from tui import text
from tui.panes.pen import Pen, short_name
from tui.panes.quotes import words

_LABEL: Final = 12
_MEASURE: Final = 76
"""The longest line of running text, in cells: longer ones are hard to read."""
_MOST_EVENTS: Final = 24
_DOUBT: Final = "possibly in this span: the date may lie outside"

KINDS: Final = {
    "verbatim": "verbatim: the speaker's own words",
    "mixed": "verbatim words in a reported sentence",
    "paraphrase": "paraphrase: not the speaker's words",
}


class Page(Struct, frozen=True):
    """A record in two columns.

    Attributes:
        main: What it says.
        facts: What is known of it.
    """

    main: Sequence[Content]
    facts: Sequence[Content]


class _Facts:
    """Collects labelled lines; a label that repeats is said once."""

    def __init__(self, pen: Pen, width: int) -> None:
        self.lines: list[Content] = []
        self._pen = pen
        self._width = width
        self._last = ""

    def add(self, label: str, *parts: Content) -> None:
        """A line, or several, behind a label; nothing when there is nothing to say."""
        kept = [part for part in parts if part]
        if not kept:
            return
        said = "" if label == self._last else label
        self._last = label
        self.lines += text.hanging(self._pen.label(said), kept, self._width, _LABEL)

    def say(self, label: str, value: str | None) -> None:
        """A plain fact."""
        if value:
            self.add(label, self._pen.text(value, self._pen.palette.soft))

    def marked(self, table: str, row: int) -> None:
        """What the user has put on the record."""
        pen = self._pen
        mark = pen.seen.marks.of(table, getattr(pen.corpus, table).keys[row])
        if mark.marked:
            self.add("yours", pen.mine(f"{pen.signs.marked} marked"))
        self.add("your tags", *(pen.mine(tag) for tag in mark.tags))
        for line in mark.note.splitlines():
            self.add("your note", pen.mine(line))

    def verified(self, ref: Ref) -> None:
        """How the record stands to its sources' texts."""
        pen = self._pen
        checks = () if pen.verified is None else pen.verified.of(pen.corpus, ref)
        for check in checks:
            said = f"{check.result} ({check.field})"
            if check.difference:
                said += f": {check.difference}"
            good = check.result in {"exact", "typographic", "no-text"}
            self.add("verified", pen.text(said, pen.palette.dim if good else pen.palette.caution))

    def cited(self, citations: Iterable[Citation]) -> None:
        """The sources, each with its place and the words that the record rests on."""
        pen = self._pen
        for citation in citations:
            row = pen.corpus.sources.row(citation.source)
            if row is None:
                continue
            name = cite.reference(pen.corpus.sources[row])
            place = f", {citation.locator}" if citation.locator else ""
            self.say("source", f"{name.rstrip('.')}{place}")
            if citation.exact:
                self.add(
                    "its words", pen.text(citation.exact, pen.palette.soft + pen.palette.italics)
                )
            if citation.note:
                self.add("note", pen.text(citation.note, pen.palette.dim))


def _paragraphs(pen: Pen, value: str | None, width: int) -> list[Content]:
    if not value:
        return []
    return text.wrap(pen.prose(value, pen.palette.soft), min(width, _MEASURE))


def _title(pen: Pen, value: str, width: int) -> list[Content]:
    return text.wrap(pen.text(value, pen.palette.ink + text.BOLD), min(width, _MEASURE))


def event_line(pen: Pen, row: int) -> Content:
    """An event on one line: its date, then its title."""
    when = pen.event_when(row)
    date = date_words.short(when) if when else "undated"
    style = pen.palette.soft
    return text.joined(
        (f"{date}  ", pen.palette.dim), pen.text(pen.corpus.events[row].title, style)
    )


def dossier_page(pen: Pen, main: int, facts: int) -> Page:
    """The dossier: its title, the days it covers, what it holds, who speaks most."""
    corpus, seen = pen.corpus, pen.seen
    lines = _title(pen, corpus.dossier.title, main)
    dated = [when for when in corpus.event_when if when]
    if dated:
        first = min((w.earliest for w in dated if not w.open_start), default=dates.OPEN_START)
        last = max((w.latest for w in dated if not w.open_end), default=dates.OPEN_END)
        days = date_words.words_span(first, last, corpus.zone)
        later = " or later" if any(w.open_end for w in dated) and last != dates.OPEN_END else ""
        lines.append(pen.label(f"{days}{later}"))
    lines += _paragraphs(pen, corpus.dossier.description, main)
    found = _Facts(pen, facts)
    kinds = Counter(quote.kind for quote in corpus.quotes)
    said = ", ".join(f"{kinds[kind]} {kind}" for kind in cite.KIND_ORDER if kinds[kind])
    found.say(
        "holds",
        f"{gaps.counted(len(corpus.events), 'event')}, "
        f"{gaps.counted(len(corpus.actors), 'actor')}, "
        f"{gaps.counted(len(corpus.quotes), 'quote')}{f' ({said})' if said else ''}",
    )
    speakers = sorted(seen.actors, key=lambda row: -len(seen.said_by(row)))[:3]
    for row in speakers:
        count = len(seen.said_by(row))
        if count:
            found.add("speaks", text.joined(pen.actor(row), pen.label(f"  {count}")))
    for source in list(corpus.sources)[:4]:
        found.say("source", cite.reference(source).rstrip("."))
    if corpus.problems:
        found.add(
            "problems",
            Content.styled(
                f"{len(corpus.problems)}, {pen.key_of('view.problems')} lists them",
                pen.palette.caution,
            ),
        )
    return Page(lines, found.lines)


def _measured(pen: Pen, row: int, width: int) -> list[Content]:
    """How far an event lies from the one that time is measured from."""
    corpus = pen.corpus
    if pen.measured is None or pen.measured == row:
        return []
    here, there = corpus.event_when[row], corpus.event_when[pen.measured]
    if here is None or there is None:
        said = "not known, for one of them is undated"
    else:
        said = gaps.distance(there, here, corpus.zone)
    title = corpus.events[pen.measured].title
    return text.wrap(pen.text(f"measured: {said} · from {title}", pen.palette.accent), width)


def event_page(pen: Pen, row: int, main: int, facts: int) -> Page:
    """An event: title, date, place, summary; who took part, what led to it and what came of it."""
    corpus = pen.corpus
    event = corpus.events[row]
    lines = _title(pen, event.title, main)
    parts = [pen.date(row), event.place, event.type]
    where = pen.text(" · ".join(part for part in parts if part), pen.palette.dim)
    lines += text.wrap(where, main)
    if pen.event_only_possibly(row):
        lines.append(pen.label(f"{pen.signs.possibly} {_DOUBT}"))
    lines += _measured(pen, row, main)
    hedge = ", ".join(part for part in (event.status, event.hedge) if part)
    if hedge:
        lines += text.wrap(pen.text(hedge, pen.palette.caution), main)
    lines += _paragraphs(pen, event.summary, main)
    found = _Facts(pen, facts)
    people = [
        text.joined(
            pen.actor(actor), pen.text(f", {roles_in(corpus, row, actor)}", pen.palette.dim)
        )
        for actor in corpus.cast[row]
    ]
    found.marked("events", row)
    found.add("who", *people)
    for part in event.participants:
        row_of = corpus.actors.row(part.actor)
        if part.note and row_of is not None:
            name = short_name(corpus.actors[row_of])
            found.add("note", pen.text(f"{name}: {part.note}", pen.palette.dim))
    _links(pen, event.id, found)
    found.verified(Ref("events", row))
    found.cited(event.citations)
    if event.tags:
        found.say("tags", ", ".join(event.tags))
    return Page(lines, found.lines)


def _links(pen: Pen, key: str, found: _Facts) -> None:
    for relation in linked(pen.corpus, key):
        found.add(relation.says, record_line(pen, relation.target))


def record_line(pen: Pen, ref: Ref) -> Content:
    """Any record on one line."""
    if ref.table == "events":
        return event_line(pen, ref.row)
    if ref.table == "actors":
        return pen.actor(ref.row)
    name = cite.speaker_name(pen.corpus, pen.corpus.quotes[ref.row])
    return text.joined(pen.text(name, pen.palette.dim), ": ", words(pen, ref.row, brief=True))


def actor_page(pen: Pen, row: int, main: int, facts: int) -> Page:
    """An actor: names, offices, description; every event with the part taken in it."""
    corpus, seen = pen.corpus, pen.seen
    actor = corpus.actors[row]
    lines = [text.joined(pen.sign(row), " ", pen.text(actor.name, pen.palette.ink + text.BOLD),
                         pen.label(f"  {actor.kind.replace('-', ' ')}"))]  # fmt: skip
    for position in actor.positions:
        owner = corpus.actors.row(position.of)
        of = f", {corpus.actors[owner].name}" if owner is not None else ""
        remark = f" ({position.note})" if position.note else ""
        when = f", {position.when}" if position.when else ""
        line = pen.text(f"{position.title}{of}{when}{remark}", pen.palette.soft)
        lines += text.wrap(line, min(main, _MEASURE))
    for alias in actor.aliases:
        remark = f" ({alias.note})" if alias.note else ""
        lines += text.wrap(pen.text(f"also {alias.name}{remark}", pen.palette.soft), main)
    lines += _paragraphs(pen, actor.description, main)
    found = _Facts(pen, facts)
    found.marked("actors", row)
    events = seen.events_with(row)
    for event in events[:_MOST_EVENTS]:
        role = roles_in(corpus, event, row)
        found.add(
            "events", text.joined(event_line(pen, event), pen.text(f", {role}", pen.palette.dim))
        )
    if len(events) > _MOST_EVENTS:
        key = pen.key_of("filter.only")
        found.add("events", pen.label(f"+{len(events) - _MOST_EVENTS} more, {key} shows them"))
    said, about = len(seen.said_by(row)), len(seen.about(row))
    found.say("words", f"{said or 'none'} said, {about or 'none'} about or to them")
    found.verified(Ref("actors", row))
    found.cited(actor.citations)
    return Page(lines, found.lines)


def quote_page(pen: Pen, row: int, main: int, facts: int, *, full: bool = False) -> Page:
    """A statement: the words whole, who said them, how sure that is, and where it stands.

    Args:
        pen: The means of drawing.
        row: Row of the quote.
        main: Cells of the words.
        facts: Cells of the facts.
        full: Whether to show what only the reader has room for.
    """
    corpus = pen.corpus
    quote = corpus.quotes[row]
    lines = text.wrap(words(pen, row, brief=not full), min(main, _MEASURE))
    if quote.original:
        lines += [Content(""), *_paragraphs(pen, quote.original, main)]
    found = _Facts(pen, facts)
    speaker = corpus.actors.row(quote.speaker)
    if speaker is None:
        found.say("speaker", cite.speaker_name(corpus, quote))
    else:
        held = cite.office(corpus, corpus.actors[speaker], corpus.quote_when[row])
        office = pen.text(f", {held}", pen.palette.dim) if held else Content("")
        found.add("speaker", text.joined(pen.actor(speaker, pen.palette.ink + text.BOLD), office))
        if quote.attribution:
            found.say("as printed", quote.attribution)
    hedge = cite.hedges(corpus, quote)
    if hedge:
        found.add("reported", pen.text(hedge, pen.palette.caution))
    found.say("kind", KINDS[quote.kind])
    when = pen.quote_when(row)
    said = date_words.words(when) if when else quote.display_date or "undated"
    cue = f"“{quote.cue}” · " if quote.cue else ""
    found.say("said" if quote.said or not when else "published", f"{cue}{said}")
    if pen.quote_only_possibly(row):
        found.add("in view", pen.label(f"{pen.signs.possibly} {_DOUBT}"))
    found.marked("quotes", row)
    found.say("context", quote.context)
    for event in corpus.quote_events[row]:
        found.add("on", event_line(pen, event))
    for label, ids in (("speaks of", quote.about), ("said to", quote.audience)):
        found.add(label, *(pen.actor(actor) for actor in corpus.actors.rows(ids)))
    _links(pen, quote.id, found)
    found.verified(Ref("quotes", row))
    found.cited(quote.citations)
    return Page(lines, found.lines)
