"""``onrecord export`` as a process: files of every format, none overwritten, losses said."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from store.exports import EXPORTERS, exporter, format_of_file
from store.marks import Marks
from tests.builders import dossier, event, quote, write
from tests.terminal.headless import EMBASSY, Program


@pytest.mark.parametrize("form", EXPORTERS)
def test_every_format_is_written(onrecord: Program, form: str) -> None:
    name = f"out.{exporter(form).ending}"
    status, out, err = onrecord("export", "--to", form, "-o", name)
    assert (status, out) == (0, "")
    assert err.startswith(f"onrecord: {name}: {exporter(form).label}, from 12 events, 30 actors")
    assert [path.name for path in onrecord.folder.iterdir()] == [name]
    assert (onrecord.folder / name).stat().st_size > 100


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ftm.json", "a.html", "a.graphml"])
def test_the_ending_of_the_file_says_the_format(onrecord: Program, name: str) -> None:
    form = format_of_file(Path(name))
    assert form is not None
    assert onrecord("export", "actor:esper", "-o", name).status == 0
    assert (onrecord.folder / name).read_text(encoding="utf-8") == onrecord(
        "export", "--to", form, "actor:esper"
    ).out


def test_a_part_is_a_dossier_of_its_own(onrecord: Program) -> None:
    status, _, err = onrecord("export", str(EMBASSY), "speaker:esper", "-o", "part.json")
    assert status == 0
    assert "not in it" not in err
    assert onrecord("check", "part.json").status == 0
    read = json.loads(onrecord("quotes", "part.json", "--format", "json").out)
    assert len(read) == 3


def test_what_a_format_cannot_hold_is_said(onrecord: Program) -> None:
    err = onrecord("export", "-o", "out.json", "--to", "timelinejs").err
    assert "onrecord: not in it: 3 events without a date; " in err
    assert "6 links" in err


def test_a_set_of_csv_files(onrecord: Program) -> None:
    assert onrecord("export", "-o", "out.zip").status == 0
    with zipfile.ZipFile(onrecord.folder / "out.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert sorted(packed) == [
        "actors.csv", "dossier.csv", "events.csv", "links.csv", "quotes.csv", "sources.csv",
    ]  # fmt: skip
    assert onrecord("export", "--to", "csv", "-o", "tables").status == 0
    found = {path.name: path.read_bytes() for path in (onrecord.folder / "tables").iterdir()}
    assert found == packed
    rows = list(csv.DictReader(io.StringIO(packed["events.csv"].decode(), newline="")))
    assert len(rows) == 12
    status, _, err = onrecord("export", "--to", "csv", "-o", "tables", "--force")
    assert status == 2
    assert "replaces nothing" in err


# -- nothing is overwritten -------------------------------------------------------------------


def test_a_file_that_is_there_is_kept(onrecord: Program) -> None:
    file = onrecord.folder / "out.html"
    file.write_text("mine", encoding="utf-8")
    status, out, err = onrecord("export", "-o", "out.html")
    assert (status, out) == (2, "")
    assert "it is there already" in err
    assert file.read_text(encoding="utf-8") == "mine"
    assert onrecord("export", "-o", "out.html", "--force").status == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_dossier_is_never_replaced(onrecord: Program) -> None:
    file = write(onrecord.folder / "mine.json", dossier(quotes=[quote()]))
    kept = file.read_bytes()
    status, _, err = onrecord("export", "mine.json", "-o", "mine.json", "--force")
    assert status == 2
    assert "the dossier itself" in err
    assert file.read_bytes() == kept


@pytest.mark.parametrize("name", ["none/out.json", "none/tables"])
def test_a_folder_that_is_not_there(onrecord: Program, name: str) -> None:
    form = "csv" if name.endswith("tables") else "json"
    status, _, err = onrecord("export", "--to", form, "-o", name)
    assert status == 3
    assert err.startswith(f"onrecord: {name}: it cannot be written")
    assert not list(onrecord.folder.iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "out.csv"], "does not say its format"),
        ([], "no format is named"),
        (["--to", "nosuch"], "nosuch"),
        (["--to", "json", "actor:nosuch"], "nosuch"),
    ],
)
def test_wrong_usage(onrecord: Program, words: list[str], said: str) -> None:
    status, out, err = onrecord("export", *words)
    assert (status, out) == (2, "")
    assert said in err
    assert not list(onrecord.folder.iterdir())


def test_nothing_in_view(onrecord: Program) -> None:
    status, out, err = onrecord("export", "nosuchword", "-o", "out.json")
    assert (status, out) == (0, "")
    assert err == "onrecord: nothing is in view; nothing was written\n"
    assert not list(onrecord.folder.iterdir())


def test_bad_records_are_missed_and_named(onrecord: Program) -> None:
    write(onrecord.folder / "bad.json", dossier(events=[event(), {"id": "e2"}]))
    status, out, err = onrecord("export", "bad.json", "--to", "jsonl")
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["test", "e1"]
    assert "1 record left out" in err


# -- marks ------------------------------------------------------------------------------------


def test_the_users_own_marks_only_on_demand(onrecord: Program) -> None:
    kept = Marks(Path(onrecord.env["HOME"]) / ".local/share/onrecord/marks", "embassy")
    kept.set_note("quotes", "milley-buzzsaw", "check against the <tape>")
    for form in ("html", "json", "jsonl"):
        assert "tape" not in onrecord("export", "--to", form).out
        assert "tape" in onrecord("export", "--to", form, "--with-marks").out
    read = json.loads(onrecord("export", "--to", "json", "--with-marks").out)
    own = [one["own_marks"] for one in read["quotes"].values() if "own_marks" in one]
    assert own == [{"note": "check against the <tape>"}]
    assert "your marks, tags and notes" in onrecord("export", "--to", "ftm", "--with-marks").err


def test_bash_completes_the_options_of_export(onrecord: Program) -> None:
    assert onrecord.complete("exp") == {"export"}
    assert onrecord.complete("export", "--f") == {"--force"}
    assert onrecord.complete("export", "--to", "ti") == {
        "timelinejs",
        "timelinejs-csv",
        "timesketch",
    }
    assert onrecord.complete("clip", "--to", "h") == {"html"}
