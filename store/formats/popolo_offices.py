"""Memberships of Popolo as offices of whoever holds them."""

from __future__ import annotations

from collections.abc import Mapping

from store.formats.base import Document
from store.formats.kept import interval
from store.formats.pieces import edtf, filled, text
from store.formats.popolo_records import Ids, Object


def holder(found: Object, ids: Ids) -> str:
    """Our id of whoever a membership is of; empty when the file has nobody of that id."""
    for field, name in (("person_id", "person"), ("member_id", "organization")):
        if key := ids.of(name, found.get(field)):
            return key
    return ids.of("person", found.get("member_id"))


def position(
    found: Object, ids: Ids, posts: Mapping[str, Object]
) -> tuple[Document | None, Document]:
    """A membership as an office, and what of it has no place there."""
    left = {str(name): value for name, value in found.items()}
    post = posts.get(text(found.get("post_id")), {})
    body = found.get("organization_id") or post.get("organization_id")
    of = ids.of("organization", body) or ids.of("person", body)
    title = text(found.get("role")) or text(found.get("label")) or text(post.get("label"))
    start, end = text(found.get("start_date")), text(found.get("end_date"))
    exact = edtf(text(found.get("edtf"))) or ""
    when = exact or interval(start, end)
    used = {"id", "person_id", "member_id", "role" if text(found.get("role")) else "label"}
    used |= {"organization_id"} if of else set()
    used |= {"start_date", "end_date"} if when else set()
    used |= {"edtf"} if exact else set()
    used |= {"post_id"} if post else set()
    if not title and not of:
        return None, found
    made = filled(title=title or "member", of=of, when=when)
    return made, filled(**{name: value for name, value in left.items() if name not in used})
