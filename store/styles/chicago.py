"""Full notes, after the Chicago Manual of Style (18th edition)."""

from __future__ import annotations

from typing import Final

from store.styles import calendar_words as cal
from store.styles import legal
from store.styles.item import ENTRIES, LEGAL, Item
from store.styles.labels import edition, is_numeric, shortened
from store.styles.people import Naming, listed
from store.styles.pieces import US, Line, Piece, ended, joined, prose, quoted, words, wrapped

_NAMES: Final = Naming()
_ITALIC: Final = frozenset({"book", "classic", "graphic", "hearing", "map"})
_QUOTED: Final = frozenset(
    {
        *("article", "dataset", "document", "interview", "manuscript", "paper-conference"),
        *("personal_communication", "speech", "thesis", "webpage"),
    }
)
_BRACKETED: Final = frozenset(
    {*("book", "chapter", "classic", "musical_score", "pamphlet", "report", "thesis")}
)


_ROLES: Final = (("editor", "ed.", "eds."), ("translator", "trans.", "trans."))
_VERBS: Final = (
    ("editor", "ed."), ("translator", "trans."), ("director", "directed by"),
    ("host", "hosted by"), ("narrator", "narrated by"), ("illustrator", "illustrated by"),
)  # fmt: skip
_UNDATED: Final = ENTRIES | {"classic", "collection", "webpage"}
"""The types of which it is not said that they have no date."""


def entry(item: Item) -> Line:
    """A source as it stands in a note at its first mention."""
    if item.type in LEGAL:
        law = legal.reference(item, _NAMES, "ca. ")
        return ended(joined([law, words(item.locator), words(item.address)], ", "), ".")
    author, role = _author(item)
    parts = [author, _title(item), *_helpers(item, role)]
    parts += _serial(item) if item.serial else _book(item, role)
    body = joined(parts, ", ")
    if not item.serial and _bracketed(item):
        body = joined([body, wrapped(_published(item), "(", ")")], " ")
    locator = () if item.serial and _counted(item) else words(item.bare_locator)
    return ended(joined([body, locator, *_access(item)], ", "), ".")


def _author(item: Item) -> tuple[Line, str]:
    """The author, or the editor or translator of a whole book, and in which field they stood."""
    if names := item.names("author"):
        line = listed(names, _NAMES)
        if item.type == "personal_communication":
            to = wrapped(listed(item.names("recipient"), _NAMES), "to ", "")
            return joined([line, to], " "), "author"
        return line, "author"
    if not item.container:
        for role, one, many in _ROLES:
            if names := item.names(role):
                label = one if len(names) == 1 else many
                return (*listed(names, _NAMES), Piece(f", {label}")), role
    return (), ""


def _title(item: Item) -> Line:
    title, cased = item.title, item.headline
    if item.type in _ITALIC:
        return prose(title, US, italic=True, cased=cased)
    if item.type == "post" or (
        item.type in ENTRIES and item.container and not item.names("author")
    ):
        return quoted(title, US)
    if item.container or item.type in _QUOTED:
        return quoted(title, US, cased=cased)
    return prose(title, US, italic=True, cased=cased)


def _helpers(item: Item, role: str) -> list[Line]:
    """Who else had a hand in it, and what kind of thing it is."""
    parts = [wrapped(listed(item.names("interviewer"), _NAMES), "interview by ", "")]
    if not item.container:
        for key, verb in _VERBS:
            if key != role:
                parts.append(wrapped(listed(item.names(key), _NAMES), f"{verb} ", ""))
        parts += _numbers(item)
    number, genre = item.get("number"), item.get("genre")
    letter = item.type == "personal_communication"
    if (
        letter
        and not genre
        and not item.names("recipient")
        and not (item.container or item.address)
    ):
        genre = "personal communication"
    label = "no. " if is_numeric(number) else ""
    parts.append(words(f"{genre} {label}{number}".strip()))
    return parts


def _numbers(item: Item) -> list[Line]:
    """Edition and volume of a book."""
    if item.serial:
        return []
    volume = item.get("volume")
    label = "vol. " if is_numeric(volume) else ""
    return [words(edition(item.get("edition"), "ed.")), wrapped(words(volume), label, "")]


def _serial(item: Item) -> list[Line]:
    """The paper with its date, or the journal with volume, issue, date and pages."""
    name = prose(item.container, US, italic=True, cased=item.english)
    date = words(_date(item))
    if not _counted(item):
        made = item.get("publisher") if item.type in ("interview", "post-weblog") else ""
        return [name, prose(made, US), date]
    volume, issue = item.get("volume"), wrapped(words(item.get("issue")), "no. ", "")
    if volume:
        name = joined([name, words(volume)], " ")
    numbered = joined([joined([name, issue], ", "), wrapped(date, "(", ")")], " ")
    pages = words(item.bare_locator or shortened(item.get("page")))
    return [joined([numbered, pages], ": ")]


def _counted(item: Item) -> bool:
    """Whether it is found by volume and issue, which a paper or magazine never is."""
    papers = ("article-magazine", "article-newspaper")
    return item.type not in papers and bool(item.get("volume") or item.get("issue"))


def _book(item: Item, role: str) -> list[Line]:
    """What it is part of, and who published it when that is not said in brackets."""
    parts: list[Line] = []
    if item.container and item.type not in ("post", "webpage"):
        container = prose(item.container, US, italic=True, cased=item.english)
        signed = item.type not in ENTRIES or item.names("author")
        if item.type not in ("broadcast", "motion_picture") and signed:
            container = (Piece("in "), *container)
        parts.append(container)
        for key, verb in _VERBS:
            if key != role:
                parts.append(wrapped(listed(item.names(key), _NAMES), f"{verb} ", ""))
        parts += _numbers(item)
    parts += [words(part) for part in item.event]
    if not _bracketed(item):
        parts.append(_published(item))
    return parts


def _bracketed(item: Item) -> bool:
    """Whether the facts of publication stand in round brackets, as those of books do."""
    if item.type in ENTRIES:
        return bool(item.get("publisher") or not item.address)
    return item.type in _BRACKETED or (
        item.type == "motion_picture" and bool(item.get("publisher"))
    )


def _published(item: Item) -> Line:
    """Publisher and date; a programme was aired on a day, on a channel."""
    publisher, date = prose(item.get("publisher"), US), words(_date(item))
    if item.type == "broadcast" and not item.address:
        aired = wrapped(date, "aired ", "") if item.date("issued") else date
        return joined([aired, wrapped(publisher, "on ", "")], ", ")
    site: Line = ()
    if item.type in ("post", "webpage"):
        site = prose(item.container, US, cased=item.english)
    return joined([site, publisher, date], ", ")


def _date(item: Item) -> str:
    issued = item.date("issued")
    if issued is None:
        known = item.container or item.address or item.get("publisher") or item.get("number")
        private = item.type in ("interview", "personal_communication") and not known
        return "" if private or item.type in _UNDATED else "n.d."
    year_only = item.type in _BRACKETED or (item.type in ENTRIES and _bracketed(item))
    year_only = year_only or item.type == "motion_picture"
    year_only = year_only or bool(
        item.serial and _counted(item) and item.get("volume") and item.get("issue")
    )
    text = cal.year(issued) if year_only else cal.american(issued)
    return f"[{text}?]" if issued.circa else text


def _access(item: Item) -> list[Line]:
    accessed = item.date("accessed")
    seen = ""
    if accessed is not None and not item.get("DOI") and item.address and not item.date("issued"):
        seen = f"accessed {cal.american(accessed)}"
    return [words(seen), words(item.address)]
