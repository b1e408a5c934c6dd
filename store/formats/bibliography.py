"""Bibliographies: CSL-JSON, BibTeX and BibLaTeX, and RIS; each entry becomes a source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from store.formats import bibtex_csl, bibtex_file, csl_items, ris_file
from store.formats.base import Document, Importer, Item, Options, Remark, stable_id
from store.formats.kept import document_with, own_id
from store.formats.opened import Input
from store.formats.pieces import Ledger, text
from store.forms.csl_schema import DATES, NAMES, TYPES

_RIS: Final = re.compile(r"\s*(?:\d+\.?\s*\n\s*)?TY  ?- ?[A-Z]")
_BIBTEX: Final = re.compile(r"^[ \t]*@\s*([A-Za-z]+)\s*[{(]", re.MULTILINE)
_BIBTEX_OWN: Final = frozenset({"string", "comment", "preamble", *bibtex_csl.TYPES})
_CSL_SIGNS: Final = frozenset(
    {"URL", "DOI", "container-title", "publisher-place", "citation-key", *DATES, *NAMES}
)


def _form(file: Input) -> tuple[str, int]:
    """Which of the formats a file is, and how sure that is."""
    head = file.head_text.lstrip()
    if _RIS.match(head):
        return "ris", 96
    if head.startswith(("[", "{")) and (sure := _like_csl(head)):
        return "csl-json", sure
    entry = _BIBTEX.search(head)
    if entry is not None and entry[1].lower() in _BIBTEX_OWN:
        return "bibtex", 96 if file.name.endswith((".bib", ".bibtex")) else 90
    by_name = {".ris": "ris", ".bib": "bibtex", ".bibtex": "bibtex"}
    for ending, form in by_name.items():
        if file.name.endswith(ending):
            return form, 60
    return "", 0


def _like_csl(head: str) -> int:
    """How much the first object of a file is like an item."""
    try:
        first = json.JSONDecoder().raw_decode(head, head.index("{"))[0]
    except (ValueError, RecursionError):
        kinds = re.findall(r'"type"\s*:\s*"([a-z_-]+)"', head)
        signs = sum(f'"{sign}"' in head for sign in _CSL_SIGNS)
        return 70 if kinds and kinds[0] in TYPES and signs > 1 else 0
    if isinstance(first, dict) and isinstance(first.get("items"), list) and first["items"]:
        first = first["items"][0]
    if not isinstance(first, dict) or first.get("type") not in list(TYPES):
        return 0
    signs = len(_CSL_SIGNS & first.keys())
    return 92 if signs and "id" in first else 60 if signs else 30


def _sniff(file: Input) -> int:
    return _form(file)[1]


def _read(file: Input, _: Options) -> Iterator[Item | Remark]:
    readers = {"ris": _ris, "bibtex": _bibtex, "csl-json": _csl_json}
    form = _form(file)[0]
    if not form:
        form = "csl-json" if file.head_text.lstrip().startswith(("[", "{")) else "bibtex"
    made = _Made()
    yield from readers[form](file, made)
    if not made.read and not made.faults:
        what = "no entry of a bibliography is in this file"
        yield Remark("", what, "Is it CSL-JSON, BibTeX or RIS?", skipped=True)


class _Made:
    """The sources made so far, each under an id of its own."""

    def __init__(self) -> None:
        self.read = self.faults = 0
        self._items: dict[str, str] = {}
        self._ledger = Ledger()

    def fault(self, place: str, what: str, cure: str) -> Remark:
        """A remark on an entry that is left out."""
        self.faults += 1
        return Remark(place, what, cure, skipped=True)

    def source(
        self, key: str, csl: Document, rest: Document, place: str
    ) -> Iterator[Item | Remark]:
        """The source that an item is, unless it stands in the file already."""
        self.read += 1
        content = json.dumps([csl, rest], sort_keys=True, default=str)
        words = text(csl.get("title"))
        own = own_id("source", key) if key else stable_id("source", content, words=words)
        if self._items.get(own) == content:
            what = "the same entry stands in the file before"
            yield Remark(place, what, "It is taken once.")
            return
        if own in self._items:
            other = stable_id(own, content)
            what = f"“{own}” is the key of another entry too"
            yield Remark(place, what, f"It is imported as “{other}”.")
            own = other
        self._items[own] = content
        document: Document = {"id": own, "csl": {"id": own, **csl}}
        yield from document_with(self._ledger, document, rest, place, "an entry")
        yield Item("sources", document, place)


def _csl_json(file: Input, made: _Made) -> Iterator[Item | Remark]:
    whole = file.json()
    cure = 'An item is {"id": "…", "type": "webpage", "title": "…", …}.'
    for place, found in _csl_entries(whole):
        if not isinstance(found, dict) or not found.keys() - {"id"}:
            yield made.fault(place, "this is no item of CSL-JSON", cure)
            continue
        csl, rest = csl_items.item(found)
        yield from made.source(text(found.get("id")), csl, rest, place)


def _csl_entries(whole: object) -> Iterator[tuple[str, Any]]:
    """The items of a file: a list, one alone, a list under ``items``, or items by their id."""
    if isinstance(whole, dict):
        inner = whole.get("items")
        if isinstance(inner, list):
            whole = inner
        elif "type" in whole:
            whole = [whole]
        else:
            for key, found in whole.items():
                is_item = isinstance(found, dict)
                yield str(key), {"id": key, **found} if is_item else found
            return
    for number, found in enumerate(whole if isinstance(whole, list) else [whole]):
        yield f"[{number}]", found


def _bibtex(file: Input, made: _Made) -> Iterator[Item | Remark]:
    found = list(bibtex_file.entries(file.text()))
    parents = {entry.key: entry for entry in found if isinstance(entry, bibtex_file.Entry)}
    for entry in found:
        place = f"line {entry.line}"
        if isinstance(entry, bibtex_file.Fault):
            cure = "Look for a brace, a quotation mark or a comma that is missing."
            yield made.fault(place, entry.what, cure)
        elif entry.kind not in {"xdata", "set"}:
            fields = bibtex_csl.inherited(entry, parents)
            csl, rest = bibtex_csl.item(entry, fields)
            yield from made.source(entry.key, csl, rest, place)


def _ris(file: Input, made: _Made) -> Iterator[Item | Remark]:
    for record in ris_file.records(file.lines()):
        place = f"line {record.line}"
        if isinstance(record, ris_file.Stray):
            what = "this line belongs to no record"
            yield made.fault(place, what, "A record begins with TY and ends with ER.")
            continue
        if not record.ended:
            what = "this record has no end, and may be cut off"
            yield Remark(place, what, "A record ends with a line “ER  - ”.")
        key, csl, rest = ris_file.item(record)
        if list(csl) == ["type"] and not rest:
            yield made.fault(place, "this record is empty", "Take it out.")
            continue
        yield from made.source(key, csl, rest, place)


IMPORTER: Final = Importer("bibliography", "CSL-JSON, BibTeX or RIS", _sniff, _read)
