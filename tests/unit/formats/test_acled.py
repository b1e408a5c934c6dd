"""ACLED tables: facts record by record, and tables that are not what they should be."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import DossierError
from store.formats.acled import IMPORTER, day_of
from store.formats.opened import Input
from tests.unit.formats.streamed import columns, csv_text, opened, ran, saved, skipped, table

HEADER = columns(
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)

PLACE = {
    "region": "Middle East", "country": "Freedonia", "admin1": "Northern Province",
    "admin2": "Mill District", "location": "Millbrook", "latitude": "33.31", "longitude": "44.4",
    "geo_precision": "1", "iso": "999",
}  # fmt: skip
MARCH = PLACE | {
    "event_id_cnty": "FRE101", "event_date": "2022-06-30", "year": "2022", "time_precision": "1",
    "disorder_type": "Demonstrations", "event_type": "Protests",
    "sub_event_type": "Peaceful protest", "actor1": "Protesters (Freedonia)",
    "assoc_actor_1": "Teachers (Freedonia); Students (Freedonia)", "inter1": "Protesters",
    "interaction": "Protesters only", "source": "Millbrook Gazette; Radio North",
    "source_scale": "Subnational", "fatalities": "0",
    "tags": "crowd size=about 200; women targeted",
    "notes": "On 30 June, teachers marched in Millbrook, \"for wages\". [size=about 200]",
    "timestamp": "1657000000",
}  # fmt: skip
CLASH = PLACE | {
    "event_id_cnty": "FRE102", "event_date": "16 May 2025", "time_precision": "2",
    "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Hill Brigade", "inter1": "Rebel group",
    "actor2": "Military Forces of Freedonia (2019-)", "assoc_actor_2": "Hill Brigade",
    "inter2": "State forces", "source": "Radio North", "fatalities": "3", "notes": "They fought.",
}  # fmt: skip
OLD = PLACE | {
    "event_id_cnty": "FRE3", "event_date": "07-02-1999", "time_precision": "3",
    "event_type": "Violence against civilians", "sub_event_type": "Attack",
    "actor1": "Unidentified Armed Group", "inter1": "3", "actor2": "Civilians (Freedonia)",
    "inter2": "7", "interaction": "37", "source": "Radio North", "notes": "Somebody attacked.",
}  # fmt: skip
UNDATED = PLACE | {
    "event_id_cnty": "FRE4", "event_date": "07/02/1999", "event_type": "Riots",
    "sub_event_type": "Mob violence", "actor1": "Rioters (Freedonia)", "inter1": "5",
}  # fmt: skip
FILE = "\ufeff" + csv_text(HEADER, [MARCH, CLASH, OLD, UNDATED])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, "acled.csv", FILE)


def test_each_event_is_what_its_row_says(path: Path, tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, path)
    march, clash, old, undated = table(items, "events")
    assert march["title"] == "Peaceful protest, Millbrook"
    assert march["type"] == "Protests"
    assert march["place"] == "Millbrook, Northern Province, Freedonia"
    assert march["summary"] == MARCH["notes"]
    assert march["tags"] == ["crowd size=about 200", "women targeted"]
    assert march["source_fields"]["event_id_cnty"] == "FRE101"
    assert march["source_fields"]["fatalities"] == 0
    assert march["source_fields"]["latitude"] == 33.31
    assert march["source_fields"]["disorder_type"] == "Demonstrations"
    assert "notes" not in march["source_fields"]
    assert [event.get("when") for event in (march, clash, old, undated)] == [
        "2022-06-30", "2025-05-16~", "1999-02", None
    ]  # fmt: skip
    assert old["source_fields"]["event_date"] == "07-02-1999"
    assert undated["display_date"] == "07/02/1999"
    corpus = opened(items, tmp_path)
    assert (len(corpus.events), len(corpus.actors), len(corpus.sources)) == (4, 8, 2)
    assert not skipped(remarks)


def test_actors_take_part_without_a_role(path: Path) -> None:
    items, _ = ran(IMPORTER, path)
    names = {actor["id"]: actor["name"] for actor in table(items, "actors")}
    march, clash, *_ = table(items, "events")
    assert [(names[part["actor"]], part["note"]) for part in march["participants"]] == [
        ("Protesters (Freedonia)", "actor 1"),
        ("Teachers (Freedonia)", "associated with actor 1"),
        ("Students (Freedonia)", "associated with actor 1"),
    ]
    assert [(names[part["actor"]], part["note"]) for part in clash["participants"]] == [
        ("Hill Brigade", "actor 1"),
        ("Military Forces of Freedonia (2019-)", "actor 2"),
    ]
    assert not any("role" in part for e in table(items, "events") for part in e["participants"])


def test_kinds_follow_the_types_in_words_and_numbers(path: Path) -> None:
    kinds = {actor["name"]: actor["kind"] for actor in table(ran(IMPORTER, path)[0], "actors")}
    assert kinds == {
        "Protesters (Freedonia)": "group",
        "Teachers (Freedonia)": "unknown",
        "Students (Freedonia)": "unknown",
        "Hill Brigade": "armed-group",
        "Military Forces of Freedonia (2019-)": "government-body",
        "Unidentified Armed Group": "armed-group",
        "Civilians (Freedonia)": "group",
        "Rioters (Freedonia)": "group",
    }


def test_sources_are_the_names_in_the_list(path: Path) -> None:
    items, _ = ran(IMPORTER, path)
    titles = {source["id"]: source["csl"]["title"] for source in table(items, "sources")}
    cited = [
        [titles[citation["source"]] for citation in event.get("citations", ())]
        for event in table(items, "events")
    ]
    assert cited == [["Millbrook Gazette", "Radio North"], ["Radio North"], ["Radio North"], []]


def test_each_column_that_is_kept_aside_is_told_once(path: Path) -> None:
    _, remarks = ran(IMPORTER, path)
    about = [remark.what for remark in remarks if "source_fields" in remark.cure]
    assert len(about) == len(set(about))
    assert sum("“fatalities”" in what for what in about) == 1
    # All that are new in a row in one sentence: what matters is not to be lost among them.
    assert len(about) < 4
    assert [remark.place for remark in remarks if "is no date" in remark.what] == [
        "line 5, column event_date"
    ]


def test_importing_twice_gives_the_same(path: Path) -> None:
    assert ran(IMPORTER, path) == ran(IMPORTER, path)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2022-06-30", "2022-06-30"),
        ("2022-06-30T00:00:00", "2022-06-30"),
        ("30 June 2022", "2022-06-30"),
        ("1 Jun 2022", "2022-06-01"),
        ("16-May-2025", "2025-05-16"),
        ("07-02-1999", "1999-02-07"),
        ("02-31-1999", None),
        ("31-02-1999", None),
        ("30 Juna 2022", None),
        ("30 Smarch 2022", None),
        ("06/30/2022", None),
        ("", None),
    ],
)
def test_the_three_forms_of_a_date(said: str, day: str | None) -> None:
    assert day_of(said) == day


def test_a_row_that_is_broken_is_named_and_the_rest_arrives(tmp_path: Path) -> None:
    lines = csv_text(HEADER, [MARCH, CLASH, OLD]).splitlines(keepends=True)
    lines[2] = "FRE102,16 May 2025,oops\r\n"
    items, remarks = ran(IMPORTER, saved(tmp_path, "a.csv", "".join(lines)))
    assert [event["source_fields"]["event_id_cnty"] for event in table(items, "events")] == [
        "FRE101", "FRE3"
    ]  # fmt: skip
    (wrong,) = skipped(remarks)
    assert wrong.place == "line 3"
    assert "3 cells where the header has 31" in wrong.what


def test_a_table_cut_off_in_a_row_keeps_the_rows_before(tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, saved(tmp_path, "a.csv", FILE[: FILE.index("They fought")]))
    assert len(table(items, "events")) == 1
    assert [remark.place for remark in skipped(remarks)] == ["line 3"]
    opened(items, tmp_path)


def test_a_byte_that_is_no_text_ends_the_table_with_a_remark(tmp_path: Path) -> None:
    filler = csv_text(HEADER, [MARCH | {"event_id_cnty": f"F{n}"} for n in range(400)]).encode()
    data = filler.replace(b"Millbrook", "Mühlbach".encode(), 1) + b"\xff\xfe\r\n"
    items, remarks = ran(IMPORTER, saved(tmp_path, "a.csv", data))
    assert len(table(items, "events")) > 300
    assert len(table(items, "actors")) == 3
    assert "not utf-8" in skipped(remarks)[0].what


def test_without_headers_it_is_no_table_of_acled(tmp_path: Path) -> None:
    headless = saved(tmp_path, "a.csv", FILE.partition("\r\n")[2])
    assert IMPORTER.sniff(Input(headless)) == 0
    items, remarks = ran(IMPORTER, headless)
    assert items == []
    assert "no column event_date" in skipped(remarks)[0].what


def test_it_is_known_by_its_own_columns(path: Path, tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(path)) > 90
    semicolons = saved(tmp_path, "b.csv", ";".join(HEADER) + "\n")
    assert IMPORTER.sniff(Input(semicolons)) > 90
    assert IMPORTER.sniff(Input(saved(tmp_path, "c.csv", "Year,Month,Headline\n"))) == 0


CELLS = st.text(st.characters(codec="utf-8"), max_size=12)


@given(st.lists(st.dictionaries(st.sampled_from(HEADER), CELLS), max_size=4))
def test_no_cell_makes_it_fail(rows: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = saved(Path(folder), "a.csv", csv_text(HEADER, rows))
        items, _ = ran(IMPORTER, path)
        unique = {(item.table, item.document["id"]): item for item in items}
        opened(list(unique.values()), Path(folder))


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(junk: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = saved(Path(folder), "a.csv", junk)
        with suppress(DossierError):
            IMPORTER.sniff(Input(path))
            ran(IMPORTER, path)
