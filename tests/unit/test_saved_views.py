"""Saved views: kept by name and dossier, whole or not at all, and never lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from store.errors import DossierError, OnrecordError, UsageError
from store.saved_views import SavedView, SavedViews, checked_name
from store.user_file import file_name

quickly = settings(deadline=None, derandomize=True, max_examples=200)

VIEW = SavedView(
    filter='actor:esper -kind:paraphrase "green zone"',
    event="attack",
    actor="esper",
    pane=2,
    quote="esper-game-changed",
    order="timeline:descending actors:name quotes:date",
    created="2026-01-02T03:04:05+00:00",
)
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock of a folder")
NOT_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)


@pytest.fixture
def saved(tmp_path: Path) -> SavedViews:
    return SavedViews(tmp_path / "views", "embassy")


def test_at_first_there_is_nothing_and_no_file(saved: SavedViews) -> None:
    assert saved.names() == []
    assert saved.last() is None
    assert not saved.path.parent.exists()


def test_a_view_comes_back_as_it_was(saved: SavedViews) -> None:
    saved.save("the strikes", VIEW)
    saved.save("empty", SavedView(created="x"))
    assert saved.load("the strikes") == VIEW
    assert saved.load(" the strikes ") == VIEW
    assert saved.load("empty") == SavedView(created="x")


def test_names_are_listed_as_a_reader_would(saved: SavedViews) -> None:
    for name in ("zone", "Émile", "esper", "10", "Abu"):
        saved.save(name, VIEW)
    assert saved.names() == ["10", "Abu", "Émile", "esper", "zone"]


def test_a_view_is_dated_when_it_is_saved(saved: SavedViews) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    view = saved.save("now", SavedView(filter="x"))
    assert before <= datetime.fromisoformat(view.created) <= datetime.now(UTC)
    assert saved.load("now") == view


def test_no_view_takes_the_place_of_another_unasked(saved: SavedViews) -> None:
    saved.save("a", VIEW)
    with pytest.raises(UsageError, match="called “a” already"):
        saved.save("a", SavedView(filter="other"))
    assert saved.load("a") == VIEW
    other = saved.save("a", SavedView(filter="other"), replace=True)
    assert saved.load("a") == other
    assert saved.names() == ["a"]


def test_rename(saved: SavedViews) -> None:
    saved.save("a", VIEW)
    saved.save("b", SavedView(filter="b"))
    saved.rename("a", " c ")
    saved.rename("c", "c")
    assert saved.names() == ["b", "c"]
    assert saved.load("c") == VIEW
    with pytest.raises(UsageError, match="called “b” already"):
        saved.rename("c", "b")
    with pytest.raises(UsageError, match="no saved view is called “a”"):
        saved.rename("a", "d")
    assert saved.names() == ["b", "c"]


def test_delete(saved: SavedViews) -> None:
    saved.save("a", VIEW)
    saved.save("b", VIEW)
    saved.delete("a")
    assert saved.names() == ["b"]
    with pytest.raises(UsageError, match="no saved view is called “a”"):
        saved.delete("a")


def test_the_last_place(saved: SavedViews) -> None:
    saved.save("a", VIEW)
    for text in ("one", "two"):
        saved.set_last(SavedView(filter=text, pane=1))
        place = saved.last()
        assert place is not None
        assert (place.filter, place.pane) == (text, 1)
        assert place.created
    assert saved.names() == ["a"]


@pytest.mark.parametrize(
    ("names", "asked", "cure"),
    [
        ((), "x", "None is saved for this dossier yet."),
        (("strikes", "zone"), "strike", "Did you mean strikes?"),
        (("b", "a"), "quill", "There are: a, b."),
    ],
)
def test_an_unknown_name_has_a_cure(
    saved: SavedViews, names: tuple[str, ...], asked: str, cure: str
) -> None:
    for name in names:
        saved.save(name, VIEW)
    with pytest.raises(UsageError) as caught:
        saved.load(asked)
    assert (caught.value.what, caught.value.mend) == (f"no saved view is called “{asked}”", cure)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("", "a view needs a name"),
        ("  ", "a view needs a name"),
        ("@a", "does not begin with @"),
        (" @a", "does not begin with @"),
        ("a\nb", "U+000A"),
        ("a\x1b[31m", "U+001B"),
        ("a\u202eb", "U+202E"),
        ("half \ud800", "U+D800"),
    ],
)
def test_a_name_that_cannot_be_used(saved: SavedViews, name: str, what: str) -> None:
    saved.save("a", VIEW)
    for attempt in (lambda: saved.save(name, VIEW), lambda: saved.rename("a", name)):
        with pytest.raises(UsageError) as caught:
            attempt()
        assert what in str(caught.value)
        assert caught.value.mend
    assert saved.names() == ["a"]


def test_two_ways_to_write_an_accent_are_one_name(saved: SavedViews) -> None:
    saved.save("E\u0301mile", VIEW)
    assert saved.names() == ["\u00c9mile"]
    assert saved.load("\u00c9mile") == saved.load("E\u0301mile") == VIEW


@quickly
@given(st.text())
def test_a_name_is_used_or_refused(name: str) -> None:
    try:
        kept = checked_name(name)
    except UsageError:
        return
    assert kept.isprintable()
    assert kept == checked_name(kept)
    assert not kept.startswith("@")


@pytest.mark.parametrize(
    ("key", "begins"),
    [
        ("embassy", "embassy-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("Kata’ib Ḥezbollah", "kataib-hezbollah-"),
        ("con", "con-"),
        ("السفارة", "dossier-"),
        ("\ud800", "dossier-"),
        ("x" * 300, "x" * 40 + "-"),
        ("a\x00b", "a-b-"),
    ],
)
def test_any_id_is_a_safe_name(tmp_path: Path, key: str, begins: str) -> None:
    name = file_name(key)
    assert name.startswith(begins)
    assert Path(name).name == name
    saved = SavedViews(tmp_path, key)
    saved.save("a", VIEW)
    assert saved.load("a") == VIEW
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


@quickly
@given(st.lists(st.text(), unique=True, max_size=8))
def test_each_id_has_a_file_of_its_own(keys: list[str]) -> None:
    names = {file_name(key).casefold() for key in keys}
    assert len(names) == len(keys)


def test_dossiers_do_not_share_views(tmp_path: Path) -> None:
    one, other = SavedViews(tmp_path, "a b"), SavedViews(tmp_path, "a-b")
    one.save("x", VIEW)
    other.set_last(VIEW)
    assert (one.names(), other.names()) == (["x"], [])
    assert one.last() is None


def test_stock_tinydb_reads_the_file(saved: SavedViews) -> None:
    saved.save("a", VIEW)
    saved.set_last(VIEW)
    with TinyDB(saved.path) as database:
        (document,) = database.table("views").all()
        assert (document["name"], document["filter"]) == ("a", VIEW.filter)
        assert len(database.table("last")) == 1


def test_what_another_version_wrote_is_kept(saved: SavedViews) -> None:
    tables = {
        "views": {"7": {"name": "a", "filter": "x", "colour": "red"}},
        "panes": {"1": {"wide": True}},
    }
    saved.path.parent.mkdir()
    saved.path.write_text(json.dumps(tables), encoding="utf-8")
    assert saved.load("a").filter == "x"
    saved.save("b", VIEW)
    saved.rename("a", "c")
    stored = json.loads(saved.path.read_text(encoding="utf-8"))
    assert stored["views"]["7"] == {"name": "c", "filter": "x", "colour": "red"}
    assert stored["panes"] == tables["panes"]


BROKEN = {
    "empty": b"",
    "blank": b" \n",
    "cut off": b'{"views": {"1": {"name": "a", "fil',
    "no object": b"[]",
    "not UTF-8": '{"views": {}, "x": "é"}'.encode("latin-1"),
    "views that are a list": b'{"views": [1, 2]}',
    "a view without a number": b'{"views": {"x": {"name": "a"}}}',
    "a view without a name": b'{"views": {"1": {"filter": "x"}}}',
    "a filter that is a number": b'{"views": {"1": {"name": "a", "filter": 3}}}',
    "a pane below the first": b'{"last": {"1": {"pane": -1}}}',
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("reading", [True, False], ids=["reading", "writing"])
def test_a_broken_file_is_reported_once_and_kept(
    saved: SavedViews, data: bytes, reading: bool
) -> None:
    saved.path.parent.mkdir()
    saved.path.write_bytes(data)
    attempt = saved.last if reading else lambda: saved.save("new", VIEW)
    with pytest.raises(DossierError) as caught:
        attempt()
    kept = saved.path.with_name(f"{saved.path.name}.broken-1")
    assert kept.read_bytes() == data
    assert not saved.path.exists()
    assert "the saved views cannot be read" in caught.value.what
    assert str(saved.path) in caught.value.where
    assert kept.name in caught.value.mend
    saved.save("new", VIEW)
    assert saved.names() == ["new"]


def test_each_broken_file_is_kept(saved: SavedViews) -> None:
    saved.path.parent.mkdir()
    for number in (1, 2, 3):
        saved.path.write_text(f"broken {number}", encoding="utf-8")
        with pytest.raises(DossierError):
            saved.names()
        kept = saved.path.with_name(f"{saved.path.name}.broken-{number}")
        assert kept.read_text(encoding="utf-8") == f"broken {number}"
    assert len(list(saved.path.parent.iterdir())) == 3


@NOT_ROOT
def test_a_file_that_may_not_be_read_stays_where_it_is(saved: SavedViews) -> None:
    saved.save("a", VIEW)
    saved.path.chmod(0)
    for attempt in (saved.names, lambda: saved.save("b", VIEW)):
        with pytest.raises(DossierError, match="may not read"):
            attempt()
    saved.path.chmod(0o600)
    assert saved.names() == ["a"]


@NOT_ROOT
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    saved = SavedViews(tmp_path / "views", "embassy")
    saved.save("a", VIEW)
    saved.path.parent.chmod(0o500)
    try:
        with pytest.raises(DossierError, match="cannot be written"):
            saved.save("b", VIEW)
        assert saved.names() == ["a"]
    finally:
        saved.path.parent.chmod(0o700)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "views").write_text("a file", encoding="utf-8")
    saved = SavedViews(tmp_path / "views", "embassy")
    for attempt in (lambda: saved.save("a", VIEW), lambda: saved.set_last(VIEW)):
        with pytest.raises(OnrecordError) as caught:
            attempt()
        assert caught.value.mend


WRITER = """
import sys
from pathlib import Path
from store.errors import DossierError
from store.saved_views import SavedView, SavedViews

