"""The address of a source with a text fragment, at which a browser shows the very words.

Source: URL Fragment Text Directives (https://wicg.github.io/scroll-to-text-fragment/), section
3.3: ``#:~:text=[prefix-,]start[,end][,-suffix]``, where "&", "-" and "," of the words themselves
are percent-encoded. Words are matched whole, and a directive of one part finds no words that run
over the end of a paragraph, so that long ones are given by their beginning and their end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote as percent

from store.cite import web_address
from store.corpus import Corpus
from store.forms.anchors import Anchor, anchors
from store.forms.passage import Part
from store.house import House
from store.related import Ref

_WHOLE: Final = 12
"""The most words that a directive gives in full."""
_ENDS: Final = 5
_AROUND: Final = 4
_CUT: Final = 30
"""A prefix or suffix of so many characters was probably cut off by length, not by words."""
_DIRECTIVE: Final = ":~:"


def links(corpus: Corpus, refs: Sequence[Ref], _: House, part: Part = None) -> Iterator[str]:
    """The addresses of what records cite, each once; none for a source that is not on the web."""
    found: dict[str, None] = {}
    for ref in refs:
        for anchor in anchors(corpus, ref, part):
            address = web_address(anchor.source.csl)
            if address:
                found[_linked(address, anchor)] = None
    yield from found


def _linked(address: str, anchor: Anchor) -> str:
    bare, _, fragment = address.partition("#")
    fragment = fragment.partition(_DIRECTIVE)[0]
    wanted = _directive(anchor)
    if wanted:
        return f"{bare}#{fragment}{_DIRECTIVE}text={wanted}"
    return f"{bare}#{fragment}" if fragment else bare


def _directive(anchor: Anchor) -> str:
    words = anchor.exact.split()
    if not words:
        return ""
    if len(words) > _WHOLE or "\n" in anchor.exact.strip():
        ends = min(_ENDS, max(1, len(words) // 2))
        parts = [" ".join(words[:ends]), " ".join(words[-ends:])] if len(words) > 1 else words
    else:
        parts = [" ".join(words)]
    encoded = [_encoded(part) for part in parts]
    # Far words are left out: they may be cut in two, and no browser finds half a word.
    before = _beside(anchor.prefix.split()[len(anchor.prefix) >= _CUT :][-_AROUND:])
    near = anchor.suffix.split()
    after = _beside(near[: len(near) - (len(anchor.suffix) >= _CUT)][:_AROUND])
    return ",".join(
        [*([f"{before}-"] if before else []), *encoded, *([f"-{after}"] if after else [])]
    )


def _beside(words: list[str]) -> str:
    """Words next to an anchor; nothing where there are only marks, which stand everywhere."""
    text = " ".join(words)
    return _encoded(text) if any(char.isalnum() for char in text) else ""


def _encoded(text: str) -> str:
    return percent(text, safe="", errors="replace").replace("-", "%2D")
