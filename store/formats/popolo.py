"""Popolo: people, organizations and their offices, events, and what was said at them, as JSON.

Fields: https://www.popoloproject.com/specs/. Areas and posts are no records of a dossier; what
they say is put where they are referred to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from store.errors import DossierError
from store.formats.base import Importer, Item, Options, Remark, stable_id
from store.formats.kept import document_with
from store.formats.opened import Input
from store.formats.pieces import Ledger, distinct, filled, sound, text
from store.formats.popolo_offices import holder, position
from store.formats.popolo_records import MAKERS, SAID, Draft, Ids, Object

_LISTS: Final = {
    "persons": "person", "people": "person", "organizations": "organization", "posts": "post",
    "memberships": "membership", "events": "event", "areas": "area", "speeches": "speech",
}  # fmt: skip
_CLASSES: Final = ("person", "organization", "post", "membership", "event", "area", "speech")
_KEYS: Final = re.compile(
    r'"(persons|organizations|memberships|speeches|posts|areas)"\s*:\s*\[\s*[{\]]'
)
_CURE: Final = 'A file of Popolo is {"persons": […], "organizations": […], "events": […], …}.'

Classes = dict[str, list[tuple[str, Object]]]


def _sniff(file: Input) -> int:
    head = file.head_text.lstrip()
    if not head.startswith(("{", "[")):
        return 0
    if "popoloproject.com" in head:
        return 90
    if head.startswith("["):
        return 0
    found = set(_KEYS.findall(head))
    first = _KEYS.match(head.removeprefix("{").lstrip()) is not None
    return 92 if len(found) > 1 else 85 if first else 40 if found else 0


def _read(file: Input, _: Options) -> Iterator[Item | Remark]:
    whole = file.json()
    if not isinstance(whole, dict):
        raise DossierError("this is no file of Popolo", str(file.path), _CURE)
    own = whole.get("generator") == "onrecord"
    classes: Classes = {name: [] for name in _CLASSES}
    yield from _gather({k: v for k, v in whole.items() if not own or k != "generator"}, classes)
    ids, ledger = Ids(classes, own=own), Ledger()
    offices = _Offices(classes, ids)
    yield from offices.remarks
    asides = {} if own else _asides(classes, ids)
    made: set[str] = set()
    yield from _untold(classes, offices)
    for name in ("organization", "person", "event", "speech"):
        for place, found in classes[name]:
            if name == "speech" and not own and not _is_said(found):
                if not ids.of("event", found.get("event_id")):
                    what = "this part of a transcript is nobody's words and belongs to no event"
                    yield Remark(place, what, "Give it an event_id, or leave it.", skipped=True)
                continue
            for item in _record(name, place, found, ids, offices, asides, ledger):
                yield from _once(item, made)


def _is_said(speech: Object) -> bool:
    return text(speech.get("classification")).lower() in SAID


def _once(item: Item | Remark, made: set[str]) -> Iterator[Item | Remark]:
    """An item whose id was not made before; a source may be named by many, nothing else may."""
    if isinstance(item, Remark) or item.document["id"] not in made:
        yield item
    elif item.table != "sources":
        cure = "Give each an id of its own."
        yield Remark(item.place, "its id stands more than once", cure, skipped=True)
    if isinstance(item, Item):
        made.add(item.document["id"])


def _gather(whole: Object, classes: Classes) -> Iterator[Remark]:
    """Puts the objects of a file into their classes; remarks on what is none."""
    for key, value in whole.items():
        name = _LISTS.get(key)
        if name is None:
            if value and key != "@context":
                what = f"“{sound(key)}” has no place in a dossier and is left out"
                yield Remark(str(sound(key)), what, skipped=isinstance(value, list))
            continue
        if not isinstance(value, list):
            yield Remark(key, "this is no list", _CURE, skipped=True)
            continue
        for number, found in enumerate(value):
            place = f"{key}[{number}]"
            if isinstance(found, dict):
                classes[name].append((place, found))
                yield from _nested(place, found, classes)
            else:
                yield Remark(place, "this is no object", _CURE, skipped=True)


def _nested(place: str, found: Object, classes: Classes) -> Iterator[Remark]:
    """Memberships that stand within the person whom they are of."""
    inner = found.get("memberships")
    if not isinstance(inner, list) or "id" not in found:
        return
    del found["memberships"]
    for number, membership in enumerate(inner):
        at = f"{place}.memberships[{number}]"
        if isinstance(membership, dict):
            whose = {} if "person_id" in membership else {"person_id": found["id"]}
            classes["membership"].append((at, {**whose, **membership}))
        else:
            yield Remark(at, "this is no object", _CURE, skipped=True)


class _Offices:
    """Memberships, by our id of whoever holds them."""

    def __init__(self, classes: Classes, ids: Ids) -> None:
        posts = {text(post.get("id")): post for _, post in classes["post"] if text(post.get("id"))}
        self.areas = {
            text(area.get("id")): text(area.get("name"))
            for _, area in classes["area"]
            if text(area.get("id"))
        }
        self.positions: dict[str, list[Object]] = {}
        self.left: dict[str, list[Object]] = {}
        self.remarks: list[Remark] = []
        self.told: set[tuple[str, str]] = set()
        for place, found in classes["membership"]:
            whose = holder(found, ids)
            if not whose:
                what = "this membership is of nobody in the file"
                cure = "Give it the person_id of one of the persons."
                self.remarks.append(Remark(place, what, cure, skipped=True))
                continue
            office, left = position(found, ids, posts)
            if office is not None:
                self.positions.setdefault(whose, []).append(office)
            self.told |= {
                ("post", text(found.get("post_id"))),
                ("area", text(found.get("area_id"))),
            }
            if area := self.areas.get(text(found.get("area_id"))):
                left["area"] = area
            if left:
                self.left.setdefault(whose, []).append(left)


def _asides(classes: Classes, ids: Ids) -> dict[str, list[Object]]:
    """What a transcript holds besides words of somebody, by our id of the event."""
    asides: dict[str, list[Object]] = {}
    for _, found in classes["speech"]:
        if not _is_said(found):
            asides.setdefault(ids.of("event", found.get("event_id")), []).append(found)
    return asides


def _untold(classes: Classes, offices: _Offices) -> Iterator[Remark]:
    """Remarks on posts and areas that no record can tell of, and on what of them it does not."""
    at = {("area", text(event.get("area_id"))) for _, event in classes["event"]}
    for name, used in (("post", {"id", "label", "organization_id"}), ("area", {"id", "name"})):
        alone = [place for place, found in classes[name]
                 if (name, text(found.get("id"))) not in offices.told | at]  # fmt: skip
        if alone:
            what = f"{len(alone)} of {len(classes[name])} {name}s belong to no record: left out"
            yield Remark(alone[0], what, f"Name the {name} in a membership, if it is needed.")
        more = distinct(
            str(sound(key)) for _, found in classes[name] for key in filled(**found)
            if key not in used
        )  # fmt: skip
        if more:
            what = f"of {name}s, {', '.join(more[:20])} {'has' if len(more) == 1 else 'have'} no"
            yield Remark(f"{name}s", f"{what} place in a dossier: left out", "Copy it by hand.")


def _record(
    name: str,
    place: str,
    found: Object,
    ids: Ids,
    offices: _Offices,
    asides: Mapping[str, list[Object]],
    ledger: Ledger,
) -> Iterator[Item | Remark]:
    """The record of an object, with the sources before it and the links after it."""
    table, make, needed = MAKERS[name]
    content = (text(found.get(field)) for field in ("name", "text", "start_date", "date"))
    key = ids.of(name, found.get("id")) or stable_id(name, *content)
    draft = Draft(found, place, key, ids)
    sound_enough = make(draft)
    if not sound_enough:
        what = f"this {name} has not {needed}"
        yield Remark(place, what, f"Give it {needed}.", skipped=True)
        return
    yield from draft.remarks
    yield from draft.before
    document = draft.document
    if name == "event" and not document["place"]:
        area = text(draft.left.get("area_id"))
        if area in offices.areas:
            document["place"] = offices.areas[area]
            del draft.left["area_id"]
    document["positions"] = offices.positions.get(key, [])
    kept = {**draft.left, "memberships": offices.left.get(key), "speeches": asides.get(key)}
    yield from document_with(ledger, document, filled(**kept), place, f"an object “{name}”")
    yield Item(table, document, place)
    yield from draft.after


IMPORTER: Final = Importer("popolo", "Popolo JSON", _sniff, _read)
