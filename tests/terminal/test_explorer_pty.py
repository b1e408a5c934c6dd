"""The program as its user meets it: what it shows, what it copies, and how it leaves."""

from __future__ import annotations

import re
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import dossier, event, quote, write
from tests.terminal.harness import Pty, osc52_texts
from tests.terminal.program import (
    ALTERNATE,
    CURSOR,
    ONRECORD,
    OPEN,
    REPORTS,
    modes,
    not_restored,
    onrecord,
    ready,
)

if TYPE_CHECKING:
    from pathlib import Path

linux_only = pytest.mark.skipif(sys.platform == "win32", reason="job control of POSIX")


def test_it_opens_the_dossier_that_it_brings() -> None:
    with onrecord(cols=120, rows=36) as pty:
        shown = ready(pty)
        assert "Attack on the U.S. embassy in Baghdad" in shown
        assert "12 events · 30 actors · 10 quotes" in shown
        assert re.search(r"29 Dec +U\.S\. airstrikes on Kata'ib", shown)
        assert "paraphrase: The airstrikes are to be" in shown
        assert modes(pty.raw)[ALTERNATE]
        assert not modes(pty.raw)[CURSOR]
        assert {mode for mode, on in modes(pty.raw).items() if on} & REPORTS


def test_q_quits_and_leaves_the_terminal_as_it_was() -> None:
    with onrecord() as pty:
        pty.wait_for(OPEN)
        pty.press("q")
        assert pty.wait() == 0
        assert not_restored(pty.raw) == []


def test_the_words_leave_with_their_speaker_and_day() -> None:
    """Over ssh, where no tool of the far machine will do: by the terminal, and once."""
    far = {"SSH_TTY": "/dev/pts/0"}
    with onrecord("actor:esper", "kind:verbatim", env=far) as pty:
        ready(pty)
        pty.press("3", "y")
        pty.wait_for("Sent to your terminal")
        pty.press("q")
        assert pty.wait() == 0
        (copied,) = osc52_texts(pty.raw)
    assert "“the game has changed”" in copied
    assert "Mark Esper" in copied
    assert "2 January 2020" in copied


def test_a_paraphrase_never_leaves_in_quotation_marks() -> None:
    with onrecord("id:pompeo-leaders") as pty:
        ready(pty)
        pty.press("3", "y")
        pty.wait_for("(paraphrase)")
        (copied,) = osc52_texts(pty.raw)
    assert "Mike Pompeo" in copied
    assert "Hadi al-Amiri, Falih Alfayyadh, Qais Khazali and Abu Mahdi al-Muhandis" in copied
    assert not set(copied) & set('“”"')


@linux_only
def test_ctrl_z_hands_the_terminal_back_and_fg_takes_it_again() -> None:
    job = (
        "set -m\n"  # job control, as at a prompt
        'stty -a | grep -o " -\\?echo "\n'
        '"$@"\n'
        'echo "[stopped $?]"; stty -a | grep -o " -\\?echo "\n'
        "read go\n"
        "fg >/dev/null\n"
        'echo "[ended $?]"; stty -a | grep -o " -\\?echo "\n'
    )
    with Pty(["sh", "-c", job, "sh", *ONRECORD]) as pty:
        ready(pty)
        pty.press("ctrl+z")
        pty.wait_for(lambda _: b"[stopped " in pty.raw)
        pty.settle()
        asleep = pty.raw
        stops = [f"[stopped {128 + number}]" for number in (signal.SIGTSTP, signal.SIGSTOP)]
        assert any(stop.encode() in asleep for stop in stops)
        assert not_restored(asleep) == []
        pty.press("enter")
        pty.wait_for(lambda _: OPEN.encode() in pty.raw[len(asleep) :])
        again = pty.raw
        assert modes(again)[ALTERNATE]
        assert not modes(again)[CURSOR]
        pty.settle()
        pty.press("3")
        pty.wait_for(lambda text: "━Quotes" in text)
        pty.press("q")
        assert pty.wait() == 0
        assert b"[ended 0]" in pty.raw
        assert not_restored(pty.raw) == []
        echoes = re.findall(rb"(-?)echo ?\r\n", pty.raw)
        assert echoes == [b"", b"", b""]


