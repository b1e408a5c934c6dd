"""Tables of spreadsheets: what their columns are, rows that are broken, and tables of our own."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import table_cells
from store.errors import DossierError, UsageError
from store.formats.base import Item, Options, Remark
from store.formats.csv_rows import Row, rows, separator
from store.formats.csv_table import IMPORTER, columns
from store.formats.opened import Input
from tests.unit.formats.importing import opened, parts, tables

EVENTS = """\
Date,Headline,Who was involved,Where,Description,Source,Link,Tags,Deaths
14 March 2020,Ferry stopped,Harbour office; Ferry crew,Northport,"The ferry stayed in,
with ""no reason"" given.",The Courier,https://example.org/a,"ferry, harbour",0
2020/03/15,Crew asked to leave,Ferry crew,Northport,,The Courier,https://example.org/a,,
03/04/2020,Crossing resumed,,,,,,,

16 March 2020,"Notice, later withdrawn",,Southport,,,,,2
"""

QUOTES = """\
Speaker;Quote;Date said;Event;Newspaper;Article;URL;Page
Ann Vale;“There will be no crossing today.”;2020-03-14;Ferry stopped;The Courier;No crossing;https://example.org/a;3
;We were not told;Mar 15, 2020;Ferry stopped;;;;
"""


def put(folder: Path, text: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_events_record_by_record(tmp_path: Path) -> None:
    items, remarks = parts(IMPORTER, put(tmp_path, EVENTS))
    made = tables(items)
    stopped, asked, resumed, notice = made["events"]
    assert (stopped["title"], stopped["when"], stopped["place"]) == (
        "Ferry stopped", "2020-03-14", "Northport",
    )  # fmt: skip
    assert stopped["summary"] == 'The ferry stayed in,\nwith "no reason" given.'
    assert stopped["tags"] == ["ferry", "harbour"]
    assert stopped["source_fields"] == {"Deaths": "0"}
    names = {actor["id"]: actor["name"] for actor in made["actors"]}
    assert [names[one["actor"]] for one in stopped["participants"]] == [
        "Harbour office", "Ferry crew",
    ]  # fmt: skip
    assert all("role" not in one for one in stopped["participants"])
    assert {actor["kind"] for actor in made["actors"]} == {"unknown"}
    assert len(made["actors"]) == 2
    assert asked["when"] == "2020-03-15"
    assert "when" not in resumed
    assert resumed["display_date"] == "03/04/2020"
    assert notice["title"] == "Notice, later withdrawn"
    (source,) = made["sources"]
    assert source["csl"]["title"] == "The Courier"
    assert source["csl"]["URL"] == "https://example.org/a"
    assert stopped["citations"] == [{"source": source["id"]}]
    assert [one.place for one in remarks] == ["line 1", "line 1", "line 5, column when"]
    assert "“Deaths”" in remarks[1].what
    corpus = opened(items, tmp_path)
    assert [event.title for event in corpus.events][:2] == ["Ferry stopped", "Crew asked to leave"]


def test_quotes_record_by_record(tmp_path: Path) -> None:
    items, _ = parts(IMPORTER, put(tmp_path, QUOTES))
    made = tables(items)
    first, second = made["quotes"]
    (event,), (speaker,), (source,) = made["events"], made["actors"], made["sources"]
    assert first["text"] == "There will be no crossing today."
    assert (first["kind"], first["speaker"], first["said"]) == (
        "verbatim", speaker["id"], "2020-03-14",
    )  # fmt: skip
    assert speaker["name"] == "Ann Vale"
    assert first["events"] == second["events"] == [event["id"]]
    assert event["title"] == "Ferry stopped"
    assert "when" not in event
    assert first["citations"] == [{"source": source["id"], "locator": "3"}]
    assert source["csl"]["container-title"] == "The Courier"
    assert second["said"] == "2020-03-15"
    assert "speaker" not in second
    opened(items, tmp_path)


def test_a_statement_is_verbatim_only_inside_quotation_marks(tmp_path: Path) -> None:
    text = 'Speaker,Statement\nAnn,"""It is shut."""\nAnn,It was shut\nAnn,She called it "odd"\n'
    items, _ = parts(IMPORTER, put(tmp_path, text))
    found = [(one["kind"], one["text"]) for one in tables(items)["quotes"]]
    assert found == [
        ("verbatim", "It is shut."),
        ("paraphrase", "It was shut"),
        ("paraphrase", 'She called it "odd"'),
    ]


def test_actors_and_sources(tmp_path: Path) -> None:
    items, _ = parts(
        IMPORTER, put(tmp_path, "Name\tType\tAlso known as\nAnn Vale\tPerson\tA. Vale\nIt\tmob\t\n")
    )
    ann, it = tables(items)["actors"]
    assert (ann["kind"], ann["aliases"]) == ("person", [{"name": "A. Vale"}])
    assert (it["kind"], it["source_fields"]) == ("unknown", {"kind": "mob"})
    text = "Title,Author,Publisher,Date,URL\nNo crossing,Jo Ray,The Courier,14 Mar 2020,http://x.org/1\n"
    items, _ = parts(IMPORTER, put(tmp_path, text))
    (source,) = tables(items)["sources"]
    assert source["csl"] == {
        "id": source["id"], "type": "webpage", "title": "No crossing", "URL": "http://x.org/1",
        "container-title": "The Courier", "author": [{"literal": "Jo Ray"}],
        "issued": {"date-parts": [[2020, 3, 14]]},
    }  # fmt: skip
    opened(items, tmp_path)


def test_the_user_changes_the_mapping(tmp_path: Path) -> None:
    path = put(tmp_path, "When it was,Label,Outlet\n1/2/2020,Ferry,Courier\n")
    options = Options({"Label": "title", "when it was": "events.when", "Outlet": "-"}, dates="dmy")
    items, _ = parts(IMPORTER, path, options)
    (event,) = tables(items)["events"]
    assert (event["title"], event["when"]) == ("Ferry", "2020-02-01")
    assert event["source_fields"] == {"Outlet": "Courier"}
    found = columns(Input(path), options)
    assert found is not None
    assert found.shown() == {
        "When it was": "events.when", "Label": "events.title", "Outlet": "",
    }  # fmt: skip
    again, _ = parts(IMPORTER, path, Options(found.shown(), dates="dmy"))
    assert again == items
    for wrong in ({"Nope": "title"}, {"Label": "headline"}, {"Label": "marks.title"}):
        with pytest.raises(UsageError):
            parts(IMPORTER, path, Options(wrong))


def test_years_months_and_days_in_columns(tmp_path: Path) -> None:
    text = "Year,Month,Day,Event\n2020,3,14,A\n2020,March,,B\n2020,,,C\n,,,D\n"
    items, _ = parts(IMPORTER, put(tmp_path, text))
    found = [one.get("when") for one in tables(items)["events"]]
    assert found == ["2020-03-14", "2020-03", "2020", None]


def test_spans_and_times(tmp_path: Path) -> None:
    text = (
        "Start date,End date,Time,Title\n2020-03-14,2020-03-16,,A\n2020-03-14,,10:00,B\n"
        "2020-03-14,2020-03-01,,C\n,,,D\n"
    )
    items, remarks = parts(IMPORTER, put(tmp_path, text))
    found = [one.get("when") for one in tables(items)["events"]]
    assert found == ["2020-03-14/2020-03-16", "2020-03-14T10:00", None, None]
    assert tables(items)["events"][2]["display_date"] == "2020-03-14 – 2020-03-01"
    assert remarks[-1].place == "line 4, column when"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, mark: str) -> None:
    text = mark.join(["Date", "Title"]) + "\r\n" + mark.join(["2020-03-14", "Café öffnet"]) + "\r\n"
    items, _ = parts(IMPORTER, put(tmp_path, text, encoding=encoding))
    assert tables(items)["events"][0]["title"] == "Café öffnet"


def test_without_headers(tmp_path: Path) -> None:
    path = put(tmp_path, "2020-03-14,Ferry stopped\n2020-03-15,Crew left\n")
    with pytest.raises(DossierError, match="has no headers"):
        parts(IMPORTER, path)
    items, _ = parts(IMPORTER, path, Options({"1": "when", "2": "title"}))
    assert [one["when"] for one in tables(items)["events"]] == ["2020-03-14", "2020-03-15"]


def test_many_columns_and_large_cells(tmp_path: Path) -> None:
    heads = ["Date", "Title", "Description", *(f"Extra {n}" for n in range(500))]
    text = io.StringIO()
    csv.writer(text).writerows([heads, ["2020", "A", "x" * 40_000, *map(str, range(500))]])
    items, remarks = parts(IMPORTER, put(tmp_path, text.getvalue()))
    (event,) = tables(items)["events"]
    assert len(event["summary"]) == 40_000
    assert len(event["source_fields"]) == 500
    assert len(remarks) == 2
    assert remarks[1].what.startswith("500 columns have no place")
    opened(items, tmp_path)


def test_broken_rows_cost_only_themselves() -> None:
    lines = 'a,b,c\n1,"two\nlines",3\n4,"bad,5\n6,7,8\n9,"x ""y""",z\n1,2\n"q"r,2,3\nlast,,\n'
    found = list(rows(iter(lines.splitlines(keepends=True)), ","))
    kept = [one.cells for one in found if isinstance(one, Row)]
    assert kept == [
        ["a", "b", "c"], ["1", "two\nlines", "3"], ["6", "7", "8"], ["9", 'x "y"', "z"],
        ["last", "", ""],
    ]  # fmt: skip
    assert [one.place for one in found if isinstance(one, Remark)] == ["line 4", "line 7", "line 8"]


