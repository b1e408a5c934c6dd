"""The options of ``onrecord import`` and ``onrecord new``."""

from __future__ import annotations

import argparse
from typing import Any

from tui.arguments import ImportRequest


def add_import_options(parser: argparse.ArgumentParser, command: str) -> None:
    """Adds what ``import`` or ``new`` takes."""
    parser.add_argument("--title", default="", help="the title of the new dossier")
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")
    if command == "new":
        parser.add_argument("--examples", action="store_true", help="with records as examples")
        return
    add = parser.add_argument
    add("-o", dest="output", default="", metavar="DOSSIER", help="the new dossier")
    add("--into", default="", metavar="DOSSIER", help="the dossier that is added to")
    add("--from", dest="form", default="", metavar="FORMAT", help="the format, where it is known")
    add("--dry-run", action="store_true", help="say what would be done, and write nothing")
    add("--keep-going", action="store_true", help="leave out what cannot be read, and tell it")
    add("--report", choices=("text", "json"), default="text", help="the form of the summary")
    add("--map", dest="mapping", action="append", default=[], metavar="HEADER=FIELD",
        help="our field for a column, or - for none")  # fmt: skip
    add("--mapping", dest="mapping_file", default="", metavar="FILE", help="a saved mapping")
    add("--save-mapping", dest="save_mapping", default="", metavar="FILE", help="save the mapping")
    add("--dates", dest="day_order", choices=("dmy", "mdy"), default="",
        help="how 01/02/2019 is meant: day or month first")  # fmt: skip
    add("--time-zone", default="", metavar="ZONE", help="the zone of times without one")
    add("--groups-are-actors", action="store_true", help="take TimelineJS groups for actors")


def import_request(given: dict[str, Any], shield: str) -> ImportRequest:
    """Takes the options of an import out of all that were given.

    Args:
        given: The options by name.
        shield: What was put before words that begin with a dash.
    """
    own = {name: given.pop(name) for name in ImportRequest.__struct_fields__ if name in given}
    fit: dict[str, Any] = {}
    for name, value in own.items():
        if isinstance(value, list):
            fit[name] = tuple(word.removeprefix(shield) for word in value)
        else:
            fit[name] = value.removeprefix(shield) if isinstance(value, str) else value
    return ImportRequest(**fit)
