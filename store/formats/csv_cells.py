"""The cells of a table's row by field, and what they are read as: lists, titles, words, sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from store.errors import DateError
from store.formats import written_dates
from store.formats.base import Document, Item, stable_id
from store.formats.kept import csl_date, own_id
from store.formats.pieces import filled

_JOINED: Final = re.compile(r"\s*[;|\n]\s*")
_MARKED: Final = re.compile(r'[“"„«](?P<words>[^“”"„«»]+)[”"“»]')
_NUMBER: Final = re.compile(r"[0-9]+")
_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)


class Row:
    """The cells of a row by field, each taken once, and those that are kept aside by header.

    Args:
        cells: The texts of each field.
        kept: What has no field, by header.
    """

    def __init__(self, cells: dict[str, list[str]], kept: dict[str, str]) -> None:
        self.cells, self.kept = cells, kept

    def pop(self, field: str, between: str = " ") -> str:
        """Takes what a field says; empty when it says nothing, or was taken before."""
        return between.join(self.cells.pop(field, ()))

    def raw(self, *fields: str) -> str:
        """What fields say, without taking it."""
        return " ".join(text for field in fields for text in self.cells.get(field, ()))

    def turn(self, field: str, into: str) -> None:
        """Takes a field for another, where that has nothing."""
        if field in self.cells and into not in self.cells:
            self.cells[into] = self.cells.pop(field)

    def date(self) -> str:
        """The date, whole or put together from year, month and day."""
        whole, year, month, day = (self.pop(field) for field in ("when", "year", "month", "day"))
        if whole or not year:
            return whole
        if month and not _NUMBER.fullmatch(month):
            return " ".join(filter(None, (day, month, year)))
        if day and not month:
            self.kept["day"] = day
        parts = [year.zfill(4), *(part.zfill(2) for part in (month, day if month else "") if part)]
        return "-".join(parts)

    def rest(self) -> dict[str, str]:
        """What nothing was made of."""
        left = {field: "; ".join(texts) for field, texts in self.cells.items()}
        return {**self.kept, **left}


def own_or_stable(kind: str, own: str, words: str) -> str:
    """The table's own id; a bare number, which other tables have too, with the words beside it."""
    if own_id(kind, own) == own and not _NUMBER.fullmatch(own):
        return own
    return stable_id(kind, own, words, words=words)


def listed(cell: str) -> list[str]:
    """The parts of a list in a cell, each once."""
    return [part for part in dict.fromkeys(_JOINED.split(cell.strip())) if part]


def unmarked(text: str) -> tuple[str, bool]:
    """Words without the quotation marks that stand round the whole of them, and if any did."""
    found = _MARKED.fullmatch(text)
    return (found["words"].strip(), True) if found else (text, False)


def sources_of(row: Row, place: str, order: str) -> Iterator[Item]:
    """The sources that a row names, by a title, an address or both.

    Args:
        row: The row; what names a source is taken of it.
        place: Where it stands.
        order: How the user means 01/02/2019, as `store.formats.written_dates.read` takes it.
    """
    publisher, author, published = row.pop("publisher"), row.pop("author"), row.pop("published")
    pairs = _pairs(row)
    if not any(title or address for title, address in pairs):
        pairs = [(publisher, "")] if publisher and author else []
    if not pairs:
        row.kept.update({
            field: text
            for field, text in (
                ("publisher", publisher), ("author", author), ("published", published)
            )
            if text
        })  # fmt: skip
    for title, printed in pairs:
        address = printed.rstrip(".,;)|")
        csl = filled(
            type="webpage" if address else "document",
            title=title or address,
            URL=address,
            author=[{"literal": name} for name in listed(author)],
            issued=_issued(published, order) if published else None,
            **{"container-title": publisher},
        )
        key = stable_id("source", json.dumps(csl, sort_keys=True), words=csl["title"])
        yield Item("sources", {"id": key, "csl": {"id": key, **csl}}, place)


def _pairs(row: Row) -> list[tuple[str, str]]:
    """Titles with their addresses; either may be empty."""
    titles, addresses = row.pop("source", "\n"), row.pop("url", "\n")
    found = _URL.findall(addresses) or _URL.findall(titles)
    plain = titles if not _URL.search(titles) else _URL.sub("", titles).strip(" ;,|\n()")
    if addresses and not found:
        row.kept["url"] = addresses
    # Several titles and several addresses are pairs only where there are as many of each.
    names = listed(plain) if len(listed(plain)) == len(found) else [plain]
    if len(names) == len(found):
        return list(zip(names, found, strict=True))
    return [*([(plain, "")] if plain else []), *(("", address) for address in found)]


def _issued(text: str, order: str) -> Document:
    """A date as CSL-JSON has it; one that cannot be read stays as it is."""
    try:
        return csl_date(written_dates.read(text, order)) or {"raw": text}
    except DateError:
        return {"raw": text}
