"""BibLaTeX: the sources cited, an entry each, what is cited in the field ``annotation``.

Entry types and fields are those of the biblatex manual, sections 2.1 and 2.2; dates are EDTF
there too (section 2.3.8). Braces in values are written as commands, for they have to balance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from store.corpus import Corpus
from store.forms.cited import Cited
from store.forms.escape import latex, line
from store.styles.csl import CslDate, Name, date, item_type, names, number, text

_TYPES: Final = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "broadcast": "video",
    "chapter": "incollection",
    "dataset": "dataset",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "motion_picture": "movie",
    "paper-conference": "inproceedings",
    "pamphlet": "booklet",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "review": "review",
    "software": "software",
    "thesis": "thesis",
    "webpage": "online",
}
_CONTAINERS: Final = {
    "article": "journaltitle",
    "review": "journaltitle",
    "incollection": "booktitle",
    "inreference": "booktitle",
    "inproceedings": "booktitle",
}
_PUBLISHERS: Final = {"report": "institution", "thesis": "institution", "online": "organization"}
_TEXTS: Final = (
    ("publisher-place", "location"), ("volume", "volume"), ("issue", "number"),
    ("edition", "edition"), ("ISBN", "isbn"), ("ISSN", "issn"), ("genre", "type"),
    ("event-title", "eventtitle"), ("event-place", "venue"), ("keyword", "keywords"),
    ("note", "note"), ("abstract", "abstract"),
)  # fmt: skip
_LANGUAGES: Final = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fa": "persian",
    "fr": "french", "it": "italian", "nl": "dutch", "pl": "polish", "pt": "portuguese",
    "ru": "russian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
"""Names that the package babel has for languages."""

_KEY: Final = re.compile(r"[^A-Za-z0-9:._/+-]+")
_UNSAFE: Final = {ord(sign): f"%{ord(sign):02X}" for sign in '{}\\"<>^`| '}
_APART: Final = re.compile(r"\band\b|_|[^\w\s.'’-]", re.IGNORECASE)
"""What divides names, or may be read as more than a letter of one."""


def entries(corpus: Corpus, sources: Iterable[Cited]) -> Iterator[str]:
    """One entry a source; its key depends on nothing but the dossier's sources."""
    keys = _keys(corpus)
    for cited in sources:
        kind = _TYPES.get(item_type(cited.source.csl), "misc")
        fields = [f"  {name} = {{{value}}},\n" for name, value in _fields(kind, cited) if value]
        yield f"@{kind}{{{keys[cited.row]},\n{''.join(fields)}}}"


def _keys(corpus: Corpus) -> list[str]:
    """A key of plain letters for every source; like ones are told apart by a number."""
    used: set[str] = set()
    keys = []
    for source in corpus.sources:
        base = key = _KEY.sub("-", source.id).strip("-") or "source"
        count = 2
        while key.lower() in used:
            key, count = f"{base}-{count}", count + 1
        used.add(key.lower())
        keys.append(key)
    return keys


def _fields(kind: str, cited: Cited) -> Iterator[tuple[str, str]]:
    csl = cited.source.csl
    for role in ("author", "editor", "translator"):
        yield role, " and ".join(_name(person) for person in names(csl, role))
    yield "title", latex(text(csl, "title") or cited.source.id)
    yield _CONTAINERS.get(kind, "titleaddon"), latex(text(csl, "container-title"))
    yield _PUBLISHERS.get(kind, "publisher"), latex(text(csl, "publisher"))
    yield from _dates(csl, cited.source.retrieved)
    yield from ((theirs, latex(line(number(csl, ours)))) for ours, theirs in _TEXTS)
    yield "pages", latex(number(csl, "page").replace("–", "-")).replace("-{}-", "--")
    yield "langid", _LANGUAGES.get(text(csl, "language").partition("-")[0].lower(), "")
    # These two are taken letter for letter, without commands.
    yield "doi", text(csl, "DOI").translate(_UNSAFE)
    yield "url", text(csl, "URL").translate(_UNSAFE)
    yield "annotation", " ".join(latex(line(said.note)) for said in cited.statements)


def _name(person: Name) -> str:
    """A name in BibTeX's parts; a body, or a part with a sign that divides, stands in braces."""
    if person.literal:
        return f"{{{latex(person.literal)}}}"
    family = " ".join(part for part in (latex(person.particle), _held(person.family)) if part)
    given = " ".join(part for part in (_held(person.given), latex(person.dropping)) if part)
    parts = (family, _held(person.suffix), given) if person.suffix else (family, given)
    return ", ".join(part for part in parts if part)


def _held(part: str) -> str:
    capital = part[:1].isupper() or not part[:1].isalpha()
    return latex(part) if capital and not _APART.search(part) else f"{{{latex(part)}}}" * bool(part)


def _dates(csl: Mapping[str, object], retrieved: str | None) -> Iterator[tuple[str, str]]:
    issued, accessed = date(csl, "issued"), date(csl, "accessed")
    if issued is not None:
        # Words that are no date have no other place than the older field.
        yield ("date", _edtf(issued)) if issued.start else ("year", latex(issued.literal))
    if accessed is not None and accessed.start:
        yield "urldate", _edtf(accessed)
    elif retrieved and re.fullmatch(r"\d{4}(-\d\d){0,2}", retrieved):
        yield "urldate", retrieved


def _edtf(found: CslDate) -> str:
    if found.season:
        return f"{found.start[0]:04}-{20 + found.season}"
    sign = "~" if found.circa else ""
    ends = (point for point in (found.start, found.end) if point)
    return "/".join(
        "-".join(f"{part:0{2 if place else 4}}" for place, part in enumerate(point)) + sign
        for point in ends
    )
