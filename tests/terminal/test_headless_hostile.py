"""What the twin prints of text that means ill."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests.builders import actor, dossier, event, link, quote, source, write
from tests.terminal.harness import Pty
from tests.terminal.headless import (
    ONRECORD,
    ROOT,
    Program,
)

HOSTILE = "a\x1b[31mb\x1b]52;c;aGk=\x07 \x9b2J\u202e[/b] [sic] \x00\x7f\u2028 e\u200bnd\r\n\tz"
SAFE_CONTROLS = set("\r\n")


def hostile_dossier() -> dict[str, Any]:
    return dossier(
        events=[
            event("e1", title=HOSTILE, when=HOSTILE),
            event("e2", participants=[{"role": "x"}]),
        ],
        actors=[actor("a1", name=HOSTILE)],
        quotes=[quote("q1", text=HOSTILE, speaker="a1", events=[HOSTILE])],
        sources=[source("s1", csl={"title": HOSTILE})],
        links=[link("l1", "e1", "e2", note=HOSTILE)],
        **{HOSTILE: HOSTILE},
    )


def controls(raw: bytes) -> set[str]:
    """Everything in a terminal's input that could act on it or hide in it."""
    text = raw.decode()
    return {
        char
        for char in text
        if (not char.isprintable() and char != " " and char not in SAFE_CONTROLS)
    }


@pytest.mark.parametrize("line", [
    "events", "actors", "quotes", "sources", "links", "quotes --format md", "quotes --format csv",
    "quotes --format jsonl", "check", "check --format json", "quotes actor:\x1b[31m",
])  # fmt: skip
def test_a_terminal_gets_no_control_characters(onrecord: Program, line: str) -> None:
    path = write(onrecord.folder / "h.json", hostile_dossier())
    command, *words = line.split()
    with Pty([*ONRECORD, command, str(path), *words], cwd=ROOT, cols=200) as pty:
        pty.wait()
        assert controls(pty.raw) == set()
        assert b"Traceback" not in pty.raw
        assert pty.raw.strip()


def test_json_on_a_terminal_is_still_the_same_json(onrecord: Program) -> None:
    tables = hostile_dossier()
    path = write(onrecord.folder / "h.json", tables)
    with Pty([*ONRECORD, "quotes", str(path), "--format", "json"], cwd=ROOT, cols=200) as pty:
        assert pty.wait() == 0
        assert controls(pty.raw) == set()
        said, _, printed = pty.raw.decode().replace("\r\n", "\n").partition("\n")
    assert said.startswith("onrecord: ")
    assert json.loads(printed) == [tables["quotes"]["1"]]


def test_a_pipe_gets_the_text_as_it_is(onrecord: Program) -> None:
    write(onrecord.folder / "h.json", hostile_dossier())
    done = subprocess.run(
        [*ONRECORD, "quotes", "h.json", "--format", "csv"],
        cwd=onrecord.folder, env=onrecord.env, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert HOSTILE.encode() in done.stdout
    assert controls(done.stderr) == set()
