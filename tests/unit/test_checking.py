"""The further checks: dossiers made with one thing wrong, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.checking import check
from store.corpus import Corpus
from store.errors import Problem
from store.sarif import RULES, sarif
from tests.builders import actor, event, link, opened, part, quote, source

CITED = [{"source": "s1"}, {"source": "s2"}]
SOURCES = [source("s1"), source("s2")]


def found(corpus: Corpus, rule: str) -> list[tuple[str, str]]:
    """Severity and place of what a rule found."""
    return [(one.severity, one.place) for one in check(corpus) if one.rule == rule]


def test_a_sound_dossier_has_nothing(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        sources=SOURCES,
        actors=[actor("a", name="Ada Quill"), actor("b", name="Ben Vole")],
        events=[event("e", participants=[part("a", "speaker")], citations=CITED)],
        quotes=[quote("q", speaker="a", citations=CITED)],
    )
    assert check(corpus) == []


def test_quotes_and_events_without_a_source(tmp_path: Path) -> None:
    corpus = opened(tmp_path, sources=SOURCES, events=[event("e")], quotes=[quote("q")])
    assert found(corpus, "no-citation") == [
        ("warning", "quotes · q · citations"), ("warning", "events · e · citations")
    ]  # fmt: skip


def test_events_on_one_source(tmp_path: Path) -> None:
    twice = [{"source": "s1", "locator": "1"}, {"source": "s1", "locator": "2"}]
    events = [event("one", citations=twice), event("two", citations=CITED)]
    corpus = opened(tmp_path, sources=SOURCES, events=events)
    assert found(corpus, "one-source") == [("note", "events · one · citations")]


def test_a_dossier_on_one_source_is_told_once(tmp_path: Path) -> None:
    events = [event("e1", citations=CITED[:1]), event("e2", citations=CITED[:1])]
    corpus = opened(tmp_path, sources=SOURCES[:1], events=events)
    assert found(corpus, "one-source") == [("note", "dossier · test")]


def test_sources_that_nothing_rests_on(tmp_path: Path) -> None:
    office = [{"title": "miller", "citations": [{"source": "s2"}]}]
    corpus = opened(
        tmp_path,
        sources=[*SOURCES, source("s3"), source("s4")],
        actors=[actor("a", positions=office)],
        events=[event("e1", citations=CITED[:1]), event("e2", citations=CITED[:1])],
        links=[link("l", "e1", "e2", citations=[{"source": "s3"}])],
    )
    assert found(corpus, "unused-source") == [("note", "sources · s4")]


def test_participants_without_a_role(tmp_path: Path) -> None:
    people = [actor(key, name=f"{key} {key}{key}") for key in "abcdef"]
    parts = [part("a", "host"), *(part(key) for key in "bcdef")]
    corpus = opened(tmp_path, actors=people, events=[event("e", participants=parts)])
    (problem,) = [one for one in check(corpus) if one.rule == "no-role"]
    assert problem.severity == "note"
    assert problem.what == "b, c, d and 2 more take part without a role"


@pytest.mark.parametrize(
    ("first", "second"),
    [("Mill", "mill"), ("a-b", "a_b"), ("café", "cafe"), ("e", " e"), ("e", "e\u200b")],
)
def test_ids_that_are_easily_mistaken(tmp_path: Path, first: str, second: str) -> None:
    corpus = opened(tmp_path, sources=SOURCES, events=[event(first), event(second)])
    assert ("warning", f"events · {second} · id") in found(corpus, "suspicious-id")


def test_characters_that_hide_or_act(tmp_path: Path) -> None:
    bidi = {"id": "s1", "type": "webpage", "title": "left \u202eright"}
    corpus = opened(
        tmp_path,
        sources=[{"id": "s1", "csl": bidi}],
        events=[
            event("e", title="a\x1b[31m", summary="tab\tand\r\nend", x={"k": ["ok", "z\u200b"]})
        ],
        quotes=[
            quote("q", text="“curly” – na\u00efve 👩\u200d🚀 \u0646\u0645\u06cc\u200c\u062e\u0648")
        ],
    )
    told = [one for one in check(corpus) if one.rule == "hostile-characters"]
    assert [(one.place, one.severity) for one in told] == [
        ("sources · s1 · csl.title", "warning"),
        ("events · e · title", "warning"),
        ("events · e · x.k[1]", "warning"),
    ]
    assert "U+202E" in told[0].what
    assert "U+001B" in told[1].what


def test_actors_that_look_like_one(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[
            actor("a", name="Zoë Quill-Vole"),
            actor("b", name="Quill Vole, Zoe"),
            actor("c", name="Hill Brigade", kind="armed-group"),
            actor("d", name="Hil Brigades", kind="unknown"),
        ],
    )
    assert found(corpus, "lookalike-actors") == [
        ("warning", "actors · b · name"), ("note", "actors · d · name")
    ]  # fmt: skip


def test_errors_come_first_then_warnings_then_notes(tmp_path: Path) -> None:
    parts = [part("nobody")]
    corpus = opened(tmp_path, sources=SOURCES, events=[event("e", participants=parts)])
    assert [one.severity for one in check(corpus)] == ["error", "warning", "note", "note", "note"]


def test_every_rule_is_explained_in_a_log(tmp_path: Path) -> None:
    problems = [
        Problem("events", "e", "title", "what", "Cure.", "note", rule) for rule in ("", "no-role")
    ]
    log = json.loads(sarif(problems, tmp_path / "ä b.json"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    assert {result["ruleId"] for result in run["results"]} <= set(RULES)
    first = run["results"][0]
    assert first["message"]["text"] == "events · e · title: what. Cure."
    uri = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")
    assert uri.endswith("/%C3%A4%20b.json")
