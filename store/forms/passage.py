"""What is copied of a record, before any form has written it.

The rules that hold in every form are kept here: quotation marks round a speaker's own words and no
others, none in a paraphrase, hedges with the name, and a sign where words are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from store import cite
from store.corpus import Corpus
from store.errors import NothingToCopyError
from store.house import House
from store.model import Actor, Citation, Event, Quote
from store.nesting import nested
from store.related import Ref
from store.terms import cited_by

Part = tuple[int, int] | None
"""A span of a quote's text in code points, or None for all of it."""

Kind = Literal["verbatim", "mixed", "paraphrase", "summary"]

PARAPHRASE: Final = "paraphrase"
LEFT_OUT: Final = "[…]"
_NO_WORDS: Final = "the part that is chosen has no words"
_CHOOSE: Final = "Choose more of them."


class Piece(Struct, frozen=True):
    """A stretch of words.

    Attributes:
        text: The words, any marks of their own included.
        open: The quotation mark to put before them; empty for none.
        close: The quotation mark to put after them; empty for none.
        plain: The words as they stand in the record, for a form that has marks of its own.
    """

    text: str
    open: str = ""
    close: str = ""
    plain: str = ""

    @property
    def marked(self) -> str:
        """The words with their marks."""
        return f"{self.open}{self.text}{self.close}"


