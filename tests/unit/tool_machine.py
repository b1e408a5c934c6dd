"""Clipboard tools of a test's own: shell scripts that take, refuse, hang and lie."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tui.clipboard import Outcome, copy

if TYPE_CHECKING:
    from pathlib import Path

SENT = "Sent to your terminal, which may refuse it; also kept in {}"

TAKES = 'cat > "{took}"; echo "$@" > "{took}.args"'
REFUSES = "cat > /dev/null; exit 1"
REFUSES_UNREAD = "exit 1"
HANGS = 'echo $$ > "{took}.pid"; sleep 600 & echo $! >> "{took}.pid"; wait'
LEAVES_A_CHILD = 'cat > "{took}"; (sleep 5; true) & exit 0'
TAKES_LITTLE = "head -c 10 > /dev/null"
CHATTERS = 'cat > "{took}"; head -c 5000000 /dev/zero; head -c 5000000 /dev/zero >&2'
COMPLAINS = 'cat > "{took}"; echo out; echo err >&2'


class Machine:
    """A folder of stand-in programs, and the environment that finds only them."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.saved = folder / "state" / "deep" / "clipboard.txt"
        self.env = {"PATH": str(self.bin)}
        self.terminal: list[str] = []
        for tool in ("cat", "sleep", "head"):
            real = shutil.which(tool)
            assert real is not None
            (self.bin / tool).symlink_to(real)

    def install(self, name: str, does: str = TAKES) -> None:
        script = self.bin / name
        script.write_text("#!/bin/sh\n" + does.format(took=self.took(name)) + "\n")
        script.chmod(0o755)

    def took(self, name: str) -> Path:
        return self.bin.parent / f"{name}.took"

    def args(self, name: str) -> str:
        return (self.bin.parent / f"{name}.took.args").read_text().removesuffix("\n")

    async def copy(self, text: str, *own: str, web: bool = False) -> Outcome:
        send = self.terminal.append
        return await copy(text, env=self.env, send_osc52=send, own=own, web=web, save_to=self.saved)
