"""Documents kept in memory or in a file that has no name, against a plain dict."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import spool as module
from store.errors import DossierError
from store.spool import Met, Spool

NAMES = ("events", "actors")
FILLED = 2_000
KEYS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4)
PUTS = st.lists(st.tuples(st.sampled_from(NAMES), KEYS, st.binary(max_size=400)), max_size=60)

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="open files are seen in /proc")


def filled(held: int) -> Spool:
    spool = Spool(NAMES, held)
    for number in range(FILLED):
        spool["events"].add(f"e{number}", b"x" * 100)
    return spool


def open_files() -> set[str]:
    """The files that this process has open, those without a name too."""
    found = set()
    for entry in os.scandir("/proc/self/fd"):
        try:
            found.add(str(Path(entry.path).readlink()))
        except FileNotFoundError:  # the folder itself, open for the scan
            continue
    return found


@given(PUTS, st.sampled_from([0, 1_000, 1 << 20]))
def test_it_holds_what_a_dict_holds(puts: list[tuple[str, str, bytes]], held: int) -> None:
    spool = Spool(NAMES, held)
    plain: dict[str, dict[str, bytes]] = {name: {} for name in NAMES}
    for name, key, document in puts:
        assert (key in spool[name]) == (key in plain[name])
        put = spool[name].replace if key in plain[name] else spool[name].add
        put(key, document)
        plain[name][key] = document
    assert list(spool) == list(plain)
    for name, documents in plain.items():
        assert list(spool[name].items()) == list(documents.items())
        assert list(spool[name].values()) == list(documents.values())
        assert len(spool[name]) == len(documents)
    for key in {key for _, key, _ in puts} | {"no such id"}:
        assert spool.having(key) == {name for name in NAMES if key in plain[name]}
        assert {name: spool[name].get(key) for name in NAMES} == {
            name: plain[name].get(key) for name in NAMES
        }
    with pytest.raises(KeyError):
        spool["events"]["no such id"]
    assert spool.on_disk == (bool(puts) and held == 0) or held == 1_000


def test_ids_are_remembered_without_end_and_in_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KNOWN", 7)
    spool = filled(0)
    for _ in range(2):
        assert all(f"e{number}" in spool["events"] for number in range(FILLED))
        assert "e1" not in spool["actors"]


@on_linux
def test_few_make_no_file() -> None:
    before = open_files()
    spool = filled(1 << 30)
    assert not spool.on_disk
    assert open_files() == before


@on_linux
def test_the_file_has_no_name_and_is_gone_with_the_spool() -> None:
    before = open_files()
    spool = Spool(NAMES, 1 << 20)
    for number in range(200):
        spool["events"].add(f"e{number}", bytes(100_000))
    (made,) = open_files() - before
    assert made.endswith(" (deleted)")
    assert not Path(made.removesuffix(" (deleted)")).exists()
    del spool
    gc.collect()
    assert open_files() == before


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    class Small(sqlite3.Connection):
        def execute(self, sql: str, *more: object) -> sqlite3.Cursor:
            done = super().execute(sql, *more)  # type: ignore[arg-type]
            if sql.startswith("ATTACH"):
                super().execute("PRAGMA spool.max_page_count = 20")
            return done

    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **k, factory=Small))
    with pytest.raises(DossierError) as caught:
        filled(10_000)
    assert "database or disk is full" in caught.value.what
    assert "TMPDIR" in caught.value.mend or sys.platform == "win32"


def test_a_key_is_met_once_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HELD", 1_000)
    met = Met()
    assert [met.first(f"k{number % 50}") for number in range(100)] == [True] * 50 + [False] * 50
