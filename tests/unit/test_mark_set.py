"""The user's marks as values, and what filters and facets make of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.corpus import Corpus, open_dossier
from store.errors import FilterError
from store.facets import Facets
from store.filters import EVERYTHING, parse
from store.known import known_values
from store.mark_set import NO_MARKS, Mark, MarkSet, export_marks
from store.views import evaluate, evaluate_typing
from tests.builders import actor, event, opened, part, quote, source

MARKS = MarkSet(
    (
        Mark("events", "raid", marked=True),
        Mark("quotes", "denial", marked=True, tags=("To check", "war"), note="Ask Zürich's desk"),
        Mark("actors", "ann", tags=("war",), note="who is she?\n\x1b[2JReally"),
        Mark("quotes", "gone", marked=True, tags=("old",), note="kept"),
        Mark("sources", "s1", marked=True),
    )
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return opened(
        tmp_path,
        sources=[source("s1")],
        actors=[actor("ann"), actor("bob", tags=["War"])],
        events=[
            event("raid", participants=[part("bob", "target")]),
            event("talks", title="Talks on the war", tags=["war"]),
        ],
        quotes=[
            quote("denial", speaker="bob", events=["raid", "talks"]),
            quote("claim", events=["talks"], tags=["TO-CHECK"]),
        ],
    )


def ids(corpus: Corpus, text: str, marks: MarkSet = MARKS) -> str:
    """Events (in brackets those that are dim), quotes and actors that a filter leaves."""
    seen = evaluate(corpus, parse(text), text, marks)
    events = [
        f"({corpus.events[row].id})" if row in seen.for_its_words else corpus.events[row].id
        for row in seen.events
    ]
    quotes = [corpus.quotes[row].id for row in seen.quotes]
    actors = [corpus.actors[row].id for row in seen.actors]
    return " / ".join(" ".join(part) for part in (events, quotes, actors))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an event holds it by itself, or is there for a quote that does
        ("is:marked", "raid (talks) / denial / bob"),
        ("IS:Marked", "raid (talks) / denial / bob"),
        # an actor that holds it itself is in view for that alone
        ("is:noted", "(raid) (talks) / denial / ann bob"),
        ("is:noted denial", "(raid) (talks) / denial / bob"),
        ("is:tagged -is:marked", " /  / ann"),
        ("-is:marked", "talks / claim / ann bob"),
        ("is:marked -is:noted", "raid /  / bob"),
        ("is:marked talks", "(talks) / denial / bob"),
        # the dossier's tags and the user's, in any spelling
        ("tag:war", "(raid) talks / denial / ann bob"),
        ("tag:to-check", "(raid) (talks) / denial claim / bob"),
        ("tag:old", " /  / "),
        ("-tag:war", "raid / claim / bob"),
        ("note:zurichs", "(raid) (talks) / denial / bob"),
        ('note:"she? really"', " /  / "),
        ('note:"WHO IS"|desk', "(raid) (talks) / denial / ann bob"),
        ("note:nothing", " /  / "),
        # words do not look into notes
        ("desk", " /  / "),
    ],
)
def test_what_a_filter_leaves(corpus: Corpus, text: str, expected: str) -> None:
    assert ids(corpus, text) == expected


def test_without_marks_nothing_is_marked(corpus: Corpus) -> None:
    assert ids(corpus, "is:marked", NO_MARKS) == ids(corpus, "note:desk", NO_MARKS) == " /  / "
    assert ids(corpus, "-is:marked", NO_MARKS) == ids(corpus, "")


def test_a_tag_of_the_users_is_no_mistake(corpus: Corpus) -> None:
    assert known_values(corpus, "tag", MARKS) == ["TO-CHECK", "To check", "War", "old", "war"]
    with pytest.raises(FilterError, match="no tag is called “old”"):
        evaluate(corpus, parse("tag:old"), "tag:old")
    with pytest.raises(FilterError, match="no tag is called “ode”") as caught:
        evaluate(corpus, parse("tag:ode"), "tag:ode", MARKS)
    assert caught.value.mend == "Did you mean old?"
    assert (caught.value.start, caught.value.end) == (4, 7)


def test_while_typing(corpus: Corpus) -> None:
    seen, error = evaluate_typing(corpus, "note:desk tag:ol", MARKS)
    assert error is not None
    assert error.unfinished
    assert [corpus.quotes[row].id for row in seen.quotes] == ["denial"]
    assert seen.marks is MARKS


def test_what_is_in_view_knows_the_marks(corpus: Corpus) -> None:
    assert evaluate(corpus, EVERYTHING, marks=MARKS).marks is MARKS
    assert evaluate(corpus, parse("denial"), marks=MARKS).marks is MARKS
    assert evaluate(corpus, EVERYTHING).marks is NO_MARKS


def test_of_records_with_one_id_each_has_its_own_mark(tmp_path: Path) -> None:
    corpus = opened(tmp_path, quotes=[quote("q", text="one"), quote("q", text="two")])
    second = MarkSet((Mark("quotes", corpus.quotes.keys[1], marked=True),))
    seen = evaluate(corpus, parse("is:marked"), marks=second)
    assert [corpus.quotes[row].text for row in seen.quotes] == ["two"]


def test_facets_count_the_users_tags_and_marks(corpus: Corpus) -> None:
    index = Facets(corpus)

    def told(field: str, marks: MarkSet) -> dict[str, tuple[int, int]]:
        found = index.of(evaluate(corpus, EVERYTHING, marks=marks), field)
        return {str(one.term): (one.events, one.quotes) for one in found}

    for _ in range(2):  # what is kept of one set of marks does not answer for another
        assert told("tag", MARKS) == {"tag:TO-CHECK": (2, 2), "tag:war": (2, 1)}
        assert told("is", MARKS) == {
            "is:marked": (2, 1),
            "is:tagged": (2, 1),
            "is:noted": (2, 1),
        }
        assert told("tag", NO_MARKS) == {"tag:TO-CHECK": (1, 1), "tag:war": (1, 0)}
        assert told("is", NO_MARKS) == {}


def test_looking_up() -> None:
    assert MARKS.of("quotes", "denial").tags == ("To check", "war")
    nothing = MARKS.of("events", "denial")
    assert nothing == Mark("events", "denial")
    assert not nothing
    assert [mark.record for mark in MARKS.marked] == ["raid", "denial", "gone", "s1"]
    assert [mark.record for mark in MARKS.tagged] == ["denial", "ann", "gone"]
    assert [mark.record for mark in MARKS.noted] == ["denial", "ann", "gone"]
    assert MARKS.tags == ("old", "To check", "war")
    assert len(MARKS) == len(list(MARKS)) == 5
    assert MARKS
    assert not NO_MARKS
    assert NO_MARKS.tags == ()
    assert NO_MARKS.marked == ()


def test_marks_whose_record_is_gone_are_listed(corpus: Corpus, tmp_path: Path) -> None:
    assert [mark.record for mark in MARKS.orphans(corpus)] == ["gone"]
    odd = MarkSet((Mark("letters", "raid", marked=True), Mark("path", "x", note="y")))
    assert odd.orphans(corpus) == list(odd)
    newer = opened(tmp_path, events=[event("raid")])
    assert [mark.record for mark in MARKS.orphans(newer)] == ["denial", "ann", "gone", "s1"]
    assert [m.record for m in MARKS.orphans(open_dossier(corpus.path))] == [
        m.record for m in MARKS.orphans(newer)
    ]


def test_some_are_changed() -> None:
    changed = MARKS.changed_by(
        [Mark("events", "raid", note="n"), Mark("actors", "ann"), Mark("links", "l", marked=True)]
    )
    assert [mark.record for mark in changed] == ["raid", "denial", "gone", "s1", "l"]
    assert changed.of("events", "raid") == Mark("events", "raid", note="n")
    assert MARKS.of("actors", "ann").note


def test_exported_marks_hold_everything() -> None:
    stored = json.loads(json.dumps(export_marks(MARKS)))
    assert stored["marks"][1] == {
        "table": "quotes",
        "record": "denial",
        "marked": True,
        "tags": ["To check", "war"],
        "note": "Ask Zürich's desk",
        "changed": "",
    }
    assert [Mark(**{**one, "tags": tuple(one["tags"])}) for one in stored["marks"]] == list(MARKS)
