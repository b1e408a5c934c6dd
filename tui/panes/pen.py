"""What every pane draws with: the dossier, the inks, the signs, and the words to mark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from textual.content import Content
from textual.style import Style

from store import certainty, date_words
from store.corpus import Corpus
from store.dates import When
from store.model import Actor
from store.related import Ref
from store.views import InView
from store.zones import shown_in
from tui import text
from tui.commands import default_key
from tui.palette import Palette, Signs

if TYPE_CHECKING:
    from tui.verified import Verified

UNDATED: Final = "undated"
POSSIBLY: Final = "possibly"


class Pen(Struct, frozen=True):
    """The means of drawing; made anew when the filter, the theme or the size changes.

    Attributes:
        seen: What is in view.
        palette: The inks.
        signs: The signs.
        needles: Folded words of the filter, to be marked where they stand.
        roomy: Whether rows may show more than they must.
        zone: The zone in which times of day are shown; None shows them as they are written.
        measured: Row of the event from which time is measured.
        whole: Whether texts are shown to their end, however long.
        verified: The dossier held against its sources' texts, where that is done.
        key_of: Gives the key of a command, by the command's id.
    """

    seen: InView
    palette: Palette
    signs: Signs
    needles: tuple[str, ...] = ()
    roomy: bool = True
    zone: tzinfo | None = None
    measured: int | None = None
    whole: bool = False
    verified: Verified | None = None
    key_of: Callable[[str], str] = default_key

    @property
    def corpus(self) -> Corpus:
        """The dossier."""
        return self.seen.corpus

    def event_when(self, row: int) -> When | None:
        """An event's date, its time of day in the zone that is shown."""
        return self._in_zone(self.corpus.event_when[row])

    def quote_when(self, row: int) -> When | None:
        """A quote's date, likewise."""
        return self._in_zone(self.corpus.quote_when[row])

    def _in_zone(self, when: When | None) -> When | None:
        return when if when is None or self.zone is None else shown_in(when, self.zone)

    @property
    def asks_for_dates(self) -> bool:
        """Whether records can be in view only possibly, so that rows have a place to say it."""
        return certainty.asks_for_dates(self.seen.filter)

    def event_only_possibly(self, row: int) -> bool:
        """Whether an event's date may lie outside the span that is asked for."""
        return certainty.event_only_possibly(self.corpus, self.seen.filter, row)

    def quote_only_possibly(self, row: int) -> bool:
        """Whether a quote's date may lie outside the span that is asked for."""
        return certainty.quote_only_possibly(self.corpus, self.seen.filter, row)

    def text(self, value: str | None, style: Style) -> Content:
        """Record text on one line, the words of the filter marked."""
        return text.content(
            value, style, needles=self.needles, mark=self.palette.found, whole=self.whole
        )

    def prose(self, value: str | None, style: Style) -> Content:
        """Record text that may run over several paragraphs, the words of the filter marked."""
        return text.content(
            value, style, one_line=False, needles=self.needles, mark=self.palette.found,
            whole=self.whole,
        )  # fmt: skip

    def sign(self, actor: int) -> Content:
        """The sign of an actor's kind, in its hue."""
        kind = self.corpus.actors[actor].kind
        return Content.styled(self.signs.of(kind), self.palette.hue(actor))

    def actor(self, actor: int, style: Style | None = None, *, short: bool = False) -> Content:
        """An actor's sign and name."""
        record = self.corpus.actors[actor]
        name = short_name(record) if short else record.name
        return text.joined(self.sign(actor), " ", self.text(name, style or self.palette.ink))

    def marks(self, table: str, row: int) -> Content:
        """The signs of the user's mark, tags and note on a record, with a blank behind them."""
        if not self.seen.marks:
            return Content("")
        mark = self.seen.marks.of(table, getattr(self.corpus, table).keys[row])
        said = ((mark.marked, self.signs.marked), (bool(mark.tags), self.signs.tagged),
                (bool(mark.note), self.signs.noted))  # fmt: skip
        shown = "".join(sign for there, sign in said if there)
        return Content.styled(f"{shown} ", self.palette.accent) if shown else Content("")

    def verdict(self, ref: Ref) -> Content:
        """How a record stands to its sources' texts; nothing where none was there to be read."""
        checks = () if self.verified is None else self.verified.of(self.corpus, ref)
        result = checks[0].result if checks else "no-text"
        if result == "no-text":
            return Content("")
        if result in {"exact", "typographic"}:
            return Content.styled(self.signs.verified, self.palette.dim)
        return Content.styled(f"! {result}", self.palette.caution)

    @property
    def marked_quotes(self) -> list[Ref]:
        """The quotes in view that the user has marked."""
        keys, marks = self.corpus.quotes.keys, self.seen.marks
        if not marks:
            return []
        rows = (row for row in self.seen.quotes if marks.of("quotes", keys[row]).marked)
        return [Ref("quotes", row) for row in rows]

    def mine(self, words: str) -> Content:
        """The user's own words."""
        return text.content(words, self.palette.accent, needles=self.needles,
                            mark=self.palette.found)  # fmt: skip

    def label(self, words: str) -> Content:
        """Words of our own that name something, dim."""
        return Content.styled(words, self.palette.dim)

    def rule(self, words: str, width: int) -> Content:
        """A heading with a thin line behind it to the end of the row."""
        room = max(0, width - len(words) - 1)
        return text.joined(
            (f"{words} ", self.palette.dim), (self.signs.line * room, self.palette.rule)
        )

    def date(self, event: int) -> str:
        """An event's date in words, or that it has none."""
        record, when = self.corpus.events[event], self.event_when(event)
        if when is None:
            return record.display_date or UNDATED
        return date_words.words(when)


def short_name(actor: Actor) -> str:
    """The name for a narrow row."""
    return actor.short or actor.name
