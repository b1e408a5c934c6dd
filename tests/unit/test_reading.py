"""From documents to records: what is wrong is named with its place and cure, the rest is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.corpus import Corpus, open_dossier
from store.errors import DossierError, Problem
from store.model import TABLES
from tests.builders import Document, actor, dossier, event, link, opened, part, quote, source, write

STEADY = settings(derandomize=True, deadline=None)
"""The same examples every time, however slow the machine."""

SAMPLES: dict[str, Document] = {
    "sources": source(),
    "actors": actor(),
    "events": event(),
    "quotes": quote(),
    "links": link("l1", "e1", "q1"),
}

REQUIRED = {
    "sources": ["id", "csl"],
    "actors": ["id", "name", "kind"],
    "events": ["id", "title"],
    "quotes": ["id", "text", "kind"],
    "links": ["id", "from", "to", "kind"],
}

TEXTS = {
    "sources": ["text", "sha256", "archived", "retrieved"],
    "actors": ["short", "description", "country", "wikidata"],
    "events": ["when", "display_date", "place", "type", "summary", "status", "hedge"],
    "quotes": [
        "speaker", "attribution", "cue", "hedge", "status", "context", "said", "published",
        "display_date", "language", "original", "translator",
    ],
    "links": ["note"],
}  # fmt: skip

LISTS = {
    "actors": ["aliases", "positions", "citations", "tags"],
    "events": ["participants", "citations", "tags"],
    "quotes": ["words", "events", "audience", "about", "citations", "tags"],
    "links": ["citations"],
}


def pairs(fields: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(table, field) for table, names in fields.items() for field in names]


def with_one(folder: Path, table: str, document: Document) -> Corpus:
    """A dossier of the samples, where one table's first record is this document."""
    tables = {name: [sample] for name, sample in SAMPLES.items()} | {table: [document]}
    return opened(folder, **tables)


def about(corpus: Corpus, table: str) -> list[Problem]:
    """The problems of one table that are not about references."""
    return [
        found
        for found in corpus.problems
        if found.table == table and not found.what.startswith("there is no ")
    ]


def test_the_samples_have_no_problems(tmp_path: Path) -> None:
    assert opened(tmp_path, **{name: [d] for name, d in SAMPLES.items()}).problems == ()
    assert set(SAMPLES) == set(TABLES)


@pytest.mark.parametrize(("table", "field"), pairs(REQUIRED))
@pytest.mark.parametrize("value", [None, 7, "", [], "missing"])
def test_a_bad_required_field_drops_the_record_and_no_other(
    tmp_path: Path, table: str, field: str, value: object
) -> None:
    bad = {**SAMPLES[table], "id": "bad", field: value}
    if value == "missing":
        del bad[field]
    tables = {name: [sample] for name, sample in SAMPLES.items()}
    tables[table] = [bad, SAMPLES[table]]
    corpus = opened(tmp_path, **tables)
    assert [record.id for record in getattr(corpus, table)] == [SAMPLES[table]["id"]]
    (problem,) = corpus.problems
    assert problem.table == table
    assert problem.record == ("#1" if field == "id" else "bad")
    assert problem.field == field
    assert problem.severity == "error"
    assert problem.what
    assert "left out" in problem.cure or "take the record out" in problem.cure


@pytest.mark.parametrize(("table", "field"), pairs(TEXTS))
@pytest.mark.parametrize("value", [7, True, ["x"], {"x": "y"}])
def test_a_bad_optional_field_reads_as_absent(
    tmp_path: Path, table: str, field: str, value: object
) -> None:
    document = {**SAMPLES[table], field: value}
    corpus = with_one(tmp_path, table, document)
    (record,) = getattr(corpus, table)
    assert record.id == SAMPLES[table]["id"]
    assert getattr(record, field) is None
    (problem,) = about(corpus, table)
    assert (problem.record, problem.field) == (SAMPLES[table]["id"], field)
    assert "reads as absent" in problem.cure
    assert getattr(corpus, table).document(0) == document


