"""The twin without a screen, run as a process: what it prints where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from store import filters
from store.corpus import Corpus, open_dossier
from store.views import InView, evaluate
from tests.builders import actor, dossier, event, link, quote, source, write
from tests.terminal.harness import Pty, require

ROOT = Path(__file__).resolve().parents[2]
EMBASSY = ROOT / "assets" / "dossiers" / "embassy.json"
ONRECORD = [sys.executable, "-m", "tui.cli"]
COUNTS = {"events": 12, "actors": 30, "quotes": 10, "sources": 1, "links": 6}


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty home, and the program's folder beside the working folder."""
    home = tmp_path / "home"
    home.mkdir()
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }


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


@pytest.fixture
def onrecord(tmp_path: Path, surroundings: dict[str, str]) -> Program:
    folder = tmp_path / "work"
    folder.mkdir()
    return Program(folder, surroundings)


@pytest.fixture(scope="module")
def embassy() -> Corpus:
    return open_dossier(EMBASSY)


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


# -- every command and format -----------------------------------------------------------------


@pytest.mark.parametrize("table", COUNTS)
def test_json_is_the_records_as_stored(onrecord: Program, embassy: Corpus, table: str) -> None:
    status, out, err = onrecord(table, "--format", "json")
    assert (status, err) == (0, "")
    stored = documents(seen(embassy, ""), table)
    assert json.loads(out) == stored
    assert len(stored) == COUNTS[table]


