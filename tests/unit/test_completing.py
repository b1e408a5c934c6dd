"""References of imported records: what is made, and what would take an id that is used."""

from __future__ import annotations

import json
from pathlib import Path

from store.formats.opened import Input
from store.importing import gather
from store.merging import make_dossier, merge_into


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
