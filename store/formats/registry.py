"""The formats that can be imported, by name; each is loaded when it is first asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Final

from store.errors import DossierError, UsageError
from store.formats.base import Importer
from store.formats.opened import Input
from store.formats.unknown import unknown

IMPORTERS: Final = {
    "onrecord": "onrecord_json",
    "timelinejs": "timelinejs",
    "timelinejs-csv": "timelinejs_csv",
    "followthemoney": "followthemoney",
    "popolo": "popolo",
    "acled": "acled",
    "ucdp": "ucdp",
    "gdelt-gqg": "gdelt_gqg",
    "quotebank": "quotebank",
    "timesketch": "timesketch",
    "timemap": "timemap",
    "gramps": "gramps",
    "bibliography": "bibliography",
    "event-files": "event_files",
    "markdown-chronology": "markdown_chronology",
    "jsonl": "json_lines",
    "csv": "csv_table",
}
"""For each name on the command line the module that reads the format. The particular stand before
the general, which are taken only when they are surer."""

NAMES: Final = tuple(IMPORTERS)


def importer(name: str) -> Importer:
    """The importer of a format.

    Raises:
        UsageError: There is no format of that name; the message lists them.
        DossierError: The format cannot be loaded.
    """
    if name not in IMPORTERS:
        raise UsageError(f"“{name}” is no format", mend=f"Write one of {', '.join(NAMES)}.")
    path = f"store.formats.{IMPORTERS[name]}"
    try:
        found = importlib.import_module(path).IMPORTER
    except (ModuleNotFoundError, AttributeError) as error:
        what = f"the format {name} cannot be loaded ({error})"
        raise DossierError(what, "", "Install onrecord again.") from error
    assert isinstance(found, Importer)
    return found


def detect(source: Input) -> Importer:
    """The importer that is surest of a file.

    Raises:
        DossierError: The file cannot be read, is empty, or no format knows it.
    """
    if not source.is_folder and not source.head_text.strip():
        raise DossierError("the file is empty", str(source.path), "There is nothing to import.")
    best, surest = None, 0
    for candidate in _loadable():
        sure = candidate.sniff(source)
        if sure > surest:
            best, surest = candidate, sure
    if best is None:
        raise unknown(source, "|".join(NAMES))
    return best


def _loadable() -> Iterator[Importer]:
    for name, module in IMPORTERS.items():
        try:
            yield importer(name)
        except DossierError as error:
            missing = error.__cause__
            if not (
                isinstance(missing, ModuleNotFoundError)
                and missing.name == f"store.formats.{module}"
            ):
                raise
