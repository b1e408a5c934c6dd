"""Where settings and what the user makes are kept."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path, user_data_path


def config_path() -> Path:
    """Where the settings are looked for."""
    return user_config_path("onrecord") / "config.toml"


def views_folder() -> Path:
    """Where saved views and the last place in each dossier are kept."""
    return user_data_path("onrecord") / "views"


def marks_folder() -> Path:
    """Where the user's marks, tags and notes are kept."""
    return user_data_path("onrecord") / "marks"
