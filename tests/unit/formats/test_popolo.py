"""Popolo: people, offices, events and speeches, record by record, and files that only look so."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import DossierError
from store.formats.opened import Input
from store.formats.popolo import IMPORTER
from tests.unit.formats.streamed import opened, ran, saved, skipped, table

COUNCIL: dict[str, Any] = {
    "persons": [
        {
            "id": "mira-vos", "name": "Mira Vos", "birth_date": "1961-05",
            "other_names": [{"name": "M. Vos", "note": "ballot", "end_date": "1999"}],
            "identifiers": [
                {"scheme": "wikidata", "identifier": "Q42"},
                {"scheme": "council", "identifier": "7"},
            ],
            "summary": "A councillor.", "biography": "<p>Born by the sea.</p><p>Stayed.</p>",
            "sources": [{"url": "https://council.example/vos", "note": "Profile"}],
            "memberships": [{"organization_id": "council", "post_id": "chair",
                             "start_date": "2014-01-01", "end_date": "2018"}],
        },
        {"id": 7, "given_name": "Jon", "family_name": "Aske"},
        {"id": "nobody"},
    ],
    "organizations": [
        {"id": "council", "name": "Town Council", "classification": "legislature"},
        {"id": "mira-vos", "name": "Vos Foundation", "classification": "media"},
    ],
    "posts": [{"id": "chair", "label": "Chair", "organization_id": "council"}],
    "areas": [{"id": "hall", "name": "Town Hall"}],
    "memberships": [
        {"person_id": 7, "organization_id": "council", "on_behalf_of_id": "greens"},
        {"person_id": "ghost", "organization_id": "council"},
    ],
    "events": [
        {"id": "term", "name": "Term", "start_date": "2014-01-01", "end_date": "2018-12-31",
         "classification": "legislative period"},
        {"id": "meeting", "name": "Budget meeting", "start_date": "2016-04-05T18:00:00",
         "parent_id": "term", "organization_id": "council", "area_id": "hall",
         "attendees": [{"id": "mira-vos"}, {"id": "ghost"}], "status": "confirmed"},
        {"id": "odd", "name": "Odd day", "start_date": "soon"},
    ],
    "speeches": [
        {"id": "s1", "creator_id": "mira-vos", "attribution_text": "The Chair", "role": "Chair",
         "text": "<p>We are short of money.</p><p>We always were.</p>", "date": "2016-04-05",
         "event_id": "meeting", "position": 3, "audience_id": "council",
         "classification": "speech", "title": "Opening", "video": "https://council.example/v"},
        {"id": "s2", "text": "Why?", "attribution_text": "A voice", "event_id": "meeting"},
        {"id": "s3", "text": "The doors close.", "classification": "scene", "event_id": "meeting"},
    ],
    "votes": [{"id": "v"}],
}  # fmt: skip


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return saved(tmp_path, "council.json", json.dumps(COUNCIL))


def test_known_by_its_lists(council: Path, tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(council)) >= 85
    for text in ("", "{", "[]", '{"events": []}', '{"a": {"persons": 1}}', "persons"):
        assert IMPORTER.sniff(Input(saved(tmp_path, "other", text))) < 50


def test_people_and_offices(council: Path) -> None:
    items, remarks = ran(IMPORTER, council)
    actors = {actor["name"]: actor for actor in table(items, "actors")}
    assert {name: actor["kind"] for name, actor in actors.items()} == {
        "Town Council": "organisation", "Vos Foundation": "media",
        "Mira Vos": "person", "Jon Aske": "person",
    }  # fmt: skip
    vos = actors["Mira Vos"]
    assert vos["id"] == "mira-vos"
    assert actors["Vos Foundation"]["id"] != "mira-vos"
    assert vos["aliases"] == [{"name": "M. Vos", "note": "ballot; /1999"}]
    assert vos["wikidata"] == "Q42"
    assert vos["description"] == "A councillor.\n\nBorn by the sea.\n\nStayed."
    assert vos["positions"] == [{"title": "Chair", "of": "council", "when": "2014-01-01/2018"}]
    assert vos["source_fields"]["identifiers"] == [{"scheme": "council", "identifier": "7"}]
    assert vos["source_fields"]["birth_date"] == "1961-05"
    (source,) = table(items, "sources")
    assert source["csl"]["URL"] == "https://council.example/vos"
    assert vos["citations"] == [{"source": source["id"]}]
    aske = actors["Jon Aske"]
    assert aske["positions"] == [{"title": "member", "of": "council"}]
    assert aske["source_fields"]["memberships"] == [{"on_behalf_of_id": "greens"}]
    assert sorted(remark.place for remark in skipped(remarks)) == [
        "memberships[1]", "persons[2]", "votes",
    ]  # fmt: skip


def test_events_and_speeches(council: Path, tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, council)
    term, meeting, odd = table(items, "events")
    assert (term["when"], term["type"]) == ("2014-01-01/2018-12-31", "legislative period")
    assert (meeting["when"], meeting["place"]) == ("2016-04-05T18:00:00", "Town Hall")
    assert meeting["participants"] == [
        {"actor": "council", "role": "organizer"}, {"actor": "mira-vos", "role": "attendee"},
    ]  # fmt: skip
    assert "status" not in meeting
    assert meeting["source_fields"]["attendees"] == [{"id": "ghost"}]
    assert meeting["source_fields"]["speeches"][0]["text"] == "The doors close."
    assert "when" not in odd
    assert odd["display_date"] == "soon"
    (link,) = table(items, "links")
    assert (link["from"], link["to"], link["kind"]) == ("meeting", "term", "part-of")
    first, second = table(items, "quotes")
    assert first["text"] == "We are short of money.\n\nWe always were."
    assert (first["speaker"], first["attribution"], first["seq"]) == ("mira-vos", "The Chair", 3)
    assert (first["audience"], first["events"]) == (["council"], ["meeting"])
    assert (first["said"], first["context"], first["kind"]) == ("2016-04-05", "Opening", "verbatim")
    assert first["source_fields"] == {"role": "Chair", "video": "https://council.example/v"}
    assert "speaker" not in second
    assert second["attribution"] == "A voice"
    opened(items, tmp_path)
    assert ran(IMPORTER, council)[0] == items


def test_no_popolo_is_said(tmp_path: Path) -> None:
    whole = json.dumps(COUNCIL)
    for text in ("[1]", "5", whole[: len(whole) // 2]):
        with pytest.raises(DossierError):
            ran(IMPORTER, saved(tmp_path, "p.json", text))


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
    | st.sampled_from(["a", "b", "2019", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "name", "url", "note", "person_id", "text"]), inner),
    max_leaves=8,
)  # fmt: skip
FIELDS = st.sampled_from([
    "id", "name", "text", "start_date", "end_date", "date", "parent_id", "event_id", "creator_id",
    "organization_id", "person_id", "post_id", "attendees", "other_names", "identifiers", "sources",
    "memberships", "position", "classification", "area_id", "role", "audience_id",
])  # fmt: skip
LISTS = st.sampled_from(
    ["persons", "organizations", "posts", "memberships", "events", "areas", "speeches", "votes"]
)


@settings(deadline=None, max_examples=80)
@given(st.dictionaries(LISTS, JUNK | st.lists(JUNK | st.dictionaries(FIELDS, JUNK), max_size=3)))
def test_junk_never_raises_and_what_is_made_opens(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("j")
    with suppress(DossierError):
        items, _ = ran(IMPORTER, saved(folder, "p.json", json.dumps(found)))
        opened(items, folder)


def test_posts_and_areas_are_not_dropped_quietly(tmp_path: Path) -> None:
    whole = {
        "persons": [{"id": "p", "name": "Ida Rask"}],
        "organizations": [{"id": "o", "name": "Council"}],
        "posts": [
            {"id": "chair", "label": "Chair", "organization_id": "o"},
            {"id": "clerk", "label": "Clerk", "organization_id": "o"},
        ],
        "areas": [{"id": "a1", "name": "Maidenhead", "type": "constituency"}],
        "memberships": [
            {"person_id": "p", "organization_id": "o", "post_id": "chair", "area_id": "a1"}
        ],
    }
    items, remarks = ran(IMPORTER, saved(tmp_path, "p.json", json.dumps(whole)))
    (person,) = [one for one in table(items, "actors") if one["name"] == "Ida Rask"]
    assert person["positions"] == [{"title": "Chair", "of": "o"}]
    assert person["source_fields"]["memberships"] == [{"area_id": "a1", "area": "Maidenhead"}]
    told = {remark.place: remark.what for remark in remarks}
    assert told["posts[1]"] == "1 of 2 posts belong to no record: left out"
    assert "type" in told["areas"]
