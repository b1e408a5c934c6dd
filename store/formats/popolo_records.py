"""Objects of Popolo as records: what each field is in a dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, get_args

from store.formats.base import Document, Item, Remark, Table, stable_id
from store.formats.html_text import plain, read_html
from store.formats.kept import interval, own_id
from store.formats.pieces import edtf, filled, text
from store.model import ActorKind

Object = dict[str, Any]

SAID: Final = frozenset({"", "speech", "question", "answer"})
"""The classes of speeches that are somebody's words; a scene or a summary is not."""

_PLURALS: Final = {
    "person": "persons", "organization": "organizations", "event": "events", "speech": "speeches",
    "membership": "memberships", "post": "posts", "area": "areas",
}  # fmt: skip


_NEEDED: Final = {
    "person": ("name", "given_name", "family_name"),
    "organization": ("name",),
    "event": ("name", "classification"),
    "speech": ("text",),
}
"""The fields of which an object needs one to become a record."""


class Ids:
    """Our ids of the objects in a file, whose own are unique within a class only.

    Args:
        classes: The objects by the name of their class.
        own: Whether this program wrote the file: texts are plain, and fields of ours are there.
    """

    def __init__(
        self, classes: Mapping[str, list[tuple[str, Object]]], *, own: bool = False
    ) -> None:
        self.own = own
        self._ids: dict[tuple[str, str], str] = {}
        taken: set[str] = set()
        for name in ("person", "organization", "event", "speech"):
            for _, found in classes[name]:
                given = text(found.get("id"))
                usable = any(text(found.get(field)) for field in _NEEDED[name])
                if not given or not usable or (name, given) in self._ids:
                    continue
                key = own_id(name, given)
                # A bare number, as databases give them, would meet others in a dossier.
                if key in taken or given.isdecimal():
                    key = stable_id(name, given)
                taken.add(key)
                self._ids[name, given] = key

    def of(self, name: str, given: object) -> str:
        """Our id of an object; empty when the file has no such object."""
        return self._ids.get((name, text(given)), "")


class Draft:
    """A record in the making; what nobody takes of the object is kept aside.

    Args:
        found: The object.
        place: Where it stands in the file.
        key: Our id.
        ids: The ids of all.
    """

    def __init__(self, found: Object, place: str, key: str, ids: Ids) -> None:
        self.own = ids.own
        self.left = {str(name): value for name, value in found.items() if name != "id"}
        self.place, self.ids = place, ids
        self.document: Document = {"id": key}
        self.before: list[Item] = []
        self.after: list[Item] = []
        self.remarks: list[Remark] = []

    def take(self, name: str) -> str:
        """A field that is a text, taken; a value of another kind stays."""
        found = text(self.left.get(name))
        if found:
            del self.left[name]
        return found

    def words(self, name: str) -> str:
        """A field that may be HTML, as text; with links or pictures in it, it stays as well."""
        if self.own:
            return self.take(name)
        markup = text(self.left.get(name))
        read = read_html(markup)
        if markup and not read.links and not read.embeds:
            del self.left[name]
        return plain(markup) if read.quotations else read.text

    def drop(self, *names: str) -> None:
        """Passes over fields that say no more than others do."""
        for name in names:
            self.left.pop(name, None)

    def ours(self, *names: str) -> None:
        """Fields of ours that stand in the object under their own names."""
        if self.own:
            self.document.update({name: self.left.pop(name) for name in names if name in self.left})

    def actor(self, field: str) -> str:
        """Our id of the person or organization that a field refers to, taken."""
        given = text(self.left.get(field))
        if self.ids.of("organization", given) and not self.ids.of("person", given):
            return self.reference(field, "organization")
        return self.reference(field, "person")

    def objects(self, name: str) -> list[Object]:
        """The objects in a field, taken; the field stays when it holds anything else."""
        value = self.left.get(name)
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            return []
        return list(self.left.pop(name))

    def reference(self, field: str, name: str) -> str:
        """Our id of what a field refers to, taken; what leads nowhere stays."""
        given = text(self.left.get(field))
        key = self.ids.of(name, given)
        if key:
            del self.left[field]
        elif given:
            self.missing(field, given, name)
        return key

    def missing(self, field: str, given: str, name: str) -> None:
        """Remarks on a reference that leads nowhere."""
        what = f"“{given[:80]}” in “{field}” is not among the {_PLURALS[name]} of the file"
        cure = "It is kept in source_fields; add what it refers to."
        self.remarks.append(Remark(f"{self.place}.{field}", what, cure))

    def dates(self, start_name: str, end_name: str, *, open_end: bool) -> str:
        """The time from one field to another as EDTF, both taken when they are dates.

        Args:
            start_name: The field of the first day.
            end_name: The field of the last.
            open_end: Whether a missing end is an unknown one. Else the thing happened at its start.
        """
        exact = edtf(text(self.left.get("edtf"))) if self.own else ""
        if exact:
            self.drop("edtf", start_name, end_name)
            return exact
        start, end = text(self.left.get(start_name)), text(self.left.get(end_name))
        if not start and not end:
            return ""
        when = start if start and not end and not open_end else interval(start, end)
        if edtf(when) is None or not when:
            raw = " / ".join(filter(None, (start, end)))
            self.document["display_date"] = raw
            what, cure = f"“{raw[:80]}” is no date", "Write a date such as 2019-12-31."
            self.remarks.append(Remark(f"{self.place}.{start_name}", what, cure))
            return ""
        self.left.pop(start_name, None)
        self.left.pop(end_name, None)
        return when

    def cite(self) -> None:
        """The web pages that the object rests on, as sources."""
        citations = []
        for source in self.objects("sources"):
            url, note = text(source.get("url")), text(source.get("note"))
            if not url and not note:
                continue
            key = stable_id("source", "web", url or note, words=note or url.partition("//")[2])
            csl = filled(id=key, type="webpage" if url else "document", title=note, URL=url)
            self.before.append(Item("sources", {"id": key, "csl": csl}, self.place))
            citations.append({"source": key})
        self.document["citations"] = citations


