"""The declaration of commands, held against the screens that bind them and against the store."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter

import pytest
from textual.binding import Binding
from textual.keys import format_key
from textual.widget import Widget

from store import filters, listing
from tui import arguments
from tui.app import OnrecordApp
from tui.commands import (
    BY_ID,
    COMMANDS,
    EVERYWHERE,
    PANES,
    Command,
    Where,
    bindings_of,
    commands_of,
    footer_of,
    key_name,
    keys_of,
)
from tui.screens.explorer import Explorer
from tui.screens.reader import Reader

SCREENS: dict[Where, type[Widget]] = {**dict.fromkeys(PANES, Explorer), "reader": Reader}
ACTION = re.compile(r"(?:(app)\.)?(\w+)(?:\((.*)\))?\Z")
GROUPS = ("Move", "Filter", "Words", "Marks", "View", "Program")


def test_ids_are_unique() -> None:
    assert set(Counter(command.id for command in COMMANDS).values()) == {1}
    assert dict(BY_ID) == {command.id: command for command in COMMANDS}
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)?", command.id) for command in COMMANDS)


@pytest.mark.parametrize("where", sorted(EVERYWHERE))
def test_a_key_does_one_thing_in_a_place(where: Where) -> None:
    keys = Counter(key for command in commands_of(where) for key in command.keys.split(","))
    assert set(keys.values()) == {1}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_action_exists_where_it_is_bound(command: Command) -> None:
    parts = ACTION.match(command.action)
    assert parts is not None
    app, name, given = parts.groups()
    for where in command.where:
        owner = OnrecordApp if app else SCREENS[where]
        action = getattr(owner, f"action_{name}", None)
        assert callable(action), f"{owner.__name__} has no action_{name}"
        values = ast.literal_eval(f"({given},)") if given else ()
        inspect.signature(action).bind(None, *values)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_shown(command: Command) -> None:
    assert command.label
    assert len(command.label) <= 14
    assert command.help
    assert len(command.help) <= 60
    assert not command.help.endswith(".")
    assert command.group in GROUPS
    assert command.where
    assert command.where <= EVERYWHERE
    binding = command.binding
    assert (binding.key, binding.action, binding.id) == (command.keys, command.action, command.id)
    assert not binding.show


@pytest.mark.parametrize(("screen", "places"), [(Explorer, PANES), (Reader, ("reader",))])
def test_screens_bind_the_commands_of_their_places(
    screen: type[Explorer | Reader], places: tuple[Where, ...]
) -> None:
    bound = {
        binding.id
        for base in screen.__mro__
        for binding in base.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id in BY_ID
    }
    assert bound == {one.id for one in COMMANDS if one.where.intersection(places)}
    assert [one.id for one in bindings_of(*places)] == [
        one.id for one in COMMANDS if one.where.intersection(places)
    ]


@pytest.mark.parametrize("where", sorted(EVERYWHERE))
def test_the_footer_has_an_order(where: Where) -> None:
    footer = footer_of(where)
    places = [command.footer for command in footer]
    assert places == sorted(places)
    assert 0 not in places
    assert set(Counter(places).values()) == {1}
    for wanted in ("nav.out", "app.help"):
        assert BY_ID[wanted] in footer


def test_the_keys_of_the_design() -> None:
    wanted = {
        "slash": "filter.type", "d": "filter.date", "a": "filter.actor", "f": "filter.only",
        "F": "filter.not", "x": "filter.clear", "y": "quote.copy", "Y": "quote.copy-as",
        "r": "record.related", "o": "source.open", "left_square_bracket": "view.back",
        "right_square_bracket": "view.forward", "z": "pane.zoom", "question_mark": "app.help",
        "ctrl+p": "app.palette", "q": "app.quit", "ctrl+z": "app.suspend", "1": "pane.timeline",
        "2": "pane.actors", "3": "pane.quotes", "tab": "pane.next", "shift+tab": "pane.previous",
        "enter": "nav.in", "right": "nav.in", "l": "nav.in", "left": "nav.out", "h": "nav.out",
        "backspace": "nav.out", "escape": "nav.out", "j": "nav.down", "k": "nav.up",
        "down": "nav.down", "up": "nav.up", "g": "nav.top", "home": "nav.top", "G": "nav.bottom",
        "end": "nav.bottom", "pageup": "nav.page-up", "pagedown": "nav.page-down",
        "ctrl+d": "nav.half-down", "ctrl+u": "nav.half-up",
    }  # fmt: skip
    for where in PANES:
        keys = {key: one.id for one in commands_of(where) for key in one.keys.split(",")}
        assert {key: keys.get(key) for key in wanted} == wanted


def test_keys_have_the_names_that_people_use() -> None:
    assert [key_name(key) for key in ("slash", "ctrl+p", "escape", "G", "pagedown", "f5")] == [
        "/", "ctrl+p", "esc", "G", "PgDn", "F5",
    ]  # fmt: skip
    assert keys_of(BY_ID["quote.copy"], {}) == ["y"]
    assert keys_of(BY_ID["quote.copy"], {"quote.copy": "c, question_mark"}) == ["c", "?"]
    for command in COMMANDS:
        for key in command.keys.split(","):
            if "_" in key or key == "slash":
                assert key_name(key) == format_key(key)


def test_what_is_said_twice_agrees() -> None:
    assert set(arguments.FIELDS) == set(filters.FIELDS)
    assert tuple(arguments.FIELDS) == tuple(dict.fromkeys(arguments.FIELDS))
    assert arguments.LISTINGS == listing.TABLES
    assert {one: listing.formats_of(one) for one in listing.TABLES} == arguments.FORMATS_OF
