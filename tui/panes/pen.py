"""What every pane draws with: the dossier, the inks, the signs, and the words to mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.style import Style

from store import date_words
from store.corpus import Corpus
from store.model import Actor
from store.views import InView
from tui import text
from tui.palette import Palette, Signs

UNDATED: Final = "undated"


@dataclass(frozen=True)
class Pen:
    """The means of drawing; made anew when the filter, the theme or the size changes.

    Attributes:
        seen: What is in view.
        palette: The inks.
        signs: The signs.
        needles: Folded words of the filter, to be marked where they stand.
        roomy: Whether rows may show more than they must.
    """

    seen: InView
    palette: Palette
    signs: Signs
    needles: tuple[str, ...] = ()
    roomy: bool = True

    @property
    def corpus(self) -> Corpus:
        """The dossier."""
        return self.seen.corpus

    def text(self, value: str | None, style: Style) -> Content:
        """Record text on one line, the words of the filter marked."""
        return text.content(value, style, needles=self.needles, mark=self.palette.found)

    def prose(self, value: str | None, style: Style) -> Content:
        """Record text that may run over several paragraphs, the words of the filter marked."""
        return text.content(
            value, style, one_line=False, needles=self.needles, mark=self.palette.found
        )

    def sign(self, actor: int) -> Content:
        """The sign of an actor's kind, in its hue."""
        kind = self.corpus.actors[actor].kind
        return Content.styled(self.signs.of(kind), self.palette.hue(actor))

    def actor(self, actor: int, style: Style | None = None, *, short: bool = False) -> Content:
        """An actor's sign and name."""
        record = self.corpus.actors[actor]
        name = short_name(record) if short else record.name
        return text.joined(self.sign(actor), " ", self.text(name, style or self.palette.ink))

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
        record, when = self.corpus.events[event], self.corpus.event_when[event]
        if when is None:
            return record.display_date or UNDATED
        return date_words.words(when)


def short_name(actor: Actor) -> str:
    """The name for a narrow row."""
    return actor.short or actor.name
