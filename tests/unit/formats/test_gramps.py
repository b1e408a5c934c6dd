"""Gramps XML: facts record by record, dates of every kind, and files that would do harm."""

from __future__ import annotations

import gzip
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import DossierError
from store.formats.gramps import IMPORTER
from store.formats.gramps_dates import as_edtf, written
from store.formats.opened import Input
from tests.unit.formats.streamed import opened, ran, saved, skipped, table

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE database PUBLIC "-//Gramps//DTD Gramps XML 1.7.1//EN"
"http://gramps-project.org/xml/1.7.1/grampsxml.dtd">
<database xmlns="http://gramps-project.org/xml/1.7.1/">
"""
TREE = f"""{HEAD}  <header><created date="2021-01-01" version="5.1.3"/></header>
  <tags><tag handle="_t1" name="to check" color="#000000" priority="0"/></tags>
  <events>
    <event handle="_e1" id="E0001" change="1"><type>Birth</type>
      <dateval val="1871-05-02" type="about"/><place hlink="_p1"/>
      <description>Birth of Ebba Roth</description>
      <noteref hlink="_n1"/><citationref hlink="_c1"/><tagref hlink="_t1"/></event>
    <event handle="_e2" id="E0002" priv="1"><type>Marriage</type>
      <daterange start="1890" stop="1892-03"/><cause>Love</cause>
      <attribute type="Weather" value="rain"/><objref hlink="_o1"/></event>
    <event handle="_e3" id="E0003"><type>Residence</type>
      <dateval val="1699-12-25" cformat="Julian"/><description>Residence</description></event>
    <event handle="_e4" id="E0004"><type>Death</type><datestr val="one cold winter"/></event>
  </events>
  <people>
    <person handle="_i1" id="I0001"><gender>F</gender>
      <name type="Birth Name"><first>Ebba</first><call>Ebb</call>
        <surname prefix="von">Roth</surname><suffix>II</suffix><title>Dr</title></name>
      <name alt="1" type="Married Name"><first>Ebba</first><surname>Lind</surname></name>
      <eventref hlink="_e1" role="Primary"/><parentin hlink="_f1"/>
      <personref hlink="_i2" rel="Godfather"/></person>
    <person handle="_i2" id="I0002"><gender>M</gender>
      <name type="Birth Name"><first>Nils</first><surname>Lind</surname></name>
      <eventref hlink="_e1" role="Witness"/><eventref hlink="_e4" role="Primary"/>
      <parentin hlink="_f1"/></person>
    <person handle="_i3" id="I0003"><gender>U</gender><childof hlink="_f1"/></person>
  </people>
  <families>
    <family handle="_f1" id="F0001"><rel type="Married"/><father hlink="_i2"/>
      <mother hlink="_i1"/><eventref hlink="_e2" role="Family"/><childref hlink="_i3"/></family>
  </families>
  <citations>
    <citation handle="_c1" id="C0001"><dateval val="1871-05-09"/><page>fol. 12</page>
      <confidence>3</confidence><noteref hlink="_n2"/><noteref hlink="_n3"/>
      <sourceref hlink="_s1"/></citation>
    <citation handle="_c2" id="C0002"><confidence>2</confidence><sourceref hlink="_s1"/></citation>
  </citations>
  <sources>
    <source handle="_s1" id="S0001"><stitle>Parish register</stitle><sauthor>The parson</sauthor>
      <spubinfo>Handwritten</spubinfo><sabbrev>PR</sabbrev>
      <reporef hlink="_r1" callno="Ms 4" medium="Book"/></source>
  </sources>
  <places>
    <placeobj handle="_p1" type="Village"><pname value="Ekby"/><placeref hlink="_p2"/></placeobj>
    <placeobj handle="_p2" type="County"><ptitle>Skara</ptitle></placeobj>
  </places>
  <objects><object handle="_o1"><file src="wedding.jpg" mime="image/jpeg"/></object></objects>
  <repositories><repository handle="_r1"><rname>Diocese archive</rname></repository></repositories>
  <notes>
    <note handle="_n1" type="Event Note"><text>She was born at dawn.</text></note>
    <note handle="_n2" type="Source text"><text>Natus est filia.</text></note>
    <note handle="_n3" type="Citation"><text>Hard to read.</text></note>
  </notes>
