"""Records on the command line in the forms in which they are copied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.errors import UsageError
from store.forms import copied
from store.house import House
from store.listing import listing
from store.related import RecordTable, Ref
from tests.builders import everything, opened, quote, source
from tests.unit.test_listing import full, listed


@pytest.mark.parametrize("table", ["quotes", "events", "actors"])
def test_records_are_listed_as_they_are_copied(tmp_path: Path, table: RecordTable) -> None:
    corpus = full(tmp_path)
    refs = [Ref(table, row) for row in range(len(getattr(corpus, table)))]
    for form in ("words", "attributed", "markdown", "reference", "wiki", "html", "latex"):
        assert "\n".join(listed(corpus, table, form)) == copied(corpus, refs, form)
    assert json.loads("\n".join(listed(corpus, table, "csl-json"))) == []
    assert json.loads("\n".join(listed(corpus, table, "web-annotation"))) == []
    for form in ("bibtex", "ris", "link"):
        assert listed(corpus, table, form) == []


def test_one_annotation_is_an_array_too(tmp_path: Path) -> None:
    cited = quote(citations=[{"source": "s1"}])
    corpus = opened(tmp_path, quotes=[cited], sources=[source("s1")])
    (made,) = json.loads("\n".join(listed(corpus, "quotes", "web-annotation")))
    assert made["id"] == "urn:onrecord:test:q1"
    assert listed(corpus, "sources", "reference") == ["s1."]
    assert listed(corpus, "sources", "bibtex")[0] == "@online{s1,"
    assert listed(corpus, "quotes", "md") == listed(corpus, "quotes", "markdown")


def test_the_house_is_kept(tmp_path: Path) -> None:
    lines = listing(everything(full(tmp_path)), "quotes", "attributed", house=House("uk", "iso"))
    assert 'Ada Example said on 2020-01-02: ‘It was "so".’' in list(lines)


@pytest.mark.parametrize(
    ("table", "form"), [("links", "wiki"), ("sources", "words"), ("events", "pdf")]
)
def test_a_table_without_a_form_says_which_it_has(tmp_path: Path, table: str, form: str) -> None:
    with pytest.raises(UsageError) as caught:
        listed(full(tmp_path), table, form)
    assert caught.value.what == f"{table} cannot be printed as {form}"
    assert "json, jsonl" in caught.value.mend
