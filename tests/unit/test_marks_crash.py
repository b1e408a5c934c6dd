"""Programs that are killed while they write marks: what was acknowledged is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from store.marks import Marks
from store.user_file import file_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock of a folder")

WRITES, PROGRAMS = 500, ("one", "other")

WRITER = """
import os, sys
from pathlib import Path
from store.marks import Marks

marks, who = Marks(Path(sys.argv[1]), "embassy"), sys.argv[2]
for number in range(int(sys.argv[3]), int(sys.argv[4])):
    if number % 2:
        marks.set_note("quotes", f"{who} {number}", f"note {number} of {who}")
    else:
        marks.toggle([("events", f"{who} {number}")])
    os.write(1, f"{number}\\n".encode())
"""


class Writer:
    """A program that writes marks, number by number, and is begun again when it was killed."""

    def __init__(self, folder: Path, who: str) -> None:
        self.folder, self.who = folder, who
        self.acknowledged: list[int] = []
        self.kills = 0
        self._next = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def done(self) -> bool:
        return self._next >= WRITES // len(PROGRAMS)

    def begin(self) -> None:
        numbers = (str(self._next), str(WRITES // len(PROGRAMS)))
        self._process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(self.folder), self.who, *numbers],
            stdout=subprocess.PIPE,
        )

    def kill_after(self, writes: int, seconds: float) -> None:
        """Kills it some time after so many writes, unless it has ended by then."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        lines = [line for _ in range(writes) if (line := process.stdout.readline())]
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            self.kills += 1
        lines += process.stdout.readlines()
        assert process.wait() in {0, -9}
        process.stdout.close()
        self.acknowledged += map(int, lines)
        # The write that was cut short may be there or not: a mark must not be toggled back.
        self._next = self.acknowledged[-1] + 2 if process.returncode else WRITES


def test_killed_at_any_instant_no_acknowledged_write_is_lost(tmp_path: Path) -> None:
    draw = Random(4)
    marks = Marks(tmp_path, "embassy")
    writers = [Writer(tmp_path, who) for who in PROGRAMS]
    while running := [writer for writer in writers if not writer.done]:
        for writer in running:
            writer.begin()
        for writer in running:
            writer.kill_after(draw.randint(20, 60), draw.uniform(0, 0.03))
            json.loads(marks.path.read_bytes())  # at every instant it is whole
    now = marks.load()
    for writer in writers:
        for number in writer.acknowledged:
            if number % 2:
                note = now.of("quotes", f"{writer.who} {number}").note
                assert note == f"note {number} of {writer.who}"
            else:
                assert now.of("events", f"{writer.who} {number}").marked
    kills = sum(writer.kills for writer in writers)
    assert kills >= 6
    assert sum(len(writer.acknowledged) for writer in writers) >= WRITES - kills
    assert len(now) <= WRITES
    names = {path.name for path in tmp_path.iterdir()}
    assert {name for name in names if not name.startswith(".")} == {file_name("embassy")}
