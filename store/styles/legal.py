"""Laws and hearings, which APA and Chicago both leave to the lawyers' Bluebook."""

from __future__ import annotations

from store.styles import calendar_words as cal
from store.styles.item import Item
from store.styles.labels import is_numeric
from store.styles.people import Naming, listed
from store.styles.pieces import US, Line, joined, prose, words, wrapped


def reference(item: Item, naming: Naming, circa: str) -> Line:
    """A law as ``Emergency Powers Act, 12 Statutes 345 (1999)``, without a stop.

    Args:
        item: A law, bill, regulation or hearing.
        naming: How the names of witnesses are written.
        circa: What stands before a year that is not sure.
    """
    hearing = item.type == "hearing"
    if hearing:
        title = item.title[:1].upper() + item.title[1:]
        source = words(item.get("authority"))
    else:
        title = item.title
        source = _code(item)
    name = prose(title, US, italic=hearing, cased=not hearing and item.headline)
    issued = item.date("issued")
    year = "" if issued is None else cal.year(issued)
    if issued is not None and issued.circa:
        year = f"{circa}{year}"
    witnesses = listed(item.names("author"), naming) if hearing else ()
    said = wrapped(witnesses, "testimony of ", "")
    parts = [joined([name, source], ", "), wrapped(words(year), "(", ")")]
    return joined([*parts, wrapped(said, "(", ")")], " ")


def _code(item: Item) -> Line:
    """Where a law stands: its number, volume, code and first page."""
    number = item.get("number")
    label = item.get("genre") or "Pub. L."
    numbered = f"{label} {'No. ' if is_numeric(number) else ''}{number}" if number else ""
    first_page = item.get("page").replace("–", "-").partition("-")[0].strip()
    place = (item.get("volume"), item.container, first_page)
    return joined([words(numbered), joined([words(part) for part in place], " ")], ", ")
