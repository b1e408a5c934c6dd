"""When it goes wrong: what is said, where, with which status, and in which state it leaves all."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import dossier, event, quote, write
from tests.terminal.harness import Pty
from tests.terminal.program import not_restored, onrecord, ready

if TYPE_CHECKING:
    from pathlib import Path

CRASHING = """
import sys
from tui.cli import main
from tui.screens.explorer import Explorer

def crash(self):
    quotes = self.seen.corpus.quotes
    found = next(quote for quote in quotes if "PAYLOAD" in quote.text)
    words = found.text
    raise ValueError(f"cannot show {words}")

Explorer.action_zoom = crash
sys.exit(main(sys.argv[1:]))
"""


def test_a_crash_says_so_and_lets_no_record_act_on_the_terminal(tmp_path: Path) -> None:
    """What Python says of a failure may hold the words that it failed on."""
    bad = "PAYLOAD\x1b]52;c;UFdORUQ=\x07\x1b]0;PWNED\x1b\\\x1b[31337m\x9d0;PWNED\x9c\u202eend"
    path = write(tmp_path / "bad.json", dossier(events=[event()], quotes=[quote(text=bad)]))
    with Pty([sys.executable, "-c", CRASHING, str(path)], cols=120, rows=50) as pty:
        ready(pty)
        before = len(pty.raw)
        pty.press("z")
        assert pty.wait() == 1
        said = pty.raw[before:]
    assert not_restored(pty.raw) == []
    assert b"ValueError" in said
    assert b"PAYLOAD" in said
    assert b"\x1b]" not in said
    assert b"\x1b[31337m" not in said
    assert re.search(rb"\x1b(?!\[[0-9;?<>=]*[A-Za-z])", said) is None
    text = said.decode()
    assert not [char for char in text if 0x80 <= ord(char) < 0xA0 or char == "\u202e"]


WRONG = {
    "nowhere.json": (None, 3, "there is no such file"),
    "broken.json": ('{"events": {"1": {"id": ', 3, "this is not JSON"),
    "list.json": ("[1, 2]", 3, "no dossier"),
    "picture.json": ("\x89PNG\x00\x01", 3, "this is not JSON"),
    "deep.json": ("[" * 100_000, 3, "nested too deeply"),
    "future.json": ('{"dossier": {"1": {"format": 99, "id": "x", "title": "X"}}}', 3, "99"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_no_dossier_is_said_on_the_users_own_screen(
    tmp_path: Path, name: str
) -> None:
    content, status, reason = WRONG[name]
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with onrecord(str(tmp_path / name), cols=160) as pty:
        assert pty.wait() == status
        last = pty.raw.rpartition(b"\x1b")[2].decode()
    assert not_restored(pty.raw) == []
    assert name in last
    assert reason in last
    assert "Traceback" not in pty.text


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["bogus:x"], "no field"),
        (["actor:esprr"], "Esper"),
        (["kind:verbatm"], "verbatim"),
        (["date:tomorrow"], "date"),
        (['"never closed'], "quotation mark"),
        (["--bogus"], "--help"),
    ],
)
def test_a_filter_that_cannot_be_read_is_said_on_the_users_own_screen(
    words: list[str], reason: str
) -> None:
    with onrecord(*words, cols=160) as pty:
        assert pty.wait() == 2
        assert reason in pty.raw.rpartition(b"\x1b")[2].decode()
    assert not_restored(pty.raw) == []
    assert "Traceback" not in pty.text
