"""The twin without a screen, run as a process: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from store.corpus import Corpus
from tests.builders import dossier, event, quote, write
from tests.terminal.headless import (
    COUNTS,
    EMBASSY,
    ONRECORD,
    Program,
    cells,
    documents,
    seen,
)

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
    assert (status, out.count("\n")) == (0, 1)
    assert out.startswith("note  dossier · embassy: all of it rests on one source, “excerpt”")
    assert "0 errors, 0 warnings, 1 note" in err
    status, out, err = onrecord("check", str(EMBASSY), "--format", "json", "--strict")
    assert (status, err) == (0, "")
    assert [one["rule"] for one in json.loads(out)] == ["one-source"]


def test_check_as_sarif(onrecord: Program) -> None:
    tables = dossier(quotes=[quote("q", speaker="nobody")], events=[event("e")])
    write(onrecord.folder / "a dossier.json", tables)
    status, out, err = onrecord("check", "a dossier.json", "--format", "sarif")
    assert (status, err) == (1, "")
    (run,) = json.loads(out)["runs"]
    assert [(one["ruleId"], one["level"]) for one in run["results"]] == [
        ("file", "error"), ("no-citation", "warning"), ("no-citation", "warning")
    ]  # fmt: skip
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%20dossier.json"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "quotes/q/speaker"


def test_strict_counts_warnings(onrecord: Program) -> None:
    write(onrecord.folder / "d.json", dossier(events=[event("e")]))
    assert onrecord("check", "d.json").status == 0
    assert onrecord("check", "d.json", "--strict").status == 1


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


# -- completions ------------------------------------------------------------------------------


def test_bash_completes(onrecord: Program) -> None:
    write(onrecord.folder / "my dossier.json", {})
    (onrecord.folder / "notes.txt").touch()
    (onrecord.folder / "more").mkdir()
    assert onrecord.complete("ev") == {"events", "event:"}
    assert onrecord.complete("quotes", "ev") == {"event:"}
    assert onrecord.complete("quotes", "--f") == {"--format"}
    assert onrecord.complete("quotes", "--format", "j") == {"json", "jsonl"}
    assert onrecord.complete("completions", "") == {"bash", "zsh", "fish"}
    assert onrecord.complete("quotes", "my") == {"my dossier.json"}
    assert onrecord.complete("quotes", "no") == {"note:"}
    assert onrecord.complete("quotes", "mo") == {"more"}


def test_bash_completes_what_each_command_takes(onrecord: Program) -> None:
    assert onrecord.complete("check", "--") == {"--format", "--strict", "--help", "--version"}
    assert onrecord.complete("check", "--format", "s") == {"sarif"}
    assert onrecord.complete("--fr") == {"--fresh"}
    assert onrecord.complete("import", "--from", "time") == {
        "timelinejs", "timelinejs-csv", "timesketch", "timemap",
    }  # fmt: skip
    assert onrecord.complete("import", "--dates", "") == {"dmy", "mdy"}
    assert onrecord.complete("quotes", "--dates", "") == {"long", "us", "iso"}
    assert onrecord.complete("new", "--e") == {"--examples"}
    assert onrecord.complete("new", "ac") == set()
    assert onrecord.complete("marks", "--format", "") == {"table", "json"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_good_syntax(onrecord: Program, shell: str) -> None:
    status, out, err = onrecord("completions", shell)
    assert (status, err) == (0, "")
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([program, "-n"], input=out.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
