"""The harness itself, on programs small enough to know what they must show."""

from __future__ import annotations

import base64
import signal
import sys
from pathlib import Path

import pytest

from tests.terminal.harness import Pty, Tmux, Xvfb, clean_env, osc52_texts, require

PYTHON = [sys.executable, "-I", "-c"]
Failed = pytest.fail.Exception
Skipped = pytest.skip.Exception


def test_keys_go_in_and_the_screen_comes_out() -> None:
    require("cat")
    with Pty(["cat"], cols=20, rows=5) as pty:
        pty.send("hello\r")
        shown = pty.wait_for(lambda text: text.count("hello") == 2)
        assert shown == "hello\nhello\n\n\n"
        assert pty.display[0] == "hello" + " " * 15
        assert len(pty.display) == 5
        assert pty.cell(1, 0).text == "e"
        assert pty.cursor == (0, 2)
        assert b"hello\r\n" in pty.raw
        pty.press("ctrl+d")
        assert pty.wait() == 0


def test_more_than_the_terminal_holds_at_once() -> None:
    code = (
        "import os, tty\n"
        "tty.setcbreak(0)\n"
        "print('ready', flush=True)\n"
        "count = 0\n"
        "while count < 20000:\n"
        "    count += len(os.read(0, 500))\n"
        "    print('.' * 1000, flush=True)\n"
        "print('got', count)\n"
    )
    with Pty([*PYTHON, code]) as pty:
        pty.wait_for("ready")
        pty.send("x" * 20_000)
        assert pty.wait() == 0
        assert "got 20000" in pty.text


def test_colours_and_attributes() -> None:
    code = r"print('\x1b[1;31mA\x1b[0m\x1b[38;2;1;2;255mB\x1b[0;3;4;7mC')"
    with Pty([*PYTHON, code]) as pty:
        pty.wait()
        red, blue, marked = (pty.cell(x, 0) for x in range(3))
    assert (red.text, red.fg, red.bold, red.bg) == ("A", "red", True, "default")
    assert (blue.text, blue.fg, blue.bold) == ("B", "0102ff", False)
    assert (marked.italic, marked.underline, marked.reverse) == (True, True, True)


def test_the_environment_is_clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_TTY", "NO_COLOR", "LC_ALL"):
        monkeypatch.setenv(name, "x")
    seen = clean_env(tmp_path, {"EXTRA": "1"})
    assert set(seen) == {
        "PATH", "TMPDIR", "TERM", "COLORTERM", "LANG", "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
        "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "EXTRA",
    }  # fmt: skip
    assert all(Path(seen[name]).is_dir() for name in seen if name.startswith("XDG_"))
    code = "import os, sys; print(os.environ['EXTRA'], 'DISPLAY' in os.environ, os.isatty(0))"
    with Pty([*PYTHON, code], env={"EXTRA": "yes"}, home=tmp_path) as pty:
        pty.wait_for("yes False True")


def test_the_home_is_gone_afterwards() -> None:
    with Pty(["cat"]) as pty:
        home = pty.home
        assert home.is_dir()
    assert not home.exists()


def test_queries_are_answered() -> None:
    code = (
        "import sys, tty\n"
        "tty.setraw(0)\n"
        "def ask(query, end):\n"
        "    sys.stdout.write(query); sys.stdout.flush()\n"
        "    answer = ''\n"
        "    while not answer.endswith(end): answer += sys.stdin.read(1)\n"
        "    return answer\n"
        "sys.stdout.write('ab')\n"
        "queries = [('\\x1b[c', 'c'), ('\\x1b[6n', 'R'), ('\\x1b[?2048$p', 'y')]\n"
        "print(*[ascii(ask(*query)) for query in queries])\n"
    )
    with Pty([*PYTHON, code], cols=120) as pty:
        assert pty.wait_for("y'") == ("ab" + r"'\x1b[?6c' '\x1b[1;3R' '\x1b[?2048;0$y'" + "\n" * 23)


def test_sequences_beyond_the_emulator_are_not_shown() -> None:
    parts = [r"a\x1b[>1", r"ub\x1b[<uc\x1b[>4;2md\x1b[=0;1ue\x1b[?", r"uf\x1b", "[?1049hg"]
    code = "import sys\n" + "".join(
        f"sys.stdout.write('{part}'); sys.stdout.flush()\n" for part in parts
    )
    with Pty([*PYTHON, code]) as pty:
        pty.wait()
        assert pty.text.strip() == "abcdefg"
        assert not pty.cell(3, 0).underline


