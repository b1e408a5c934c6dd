"""The grammar of the command line, by example."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from store.errors import UsageError
from tui.arguments import COMMANDS, Request, interpret


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with a dossier whose name looks like none, and a folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain").write_text("{}", encoding="utf-8")
    (tmp_path / "date:2019").write_text("{}", encoding="utf-8")
    (tmp_path / "folder").mkdir()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", Request()),
        ("d.json", Request(dossier=Path("d.json"))),
        ("d.json actor:esper", Request(dossier=Path("d.json"), filter="actor:esper")),
        ("game changed", Request(filter="game changed")),
        ("quotes", Request("quotes")),
        ("events d.json", Request("events", Path("d.json"))),
        ("actors d.json a b", Request("actors", Path("d.json"), "a b")),
        ("sources --format json", Request("sources", form="json")),
        ("quotes --format wiki x", Request("quotes", filter="x", form="wiki")),
        ("sources --format=bibtex", Request("sources", form="bibtex")),
        (
            "quotes --style apa --marks uk x --dates iso",
            Request("quotes", filter="x", style="apa", marks="uk", dates="iso"),
        ),
        ("links --format=csv d.json", Request("links", Path("d.json"), form="csv")),
        ("check d.json", Request("check", Path("d.json"))),
        ("check --format json d.json", Request("check", Path("d.json"), form="json")),
        (
            "check d.json --strict --format sarif",
            Request("check", Path("d.json"), form="sarif", strict=True),
        ),
        ("completions zsh", Request("completions", shell="zsh")),
    ],
)
def test_commands(line: str, expected: Request) -> None:
    assert interpret(line.split()) == expected


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one_only_in_the_first_place(command: str) -> None:
    assert interpret(["d.json", command]) == Request(dossier=Path("d.json"), filter=command)
    assert interpret(["quotes", command]) == Request("quotes", filter=command)


@pytest.mark.parametrize(
    "word", ["d.json", "./d", "a/b", "/d", "plain", "there/is/none", "x:y.json", "none.json"]
)
def test_words_that_name_a_dossier(word: str) -> None:
    assert interpret(["quotes", word]) == Request("quotes", Path(word))
    assert interpret([word, "x"]) == Request(dossier=Path(word), filter="x")


@pytest.mark.parametrize(
    "word",
    [
        "word", "folder", "-d.json", "-a/b", "-@d.json", "date:2019", "place:a/b", "id:x.json",
        "Actor:a/b", "", "x" * 5000, "none.jsonl", '"a',
    ],
)  # fmt: skip
def test_words_that_are_terms(word: str) -> None:
    assert interpret(["quotes", word]) == Request("quotes", filter=word)


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["@first week"], Request(view="first week")),
        (["@d.json"], Request(view="d.json")),
        (["@a/b"], Request(view="a/b")),
        (["d.json", "@é"], Request(dossier=Path("d.json"), view="é")),
        (["d.json", "@x", "--fresh"], Request(dossier=Path("d.json"), view="x", fresh=True)),
        (["--fresh"], Request(fresh=True)),
        (["--fresh", "d.json", "-x"], Request(dossier=Path("d.json"), filter="-x", fresh=True)),
        (["game", "@x"], Request(filter="game @x")),
        (["-@x"], Request(filter="-@x")),
    ],
)
def test_a_saved_view_stands_in_place_of_a_filter(argv: list[str], expected: Request) -> None:
    assert interpret(argv) == expected


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["@x", "game"], "a saved view has its own filter"),
        (["d.json", "@x", "-y"], "a saved view has its own filter"),
        (["quotes", "@x"], "@x is a saved view, which only the explorer opens"),
        (["events", "d.json", "@x"], "@x is a saved view, which only the explorer opens"),
        (["@"], "@ needs the name of a saved view"),
        (["quotes", "--fresh"], "--fresh is no option"),
    ],
)
def test_a_saved_view_that_cannot_be_opened(argv: list[str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        interpret(argv)
    assert caught.value.what == said
    assert caught.value.mend


def test_only_the_first_word_is_a_dossier() -> None:
    assert interpret(["quotes", "x", "d.json"]) == Request("quotes", filter="x d.json")
    assert interpret(["quotes", "a.json", "b.json"]) == Request("quotes", Path("a.json"), "b.json")


@pytest.mark.parametrize(
    "terms",
    [
        ["-kind:paraphrase"], ["-x"], ["-ox"], ["-hx"], ["-1"], ["-"],
        ['-"o"'], ["actor:a|b", "-date:..2020"], ["-x", "-y", "z"],
    ],
)  # fmt: skip
def test_negated_terms_stand_as_they_are(terms: list[str]) -> None:
    expected = Request("quotes", Path("d.json"), " ".join(terms))
    assert interpret(["quotes", "d.json", *terms]) == expected


@pytest.mark.parametrize(
    "argv",
    [
        ["quotes", "--format", "json", "d.json", "-x", "y"],
        ["quotes", "d.json", "--format", "json", "-x", "y"],
        ["quotes", "d.json", "-x", "--format=json", "y"],
        ["quotes", "d.json", "-x", "y", "--format", "json"],
    ],
)
def test_options_stand_anywhere(argv: list[str]) -> None:
    assert interpret(argv) == Request("quotes", Path("d.json"), "-x y", "json")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["quotes", "--nope"], "--nope is no option"),
        (["quotes", "x", "--nope=1", "y"], "--nope=1 is no option"),
        (["--format", "json"], "--format is no option"),
        (["quotes", "--form", "json"], "--form is no option"),
        (["quotes", "-o", "x"], "-o is no option"),
        (["quotes", "--format"], "--format"),
        (["quotes", "--format", "xml"], "xml"),
        (["links", "--format", "wiki"], "wiki"),
        (["sources", "--format", "html"], "html"),
        (["d.json", "--marks", "uk"], "--marks is no option"),
        (["check", "d.json", "--format", "csv"], "csv"),
        (["check"], "check needs a dossier"),
        (["check", "--format", "json"], "check needs a dossier"),
        (["check", "nothing"], "nothing is no dossier"),
        (["check", "d.json", "actor:x"], "actor:x is no dossier"),
        (["check", "d.json", "-x"], "-x is no dossier"),
        (["completions"], "bash, zsh, fish"),
        (["completions", "tcsh"], "bash, zsh, fish"),
        (["completions", "bash", "zsh"], "bash, zsh, fish"),
        (["completions", "bash", "--format", "md"], "--format is no option"),
    ],
)
def test_mistakes_are_named(argv: list[str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        interpret(argv)
    assert said in str(caught.value)
    assert caught.value.exit_status == 2
    assert "\x00" not in str(caught.value)


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["quotes", "--help"], ["d.json", "x", "-h"]])
def test_help(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        interpret(argv)
    assert ended.value.code == 0
    out, err = capsys.readouterr()
    assert not err
    for word in (*COMMANDS, "[DOSSIER]", "--format", "--version", "exit status"):
        assert word in out
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize("argv", [["--version"], ["quotes", "--version"]])
def test_version(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        interpret(argv)
    assert ended.value.code == 0
    assert capsys.readouterr() == (f"onrecord {version('onrecord')}\n", "")
