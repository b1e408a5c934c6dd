"""README is held against the code: keys, filter terms, fields, and its examples, which are run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import fields

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


def test_the_library_example_prints_the_statements_of_an_actor() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _example("library")],
        cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    assert lines[0] == (
        "Mark Esper, U.S. Defense Secretary, said on 2 January 2020: “the game has changed”"
    )
    assert lines[0] in README


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
