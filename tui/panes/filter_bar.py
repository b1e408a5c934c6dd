"""The filter bar: a line to type in, and below it what could be meant, each with its count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tui import text
from tui.panes.pane import Pane
from tui.widgets.virtual_list import Drawn

if TYPE_CHECKING:
    from textual.geometry import Region

    from store.suggest import Suggestion

MOST_SUGGESTIONS = 8
_EXAMPLE = "words   actor:name   date:2019-12   kind:verbatim"
_DATE_EXAMPLE = "dec 2019   29 dec 2019 to 2 jan 2020   last week of 2019   undated"


class Suggestions(Pane["Suggestion"]):
    """The list below the line; it never takes the focus, keys reach it through the line."""

    can_focus = False
    chosen: bool = False
    """Whether the user has gone into the list."""
    words_first: bool = False
    """Whether what a term means stands before it, and is cut last."""

    class Picked(Message):
        """A suggestion was clicked; it has the cursor now."""

    def on_click(self, event: events.Click) -> None:
        """Takes the suggestion under the pointer, also the one that has the cursor already."""
        event.prevent_default()
        row = self.row_at(event)
        if row is not None:
            event.stop()
            self.move_to(row)
            self.post_message(self.Picked())

    def draw_row(self, item: Suggestion, index: int, width: int, forced: bool) -> Drawn:
        """A term, what it is, and how much it would leave."""
        pen = self.drawn_with
        at_cursor = self.chosen and index == self.cursor
        sign = f"{pen.signs.into} " if at_cursor else "  "
        said = (item.says, item.term) if self.words_first else (item.term, item.says)
        left = text.joined(
            (sign, pen.palette.accent),
            text.content(said[0], pen.palette.ink + (text.BOLD if at_cursor else text.PLAIN)),
            "  ",
            text.content(said[1], pen.palette.dim),
        )
        return Drawn((text.spread(left, pen.label(item.count), width),))


class FilterInput(Input):
    """The line. All keys type, but those that keep, restore, complete, or move in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "bar('restore')", show=False),
        Binding("tab", "bar('complete')", show=False),
        Binding("down", "bar('down')", show=False),
        Binding("up", "bar('up')", show=False),
    ]

    class Asked(Message):
        """A key that is the bar's.

        Args:
            what: restore, complete, down or up.
        """

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paints the line anew. Its size never hangs on its text, so nothing is laid out for it."""
        return super().refresh(*regions, repaint=repaint, recompose=recompose)

    def action_bar(self, what: str) -> None:
        """Hands a key to the bar."""
        self.post_message(self.Asked(what))


class FilterBar(Vertical):
    """Where a filter is typed; the explorer is told at every key and narrows at once."""

    class Changed(Message):
        """The text is another.

        Args:
            text: The text.
        """

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Kept(Message):
        """The user wants this filter. No kind of `Changed`, or the handlers of both would run.

        Args:
            text: The text.
        """

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Restored(Message):
        """The user wants the filter from before."""

    def __init__(self) -> None:
        super().__init__()
        self.dating = False
        self.line = FilterInput(placeholder=_EXAMPLE, compact=True, select_on_focus=False)
        self._ask = Static("date", id="filter-ask")
        self.suggestions = Suggestions(show_resting=False)

    def open(self, value: str, *, dating: bool = False) -> None:
        """Shows the bar with a text in it, the cursor at its end.

        Args:
            value: The text.
            dating: Whether a date is asked for, in everyday words, and not a filter.
        """
        if not self.line.is_attached:  # the first paint does not wait for what it does not show
            self.mount(Horizontal(self._ask, self.line), self.suggestions)
        self.add_class("-open")
        self.dating = self.suggestions.words_first = dating
        self._ask.display = dating
        self.set_class(dating, "-dating")
        self.line.placeholder = _DATE_EXAMPLE if dating else _EXAMPLE
        with self.prevent(Input.Changed):
            self.line.value = value
        self.line.cursor_position = len(value)
        self.screen.set_focus(self.line)

    def close(self) -> None:
        """Hides the bar."""
        self.remove_class("-open")
        self.suggest(())

    def suggest(self, found: Sequence[Suggestion]) -> None:
        """Shows what could be meant; nothing hides the list."""
        shown = list(found[:MOST_SUGGESTIONS])
        self.suggestions.chosen = False
        self.suggestions.styles.height = len(shown)
        self.suggestions.display = bool(shown)
        self.suggestions.show(shown)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self.line.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.suggestions.chosen:
            self._complete()
        else:
            self.post_message(self.Kept(self.line.value))

    def use(self, what: str) -> None:
        """Does what a key of the line asks for, once the suggestions are those for its text.

        Args:
            what: restore, complete, down or up.
        """
        found = self.suggestions
        if what == "restore":
            self.post_message(self.Restored())
        elif not found.rows:
            self.post_message(self.Kept(self.line.value))
        elif what == "complete":
            self._complete()
        elif not found.chosen:
            found.chosen = True
            found.move_to(0 if what == "down" else len(found.rows) - 1)
            found.redraw()
        else:
            by = 1 if what == "down" else -1
            found.move_to((found.cursor + by) % len(found.rows))
            found.redraw()

    @on(Suggestions.Picked)
    def _picked(self, event: Suggestions.Picked) -> None:
        """A click on a suggestion takes it."""
        event.stop()
        self._complete()

    def _complete(self) -> None:
        item = self.suggestions.current
        if item is None:
            return
        if self.dating:
            self.post_message(self.Kept(self.line.value))
            return
        from store.suggest import last_term  # with all else that typing needs, not at the start

        value = self.line.value
        head = value[: len(value) - len(last_term(value))]
        blank = "" if item.term.endswith((":", "|")) else " "
        self.line.value = f"{head}{item.term}{blank}"
        self.line.cursor_position = len(self.line.value)
