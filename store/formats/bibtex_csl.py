"""Entries of BibTeX and BibLaTeX as items of CSL-JSON.

Fields and types are those of the biblatex manual, sections 2.1 and 2.2, and of BibTeX before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from store.formats.base import Document
from store.formats.bibtex_file import MONTHS, Entry, Person, people
from store.formats.kept import csl_date
from store.formats.latex_text import latex_text, verbatim_text
from store.formats.pieces import edtf

TYPES: Final = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "book": "book",
    "bookinbook": "chapter", "booklet": "pamphlet", "collection": "book",
    "conference": "paper-conference", "dataset": "dataset", "electronic": "webpage",
    "image": "graphic", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case", "legislation": "legislation", "letter": "personal_communication",
    "manual": "book", "mastersthesis": "thesis", "misc": "document", "movie": "motion_picture",
    "music": "song", "mvbook": "book", "mvcollection": "book", "mvproceedings": "book",
    "mvreference": "book", "online": "webpage", "patent": "patent", "periodical": "periodical",
    "phdthesis": "thesis", "proceedings": "book", "reference": "book", "report": "report",
    "review": "review", "software": "software", "standard": "standard", "suppbook": "chapter",
    "techreport": "report", "thesis": "thesis", "unpublished": "manuscript",
    "video": "motion_picture", "www": "webpage",
}  # fmt: skip
"""The type in CSL of each type of entry."""

_SUBTYPES: Final = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_NUMBERED: Final = frozenset({"report", "patent", "legislation", "standard", "thesis"})
_NAMES: Final = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author",
}  # fmt: skip
_TEXTS: Final = {
    "journaltitle": "container-title", "journal": "container-title",
    "booktitle": "container-title", "shortjournal": "container-title-short",
    "shorttitle": "title-short", "publisher": "publisher", "institution": "publisher",
    "school": "publisher", "organization": "publisher", "location": "publisher-place",
    "address": "publisher-place", "volume": "volume", "volumes": "number-of-volumes",
    "issue": "issue", "edition": "edition", "series": "collection-title",
    "chapter": "chapter-number", "pagetotal": "number-of-pages", "version": "version",
    "isbn": "ISBN", "issn": "ISSN", "type": "genre", "eventtitle": "event-title",
    "venue": "event-place", "keywords": "keyword", "note": "note", "abstract": "abstract",
    "annotation": "annote", "annote": "annote", "pubstate": "status", "library": "call-number",
}  # fmt: skip
_DATES: Final = {
    "date": "issued", "urldate": "accessed", "eventdate": "event-date", "origdate": "original-date",
}  # fmt: skip
_VERBATIM: Final = {"doi": "DOI", "url": "URL"}
_LANGUAGES: Final = {
    "american": "en-US", "arabic": "ar", "british": "en-GB", "dutch": "nl", "english": "en",
    "farsi": "fa", "french": "fr", "german": "de", "hebrew": "he", "italian": "it",
    "ngerman": "de", "persian": "fa", "polish": "pl", "portuguese": "pt", "russian": "ru",
    "spanish": "es", "swedish": "sv", "turkish": "tr", "ukenglish": "en-GB", "ukrainian": "uk",
    "usenglish": "en-US",
}  # fmt: skip
_TITLES: Final = (("title", "subtitle", "title"), ("booktitle", "booksubtitle", "container-title"))
_PARENT: Final = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
"""What a parent's field is called in its child, after the biblatex manual's appendix B."""
_OWN: Final = frozenset({"crossref", "xref", "xdata", "ids", "label", "shorthand", "options"})
_WITHIN: Final = frozenset({"inbook", "incollection", "inproceedings", "inreference", "bookinbook"})


def inherited(entry: Entry, parents: Mapping[str, Entry]) -> dict[str, str]:
    """The fields of an entry with those of the entries that it refers to."""
    fields = dict(entry.fields)
    for key in [part.strip() for part in fields.get("xdata", "").split(",")]:
        if key and key in parents:
            fields = {**parents[key].fields, **fields}
    parent = parents.get(fields.get("crossref", "").strip())
    if parent is None or parent.key == entry.key:
        return fields
    within = entry.kind in _WITHIN
    passed = {
        (_PARENT.get(name, name) if within else name): value
        for name, value in parent.fields.items()
        if name not in _OWN
    }
    return {**passed, **fields}


def item(entry: Entry, fields: Mapping[str, str]) -> tuple[Document, Document]:
    """An entry as an item without an id, and the fields that have no place in it as text."""
    left = dict(fields)
    subtype = _SUBTYPES.get(left.get("entrysubtype", "").strip().lower())
    csl: Document = {"type": subtype or TYPES.get(entry.kind, "document")}
    if subtype:
        del left["entrysubtype"]
    for name, key in _NAMES.items():
        if named := [_name(person) for person in people(left.pop(name, ""))]:
            csl[key] = named
    for name, below, key in _TITLES:
        whole = [latex_text(left.pop(part, "")) for part in (name, below)]
        if any(whole):
            csl[key] = ": ".join(filter(None, whole))
    for name, key in _TEXTS.items():
        _take(csl, left, name, key, latex_text)
    for name, key in _VERBATIM.items():
        _take(csl, left, name, key, verbatim_text)
    if "URL" not in csl and re.search(r"\\url|^\s*https?://", left.get("howpublished", "")):
        _take(csl, left, "howpublished", "URL", verbatim_text)
    _take(csl, left, "titleaddon", "container-title", latex_text)
    _take(csl, left, "number", "number" if csl["type"] in _NUMBERED else "issue", latex_text)
    _take(csl, left, "pages", "page", _pages)
    _take(csl, left, "langid", "language", _language)
    _take(csl, left, "language", "language", _language)
    _dates(csl, left)
    rest = {name: latex_text(value) for name, value in left.items()}
    if entry.kind not in TYPES:
        rest["type of entry"] = entry.kind
    return csl, rest


def _take(
    csl: Document, left: dict[str, str], name: str, key: str, reader: Callable[[str], str]
) -> None:
    """Moves a field into the item, unless the item has such a field already."""
    if name in left and key not in csl and (value := reader(left[name])):
        csl[key] = value
        del left[name]


def _pages(value: str) -> str:
    return re.sub(r"\s*[–—]\s*|(?<=\d)-{2,}(?=\d)", "-", latex_text(value))


def _language(value: str) -> str:
    name = latex_text(value)
    return _LANGUAGES.get(name.lower(), name)


def _name(person: Person) -> Document:
    if person.whole:
        return {"literal": latex_text(person.whole)}
    parts = {
        "family": latex_text(person.last),
        "given": latex_text(person.first),
        "non-dropping-particle": latex_text(person.von),
        "suffix": latex_text(person.jr),
    }
    made: Document = {key: value for key, value in parts.items() if value}
    if list(made) == ["family"] and made["family"].lower() == "others":
        return {"literal": "others"}
    return made or {"literal": latex_text(person.last) or "?"}


def _dates(csl: Document, left: dict[str, str]) -> None:
    """The dates; a time of day, which CSL has not, keeps the field as well."""
    for name, key in _DATES.items():
        value = verbatim_text(left.get(name, "")).strip("{} ")
        if found := csl_date(value):
            csl[key] = found
            if "T" not in value:
                del left[name]
    year = latex_text(left.get("year", ""))
    if "issued" in csl or not year:
        return
    month, day = _month(latex_text(left.get("month", "")))
    day = day or latex_text(left.get("day", ""))
    parts = [year, month, day.zfill(2) if month and day else ""]
    whole = "-".join(filter(None, parts))
    good = edtf(whole)
    csl["issued"] = csl_date(whole if good else year)
    for name in ("year", *(("month",) * bool(month)), *(("day",) * bool(month and day))):
        if good or name == "year":
            left.pop(name, None)


def _month(value: str) -> tuple[str, str]:
    """The number of a month, and of a day that stands with it, as in "dec # {~31}"."""
    bare = value.replace("\u00a0", " ").strip().lower()
    if re.fullmatch(r"0?[1-9]|1[0-2]", bare):
        return bare.zfill(2), ""
    words = re.fullmatch(r"(?:(\d{1,2})[.\s]+)?([a-z]{3,9})\.?(?:\s+(\d{1,2}))?,?", bare)
    if words is None:
        return "", ""
    for number, name in enumerate(MONTHS, 1):
        if name.lower().startswith(words[2]):
            return f"{number:02}", words[1] or words[3] or ""
    return "", ""
