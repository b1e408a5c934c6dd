"""Every command, declared once: its key, its place in the footer, its line of help, its name.

Bindings, footer, palette, help and the ids for remapping are all made from `COMMANDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final, Literal

from msgspec import Struct
from textual.binding import Binding

Where = Literal["timeline", "actors", "quotes", "reader"]
PANES: Final[tuple[Where, ...]] = ("timeline", "actors", "quotes")
ANYWHERE: Final = frozenset(PANES)
EVERYWHERE: Final[frozenset[Where]] = frozenset((*PANES, "reader"))


SWIFT: Final = frozenset({"cursor", "page", "top", "bottom"})
"""Actions whose keys do not pass through the widgets first, which takes time at every step."""


class Command(Struct, frozen=True, dict=True):
    """Something that the user can do.

    Attributes:
        id: Its name in the configuration file.
        keys: Its default keys, separated by commas, the one to show first.
        action: The action of the screen, in Textual's form.
        label: One or two words for the footer.
        help: One line, for help and palette.
        group: The heading that it stands under in help.
        where: The places in which it does something.
        footer: Its place in the footer, from the left; 0 keeps it out.
        palette: Whether the palette offers it.
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    group: str
    where: frozenset[Where] = ANYWHERE
    footer: int = 0
    palette: bool = True

    @cached_property
    def binding(self) -> Binding:
        """The key binding; the footer is ours, so Textual's does not show it."""
        swift = self.action.partition("(")[0] in SWIFT
        return Binding(self.keys, self.action, self.label, show=False, priority=swift, id=self.id)


_QUOTES: Final[frozenset[Where]] = frozenset({"quotes", "reader"})
_MOVE, _FILTER, _WORDS, _MARKS = "Move", "Filter", "Words", "Marks"
_VIEW, _PROGRAM = "View", "Program"

