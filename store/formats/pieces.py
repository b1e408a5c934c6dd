"""The pieces of records: values read without trust, and actors and sources made once each.

What is remembered from row to row is which fields were told of, and which actors and sources were
met.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import Final

from store import dates
from store.encoding import encode
from store.errors import DateError
from store.formats.base import Document, Item, Remark, stable_id
from store.spool import Spool

_DEEPEST: Final = 12
"""Levels that a kept value may be nested."""
_LARGEST: Final = 2**53
"""Whole numbers from here on stay text: other programs that read JSON would round them."""
_NAMED: Final = 60
"""Fields that one remark names."""
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")
_COUNT: Final = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?", re.ASCII)


def text(value: object) -> str:
    """A value as text without space around it; empty for what is neither text nor number.

    Half of a surrogate pair, which no file can hold, becomes U+FFFD.
    """
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value).strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    kept = sound(value)
    return kept if isinstance(kept, str) else str(kept)


def texts(value: object) -> list[str]:
    """A list's values as texts, a single value as one; what is empty is left out."""
    values = value if isinstance(value, list) else [value]
    return [said for one in values if (said := text(one))]


def split(cell: str) -> list[str]:
    """The parts of a list in a cell, joined by semicolons."""
    return [part for piece in cell.split(";") if (part := piece.strip())]


def distinct(values: Iterable[str]) -> list[str]:
    """Values, each once, without the empty ones."""
    return [value for value in dict.fromkeys(values) if value]


def sound(value: object, depth: int = 0) -> object:
    """A value that every dossier can hold: no NaN, no huge number, no endless nesting."""
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, list | dict):
        if depth >= _DEEPEST:
            return "(nested too deeply)"
        if isinstance(value, list):
            return [sound(entry, depth + 1) for entry in value]
        return {str(sound(key)): sound(entry, depth + 1) for key, entry in value.items()}
    return _sound_number(value)


def _sound_number(value: object) -> object:
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _LARGEST:
        # Digits in a number of thousands of them may be refused; hexadecimal ones never are.
        return str(value) if value.bit_length() < 4096 else hex(value)
    return value


def number_or_text(cell: str) -> object:
    """A cell as a number where that, written out again, is the same cell; else as it is."""
    if _COUNT.fullmatch(cell) is None or cell == "-0":
        return cell
    found: int | float = float(cell) if "." in cell else int(cell)
    return found if str(found) == cell else cell


def shortened(line: str, longest: int) -> str:
    """A line of at most so many characters: cut at a word, and marked, where it is longer."""
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def edtf(said: str) -> str | None:
    """A text that is a date as a dossier writes it; None for any other."""
    try:
        dates.parse(said)
    except DateError:
        return None
    return said


def filled(**fields: object) -> Document:
    """A record's fields without the empty ones."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def without_place(noun: str, names: Sequence[str], place: str, of: str = "") -> Remark:
    """The remark on fields that a dossier has no place for.

    Args:
        noun: What a field is called in this format: ``column``.
        names: Their names.
        place: Where they stand first.
        of: What the format calls the records that have them; empty where all are alike.
    """
    owner = f" of {of}" if of else ""
    said = [f"“{sound(name)}”" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        said.append(f"{len(names) - _NAMED} more")
    if len(names) == 1:
        what = f"the {noun} {said[0]}{owner} has no place in a dossier"
        return Remark(place, what, "It is kept in source_fields.")
    what = f"the {noun}s {', '.join(said[:-1])} and {said[-1]}{owner} have no place in a dossier"
    return Remark(place, what, "They are kept in source_fields.")


class Ledger:
    """What is kept in ``source_fields``: told of once for each field.

    Args:
        noun: What a field is called in this format: ``column``.
    """

    def __init__(self, noun: str = "field") -> None:
        self._noun = noun
        self._kept: set[tuple[str, str]] = set()
        self._told: set[str] = set()

    def keep(
        self, document: Document, fields: dict[str, object], place: str, of: str = ""
    ) -> Iterator[Remark]:
        """Puts fields that are not empty into a record; one remark on all that are new.

        Args:
            document: The record; it is changed.
            fields: What has no field in it.
            place: Where the record stands in the file.
            of: What the format calls such a record, where it has several kinds of them.
        """
        kept = filled(**fields)
        if kept:
            document["source_fields"] = {str(sound(name)): sound(kept[name]) for name in kept}
        new = [name for name in kept if (of, name) not in self._kept]
        self._kept.update((of, name) for name in new)
        if new:
            yield without_place(self._noun, new, place, of)

    def once(self, about: str, remark: Remark) -> Iterator[Remark]:
        """A remark that is made once for each thing that it is about."""
        if about not in self._told:
            self._told.add(about)
            yield remark


class Cast:
    """The actors that a file names, each met any number of times and made once.

    Args:
        origin: The name of the format, which keeps its actors apart from those of other formats:
            that two of them are one person or body is for somebody to say who knows.
    """

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._actors: dict[str, Item] = {}

    def meet(self, name: str, kind: str, place: str, key: str = "") -> str:
        """The id of an actor.

        Args:
            name: Its name.
            kind: Its kind; ``unknown`` until some row says more.
            place: Where it is named.
            key: The format's own id for it.
        """
        own = stable_id("actor", self._origin, key or name, words="" if key else name)
        met = self._actors.get(own)
        if met is None:
            self._actors[own] = Item("actors", {"id": own, "name": name, "kind": kind}, place)
        elif met.document["kind"] == "unknown":
            met.document["kind"] = kind
        return own

    def items(self) -> Iterator[Item]:
        """All of them, in the order in which they were met."""
        yield from self._actors.values()


class Sources:
    """The sources that a file names, each made once; again where something else is said of it.

    Args:
        origin: The name of the format.
    """

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._said = Spool(("sources",))["sources"]

    def cite(
        self, csl: Document, place: str, *parts: object, **fields: object
    ) -> tuple[str, list[Item]]:
        """The id of a source, and the source itself when it or what is said of it is new.

        Args:
            csl: Its CSL-JSON item without an id.
            place: Where it is named.
            *parts: What makes it this source and no other.
            **fields: Further fields of the record.
        """
        title = csl.get("title", "")
        own = stable_id("source", self._origin, *parts, words=title if title in parts else "")
        document = {"id": own, "csl": {"id": own, **csl}, **fields}
        digest = hashlib.blake2b(encode(document).encode(), digest_size=16).digest()
        before = self._said.get(own)
        if before is None:
            self._said.add(own, digest)
        # Who takes the records compares those of one id, and tells in what they differ.
        return own, [] if before == digest else [Item("sources", document, place)]
