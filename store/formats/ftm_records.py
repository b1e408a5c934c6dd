"""Entities of FollowTheMoney as records: what each property is in a dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, get_args

from store import dates
from store.errors import DateError
from store.formats.base import Document, Remark, Table, stable_id
from store.formats.ftm_entity import DOCUMENTS, KINDS, QUOTATION, Entity
from store.formats.kept import csl_date, interval, own_id
from store.formats.pieces import edtf
from store.model import ActorKind, QuoteKind

_LANGUAGES: Final = {
    "ara": "ar", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "heb": "he", "ita": "it",
    "kur": "ku", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es", "swe": "sv",
    "tur": "tr", "ukr": "uk", "zho": "zh",
}  # fmt: skip
"""ISO 639-1 for codes of ISO 639-3, where CSL wants the short one."""

Tables = Mapping[str, Table]
"""The table of every id in the file that becomes a record."""


class Draft:
    """A record in the making; what nobody takes from its properties is kept aside.

    Args:
        entity: What it is made of.
        tables: The tables of all ids.
    """

    def __init__(self, entity: Entity, tables: Tables) -> None:
        self.entity = entity
        self.tables = tables
        self.left = {name: list(values) for name, values in entity.properties.items()}
        self.document: Document = {"id": key_of(entity.id, tables)}
        self.kept: dict[str, list[Document]] = {}
        self.remarks: list[Remark] = []

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

    def cite(self, source: str, **fields: str) -> None:
        """Adds a citation, unless the source is cited already and nothing new is said."""
        citations = self.document.setdefault("citations", [])
        if fields or all(citation["source"] != source for citation in citations):
            citations.append({"source": source, **fields})


def key_of(given: str, tables: Tables) -> str:
    """Our id of an entity."""
    return own_id(tables[given].removesuffix("s"), given)


def as_edtf(text: str) -> str:
    """A date of FollowTheMoney, whose times are in UTC, as EDTF; empty when it is none."""
    stamp = text.replace(" ", "T", 1) if len(text) > 10 else text
    if len(stamp) > 11 and stamp[10] == "T" and edtf(f"{stamp}Z"):
        return f"{stamp}Z"
    return edtf(stamp) or ""


def draft(entity: Entity, tables: Tables) -> Draft:
    """The record that an entity becomes."""
    made = Draft(entity, tables)
    maker = _MAKERS[tables[entity.id]]
    maker(made)
    made.document["tags"] = list(dict.fromkeys(made.all("topics", "keywords")))
    for key in made.ids("proof", "sources"):
        made.cite(key)
    return made


def _named(made: Draft) -> str:
    name = made.first("name")
    if not name:
        parts = [made.only("firstName"), made.only("lastName")]
        name = " ".join(filter(None, parts)) or made.entity.caption.strip()
    if not name:
        what = "it has no name; its id stands for it"
        made.remarks.append(Remark(made.entity.place, what, "Give it a name."))
    return name or made.entity.id


def _actor(made: Draft) -> None:
    document = made.document
    document["name"] = _named(made)
    document["kind"] = KINDS.get(made.entity.schema, "unknown")
    # FollowTheMoney has no schema for armed groups and the like; a class of that name says it.
    for name in ("classification", "legalForm"):
        if made.left.get(name, [""])[0] in get_args(ActorKind):
            document["kind"] = made.first(name)
            break
    document["short"] = made.only("abbreviation")
    notes = {"name": "", "alias": "", "weakAlias": "weak alias", "previousName": "previous name"}
    document["aliases"] = [
        {"name": value, **({"note": note} if note else {})}
        for name, note in notes.items()
        for value in made.all(name)
    ]
    document["positions"] = [{"title": title} for title in made.all("position")]
    document["description"] = "\n\n".join(made.all("summary", "description"))
    document["country"] = made.only("country").upper()
    document["wikidata"] = made.only("wikidataId")


def _event(made: Draft) -> None:
    document = made.document
    document["title"] = _named(made)
    document["when"] = _when(made)
    document["place"] = made.first("location")
    document["summary"] = "\n\n".join(made.all("summary", "description"))
    organizers = made.ids("organizer", "actors")
    document["participants"] = [
        *({"actor": key, "role": "organizer"} for key in organizers),
        *({"actor": key} for key in made.ids("involved", "actors") if key not in organizers),
    ]


def _when(made: Draft) -> str:
    """The date of an event: what a note has in EDTF, else from start to end, else the day."""
    day, start, end = made.date("date"), made.date("startDate"), made.date("endDate")
    span = day if day and {start, end} <= {"", day} else interval(start, end)
    if not span and (start or end):
        made.left["startDate"], made.left["endDate"] = [start], [end]
        what = f"“{start}/{end}” is no interval"
        cure = "Write the earlier date first; both are kept in source_fields."
        made.remarks.append(Remark(f"{made.entity.place}, startDate", what, cure))
    if span and day and span != day:
        made.left["date"] = [day]
    notes = made.left.get("notes", [])
    for note in notes:
        if _finer(note, span or day):
            made.left["notes"] = [other for other in notes if other != note]
            return note
    return span or day


def _finer(note: str, rough: str) -> bool:
    """Whether a note is a date in EDTF, and one that the dates of the entity do not deny."""
    try:
        exact = dates.parse(note)
        return not rough or dates.overlaps(exact, dates.parse(rough))
    except DateError:
        return False


def _source(made: Draft) -> None:
    kind = DOCUMENTS.get(made.entity.schema, "document")
    csl: Document = {"id": made.document["id"], "type": kind}
    csl["title"] = made.first("title") or made.first("name") or made.first("fileName")
    csl["author"] = [{"literal": name} for name in made.all("author")]
    issued = made.date("publishedAt") or made.date("date")
    csl["issued"] = csl_date(issued)
    language = made.only("language")
    csl["language"] = _LANGUAGES.get(language, language)
    csl["publisher"] = made.first("publisher")
    csl["URL"] = made.first("sourceUrl")
    csl["abstract"] = "\n\n".join(made.all("summary", "description"))
    made.document["csl"] = {key: value for key, value in csl.items() if value}
    made.document["retrieved"] = made.date("retrievedAt")


def _quote(made: Draft) -> None:
    document = made.document
    document["kind"] = "verbatim"
    if made.entity.schema == "Message":
        document["text"] = made.first("bodyText")
        document["context"] = made.first("subject")
        document["audience"] = made.ids("recipients", "actors")
        speakers = made.ids("sender", "actors")
    else:
        document["text"] = made.first("description") or made.first("summary")
        keywords = made.all("keywords")
        kinds = [word for word in keywords if word in get_args(QuoteKind)]
        # Without a word on its kind it is what the keyword says: a quotation.
        document["kind"] = kinds[0] if len(kinds) == 1 else "verbatim"
        made.left["keywords"] = [w for w in keywords if w not in {QUOTATION, document["kind"]}]
        documents = [key for key in made.left.get("entity", []) if made.tables.get(key) == "events"]
        document["events"] = [key_of(key, made.tables) for key in documents]
        made.left["entity"] = [k for k in made.left.get("entity", []) if k not in documents]
        speakers = made.ids("entity", "actors")
    document["said"] = made.date("date")
    document["language"] = made.only("language")
    if len(speakers) == 1:
        document["speaker"] = speakers[0]
    elif speakers:
        made.left["entity"] = [*made.left.get("entity", []), *speakers]
        what = "it names several actors and does not say which of them speaks"
        made.remarks.append(Remark(made.entity.place, what, "Name the speaker in the dossier."))


_MAKERS: Final[dict[Table, Callable[[Draft], None]]] = {
    "actors": _actor, "events": _event, "sources": _source, "quotes": _quote,
}  # fmt: skip


def web_sources(
    made: Draft, table: Table, addresses: Mapping[str, str]
) -> Iterator[Document | str]:
    """The sources that a record names by their web address: ids of documents, or new sources."""
    if table == "sources":
        return
    urls = made.left.get("sourceUrl", [])
    publisher = made.first("publisher") if len(urls) == 1 else ""
    for url in made.all("sourceUrl"):
        if url in addresses:
            yield key_of(addresses[url], made.tables)
            continue
        key = stable_id("source", "web", url, words=url.partition("//")[2] or url)
        csl = {"id": key, "type": "webpage", "URL": url}
        yield {"id": key, "csl": {**csl, "publisher": publisher} if publisher else csl}
