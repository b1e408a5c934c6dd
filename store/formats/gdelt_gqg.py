"""GDELT's Global Quotation Graph: JSON lines, an article each, as its files are published.

https://blog.gdeltproject.org/announcing-the-global-quotation-graph/ lists the fields. It finds
the words between quotation marks and a few words around them; it names no speaker, and so none is
given here. The date is when GDELT met the article, which stands for its publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import Any, Final

from store.formats.base import Document, Importer, Item, Options, Remark, stable_id
from store.formats.opened import Input
from store.formats.pieces import Ledger, Sources, edtf, filled, text
from store.formats.streams import has_keys, objects

_ARTICLE: Final = frozenset({"url", "title", "date", "lang", "quotes"})
_QUOTE: Final = frozenset({"pre", "quote", "post"})

_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LANGUAGES: Final = {
    "english": "en", "eng": "en", "arabic": "ar", "ara": "ar", "chinese": "zh", "zho": "zh",
    "french": "fr", "fra": "fr", "german": "de", "deu": "de", "italian": "it", "ita": "it",
    "japanese": "ja", "jpn": "ja", "persian": "fa", "fas": "fa", "portuguese": "pt", "por": "pt",
    "russian": "ru", "rus": "ru", "spanish": "es", "spa": "es", "turkish": "tr", "tur": "tr",
    "ukrainian": "uk", "ukr": "uk",
}  # fmt: skip
"""Languages as GDELT has written them, in words and in ISO 639-3."""


def _unescaped(value: object) -> str:
    """Text whose HTML entities, which pages leave in it, are the signs that they stand for."""
    return _ENTITY.sub(_sign, text(value))


def _sign(entity: re.Match[str]) -> str:
    name = entity[0][1:]
    return unescape(entity[0]) if name.startswith("#") or name in html5 else entity[0]


def _language(said: str) -> str:
    short = said.lower()
    return short if len(short) == 2 and short.isascii() else _LANGUAGES.get(short, "")


def _cite(
    article: dict[str, Any], place: str, sources: Sources, ledger: Ledger
) -> tuple[str, list[Item | Remark]]:
    """The id of the article's source, and the source when it is new."""
    url, title = text(article.get("url")), _unescaped(article.get("title"))
    language, seen = _language(text(article["lang"])), text(article.get("date"))
    csl = filled(type="webpage", title=title, URL=url, language=language)
    retrieved = {"retrieved": seen} if edtf(seen) else {}
    key, new = sources.cite(csl, place, url or title, **retrieved)
    made: list[Item | Remark] = []
    for item in new:
        left = {**_left(article), "date": None if retrieved else article.get("date")}
        made += [*ledger.keep(item.document, left, place), item]
    return key, made


def _left(article: dict[str, Any]) -> Document:
    """The fields of an article that a dossier has no place for."""
    left = {name: article[name] for name in article if name not in _ARTICLE}
    return left if _language(text(article["lang"])) else {**left, "lang": article["lang"]}


def _quote(entry: dict[str, Any], source: str, shared: Document) -> Document | None:
    words = _unescaped(entry.get("quote"))
    if not words:
        return None
    before, after = _unescaped(entry.get("pre")), _unescaped(entry.get("post"))
    citation = filled(source=source, exact=words, prefix=before, suffix=after)
    key = stable_id("quote", "gdelt", source, before, words, after, words=words[:40])
    cited = [citation] if source else []
    return filled(id=key, text=words, kind="verbatim", **shared, citations=cited)


def _quotes(
    article: dict[str, Any], source: str, place: str, ledger: Ledger
) -> Iterator[Item | Remark]:
    seen = text(article.get("date"))
    shared = filled(published=edtf(seen), language=_language(text(article["lang"])))
    if seen and "published" not in shared:
        what = f"“{seen[:60]}” is no date: what was said in it is undated"
        yield Remark(f"{place}, field date", what, "Write it as 2020-01-01T00:15:00Z.")
        shared["display_date"] = seen
    made: set[str] = set()
    # Without an address or a title there is no source to keep what is said of the article.
    unkept = {} if source else _left(article)
    entries = article.get("quotes")
    if not isinstance(entries, list):
        what, cure = "its field “quotes” is no list", "Correct the line, or take it out."
        yield Remark(place, what, cure, skipped=True)
        return
    for index, entry in enumerate(entries):
        where = f"{place}, quotes[{index}]"
        quote = _quote(entry, source, shared) if isinstance(entry, dict) else None
        if quote is None:
            cure = "Take it out, or give it its words."
            yield Remark(where, "it holds no words", cure, skipped=True)
        elif quote["id"] in made:
            yield Remark(where, "the same words stand in the same place before: one is kept")
        else:
            made.add(quote["id"])
            left = {**unkept, **{name: entry[name] for name in entry if name not in _QUOTE}}
            yield from ledger.keep(quote, left, where)
            yield Item("quotes", quote, where)


def _read(source: Input, _options: Options) -> Iterator[Item | Remark]:
    sources, ledger = Sources("gdelt"), Ledger()
    for found in objects(source):
        if isinstance(found, Remark):
            yield found
            continue
        number, given = found
        article = {"lang": "", **given}
        place, key = f"line {number}", ""
        if text(article.get("url")) or text(article.get("title")):
            key, made = _cite(article, place, sources, ledger)
            yield from made
        yield from _quotes(article, key, place, ledger)


def _sniff(source: Input) -> int:
    if has_keys(source, ("url", "quotes", "quote", "pre"), ("url", "quotes", "quote", "post")):
        return 92
    return 60 if ".gqg" in source.name and has_keys(source, ("url", "quotes")) else 0


IMPORTER: Final = Importer("gdelt-gqg", "GDELT quotations (JSON lines)", _sniff, _read)
