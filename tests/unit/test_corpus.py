"""An opened dossier: timeline order, postings, keys, and the time zone that days are counted in."""

from __future__ import annotations

import random
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.corpus import Corpus, names_of
from tests.builders import actor, event, link, opened, part, quote

STEADY = settings(derandomize=True, deadline=None)
"""The same examples every time, however slow the machine."""

BAD = ("yesterday", "31.12.2019", "2019-13-01", "2019-02-30", "2020-01-02/2019-12-31", "")


def event_ids(corpus: Corpus) -> list[str]:
    return [record.id for record in corpus.events]


def quote_ids(corpus: Corpus) -> list[str]:
    return [record.id for record in corpus.quotes]


def test_the_timeline_in_words_of_its_own(tmp_path: Path) -> None:
    """Each event is named for its place; the file has them the wrong way round."""
    whens = [
        ("a-decade", "201X"),
        ("b-year", "2019"),
        ("c-month", "2019-12"),
        ("d-day", "2019-12-30"),
        ("e-either-day", "[2019-12-30,2019-12-31]"),
        ("f-night-of-the-31st-there", "2019-12-30T22:00:00Z"),
        ("g-or-later-after-the-span", "2019-12-30T22:00:01Z/.."),
        ("h-open-start-by-its-end", "../2019-12-31"),
        ("i-open-start-later", "../2020-01-02"),
        ("j-undated", None),
    ]
    corpus = opened(
        tmp_path,
        time_zone="Asia/Baghdad",
        events=[event(name, when=when) for name, when in reversed(whens)],
    )
    assert event_ids(corpus) == [name for name, _ in whens]
    assert corpus.event_when[-1] is None
    assert corpus.problems == ()


def test_a_shorter_span_from_the_same_start_comes_first(tmp_path: Path) -> None:
    whens = ["2019-12-01", "2019-12-01/2019-12-02", "2019-12", "2019-12-01/.."]
    corpus = opened(tmp_path, events=[event(when, when=when) for when in reversed(whens)])
    assert event_ids(corpus) == whens


def test_seq_orders_one_date_and_the_file_what_is_left(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[
            event("later", when="2019-12-31", seq=-9),
            event("third", when="2019-12-30", seq=2),
            event("second", when="2019-12-30", seq=1),
            event("first", when="2019-12-30?"),
            event("also first", when="2019-12-30"),
            event("undated 2", seq=2),
            event("undated 1", seq=1),
        ],
    )
    assert event_ids(corpus) == [
        "first", "also first", "second", "third", "later", "undated 1", "undated 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "order"),
    [
        (None, ["moment", "day"]),
        ("UTC", ["moment", "day"]),
        ("Asia/Baghdad", ["day", "moment"]),
        ("America/New_York", ["moment", "day"]),
    ],
)
def test_a_day_is_a_day_of_the_dossiers_zone(
    tmp_path: Path, zone: str | None, order: list[str]
) -> None:
    corpus = opened(
        tmp_path,
        time_zone=zone,
        events=[event("day", when="2019-12-31"), event("moment", when="2019-12-30T23:00:00Z")],
    )
    assert event_ids(corpus) == order


@pytest.mark.parametrize(
    "zone", ["Mars/Base", "", "../UTC", "Europe", "/etc/passwd", "UTC\0", "\ud800", "+03:00"]
)
def test_a_bad_time_zone_is_named_and_utc_serves(tmp_path: Path, zone: str) -> None:
    corpus = opened(tmp_path, time_zone=zone, events=[event(when="2019-12-31")])
    assert corpus.zone is UTC
    (problem,) = corpus.problems
    assert problem.place == "dossier · test · time_zone"
    assert "time zone" in problem.what
    assert "UTC" in problem.cure
    assert corpus.event_when[0] is not None


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_date_reads_as_absent(tmp_path: Path, bad: str) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor(positions=[{"title": "x", "when": "2019"}, {"title": "y", "when": bad}])],
        events=[event("e1", when=bad), event("e2", when="2019-12-31")],
        quotes=[quote("q1", said=bad, published=bad), quote("q2", said=bad, published="2019")],
    )
    assert event_ids(corpus) == ["e2", "e1"]
    assert corpus.event_when[1] is None
    assert corpus.events.document(1)["when"] == bad
    assert [when and when.text for when in corpus.quote_when] == ["2019", None]
    assert {(p.table, p.record, p.field) for p in corpus.problems} == {
        ("actors", "a1", "positions[1].when"),
        ("events", "e1", "when"),
        ("quotes", "q1", "said"),
        ("quotes", "q1", "published"),
        ("quotes", "q2", "said"),
    }
    for problem in corpus.problems:
        assert problem.what
        assert problem.cure.endswith("Until then it reads as absent.")


