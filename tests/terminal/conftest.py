"""The program as a process, for the tests of its output."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.corpus import Corpus, open_dossier
from tests.terminal.headless import EMBASSY, ROOT, Program


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty home, and the program's folder beside the working folder."""
    home = tmp_path / "home"
    home.mkdir()
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture
def onrecord(tmp_path: Path, surroundings: dict[str, str]) -> Program:
    folder = tmp_path / "work"
    folder.mkdir()
    return Program(folder, surroundings)


@pytest.fixture(scope="module")
def embassy() -> Corpus:
    return open_dossier(EMBASSY)
