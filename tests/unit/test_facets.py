"""Facets: every count is what one gets by adding the term, asked of the evaluation itself."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from store.corpus import Corpus, open_dossier
from store.errors import FilterError
from store.facets import FIELDS, Facets, FacetValue, excluded, facets
from store.filters import EVERYTHING, Filter, Term, parse
from store.model import Event, Quote
from store.search import fold
from store.views import InView, evaluate
from tests.builders import actor, event, everything, opened, part, quote, source, write
from tests.unit.random_dossiers import mark_set, random_dossier, random_filter, random_marks
from tui.assets import BUNDLED_DOSSIER

BATCHES, DOSSIERS = 5, 60


@pytest.fixture(scope="module")
def embassy() -> Corpus:
    return open_dossier(BUNDLED_DOSSIER)


def told(seen: InView, field: str) -> dict[str, tuple[int, int]]:
    """The facet as a table: term, events, quotes; in order."""
    return {str(value.term): (value.events, value.quotes) for value in facets(seen, field)}


def counted(seen: InView, term: Term) -> tuple[int, int]:
    """What one gets by adding a term, worked out anew."""
    then = evaluate(seen.corpus, seen.filter.plus(term), marks=seen.marks)
    return len(then.events), len(then.quotes)


def askable(seen: InView, field: str) -> list[Term]:
    """Terms that a facet has to offer wherever they leave anything, gathered from the records."""
    corpus = seen.corpus
    events, quotes = list(corpus.events), list(corpus.quotes)
    records: list[Event | Quote] = [*events, *quotes]
    citations = [c for record in records for c in record.citations]
    ids = {known.id for known in corpus.sources}
    found: dict[str, list[str | None]] = {
        "actor": [known.id for known in corpus.actors],
        "role": [p.role for e in events for p in e.participants],
        "kind": [q.kind for q in quotes],
        "type": [e.type for e in events],
        "status": [*(e.status for e in events), *(q.status for q in quotes)],
        "place": [e.place for e in events],
        "source": [c.source for c in citations if c.source in ids],
        "tag": [*(tag for r in records for tag in r.tags), *seen.marks.tags],
        "is": ["marked", "tagged", "noted"],
        "year": ["none"],
    }
    name = "date" if field == "year" else field
    return [Term(name, (value,)) for value in dict.fromkeys(found[field]) if value]


def check(seen: InView, index: Facets, field: str) -> int:
    """Holds every value of a facet against the evaluation, and that none is missing."""
    values = index.of(seen, field)
    for value in values:
        because = f"{field}: {seen.filter} + {value.term}"
        assert (value.events, value.quotes) == counted(seen, value.term), because
        assert value.records > 0, because
    terms = [(value.term.field, fold(value.term.values[0])) for value in values]
    assert len(set(terms)) == len(terms)
    for term in askable(seen, field):
        if any(counted(seen, term)):
            assert (term.field, fold(term.values[0])) in terms, f"{seen.filter} + {term}"
    assert values == sorted(values, key=lambda v: (-v.events - v.quotes, fold(v.name), str(v.term)))
    return len(values)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_count_is_what_one_gets(batch: int, tmp_path: Path) -> None:
    draw = Random(batch)
    shown = dict.fromkeys(FIELDS, 0)
    for _ in range(DOSSIERS):
        tables = random_dossier(draw)
        corpus = open_dossier(write(tmp_path / "dossier.json", tables))
        index = Facets(corpus)
        marks = [mark_set(random_marks(draw, tables)) for _ in range(3)]
        wanted_ones = (EVERYTHING, random_filter(draw, tables), random_filter(draw, tables))
        for wanted, marked in zip(wanted_ones, marks, strict=True):
            try:
                seen = evaluate(corpus, wanted, marks=marked)
            except FilterError:
                continue
            for field in FIELDS:
                shown[field] += check(seen, index, field)
    assert min(shown.values()) > DOSSIERS / 2


def test_the_facets_are_in_order() -> None:
    assert list(FIELDS) == [
        "actor", "role", "kind", "type", "status", "place", "source", "tag", "is",
        "year",
    ]  # fmt: skip


# Read off the dossier by hand: (events, quotes).
EMBASSY: dict[tuple[str, str], dict[str, tuple[int, int]]] = {
    # Without a filter an event is in view by itself, or for its words.
    ("", "kind"): {
        # paraphrases: on every event but Milley's, the deployment and the visits
        "kind:paraphrase": (9, 8),
        # the only one's only event
        "kind:mixed": (1, 1),
        "kind:verbatim": (1, 1),
    },
    ("", "status"): {"status:reported": (2, 1)},
    ("", "year"): {
        # open dates reach into 2020, and two events of 2019 are there for such statements
        "date:2020": (9, 8),
        "date:2019": (8, 5),
        "date:none": (3, 2),
    },
    ("", "source"): {"source:excerpt": (12, 10)},
    ("", "tag"): {},
    ("type:strike", "kind"): {"kind:paraphrase": (1, 2)},
    ("actor:esper", "kind"): {"kind:paraphrase": (1, 2), "kind:verbatim": (1, 1)},
    ("kind:mixed", "type"): {"type:statement": (1, 1)},
    ("date:none", "kind"): {"kind:mixed": (0, 1), "kind:paraphrase": (0, 1)},
    ("date:none", "type"): {"type:statement": (2, 2), "type:visit": (1, 0)},
    ("place:baghdad", "place"): {
        'place:"Green Zone, Baghdad, Iraq"': (1, 3),
        'place:"U.S. embassy, Baghdad, Iraq"': (1, 1),
    },
}


@pytest.mark.parametrize(("text", "field"), EMBASSY)
def test_the_embassy(embassy: Corpus, text: str, field: str) -> None:
    seen = evaluate(embassy, parse(text))
    assert told(seen, field) == EMBASSY[text, field]


def test_people_have_names_and_the_busiest_stand_first(embassy: Corpus) -> None:
    values = facets(evaluate(embassy, parse("kind:verbatim|mixed")), "actor")
    assert [(v.name, v.events, v.quotes) for v in values] == [
        ("Mark Esper", 1, 1), ("Mark Milley", 1, 1), ("U.S. embassy in Baghdad", 1, 1),
    ]  # fmt: skip
    assert [str(value.term) for value in values] == [
        "actor:esper",
        "actor:milley",
        "actor:us-embassy",
    ]


def test_a_value_can_be_struck_out(embassy: Corpus) -> None:
    reported = facets(everything(embassy), "status")[0]
    assert str(excluded(reported)) == "-status:reported"
    seen = evaluate(embassy, Filter((excluded(reported),)))
    assert (len(seen.events), len(seen.quotes)) == (10, 9)
    assert facets(seen, "status") == []


def test_a_value_in_the_filter_counts_what_is_in_view(embassy: Corpus) -> None:
    seen = evaluate(embassy, parse("type:statement"))
    assert told(seen, "type")["type:statement"] == (len(seen.events), len(seen.quotes))


def test_an_event_lends_to_its_quotes_but_only_what_they_may_borrow(tmp_path: Path) -> None:
    """Two events share a quote: the count of each type has the quote, and the other event not."""
    corpus = opened(
        tmp_path,
        events=[
            event("e1", type="raid", place="Basra", when="2003", status="disputed"),
            event("e2", type="talks", place="Oslo", when="2007", tags=["x"]),
        ],
        quotes=[
            quote("undated", events=["e1", "e2"]),
            quote("dated", events=["e2"], said="2001"),
        ],
    )
    seen = everything(corpus)
    assert told(seen, "type") == {"type:talks": (1, 2), "type:raid": (1, 1)}
    assert told(seen, "place") == {"place:Oslo": (1, 2), "place:Basra": (1, 1)}
    assert told(seen, "status") == {"status:disputed": (1, 0)}
    assert told(seen, "tag") == {"tag:x": (1, 0)}
    assert told(seen, "year") == {
        "date:2001": (1, 1),  # the second event is in view for the quote of 2001
        "date:2003": (1, 1),
        "date:2007": (1, 1),
        "date:none": (0, 1),
    }


def test_spellings_of_one_value_are_one(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[
            event("e1", type="Pre-emptive strike", tags=["  ", "Zürich"]),
            event("e2", type="pre emptive STRIKE", tags=["zurich", "ZURICH"]),
            event("e3", type=" "),
        ],
    )
    assert [value.name for value in facets(everything(corpus), "type")] == ["Pre-emptive strike"]
    assert told(everything(corpus), "tag") == {"tag:Zürich": (2, 0)}


def test_a_place_counts_the_places_that_hold_its_words(tmp_path: Path) -> None:
    places = ["Iraq", "Baghdad, Iraq", "Green Zone, Baghdad, Iraq", "Iraqi border", "’", None]
    corpus = opened(
        tmp_path, events=[event(f"e{n}", place=place) for n, place in enumerate(places)]
    )
    assert told(everything(corpus), "place") == {
        "place:Iraq": (4, 0),
        'place:"Baghdad, Iraq"': (2, 0),
        'place:"Green Zone, Baghdad, Iraq"': (1, 0),
        'place:"Iraqi border"': (1, 0),
    }


def test_years_are_those_of_the_dossiers_own_days(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        time_zone="Asia/Baghdad",
        events=[
            event("e1", when="2019-12-31T22:30:00Z"),
            event("e2", when="2019-12-31"),
            event("e3", when="0079"),
            event("e4", when="201X"),
            event("e5", when="../0079-10"),
            event("e6", when="2030-01-01T00:00:00"),
            event("e7", when="2031-12-31T23:59:59"),
        ],
    )
    assert told(everything(corpus), "year") == {
        "date:0079": (2, 0), "date:2019": (2, 0), "date:2010": (1, 0), "date:2020": (1, 0),
        "date:2030": (1, 0), "date:2031": (1, 0),
    }  # fmt: skip


def test_names_that_must_be_quoted_can_be_asked(tmp_path: Path) -> None:
    role = 'the "third" man|woman \\ '
    corpus = opened(
        tmp_path,
        sources=[source("s one"), source("s2", csl={"title": "Notes"})],
        actors=[actor("a one", name="One"), actor("a one", name="Two")],
        events=[
            event("e1", participants=[part("a one", role)], citations=[{"source": "s one"}]),
            event("e2", citations=[{"source": "s2"}, {"source": "gone"}, {"source": "s2"}]),
        ],
    )
    seen = everything(corpus)
    index = Facets(corpus)
    for field in ("actor", "role", "source"):
        assert check(seen, index, field)
    assert [value.name for value in index.of(seen, "actor")] == ["One"]
    assert [value.name for value in index.of(seen, "source")] == ["Notes", "s one"]


def test_nothing_in_view_has_no_values(tmp_path: Path) -> None:
    corpus = opened(tmp_path)
    assert all(facets(everything(corpus), field) == [] for field in FIELDS)


def test_what_is_kept_follows_the_view(embassy: Corpus) -> None:
    """One `Facets` answers for one view after another."""
    index = Facets(embassy)
    for text in ("", "actor:esper", "kind:paraphrase -actor:pompeo", ""):
        seen = evaluate(embassy, parse(text))
        fresh: dict[str, list[FacetValue]] = {field: facets(seen, field) for field in FIELDS}
        assert {field: index.of(seen, field) for field in FIELDS} == fresh
