"""Terminals in terminals: GNU screen, tmux and ssh, each inside the one before."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.terminal.emulator import Pty
from tests.terminal.surroundings import clean_env, require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What ssh takes along by default: the terminal's name, and nothing of what stands round it.
_SSH = 'exec env -i TERM="{term}" SSH_TTY=/dev/pts/0 {kept} "$@"'
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SCREENDIR", "SYSSCREENRC", "TMUX_TMPDIR")


class Nest:
    """A command inside layers, and the terminal outside them all.

    Every screen and tmux has default settings and a server of its own, which ends with the nest.

    Args:
        layers: From the outside inwards, in one text: ``screen``, ``tmux``, ``tmux:on`` (with
            ``set-clipboard on``), and ``ssh``, which is only what it does to the environment;
            ``ssh:vt220`` for one who names the terminal so.
        argv: The command line.
        cols: Width in cells.
        rows: Height in cells.
        env: Added to the clean environment of the outermost.

    Attributes:
        outside: The terminal outside.
        home: The command's home.
    """

    def __init__(
        self,
        layers: str,
        argv: Sequence[str],
        *,
        cols: int = 160,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
    ) -> None:
        for layer in layers.split():
            require(layer.partition(":")[0] if layer[:3] != "ssh" else "env")
        self._folder = tempfile.TemporaryDirectory(prefix="nest-")
        self.home = Path(self._folder.name)
        sockets = {"SCREENDIR": str(self.home / "s"), "TMUX_TMPDIR": str(self.home)}
        (self.home / "s").mkdir(mode=0o700)
        self._env = {**(env or {}), **sockets, "SYSSCREENRC": "/dev/null"}
        self._ends: list[list[str]] = []
        for number, layer in reversed(list(enumerate(layers.split()))):
            argv = self._within(layer, f"n{number}", argv)
        self.outside = Pty(argv, cols=cols, rows=rows, env=self._env, home=self.home)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _within(self, layer: str, name: str, argv: Sequence[str]) -> list[str]:
        layer, _, setting = layer.partition(":")
        if layer == "ssh":
            kept = " ".join(f'{variable}="${variable}"' for variable in _KEPT)
            return ["sh", "-c", _SSH.format(term=setting or "$TERM", kept=kept), "sh", *argv]
        if layer == "screen":
            self._ends.append(["screen", "-S", name, "-X", "quit"])
            return ["screen", "-c", "/dev/null", "-S", name, *argv]
        settings = self.home / f"{name}.conf"
        settings.write_text("set -s set-clipboard on\n" if setting == "on" else "")
        tmux = ["tmux", "-L", name, "-f", str(settings)]
        self._ends.append([*tmux, "kill-server"])
        # Several words would be run without a shell; one is what a user would type.
        return [*tmux, "new-session", shlex.join(argv)]

    def close(self) -> None:
        """End all servers and all in them."""
        for end in self._ends:
            env = clean_env(self.home, self._env)
            subprocess.run(end, env=env, capture_output=True, timeout=20, check=False)
        self.outside.close(grace=0)
        self._folder.cleanup()
