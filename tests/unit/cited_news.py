"""A newspaper article with every kind of field, and a quote out of it."""

from __future__ import annotations

from pathlib import Path

from store.corpus import Corpus
from tests.builders import Document, opened, quote, source
from tests.unit.quoted import ACTORS

NEWS: Document = {
    "type": "article-newspaper",
    "title": "Crowd & guards: 100% “calm”",
    "author": [
        {"family": "Doe", "given": "Jane"},
        {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
        {"literal": "U.S. Department of Defense"},
    ],
    "container-title": "The Paper",
    "publisher": "House {Ltd}",
    "issued": {"date-parts": [[2019, 12, 31]]},
    "accessed": {"date-parts": [[2020, 1, 5]]},
    "URL": "https://example.org/a_b?c=d&e=%20#top",
    "language": "en-US",
    "page": "3-5",
    "volume": 7,
    "weight": 3,
    "custom": {"shelf": "A"},
}


def news(folder: Path, key: str = "s1", **fields: object) -> Corpus:
    csl = {**NEWS, **fields}
    return opened(
        folder,
        actors=ACTORS,
        quotes=[
            quote(
                text="the game has changed",
                speaker="esper",
                said="2020-01-02",
                citations=[
                    {"source": key, "locator": "p. 3", "exact": "the game has changed",
                     "prefix": "said, ", "suffix": " - and so"}
                ],
            )
        ],
        sources=[source(key, csl=csl)],
    )  # fmt: skip