COMMANDS: Final = (
    Command("nav.in", "enter,right,l", "into", "in", "go in: event, actor, quote, reader", _MOVE,
            footer=1, palette=False),
    Command("nav.out", "left,h,backspace,escape", "out", "out", "go out, one level", _MOVE,
            EVERYWHERE, footer=2, palette=False),
    Command("nav.down", "down,j", "cursor(1)", "down", "down one row", _MOVE, palette=False),
    Command("nav.up", "up,k", "cursor(-1)", "up", "up one row", _MOVE, palette=False),
    Command("nav.top", "g,home", "top", "first", "to the first row", _MOVE, EVERYWHERE,
            palette=False),
    Command("nav.bottom", "G,end", "bottom", "last", "to the last row", _MOVE, EVERYWHERE,
            palette=False),
    Command("nav.page-down", "pagedown", "page(1)", "page down", "down one page", _MOVE,
            EVERYWHERE, palette=False),
    Command("nav.page-up", "pageup", "page(-1)", "page up", "up one page", _MOVE, EVERYWHERE,
            palette=False),
    Command("nav.half-down", "ctrl+d", "page(0.5)", "half down", "down half a page", _MOVE,
            EVERYWHERE, palette=False),
    Command("nav.half-up", "ctrl+u", "page(-0.5)", "half up", "up half a page", _MOVE,
            EVERYWHERE, palette=False),
    Command("detail.down", "J", "detail(1)", "detail down", "down in the detail", _MOVE,
            palette=False),
    Command("detail.up", "K", "detail(-1)", "detail up", "up in the detail", _MOVE,
            palette=False),
    Command("pane.next", "tab", "pane_by(1)", "next pane", "to the next pane", _MOVE,
            palette=False),
    Command("pane.previous", "shift+tab", "pane_by(-1)", "previous pane", "to the pane before",
            _MOVE, palette=False),
    Command("pane.timeline", "1", "pane('timeline')", "Timeline", "to the Timeline", _MOVE),
    Command("pane.actors", "2", "pane('actors')", "Actors", "to the Actors", _MOVE),
    Command("pane.quotes", "3", "pane('quotes')", "Quotes", "to the Quotes", _MOVE),
    Command("filter.type", "slash", "filter", "filter", "filter by typing", _FILTER, footer=3),
    Command("filter.date", "d", "date", "date", "filter by date, in everyday words", _FILTER,
            footer=8),
    Command("filter.actor", "a", "filter('actor:')", "actor", "filter by actor", _FILTER, footer=9),
    Command("filter.only", "f", "only", "only this", "show only what has to do with this row",
            _FILTER, footer=4),
    Command("filter.not", "F", "exclude", "not this", "leave out this row", _FILTER, footer=10),
    Command("filter.clear", "x", "clear", "clear", "clear the filter", _FILTER, footer=7),
    Command("filter.facets", "c", "facets", "counts",
            "count what is in view: add a value or leave it out", _FILTER, footer=16),
    Command("filter.brush", "b", "brush", "brush", "brush a span of time in the strip", _FILTER,
            footer=17),
    Command("quote.copy", "y", "copy", "copy", "copy with attribution", _WORDS, EVERYWHERE,
            footer=6),
    Command("quote.copy-as", "Y", "copy_as", "copy as", "copy in another form", _WORDS,
            EVERYWHERE, footer=11),
    Command("record.related", "r", "related", "related", "where this row leads", _WORDS,
            EVERYWHERE, footer=5),
    Command("source.open", "o", "open_source", "source", "open the source in the browser", _WORDS,
            EVERYWHERE, footer=12),
    Command("source.text", "O", "source_text", "source text",
            "open the source's own text at these words", _WORDS, EVERYWHERE),
    Command("source.list", "S", "sources", "sources",
            "list the sources, with what rests on each", _WORDS),
    Command("clippings.save", "C", "clippings", "clippings",
            "save the marked quotes, or all in view, as one document", _WORDS),
    Command("view.export", "e", "export", "export",
            "save what is in view in another format", _WORDS),
    Command("mark.toggle", "space", "mark", "mark", "mark this row, or take its mark away", _MARKS,
            EVERYWHERE, footer=13),
    Command("mark.tags", "t", "tags", "tags", "tag this row", _MARKS, EVERYWHERE),
    Command("mark.note", "m", "note", "note", "write a note on this row", _MARKS, EVERYWHERE),
    Command("mark.undo", "U", "undo", "undo", "take back the last mark, tag or note", _MARKS,
            EVERYWHERE),
    Command("quote.last", "p", "last_copied", "copied", "show what was last copied", _WORDS,
            EVERYWHERE),
    Command("view.back", "left_square_bracket", "history(-1)", "back", "to the view before", _VIEW,
            footer=14),
    Command("view.forward", "right_square_bracket", "history(1)", "forward", "to the view after",
            _VIEW),
    Command("pane.zoom", "z", "zoom", "zoom", "give the pane the whole screen", _VIEW, footer=15),
    Command("view.sort", "s", "sort", "sort", "sort this pane", _VIEW, footer=18),
    Command("view.saved", "v", "saved", "views", "saved views: open, save, rename, delete", _VIEW,
            footer=19),
    Command("view.command", "equals_sign", "command", "command",
            "the command that reproduces the view", _VIEW),
    Command("view.zone", "u", "zone", "UTC", "times of day in UTC, or in the dossier's zone",
            _VIEW),
    Command("view.measure", "D", "measure", "measure",
            "measure the time from this event to others", _VIEW, frozenset({"timeline"})),
    Command("view.problems", "exclamation_mark", "problems", "problems",
            "list what is wrong or weak in the dossier, and go there", _PROGRAM),
    Command("view.reload", "f5", "reload", "reload", "read the dossier again", _PROGRAM),
    Command("app.help", "question_mark", "help", "help", "help for this pane", _PROGRAM,
            EVERYWHERE, footer=20),
    Command("app.palette", "ctrl+p", "app.command_palette", "palette", "search all commands",
            _PROGRAM, EVERYWHERE, palette=False),
    Command("app.suspend", "ctrl+z", "app.suspend_process", "suspend",
            "put the program in the background", _PROGRAM, EVERYWHERE, palette=False),
    Command("app.quit", "q", "app.quit", "quit", "quit", _PROGRAM, palette=False),
    Command("reader.down", "down,j", "scroll(1)", "down", "down, then to the next quote", _MOVE,
            frozenset({"reader"}), palette=False),
    Command("reader.up", "up,k", "scroll(-1)", "up", "up, then to the quote before", _MOVE,
            frozenset({"reader"}), palette=False),
    Command("reader.next", "tab,enter,right,l", "turn(1)", "next", "to the next quote", _MOVE,
            frozenset({"reader"}), footer=1, palette=False),
    Command("reader.previous", "shift+tab", "turn(-1)", "previous", "to the quote before", _MOVE,
            frozenset({"reader"}), footer=3, palette=False),
    Command("reader.match", "n", "match(1)", "next match", "to the next word found", _MOVE,
            frozenset({"reader"}), footer=4, palette=False),
    Command("reader.match-back", "N", "match(-1)", "match before", "to the word found before",
            _MOVE, frozenset({"reader"}), palette=False),
    Command("reader.part", "v", "part", "part", "choose a part of the words to copy", _WORDS,
            frozenset({"reader"}), footer=8),
    Command("reader.close", "q", "out", "close", "close the reader", _PROGRAM,
            frozenset({"reader"}), palette=False),
)  # fmt: skip
"""All commands, in the order in which help lists them."""

