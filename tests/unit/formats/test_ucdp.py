"""UCDP tables: facts record by record, and tables that are not what they should be."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.formats.opened import Input
from store.formats.ucdp import IMPORTER, when_of
from tests.unit.formats.streamed import columns, csv_text, opened, ran, saved, skipped, table

HEADER = columns(
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)

BASE = {
    "relid": "FRE-2013-1-1-1", "year": "2013", "active_year": "1", "code_status": "Clear",
    "conflict_name": "Freedonia: Government", "where_prec": "1", "country": "Freedonia",
    "where_coordinates": "Millbrook town", "adm_1": "Northern Province", "event_clarity": "1",
    "latitude": "33.31", "longitude": "44.4", "deaths_unknown": "0", "best": "3", "gwnob": "",
}  # fmt: skip
CLASH = BASE | {
    "id": "9001", "type_of_violence": "1", "dyad_name": "Government of Freedonia - Hill Brigade",
    "side_a": "Government of Freedonia", "side_a_new_id": "11", "side_b": "Hill Brigade",
    "side_b_new_id": "12", "date_prec": "1", "date_start": "2013-01-03 00:00:00.000",
    "date_end": "2013-01-03 00:00:00.000", "number_of_sources": "2",
    "source_article": '"Gazette,2013-01-03,Two fell";"Radio North,2013-01-04,Clash at the mill"',
    "source_office": "Gazette;Radio North", "source_date": "2013-01-03;2013-01-04",
    "source_headline": "Two fell;Clash at the mill", "source_original": "an army officer",
}  # fmt: skip
RAID = BASE | {
    "id": "9002", "type_of_violence": "3", "dyad_name": "Hill Brigade - Civilians",
    "side_a": "Hill Brigade", "side_a_new_id": "12", "side_b": "Civilians",
    "side_b_new_id": "9999", "date_prec": "2", "date_start": "2013-02-03", "date_end": "2013-02-06",
    "source_article": '"Gazette,2013-02-07,Raid; many flee"', "source_office": "Gazette",
    "source_date": "2013-02-07", "source_headline": "Raid; many flee",
    "source_original": "a survivor",
}  # fmt: skip
FEUD = BASE | {
    "id": "9003", "type_of_violence": "2", "dyad_name": "Uplanders - Lowlanders",
    "side_a": "Uplanders", "side_b": "Lowlanders", "date_prec": "4", "date_start": "2013-02-01",
    "date_end": "2013-02-28",
}  # fmt: skip
BACKWARDS = BASE | {
    "id": "9004", "side_a": "Uplanders", "date_prec": "5", "date_start": "2013-05-01",
    "date_end": "2013-02-28",
}  # fmt: skip
ROWS = [CLASH, RAID, FEUD, BACKWARDS]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, "GEDEvent.csv", csv_text(HEADER, ROWS))


def test_each_event_is_what_its_row_says(path: Path, tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, path)
    clash, raid, feud, backwards = table(items, "events")
    assert clash["title"] == "Government of Freedonia - Hill Brigade, Millbrook town"
    assert clash["place"] == "Millbrook town, Northern Province, Freedonia"
    assert clash["type"] == "state-based conflict"
    assert [event.get("when") for event in (clash, raid, feud, backwards)] == [
        "2013-01-03", "2013-02-03/2013-02-06", "2013-02", None
    ]  # fmt: skip
    assert backwards["display_date"] == "2013-05-01 – 2013-02-28"
    assert clash["source_fields"]["best"] == 3
    assert clash["source_fields"]["id"] == 9001
    assert clash["source_fields"]["source_original"] == "an army officer"
    assert "gwnob" not in clash["source_fields"]
    assert not skipped(remarks)
    assert len(opened(items, tmp_path).events) == 4


def test_sides_take_part_without_a_role(path: Path) -> None:
    items, _ = ran(IMPORTER, path)
    actors = {actor["id"]: (actor["name"], actor["kind"]) for actor in table(items, "actors")}
    parts = [
        [(actors[part["actor"]][0], part["note"]) for part in event["participants"]]
        for event in table(items, "events")
    ]
    assert parts[0] == [("Government of Freedonia", "side A"), ("Hill Brigade", "side B")]
    assert parts[1] == [("Hill Brigade", "side A"), ("Civilians", "side B")]
    assert not any("role" in part for e in table(items, "events") for part in e["participants"])
    assert set(actors.values()) == {
        ("Government of Freedonia", "government-body"), ("Hill Brigade", "armed-group"),
        ("Civilians", "group"), ("Uplanders", "group"), ("Lowlanders", "group"),
    }  # fmt: skip


def test_the_articles_are_sources(path: Path) -> None:
    items, _ = ran(IMPORTER, path)
    csl = {source["id"]: source["csl"] for source in table(items, "sources")}
    clash, raid, feud, _ = table(items, "events")
    first, second = (csl[citation["source"]] for citation in clash["citations"])
    assert (first["title"], first["publisher"]) == ("Two fell", "Gazette")
    assert first["issued"] == {"date-parts": [[2013, 1, 3]]}
    assert second["title"] == "Clash at the mill"
    assert not any("note" in citation for citation in clash["citations"])
    (only,) = raid["citations"]
    assert only["note"] == "Original source: a survivor"
    assert csl[only["source"]]["title"] == "Raid; many flee"
    assert csl[only["source"]]["publisher"] == "Gazette"
    assert raid["source_fields"]["source_headline"] == "Raid; many flee"
    assert "citations" not in feud


def test_a_table_without_headers_is_read_by_its_columns(path: Path, tmp_path: Path) -> None:
    headless = saved(tmp_path, "ged_candidate.csv", csv_text(HEADER, ROWS).partition("\r\n")[2])
    assert IMPORTER.sniff(Input(headless)) > 50
    assert table(ran(IMPORTER, headless)[0], "events") == table(ran(IMPORTER, path)[0], "events")


@pytest.mark.parametrize(
    ("start", "end", "precision", "when"),
    [
        ("2013-01-03", "2013-01-03", "1", "2013-01-03"),
        ("2013-01-03", "2013-01-05", "1", "2013-01-03/2013-01-05"),
        ("2013-01-03", "2013-01-03", "2", "2013-01-03~"),
        ("2013-01-07", "2013-01-13", "3", "2013-01-07/2013-01-13"),
        ("2012-02-01", "2012-02-29", "4", "2012-02"),
        ("2012-02-02", "2012-02-29", "4", "2012-02-02/2012-02-29"),
        ("2012-01-01", "2012-12-31", "5", "2012-01-01/2012-12-31"),
        ("2012-01-01", "", "1", "2012-01-01"),
        ("2012-13-01", "2012-13-02", "1", None),
        ("1/3/2013", "1/3/2013", "1", None),
    ],
)
def test_dates_by_their_precision(start: str, end: str, precision: str, when: str | None) -> None:
    assert when_of(start, end, precision) == when


def test_it_is_known_by_its_own_columns(path: Path, tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(path)) > 90
    assert IMPORTER.sniff(Input(saved(tmp_path, "ged.csv", "id,name\n1,2\n"))) == 0


def test_importing_twice_gives_the_same(path: Path) -> None:
    assert ran(IMPORTER, path) == ran(IMPORTER, path)


def test_a_quotation_mark_that_is_never_closed_is_named(tmp_path: Path) -> None:
    content = csv_text(HEADER, [CLASH]) + '"never closed, ' + "x" * 200_000 + "\r\n"
    items, remarks = ran(IMPORTER, saved(tmp_path, "ged.csv", content))
    assert len(table(items, "events")) == 1
    (wrong,) = skipped(remarks)
    assert wrong.place == "line 3"
    assert "quotation mark" in wrong.what
    assert "close each cell" in wrong.cure


def test_a_mark_that_is_never_closed_costs_no_row_after_it(tmp_path: Path) -> None:
    lines = csv_text(HEADER, [CLASH | {"id": str(number)} for number in range(4)]).splitlines(True)
    broken = lines[2].replace('"', "", 1).rstrip()[:-1]
    content = "".join([*lines[:2], broken + ',"never closed\r\n', *lines[3:]])
    items, remarks = ran(IMPORTER, saved(tmp_path, "ged.csv", content))
    assert [event["source_fields"]["id"] for event in table(items, "events")] == [0, 2, 3]
    assert [remark.place for remark in skipped(remarks)] == ["line 3"]


CELLS = st.text(st.characters(codec="utf-8"), max_size=12)


@given(st.lists(st.dictionaries(st.sampled_from(HEADER), CELLS), max_size=4))
def test_no_cell_makes_it_fail(rows: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = saved(Path(folder), "a.csv", csv_text(HEADER, rows))
        items, _ = ran(IMPORTER, path)
        unique = {(item.table, item.document["id"]): item for item in items}
        opened(list(unique.values()), Path(folder))
