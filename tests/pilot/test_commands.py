"""Every command does what it says, by each of its keys, in each place where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.pilot.driving import Driver, exploring
from tui.commands import BY_ID, COMMANDS, PANES, Command

Key = tuple[str, str]


@dataclass(frozen=True)
class Trial:
    """What is pressed before, and what is seen after the key of the command."""

    sees: Callable[[Driver], object]
    wants: object
    before: str = ""
    size: tuple[int, int] = (120, 36)
    filter: str = ""


def event(driver: Driver) -> str | None:
    return driver.selected[0]


def screen(driver: Driver) -> str:
    return driver.screen


def pane(driver: Driver) -> str:
    return driver.pane


def timeline_cursor(driver: Driver) -> int:
    return driver.timeline.cursor


def detail_line(driver: Driver) -> int:
    return driver.explorer.board.detail.top


def filter_text(driver: Driver) -> str:
    return driver.filter_text


def typed(driver: Driver) -> str | None:
    return driver.bar.line.value if driver.bar.line.has_focus else None


def asks_for_a_date(driver: Driver) -> bool:
    return typed(driver) == "" and driver.screen_text.partition(" date ")[2].startswith("dec 2019")


def measured_from(driver: Driver) -> int | None:
    pen = driver.explorer.pen
    return None if pen is None else pen.measured


def panes_shown(driver: Driver) -> list[str]:
    return [n for n, p in zip(PANES, driver.explorer.board.lists, strict=True) if p.display]


def copied(driver: Driver) -> str:
    return driver.app.copied[:22]


def footer(driver: Driver) -> str:
    if screen(driver) == "Reader":
        return driver.text_of(driver.reader.query_one("#reader-keys"))
    return driver.footer.strip()


def return_code(driver: Driver) -> int | None:
    return driver.app.return_code


def toasts(driver: Driver) -> list[str]:
    return driver.toasts


def reader_line(driver: Driver) -> int:
    return round(driver.reader.query_one("ReaderBody").scroll_offset.y)


def reader_title(driver: Driver) -> str:
    return str(driver.reader.query_one("#reader").border_title)


def suspended(driver: Driver) -> int:
    return driver.app.suspended


LOW = (80, 12)
"""A terminal in which the reader scrolls: it has room for five lines."""

TRIALS: dict[Key, Trial] = {
    ("nav.in", "explorer"): Trial(pane, "actors"),
    ("nav.out", "explorer"): Trial(event, None, "j"),
    ("nav.down", "explorer"): Trial(event, "airstrikes"),
    ("nav.up", "explorer"): Trial(event, "airstrikes", "j j"),
    ("nav.top", "explorer"): Trial(event, None, "j j"),
    ("nav.bottom", "explorer"): Trial(event, "white-house-visits"),
    ("nav.page-down", "explorer"): Trial(lambda d: timeline_cursor(d) > 4, True),
    ("nav.page-up", "explorer"): Trial(lambda d: timeline_cursor(d) < 8, True, "G"),
    ("nav.half-down", "explorer"): Trial(lambda d: 1 < timeline_cursor(d) < 7, True),
    ("nav.half-up", "explorer"): Trial(lambda d: 6 < timeline_cursor(d) < 12, True, "G"),
    ("detail.down", "explorer"): Trial(detail_line, 1, "j"),
    ("detail.up", "explorer"): Trial(detail_line, 0, "j J"),
    ("pane.next", "explorer"): Trial(pane, "actors"),
    ("pane.previous", "explorer"): Trial(pane, "quotes"),
    ("pane.timeline", "explorer"): Trial(pane, "timeline", "tab"),
    ("pane.actors", "explorer"): Trial(pane, "actors"),
    ("pane.quotes", "explorer"): Trial(pane, "quotes"),
    ("filter.type", "explorer"): Trial(typed, ""),
    ("filter.date", "explorer"): Trial(asks_for_a_date, True),
    ("filter.actor", "explorer"): Trial(typed, "actor:"),
    ("filter.only", "explorer"): Trial(filter_text, "event:airstrikes", "j"),
    ("filter.not", "explorer"): Trial(filter_text, "-event:airstrikes", "j"),
    ("filter.clear", "explorer"): Trial(filter_text, "", "j f"),
    ("filter.facets", "explorer"): Trial(screen, "FacetScreen"),
    ("filter.brush", "explorer"): Trial(
        lambda d: bool(d.explorer.board.strip and d.explorer.board.strip.has_focus), True
    ),
    ("quote.copy", "explorer"): Trial(copied, "Adil Abdul-Mahdi, Iraq", "3"),
    ("quote.copy-as", "explorer"): Trial(screen, "CopyMenu", "3"),
    ("quote.last", "explorer"): Trial(screen, "CopiedScreen", "3 y"),
    ("source.text", "explorer"): Trial(
        footer, "There is no text of its source beside the dossier.", "j"
    ),
    ("source.list", "explorer"): Trial(screen, "SourcesScreen"),
    ("clippings.save", "explorer"): Trial(screen, "ClippingsScreen"),
    ("view.export", "explorer"): Trial(screen, "ExportScreen"),
    ("mark.toggle", "explorer"): Trial(lambda d: len(d.seen.marks), 1, "j"),
    ("mark.tags", "explorer"): Trial(screen, "TagsScreen", "j"),
    ("mark.note", "explorer"): Trial(screen, "NoteScreen", "j"),
    ("mark.undo", "explorer"): Trial(lambda d: len(d.seen.marks), 0, "j space"),
    ("record.related", "explorer"): Trial(screen, "Menu", "j"),
    ("source.open", "explorer"): Trial(footer, "The source has no web address.", "j"),
    ("view.back", "explorer"): Trial(filter_text, "", "j f"),
    ("view.forward", "explorer"): Trial(filter_text, "event:airstrikes", "j f ["),
    ("pane.zoom", "explorer"): Trial(panes_shown, ["actors"], "2"),
    ("view.sort", "explorer"): Trial(screen, "Menu"),
    ("view.saved", "explorer"): Trial(screen, "SavedScreen"),
    ("view.command", "explorer"): Trial(screen, "CommandDialog"),
    ("view.zone", "explorer"): Trial(footer, "Times of day are shown in UTC."),
    ("view.measure", "explorer"): Trial(measured_from, 3, "j j j j"),
    ("view.problems", "explorer"): Trial(screen, "Problems"),
    ("view.reload", "explorer"): Trial(toasts, ["The dossier was read again."]),
    ("app.help", "explorer"): Trial(screen, "Help"),
    ("app.palette", "explorer"): Trial(screen, "CommandPalette"),
    ("app.suspend", "explorer"): Trial(suspended, 1),
    ("app.quit", "explorer"): Trial(return_code, 0),
    ("nav.out", "reader"): Trial(screen, "Explorer"),
    ("nav.top", "reader"): Trial(reader_line, 0, "j j", LOW),
    ("nav.bottom", "reader"): Trial(lambda d: reader_line(d) > 2, True, "", LOW),
    ("nav.page-down", "reader"): Trial(lambda d: reader_line(d) > 2, True, "", LOW),
    ("nav.page-up", "reader"): Trial(reader_line, 0, "j j j", LOW),
    ("nav.half-down", "reader"): Trial(lambda d: 0 < reader_line(d) < 4, True, "", LOW),
    ("nav.half-up", "reader"): Trial(reader_line, 0, "j", LOW),
    ("quote.copy", "reader"): Trial(copied, "Adil Abdul-Mahdi, Iraq"),
    ("quote.copy-as", "reader"): Trial(screen, "CopyMenu"),
    ("quote.last", "reader"): Trial(screen, "CopiedScreen", "y"),
    ("source.text", "reader"): Trial(footer, "There is no text of its source beside the dossier."),
    ("mark.toggle", "reader"): Trial(lambda d: len(d.seen.marks), 1),
    ("mark.tags", "reader"): Trial(screen, "TagsScreen"),
    ("mark.note", "reader"): Trial(screen, "NoteScreen"),
    ("mark.undo", "reader"): Trial(lambda d: len(d.seen.marks), 0, "space"),
    ("reader.part", "reader"): Trial(screen, "PartScreen"),
    ("record.related", "reader"): Trial(screen, "Menu"),
    ("source.open", "reader"): Trial(footer, "The source has no web address."),
    ("app.help", "reader"): Trial(screen, "Help"),
    ("app.palette", "reader"): Trial(screen, "CommandPalette"),
    ("app.suspend", "reader"): Trial(suspended, 1),
    ("reader.down", "reader"): Trial(reader_line, 1, "", LOW),
    ("reader.up", "reader"): Trial(reader_line, 1, "j j", LOW),
    ("reader.next", "reader"): Trial(reader_title, "Quote 2 of 10"),
    ("reader.previous", "reader"): Trial(reader_title, "Quote 1 of 10", "tab"),
    ("reader.match", "reader"): Trial(footer, "match 2 of 2 in this quote", "n", filter="guns"),
    ("reader.match-back", "reader"): Trial(
        footer, "match 1 of 2 in this quote", "n n", filter="guns"
    ),
    ("reader.close", "reader"): Trial(screen, "Explorer"),
}

PLACED: list[tuple[Command, str]] = [
    *((command, "explorer") for command in COMMANDS if command.where.intersection(PANES)),
    *((command, "reader") for command in COMMANDS if "reader" in command.where),
]


def test_every_command_is_tried_in_every_place() -> None:
    assert {(command.id, place) for command, place in PLACED} == set(TRIALS)


@pytest.mark.parametrize(
    ("command", "place"), PLACED, ids=[f"{command.id}-{place}" for command, place in PLACED]
)
async def test_first_key_does_it(command: Command, place: str, tmp_path: Path) -> None:
    trial = TRIALS[command.id, place]
    async with exploring(
        size=trial.size, filter=trial.filter, views=tmp_path / "views", marks=tmp_path / "marks"
    ) as driver:
        before = ["3", "enter"] if place == "reader" else []
        await driver.press(*before, *trial.before.split())
        await driver.settle()
        # A trial that holds before the key is pressed would prove nothing.
        assert trial.sees(driver) != trial.wants
        await driver.press(command.keys.split(",")[0])
        if driver.app.return_code is None:
            await driver.settle()
        assert trial.sees(driver) == trial.wants


@pytest.mark.parametrize("place", ["explorer", "reader"])
async def test_every_key_is_bound_to_its_command(place: str) -> None:
    async with exploring() as driver:
        if place == "reader":
            await driver.press("3", "enter")
        bound = {key: active.binding.id for key, active in driver.app.active_bindings.items()}
        wanted = {
            key: command.id
            for command, where in PLACED
            if where == place
            for key in command.keys.split(",")
        }
        assert {key: bound.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("keys", ["enter", "right", "l"])
async def test_every_key_that_goes_in_and_out(keys: str) -> None:
    out = {"enter": "escape", "right": "left", "l": "h"}[keys]
    async with exploring() as driver:
        await driver.press("j", keys, keys, keys)
        assert screen(driver) == "Reader"
        await driver.press(out)
        assert pane(driver) == "quotes"
        await driver.press(out, "backspace")
        assert pane(driver) == "timeline"


PALETTE = [one for one in COMMANDS if one.palette and "timeline" in one.where]


async def test_palette_offers_every_command_by_its_help() -> None:
    async with exploring() as driver:
        await driver.press("ctrl+p")
        found = driver.app.screen.query_one(OptionList)
        for command in PALETTE:
            driver.app.screen.query_one(Input).value = f"{command.label}: {command.help}"
            await driver.settle()
            prompts = [str(option.prompt) for option in found.options]
            assert f"{command.label.capitalize()}: {command.help}" in prompts[0]


@pytest.mark.parametrize("name", ["filter.only", "quote.copy-as", "pane.zoom", "view.back"])
async def test_palette_runs_a_command(name: str) -> None:
    trial = TRIALS[name, "explorer"]
    async with exploring() as driver:
        await driver.press(*trial.before.split(), "ctrl+p")
        driver.app.screen.query_one(Input).value = BY_ID[name].help
        await driver.settle()
        await driver.press("enter")
        await driver.settle()
        assert trial.sees(driver) == trial.wants


async def test_palette_runs_a_command_over_the_reader() -> None:
    async with exploring() as driver:
        await driver.press("3", "enter", "ctrl+p")
        driver.app.screen.query_one(Input).value = BY_ID["quote.copy"].help
        await driver.settle()
        await driver.press("enter")
        await driver.settle()
        assert screen(driver) == "Reader"
        assert driver.app.copied.startswith("Adil Abdul-Mahdi")


@pytest.mark.parametrize(
    ("keys", "name", "offered"),
    [("", "reader.part", False), ("3 enter", "reader.part", True), ("3 enter", "view.sort", False)],
)
async def test_palette_offers_nothing_that_does_nothing_here(
    keys: str, name: str, offered: bool
) -> None:
    async with exploring() as driver:
        await driver.press(*keys.split(), "ctrl+p")
        await driver.settle()
        driver.app.screen.query_one(Input).value = BY_ID[name].help
        await driver.settle()
        found = driver.app.screen.query_one(OptionList)
        assert any(BY_ID[name].help in str(one.prompt) for one in found.options) == offered


async def test_palette_offers_nothing_that_rearranges_the_panes() -> None:
    async with exploring() as driver:
        titles = {one.title for one in driver.app.get_system_commands(driver.app.screen)}
        assert titles == {"Theme", "Quit", "Screenshot"}