@pytest.mark.parametrize(("table", "field"), pairs(TEXTS))
def test_null_is_absent(tmp_path: Path, table: str, field: str) -> None:
    corpus = with_one(tmp_path, table, {**SAMPLES[table], field: None})
    assert getattr(getattr(corpus, table)[0], field) is None
    assert corpus.problems == ()


@pytest.mark.parametrize(("table", "field"), pairs(LISTS))
@pytest.mark.parametrize("value", ["x", 7, {"x": "y"}])
def test_a_list_that_is_none_reads_as_absent(
    tmp_path: Path, table: str, field: str, value: object
) -> None:
    corpus = with_one(tmp_path, table, {**SAMPLES[table], field: value})
    assert getattr(getattr(corpus, table)[0], field) == ()
    (problem,) = about(corpus, table)
    assert (problem.record, problem.field) == (SAMPLES[table]["id"], field)
    assert "reads as absent" in problem.cure


@pytest.mark.parametrize(("table", "field"), pairs(LISTS))
def test_a_bad_entry_is_left_out_and_its_neighbours_stay(
    tmp_path: Path, table: str, field: str
) -> None:
    good: dict[str, Any] = {
        "aliases": {"name": "x"},
        "positions": {"title": "x"},
        "citations": {"source": "s1"},
        "participants": {"actor": "a1"},
    }
    entry = good.get(field, "x")
    corpus = with_one(tmp_path, table, {**SAMPLES[table], field: [entry, 5, entry, None]})
    record = getattr(corpus, table)[0]
    assert len(getattr(record, field)) == 2
    first, second = (p for p in about(corpus, table) if "left out" in p.cure)
    assert (first.record, first.field) == (SAMPLES[table]["id"], f"{field}[1]")
    assert second.field == f"{field}[3]"


@pytest.mark.parametrize(
    ("table", "fields", "place"),
    [
        ("events", {"participants": [part("a1"), {"actor": 5}]}, "participants[1].actor"),
        ("events", {"participants": [{"actor": ""}]}, "participants[0].actor"),
        ("events", {"participants": [{"role": "target"}]}, "participants[0]"),
        ("events", {"participants": [part("a1", note=5)]}, "participants[0].note"),
        ("events", {"citations": [{"source": "s1", "confidence": 5}]}, "citations[0].confidence"),
        ("events", {"citations": [{"source": "s1", "start": "1"}]}, "citations[0].start"),
        ("events", {"status": "certain"}, "status"),
        ("events", {"seq": "1"}, "seq"),
        ("events", {"seq": 1.5}, "seq"),
        (
            "actors",
            {"positions": [{"title": "x", "citations": [{"source": "s1"}, {}]}]},
            "positions[0].citations[1]",
        ),
        ("actors", {"aliases": [{"name": ""}]}, "aliases[0].name"),
        ("quotes", {"via": {"actor": 5}}, "via.actor"),
        ("quotes", {"via": "somebody"}, "via"),
        ("quotes", {"about": ["a1", ["a1"]]}, "about[1]"),
        ("quotes", {"kind": "verbatim", "status": ""}, "status"),
    ],
)
def test_the_place_leads_to_the_fault(
    tmp_path: Path, table: str, fields: dict[str, object], place: str
) -> None:
    corpus = with_one(tmp_path, table, {**SAMPLES[table], **fields})
    assert len(getattr(corpus, table)) == 1
    (problem,) = corpus.problems
    assert problem.place == f"{table} · {SAMPLES[table]['id']} · {place}"
    assert problem.cure.endswith(".")
    assert not problem.what.endswith(".")
    assert "`" not in problem.what


@pytest.mark.parametrize("document", [5, None, "text", [], [event()], True])
def test_a_document_that_is_no_object(tmp_path: Path, document: object) -> None:
    tables = dossier(events=[event()])
    path = write(tmp_path / "d.json", {**tables, "events": {"7": document, **tables["events"]}})
    corpus = open_dossier(path)
    assert [found.id for found in corpus.events] == ["e1"]
    (problem,) = corpus.problems
    assert (problem.table, problem.record) == ("events", "#7")
    assert problem.cure


