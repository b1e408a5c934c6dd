"""RIS: the sources cited, a record each, what is cited in notes.

Tags and types are those of the RIS specification (Reference Manager, 2011). A record ends in
``ER  - `` with its blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from store.forms.cited import Cited
from store.forms.escape import line
from store.styles.csl import CslDate, Name, date, item_type, names, number, text

_TYPES: Final = {
    "article": "JOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "map": "MAP",
    "motion_picture": "MPCT",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "personal_communication": "PCOMM",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "thesis": "THES",
    "webpage": "ELEC",
}
_TEXTS: Final = (
    ("container-title", "T2"), ("publisher", "PB"), ("publisher-place", "CY"), ("volume", "VL"),
    ("issue", "IS"), ("edition", "ET"), ("DOI", "DO"), ("ISBN", "SN"), ("ISSN", "SN"),
    ("language", "LA"), ("abstract", "AB"), ("URL", "UR"),
)  # fmt: skip


def records(sources: Iterable[Cited]) -> Iterator[str]:
    """One record a source."""
    for cited in sources:
        fields = [("TY", _TYPES.get(item_type(cited.source.csl), "GEN")), *_fields(cited)]
        lines = [f"{tag}  - {line(value)}" for tag, value in fields if line(value)]
        yield "\n".join([*lines, "ER  - "])


def _fields(cited: Cited) -> Iterator[tuple[str, str]]:
    csl = cited.source.csl
    yield "ID", cited.source.id
    for role, tag in (("author", "AU"), ("editor", "ED"), ("translator", "A4")):
        yield from ((tag, _name(person)) for person in names(csl, role))
    yield "TI", text(csl, "title") or cited.source.id
    yield from _dates(csl, cited.source.retrieved)
    yield from ((tag, number(csl, key)) for key, tag in _TEXTS)
    first, _, last = number(csl, "page").replace("–", "-").partition("-")
    yield from (("SP", first), ("EP", last))
    if keywords := text(csl, "keyword"):
        yield from (("KW", word) for word in keywords.split(","))
    yield "N1", text(csl, "note")
    yield from (("N1", statement.note) for statement in cited.statements)


def _name(person: Name) -> str:
    if person.literal:
        return person.literal
    family = f"{person.particle} {person.family}".strip()
    given = f"{person.given} {person.dropping}".strip()
    return ", ".join(part for part in (family, given, person.suffix) if part)


def _dates(csl: Mapping[str, object], retrieved: str | None) -> Iterator[tuple[str, str]]:
    issued, accessed = date(csl, "issued"), date(csl, "accessed")
    if issued is not None and issued.start:
        yield "PY", f"{issued.start[0]:04}"
        yield "DA", _slashed(issued)
    elif issued is not None:
        yield "DA", f"///{issued.literal}"
    if accessed is not None and accessed.start:
        yield "Y2", _slashed(accessed)
    elif retrieved:
        yield "Y2", retrieved.replace("-", "/")


def _slashed(found: CslDate) -> str:
    """``YYYY/MM/DD/other``; circa, a season and the end of a range are the other part."""
    parts = [f"{part:0{2 if place else 4}}" for place, part in enumerate(found.start)]
    season = ("", "Spring", "Summer", "Autumn", "Winter")[found.season]
    end = "-".join(f"{part:02}" for part in found.end)
    other = ", ".join(
        part for part in ("circa" if found.circa else "", season, end and f"to {end}") if part
    )
    return "/".join([*parts, *[""] * (3 - len(parts)), other])
