"""The records of a dossier, as frozen values.

Field names, and which of them a record must have, are the dossier format's (README, "The file").
A record holds what the file says and nothing else: references stay ids, dates stay EDTF text.
Only the fields known here are converted; all others stay in the stored document, untouched.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

FORMAT = 1
"""The version of the dossier format that this code reads and writes."""

Name = Annotated[str, Meta(min_length=1)]
"""A text that may not be empty: ids, names, titles."""

ActorKind = Literal[
    "person", "organisation", "state", "government-body", "armed-group",
    "military-unit", "media", "group", "facility", "unknown",
]  # fmt: skip
QuoteKind = Literal["verbatim", "mixed", "paraphrase"]
Status = Literal["reported", "disputed", "confirmed"]
LinkKind = Literal[
    "response-to", "caused-by", "part-of", "replies-to", "contradicts", "corroborates", "retracts"
]


class Citation(Struct, frozen=True, gc=False):
    """Where a record's claim stands in a source.

    Attributes:
        source: Id of the source.
        locator: Page, line or the like, as a person would write it.
        exact: The source's own words that the claim rests on.
        prefix: The words before `exact`.
        suffix: The words after it.
        start: Offset of `exact` in the source's text, in code points.
        end: Offset after its last character.
        confidence: From 0 (very low) to 4 (very high).
        note: A remark for the reader.
    """

    source: Name
    locator: str | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    end: int | None = None
    confidence: Annotated[int, Meta(ge=0, le=4)] | None = None
    note: str | None = None


class Dossier(Struct, frozen=True, gc=False):
    """What the file says of itself; dates are EDTF, `time_zone` an IANA name."""

    format: int
    id: Name
    title: Name
    description: str | None = None
    language: str | None = None
    time_zone: str | None = None
    created: str | None = None
    updated: str | None = None


class Source(Struct, frozen=True, gc=False):
    """A published work: `csl` is a CSL-JSON item, `text` a path beside the dossier."""

    id: Name
    csl: dict[str, object]
    text: str | None = None
    sha256: str | None = None
    archived: str | None = None
    retrieved: str | None = None


class Alias(Struct, frozen=True, gc=False):
    """Another name of an actor."""

    name: Name
    note: str | None = None


class Position(Struct, frozen=True, gc=False):
    """An office: its title, the actor that it belongs to (`of`), and when (EDTF)."""

    title: Name
    of: str | None = None
    when: str | None = None
    note: str | None = None
    citations: tuple[Citation, ...] = ()


class Actor(Struct, frozen=True, gc=False):
    """Somebody or something that takes part or speaks; `short` is the name for a narrow row."""

    id: Name
    name: Name
    kind: ActorKind
    short: str | None = None
    aliases: tuple[Alias, ...] = ()
    positions: tuple[Position, ...] = ()
    description: str | None = None
    country: str | None = None
    wikidata: str | None = None
    citations: tuple[Citation, ...] = ()
    tags: tuple[str, ...] = ()


class Participation(Struct, frozen=True, gc=False):
    """An actor's part in an event; `role` is absent where the source gives none."""

    actor: Name
    role: str | None = None
    note: str | None = None


class Event(Struct, frozen=True, gc=False):
    """Something that happened; `when` is EDTF, absent for an undated event."""

    id: Name
    title: Name
    when: str | None = None
    display_date: str | None = None
    seq: int | None = None
    place: str | None = None
    type: str | None = None
    summary: str | None = None
    participants: tuple[Participation, ...] = ()
    status: Status | None = None
    hedge: str | None = None
    citations: tuple[Citation, ...] = ()
    tags: tuple[str, ...] = ()


class Via(Struct, frozen=True, gc=False):
    """Who passed a statement on: a known actor, the words of the text, or both."""

    actor: str | None = None
    words: str | None = None


class Quote(Struct, frozen=True, gc=False):
    """A statement.

    Attributes:
        text: The words (verbatim), or a full sentence in the dossier's own words.
        kind: Whose words `text` is made of.
        words: For a mixed quote, the parts of `text` that are the speaker's own.
        speaker: Id of the actor who said it, when known.
        attribution: The speaker as printed, e.g. "a Pentagon spokesman".
        cue: The verb of saying as printed, e.g. "emphasized".
        via: Who passed it on.
        said: EDTF date of the saying.
        published: EDTF date of the publication.
        events: Ids of the events that it belongs to, the act of saying first.
        audience: Ids of the actors addressed.
        about: Ids of the actors spoken of.
        original: The words in the language they were said in.
    """

    id: Name
    text: Name
    kind: QuoteKind
    words: tuple[str, ...] = ()
    speaker: str | None = None
    attribution: str | None = None
    cue: str | None = None
    via: Via | None = None
    hedge: str | None = None
    status: Status | None = None
    context: str | None = None
    said: str | None = None
    published: str | None = None
    display_date: str | None = None
    seq: int | None = None
    events: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    language: str | None = None
    original: str | None = None
    translator: str | None = None
    citations: tuple[Citation, ...] = ()
    tags: tuple[str, ...] = ()


class Link(Struct, frozen=True, gc=False):
    """A typed relation: `from_` (``from`` in the file) is the later or dependent record."""

    id: Name
    to: Name
    kind: LinkKind
    from_: Name = field(name="from")
    note: str | None = None
    citations: tuple[Citation, ...] = ()


Record = Source | Actor | Event | Quote | Link

TABLES: dict[str, type[Source] | type[Actor] | type[Event] | type[Quote] | type[Link]] = {
    "sources": Source,
    "actors": Actor,
    "events": Event,
    "quotes": Quote,
    "links": Link,
}
"""The record tables in the order in which they refer to each other."""
