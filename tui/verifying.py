"""``onrecord verify``: what was found on standard output, a summary on standard error."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from store.anchoring import Text
from store.clean import clean
from store.corpus import Corpus, open_dossier
from store.encoding import encode
from store.errors import UsageError
from store.verify import FAILED, RESULTS, Check, texts_of, unanchored, verify
from tui.arguments import Request
from tui.assets import BUNDLED_DOSSIER
from tui.headless import write

_PATIENCE: Final = 0.5
"""Seconds without a word about how far it is."""

_EVERY: Final = 0.2
"""Seconds between two of them."""


def verify_dossier(request: Request) -> int:
    """Does what ``onrecord verify`` asks, and gives the exit status: 1 when words are not there.

    Raises:
        OnrecordError: The dossier cannot be read, or a text that was named.
    """
    corpus = open_dossier(request.dossier or BUNDLED_DOSSIER)
    counter = _Counter()
    given = dict(_given(corpus, text) for text in request.sources)
    texts, remarks = texts_of(corpus, given)
    for source in given:
        if source in remarks and source not in texts:
            raise UsageError(remarks[source], mend="Check the path behind --source.")
    checks = list(verify(corpus, texts, counter.show))
    counter.clear()
    where = _places(checks, texts)
    if request.form == "json":
        found = [_as_json(check, at, remarks) for check, at in zip(checks, where, strict=True)]
        write([encode(found, indent=2)], "json")
    else:
        write(_table(checks, where, remarks), "table")
    print(_summary(corpus, checks), file=sys.stderr)
    return int(any(check.result in FAILED for check in checks))


def _given(corpus: Corpus, text: str) -> tuple[str, Path]:
    """The source and the path in ``ID=PATH``; an id may hold an equals sign itself.

    Raises:
        UsageError: There is no such source, or no path.
    """
    parts = text.split("=")
    for size in range(len(parts) - 1, 0, -1):
        key, path = "=".join(parts[:size]), "=".join(parts[size:])
        if corpus.sources.row(key) is not None and path:
            return key, Path(path)
    known = ", ".join(source.id for source, _ in zip(corpus.sources, range(5), strict=False))
    mend = f"It is --source ID=PATH, and the dossier has the sources: {known}."
    raise UsageError(f"“{text}” names no source with a path", mend=mend)


class _Counter:
    """Says on a terminal how far a long check is."""

    def __init__(self) -> None:
        self._said = False
        self._next = time.monotonic() + _PATIENCE

    def show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self._next and sys.stderr.isatty():
            self._said, self._next = True, now + _EVERY
            print(f"\r{done} of {total} citations", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._said:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _places(checks: Sequence[Check], texts: Mapping[str, str]) -> list[str]:
    """Where each was found: line and column, both from 1; empty where it was not."""
    opened = {source: Text(text) for source, text in texts.items()}
    return [
        "" if check.start is None
        else "{}:{}".format(*opened[check.source].line_and_column(check.start))
        for check in checks
    ]  # fmt: skip


def _as_json(check: Check, where: str, remarks: Mapping[str, str]) -> dict[str, object]:
    return {
        "quote": check.record if check.table == "quotes" else None,
        "table": check.table,
        "record": check.record,
        "field": check.field,
        "source": check.source,
        "result": check.result,
        "where": where or None,
        "start": check.start,
        "end": check.end,
        "difference": check.difference,
        "remark": remarks.get(check.source),
    }


def _table(
    checks: Sequence[Check], where: Sequence[str], remarks: Mapping[str, str]
) -> Iterator[str]:
    """A line for each check, then one for each source of which there is something to say."""
    rows = [
        [clean(cell, one_line=True) for cell in
         (one.result, one.record, one.field, f"{one.source} {at}".strip(), one.difference)]
        for one, at in zip(checks, where, strict=True)
    ]  # fmt: skip
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()
    for source, remark in remarks.items():
        said = clean(f"{source}: {remark}", one_line=True)
        yield f"{'remark'.ljust(widths[0])}  {said}"


def _summary(corpus: Corpus, checks: Sequence[Check]) -> str:
    counts: Counter[str] = Counter(check.result for check in checks)
    found = ", ".join(f"{counts[name]} {name}" for name in RESULTS if counts[name])
    bare = unanchored(corpus)
    parts = [found or "nothing to look for"]
    if bare:
        parts.append(f"{bare} citation{'s have' if bare > 1 else ' has'} no words to look for")
    if corpus.left_out:
        parts.append(f"{corpus.left_out} unreadable record{'s'[: corpus.left_out > 1]} left out")
    return f"{clean(str(corpus.path))}: {'; '.join(parts)}"
