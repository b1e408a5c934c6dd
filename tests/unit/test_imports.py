"""The library stands without the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import store

FOLDER = Path(store.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(FOLDER.parent).with_suffix("").parts)
    for path in FOLDER.rglob("*.py")
    if path.name != "__init__.py"
)

LOAD = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded(*modules: str) -> set[str]:
    """The top-level packages that a fresh interpreter holds after importing these modules."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD, *modules],
        env={**os.environ, "PYTHONPATH": str(FOLDER.parent)},
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return set(json.loads(done.stdout))


def test_the_store_brings_no_screen() -> None:
    assert {"store.corpus", "store.database", "store.listing"} <= set(MODULES)
    found = loaded(*MODULES)
    assert "store" in found
    assert found.isdisjoint({"textual", "rich", "tui"})


@pytest.mark.parametrize("module", ["store.corpus", "store.filters", "store.listing"])
def test_reading_needs_no_tinydb(module: str) -> None:
    assert "tinydb" not in loaded(module)
