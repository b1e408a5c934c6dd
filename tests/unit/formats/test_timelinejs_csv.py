"""TimelineJS spreadsheets, of today and old ones."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.formats.base import Options
from store.formats.opened import Input
from store.formats.timelinejs_csv import IMPORTER
from tests.unit.formats.streamed import columns, csv_text, opened, ran, saved, skipped, table

HEADER = columns(
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
    "Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background"
)
ROWS = [
    {"Headline": "The <i>Orne</i> flood", "Text": "A river year", "Type": "title"},
    {"Year": "1,897", "Month": "3", "Day": "4", "Time": "10:00 PM", "Headline": "The ice goes",
     "Text": "<p>At night.</p><blockquote>Run!<cite>a watchman</cite></blockquote>",
     "Media": "https://archive.example/ice", "Media Credit": "Orne Archive",
     "Media Caption": "Ice, 1897", "Group": "River", "Background": "#fff"},
    {"Year": "1897", "Month": "3", "Day": "5", "Time": "1030", "End Year": "1897", "End Month": "3",
     "End Day": "6", "End Time": "10.45", "Headline": "The bridge holds"},
    {"Year": "1897", "Month": "4", "Headline": "=SUM(1)", "Display Date": "Easter week"},
    {"Year": "1897", "End Year": "1899", "Headline": "Rebuilding", "Type": "era"},
    {"Year": "1900", "Month": "1", "Day": "1", "Time": "noon", "Headline": "A bell"},
    {"Year": "soon", "Headline": "A new bridge", "Media Thumbnail": "t.png"},
]  # fmt: skip


def made(folder: Path) -> Path:
    rows = [{**row, "Headline": row["Headline"].replace("=SUM", "'=SUM")} for row in ROWS]
    return saved(folder, "sheet.csv", "\ufeff" + csv_text(HEADER, rows))


def test_record_by_record(tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, made(tmp_path))
    (about,) = table(items, "dossier")
    assert (about["title"], about["description"]) == ("The Orne flood", "A river year")
    events = table(items, "events")
    assert [(e["title"], e.get("when"), e.get("display_date")) for e in events] == [
        ("The ice goes", "1897-03-04T22:00", None),
        ("The bridge holds", "1897-03-05T10:30/1897-03-06T10:45", None),
        ("=SUM(1)", "1897-04", "Easter week"),
        ("Rebuilding", "1897/1899", None),
        ("A bell", "1900-01-01", None),
        ("A new bridge", None, "soon"),
    ]
    assert events[0]["tags"] == ["River"]
    assert events[0]["summary"] == "At night."
    assert events[0]["source_fields"] == {"background": "#fff"}
    assert events[3]["type"] == "era"
    assert events[4]["source_fields"] == {"start_date.time": "noon"}
    assert events[5]["source_fields"] == {
        "media.thumbnail": "t.png", "start_date": {"year": "soon"},
    }  # fmt: skip
    (quote,) = table(items, "quotes")
    assert (quote["text"], quote["attribution"]) == ("Run!", "a watchman")
    (source,) = table(items, "sources")
    assert source["csl"]["title"] == "Ice, 1897"
    assert events[0]["citations"] == [{"source": source["id"]}]
    assert skipped(remarks) == []
    assert any(remark.place == "line 7, column time" for remark in remarks)


def test_it_opens_and_twice_is_once(tmp_path: Path) -> None:
    path = made(tmp_path)
    items, _ = ran(IMPORTER, path)
    assert items == ran(IMPORTER, path)[0]
    opened(items, tmp_path)
    assert IMPORTER.sniff(Input(path)) == 95


def test_old_sheets(tmp_path: Path) -> None:
    header = columns("Start Date,End Date,Headline,Text,Media,Media Credit,Media Caption,Tag")
    rows = [
        {"Start Date": "2/14/2012", "End Date": "2/15/2012", "Headline": "Fair", "Tag": "Town"},
        {"Start Date": "2011", "Headline": "A year"},
        {"Start Date": "5/6/2012 9:30:00", "Headline": "Morning"},
    ]
    path = saved(tmp_path, "old.csv", csv_text(header, rows))
    assert IMPORTER.sniff(Input(path)) == 92
    items, remarks = ran(IMPORTER, path)
    assert [(e["title"], e.get("when")) for e in table(items, "events")] == [
        ("Fair", "2012-02-14/2012-02-15"),
        ("A year", "2011"),
        ("Morning", "2012-05-06T09:30:00"),
    ]
    assert table(items, "events")[0]["tags"] == ["Town"]
    assert sum("month first" in remark.what for remark in remarks) == 1
    items, _ = ran(IMPORTER, path, Options(dates="dmy"))
    assert table(items, "events")[2]["when"] == "2012-06-05T09:30:00"


def test_a_broken_row_costs_only_itself(tmp_path: Path) -> None:
    lines = csv_text(HEADER, ROWS).split("\r\n")
    lines.insert(3, '"1897","too short"')
    items, remarks = ran(IMPORTER, saved(tmp_path, "b.csv", "\r\n".join(lines)))
    assert len(table(items, "events")) == 6
    assert [remark.place for remark in skipped(remarks)] == ["line 4"]


def test_a_sheet_that_is_cut_off(tmp_path: Path) -> None:
    whole = csv_text(HEADER, ROWS)
    items, remarks = ran(IMPORTER, saved(tmp_path, "cut.csv", whole[: len(whole) * 3 // 4]))
    assert table(items, "events")
    assert skipped(remarks)
    opened(items, tmp_path)


def test_other_tables_are_not_taken(tmp_path: Path) -> None:
    for content in ("a,b\n1,2\n", "year,name\n", ""):
        assert IMPORTER.sniff(Input(saved(tmp_path, "x.csv", content))) == 0


CELL = st.text(alphabet="0123456789,.:/-AMP <>'\"=é\n", max_size=12)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(HEADER), CELL, max_size=8), max_size=4))
def test_junk_never_raises(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    items, _ = ran(IMPORTER, saved(tmp_path, "junk.csv", csv_text(HEADER, rows)))
    opened(items, tmp_path)
