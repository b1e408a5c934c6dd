"""Marks, tags and notes are kept by record, whole or not at all, and can be taken back."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from store.errors import DossierError, OnrecordError, UsageError
from store.marks import LONGEST_NOTE, LONGEST_TAG, Change, Mark, Marks, checked_tag
from store.saved_views import SavedView, SavedViews
from store.user_file import file_name

quickly = settings(deadline=None, derandomize=True, max_examples=60)

Q1, Q2, E1 = ("quotes", "q1"), ("quotes", "q2"), ("events", "e1")


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    return Marks(tmp_path / "marks", "embassy")


def told(marks: Marks) -> dict[str, str]:
    """What is on each record: a star, tags, the note in brackets."""
    return {
        mark.record: " ".join(
            [*"*"[: mark.marked], *mark.tags, *([f"({mark.note})"] if mark.note else [])]
        )
        for mark in marks.load()
    }


def test_at_first_there_is_nothing_and_no_file(marks: Marks) -> None:
    assert len(marks.load()) == 0
    assert marks.undo() is None
    assert not marks.path.exists()


def test_marking(marks: Marks) -> None:
    before = datetime.now(UTC)
    change = marks.toggle([Q1])
    assert change.says == "Marked."
    assert change.marks == marks.load()
    assert change.records == tuple(change.marks) == (marks.load().of(*Q1),)
    assert before <= datetime.fromisoformat(change.records[0].changed) <= datetime.now(UTC)
    assert told(marks) == {"q1": "*"}
    change = marks.toggle([Q1])
    assert change.says == "Mark taken away."
    assert change.records == (Mark(*Q1),)
    assert told(marks) == {}


def test_several_are_marked_until_all_are(marks: Marks) -> None:
    marks.toggle([Q1])
    change = marks.toggle([Q1, E1, Q2, Q1])
    assert change.says == "2 records marked."
    assert [mark.record for mark in change.records] == ["e1", "q2"]
    assert told(marks) == {"q1": "*", "e1": "*", "q2": "*"}
    assert marks.toggle([Q1, E1]).says == "2 marks taken away."
    assert told(marks) == {"q2": "*"}


def test_tags(marks: Marks) -> None:
    assert marks.set_tags(*Q1, [" war ", "E\u0301cole", "WAR"]).says == "Tagged war, École."
    assert told(marks) == {"q1": "war École"}
    assert marks.add_tag([Q1, Q2], "ecole").says == "Tagged ecole: 2 records."
    assert told(marks) == {"q1": "war École", "q2": "ecole"}
    assert marks.remove_tag([Q1, Q2], "ÉCOLE").says == "Tag ÉCOLE taken away: 2 records."
    assert told(marks) == {"q1": "war"}
    assert marks.set_tags(*Q1, []).says == "Tags taken away."
    assert told(marks) == {}


def test_notes(marks: Marks) -> None:
    text = "  Two lines,\r\nwith \x1b[2J and \u202e kept.\n"
    assert marks.set_note(*E1, text).says == "Note kept."
    assert marks.load().of(*E1).note == text
    marks.toggle([E1])
    assert marks.set_note(*E1, " \n").says == "Note deleted."
    assert told(marks) == {"e1": "*"}


def test_what_changes_nothing_writes_nothing(marks: Marks) -> None:
    marks.set_tags(*Q1, ["war"])
    data = marks.path.read_bytes()
    idle: list[Callable[[], Change]] = [
        lambda: marks.toggle([]),
        lambda: marks.set_tags(*Q1, ["war"]),
        lambda: marks.add_tag([Q1], "WAR"),
        lambda: marks.remove_tag([Q1, Q2], "other"),
        lambda: marks.set_note(*Q1, ""),
    ]
    for attempt in idle:
        change = attempt()
        assert (change.says, change.records) == ("Nothing was changed.", ())
        assert change.marks == marks.load()
    assert marks.path.read_bytes() == data


@pytest.mark.parametrize("tag", ["", "  ", "’", "a\nb", "a\x1b[31m", "\u202e", "\ud800", "x" * 101])
def test_a_tag_that_cannot_be_used(marks: Marks, tag: str) -> None:
    attempts: list[Callable[[], Change]] = [
        lambda: marks.set_tags(*Q1, ["ok", tag]),
        lambda: marks.add_tag([Q1], tag),
    ]
    for attempt in attempts:
        with pytest.raises(UsageError) as caught:
            attempt()
        assert caught.value.mend
    assert told(marks) == {}
    assert checked_tag("x" * LONGEST_TAG)


def test_a_note_that_is_too_long(marks: Marks) -> None:
    marks.set_note(*Q1, "x" * LONGEST_NOTE)
    with pytest.raises(UsageError, match="the note has 1,048,576 characters") as caught:
        marks.set_note(*Q1, "y" * (1 << 20))
    assert "100,000" in caught.value.mend
    assert marks.load().of(*Q1).note == "x" * LONGEST_NOTE


def test_a_table_that_is_not_there(marks: Marks) -> None:
    with pytest.raises(UsageError, match="there is no table “letters”"):
        marks.toggle([Q1, ("letters", "l1")])
    assert told(marks) == {}


def test_undoing_step_by_step(marks: Marks) -> None:
    marks.toggle([Q1, Q2])
    marks.set_note(*Q1, "first")
    marks.set_note(*Q1, "second")
    marks.set_tags(*Q1, ["war"])
    marks.toggle([Q1])
    says = []
    for expected in (
        {"q1": "* war (second)", "q2": "*"},
        {"q1": "* (second)", "q2": "*"},
        {"q1": "* (first)", "q2": "*"},
        {"q1": "*", "q2": "*"},
        {},
    ):
        change = marks.undo()
        assert change is not None
        assert told(marks) == expected
        assert set(change.marks) == set(marks.load())
        assert change.left == ()
        says.append(change.says)
    assert marks.undo() is None
    assert says == [
        "Taken back: mark taken away.",
        "Taken back: tagged war.",
        "Taken back: note kept.",
        "Taken back: note kept.",
        "Taken back: 2 records marked.",
    ]


def test_what_was_deleted_comes_back_as_it_was(marks: Marks) -> None:
    before = marks.set_note(*Q1, "words").marks.of(*Q1)
    marks.set_note(*Q1, "")
    marks.undo()
    assert marks.load().of(*Q1) == before


def test_undoing_outlives_the_program(tmp_path: Path) -> None:
    Marks(tmp_path, "d").set_note(*Q1, "kept")
    Marks(tmp_path, "d").toggle([Q1])
    later = Marks(tmp_path, "d")
    for expected in ({"q1": "(kept)"}, {}):
        assert later.undo() is not None
        assert told(later) == expected


def test_each_program_undoes_its_own(tmp_path: Path) -> None:
    """What another program has done since, to another record, is neither lost nor undone."""
    one, other = Marks(tmp_path, "d"), Marks(tmp_path, "d")
    one.toggle([E1])
    assert other.load()
    one.toggle([Q1])
    other.set_note(*Q2, "other's")
    assert one.undo() is not None
    assert told(one) == {"e1": "*", "q2": "(other's)"}
    assert one.undo() is not None
    assert one.undo() is None
    assert told(one) == {"q2": "(other's)"}
    assert other.undo() is not None
    assert other.undo() is None
    assert told(other) == {}


def test_a_record_that_was_changed_since_stays_as_it_is(tmp_path: Path) -> None:
    one, other = Marks(tmp_path, "d"), Marks(tmp_path, "d")
    other.load()
    one.toggle([Q1, Q2])
    other.set_note(*Q1, "other's")
    change = one.undo()
    assert change is not None
    assert change.says == "Taken back: 2 records marked. But the record was changed since."
    assert [mark.record for mark in change.records] == ["q2"]
    assert change.left == (one.load().of(*Q1),)
    assert told(one) == {"q1": "* (other's)"}
    one.set_tags(*E1, ["a"])
    other.set_tags(*E1, ["b"])
    change = one.undo()
    assert change is not None
    assert change.says == (
        "Not taken back (tagged a): the record was changed since, and stays as it is."
    )
    assert told(one) == {"q1": "* (other's)", "e1": "b"}
    assert one.undo() is None


def test_the_last_fifty_changes_are_kept(marks: Marks) -> None:
    for number in range(60):
        marks.set_note(*Q1, f"note {number}")
    undone = 0
    while marks.undo() is not None:
        undone += 1
    assert undone == 50
    assert told(marks) == {"q1": "(note 9)"}


def test_a_large_change_can_be_undone_and_does_not_weigh_for_ever(marks: Marks) -> None:
    many = [("quotes", f"q{number}") for number in range(15_000)]
    marks.toggle([E1])
    marks.toggle(many)
    assert len(marks.toggle(many[:10_000]).marks) == 5_001
    stored = json.loads(marks.path.read_bytes())
    assert [len(change["records"]) for change in stored["changes"].values()] == [10_000]
    assert marks.undo() is not None
    assert len(marks.load()) == 15_001


def test_stock_tinydb_reads_and_writes_the_file(marks: Marks) -> None:
    marks.toggle([Q1])
    marks.set_tags(*Q1, ["war"])
    with TinyDB(marks.path) as database:
        (document,) = database.table("marks").all()
        assert (document["table"], document["record"], document["tags"]) == (*Q1, ["war"])
        assert document["marked"] is True
        database.table("marks").insert({"table": "events", "record": "e1", "note": "by hand"})
    assert told(marks) == {"q1": "* war", "e1": "(by hand)"}
    marks.toggle([E1])
    assert told(marks) == {"q1": "* war", "e1": "* (by hand)"}
    assert marks.undo() is not None
    assert told(marks) == {"q1": "* war", "e1": "(by hand)"}


def test_what_another_version_wrote_is_kept(marks: Marks) -> None:
    tables = {
        "marks": {"7": {"table": "quotes", "record": "q1", "marked": True, "colour": "red"}},
        "groups": {"x": [1]},
    }
    marks.path.parent.mkdir()
    marks.path.write_text(json.dumps(tables), encoding="utf-8")
    marks.set_note(*Q1, "n")
    marks.set_note(*Q2, "m")
    marks.undo()
    stored = json.loads(marks.path.read_text(encoding="utf-8"))
    assert stored["marks"]["7"]["colour"] == "red"
    assert stored["groups"] == tables["groups"]


@quickly
@given(st.dictionaries(st.text(min_size=1), st.text(max_size=30), max_size=4), st.text())
def test_any_id_and_any_note_come_back(
    tmp_path_factory: pytest.TempPathFactory, notes: dict[str, str], dossier: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    marks = Marks(folder, dossier)
    for key, note in notes.items():
        marks.set_note("quotes", key, note)
    kept = {mark.record: mark.note for mark in marks.load()}
    assert kept == {key: note for key, note in notes.items() if note.strip()}
    assert {path.name for path in folder.iterdir()} <= {file_name(dossier)}


def test_half_a_surrogate_pair_is_kept(marks: Marks) -> None:
    marks.set_note("quotes", "\ud800", "half \udfff é")
    assert marks.load().of("quotes", "\ud800").note == "half \udfff é"


BROKEN = {
    "empty": b"",
    "cut off": b'{"marks": {"1": {"table": "quo',
    "no object": b"[]",
    "not UTF-8": '{"marks": {}, "x": "é"}'.encode("latin-1"),
    "a mark on nothing": b'{"marks": {"1": {"table": "quotes"}}}',
    "tags that are a word": b'{"marks": {"1": {"table": "a", "record": "b", "tags": "c"}}}',
    "a mark without a number": b'{"marks": {"x": {"table": "a", "record": "b"}}}',
    "a change without records": b'{"changes": {"1": {"id": "a", "did": "b"}}}',
    "saved views": b'{"marks": {"1": {"name": "a", "filter": "x"}}}',
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("how", ["load", "toggle", "undo"])
def test_a_broken_file_is_reported_once_and_kept(marks: Marks, data: bytes, how: str) -> None:
    marks.path.parent.mkdir()
    marks.path.write_bytes(data)
    with pytest.raises(DossierError) as caught:
        {"load": marks.load, "toggle": lambda: marks.toggle([Q1]), "undo": marks.undo}[how]()
    kept = marks.path.with_name(f"{marks.path.name}.broken-1")
    assert kept.read_bytes() == data
    assert not marks.path.exists()
    assert "the marks cannot be read" in caught.value.what
    assert kept.name in caught.value.mend
    marks.toggle([Q1])
    assert told(marks) == {"q1": "*"}
    assert kept.read_bytes() == data


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_cannot_be_written_changes_nothing(
    marks: Marks, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    marks.set_note(*Q1, "first")

    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    attempts: list[Callable[[], object]] = [
        lambda: marks.toggle([Q1]),
        lambda: marks.set_note(*Q1, "second"),
        marks.undo,
    ]
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        for attempt in attempts:
            with pytest.raises(DossierError, match="cannot be written") as caught:
                attempt()
            assert os.strerror(code) in caught.value.what
            assert caught.value.mend == "Nothing was changed."
    assert told(marks) == {"q1": "(first)"}
    assert [path.name for path in marks.path.parent.iterdir()] == [marks.path.name]
    assert marks.undo() is not None
    assert told(marks) == {}


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "marks").write_text("a file", encoding="utf-8")
    with pytest.raises(OnrecordError, match="the folder for marks cannot be made") as caught:
        Marks(tmp_path / "marks", "embassy").toggle([Q1])
    assert caught.value.mend


def test_dossiers_do_not_share_marks_nor_marks_views(tmp_path: Path) -> None:
    one, other = Marks(tmp_path, "a b"), Marks(tmp_path, "a-b")
    one.toggle([Q1])
    other.toggle([Q2])
    assert (told(one), told(other)) == ({"q1": "*"}, {"q2": "*"})
    SavedViews(tmp_path, "a b").save("x", SavedView())
    assert told(one) == {"q1": "*"}