cells = st.lists(st.text("ab,;\"'\n\t é", max_size=6), min_size=3, max_size=3)


@given(st.lists(cells, min_size=1, max_size=6))
def test_what_the_csv_module_writes_is_read(table: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(table)
    found = list(rows(iter(text.getvalue().splitlines(keepends=True)), ","))
    expected = [one for one in table if any(cell.strip() for cell in one)]
    assert [one.cells for one in found if isinstance(one, Row)] == expected
    assert len(found) == len(expected)


def test_separators() -> None:
    assert separator("a;b;c\n1,5;2;3\n") == ";"
    assert separator("a\tb\n1,2\t3,4\n") == "\t"
    assert separator('"a, b",c\n"d, e",f\n') == ","
    assert separator("sep=;\na;b\n") == ";"


def test_a_set_of_our_own_is_read_back(tmp_path: Path) -> None:
    records: dict[str, dict[str, object]] = {
        "actors": {"id": "ann", "name": "Ann Vale", "kind": "person", "aliases": [{"name": "A"}]},
        "events": {
            "id": "e1", "title": "=Ferry", "when": "2020-03", "tags": ["a", "b"], "seq": 3,
            "participants": [{"actor": "ann", "role": "witness"}], "own": {"x": [1]},
        },
        "quotes": {"id": "q1", "text": "No", "kind": "mixed", "words": ["N; o"], "speaker": "ann",
                   "events": ["e1"]},
    }  # fmt: skip
    folder = tmp_path / "set"
    folder.mkdir()
    for table, record in records.items():
        text = io.StringIO()
        written = [table_cells.written(head, value) for head, value in record.items()]
        csv.writer(text).writerows([record.keys(), written])
        put(folder, text.getvalue(), f"{table}.csv")
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    for path in (folder, tmp_path / "set.zip"):
        assert IMPORTER.sniff(Input(path)) == 95
        items, remarks = parts(IMPORTER, path)
        assert {item.table: item.document for item in items} == records
        assert remarks == []
    items, _ = parts(IMPORTER, folder / "events.csv")
    assert [item.document for item in items] == [records["events"]]


def test_how_sure_it_is(tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(put(tmp_path, EVENTS))) == 50
    assert IMPORTER.sniff(Input(put(tmp_path, EVENTS, "a.txt"))) == 30
    for text in ("{}", "[1]", "<xml/>", "Some prose, of several words.\n", "\x00\x01"):
        assert IMPORTER.sniff(Input(put(tmp_path, text, "a.txt"))) == 0


def test_the_same_file_gives_the_same_ids(tmp_path: Path) -> None:
    path = put(tmp_path, EVENTS)
    assert parts(IMPORTER, path) == parts(IMPORTER, path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=300) | st.text('abc,;"\n\té=2019-/', max_size=300).map(str.encode))
