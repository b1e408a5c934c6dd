"""Narrowing: by typing, by the row under the cursor, and by clearing what narrows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import events, on

from store import filters
from store.dates import UnfinishedDate
from store.errors import DateError, FilterError, OnrecordError
from store.filters import EVERYTHING, Filter, Term
from store.views import InView, evaluate_typing
from tui import text
from tui.history import Place
from tui.panes.filter_bar import MOST_SUGGESTIONS, FilterBar, FilterInput
from tui.screens.browsing import Browsing

if TYPE_CHECKING:
    from store.suggest import Suggestion

DATE_FIELDS = frozenset({"date", "within"})


def without_dates(wanted: Filter) -> Filter:
    """A filter without the terms that ask for dates, for another date to take their place."""
    kept = (term for term in wanted.terms if term.negated or term.field not in DATE_FIELDS)
    return Filter(tuple(kept))


class Narrowing(Browsing):
    """Browsing, with a filter that is typed or taken from rows."""

    def __init__(self) -> None:
        super().__init__()
        self._before_typing: Place | None = None
        self._tops_before: Sequence[int | None] = ()
        self._typed_text: str | None = None

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
        self._begin_typing()
        now = str(self.view.filter)
        self._bar.open(f"{now} {begin}" if now else begin)
        self._narrow(self._bar.line.value)

    def action_date(self) -> None:
        """Asks for a date in everyday words, and shows what was understood before it is kept."""
        if self.seen is not None:
            self._begin_typing()
            self._bar.open("", dating=True)
            self._narrow("")

    def _begin_typing(self) -> None:
        if self._before_typing is None:
            self.note_tops()
        self._before_typing = self.kept_place
        self.board.filter_line.add_class("-typing")

    @on(FilterBar.Changed)
    def _typed(self, event: FilterBar.Changed) -> None:
        """Narrows at every key, but after its letter has been painted: nothing holds up typing."""
        if self._typed_text is None:
            self.soon(self._catch_up)
        self._typed_text = event.text

    @property
    def is_behind(self) -> bool:
        """Whether something that follows from a key is still to be done."""
        return self._typed_text is not None or super().is_behind

    def _catch_up(self) -> None:
        """Narrows to what has been typed by now."""
        typed, self._typed_text = self._typed_text, None
        if typed is not None:
            self._narrow(typed)

    @on(FilterInput.Asked)
    def _asked(self, event: FilterInput.Asked) -> None:
        """Uses the suggestions, those for what stands in the line."""
        self._catch_up()
        self._bar.use(event.what)

    def _narrow(self, typed: str) -> None:
        """Narrows to a text; a last term that is not yet valid is left out, and says why."""
        before = self._before_typing
        if self.seen is None or before is None:
            return
        corpus = self.seen.corpus
        error: OnrecordError | None
        found: list[Suggestion] = []
        try:
            if self._bar.dating:
                seen, error = self._dated(before, typed, found), None
            else:
                seen, error = evaluate_typing(corpus, typed, self.seen.marks)
        except OnrecordError as wrong:
            seen, error = self.seen, wrong
        self.view = replace(before.view, filter=seen.filter)
        self.show(seen, corpus.quotes.row(before.quote))
        if not self._bar.dating:
            from store.suggest import suggestions

            found = suggestions(corpus, typed, MOST_SUGGESTIONS, self.seen.marks)
        self._bar.suggest(found)
        self._say_typing(error)

    def _dated(self, before: Place, typed: str, found: list[Suggestion]) -> InView:
        """What is in view at a date in everyday words; says how it was understood.

        Raises:
            DateError: It is no date, or not yet one.
        """
        assert self.seen is not None
        corpus = self.seen.corpus
        if not typed.strip():
            return self.evaluated(before.view.filter)
        wanted = without_dates(before.view.filter)
        from store.suggest import Suggestion
        from store.typed_dates import read

        understood = read(typed, corpus.zone, corpus.years)
        seen = self.evaluated(wanted.plus(Term("date", (understood.term,))))
        count = f"{len(seen.events)} ev · {len(seen.quotes)} qu"
        found.append(Suggestion(f"date:{understood.term}", understood.words, count))
        return seen

    def show_keys(self) -> None:
        """Shows what can be pressed now; while a filter is typed, what the bar understands."""
        if self._before_typing is None:
            super().show_keys()

    def _say_typing(self, error: OnrecordError | None) -> None:
        """What the bar waits for, or what its keys do."""
        palette = self.desk.palette
        if error is not None:
            waiting = isinstance(error, UnfinishedDate) or getattr(error, "unfinished", False)
            waits = error.what if waiting else str(error)
            self.board.keys.say(palette, text.content(waits, palette.caution))
            return
        keys = [("enter", "keep", ""), ("esc", "restore", "")]
        if not self._bar.dating:
            keys += [("tab", "complete", ""), ("↓", "suggestions", "")]
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
            if self._bar.dating:
                seen = self._dated(before, typed, [])
                wanted = seen.filter
            else:
                wanted = filters.parse(typed)
                seen = self.evaluated(wanted, typed)
        except FilterError as error:
            self._bar.line.cursor_position = error.end
            caret = text.content(f"{error.text[error.start : error.end]}: {error}")
            self.board.keys.say(self.desk.palette, caret.stylize(self.desk.palette.caution))
            return
        except DateError as error:
            self._say_typing(error)
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
        self.give_back(before)

    def restore(self, place: Place, quote: int | None) -> None:
        """Shows a place again; a filter that is being typed comes to nothing."""
        if self.is_typing:
            self._stop_typing()
        super().restore(place, quote)

    def give_back(self, before: Place) -> None:
        """Shows the place from before a filter was tried out, scrolled as it was."""
        if self.seen is None:
            return
        self.restore(before, self.seen.corpus.quotes.row(before.quote))
        for pane, top in zip(self.board.lists, self._tops_before, strict=True):
            if top is not None:
                pane.scroll_from(top)

    def note_tops(self) -> None:
        """Notes how the panes are scrolled, for `give_back`."""
        self._tops_before = [pane.first_visible for pane in self.board.lists]

    @property
    def is_typing(self) -> bool:
        """Whether a filter is being typed."""
        return self._before_typing is not None

    @property
    def kept_place(self) -> Place:
        """Where the user is, or was before the filter that is being tried out."""
        return self._before_typing or self.place

    def refocus(self) -> None:
        """Gives the focus back, while a filter is typed to the line."""
        if self._before_typing is None:
            super().refocus()
        else:
            self.set_focus(self._bar.line)

    def _stop_typing(self) -> None:
        self._before_typing = self._typed_text = None
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
