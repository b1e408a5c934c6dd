"""The command that reproduces a view: what it says, and that it is read back as it was meant."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.errors import UsageError
from store.filters import CLOSED_VALUES, EVERYTHING, FIELDS, Filter, Term, parse
from store.shell import arguments, command, quoted
from tests.unit.spans import WINDOWS
from tui.arguments import COMMANDS, LISTINGS, Request, interpret

SHELLS = [shell for shell in ("sh", "dash", "bash", "zsh", "fish") if shutil.which(shell)]

quickly = settings(deadline=None, derandomize=True, max_examples=200)

LINES: list[tuple[Path | None, str, str, str]] = [
    (None, "", "", "onrecord"),
    (None, "", "quotes", "onrecord quotes"),
    (Path("d.json"), "", "", "onrecord d.json"),
    (Path("a/d"), "actor:esper", "events", "onrecord events a/d actor:esper"),
    (Path("my d.json"), 'game -"green zone"', "", """onrecord 'my d.json' game '-"green zone"'"""),
    (None, "date:..2019-12-31 -kind:mixed", "", "onrecord date:..2019-12-31 -kind:mixed"),
    (Path("d.json"), "actor:esper|milley", "", "onrecord d.json 'actor:esper|milley'"),
    (Path("d.json"), "actor:o'neill", "", """onrecord d.json 'actor:o'"'"'neill'"""),
    (Path("d.json"), r'"say \"when\""', "", r"""onrecord d.json '"say '"\\"'"when'"\\"'""'"""),
    (Path("d.json"), "=ls", "", "onrecord d.json '=ls'"),
    # a term that would be taken for an option, a command, a view or a dossier
    (Path("d.json"), "-h -o -x", "", """onrecord d.json '-"h"' '-"o"' -x"""),
    (None, "events", "", """onrecord '"events"'"""),
    (None, "events", "quotes", """onrecord quotes '"events"'"""),
    (Path("d.json"), "events", "", "onrecord d.json events"),
    (Path("d.json"), "game @pompeo -@x", "", """onrecord d.json game '"@pompeo"' '-"@x"'"""),
    (None, "game", "", """onrecord '"game"'"""),
    (None, "x.json game", "", """onrecord '"x.json"' game"""),
    (None, "and/or game", "", "onrecord '' and/or game"),
    (None, "place:and/or", "", "onrecord place:and/or"),
    # a dossier that would be taken for something else
    (Path("plain"), "x", "", "onrecord ./plain x"),
    (Path("events"), "x", "", "onrecord ./events x"),
    (Path("-d.json"), "x", "", "onrecord ./-d.json x"),
    (Path("@d.json"), "x", "", "onrecord ./@d.json x"),
    (Path("date:2019/d.json"), "x", "", "onrecord ./date:2019/d.json x"),
    (Path("/a/b"), "x", "", "onrecord /a/b x"),
]


@pytest.mark.parametrize(("dossier", "text", "table", "line"), LINES)
def test_writes(dossier: Path | None, text: str, table: str, line: str) -> None:
    assert command("onrecord", dossier, parse(text), table) == line


values = st.one_of(
    st.text(min_size=1, max_size=10),
    st.text(alphabet="ab|\"' \\-/@=.:$`!*~%\n", min_size=1, max_size=8),
    st.sampled_from([
        *COMMANDS, "-h", "-o", "h", "o", "--help", "--", "-", "x.json", "a/b", "@view", "O'Neill",
        "Abu Mahdi", "actor:x", "nope:x", "=ls", "$HOME", "a\\'b", "Émile", "إيران", "#", "~",
    ]),
)  # fmt: skip


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """A term over any field, with one to three values."""
    name = draw(st.sampled_from(["", "", "", *FIELDS]))
    if name in CLOSED_VALUES:
        pool: st.SearchStrategy[str] = st.sampled_from(CLOSED_VALUES[name])
    elif name in {"date", "within"}:
        pool = st.sampled_from(list(WINDOWS))
    else:
        pool = values.filter(lambda value: bool(value.strip()) and "\x00" not in value)
    chosen = draw(st.lists(pool, min_size=1, max_size=3))
    return Term(name, tuple(chosen), negated=draw(st.booleans()))


filters_ = st.lists(terms(), max_size=4).map(lambda row: Filter(tuple(row)))
paths = st.none() | st.builds(
    Path,
    st.text(alphabet="ab. -@:/'\\", min_size=1, max_size=8)
    | st.sampled_from(["d.json", "plain", "events", "-x", "@x", "date:2019", "a b", "..", "~"]),
)


@quickly
@given(paths, filters_, st.sampled_from(["", *LISTINGS]))
@example(None, Filter((Term("", ("a/b", "c")),)), "")
@example(None, Filter((Term("", ("h",), negated=True),)), "quotes")
def test_the_command_line_reads_back_what_was_meant(
    dossier: Path | None, wanted: Filter, table: str
) -> None:
    words = shlex.split(command("onrecord", dossier, wanted, table))
    assert words[0] == "onrecord"
    request = interpret(words[1:])
    assert request == Request(table, dossier, request.filter)
    assert parse(request.filter) == wanted
    assert words[1:] == arguments(dossier, wanted, table)


def test_a_word_is_a_term_though_a_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("game", "events", "actor:x"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    for text in ("game", "events", "actor:x", "game|fire", "-game"):
        request = interpret(arguments(None, parse(text)))
        assert (request.dossier, parse(request.filter)) == (None, parse(text))


@pytest.mark.parametrize("bad", ["a\x00b", "half \ud800 pair"])
def test_what_no_command_can_carry_is_a_mistake(bad: str) -> None:
    with pytest.raises(UsageError) as caught:
        command("onrecord", None, Filter((Term("id", (bad,)),)))
    assert "no command can carry" in str(caught.value)
    assert caught.value.mend


NASTY = [
    "", "plain", "two words", "it's", "'", "''", '"', "\\", "\\\\", "a\\'b", "'\\", "$HOME", "`id`",
    "$(id)", "a|b", "a;b", "a&b", "*", "?", "[a]", "{a,b}", "~", "~root", "!!", "#x", "%1", "=ls",
    "a\nb", "\t", "(x)", "<x>", "^x", "إيران", "é", "-n", "\\n", "x\\", "a'\\'b\\\\",
]  # fmt: skip


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_reads_the_words_as_they_are(shell: str) -> None:
    script = f"printf '%s\\0' {' '.join(map(quoted, NASTY))}"
    found = subprocess.run([shell, "-c", script], capture_output=True, check=True)
    assert found.stdout.decode().split("\0")[:-1] == NASTY


@quickly
@given(st.lists(st.text(), max_size=4))
def test_any_word_is_read_back(words: list[str]) -> None:
    assert shlex.split(" ".join(map(quoted, words))) == words


def test_no_filter_and_no_dossier_is_the_program_alone() -> None:
    assert arguments(None, EVERYTHING) == []
    assert interpret([]) == Request()
