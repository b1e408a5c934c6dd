"""Files made by the exporters, and what the importers read out of them."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from store import filters
from store.corpus import Corpus, open_dossier
from store.exports import ExportOptions, exporter
from store.formats.base import Importer, Item, Options, Remark
from store.formats.opened import Input
from store.views import InView, evaluate
from tests.builders import Document, Tables, write

ROOT = Path(__file__).resolve().parents[3]
EMBASSY = ROOT / "assets" / "dossiers" / "embassy.json"
DAY = ExportOptions(date(2026, 11, 22))


def seen(corpus: Corpus, text: str = "") -> InView:
    return evaluate(corpus, filters.parse(text), text)


def embassy(text: str = "") -> InView:
    return seen(open_dossier(EMBASSY), text)


def exported(view: InView, form: str, options: ExportOptions = DAY) -> bytes:
    return b"".join(exporter(form).write(view, options))


def of_tables(folder: Path, tables: Tables) -> InView:
    """All of these tables in view."""
    return seen(open_dossier(write(folder / "dossier.json", tables)))


def read_back(folder: Path, form: str, data: bytes, name: str) -> dict[str, dict[str, Document]]:
    """By table and id, what an importer makes of a file; no record may be left out."""
    try:
        importer: Importer = import_module(f"store.formats.{name}").IMPORTER
    except ModuleNotFoundError:
        pytest.skip(f"there is no importer {name}")
    path = folder / f"made.{exporter(form).ending}"
    path.write_bytes(data)
    found: dict[str, dict[str, Document]] = {}
    for one in importer.read(Input(path), Options()):
        if isinstance(one, Remark):
            assert not one.skipped, one
        else:
            assert isinstance(one, Item)
            found.setdefault(one.table, {})[one.document.get("id", "")] = one.document
    return found


def said(document: Document) -> dict[str, Any]:
    """A record without fields that say nothing."""
    return {key: value for key, value in document.items() if value not in (None, "", [], {})}
