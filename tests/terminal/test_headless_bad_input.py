"""What the twin says to files, words and filters that are wrong."""

from __future__ import annotations

import json
import os

import pytest

from tests.builders import dossier, quote, write
from tests.terminal.headless import (
    Program,
)

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
    assert [line.split(":")[0] for line in out.splitlines() if line.startswith("error")] == [
        "error  quotes · bad · text",
        "error  quotes · x · kind",
    ]
    assert "2 errors" in err
    found = json.loads(onrecord("check", "my part.json", "--format", "json").out)
    errors = [one for one in found if one["severity"] == "error"]
    assert [(one["table"], one["record"], one["field"]) for one in errors] == [
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
