"""RIS: records of tagged lines, read one at a time, as items of CSL-JSON.

Tags and types are those of the RIS specification (Reference Manager, 2011), which every program
reads a little differently; what a tag means for one type only is read so for that type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from store.formats.base import Document
from store.formats.kept import csl_date

_LINE: Final = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|$)", re.DOTALL)
_NUMBER: Final = re.compile(r"\d+\.?")

TYPES: Final = {
    "ABST": "article-journal", "ADVS": "motion_picture", "ART": "graphic", "BILL": "bill",
    "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter",
    "COMP": "software", "CONF": "paper-conference", "CPAPER": "paper-conference",
    "CTLG": "document", "DATA": "dataset", "DICT": "entry-dictionary", "EBOOK": "book",
    "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia", "FIGURE": "figure", "GEN": "document", "GOVDOC": "report",
    "HEAR": "hearing", "ICOMM": "personal_communication", "INPR": "article-journal",
    "JFULL": "periodical", "JOUR": "article-journal", "LEGAL": "regulation",
    "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine", "MPCT": "motion_picture",
    "MULTI": "motion_picture", "MUSIC": "musical_score", "NEWS": "article-newspaper",
    "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication", "RPRT": "report",
    "SER": "book", "SLIDE": "graphic", "SOUND": "song", "STAND": "standard",
    "STAT": "legislation", "THES": "thesis", "UNBILL": "bill", "UNPB": "manuscript",
    "VIDEO": "broadcast",
}  # fmt: skip
"""The type in CSL of each type of reference."""

_NAMES: Final = {
    "AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A3": "collection-editor",
    "A4": "translator", "TA": "translator",
}  # fmt: skip
_TEXTS: Final = {
    "TI": "title", "T1": "title", "CT": "title", "T2": "container-title", "JO": "container-title",
    "JF": "container-title", "T3": "collection-title", "JA": "container-title-short",
    "J2": "container-title-short", "ST": "title-short", "PB": "publisher",
    "CY": "publisher-place", "PP": "publisher-place", "VL": "volume", "IS": "issue",
    "ET": "edition", "NV": "number-of-volumes", "DO": "DOI", "LA": "language", "AB": "abstract",
    "N2": "abstract", "UR": "URL", "M3": "genre", "CN": "call-number", "SE": "section",
    "DB": "source", "DP": "source", "OP": "original-publisher", "AN": "archive_location",
}  # fmt: skip
_BOOKS: Final = frozenset({"book", "chapter", "entry-dictionary", "entry-encyclopedia"})
_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


class Record(Struct, frozen=True):
    """A record: its tags and values in their order, its first line, and whether it has its end."""

    fields: list[tuple[str, str]]
    line: int
    ended: bool = True


class Stray(Struct, frozen=True):
    """A line that belongs to no record."""

    line: int
    text: str


def records(lines: Iterable[str]) -> Iterator[Record | Stray]:
    """The records of a file.

    A line without a tag goes on with the value before it; a number between records is none of them.
    """
    fields: list[tuple[str, list[str]]] = []
    start = 0
    for number, given in enumerate(lines, 1):
        line = given.strip()
        found = _LINE.fullmatch(line)
        tag, value = (found[1], (found[2] or "").strip()) if found else ("", line)
        if tag in {"TY", "ER"}:
            if fields:
                yield _record(fields, start, ended=tag == "ER")
            fields, start = ([(tag, [value])], number) if tag == "TY" else ([], 0)
        elif fields and tag:
            fields.append((tag, [value]))
        elif fields and line:
            fields[-1][1].append(line)
        elif line and not _NUMBER.fullmatch(line):
            yield Stray(number, line)
    if fields:
        yield _record(fields, start, ended=False)


def _record(fields: list[tuple[str, list[str]]], start: int, *, ended: bool) -> Record:
    return Record([(tag, "\n".join(lines)) for tag, lines in fields], start, ended)


def item(record: Record) -> tuple[str, Document, Document]:
    """The id that a record gives itself (may be empty), its item, and what has no place in it."""
    given: dict[str, list[str]] = {}
    for tag, value in record.fields:
        if value:
            given.setdefault(tag, []).append(value)
    kind = given.get("TY", [""])[0]
    csl: Document = {"type": TYPES.get(kind, "document")}
    if kind in TYPES:
        del given["TY"]
    key = "; ".join(given.pop("ID", [])[:1])
    _by_type(given, csl["type"])
    for tag, role in _NAMES.items():
        if tag in given:
            csl.setdefault(role, []).extend(_name(name) for name in given.pop(tag))
    for tag, field in _TEXTS.items():
        if tag in given and field not in csl:
            csl[field] = given[tag].pop(0)
    _joined(csl, given)
    _dates(csl, given)
    rest = {
        tag: values[0] if len(values) == 1 else values for tag, values in given.items() if values
    }
    return key, csl, rest


def _by_type(given: dict[str, list[str]], kind: str) -> None:
    """Tags that mean one thing for one type and another for others."""
    if "BT" in given:
        title = "TI" if kind == "book" and not {"TI", "T1"} & given.keys() else "T2"
        given.setdefault(title, []).extend(given.pop("BT"))


def _joined(csl: Document, given: dict[str, list[str]]) -> None:
    """Fields of CSL that are several tags in RIS."""
    first, last = (given.get(tag, [""])[0] for tag in ("SP", "EP"))
    if first or last:
        # Many programs put the whole range into the first.
        csl["page"] = f"{first}-{last}" if first and last and "-" not in first else first or last
        for tag, value in (("SP", first), ("EP", last)):
            if value and (value in csl["page"]):
                given[tag].pop(0)
    if "KW" in given:
        words = [word.strip() for value in given.pop("KW") for word in value.splitlines()]
        csl["keyword"] = ", ".join(filter(None, words))
    if "N1" in given:
        csl["note"] = "\n".join(given.pop("N1"))
    if "SN" in given:
        number = given["SN"].pop(0)
        serial = re.fullmatch(r"\d{4}-?\d{3}[\dXx](?:\s.*)?", number) is not None
        csl["ISSN" if serial and csl["type"] not in _BOOKS else "ISBN"] = number


def _name(value: str) -> Document:
    """``Family, Given, Suffix``; without a comma, a body or a name that has no parts."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1 or not parts[0]:
        return {"literal": value}
    names = ("family", "given", "suffix")
    if len(parts) > 3:
        return {"literal": value}
    return {name: part for name, part in zip(names, parts, strict=False) if part}


