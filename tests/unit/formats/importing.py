"""A file through an importer into an opened dossier, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store.corpus import Corpus, open_dossier
from store.formats.base import Importer, Item, Options, Remark
from store.formats.opened import Input
from tests.builders import dossier, write


def parts(
    importer: Importer, path: Path, options: Options | None = None
) -> tuple[list[Item], list[Remark]]:
    """What an importer makes of a file."""
    found = list(importer.read(Input(path), options or Options()))
    items = [part for part in found if isinstance(part, Item)]
    return items, [part for part in found if isinstance(part, Remark)]


def tables(items: list[Item]) -> dict[str, list[dict[str, Any]]]:
    """The documents by table."""
    made: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        made.setdefault(item.table, []).append(item.document)
    return made


def opened(items: list[Item], folder: Path) -> Corpus:
    """A dossier of the records, without a problem that is an error."""
    made = tables(items)
    made.pop("dossier", None)
    corpus = open_dossier(write(folder / "made.json", dossier(**made)))
    assert [one for one in corpus.problems if one.severity == "error"] == []
    return corpus
