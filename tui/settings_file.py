"""The settings that concern no screen: the file they stand in, and the house style."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from store.errors import UsageError
from store.house import House, parse_house
from tui.user_folders import config_path

_HOUSE = ("marks", "dates", "style")


def read_settings(path: Path) -> tuple[dict[str, Any], str]:
    """The settings, and what is wrong with the file; empty when nothing is."""
    if not path.exists():
        return {}, ""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, f"{path} cannot be read: {error}"


def house_settings(settings: Mapping[str, Any], complaints: list[str]) -> dict[str, str]:
    """The settings of the house style that can be used.

    Args:
        settings: All settings.
        complaints: Takes what is wrong with those of the house style, a sentence each.
    """
    wanted = settings.get("house", {})
    if not isinstance(wanted, dict):
        complaints.append("house must be a table")
        return {}
    kept = {}
    for name, value in wanted.items():
        if name not in _HOUSE:
            complaints.append(f"“{name}” is no setting of the house style")
            continue
        try:
            parse_house(**{name: str(value)})
        except UsageError as error:
            complaints.append(str(error))
        else:
            kept[name] = str(value)
    return kept


def house_for(given: Mapping[str, str]) -> House:
    """The house style of a command: what it is given, else what the settings say.

    Args:
        given: Values by setting; an empty one is not given.

    Raises:
        UsageError: A value is none of those that there are.
    """
    settings, _ = read_settings(config_path())
    said = house_settings(settings, [])
    return parse_house(**(said | {name: value for name, value in given.items() if value}))
