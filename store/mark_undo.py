"""Changes of marks as they are kept to be undone: by record, and no more of each than was changed.

A mark knows when it was last changed. A record whose mark has another time than the change gave it
was changed since, so that undoing would lose what came later.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from msgspec import UNSET, Struct, UnsetType, structs

from store.mark_set import Mark, MarkSet


class Fields(Struct, frozen=True, omit_defaults=True):
    """Those fields of a mark that a change replaced, as they were before."""

    marked: bool | UnsetType = UNSET
    tags: tuple[str, ...] | UnsetType = UNSET
    note: str | UnsetType = UNSET
    changed: str | UnsetType = UNSET


class Touched(Struct, frozen=True):
    """A record in a change; `stamp` is the time of its mark afterwards, empty if none was left."""

    table: str
    record: str
    stamp: str
    was: Fields


class Done(Struct, frozen=True):
    """A change: `did` says in words what it did, and `id` is its own for ever."""

    id: str
    did: str
    records: tuple[Touched, ...]


def done_to(before: MarkSet, after: Iterable[Mark], did: str) -> Done:
    """What is kept of a change.

    Args:
        before: All marks before it.
        after: Those that it changed, with the time of the change.
        did: What it did, in words.
    """
    return Done(secrets.token_hex(8), did, tuple(_touched(before, mark) for mark in after))


def _touched(before: MarkSet, mark: Mark) -> Touched:
    was = before.of(*mark.ref)
    fields = {
        name: getattr(was, name)
        for name in Fields.__struct_fields__
        if getattr(was, name) != getattr(mark, name)
    }
    return Touched(mark.table, mark.record, mark.changed, Fields(**fields))


def undone(now: MarkSet, done: Done) -> tuple[list[Mark], list[Mark]]:
    """The marks as they were before a change, and those that were changed since it."""
    restored, left = [], []
    for touched in done.records:
        mark = now.of(touched.table, touched.record)
        if mark.changed == touched.stamp:
            was: dict[str, Any] = structs.asdict(touched.was)
            fields = {name: value for name, value in was.items() if value is not UNSET}
            restored.append(structs.replace(mark, **fields))
        else:
            left.append(mark)
    return restored, left


def taken_back(did: str, restored: int, left: int) -> str:
    """What undoing came to, in words.

    Args:
        did: What had been done.
        restored: How many records are as they were before.
        left: How many were changed since, and stay as they are.
    """
    since = "the record was" if left == 1 else f"{left} records were"
    if not restored:
        stays = "stays as it is" if left == 1 else "stay as they are"
        return f"Not taken back ({did}): {since} changed since, and {stays}."
    return f"Taken back: {did}." + (f" But {since} changed since." if left else "")
