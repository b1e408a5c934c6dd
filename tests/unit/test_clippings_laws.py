"""Of clippings of any dossier: every quote stands once, sources are numbered as they come."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from store.clippings import Clippings, Grouping, document
from store.clippings.contents import GROUPINGS
from store.clippings.gathering import gathered
from store.corpus import open_dossier
from store.errors import FilterError
from store.filters import EVERYTHING
from store.house import HOUSE
from store.views import InView, evaluate
from tests.builders import write
from tests.unit.random_dossiers import random_dossier, random_filter


def random_view(draw: Random) -> InView:
    tables = random_dossier(draw)
    with tempfile.TemporaryDirectory() as folder:
        corpus = open_dossier(write(Path(folder) / "random.json", tables))
    try:
        return evaluate(corpus, random_filter(draw, tables))
    except FilterError:
        return evaluate(corpus, EVERYTHING)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(GROUPINGS))
def test_every_chosen_quote_stands_once(seed: int, grouped: Grouping) -> None:
    draw = Random(seed)
    seen = random_view(draw)
    corpus = seen.corpus
    chosen = draw.sample(list(seen.quotes), k=draw.randint(0, len(seen.quotes)))
    clippings = Clippings(seen, chosen, grouped, False, HOUSE, date(2020, 1, 2))
    contents = gathered(clippings)
    rows = [clip.row for group in contents.groups for clip in group.clips]
    assert sorted(rows) == sorted(chosen)
    assert all(group.clips for group in contents.groups)
    headings = [(group.key, group.heading) for group in contents.groups]
    assert len(set(headings)) == len(headings)

    for group in contents.groups:
        for clip in group.clips:
            quote = corpus.quotes[clip.row]
            if grouped == "event":
                own = [key for key in quote.events if seen.has_event(corpus.events.row(key))]
                assert group.key == (own[0] if own else None)
            elif grouped == "actor":
                known = corpus.actors.row(quote.speaker) is not None
                assert group.key == (quote.speaker if known else None)
            else:
                assert (group.heading == "Undated") == (corpus.quote_when[clip.row] is None)
    if grouped == "date":
        assert "Undated" not in [group.heading for group in contents.groups[:-1]]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(GROUPINGS))
def test_sources_are_numbered_as_they_come(seed: int, grouped: Grouping) -> None:
    seen = random_view(Random(seed))
    corpus = seen.corpus
    clippings = Clippings(seen, seen.quotes, grouped, False, HOUSE, date(2020, 1, 2))
    met: list[str] = []
    for group in json.loads(document(clippings, "json"))["groups"]:
        for quote in group["quotes"]:
            met += [one["source"] for one in quote.get("citations", [])]
    expected = list(dict.fromkeys(key for key in met if corpus.sources.row(key) is not None))
    contents = gathered(clippings)
    assert [corpus.sources[source.row].id for source in contents.sources] == expected
    cited = [one for group in contents.groups for clip in group.clips for one in clip.cited]
    for number, source in enumerate(contents.sources, 1):
        places = [one.place for one in cited if one.number == number]
        assert places == list(range(1, source.cited + 1))
