"""One event a file: YAML, JSON, or Markdown with front matter, in a folder or alone.

The fields are those of timelines that are kept in Git: ``id``, ``date``, ``title``, ``summary``,
``status``, ``location``, ``actors``, ``tags`` and ``sources``, each with the names that notes
commonly have for them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from store.errors import DossierError
from store.formats import front_matter
from store.formats.base import Document, Importer, Item, Options, Remark
from store.formats.event_bodies import within
from store.formats.event_fields import Event, Makers
from store.formats.opened import Input

_YAML: Final = (".yaml", ".yml")
_MARKDOWN: Final = (".md", ".markdown")
_ENDINGS: Final = (*_YAML, *_MARKDOWN, ".json")
_LARGEST: Final = 4 << 20
"""Bytes of a file with one event."""
_MOST: Final = 1_000_000
"""Files in a folder; one that holds more is not a folder of events."""
_KEYS: Final = re.compile(
    r"^(?:date|title|when|event|headline)[ \t]*:", re.MULTILINE | re.IGNORECASE
)


def _sniff(source: Input) -> int:
    if source.is_folder:
        return 85 if next(_files(source.path), None) is not None else 0
    name, head = source.name, source.head_text
    if name.endswith(_MARKDOWN):
        matter = front_matter.split(head)[0]
        dated = re.search(r"^(?:date|when)[ \t]*:", matter, re.MULTILINE | re.IGNORECASE)
        return 85 if dated else 0
    if name.endswith(_YAML):
        return 75 if _KEYS.search(head) else 30
    if name.endswith(".json") and head.lstrip().startswith("{"):
        return _sniff_json(head)
    return 0


def _sniff_json(head: str) -> int:
    """How sure it is that a JSON file is one event: it has a date and a title of its own."""
    try:
        found = json.loads(head)
    except (ValueError, RecursionError):
        return 0
    return 70 if isinstance(found, dict) and {"date", "title"} <= found.keys() else 0


def _read(source: Input, options: Options) -> Iterator[Item | Remark]:
    makers = Makers(options)
    if not source.is_folder:
        yield from _file(source, "", makers)
    else:
        found = False
        for path in _files(source.path):
            found = True
            yield from _file(Input(path), path.relative_to(source.path).as_posix(), makers)
        if not found:
            what = "there is no YAML, JSON or Markdown file in the folder"
            raise DossierError(what, str(source.path), "Name another folder.")
    yield from makers.cast.items()


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and those below it, by name; hidden ones and links are passed over.

    Raises:
        DossierError: A folder cannot be read, or there are far too many files.
    """
    count = 0
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            path = Path(place) / name
            if name.startswith(".") or not name.lower().endswith(_ENDINGS) or path.is_symlink():
                continue
            count += 1
            if count > _MOST:
                raise DossierError("there are too many files in it", str(folder), "Split it.")
            yield path


def _refuse(error: OSError) -> None:
    reason = error.strerror or str(error)
    raise DossierError(f"it cannot be read ({reason})", str(error.filename or "")) from error


def _file(source: Input, place: str, makers: Makers) -> Iterator[Item | Remark]:
    try:
        if source.path.stat().st_size > _LARGEST:
            what = "it is too large for one event"
            yield Remark(place, what, "Import it by itself.", skipped=True)
            return
        loaded, body, lines = _loaded(source)
    except OSError as error:
        yield Remark(place, f"it cannot be read ({error.strerror})", skipped=True)
        return
    except DossierError as error:
        where = error.where.removeprefix(str(source.path)).lstrip(": ")
        yield Remark(within(place, where) if where else place, error.what, error.mend, skipped=True)
        return
    entries = loaded if isinstance(loaded, list) else [loaded]
    if not entries or loaded is None:
        what = "it has no front matter" if source.name.endswith(_MARKDOWN) else "it is empty"
        yield Remark(place, f"{what}, and is taken for no event", "Give it a date and a title.")
        return
    for number, entry in enumerate(entries):
        at = within(place, f"[{number}]") if isinstance(loaded, list) else place
        yield from _event(entry, body, lines, at, makers, source.path.stem)


def _loaded(source: Input) -> tuple[object, str, int]:
    """What a file holds, the text below it, and the lines before that text.

    Raises:
        DossierError: It cannot be read.
    """
    name = source.name
    if name.endswith(".json"):
        return source.json(), "", 0
    whole = source.text()
    if name.endswith(_YAML):
        return front_matter.read(whole, str(source.path)), "", 0
    matter, body = front_matter.split(whole)
    lines = whole[: len(whole) - len(body)].count("\n")
    # The line before it is that of the fence, and counted.
    found = front_matter.read(f"\n{matter}", str(source.path)) if matter.strip() else None
    return found, body, lines


def _event(
    entry: object, body: str, lines: int, place: str, makers: Makers, name: str
) -> Iterator[Item | Remark]:
    if not isinstance(entry, dict):
        what = "it is no event: no names with values"
        yield Remark(place, what, "Write date: and title:, or take it out.", skipped=True)
        return
    given: Document = {str(key): value for key, value in entry.items()}
    event = Event(given, makers, place)
    if not event.known:
        what = "it has neither date nor title nor summary, and is taken for no event"
        yield Remark(place, what, "Give it a date and a title.")
        return
    yield from event.items(body, lines, name)


IMPORTER: Final = Importer("event-files", "One event a file (YAML, JSON, Markdown)", _sniff, _read)
