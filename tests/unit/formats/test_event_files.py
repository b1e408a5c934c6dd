"""Folders of one event a file, in YAML, JSON and Markdown."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import DossierError
from store.formats import front_matter
from store.formats.base import Item, Options, Remark
from store.formats.event_files import IMPORTER
from store.formats.opened import Input
from tests.unit.formats.streamed import opened, ran, saved, skipped, table

LOAN = """\
id: 2014-03-01--loan
date: 2014-03-01
title: "A loan: to nobody"
summary: >
  A bank lends money
  to a firm without a name.
status: confirmed
location: Tarn
importance: 7
actors:
  - Tarn Bank
  - name: Ida Rask
    role: clerk
    desk: 4
tags: [money, banks]
sources:
  - title: Where it went
    url: https://news.example/loan
    outlet: Tarn Herald
    date: 2014-03-09
    author: H. Vik
    archived_url: https://archive.example/loan
    verified: true
  - https://court.example/papers
related_events: [2015-01-01--trial]
"""
TRIAL = {
    "date": "2015-01", "end_date": "2015-02-03", "title": "The trial", "status": "predicted",
    "actors": ["Ida Rask"], "notes": "Check this.",
}  # fmt: skip
NOTE = """\
---
title: A letter
date: 2016-05-04
tags:
  - letters
  - "tarn"
people: "[[Ida Rask|Ida]]"
---

# A letter

