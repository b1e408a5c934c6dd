"""README is held against the code: keys, filter terms, fields, and its examples, which are run."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import fields

from store.corpus import open_dossier
from store.filters import FIELDS
from store.model import TABLES, ActorKind, Dossier, LinkKind, QuoteKind
from tui.commands import COMMANDS, keys_of

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _table(heading: str) -> list[list[str]]:
    """The cells of the first table behind a heading, without its head."""
    behind = README.partition(f"\n## {heading}\n")[2]
    lines = [line for line in behind.partition("\n## ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def _example(mark: str) -> str:
    """The code block behind a mark."""
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def test_every_command_stands_in_the_table_of_keys_as_it_is() -> None:
    places = {
        frozenset({"reader"}): "reader",
        frozenset({"timeline"}): "Timeline",
        frozenset(("timeline", "actors", "quotes")): "panes",
    }
    expected = [
        [
            " ".join(f"`{key}`" for key in keys_of(command, {})),
            command.help,
            places.get(command.where, "everywhere"),
            f"`{command.id}`",
        ]
        for command in COMMANDS
    ]
    assert _table("Keys") == expected


def test_every_field_of_a_filter_is_explained() -> None:
    explained = set(re.findall(r"`(\w+):", " ".join(row[0] for row in _table("Filter"))))
    assert explained == set(FIELDS)


@pytest.mark.parametrize("table", ["dossier", *TABLES])
def test_the_fields_of_the_file_are_those_of_the_records(table: str) -> None:
    kind = Dossier if table == "dossier" else TABLES[table]
    (said,) = (row[1] for row in _table("The file") if row[0].startswith(f"`{table}`"))
    outer = re.sub(r"\[\{.*?\}\]|\{.*?\}|\(.*?\)", "", said)
    required = set(re.findall(r"\*\*(\w+)\*\*", outer))
    assert required == {field.encode_name for field in fields(kind) if field.required}
    assert set(re.findall(r"\w+", outer)) == {field.encode_name for field in fields(kind)}


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("actors", get_args(ActorKind)),
        ("quotes", get_args(QuoteKind)),
        ("links", get_args(LinkKind)),
    ],
)
def test_the_kinds_are_those_of_the_format(table: str, words: tuple[str, ...]) -> None:
    (said,) = (row[1] for row in _table("The file") if row[0].startswith(f"`{table}`"))
    listed = re.search(r"\*\*kind\*\* \((.*?)\)", said)
    assert listed is not None
    assert tuple(listed[1].split(", ")) == words


def _run(code: str, folder: Path) -> list[str]:
    """Runs an example as a script in a folder; the lines that it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env={**os.environ, "PYTHONPATH": f".:{ROOT}"},
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_library_example_prints_statements_and_events() -> None:
    said, *events = _run(_example("library"), ROOT)
    assert said == "Mark Esper: 'the game has changed' (line 9)"
    assert "2019-12-31 Attack on the U.S. embassy in Baghdad ['kataib-hezbollah'" in "".join(events)


def test_the_library_examples_bring_hand_on_and_change(tmp_path: Path) -> None:
    made, again, found, lost = _run(_example("library: bring and hand on"), tmp_path)
    assert made == (
        "2 ['its rows are read as events: “date” as when, “title” as title, “place” as place']"
    )
    assert set(ast.literal_eval(again).values()) == {0}
    assert found == "['The ship goes down']"
    assert lost.startswith("[")
    assert "The ship goes down" in (tmp_path / "log.html").read_text(encoding="utf-8")
    assert _run(_example("library: change"), tmp_path) == ["The ship goes down", "2"]


def test_the_importer_that_is_shown_imports(tmp_path: Path) -> None:
    (tmp_path / "logbook.py").write_text(_example("importer"), encoding="utf-8")
    (made,) = _run(_example("importer: try it"), tmp_path)
    counts = ast.literal_eval(made)
    assert (counts["events"], counts["actors"]) == (2, 2)
    events = {event.title: event for event in open_dossier(tmp_path / "port.json").events}
    assert events["The ferry is stopped"].when == "2020-03-14"
    assert events["A storm"].when is None
    assert {part.role for event in events.values() for part in event.participants} == {None}


@pytest.mark.parametrize("line", re.findall(r"^onrecord .*$", README, re.MULTILINE))
def test_the_commands_that_are_shown_can_be_run(line: str) -> None:
    bundled = ROOT / "assets" / "dossiers" / "embassy.json"
    words = line.replace("my-dossier.json", str(bundled)).split()[1:]
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", *words],
        cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_picture_and_the_licence_are_there() -> None:
    for address in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / address).is_file()
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
