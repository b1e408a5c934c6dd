"""How long the import of a table takes, and how much memory.

    python -m tests.bench.importing [ROWS ...]

For each number of rows (100,000 and 1,000,000) a table is made of events, each with a date, a
title, a place, an actor out of 1,000 and a source out of 5,000, imported by the program into a new
dossier, and that is imported once more into a dossier of one event. Shown are the seconds and the
largest resident memory of the process, and the sizes of the files. Nothing is asserted.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from tests.bench.dossiers import sentence
from tests.builders import dossier, event, write

_ROWS = (100_000, 1_000_000)
_FIRST = date(2000, 1, 1)


def table(path: Path, rows: int) -> Path:
    """Writes a table of so many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        cells = csv.writer(file)
        cells.writerow(("date", "title", "place", "actor", "source"))
        for row in range(rows):
            cells.writerow(
                (_FIRST + timedelta(row % 9_000), f"{row}: {sentence(row, 9)}",
                 f"Town {row % 300}", f"Person {row % 1_000}",
                 f"https://example.org/{row % 5_000}")
            )  # fmt: skip
    return path


def measure(*words: str) -> tuple[float, float]:
    """Runs the program; the seconds, and its largest resident memory in MB."""
    start = time.perf_counter()
    running = subprocess.Popen([sys.executable, "-m", "tui.cli", *words], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        sys.exit(f"the program ended with {running.returncode}")
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return time.perf_counter() - start, kilobytes / 1024


def main(numbers: list[int]) -> None:
    """Prints what was measured."""
    for rows in numbers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            source = table(folder / "table.csv", rows)
            new = folder / "new.json"
            there = write(folder / "there.json", dossier(events=[event()]))
            for what, words in (
                ("new", ("-o", str(new))),
                ("into", ("--into", str(there))),
            ):
                seconds, megabytes = measure("import", str(source), *words)
                print(f"{rows:9,} rows  {what:4}  {seconds:6.1f} s  {megabytes:5.0f} MB")
            sizes = (source.stat().st_size / 1e6, new.stat().st_size / 1e6)
            print(f"{rows:9,} rows  {sizes[0]:.0f} MB of CSV, {sizes[1]:.0f} MB of dossier")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(_ROWS))
