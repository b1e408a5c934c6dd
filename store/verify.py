"""A dossier held against the texts of its sources: does every quotation stand where it says?

Looked for is what claims to be somebody's own words: the text of a verbatim quote and the `words`
of a mixed one, by the anchor of each of its citations; and the `exact` words of every citation, of
paraphrases, events, actors, positions and links too. The words of a paraphrase are the dossier's
own and are never looked for. A citation without anything to look for is only counted.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PureWindowsPath
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from store.anchoring import Anchor, Place, Text
from store.corpus import Corpus
from store.model import Citation, Quote, Source

Result = Literal["exact", "typographic", "altered", "near", "ambiguous", "missing", "no-text"]

RESULTS: Final[dict[str, str]] = {
    "exact": "stands there letter for letter",
    "typographic": "the same words; marks, dashes, spaces or marked changes differ",
    "altered": "some of its words differ",
    "near": "a passage is like it, and no more",
    "ambiguous": "stands in several places, and nothing says which is meant",
    "missing": "does not stand there",
    "no-text": "there is no text of the source to look in",
}
"""What can be found, each with its meaning, for people."""

FAILED: Final = frozenset({"altered", "near", "missing"})
"""The results with which words are not those of the source."""

_FOUND: Final = frozenset({"exact", "typographic", "altered"})
_HASH: Final = re.compile(r"[0-9a-f]{64}")


class Check(Struct, frozen=True, gc=False):
    """What was found out about some words of a record in one of its sources.

    Attributes:
        table: The record's table.
        record: Its id.
        field: The words: ``text``, ``words[0]``, ``original``, ``citations[0].exact``.
        source: The id of the source.
        result: One of `RESULTS`.
        start: Where the words begin in the source's text, in code points; None when nowhere.
        end: Where they end.
        difference: What differs, from the source to the dossier; for people.
    """

    table: str
    record: str
    field: str
    source: str
    result: Result
    start: int | None = None
    end: int | None = None
    difference: str = ""


class _Task(NamedTuple):
    """One citation, and the words that it is to bear out: field, words, words instead."""

    table: str
    record: str
    field: str
    citation: Citation
    words: tuple[tuple[str, str, str], ...]


def verify(
    corpus: Corpus,
    texts: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Check]:
    """Looks up every quotation and every anchor in the text of its source.

    Args:
        corpus: The dossier.
        texts: The text of each source by its id, line ends as line feeds; read from the files that
            the dossier names when None.
        progress: Told how many citations are done, and of how many, and before each new text.

    Yields:
        What was found: quotes first, then events, actors and links.
    """
    texts = texts_of(corpus, {})[0] if texts is None else texts
    tasks = list(_tasks(corpus))
    expected: dict[str, list[str]] = {}
    for task in tasks:
        wanted = [word for _, *both in task.words for word in both if word]
        expected.setdefault(task.citation.source, []).extend([*wanted, task.citation.exact or ""])
    opened: dict[str, Text] = {}
    for done, task in enumerate(tasks, 1):
        key = task.citation.source
        if key in texts and key not in opened:
            if progress is not None:
                progress(done - 1, len(tasks))
            opened[key] = Text(texts[key], expected[key])
        yield from _checks(task, opened.get(key))
        if progress is not None:
            progress(done, len(tasks))


def unanchored(corpus: Corpus) -> int:
    """How many citations there are that bear out no words and have no exact words of their own."""
    cited = sum(1 for _ in _citations(corpus))
    return cited - sum(1 for _ in _tasks(corpus))


def _citations(corpus: Corpus) -> Iterator[_Task]:
    """Every citation of a dossier, with the words of quotes that it is to bear out."""
    for quote in corpus.quotes:
        yield from _cited("quotes", quote.id, quote.citations, tuple(_own(quote)))
    for event in corpus.events:
        yield from _cited("events", event.id, event.citations)
    for actor in corpus.actors:
        yield from _cited("actors", actor.id, actor.citations)
        for place, position in enumerate(actor.positions):
            inner = f"positions[{place}]."
            yield from _cited("actors", actor.id, position.citations, inner=inner)
    for link in corpus.links:
        yield from _cited("links", link.id, link.citations)


def _cited(
    table: str,
    record: str,
    citations: tuple[Citation, ...],
    words: tuple[tuple[str, str, str], ...] = (),
    inner: str = "",
) -> Iterator[_Task]:
    for place, citation in enumerate(citations):
        yield _Task(table, record, f"{inner}citations[{place}].exact", citation, words)


def _tasks(corpus: Corpus) -> Iterator[_Task]:
    return (task for task in _citations(corpus) if task.words or task.citation.exact)


def _own(quote: Quote) -> Iterator[tuple[str, str, str]]:
    """The words of a quote that are the speaker's own; a translation has the original's beside."""
    if quote.kind == "verbatim":
        yield "text", quote.text, quote.original or ""
    elif quote.kind == "mixed":
        for place, words in enumerate(quote.words):
            if words.strip():
                yield f"words[{place}]", words, ""


def _checks(task: _Task, text: Text | None) -> Iterator[Check]:
    """The checks of one citation."""
    citation = task.citation

    def check(field: str, place: Place | None) -> Check:
        at = (task.table, task.record, field, citation.source)
        if place is None:
            return Check(*at, "no-text")
        return Check(*at, place.result, place.start, place.end, place.difference)

    exact = citation.exact or ""
    if text is None:
        yield from (check(field, None) for field, _, _ in task.words)
        if exact and exact not in {words for _, words, _ in task.words}:
            yield check(task.field, None)
        return
    anchor = Anchor(
        exact, citation.prefix or "", citation.suffix or "", citation.start, citation.end,
        whole=False,
    )  # fmt: skip
    place = text.find(anchor) if exact else None
    borne = False
    for field, words, instead in task.words:
        borne = borne or words == exact
        found = text.find(_for(words, anchor, place))
        if instead and found.result not in {"exact", "typographic"}:
            other = text.find(_for(instead, anchor, place))
            if other.result in {"exact", "typographic", "ambiguous"}:
                yield check("original", other)
                continue
        yield check(field, found)
    if place is not None and not borne:
        yield check(task.field, place)


def _for(words: str, anchor: Anchor, place: Place | None) -> Anchor:
    """The anchor for the words of a quote, by that of its citation.

    What stands before and behind the exact words says nothing of others; their place does.
    """
    if words == anchor.words or not anchor.words:
        return Anchor(words, anchor.prefix, anchor.suffix, anchor.start, anchor.end)
    if place is None or place.start is None or place.end is None or place.result not in _FOUND:
        return Anchor(words)
    return Anchor(words, around=(place.start, place.end))


def texts_of(corpus: Corpus, given: Mapping[str, Path]) -> tuple[dict[str, str], dict[str, str]]:
    """Reads the texts of the sources that a dossier cites.

    A dossier names a text by a path inside its own folder; any other path in it is refused, for
    files come from anywhere. What the user gives may be any file.

    Args:
        corpus: The dossier.
        given: Files that stand in the place of those that the dossier names, by source.

    Returns:
        The texts by source, line ends as line feeds; and by source what there is to say of them:
        why one is not read, that it is not UTF-8, that it is not the text of the dossier's SHA-256.
    """
    texts: dict[str, str] = {}
    remarks: dict[str, str] = {}
    for key in dict.fromkeys(task.citation.source for task in _tasks(corpus)):
        row = corpus.sources.row(key)
        source = None if row is None else corpus.sources[row]
        path = given.get(key)
        refused = ""
        if path is None:
            path, refused = _named(corpus.path.parent, source)
        if path is None:
            remarks[key] = refused
            continue
        try:
            data = path.read_bytes() if key in given or _is_file(path) else None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            remarks[key] = f"its text cannot be read: {path} ({reason})"
            continue
        if data is None:
            remarks[key] = f"its text is no file: {path}"
            continue
        texts[key], remark = _decoded(data, source.sha256 if source else None)
        if remark:
            remarks[key] = remark
    return texts, remarks


def _is_file(path: Path) -> bool:
    """Whether it is a file, and no pipe or device, whose reading might never end."""
    return stat.S_ISREG(path.stat().st_mode)


def _named(folder: Path, source: Source | None) -> tuple[Path | None, str]:
    """The path of the text that a source names, or why there is none."""
    if source is None:
        return None, "the dossier has no such source"
    if not source.text:
        return None, "the dossier names no text of it"
    refused = f"its text lies outside the dossier's folder, and is not read: {source.text}"
    windows = PureWindowsPath(source.text)
    if windows.drive or windows.root or ".." in windows.parts or "\0" in source.text:
        return None, refused
    try:
        path = folder / source.text
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return None, f"its text cannot be reached: {source.text}"
    return (path, "") if inside else (None, refused)


def _decoded(data: bytes, expected: str | None) -> tuple[str, str]:
    """A text out of the bytes of its file, and what there is to say of it."""
    remarks = []
    hashes = {hashlib.sha256(data).hexdigest()}
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        remarks.append(f"its text is not UTF-8 at byte {error.start + 1}")
        text = data.decode("utf-8-sig", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if expected:
        wanted = expected.strip().lower().removeprefix("sha256:").removeprefix("sha256-")
        # Line ends are often changed on the way, and the words are the same then.
        hashes.add(hashlib.sha256(text.encode()).hexdigest())
        if not _HASH.fullmatch(wanted):
            remarks.append("its sha256 in the dossier is none")
        elif wanted not in hashes:
            remarks.append("its text has changed: its SHA-256 is not the dossier's")
    return text, "; ".join(remarks)
