"""What every test of the explorer stands on: no settings or clipboard of the machine's own."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

_FOREIGN = (
    "DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY",
    "WSL_DISTRO_NAME", "TERMUX_VERSION", "NO_COLOR", "TEXTUAL_THEME", "VTE_VERSION", "TERM_PROGRAM",
)  # fmt: skip


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An environment without a desktop, with folders of the test's own."""
    for name in _FOREIGN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    yield
    gc.unfreeze()  # the program freezes what it has opened, which is of no use to the next test


class Clipboard:
    """A clipboard tool of the test's own, and what it was given last."""

    def __init__(self, folder: Path) -> None:
        self._kept = folder / "clipboard"
        self.folder = folder / "bin"
        self.folder.mkdir()
        tool = self.folder / "xclip"
        tool.write_text(f'#!/bin/sh\nexec /bin/cat > "{self._kept}"\n')
        tool.chmod(0o755)

    @property
    def text(self) -> str:
        """What was copied last."""
        return self._kept.read_text(encoding="utf-8")


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clipboard:
    """The only clipboard there is."""
    clipboard = Clipboard(tmp_path)
    monkeypatch.setenv("PATH", str(clipboard.folder))
    monkeypatch.setenv("DISPLAY", ":77")
    return clipboard
