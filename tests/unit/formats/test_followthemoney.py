"""FollowTheMoney lines: facts record by record, fragments, ties, and lines that are no entities."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.formats.followthemoney import IMPORTER
from store.formats.opened import Input
from tests.unit.formats.streamed import opened, ran, saved, table

Entity = dict[str, Any]


def entity(key: str, schema: str, **properties: object) -> Entity:
    return {"id": key, "schema": schema, "properties": properties, "datasets": ["harbour"]}


HARBOUR = [
    entity("p-lund", "Person", name=["Ada Lund", "A. Lund"], alias=["the Pilot"],
           weakAlias=["Ada"], position=["harbour master"], country=["no"], wikidataId=["Q1"],
           birthDate=["1970-02"], topics=["role.pep"]),
    entity("o-port", "Organization", name=["Port Authority"], abbreviation=["PA"],
           summary=["Runs the port."]),
    entity("o-guard", "Organization", name=["Quay Guard"], classification=["armed-group"]),
    entity("b-min", "PublicBody", name=["Ministry of Ports"], country=["no", "se"]),
    entity("le-1", "LegalEntity", name=["Somebody Ltd"]),
    entity("doc-1", "Article", title=["Fire at the quay"], author=["J. Hale"],
           publishedAt=["2019-03-02"], language=["eng"], publisher=["The Gull"],
           sourceUrl=["https://gull.example/fire"], retrievedAt=["2019-04-01"],
           fileName=["fire.html"], bodyText=["It burned."]),
    entity("e-fire", "Event", name=["Quay fire"], date=["2019-03-01"], location=["North Quay"],
           involved=["o-guard", "p-lund", "x-gone"], organizer=["o-port"], proof=["doc-1"],
           keywords=["fire"], summary=["A fire."], sourceUrl=["https://gull.example/fire"]),
    entity("e-strike", "Event", name=["Strike"], startDate=["2019-03-03"],
           endDate=["2019-03-09T18:00:00"], sourceUrl=["https://other.example/a"],
           publisher=["Other"], proof=[]),
    entity("e-some", "Event", name=["Meeting"], date=["2019-03"], notes=["2019-03-~12", "by ear"]),
    entity("e-bad", "Event", name=["Undated"], date=["early spring"]),
    entity("n-1", "Note", description=["We saw no flames."], entity=["p-lund", "e-fire"],
           keywords=["quotation", "night"], date=["2019-03-01T22:00:00"], proof=["doc-1"]),
    entity("n-2", "Note", description=["They said it burned."], entity=["o-port", "o-guard"],
           keywords=["quotation", "paraphrase"]),
    entity("n-3", "Note", description=["A remark."], entity=["p-lund"]),
    entity("m-1", "Message", sender=["p-lund"], recipients=["b-min"], bodyText=["Send pumps."],
           subject=["Pumps"], date=["2019-03-01"]),
    entity("ms-1", "Membership", member=["p-lund"], organization=["o-port"], role=["pilot"],
           startDate=["2015"], endDate=["2018-06"]),
    entity("em-1", "Employment", employee=["le-1"], employer=["b-min"], startDate=["2001"]),
    entity("d-1", "Documentation", document=["doc-1"], entity=["e-strike"], role=["reports it"]),
    entity("u-1", "UnknownLink", subject=["e-strike"], object=["e-fire"], role=["caused by"]),
    entity("u-2", "UnknownLink", subject=["p-lund"], object=["o-guard"], role=["cousin"]),
    entity("a-1", "Address", full=["1 Quay"]),
    entity("l-2", "Person", name=["Bo Dahl"], addressEntity=["a-1"]),
]  # fmt: skip


def lines(*entities: Entity) -> str:
    return "".join(json.dumps(one) + "\n" for one in entities)


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return saved(tmp_path, "harbour.ftm.json", lines(*HARBOUR))


def by_id(items: list[Any], name: str) -> dict[str, Any]:
    return {document["id"]: document for document in table(items, name)}


def test_known_by_its_first_line(harbour: Path, tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(harbour)) >= 90
    for text in ("", "{", '{"id": "a"}\n', "[]", '{"type": "x", "id": 1}\n', "a,b\n"):
        assert IMPORTER.sniff(Input(saved(tmp_path, "other", text))) == 0


def test_actors(harbour: Path) -> None:
    items, _ = ran(IMPORTER, harbour)
    actors = by_id(items, "actors")
    lund = actors["p-lund"]
    assert (lund["name"], lund["kind"], lund["country"], lund["wikidata"]) == (
        "Ada Lund", "person", "NO", "Q1",
    )  # fmt: skip
    assert lund["aliases"] == [
        {"name": "A. Lund"}, {"name": "the Pilot"}, {"name": "Ada", "note": "weak alias"},
    ]  # fmt: skip
    assert lund["positions"] == [
        {"title": "harbour master"},
        {"title": "pilot", "of": "o-port", "when": "2015/2018-06"},
    ]
    assert lund["tags"] == ["role.pep"]
    kept = lund["source_fields"]
    assert kept["birthDate"] == ["1970-02"]
    assert [tie["id"] for tie in kept["UnknownLink"]] == ["u-2"]
    assert [tie["id"] for tie in kept["Note"]] == ["n-3"]
    assert {key: actor["kind"] for key, actor in actors.items()} == {
        "p-lund": "person", "o-port": "organisation", "o-guard": "armed-group",
        "b-min": "government-body", "le-1": "unknown", "l-2": "person",
    }  # fmt: skip
    assert actors["o-port"]["short"] == "PA"
    assert "country" not in actors["b-min"]
    assert actors["b-min"]["source_fields"]["country"] == ["no", "se"]
    assert actors["le-1"]["positions"] == [{"title": "employee", "of": "b-min", "when": "2001/"}]
    assert actors["l-2"]["source_fields"]["related"][0]["full"] == ["1 Quay"]


def test_events(harbour: Path) -> None:
    items, remarks = ran(IMPORTER, harbour)
    events = by_id(items, "events")
    fire = events["e-fire"]
    assert (fire["title"], fire["when"], fire["place"]) == ("Quay fire", "2019-03-01", "North Quay")
    assert fire["participants"] == [
        {"actor": "o-port", "role": "organizer"}, {"actor": "o-guard"}, {"actor": "p-lund"},
    ]  # fmt: skip
    assert fire["citations"] == [{"source": "doc-1"}]
    assert fire["source_fields"]["involved"] == ["x-gone"]
    assert any("x-gone" in remark.what for remark in remarks)
    assert events["e-strike"]["when"] == "2019-03-03/2019-03-09T18:00:00Z"
    web, reported = events["e-strike"]["citations"]
    assert reported == {"source": "doc-1", "note": "reports it"}
    assert by_id(items, "sources")[web["source"]]["csl"] == {
        "id": web["source"], "type": "webpage", "URL": "https://other.example/a",
        "publisher": "Other",
    }  # fmt: skip
    assert events["e-some"]["when"] == "2019-03-~12"
    assert events["e-some"]["source_fields"]["notes"] == ["by ear"]
    assert "when" not in events["e-bad"]
    assert events["e-bad"]["source_fields"]["date"] == ["early spring"]
    assert [item.document for item in items if item.table == "links"] == [
        {"id": "u-1", "from": "e-strike", "to": "e-fire", "kind": "caused-by"}
    ]


def test_sources_and_statements(harbour: Path) -> None:
    items, _ = ran(IMPORTER, harbour)
    source = by_id(items, "sources")["doc-1"]
    assert source["csl"] == {
        "id": "doc-1", "type": "article", "title": "Fire at the quay",
        "author": [{"literal": "J. Hale"}], "issued": {"date-parts": [[2019, 3, 2]]},
        "language": "en", "publisher": "The Gull", "URL": "https://gull.example/fire",
    }  # fmt: skip
    assert source["retrieved"] == "2019-04-01"
    assert source["source_fields"]["bodyText"] == ["It burned."]
    quotes = by_id(items, "quotes")
    assert list(quotes) == ["n-1", "n-2", "m-1"]
    said = quotes["n-1"]
    assert (said["kind"], said["speaker"], said["events"]) == ("verbatim", "p-lund", ["e-fire"])
    assert (said["said"], said["tags"]) == ("2019-03-01T22:00:00Z", ["night"])
    assert said["citations"] == [{"source": "doc-1"}]
    # Two actors are named, and the note does not say which of them spoke.
    assert quotes["n-2"]["kind"] == "paraphrase"
    assert "speaker" not in quotes["n-2"]
    assert quotes["n-2"]["source_fields"]["entity"] == ["o-port", "o-guard"]
    message = quotes["m-1"]
    assert (message["speaker"], message["audience"]) == ("p-lund", ["b-min"])


def test_opens_without_errors_and_twice_the_same(harbour: Path, tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, harbour)
    corpus = opened(items, tmp_path)
    assert (len(corpus.actors), len(corpus.events), len(corpus.quotes)) == (6, 4, 3)
    assert ran(IMPORTER, harbour) == (items, remarks)
    told = [remark.what for remark in remarks]
    assert len(told) == len(set(told))
    assert not any(remark.skipped for remark in remarks)


def test_fragments_become_one_record(tmp_path: Path) -> None:
    text = lines(
        entity("x", "LegalEntity", name=["Kim"]),
        entity("e", "Event", name=["Fair"], involved=["x"]),
        entity("x", "Person", name=["Kim", "Kim Oe"], nationality=["dk"]),
    )
    items, _ = ran(IMPORTER, saved(tmp_path, "f.ijson", text))
    (kim,) = table(items, "actors")
    assert (kim["name"], kim["kind"], kim["aliases"]) == ("Kim", "person", [{"name": "Kim Oe"}])
    opened(items, tmp_path)


def test_bad_lines_are_named_and_the_others_arrive(tmp_path: Path) -> None:
    text = lines(entity("a", "Person", name=["A"])) + '{"id": "b", "sch\n[1]\n{"id": 5}\n\n'
    text += lines(entity("v", "Vessel", name=["Gull"]), entity("c", "Person"))
    items, remarks = ran(IMPORTER, saved(tmp_path, "f.json", text))
    assert [document["name"] for document in table(items, "actors")] == ["A", "c"]
    skipped = [remark.place.partition(",")[0] for remark in remarks if remark.skipped]
    assert skipped == ["line 2", "line 3", "line 4", "line 6"]
    opened(items, tmp_path)


def test_a_role_that_is_stated_is_a_part_in_the_event(tmp_path: Path) -> None:
    text = lines(
        entity("u-0", "UnknownLink", subject=["b"], object=["e"], role=["planner"],
               summary=["From afar."], startDate=["2019"]),
        entity("a", "Person", name=["A"]), entity("b", "Person", name=["B"]),
        entity("c", "Company", name=["C"]), entity("d", "Person", name=["D"]),
        entity("e", "Event", name=["E"], involved=["a", "b", "c"]),
        entity("f", "Event", name=["F"]),
        entity("u-1", "UnknownLink", subject=["b"], object=["e"], role=["witness"]),
        entity("u-2", "UnknownLink", subject=["d", "a"], object=["e"], role=["helper"]),
        entity("u-3", "UnknownLink", subject=["c"], object=["e"]),
        entity("u-4", "UnknownLink", subject=["c"], object=["e"], role=["one", "two"]),
        entity("u-5", "UnknownLink", subject=["e"], object=["c"], role=["payer"]),
        entity("u-6", "UnknownLink", subject=["c"], object=["e", "f"], role=["payer"]),
        entity("u-7", "UnknownLink", subject=["c"], object=["e"], role=["Part of"]),
    )  # fmt: skip
    items, _ = ran(IMPORTER, saved(tmp_path, "f.ijson", text))
    assert by_id(items, "events")["e"]["participants"] == [
        {"actor": "a", "role": "helper"},
        {"actor": "b", "role": "planner", "note": "From afar."},
        {"actor": "c"},
        {"actor": "b", "role": "witness"},
        {"actor": "d", "role": "helper"},
    ]
    assert by_id(items, "links")["u-7"]["kind"] == "part-of"
    kept = [
        tie["id"]
        for document in (*table(items, "actors"), *table(items, "events"))
        for tie in document.get("source_fields", {}).get("UnknownLink", ())
        if "subject" in tie
    ]
    # No role, two of them, one that an event has, one in one of two events: none is a part.
    assert sorted(kept) == ["u-3", "u-4", "u-5", "u-6"]
    opened(items, tmp_path)


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
KEYS = st.sampled_from([
    "a", "b", "c", "", "\ud800", "1 2", "a.part-2", "b.position-1", "c.source-1", "a.via-1",
    "hex-c3a9",
])  # fmt: skip
NAMES = st.sampled_from([
    "name", "date", "startDate", "endDate", "notes", "involved", "entity", "proof", "description",
    "keywords", "sourceUrl", "member", "organization", "subject", "object", "role", "document",
    "sender", "bodyText", "country", "addressEntity", "summary", "alias", "position",
])  # fmt: skip
LABELLED = st.builds("{}: {}".format, st.sampled_from([
    "Offices", "Aliases", "Citations", "Words", "Prefix", "When", "Order", "Status", "Said",
    "Start",
]), JUNK.map(json.dumps) | st.sampled_from([
    "2019", '[{"title": "x", "of": "a", "citations": [{"source": "b"}]}]', '[{"source": "b"}]',
    '[{"name": "a"}]', "disputed",
]))  # fmt: skip
VALUES = JUNK | st.lists(
    KEYS | LABELLED | st.sampled_from(["2019", "2020-01", "quotation", "part-of", "witness"])
)
SCHEMATA = st.sampled_from([
    "Person", "Event", "Note", "Document", "Membership", "UnknownLink", "Documentation", "Address",
    "Message", "LegalEntity",
])  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        JUNK
        | st.fixed_dictionaries(
            {"id": KEYS, "schema": SCHEMATA, "properties": st.dictionaries(NAMES, VALUES)},
            optional={"caption": JUNK},
        ),
        max_size=6,
    )
)
def test_junk_never_raises_and_what_is_made_opens(
    tmp_path_factory: pytest.TempPathFactory, found: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("j")
    items, _ = ran(IMPORTER, saved(folder, "f.json", lines(*found)))
    opened(items, folder)
