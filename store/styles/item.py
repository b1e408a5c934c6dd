"""A source on its way into a style: the item, what to call it, and which family it belongs to."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from store.styles import csl as reading
from store.styles.csl import Csl, CslDate, Name
from store.styles.typography import TAG

SERIAL: Final = frozenset(
    {
        *("article-journal", "article-magazine", "article-newspaper", "periodical"),
        *("post-weblog", "review", "review-book"),
    }
)
"""The types that stand in a container which goes on and on, and whose publisher is not named."""

LEGAL: Final = frozenset({"bill", "hearing", "legislation", "regulation"})
ENTRIES: Final = frozenset({"entry", "entry-dictionary", "entry-encyclopedia"})

_DOI: Final = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_START: Final = re.compile(r"(?:[.,;:]+(?:\s+|$))*")
_END: Final = " ,;:"
_MUTE: Final = frozenset("\"“”'‘’.,;:()[]<>- ")
_PAGE: Final = re.compile(r"^(?:pp?\.?|pages?)\s*(?=\d)", re.IGNORECASE)


def trimmed(text: str) -> str:
    """A text without stray punctuation at its edges; empty when it has nothing but that."""
    bare = TAG.sub("", text).strip()
    if _MUTE.issuperset(bare):
        return ""
    cut = _unedged(bare)
    return _unedged(text) if cut == bare or cut == TAG.sub("", _unedged(text)) else cut


def _unedged(text: str) -> str:
    start = _START.match(text)
    return text[start.end() if start else 0 :].rstrip(_END)


class Item(Struct, frozen=True):
    """A source to be written.

    Attributes:
        csl: The CSL-JSON item.
        type: Its type.
        title: Its title, or what to call it without one; may be empty.
        locator: The place in it, as a person would write it; may be empty.
        titled: Whether the title is its own.
    """

    csl: Csl
    type: str
    title: str
    locator: str
    titled: bool = True

    def get(self, key: str) -> str:
        """A field that is a text or a number; empty when it is missing."""
        return trimmed(reading.number(self.csl, key))

    def names(self, key: str) -> tuple[Name, ...]:
        """The names in a field."""
        found = (_trimmed_name(name) for name in reading.names(self.csl, key))
        return tuple(name for name in found if name.family or name.literal)

    def date(self, key: str) -> CslDate | None:
        """A date field."""
        found = reading.date(self.csl, key)
        if found is None or found.start:
            return found
        literal = trimmed(found.literal)
        return CslDate(literal=literal, circa=found.circa) if literal else None

    @property
    def container(self) -> str:
        """What it stood in: a newspaper, a website, a book."""
        return self.get("container-title")

    @property
    def edited(self) -> bool:
        """Whether somebody put it together, which makes it part of a book."""
        return bool(self.names("editor"))

    @property
    def serial(self) -> bool:
        """Whether it is written as a piece of a serial."""
        return self.type in SERIAL or (self.type == "interview" and not self.edited)

    @property
    def english(self) -> bool:
        """Whether its title takes the capitals of English headlines."""
        language = self.get("language").lower()
        return not language or language.startswith("en")

    @property
    def headline(self) -> bool:
        """Whether its title is one that takes capitals, and no name given in its place."""
        return self.titled and self.english

    @property
    def address(self) -> str:
        """Where it is found: the DOI as an address, else the URL."""
        doi = _DOI.sub("", self.get("DOI"))
        return f"https://doi.org/{doi}" if doi else self.get("URL")

    @property
    def event(self) -> tuple[str, str]:
        """The occasion and its place, as of a speech; a place without an occasion is none."""
        title = self.get("event-title") or self.get("event")
        return (title[:1].upper() + title[1:], self.get("event-place")) if title else ("", "")

    @property
    def bare_locator(self) -> str:
        """The locator without ``p.`` or ``pp.`` before a number."""
        return _PAGE.sub("", self.locator)


def _trimmed_name(name: Name) -> Name:
    family, literal = trimmed(name.family), trimmed(name.literal)
    given, suffix = trimmed(name.given), trimmed(name.suffix)
    if not family and given:
        return Name(literal=given)
    return Name(
        family,
        given,
        trimmed(name.dropping),
        trimmed(name.particle),
        suffix,
        name.comma_suffix,
        literal,
    )