@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 143), ("SIGHUP", 129)])
@pytest.mark.parametrize(
    "keys", [[], ["3", "enter"], ["slash", "?"]], ids=["panes", "reader", "help"]
)
def test_a_signal_ends_it_in_good_order(name: str, status: int, keys: list[str]) -> None:
    with onrecord() as pty:
        ready(pty)
        pty.press(*keys)
        pty.settle(quiet=0.2)
        pty.signal(getattr(signal, name))
        assert pty.wait() == status
        assert not_restored(pty.raw) == []


def test_keys_that_come_all_at_once_are_all_heeded() -> None:
    """As over a slow line: each acts on what the one before it has made."""
    with onrecord("type:attack", cols=120, rows=36) as pty:
        ready(pty)
        pty.send("jlGljly")  # the attack, its last actor, the second statement, into the reader
        shown = pty.wait_for("Sent (paraphrase)")
        assert "Quote 2 of 2" in shown
        pty.wait_for(lambda _: bool(osc52_texts(pty.raw)))
        assert "Responsibility for the attack" in osc52_texts(pty.raw)[0]
        pty.send("qhhh?quit")
        shown = pty.wait_for("Keys · Timeline")
        assert "copy" not in pty.settle().partition("╭")[2].partition("╰")[0]
        pty.press("escape")
        pty.wait_for(lambda text: "╭" not in text)
        pty.send("xd2020")
        pty.wait_for("date:2020")
        pty.wait_for("9 of 12 events")
        pty.press("escape")
        pty.wait_for(lambda text: "\n no filter" in text)


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


def test_looking_writes_nothing(tmp_path: Path) -> None:
    """No settings, no state, no cache, no lock: neither at home nor beside the dossier."""
    home, folder = tmp_path / "home", tmp_path / "dossiers"
    home.mkdir()
    folder.mkdir()
    path = write(folder / "d.json", dossier(events=[event(title="Something happened")]))
    before = path.read_bytes(), path.stat().st_mtime_ns
    with onrecord(str(path), home=home) as pty:
        pty.wait_for("Something happened")
        pty.press("j", "enter", "enter", "q")
        pty.settle()
        pty.press("q")
        assert pty.wait() == 0
    assert [found for found in home.rglob("*") if not found.is_dir()] == []
    assert list(folder.iterdir()) == [path]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def settings(home: Path, text: str) -> Path:
    """A home with a settings file in it."""
    folder = home / ".config" / "onrecord"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return home


def brightness(pty: Pty) -> int:
    """How bright the background of the screen's last cell is, from 0 to 255."""
    return max(bytes.fromhex(pty.cell(79, 23).bg))


@pytest.mark.skipif(sys.platform != "linux", reason="the settings lie elsewhere")
def test_settings_change_a_key_and_the_theme(tmp_path: Path) -> None:
    text = 'theme = "onrecord-light"\n[keys]\n"quote.copy" = "c"\n'
    with onrecord() as pty:
        ready(pty)
        assert brightness(pty) < 0x60
    with onrecord("actor:esper", "kind:verbatim", home=settings(tmp_path, text)) as pty:
        ready(pty)
        assert brightness(pty) > 0xA0
        pty.press("3", "y")
        assert " c copy" in pty.settle()
        assert osc52_texts(pty.raw) == []
        pty.press("c")
        pty.wait_for(lambda _: bool(osc52_texts(pty.raw)))
        assert "the game has changed" in osc52_texts(pty.raw)[0]


@pytest.mark.skipif(sys.platform != "linux", reason="the settings lie elsewhere")
def test_settings_that_are_wrong_are_told_and_hurt_nothing(tmp_path: Path) -> None:
    text = 'colour = "red"\n[keys]\n"quote.copy" = "q"\n"no.such" = "c"\n'
    with onrecord(home=settings(tmp_path, text), cols=120, rows=40) as pty:
        ready(pty)
        for complaint in ("“colour” is no setting", "“no.such” is no command", "share the key"):
            pty.wait_for(complaint)
        assert " y copy" in pty.settle()
        pty.press("q")
        assert pty.wait() == 0


def test_a_pipe_gets_words_instead_of_a_screen() -> None:
    with Pty(["sh", "-c", '"$@" | cat; "$@" </dev/null; echo "[$?]"', "sh", *ONRECORD]) as pty:
        pty.wait_for(OPEN)  # the screen is drawn on stderr, so a pipe at stdout hinders nobody
        pty.press("q")
        pty.wait_for("[2]")
        assert "the explorer needs a terminal" in pty.text
        assert pty.wait() == 0
        assert not_restored(pty.raw) == []
