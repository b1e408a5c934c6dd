"""The program as its user meets it: what it shows, what it copies, and how it leaves."""

from __future__ import annotations

import random
import re
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import dossier, event, write
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


_HASTE = "/esper\r3jkh1/ kind:paraphrase\rxd2020\rjGljj2G?scroll\r1gjmmine js"
"""Through the filter bar, a date, the panes, help and its search, into a note."""


@pytest.mark.parametrize("seed", range(4))
def test_however_keys_are_cut_up_on_their_way_they_do_the_same(seed: int) -> None:
    with onrecord("--fresh", cols=120, rows=36) as pty:
        ready(pty)
        rest, chance = _HASTE, random.Random(seed)
        while rest:
            length = chance.randint(1, 4 ** (seed + 1))
            pty.send(rest[:length])
            rest = rest[length:]
        pty.wait_for("mine js")
        shown = pty.settle()
    assert "date:2020" in shown
    assert "━Timeline 9" in shown
    assert "Note · 29 Dec 2019  U.S. airstrikes" in shown
    assert not re.search("\\b(scroll|esper|paraphrase:2020)\\b", shown)


def test_a_paste_stays_where_it_was_among_keys() -> None:
    with onrecord("--fresh", cols=120, rows=36) as pty:
        ready(pty)
        pty.send("jj/actor:\x1b[200~esp\x1b[201~er\r")
        pty.wait_for("actor: Mark Esper   x clears")
        pty.send("q?jkl/\x1b[200~words\x1b[201~\r")
        assert pty.wait() == 0
        assert not_restored(pty.raw) == []
        assert "Traceback" not in pty.settle()


def test_a_window_too_small_for_anything_loses_nothing() -> None:
    """The pane, the reader or the filter that is being typed is there again afterwards."""
    with onrecord(cols=120, rows=36) as pty:
        ready(pty)
        for keys, shows in (("3", "━Quotes"), ("/esp", "\n esp\n"), ("er", "\n esper\n")):
            pty.send(keys)
            pty.wait_for(shows)
            pty.resize(20, 5)
            pty.wait_for("needs 40")
            pty.resize(120, 36)
            pty.wait_for(shows)


def test_opening_and_quitting_writes_nothing(tmp_path: Path) -> None:
    """No settings, no state, no cache: a home stays as it was."""
    with onrecord(home=tmp_path) as pty:
        ready(pty)
        pty.press("q")
        assert pty.wait() == 0
    assert [found for found in tmp_path.rglob("*") if not found.is_dir()] == []


def test_looking_leaves_the_dossier_and_its_folder_alone(tmp_path: Path) -> None:
    """No lock, no index, no change: it may lie on a medium that cannot be written."""
    path = write(tmp_path / "d.json", dossier(events=[event(title="Something happened")]))
    before = path.read_bytes(), path.stat().st_mtime_ns
    with onrecord(str(path)) as pty:
        ready(pty)
        pty.press("j", "enter", "enter", "f", "h", "h")
        pty.settle()
        pty.press("q")
        assert pty.wait() == 0
    assert list(tmp_path.iterdir()) == [path]
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
    text = 'theme = "onrecord-light"\n[keys]\n"quote.copy" = "ctrl+y"\n'
    with onrecord() as pty:
        ready(pty)
        assert brightness(pty) < 0x60
    with onrecord("actor:esper", "kind:verbatim", home=settings(tmp_path, text)) as pty:
        ready(pty)
        assert brightness(pty) > 0xA0
        pty.press("3", "y")
        assert " ctrl+y copy" in pty.settle()
        assert osc52_texts(pty.raw) == []
        pty.press("ctrl+y")
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
