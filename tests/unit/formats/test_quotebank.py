"""Quotebank in both shapes: facts record by record, and files that are not what they should be."""

from __future__ import annotations

import bz2
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.formats.opened import Input
from store.formats.quotebank import IMPORTER, date_of
from tests.unit.formats.streamed import opened, ran, saved, skipped, table

KNOWN = {
    "quoteID": "2019-12-31-000001", "quotation": "we will rebuild the mill",
    "speaker": "Ada Quill", "qids": ["Q42"], "date": "2019-12-31 08:30:00", "numOccurrences": 2,
    "probas": [["Ada Quill", "0.91"], ["None", "0.09"]],
    "urls": ["https://gazette.example/1", "https://radio.example/2"], "phase": "E",
}  # fmt: skip
UNKNOWN = {
    "quoteID": "2020-01-01-000002", "quotation": "nobody asked us", "speaker": "None", "qids": [],
    "date": "2020-01-01 00:00:00", "numOccurrences": 1, "probas": [["None", 0.8]],
    "urls": ["https://gazette.example/1"], "phase": "E",
}  # fmt: skip
NAMESAKES = KNOWN | {"quoteID": "2020-01-02-000003", "qids": ["Q43", "Q42"], "date": "soon"}

FOUND = {
    "quoteID": "2020-01-03-000004", "quotation": "the mill is saved",
    "quotationOffset": 17, "leftContext": "Quill said: ", "rightContext": " on Friday",
    "globalTopSpeaker": "Ada Quill", "localTopSpeaker": "None", "numOccurrences": 3,
    "globalProbas": [{"speaker": "Ada Quill", "proba": "0.9", "qids": ["Q42"]}],
    "localProbas": [["None", 0.6]],
}  # fmt: skip
ARTICLE = {
    "articleID": "2020-01-03-000123", "articleLength": 812, "date": "2020-01-03 10:00:00",
    "phase": "E", "title": "Mill saved", "url": "https://gazette.example/saved",
    "names": [{"name": "Ada Quill", "ids": ["Q42"], "offsets": [[3, 5]]}],
    "quotations": [
        FOUND,
        {
            "quoteID": "2020-01-03-000005", "quotation": "about time",
            "quotationOffset": 40, "contextStart": 30, "contextEnd": 60,
            "globalTopSpeaker": "None", "localTopSpeaker": "Ada Quill", "globalProbas": [],
        },
    ],
}  # fmt: skip


def lines(*objects: object) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in objects).encode()


@pytest.fixture
def by_quote(tmp_path: Path) -> Path:
    packed = bz2.compress(lines(KNOWN, UNKNOWN, NAMESAKES))
    return saved(tmp_path, "quotes-2019.json.bz2", packed)


@pytest.fixture
def by_article(tmp_path: Path) -> Path:
    return saved(tmp_path, "quotebank-2020.json.bz2", bz2.compress(lines(ARTICLE)))


def test_a_line_a_quotation(by_quote: Path, tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, by_quote)
    known, unknown, namesake = table(items, "quotes")
    first, second = table(items, "actors")
    assert known["text"] == "we will rebuild the mill"
    assert known["kind"] == "verbatim"
    assert known["speaker"] == first["id"]
    assert first["name"] == "Ada Quill"
    assert first["kind"] == "person"
    assert first["wikidata"] == "Q42"
    assert known["published"] == "2019-12-31T08:30:00"
    assert unknown["published"] == "2020-01-01"
    assert not any("said" in quote for quote in (known, unknown, namesake))
    assert "speaker" not in unknown
    assert namesake["speaker"] == second["id"]
    assert "wikidata" not in second
    assert second["source_fields"] == {"qids": ["Q42", "Q43"]}
    assert namesake["display_date"] == "soon"
    assert known["source_fields"]["probas"] == [["Ada Quill", "0.91"], ["None", "0.09"]]
    assert known["source_fields"]["numOccurrences"] == 2
    urls = {source["id"]: source["csl"]["URL"] for source in table(items, "sources")}
    assert [urls[citation["source"]] for citation in known["citations"]] == KNOWN["urls"]
    assert len(urls) == 2
    assert not skipped(remarks)
    assert sum("by a machine" in remark.what for remark in remarks) == 1
    assert len(opened(items, tmp_path).quotes) == 3


