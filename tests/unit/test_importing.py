"""Import from files into a dossier: all or nothing, and nothing twice."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from store import database, spool
from store.corpus import open_dossier
from store.errors import DossierError, UsageError
from store.formats.base import Importer, Item, Options, Remark
from store.formats.opened import Input
from store.importing import LISTED, gather
from store.merging import check_new, make_dossier, merge_into
from tests.builders import actor, dossier, event, link, part, quote, source, write

EMBASSY = Path(__file__).parents[2] / "assets" / "dossiers" / "embassy.json"


def made_of(*found: Item | Remark) -> Importer:
    """An importer that finds these in any file."""

    def read(_source: Input, _options: Options) -> Iterator[Item | Remark]:
        yield from found

    return Importer("made", "made", lambda _source: 100, read)


def put(folder: Path, text: str, name: str = "a.csv") -> Input:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return Input(path)


def read(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True, params=[spool.HELD, 0], ids=["in memory", "in a file"])
def _kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "HELD", request.param)


def test_a_new_dossier_is_a_tinydb_without_problems(tmp_path: Path) -> None:
    target = tmp_path / "d.json"
    make_dossier(target, gather([Input(EMBASSY)]))
    assert read(target) == read(EMBASSY)
    assert target.read_text(encoding="utf-8") == EMBASSY.read_text(encoding="utf-8")
    database_of_stock = TinyDB(target)
    assert len(database_of_stock.table("events")) == len(read(EMBASSY)["events"])
    database_of_stock.close()
    assert not [one for one in open_dossier(target).problems if one.severity == "error"]


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    source_file = put(tmp_path, "Date,Title,Who\n2020,A,Ann\n1/2/2020,B,Bo; Ann\n,A,\n")
    target = tmp_path / "d.json"
    first = make_dossier(target, gather([source_file]))
    before, at = target.read_bytes(), target.stat().st_mtime_ns
    again = merge_into(target, gather([source_file]))
    assert (target.read_bytes(), target.stat().st_mtime_ns) == (before, at)
    assert sum(first.made.values()) == again.there == 5
    assert (sum(again.made.values()), again.merged) == (0, 0)
    make_dossier(target, gather([source_file, source_file]), force=True)
    assert target.read_bytes() == before


def test_the_dossier_keeps_its_own_values(tmp_path: Path) -> None:
    target = write(tmp_path / "d.json", dossier(events=[event("e1", title="Mine", mine=1)]))
    new = dossier(
        events=[event("e1", title="Theirs", place="Northport"), event("e2")], title="Other"
    )
    gathered = gather([Input(write(tmp_path / "new.json", new))])
    summary = merge_into(target, gathered)
    stored = read(target)
    assert stored["events"]["1"] == {
        "id": "e1", "title": "Mine", "mine": 1, "place": "Northport",
    }  # fmt: skip
    assert stored["events"]["2"]["id"] == "e2"
    assert stored["dossier"]["1"]["title"] == "Test"
    assert (summary.made["events"], summary.merged, summary.there) == (1, 1, 0)
    remark, about = summary.remarks
    assert remark.place == "events · e1"
    assert "another title" in remark.what
    assert about.what == "what it says of itself as a dossier is left out: title"
    before = target.read_bytes()
    assert merge_into(target, gathered).merged == 0
    assert target.read_bytes() == before


def test_of_two_in_one_import_the_first_is_kept(tmp_path: Path) -> None:
    importer = made_of(
        Item("events", event("e1"), "1"), Item("events", event("e1", place="P"), "2"),
        Item("events", event("e1", title="T"), "3"), Item("events", event("e1"), "4"),
        Item("actors", actor("e1"), "5"),
    )  # fmt: skip
    gathered = gather([put(tmp_path, "x")], [importer], keep_going=True)
    assert json.loads(gathered.tables["events"]["e1"]) == event("e1", place="P")
    assert (gathered.read, gathered.merged, gathered.repeated, gathered.skipped) == (5, 1, 2, 1)
    assert [one.place for one in gathered.remarks] == ["a.csv: 3", "a.csv: 5"]


def test_references_that_lead_nowhere(tmp_path: Path) -> None:
    records = dossier(
        events=[event("e1", participants=[part("ann")], citations=[{"source": "s1"}])],
        quotes=[quote("q1", speaker="bo", events=["e1", "e9"], about=["there"])],
        links=[link("l1", "q1", "e9"), link("l2", "q1", "e1")],
        actors=[actor("cy", positions=[{"title": "x", "of": "body"}])],
    )
    target = write(tmp_path / "d.json", dossier(actors=[actor("there")]))
    summary = merge_into(target, gather([Input(write(tmp_path / "n.json", records))]))
    assert open_dossier(target).problems == ()
    stored = read(target)
    assert {one["id"]: one["kind"] for one in stored["actors"].values()} == {
        "there": "person", "cy": "person", "body": "unknown", "ann": "unknown", "bo": "unknown",
    }  # fmt: skip
    (kept,) = stored["quotes"].values()
    assert (kept["events"], kept["source_fields"]) == (["e1"], {"events": ["e9"]})
    assert [one["id"] for one in stored["links"].values()] == ["l2"]
    assert summary.skipped == 1


def test_what_an_importer_should_not_have_made_is_mended(tmp_path: Path) -> None:
    importer = made_of(
        Item("events", event("e1", when="soon"), "1"), Item("events", {"id": "e2"}, "2"),
        Item("quotes", quote("q\ud800", seq="x"), "3"), Item("actors", actor("", name="N"), "4"),
    )  # fmt: skip
    target = tmp_path / "d.json"
    summary = make_dossier(target, gather([put(tmp_path, "x")], [importer], keep_going=True))
    assert (summary.read, summary.skipped) == (4, 2)
    assert open_dossier(target).problems == ()
    assert summary.made["events"] == summary.made["quotes"] == 1


def test_remarks_are_counted_when_there_are_too_many(tmp_path: Path) -> None:
    remarks = [Remark(str(n), "odd", skipped=n % 2 == 1) for n in range(3 * LISTED)]
    importer = made_of(*remarks, Item("events", event(), ""))
    gathered = gather([put(tmp_path, "x")], [importer], keep_going=True)
    assert len(gathered.remarks) == 2 * LISTED
    assert gathered.unlisted == LISTED
    assert gathered.skipped == 3 * LISTED // 2


@pytest.mark.parametrize("into", [False, True])
def test_an_interrupted_import_leaves_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, into: bool
) -> None:
    target = write(tmp_path / "d.json", dossier(events=[event("old")]))
    before = target.read_bytes()
    gathered = gather([put(tmp_path, "Date,Title\n2020,A\n")])

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _ = merge_into(target, gathered) if into else make_dossier(target, gathered, force=True)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "d.json"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    gathered = gather([put(tmp_path, "Date,Title\n2020,A\n")])
    target = tmp_path / "d.json"
    assert make_dossier(target, gathered, dry_run=True).made["events"] == 1
    assert not target.exists()
    write(target, dossier())
    before = target.read_bytes()
    assert merge_into(target, gathered, dry_run=True).made["events"] == 1
    assert target.read_bytes() == before


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    source_file = put(tmp_path, "Date,Title\n2020,A\n")
    target = write(tmp_path / "d.json", dossier())
    gathered = gather([source_file])
    with pytest.raises(UsageError, match="it is there already"):
        make_dossier(target, gathered)
    with pytest.raises(UsageError, match="one of the files"):
        check_new(source_file.path, [source_file.path], force=True)
    with pytest.raises(UsageError, match="no file"):
        check_new(tmp_path, [], force=True)
    with pytest.raises(DossierError, match="no such file"):
        merge_into(tmp_path / "none.json", gathered)
    assert not (tmp_path / "none.json").exists()


@pytest.mark.parametrize(
    "tables",
    [{}, {"events": {}}, {**dossier(), "events": [1]}, {**dossier(), "events": {"x": {}}},
     {**dossier(), "quotes": 3}, dossier(format=9)],
)  # fmt: skip
def test_what_is_no_sound_dossier_is_not_added_to(tmp_path: Path, tables: Any) -> None:  # noqa: ANN401
    target = write(tmp_path / "d.json", tables)
    before = target.read_bytes()
    with pytest.raises(DossierError):
        merge_into(target, gather([put(tmp_path, "Date,Title\n2020,A\n")]))
    assert target.read_bytes() == before


def test_titles(tmp_path: Path) -> None:
    source_file = put(tmp_path, "Date,Title\n2020,A\n", "my ferry.csv")
    own = Input(write(tmp_path / "own.json", dossier(actors=[actor()], sources=[source()])))
    for number, (given, title, expected) in enumerate(
        [([source_file], "", "my ferry"), ([source_file], "Mine", "Mine"),
         ([source_file, own], "", "Test")]
    ):  # fmt: skip
        target = tmp_path / f"{number}.json"
        make_dossier(target, gather(given), title=title)
        assert open_dossier(target).dossier.title == expected


def test_one_file_of_many_that_cannot_be_read(tmp_path: Path) -> None:
    good, bad = put(tmp_path, "Date,Title\n2020,A\n"), put(tmp_path, "\x00\x01", "b.bin")
    with pytest.raises(DossierError, match=r"b\.bin"):
        gather([good, bad])
    gathered = gather([good, bad], keep_going=True)
    assert (len(gathered.tables["events"]), gathered.skipped) == (1, 1)
    with pytest.raises(DossierError):
        gather([bad], keep_going=True)


def test_records_written_one_by_one_are_laid_out_as_ever(tmp_path: Path) -> None:
    shuffled = random.Random(4)
    documents = [
        {"id": str(n), "text": 'a\n"é\u2028', "list": [1, {}, []], "n": shuffled.random()}
        for n in range(20)
    ]
    encoded = [json.dumps(one, ensure_ascii=False).encode() for one in documents]
    database.write_records(
        tmp_path / "d.json", {"dossier": encoded[:1], "events": encoded, "x": []}
    )
    whole = {
        "dossier": {"1": documents[0]},
        "events": {str(n): one for n, one in enumerate(documents, 1)},
        "x": {},
    }
    assert (tmp_path / "d.json").read_bytes() == database.encoded(whole)


def test_what_is_there_is_kept_as_stock_tinydb_would(tmp_path: Path) -> None:
    own = {
        **dossier(events=[event("e1", note="half \ud800", odd=float("nan"))]),
        "events": {"7": event("e1", note="\ud800", odd=float("inf")), "3": event("e2")},
        "notes": {"x": [1, {"a": "é\n"}]}, "odd \" name": "text", "list": [{"id": 1}, 2],
    }  # fmt: skip
    target, twin = write(tmp_path / "d.json", own), write(tmp_path / "t.json", own)
    new = [event("n1", title="é\n"), event("n2")]
    merge_into(target, gather([Input(write(tmp_path / "n.json", dossier(events=new)))]))
    stored, stock = read(target), TinyDB(twin)
    stock.table("events").insert_multiple(new)
    expected = stock.storage.read()
    stock.close()
    assert expected is not None
    expected["list"] = {"1": {"id": 1}, "2": 2}  # which TinyDB would not open
    assert json.dumps(stored) == json.dumps(expected)


def test_a_dossier_that_is_added_to_is_laid_out_as_ever(tmp_path: Path) -> None:
    target = write(tmp_path / "d.json", dossier(events=[event()], actors=[]))
    merge_into(target, gather([put(tmp_path, "Date,Title,Who\n2020,Fähre,Ann\n")]))
    assert target.read_bytes() == database.encoded(read(target))
