"""What every importer is made of: a file in, records and remarks out.

An importer is a module with one value `IMPORTER`. It is given a `store.formats.opened.Input` and
yields, in the order of the file, `Item` for each record that it makes and `Remark` for whatever
could not be read, was left out, or is kept without being understood. It never guesses a role, a
direction, a speaker or a date: what the file does not say is not said. Fields without a place in a
dossier go into the document's ``source_fields``, and nothing is dropped without a remark.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from store.formats.opened import Input

Table = Literal["dossier", "sources", "actors", "events", "quotes", "links"]
Document = dict[str, Any]
"""A record as it stands in a dossier's file, with its ``id``."""

_SLUG: Final = 48
"""Characters of words in an id."""
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")


class Item(Struct, frozen=True):
    """A record that was read.

    Attributes:
        table: The table that it belongs to.
        document: The record; references in it are ids of other items or of the dossier.
        place: Where it stands in the file: ``line 12``, ``events[3]``.
    """

    table: Table
    document: Document
    place: str = ""


class Remark(Struct, frozen=True):
    """Something that a person should know of.

    Attributes:
        place: Where it stands in the file: ``line 12, column date``.
        what: What is the matter, a clause without a full stop.
        cure: How to mend it, one sentence; empty when there is nothing to do.
        skipped: Whether a whole record was left out for it. Unless the user wants to go on, the
            first of these stops the import.
    """

    place: str
    what: str
    cure: str = ""
    skipped: bool = False


class Options(Struct, frozen=True):
    """What the user says of an import.

    Attributes:
        mapping: For tables with headers: our field for each header, as shown and changed.
        groups_are_actors: Whether a TimelineJS group is an actor, which only the user can know.
        time_zone: The zone of times without one, an IANA name; empty when unknown.
        dates: How dates such as 01/02/2019 are meant, which only the user can know: ``dmy`` with
            the day first, ``mdy`` with the month first, empty when unknown.
    """

    mapping: dict[str, str] = {}
    groups_are_actors: bool = False
    time_zone: str = ""
    dates: Literal["", "dmy", "mdy"] = ""


class Importer(Struct, frozen=True):
    """A format that can be read.

    Attributes:
        name: What the command line calls it.
        label: Its name for people.
        sniff: How sure it is that a file is of this format, from its beginning and name: 0 not at
            all, 50 it could be, 90 its own fields are there, 100 it says so itself.
        read: Reads a file, piece by piece.
    """

    name: str
    label: str
    sniff: Callable[[Input], int]
    read: Callable[[Input, Options], Iterator[Item | Remark]]


def slug(words: str) -> str:
    """Words as the readable part of an id: small ASCII letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    short = _NO_WORD.sub("-", plain).strip("-")[:_SLUG]
    return short.rpartition("-")[0] if len(short) == _SLUG and "-" in short else short


def stable_id(kind: str, *parts: object, words: str = "") -> str:
    """An id that is the same whenever the same thing is imported.

    Args:
        kind: A letter or word for the kind of record: ``event``.
        *parts: What makes it this record and no other: an id of the format's own, else its content.
        words: For the readable part; may be empty.
    """
    joined = "\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")
    short = hashlib.blake2b(joined, digest_size=8).hexdigest()  # 5 meet among millions
    return "-".join(part for part in (kind, slug(words), short) if part)
