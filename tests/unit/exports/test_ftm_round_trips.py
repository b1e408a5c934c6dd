"""FollowTheMoney there and back: what does not come back equal is exactly what was said to be lost.

The losses are worked out without an import, so each side holds the other to its word.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.exports import exporter
from store.ftm_forms import labelled, read_between, read_id, unlabelled, written_id
from store.views import InView
from tests.builders import Document, Tables, actor, dossier, event, link, part, quote, source
from tests.unit.exports.drawn import TEXTS, dossiers
from tests.unit.exports.making import embassy, exported, of_tables, read_back, said
from tests.unit.random_dossiers import random_dossier

NESTED = ("aliases", "positions", "citations", "participants", "via")
TABLES = ("sources", "actors", "events", "quotes", "links")
Lost = dict[str, Counter[str]]


def told(view: InView) -> Lost:
    """The losses that are said, as numbers of records by table and field."""
    found: Lost = {table: Counter() for table in (*TABLES, "references")}
    for phrase in exporter("ftm").losses(view):
        if left_out := re.fullmatch(r"links with an end .*\((\d+)\)", phrase):
            found["links"]["left out"] = int(left_out[1])
            continue
        match = re.fullmatch(r"of (\w+)(?:, in part)?: (.+)", phrase, re.DOTALL)
        assert match, phrase
        for field, number in re.findall(r"(.+?) \((\d+)\)(?:, |$)", match[2], re.DOTALL):
            found[match[1]][field] += int(number)
    return found


def lost(view: InView, folder: Path) -> Lost:
    """What does not come back, as numbers of records by table and field."""
    back = read_back(folder, "ftm", exported(view, "ftm"), "followthemoney")
    found: Lost = {table: Counter() for table in (*TABLES, "references")}
    for table in TABLES:
        records = getattr(view.corpus, table)
        for row in range(len(records)):
            document = {name: filled(one) if name in NESTED else one for name, one in
                        said(records.document(row)).items()}  # fmt: skip
            read = back.get(table, {}).get(document["id"], {})
            if table == "links" and not read:
                found[table]["left out"] += 1
                continue
            csl = document.pop("csl", {})
            found[table].update(key for key, one in document.items() if read.get(key) != one)
            given_ = read.get("csl", {})
            found["references"].update(key for key, one in said(csl).items() if
                                       given_.get(key) != one)  # fmt: skip
    return found


def filled(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """A record without what says nothing, at any depth."""
    if isinstance(value, dict):
        return said({key: filled(one) for key, one in value.items()})
    return [filled(one) for one in value] if isinstance(value, list) else value


@settings(max_examples=120, deadline=None)
@given(tables=dossiers())
def test_what_is_lost_is_what_is_said_to_be(tables: Tables) -> None:
    with tempfile.TemporaryDirectory() as folder:
        view = of_tables(Path(folder), tables)
        assert lost(view, Path(folder)) == told(view)


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_so_it_is_with_references_that_lead_nowhere(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        view = of_tables(Path(folder), random_dossier(Random(seed)))
        assert lost(view, Path(folder)) == told(view)


def test_the_bundled_dossier(tmp_path: Path) -> None:
    view = embassy()
    assert exporter("ftm").losses(view) == []
    assert lost(view, tmp_path) == told(view)


WHOLE = dossier(
    time_zone="Asia/Baghdad",
    sources=[
        source("s_1", archived="https://archive.example/1", retrieved="2026-10~", sha256="00ff"),
        source("s2", csl={
            "id": "s2", "type": "article-newspaper", "title": "A fire", "URL": "https://a.example/",
            "author": [{"literal": "J. Hale"}], "issued": {"date-parts": [[2019, 12, 31]]},
            "container-title": "The Gull", "language": "en", "abstract": "It burned.",
            "note": "seen twice",
        }, retrieved="2026-10-02"),
    ],
    actors=[
        actor("a/1", short="A", country="IQ", wikidata="Q42", aliases=[
            {"name": "One"}, {"name": "Uno", "note": "weak alias"},
            {"name": "Hen", "note": "previous name"},
        ], positions=[
            {"title": "chief", "of": "a:2", "when": "2019-12-31", "citations": [
                {"source": "s2", "exact": "chief", "suffix": " of"}]}, {"title": "clerk"},
            {"title": "guest", "of": "a.part-3", "when": "2018~/..", "note": "on leave"},
            {"title": "pilot", "of": "a:2", "when": "0900/0950"},
        ], citations=[{"source": "s2"}, {"source": "s2"}, {"source": "s_1", "locator": "p. 3",
            "exact": "the words", "start": 3, "end": 12, "confidence": 4, "note": "faint"}]),
        actor("a:2", kind="state", aliases=[{"name": "b", "note": "in Latin"}, {"name": "c"}],
              country="the Ottoman Empire", wikidata="none"),
        actor("a.part-3", kind="group", tags=["x", "x"], positions=[
            {"title": "host"}, {"title": "owner", "of": "a/1"},
            {"title": "heir", "when": "2019/..", "note": "n", "citations": [{"source": "s2"}]},
        ]),
    ],
    events=[
        event("é", when="2019-12-31T10:00", display_date="2019", seq=-2, type="strike",
              place="Baghdad", status="disputed", hedge="reportedly", tags=["quotation"],
              summary="One.\n\nTwo.", participants=[
                  part("a:2"), part("a/1", "attacker", note="alleged"), part("a.part-3", note="b"),
                  part("a/1"), part("a/1", "part-of"),
              ], citations=[{"source": "s2", "note": "denies it"}]),
        event("e2", when="0079-10-24"), event("e3", when="[2019-12-30,2019-12-31]"),
    ],
    quotes=[
        quote("q1", text="We saw “red yaks”.", kind="mixed", words=["red yaks", "saw"],
              speaker="a/1", attribution="a guard", cue="said", hedge="allegedly",
              status="confirmed", via={"actor": "a:2", "words": "according to some"}, seq=3,
              said="2019-12-31?", published="2020", display_date="late", events=["é", "e2"],
              context="Asked: why?", about=["a:2", "a/1"], audience=["a.part-3"], language="en-GB",
              original="Wir", translator="T.", tags=["verbatim", "quotation", "verbatim"],
              citations=[{"source": "s_1", "exact": "red yaks"}, {"source": "s2"}]),
        quote("q2", kind="paraphrase", via={"actor": "a:2"}),
    ],
    links=[link("l 1", "é", "e2", "response-to", note="n"), link("l2", "a/1", "é", "part-of"),
           link("l3", "q1", "s2", "corroborates", citations=[{"source": "s_1", "prefix": " x "}])],
)  # fmt: skip
"""Something in every field that comes back, and ids that FollowTheMoney does not take."""


def test_a_dossier_that_loses_nothing(tmp_path: Path) -> None:
    view = of_tables(tmp_path, WHOLE)
    assert exporter("ftm").losses(view) == []
    back = read_back(tmp_path, "ftm", exported(view, "ftm"), "followthemoney")
    for table in TABLES:
        given_ = {one["id"]: one for one in WHOLE[table].values()}
        read = {key: {name: one[name] for name in one if name in given_[key]} for key, one in
                back[table].items()}  # fmt: skip
        assert read == given_


def test_shuffled_lines_say_the_same(tmp_path: Path) -> None:
    lines = exported(of_tables(tmp_path, WHOLE), "ftm").splitlines(keepends=True)
    in_order = read_back(tmp_path, "ftm", b"".join(lines), "followthemoney")
    Random(7).shuffle(lines)
    assert read_back(tmp_path, "ftm", b"".join(lines), "followthemoney") == in_order


@pytest.mark.parametrize(
    ("table", "record", "phrase"),
    [
        ("actors", actor("a", aliases=[{"name": "b", "script": "Latin"}]), "aliases (1)"),
        ("actors", actor("a", positions=[{"title": "b", "when": "last"}]), "positions (1)"),
        ("actors", actor("a", positions=[{"title": "b", "of": "gone"}]), "positions (1)"),
        ("actors", actor("a", citations=[{"source": "gone"}]), "citations (1)"),
        ("actors", actor("a", description=" b"), "description (1)"),
        ("events", event("a", when="last week"), "when (1)"),
        ("events", event("a", participants=[part("gone", "target")]), "participants (1)"),
        ("quotes", quote("a", said="last week"), "said (1)"),
        ("quotes", quote("a", speaker="gone", via={"actor": "gone"}), "speaker (1), via (1)"),
    ],
)
def test_what_is_held_in_part_is_said(
    table: str, record: Document, phrase: str, tmp_path: Path
) -> None:
    made: dict[str, Any] = {table: [record]}
    losses = exporter("ftm").losses(of_tables(tmp_path, dossier(**made)))
    assert losses == [f"of {table}, in part: {phrase}"]


def test_a_reference_says_what_it_loses(tmp_path: Path) -> None:
    csl = {"id": "s", "type": "book", "title": "T", "author": [{"family": "Hale", "given": "J."}],
           "issued": {"date-parts": [[2019]], "circa": True}, "volume": "2"}  # fmt: skip
    view = of_tables(tmp_path, dossier(sources=[{"id": "s", "csl": csl}]))
    assert exporter("ftm").losses(view) == ["of references: author (1), issued (1), volume (1)"]
    assert lost(view, tmp_path) == told(view)


@given(key=TEXTS | st.sampled_from(["hex-c3a9", "hex-61", "e1.part-2", "a.b", "a_b", "é"]))
def test_an_id_comes_back(key: str) -> None:
    written = written_id(key)
    # The type of references in the library: followthemoney/types/entity.py.
    assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?", written)
    assert (read_id(written) or written) == key
    assert read_between(written) is None


@given(values=st.fixed_dictionaries({}, optional={
    "attribution": TEXTS, "hedge": TEXTS, "words": st.lists(TEXTS, min_size=1), "original": TEXTS,
    "status": st.sampled_from(["reported", "disputed"]), "seq": st.integers(-99, 99),
    "said": st.sampled_from(["2019", "2019-12~", "../2020"]),
}))  # fmt: skip
def test_labelled_texts_come_back(values: dict[str, object]) -> None:
    assert unlabelled("quotes", labelled("quotes", values)) == (values, [])


@pytest.mark.parametrize(
    "text", ["Status: active", "Order: first", "Hedge:", "Hedge: ", "hedge: x", "Said: last week"]
)
def test_a_text_that_only_looks_labelled_stays(text: str) -> None:
    assert unlabelled("quotes", [text]) == ({}, [text])
    twice = ["Hedge: a", "Hedge: b"]
    assert unlabelled("quotes", twice) == ({}, twice)
