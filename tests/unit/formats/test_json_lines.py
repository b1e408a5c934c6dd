"""JSON lines and arrays: records of ours, and rows with keys of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import DossierError
from store.formats.base import Item, Options, Remark
from store.formats.json_lines import IMPORTER
from store.formats.opened import Input
from tests.unit.formats.importing import opened, parts, tables

EVENT = {"id": "e1", "title": "Ferry stopped", "when": "2020-03-14", "type": "notice"}
ACTOR = {"id": "ann", "name": "Ann Vale", "kind": "person"}
QUOTE = {"id": "q1", "text": "No.", "kind": "verbatim", "speaker": "ann", "events": ["e1"]}
LINK = {"id": "l1", "from": "q1", "to": "e1", "kind": "response-to"}
SOURCE = {"id": "s1", "csl": {"id": "s1", "type": "webpage", "title": "Notice"}}
RECORDS: Mapping[str, Mapping[str, object]] = {
    "sources": SOURCE,
    "actors": ACTOR,
    "events": EVENT,
    "quotes": QUOTE,
    "links": LINK,
}


def put(folder: Path, records: object, name: str = "a.jsonl") -> Path:
    path = folder / name
    lines = records if isinstance(records, list) else [records]
    whole = json.dumps(records) if name.endswith(".json") else "\n".join(map(json.dumps, lines))
    path.write_text(whole, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize("key", ["", "table"])
def test_records_come_back_as_they_are(tmp_path: Path, name: str, key: str) -> None:
    said = [{key: table, **record} if key else record for table, record in RECORDS.items()]
    path = put(tmp_path, said, name)
    assert IMPORTER.sniff(Input(path)) >= 80
    items, remarks = parts(IMPORTER, path)
    assert {item.table: item.document for item in items} == RECORDS
    assert remarks == []
    opened(items, tmp_path)


def test_a_type_may_name_the_table(tmp_path: Path) -> None:
    items, _ = parts(IMPORTER, put(tmp_path, [{"type": "Event", "id": "e", "title": "T"}]))
    assert [(item.table, item.document) for item in items] == [
        ("events", {"id": "e", "title": "T"})
    ]


def test_rows_with_keys_of_their_own(tmp_path: Path) -> None:
    path = put(tmp_path, [
        {"date": "14 Mar 2020", "headline": "Ferry stopped", "people": ["Ann", "Bo"], "dead": 0},
        {"date": "3/4/2020", "headline": "Resumed", "dead": None},
    ])  # fmt: skip
    items, remarks = parts(IMPORTER, path)
    first, second = tables(items)["events"]
    assert (first["when"], first["source_fields"]) == ("2020-03-14", {"dead": "0"})
    assert len(first["participants"]) == 2
    assert second["display_date"] == "3/4/2020"
    assert sum("dead" in one.what for one in remarks) == 1
    opened(items, tmp_path)


def test_broken_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(ACTOR), '{"id": "x', "[1]", '{"id": "y"}', json.dumps(EVENT), "[" * 99_999]
    path.write_text("\n".join(lines), encoding="utf-8")
    items, remarks = parts(IMPORTER, path)
    assert [item.document["id"] for item in items] == ["ann", "e1"]
    assert [one.place.partition(",")[0] for one in remarks if one.skipped] == [
        "line 2", "line 3", "line 4", "line 6",
    ]  # fmt: skip


def test_what_does_not_fit_is_kept_and_told(tmp_path: Path) -> None:
    odd = {**QUOTE, "said": "last week", "seq": "x", "tags": ["a", 1]}
    items, remarks = parts(IMPORTER, put(tmp_path, [odd, {**EVENT, "title": ""}]))
    (document,) = tables(items)["quotes"]
    assert document["display_date"] == "last week"
    assert document["tags"] == ["a"]
    assert document["source_fields"] == {"seq": "x", "tags": ["a", 1]}
    assert [one.skipped for one in remarks] == [False, False, False, True]


@pytest.mark.parametrize(
    "text",
    ['{"type": "FeatureCollection", "features": []}', '{\n "a": 1\n}', "[]", "[1]", "x", "",
     '{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}'],
)  # fmt: skip
def test_other_json_is_not_taken_for_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    assert IMPORTER.sniff(Input(path)) == 0


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
keys = st.sampled_from(["id", "title", "when", "table", "type", "kind", "text", "name", "events",
                        "citations", "participants", "positions", "date", "csl"])  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.lists(st.dictionaries(keys, json_values | st.sampled_from(["events", "quotes"]))))
def test_junk_never_raises(tmp_path: Path, objects: list[dict[str, object]]) -> None:
    path = put(tmp_path, objects)
    items, remarks = parts(IMPORTER, path)
    assert all(isinstance(part, Item | Remark) for part in (*items, *remarks))


def test_a_cut_off_array_says_where(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"id": "e1", "title": "T", "when": "2020"}, {"id"', encoding="utf-8")
    with pytest.raises(DossierError, match="line 1, column"):
        list(IMPORTER.read(Input(path), Options()))
