"""The command palette: the same commands, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import FuzzySearch

from tui.commands import COMMANDS, Command


class CommandProvider(Provider):
    """Offers every command that makes sense without a cursor key."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in _offered():
            yield DiscoveryHit(
                Content(_title(command)),
                self._run(command),
                text=_title(command),
                help=command.help,
            )

    async def search(self, query: str) -> Hits:
        """Those that are like what is typed."""
        search = FuzzySearch()
        for command in _offered():
            title = f"{_title(command)}: {command.help}"
            score, places = search.match(query, title)
            if score > 0:
                shown = Content(title)
                for place in places:
                    shown = shown.stylize("bold underline", place, place + 1)
                yield Hit(score, shown, self._run(command), text=title)

    def _run(self, command: Command) -> Callable[[], Coroutine[object, object, None]]:
        return partial(self.screen.run_action, command.action)


def _offered() -> list[Command]:
    return [command for command in COMMANDS if command.palette]


def _title(command: Command) -> str:
    return command.label.capitalize()
