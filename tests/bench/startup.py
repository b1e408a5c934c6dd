"""How long until the program is there: against an empty app, from a terminal's side.

    python -m tests.bench.startup [RUNS]

For each program, medians of so many runs (9), taken in turn so that a busy moment hits all alike:
first paint, data on the screen, and the first key answered, in milliseconds from the start of the
process. The key is sent as soon as the data is seen. Nothing is asserted.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import NamedTuple

from tests.bench.dossiers import generated
from tests.builders import write
from tests.terminal.surroundings import clean_env

_INK = re.compile(rb"\x1b\[[0-9;]*m")
_PATIENCE = 60.0


class Program(NamedTuple):
    """What to start, and how its screen tells what it has done.

    Attributes:
        name: What the table calls it.
        argv: The command line.
        paint: On the screen with the first paint.
        data: On the screen with the data.
        answer: On the screen once the key j is answered, and never before.
    """

    name: str
    argv: list[str]
    paint: bytes
    data: bytes
    answer: bytes


class Times(NamedTuple):
    """Seconds from the start of the process."""

    paint: float
    data: float
    answer: float


def measure(program: Program, home: Path) -> Times:
    """Starts a program once, in a terminal of 120 columns and 36 rows."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    begun = time.perf_counter()
    process = subprocess.Popen(
        program.argv, stdin=slave, stdout=slave, stderr=slave, env=clean_env(home),
        start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    raw = b""

    def until(sign: bytes) -> float:
        nonlocal raw
        while sign not in _INK.sub(b"", raw):
            if not select.select([master], [], [], _PATIENCE)[0]:
                raise TimeoutError(f"{program.name} never showed {sign!r}")
            raw += os.read(master, 65536)
        return time.perf_counter() - begun

    try:
        paint, data = until(program.paint), until(program.data)
        os.write(master, b"j")
        return Times(paint, data, until(program.answer))
    finally:
        process.kill()
        process.wait()
        os.close(master)


def programs(folder: Path) -> list[Program]:
    """The empty app, the bundled dossier, and one of 10,000 records."""
    large = write(folder / "large.json", generated(10_000))
    command = [sys.executable, "-m", "tui.cli"]
    return [
        Program("empty app", [sys.executable, "-m", "tests.bench.empty"],
                b"nothing-yet", b"nothing-yet", b"answered"),
        Program("bundled dossier", command, b"onrecord", b"Abdul-Mahdi", b"retaliatory"),
        Program("10,000 records", [*command, str(large)], b"onrecord", b"Event 00000",
                b"Summary-00000"),
    ]  # fmt: skip


def report(found: dict[str, list[Times]], runs: int) -> str:
    """The medians, and how they stand to the empty app's."""
    lines = [f"medians of {runs} runs, ms; × the empty app", ""]
    lines.append(f"{'':16} {'first paint':>17} {'data':>17} {'first key':>17}")
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