BY_ID: Final = {command.id: command for command in COMMANDS}


def commands_of(where: Where) -> list[Command]:
    """The commands that do something in a place, in the order of help."""
    return [command for command in COMMANDS if where in command.where]


def bindings_of(*places: Where) -> list[Binding]:
    """The bindings of a screen that has these places."""
    return [command.binding for command in COMMANDS if command.where.intersection(places)]


def footer_of(where: Where) -> list[Command]:
    """The commands that the footer shows in a place, from the left."""
    shown = [command for command in commands_of(where) if command.footer]
    return sorted(shown, key=lambda command: command.footer)


KEY_NAMES: Final = {
    "exclamation_mark": "!", "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$",
    "percent_sign": "%", "ampersand": "&", "apostrophe": "'", "left_parenthesis": "(",
    "right_parenthesis": ")", "asterisk": "*", "plus": "+", "comma": ",", "minus": "-",
    "full_stop": ".", "slash": "/", "colon": ":", "semicolon": ";", "less_than_sign": "<",
    "equals_sign": "=", "greater_than_sign": ">", "question_mark": "?", "at": "@",
    "left_square_bracket": "[", "backslash": "\\", "right_square_bracket": "]",
    "circumflex_accent": "^", "underscore": "_", "grave_accent": "`", "left_curly_bracket": "{",
    "vertical_line": "|", "right_curly_bracket": "}", "tilde": "~",
    "left": "←", "right": "→", "up": "↑", "down": "↓", "escape": "esc", "pagedown": "PgDn",
    "pageup": "PgUp", "home": "Home", "end": "End",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}  # fmt: skip
"""Textual's names of keys, with those that people use where they differ."""


def key_name(key: str) -> str:
    """A key as people write it: "/" for ``slash``."""
    head, plus, last = key.rpartition("+")
    return f"{head}{plus}{KEY_NAMES.get(last, last)}"


def default_key(command: str) -> str:
    """The name of the key that a command has by itself, by the command's id."""
    return keys_of(BY_ID[command], {})[0]


def keys_of(command: Command, keymap: Mapping[str, str]) -> list[str]:
    """The names of a command's keys under a keymap, the one to show first."""
    return [key_name(key.strip()) for key in keymap.get(command.id, command.keys).split(",")]