saved = SavedViews(Path(sys.argv[1]), "embassy")
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    try:
        saved.save(f"{sys.argv[2]} {number}", SavedView(filter=sys.argv[2]))
        saved.set_last(SavedView(filter=sys.argv[2]))
    except DossierError as error:
        print(error, flush=True)
"""


def run_writers(folder: Path, count: int, views: int) -> list[str]:
    """Programs that save at the same time; gives what each had to say."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(number), str(views)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(count)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    said = [writer.communicate(timeout=60)[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * count
    return said


@UNIX
def test_two_programs_at_once_lose_nothing(saved: SavedViews) -> None:
    assert run_writers(saved.path.parent, count=3, views=12) == ["", "", ""]
    expected = {f"{writer} {number}" for writer in range(3) for number in range(12)}
    assert set(saved.names()) == expected
    place = saved.last()
    assert place is not None
    assert place.filter in {"0", "1", "2"}
    assert [entry.name for entry in saved.path.parent.iterdir()] == [saved.path.name]


@UNIX
def test_two_programs_that_meet_a_broken_file_keep_it_once(saved: SavedViews) -> None:
    saved.path.parent.mkdir()
    saved.path.write_text("broken", encoding="utf-8")
    said = run_writers(saved.path.parent, count=3, views=4)
    lost = sum(one.count("cannot be read") for one in said)
    assert lost == 1
    assert len(saved.names()) >= 3 * 4 - lost
    kept = [entry for entry in saved.path.parent.iterdir() if entry != saved.path]
    assert [entry.read_text(encoding="utf-8") for entry in kept] == ["broken"]
