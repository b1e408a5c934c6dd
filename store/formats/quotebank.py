"""Quotebank: quotations out of news, with a speaker that a machine gave each, as JSON lines.

https://doi.org/10.5281/zenodo.4277311 has both shapes: one line a quotation, with all that it was
found in (``quotes-YYYY.json``), and one line an article (``quotebank-YYYY.json``). A speaker
called ``None`` is unknown. The date of a quotation is that of its earliest article, so that it says
when the words were published, never when they were spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from store.formats.base import Document, Importer, Item, Options, Remark, stable_id
from store.formats.kept import csl_date
from store.formats.opened import Input
from store.formats.pieces import Ledger, Sources, distinct, edtf, filled, text, texts
from store.formats.streams import has_keys, objects
from store.spool import Met

_BY_QUOTE: Final = frozenset({"quotation", "speaker", "date", "urls"})
_BY_ARTICLE: Final = frozenset({"quotations", "title", "url", "date"})
_IN_ARTICLE: Final = frozenset({"quotation", "leftContext", "rightContext", "quotationOffset"})
_ITEM: Final = re.compile(r"Q[1-9][0-9]*", re.ASCII)
_DATE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}:[0-9]{2}))?Z?")
_CURE: Final = "Correct the line, or take it out."
_MACHINE: Final = Remark(
    "", "who speaks was worked out by a machine; its other candidates are in source_fields",
    "Look each statement up before you rely on its speaker.",
)  # fmt: skip


def date_of(said: str) -> str | None:
    """A date such as ``2019-12-31 08:30:00`` as EDTF; midnight is no time but the lack of one."""
    match = _DATE.fullmatch(said)
    if match is None:
        return None
    clock = "" if match[2] in {None, "00:00:00"} else f"T{match[2]}"
    return edtf(f"{match[1]}{clock}")


class _Article(Struct, frozen=True):
    """What the quotations of an article share.

    Attributes:
        id: The article's own id.
        source: Id of its source; empty when nothing names one.
        place: Where it stands in the file.
        dates: The fields of a quote that say when.
        left: What no source is there to keep.
    """

    id: str
    source: str
    place: str
    dates: Document
    left: Document


class _Speakers:
    """The speakers met so far, each made once."""

    def __init__(self) -> None:
        self._met = Met()

    def meet(self, name: str, items: list[str], place: str) -> tuple[str | None, list[Item]]:
        """The id of a speaker, and the actor when it is new; no id for one who is unknown.

        Args:
            name: The name as Quotebank gives it.
            items: The Wikidata items that go by it: who it is only when it is one.
            place: Where it is named.
        """
        if name in {"", "None"}:
            return None, []
        known = sorted(item for item in items if _ITEM.fullmatch(item))
        own = stable_id("actor", "quotebank", name, *known, words=name)
        if not self._met.first(own):
            return own, []
        wikidata = known[0] if len(known) == 1 else None
        actor = filled(id=own, name=name, kind="person", wikidata=wikidata)
        if len(known) > 1:
            actor["source_fields"] = {"qids": known}
        return own, [Item("actors", actor, place)]


def _dated(said: str, place: str, into: Document) -> Iterator[Remark]:
    published = date_of(said)
    if published:
        into["published"] = published
    elif said:
        into["display_date"] = said
        what = f"“{said[:60]}” is no date: the statement is undated"
        yield Remark(f"{place}, field date", what, "Write it as 2019-12-31 08:30:00.")


def _by_quote(
    line: dict[str, Any], place: str, speakers: _Speakers, sources: Sources, ledger: Ledger
) -> Iterator[Item | Remark]:
    """A line that is a quotation with all that it was found in."""
    words = text(line.get("quotation"))
    if not words:
        yield Remark(place, "it holds no words", _CURE, skipped=True)
        return
    quote: Document = {
        "id": stable_id("quote", "quotebank", text(line.get("quoteID")) or words, words=words[:40]),
        "text": words,
        "kind": "verbatim",
    }
    speaker, actors = speakers.meet(text(line.get("speaker")), texts(line.get("qids")), place)
    yield from actors
    if speaker:
        quote["speaker"] = speaker
        yield from ledger.once("", _MACHINE)
    yield from _dated(text(line.get("date")), place, quote)
    citations = []
    for url in distinct(texts(line.get("urls"))):
        key, made = sources.cite({"type": "webpage", "URL": url}, place, url)
        yield from made
        citations.append({"source": key, "exact": words})
    if citations:
        quote["citations"] = citations
    left = {name: line[name] for name in line if name not in _BY_QUOTE}
    yield from ledger.keep(quote, left, place)
    yield Item("quotes", quote, place)


def _items_of(entry: dict[str, Any], name: str) -> list[str]:
    """The Wikidata items of a candidate, out of the list of all of them."""
    candidates = entry.get("globalProbas")
    for one in candidates if isinstance(candidates, list) else []:
        if isinstance(one, dict) and text(one.get("speaker")) == name:
            return texts(one.get("qids"))
    return []


def _in_article(
    entry: dict[str, Any], article: str, source: str
) -> tuple[Document, dict[str, object]] | None:
    """A quotation of an article, and what is left of its fields; None when it has no words."""
    words = text(entry.get("quotation"))
    if not words:
        return None
    offset = entry.get("quotationOffset")
    identity = (article, text(entry.get("quoteID")), text(offset), words)
    before, after = text(entry.get("leftContext")), text(entry.get("rightContext"))
    citation = filled(source=source, exact=words, prefix=before, suffix=after)
    quote = filled(
        id=stable_id("quote", "quotebank", *identity, words=words[:40]),
        text=words,
        kind="verbatim",
        citations=[citation] if source else [],
    )
    # The offset counts Quotebank's own tokens, not characters: no anchor of ours.
    left = {name: entry[name] for name in entry if name not in _IN_ARTICLE}
    return quote, {**left, "quotationOffset": offset}


def _by_article(
    line: dict[str, Any], place: str, speakers: _Speakers, sources: Sources, ledger: Ledger
) -> Iterator[Item | Remark]:
    """A line that is an article with all quotations in it."""
    entries = line.get("quotations")
    if not isinstance(entries, list):
        yield Remark(place, "its field “quotations” is no list", _CURE, skipped=True)
        return
    url, title, date = text(line.get("url")), text(line.get("title")), text(line.get("date"))
    article = text(line.get("articleID")) or url or title
    csl = filled(type="webpage", title=title, URL=url, issued=csl_date(date_of(date) or date))
    key, left = "", {name: line[name] for name in line if name not in _BY_ARTICLE}
    if url or title:
        key, made = sources.cite(csl, place, article)
        for item in made:
            yield from ledger.keep(item.document, left, place)
            yield item
        left = {}
    dates: Document = {}
    yield from _dated(date, place, dates)
    found = _Article(article, key, place, dates, left)
    yield from _quotations(entries, found, speakers, ledger)


def _quotations(
    entries: list[object], article: _Article, speakers: _Speakers, ledger: Ledger
) -> Iterator[Item | Remark]:
    """The quotations of an article."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        where = f"{article.place}, quotations[{index}]"
        found = _in_article(entry, article.id, article.source) if isinstance(entry, dict) else None
        if found is None or not isinstance(entry, dict):
            yield Remark(where, "it holds no words", _CURE, skipped=True)
            continue
        quote, rest = found
        if quote["id"] in seen:
            yield Remark(where, "the same words stand in the same place before: one is kept")
            continue
        seen.add(quote["id"])
        name = text(entry.get("globalTopSpeaker"))
        speaker, actors = speakers.meet(name, _items_of(entry, name), where)
        yield from actors
        if speaker:
            yield from ledger.once("", _MACHINE)
        quote |= filled(speaker=speaker, **article.dates)
        yield from ledger.keep(quote, {**article.left, **rest}, where)
        yield Item("quotes", quote, where)


def _read(source: Input, _options: Options) -> Iterator[Item | Remark]:
    speakers, sources, ledger = _Speakers(), Sources("quotebank"), Ledger()
    for found in objects(source):
        if isinstance(found, Remark):
            yield found
            continue
        number, line = found
        shape = _by_article if "quotations" in line else _by_quote
        yield from shape(line, f"line {number}", speakers, sources, ledger)


def _sniff(source: Input) -> int:
    by_article, by_quote = ("articleID", "quotations"), ("quoteID", "quotation", "speaker")
    return 95 if has_keys(source, by_article, by_quote) else 0


IMPORTER: Final = Importer("quotebank", "Quotebank (JSON lines)", _sniff, _read)
