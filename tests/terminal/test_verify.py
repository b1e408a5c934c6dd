"""``onrecord verify`` as a process: the table, JSON, the exit status, and hostile files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import Document, dossier, event, quote, source, write
from tests.data.ferry_article import ARTICLE
from tests.terminal.headless import EMBASSY, Program

EVIL = "\x1b]52;c;ZXZpbA==\x07\x9b31m\u202e"


def cited(key: str, text: str, **fields: object) -> Document:
    return quote(key, text=text, citations=[{"source": "news"}], **fields)


def made(folder: Path, *quotes: Document, **fields: object) -> Path:
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    news = source("news", **{"text": "article.txt", **fields})
    return write(folder / "d.json", dossier(quotes=quotes, sources=[news]))


GOOD = cited("good", "They sent", seq=1)
ALTERED = cited("altered", "We will abandon the island", seq=2)
SET = cited("set", "It’s a sad decision", seq=3)


def test_the_table(onrecord: Program) -> None:
    made(onrecord.folder, GOOD, ALTERED, SET)
    status, out, err = onrecord("verify", "d.json")
    assert status == 1
    assert out.splitlines() == [
        "exact        good     text  news 12:86",
        "altered      altered  text  news 18:65  left out “not”",
        "typographic  set      text  news 10:31  quotation marks",
    ]
    assert err == "d.json: 1 exact, 1 typographic, 1 altered\n"


def test_json(onrecord: Program) -> None:
    tables = json.loads(made(onrecord.folder, ALTERED, sha256="0" * 64).read_text())
    tables["events"] = {"1": event("e1", citations=[{"source": "news", "exact": "old harbour"}])}
    write(onrecord.folder / "d.json", tables)
    status, out, err = onrecord("verify", "d.json", "--format", "json")
    start = ARTICLE.index("We will not abandon")
    remark = "its text has changed: its SHA-256 is not the dossier's"
    assert (status, err) == (1, "d.json: 1 exact, 1 altered\n")
    first, second = json.loads(out)
    assert first == {
        "quote": "altered", "table": "quotes", "record": "altered", "field": "text",
        "source": "news", "result": "altered", "where": "18:65",
        "start": start, "end": start + len("We will not abandon the island"),
        "difference": "left out “not”", "remark": remark,
    }  # fmt: skip
    assert (second["quote"], second["table"], second["record"]) == (None, "events", "e1")
    assert (second["result"], second["field"]) == ("exact", "citations[0].exact")
    assert f"remark   news: {remark}" in onrecord("verify", "d.json").out


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("They sent", 0), ("It’s a sad decision", 0), ("thirty-one years", 0),
        ("We will abandon the island", 1), ("Nobody told me anything", 1),
        ("cost more in a week than any school costs in a lifetime of lessons", 1),
    ],
)  # fmt: skip
def test_the_exit_status(onrecord: Program, text: str, status: int) -> None:
    made(onrecord.folder, cited("q", text))
    assert onrecord("verify", "d.json").status == status


def test_a_text_can_be_given(onrecord: Program) -> None:
    made(onrecord.folder, GOOD, text="../outside.txt")
    status, out, err = onrecord("verify", "d.json")
    refused = "its text lies outside the dossier's folder, and is not read: ../outside.txt"
    assert status == 0
    assert out.splitlines() == ["no-text  good  text  news", f"remark   news: {refused}"]
    assert err == "d.json: 1 no-text\n"
    (onrecord.folder / "a=b.txt").write_text("They sent word.", encoding="utf-8")
    status, out, _ = onrecord("verify", "--source", "news=a=b.txt", "d.json")
    assert (status, out) == (0, "exact  good  text  news 1:1\n")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["verify"], 2, "verify needs a dossier"),
        (["verify", "d.json", "actor:x"], 2, "verify takes one dossier"),
        (["verify", "d.json", "--format", "csv"], 2, "csv"),
        (["verify", "d.json", "--source"], 2, "--source"),
        (["verify", "d.json", "--source", "news"], 2, "names no source with a path"),
        (["verify", "d.json", "--source", "other=a.txt"], 2, "has the sources: news"),
        (["verify", "d.json", "--source", "news=none.txt"], 2, "cannot be read: none.txt"),
        (["verify", "none.json"], 3, "no such file"),
        (["check", "d.json", "--source", "news=a"], 2, "--source"),
    ],
)
def test_wrong_usage(onrecord: Program, words: list[str], status: int, said: str) -> None:
    made(onrecord.folder, GOOD)
    found, out, err = onrecord(*words)
    assert (found, out) == (status, "")
    assert said in err
    assert err.count("\n") == 1


def test_the_bundled_dossier_has_no_texts(onrecord: Program) -> None:
    status, out, err = onrecord("verify", str(EMBASSY))
    assert status == 0
    assert {line.split()[0] for line in out.splitlines()} == {"no-text", "remark"}
    assert "no-text" in err


def test_nothing_of_a_file_reaches_the_terminal_raw(onrecord: Program) -> None:
    bad = source(f"s{EVIL}", text=f"a{EVIL}.txt")
    said = quote(f"q{EVIL}\nx", text="They sent", citations=[{"source": f"s{EVIL}"}])
    path = write(onrecord.folder / "d.json", dossier(quotes=[said], sources=[bad]))
    (path.parent / "t.txt").write_text(f"They {EVIL} sent", encoding="utf-8")
    for words in ((), ("--source", f"s{EVIL}=t.txt"), ("--source", f"{EVIL}=t.txt")):
        _, out, err = onrecord("verify", "d.json", *words)
        assert not set("\x1b\x9b\x07\u202e") & set(out + err)
        assert out.count("\n") <= 2
    found = json.loads(onrecord("verify", "d.json", "--format", "json").out)
    assert found[0]["record"] == f"q{EVIL}\nx"
