"""Runs an importer over a file made for a test, and opens what it made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from store.corpus import Corpus, open_dossier
from store.formats.base import Document, Importer, Item, Options, Remark
from store.formats.opened import Input
from tests.builders import dossier, write

Read = tuple[list[Item], list[Remark]]


def ran(importer: Importer, path: Path, options: Options | None = None) -> Read:
    """All records and all remarks."""
    found = list(importer.read(Input(path), options or Options()))
    items = [one for one in found if isinstance(one, Item)]
    return items, [one for one in found if isinstance(one, Remark)]


def table(items: Iterable[Item], name: str) -> list[Document]:
    """The documents of one table, in the order in which they were made."""
    return [item.document for item in items if item.table == name]


def opened(items: list[Item], folder: Path) -> Corpus:
    """The records as a dossier, which has to be without errors."""
    made = {name: table(items, name) for name in ("sources", "actors", "events", "quotes", "links")}
    corpus = open_dossier(
        write(
            folder / "made.json",
            dossier(
                sources=made["sources"],
                actors=made["actors"],
                events=made["events"],
                quotes=made["quotes"],
                links=made["links"],
            ),
        )
    )
    assert [problem for problem in corpus.problems if problem.severity == "error"] == []
    assert corpus.left_out == 0
    return corpus


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def columns(names: str) -> list[str]:
    """The names of columns, joined by commas, as a format's documentation lists them."""
    return names.split(",")


def csv_text(header: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A table with all columns, every cell in quotation marks."""
    names = list(header)
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    return "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in line) + "\r\n" for line in lines
    )


def skipped(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks for which a record was left out."""
    return [remark for remark in remarks if remark.skipped]
