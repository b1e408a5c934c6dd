"""The clipboard: what a copy comes to, and what is said about it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.unit.tool_machine import REFUSES, SENT, Machine
from tui.clipboard import Outcome, copy, limit, size_note
from tui.osc52 import LIMIT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


async def test_a_tool_confirms(machine: Machine) -> None:
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip")
    outcome = await machine.copy("“Ä,” she said.\nTwice.\n\n")
    assert outcome == Outcome("confirmed", "xclip", "Copied to the clipboard (xclip)")
    assert machine.took("xclip").read_bytes() == "“Ä,” she said.\nTwice.".encode()
    assert machine.took("xclip").with_name("xclip.took.args").read_text() == (
        "-selection clipboard -in\n"
    )
    assert machine.terminal == []
    assert not machine.saved.exists()


async def test_the_words_are_cleaned(machine: Machine) -> None:
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip")
    await machine.copy("a\x1b]0;x\x07\u202e\ud800\r\nb\r\n")
    assert machine.took("xclip").read_text(encoding="utf-8") == "a␛]0;x␇◊�\nb"


async def test_windows_gets_utf_16_without_a_byte_order_mark(machine: Machine) -> None:
    machine.env["WSL_DISTRO_NAME"] = "Debian"
    machine.install("clip.exe")
    outcome = await machine.copy("Ä 😀")
    assert outcome.how == "clip.exe"
    assert machine.took("clip.exe").read_bytes() == "Ä 😀".encode("utf-16-le")


async def test_tmux_alone(machine: Machine) -> None:
    machine.env["TMUX"] = "/tmp/t,1,0"
    machine.install("tmux")
    outcome = await machine.copy("words")
    assert outcome == Outcome(
        "confirmed",
        "tmux",
        "Copied to tmux's buffer, and sent to your terminal, which may refuse it",
    )
    assert machine.took("tmux").read_text() == "words"
    assert machine.took("tmux").with_name("tmux.took.args").read_text() == "load-buffer -w -\n"


async def test_tmux_beside_a_local_tool_gets_the_words_too(machine: Machine) -> None:
    machine.env |= {"TMUX": "/tmp/t,1,0", "DISPLAY": ":0"}
    machine.install("xclip")
    machine.install("tmux")
    outcome = await machine.copy("words")
    assert outcome.how == "xclip"
    assert machine.took("tmux").read_text() == "words"
    assert machine.took("tmux").with_name("tmux.took.args").read_text() == "load-buffer -\n"


SHOWN_IN = (
    'case "$1" in display-message) echo {term};;'
    ' *) cat >"{{took}}"; echo "$@" >>{{took}}.args;; esac'
)


@pytest.mark.parametrize(
    ("term", "calls", "said"),
    [
        ("xterm-256color", ["load-buffer -w -"], "sent to your terminal, which may refuse it"),
        ("tmux-256color", ["load-buffer -w -"], "passes it on under “set-clipboard on” only"),
        ("screen.xterm-256color", ["load-buffer -"], "GNU screen, round tmux, lets nothing out"),
        # either of the two: what is GNU screen's share may have spoilt the screen
        ("screen-256color", ["load-buffer -w -", "refresh-client"], "which may refuse it"),
    ],
)
async def test_what_stands_round_tmux(
    machine: Machine, term: str, calls: list[str], said: str
) -> None:
    machine.env["TMUX"] = "/tmp/t,1,0"
    machine.install("tmux", SHOWN_IN.format(term=term))
    outcome = await machine.copy("words")
    assert (outcome.grade, outcome.how) == ("confirmed", "tmux")
    assert outcome.message.endswith(said)
    assert machine.args("tmux").splitlines() == calls


async def test_tmux_takes_more_than_the_terminal(machine: Machine) -> None:
    machine.env["TMUX"] = "/tmp/t,1,0"
    machine.install("tmux")
    outcome = await machine.copy("x" * (LIMIT + 1))
    assert outcome.grade == "confirmed"
    assert outcome.message.endswith("74,995 bytes are too long for most terminals, 74,994 are safe")


@pytest.mark.parametrize("tmux", [None, REFUSES])
async def test_a_local_tool_confirms_whatever_tmux_does(machine: Machine, tmux: str | None) -> None:
    machine.env |= {"TMUX": "/tmp/t,1,0", "DISPLAY": ":0"}
    machine.install("xclip")
    if tmux:
        machine.install("tmux", tmux)
    assert (await machine.copy("words")).grade == "confirmed"


async def test_no_tool_at_all(machine: Machine) -> None:
    said = SENT.format(machine.saved)
    assert await machine.copy("words\n") == Outcome("sent", "osc52", said, machine.saved)
    assert machine.terminal == ["words"]
    assert machine.saved.read_text() == "words"
    assert machine.saved.stat().st_mode & 0o777 == 0o600


async def test_what_was_sent_but_cannot_be_kept(machine: Machine) -> None:
    machine.saved.mkdir(parents=True)
    outcome = await machine.copy("words")
    assert (outcome.grade, outcome.saved) == ("sent", None)
    assert outcome.message == (
        "Sent to your terminal, which may refuse it; could not be kept in "
        f"{machine.saved}: Is a directory"
    )


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"STY": "1.pts-0", "TERM": "screen.xterm-256color"}, "Sent through GNU screen to your"),
        ({"STY": "1.pts-0", "TERM": "xterm"}, "Sent through GNU screen to your terminal"),
        # over ssh from within one: nothing but TERM comes along
        ({"TERM": "screen.xterm-256color"}, "Sent through GNU screen to your terminal"),
        ({"TERM": "tmux-256color"}, "Sent to tmux, which passes it on under “set-clipboard on”"),
        ({"TERM": "screen-256color"}, "Sent to your terminal, which may refuse it"),
    ],
)
async def test_what_stands_between_is_named(
    machine: Machine, env: dict[str, str], said: str
) -> None:
    machine.env |= env
    outcome = await machine.copy("words")
    assert outcome.grade == "sent"
    assert outcome.message.startswith(said)
    assert outcome.saved == machine.saved


async def test_the_browser_gets_it_and_never_the_server(machine: Machine) -> None:
    machine.env |= {"DISPLAY": ":0", "TMUX": "/tmp/t,1,0", "VTE_VERSION": "7000"}
    machine.install("xclip")
    machine.install("tmux")
    outcome = await machine.copy("words", web=True)
    assert (outcome.grade, outcome.how) == ("sent", "osc52")
    assert "browser" in outcome.message
    assert machine.terminal == ["words"]
    assert not machine.took("xclip").exists()
    assert not machine.took("tmux").exists()


@pytest.mark.parametrize(
    ("env", "text", "why"),
    [
        ({"STY": "1.pts-0", "VTE_VERSION": "7402"}, "words", "this terminal takes none"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "words", "this terminal takes none"),
        ({"VTE_VERSION": "7402"}, "words", "this terminal takes none"),
        ({"TERM": "linux"}, "words", "no clipboard"),
        ({"TMUX": "/tmp/t,1,0"}, "words", "tmux did not take it"),
        ({}, "é" * (LIMIT // 2 + 1), "74,996 bytes are too long for most terminals"),
    ],
)
async def test_when_it_would_be_lost_it_is_saved(
    machine: Machine, env: dict[str, str], text: str, why: str
) -> None:
    machine.env |= env
    outcome = await machine.copy(text + "\n")
    assert outcome.grade == "failed"
    assert outcome.saved == machine.saved
    assert str(machine.saved) in outcome.message
    assert why in outcome.message
    assert machine.terminal == [text]
    assert machine.saved.read_text(encoding="utf-8") == text


def test_the_limit_is_known_beforehand(machine: Machine) -> None:
    env, long = machine.env, "é" * (LIMIT // 2 + 1)
    assert limit(env) == limit({**env, "STY": "1", "TERM": "screen.xterm"}) == LIMIT == 74_994
    assert size_note("x" * 12_345, env) == "12,345 characters"
    assert size_note("é\n", env) == "1 character"
    assert size_note(long, env) == "37,498 characters; over what this terminal takes"
    assert limit(env, web=True) is None
    assert limit(env, ("mine",)) == LIMIT
    machine.install("mine")
    assert limit(env, ("mine",)) is None
    assert size_note(long, env, ("mine",)) == "37,498 characters"
    machine.install("tmux")
    assert limit({**env, "TMUX": "t"}) == LIMIT
    machine.install("xsel")
    assert limit({**env, "TMUX": "t", "DISPLAY": ":0"}) is None


async def test_the_limit_itself_may_be_sent(machine: Machine) -> None:
    assert (await machine.copy("x" * LIMIT)).grade == "sent"
    assert (await machine.copy("x" * (LIMIT + 1))).grade == "failed"


async def test_the_saved_file_is_private_and_replaced_whole(machine: Machine) -> None:
    machine.saved.parent.mkdir(parents=True)
    machine.saved.write_text("older and longer than the new words")
    machine.saved.chmod(0o644)
    with machine.saved.open() as reader:
        await copy("words", env=machine.env, send_osc52=None, save_to=machine.saved)
        assert reader.read() == "older and longer than the new words"
    assert machine.saved.read_text() == "words"
    assert machine.saved.stat().st_mode & 0o777 == 0o600
    assert list(machine.saved.parent.iterdir()) == [machine.saved]


async def test_the_users_own_folder_is_the_default(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = machine.bin.parent / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    outcome = await copy("words", env=machine.env, send_osc52=None)
    assert outcome.grade == "failed"
    assert outcome.saved is not None
    assert outcome.saved.is_relative_to(home)
    assert outcome.saved.name == "clipboard.txt"
    assert outcome.saved.parent.name == "onrecord"
    assert outcome.saved.read_text() == "words"


async def test_when_not_even_the_disk_takes_it(machine: Machine) -> None:
    wall = machine.bin.parent / "wall"
    wall.write_text("a file where a folder should be")
    outcome = await copy("words", env=machine.env, send_osc52=None, save_to=wall / "c.txt")
    assert outcome.grade == "failed"
    assert outcome.saved is None
    assert "nor save" in outcome.message


async def test_a_file_that_cannot_be_replaced_leaves_no_litter(machine: Machine) -> None:
    machine.saved.mkdir(parents=True)
    outcome = await copy("words", env=machine.env, send_osc52=None, save_to=machine.saved)
    assert outcome.saved is None
    assert list(machine.saved.parent.iterdir()) == [machine.saved]


@pytest.mark.parametrize("text", ["", "\n\r\n"])
async def test_nothing_to_copy(machine: Machine, text: str) -> None:
    machine.env["DISPLAY"] = ":0"
    machine.install("xclip")
    assert await machine.copy(text) == Outcome("failed", "", "There is nothing to copy")
    assert not machine.took("xclip").exists()
    assert machine.terminal == []


async def test_no_message_holds_the_words(machine: Machine) -> None:
    secret = "zyzzyva"
    messages = [(await machine.copy(secret)).message]
    machine.env["STY"] = "1"
    messages.append((await machine.copy(secret)).message)
    machine.env["DISPLAY"] = ":0"
    machine.install("xsel")
    messages.append((await machine.copy(secret)).message)
    assert len(set(messages)) == 3
    assert not any(secret in message for message in messages)


@pytest.mark.parametrize("env", [{}, {"DISPLAY": ":0", "TMUX": "t"}, {"SSH_TTY": "/dev/pts/1"}])
async def test_the_users_own_command_comes_first(machine: Machine, env: dict[str, str]) -> None:
    machine.env |= env
    for name in ("mine", "xclip", "tmux"):
        machine.install(name)
    outcome = await machine.copy("“words”\n", "mine", "--to", "$HOME; x")
    assert outcome == Outcome("confirmed", "mine", "Copied to the clipboard (mine)")
    assert machine.took("mine").read_text(encoding="utf-8") == "“words”"
    assert machine.args("mine") == "--to $HOME; x"
    assert not machine.took("xclip").exists()
    assert machine.took("tmux").exists() == ("TMUX" in env)
    assert not machine.saved.exists()


async def test_the_browser_gets_no_command_of_the_servers(machine: Machine) -> None:
    machine.install("mine")
    assert (await machine.copy("words", "mine", web=True)).how == "osc52"
    assert not machine.took("mine").exists()
    assert not machine.saved.exists()
