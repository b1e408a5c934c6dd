"""A few people and what they said, for the tests of quoting."""

from __future__ import annotations

from pathlib import Path

from store.corpus import Corpus
from store.forms import copied
from store.house import HOUSE, House
from store.model import Quote, QuoteKind
from store.related import RecordTable, Ref
from tests.builders import actor, opened, quote, source

ESPER = actor(
    "esper",
    name="Mark Esper",
    positions=[
        {"title": "Army Secretary", "of": "us", "when": "2017/2019-06"},
        {"title": "Defense Secretary", "of": "us", "when": "2019-07/2020"},
    ],
)
ACTORS = [
    ESPER,
    actor("us", name="United States", short="U.S.", kind="state"),
    actor("ap", name="Associated Press", short="AP", kind="media"),
    actor("reporter", name="AP reporter", positions=[{"title": "reporter", "of": "ap"}]),
    actor("milley", name="Mark Milley", positions=[{"title": "U.S. general", "of": "us"}]),
]
GAME = "the game has changed"
BUZZSAW = "Any group will “run into a buzzsaw”."


def corpus_of(folder: Path, *quotes: dict[str, object]) -> Corpus:
    return opened(folder, actors=ACTORS, quotes=quotes, sources=[source("s1")])


def one(folder: Path, text: str = GAME, /, **fields: object) -> Corpus:
    return corpus_of(folder, quote("q1", text=text, **fields))


def of(text: str, kind: QuoteKind, words: tuple[str, ...] = ()) -> Quote:
    return Quote(id="q", text=text, kind=kind, words=words)


def quoted_as(
    corpus: Corpus, form: str, row: int = 0, table: RecordTable = "quotes", house: House = HOUSE
) -> str:
    return copied(corpus, [Ref(table, row)], form, house)
