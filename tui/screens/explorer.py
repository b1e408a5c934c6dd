"""The explorer: moving, and narrowing by typing, by a row, or by clearing what narrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import events, on
from textual.content import Content

from store import filters, suggest
from store.errors import FilterError
from store.filters import EVERYTHING, Term
from store.related import Ref
from store.views import evaluate, evaluate_typing
from tui import text
from tui.history import Place
from tui.panes.filter_bar import MOST_SUGGESTIONS, FilterBar
from tui.screens.board import ACTORS, QUOTES, TIMELINE
from tui.screens.browsing import Browsing
from tui.screens.menu import Choice, Menu


class Explorer(Browsing):
    """The main screen."""

    def __init__(self) -> None:
        super().__init__()
        self._before_typing: Place | None = None
        self._tops_before: Sequence[int | None] = ()

    @property
    def _bar(self) -> FilterBar:
        return self.board.filter_bar

    # -- the filter bar -----------------------------------------------------------------------

    def action_filter(self, begin: str = "") -> None:
        """Opens the filter bar.

        Args:
            begin: Typed for the user, e.g. "date:".
        """
        if self.seen is None:
            return
        self._before_typing = self.place
        self._tops_before = [pane.first_visible for pane in self.board.lists]
        self.board.filter_line.add_class("-typing")
        now = str(self.view.filter)
        self._bar.open(f"{now} {begin}" if now else begin)
        self._typed(FilterBar.Changed(self._bar.line.value))

    @on(FilterBar.Changed)
    def _typed(self, event: FilterBar.Changed) -> None:
        """Narrows at every key; a last term that is not yet valid is left out, and says why."""
        before = self._before_typing
        if self.seen is None or before is None:
            return
        corpus = self.seen.corpus
        error: FilterError | None
        try:
            seen, error = evaluate_typing(corpus, event.text)
        except FilterError as wrong:
            seen, error = self.seen, wrong
        self.view = replace(before.view, filter=seen.filter)
        self.show(seen, corpus.quotes.row(before.quote))
        self._bar.suggest(suggest.suggestions(corpus, event.text, MOST_SUGGESTIONS))
        self._say_typing(error)

    def show_keys(self) -> None:
        """Shows what can be pressed now; while a filter is typed, what the bar understands."""
        if self._before_typing is None:
            super().show_keys()

    def _say_typing(self, error: FilterError | None) -> None:
        """What the bar waits for, or what its keys do."""
        palette = self.desk.palette
        if error is not None:
            waits = error.what if error.unfinished else str(error)
            self.board.keys.say(palette, text.content(waits, palette.caution))
            return
        keys = [("enter", "keep", ""), ("esc", "restore", ""), ("tab", "complete", "")]
        keys += [("↓", "suggestions", "")]
        self.board.keys.keys(palette, keys, self.app.size.width)

    @on(FilterBar.Kept)
    def _kept(self, event: FilterBar.Kept) -> None:
        before = self._before_typing
        if before is not None:
            self._keep(event.text, before.pane)

    @on(events.DescendantFocus)
    def _left_by_mouse(self, event: events.DescendantFocus) -> None:
        """A click on a pane keeps the filter, or comes to nothing while it cannot be read."""
        for number, pane in enumerate(self.board.lists):
            if self._before_typing is not None and event.widget is pane:
                self._keep(self._bar.line.value, number)
                if self._before_typing is not None:
                    self.set_focus(self._bar.line)

    def _keep(self, typed: str, pane: int) -> None:
        """Keeps the filter and goes to a pane, if it can be read; else says where it is wrong."""
        before = self._before_typing
        if self.seen is None or before is None:
            return
        try:
            wanted = filters.parse(typed)
            seen = evaluate(self.seen.corpus, wanted, typed)
        except FilterError as error:
            self._bar.line.cursor_position = error.end
            caret = text.content(f"{error.text[error.start : error.end]}: {error}")
            self.board.keys.say(self.desk.palette, caret.stylize(self.desk.palette.caution))
            return
        view = replace(before.view, filter=wanted)
        self._stop_typing()
        if wanted != before.view.filter:
            self.remember(before)
        self.view = view
        self.show(seen, seen.corpus.quotes.row(before.quote))
        self.focus_pane(pane)

    @on(FilterBar.Restored)
    def _restored(self) -> None:
        """Gives back the filter from before, the cursors and the scroll positions."""
        before = self._before_typing
        if self.seen is None or before is None:
            return
        self._stop_typing()
        self.restore(before, self.seen.corpus.quotes.row(before.quote))
        for pane, top in zip(self.board.lists, self._tops_before, strict=True):
            if top is not None:
                pane.scroll_from(top)

    def _stop_typing(self) -> None:
        self._before_typing = None
        self.board.filter_line.remove_class("-typing")
        self._bar.close()

    # -- from a row ---------------------------------------------------------------------------

    def action_only(self) -> None:
        """Shows only what has to do with the row under the cursor."""
        self._add_row(negated=False)

    def action_exclude(self) -> None:
        """Leaves out the row under the cursor."""
        self._add_row(negated=True)

    def _add_row(self, *, negated: bool) -> None:
        ref, seen = self.record, self.seen
        if ref is None or seen is None:
            self.note("Move to a row first: All is everything already.")
            return
        key = getattr(seen.corpus, ref.table).keys[ref.row]
        field = {"events": "event", "actors": "actor", "quotes": "id"}[ref.table]
        term = Term(field, (key,), negated)
        self.visit(replace(self.view, filter=self.view.filter.plus(term)))

    def action_clear(self) -> None:
        """Clears the filter."""
        if self.view.filter:
            self.visit(replace(self.view, filter=EVERYTHING))
        else:
            self.note("There is no filter to clear.")

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
        choices = [
            Choice(Content.styled("Clear the filter and go there", pen.palette.ink)),
            Choice(Content.styled("Stay here", pen.palette.ink)),
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
