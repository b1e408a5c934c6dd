"""What stands in a document of clippings, before it takes any form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, get_args

from msgspec import Struct

from store.forms.passage import Piece
from store.house import House
from store.model import QuoteKind
from store.styles import Run
from store.views import InView

Grouping = Literal["event", "actor", "date"]
"""What quotes are put together by."""

GROUPINGS: Final[tuple[Grouping, ...]] = get_args(Grouping)


class Clippings(Struct, frozen=True):
    """What a document is made of.

    Attributes:
        seen: What is in view, with the user's marks.
        quotes: Rows of the chosen quotes, such as all in view, or those of them that are marked.
        grouped: What they are put together by.
        notes: Whether the user's notes and tags stand in it.
        house: The house style.
        made: The day, as it is written into the document.
        marked: Whether the quotes were chosen by their marks, which the heading then says.
    """

    seen: InView
    quotes: Sequence[int]
    grouped: Grouping
    notes: bool
    house: House
    made: date
    marked: bool = False


class Cited(Struct, frozen=True):
    """A citation in a document.

    Attributes:
        number: The number of the source.
        locator: The place in it, as a person would write it; may be empty.
        place: Which of the citations of this source it is, from 1.
    """

    number: int
    locator: str
    place: int


class Remark(Struct, frozen=True):
    """What the user has put on a record; false when that is nothing."""

    note: str = ""
    tags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.note or self.tags)


class Clip(Struct, frozen=True):
    """A quote in a document.

    Attributes:
        row: Row of the quote.
        kind: Whose words it is made of.
        words: Its text; what gets quotation marks stands apart.
        name: Who said it.
        office: The office that they held then; may be empty.
        when: Its date in words; "undated" when there is none.
        hedge: The words that keep it from being flat, and who passed it on; may be empty.
        context: What it was said of; may be empty.
        original: The words in the language they were said in; may be empty.
        translator: Who translated them; may be empty.
        language: The language of the words, as the dossier has it; may be empty.
        cited: Where it stands.
        address: The web address of the first source that has one; may be empty.
        remark: What the user has put on it, where that is wanted.
    """

    row: int
    kind: QuoteKind
    words: tuple[Piece, ...]
    name: str
    office: str
    when: str
    hedge: str
    context: str
    original: str
    translator: str
    language: str
    cited: tuple[Cited, ...]
    address: str
    remark: Remark

    @property
    def speaker(self) -> str:
        """Who said it, with the office."""
        return f"{self.name}, {self.office}" if self.office else self.name

    @property
    def attribution(self) -> str:
        """Who said it, with the office, when, and how sure that is."""
        return "; ".join(part for part in (self.speaker, self.when, self.hedge) if part)


class Group(Struct, frozen=True):
    """Quotes that are put together.

    Attributes:
        heading: An event's title, an actor's name, or a date in words.
        under: What stands below that: an event's date, an actor's office; may be empty.
        key: Id of the event or actor; None for neither.
        clips: The quotes.
        remark: What the user has put on the event or actor, where that is wanted.
    """

    heading: str
    under: str
    key: str | None
    clips: tuple[Clip, ...]
    remark: Remark


class Listed(Struct, frozen=True):
    """A source in the list.

    Attributes:
        row: Row of the source.
        reference: The source in the house's style.
        address: Its web address; empty for none, and for one that is no http or https.
        archived: The address of a copy, likewise.
        cited: How often it is cited.
    """

    row: int
    reference: tuple[Run, ...]
    address: str
    archived: str
    cited: int


class Contents(Struct, frozen=True):
    """A document.

    Attributes:
        clippings: What it was made of.
        title: The dossier's.
        scope: How many quotes, of what kind, put together by what.
        filter: The text of the filter; empty for none.
        day: The day it was made, in words.
        groups: Its quotes, each once.
        sources: The sources that these cite, in the order of their numbers, from 1.
    """

    clippings: Clippings
    title: str
    scope: str
    filter: str
    day: str
    groups: tuple[Group, ...]
    sources: tuple[Listed, ...]
