"""Every exporter on whole dossiers: valid files, all that is referred to, and what is left out."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.corpus import open_dossier
from store.errors import UsageError
from store.exports import EXPORTERS, exporter, format_of_file
from tests.builders import Tables, actor, dossier, event, link, part, quote, source
from tests.unit.exports.drawn import dossiers
from tests.unit.exports.making import DAY, embassy, exported, of_tables, seen
from tests.unit.read_html import read_html, text_of
from tui import arguments

HOSTILE = "=cmd()|'<script>alert(1)</script>\"&]]>\x1b[2J\x00\u202e\ufffe\ud800{}\\end, “x”"
TO_READ = ("timelinejs", "timelinejs-csv", "ftm", "popolo", "jsonld", "timesketch", "markdown",
           "html", "graphml", "dot", "json", "jsonl")  # fmt: skip


def test_what_the_command_line_offers_is_what_there_is() -> None:
    assert tuple(EXPORTERS) == arguments.EXPORTS
    for name in EXPORTERS:
        assert exporter(name).name == name
    with pytest.raises(UsageError, match="nosuch"):
        exporter("nosuch")


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.JSON", "json"), ("a.ftm.json", "ftm"), ("a.zip", "csv"), ("a.csv", None), ("a", None),
     ("a.md", "markdown"), ("a.gv", "dot"), ("a.jsonld", "jsonld")],
)  # fmt: skip
def test_a_name_says_the_format(name: str, form: str | None) -> None:
    assert format_of_file(Path(name)) == form


def check_form(form: str, data: bytes) -> Any:  # noqa: ANN401 - each format holds another thing
    """What a file holds, read by a parser that is not ours."""
    if form == "csv":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            texts = {name: archive.read(name).decode() for name in names}
        return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in
                texts.items()}  # fmt: skip
    text = data.decode()
    if form in {"json", "timelinejs", "popolo", "jsonld", "csl-json"}:
        return json.loads(text)
    if form in {"jsonl", "ftm"}:
        return [json.loads(line) for line in text.split("\n") if line]
    if form in {"timelinejs-csv", "timesketch"}:
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len({len(row) for row in rows}) == 1
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    if form == "graphml":
        return ET.fromstring(data)
    return read_html(text) if form == "html" else text


@pytest.mark.parametrize("form", EXPORTERS)
@settings(max_examples=25, deadline=None)
@given(tables=dossiers(st.sampled_from([HOSTILE, "plain", "two\n\nparts"])))
def test_hostile_texts_make_valid_files(form: str, tables: Tables) -> None:
    with tempfile.TemporaryDirectory() as folder:
        view = of_tables(Path(folder), tables)
        read = check_form(form, exported(view, form))
        exporter(form).losses(view)
        if form == "html":
            assert not {one.name for one in read.everything()} & {"script", "img", "link", "iframe"}
            assert "\x1b" not in text_of(read)


@pytest.mark.parametrize("form", EXPORTERS)
def test_nothing_in_view_is_a_valid_file(form: str) -> None:
    view = embassy("nosuchword")
    assert not view.events
    check_form(form, exported(view, form))
    check_form(form, exported(embassy(), form))


# -- what is referred to ----------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(tables=dossiers(), kind=st.sampled_from(["e0", "a0", "q0", "e1|q1"]))
def test_no_reference_of_a_part_leads_nowhere(tables: Tables, kind: str) -> None:
    ids = {one["id"] for documents in tables.values() for one in documents.values()}
    wanted = "|".join(key for key in kind.split("|") if key in ids)
    if not wanted:
        return
    with tempfile.TemporaryDirectory() as folder:
        view = of_tables(Path(folder), tables)
        filtered = seen(view.corpus, f"id:{wanted}")
        (Path(folder) / "part.json").write_bytes(exported(filtered, "json"))
        part_ = open_dossier(Path(folder) / "part.json")
        assert part_.problems == ()
        assert {event.id for event in part_.events} >= {
            view.corpus.events[row].id for row in filtered.events
        }
        lines = check_form("ftm", exported(filtered, "ftm"))
        known = {line["id"] for line in lines}
        for line in lines:
            for field in ("involved", "entity", "proof", "document", "subject", "object", "member"):
                assert set(line["properties"].get(field, ())) <= known


def test_a_part_brings_in_whom_it_names(tmp_path: Path) -> None:
    tables = dossier(
        sources=[source("s1"), source("s2"), source("s3")],
        actors=[
            actor("a1", positions=[{"title": "chief", "of": "a2"}], citations=[{"source": "s2"}]),
            actor("a2", citations=[{"source": "s1"}]), actor("a3"),
        ],
        events=[event("e1", participants=[part("a1", "speaker")]), event("e2")],
        quotes=[quote("q1", events=["e1"], text="alone")],
        links=[link("l1", "e1", "e2")],
    )  # fmt: skip
    view = seen(of_tables(tmp_path, tables).corpus, "id:q1")
    read = json.loads(exported(view, "json"))
    ids = {table: [one["id"] for one in documents.values()] for table, documents in read.items()}
    assert ids == {
        "dossier": ["test"], "sources": ["s1", "s2"], "actors": ["a1", "a2"], "events": ["e1"],
        "quotes": ["q1"], "links": [],
    }  # fmt: skip


# -- whose words they are ---------------------------------------------------------------------

SPOKEN = dossier(
    actors=[actor("a1", name="Ann Ash")],
    events=[event("e1", when="2019-12-31", type="statement")],
    quotes=[
        quote("q1", text="zebras are striped", kind="paraphrase", speaker="a1", events=["e1"],
              hedge="allegedly"),
        quote("q2", text="she saw a red yak there", kind="mixed", words=["red yak"], speaker="a1",
              events=["e1"], via={"words": "a cousin"}),
        quote("q3", text="owls never lie", speaker="a1", events=["e1"], said="2019-12-31"),
    ],
)  # fmt: skip


@pytest.mark.parametrize("form", TO_READ)
def test_a_paraphrase_never_gets_marks(form: str, tmp_path: Path) -> None:
    text = exported(of_tables(tmp_path, SPOKEN), form).decode()
    if form in {"timelinejs", "timelinejs-csv", "markdown", "html", "timesketch"}:
        text = text.replace("\\", "")
    for mark in "“”„«»‘’":
        assert f"{mark}zebras" not in text
        assert f"striped{mark}" not in text
        assert f"{mark}she saw" not in text
    leads = ["<blockquote>", '<blockquote class="said" dir="auto"><p>']
    for lead in [*leads, *(["\n  > "] if form == "markdown" else [])]:
        assert f"{lead}zebras" not in text
        assert f"{lead}she saw" not in text


@pytest.mark.parametrize(
    "form", ["timelinejs", "timelinejs-csv", "markdown", "html", "popolo", "jsonld", "ftm"]
)
def test_hedges_go_with_the_words(form: str, tmp_path: Path) -> None:
    text = exported(of_tables(tmp_path, SPOKEN), form).decode()
    assert "allegedly" in text
    assert "according to a cousin" in text
    if form != "ftm":
        assert "“red yak”" in text.replace("</span>", "").replace('<span class="own">', "")
    assert "araphrase" in text


# -- formats, fact by fact --------------------------------------------------------------------


def test_timelinejs_of_the_bundled_dossier() -> None:
    read = json.loads(exported(embassy(), "timelinejs"))
    slides = {slide["unique_id"]: slide for slide in read["events"]}
    assert len(slides) == 9
    attack = slides["attack"]
    assert attack["start_date"] == {"year": 2019, "month": 12, "day": 31}
    assert "display_date" not in attack
    assert "end_date" not in attack
    open_ended = [slide for slide in slides.values() if "or later" in slide.get("display_date", "")]
    assert len(open_ended) == 6
    esper = next(slide for slide in slides.values() if slide["start_date"]["year"] == 2020)
    assert esper["media"]["url"].startswith("<blockquote>the game has changed <cite>Mark Esper")
    assert "3 events without a date" in exporter("timelinejs").losses(embassy())


def test_a_time_in_the_timelinejs_spreadsheet(tmp_path: Path) -> None:
    tables = dossier(events=[
        event("e1", when="2019-12-31T10:05"), event("e2", when="2019-12-27/2020-01"),
    ])  # fmt: skip
    first, second = check_form(
        "timelinejs-csv", exported(of_tables(tmp_path, tables), "timelinejs-csv")
    )[1:]
    if first["Headline"] != "e1":
        first, second = second, first
    assert [first[head] for head in ("Year", "Month", "Day", "Time")] == [
        "2019", "12", "31", "10:05",
    ]  # fmt: skip
    assert [second[f"End {head}"] for head in ("Year", "Month", "Day", "Time")] == [
        "2020", "1", "", "",
    ]  # fmt: skip


def test_followthemoney_dates(tmp_path: Path) -> None:
    dates = {
        "a": "2019-12-31", "b": "2019-12-27/2020-01-08", "c": "2019-12-31?", "d": "../2020-01-02",
        "e": "2019-12-31T10:00+03:00",
    }  # fmt: skip
    tables = dossier(events=[event(key, when=when) for key, when in dates.items()])
    lines = check_form("ftm", exported(of_tables(tmp_path, tables), "ftm"))
    found = {line["id"]: line["properties"] for line in lines}
    for properties in found.values():
        del properties["name"]
    assert found == {
        "a": {"date": ["2019-12-31"]},
        "b": {"startDate": ["2019-12-27"], "endDate": ["2020-01-08"]},
        "c": {"date": ["2019-12-31"], "notes": ["2019-12-31?"]},
        "d": {"endDate": ["2020-01-02"], "notes": ["../2020-01-02"]},
        "e": {"date": ["2019-12-31T07:00"], "notes": ["2019-12-31T10:00+03:00"]},
    }


def test_timesketch_counts_in_utc(tmp_path: Path) -> None:
    tables = dossier(
        events=[event("e1", when="2019-12-31", type="attack"), event("e2", when="../2020-01-02")],
        quotes=[quote("q1", said="2019-12-31T10:00:00+03:00", attribution="a guard")],
        time_zone="Asia/Baghdad",
    )
    rows = check_form("timesketch", exported(of_tables(tmp_path, tables), "timesketch"))
    moments = {row["id"]: (row["datetime"], row["timestamp_desc"]) for row in rows}
    assert moments == {
        "e1": ("2019-12-30T21:00:00+00:00", "attack"),
        "e2": ("2020-01-02T20:59:59+00:00", "event"),
        "q1": ("2019-12-31T07:00:00+00:00", "statement by a guard"),
    }


def test_popolo_speeches_lead_to_their_events() -> None:
    read = json.loads(exported(embassy(), "popolo"))
    events = {one["id"] for one in read["events"]}
    people = {one["id"] for one in (*read["persons"], *read["organizations"])}
    assert len(read["speeches"]) == 10
    assert len(people) == 30
    for speech in read["speeches"]:
        assert speech["event_id"] in events
        assert speech["creator_id"] in people
        assert (speech["classification"] == "speech") == (speech["role"] == "verbatim")


def test_only_own_words_are_quotations_of_schema_org() -> None:
    graph = json.loads(exported(embassy(), "jsonld"))["@graph"]
    kinds = [one["@type"] for one in graph]
    assert kinds.count("Quotation") == len(embassy("kind:verbatim").quotes)
    assert kinds.count("Claim") == len(embassy("-kind:verbatim").quotes)
    ids = {one["@id"] for one in graph}
    for one in graph:
        for key in ("recordedIn", "about", "isBasedOn", "appearance"):
            assert {ref["@id"] for ref in one.get(key, ())} <= ids


def test_a_graph_holds_events_actors_and_links() -> None:
    root = check_form("graphml", exported(embassy(), "graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = [node.get("id") for node in root.iterfind(".//g:node", space)]
    edges = root.findall(".//g:edge", space)
    assert len(nodes) == len(set(nodes)) == 42
    assert all(edge.get("source") in nodes and edge.get("target") in nodes for edge in edges)
    kinds = [edge.findtext("g:data[@key='edge-kind']", "", space) for edge in edges]
    assert len([kind for kind in kinds if kind not in {"takes part", "speaks about"}]) == 6


def test_the_page_loads_nothing_and_numbers_its_references() -> None:
    page = check_form("html", exported(embassy(), "html"))
    text = exported(embassy(), "html").decode()
    assert "src=" not in text
    assert "url(" not in text
    ids = {one.attributes["id"] for one in page.everything() if "id" in one.attributes}
    for anchor in page.all("a"):
        target = anchor.attributes["href"]
        assert target.startswith("https://") or target.removeprefix("#") in ids
    assert len([one for one in page.all("article") if one.attributes["class"] == "event"]) == 12
    assert len([one for one in page.all("article") if one.attributes["class"] == "actor"]) == 30
    assert [text_of(head) for head in page.all("h2")] == [
        "Chronology", "Cast", "Quotations", "References",
    ]  # fmt: skip
    assert len(page.all("blockquote")) == len(embassy("kind:verbatim").quotes)


def test_a_chronology_is_a_list_of_dates() -> None:
    lines = exported(embassy(), "markdown").decode().split("\n")
    entries = [line for line in lines if line.startswith("- ")]
    assert len(entries) == 12
    assert entries[0].startswith("- 2019-12-29: U.S. airstrikes")
    assert len([line for line in entries if line.startswith("- undated: ")]) == 3
    assert any(line.startswith("[^1]: ") for line in lines)


def test_what_is_lost_is_counted(tmp_path: Path) -> None:
    tables = dossier(
        sources=[source()],
        events=[
            event("e1", when="2019", seq=3, own="x", participants=[part("a1", "guard", note="n")]),
            event("e2", when="2020", seq=4, citations=[{"source": "s1", "exact": "x", "end": 3}]),
        ],
        actors=[actor()],
        created="2020",
        own="x",
    )
    view = of_tables(tmp_path, {**tables, "letters": {"1": {"id": "x"}}})
    own = "of the dossier: created, own"
    assert exporter("csl-json").losses(view) == [
        "of the dossier: title, created, own", "1 actor", "2 events",
    ]  # fmt: skip
    assert exporter("timelinejs").losses(view) == [
        own, "1 source", "1 actor",
        "of events: seq (2), own (1), participants (1), citations (1)",
    ]  # fmt: skip
    assert exporter("html").losses(view) == [
        own, "of events: seq (2), own (1), participants (note 1), citations (exact 1, end 1)",
    ]  # fmt: skip
    for form in ("json", "jsonl", "csv"):
        assert exporter(form).losses(view) == ["the table “letters”, which is none of a dossier's"]
    assert DAY.marks is False
