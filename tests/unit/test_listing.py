"""Records as text for pipes and scripts, each form read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from store import filters
from store.corpus import Corpus
from store.encoding import encode
from store.listing import TABLES, formats_of, listing
from store.views import evaluate
from tests.builders import (
    Document,
    actor,
    dossier,
    event,
    everything,
    link,
    opened,
    part,
    quote,
    source,
)

STEADY = settings(derandomize=True, deadline=None)
"""The same examples every time, however slow the machine."""

FULL: dict[str, list[Document]] = {
    "sources": [source("s1", retrieved="2020-01-01", own=[1, {"x": None}])],
    "actors": [
        actor("a1", name="Ada Example", short="Ada", tags=["x", "y"], aliases=[{"name": "A"}]),
        actor("a2", name="Böse | Pipe", positions=[{"title": "Head"}]),
    ],
    "events": [
        event("e1", title="The “first”, event", when="2019-12-31", seq=1, tags=["x", "y, z"],
              participants=[part("a1", "target"), part("a2")], own={"weight": 1.5}),
        event("e2", title="Line one\nline two", summary="a\rb", hedge=None),
    ],
    "quotes": [
        quote("q1", text="It was \"so\".", speaker="a1", events=["e1"], said="2020-01-02"),
        quote("q2", text="He saw a fire.", kind="paraphrase", speaker="a2", events=["e1", "e2"]),
        quote("q3", text="He called it a big game.", kind="mixed", words=["big game"]),
    ],
    "links": [link("l1", "e2", "e1", note="follows")],
}  # fmt: skip


def full(folder: Path) -> Corpus:
    return opened(folder, **FULL)


def listed(corpus: Corpus, table: str, form: str, width: int | None = None) -> list[str]:
    return list(listing(everything(corpus), table, form, width))


def read_csv(lines: list[str]) -> list[list[str]]:
    return list(csv.reader(io.StringIO("\n".join(lines), newline=""), strict=True))


def stored(table: str) -> list[Document]:
    return list(dossier(**FULL)[table].values())


@pytest.mark.parametrize("table", TABLES)
def test_json_gives_the_stored_documents(tmp_path: Path, table: str) -> None:
    corpus = full(tmp_path)
    wanted = sorted(stored(table), key=lambda one: str(one["id"]))
    whole = json.loads("\n".join(listed(corpus, table, "json")))
    assert sorted(whole, key=lambda one: str(one["id"])) == wanted
    assert [one["id"] for one in whole] == [one.id for one in getattr(corpus, table)]
    lines = listed(corpus, table, "jsonl")
    assert [json.loads(line) for line in lines] == whole
    assert not any("\n" in line for line in lines)


def test_json_keeps_the_order_of_fields_and_the_letters(tmp_path: Path) -> None:
    own = event("e1", zebra=1, title="Café “x” 😀", apple=[])
    (line,) = listed(opened(tmp_path, events=[own]), "events", "jsonl")
    assert list(json.loads(line)) == list(own)
    assert "Café “x” 😀" in line


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
TEXT = st.text(st.characters(exclude_categories=[]), min_size=1)
FREE = st.dictionaries(st.text().map("own {}".format), VALUES, max_size=3)


@STEADY
@given(st.lists(st.tuples(TEXT, FREE), max_size=4))
def test_any_documents_come_through_json(
    tmp_path_factory: pytest.TempPathFactory, records: list[tuple[str, dict[str, Any]]]
) -> None:
    documents = [event(f"e{n}", title=text, **free) for n, (text, free) in enumerate(records)]
    corpus = opened(tmp_path_factory.mktemp("d"), events=documents)
    whole = "\n".join(listed(corpus, "events", "json"))
    assert json.loads(whole.encode("utf-8")) == documents
    lines = "\n".join(listed(corpus, "events", "jsonl")).encode("utf-8").split(b"\n")
    assert [json.loads(line) for line in lines if line] == documents


@STEADY
@given(st.lists(st.tuples(TEXT, FREE), min_size=1, max_size=4))
def test_any_documents_come_through_csv(
    tmp_path_factory: pytest.TempPathFactory, records: list[tuple[str, dict[str, Any]]]
) -> None:
    documents = [event(f"e{n}", title=text, **free) for n, (text, free) in enumerate(records)]
    corpus = opened(tmp_path_factory.mktemp("d"), events=documents)
    lines = listed(corpus, "events", "csv")
    "\n".join(lines).encode("utf-8")
    heads, *rows = read_csv(lines)
    fields = list(dict.fromkeys(key for one in documents for key in one))
    assert len(heads) == len(fields)
    assert heads[:2] == ["id", "title"]
    assert {len(row) for row in rows} == {len(fields)}
    for document, row in zip(documents, rows, strict=True):
        assert row[0] == document["id"]
        title = document["title"].encode("utf-8", "backslashreplace").decode()
        assert row[1] == (f"'{title}" if title[0] in "=+-@\t\r" else title)
        for cell in row:
            assert not cell or cell[0] not in "=@\t\r"
            assert not cell or cell[0] not in "+-" or float(cell) is not None


def test_csv_has_every_field_once_in_the_order_first_met(tmp_path: Path) -> None:
    heads, first, second = read_csv(listed(full(tmp_path), "events", "csv"))
    assert heads == [
        "id", "title", "when", "seq", "tags", "participants", "own", "summary", "hedge",
    ]  # fmt: skip
    row = dict(zip(heads, first, strict=True))
    assert row["title"] == "The “first”, event"
    assert row["seq"] == "1"
    assert row["tags"] == "x; y, z"
    assert [json.loads(one) for one in row["participants"].split("; ")] == [
        part("a1", "target"),
        part("a2"),
    ]
    assert json.loads(row["own"]) == {"weight": 1.5}
    row = dict(zip(heads, second, strict=True))
    assert row["title"] == "Line one\nline two"
    assert row["summary"] == "a\rb"
    assert row["when"] == row["hedge"] == row["tags"] == ""


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (["=1", "x"], "'=1; x"),
        ("a=1", "a=1"),
        ("", ""),
        (None, ""),
        (-1, "-1"),
        (-1.5, "-1.5"),
        (True, "true"),
        ([], ""),
        (["a", "b"], "a; b"),
        (["a", None, 1], "a; null; 1"),
        ({"x": "=1"}, '{"x": "=1"}'),
        ("'=1", "'=1"),
    ],
)
def test_csv_guards_what_a_spreadsheet_would_run(tmp_path: Path, value: object, cell: str) -> None:
    heads, row = read_csv(listed(opened(tmp_path, events=[event(own=value)]), "events", "csv"))
    assert heads == ["id", "title", "own"]
    assert row == ["e1", "e1", cell]


def test_csv_guards_its_head_too(tmp_path: Path) -> None:
    field = '=HYPERLINK("x")'
    corpus = opened(tmp_path, events=[event(**{field: "x"})])
    assert read_csv(listed(corpus, "events", "csv"))[0] == ["id", "title", f"'{field}"]


def test_nothing_in_view(tmp_path: Path) -> None:
    corpus = opened(tmp_path)
    for table in TABLES:
        assert json.loads("\n".join(listed(corpus, table, "json"))) == []
        assert listed(corpus, table, "jsonl") == []
        (heads,) = read_csv(listed(corpus, table, "csv"))
        assert heads[0] == "id"
        (head,) = listed(corpus, table, "table", 80)
        assert head.split()[0] == "id"
    assert listed(corpus, "quotes", "md") == []
    assert len(listed(corpus, "events", "md")) == 2


def test_only_what_is_in_view_is_listed(tmp_path: Path) -> None:
    seen = evaluate(full(tmp_path), filters.parse("kind:paraphrase"))
    assert [json.loads(line)["id"] for line in listing(seen, "quotes", "jsonl")] == ["q2"]
    assert [line.split()[0] for line in listing(seen, "quotes", "table")] == ["id", "q2"]


UNESCAPED = re.compile(r"(?<!\\)\|")


@pytest.mark.parametrize("table", [name for name in TABLES if name != "quotes"])
def test_markdown_is_a_table(tmp_path: Path, table: str) -> None:
    lines = listed(full(tmp_path), table, "md")
    assert len(lines) == 2 + len(FULL[table])
    assert set(lines[1]) == set("| -")
    assert len({len(UNESCAPED.findall(line)) for line in lines}) == 1
    for line in lines:
        assert line.startswith("| ")
        assert line.endswith(" |")
        assert len(line.splitlines()) == 1


def test_markdown_of_quotes_is_a_row_of_blockquotes(tmp_path: Path) -> None:
    text = "\n".join(listed(full(tmp_path), "quotes", "md"))
    blocks = text.split("\n\n")
    assert len(blocks) == 3
    for block in blocks:
        assert all(line == ">" or line.startswith("> ") for line in block.split("\n"))
    by_start = {block.split("\n")[0]: block for block in blocks}
    assert set(by_start) == {
        '> “It was "so".”',
        "> Paraphrase: He saw a fire.",
        "> He called it a “big game”.",
    }
    assert "Ada Example" in by_start['> “It was "so".”']
    assert "2 January 2020" in by_start['> “It was "so".”']
    assert "Böse" in by_start["> Paraphrase: He saw a fire."]
    assert "“" not in by_start["> Paraphrase: He saw a fire."]


def test_a_hostile_name_does_not_leave_its_blockquote(tmp_path: Path) -> None:
    names = actor(name="x\ny\r\nz\u2028w\x85v", positions=[{"title": "a\nb"}])
    said = quote(text="a\n\nb", speaker="a1", hedge="c\nd", via={"words": "e\nf"})
    lines = listed(opened(tmp_path, actors=[names], quotes=[said]), "quotes", "md")
    assert all(line.startswith(">") for line in lines)


def test_the_table_without_a_width_is_whole(tmp_path: Path) -> None:
    long = "word " * 60 + "end"
    corpus = opened(
        tmp_path, events=[event(title=long, participants=[part("a1")])], actors=[actor()]
    )
    head, line = listed(corpus, "events", "table")
    assert head.split() == ["id", "when", "title", "participants", "statements"]
    assert long in line
    assert line.split()[:2] == ["e1", "undated"]


def test_the_table_counts_statements_and_leaves_zero_blank(tmp_path: Path) -> None:
    _, first, second = listed(full(tmp_path), "events", "table")
    assert first.split()[-1] == "2"
    assert second.split()[-1] == "1"
    assert "31 December 2019" in first
    assert "Ada; Böse" in first
    corpus = opened(tmp_path, events=[event(title="Alone")])
    assert listed(corpus, "events", "table")[1].endswith("Alone")


WIDE = st.text(st.sampled_from("aé 中日ｶ한😀🔥\u0301\u200d\ufe0f❤|\n\t\u202e\x1b"), max_size=60)


@STEADY
@given(st.lists(st.tuples(WIDE, WIDE), min_size=1, max_size=4), st.integers(60, 150))
def test_the_table_fits_the_width_on_a_terminal(
    tmp_path_factory: pytest.TempPathFactory, names: list[tuple[str, str]], width: int
) -> None:
    corpus = opened(
        tmp_path_factory.mktemp("d"),
        events=[
            event(f"e{n}", title=f"t{title}", participants=[part(f"a{n}")])
            for n, (title, _) in enumerate(names)
        ],
        actors=[actor(f"a{n}", name=f"n{name}") for n, (_, name) in enumerate(names)],
    )
    for table in ("events", "actors"):
        lines = listed(corpus, table, "table", width)
        assert len(lines) == 1 + len(names)
        assert all(cell_len(line) <= width for line in lines)
        assert all(line.isprintable() or "\ufe0f" in line or "\u200d" in line for line in lines)


@pytest.mark.parametrize("title", ["x" * 500, "中文" * 250, "a中" * 200, "e\u0301" * 300])
def test_what_is_cut_ends_in_an_ellipsis_and_fills_its_column(tmp_path: Path, title: str) -> None:
    corpus = opened(tmp_path, events=[event(title=title)])
    _, line = listed(corpus, "events", "table", 80)
    assert "…" in line
    assert 78 <= cell_len(line.replace("…", "… ")) + len("participants  statements") <= 84


def test_columns_stand_under_each_other_in_cells(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        actors=[
            actor("a1", name="中文名字"),
            actor("a2", name="e\u0301toile"),
            actor("a3", name="x"),
        ],
    )
    lines = listed(corpus, "actors", "table")
    places = {cell_len(line[: line.index("person")]) for line in lines[1:]}
    assert len(places) == 1
    assert cell_len(lines[0][: lines[0].index("kind")]) in places


@pytest.mark.parametrize(
    ("table", "form"), [(table, form) for table in TABLES for form in formats_of(table)]
)
def test_half_a_surrogate_pair_can_always_be_written(tmp_path: Path, table: str, form: str) -> None:
    half = "é\ud800\udc00x\udfff"
    corpus = opened(
        tmp_path,
        sources=[source(csl={"title": half, "type": half}, own={half: half})],
        actors=[actor(name=half, short=half, own=[half])],
        events=[event(title=half, participants=[part("a1")], **{f"own{half}": half})],
        quotes=[quote(text=half, speaker="a1", context=half, citations=[{"source": "s1"}])],
        links=[link("l1", "e1", "q1", note=half)],
    )
    for width in (None, 80):
        lines = listed(corpus, table, form, width)
        assert lines or form == "link" or table != "quotes"
        "\n".join(lines).encode("utf-8")
    if form in ("json", "jsonl"):
        (read,) = json.loads("\n".join(lines)) if form == "json" else [json.loads(lines[0])]
        assert read == getattr(corpus, table).document(0)


def test_numbers_that_json_has_not_become_null(tmp_path: Path) -> None:
    own = event(own=float("nan"), list=[1, float("inf")], deep={"x": [-float("inf")]})
    corpus = opened(tmp_path, events=[own])

    def refuse(name: str) -> float:
        pytest.fail(f"{name} is no JSON")

    whole = json.loads("\n".join(listed(corpus, "events", "json")), parse_constant=refuse)
    assert whole == [event(own=None, list=[1, None], deep={"x": [None]})]
    _, row = read_csv(listed(corpus, "events", "csv"))
    assert row == ["e1", "e1", "", "1; null", '{"x": [null]}']


def test_encode_escapes_only_where_it_must() -> None:
    assert encode({"x": "é"}) == '{"x": "é"}'
    assert encode(["é", "\ud800"]) == '["\\u00e9", "\\ud800"]'
    assert encode([1], indent=2) == "[\n  1\n]"
