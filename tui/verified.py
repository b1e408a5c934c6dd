"""Statements held against their sources' texts, in the background of the explorer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from store.corpus import Corpus
from store.related import Ref
from store.verify import Check, texts_of, verify

_GRAVEST_FIRST: Final = (
    "missing", "altered", "near", "ambiguous", "no-text", "typographic", "exact",
)  # fmt: skip
WRONG: Final = frozenset({"missing", "altered", "near"})
"""Results that say that the words are not those of the source."""


class Verified(Struct, frozen=True):
    """What was found.

    Attributes:
        corpus: The dossier that was held against its sources.
        texts: The texts of sources, by id.
        checks: What was checked of each record, by table and id, the gravest first.
    """

    corpus: Corpus
    texts: Mapping[str, str]
    checks: Mapping[tuple[str, str], Sequence[Check]]

    def of(self, corpus: Corpus, ref: Ref) -> Sequence[Check]:
        """What was found for a record; nothing for one of another dossier."""
        if corpus is not self.corpus:
            return ()
        return self.checks.get((ref.table, getattr(corpus, ref.table)[ref.row].id), ())


def verified(corpus: Corpus) -> Verified:
    """Holds all records against the texts that stand beside the dossier."""
    texts, _ = texts_of(corpus, {})
    found: dict[tuple[str, str], list[Check]] = defaultdict(list)
    if texts:
        for check in verify(corpus, texts):
            found[check.table, check.record].append(check)
    for checks in found.values():
        checks.sort(key=lambda check: _GRAVEST_FIRST.index(check.result))
    return Verified(corpus, texts, dict(found))
