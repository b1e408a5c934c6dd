"""GDELT's quotations: facts record by record, and files that are not what they should be."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import DossierError
from store.formats.gdelt_gqg import IMPORTER
from store.formats.opened import Input
from tests.unit.formats.streamed import opened, ran, saved, skipped, table

MILL = {
    "date": "2020-01-01T00:15:00Z", "url": "https://gazette.example/mill", "lang": "ENGLISH",
    "title": "Mill to close",
    "quotes": [
        {"pre": "The owner said", "quote": "we have no choice", "post": "and left the room"},
        {"quote": "Nobody asked us"},
        {"quote": "Nobody asked us"},
    ],
}  # fmt: skip
RIVER = {
    "date": "yesterday", "url": "https://radio.example/river", "lang": "Klingon", "crawler": 7,
    "title": "River rises",
    "quotes": [{"pre": "", "quote": "the water is high", "post": "", "score": 0.5}],
}  # fmt: skip
TEXT = "".join(json.dumps(article) + "\n" for article in (MILL, RIVER))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, "20200101001500.gqg.json.gz", gzip.compress(TEXT.encode()))


def test_each_statement_is_what_its_line_says(path: Path, tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, path)
    choice, nobody, water = table(items, "quotes")
    mill, river = table(items, "sources")
    assert choice["text"] == "we have no choice"
    assert choice["kind"] == "verbatim"
    assert choice["published"] == "2020-01-01T00:15:00Z"
    assert "said" not in choice
    assert choice["language"] == "en"
    assert choice["citations"] == [
        {
            "source": mill["id"],
            "exact": "we have no choice",
            "prefix": "The owner said",
            "suffix": "and left the room",
        }
    ]
    assert nobody["citations"] == [{"source": mill["id"], "exact": "Nobody asked us"}]
    assert mill["csl"] == {
        "id": mill["id"],
        "type": "webpage",
        "title": "Mill to close",
        "URL": "https://gazette.example/mill",
        "language": "en",
    }
    assert mill["retrieved"] == "2020-01-01T00:15:00Z"
    assert "published" not in water
    assert water["display_date"] == "yesterday"
    assert water["source_fields"] == {"score": 0.5}
    assert river["source_fields"] == {"crawler": 7, "lang": "Klingon", "date": "yesterday"}
    assert len(opened(items, tmp_path).quotes) == 3
    assert not skipped(remarks)
    assert [remark.place for remark in remarks if "same words" in remark.what] == [
        "line 1, quotes[2]"
    ]


def test_no_statement_has_a_speaker(path: Path) -> None:
    items, _ = ran(IMPORTER, path)
    assert table(items, "actors") == []
    assert not any("speaker" in quote or "via" in quote for quote in table(items, "quotes"))


def test_importing_twice_gives_the_same(path: Path) -> None:
    assert ran(IMPORTER, path) == ran(IMPORTER, path)


def test_it_is_known_by_its_fields(path: Path, tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(path)) > 90
    assert IMPORTER.sniff(Input(saved(tmp_path, "a.jsonl", '{"id": 1}\n'))) == 0


def test_a_file_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    many = "".join(json.dumps(MILL | {"url": f"https://a.example/{n}"}) + "\n" for n in range(3000))
    packed = gzip.compress(many.encode())
    path = saved(tmp_path, "cut.gqg.json.gz", packed[: len(packed) * 3 // 4])
    items, remarks = ran(IMPORTER, path)
    assert 100 < len(table(items, "sources")) < 3000
    (wrong,) = skipped(remarks)
    assert "cannot be unpacked" in wrong.what
    opened(items, tmp_path)


def test_lines_that_are_wrong_are_named(tmp_path: Path) -> None:
    lines = [
        json.dumps(MILL), '{"url": "https://a.example", ', "[1, 2]", "[" * 100_000,
        '{"url": 5, "quotes": {"quote": "x"}}', '{"quotes": [4, {"quote": " "}]}',
        '{"quotes": [{"quote": "half \\ud800 a pair"}], "n": NaN, "i": 1' + "0" * 5000 + "}",
        '{"quotes": [{"quote": "half \\ud800 a pair", "n": NaN, "i": 1' + "0" * 500 + "}]}",
    ]  # fmt: skip
    items, remarks = ran(IMPORTER, saved(tmp_path, "a.gqg.json", "\n".join(lines)))
    assert [remark.place for remark in skipped(remarks)] == [
        "line 2, column 29", "line 3", "line 4", "line 5", "line 6, quotes[0]",
        "line 6, quotes[1]", "line 7",
    ]  # fmt: skip
    assert all(remark.cure for remark in skipped(remarks))
    assert table(items, "quotes")[-1]["text"] == "half \ufffd a pair"
    assert table(items, "quotes")[-1]["source_fields"]["n"] == "NaN"
    opened(items, tmp_path)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*MILL, "pre", "quote", "post", "x"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.sampled_from([*MILL, "x"]), JUNK), max_size=4))
def test_no_value_makes_it_fail(lines: list[Mapping[str, object]]) -> None:
    with TemporaryDirectory() as folder:
        text = "".join(json.dumps(line) + "\n" for line in lines)
        items, _ = ran(IMPORTER, saved(Path(folder), "a.json", text))
        unique = {(item.table, item.document["id"]): item for item in items}
        opened(list(unique.values()), Path(folder))


def test_a_packed_file_that_cannot_be_read_at_all_is_an_error(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.gqg.json.gz", gzip.compress(TEXT.encode())[:12])
    with pytest.raises(DossierError, match="unpacked"):
        ran(IMPORTER, path)


def test_the_entities_of_web_pages_are_the_signs_that_they_stand_for(tmp_path: Path) -> None:
    article = {
        "date": "2020-01-02T00:15:00Z", "url": "https://n.example/?a=1&copy=2",
        "title": "Mill &amp; river: &#8220;closed&#x201D; &copy", "lang": "ENGLISH",
        "quotes": [{"pre": "Vale &mdash; ", "quote": "it&#39;s over &notreal; now", "post": ""}],
    }  # fmt: skip
    items, _ = ran(IMPORTER, saved(tmp_path, "a.gqg.json", json.dumps(article) + "\n"))
    (source,), (quote,) = table(items, "sources"), table(items, "quotes")
    assert source["csl"]["title"] == "Mill & river: “closed” &copy"
    assert source["csl"]["URL"] == "https://n.example/?a=1&copy=2"
    assert quote["text"] == "it's over &notreal; now"
    assert quote["citations"][0]["prefix"] == "Vale —"
