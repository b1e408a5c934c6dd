"""What a term that is being typed could become, on the bundled dossier."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.corpus import open_dossier
from store.errors import FilterError
from store.filters import FIELDS, parse
from store.mark_set import Mark, MarkSet
from store.suggest import last_term, suggestions
from store.views import evaluate
from tests.builders import actor, event, opened, quote

FILE = Path(__file__).parents[2] / "assets" / "dossiers" / "embassy.json"
EMBASSY = open_dossier(FILE)
MARKS = MarkSet(
    (
        Mark("quotes", "esper-game-changed", marked=True, tags=("Zürich", "mine")),
        Mark("events", "gone", tags=("mine",)),
    )
)

# What is typed, and the terms that are offered first.
OFFERED: dict[str, list[str]] = {
    "": [f"{name}:" for name in FIELDS],
    "-": [f"-{name}:" for name in FIELDS],
    "ro": ["role:"],
    "s": ["speaker:", "status:", "source:"],
    "actor:mi": ["actor:pompeo", "actor:milley", "actor:iran-backed-militias"],
    "ACTOR:MI": ["actor:pompeo", "actor:milley", "actor:iran-backed-militias"],
    "-about:khaz": ["-about:khazali"],
    "speaker:esper|mil": ["speaker:esper|milley", "speaker:esper|iran-backed-militias"],
    'actor:"mark esper"|pom': ['actor:"mark esper"|pompeo'],
    'actor:"brian h': ["actor:hook"],
    'actor:"a|b': [],
    "game ki": ["kind:"],
    "game -kind:": ["-kind:verbatim", "-kind:mixed", "-kind:paraphrase"],
    "game kind:p": ["kind:paraphrase"],
    "status:": ["status:reported", "status:disputed", "status:confirmed"],
    "role:named": ['role:"named as leader"', 'role:"named responsible"'],
    'role:"named': ['role:"named as leader"', 'role:"named responsible"'],
    "role:responsible": ['role:"named responsible"'],
    "type:s": ["type:statement", "type:strike"],
    "place:green": ['place:"Green Zone, Baghdad, Iraq"'],
    "source:": ["source:excerpt"],
    "tag:": ["tag:Zürich", "tag:mine"],
    "tag:zur": ["tag:Zürich"],
    "-is:": ["-is:marked", "-is:tagged", "-is:noted"],
    "is:n": ["is:noted"],
    "tagg": ["is:tagged"],
    "note:": [],
    "event:att": ["event:attack"],
    "event:scene": [],
    "event:guards": ["event:embassy-scene"],
    "at": ["role:attacker", "type:attack"],
    "verb": ["kind:verbatim"],
    "pompeo": ["actor:pompeo"],
    "date:": [
        "date:2019", "date:2020", "date:2019-12", "date:2020-01", "date:2019-12-29",
        "date:2019-12-31", "date:2020-01-02", "date:none",
    ],
    "date:2019-12-": ["date:2019-12-29", "date:2019-12-31"],
    "date:2019-12-29..2020": ["date:2019-12-29..2020-01", "date:2019-12-29..2020-01-02"],
    "date:..2020-01": ["date:..2020-01-02"],
    "date:n": ["date:none"],
    "within:n": [],
    "colour:": [],
    "zzz": [],
}  # fmt: skip


@pytest.mark.parametrize(("typed", "terms"), OFFERED.items())
def test_offers(typed: str, terms: list[str]) -> None:
    offered = [one.term for one in suggestions(EMBASSY, typed, 20, MARKS)]
    assert offered[: len(terms)] == terms
    assert bool(offered) == bool(terms)


def test_says_what_it_is_and_what_it_would_leave() -> None:
    (first, *_) = suggestions(EMBASSY, "actor:mi", 5)
    assert (first.term, first.says, first.count) == ("actor:pompeo", "Mike Pompeo", "4 ev · 3 qu")
    (verbatim, *_) = suggestions(EMBASSY, "actor:esper|milley kind:", 5)
    assert (verbatim.term, verbatim.count) == ("kind:verbatim", "1 ev · 1 qu")
    (field, *_) = suggestions(EMBASSY, "rol", 5)
    assert (field.term, field.says, field.count) == ("role:", FIELDS["role"], "")
    (event, *_) = suggestions(EMBASSY, "-event:guards", 5)
    assert (event.says, event.count) == ("Guards and intruders at the embassy", "11 ev · 9 qu")


def test_behind_a_mistake_nothing_is_counted() -> None:
    (first, *_) = suggestions(EMBASSY, "kind:zzz actor:mi", 5)
    assert (first.term, first.count) == ("actor:pompeo", "")


def test_gives_no_more_than_asked() -> None:
    assert len(suggestions(EMBASSY, "actor:", 3)) == 3
    assert len(suggestions(EMBASSY, "actor:", 99)) == 30


def test_a_large_dossier_is_not_counted_at_every_key(tmp_path: Path) -> None:
    many = [event(f"e{number}") for number in range(5001)]
    corpus = opened(tmp_path, events=many, actors=[actor("esper")], quotes=[quote()])
    assert [(one.term, one.count) for one in suggestions(corpus, "actor:e", 3)] == [
        ("actor:esper", "")
    ]


def test_what_needs_quotation_marks_gets_them(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor("the one", name="One"), actor('a|"b"', name="Two")],
        events=[event(tags=["to check"])],
    )
    assert [one.term for one in suggestions(corpus, "actor:one", 3)] == ['actor:"the one"']
    assert [one.term for one in suggestions(corpus, "actor:two", 3)] == [r'actor:"a|\"b\""']
    assert [one.term for one in suggestions(corpus, "tag:to", 3)] == ['tag:"to check"']


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("", ""),
        ("game", "game"),
        ("game ", ""),
        ("game act", "act"),
        ('game "green zo', '"green zo'),
        ('actor:"mark esper"|mi', 'actor:"mark esper"|mi'),
        ('"green zone" k', "k"),
        (r'"a \" b', r'"a \" b'),
        (r'"a \" b" c', "c"),
        ("x\ty", "y"),
    ],
)
def test_the_term_that_is_being_typed(typed: str, last: str) -> None:
    assert last_term(typed) == last


scraps = st.lists(
    st.sampled_from(
        ["actor:", "event:", "kind:", "date:", "2019-12", "2019-12-2", "..", "n", "-", '"', "|",
         " ", "\\", "mi", "pompeo", "place:", "é", "role:na", ":", "zz:"]
    ),
    max_size=8,
).map("".join)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=100)
@given(scraps)
def test_whatever_is_offered_can_be_taken(typed: str) -> None:
    before = typed[: len(typed) - len(last_term(typed))]
    try:
        evaluate(EMBASSY, parse(before))
    except FilterError:
        before = ""
        typed = last_term(typed)
    for one in suggestions(EMBASSY, typed, 6):
        if one.term.endswith(":"):
            assert one.term.removeprefix("-").removesuffix(":") in FIELDS
            continue
        try:
            seen = evaluate(EMBASSY, parse(f"{before}{one.term}"))
        except FilterError:
            assert "|" in last_term(typed), "an earlier value of the same term is wrong"
            assert one.count == ""
        else:
            assert one.count == f"{len(seen.events)} ev · {len(seen.quotes)} qu"
