"""Several programs on one dossier, and programs that are killed while they write."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import store
from store.corpus import open_dossier
from store.database import editing
from store.errors import DossierError
from tests.builders import dossier, event, write

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks and signals")

WRITER = """
import sys
from store.database import editing
path, name = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
for number in range(50):
    with editing(path) as database:
        database.table("events").insert({"id": f"{name}{number}", "title": "x"})
"""

KILLED = """
import os, signal, sys
from pathlib import Path
from store import files
from store.database import editing
path, step = sys.argv[1:]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Half:
    def __init__(self, file):
        self.file = file
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.file.close()
    def write(self, data):
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        die()

with editing(path) as database:
    database.table("events").insert({"id": "new", "title": "x" * 100_000})
    if step == "half written":
        opened = os.fdopen
        os.fdopen = lambda *given: Half(opened(*given))
    elif step == "synchronised":
        os.fsync = die
    elif step == "before the swap":
        Path.replace = die
    elif step == "after the swap":
        files._sync_folder = die
    elif step == "in the block":
        die()
"""

ENDLESS = """
import sys
from store.database import editing
for number in range(100_000):
    with editing(sys.argv[1]) as database:
        database.table("events").insert({"id": f"w{number}", "title": "x" * 2_000})
    print(number, flush=True)
"""


def tables(path: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(path.read_bytes())
    return found


def child(code: str, *given: str) -> subprocess.Popen[str]:
    root = str(Path(store.__file__).parent.parent)
    return subprocess.Popen(
        [sys.executable, "-c", code, *given],
        cwd=root,
        env={**os.environ, "PYTHONPATH": root},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@POSIX
def test_two_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", dossier())
    with child(WRITER, str(path), "a") as first, child(WRITER, str(path), "b") as second:
        for writer in (first, second):
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        for writer in (first, second):
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.flush()
        assert (first.wait(30), second.wait(30)) == (0, 0)
    corpus = open_dossier(path)
    assert {found.id for found in corpus.events} == {f"{n}{i}" for n in "ab" for i in range(50)}
    assert not corpus.problems
    assert list(tmp_path.iterdir()) == [path]


def test_one_program_may_change_two_dossiers_of_a_folder_at_once(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    with editing(one) as first, editing(two) as second:
        first.table("events").insert(event("e1"))
        second.table("events").insert(event("e2"))
    with editing(two) as second, editing(one) as first:
        second.table("events").insert_multiple(map(dict, first.table("events").all()))
    assert [len(stored["events"]) for stored in map(tables, (one, two))] == [1, 2]


def test_one_dossier_is_not_changed_twice_at_once(tmp_path: Path) -> None:
    path, alias = tmp_path / "d.json", tmp_path / "alias.json"
    alias.symlink_to(path)
    with editing(path) as database:
        database.table("events").insert(event())
        with pytest.raises(DossierError, match="already"), editing(alias):
            pytest.fail("the changes of one block would be lost")
    assert list(tables(path)["events"]) == ["1"]
    with editing(alias) as database:
        assert len(database.table("events")) == 1


@POSIX
def test_threads_take_turns(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", dossier())

    def insert(name: str) -> None:
        for number in range(10):
            with editing(path) as database:
                database.table("events").insert(event(f"{name}{number}"))

    with ThreadPoolExecutor() as pool:
        list(pool.map(insert, "abcd"))
    assert len(open_dossier(path).events) == 40


@POSIX
@pytest.mark.parametrize(
    ("step", "events"),
    [
        ("in the block", 1),
        ("half written", 1),
        ("synchronised", 1),
        ("before the swap", 1),
        ("after the swap", 2),
    ],
)
def test_killed_at_any_step_the_file_is_old_or_new(tmp_path: Path, step: str, events: int) -> None:
    path = write(tmp_path / "d.json", dossier(events=[event()]))
    with child(KILLED, str(path), step) as writer:
        assert writer.wait(30) == -signal.SIGKILL
    corpus = open_dossier(path)
    assert len(corpus.events) == events
    assert not corpus.problems
    with editing(path) as database:
        database.table("events").insert(event("after"))
    assert len(open_dossier(path).events) == events + 1


@POSIX
@pytest.mark.parametrize("writes", [1, 4, 9, 15])
def test_killed_in_the_midst_of_many_writes(tmp_path: Path, writes: int) -> None:
    path = write(tmp_path / "d.json", dossier(events=[event()]))
    with child(ENDLESS, str(path)) as writer:
        assert writer.stdout is not None
        for _ in range(writes):
            writer.stdout.readline()
        writer.kill()
    assert writer.returncode == -signal.SIGKILL
    corpus = open_dossier(path)
    assert len(corpus.events) >= 1 + writes
    assert not corpus.problems
