"""The twin without a screen as a process, and what the bundled dossier holds."""

from __future__ import annotations

import csv
import io
import json
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from store import filters
from store.corpus import Corpus
from store.views import InView, evaluate
from tests.terminal.harness import require

ROOT = Path(__file__).resolve().parents[2]
EMBASSY = ROOT / "assets" / "dossiers" / "embassy.json"
ONRECORD = [sys.executable, "-m", "tui.cli"]
COUNTS = {"events": 12, "actors": 30, "quotes": 10, "sources": 1, "links": 6}


class Ran(NamedTuple):
    status: int
    out: str
    err: str


class Program:
    """The program in a working folder of its own, which is empty at first."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self.folder, self.env = folder, env

    def __call__(self, *words: str, stdin: int = subprocess.DEVNULL) -> Ran:
        done = subprocess.run(
            [*ONRECORD, *words],
            cwd=self.folder,
            env=self.env,
            stdin=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def complete(self, *words: str) -> set[str]:
        """What bash would offer for the last word."""
        typed = " ".join(map(shlex.quote, ("onrecord", *words)))
        status, out, err = self.shell(
            "source <(onrecord completions bash)\n"
            f"COMP_WORDS=({typed}); COMP_CWORD={len(words)}\n"
            "_onrecord; printf '%s\\n' \"${COMPREPLY[@]}\""
        )
        assert (status, err) == (0, "")
        return set(out.split("\n")) - {""}

    def shell(self, line: str) -> Ran:
        """A line of the shell in which ``onrecord`` is the program; the status is the program's."""
        program = " ".join(map(shlex.quote, ONRECORD))
        done = subprocess.run(
            [require("bash"), "-c", f'set -o pipefail; onrecord() {{ {program} "$@"; }}\n{line}'],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def seen(corpus: Corpus, text: str) -> InView:
    return evaluate(corpus, filters.parse(text), text)


def documents(seen: InView, table: str) -> list[dict[str, Any]]:
    """The stored documents of what is in view, out of the file by the json module alone."""
    stored = json.loads(EMBASSY.read_text(encoding="utf-8"))[table].values()
    records = getattr(seen.corpus, table)
    order = [records[row].id for row in getattr(seen, table)]
    return sorted(
        (one for one in stored if one["id"] in order), key=lambda one: order.index(one["id"])
    )


def cells(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text, newline="")))
