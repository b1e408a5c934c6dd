"""The command palette: the same commands, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import FuzzySearch

from tui.commands import COMMANDS, Command
from tui.screens.record_screen import RecordScreen


class CommandProvider(Provider):
    """Offers every command that makes sense without a cursor key."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in self._offered():
            yield DiscoveryHit(
                Content(_title(command)),
                self._run(command),
                text=_title(command),
                help=command.help,
            )

    async def search(self, query: str) -> Hits:
        """Those that are like what is typed."""
        search = FuzzySearch()
        for command in self._offered():
            title = f"{_title(command)}: {command.help}"
            score, places = search.match(query, title)
            if score > 0:
                shown = Content(title)
                for place in places:
                    shown = shown.stylize("bold underline", place, place + 1)
                yield Hit(score, shown, self._run(command), text=title)

    def _offered(self) -> list[Command]:
        """The commands that do something on the screen that the palette lies over."""
        screen = self.screen
        where = screen.where if isinstance(screen, RecordScreen) else ""
        return [command for command in COMMANDS if command.palette and where in command.where]

    def _run(self, command: Command) -> Callable[[], Coroutine[object, object, None]]:
        return partial(self.screen.run_action, command.action)


def _title(command: Command) -> str:
    return command.label.capitalize()
