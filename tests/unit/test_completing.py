"""References of imported records: what is made, and what would take an id that is used."""

from __future__ import annotations

import json
from pathlib import Path

from store.formats.opened import Input
from store.importing import gather
from store.merging import make_dossier, merge_into
from tests.builders import write


def test_no_actor_is_made_with_the_id_of_an_event(tmp_path: Path) -> None:
    records = [
        {"table": "events", "id": "fire", "title": "Fire"},
        {"table": "quotes", "id": "q1", "text": "x", "kind": "verbatim", "speaker": "fire"},
        {"table": "quotes", "id": "q2", "text": "y", "kind": "verbatim", "speaker": "quill"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    summary = make_dossier(tmp_path / "made.json", gather([Input(path)]))
    made = json.loads((tmp_path / "made.json").read_bytes())
    assert [one["id"] for one in made["actors"].values()] == ["quill"]
    told = {remark.what for remark in summary.remarks}
    assert "there is no actor “fire”, to which it refers: it is one of the events" in told


def test_what_a_source_says_of_itself_is_told_when_it_is_not_taken(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    write(one, {"dossier": {"1": {"format": 1, "id": "a", "title": "A", "mood": "calm"}}})
    write(other, {"dossier": {"1": {"format": 1, "id": "a", "title": "B", "language": "de"}}})
    (told,) = merge_into(one, gather([Input(other)])).remarks
    assert told.what == "what it says of itself as a dossier is left out: title, language"
    assert merge_into(other, gather([Input(other)])).remarks == []
    (told,) = merge_into(other, gather([Input(one)])).remarks
    assert told.what.endswith(": title, mood")


def test_a_number_that_is_none_is_kept_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    event = '{"table": "events", "id": "e", "title": "T", "source_fields": {"x": NaN}}'
    path.write_text(f"{event}\n", "utf-8")
    make_dossier(tmp_path / "made.json", gather([Input(path)]))
    (read,) = json.loads((tmp_path / "made.json").read_bytes())["events"].values()
    assert read["source_fields"] == {"x": "NaN"}


def test_a_link_to_a_link_that_is_left_out_is_left_out_too(tmp_path: Path) -> None:
    ends = {"l1": ("l2", "e1"), "l2": ("l3", "e1"), "l3": ("e1", "nowhere"), "l4": ("e1", "e2")}
    records = [
        *({"table": "events", "id": key, "title": key} for key in ("e1", "e2")),
        *({"table": "links", "id": key, "from": one, "to": other, "kind": "part-of"}
          for key, (one, other) in ends.items()),
    ]  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    summary = make_dossier(tmp_path / "made.json", gather([Input(path)], keep_going=True))
    made = json.loads((tmp_path / "made.json").read_bytes())
    assert [one["id"] for one in made["links"].values()] == ["l4"]
    assert (summary.skipped, summary.made["links"]) == (3, 1)
    again = merge_into(tmp_path / "made.json", gather([Input(path)], keep_going=True))
    assert (again.skipped, sum(again.made.values())) == (3, 0)
