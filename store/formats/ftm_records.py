"""Entities of FollowTheMoney as records: what each property is in a dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, get_args

from store import dates
from store.errors import DateError
from store.formats.base import Document, Remark, Table, stable_id
from store.formats.ftm_draft import Draft, Tables, key_of
from store.formats.ftm_entity import DOCUMENTS, KINDS, QUOTATION, Entity
from store.formats.kept import csl_date, interval
from store.ftm_forms import LANGUAGES
from store.model import ActorKind

_HOURS: Final = 14 * 3600
"""Seconds by which a time of day in a place may differ from one in UTC."""

_KINDS: Final = ("paraphrase", "mixed", "verbatim")
"""What a statement may be, that first which claims least of its words."""


def draft(entity: Entity, tables: Tables) -> Draft:
    """The record that an entity becomes."""
    made = Draft(entity, tables)
    maker = _MAKERS[tables[entity.id]]
    maker(made)
    topics = made.all("topics")
    keywords = made.all("keywords")
    made.document["tags"] = topics + [word for word in keywords if word not in topics]
    for key in made.ids("proof", "sources"):
        made.cite(key)
        made.proven.add(key)
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
    for field, value in made.labelled("actors").items():
        if field in {"aliases", "positions"}:
            document[field] = value
        else:
            document[field] = document[field] or value


def _event(made: Draft) -> None:
    document = made.document
    document["title"] = _named(made)
    document["when"] = _when(made)
    document["place"] = made.first("location")
    document["summary"] = "\n\n".join(made.all("summary", "description"))
    document.update(made.labelled("events"))
    organizers = made.ids("organizer", "actors")
    involved = [key for key in made.ids("involved", "actors") if key not in organizers]
    made.loose.update(involved)
    document["participants"] = [
        *({"actor": key, "role": "organizer"} for key in organizers),
        *({"actor": key} for key in involved),
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
        exact, other = dates.parse(note), dates.parse(rough or note)
    except DateError:
        return False
    # The note may be in the time of a place, and the dates are in UTC.
    slack = _HOURS if "T" in note else 0
    return exact.earliest - slack <= other.latest and other.earliest <= exact.latest + slack


def _source(made: Draft) -> None:
    kind = DOCUMENTS.get(made.entity.schema, "document")
    csl: Document = {"id": made.document["id"], "type": kind}
    csl["title"] = made.first("title") or made.first("name")
    file_name = made.first("fileName")
    if file_name not in {csl["title"], made.entity.id, made.document["id"]}:
        if csl["title"]:
            made.left["fileName"] = [file_name, *made.left.get("fileName", [])]
        else:
            csl["title"] = file_name
    csl["author"] = [{"literal": name} for name in made.all("author")]
    issued = made.date("publishedAt") or made.date("date")
    csl["issued"] = csl_date(issued)
    language = made.only("language")
    csl["language"] = LANGUAGES.get(language, language)
    csl["publisher"] = made.first("publisher")
    csl["URL"] = made.first("sourceUrl")
    csl["abstract"] = "\n\n".join(made.all("summary", "description"))
    made.document["retrieved"] = made.date("retrievedAt")
    said = made.labelled("sources")
    csl.update({name: said.pop(name) for name in ("type", "container-title", "note")
                if name in said})  # fmt: skip
    if csl["publisher"] == csl.get("container-title"):
        del csl["publisher"]
    made.document.update(said)
    made.document["csl"] = {key: value for key, value in csl.items() if value}


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
        document["kind"] = _kind(made)
        named = made.left.get("entity", [])
        events = [key for key in named if made.tables.get(key) == "events"]
        document["events"] = [key_of(key, made.tables) for key in events]
        made.left["entity"] = [key for key in named if key not in events]
        speakers = made.ids("entity", "actors")
    # A note has neither a date nor a language; some write them all the same.
    document["said"] = made.date("date")
    document["language"] = made.only("language")
    said = made.labelled("quotes")
    if words := said.pop("via", None):
        document["via"] = {"words": words}
    document.update(said)
    if len(speakers) == 1:
        document["speaker"] = speakers[0]
    elif speakers:
        made.left["entity"] = [*made.left.get("entity", []), *speakers]
        what = "it names several actors and does not say which of them speaks"
        made.remarks.append(Remark(made.entity.place, what, "Name the speaker in the dossier."))


def _kind(made: Draft) -> str:
    """Whose words a note is made of, as its keywords say; they are taken.

    It is the keyword after the one that calls it a quotation. Where that is none, and others are
    several, it is what claims least; without any it is what is said: a quotation.
    """
    keywords = made.all("keywords")
    place = keywords.index(QUOTATION)
    del keywords[place]
    kind = keywords[place] if place < len(keywords) else ""
    if kind not in _KINDS:
        kind = next((one for one in _KINDS if one in keywords), "")
        place = keywords.index(kind) if kind else place
    if kind:
        del keywords[place]
    made.left["keywords"] = keywords
    return kind or "verbatim"


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
