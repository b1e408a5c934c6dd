"""A statement as it is quoted: its words, who said them, and where they stand.

Whatever the form, a paraphrase never gets quotation marks, and a mixed quote has them round the
speaker's own words only. A hedge, and the one who passed the words on, are never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

from store import dates
from store.corpus import Corpus
from store.errors import DateError
from store.model import Actor, Citation, Position, Quote, Source
from store.styles import as_text, formatted

UNKNOWN_SPEAKER: Final = "unknown speaker"
"""Stands where nobody is named who said it."""
NO_SOURCE: Final = "[no source given]"
"""Stands in the place of a reference."""

KIND_ORDER: Final = ("verbatim", "mixed", "paraphrase")
"""The kinds of statement, from the speaker's own words to somebody else's."""

OPEN, CLOSE = "“", "”"
_PAIRS: Final = ((OPEN, CLOSE), ('"', '"'))

_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#|~&])")
_LINE_START: Final = re.compile(r"^([^\S\n]*)(\d+(?=[.)])|(?=[-+=:]))", re.MULTILINE)


def own_words(quote: Quote) -> list[tuple[int, int]]:
    """Where the speaker's own words stand in a quote's text.

    Returns:
        Spans (start, end) in code points, in order; all of a verbatim text, none of a paraphrase.
    """
    if quote.kind == "verbatim":
        return [(0, len(quote.text))]
    if quote.kind == "paraphrase":
        return []
    spans: list[tuple[int, int]] = []
    for words in quote.words:
        behind = spans[-1][1] if spans else 0
        free = [
            (start, start + len(words))
            for start in _places(quote.text, words)
            if all(start >= e or start + len(words) <= s for s, e in spans)
        ]
        if free:
            spans.append(min(free, key=lambda s: (_cuts_a_word(quote.text, *s), s[0] < behind, s)))
    return sorted(spans)


def _places(text: str, words: str) -> Iterator[int]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends inside a word, as "no" does in "nothing"."""
    edges = (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
    return any(len(edge) == 2 and edge.isalnum() for edge in edges)


def marks_for(
    text: str, start: int, end: int, pair: tuple[str, str] = (OPEN, CLOSE)
) -> tuple[str, str]:
    """The quotation marks to put round a part of a text; none where the text has them already.

    Args:
        text: The whole text.
        start: Offset of the part, in code points.
        end: Offset after it.
        pair: The marks.
    """
    return pair if own_marks(text, start, end, pair) is None else ("", "")


def own_marks(
    text: str, start: int, end: int, pair: tuple[str, str] = (OPEN, CLOSE)
) -> tuple[int, int] | None:
    """Where the words stand that a text itself has put in marks; None where it has none.

    Args:
        text: The whole text.
        start: Offset of the part that is somebody's own words, its marks included or not.
        end: Offset after it.
        pair: Marks that count besides curly and straight ones.

    Returns:
        The span between the marks. The marks are the characters on either side of it.
    """
    own = text[start:end]
    for a, b in (*_PAIRS, pair):
        if len(own) > 1 and own[0] == a and own[-1] == b and b not in own[1:-1]:
            return start + 1, end - 1
        if text[:start].endswith(a) and text[end:].startswith(b):
            return start, end
    return None


def marked(quote: Quote) -> str:
    """The text with quotation marks round the speaker's own words."""
    text = quote.text
    for start, end in reversed(own_words(quote)):
        before, after = marks_for(quote.text, start, end)
        text = f"{text[:start]}{before}{text[start:end]}{after}{text[end:]}"
    return text


def speaker_name(corpus: Corpus, quote: Quote) -> str:
    """Who said it: the actor's name, or the speaker as printed."""
    row = corpus.actors.row(quote.speaker)
    if row is not None:
        return corpus.actors[row].name
    return quote.attribution or UNKNOWN_SPEAKER


def office(corpus: Corpus, actor: Actor, when: dates.When | None) -> str:
    """The office that an actor held at a date, e.g. "U.S. Defense Secretary"; empty for none.

    Without a date only an office that has none itself is sure to be right.
    """
    for position in actor.positions:
        held = None if position.when is None else _date(corpus, position.when)
        if held is not None and (when is None or not dates.overlaps(held, when)):
            continue
        owner = corpus.actors.row(position.of)
        title = position.title
        name = "" if owner is None else corpus.actors[owner].short or corpus.actors[owner].name
        held_title = title if name.lower() in title.lower() else f"{name} {title}"
        return "" if held_title.lower() == actor.name.lower() else held_title
    return ""


def _date(corpus: Corpus, text: str) -> dates.When | None:
    try:
        return dates.parse(text, corpus.zone)
    except DateError:
        return None


def speaker(corpus: Corpus, row: int) -> str:
    """The speaker of a quote with the office held then: "Mark Esper, U.S. Defense Secretary"."""
    quote = corpus.quotes[row]
    name = speaker_name(corpus, quote)
    actor = corpus.actors.row(quote.speaker)
    held = office(corpus, corpus.actors[actor], corpus.quote_when[row]) if actor is not None else ""
    return f"{name}, {held}" if held else name


def hedges(corpus: Corpus, quote: Quote) -> str:
    """The words that keep a statement from being flat, joined: hedge, or who passed it on."""
    parts = [quote.hedge] if quote.hedge else []
    if quote.via is not None:
        via = passed_on_by(corpus, quote)
        if via and not any(via.lower() in part.lower() for part in parts):
            parts.append(f"according to {via}")
    if quote.status == "reported" and not parts:
        parts.append("reportedly")
    if quote.status == "disputed" and not any("disputed" in part.lower() for part in parts):
        parts.append("disputed")
    return ", ".join(parts)


def passed_on_by(corpus: Corpus, quote: Quote) -> str:
    """Who passed a statement on: the words of the text, or the actor's name; empty for nobody."""
    if quote.via is None:
        return ""
    row = corpus.actors.row(quote.via.actor)
    return quote.via.words or (corpus.actors[row].name if row is not None else "")


def position_words(corpus: Corpus, position: Position) -> str:
    """An office with the body that it belongs to: "Defense Secretary, United States"."""
    owner = corpus.actors.row(position.of)
    of = f", {corpus.actors[owner].name}" if owner is not None else ""
    return f"{position.title}{of}{f' ({position.note})' if position.note else ''}"


def escape_markdown(text: str) -> str:
    """Text that Markdown shows letter for letter."""
    return _LINE_START.sub(r"\1\2\\", _MARKDOWN.sub(r"\\\1", text))


def references(corpus: Corpus, citations: Iterable[Citation]) -> list[str]:
    """One reference per citation, the source with its locator; each text once."""
    found = []
    for citation in citations:
        row = corpus.sources.row(citation.source)
        if row is None:
            continue
        text = reference(corpus.sources[row])
        if citation.locator:
            text = f"{text.removesuffix('.')}, {citation.locator}."
        found.append(text)
    return list(dict.fromkeys(found))


def reference(source: Source) -> str:
    """A source in one plain line: author, title, where it stood, publisher, date, address.

    The fields are those of a CSL-JSON item; what is missing is passed over.
    """
    return as_text(formatted(source.csl, fallback_title=source.id))


def web_address(csl: dict[str, object]) -> str:
    """The address of a CSL-JSON item that may be opened: http and https only; else empty.

    Anything else could start a program or hide what it opens.
    """
    address = csl.get("URL")
    if not isinstance(address, str) or not address.isprintable() or " " in address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.hostname else ""