@pytest.mark.parametrize("table", COUNTS)
def test_the_other_formats_hold_the_same_records(
    onrecord: Program, embassy: Corpus, table: str
) -> None:
    keys = [one["id"] for one in documents(seen(embassy, ""), table)]
    lines = onrecord(table, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == keys
    status, out, err = onrecord(table)
    assert (status, err) == (0, "")
    head, *rows = out.splitlines()
    assert head.split()[0] == "id"
    assert [row.split()[0] for row in rows] == keys
    assert [row["id"] for row in cells(onrecord(table, "--format", "csv").out)] == keys


@pytest.mark.parametrize("table", ["events", "quotes"])
def test_markdown(onrecord: Program, table: str) -> None:
    status, out, err = onrecord(table, "--format", "md")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    if table == "events":
        assert lines[1] == "| --- | --- | --- | --- | --- |"
        assert len(lines) == 2 + COUNTS[table]
        return
    assert all(line.startswith(">") or not line for line in lines)
    assert sum(line.startswith("> — ") for line in lines) == COUNTS[table]
    for line in lines:
        if line.startswith("> Paraphrase: "):
            assert not set('“”"') & set(line)
    assert "> “the game has changed”" in lines


def test_a_date_agrees_with_the_view(onrecord: Program, embassy: Corpus) -> None:
    out = onrecord("quotes", "date:2020-01-02", "--format", "csv").out
    rows = cells(out)
    wanted = documents(seen(embassy, "date:2020-01-02"), "quotes")
    assert [row["id"] for row in rows] == [one["id"] for one in wanted]
    assert [row["text"] for row in rows] == [one["text"] for one in wanted]
    assert [row["events"] for row in rows] == ["; ".join(one["events"]) for one in wanted]
    assert "esper-game-changed" in {row["id"] for row in rows}


@pytest.mark.parametrize(
    "words",
    [["actor:pompeo"], ["actor:pompeo", "-kind:verbatim", "leaders"], ["-kind:paraphrase"],
     ['"run into"'], ["speaker:esper|milley"], ["zzzz"]],
)  # fmt: skip
def test_a_filter_agrees_with_the_view(
    onrecord: Program, embassy: Corpus, words: list[str]
) -> None:
    status, out, err = onrecord("quotes", *words, "--format", "json")
    assert (status, err) == (0, "")
    assert json.loads(out) == documents(seen(embassy, " ".join(words)), "quotes")


def test_the_bundled_dossier_is_the_one_without_a_name(onrecord: Program) -> None:
    assert onrecord("links") == onrecord("links", str(EMBASSY))


def test_nothing_found_is_no_mistake(onrecord: Program) -> None:
    for form, expected in (("json", "[]\n"), ("jsonl", ""), ("md", "")):
        assert onrecord("quotes", "zzzz", "--format", form) == (0, expected, "")
    assert onrecord("quotes", "zzzz", "--format", "csv").out.count("\n") == 1


def test_check_of_a_good_dossier(onrecord: Program) -> None:
    status, out, err = onrecord("check", str(EMBASSY))
    assert (status, out) == (0, "")
    assert "no problems" in err
    assert onrecord("check", str(EMBASSY), "--format", "json") == (0, "[]\n", "")


def test_help_and_version_go_to_the_output(onrecord: Program) -> None:
    for word in ("--help", "-h", "--version"):
        status, out, err = onrecord(word)
        assert (status, err) == (0, "")
        assert out.startswith(("usage: onrecord", "onrecord "))


def test_nothing_is_created_and_nothing_coloured(onrecord: Program) -> None:
    for line in ("quotes", "events --format md", "check", "nosuch"):
        words = line.split()
        words += [str(EMBASSY)] if line == "check" else []
        ran = onrecord(*words)
        assert "\x1b" not in ran.out + ran.err
    assert not list(onrecord.folder.iterdir())
    assert not list(Path(onrecord.env["HOME"]).iterdir())


# -- pipes and streams ------------------------------------------------------------------------


@pytest.fixture
def long(onrecord: Program) -> Path:
    """A dossier whose listing is longer than a pipe holds."""
    quotes = [quote(f"q{number}", text="word " * 50) for number in range(2000)]
    return write(onrecord.folder / "long.json", dossier(quotes=quotes))


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_a_reader_that_leaves_ends_it_quietly(onrecord: Program, long: Path, form: str) -> None:
    status, out, err = onrecord.shell(f"onrecord quotes {long.name} --format {form} | head -1")
    assert (status, err) == (0, "")
    assert out.count("\n") == 1


@pytest.mark.parametrize("words", [["--help"], ["completions", "bash"], ["quotes"], ["links"]])
def test_a_reader_that_was_never_there(onrecord: Program, words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as out:
        done = subprocess.run(
            [*ONRECORD, *words], cwd=onrecord.folder, env=onrecord.env, stdin=subprocess.DEVNULL,
            stdout=out, stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("line", ["quotes >&-", "--version >&-", "completions fish >&-"])
def test_an_output_that_is_closed(onrecord: Program, line: str) -> None:
    assert onrecord.shell(f"onrecord {line}") == (0, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("line", ["quotes", "quotes --format json", "completions zsh", "--help"])
def test_an_output_that_is_full(onrecord: Program, line: str) -> None:
    status, _, err = onrecord.shell(f"onrecord {line} > /dev/full")
    assert status == 1
    assert err.startswith("onrecord: output failed")
    assert err.count("\n") == 1


@pytest.mark.parametrize("line", ["</dev/null", "<&-", "a b </dev/null", "none.json 2>&1 <&-"])
def test_the_explorer_without_a_terminal(onrecord: Program, line: str) -> None:
    status, out, err = onrecord.shell(f"onrecord {line}")
    assert status == 2
    said = out + err
    assert "needs a terminal" in said
    assert "onrecord events|actors|quotes|sources|links" in said
    assert "Traceback" not in said


# -- bad input --------------------------------------------------------------------------------

GOOD = json.dumps(dossier(quotes=[quote("q1")]))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"nonsense", "line 1, column 1"),
        (b'{"dossier":\n {,', "line 2, column 3"),
        (GOOD.encode()[:-3], "not JSON"),
        (b"[]", "no dossier"),
        (b"3", "no dossier"),
        (b"{}", "no dossier"),
        (b'{"quotes": {}}', "no dossier"),
        (b'{"dossier": {"1": {"format": 2, "id": "x", "title": "y"}}}', "format is 2"),
        (b'{"dossier": {"1": {"format": 1, "id": "x"}}}', "title"),
        (GOOD.encode("utf-16"), "UTF-8"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 100_000, "nested"),
    ],
)
def test_a_file_that_is_no_dossier(onrecord: Program, data: bytes, said: str) -> None:
    (onrecord.folder / "bad.json").write_bytes(data)
    for command in ("quotes", "check"):
        status, out, err = onrecord(command, "bad.json")
        assert (status, out) == (3, "")
        assert err.startswith("onrecord: bad.json")
        assert said in err
        assert err.count("\n") == 1


def test_a_file_that_is_not_there(onrecord: Program) -> None:
    (onrecord.folder / "folder.json").mkdir()
    for name, said in (("none.json", "no such file"), ("folder.json", "folder")):
        status, out, err = onrecord("events", name)
        assert (status, out) == (3, "")
        assert f"{name}: " in err
        assert said in err
    assert [path.name for path in onrecord.folder.iterdir()] == ["folder.json"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read(onrecord: Program) -> None:
    path = write(onrecord.folder / "closed.json", json.loads(GOOD))
    path.chmod(0)
    status, _, err = onrecord("quotes", "closed.json")
    assert status == 3
    assert "may not read" in err


def test_bad_records_are_counted_and_the_good_ones_printed(onrecord: Program) -> None:
    tables = dossier(quotes=[quote("good"), {"id": "bad"}, quote("better"), quote("x", kind="y")])
    write(onrecord.folder / "my part.json", tables)
    status, out, err = onrecord("quotes", "my part.json", "--format", "jsonl")
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["good", "better"]
    assert "my part.json" in err
    assert "2 problems" in err
    assert "onrecord check 'my part.json'" in err
    status, out, err = onrecord("check", "my part.json")
    assert status == 1
    assert [line.split(":")[0] for line in out.splitlines()] == [
        "error  quotes · bad · text",
        "error  quotes · x · kind",
    ]
    assert "2 errors" in err
    found = json.loads(onrecord("check", "my part.json", "--format", "json").out)
    assert [(one["table"], one["record"], one["field"]) for one in found] == [
        ("quotes", "bad", "text"),
        ("quotes", "x", "kind"),
    ]
    assert all(one["what"] and one["cure"] for one in found)


def test_warnings_are_no_errors(onrecord: Program) -> None:
    tables = dossier(quotes=[quote("q", kind="mixed", words=["absent"])])
    write(onrecord.folder / "d.json", tables)
    status, out, _ = onrecord("check", "d.json")
    assert status == 0
    assert out.startswith("warning  quotes · q · words[0]: ")
    assert onrecord("quotes", "d.json").err == ""


STRANGE = (
    '{"dossier": {"1": {"format": 1, "id": "x", "title": "y"}}, "quotes": {'
    '"1": {"id": "half", "text": "a \\ud800 b", "kind": "verbatim"},'
    '"2": {"id": "nan", "text": "c", "kind": "verbatim", "own": [NaN, 1.5], "more": -Infinity}}}'
)


def test_a_mark_at_the_head_half_a_pair_and_no_number(onrecord: Program) -> None:
    (onrecord.folder / "s.json").write_bytes(b"\xef\xbb\xbf" + STRANGE.encode())

    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is not JSON")

    out = onrecord("quotes", "s.json", "--format", "json").out
    assert json.loads(out, parse_constant=refuse) == [
        {"id": "half", "text": "a \ud800 b", "kind": "verbatim"},
        {"id": "nan", "text": "c", "kind": "verbatim", "own": [None, 1.5], "more": None},
    ]
    for form in ("table", "jsonl", "csv", "md"):
        status, out, _ = onrecord("quotes", "s.json", "--format", form)
        assert status == 0
        assert "half" in out or form == "md"


@pytest.mark.parametrize(
    ("words", "pointed", "said"),
    [
        (["actor:pompey"], "      ^^^^^^", "Did you mean Pompeo?"),
        (["x", "kind:verbtim"], "       ^^^^^^^", "Did you mean verbatim?"),
        (["actr:pompeo"], "^^^^", "Did you mean actor:?"),
        (["date:2019-13"], "     ^^^^^^^", "there is no month 13"),
        (["date:2019-1"], "     ^^^^^^", "a month has two digits"),
        (["role:atacker"], "     ^^^^^^^", "Did you mean attacker?"),
        (['"open'], "^^^^^", 'Add " at the end.'),
        (["-"], "^", "missing"),
    ],
)
def test_a_mistake_in_the_filter(
    onrecord: Program, words: list[str], pointed: str, said: str
) -> None:
    status, out, err = onrecord("quotes", *words)
    assert (status, out) == (2, "")
    lines = err.splitlines()
    assert lines[1:3] == [" ".join(words), pointed]
    assert said in lines[3]


def test_wrong_usage(onrecord: Program) -> None:
    for line in ("quotes --nope", "check", "completions tcsh", "quotes --format xml"):
        status, out, err = onrecord(*line.split())
        assert (status, out) == (2, "")
        assert err.startswith("onrecord: ")
        assert err.count("\n") == 1


# -- hostile text -----------------------------------------------------------------------------

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


# -- completions ------------------------------------------------------------------------------


def complete(onrecord: Program, *words: str) -> set[str]:
    """What bash would offer for the last word."""
    typed = " ".join(map(shlex.quote, ("onrecord", *words)))
    line = (
        "source <(onrecord completions bash)\n"
        f"COMP_WORDS=({typed}); COMP_CWORD={len(words)}\n"
        "_onrecord; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    status, out, err = onrecord.shell(line)
    assert (status, err) == (0, "")
    return set(out.split("\n")) - {""}


def test_bash_completes(onrecord: Program) -> None:
    write(onrecord.folder / "my dossier.json", {})
    (onrecord.folder / "notes.txt").touch()
    (onrecord.folder / "more").mkdir()
    assert complete(onrecord, "ev") == {"events", "event:"}
    assert complete(onrecord, "quotes", "ev") == {"event:"}
    assert complete(onrecord, "quotes", "--f") == {"--format"}
    assert complete(onrecord, "quotes", "--format", "j") == {"json", "jsonl"}
    assert complete(onrecord, "completions", "") == {"bash", "zsh", "fish"}
    assert complete(onrecord, "quotes", "my") == {"my dossier.json"}
    assert complete(onrecord, "quotes", "no") == set()
    assert complete(onrecord, "quotes", "mo") == {"more"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_good_syntax(onrecord: Program, shell: str) -> None:
    status, out, err = onrecord("completions", shell)
    assert (status, err) == (0, "")
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([program, "-n"], input=out.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