class Passage(Struct, frozen=True):
    """A record as it is copied.

    Attributes:
        kind: Whose words it is made of; a summary is of an event or an actor.
        pieces: Its words.
        lead: Who said it and when, as the beginning of a sentence; of a summary its heading.
        after: What stands in the lead behind it: nothing, or that it is a paraphrase.
        credit: Who said it and when, as a line below the words.
        citations: Where it stands.
        doubt: What keeps a statement from being flat: its hedge, or who passed it on.
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    lead: str
    credit: str
    citations: tuple[Citation, ...]
    doubt: str = ""

    @property
    def text(self) -> str:
        """The words with their marks."""
        return "".join(piece.marked for piece in self.pieces)

    @property
    def label(self) -> str:
        """What must stand before the words where no sentence leads them."""
        return f"{PARAPHRASE.capitalize()}: " if self.kind == PARAPHRASE else ""

    @property
    def doubtful_label(self) -> str:
        """What must stand before the words where nothing else is said of them."""
        if self.kind == "verbatim" or not self.doubt:
            return self.label
        if self.kind == PARAPHRASE:
            return f"{PARAPHRASE.capitalize()} ({self.doubt}): "
        return f"{self.doubt[0].upper()}{self.doubt[1:]}: "

    @property
    def sentence(self) -> str:
        """One sentence: who said it, when, how sure that is, and the words."""
        lead = f"{self.lead} ({PARAPHRASE})" if self.kind == PARAPHRASE else self.lead
        return f"{lead}: {self.text}" if lead else self.text


def passage_of(corpus: Corpus, ref: Ref, house: House, part: Part = None) -> Passage:
    """What is copied of a record.

    Args:
        corpus: The dossier.
        ref: The record. Of an event its summary is copied, of an actor what it is.
        house: The house style.
        part: The part of a quote's text to copy; other records are copied whole.

    Raises:
        NothingToCopyError: The part holds nothing of the text but blanks and marks.
    """
    if ref.table == "events":
        return _event(corpus, ref.row, house)
    if ref.table == "actors":
        return _actor(corpus, corpus.actors[ref.row])
    quote = corpus.quotes[ref.row]
    pieces = tuple(_pieces(quote, house, part))
    if part is not None and not any(piece.text for piece in pieces):
        raise NothingToCopyError(_NO_WORDS, mend=_CHOOSE)
    return Passage(
        quote.kind,
        pieces,
        _lead(corpus, ref.row, house),
        credit(corpus, ref.row, house),
        quote.citations,
        cite.hedges(corpus, quote),
    )


def credit(corpus: Corpus, row: int, house: House) -> str:
    """Who said a quote, when, and how sure that is, as a line below the words."""
    when = corpus.quote_when[row]
    parts = [cite.speaker(corpus, row), house.date(when) if when else ""]
    parts.append(cite.hedges(corpus, corpus.quotes[row]))
    return "; ".join(part for part in parts if part)


def _lead(corpus: Corpus, row: int, house: House) -> str:
    quote, when = corpus.quotes[row], corpus.quote_when[row]
    said = [quote.cue or "said", *([house.date_phrase(when)] if when is not None else [])]
    hedge = cite.hedges(corpus, quote)
    begin = f"{hedge[0].upper()}{hedge[1:]}, " if hedge else ""
    named = cite.speaker(corpus, row)
    comma = "," if ", " in named else ""
    return f"{begin}{named}{comma} {' '.join(said)}"


def _event(corpus: Corpus, row: int, house: House) -> Passage:
    event: Event = corpus.events[row]
    when = corpus.event_when[row]
    date = house.date(when) if when else event.display_date or "undated"
    status = None if event.hedge and event.status == "reported" else event.status
    remarks = ", ".join(part for part in (date, event.hedge, status) if part)
    body = Piece(event.summary or event.title)
    return Passage("summary", (body,), f"{event.title} ({remarks})", "", event.citations)


def _actor(corpus: Corpus, actor: Actor) -> Passage:
    offices = "; ".join(cite.position_words(corpus, position) for position in actor.positions)
    body = ". ".join(part for part in (offices, actor.description) if part)
    citations = tuple(cited_by(actor))
    if not body:
        return Passage("summary", (Piece(actor.name),), "", "", citations)
    return Passage("summary", (Piece(body),), actor.name, "", citations)


def _pieces(quote: Quote, house: House, part: Part) -> Iterator[Piece]:
    text = quote.text
    first, last = _trimmed(text, part)
    before = _sign(text[:first], f"{LEFT_OUT} ")
    after = _sign(text[last:], f" {LEFT_OUT}")
    inside = quote.kind == "verbatim" and cite.own_marks(text, 0, len(text), house.outer[:2])
    if quote.kind == "verbatim" and not inside:
        # A sign for the speaker's own words that are left out stands within the marks.
        yield _own(f"{before}{text[first:last]}{after}", house)
        return
    if before:
        yield Piece(before)
    at = first
    for start, end in cite.own_words(quote):
        held = cite.own_marks(text, start, end, house.outer[:2])
        marks = (start, end) if held is None else (held[0] - 1, held[1] + 1)
        own = (start, end) if held is None else held
        if marks[1] <= first or marks[0] >= last:
            continue
        if held is not None and first <= marks[0] and marks[1] <= last:
            # The text has marks round these words already, and keeps them.
            continue
        if marks[0] > at:
            yield Piece(text[at : marks[0]])
        words = text[max(own[0], first) : min(own[1], last)]
        if words:
            yield _own(words, house)
        at = min(marks[1], last)
    if at < last:
        yield Piece(text[at:last])
    if after:
        yield Piece(after)


def _own(words: str, house: House) -> Piece:
    outer = house.outer
    before, after = f"{outer.open}{outer.pad}", f"{outer.pad}{outer.close}"
    return Piece(nested(words, house), before, after, words)


def _trimmed(text: str, part: Part) -> tuple[int, int]:
    if part is None:
        return 0, len(text)
    first, last = max(0, part[0]), min(len(text), part[1])
    chosen = text[first:last]
    if not chosen.strip():
        raise NothingToCopyError(_NO_WORDS, mend=_CHOOSE)
    last = first + len(chosen.rstrip())
    return last - len(chosen.strip()), last


def _sign(left_out: str, sign: str) -> str:
    """The sign for what is left out, unless that is only a mark or a full stop."""
    return sign if any(char.isalnum() for char in left_out) else ""
