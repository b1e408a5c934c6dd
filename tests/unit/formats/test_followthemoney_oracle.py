"""FollowTheMoney lines against the library that the format comes from, in both directions.

Its readers drop without a word what a schema lacks or a type refuses: nothing of ours may be that.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.formats.followthemoney import IMPORTER
from store.views import InView
from tests.builders import Tables
from tests.unit.exports.drawn import dossiers
from tests.unit.exports.making import embassy, exported, of_tables
from tests.unit.exports.test_ftm_round_trips import WHOLE
from tests.unit.formats.streamed import opened, ran, saved, table
from tests.unit.random_dossiers import random_dossier

ftm = pytest.importorskip(
    "followthemoney",
    minversion="4.11",
    reason="followthemoney 4.11 or newer is not installed; it is in no extra, since its PyICU has "
    "to be compiled: with libicu-dev, pkg-config and a C++ compiler, pip install followthemoney",
)
Entity = dict[str, Any]
SPOKEN = st.text("abc XYZé.", min_size=1, max_size=12).filter(lambda text: text.strip(" .") == text)
"""Texts that no type of the library tidies up, as it does blanks and quotation marks in names."""


def entities(view: InView) -> list[Entity]:
    return [json.loads(line) for line in exported(view, "ftm").splitlines()]


def same(written: str, kept: str) -> bool:
    """Whether the library has kept a value, of times the seconds that are none left out."""
    return " ".join(written.split()) == " ".join(kept.split()) or written.startswith(f"{kept}:00")


def check(found: list[Entity]) -> None:
    """The library knows every schema and property, keeps every value, and finds the right ends."""
    schemata = {one["id"]: ftm.model.get(one["schema"]) for one in found}
    assert len(schemata) == len(found)
    for one in found:
        schema, given_ = schemata[one["id"]], one["properties"]
        assert schema is not None, one
        assert not schema.abstract
        assert given_.keys() <= schema.properties.keys(), one
        assert set(schema.required) <= given_.keys(), one
        schema.validate(one)
        proxy = ftm.model.get_proxy(one, cleaned=False)
        assert proxy.id == one["id"]
        for name, values in given_.items():
            kept, wanted = proxy.get(name), list(dict.fromkeys(values))
            assert len(kept) == len(wanted), (name, values, kept)
            assert all(map(same, wanted, kept)), (name, values, kept)
            if range_ := schema.get(name).range:
                ends = [schemata[value] for value in values if value in schemata]
                assert all(end.is_a(range_) for end in ends), (one, name)


def test_the_bundled_dossier_is_valid() -> None:
    check(entities(embassy()))


def test_a_dossier_of_every_field_is_valid(tmp_path: Path) -> None:
    check(entities(of_tables(tmp_path, WHOLE)))


@settings(max_examples=60, deadline=None)
@given(tables=dossiers(SPOKEN))
def test_random_dossiers_are_valid(tables: Tables) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(entities(of_tables(Path(folder), tables)))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_dossiers_with_references_that_lead_nowhere_are_valid(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(entities(of_tables(Path(folder), random_dossier(Random(seed)))))


def test_what_the_library_writes_of_ours_is_the_same_dossier(tmp_path: Path) -> None:
    found = entities(embassy())
    theirs = [ftm.model.get_proxy(one, cleaned=False).to_dict() for one in found]
    made = [
        ran(IMPORTER, saved(tmp_path, f"{name}.ftm.json", "\n".join(map(json.dumps, lines))))[0]
        for name, lines in (("ours", found), ("theirs", theirs))
    ]
    assert made[0] == made[1]


def proxy(key: str, schema: str, **properties: object) -> Entity:
    """A line as the library writes it; it refuses a property that the schema lacks."""
    entity = ftm.model.make_entity(schema)
    entity.id = key
    for name, value in properties.items():
        entity.add(name, value)
        assert entity.get(name), (schema, name)
    found: Entity = entity.to_dict()
    return found


def harbour() -> list[Entity]:
    """A file as somebody's script makes it with the library."""
    return [
        proxy("lund", "Person", name="Ada Lund", alias=["A. Lund"], nationality="Norway",
              country="no", birthDate="1970-02", wikidataId="Q42", topics="role.pep"),
        proxy("gull", "Company", name="Gull Shipping AS", jurisdiction="no", idNumber="NO-1"),
        proxy("port", "Organization", name="Port Authority", abbreviation="PA"),
        proxy("doc", "Article", fileName="fire.html", title="Fire at the quay", author="J. Hale",
              publishedAt="2019-03-02", language="eng", sourceUrl="https://gull.com/fire"),
        proxy("fire", "Event", name="Quay fire", date="2019-03-01T22:10", location="North Quay",
              involved=["lund", "gull", "port"], summary="A fire."),
        proxy("strike", "Event", name="Strike", startDate="2019-03", endDate="2019-04"),
        proxy("saw", "UnknownLink", subject="lund", object="fire", role="witness",
              summary="From the mole."),
        proxy("saw-again", "UnknownLink", subject="lund", object="strike", role="mediator"),
        proxy("tie", "UnknownLink", subject="gull", object="fire"),
        proxy("cause", "UnknownLink", subject="strike", object="fire", role="Caused by"),
        proxy("cousin", "UnknownLink", subject="lund", object="port", role="cousin"),
        proxy("member", "Membership", member="lund", organization="port", role="pilot",
              startDate="2015", endDate="2018-06"),
        proxy("proof", "Documentation", document="doc", entity="fire", role="reports it",
              description="A long piece."),
        proxy("said", "Note", description="We saw no flames.", entity=["lund", "fire"],
              keywords=["quotation", "night"], proof="doc"),
        proxy("remark", "Note", description="Ask again.", entity="lund"),
    ]  # fmt: skip


