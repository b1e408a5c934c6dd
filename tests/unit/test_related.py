"""Where records lead: on the bundled dossier by a table written by reading it, and corners."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from store.corpus import Corpus, open_dossier
from store.model import LinkKind
from store.related import LINK_WORDS, Ref, find, related
from tests.builders import actor, event, link, opened, part, quote

FILE = Path(__file__).parents[2] / "assets" / "dossiers" / "embassy.json"


@pytest.fixture(scope="module", name="embassy")
def fixture_embassy() -> Corpus:
    return open_dossier(FILE)


def ways(corpus: Corpus, key: str) -> list[str]:
    """Each way from a record as what the other is to it, and the other's id."""
    ref = find(corpus, key)
    assert ref is not None
    return [
        f"{way.says}: {getattr(corpus, way.target.table)[way.target.row].id}"
        for way in related(corpus, ref)
    ]


RELATED: dict[str, list[str]] = {
    "attack": [
        "caused by: airstrikes", "answered by: deployment", "holds: embassy-scene",
        "attacker: kataib-hezbollah", "attacker: pmf-supporters", "target: us-embassy",
        "present: khazali", "present: al-amiri",
    ],
    "airstrikes": [
        "led to: attack", "answered by: condemnation",
        "attacker: us", "target: kataib-hezbollah", "target: pmf",
    ],
    "deployment": [
        "response to: attack",
        "sender: us", "sent: additional-troops", "sent: us-marines", "reinforced: us-embassy",
    ],
    "embassy-scene": [
        "part of: attack", "witness: ap-reporter", "guard: marine-guardsmen",
        "guard: diplomatic-security", "intruder: intruders", "site: us-embassy",
    ],
    "pompeo-leaders": [
        "on: pompeo-identification", "on: attack", "speaker: pompeo", "speaks of: al-muhandis",
        "speaks of: khazali", "speaks of: alfayyadh", "speaks of: al-amiri",
    ],
    "esper-urges-iraq": [
        "on: esper-statement", "speaker: esper", "speaks of: iran", "said to: iraqi-government",
    ],
    "pompeo-120-sites": [
        "on: pompeo-message", "speaker: pompeo", "speaks of: iran-backed-militias",
        "said to: baghdad",
    ],
    "pmf": [
        "holds: kataib-hezbollah", "deputy chief: al-muhandis", "chairman: alfayyadh",
        "commander: al-amiri", "takes part in: airstrikes",
    ],
    "kataib-hezbollah": [
        "part of: pmf", "takes part in: airstrikes", "takes part in: attack",
    ],
    "al-amiri": [
        "commander of: pmf", "takes part in: attack", "takes part in: pompeo-identification",
        "takes part in: pompeo-naming", "takes part in: white-house-visits",
    ],
    "ap": ["reporter: ap-reporter"],
    "additional-troops": ["holds: us-marines", "takes part in: deployment"],
}  # fmt: skip


@pytest.mark.parametrize(("key", "expected"), RELATED.items())
def test_a_record_leads_to(embassy: Corpus, key: str, expected: list[str]) -> None:
    assert ways(embassy, key) == expected


def test_every_way_leads_to_another_record_that_exists(embassy: Corpus) -> None:
    sizes = {"events": 12, "actors": 30, "quotes": 10}
    records = (*embassy.events, *embassy.actors, *embassy.quotes)
    assert len(records) == sum(sizes.values())
    for ref in (find(embassy, record.id) for record in records):
        assert ref is not None
        for way in related(embassy, ref):
            assert way.target != ref
            assert way.says
            assert 0 <= way.target.row < sizes[way.target.table]


def test_a_record_is_found_by_its_id(embassy: Corpus) -> None:
    assert find(embassy, "attack") == Ref("events", 3)
    assert find(embassy, "pmf") == Ref("actors", 2)
    assert find(embassy, "pompeo-leaders") == Ref("quotes", 3)
    assert find(embassy, "excerpt") is None
    assert find(embassy, "nobody") is None


def test_every_kind_of_link_has_words_for_both_its_ends() -> None:
    assert set(LINK_WORDS) == set(get_args(LinkKind))
    said = [word for pair in LINK_WORDS.values() for word in pair]
    assert len(set(said)) == len(said)


def test_replies_lead_both_ways_and_links_to_nothing_lead_nowhere(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        quotes=[quote("asked", seq=1), quote("answered", seq=2)],
        links=[
            link("l1", "answered", "asked", "replies-to"),
            link("l2", "answered", "gone", "contradicts"),
            link("l3", "gone", "asked", "contradicts"),
        ],
    )
    assert ways(corpus, "asked") == ["reply: answered"]
    assert ways(corpus, "answered") == ["replies to: asked"]


def test_who_passed_it_on_and_an_actor_with_several_roles(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor("a1"), actor("a2"), actor("a3")],
        events=[
            event(
                participants=[
                    part("a1", "host"), part("a2"), part("a1", "witness"), part("a1"),
                    part("gone", "guest"),
                ]
            )
        ],
        quotes=[
            quote(
                speaker="a1", via={"actor": "a2"}, about=["a3", "gone"], audience=["a3"],
                events=["gone", "e1", "e1"],
            )
        ],
    )  # fmt: skip
    assert ways(corpus, "e1") == ["host, witness: a1", "takes part: a2"]
    assert ways(corpus, "q1") == [
        "on: e1", "speaker: a1", "passed on by: a2", "speaks of: a3", "said to: a3",
    ]  # fmt: skip