</database>
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return saved(tmp_path, "tree.gramps", gzip.compress(TREE.encode()))


def test_known_by_its_namespace(tree: Path, tmp_path: Path) -> None:
    assert IMPORTER.sniff(Input(tree)) >= 90
    assert IMPORTER.sniff(Input(saved(tmp_path, "plain.xml", TREE))) >= 90
    for text in ("", "<a/>", "<database>", "{}", "<html>gramps-project.org</html>"):
        assert IMPORTER.sniff(Input(saved(tmp_path, "other", text))) == 0


def test_events(tree: Path) -> None:
    items, remarks = ran(IMPORTER, tree)
    birth, marriage, residence, death = table(items, "events")
    ebba, nils, child = table(items, "actors")
    (source,) = table(items, "sources")
    assert (birth["title"], birth["type"], birth["when"]) == (
        "Birth of Ebba Roth", "Birth", "1871-05-02~",
    )  # fmt: skip
    assert (birth["place"], birth["summary"]) == ("Ekby, Skara", "She was born at dawn.")
    assert birth["participants"] == [
        {"actor": ebba["id"], "role": "primary"}, {"actor": nils["id"], "role": "witness"},
    ]  # fmt: skip
    assert birth["citations"] == [
        {"source": source["id"], "locator": "fol. 12", "exact": "Natus est filia.",
         "note": "Hard to read.", "confidence": 3, "source_fields": {"date": "1871-05-09"}},
    ]  # fmt: skip
    assert birth["tags"] == ["to check"]
    assert marriage["title"] == "Marriage: Nils Lind, Dr Ebba von Roth, II"
    assert marriage["when"] == "[1890..1892-03]"
    assert [part["role"] for part in marriage["participants"]] == ["family", "family"]
    assert marriage["source_fields"] == {
        "cause": ["Love"], "attribute": [{"type": "Weather", "value": "rain"}],
        "media": [{"src": "wedding.jpg", "mime": "image/jpeg"}], "gramps_id": "E0002",
        "private": True,
    }  # fmt: skip
    for event, said in ((residence, "1699-12-25 (Julian)"), (death, "one cold winter")):
        assert "when" not in event
        assert event["display_date"] == said
    assert death["title"] == "Death: Nils Lind"
    assert child["name"] == "I0003"
    assert any("private" in remark.what for remark in remarks)
    assert skipped(remarks) == []


def test_people_and_sources(tree: Path, tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, tree)
    ebba, nils, child = table(items, "actors")
    assert (ebba["name"], ebba["kind"]) == ("Dr Ebba von Roth, II", "person")
    assert ebba["aliases"] == [
        {"name": "Ebb", "note": "call name"}, {"name": "Ebba Lind", "note": "married name"},
    ]  # fmt: skip
    assert ebba["source_fields"]["associations"] == [{"rel": "Godfather", "actor": nils["id"]}]
    assert ebba["source_fields"]["families"] == [
        {"as": "parent", "relation": "Married", "father": nils["id"], "mother": ebba["id"],
         "children": [child["id"]]},
    ]  # fmt: skip
    assert ebba["source_fields"]["gender"] == ["F"]
    (source,) = table(items, "sources")
    assert source["csl"] == {
        "id": source["id"], "type": "document", "title": "Parish register", "title-short": "PR",
        "author": [{"literal": "The parson"}], "publisher": "Handwritten",
        "archive": "Diocese archive", "archive_location": "Ms 4",
    }  # fmt: skip
    assert [r.what for r in remarks if "belong to no record" in r.what] == [
        "1 of 2 citations belong to no record and are left out"
    ]
    opened(items, tmp_path)
    assert ran(IMPORTER, saved(tmp_path, "plain.xml", TREE)) == (items, remarks)


