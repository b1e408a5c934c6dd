"""Timesketch CSV: a row for each dated event and for each statement with a date of its own.

The columns ``message``, ``datetime`` and ``timestamp_desc`` are those that
https://timesketch.org/guides/user/import-from-json-csv/ asks for; it keeps any others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store import cite
from store.dates import When
from store.exports import moments, statements
from store.exports.base import (
    ABOUT,
    Exporter,
    ExportOptions,
    counted,
    in_view,
    unheld,
)  # fmt: skip
from store.exports.csv_set import row
from store.rows import roles_in
from store.table_cells import guarded, written
from store.views import InView

_HEADS: Final = (
    "message", "datetime", "timestamp_desc", "tag", "edtf", "display_date", "title", "summary",
    "actors", "place", "status", "hedge", "source", "source_url", "quote_kind", "quote_text",
    "own_words", "speaker", "via", "said", "published", "record", "id",
)  # fmt: skip

_SOURCES: Final = frozenset({"citations", "citations.source"})
_HELD: Final = {
    "dossier": ABOUT,
    "events": _SOURCES | {
        "id", "title", "when", "display_date", "place", "type", "summary", "participants",
        "participants.actor", "participants.role", "status", "hedge", "tags",
    },
    "quotes": _SOURCES | {
        "id", "text", "kind", "words", "speaker", "attribution", "via", "hedge", "status", "said",
        "published", "display_date", "tags",
    },
}  # fmt: skip


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    yield row(_HEADS)
    corpus = seen.corpus
    for event in seen.events:
        when = corpus.event_when[event]
        if when is not None:
            yield _row(_event(seen, event) | _moment(when))
    for quote in seen.quotes:
        when = corpus.quote_when[quote]
        if when is not None:
            yield _row(_quote(seen, quote) | _moment(when))


def _row(cells: dict[str, str]) -> bytes:
    return row(guarded(cells.get(head, "")) for head in _HEADS)


def _moment(when: When) -> dict[str, str]:
    second = when.latest if when.open_start else when.earliest
    return {"datetime": moments.utc(second), "edtf": when.text}


def _event(seen: InView, row_: int) -> dict[str, str]:
    corpus, event = seen.corpus, seen.corpus.events[row_]
    unsure = statements.certainty(event)
    cast = (f"{corpus.actors[a].name} ({roles_in(corpus, row_, a)})" for a in corpus.cast[row_])
    return {
        "message": f"{event.title} ({unsure})" if unsure else event.title,
        "timestamp_desc": event.type or "event",
        "tag": ",".join(event.tags),
        "display_date": event.display_date or "",
        "title": event.title,
        "summary": event.summary or "",
        "actors": "; ".join(cast),
        "place": event.place or "",
        "status": event.status or "",
        "hedge": event.hedge or "",
        "record": "event",
        "id": event.id,
        **_cited(seen, [citation.source for citation in event.citations]),
    }


def _quote(seen: InView, row_: int) -> dict[str, str]:
    corpus, quote = seen.corpus, seen.corpus.quotes[row_]
    name = cite.speaker_name(corpus, quote)
    known = quote.attribution or corpus.actors.row(quote.speaker) is not None
    return {
        "message": statements.sentence(seen, row_),
        "timestamp_desc": f"statement by {name}",
        "tag": ",".join(quote.tags),
        "display_date": quote.display_date or "",
        "status": quote.status or "",
        "hedge": quote.hedge or "",
        "quote_kind": quote.kind,
        "quote_text": quote.text,
        "own_words": written("words", list(quote.words)),
        "speaker": name if known else "",
        "via": cite.passed_on_by(corpus, quote),
        "said": quote.said or "",
        "published": quote.published or "",
        "record": "quote",
        "id": quote.id,
        **_cited(seen, [citation.source for citation in quote.citations]),
    }


def _cited(seen: InView, keys: list[str]) -> dict[str, str]:
    sources = seen.corpus.sources
    addresses = (cite.web_address(sources[row].csl) for row in sources.rows(keys))
    return {
        "source": "; ".join(statements.references(seen, iter(keys))),
        "source_url": next(filter(None, addresses), ""),
    }


def _losses(seen: InView) -> list[str]:
    corpus = seen.corpus
    events = [row for row in seen.events if corpus.event_when[row] is not None]
    quotes = [row for row in seen.quotes if corpus.quote_when[row] is not None]
    undated, lost = len(seen.events) - len(events), len(seen.quotes) - len(quotes)
    said = [f"{counted(undated, 'event')} without a date"] if undated else []
    said += [f"{counted(lost, 'quote')} without a date of its own"] if lost else []
    rows = {**in_view(seen), "events": events, "quotes": quotes}
    if any([rows.pop("sources"), rows.pop("actors")]):
        said.append("sources and actors as records (references and names are kept)")
    shown = [corpus.quotes[row] for row in quotes]
    tags = [tag for row in events for tag in corpus.events[row].tags]
    tags += [tag for quote in shown for tag in quote.tags]
    parted = sum(1 for tag in tags if "," in tag)
    said += [f"{counted(parted, 'tag')} with a comma as one"] if parted else []
    known = (quote for quote in shown if corpus.actors.row(quote.speaker) is not None)
    both = sum(1 for quote in known if quote.attribution)
    said += [f"of quotes: attribution beside the speaker's name ({both})"] if both else []
    return said + unheld(seen, rows, _HELD)


EXPORTER: Final = Exporter("timesketch", "Timesketch CSV", "csv", _write, _losses)
