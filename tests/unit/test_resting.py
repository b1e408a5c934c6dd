"""What rests on each source, counted by hand."""

from __future__ import annotations

from pathlib import Path

from store.filters import parse
from store.resting import Resting, resting
from store.views import evaluate
from tests.builders import Document, actor, event, opened, quote, source


def cites(*keys: str) -> list[Document]:
    return [{"source": key} for key in keys]


def test_records_are_counted_once_for_each_source_that_they_cite(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        sources=[source("a"), source("b"), source("unused")],
        actors=[actor("x", positions=[{"title": "Envoy", "citations": cites("b")}])],
        events=[event("e1", citations=cites("a", "a")), event("e2", citations=cites("a", "b"))],
        quotes=[
            quote("q1", events=["e1"], citations=cites("b")),
            quote("q2", events=["e2"]),
            quote("q3", citations=cites("gone")),
        ],
    )
    everything = evaluate(corpus, parse(""))
    assert resting(everything) == [
        Resting(0, events=2, actors=0, quotes=0, alone=1),
        Resting(1, events=1, actors=1, quotes=1, alone=2),
        Resting(2, events=0, actors=0, quotes=0, alone=0),
    ]
    one = evaluate(corpus, parse("event:e1"))
    assert [(found.source, found.records) for found in resting(one)] == [(0, 1), (1, 1)]
