"""Statements held against their sources' texts, in the background of the explorer."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import Final

from msgspec import Struct

from store.corpus import Corpus
from store.errors import OnrecordError
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


def verified_in_background(corpus: Corpus) -> Future[Verified]:
    """Does that in a thread that does not hold up the end of the program.

    Returns:
        A future of what was found.
    """
    future: Future[Verified] = Future()
    threading.Thread(target=_verify, args=(corpus, future), daemon=True, name="verifying").start()
    return future


def _verify(corpus: Corpus, future: Future[Verified]) -> None:
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(verified(corpus))
        except (OnrecordError, MemoryError) as error:
            future.set_exception(error)
