"""Clippings as records, to be worked on: a CSV table, or JSON with the fields of the dossier."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from store.clippings import wording
from store.clippings.contents import Clip, Contents, Group, Listed
from store.encoding import encode
from store.spreadsheet import line
from store.styles import as_text

_HEADS: Final = (
    "group", "quoted", "name", "office", "date", "hedged", "cited",
    "compiler_note", "compiler_tags",
)  # fmt: skip
"""What the document adds to a record, before and behind its own fields."""


def table(contents: Contents) -> str:
    """The document as CSV: a row for each quote, with all of its fields as stored.

    Its own columns come first: the group; the words with their marks; the speaker's name and
    office; the date in words; hedges with who passed it on; the references. The compiler's note and
    tags have columns where they are wanted. No cell is one that a spreadsheet would run.
    """
    quotes = contents.clippings.seen.corpus.quotes
    heads = _HEADS if contents.clippings.notes else _HEADS[:-2]
    documents = {
        clip.row: quotes.document(clip.row) for group in contents.groups for clip in group.clips
    }
    fields = list(dict.fromkeys(key for document in documents.values() for key in document))
    lines = [line((*heads, *(f"quote.{field}" for field in fields)))]
    for group in contents.groups:
        for clip in group.clips:
            own = _own(contents, group, clip)[: len(heads)]
            stored = (documents[clip.row].get(field) for field in fields)
            lines.append(line((*own, *stored)))
    return "\n".join((*lines, ""))


def _own(contents: Contents, group: Group, clip: Clip) -> tuple[object, ...]:
    references = [
        f"{as_text(contents.sources[cited.number - 1].reference)}"
        + (f" ({cited.locator})" if cited.locator else "")
        for cited in clip.cited
    ]
    return (
        group.heading, wording.plain(clip.words), clip.name, clip.office, clip.when, clip.hedge,
        references, clip.remark.note, list(clip.remark.tags),
    )  # fmt: skip


def objects(contents: Contents) -> str:
    """The document as JSON.

    An object: ``dossier`` (its own document), ``filter`` (text), ``marked``, ``made`` (ISO 8601),
    ``by``, ``groups`` (each ``event``, ``actor`` or ``date``, a ``title`` and the ``quotes`` as
    stored), ``sources`` (as stored, those that are cited), and where they are wanted ``notes``: the
    user's notes and tags by table and id, apart from the records.
    """
    clippings = contents.clippings
    corpus = clippings.seen.corpus
    value: dict[str, Any] = {
        "dossier": msgspec.to_builtins(corpus.dossier),
        "filter": contents.filter,
        "marked": clippings.marked,
        "made": clippings.made.isoformat(),
        "by": clippings.grouped,
        "groups": [_group(contents, group) for group in contents.groups],
        "sources": [_source(contents, source) for source in contents.sources],
    }
    value["dossier"] = {key: one for key, one in value["dossier"].items() if one is not None}
    if clippings.notes:
        value["notes"] = _notes(contents)
    return f"{encode(value, indent=2)}\n"


def _group(contents: Contents, group: Group) -> dict[str, object]:
    clippings = contents.clippings
    quotes = clippings.seen.corpus.quotes
    head: dict[str, object] = {"title": group.heading}
    if clippings.grouped != "date":
        head = {clippings.grouped: group.key, **head}
    return {**head, "quotes": [quotes.document(clip.row) for clip in group.clips]}


def _source(contents: Contents, source: Listed) -> dict[str, Any]:
    return contents.clippings.seen.corpus.sources.document(source.row)


def _notes(contents: Contents) -> dict[str, dict[str, object]]:
    corpus = contents.clippings.seen.corpus
    found: dict[str, dict[str, object]] = {"quotes": {}, "events": {}, "actors": {}}
    for group in contents.groups:
        remarks = [("quotes", corpus.quotes.keys[clip.row], clip.remark) for clip in group.clips]
        if group.key is not None:
            remarks.append((f"{contents.clippings.grouped}s", group.key, group.remark))
        for table_name, key, remark in remarks:
            if remark:
                found[table_name][key] = {"note": remark.note, "tags": list(remark.tags)}
    return {name: notes for name, notes in found.items() if notes}
