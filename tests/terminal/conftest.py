"""The program as a process, for the tests of its output."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.corpus import Corpus, open_dossier
from tests.terminal.headless import EMBASSY, ROOT, Program


@pytest.fixture(scope="session", autouse=True)
def _signals_are_heeded() -> Iterator[None]:
    """A signal that is ignored here, as under nohup, would be ignored by every program tested."""
    names = ("SIGINT", "SIGHUP", "SIGTERM")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    ignored = [number for number in known if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, lambda *_: None)  # of which a new program knows nothing
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


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
