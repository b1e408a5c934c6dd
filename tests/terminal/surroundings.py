"""What a program under test finds around it: a clean environment, and the tools it needs."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping


def require(tool: str) -> str:
    """The path of a program; without it the test is skipped, but fails where CI must have it."""
    if path := shutil.which(tool):
        return path
    reason = f"{tool} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def clean_env(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment with a terminal and a home, and nothing of a desktop, tmux or ssh."""
    xdg = {
        f"XDG_{name}": str(home / folder)
        for name, folder in (
            ("CONFIG_HOME", ".config"),
            ("DATA_HOME", ".local/share"),
            ("STATE_HOME", ".local/state"),
            ("CACHE_HOME", ".cache"),
            ("RUNTIME_DIR", ".run"),
        )
    }
    for folder in xdg.values():
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "TMPDIR": tempfile.gettempdir(),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "HOME": str(home),
        **xdg,
        **(extra or {}),
    }
