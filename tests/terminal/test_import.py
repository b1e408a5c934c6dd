"""``onrecord import`` and ``onrecord new`` as a process."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.corpus import open_dossier
from tests.builders import dossier, event, write
from tests.terminal.harness import Pty
from tests.terminal.headless import ONRECORD, Program

TABLE = (
    "Date,Headline,Who,Link,Dead\n"
    "14 March 2020,Ferry stopped,Harbour office,https://example.org/a,0\n"
    "3/4/2020,Crossing resumed,,,\n"
)


def put(onrecord: Program, text: str = TABLE, name: str = "table.csv") -> Path:
    path = onrecord.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_becomes_a_dossier(onrecord: Program) -> None:
    put(onrecord)
    status, out, err = onrecord("import", "table.csv", "-o", "d.json", "--title", "Ferry")
    assert (status, out) == (0, "")
    assert "“Headline” as title" in err
    assert "“Dead”" in err
    assert "line 3, column when" in err
    assert "4 read; made: 1 source, 1 actor, 2 events; merged: 0; there already: 0" in err
    assert onrecord("check", "d.json").status == 0
    assert "Ferry stopped" in onrecord("events", "d.json").out
    before = (onrecord.folder / "d.json").read_bytes()
    status, _, err = onrecord("import", "table.csv", "--into", "d.json")
    assert status == 0
    assert "there already: 4" in err
    assert "d.json is as it was" in err
    assert (onrecord.folder / "d.json").read_bytes() == before


def test_the_report_for_scripts(onrecord: Program) -> None:
    put(onrecord)
    status, out, err = onrecord(
        "import", "--report", "json", "table.csv", "--dry-run", "--dates", "dmy"
    )
    assert (status, err) == (0, "")
    report = json.loads(out)
    assert report["inputs"] == [{"path": "table.csv", "format": "csv"}]
    assert report["made"]["events"] == 2
    assert (report["read"], report["skipped"], report["dry_run"]) == (4, 0, True)
    assert len(report["remarks"]) == 2
    assert [path.name for path in onrecord.folder.iterdir()] == ["table.csv"]


def test_nothing_is_overwritten(onrecord: Program) -> None:
    put(onrecord)
    file = write(onrecord.folder / "d.json", dossier(events=[event()]))
    before = file.read_bytes()
    status, _, err = onrecord("import", "table.csv", "-o", "d.json")
    assert status == 2
    assert "--into" in err
    assert "--force" in err
    assert file.read_bytes() == before
    assert onrecord("import", "table.csv", "-o", "table.csv", "--force").status == 2
    assert onrecord("import", "table.csv", "-o", "d.json", "--force").status == 0
    assert file.read_bytes() != before


def test_a_bad_row_stops_or_is_left_out(onrecord: Program) -> None:
    put(onrecord, f"{TABLE}2020,too,many,cells,in,it\n15 March 2020,Last,,,\n")
    status, _, err = onrecord("import", "table.csv", "-o", "d.json")
    assert status == 3
    assert "table.csv: line 4: it has 6 cells where the header has 5" in err
    assert not (onrecord.folder / "d.json").exists()
    status, _, err = onrecord("import", "table.csv", "-o", "d.json", "--keep-going")
    assert status == 0
    assert "skipped: table.csv: line 4" in err
    assert "skipped: 1" in err
    assert "Last" in onrecord("events", "d.json").out


def test_a_mapping_is_saved_changed_and_used(onrecord: Program) -> None:
    put(onrecord, "Label,Moment\nFerry,2020-03-14\n")
    words = ("import", "table.csv", "--map", "Label=title", "--map", "Moment=when")
    status, _, err = onrecord(*words, "--dry-run", "--save-mapping", "m.json")
    assert status == 0, err
    saved = json.loads((onrecord.folder / "m.json").read_text(encoding="utf-8"))
    assert saved == {"Label": "events.title", "Moment": "events.when"}
    assert onrecord("import", "table.csv", "--mapping", "m.json", "-o", "d.json").status == 0
    (stored,) = json.loads(onrecord("events", "d.json", "--format", "json").out)
    assert (stored["title"], stored["when"]) == ("Ferry", "2020-03-14")
    status, _, err = onrecord("import", "table.csv", "--map", "Label=nope", "--dry-run")
    assert status == 2
    assert "there is no field “nope”" in err


def test_mistakes_are_named(onrecord: Program) -> None:
    put(onrecord)
    (onrecord.folder / "empty.csv").touch()
    for words, status, said in (
        (["import"], 2, "import needs files"),
        (["import", "table.csv"], 2, "import needs a dossier"),
        (["import", "table.csv", "-o", "a", "--into", "b"], 2, "one of the two"),
        (["import", "table.csv", "-o", "a.json", "--from", "xlsx"], 2, "xlsx"),
        (["import", "none.csv", "-o", "a.json"], 3, "no such file"),
        (["import", "empty.csv", "-o", "a.json"], 3, "empty"),
        (["import", "empty.csv", "-o", "a.json", "--from", "csv"], 3, "empty"),
        (["import", "table.csv", "--into", "a.json"], 3, "no such file"),
        (["import", "table.csv", "-o", "no/where.json"], 3, "folder"),
        (["new"], 2, "new needs one file"),
    ):
        done = onrecord(*words)
        assert done.status == status, (words, done.err)
        assert said in done.err
    assert sorted(path.name for path in onrecord.folder.iterdir()) == ["empty.csv", "table.csv"]


def test_a_new_dossier(onrecord: Program) -> None:
    assert onrecord("new", "d.json", "--title", "Ferry").status == 0
    assert onrecord("check", "d.json").status == 0
    assert onrecord("events", "d.json", "--format", "json").out == "[]\n"
    assert onrecord("new", "d.json").status == 2
    assert onrecord("new", "d.json", "--examples", "--force").status == 0
    assert onrecord("check", "d.json").status == 0
    assert "no crossing" in onrecord("quotes", "d.json").out


def fat(folder: Path, rows: int = 20_000) -> Path:
    """A table whose records do not all fit into what an import keeps in memory."""
    path, notes = folder / "fat.csv", "n" * 3_000
    with path.open("w", encoding="utf-8") as file:
        file.write("Date,Title,Summary\n")
        file.writelines(f"2020-03-14,Row {row},{notes}\n" for row in range(rows))
    return path


def test_a_terminal_sees_progress(onrecord: Program) -> None:
    with (onrecord.folder / "table.csv").open("w", encoding="utf-8") as file:
        file.write("Date,Title\n")
        file.writelines(f"2020-03-14,Row {row}\n" for row in range(20_000))
    with Pty([*ONRECORD, "import", "table.csv", "-o", "d.json"], cwd=onrecord.folder) as terminal:
        terminal.wait_for("d.json is written")
        assert terminal.wait() == 0
        shown = re.findall(rb"table\.csv +(\d+)% +([\d,]+) records", terminal.raw)
        steps = [(int(share), int(read.replace(b",", b""))) for share, read in shown]
        assert steps == sorted(steps)
        assert any(0 < share < 100 for share, _ in steps)
        # The rows are of nearly the same length: a share of the bytes is one of the records.
        assert all(abs(read - share * 200) < 1_500 for share, read in steps)
        assert b"making d.json" in terminal.raw
        assert "records 0:" not in terminal.text


@pytest.mark.skipif(sys.platform != "linux", reason="open files are seen in /proc")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_end_in_the_middle_leaves_nothing(onrecord: Program, end: signal.Signals) -> None:
    fat(onrecord.folder)
    file = write(onrecord.folder / "d.json", dossier(events=[event()]))
    before = file.read_bytes()
    spare = onrecord.folder / "spare"
    spare.mkdir()
    with Pty(
        [*ONRECORD, "import", "fat.csv", "--into", "d.json"],
        cwd=onrecord.folder, env={"TMPDIR": str(spare), "SQLITE_TMPDIR": str(spare)},
    ) as terminal:  # fmt: skip
        opened = Path(f"/proc/{terminal.pid}/fd")

        def spooling(_: str) -> bool:
            names = [os.readlink(entry) for entry in opened.iterdir()]  # noqa: PTH115 - no path
            return any(name.startswith(str(spare)) for name in names)

        terminal.wait_for(spooling)
        assert list(spare.iterdir()) == []
        if end is signal.SIGINT:
            terminal.press("ctrl+c")
        else:
            terminal.signal(end)
        assert terminal.wait() == (130 if end is signal.SIGINT else -end)
        assert "Traceback" not in terminal.text
    assert file.read_bytes() == before
    assert sorted(path.name for path in onrecord.folder.iterdir()) == ["d.json", "fat.csv", "spare"]


def test_a_full_disk_leaves_the_target(onrecord: Program) -> None:
    fat(onrecord.folder)
    file = write(onrecord.folder / "d.json", dossier(events=[event()]))
    before = file.read_bytes()
    done = onrecord.shell("ulimit -f 4096; onrecord import fat.csv --into d.json")
    assert done.status == 3
    assert "TMPDIR" in done.err
    assert "Traceback" not in done.err
    assert file.read_bytes() == before
    assert sorted(path.name for path in onrecord.folder.iterdir()) == ["d.json", "fat.csv"]


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="there is no /dev/stdin")
@pytest.mark.parametrize(
    "line",
    [
        "onrecord import - -o d.json < log.csv",
        "cat log.csv | onrecord import - -o d.json",
        "gzip -c log.csv | onrecord import /dev/stdin -o d.json",
        "onrecord import <(cat log.csv) -o d.json",
    ],
)
def test_a_pipe_is_a_file(onrecord: Program, line: str) -> None:
    """Its format is known by the content as well, for which it is read twice."""
    (onrecord.folder / "log.csv").write_text("date,title\n2020-03,A storm\n", encoding="utf-8")
    status, _, err = onrecord.shell(line)
    assert (status, "1 event" in err) == (0, True), err
    (made,) = open_dossier(onrecord.folder / "d.json").events
    assert (made.title, made.when) == ("A storm", "2020-03")
    assert sorted(path.name for path in onrecord.folder.iterdir()) == ["d.json", "log.csv"]


def test_an_interrupt_leaves_the_target(onrecord: Program) -> None:
    file = write(onrecord.folder / "d.json", dossier(events=[event()]))
    before = file.read_bytes()
    os.mkfifo(onrecord.folder / "slow.csv")
    running = subprocess.Popen(
        [*ONRECORD, "import", "slow.csv", "--into", "d.json", "--from", "csv"],
        cwd=onrecord.folder, env=onrecord.env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    # The writing end opens only when the program has opened the other, and so is reading.
    with (onrecord.folder / "slow.csv").open("w", encoding="utf-8") as slow:
        slow.write("Date,Title\n")
        slow.flush()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert file.read_bytes() == before
    assert sorted(path.name for path in onrecord.folder.iterdir()) == ["d.json", "slow.csv"]
