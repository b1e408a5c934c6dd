"""The user's settings: ``config.toml`` in the configuration folder (XDG on Linux).

    theme = "onrecord-light"
    italics = false          # true, false, or leave it out: off where it shows as reverse video
    signs = "ascii"          # or "unicode"
    copy-command = "pbcopy"  # reads what is copied; words of a command line, or a list of them

    [house]
    marks = "uk"             # quotation marks: us, uk, de, fr ...
    dates = "iso"            # or "long" (2 January 2020), "us" (Jan. 2, 2020)
    style = "chicago"        # of references: plain, chicago, apa, mla, harvard

    [keys]
    "quote.copy" = "w"       # an id from the table of keys, and one or more keys

What is wrong is reported and passed over; nothing is ever written here.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from tui.commands import BY_ID, COMMANDS, KEY_NAMES, Where

if TYPE_CHECKING:
    from store.house import House

_KEY: Final = re.compile(r"(?:(?:ctrl|shift|alt|super|meta)\+)*(?:[a-z_0-9]{2,}|[^\s,+]|\+)\Z")
_WRITTEN: Final = {name.lower(): key for key, name in KEY_NAMES.items()} | {"return": "enter"}
_NAMED: Final = frozenset({*KEY_NAMES, "enter", "tab", "space", "backspace", "delete", "insert"})


class Config(Struct, frozen=True):
    """The settings.

    Attributes:
        theme: A theme's name; empty for ours.
        italics: Whether reported speech is set in italics; None leaves it to the terminal's name.
        ascii_signs: Whether signs are letters, for terminals that draw others two cells wide.
        keys: Keys of commands, by id, that differ from the defaults.
        complaints: What is wrong in the file, a sentence each.
        copy_command: The command line of the user's own clipboard tool; empty when there is none.
        house_style: What the user says of the house style, by setting.
    """

    theme: str = ""
    italics: bool | None = None
    ascii_signs: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    copy_command: tuple[str, ...] = ()
    house_style: Mapping[str, str] = field(default_factory=dict)

    @property
    def house(self) -> House:
        """The house style."""
        from store.house import parse_house  # with the first copy, not with the first paint

        return parse_house(**self.house_style)


def read_config(path: Path) -> Config:
    """Reads the settings; a file that is not there means the defaults."""
    if not path.exists():
        return Config()
    from tui.settings_file import house_settings, read_settings  # most users have no settings

    settings, complaint = read_settings(path)
    if complaint:
        return Config(complaints=(complaint,))
    complaints: list[str] = []
    known = {"theme", "italics", "signs", "copy-command", "house", "keys"}
    complaints += [f"“{name}” is no setting" for name in settings if name not in known]
    theme, italics, signs = (settings.get(name) for name in ("theme", "italics", "signs"))
    if theme is not None and not isinstance(theme, str):
        complaints.append("theme must be a name in quotation marks")
        theme = None
    if italics is not None and not isinstance(italics, bool):
        complaints.append("italics must be true or false")
        italics = None
    if signs not in (None, "ascii", "unicode"):
        complaints.append('signs must be "ascii" or "unicode"')
    keys = settings.get("keys", {})
    if not isinstance(keys, dict):
        complaints.append("keys must be a table")
        keys = {}
    command = _checked_command(settings.get("copy-command"), complaints)
    checked = _checked_keys(keys, complaints)
    house = house_settings(settings, complaints)
    return Config(
        theme or "", italics, signs == "ascii", checked, tuple(complaints), command, house
    )


def _checked_command(wanted: object, complaints: list[str]) -> tuple[str, ...]:
    """A command line as words; a string is taken apart as a shell would, but no shell runs it."""
    if wanted is None:
        return ()
    import shlex  # most users have no command of their own

    try:
        words = shlex.split(wanted) if isinstance(wanted, str) else wanted
    except ValueError as error:
        complaints.append(f"copy-command cannot be taken apart: {error}")
        return ()
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        complaints.append("copy-command must be a program's name, or a list of words")
        return ()
    if not words or not words[0] or any("\0" in word for word in words):
        complaints.append("copy-command names no program")
        return ()
    program = str(Path(words[0]).expanduser()) if words[0].startswith("~/") else words[0]
    return (program, *words[1:])


def _checked_keys(wanted: Mapping[str, object], complaints: list[str]) -> dict[str, str]:
    """The keys that can be used; those that cannot are told and left at their defaults."""
    keys: dict[str, str] = {}
    for name, value in wanted.items():
        if name not in BY_ID:
            complaints.append(f"“{name}” is no command")
            continue
        parts = (
            [_normal(part.strip()) for part in value.split(",")] if isinstance(value, str) else []
        )
        wrong = [part for part in parts if not _is_key(part)]
        if not parts or wrong:
            said = wrong[0] if wrong else value
            complaints.append(f"“{said}” is no key (for {name})")
            continue
        keys[name] = ",".join(parts)
    clashes = _clashes(keys)
    complaints += clashes
    return {} if clashes else keys


def _normal(key: str) -> str:
    """A key as Textual names it; the names that the program shows are understood too."""
    if key == "+" or key.endswith("++"):
        return f"{key[:-1].lower()}plus"
    head, plus, last = key.rpartition("+")
    head = head.lower()
    # A capital letter is a key of its own, but not together with ctrl.
    last = last if len(last) == 1 and "ctrl" not in head else last.lower()
    return f"{head}{plus}{_WRITTEN.get(last, last)}"


def _is_key(key: str) -> bool:
    last = key.rpartition("+")[2] or key
    return bool(_KEY.match(key)) and (len(last) == 1 or last in _NAMED)


def _clashes(keys: Mapping[str, str]) -> list[str]:
    """Keys that two commands of one place would share, over the merged map."""
    found: dict[str, None] = {}
    places: tuple[Where, ...] = ("timeline", "reader")
    for place in places:
        users: dict[str, list[str]] = defaultdict(list)
        for command in COMMANDS:
            if place in command.where:
                for key in keys.get(command.id, command.keys).split(","):
                    users[key].append(command.id)
        for key, ids in users.items():
            if len(ids) > 1:
                found[f"{' and '.join(ids)} share the key “{key}”; the default keys are used"] = (
                    None
                )
    return list(found)


def italics_wanted(config: Config, terminal: str | None = None) -> bool:
    """Whether to use italics: GNU screen and the Linux console show them as reverse video."""
    if config.italics is not None:
        return config.italics
    name = os.environ.get("TERM", "") if terminal is None else terminal
    return not name.startswith(("screen", "linux", "dumb"))
