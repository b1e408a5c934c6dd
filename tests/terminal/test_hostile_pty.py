"""No word of a dossier may act: the raw bytes of a terminal, after all has been looked at."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pytest

from store.forms import FORMS
from tests.builders import dossier, event, quote, write
from tests.terminal.harness import Pty, osc52_texts
from tests.terminal.hostile import ATTACKS, HOSTILE, STOLEN, found_acting, tables, text
from tests.terminal.program import ALTERNATE, modes, not_restored, onrecord, ready

if TYPE_CHECKING:
    from pathlib import Path

ALWAYS = ("words", "attributed", "markdown", "reference", "wiki", "html", "latex", "json")


def look(pty: Pty, *keys: str) -> str:
    """Presses keys one after the other, each seen through to the screen it leads to."""
    for key in keys:
        pty.press(key)
        # A lone escape is known as such only when nothing follows it for a while.
        pty.settle(quiet=0.25 if key == "escape" else 0.06)
        assert modes(pty.raw)[ALTERNATE], "the program has ended"
    return pty.text


def copied(pty: Pty, times: int, _: str) -> bool:
    """Whether so many copies have been made."""
    return len(osc52_texts(pty.raw)) == times


def test_the_search_finds_what_it_is_for() -> None:
    """Each attack, sent as it is, is seen: else the tests below would prove nothing."""
    harmless = {"[@click", "العربية", "\u200b\u2060", "a\u0301"}
    for attack in ATTACKS:
        if not any(attack.startswith(start) for start in harmless) and attack != "\ud800 \udfff":
            assert found_acting(attack.encode()), ascii(attack)
    assert found_acting("␛]52;c;plain [31337m words".encode()) == []
    with pytest.raises(UnicodeDecodeError):
        found_acting("\ud800".encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(("cols", "rows"), [(120, 36), (70, 20)])
def test_everything_is_looked_at_and_nothing_acts(tmp_path: Path, cols: int, rows: int) -> None:
    path = write(tmp_path / "d.json", tables())
    with onrecord(str(path), cols=cols, rows=rows, env={"SSH_TTY": "/dev/pts/9"}) as pty:
        ready(pty)
        look(pty, "!", "j", "G", "escape")
        look(pty, "j", "j", "j", "G", "g", "j", "J", "J", "J", "z", "z")
        look(pty, "r", "j", "escape", "f", "[", "F", "[", "x")
        look(pty, "g", "j", "enter", "j", "j", "J", "r", "escape", "y", "Y", "escape")
        look(pty, "enter", "j", "J", "J", "enter", "j", "pagedown", "G", "tab", "r", "escape", "?")
        look(pty, "escape", "y", "Y", *["down"] * len(FORMS), "enter", "escape", "3", "f", "F", "x")
        look(pty, "/", *"actor:n", "tab", "escape", "/", *"tag:", "down", "enter", "x")
        look(pty, "/", *"event:", "down", "enter", "escape", "a", "down", "tab", "escape")
        look(pty, "ctrl+p", *"quo", "escape", "?", *"cop", "escape", "o", "f5")
        for size, sign in (((10, 3), "needs"), ((200, 50), "␛"), ((cols, rows), "␛")):
            pty.resize(*size)
            pty.wait_for(sign)
        look(pty, "escape", "escape", "escape", "escape")
        pty.settle()
        pty.press("q")
        assert pty.wait() == 0
        assert found_acting(pty.raw) == []
        assert not_restored(pty.raw) == []


def test_every_form_of_every_record_is_copied_harmless(tmp_path: Path) -> None:
    """A copy is pasted into a shell, an editor, a chat: it acts there no more than here."""
    path = write(tmp_path / "d.json", tables())
    with onrecord(str(path), cols=120, rows=36, env={"SSH_TTY": "/dev/pts/9"}) as pty:
        ready(pty)
        made = 0
        for pane in "123":
            look(pty, pane, "j")
            # The other forms are made of sources, which these records do not cite.
            for form in ("y", *(f"Y{FORMS[name].key}" for name in ALWAYS)):
                pty.send(form)
                made += 1
                pty.wait_for(partial(copied, pty, made))
        pty.settle()
        assert found_acting(pty.raw) == []
        assert all("␛" in words or "\\u001b" in words for words in osc52_texts(pty.raw))


def test_a_click_on_words_runs_nothing(tmp_path: Path) -> None:
    words = "[@click=app.quit]here[/] [@click=app.bell]there[/]"
    made = dossier(events=[event(title=f"Event {words}")], quotes=[quote(text=f"Quote {words}")])
    with onrecord(str(write(tmp_path / "d.json", made)), cols=160) as pty:
        ready(pty)
        look(pty, "3", "enter")
        spots = [
            (match.start() + 1, row)
            for row, line in enumerate(pty.display, 1)
            for match in re.finditer("here|app", line)
        ]
        assert len(spots) > 3
        for column, row in spots:
            pty.send(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
        pty.settle()
        assert b"\x07" not in re.sub(rb"\x1b\][^\x07]*\x07", b"", pty.raw)
        look(pty, "escape", "escape")
        assert "Event [@click=app.quit]here[/]" in pty.text


def test_a_quote_of_200_kilobytes_is_shown_at_once_and_copied_whole(tmp_path: Path) -> None:
    long = ("A word \x1b]0;owned title\x07 " * 12_000)[:200_000] + "END"
    made = dossier(events=[event()], quotes=[quote(text=long, events=["e1"])])
    with onrecord(str(write(tmp_path / "d.json", made)), env={"SSH_TTY": "/dev/pts/9"}) as pty:
        ready(pty)
        look(pty, "3", "J", "enter", "pagedown", "G")
        pty.wait_for("END")
        pty.press("y")
        pty.wait_for(lambda _: bool(osc52_texts(pty.raw)))
        pty.settle()
        assert found_acting(pty.raw) == []
        (whole,) = osc52_texts(pty.raw)
        assert whole.count("A word ␛]0;owned title␇") == long.count("title\x07")
        assert "END" in whole


def test_what_a_wrong_command_line_says_is_harmless_too() -> None:
    """A file's name or a filter may be pasted from anywhere."""
    attack = HOSTILE.replace("\x00", "").encode("utf-8", "replace").decode()
    for words in (
        [f"actor:{attack}"],
        [f'bogus:"{attack}"'],
        [f"kind:{attack}"],
        [f"date:{attack}"],
        [f'"{attack}'],
        [f"--{attack}".replace(" ", "")],
        [f"/nowhere/{attack}.json"[:200]],
        ["check", attack],
        ["completions", attack],
        ["events", "--format", attack],
    ):
        with onrecord(*words) as pty:
            assert pty.wait() in {2, 3}, words
            assert "onrecord: " in pty.text or "onrecord: " in pty.raw.decode()
            assert found_acting(pty.raw) == [], words


def test_a_hostile_filter_is_a_chip_and_no_more(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", tables())
    attack = text(3).replace("\x00", "").replace('"', "").encode("utf-8", "replace").decode()
    with onrecord(str(path), f'-"{attack}"', cols=160) as pty:
        ready(pty)
        look(pty, "/", "escape", "x")
        assert found_acting(pty.raw) == []


@pytest.mark.parametrize("table", ["events", "actors", "quotes", "sources", "links", "check"])
def test_lists_on_a_terminal_are_harmless(tmp_path: Path, table: str) -> None:
    path = write(tmp_path / "d.json", tables())
    forms = ["table", "json", "jsonl", "csv", "md"] if table != "check" else ["table", "json"]
    for form in forms:
        with onrecord(table, str(path), "--format", form) as pty:
            assert pty.wait() in {0, 1}
            assert re.search(r"␛|\\u001b", pty.raw.decode()), form
            assert found_acting(pty.raw) == [], form
            assert STOLEN not in osc52_texts(pty.raw)
