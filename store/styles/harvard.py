"""Harvard references after Cite Them Right (12th edition), with its British punctuation."""

from __future__ import annotations

from typing import Final

from store.styles import calendar_words as cal
from store.styles.item import Item
from store.styles.labels import dashed, edition, paged
from store.styles.people import Naming, listed
from store.styles.pieces import UK, Line, Piece, ended, joined, prose, quoted, words, wrapped

_AUTHORS: Final = Naming(inverted=-1, initials=".", last_of_many=" and ", most=3, et_al_italic=True)
_OTHERS: Final = Naming(initials=".", last_of_many=" and ", most=3, et_al_italic=True)
_ARTICLES: Final = frozenset({"article-newspaper", "article-magazine", "article-journal"})
_ITALIC: Final = frozenset(
    {
        *("bill", "book", "legal_case", "legislation", "motion_picture", "report", "song"),
        *("thesis", "webpage", "graphic"),
    }
)
_PAGED: Final = _ARTICLES | {
    *("chapter", "paper-conference", "article", "book", "review", "review-book", "report"),
}
_IN_BOOK: Final = frozenset({"chapter", "paper-conference"})
_DAYS: Final = frozenset({"article-newspaper", "article-magazine", "post-weblog", "speech"})


def entry(item: Item) -> Line:
    """A source as it stands in a list of references."""
    author = _author(item)
    titled = _title(item) if author != _title(item) else ()
    container = words(item.container, italic=True)
    if author == container:
        container = ()
    container = joined([_noted(item, container), _edition(item, container=True)], ". ")
    where = joined([_book_editors(item), container], " ")
    head = joined([author, wrapped(_year(item), "(", ")"), joined([titled, where], ", ")], " ")
    if not author and head:
        head = _capital(head)
    line = joined([head, _secondary(item), _publisher(item)], ". ")
    line = joined([line, *_numbers(item), words(item.locator)], ", ")
    return ended(joined([line, _access(item)], ". "), ".")


def _capital(line: Line) -> Line:
    """A line that begins with a date in place of a name."""
    first = line[1] if len(line) > 1 else line[0]
    text = first.text[:1].upper() + first.text[1:]
    return (line[0], Piece(text, first.italic), *line[2:]) if len(line) > 1 else line


def _author(item: Item) -> Line:
    """The author, or who stands in: editor, translator, the paper, the title."""
    if names := item.names("author"):
        return listed(names, _AUTHORS)
    for role, one, many in (("editor", "ed.", "eds"), ("translator", "trans.", "trans.")):
        if names := item.names(role):
            label = one if len(names) == 1 else many
            return (*listed(names, _AUTHORS), Piece(f" ({label})"))
    if item.type in _ARTICLES:
        return prose(item.container, UK, italic=True, cased=item.english)
    return _title(item)


def _title(item: Item) -> Line:
    if item.type not in _ITALIC:
        return quoted(item.title, UK)
    medium = wrapped(words(item.get("medium")), "[", "]")
    name = joined([prose(item.title, UK, italic=True), medium], " ")
    return joined([name, _edition(item, container=False)], ". ")


def _edition(item: Item, *, container: bool) -> Line:
    """The edition, of the container if there is one and the title has not said it."""
    if container != (item.type not in _ITALIC):
        return ()
    return words(edition(item.get("edition"), "edn"))


def _noted(item: Item, container: Line) -> Line:
    """A journal without volume or pages is an article ahead of print."""
    known = item.get("page") or item.get("volume") or item.get("issue")
    if not container or known or item.type not in ("article", "article-journal"):
        return container
    return (*container, Piece(" [Preprint]"))


def _year(item: Item) -> Line:
    issued = item.date("issued")
    if issued is None:
        return words("no date")
    return words(f"{'c. ' if issued.circa else ''}{cal.year(issued)}")


def _book_editors(item: Item) -> Line:
    editors = item.names("editor")
    if item.type not in _IN_BOOK or not editors or not item.names("author"):
        return ()
    label = "ed." if len(editors) == 1 else "eds"
    return (Piece("in "), *listed(editors, _OTHERS), Piece(f" ({label})"))


def _secondary(item: Item) -> Line:
    """Editors and translators of what is no chapter, unless they stand in for the author."""
    if item.type in _IN_BOOK:
        return ()
    led = bool(item.names("author"))
    parts = []
    for role, verb in (("editor", "Edited by "), ("translator", "Translated by ")):
        if names := item.names(role):
            if led:
                parts.append(wrapped(listed(names, _OTHERS), verb, ""))
            led = True
    return joined(parts, ". ")


def _publisher(item: Item) -> Line:
    if item.type in _ARTICLES:
        return ()
    place, house = prose(item.get("publisher-place"), UK), prose(item.get("publisher"), UK)
    made = joined([place, house], ": ")
    if item.type == "report":
        kind = joined([words(item.get("genre")), words(item.get("number"))], " ")
        return joined([kind, made], ". ")
    occasion = words(item.event[0], italic=True)
    return joined([occasion, made], ", ")


def _numbers(item: Item) -> list[Line]:
    volume: Line = ()
    if item.type == "article-journal":
        issue = wrapped(words(item.get("issue")), "(", ")")
        volume = (*words(item.get("volume")), *issue)
    issued = item.date("issued")
    day = cal.british_part(issued) if issued is not None and item.type in _DAYS else ""
    pages = paged(dashed(item.get("page"))) if item.type in _PAGED else ""
    return [volume, words(day), words(pages)]


def _access(item: Item) -> Line:
    address = item.address
    if not address:
        return ()
    accessed = item.date("accessed")
    line: Line = (Piece(f"Available at: {address}"),)
    if accessed is None or item.get("DOI"):
        return line
    return (*line, Piece(f" (Accessed: {cal.british(accessed)})"))
