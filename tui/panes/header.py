"""The two lines at the top: what is open and how much of it is in view, then the filter."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from store import cite
from store.views import InView, View
from tui import text
from tui.panes.pen import Pen
from tui.panes.strip import density_strip
from tui.widgets.one_line import OneLine

STRIP_FROM = (100, 30)
"""Columns and rows from which the density strip is shown."""
CRUMBS_BELOW = 100
"""Columns below which a pane is hidden, so that the way taken must be said."""


_LONGEST_CHIP = 40


class TitleLine(OneLine):
    """The program, the dossier's title, and the counts: "6 of 9 events"."""

    def show(self, pen: Pen) -> None:
        """Says what is open and how much is in view."""
        seen, corpus = pen.seen, pen.corpus
        style = pen.palette.accent if seen.filter else pen.palette.soft
        counts = Content.styled(f"{counts_in(seen)} ", style)
        title = text.joined(
            (" onrecord", pen.palette.accent + text.BOLD), "  ",
            text.content(corpus.dossier.title, pen.palette.ink),
        )  # fmt: skip
        self.say_line(text.spread(title, counts, self.app.size.width))


def counts_in(seen: InView) -> str:
    """How many records are in view, e.g. "6 of 9 events · 5 of 17 actors · 3 of 11 quotes"."""
    parts = []
    for noun, rows, table in (
        ("event", seen.events, seen.corpus.events),
        ("actor", seen.actors, seen.corpus.actors),
        ("quote", seen.quotes, seen.corpus.quotes),
    ):
        few = f"{len(rows):,} of " if seen.filter else ""
        plural = "" if len(table) == 1 else "s"
        parts.append(f"{few}{len(table):,} {noun}{plural}")
    return " · ".join(parts)


class FilterLine(OneLine):
    """The filter as chips, or the way taken where a pane is hidden; the strip at the right."""

    def show(self, pen: Pen, view: View, selected: Sequence[int | None], clear_key: str) -> None:
        """Says what narrows the view.

        Args:
            pen: The means of drawing.
            view: The view.
            selected: Rows of the selected event and actor.
            clear_key: The key that clears the filter.
        """
        width, height = self.app.size
        left = self._chips(pen, clear_key) if view.filter else Content(" ")
        if width < CRUMBS_BELOW:
            left = text.joined(left, self._crumbs(pen, selected, after_chips=bool(view.filter)))
        elif not view.filter:
            left = pen.label(" no filter")
        if width < STRIP_FROM[0] or height < STRIP_FROM[1]:
            self.say_line(text.cut(left, width))
            return
        strip = density_strip(pen, selected[0], width - left.cell_length - 3)
        self.say_line(text.spread(left, text.joined(strip, " "), width))

    def _chips(self, pen: Pen, clear_key: str) -> Content:
        chips: list[Content | str] = [" "]
        for term in pen.seen.filter.terms:
            words = str(term)
            names = [named(pen, value) for value in term.values]
            if term.field in {"event", "id", "actor"} and names != [*term.values]:
                words = f"{'-' if term.negated else ''}{term.field}: {' or '.join(names)}"
            count = pen.seen.named.get(str(term), 1)
            if count > 1:
                words += f" ·{count}"
            chip = text.cut(text.content(words), _LONGEST_CHIP)
            chips += [text.joined(" ", chip, " ").stylize(pen.palette.chip), " "]
        chips.append(pen.label(f" {clear_key} clears"))
        return text.joined(*chips)

    def _crumbs(self, pen: Pen, selected: Sequence[int | None], *, after_chips: bool) -> Content:
        event, actor = selected
        if event is None and actor is None:
            return Content("") if after_chips else pen.label("no filter")
        parts = [pen.label("  All" if after_chips else "All")]
        if event is not None:
            parts.append(pen.text(pen.corpus.events[event].title, pen.palette.soft))
        if actor is not None:
            parts.append(pen.text(pen.corpus.actors[actor].name, pen.palette.soft))
        return pen.label(f" {pen.signs.into} ").join(parts)


def named(pen: Pen, key: str) -> str:
    """The name of a record, by its id, of a quote who said it; the id where there is no name."""
    corpus = pen.corpus
    row = corpus.events.row(key)
    if row is not None:
        return corpus.events[row].title
    row = corpus.quotes.row(key)
    if row is not None:
        return f"quote by {cite.speaker_name(corpus, corpus.quotes[row])}"
    row = corpus.actors.row(key)
    return corpus.actors[row].name if row is not None else key
