"""Filters over the bundled dossier against a table written by reading it; mistakes; typing."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.corpus import Corpus, open_dossier
from store.errors import FilterError
from store.filters import EVERYTHING, parse
from store.known import known_values
from store.terms import actors_called
from store.views import evaluate, evaluate_typing
from tests.unit.embassy_views import ACTORS, CALLED, VIEWS, Left

FILE = Path(__file__).parents[2] / "assets" / "dossiers" / "embassy.json"


@pytest.fixture(scope="module", name="embassy")
def fixture_embassy() -> Corpus:
    return open_dossier(FILE)


@pytest.mark.parametrize(("text", "left"), VIEWS.items())
def test_a_filter_leaves(embassy: Corpus, text: str, left: Left) -> None:
    seen = evaluate(embassy, parse(text))
    dim = [embassy.events[row].id for row in seen.events if row in seen.for_its_words]
    events = [embassy.events[row].id for row in seen.events if row not in seen.for_its_words]
    quotes = [embassy.quotes[row].id for row in seen.quotes]
    assert Left(" ".join(events), " ".join(dim), " ".join(quotes)) == left


@pytest.mark.parametrize(("text", "actors"), ACTORS.items())
def test_a_filter_leaves_these_actors(embassy: Corpus, text: str, actors: str) -> None:
    seen = evaluate(embassy, parse(text))
    assert " ".join(embassy.actors[row].id for row in seen.actors) == actors


@pytest.mark.parametrize(("name", "actors"), CALLED.items())
def test_a_name_stands_for(embassy: Corpus, name: str, actors: str) -> None:
    rows = sorted(actors_called(embassy, name))
    assert " ".join(embassy.actors[row].id for row in rows) == actors


def test_without_a_filter_every_record_is_in_view(embassy: Corpus) -> None:
    seen = evaluate(embassy, EVERYTHING)
    shown = (seen.events, seen.actors, seen.quotes, seen.sources, seen.links)
    assert [len(rows) for rows in shown] == [12, 30, 10, 1, 6]
    assert not seen.for_its_words


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("role:target", "attack-after-airstrikes kataib-hezbollah-in-pmf"),
        ("type:deployment", "marines-among-troops"),
        ("place:iraq", "attack-after-airstrikes scene-in-attack kataib-hezbollah-in-pmf"),
        ("kind:mixed", ""),
    ],
)
def test_a_link_is_in_view_when_both_its_records_are(
    embassy: Corpus, text: str, links: str
) -> None:
    seen = evaluate(embassy, parse(text))
    assert " ".join(embassy.links[row].id for row in seen.links) == links


def test_a_source_is_in_view_when_a_record_in_view_cites_it(embassy: Corpus) -> None:
    assert evaluate(embassy, parse("buzzsaw")).sources == [0]
    assert evaluate(embassy, parse("nothing-of-the-kind")).sources == []
    assert len(evaluate(embassy, parse("source:excerpt")).events) == 12
    assert len(evaluate(embassy, parse('source:"article on the attack"')).quotes) == 10
    assert not evaluate(embassy, parse("-source:excerpt")).events


def test_the_chip_says_how_many_a_name_stands_for(embassy: Corpus) -> None:
    seen = evaluate(embassy, parse("-actor:mahdi actor:esper|mark game"))
    assert seen.named == {"-actor:mahdi": 2, "actor:esper|mark": 2}


# The mistake stands between the guillemets.
MISTAKES = [
    ("actor:«pompeoo»", "no actor is called “pompeoo”", "Did you mean Pompeo?"),
    ("game -speaker:«millay» fire", "no actor is called “millay”", "Did you mean Milley?"),
    ("about:iran|«irann»", "no actor is called “irann”", "Did you mean Iran?"),
    ("role:«targt»", "no role is called “targt”", "Did you mean target?"),
    ('role:«"named"»', "no role is called “named”", 'Did you mean "named as leader"?'),
    ("type:«attak»", "no type of event is called “attak”", "Did you mean attack?"),
    ("tag:«war»", "no tag is called “war”", "This dossier has none."),
    ("source:«exerpt»", "no source is called “exerpt”", "Did you mean excerpt?"),
    ("event:«atack»", "no event is called “atack”", "Did you mean attack?"),
    ("id:«esper-game»", "no record is called “esper-game”", "Did you mean esper-game-changed?"),
]


@pytest.mark.parametrize(("marked", "what", "mend"), MISTAKES)
def test_what_is_not_in_the_dossier_is_a_mistake(
    embassy: Corpus, marked: str, what: str, mend: str
) -> None:
    text = marked.replace("«", "").replace("»", "")
    with pytest.raises(FilterError) as caught:
        evaluate(embassy, parse(text), text)
    error = caught.value
    assert f"{text[: error.start]}«{text[error.start : error.end]}»{text[error.end :]}" == marked
    assert (error.what, error.mend, error.text) == (what, mend, text)


def test_a_mistake_in_a_filter_that_nobody_typed_has_its_place_in_its_own_text(
    embassy: Corpus,
) -> None:
    with pytest.raises(FilterError) as caught:
        evaluate(embassy, parse("  game    actor:nobody"))
    assert caught.value.text[caught.value.start : caught.value.end] == "nobody"


@pytest.mark.parametrize(
    ("typed", "kept", "waits"),
    [
        ("", "", None),
        ("actor:esper", "actor:esper", None),
        ("actor:esper kind:verb", "actor:esper", "no kind is called “verb”"),
        ("actor:esper role:named", "actor:esper", "no role is called “named”"),
        ("actor:esper date:2019-1", "actor:esper", "a month has two digits"),
        ("actor:zzz", "", "no actor is called “zzz”"),
        ('actor:zzz|"mark esper"', "", "no actor is called “zzz”"),
        ("buzzsaw actor:", "buzzsaw", "actor: waits for a value"),
    ],
)
def test_while_typing_a_bad_last_term_is_left_out(
    embassy: Corpus, typed: str, kept: str, waits: str | None
) -> None:
    seen, error = evaluate_typing(embassy, typed)
    assert str(seen.filter) == kept
    assert seen.quotes == evaluate(embassy, parse(kept)).quotes
    assert (error and error.what) == waits


@pytest.mark.parametrize("typed", ["actor:zzz game", "actor:zzz kind:verb", "kind:verb game"])
def test_while_typing_a_bad_earlier_term_is_a_mistake(embassy: Corpus, typed: str) -> None:
    with pytest.raises(FilterError):
        evaluate_typing(embassy, typed)


def test_the_values_that_a_field_can_take(embassy: Corpus) -> None:
    assert known_values(embassy, "type") == [
        "attack", "deployment", "observation", "statement", "strike", "visit",
    ]  # fmt: skip
    assert known_values(embassy, "kind") == ["verbatim", "mixed", "paraphrase"]
    assert known_values(embassy, "source") == ["excerpt"]
    assert known_values(embassy, "tag") == known_values(embassy, "date") == []