def test_every_fault_of_a_record_is_named(tmp_path: Path) -> None:
    corpus = opened(tmp_path, events=[event(seq="x", status="x", place=5, tags=["a", 5, 6])])
    places = [found.field for found in corpus.problems]
    assert sorted(places) == ["place", "seq", "status", "tags[1]", "tags[2]"]
    assert corpus.events[0].tags == ("a",)


@pytest.mark.parametrize(
    "fields", [{"kind": "\ud800"}, {"aliases": [{"\ud800": 1, "name": "x"}, {"name": "y"}]}]
)
def test_half_a_surrogate_pair_where_a_word_is_expected(
    tmp_path: Path, fields: dict[str, object]
) -> None:
    corpus = opened(tmp_path, actors=[actor(**fields), actor("a2")])
    (problem,) = corpus.problems
    assert "surrogate" in problem.what
    assert corpus.actors.row("a2") is not None


def test_a_number_as_id_is_no_id(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path, actors=[actor(id=1), actor()], events=[event(participants=[part("1")])]
    )
    assert [found.id for found in corpus.actors] == ["a1"]
    wrong, dangling = corpus.problems
    assert (wrong.record, wrong.field) == ("#1", "id")
    assert dangling.field == "participants[0].actor"


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({}, "no “dossier” table"),
        ({"events": {"1": event()}}, "no “dossier” table"),
        ({"dossier": {}}, "no “dossier” table"),
        ({"_default": {"1": {"format": 1, "id": "x", "title": "x"}}}, "no “dossier” table"),
        ({"dossier": {"1": {}}}, "(format: a required field is missing)"),
        ({"dossier": {"1": 5}}, "wrong (it is no object)"),
        ({"dossier": 5}, "wrong (it is no table)"),
        ({"dossier": {"1": {"format": 1, "title": "x"}}}, "(id: "),
        ({"dossier": {"1": {"format": "1", "id": "x", "title": "x"}}}, "(format: "),
        ({"dossier": {"1": {"format": True, "id": "x", "title": "x"}}}, "(format: "),
    ],
)
def test_without_a_dossier_table_it_is_no_dossier(
    tmp_path: Path, tables: dict[str, object], words: str
) -> None:
    path = write(tmp_path / "d.json", tables)
    with pytest.raises(DossierError) as caught:
        open_dossier(path)
    assert words in caught.value.what
    assert caught.value.where == str(path)
    assert '"format": 1' in caught.value.mend
    assert caught.value.exit_status == 3


@pytest.mark.parametrize(("number", "newer"), [(2, True), (99, True), (0, False), (-1, False)])
def test_another_format_is_refused(tmp_path: Path, number: int, *, newer: bool) -> None:
    with pytest.raises(DossierError) as caught:
        opened(tmp_path, format=number)
    assert f"format is {number}" in caught.value.what
    assert "reads format 1" in caught.value.what
    assert ("newer" in caught.value.mend) is newer


def test_a_bad_optional_field_of_the_dossier_itself(tmp_path: Path) -> None:
    corpus = opened(tmp_path, description=5, language="en")
    assert corpus.dossier.description is None
    assert corpus.dossier.language == "en"
    (problem,) = corpus.problems
    assert problem.place == "dossier · test · description"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)
FIELDS = sorted(
    {field for names in (REQUIRED, TEXTS, LISTS) for _, field in pairs(names)} | {"via"}
)


@STEADY
@given(st.dictionaries(st.sampled_from(FIELDS), JUNK), st.sampled_from(sorted(TABLES)))
def test_no_document_is_too_bad_for_an_answer(
    tmp_path_factory: pytest.TempPathFactory, junk: dict[str, object], table: str
) -> None:
    """Whatever stands in a record, it opens or is left out with a problem that says why."""
    corpus = with_one(tmp_path_factory.mktemp("d"), table, {**SAMPLES[table], **junk})
    kept = len(getattr(corpus, table))
    assert kept == 1 or about(corpus, table)
    if kept:
        document = getattr(corpus, table).document(0)
        assert set(document) == {*SAMPLES[table], *junk}
    for problem in corpus.problems:
        assert problem.table
        assert problem.what
        assert problem.cure
