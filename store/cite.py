"""A statement as it is quoted: its words, who said them, and where they stand.

Whatever the form, a paraphrase never gets quotation marks, and a mixed quote has them round the
speaker's own words only. A hedge, and the one who passed the words on, are never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from store import date_words, dates
from store.corpus import Corpus
from store.errors import DateError
from store.model import Actor, Citation, Position, Quote, Source
from store.related import Ref

FORMS: Final[dict[str, str]] = {
    "words": "words only",
    "attributed": "with attribution",
    "markdown": "Markdown blockquote with reference",
}
"""The forms in which a statement can be copied, each with its name for people."""

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


def marks_for(text: str, start: int, end: int) -> tuple[str, str]:
    """The quotation marks to put round a part of a text; none where the text has them already."""
    own = text[start:end]
    inside = any(
        len(own) > 1 and own[0] == a and own[-1] == b and b not in own[1:-1] for a, b in _PAIRS
    )
    around = any(text[:start].endswith(a) and text[end:].startswith(b) for a, b in _PAIRS)
    return ("", "") if inside or around else (OPEN, CLOSE)


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
    return quote.attribution or "unknown speaker"


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


def words_only(corpus: Corpus, row: int) -> str:
    """The words alone: a verbatim text as it is, a mixed one with its marks."""
    quote = corpus.quotes[row]
    return quote.text if quote.kind == "verbatim" else marked(quote)


def attributed(corpus: Corpus, row: int) -> str:
    """One sentence: who said it, when, how sure that is, and the words."""
    quote = corpus.quotes[row]
    when = corpus.quote_when[row]
    said = [quote.cue or "said"]
    if when is not None:
        said.append(date_words.phrase(when))
    if quote.kind == "paraphrase":
        said.append("(paraphrase)")
    hedge = hedges(corpus, quote)
    lead = f"{hedge[0].upper()}{hedge[1:]}, " if hedge else ""
    named = speaker(corpus, row)
    comma = "," if ", " in named else ""
    return f"{lead}{named}{comma} {' '.join(said)}: {marked(quote)}"


def markdown(corpus: Corpus, row: int) -> str:
    """A Markdown blockquote: the words, a line of attribution, the references."""
    quote = corpus.quotes[row]
    label = "Paraphrase: " if quote.kind == "paraphrase" else ""
    when = corpus.quote_when[row]
    parts = [speaker(corpus, row), date_words.words(when) if when else "", hedges(corpus, quote)]
    said_by = "— " + "; ".join(part for part in parts if part)
    return _blockquote(label + marked(quote), said_by, *references(corpus, quote.citations))


def _blockquote(body: str, *paragraphs: str) -> str:
    """A Markdown blockquote: the body line by line, each further paragraph on a line of its own."""
    # Indented lines would be code, and their indentation is lost in a paragraph anyway.
    lines = [line.strip() for line in body.splitlines()]
    for paragraph in paragraphs:
        lines += ["", " ".join(paragraph.split())]
    return "\n".join(f"> {escape_markdown(line)}".rstrip() for line in lines)


def copied(corpus: Corpus, ref: Ref, form: str) -> str:
    """A record as it is copied.

    Args:
        corpus: The dossier.
        ref: The record. Of an event its summary is copied, of an actor what it is.
        form: A key of `FORMS`.
    """
    if ref.table == "quotes":
        makers = {"words": words_only, "attributed": attributed, "markdown": markdown}
        return makers[form](corpus, ref.row)
    if ref.table == "events":
        event = corpus.events[ref.row]
        when = corpus.event_when[ref.row]
        date = date_words.words(when) if when else event.display_date or "undated"
        body = event.summary or event.title
        status = None if event.hedge and event.status == "reported" else event.status
        head = f"{event.title} ({', '.join(p for p in (date, event.hedge, status) if p)})"
    else:
        actor = corpus.actors[ref.row]
        offices = "; ".join(_position(corpus, position) for position in actor.positions)
        body = ". ".join(part for part in (offices, actor.description) if part) or actor.name
        head = actor.name
    if form == "words":
        return body
    text = head if body == head else f"{head}: {body}"
    if form == "attributed":
        return text
    record = corpus.events[ref.row] if ref.table == "events" else corpus.actors[ref.row]
    return _blockquote(text, *references(corpus, record.citations))


def _position(corpus: Corpus, position: Position) -> str:
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
    csl = source.csl
    title = _text(csl.get("title")) or source.id
    parts = [_names(csl.get("author")), title, _text(csl.get("container-title"))]
    parts.append(", ".join(p for p in (_text(csl.get("publisher")), issued(csl)) if p))
    parts.append(_text(csl.get("URL")) or _text(csl.get("DOI")))
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )


def issued(csl: dict[str, object]) -> str:
    """The date of publication of a CSL-JSON item, for people; empty when there is none."""
    when = csl.get("issued")
    if not isinstance(when, dict):
        return ""
    parts = when.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [str(part).zfill(2 if place else 4) for place, part in enumerate(parts[0][:3])]
        try:
            return date_words.words(dates.parse("-".join(numbers)))
        except DateError:
            return "-".join(numbers)
    return _text(when.get("literal")) or _text(when.get("raw"))


def _names(authors: object) -> str:
    if not isinstance(authors, list):
        return ""
    names = []
    for author in authors:
        if isinstance(author, dict):
            name = " ".join(_text(author.get(key)) for key in ("given", "family")).strip()
            names.append(_text(author.get("literal")) or name)
    return ", ".join(name for name in names if name)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
