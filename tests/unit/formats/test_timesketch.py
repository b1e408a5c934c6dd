"""Timesketch CSV and JSON lines, row by row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.formats.base import Options
from store.formats.opened import Input
from store.formats.timesketch import IMPORTER
from tests.unit.formats.streamed import columns, csv_text, opened, ran, saved, skipped, table

HEADER = columns("message,datetime,timestamp_desc,timestamp,tag,hostname,comment")
ROWS = [
    {"message": "Door opened", "datetime": "2021-05-04T03:02:01+00:00", "timestamp_desc": "Entry",
     "tag": "door,night", "hostname": "gate-7"},
    {"message": "Door closed", "datetime": "2021-05-04 03:09:59.120", "timestamp_desc": "Entry",
     "tag": "['door', 'late']"},
    {"message": "Badge read", "datetime": "", "timestamp": "1620097321000000",
     "timestamp_desc": "Badge"},
    {"message": "Odd clock", "datetime": "yesterday", "timestamp_desc": "Entry"},
    {"message": "Half odd", "datetime": "yesterday", "timestamp": "1620097321",
     "timestamp_desc": "Entry", "comment": "check"},
]  # fmt: skip


def test_rows_of_a_table(tmp_path: Path) -> None:
    path = saved(tmp_path, "log.csv", csv_text(HEADER, ROWS))
    assert IMPORTER.sniff(Input(path)) == 93
    items, remarks = ran(IMPORTER, path)
    events = table(items, "events")
    assert [(e["title"], e.get("when"), e.get("display_date"), e["type"]) for e in events] == [
        ("Door opened", "2021-05-04T03:02:01+00:00", None, "Entry"),
        ("Door closed", "2021-05-04T03:09:59.120Z", None, "Entry"),
        ("Badge read", "2021-05-04T03:02:01Z", None, "Badge"),
        ("Odd clock", None, "yesterday", "Entry"),
        ("Half odd", "2021-05-04T03:02:01Z", "yesterday", "Entry"),
    ]
    assert [event.get("tags") for event in events[:3]] == [
        ["door", "night"],
        ["door", "late"],
        None,
    ]
    assert events[0]["source_fields"] == {"hostname": "gate-7"}
    assert events[4]["source_fields"] == {"comment": "check"}
    assert skipped(remarks) == []
    assert [r.place for r in remarks if "no date" in r.what] == [
        "line 5, column datetime", "line 6, column datetime",
    ]  # fmt: skip
    assert items == ran(IMPORTER, path)[0]
    opened(items, tmp_path)


@pytest.mark.parametrize(
    ("epoch", "when"),
    [
        (1620097321, "2021-05-04T03:02:01Z"),
        (1620097321000, "2021-05-04T03:02:01Z"),
        (1620097321000000, "2021-05-04T03:02:01Z"),
        (1620097321000000000, "2021-05-04T03:02:01Z"),
        ("1620097321.5", "2021-05-04T03:02:01Z"),
        (-86400, "1969-12-31T00:00:00Z"),
    ],
)
def test_the_unit_of_an_epoch_is_told_by_its_size(tmp_path: Path, epoch: object, when: str) -> None:
    row = {"message": "m", "timestamp": epoch, "timestamp_desc": "d"}
    items, _ = ran(IMPORTER, saved(tmp_path, "a.jsonl", json.dumps(row) + "\n"))
    assert table(items, "events")[0]["when"] == when


def test_a_zone_for_times_without_one(tmp_path: Path) -> None:
    path = saved(tmp_path, "log.csv", csv_text(HEADER, ROWS))
    items, _ = ran(IMPORTER, path, Options(time_zone="Asia/Kolkata"))
    when = [event.get("when") for event in table(items, "events")]
    assert when[0] == "2021-05-04T03:02:01+00:00"
    assert when[1] is not None
    assert when[1].startswith("2021-05-04T03:09:59")
    assert when[1].endswith("+05:30")


def test_json_lines_with_broken_ones_among_them(tmp_path: Path) -> None:
    lines = [
        {"message": "a", "datetime": "2020-01-01T00:00:00Z", "timestamp_desc": "x", "_id": "q1",
         "tag": ["t"], "label": ["__ts_star"], "nested": {"k": [1, float("nan")]}},
        {"message": "b", "datetime": 5, "timestamp_desc": "x"},
    ]  # fmt: skip
    content = json.dumps(lines[0]) + "\n{oops\n\n[1]\n{}\n" + json.dumps(lines[1]) + "\n"
    path = saved(tmp_path, "log.jsonl", content)
    assert IMPORTER.sniff(Input(path)) == 93
    items, remarks = ran(IMPORTER, path)
    events = table(items, "events")
    assert [event["title"] for event in events] == ["a", "b"]
    assert events[0]["tags"] == ["t"]
    assert events[0]["source_fields"]["nested"] == {"k": [1, "NaN"]}
    assert [remark.place for remark in skipped(remarks)] == ["line 2, column 2", "line 4", "line 5"]
    opened(items, tmp_path)


def test_what_this_program_writes_is_read_back(tmp_path: Path) -> None:
    header = columns(
        "message,datetime,timestamp_desc,tag,edtf,display_date,title,summary,actors,place,status,"
        "hedge,source,source_url,quote_kind,speaker,record,id"
    )
    rows = [
        {"message": "Fire (reportedly)", "datetime": "2019-12-31T00:00:00+00:00",
         "timestamp_desc": "attack", "edtf": "2019-12-31~", "title": "Fire", "summary": "It burnt.",
         "actors": "Ann Lee (witness, guest); Bo (no role stated)", "place": "Orne",
         "status": "disputed", "hedge": "reportedly", "source": "A paper, 2020.",
         "source_url": "https://news.example/a", "record": "event", "id": "fire"},
        {"message": "Ann Lee: “It burnt.”", "datetime": "2020-01-01T00:00:00+00:00",
         "timestamp_desc": "statement by Ann Lee", "edtf": "2020-01-01", "quote_kind": "verbatim",
         "speaker": "Ann Lee", "record": "quote", "id": "q-1"},
        {"message": "Bo (paraphrase): It did not burn.", "datetime": "2020-01-02T00:00:00+00:00",
         "timestamp_desc": "statement by Bo", "edtf": "2020-01-02", "quote_kind": "paraphrase",
         "speaker": "Bo", "record": "quote", "id": "q-2"},
    ]  # fmt: skip
    items, _ = ran(IMPORTER, saved(tmp_path, "own.csv", csv_text(header, rows)))
    fire, told = table(items, "events")
    names = {actor["id"]: actor["name"] for actor in table(items, "actors")}
    parts = [(names[part["actor"]], part.get("role")) for part in fire["participants"]]
    assert parts == [("Ann Lee", "witness"), ("Ann Lee", "guest"), ("Bo", None)]
    assert {key: fire[key] for key in ("id", "title", "when", "place", "status", "hedge")} == {
        "id": "fire", "title": "Fire", "when": "2019-12-31~", "place": "Orne",
        "status": "disputed", "hedge": "reportedly",
    }  # fmt: skip
    (source,) = table(items, "sources")
    assert fire["citations"] == [{"source": source["id"]}]
    (quote,) = table(items, "quotes")
    assert (quote["id"], quote["text"], quote["attribution"], quote["said"]) == (
        "q-1", "It burnt.", "Ann Lee", "2020-01-01",
    )  # fmt: skip
    assert told["source_fields"] == {"quote_kind": "paraphrase", "speaker": "Bo"}
    opened(items, tmp_path)


def test_a_foreign_status_is_no_status_of_ours(tmp_path: Path) -> None:
    row = {"message": "GET /", "datetime": "2020-01-01T00:00:00Z", "timestamp_desc": "x",
           "status": "200", "title": "t", "source": "WEBHIST"}  # fmt: skip
    items, _ = ran(IMPORTER, saved(tmp_path, "a.jsonl", json.dumps(row)))
    (event,) = table(items, "events")
    assert event["title"] == "GET /"
    assert event["source_fields"] == {"status": "200", "title": "t", "source": "WEBHIST"}


def test_a_table_that_is_cut_off(tmp_path: Path) -> None:
    whole = csv_text(HEADER, ROWS)
    items, remarks = ran(IMPORTER, saved(tmp_path, "cut.csv", whole[:200]))
    assert len(table(items, "events")) == 1
    assert skipped(remarks)


def test_a_long_message_is_a_summary(tmp_path: Path) -> None:
    long = "First sentence of it. " + "word " * 100
    row = {"message": long, "datetime": "2020-01-01T00:00:00Z", "timestamp_desc": "x"}
    items, _ = ran(IMPORTER, saved(tmp_path, "a.jsonl", json.dumps(row)))
    (event,) = table(items, "events")
    assert event["summary"] == long.strip()
    assert len(event["title"]) <= 200


VALUE: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
    | st.sampled_from(["2020-01-01T00:00:00Z", "9" * 30, "event", "quote", "verbatim", "a: “b”"])
    | st.lists(st.text(max_size=3), max_size=2)
)  # fmt: skip
KEYS = [
    "message",
    "datetime",
    "timestamp",
    "timestamp_desc",
    "tag",
    "record",
    "id",
    "edtf",
    "status",
    "actors",
    "quote_kind",
    "speaker",
    "source_url",
    "title",
    "self",
    "_id",
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(KEYS), VALUE, max_size=9))
def test_junk_never_raises(tmp_path: Path, row: dict[str, Any]) -> None:
    items, _ = ran(IMPORTER, saved(tmp_path, "junk.jsonl", json.dumps(row)))
    opened(items, tmp_path)