def test_a_file_of_the_library_record_by_record(tmp_path: Path) -> None:
    text = "".join(f"{json.dumps(one)}\n" for one in harbour())
    items, remarks = ran(IMPORTER, saved(tmp_path, "harbour.ftm.json", text))
    corpus = opened(items, tmp_path)
    assert not any(remark.skipped for remark in remarks)
    lund, gull, port = table(items, "actors")
    kept = lund.pop("source_fields")
    assert lund == {
        "id": "lund", "name": "Ada Lund", "kind": "person", "aliases": [{"name": "A. Lund"}],
        "country": "NO", "wikidata": "Q42", "tags": ["role.pep"],
        "positions": [{"title": "pilot", "of": "port", "when": "2015/2018-06"}],
    }  # fmt: skip
    assert kept["birthDate"] == ["1970-02"]
    assert kept["nationality"] == ["no"]
    assert [one["role"] for one in kept["UnknownLink"]] == [["cousin"]]
    assert [one["id"] for one in kept["Note"]] == ["remark"]
    assert (gull["kind"], port["kind"], port["short"]) == ("organisation", "organisation", "PA")
    # A link without a role says nothing of a part in the event.
    assert [one["id"] for one in gull["source_fields"]["UnknownLink"]] == ["tie"]
    fire, strike = table(items, "events")
    assert (fire["when"], fire["place"]) == ("2019-03-01T22:10Z", "North Quay")
    assert fire["participants"] == [
        {"actor": "lund", "role": "witness", "note": "From the mole."}, {"actor": "gull"},
        {"actor": "port"},
    ]  # fmt: skip
    assert fire["citations"] == [{"source": "doc", "note": "reports it"}]
    assert fire["source_fields"] == {
        "Documentation": [{"id": "proof", "description": ["A long piece."]}]
    }
    assert strike["when"] == "2019-03/2019-04"
    assert strike["participants"] == [{"actor": "lund", "role": "mediator"}]
    (link,) = table(items, "links")
    assert link == {"id": "cause", "from": "strike", "to": "fire", "kind": "caused-by"}
    (said,) = table(items, "quotes")
    assert said == {
        "id": "said", "text": "We saw no flames.", "kind": "verbatim", "speaker": "lund",
        "events": ["fire"], "citations": [{"source": "doc"}], "tags": ["night"],
    }  # fmt: skip
    assert corpus.sources[0].csl["issued"] == {"date-parts": [[2019, 3, 2]]}
    assert corpus.sources[0].csl["language"] == "en"
