"""A record in the making out of an entity of FollowTheMoney."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from store.formats.base import Document, Remark, Table
from store.formats.ftm_entity import Entity, our_id
from store.formats.pieces import edtf
from store.ftm_forms import unlabelled, written_id

Tables = Mapping[str, Table]
"""The table of every id in the file that becomes a record."""


class Draft:
    """A record in the making; what nobody takes from its properties is kept aside.

    Args:
        entity: What it is made of.
        tables: The tables of all ids.

    Attributes:
        loose: The actors of whom it says that they were involved, and no more so far.
        proven: The sources that it names as proof, and of which no more is said so far.
    """

    def __init__(self, entity: Entity, tables: Tables) -> None:
        self.entity = entity
        self.tables = tables
        self.left = {name: list(values) for name, values in entity.properties.items()}
        self.document: Document = {"id": key_of(entity.id, tables)}
        self.kept: dict[str, list[Document]] = {}
        self.remarks: list[Remark] = []
        self.loose: set[str] = set()
        self.proven: set[str] = set()

    def all(self, *names: str) -> list[str]:
        """All values of some properties, taken."""
        return [value for name in names for value in self.left.pop(name, [])]

    def first(self, name: str) -> str:
        """The first value of a property, taken; the others stay."""
        values = self.left.get(name, [])
        value = values.pop(0) if values else ""
        if not values:
            self.left.pop(name, None)
        return value

    def only(self, name: str) -> str:
        """The value of a property that has one, taken; of several nobody knows which."""
        return self.first(name) if len(self.left.get(name, ())) == 1 else ""

    def ids(self, name: str, *tables: Table) -> list[str]:
        """The ids in a property that are records of these tables, taken; the others stay."""
        values = self.left.pop(name, [])
        known = [value for value in values if self.tables.get(value) in tables]
        if strange := [value for value in values if self.tables.get(value) not in tables]:
            self.left[name] = strange
            what = f"“{strange[0][:80]}” in “{name}” leads to no {tables[0]} of this file"
            cure = "It is kept in source_fields; import the file that holds it too."
            self.remarks.append(Remark(f"{self.entity.place}, {name}", what, cure))
        return [key_of(value, self.tables) for value in dict.fromkeys(known)]

    def date(self, name: str) -> str:
        """The date in a property as EDTF, taken when it is one."""
        values = self.left.get(name, [])
        found = sorted({read for value in values if (read := as_edtf(value))})
        # A date that only says less than another is no second opinion.
        finest = [
            one
            for one, following in zip(found, [*found, ""][1:], strict=True)
            if not following.startswith(one)
        ]
        text = finest[0] if len(finest) == 1 else f"[{','.join(finest)}]" if finest else ""
        bad = [value for value in values if not as_edtf(value)]
        if bad:
            what = f"“{bad[0][:80]}” is no date"
            cure = "Write a date such as 2019-12-31; it is kept in source_fields."
            self.remarks.append(Remark(f"{self.entity.place}, {name}", what, cure))
        if edtf(text) is None:
            return ""
        if bad:
            self.left[name] = bad
        else:
            self.left.pop(name, None)
        return text

    def labelled(self, table: Table) -> Document:
        """What notes say with a label, taken; the other notes stay."""
        found, others = self.understood(table, self.left.get("notes", ()))
        if found:
            self.left["notes"] = others
        return found

    def understood(self, table: str, texts: Iterable[str]) -> tuple[Document, list[str]]:
        """What texts say with a label that can be so here, and the other texts."""
        return unlabelled(table, texts, self._fits)

    def _fits(self, field: str, value: Any) -> bool:  # noqa: ANN401 - whatever a field holds
        if field == "citations":
            return self._known(value)
        if field == "aliases":
            return _texts(value, "name") == _texts(self.document["aliases"], "name")
        if field == "positions":
            titles = _texts(self.document["positions"], "title")
            bodies = [one["of"] for one in value if one.get("of") is not None]
            return (
                titles in ([], _texts(value, "title"))
                and all(self.tables.get(written_id(body)) == "actors" for body in bodies)
                and all(self._known(one.get("citations", ())) for one in value)
            )
        return True

    def _known(self, citations: Iterable[Document]) -> bool:
        return all(self.tables.get(written_id(one["source"])) == "sources" for one in citations)

    def cite(self, source: str) -> None:
        """Adds a citation, unless the source is cited already."""
        citations = self.document.setdefault("citations", [])
        if all(citation["source"] != source for citation in citations):
            citations.append({"source": source})


def key_of(given: str, tables: Tables) -> str:
    """Our id of an entity."""
    return our_id(tables[given].removesuffix("s"), given)


def as_edtf(text: str) -> str:
    """A date of FollowTheMoney, whose times are in UTC, as EDTF; empty when it is none."""
    stamp = text.replace(" ", "T", 1) if len(text) > 10 else text
    if len(stamp) > 11 and stamp[10] == "T" and edtf(f"{stamp}Z"):
        return f"{stamp}Z"
    return edtf(stamp) or ""


def _texts(entries: Iterable[Document], field: str) -> list[str]:
    return sorted(entry[field] for entry in entries)
