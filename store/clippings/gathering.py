"""Puts chosen quotes together in groups, and numbers their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from store import cite, dates
from store.clippings.contents import Cited, Clip, Clippings, Contents, Group, Listed, Remark
from store.corpus import Corpus
from store.forms.passage import passage_of
from store.model import Citation
from store.related import Ref
from store.rows import statement_rows
from store.styles import formatted


class Numbers:
    """Numbers the sources in the order in which they are first cited.

    Args:
        corpus: The dossier.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._numbers: dict[int, int] = {}
        self._cited: dict[int, int] = {}

    def cite(self, citations: Iterable[Citation]) -> Iterator[Cited]:
        """The citations of a record, each place in a source once."""
        places = ((c.source, " ".join((c.locator or "").split())) for c in citations)
        for key, locator in dict.fromkeys(places):
            row = self._corpus.sources.row(key)
            if row is None:
                continue
            number = self._numbers.setdefault(row, len(self._numbers) + 1)
            self._cited[row] = self._cited.get(row, 0) + 1
            yield Cited(number, locator, self._cited[row])

    def address(self, citation: Citation) -> str:
        """Where the source of a citation can be read."""
        row = self._corpus.sources.row(citation.source)
        return "" if row is None else cite.web_address(self._corpus.sources[row].csl)

    def listed(self, style: str) -> Iterator[Listed]:
        """The sources that were cited, in the order of their numbers."""
        for row in self._numbers:
            source = self._corpus.sources[row]
            reference = formatted(source.csl, style, fallback_title=source.id)
            address, archived = (
                cite.web_address(source.csl),
                cite.web_address({"URL": source.archived}),
            )
            yield Listed(row, reference, address, archived, self._cited[row])


def gathered(clippings: Clippings) -> Contents:
    """Puts the chosen quotes together, and numbers their sources."""
    seen, house = clippings.seen, clippings.house
    sources = Numbers(seen.corpus)
    made = dates.parse(clippings.made.isoformat())
    return Contents(
        clippings,
        seen.corpus.dossier.title,
        _scope(clippings),
        str(seen.filter),
        house.date(made),
        grouped(clippings, sources),
        tuple(sources.listed(house.style)),
    )


def grouped(clippings: Clippings, sources: Numbers) -> tuple[Group, ...]:
    """The chosen quotes in their groups.

    Args:
        clippings: What the document is made of.
        sources: Numbers what the quotes cite; it may have numbered other things before.
    """
    return tuple(
        replace(group, clips=tuple(_clip(clippings, row, sources) for row in rows))
        for group, rows in _GROUPED[clippings.grouped](clippings)
    )


def _scope(clippings: Clippings) -> str:
    """For example "4 marked statements by event"."""
    count = len(set(clippings.quotes))
    marked = "marked " if clippings.marked else ""
    return f"{count:,} {marked}statement{'' if count == 1 else 's'}, by {clippings.grouped}"


_Groups = Iterator[tuple[Group, Sequence[int]]]


def _by_event(clippings: Clippings) -> _Groups:
    """Each quote under the first of its events in view, as the explorer shows them."""
    seen = clippings.seen
    corpus, house, chosen = seen.corpus, clippings.house, set(clippings.quotes)
    found: dict[int | None, list[int]] = {}
    for row in statement_rows(seen, None, None):
        if row.quote in chosen:
            found.setdefault(row.event, []).append(row.quote)
    if strays := sorted(chosen.difference(seen.quotes)):
        found.setdefault(None, []).extend(strays)
    for event, rows in found.items():
        if event is None:
            yield (
                Group("No event in view" if seen.filter else "No event", "", None, (), Remark()),
                rows,
            )
            continue
        record, when = corpus.events[event], corpus.event_when[event]
        day = house.date(when) if when else record.display_date or "undated"
        status = None if record.hedge and record.status == "reported" else record.status
        under = "; ".join(part for part in (day, record.hedge, status) if part)
        remark = _remark(clippings, "events", corpus.events.keys[event])
        yield Group(record.title, under, record.id, (), remark), rows


def _by_actor(clippings: Clippings) -> _Groups:
    """Each quote under its speaker, in the order of their first words; the unknown last."""
    corpus = clippings.seen.corpus
    found: dict[tuple[int, str], list[int]] = {}
    last = len(corpus.actors)
    for row in _in_order(clippings.quotes):
        quote = corpus.quotes[row]
        actor = corpus.actors.row(quote.speaker)
        printed = "" if actor is not None else cite.speaker_name(corpus, quote)
        found.setdefault((last if actor is None else actor, printed), []).append(row)
    nameless = [key for key in found if key[0] == last]
    for actor, printed in [*(key for key in found if key[0] != last), *nameless]:
        rows = found[actor, printed]
        if actor == last:
            yield Group(printed, "", None, (), Remark()), rows
            continue
        record = corpus.actors[actor]
        held = {cite.office(corpus, record, corpus.quote_when[row]) for row in rows}
        office = held.pop() if len(held) == 1 else ""
        remark = _remark(clippings, "actors", corpus.actors.keys[actor])
        yield Group(record.name, office, record.id, (), remark), rows


def _by_date(clippings: Clippings) -> _Groups:
    """Each quote under its date, the undated last."""
    corpus = clippings.seen.corpus
    found: dict[str, list[int]] = {}
    dated = {row: when for row in set(clippings.quotes) if (when := corpus.quote_when[row])}
    for row in sorted(dated, key=lambda row: (dated[row].sort_key, row)):
        found.setdefault(clippings.house.date(dated[row]), []).append(row)
    for day, rows in found.items():
        yield Group(day, "", None, (), Remark()), rows
    if undated := [row for row in _in_order(clippings.quotes) if row not in dated]:
        yield Group("Undated", "", None, (), Remark()), undated


_GROUPED: Final = {"event": _by_event, "actor": _by_actor, "date": _by_date}


def _in_order(rows: Iterable[int]) -> list[int]:
    return sorted(set(rows))


def _clip(clippings: Clippings, row: int, sources: Numbers) -> Clip:
    corpus, house = clippings.seen.corpus, clippings.house
    quote, when = corpus.quotes[row], corpus.quote_when[row]
    actor = corpus.actors.row(quote.speaker)
    hedges = [cite.hedges(corpus, quote), "confirmed" if quote.status == "confirmed" else ""]
    return Clip(
        row,
        quote.kind,
        passage_of(corpus, Ref("quotes", row), house).pieces,
        name=cite.speaker_name(corpus, quote),
        office="" if actor is None else cite.office(corpus, corpus.actors[actor], when),
        when=house.date(when) if when else quote.display_date or "undated",
        hedge=", ".join(filter(None, hedges)),
        context=quote.context or "",
        original=quote.original or "",
        translator=quote.translator or "",
        language=quote.language or corpus.dossier.language or "",
        cited=tuple(sources.cite(quote.citations)),
        address=next(filter(None, map(sources.address, quote.citations)), ""),
        remark=_remark(clippings, "quotes", corpus.quotes.keys[row]),
    )


def _remark(clippings: Clippings, table: str, key: str) -> Remark:
    if not clippings.notes:
        return Remark()
    mark = clippings.seen.marks.of(table, key)
    return Remark(mark.note, mark.tags)
