"""The explorer: narrowing, jumping, sorting, and the dialogs over the panes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.binding import BindingType
from textual.content import Content

from store.clean import clean
from store.errors import OnrecordError, Problem
from store.filters import EVERYTHING, Term, parse
from store.ordering import ActorOrder, Order, QuoteOrder, TimelineOrder, parse_order
from store.related import RecordTable, Ref
from store.views import View
from tui.commands import PANES, Where, bindings_of
from tui.history import Place
from tui.screens.board import ACTORS, QUOTES, TIMELINE
from tui.screens.brushing import Brushing

if TYPE_CHECKING:
    from store.saved_views import SavedView, SavedViews
    from tui.screens.saved import Opened

_QUICK_CHECK = 1000
"""Records whose check nobody waits for; of many it takes seconds."""


class Explorer(Brushing):
    """The main screen.

    Args:
        dossier: The path by which a command names the dossier; None for the bundled one.
        views: Where saved views are kept; None keeps none.
    """

    # Here and not at the bases: each class that has bindings, or inherits them, merges them anew.
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(*PANES)]

    def __init__(self, dossier: Path | None = None, views: SavedViews | None = None) -> None:
        super().__init__()
        self._dossier = dossier
        self.views = views

    # -- jumping ------------------------------------------------------------------------------

    def go_to(self, target: Ref) -> None:
        """Goes to a record; one that the filter hides only after asking."""
        seen, pen = self.seen, self.pen
        if seen is None or pen is None:
            return
        has = {"events": seen.has_event, "actors": seen.has_actor, "quotes": seen.has_quote}
        if has[target.table](target.row):
            self._jump(target, clear=False)
            return
        from tui.screens.menu import Menu

        choices = [
            Content.styled("Clear the filter and go there", pen.palette.ink),
            Content.styled("Stay here", pen.palette.ink),
        ]

        def decide(number: int | None) -> None:
            if number == 0 and self.seen is not None and self.seen.corpus is seen.corpus:
                self._jump(target, clear=True)

        self.app.push_screen(Menu(Content("The filter hides it"), choices, pen), decide)

    def _jump(self, target: Ref, *, clear: bool) -> None:
        assert self.seen is not None
        corpus = self.seen.corpus
        wanted = EVERYTHING if clear else self.view.filter
        view = replace(self.view, filter=wanted)
        if target.table == "events":
            key = corpus.events.keys[target.row]
            self.visit(replace(view, event=key, actor=None), TIMELINE)
        elif target.table == "actors":
            event = corpus.events.row(view.event)
            stays = event is not None and target.row in corpus.cast[event]
            key = corpus.actors.keys[target.row]
            self.visit(replace(view, event=view.event if stays else None, actor=key), ACTORS)
        else:
            self.visit(replace(view, event=None, actor=None), QUOTES, target.row)

    # -- sorting ------------------------------------------------------------------------------

    def action_sort(self) -> None:
        """Asks how to sort the pane with the focus."""
        pen = self.pen
        if pen is None:
            return
        from tui.screens.menu import Menu

        palette = pen.palette
        offered = _orders(self.order, self.where)
        labels = [
            Content.styled(label, palette.accent if order == self.order else palette.ink)
            for label, order in offered
        ]
        present = next(n for n, (_, order) in enumerate(offered) if order == self.order)

        def sort(number: int | None) -> None:
            if number is not None:
                self.sort_by(offered[number][1])

        title = Content(f"Sort the {self.where.capitalize()} by")
        self.app.push_screen(Menu(title, labels, pen, present), sort)

    def sort_by(self, order: Order) -> None:
        """Sorts the panes, the cursors kept on their records."""
        if order != self.order and self.seen is not None:
            self.order = order
            self.show(self.seen)

    # -- time ---------------------------------------------------------------------------------

    def action_zone(self) -> None:
        """Shows times of day in UTC, or in the dossier's zone again."""
        if self.seen is None:
            return
        self.in_utc = not self.in_utc
        self.restyle()
        named = self.seen.corpus.dossier.time_zone
        own = (
            f"in the dossier's zone, {named}" if named else "as they are written: no zone is given"
        )
        self.note(f"Times of day are shown {'in UTC' if self.in_utc else own}.")

    def action_measure(self) -> None:
        """Measures time from the event under the cursor; again, no longer."""
        ref, seen = self.record, self.seen
        if seen is None or ref is None or ref.table != "events":
            self.note("Move to an event first: time is measured from there.")
            return
        key = seen.corpus.events.keys[ref.row]
        self.measured = None if key == self.measured else key
        self.restyle()
        measuring = "Move to another event: its page says how far it is from this one."
        self.note("No longer measured." if self.measured is None else measuring)

    # -- the dossier --------------------------------------------------------------------------

    async def action_problems(self) -> None:
        """Lists what is wrong or weak in the dossier, and goes to the record."""
        seen = self.seen
        if seen is None:
            return
        from store.checking import check
        from tui.screens.problems import Problems

        corpus = seen.corpus

        def go(problem: Problem | None) -> None:
            if problem is not None and self.seen is not None and self.seen.corpus is corpus:
                self._go_to_record(problem.record)

        if len(corpus.events) + len(corpus.actors) + len(corpus.quotes) > _QUICK_CHECK:
            self.note("Checking …")
        # The action is awaited, so that what is typed meanwhile waits for the list.
        found = await asyncio.to_thread(check, corpus)
        self.show_keys()
        self.app.push_screen(Problems(found, self.desk.palette), go)

    def _go_to_record(self, key: str) -> None:
        """Goes to a record by its id; sources and links have no row of their own."""
        assert self.seen is not None
        corpus = self.seen.corpus
        tables: tuple[tuple[RecordTable, int | None], ...] = (
            ("events", corpus.events.row(key)), ("actors", corpus.actors.row(key)),
            ("quotes", corpus.quotes.row(key)),
        )  # fmt: skip
        for table, row in tables:
            if row is not None:
                self.go_to(Ref(table, row))
                return
        self.note(f"{clean(key) or 'It'} has no row in these panes.")

    def action_reload(self) -> None:
        """Reads the dossier again, once it has been read at all."""
        if self.seen is not None:
            self.post_message(self.ReloadAsked())

    # -- sources ------------------------------------------------------------------------------

    def action_sources(self) -> None:
        """Lists the sources in view, and goes to what rests on one."""
        pen = self.pen
        if pen is None:
            return
        from store.resting import resting
        from tui.screens.sources import SourcesScreen

        def show(source: int | None) -> None:
            if source is not None:
                term = Term("source", (pen.corpus.sources.keys[source],))
                self.visit(replace(self.view, filter=self.view.filter.plus(term)))

        self.app.push_screen(SourcesScreen(pen, resting(pen.seen)), show)

    # -- files out ----------------------------------------------------------------------------

    def action_clippings(self) -> None:
        """Asks what the document is to be, and writes it."""
        pen = self.pen
        if pen is None:
            return
        if not pen.seen.quotes:
            self.note("There is no quote in view to be saved.")
            return
        from tui.screens.clippings import ClippingsScreen

        marked = [ref.row for ref in pen.marked_quotes]
        self.app.push_screen(ClippingsScreen(pen, marked, self.desk.config.house), self._saved_file)

    def action_export(self) -> None:
        """Asks for a format, and writes what is in view."""
        pen = self.pen
        if pen is None:
            return
        from tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(pen, self.desk.config.house), self._saved_file)

    def _saved_file(self, path: Path | None) -> None:
        if path is not None:
            self.note(f"Saved {clean(str(path))}.")

    # -- saved views and the command ----------------------------------------------------------

    @property
    def saved(self) -> SavedView:
        """The present place, as it is saved."""
        from store.saved_views import SavedView

        place = self.kept_place
        view = place.view
        return SavedView(
            str(view.filter), view.event, view.actor, place.pane, place.quote, str(place.order),
            form=self.desk.last_form,
        )  # fmt: skip

    def go_to_saved(self, saved: SavedView) -> None:
        """Goes to a saved place; what is no longer in the dossier is left out of it.

        Raises:
            FilterError: Its filter names what is no longer in the dossier.
            OnrecordError: Its order cannot be read.
        """
        if self.seen is None:
            return
        corpus = self.seen.corpus
        wanted = parse(saved.filter)
        seen = self.evaluated(wanted)
        self.remember(self.place)
        self.desk.last_form = saved.form or self.desk.last_form
        place = Place(
            View(wanted, saved.event, saved.actor), min(saved.pane, len(PANES) - 1), saved.quote,
            parse_order(saved.order),
        )  # fmt: skip
        self.seen = seen
        self.restore(place, corpus.quotes.row(saved.quote))

    def action_saved(self) -> None:
        """Lists the saved views of this dossier."""
        if self.views is None:
            self.note("Views of this dossier cannot be saved: there is no folder for them.")
        elif self.seen is not None:
            from tui.screens.saved import SavedScreen

            screen = SavedScreen(self.views, self.saved, self.desk.palette)
            self.app.push_screen(screen, self._open_saved)

    def _open_saved(self, opened: Opened | None) -> None:
        if opened is None:
            return
        try:
            self.go_to_saved(opened.view)
        except OnrecordError as error:
            self.note(f"@{opened.name}: {error}")

    def action_command(self) -> None:
        """Shows the command that reproduces the view."""
        from store import shell
        from tui.screens.command import CommandDialog

        table = {"timeline": "events", "actors": "actors", "quotes": "quotes"}[self.where]
        wanted = self.view.filter
        try:
            opens = shell.command("onrecord", self._dossier, wanted)
            prints = shell.command("onrecord", self._dossier, wanted, table)
        except OnrecordError as error:
            self.note(str(error))
            return

        def copy(command: str | None) -> None:
            if command is not None:
                self.app.copy_to_clipboard(command)

        self.app.push_screen(CommandDialog(opens, prints, self.desk.palette), copy)


def _orders(now: Order, pane: Where) -> list[tuple[str, Order]]:
    """How a pane can be sorted: what that is called, and the whole order then."""
    if pane == "timeline":
        return [(order.label, replace(now, timeline=order)) for order in TimelineOrder]
    if pane == "actors":
        return [(order.label, replace(now, actors=order)) for order in ActorOrder]
    return [(order.label, replace(now, quotes=order)) for order in QuoteOrder]