def person(draft: Draft) -> bool:
    """A person as an actor."""
    name = draft.take("name")
    if not name:
        parts = (draft.take("given_name"), draft.take("family_name"))
        name = " ".join(filter(None, parts))
    return _actor(draft, name, "person", ("summary", "biography"))


def organization(draft: Draft) -> bool:
    """An organization as an actor; its kind is more than that when its class says so."""
    classification = draft.take("classification")
    kind = classification if classification in get_args(ActorKind) else "organisation"
    draft.document["tags"] = [classification] if classification not in {kind, ""} else []
    return _actor(draft, draft.take("name"), kind, ("abstract", "description"))


def _actor(draft: Draft, called: str, kind: str, words: tuple[str, str]) -> bool:
    aliases = []
    for other in draft.objects("other_names"):
        span = interval(text(other.get("start_date")), text(other.get("end_date")))
        note = "; ".join(filter(None, (text(other.get("note")), span)))
        if alias := text(other.get("name")):
            aliases.append(filled(name=alias, note=note))
    identifiers = draft.objects("identifiers")
    wikidata = [i for i in identifiers if text(i.get("scheme")).lower() == "wikidata"]
    if len(wikidata) == 1:
        draft.document["wikidata"] = text(wikidata[0].get("identifier"))
    draft.left["identifiers"] = [i for i in identifiers if i not in wikidata or len(wikidata) > 1]
    draft.document |= {"name": called, "kind": kind, "aliases": aliases}
    draft.document["description"] = "\n\n".join(filter(None, (draft.words(name) for name in words)))
    draft.cite()
    return bool(called)


def event(draft: Draft) -> bool:
    """An event; who attended and who organised it is said by the format."""
    document = draft.document
    document["type"] = draft.take("classification")
    document["title"] = draft.take("name") or document["type"]
    document["when"] = draft.dates("start_date", "end_date", open_end=False)
    document["place"] = draft.take("location")
    document["summary"] = draft.words("description")
    organizer = draft.reference("organization_id", "organization")
    parts = [{"actor": organizer, "role": "organizer"}] if organizer else []
    parts += list(_attendees(draft))
    document["participants"] = parts
    draft.ours("display_date", "hedge", "status")
    parent = draft.reference("parent_id", "event")
    if parent and parent != document["id"]:
        key = stable_id("link", document["id"], parent)
        link = {"id": key, "from": document["id"], "to": parent, "kind": "part-of"}
        draft.after.append(Item("links", link, draft.place))
    draft.cite()
    return bool(document["title"])


def _attendees(draft: Draft) -> Iterator[Document]:
    """Those who attended; only a file of ours says in which role."""
    strange = []
    for attendee in draft.objects("attendees"):
        given = text(attendee.get("id"))
        key = draft.ids.of("person", given) or draft.ids.of("organization", given)
        if key and draft.own:
            yield filled(actor=key, role=attendee.get("role"), note=attendee.get("note"))
        elif key:
            yield {"actor": key, "role": "attendee"}
        else:
            draft.missing("attendees", given, "person")
            strange.append(attendee)
    draft.left["attendees"] = strange


def speech(draft: Draft) -> bool:
    """A speech as a statement; of the record's words, which Popolo takes to be the speaker's."""
    document = draft.document
    document["text"] = draft.words("text")
    document["kind"] = "verbatim"
    if draft.own:
        document["kind"] = draft.take("role")
        document["text"] = draft.take("unmarked") or document["text"]
        draft.ours("said", "published", "display_date", "hedge", "status", "via", "words")
        draft.drop("classification", "note", "date")
    classification = draft.take("classification")
    document["tags"] = [classification] if classification else []
    document["speaker"] = draft.actor("creator_id")
    document["attribution"] = draft.take("attribution_text")
    document.setdefault("said", draft.dates("date", "", open_end=False))
    document["context"] = draft.take("title")
    addressed = draft.actor("audience_id")
    document["audience"] = [addressed] if addressed else []
    at = draft.reference("event_id", "event")
    document["events"] = [at] if at else []
    position = draft.left.get("position")
    if isinstance(position, int) and not isinstance(position, bool) and abs(position) < 2**53:
        document["seq"] = draft.left.pop("position")
    draft.cite()
    return bool(document["text"])


MAKERS: Final[dict[str, tuple[Table, Callable[[Draft], bool], str]]] = {
    "person": ("actors", person, "a name"),
    "organization": ("actors", organization, "a name"),
    "event": ("events", event, "a name"),
    "speech": ("quotes", speech, "a text"),
}
"""For each class the table, what makes the record, and what the record cannot do without."""
