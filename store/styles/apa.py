"""Entries of a reference list, after the Publication Manual of the APA (7th edition)."""

from __future__ import annotations

from typing import Final

from store.styles import calendar_words as cal
from store.styles import legal
from store.styles.item import ENTRIES, LEGAL, SERIAL, Item
from store.styles.labels import edition, expanded, is_numeric, paged
from store.styles.people import Naming, listed
from store.styles.pieces import US, Line, Piece, ended, joined, prose, words, wrapped
from store.styles.title_case import title_cased

_AUTHORS: Final = Naming(-1, ". ", ", & ", ", & ", most=20, first=19, ellipsis=True)
_OTHERS: Final = Naming(0, ". ", " & ", ", & ", most=20, first=19, ellipsis=True)
_WITNESSES: Final = Naming(0, "", " & ", ", & ", most=20, first=19, ellipsis=True)
_DAYS: Final = frozenset(
    {
        *("article-magazine", "article-newspaper", "broadcast", "collection", "document"),
        *("event", "interview", "motion_picture", "pamphlet", "performance"),
        *("personal_communication", "post", "post-weblog", "song", "speech", "webpage"),
    }
)
_KINDS: Final = {
    "broadcast": "Broadcast",
    "dataset": "Data set",
    "interview": "Interview",
    "map": "Map",
    "motion_picture": "Video recording",
    "personal_communication": "Letter",
    "post": "Online post",
    "song": "Song",
}
_STAND_INS: Final = (
    *(("director", "Director", "Directors"), ("host", "Host", "Hosts")),
    *(("producer", "Producer", "Producers"), ("editor", "Ed.", "Eds.")),
)
_NO_BOOK: Final = SERIAL | {"broadcast", "speech", "webpage", "post", "interview", "performance"}


def entry(item: Item) -> Line:
    """A source as it stands in a reference list."""
    address = words(_address(item))
    if item.type in LEGAL:
        law = legal.reference(item, _WITNESSES, "ca. ")
        return joined([ended(joined([law, words(item.locator)], ", "), "."), address], " ")
    author, role = _author(item)
    title = joined([_title(item), _identifier(item)], " ")
    if not author:
        author, title = title, ()
    title = joined([title, _description(item)], " ")
    body = joined([author, _date(item), title, _source(item, role)], ". ")
    body = joined([body, words(item.locator)], ", ")
    return joined([ended(body, "."), address], " ")


def _author(item: Item) -> tuple[Line, str]:
    """The author or who stands in, and in the latter case from which field."""
    if names := item.names("author"):
        return listed(names, _AUTHORS), "author"
    for role, one, many in _STAND_INS:
        names = item.names(role)
        if names and not (role == "editor" and item.container):
            label = one if len(names) == 1 else many
            return (*listed(names, _AUTHORS), Piece(f" ({label})")), role
    if item.type in ENTRIES or item.type == "webpage":
        return prose(item.get("publisher"), US), "publisher"
    return (), ""


def _date(item: Item) -> Line:
    issued = item.date("issued")
    if issued is None:
        return words("(n.d.)")
    year = f"{'ca. ' if issued.circa else ''}{cal.year(issued)}"
    if item.type == "interview" and not item.serial:
        day = ""
    else:
        day = cal.american_part(issued) if item.type in _DAYS else ""
    return words(f"({year}, {day})" if day else f"({year})")


def _title(item: Item) -> Line:
    """Italic when it stands alone, upright when it stands in something."""
    alone = item.type in ("post", "webpage") or not item.container
    return prose(item.title, US, italic=alone)


def _identifier(item: Item) -> Line:
    """What tells one version from another, in round brackets behind the title."""
    parts = []
    if item.title:
        parts.append(_helpers(item, "interviewer", "Interviewer"))
    if not item.container or item.serial:
        parts.append(_helpers(item, "translator", "Trans."))
    if not item.container and item.type != "interview":
        number = item.get("number")
        label = "No. " if is_numeric(number) and item.type == "report" else ""
        genre = title_cased(item.get("genre")) if number else ""
        parts += [words(f"{genre} {label}{number}".strip()), _volume(item)]
    return wrapped(joined(parts, "; "), "(", ")")


def _helpers(item: Item, role: str, label: str) -> Line:
    names = item.names(role)
    plural = "s" if len(names) > 1 and not label.endswith(".") else ""
    return wrapped(listed(names, _OTHERS), "", f", {label}{plural}")


def _volume(item: Item) -> Line:
    """Edition, volume and pages of a book."""
    if item.type in _NO_BOOK:
        return ()
    volume = item.get("volume")
    parts = [
        edition(item.get("edition"), "ed."),
        f"Vol. {volume}" if is_numeric(volume) else volume,
    ]
    parts.append(paged(expanded(item.get("page"))))
    return joined([words(part) for part in parts], ", ")


def _description(item: Item) -> Line:
    """What kind of thing it is, in square brackets."""
    genre = "" if item.get("number") else item.get("genre")
    kind = "; ".join(part for part in (genre, item.get("medium")) if part)
    if item.type == "interview" and not item.title:
        by = wrapped(listed(item.names("interviewer"), _OTHERS), "Interview by ", "")
        return wrapped(by or words(kind or "Interview"), "[", "]")
    if item.type == "interview" and item.names("interviewer"):
        return wrapped(words(kind), "[", "]")
    if item.container and item.type in ("document", "report", "speech", "performance", "event"):
        return ()
    kind = kind or _KINDS.get(item.type, "")
    line = words(kind[:1].upper() + kind[1:])
    if item.type == "personal_communication" and (names := item.names("recipient")):
        line = (*line, Piece(" to "), *listed(names, _WITNESSES))
    return wrapped(line, "[", "]")


def _source(item: Item, role: str) -> Line:
    """Where it stood and who published it."""
    parts = []
    if item.serial:
        parts.append(_serial(item))
    elif item.type not in ("post", "webpage"):
        parts.append(_book(item))
    if item.type not in SERIAL and role != "publisher":
        parts.append(prose(item.get("publisher"), US))
    if not item.serial:
        parts.append(joined([words(part) for part in item.event], ", "))
    if item.type in ("post", "webpage"):
        parts.append(prose(item.container, US, cased=item.english))
    return joined(parts, ". ")


def _serial(item: Item) -> Line:
    name = prose(item.container, US, italic=True, cased=item.english)
    issue = wrapped(words(item.get("issue")), "(", ")")
    numbers = (*words(item.get("volume"), italic=True), *issue)
    return joined([name, numbers, words(expanded(item.get("page")))], ", ")


def _book(item: Item) -> Line:
    container = prose(item.container, US, italic=True)
    if not container:
        return ()
    editors = item.names("editor")
    label = "Ed." if len(editors) == 1 else "Eds."
    by = wrapped(listed(editors, _OTHERS), "", f" ({label})")
    named = joined([by, container], ", ")
    return (Piece("In "), *joined([named, wrapped(_volume(item), "(", ")")], " "))


def _address(item: Item) -> str:
    """The address; with the day it was seen when the source has no date of its own."""
    accessed = item.date("accessed")
    address = item.address
    if not address or accessed is None or item.get("DOI") or item.date("issued") is not None:
        return address
    return f"Retrieved {cal.american(accessed)}, from {address}"