She wrote to [[Tarn Bank|the bank]] and [a paper](https://paper.example/x).

- One page.
- No date.

> “I saw the books.” — Ida Rask[^1]

[^1]: Court file 7.
"""


def made(folder: Path) -> Path:
    place = folder / "events"
    (place / "sub").mkdir(parents=True)
    (place / ".git").mkdir()
    saved(place, "a.yaml", LOAN)
    saved(place, "b.json", json.dumps(TRIAL))
    saved(place / "sub", "c.md", NOTE)
    saved(place, "README.md", "# How this is made\n")
    saved(place, "broken.yml", "date: 2017-01-01\ntitle: [unclosed\n")
    saved(place, "odd.yml", "date: some day\ntitle: Odd\n")
    saved(place / ".git", "d.json", "{}")
    saved(place, "picture.png", b"\x89PNG")
    return place


def test_record_by_record(tmp_path: Path) -> None:
    place = made(tmp_path)
    items, remarks = ran(IMPORTER, place)
    loan, trial, odd, letter = table(items, "events")
    actors = {actor["id"]: actor["name"] for actor in table(items, "actors")}
    assert (loan["id"], loan["when"], loan["title"]) == (
        "2014-03-01--loan", "2014-03-01", "A loan: to nobody",
    )  # fmt: skip
    assert (loan["place"], loan["status"]) == ("Tarn", "confirmed")
    assert loan["summary"] == "A bank lends money to a firm without a name."
    assert loan["tags"] == ["money", "banks"]
    assert [(actors[p["actor"]], p.get("role")) for p in loan["participants"]] == [
        ("Tarn Bank", None), ("Ida Rask", "clerk"),
    ]  # fmt: skip
    assert loan["source_fields"] == {
        "importance": 7,
        "related_events": ["2015-01-01--trial"],
        "actors": [{"name": "Ida Rask", "desk": 4}],
    }
    assert (trial["when"], trial["hedge"]) == ("2015-01/2015-02-03", "predicted")
    assert "status" not in trial
    assert trial["source_fields"] == {"notes": "Check this."}
    assert (odd["title"], odd["display_date"], odd.get("when")) == ("Odd", "some day", None)
    assert (letter["title"], letter["when"]) == ("A letter", "2016-05-04")
    assert letter["summary"] == "She wrote to the bank and a paper.\n\n- One page.\n- No date."
    assert letter["tags"] == ["letters", "tarn"]
    assert [actors[part["actor"]] for part in letter["participants"]] == ["Ida Rask"]
    (broken,) = skipped(remarks)
    assert broken.place.startswith("broken.yml: line")
    assert any(remark.place == "README.md" for remark in remarks)
    assert any(remark.place == "odd.yml: date" for remark in remarks)
    assert items == ran(IMPORTER, place)[0]
    opened(items, tmp_path)


def test_sources_and_quotes(tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, made(tmp_path))
    sources = {source["id"]: source for source in table(items, "sources")}
    loan, *_, letter = table(items, "events")
    first, second = (sources[citation["source"]] for citation in loan["citations"])
    assert first["csl"] == {
        "id": first["id"], "type": "webpage", "title": "Where it went",
        "URL": "https://news.example/loan", "container-title": "Tarn Herald",
        "author": [{"literal": "H. Vik"}], "issued": {"date-parts": [[2014, 3, 9]]},
    }  # fmt: skip
    assert first["archived"] == "https://archive.example/loan"
    assert first["source_fields"] == {"verified": True}
    assert second["csl"]["URL"] == "https://court.example/papers"
    assert len(letter["citations"]) == 1
    (quote,) = table(items, "quotes")
    assert (quote["text"], quote["attribution"]) == ("I saw the books.", "Ida Rask")
    assert quote["events"] == [letter["id"]]
    assert sources[quote["citations"][0]["source"]]["csl"]["title"] == "Court file 7."


def test_without_pyyaml_simple_files_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = made(tmp_path)
    whole = ran(IMPORTER, place)[0]
    monkeypatch.setitem(sys.modules, "yaml", None)
    items, remarks = ran(IMPORTER, place)
    assert [event["title"] for event in table(items, "events")] == ["The trial", "Odd", "A letter"]
    gone = {remark.place: remark for remark in skipped(remarks)}
    assert set(gone) == {"a.yaml", "broken.yml"}
    assert "PyYAML" in gone["a.yaml"].what
    assert "onrecord[yaml]" in gone["a.yaml"].cure
    assert [item for item in items if item in whole if item.table == "events"]


@pytest.mark.parametrize(
    "text",
    [
        "a: b\nc: 12\nd: 2019-12-31\n",
        "a: 2019\nb: 2019-12\nc:\n",
        "tags:\n  - x\n  - 2\nother: words with spaces\n",
        "tags: [a, b c, 3]\nempty: []\n# a comment\n",
        "a: 'quoted: so'\nb: \"and so\"\n",
        "a: 12 men\nb: it's here\n",
    ],
)
def test_simple_yaml_is_read_as_pyyaml_reads_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = yaml.safe_load(text)
    expected = json.loads(json.dumps(loaded, default=str))
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert front_matter.read(text, "x") == expected


@pytest.mark.parametrize(
    "text",
    [
        "a: yes\n", "a: 1.5\n", "a: 0x10\n", "a: {b: c}\n", "a: b: c\n", "a: &x 1\n", "a: |\n  b\n",
        "a:\n  b: c\n", "- a\n", "a: ~\n", "a: b # c\n", "a: 010\n", "a: 1_000\n", "a: 12:30\n",
        "a: b\n  c\n", "a: null\n", "a: +5\n", "a: .5\n", "a: 1e3\n",
        "a: 1\na: 2\n",
    ],
)  # fmt: skip
def test_what_is_not_simple_is_left_to_pyyaml(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(DossierError, match="PyYAML"):
        front_matter.read(text, "x")


@settings(max_examples=200)
@given(st.text(alphabet="ab:-[] '\"#,019.\n", max_size=30))
def test_both_readers_agree(text: str) -> None:
    try:
        expected = yaml.safe_load(text)
    except yaml.YAMLError:
        expected = ()
    except ValueError:  # a day that is in no calendar, which is text here
        return
    try:
        found = front_matter.read(text, "x")
    except DossierError:
        return
    assert found == json.loads(json.dumps(expected, default=str))


def test_aliases_are_refused(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\ntitle: Bomb\ndate: 2019-01-01\n"
    items, remarks = ran(IMPORTER, saved(tmp_path, "bomb.yaml", bomb))
    assert items == []
    assert "aliases" in skipped(remarks)[0].what


def test_no_code_is_run(tmp_path: Path) -> None:
    content = "title: !!python/object/apply:os.system ['true']\ndate: 2019-01-01\n"
    items, remarks = ran(IMPORTER, saved(tmp_path, "run.yaml", content))
    assert items == []
    assert skipped(remarks)[0].place.startswith("line 1")


def test_a_file_by_itself(tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, saved(tmp_path, "b.json", json.dumps(TRIAL)))
    assert [event["title"] for event in table(items, "events")] == ["The trial"]
    listed = saved(tmp_path, "all.json", json.dumps([TRIAL, 5, {"version": 1}]))
    items, remarks = ran(IMPORTER, listed)
    assert len(table(items, "events")) == 1
    assert [remark.place for remark in skipped(remarks)] == ["[1]"]


def test_sniffing(tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(made(tmp_path))) == 85
    empty = tmp_path / "empty"
    empty.mkdir()
    assert IMPORTER.sniff(Input(empty)) == 0
    with pytest.raises(DossierError):
        ran(IMPORTER, empty)
    assert IMPORTER.sniff(Input(saved(tmp_path, "n.md", NOTE))) == 85
    assert IMPORTER.sniff(Input(saved(tmp_path, "a.yaml", LOAN))) == 75
    assert IMPORTER.sniff(Input(saved(tmp_path, "b.json", json.dumps(TRIAL)))) == 70
    assert IMPORTER.sniff(Input(saved(tmp_path, "c.json", '{"events": []}'))) == 0
    assert IMPORTER.sniff(Input(saved(tmp_path, "c.md", "# A\n"))) == 0


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"---\n", b"[" * 100_000, b"null"])
@pytest.mark.parametrize("name", ["x.json", "x.yaml", "x.md"])
def test_broken_files_cost_only_themselves(tmp_path: Path, name: str, content: bytes) -> None:
    place = tmp_path / "in"
    place.mkdir()
    saved(place, name, content)
    saved(place, "z.json", json.dumps(TRIAL))
    items, remarks = ran(IMPORTER, place)
    assert [event["title"] for event in table(items, "events")] == ["The trial"]
    assert [remark for remark in remarks if remark.place.startswith(name)]


KEYS = ["id", "date", "title", "summary", "status", "location", "actors", "tags", "sources", "end",
        "url", "name", "role", "outlet", "self", "Display Date"]  # fmt: skip
VALUE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
    | st.sampled_from(["2019", "2019-01-01", "https://x.example", "https://[", "[[a]]"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(KEYS), VALUE, max_size=8))
def test_junk_never_raises(tmp_path: Path, event: dict[str, Any]) -> None:
    path = saved(tmp_path, "junk.json", json.dumps(event))
    found = list(IMPORTER.read(Input(path), Options()))
    assert all(isinstance(one, Item | Remark) for one in found)
    opened([one for one in found if isinstance(one, Item)], tmp_path)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab:-[]{} '\"#,*&!|>%019.\n", max_size=40))
def test_junk_yaml_never_raises(tmp_path: Path, text: str) -> None:
    items, _ = ran(IMPORTER, saved(tmp_path, "junk.yaml", f"title: T\n{text}"))
    opened(items, tmp_path)


def test_links_between_notes_are_words_where_words_belong(tmp_path: Path) -> None:
    note = "---\ndate: 2016\ntitle: A letter to [[Tarn Bank|the bank]]\nplace: [[Tarn]]\n---\n"
    items, _ = ran(IMPORTER, saved(tmp_path, "n.md", note.replace("[[Tarn]]", '"[[Tarn]]"')))
    (event,) = table(items, "events")
    assert (event["title"], event["place"]) == ("A letter to the bank", "Tarn")


def test_a_place_names_the_file_once_and_the_line_in_it(tmp_path: Path) -> None:
    broken = saved(tmp_path, "n.md", "---\ndate: 2016\ntags: [a, b\n---\nText.\n")
    _, alone = ran(IMPORTER, broken)
    assert [remark.place for remark in alone] == ["line 3, column 12"]
    assert alone[0].cure
    assert [remark.place for remark in ran(IMPORTER, tmp_path)[1]] == ["n.md: line 3, column 12"]
    odd = saved(tmp_path, "n.md", "---\ndate: some day\ntitle: T\n---\n")
    assert [remark.place for remark in ran(IMPORTER, odd)[1]] == ["date"]
