"""The Quotes: who said it, then the words; verbatim and paraphrase cannot be mistaken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from textual.content import Content
from textual.style import Style

from store import cite, date_words
from store.related import Ref
from store.rows import StatementRow
from tui import text
from tui.panes.pane import Pane
from tui.panes.pen import Pen
from tui.widgets.virtual_list import Drawn

PARAPHRASE: Final = "paraphrase: "
_BREAKS: Final = re.compile(r"\s+")


class Quotes(Pane[StatementRow]):
    """Statements, each under its heading; no head, and a cursor only while it has the focus."""

    TITLE = "Quotes"
    most_lines: int = 6
    """Lines of words that a row may take."""
    under_events: bool = False
    """Whether statements stand under their events."""

    reason: tuple[str, ...] = ()
    """Why the list is empty, and which key undoes it."""
    actor: int | None = None
    """The selected actor, for the headings."""

    def key_of(self, item: StatementRow | None) -> object:
        """A statement is the same under whatever heading it stands."""
        return None if item is None else item.quote

    def draw_row(self, item: StatementRow, index: int, width: int, forced: bool) -> Drawn:
        """A statement: attribution, words, what keeps it from being flat, a blank line."""
        pen = self.drawn_with
        quote = pen.corpus.quotes[item.quote]
        body = self._attribution(item.quote, width)
        hedge = cite.hedges(pen.corpus, quote)
        if hedge:
            warned = pen.text(hedge, pen.palette.caution)
            body += [text.joined("  ", line) for line in text.wrap(warned, width - 2)]
        lines = text.wrap(words(pen, item.quote, brief=True), max(8, width - 2))
        if len(lines) > self.most_lines:
            lines = _with_more(lines[: self.most_lines], width - 2, pen)
        body += [text.joined("  ", line) for line in lines]
        return Drawn(tuple(body), self._heading(item, index, width), gap=1)

    def draw_empty(self, width: int) -> Sequence[Content]:
        """Why nothing is here, and the key that undoes it."""
        if self.pen is None:
            return ()
        pen = self.pen
        lines: list[Content] = []
        for sentence in self.reason:
            lines += text.wrap(pen.text(sentence, pen.palette.dim), max(8, width - 1))
            lines.append(Content(""))
        return lines

    def _heading(self, item: StatementRow, index: int, width: int) -> tuple[Content, ...]:
        above = self.rows[index - 1] if index else None
        pen = self.drawn_with
        if item.group:
            if above is not None and above.group == item.group:
                return ()
            name = "" if self.actor is None else pen.corpus.actors[self.actor].name
            words = pen.text(f"{item.group} {name}", pen.palette.dim)
            return (text.cut(words, width),)
        if not self.under_events or (above is not None and above.event == item.event):
            return ()
        if item.event is None:
            return (pen.label("no event"),)
        when = pen.event_when(item.event)
        date = f"{date_words.gutter(when).strip()}  " if when else ""
        title = pen.text(pen.corpus.events[item.event].title, pen.palette.dim + pen.palette.italics)
        return (text.cut(text.joined((date, pen.palette.dim), title), width),)

    def _attribution(self, row: int, width: int) -> list[Content]:
        """Speaker and verb, never cut, for a verb can hedge; the date where there is room."""
        pen = self.drawn_with
        quote = pen.corpus.quotes[row]
        speaker = pen.corpus.actors.row(quote.speaker)
        if speaker is None:
            who = pen.text(cite.speaker_name(pen.corpus, quote), pen.palette.soft)
            left = text.joined((pen.signs.of("unknown"), pen.palette.dim), " ", who)
        else:
            left = pen.actor(speaker, pen.palette.soft)
        left = text.joined(pen.marks("quotes", row), left)
        verdict = pen.verdict(Ref("quotes", row))
        if verdict:
            left = text.joined(left, " ", verdict)
        if quote.cue:
            left = text.joined(left, " ", pen.text(quote.cue, pen.palette.dim))
        when = pen.quote_when(row)
        doubt = pen.signs.possibly if pen.quote_only_possibly(row) else ""
        date = pen.label(f"{doubt} {date_words.short(when) if when else ''}".strip())
        if doubt and left.cell_length + date.cell_length + 2 > width:
            date = pen.label(doubt)
            if left.cell_length + date.cell_length + 2 > width:
                left = text.joined(left, " ", date)
        if left.cell_length + date.cell_length + 2 > width:
            first, *rest = text.wrap(left, width - 2)
            return [first, *(text.joined("  ", line) for line in rest)]
        return [text.spread(left, date, width)]


def words(
    pen: Pen, row: int, *, brief: bool = False, part: tuple[int, int] | None = None
) -> Content:
    """The words of a statement, set so that its kind is plain without colour.

    Verbatim words stand in marks, bright and bold. A paraphrase is introduced by that word and has
    no marks. A mixed text is set as reported speech, with the speaker's own words in marks.

    Args:
        pen: The means of drawing.
        row: Row of the quote.
        brief: Only as much as a row of a list can show, on one line.
        part: A span of the text, in code points, to set off from the rest.
    """
    quote = pen.corpus.quotes[row]
    palette = pen.palette
    source = text.row_text(quote.text) if brief else quote.text
    reported = palette.soft + palette.italics
    more = Content.styled(text.MORE if len(source) < len(quote.text) else "", palette.dim)

    def shown(start: int, end: int, ink: Style) -> Content:
        pieces = []
        inside = [place for place in part or () if start < place < end]
        for begin, stop in pairwise((start, *inside, end)):
            piece = source[begin:stop]
            chosen = part is not None and part[0] <= begin and stop <= part[1]
            words = pen.prose(_BREAKS.sub(" ", piece) if brief else piece, ink)
            pieces.append(words.stylize(palette.chip) if chosen else words)
        return text.joined(*pieces)

    if quote.kind == "paraphrase":
        return text.joined((PARAPHRASE, palette.dim), shown(0, len(source), reported), more)
    parts: list[Content] = []
    at = 0
    for start, end in cite.own_words(quote):
        if start >= len(source):
            break
        mark_before, mark_after = cite.marks_for(quote.text, start, end)
        parts += [
            shown(at, start, reported),
            Content.styled(mark_before, palette.verbatim),
            shown(start, min(end, len(source)), palette.verbatim),
            Content.styled(mark_after, palette.verbatim),
        ]
        at = end
    return text.joined(*parts, shown(min(at, len(source)), len(source), reported), more)


def _with_more(lines: list[Content], width: int, pen: Pen) -> list[Content]:
    """Lines with a remark of ours at their end that there is more, outside the speaker's marks."""
    plain = "".join(line.plain for line in lines)
    mark = cite.CLOSE if plain.count(cite.OPEN) > plain.count(cite.CLOSE) else ""
    room = max(1, width - len(text.MORE) - len(mark))
    last = lines[-1]
    if last.cell_length > room:
        last = last.truncate(room)
        blank = last.plain.rstrip().rfind(" ")
        last = last[:blank] if blank > 0 else last
    more = Content.styled(text.MORE, pen.palette.dim)
    return [*lines[:-1], text.joined(last.rstrip(), (mark, pen.palette.verbatim), more)]
