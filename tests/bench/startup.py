"""How long until the program is there: against an empty app, from a terminal's side.

    python -m tests.bench.startup [RUNS]

For each program, medians of so many runs (9), taken in turn so that a busy moment hits all alike,
in milliseconds from the start of the process: the first paint; the answer to the key j, sent at
once after it; and the data on the screen. A large dossier is read after the first paint: until it
is there, the answer to a key says so. Nothing is asserted.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.bench.dossiers import generated
from tests.bench.screen import Screen
from tests.builders import write


class Program(NamedTuple):
    """What to start, and how its screen tells what it has done.

    Attributes:
        name: What the table calls it.
        argv: The command line.
        paint: On the screen with the first paint.
        answer: On the screen once the key j is answered, and never before.
        data: On the screen with the data.
    """

    name: str
    argv: list[str]
    paint: bytes
    answer: bytes
    data: bytes


class Times(NamedTuple):
    """Seconds from the start of the process."""

    paint: float
    answer: float
    data: float


def measure(program: Program, home: Path) -> Times:
    """Starts a program once."""
    with Screen(program.argv, home) as screen:
        paint = screen.until(program.paint)
        screen.press(b"j", anew=False)
        return Times(paint, screen.until(program.answer), screen.until(program.data))


def programs(folder: Path) -> list[Program]:
    """The empty app, the bundled dossier, and one of 10,000 records."""
    large = write(folder / "large.json", generated(10_000))
    command = [sys.executable, "-m", "tui.cli"]
    return [
        Program("empty app", [sys.executable, "-m", "tests.bench.empty"],
                b"nothing-yet", b"answered", b"nothing-yet"),
        Program("bundled dossier", command, b"onrecord", "▌ 29 Dec".encode(), b"Abdul-Mahdi"),
        Program("10,000 records", [*command, str(large)], b"onrecord", b"Reading large.json",
                b"Event 00000"),
    ]  # fmt: skip


def report(found: dict[str, list[Times]], runs: int) -> str:
    """The medians, and how they stand to the empty app's."""
    lines = [f"medians of {runs} runs, ms; × the empty app", ""]
    lines.append(f"{'':16} {'first paint':>17} {'first key':>17} {'data':>17}")
    base = None
    for name, times in found.items():
        medians = [statistics.median(column) * 1000 for column in zip(*times, strict=True)]
        base = base or medians
        cells = [f"{m:9.0f} (×{m / b:4.2f})" for m, b in zip(medians, base, strict=True)]
        lines.append(f"{name:16} " + " ".join(cells))
    return "\n".join(lines)


def main() -> None:
    """Measures and prints."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found: dict[str, list[Times]] = {}
        started = programs(folder)
        for program in started:
            measure(program, folder)  # once for the caches
        for _ in range(runs):
            for program in started:
                found.setdefault(program.name, []).append(measure(program, folder))
    sys.stdout.write(report(found, runs) + "\n")


if __name__ == "__main__":
    main()
