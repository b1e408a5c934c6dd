"""TimelineJS JSON, version 3: a slide for each dated event, with its statements.

The fields are those of https://timeline.knightlab.com/docs/json-format.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from store.cite import web_address
from store.encoding import encode
from store.exports import moments, statements
from store.exports.base import (
    ABOUT,
    Document,
    Exporter,
    ExportOptions,
    counted,
    encoded,
    in_view,
    unheld,
)  # fmt: skip
from store.forms.escape import html
from store.views import InView

EVENT_FIELDS: Final = frozenset({
    "id", "title", "when", "display_date", "summary", "type", "hedge", "status",
})  # fmt: skip
_QUOTE_FIELDS: Final = statements.OWN | {
    "words", "speaker", "attribution", "via", "hedge", "status", "said", "published",
}  # fmt: skip
HELD: Final = {
    "dossier": ABOUT | {"title", "description"},
    "events": EVENT_FIELDS,
    "quotes": _QUOTE_FIELDS,
}


def dated(seen: InView) -> list[int]:
    """The events that can have a slide: a timeline has no place for the undated."""
    return [row for row in seen.events if seen.corpus.event_when[row] is not None]


def on_slides(seen: InView) -> dict[int, list[int]]:
    """The quotes in view by the first of their events that has a slide."""
    slides, found = set(dated(seen)), dict[int, list[int]]()
    for row in seen.quotes:
        event = next((one for one in seen.corpus.quote_events[row] if one in slides), None)
        if event is not None:
            found.setdefault(event, []).append(row)
    return found


def group(seen: InView, row: int) -> str:
    """What a slide is grouped by, as HTML: the event's type, else its first tag, or nothing."""
    event = seen.corpus.events[row]
    return html(event.type or next(iter(event.tags), ""))


def display_date(seen: InView, row: int) -> str:
    """The date in words, as HTML, where numbers do not say it all or the dossier has its own."""
    event, when = seen.corpus.events[row], seen.corpus.event_when[row]
    assert when is not None
    found = moments.span(when)
    exact = found.exact and not any(map(moments.has_zone, (found.start, found.end)))
    return html(event.display_date or ("" if exact else moments.in_words(when, None)))


def body(seen: InView, row: int, quotes: Sequence[int]) -> str:
    """The text of a slide as HTML: the summary, how sure it is, and statements."""
    event = seen.corpus.events[row]
    unsure = statements.certainty(event)
    parts = [statements.paragraphs(event.summary or "")]
    parts += [f"<p><em>{html(unsure)}</em></p>"] if unsure else []
    return "".join((*parts, *(statements.as_html(seen, quote, row) for quote in quotes)))


def split(seen: InView, quotes: Sequence[int]) -> tuple[int | None, list[int]]:
    """The quote that is shown large, which must be verbatim, and the others."""
    verbatim = (row for row in quotes if seen.corpus.quotes[row].kind == "verbatim")
    large = next(verbatim, None)
    return large, [row for row in quotes if row != large]


def references(seen: InView, row: int) -> list[str]:
    """The sources of a slide in plain words."""
    return statements.references(seen, (c.source for c in seen.corpus.events[row].citations))


def losses(seen: InView) -> list[str]:
    """What a timeline has no place for."""
    corpus, shown = seen.corpus, dated(seen)
    quotes = [row for rows in on_slides(seen).values() for row in rows]
    undated, lost = len(seen.events) - len(shown), len(seen.quotes) - len(quotes)
    spans = (moments.span(when) for row in shown if (when := corpus.event_when[row]))
    vague = sum(1 for found in spans if not found.exact)
    said = [counted(undated, "event") + " without a date"] if undated else []
    said += [counted(lost, "quote") + " of no event that has a date"] if lost else []
    said += [f"{counted(vague, 'date')} that numbers cannot say (kept in words)"] if vague else []
    rows = {**in_view(seen), "events": shown, "quotes": quotes}
    return said + statements.beside(seen, quotes) + unheld(seen, rows, HELD)


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    about = seen.corpus.dossier
    title = {"text": {"headline": html(about.title), "text": html(about.description or "")}}
    yield encoded(f'{{"title": {encode(title)},\n"events": [')
    under = on_slides(seen)
    for number, row in enumerate(dated(seen)):
        slide = _slide(seen, row, under.get(row, []))
        yield encoded(f"{',' if number else ''}\n{encode(slide)}")
    yield b"\n]}\n"


def _slide(seen: InView, row: int, quotes: Sequence[int]) -> Document:
    event, when = seen.corpus.events[row], seen.corpus.event_when[row]
    assert when is not None
    found = moments.span(when)
    large, others = split(seen, quotes)
    text = {"headline": html(event.title), "text": body(seen, row, others)}
    return statements.without_empty(
        {
            "unique_id": event.id,
            "start_date": _date(found.start),
            "end_date": _date(found.end),
            "display_date": display_date(seen, row),
            "text": statements.without_empty(text),
            "media": _media(seen, row, large),
            "group": group(seen, row),
        }
    )


def _date(text: str) -> dict[str, int]:
    if not text:
        return {}
    numbers = moments.point(text)._asdict()
    return {name: number for name, number in numbers.items() if number >= 0}


def _media(seen: InView, row: int, large: int | None) -> Document:
    """The quote shown large, else the page of a source; with the source below."""
    corpus = seen.corpus
    if large is None:
        sources = corpus.sources.rows(c.source for c in corpus.events[row].citations)
        pages = ((source, web_address(corpus.sources[source].csl)) for source in sources)
        _, address = next(((s, page) for s, page in pages if page), (None, ""))
        credit = "; ".join(references(seen, row))
        return statements.without_empty({"url": address, "credit": html(credit)}) if address else {}
    cited = statements.references(seen, (c.source for c in corpus.quotes[large].citations))
    media = {
        "url": statements.blockquote(seen, large, row),
        "credit": html("; ".join(cited)),
    }
    return statements.without_empty(media)


EXPORTER: Final = Exporter("timelinejs", "TimelineJS JSON", "json", _write, losses)