def test_junk_never_raises(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "junk.csv"
    path.write_bytes(b"Date,Title,Quote\n" + data)
    source = Input(path)
    assert 0 <= IMPORTER.sniff(source) <= 100
    try:
        found = list(IMPORTER.read(source, Options()))
    except DossierError:
        return
    assert all(isinstance(part, Item | Remark) for part in found)
    opened([part for part in found if isinstance(part, Item)], tmp_path)


def test_a_cell_that_is_too_long_is_called_so(tmp_path: Path) -> None:
    long = "Date,Title,Description\n2019-12-31,T," + "x" * 140_000 + "\n2019-12-30,U,y\n"
    items, remarks = parts(IMPORTER, put(tmp_path, long))
    assert [one["title"] for one in tables(items)["events"]] == ["U"]
    (left_out,) = [remark for remark in remarks if remark.skipped]
    assert left_out.place == "line 2"
    assert "longer than 131,072 characters" in left_out.what


def test_headers_of_other_languages(tmp_path: Path) -> None:
    text = "Datum;Ereignis;Ort;Beteiligte;Quelle\n31.12.2019;Überfall;Bagdad;Müller, Jörg;dpa\n"
    items, _ = parts(IMPORTER, put(tmp_path, text, encoding="cp1252"))
    made = tables(items)
    (event,) = made["events"]
    assert (event["title"], event["when"], event["place"]) == ("Überfall", "2019-12-31", "Bagdad")
    assert [actor["name"] for actor in made["actors"]] == ["Müller, Jörg"]
    assert [source["csl"]["title"] for source in made["sources"]] == ["dpa"]
