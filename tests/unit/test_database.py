"""The dossier as a TinyDB: readable by stock TinyDB and back, locked, whole or not at all."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from store.corpus import open_dossier
from store.database import editing, encoded, open_database
from store.errors import DossierError
from tests.builders import dossier, event, quote, write

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks and signals")

RICH = {
    **dossier(
        events=[event(own={"a": [1, None, 1.5]}), event("e2", title="“Café” \u2028 😀 [/b]")],
        quotes=[quote(events=["e1"], source_fields={"x": "y"})],
        note="kept",
    ),
    "notes": {"3": {"free": True}, "10": {}},
    "_default": {},
}


def stored(path: Path) -> Any:  # noqa: ANN401 - a JSON file
    return json.loads(path.read_text(encoding="utf-8"))


def test_what_editing_does_not_touch_is_kept_in_its_order(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", RICH)
    with editing(path) as database:
        database.table("events").insert(event("e3"))
    after = stored(path)
    assert after["events"].pop("3") == event("e3")
    assert after == RICH
    assert [list(table) for table in after.values()] == [list(table) for table in RICH.values()]
    assert list(after) == list(RICH)
    assert list(after["quotes"]["1"]) == list(RICH["quotes"]["1"])


def test_unknown_fields_survive_an_update_of_their_record(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", RICH)
    with editing(path) as database:
        database.table("events").update({"title": "New"}, where("id") == "e1")
    assert stored(path)["events"]["1"] == {**RICH["events"]["1"], "title": "New"}
    corpus = open_dossier(path)
    assert corpus.events.document(0) == {**RICH["events"]["1"], "title": "New"}
    assert not corpus.problems


def test_stock_tinydb_reads_what_is_written_here(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    with editing(path) as database:
        for name, table in RICH.items():
            database.table(name).insert_multiple(table.values())
    with TinyDB(path, encoding="utf-8") as stock:
        assert stock.tables() == set(RICH)
        assert stock.table("events").get(where("id") == "e2") == RICH["events"]["2"]
        stock.table("events").insert(event("e3", when="2019"))
    assert [found.id for found in open_dossier(path).events] == ["e3", "e1", "e2"]


def test_what_stock_tinydb_writes_opens_here(tmp_path: Path) -> None:
    path = tmp_path / "stock.json"
    with TinyDB(path) as stock:
        stock.insert({"in": "the default table"})
        stock.table("dossier").insert({"format": 1, "id": "d", "title": "Café"})
        stock.table("events").insert_multiple([event("e1", when="2020"), event("e2", when="2019")])
        stock.table("events").remove(doc_ids=[1])
        stock.table("events").insert(event("e3", when="2018"))
    corpus = open_dossier(path)
    assert not corpus.problems
    assert corpus.dossier.title == "Café"
    assert [found.id for found in corpus.events] == ["e3", "e2"]
    with editing(path) as database:
        assert database.all() == [{"in": "the default table"}]
        assert database.table("events").insert(event("e4")) == 4
    assert stored(path)["_default"] == {"1": {"in": "the default table"}}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=40,
)
@given(extra=st.dictionaries(st.text(), JSON, max_size=4))
def test_any_unknown_fields_survive_a_write(tmp_path: Path, extra: dict[str, object]) -> None:
    document = {**extra, **event("e1")}
    path = write(tmp_path / "d.json", dossier(events=[document]))
    with editing(path) as database:
        database.table("quotes").insert(quote())
    assert stored(path)["events"]["1"] == document
    assert open_dossier(path).events.document(0) == document


def test_half_a_surrogate_pair_survives_a_write(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", dossier(events=[event(title="a\ud800", note="é")]))
    with editing(path) as database:
        database.table("events").insert(event("e2", title="ü"))
    assert [found.title for found in open_dossier(path).events] == ["a\ud800", "ü"]
    assert open_dossier(path).events.document(0)["note"] == "é"


def test_the_file_is_for_people_too() -> None:
    text = encoded({"events": {"1": {"title": "Café “x”"}}}).decode("utf-8")
    assert text == '{\n  "events": {\n    "1": {\n      "title": "Café “x”"\n    }\n  }\n}\n'


def test_a_list_of_documents_becomes_a_table_when_it_is_written(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", {**dossier(), "events": [event()], "version": 3})
    with editing(path) as database:
        assert database.table("events").insert(event("e2")) == 2
    assert stored(path)["events"] == {"1": event(), "2": event("e2")}
    assert stored(path)["version"] == 3


def test_reading_alone_refuses_writes_and_makes_no_file(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", dossier(events=[event()]))
    before = path.read_bytes()
    database = open_database(path)
    events = database.table("events")
    assert events.get(where("id") == "e1") == event()
    with pytest.raises(DossierError, match="reading only"):
        events.insert(event("e2"))
    with pytest.raises(DossierError, match="reading only"):
        events.update({"title": "changed"})
    with pytest.raises(DossierError, match="reading only"):
        database.drop_tables()
    assert events.all() == [event()]
    database.close()
    assert path.read_bytes() == before
    with pytest.raises(DossierError, match="no such file"):
        open_database(tmp_path / "no.json")
    assert list(tmp_path.iterdir()) == [path]


def test_editing_makes_a_file_only_when_something_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    with editing(path) as database:
        assert database.table("events").all() == []
    assert not list(tmp_path.iterdir())
    with editing(path) as database:
        database.table("events").insert(event())
        assert not path.exists()
    assert stored(path) == {"events": {"1": event()}}
    assert list(tmp_path.iterdir()) == [path]


def test_looking_does_not_write(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", dossier(events=[event()]))
    before = path.stat()
    with editing(path) as database:
        assert len(database.table("events")) == 1
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def broken_off(path: Path) -> None:
    with editing(path) as database:
        database.table("events").truncate()
        database.table("events").insert(event("e2"))
        raise LookupError


def test_an_error_in_the_block_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", dossier(events=[event()]))
    before = path.read_bytes()
    with pytest.raises(LookupError):
        broken_off(path)
    assert path.read_bytes() == before
    with pytest.raises(LookupError):
        broken_off(tmp_path / "new.json")
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_json_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", dossier(events=[event()]))
    before = path.read_bytes()
    with pytest.raises(TypeError), editing(path) as database:
        database.table("events").insert({"id": "e2", "title": object()})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_failing_save_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = write(tmp_path / "d.json", dossier(events=[event()]))
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(call, fail)
    with pytest.raises(DossierError, match="No space left"), editing(path) as database:
        database.table("events").insert(event("e2"))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@POSIX
def test_mode_and_link_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    target = write(folder / "d.json", dossier())
    target.chmod(0o604)
    path = tmp_path / "link.json"
    path.symlink_to(target)
    with editing(path) as database:
        database.table("events").insert(event())
    assert path.is_symlink()
    assert not target.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o604
    assert len(open_dossier(target).events) == 1
    assert sorted(tmp_path.iterdir()) == [path, folder]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"[1]", "no dossier"),
        (b'{"a": ', "not JSON"),
        ('{"a": {"1": {}}}'.encode("utf-16"), "not UTF-8"),
        (b'{"a": {"1": {"x": "\xe9"}}}', "not UTF-8"),
        (b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "nested"),
    ],
)
def test_a_file_that_cannot_be_read_is_never_written(
    tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(data)
    with pytest.raises(DossierError, match=words):
        open_database(path)
    with pytest.raises(DossierError, match=words), editing(path):
        pytest.fail("there is nothing to edit")
    assert path.read_bytes() == data


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DossierError), editing(tmp_path / "no" / "d.json") as database:
        database.table("events").insert(event())
    assert not list(tmp_path.iterdir())


def test_what_is_read_and_too_deep_to_be_written_is_told() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(DossierError, match="nested too deeply to be written"):
        encoded({"events": {"1": deep}})
