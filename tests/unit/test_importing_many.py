"""Imports of many records: none is lost, and they are not all in memory."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from store import spool
from store.errors import DossierError
from store.formats.opened import Input
from store.importing import gather
from store.merging import make_dossier, merge_into
from tests.builders import dossier, event, write

ROWS = 100_000
BAD = 50_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of 100,000 rows, one of which has a cell that is never closed."""
    path = tmp_path_factory.mktemp("large") / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("Date,Title\n")
        for row in range(2, ROWS + 2):
            file.write(f'2020-03-14,"broken {row}\n' if row == BAD else f"2020-03-14,Row {row}\n")
    return path


def test_a_bad_row_in_the_middle_costs_only_itself(large: Path, tmp_path: Path) -> None:
    gathered = gather([Input(large)], keep_going=True)
    assert (gathered.read, gathered.skipped) == (ROWS, 1)
    (remark,) = (one for one in gathered.remarks if one.skipped)
    assert remark.place == f"large.csv: line {BAD}"
    summary = make_dossier(tmp_path / "d.json", gathered)
    assert summary.made["events"] == ROWS - 1
    titles = {
        one["title"] for one in json.loads((tmp_path / "d.json").read_bytes())["events"].values()
    }
    assert titles == {f"Row {row}" for row in range(2, ROWS + 2) if row != BAD}


def test_a_bad_row_in_the_middle_stops(large: Path, tmp_path: Path) -> None:
    target = write(tmp_path / "d.json", dossier(events=[event()]))
    before = target.read_bytes()
    with pytest.raises(DossierError) as caught:
        merge_into(target, gather([Input(large)]))
    assert caught.value.where == f"large.csv: line {BAD}"
    assert "--keep-going" in caught.value.mend
    assert target.read_bytes() == before


def table(folder: Path, rows: int) -> Path:
    """A table in which every row has an actor and a source of its own."""
    path = folder / f"{rows}.csv"
    lines = (f"2020-03-14,Row {row},Person {row},https://example.org/{row}" for row in range(rows))
    path.write_text("\n".join(["Date,Title,Who,Link", *lines, ""]), encoding="utf-8")
    return path


def peak(work: Callable[[], object]) -> int:
    """The most bytes that Python held at once while something was done."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("into", [False, True])
def test_memory_does_not_grow_with_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, into: bool
) -> None:
    monkeypatch.setattr(spool, "HELD", 1 << 18)
    monkeypatch.setattr(spool, "_KNOWN", 100)
    target = write(tmp_path / "d.json", dossier(events=[event()]))
    before = target.read_bytes()

    def bring(rows: int) -> int:
        target.write_bytes(before)
        gathered = gather([Input(table(tmp_path, rows))])
        store = merge_into(target, gathered) if into else make_dossier(
            target, gathered, force=True
        )  # fmt: skip
        assert (store.made["events"], store.made["actors"]) == (rows, rows)
        return rows

    bring(300)  # fills what is kept once for all
    assert peak(lambda: bring(2_000)) - peak(lambda: bring(600)) < 300_000
    assert len(json.loads(target.read_bytes())["sources"]) == 600