def test_quotes_stand_by_said_then_published_then_their_first_event(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[event("new", when="2019-12-20"), event("old", when="2019-12-10"), event("undated")],
        quotes=[
            quote("nowhere"),
            quote("of an undated event", events=["undated"]),
            quote("dated of an undated event", events=["undated"], said="2019-12-25"),
            quote("by its event, not its second", events=["new", "old"]),
            quote("by its event that exists", events=["gone", "old"]),
            quote("by published", published="2019-12-05", events=["new"]),
            quote("by said", said="2019-12-01", published="2019-12-30", events=["new"]),
        ],
    )
    assert quote_ids(corpus) == [
        "by said",
        "by published",
        "by its event that exists",
        "by its event, not its second",
        "dated of an undated event",
        "of an undated event",
        "nowhere",
    ]
    own = [when and when.text for when in corpus.quote_when]
    assert own == ["2019-12-01", "2019-12-05", None, None, "2019-12-25", None, None]


def test_seq_orders_the_quotes_of_one_event(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[event(when="2019")],
        quotes=[quote(f"q{seq}", seq=seq, events=["e1"]) for seq in (3, 1, 2)],
    )
    assert quote_ids(corpus) == ["q1", "q2", "q3"]


@STEADY
@given(st.lists(st.sampled_from(["x", "x #2", "x #3", "x'", "x #2'", "y", "y #2"]), max_size=9))
def test_keys_are_unique_and_an_id_leads_to_its_first_record(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str]
) -> None:
    corpus = opened(tmp_path_factory.mktemp("d"), actors=[actor(key) for key in ids])
    keys = corpus.actors.keys
    assert len(set(keys)) == len(ids)
    assert [corpus.actors.row(key) for key in keys] == list(range(len(ids)))
    for key in ids:
        assert corpus.actors.row(key) == ids.index(key)
        assert keys[ids.index(key)] == key


def test_rows_by_key(tmp_path: Path) -> None:
    actors = opened(tmp_path, actors=[actor("a"), actor("b")]).actors
    assert actors.row(None) is None
    assert actors.row("c") is None
    assert actors.rows(["b", "c", "a", "b"]) == [1, 0]
    assert len(actors) == 2
    assert [record.id for record in actors] == ["a", "b"]


def test_unknown_fields_stand_in_the_document(tmp_path: Path) -> None:
    own = event(when="2019", own={"a": [1, None]}, source_fields={"x": "y"}, title="Café 😀")
    corpus = opened(tmp_path, events=[own])
    assert corpus.events.document(0) == own
    assert list(corpus.events.document(0)) == list(own)
    corpus.events.document(0)["title"] = "changed"
    assert corpus.events.document(0) == own


def test_links_by_either_end(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[event("e1"), event("e2"), event("e3")],
        links=[
            link("l1", "e2", "e1", "caused-by"),
            link("l2", "e3", "e2", "response-to"),
            link("l3", "e2", "e3", "contradicts"),
            link("l4", "e2", "e2", "caused-by"),
        ],
    )
    assert set(corpus.links_of["e2"]) == {0, 1, 2, 3}
    assert corpus.links_of["e1"] == [0]
    assert "e9" not in corpus.links_of
    came_from, came_of_it = corpus.causes_and_effects("e2")
    assert "l1" in [found.id for found in came_from]
    assert [found.id for found in came_of_it] == ["l2"]
    assert corpus.causes_and_effects("e9") == ([], [])


def test_a_link_from_a_record_to_itself_is_listed_once(tmp_path: Path) -> None:
    corpus = opened(tmp_path, events=[event()], links=[link("l1", "e1", "e1")])
    assert corpus.links_of["e1"] == [0]


def test_the_names_of_an_actor(tmp_path: Path) -> None:
    given_names = actor(name="United States", short="U.S.", aliases=[{"name": "America"}])
    corpus = opened(tmp_path, actors=[given_names, actor("a2")])
    assert names_of(corpus.actors[0]) == ("United States", "U.S.", "America")
    assert names_of(corpus.actors[1]) == ("a2",)


def test_an_empty_dossier_opens(tmp_path: Path) -> None:
    corpus = opened(tmp_path)
    assert (len(corpus.events), len(corpus.actors), len(corpus.quotes)) == (0, 0, 0)
    assert corpus.problems == ()
    assert corpus.dossier.title == "Test"


def test_ten_thousand_records_open_in_order(tmp_path: Path) -> None:
    dice = random.Random(7)
    days = [f"{dice.randint(1900, 2020)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            for _ in range(4_000)]  # fmt: skip
    corpus = opened(
        tmp_path,
        actors=[actor(f"a{n}") for n in range(1_000)],
        events=[
            event(f"e{n}", when=day, participants=[part(f"a{n % 1_000}")])
            for n, day in enumerate(days)
        ],
        quotes=[
            quote(f"q{n}", speaker=f"a{n % 1_000}", events=[f"e{n % 4_000}"]) for n in range(5_000)
        ],
    )
    assert corpus.problems == ()
    order = sorted(range(4_000), key=days.__getitem__)
    assert event_ids(corpus) == [f"e{n}" for n in order]
    said_on = [days[int(key[1:]) % 4_000] for key in quote_ids(corpus)]
    assert said_on == sorted(days[n % 4_000] for n in range(5_000))
    assert {len(rows) for rows in corpus.part_in} == {4}
    assert {len(rows) for rows in corpus.says} == {5}
    assert sum(map(len, corpus.event_quotes)) == 5_000
