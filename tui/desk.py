"""What every screen finds on the desk: inks, signs, keys, and the clipboard."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from store.clean import clean
from tui import clipboard, osc52
from tui.commands import BY_ID, Where, footer_of, keys_of
from tui.config import Config, italics_wanted
from tui.palette import ASCII_SIGNS, DARK, LIGHT, SIGNS, Palette, Signs, variables_for
from tui.text import OneFilter, OutputGuard, TerminalGuard
from tui.widgets.virtual_list import ASCII_GLYPHS, Glyphs

if TYPE_CHECKING:
    from store.marks import Marks
    from tui.verified import Verified

_NOT_OURS: Final = frozenset({"Keys", "Maximize", "Minimize"})


class Desk(App[None]):
    """An app with our themes, keys and clipboard.

    Args:
        config: The user's settings.
    """

    _themes: dict[str, Theme] | None = None

    theme: Reactive[str] = Reactive(DARK.name)
    """The theme. To begin with one and change to ours would mean reading all styles twice."""

    # Without one of our own, Textual binds the palette's key before all others, for good.
    BINDINGS: ClassVar[list[BindingType]] = [BY_ID["app.palette"].binding]

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.copied = ""
        """What was copied last, for pasting into a line of our own."""
        self.copy_outcome: clipboard.Outcome | None = None
        """What became of the last copy; None before the first, and while one is on its way."""
        self.last_form = ""
        """The form in which was copied last, by the menu."""
        self.verified: Verified | None = None
        """The dossier held against its sources' texts, once that is done."""
        self._waiting: deque[events.Event] = deque()
        self._guard, self._no_color, self._monochrome = TerminalGuard(), NoColor(), Monochrome()
        self._filters_in_one = OneFilter((self._guard,))
        self.error_console.push_render_hook(OutputGuard(self.error_console))
        self._inks: Palette | None = None
        chosen = os.environ.get("TEXTUAL_THEME") or config.theme
        if self.get_theme(chosen):
            self.theme = chosen
        self.set_keymap(dict(config.keys))

    # -- looks --------------------------------------------------------------------------------

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and ours."""
        if self._themes is None:  # Textual asks for them several times for every widget it paints
            self._themes = super().available_themes | {theme.name: theme for theme in (DARK, LIGHT)}
        return self._themes

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not have them."""
        return variables_for(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, ours against control characters, and NO_COLOR done right, as one.

        Textual chooses the filter for NO_COLOR once; after a change between a theme of the
        terminal's colours and another, it would paint black on black.
        """
        kept = [f for f in super().get_line_filters() if not isinstance(f, Monochrome | NoColor)]
        if self.no_color:
            kept.append(self._no_color if self.native_ansi_color else self._monochrome)
        if tuple(kept) != self._filters_in_one.parts[:-1]:
            self._filters_in_one = OneFilter((*kept, self._guard))
        return (self._filters_in_one,)

    @property
    def palette(self) -> Palette:
        """The inks of the theme."""
        if self._inks is None:
            self._inks = Palette.of(
                self.get_css_variables(),
                ansi=self.native_ansi_color,
                italics=italics_wanted(self.config),
            )
        return self._inks

    @property
    def signs(self) -> Signs:
        """The signs for things."""
        return ASCII_SIGNS if self.config.ascii_signs else SIGNS

    @property
    def list_glyphs(self) -> Glyphs:
        """The signs of the lists."""
        return ASCII_GLYPHS if self.config.ascii_signs else Glyphs()

    def renew_inks(self) -> bool:
        """Works the inks out anew; whether they are others than before."""
        before, self._inks = self._inks, None
        return self.palette != before

    # -- keys ---------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Sends what is typed on one by one, each when all is done that the last one asked for.

        Textual sends on at once what comes in together, as over a slow line, to whatever has the
        focus then. But of "/esper" only the first key is meant for the list.
        """
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and (self._waiting or not self._is_quiet):
            self._waiting.append(event)
            if len(self._waiting) == 1:
                self.run_worker(self._send_on(), group="keys")
        else:
            await super().on_event(event)

    @property
    def _is_quiet(self) -> bool:
        """Whether no key, nor anything that one has led to, is still on its way."""
        chain = (self.focused or self.screen).ancestors_with_self
        return not any(node.message_queue_size for node in (*chain, *self.screen_stack))

    async def _send_on(self) -> None:
        while self._waiting:
            while not self._is_quiet:  # noqa: ASYNC110 - there is no event for it
                await asyncio.sleep(0)
            await super().on_event(self._waiting[0])
            self._waiting.popleft()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own commands, without those that would rearrange the panes.

        Our help lists the keys, and one of our keys gives a pane all the room.
        """
        for command in super().get_system_commands(screen):
            if command.title not in _NOT_OURS:
                yield command

    def footer(self, where: Where, without: Collection[str] = ()) -> list[tuple[str, str, str]]:
        """The keys that the footer shows in a place: key, meaning, action.

        Args:
            where: The place.
            without: Ids of commands that would do nothing now.
        """
        return [
            (keys_of(command, self.config.keys)[0], command.label, f"screen.{command.action}")
            for command in footer_of(where)
            if command.id not in without
        ]

    def key_of(self, command: str) -> str:
        """The name of a command's key, by the command's id."""
        return keys_of(BY_ID[command], self.config.keys)[0]

    @property
    def marks(self) -> Marks | None:
        """Where the user's marks on the dossier are kept; None keeps none."""
        return None

    # -- clipboard ----------------------------------------------------------------------------

    @property
    def clipboard(self) -> str:
        """What was copied last in this program."""
        return self.copied

    def copy_to_clipboard(self, text: str) -> None:
        """Copies a text; every copy in the program comes through here."""
        self.copied, self.copy_outcome = clean(text), None
        self.run_worker(self._copy(text, ""), group="clipboard", exclusive=True)

    def copy_record(self, words: str, *, paraphrase: bool) -> None:
        """Copies a record, and says so if its words are not the speaker's own."""
        self.copied, self.copy_outcome = clean(words), None
        remark = " (paraphrase)" if paraphrase else ""
        self.run_worker(self._copy(words, remark), group="clipboard", exclusive=True)

    async def _copy(self, words: str, remark: str) -> None:
        send = None if self.is_headless else self._send
        own = self.config.copy_command
        outcome = await clipboard.copy(
            words, env=os.environ, send_osc52=send, own=own, web=self.is_web
        )
        self.copy_outcome = outcome
        verb, rest = outcome.message.split(" ", 1)
        said = f"{verb}{remark} {rest}" if outcome.grade != "failed" else outcome.message
        failed = outcome.grade == "failed"
        self.notify(f"{said}.", severity="warning" if failed else "information", markup=False)

    def _send(self, words: str) -> None:
        super().copy_to_clipboard(words)
        if osc52.may_spill(os.environ):
            self.refresh()

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, or one that gets OSC 52 through GNU screen."""
        return osc52.driver(super().get_driver_class(), os.environ)
