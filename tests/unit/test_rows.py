"""The rows of the panes: on the bundled dossier by a table written by reading it, and corners."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.corpus import Corpus, open_dossier
from store.filters import parse
from store.rows import SPOKE, cast_rows, roles_in, statement_rows
from store.views import InView, evaluate
from tests.builders import actor, event, opened, part, quote

FILE = Path(__file__).parents[2] / "assets" / "dossiers" / "embassy.json"


@pytest.fixture(scope="module", name="embassy")
def fixture_embassy() -> Corpus:
    return open_dossier(FILE)


def view(corpus: Corpus, text: str = "") -> InView:
    return evaluate(corpus, parse(text))


def cast(seen: InView, key: str | None) -> list[str]:
    """Each row as heading, actor, events, said and of; the heading only where it changes."""
    corpus, lines, heading = seen.corpus, [], ""
    for row in cast_rows(seen, corpus.events.row(key)):
        shown = f"{row.heading}: " if row.heading != heading else ""
        heading = row.heading
        lines.append(f"{shown}{corpus.actors[row.actor].id} {row.events} {row.said} {row.of}")
    return lines


def words(seen: InView, event: str | None, actor: str | None) -> list[str]:
    """Each row as quote, with the event that it stands under or its group in front."""
    corpus = seen.corpus
    rows = statement_rows(seen, corpus.events.row(event), corpus.actors.row(actor))
    return [
        " ".join(
            part
            for part in (
                f"{row.group}:" if row.group else "",
                f"{corpus.events[row.event].id}:" if row.event is not None else "",
                corpus.quotes[row.quote].id,
            )
            if part
        )
        for row in rows
    ]


# filter, event, the cast with (events in view, statements said, statements about or to)
CASTS: list[tuple[str, str, list[str]]] = [
    (
        "",
        "attack",
        [
            "attacker: kataib-hezbollah 2 0 0",
            "pmf-supporters 1 0 0",
            "target: us-embassy 4 0 0",
            "present: khazali 3 0 2",
            "al-amiri 4 0 2",
            "spoke about it: ap-reporter 1 1 0",
            "pompeo 3 2 0",
        ],
    ),
    (
        "",
        "esper-statement",
        [
            "speaker: esper 1 3 0",
            "addressee: iraqi-government 1 0 1",
            "spoken of: paramilitary-groups 1 0 1",
            "us 3 0 1",
            "us-forces 1 0 1",
            "iran 2 0 1",
        ],
    ),
    (
        "",
        "airstrikes",
        [
            "attacker: us 3 0 0",
            "target: kataib-hezbollah 2 0 0",
            "pmf 1 0 0",
            "spoke about it: abdul-mahdi 1 1 0",
            "hook 1 1 0",
        ],
    ),
    (
        "",
        "white-house-visits",
        ["guest: al-amiri 4 0 0", "alfayyadh 3 0 0", "host: white-house 1 0 0"],
    ),
    (
        "about:khazali",
        "attack",
        [
            "attacker: kataib-hezbollah 1 0 0",
            "pmf-supporters 1 0 0",
            "target: us-embassy 1 0 0",
            "present: khazali 3 0 2",
            "al-amiri 3 0 2",
            "spoke about it: pompeo 2 2 0",
        ],
    ),
    (
        "-actor:pompeo",
        "attack",
        [
            "attacker: kataib-hezbollah 2 0 0",
            "pmf-supporters 1 0 0",
            "target: us-embassy 4 0 0",
            "present: khazali 1 0 0",
            "al-amiri 2 0 0",
            "spoke about it: ap-reporter 1 1 0",
        ],
    ),
]


@pytest.mark.parametrize(("text", "key", "rows"), CASTS)
def test_the_cast_of_an_event(embassy: Corpus, text: str, key: str, rows: list[str]) -> None:
    assert cast(view(embassy, text), key) == rows


def test_under_all_events_stands_everyone_in_the_filter_with_most_to_say_first(
    embassy: Corpus,
) -> None:
    everyone = cast(view(embassy), None)
    assert len(everyone) == 30
    assert everyone[:2] == ["pompeo 3 3 0", "esper 1 3 0"]
    assert {line.split()[0] for line in everyone[2:6]} == {
        "abdul-mahdi", "hook", "ap-reporter", "milley",
    }  # fmt: skip
    assert cast(view(embassy, "buzzsaw"), None) == ["milley 1 1 0", "us-embassy 1 0 1"]
    assert cast(view(embassy, "-actor:milley buzzsaw"), None) == []


STATEMENTS: list[tuple[str, str | None, str | None, list[str]]] = [
    ("", "attack", None, ["ap-observation", "pompeo-leaders", "pompeo-responsible"]),
    ("", "attack", "pompeo", ["said by: pompeo-leaders", "said by: pompeo-responsible"]),
    ("", "attack", "khazali", ["about or to: pompeo-leaders", "about or to: pompeo-responsible"]),
    ("", "attack", "kataib-hezbollah", []),
    ("", "deployment", None, []),
    ("", None, "iran", ["about or to: hook-message-to-iran", "about or to: esper-urges-iraq"]),
    ("", None, "milley", ["said by: milley-buzzsaw"]),
    ("", None, "baghdad", ["about or to: pompeo-120-sites"]),
    ("", None, "ap", []),
    ("date:none", None, "pompeo", ["said by: pompeo-120-sites"]),
    ("speaker:esper", "esper-statement", "iran", ["about or to: esper-urges-iraq"]),
    (
        "",
        None,
        None,
        [
            "condemnation: abdul-mahdi-condemns",
            "hook-statement: hook-message-to-iran",
            "embassy-scene: ap-observation",
            "pompeo-identification: pompeo-leaders",
            "pompeo-naming: pompeo-responsible",
            "esper-statement: esper-game-changed",
            "esper-statement: esper-strike-first",
            "esper-statement: esper-urges-iraq",
            "milley-statement: milley-buzzsaw",
            "pompeo-message: pompeo-120-sites",
        ],
    ),
    (
        "role:target",
        None,
        None,
        [
            "airstrikes: abdul-mahdi-condemns",
            "airstrikes: hook-message-to-iran",
            "attack: ap-observation",
            "attack: pompeo-leaders",
            "attack: pompeo-responsible",
        ],
    ),
    (
        'kind:mixed|verbatim -"a group that"',
        None,
        None,
        ["esper-statement: esper-game-changed", "milley-buzzsaw"],
    ),
]


@pytest.mark.parametrize(("text", "event", "actor", "rows"), STATEMENTS)
def test_the_statements(
    embassy: Corpus, text: str, event: str | None, actor: str | None, rows: list[str]
) -> None:
    assert words(view(embassy, text), event, actor) == rows


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", [2, 1, 1, 3, 1, 0, 1, 1, 3, 1, 1, 0]),
        ("kind:mixed|verbatim", [1, 1]),
        ("-actor:pompeo", [2, 1, 1, 1, 1, 0, 3, 1, 0]),
    ],
)
def test_an_event_says_how_many_statements_are_behind_it(
    embassy: Corpus, text: str, counts: list[int]
) -> None:
    seen = view(embassy, text)
    assert [len(seen.statements_on(row)) for row in seen.events] == counts


@pytest.mark.parametrize(
    ("text", "actor", "events"),
    [
        ("", "pompeo", "attack pompeo-identification pompeo-naming pompeo-message"),
        ("", "hook", "airstrikes hook-statement"),
        ("", "us-embassy", "attack embassy-scene deployment milley-statement"),
        ("", "baghdad", "pompeo-message"),
        ("role:target", "hook", "airstrikes"),
        ("within:2019", "hook", ""),
        ("type:statement", "hook", "hook-statement"),
        ("type:statement", "white-house", ""),
    ],
)
def test_the_events_of_an_actor_are_marked(
    embassy: Corpus, text: str, actor: str, events: str
) -> None:
    seen, row = view(embassy, text), embassy.actors.row(actor)
    assert row is not None
    marked = sorted(seen.touched_by(row))
    assert " ".join(embassy.events[one].id for one in marked) == events


def test_one_row_for_an_actor_with_its_roles_joined(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor("a1"), actor("a2"), actor("a3")],
        events=[
            event(
                participants=[
                    part("a1", "host"), part("a2"), part("a1"), part("a1", "witness"),
                    part("a1", "host"), part("gone", "guest"), part("a3", "host"),
                ]
            )
        ],
    )  # fmt: skip
    assert cast(view(corpus), "e1") == [
        "host, witness: a1 1 0 0", "no role stated: a2 1 0 0", "host: a3 1 0 0",
    ]  # fmt: skip
    assert roles_in(corpus, 0, 0) == "host, witness"


def test_a_role_that_is_called_like_the_last_heading_hides_nobody(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor("a1"), actor("a2")],
        events=[event(participants=[part("a1", SPOKE)])],
        quotes=[quote(speaker="a2", events=["e1"])],
    )
    assert cast(view(corpus), "e1") == [f"{SPOKE}: a1 1 0 0", "a2 0 1 0"]


def test_who_passes_on_a_statement_spoke_and_who_is_only_spoken_of_did_not(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[actor("says"), actor("passes"), actor("told"), actor("meant")],
        events=[event()],
        quotes=[
            quote(
                speaker="says", via={"actor": "passes"}, audience=["told"], about=["meant", "says"],
                events=["e1", "e1"],
            )
        ],
    )  # fmt: skip
    seen = view(corpus)
    assert cast(seen, "e1") == [f"{SPOKE}: says 0 1 1", "passes 0 1 0"]
    assert words(seen, None, "says") == ["said by: q1"]
    assert words(seen, None, "passes") == ["said by: q1"]
    assert words(seen, "e1", "meant") == ["about or to: q1"]
    assert words(seen, "e1", "told") == ["about or to: q1"]
    assert words(seen, None, None) == ["e1: q1"]


def test_each_statement_stands_once_under_the_first_of_its_events_in_view(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[event("early", when="2019"), event("late", when="2020", type="strike")],
        quotes=[
            quote("q1", events=["late", "early"], seq=2),
            quote("q2", events=["gone", "early"], said="2030"),
            quote("q3", said="2001"),
            quote("q4", events=["late"], seq=1),
        ],
    )
    assert words(view(corpus), None, None) == ["early: q2", "late: q4", "late: q1", "q3"]
    assert words(view(corpus, "-type:strike"), None, None) == ["early: q2", "q3"]
    assert words(view(corpus), "late", None) == ["q4", "q1"]