def test_a_line_an_article(by_article: Path, tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, by_article)
    saved_mill, about_time = table(items, "quotes")
    (source,) = table(items, "sources")
    (quill,) = table(items, "actors")
    assert saved_mill["speaker"] == quill["id"]
    assert quill["wikidata"] == "Q42"
    assert "speaker" not in about_time
    assert about_time["source_fields"]["localTopSpeaker"] == "Ada Quill"
    assert about_time["source_fields"]["contextStart"] == 30
    assert saved_mill["published"] == "2020-01-03T10:00:00"
    assert saved_mill["citations"] == [
        {
            "source": source["id"],
            "exact": "the mill is saved",
            "prefix": "Quill said:",
            "suffix": "on Friday",
        }
    ]
    assert source["csl"]["title"] == "Mill saved"
    assert source["csl"]["issued"] == {"date-parts": [[2020, 1, 3]]}
    assert source["source_fields"]["articleID"] == "2020-01-03-000123"
    assert not skipped(remarks)
    assert len(opened(items, tmp_path).quotes) == 2


def test_a_speaker_is_the_same_in_both_shapes(by_quote: Path, by_article: Path) -> None:
    first = table(ran(IMPORTER, by_quote)[0], "actors")[0]
    assert table(ran(IMPORTER, by_article)[0], "actors") == [first]


def test_importing_twice_gives_the_same(by_quote: Path, by_article: Path) -> None:
    for path in (by_quote, by_article):
        assert ran(IMPORTER, path) == ran(IMPORTER, path)


def test_it_is_known_by_its_fields(by_quote: Path, by_article: Path, tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(by_quote)) > 90
    assert IMPORTER.sniff(Input(by_article)) > 90
    assert IMPORTER.sniff(Input(saved(tmp_path, "a.json", '{"quotation": "x"}\n'))) == 0


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2019-12-31 08:30:00", "2019-12-31T08:30:00"),
        ("2019-12-31T08:30:00Z", "2019-12-31T08:30:00"),
        ("2019-12-31 00:00:00", "2019-12-31"),
        ("2019-12-31", "2019-12-31"),
        ("2019-02-30", None),
        ("31.12.2019", None),
        ("", None),
    ],
)
def test_dates(said: str, date: str | None) -> None:
    assert date_of(said) == date


def test_a_file_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    many = lines(*(KNOWN | {"quoteID": f"2019-12-31-{n:06}", "x": "y" * n} for n in range(3000)))
    packed = bz2.compress(many, 1)
    items, remarks = ran(IMPORTER, saved(tmp_path, "cut.json.bz2", packed[: len(packed) * 3 // 4]))
    assert 100 < len(table(items, "quotes")) < 3000
    assert skipped(remarks)


def test_lines_that_are_wrong_are_named(tmp_path: Path) -> None:
    wrong = [
        b"{", b"4", b'{"quoteID": "1", "quotation": ["x"]}', b'{"quotations": 4}',
        b'{"quotations": [5, {"quotation": "x", "globalProbas": {"a": 1}}]}',
    ]  # fmt: skip
    items, remarks = ran(IMPORTER, saved(tmp_path, "a.json", b"\n".join([lines(KNOWN), *wrong])))
    assert [remark.place for remark in skipped(remarks)] == [
        "line 3, column 2", "line 4", "line 5", "line 6", "line 7, quotations[0]"
    ]  # fmt: skip
    assert len(opened(items, tmp_path).quotes) == 2


NAMES = [*KNOWN, *ARTICLE, *FOUND]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), JUNK), max_size=4))
def test_no_value_makes_it_fail(objects: list[Mapping[str, object]]) -> None:
    with TemporaryDirectory() as folder:
        items, _ = ran(IMPORTER, saved(Path(folder), "a.json", lines(*objects)))
        unique = {(item.table, item.document["id"]): item for item in items}
        opened(list(unique.values()), Path(folder))
