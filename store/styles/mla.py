"""Entries of a list of works cited, after the MLA Handbook (9th edition)."""

from __future__ import annotations

from typing import Final

from store.styles import calendar_words as cal
from store.styles.csl import CslDate
from store.styles.item import Item
from store.styles.labels import edition, is_numeric, paged, shortened
from store.styles.people import Naming, listed
from store.styles.pieces import US, Line, Piece, ended, joined, prose, quoted, words, wrapped

_AUTHORS: Final = Naming(inverted=1, last=", and ", et_al=", et al.")
_OTHERS: Final = Naming()
_UNMARKED: Final = frozenset({"bill", "collection", "legislation", "regulation", "treaty"})
_ITALIC: Final = frozenset({"book", "classic", "graphic", "hearing", "map", "periodical"})
_QUOTED: Final = frozenset(
    {
        *("article", "dataset", "document", "interview", "manuscript", "paper-conference"),
        *("personal_communication", "speech"),
    }
)
_BY_YEAR: Final = frozenset({"book", "chapter", "motion_picture", "paper-conference", "thesis"})
_HELPERS: Final = (
    *(("editor", "edited by"), ("translator", "translated by"), ("director", "directed by")),
    *(("illustrator", "illustrated by"), ("host", "hosted by"), ("narrator", "narrated by")),
)


def entry(item: Item) -> Line:
    """A source as it stands in a list of works cited."""
    author, stand_in = _author(item)
    title = _title(item)
    parts = [author, title, _supplement(item), _container(item, stand_in), _accessed(item)]
    return ended(joined(parts, ". "), ".")


def _author(item: Item) -> tuple[Line, str]:
    """The author or who stands in, and in the latter case which role that is."""
    for role, label in (
        ("author", ""),
        ("guest", ""),
        ("editor", "editor"),
        ("translator", "translator"),
    ):
        if names := item.names(role):
            plural = "s" if len(names) > 1 else ""
            line = listed(names, _AUTHORS)
            return (*line, Piece(f", {label}{plural}")) if label else line, role
    return (), ""


def _title(item: Item) -> Line:
    title, cased = item.title, item.headline
    if item.type in _UNMARKED:
        return prose(title, US, cased=cased)
    if item.type in _ITALIC:
        return prose(title, US, italic=True, cased=cased)
    if item.type == "post":
        return quoted(title, US)
    if item.container or item.type in _QUOTED:
        return quoted(title, US, cased=cased)
    return prose(title, US, italic=True, cased=cased)


def _supplement(item: Item) -> Line:
    interviewer = wrapped(listed(item.names("interviewer"), _OTHERS), "Interview by ", "")
    genre = "" if item.get("number") else item.get("genre")
    return joined([interviewer, words(genre[:1].upper() + genre[1:])], ", ")


def _container(item: Item, stand_in: str) -> Line:
    """The container with everything that tells where in it, and when."""
    name = prose(item.container, US, italic=True, cased=item.english)
    parts = [name, *_contributors(item, stand_in), words(edition(item.get("edition"), "ed."))]
    parts += [_volume(item), *_issue(item)]
    if not item.serial:
        parts.append(prose(item.get("publisher") or item.get("publisher-place"), US))
    parts += [words(_date(item)), *_event(item)]
    parts.append(words(paged(shortened(item.get("page")))))
    parts += [words(item.locator), words(item.address)]
    return joined(parts, ", ")


def _contributors(item: Item, stand_in: str) -> list[Line]:
    """Those who helped; a verb that begins a sentence has a capital."""
    found: list[Line] = []
    for role, verb in _HELPERS:
        if role != stand_in and (names := item.names(role)):
            begins = not item.container and not found
            said = verb[:1].upper() + verb[1:] if begins else verb
            found.append(wrapped(listed(names, _OTHERS), f"{said} ", ""))
    return found


def _volume(item: Item) -> Line:
    volume = item.get("volume")
    label = "vol. " if is_numeric(volume) else ""
    alone = not (item.serial or item.edited or item.container or item.get("edition"))
    if alone and not any(item.names(role) for role, _ in _HELPERS):
        label = label.capitalize()
    return wrapped(words(volume), label, "")


def _issue(item: Item) -> list[Line]:
    """Issue, and the number of a report or an episode."""
    issue, number = item.get("issue"), item.get("number")
    parts = [wrapped(words(issue), "no. ", "")]
    if number and item.type == "broadcast" and is_numeric(number):
        parts.append(words(f"{item.get('genre') or 'episode'} {number}"))
    elif number:
        label = "no. " if is_numeric(number) else ""
        parts.append(words(f"{item.get('genre')} {label}{number}".strip()))
    return parts


def _date(item: Item) -> str:
    issued = item.date("issued")
    if issued is None or item.type == "speech":
        return ""
    if item.type in _BY_YEAR:
        text = cal.year(issued)
    elif item.type == "article-journal":
        text = cal.british(_to_month(issued), cal.SHORT_MONTHS)
    else:
        text = cal.british(issued, cal.SHORT_MONTHS)
        return f"Circa {text}" if issued.circa else text
    return f"[{text}?]" if issued.circa else text


def _to_month(date: CslDate) -> CslDate:
    """A date without its days; a range within a month is that month."""
    start, end = date.start[:2], date.end[:2]
    return CslDate(start, () if start == end else end, date.season, date.circa, date.literal)


def _event(item: Item) -> list[Line]:
    if item.type == "personal_communication" or item.serial:
        return []
    return [words(part) for part in item.event]


def _accessed(item: Item) -> Line:
    """The day on which a source without a date was seen."""
    accessed = item.date("accessed")
    if accessed is None or item.date("issued") is not None:
        return ()
    return words(f"Accessed {cal.british(accessed, cal.SHORT_MONTHS)}")
