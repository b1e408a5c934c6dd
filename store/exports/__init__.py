"""Exporting: what is in view as a file in the form that the next person uses."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Final

from store.errors import UsageError
from store.exports.base import Exporter, ExportOptions

__all__ = ["EXPORTERS", "ExportOptions", "Exporter", "exporter", "format_of_file"]

EXPORTERS: Final[dict[str, str]] = {
    "json": "onrecord_json",
    "csv": "csv_set",
    "jsonl": "json_lines",
    "timelinejs": "timelinejs",
    "timelinejs-csv": "timelinejs_csv",
    "ftm": "ftm",
    "popolo": "popolo",
    "jsonld": "jsonld",
    "timesketch": "timesketch",
    "csl-json": "csl_json",
    "markdown": "markdown",
    "html": "html_page",
    "graphml": "graphml",
    "dot": "dot",
}
"""The formats by name, each with its module here, which is imported when it is asked for."""

_ENDINGS: Final = {
    ".ftm.json": "ftm", ".ijson": "ftm", ".json": "json", ".zip": "csv", ".jsonl": "jsonl",
    ".jsonld": "jsonld", ".md": "markdown", ".html": "html", ".htm": "html", ".graphml": "graphml",
    ".dot": "dot", ".gv": "dot",
}  # fmt: skip
"""What a file's name says by itself; of ``.csv`` there are several."""


def exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        UsageError: There is none of that name.
    """
    if name not in EXPORTERS:
        raise UsageError(f"“{name}” is no format", mend=f"Take one of {', '.join(EXPORTERS)}.")
    found = import_module(f"store.exports.{EXPORTERS[name]}").EXPORTER
    assert isinstance(found, Exporter)
    return found


def format_of_file(path: PurePath) -> str | None:
    """The format that a file's name asks for by its ending; None when it could be several."""
    name = path.name.lower()
    return next((form for ending, form in _ENDINGS.items() if name.endswith(ending)), None)