@pytest.mark.parametrize(
    ("tag", "given", "when"),
    [
        ("dateval", {"val": "1987-08-29"}, "1987-08-29"),
        ("dateval", {"val": "1987-08"}, "1987-08"),
        ("dateval", {"val": "987"}, "0987"),
        ("dateval", {"val": "1987", "type": "before"}, "../1987"),
        ("dateval", {"val": "1987", "type": "after"}, "1987/.."),
        ("dateval", {"val": "1987", "type": "from"}, "1987/.."),
        ("dateval", {"val": "1987", "type": "to"}, "../1987"),
        ("dateval", {"val": "1987", "type": "about", "quality": "calculated"}, "1987%"),
        ("dateval", {"val": "1987", "quality": "estimated"}, "1987~"),
        ("dateval", {"val": "1987", "quality": "calculated"}, "1987?"),
        ("dateval", {"val": "1987-??-05"}, "1987-XX-05"),
        ("dateval", {"val": "1987-08-00"}, "1987-08"),
        ("datespan", {"start": "1987", "stop": "1990-02"}, "1987/1990-02"),
        ("daterange", {"start": "1987", "stop": "1990", "quality": "estimated"}, "[1987~..1990~]"),
        ("daterange", {"start": "1990", "stop": "1987"}, ""),
        ("dateval", {"val": "????-08-29"}, ""),
        ("dateval", {"val": "1987-13-29"}, ""),
        ("dateval", {"val": "1699-02-11", "dualdated": "1"}, ""),
        ("dateval", {"val": "0004-01-01", "cformat": "French Republican"}, ""),
        ("dateval", {"val": "1987", "type": "around the time of"}, ""),
        ("datestr", {"val": "1987"}, ""),
        ("dateval", {}, ""),
    ],
)
def test_dates(tag: str, given: dict[str, str], when: str) -> None:
    assert as_edtf(Element(tag, given)) == when


def test_dates_in_words() -> None:
    span = Element("datespan", {"start": "1", "stop": "2", "quality": "estimated"})
    assert written(span) == "estimated from 1 to 2"
    assert written(Element("dateval", {"val": "5", "type": "before"})) == "before 5"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "inner",
    [
        f'[<!ENTITY l0 "ha">{LAUGHS}]',
        '[<!ENTITY x SYSTEM "file:///etc/passwd">]',
        '[<!ENTITY % x SYSTEM "http://localhost:1/x"> %x;]',
        "[<!ATTLIST event type CDATA 'Birth'>]",
    ],
)
def test_document_types_of_its_own_are_refused(tmp_path: Path, inner: str) -> None:
    text = f"<!DOCTYPE database {inner}><database><notes><note>&l9;</note></notes></database>"
    with pytest.raises(DossierError, match=r"type of its own|entities"):
        ran(IMPORTER, saved(tmp_path, "x.gramps", text))


def test_endless_depth_and_size_are_refused(tmp_path: Path) -> None:
    deep = f"<database><events>{'<event>' * 500}"
    large = f"<database><events><event>{'<a/>' * 10}{'x' * (17 << 20)}</event></events></database>"
    for text in (deep, large):
        with pytest.raises(DossierError, match=r"deeply|larger"):
            ran(IMPORTER, saved(tmp_path, "x.gramps", text))


def test_cut_off_it_gives_what_is_whole(tmp_path: Path) -> None:
    cut = TREE[: TREE.index('<event handle="_e3"') + 30]
    items, remarks = ran(IMPORTER, saved(tmp_path, "cut.gramps", cut))
    assert [event["type"] for event in table(items, "events")] == ["Birth", "Marriage"]
    (lost,) = skipped(remarks)
    assert lost.place.startswith("line ")
    assert lost.cure
    opened(items, tmp_path)


