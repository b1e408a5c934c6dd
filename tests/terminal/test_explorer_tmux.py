"""The whole way by keys alone, inside tmux as it comes: from an event to the words, and back."""

from __future__ import annotations

import re

import pytest

from tests.terminal.harness import Tmux, osc52_texts
from tests.terminal.program import ONRECORD, OPEN

LEADERS = {"Abu Mahdi al-Muhandis", "Falih Alfayyadh", "Hadi al-Amiri", "Qais Khazali"}


def flat(screen: str) -> str:
    """The words of a screen, frames and line ends taken out."""
    return " ".join(re.sub("[─━│╭╮╰╯▌▏▐]", " ", screen).split())


def pane(screen: str, name: str) -> str:
    """The part of a screen below a pane's title, as wide as its rule."""
    lines = screen.splitlines()
    top, rule = next((n, line) for n, line in enumerate(lines) if f"━{name}" in line)
    left = rule.index(f"━{name}")
    width = len(rule[left:].split("─", 1)[0])
    return "\n".join(line[left : left + width] for line in lines[top + 1 :])


def to_the_words(tmux: Tmux) -> None:
    """From the opened dossier to what Pompeo said of the four, in the reader."""
    tmux.wait_for(OPEN)
    tmux.send_keys("j", "j", "j", "j")
    tmux.wait_for(lambda screen: "31 December 2019 · Green Zone, Baghdad, Iraq" in flat(screen))
    tmux.send_keys("Enter")
    cast = flat(pane(tmux.wait_for("━Actors in it 7"), "Actors"))
    assert re.search(
        r"attacker ▲ Kata'ib.* ○ PMF supp.* target □ U\.S\. emb.* present ● .*Khazali .*"
        r"spoke about it ● AP reporter .*● .*Pompeo",
        cast,
    )
    tmux.send_keys("G")
    tmux.wait_for("said by Mike Pompeo")
    tmux.send_keys("Right")
    tmux.wait_for("━Quotes · Mike Pompeo 2")
    tmux.send_keys("Down", "Enter")
    read = flat(tmux.wait_for("Quote 2 of 2"))
    assert "Responsibility for the attack lies with" in read
    assert all(name in read for name in LEADERS)
    assert "Mike Pompeo, U.S. Secretary of State" in read
    assert "paraphrase: not the speaker's words" in read


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (160, 48)])
def test_from_the_attack_to_the_words_and_back(cols: int, rows: int) -> None:
    with Tmux(ONRECORD, cols=cols, rows=rows) as tmux, tmux.attach(cols=cols, rows=rows) as outside:
        to_the_words(tmux)
        outside.wait_for("Quote 2 of 2")  # tmux drops what a terminal does not keep up with
        outside.settle()
        tmux.send_keys("y")
        outside.wait_for("Copied (paraphrase)")
        outside.wait_for(lambda _: bool(osc52_texts(outside.raw)))
        copied = tmux.buffer()
        assert osc52_texts(outside.raw) == [copied]
        assert re.match(r"Mike Pompeo, .*named.*\(paraphrase\): Responsibility", copied)
        assert all(name in copied for name in LEADERS)
        assert not set('“”"') & set(copied)
        tmux.send_keys("Escape")
        tmux.wait_for(lambda screen: "━Quotes · Mike Pompeo 2" in screen and "╭" not in screen)
        tmux.send_keys("Left")
        tmux.wait_for("━Actors in it 7")
        tmux.send_keys("h")
        tmux.wait_for("━Timeline")
        tmux.wait_for("Quotes 3")
        tmux.send_keys("BSpace")
        tmux.wait_for("Quotes 10")
        tmux.send_keys("Escape")
        tmux.wait_for("Nothing further out. q quits.")
        tmux.send_keys("q")
        outside.wait()


def test_the_size_may_change_on_the_way() -> None:
    """What is selected stays, whatever the window is made."""
    with Tmux(ONRECORD, cols=160, rows=48) as tmux:
        to_the_words(tmux)
        for cols, rows in ((80, 24), (50, 15), (30, 10), (200, 60), (100, 30)):
            tmux.run("resize-window", "-t", "main:", "-x", str(cols), "-y", str(rows))
            tmux.wait_for("Quote 2 of 2")
        tmux.send_keys("Escape")
        tmux.wait_for(lambda screen: "▌● Mike Pompeo named" in screen and "╭" not in screen)
