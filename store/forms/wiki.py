"""Wikipedia's wikitext: a block quotation or a sentence, with references in citation templates.

``{{blockquote}}`` holds verbatim words alone, and has no marks round them (Wikipedia's manual of
style, "Block quotations"). Parameters are those of the citation templates, "Citation Style 1".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from store import dates
from store.cite import web_address
from store.corpus import Corpus
from store.errors import DateError
from store.forms.escape import line, wiki
from store.forms.passage import Part, Passage, passage_of
from store.house import House
from store.model import Citation, Source
from store.related import Ref
from store.styles.csl import CslDate, Name, date, item_type, names, number, text

_TEMPLATES: Final = {
    "article-newspaper": "cite news",
    "article-magazine": "cite magazine",
    "article-journal": "cite journal",
    "book": "cite book",
    "broadcast": "cite AV media",
    "chapter": "cite book",
    "entry-dictionary": "cite encyclopedia",
    "entry-encyclopedia": "cite encyclopedia",
    "interview": "cite interview",
    "map": "cite map",
    "motion_picture": "cite AV media",
    "paper-conference": "cite conference",
    "post": "cite web",
    "post-weblog": "cite web",
    "report": "cite report",
    "speech": "cite speech",
    "thesis": "cite thesis",
    "webpage": "cite web",
}
_CONTAINERS: Final = {
    "cite news": "newspaper",
    "cite magazine": "magazine",
    "cite journal": "journal",
    "cite web": "website",
    "cite encyclopedia": "encyclopedia",
    "cite conference": "book-title",
}
_FIELDS: Final = (
    ("publisher", "publisher"), ("publisher-place", "location"), ("volume", "volume"),
    ("issue", "issue"), ("ISBN", "isbn"), ("DOI", "doi"), ("language", "language"),
)  # fmt: skip
_SEASONS: Final = ("", "Spring ", "Summer ", "Autumn ", "Winter ")
_UNSAFE: Final = {ord(sign): f"%{ord(sign):02X}" for sign in "{}|[]<>\"'"}


def quotations(
    corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None
) -> Iterator[str]:
    """One block quotation or sentence a record; each has its own references."""
    for ref in refs:
        passage = passage_of(corpus, ref, house, part)
        yield _quotation(passage, "".join(_references(corpus, passage.citations, house)))


def _quotation(passage: Passage, references: str) -> str:
    if passage.kind != "verbatim":
        return f"{wiki(passage.sentence.strip())}{references}"
    words = "".join(piece.plain or piece.text for piece in passage.pieces)
    said_by = wiki(line(passage.credit))
    return f"{{{{blockquote|text={wiki(words.strip())}|author={said_by}{references}}}}}"


def _references(corpus: Corpus, citations: Sequence[Citation], house: House) -> list[str]:
    found = []
    for citation in citations:
        row = corpus.sources.row(citation.source)
        if row is not None:
            template = _template(corpus.sources[row], citation.locator, house)
            found.append(f"<ref>{template}</ref>")
    return list(dict.fromkeys(found))


def _template(source: Source, locator: str | None, house: House) -> str:
    csl = source.csl
    address = web_address(csl).translate(_UNSAFE)
    name = _TEMPLATES.get(item_type(csl), "citation")
    if name == "cite web" and not address:
        # That template is an error without an address.
        name = "citation"
    container, title = text(csl, "container-title"), text(csl, "title") or source.id
    said = [*_people(csl), *_titles(csl, name, title, container), *_dated(csl, house)]
    said += [(theirs, line(number(csl, ours))) for ours, theirs in _FIELDS]
    if locator:
        said.append(("at", locator))
    elif pages := number(csl, "page"):
        said.append(("pages" if "-" in pages or "–" in pages else "page", pages))
    fields = [f"{key}={wiki(line(value))}" for key, value in said if value]
    if address:
        fields.append(f"url={address}")
        if retrieved := _day(source.retrieved, house):
            fields.append(f"access-date={wiki(retrieved)}")
    return f"{{{{{'|'.join([name, *fields])}}}}}"


def _titles(
    csl: Mapping[str, object], name: str, title: str, container: str
) -> list[tuple[str, str]]:
    if item_type(csl) == "chapter" and container:
        return [("chapter", title), ("title", container)]
    key = _CONTAINERS.get(name, "work" if name == "citation" else "series")
    return [("title", title), (key, container)]


def _people(csl: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for role, prefix in (("author", ""), ("editor", "editor-")):
        for place, person in enumerate(names(csl, role), 1):
            if person.literal:
                yield f"{role}{place}", person.literal
                continue
            yield f"{prefix}last{place}", _family(person)
            yield (
                f"{prefix}first{place}",
                " ".join(part for part in (person.given, person.dropping, person.suffix) if part),
            )


def _family(person: Name) -> str:
    return f"{person.particle} {person.family}".strip()


def _dated(csl: Mapping[str, object], house: House) -> list[tuple[str, str]]:
    found = date(csl, "issued")
    return [] if found is None else [("date", _said(found, house))]


def _said(found: CslDate, house: House) -> str:
    """A date for a citation template, which knows circa as "c." and seasons by name."""
    if found.literal or not found.start:
        return found.literal
    if found.season:
        return f"{_SEASONS[found.season]}{found.start[0]}"
    ends = [_day(_edtf(point), house) for point in (found.start, found.end) if point]
    return f"{'c. ' if found.circa else ''}{' – '.join(ends)}"


def _edtf(point: tuple[int, ...]) -> str:
    return "-".join(f"{part:0{2 if place else 4}}" for place, part in enumerate(point))


def _day(edtf: str | None, house: House) -> str:
    """A date in the form of the house; as it stands where it is no date."""
    try:
        return house.date(dates.parse(edtf)) if edtf else ""
    except DateError:
        return edtf or ""