def test_a_damaged_packing_is_named(tmp_path: Path) -> None:
    packed = gzip.compress((TREE * 3).encode())
    _, remarks = ran(IMPORTER, saved(tmp_path, "cut.gramps", packed[: len(packed) // 2]))
    assert any("unpacked" in remark.what for remark in skipped(remarks))


PIECES = st.sampled_from([
    *TREE.split("\n"), "<events>", "</events>", "<event handle='a'>", "</event>", "<people>", "&x;",
    "</people>", "<person handle='a'>", "</person>", "<dateval val='0'/>", "\x00", "<", "]]>",
    "<place hlink='_p2'/>", "<surname/>", "<name/>", "é",
])  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(PIECES, max_size=12))
def test_junk_never_raises_and_what_is_made_opens(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("j")
    items, _ = ran(IMPORTER, saved(folder, "f.gramps", f"<database>{''.join(pieces)}"))
    opened(items, folder)


def test_a_dual_dated_day_says_why_it_is_not_counted_with() -> None:
    element = Element("dateval", {"val": "1745-02-11", "dualdated": "1", "newyear": "Mar25"})
    assert as_edtf(element) == ""
    assert written(element) == "1745-02-11 (dual-dated, new year on Mar25)"


def test_where_a_place_lies_on_the_map_is_kept_with_its_events(tree: Path) -> None:
    text = tree.read_bytes()
    if text.startswith(b"\x1f\x8b"):
        text = gzip.decompress(text)
    there = b'<pname value="Ekby"/><coord long="14.1" lat="58.4"/>'
    items, remarks = ran(
        IMPORTER, saved(tree.parent, "b.gramps", text.replace(b'<pname value="Ekby"/>', there))
    )
    kept = [one["source_fields"]["place_details"] for one in table(items, "events")
            if "Ekby" in one.get("place", "")]  # fmt: skip
    assert kept
    assert all(one["coord"] == [{"long": "14.1", "lat": "58.4"}] for one in kept)
    assert kept[0]["type"] == "Village"
    assert any("place_details" in remark.what for remark in remarks)


SHELVES = f"""{HEAD}
  <events><event handle="_e1"><type>Fire</type><objref hlink="_o1"/><place hlink="_p1"/>
    <attribute text="mine">yours<text>theirs</text></attribute></event></events>
  <sources><source handle="_s1"><stitle>Book</stitle><reporef hlink="_r1" callno="A 1"
    medium="Book"/></source></sources>
  <objects><object handle="_o1" id="O1"><file src="fire.jpg" mime="image/jpeg"
    description="The fire"/><dateval val="1900-05"/></object></objects>
  <places><placeobj handle="_p1" type="City"><ptitle>Lund</ptitle><type>Town</type></placeobj>
  </places>
  <repositories><repository handle="_r1"><rname>Library</rname><type>Public</type>
    <url href="https://example.org" type="Web"/></repository></repositories>
</database>
"""


def test_what_is_said_of_files_shelves_and_places_is_kept(tmp_path: Path) -> None:
    """Also where an attribute and a child have one name."""
    items, remarks = ran(IMPORTER, saved(tmp_path, "tree.gramps", SHELVES))
    assert "“repositories”" in " ".join(remark.what for remark in remarks)
    event = table(items, "events")[0]["source_fields"]
    (photo,) = event["media"]
    assert (photo["gramps_id"], photo["src"]) == ("O1", "fire.jpg")
    assert photo["description"] == "The fire"
    assert photo["dateval"] == [{"val": "1900-05"}]
    assert event["attribute"] == [{"text": "mine", "text_": "yours", "text__": ["theirs"]}]
    assert event["place_details"] == {"type": "City", "type_": ["Town"]}
    (source,) = table(items, "sources")
    assert (source["csl"]["archive"], source["csl"]["archive_location"]) == ("Library", "A 1")
    (shelf,) = source["source_fields"]["repositories"]
    assert (shelf["medium"], shelf["type"]) == ("Book", ["Public"])
    assert shelf["url"] == [{"href": "https://example.org", "type": "Web"}]