def _dates(csl: Document, given: dict[str, list[str]]) -> None:
    for tags, field in ((("DA", "PY", "Y1"), "issued"), (("Y2",), "accessed")):
        found: Document | None = None
        for tag in tags:
            values = given.get(tag, [])
            if not values:
                continue
            read = _date(values[0])
            if found is None or ("date-parts" in read and "date-parts" not in found):
                if found is not None:  # words gave way to a year; they are kept
                    given.setdefault("DA", []).append(found["literal"])
                found = read
                values.pop(0)
            elif _says_no_more(read, found):
                values.pop(0)
        if found is not None:
            csl[field] = found


def _says_no_more(rough: Document, fine: Document) -> bool:
    if rough == fine:
        return True
    starts = [date.get("date-parts", [[]])[0] for date in (rough, fine)]
    return bool(starts[0]) and starts[1][: len(starts[0])] == starts[0]


def _date(value: str) -> Document:
    """``YYYY/MM/DD/other``, of which any part may be missing; else EDTF, else words."""
    year, *others = (part.strip() for part in value.split("/", 3))
    month, day, other = [*others, "", "", ""][:3]
    if not re.fullmatch(r"\d{4}", year):
        words = other if not (year or month or day) and other else value
        return csl_date(words) or {"literal": words}
    start = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    notes = [note.strip() for note in other.split(",") if note.strip()]
    season = next((_SEASONS[note.lower()] for note in notes if note.lower() in _SEASONS), 0)
    end = next((note[3:] for note in notes if note.startswith("to ")), "")
    if not month and day:
        return {"literal": value}
    made = csl_date(f"{start}/{end}" if end else start) or {"literal": value}
    if "date-parts" not in made:
        return {"literal": value}
    if season and not month:
        made["season"] = season
    if "circa" in (note.lower() for note in notes):
        made["circa"] = True
    known = [n for n in notes if n.lower() in {*_SEASONS, "circa"} or n == f"to {end}"]
    return made if len(known) == len(notes) else {**made, "literal": value}
