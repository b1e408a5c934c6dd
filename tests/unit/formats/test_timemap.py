"""timemap's events with what stands beside them: facts, and files that are not what they should."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import DossierError
from store.formats import registry
from store.formats.base import Options
from store.formats.opened import Input
from store.formats.timemap import IMPORTER, date_of
from tests.unit.formats.streamed import opened, ran, saved, skipped, table

LONG = (
    "A lorry is seen at the northern gate of the mill. It stands there for an hour, then drives "
    "off to the east."
)
EVENTS = [
    {
        "id": "1", "description": LONG, "date": "12/31/2019", "time": "10:05",
        "location": "Northern gate", "latitude": "33.31", "longitude": "44.40",
        "category": "Vehicles", "associations": ["lorries", "night"], "sources": ["s1", "s9"],
        "comments": "checked twice", "type": "", "colour": "red",
    },
    {
        "id": "2", "description": "A fire", "date": "1/2/2020", "time": "", "location": "Mill",
        "latitude": "", "longitude": "", "category": "", "associations": [], "sources": ["s1"],
    },
    {"id": "3", "description": "Smoke", "date": "31/12/2019", "associations": [], "sources": []},
]  # fmt: skip
SOURCES = {
    "s1": {
        "id": "s1", "title": "Film from the tower", "thumbnail": "t.jpg", "paths": ["a.mp4"],
        "type": "Video", "affil_s": [], "url": "https://films.example/1", "description": "A film.",
        "parent": "", "author": "B. Vole", "date": "12/31/2019", "notes": "no sound",
    },
    "s2": {"id": "s2", "title": "A letter", "type": "Text"},
}  # fmt: skip
ASSOCIATIONS = [
    {"id": "lorries", "title": "Lorries", "desc": "d", "mode": "FILTER", "filter_paths": ["x"]}
]
DOWNLOAD = [
    {
        "id": "CIV0001", "date": "02/24/2022", "latitude": "50.1", "longitude": "36.2",
        "location": "Mill Road", "description": "A house is hit",
        "sources": [{"id": "x", "path": "https://films.example/2", "description": "Clip"}],
        "filters": [{"key": "Type of area affected", "value": "Residential"}],
    }
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    saved(tmp_path, "sources.json", json.dumps(SOURCES))
    saved(tmp_path, "associations.json", json.dumps(ASSOCIATIONS))
    return saved(tmp_path, "events.json", json.dumps(EVENTS))


def test_each_event_is_what_the_file_says(path: Path, tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, path)
    lorry, fire, smoke = table(items, "events")
    assert lorry["title"] == (
        "A lorry is seen at the northern gate of the mill. It stands there for an hour, then…"
    )
    assert lorry["summary"] == LONG
    assert (fire["title"], "summary" in fire) == ("A fire", False)
    assert [event.get("when") for event in (lorry, fire, smoke)] == [
        "2019-12-31T10:05", "2020-01-02", None
    ]  # fmt: skip
    assert smoke["display_date"] == "31/12/2019"
    assert lorry["place"] == "Northern gate"
    assert lorry["type"] == "Vehicles"
    assert lorry["tags"] == ["Lorries", "night"]
    assert lorry["source_fields"] == {
        "id": "1", "latitude": "33.31", "longitude": "44.40", "comments": "checked twice",
        "colour": "red",
    }  # fmt: skip
    assert "participants" not in lorry
    assert not skipped(remarks)
    assert [remark.place for remark in remarks if "not in sources.json" in remark.what] == [
        "events[0].sources[1]"
    ]
    assert any("titles alone" in remark.what for remark in remarks)
    assert len(opened(items, tmp_path).events) == 3


def test_its_sources_stand_beside_it(path: Path) -> None:
    items, _ = ran(IMPORTER, path)
    film, unlisted, letter = table(items, "sources")
    lorry, fire, _ = table(items, "events")
    assert lorry["citations"] == [{"source": film["id"]}, {"source": unlisted["id"]}]
    assert fire["citations"] == [{"source": film["id"]}]
    assert film["csl"] == {
        "id": film["id"],
        "type": "webpage",
        "title": "Film from the tower",
        "URL": "https://films.example/1",
        "genre": "Video",
        "author": [{"literal": "B. Vole"}],
        "issued": {"date-parts": [[2019, 12, 31]]},
        "abstract": "A film.",
        "note": "no sound",
    }
    assert film["source_fields"] == {"id": "s1", "thumbnail": "t.jpg", "paths": ["a.mp4"]}
    assert unlisted["csl"]["title"] == "s9"
    assert letter["csl"] == {
        "id": letter["id"], "type": "document", "title": "A letter", "genre": "Text"
    }  # fmt: skip


def test_a_download_of_bellingcat_has_all_in_one(tmp_path: Path) -> None:
    path = saved(tmp_path, "ukr-civharm.json", json.dumps(DOWNLOAD))
    items, remarks = ran(IMPORTER, path)
    (event,) = table(items, "events")
    (source,) = table(items, "sources")
    assert IMPORTER.sniff(Input(path)) > 80
    assert event["when"] == "2022-02-24"
    assert event["tags"] == ["Type of area affected: Residential"]
    assert source["csl"]["URL"] == "https://films.example/2"
    assert source["csl"]["abstract"] == "Clip"
    assert not skipped(remarks)
    opened(items, tmp_path)


def test_a_zone_that_the_user_names_holds_for_times(path: Path) -> None:
    items, _ = ran(IMPORTER, path, Options(time_zone="Asia/Baghdad"))
    assert [event.get("when") for event in table(items, "events")] == [
        "2019-12-31T10:05+03:00", "2020-01-02", None
    ]  # fmt: skip


def test_importing_twice_gives_the_same(path: Path) -> None:
    assert ran(IMPORTER, path) == ran(IMPORTER, path)


@pytest.mark.parametrize(
    ("day", "time", "zone", "when"),
    [
        ("2/3/2020", "", "", "2020-02-03"),
        ("2020-02-03", "9:05", "", "2020-02-03T09:05"),
        ("2/3/2020", "09:05:07", "", "2020-02-03T09:05:07"),
        ("2/3/2020", "noon", "", "2020-02-03"),
        ("2/3/2020", "25:00", "", None),
        ("2/3/2020", "09:05", "Nowhere/Land", "2020-02-03T09:05"),
        ("2/30/2020", "", "", None),
        ("", "", "", None),
    ],
)
def test_dates_have_the_month_first(day: str, time: str, zone: str, when: str | None) -> None:
    assert date_of(day, time, zone) == when


def test_it_is_known_by_its_fields(path: Path, tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(path)) > 80
    for name, content in (("a", "[]"), ("b", '[{"id": 1}]'), ("c", "{}"), ("d", "[" * 50_000)):
        assert IMPORTER.sniff(Input(saved(tmp_path, name, content))) == 0


def test_what_stands_beside_may_be_broken(path: Path, tmp_path: Path) -> None:
    saved(tmp_path, "sources.json", '{"s1": ')
    saved(tmp_path, "associations.json", "4")
    items, remarks = ran(IMPORTER, path)
    assert len(opened(items, tmp_path).events) == 3
    (wrong,) = skipped(remarks)
    assert "sources.json" in wrong.place


def test_a_file_cut_off_is_an_error_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="line 1, column"):
        ran(IMPORTER, saved(tmp_path, "events.json", json.dumps(EVENTS)[:500]))


def test_events_that_are_wrong_are_named(tmp_path: Path) -> None:
    wrong = [4, {}, EVENTS[1], EVENTS[1] | {"description": "Another"}, {"description": ["x"]}]
    items, remarks = ran(IMPORTER, saved(tmp_path, "events.json", json.dumps(wrong)))
    assert [remark.place for remark in skipped(remarks)] == [
        "events[0]", "events[1]", "events[3]", "events[4]"
    ]  # fmt: skip
    assert len(table(items, "events")) == 1
    (none,) = skipped(ran(IMPORTER, saved(tmp_path, "events.json", "{}"))[1])
    assert "no list of events" in none.what


NAMES = [
    "id", "description", "date", "time", "location", "latitude", "category", "associations",
    "sources", "title", "type", "url", "author", "notes", "path", "filters", "key", "value",
]  # fmt: skip
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), JUNK) | JUNK, max_size=4), JUNK)
def test_no_value_makes_it_fail(events: list[Mapping[str, object]], beside: object) -> None:
    with TemporaryDirectory() as folder:
        saved(Path(folder), "sources.json", json.dumps(beside))
        saved(Path(folder), "associations.json", json.dumps(beside))
        items, _ = ran(IMPORTER, saved(Path(folder), "events.json", json.dumps(events)))
        opened(items, Path(folder))


def test_a_folder_of_its_three_files_is_read_by_its_events(path: Path) -> None:
    assert registry.detect(Input(path.parent)).name == "timemap"
    assert ran(IMPORTER, path.parent) == ran(IMPORTER, path)


def test_another_folder_is_none_of_its(tmp_path: Path) -> None:
    saved(tmp_path, "events.json", json.dumps([{"title": "T", "date": "2019"}]))
    assert IMPORTER.sniff(Input(tmp_path)) == 0
