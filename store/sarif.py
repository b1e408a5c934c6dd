"""Problems as SARIF 2.1.0, the form in which code hosts and editors show what a check found.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from store.encoding import encode
from store.errors import Problem

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"

RULES: Final = {
    "file": "The file is a sound dossier: its fields, dates, ids and references are right",
    "suspicious-id": "Ids are easy to write and to tell apart",
    "no-role": "Participants have a role",
    "lookalike-actors": "No two actors are one",
    "no-citation": "Quotes and events name a source",
    "one-source": "Events rest on more than one source",
    "unused-source": "Every source is cited",
    "unreadable-field": "Fields of other programs can be read",
    "hostile-characters": "Texts hold nothing that acts on a screen or hides",
}
"""What is checked, by the name of the rule."""


def sarif(problems: Iterable[Problem], path: Path) -> str:
    """A SARIF log of one run.

    Args:
        problems: What was found.
        path: The dossier; a relative path stays one, so that it holds in another checkout.
    """
    driver = {
        "name": "onrecord",
        "rules": [{"id": key, "shortDescription": {"text": RULES[key]}} for key in RULES],
    }
    results = [_result(problem, _uri(path)) for problem in problems]
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    return encode({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _result(problem: Problem, uri: str) -> dict[str, object]:
    place = "/".join(part for part in (problem.table, problem.record, problem.field) if part)
    location: dict[str, object] = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    if place:
        location["logicalLocations"] = [{"fullyQualifiedName": place, "kind": "object"}]
    said = f"{problem.place}: {problem.what}. {problem.cure}" if place else problem.what
    return {
        "ruleId": problem.rule or "file",
        "level": problem.severity,
        "message": {"text": said},
        "locations": [location],
    }


def _uri(path: Path) -> str:
    # Names of files are bytes, and need not be UTF-8.
    quoted = quote(os.fsencode(path.as_posix()))
    return f"file://{quoted}" if path.is_absolute() else quoted