def test_statuses() -> None:
    with Pty([*PYTHON, "raise SystemExit(3)"]) as pty:
        assert pty.wait() == 3
        assert pty.close() == 3
        assert pty.close() == 3
    with Pty([*PYTHON, "print('up'); input()"]) as pty:
        pty.wait_for("up")
        pty.signal(signal.SIGTERM)
        assert pty.wait() == -signal.SIGTERM
    with Pty(["cat"]) as pty:
        pty.send("x\r")
        pty.wait_for("x")
        assert pty.close(grace=0) == -signal.SIGKILL
    with Pty(["no-such-program-anywhere"]) as pty:
        assert pty.wait() != 0


def catcher(name: str) -> str:
    """A program that waits for one signal, lost at no moment, and tells what it sees then."""
    return (
        "import os, signal\n"
        f"number = signal.{name}\n"
        "signal.signal(number, lambda *_: None)\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {number})\n"
        "print('was', *os.get_terminal_size(), flush=True)\n"
        "print(signal.sigwait({number}).name, *os.get_terminal_size())\n"
    )


def test_it_is_the_controlling_terminal() -> None:
    with Pty([*PYTHON, catcher("SIGINT")]) as pty:
        pty.wait_for("was 80 24")
        pty.press("ctrl+c")
        pty.wait_for("SIGINT 80 24")


def test_a_new_size_reaches_the_program() -> None:
    with Pty([*PYTHON, catcher("SIGWINCH")], cols=40, rows=10) as pty:
        pty.wait_for("was 40 10")
        pty.resize(100, 30)
        pty.wait_for("SIGWINCH 100 30")
        assert (len(pty.display), len(pty.display[0])) == (30, 100)


def test_settle_waits_for_silence() -> None:
    code = "import time\nfor n in range(5): print(n, flush=True); time.sleep(0.05)\ninput()"
    with Pty([*PYTHON, code]) as pty:
        pty.wait_for("0")
        assert pty.settle(quiet=1).split() == ["0", "1", "2", "3", "4"]


def test_a_vain_wait_shows_the_screen() -> None:
    with Pty(["cat"]) as pty:
        pty.send("something else")
        pty.wait_for("something else")
        with pytest.raises(Failed, match="something else"):
            pty.wait_for("never", timeout=0.5)
        with pytest.raises(Failed, match="still running"):
            pty.wait(timeout=0.1)
    with (
        Pty([*PYTHON, "print('last words')"]) as pty,
        pytest.raises(Failed, match=r"the program ended[^~]*last words"),
    ):
        pty.wait_for("never")


def test_a_screen_that_never_rests() -> None:
    code = "import time\nwhile True: print('x', flush=True); time.sleep(0.01)"
    with Pty([*PYTHON, code]) as pty, pytest.raises(Failed, match="never silent"):
        pty.settle(quiet=5, timeout=0.5)


def test_a_program_that_closes_its_terminal_and_runs_on() -> None:
    code = "import os, time\nfor fd in 0, 1, 2: os.close(fd)\ntime.sleep(0.3)\nos._exit(7)"
    with Pty([*PYTHON, code]) as pty:
        assert pty.wait() == 7


@pytest.mark.parametrize("end", [b"\x07", b"\x1b\\"])
def test_osc52(end: bytes) -> None:
    first, second = (base64.b64encode(text.encode()) for text in ("Ä", "two\nlines"))
    raw = b"x\x1b]52;c;" + first + end + b"\x1b[m\x1b]0;title\x07\x1b]52;;" + second + end
    assert osc52_texts(raw) == ["Ä", "two\nlines"]
    assert osc52_texts(raw[:-2]) == ["Ä"]


def test_a_missing_tool_skips_here_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Path(require("sh")).is_absolute()
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(Skipped, match="no-such-tool is not installed"):
        require("no-such-tool")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Failed, match="no-such-tool is not installed"):
        require("no-such-tool")


def test_tmux_runs_a_command_in_a_window() -> None:
    with Tmux(["cat"], cols=50, rows=7, env={"EXTRA": "1"}) as tmux:
        tmux.send_keys("typed words", "Enter")
        tmux.wait_for(lambda text: text.count("typed words") == 2)
        assert tmux.buffer() == ""
        tmux.run("set-buffer", "kept")
        assert tmux.buffer() == "kept"
        assert tmux.run("display-message", "-p", "-t", "main:", "#{window_width}") == "50\n"
        with tmux.attach(cols=50, rows=8) as outside:
            outside.wait_for("typed words")
        with pytest.raises(Failed, match="typed words"):
            tmux.wait_for("never", timeout=0.2)


def test_tmux_tells_when_the_command_has_ended() -> None:
    with Tmux(["true"]) as tmux, pytest.raises(Failed, match="main"):
        tmux.wait_for("never")


def test_x_servers_stand_beside_each_other() -> None:
    with Xvfb() as one, Xvfb() as other:
        assert one.display != other.display
