"""The bundled dossier against a table of facts, both ways, and against the file format."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from store.model import FORMAT, TABLES, Dossier
from tests.data.embassy_facts import (
    ACTORS,
    EVENTS,
    LINKS,
    MARKS,
    NAMES,
    NUMBERS,
    QUOTES,
    SPANS,
    ActorFact,
    EventFact,
    LinkFact,
    QuoteFact,
)

FILE = Path(__file__).parents[2] / "assets" / "dossiers" / "embassy.json"
TEXT = FILE.read_text(encoding="utf-8")
Document = dict[str, Any]
FILED: dict[str, dict[str, Document]] = json.loads(TEXT)
BY_ID = {name: {d["id"]: d for d in rows.values()} for name, rows in FILED.items()}
DOCUMENTS = [(name, d) for name, rows in FILED.items() for d in rows.values()]
FIGURES = re.compile(r"\[?\d+\]?")
PROSE = ("title", "description", "summary", "context", "text", "note", "display_date", "place")


def strings(value: object, keys: tuple[str, ...], key: str = "") -> Iterator[str]:
    """Every string under one of `keys`, at any depth."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from strings(part, keys, name)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part, keys, key)
    elif isinstance(value, str) and key in keys:
        yield value


def citations(value: object) -> Iterator[Document]:
    """Every citation in a document, those of its positions included."""
    if isinstance(value, dict):
        yield from value.get("citations", ())
        for name, part in value.items():
            if name != "citations":
                yield from citations(part)
    elif isinstance(value, list):
        for part in value:
            yield from citations(part)


def line(citation: Document) -> int:
    """The number in a locator such as "line 4"."""
    found = re.fullmatch(r"line (\d+)", citation["locator"])
    assert found
    return int(found[1])


def lines(document: Document) -> set[int]:
    return {line(citation) for citation in citations(document)}


def holds(part: object, whole: object) -> bool:
    """Whether `part`, as it was filed, survives in `whole`, as it was converted."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and holds(part[key], whole[key]) for key in part)
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) == len(whole) and all(map(holds, part, whole))
    return part == whole


CITATIONS = [citation for _, document in DOCUMENTS for citation in citations(document)]
ANCHORED = [citation for citation in CITATIONS if "exact" in citation]


def test_file_is_laid_out_as_tinydb_reads_it() -> None:
    assert json.dumps(FILED, ensure_ascii=False, indent=2) + "\n" == TEXT
    assert list(FILED) == ["dossier", *TABLES]
    for rows in FILED.values():
        assert list(rows) == [str(number) for number in range(1, len(rows) + 1)]


@pytest.mark.parametrize(("table", "document"), DOCUMENTS, ids=[d["id"] for _, d in DOCUMENTS])
def test_every_document_converts_and_nothing_is_unknown(table: str, document: Document) -> None:
    record: type[Any] = Dossier if table == "dossier" else TABLES[table]
    converted = msgspec.convert(document, record, strict=True)
    assert holds(document, json.loads(msgspec.json.encode(converted)))


def test_a_field_that_the_format_lacks_would_be_noticed() -> None:
    link = {**FILED["links"]["1"], "citations": [{"source": "excerpt", "page": 1}]}
    converted = msgspec.convert(link, TABLES["links"], strict=True)
    assert not holds(link, json.loads(msgspec.json.encode(converted)))


def test_dossier_says_what_it_is_and_no_more() -> None:
    (dossier,) = FILED["dossier"].values()
    assert dossier.pop("description")
    assert dossier == {
        "format": FORMAT,
        "id": "embassy",
        "title": "Attack on the U.S. embassy in Baghdad",
        "language": "en",
        "created": "2026-11-22",
    }


def test_one_source_whose_title_is_ours_and_says_so() -> None:
    assert list(BY_ID["sources"]) == ["excerpt"]
    csl = BY_ID["sources"]["excerpt"]["csl"]
    assert set(csl) == {"id", "type", "title", "language", "note"}
    assert re.fullmatch(r"\[.+\]", csl["title"])
    assert "not given" in csl["note"]


def test_ids_are_unique_and_every_reference_resolves() -> None:
    counts = Counter(document["id"] for _, document in DOCUMENTS)
    assert max(counts.values()) == 1
    actors, events = set(BY_ID["actors"]), set(BY_ID["events"])
    assert {c["source"] for c in CITATIONS} <= set(BY_ID["sources"])
    assert set(strings(FILED, ("actor", "of", "speaker", "audience", "about"))) <= actors
    assert {event for quote in BY_ID["quotes"].values() for event in quote["events"]} <= events
    assert set(strings(FILED["links"], ("from", "to"))) <= actors | events


@pytest.mark.parametrize(
    ("table", "facts"),
    [("actors", ACTORS), ("events", EVENTS), ("quotes", QUOTES), ("links", LINKS)],
)
def test_no_record_is_missing_and_none_is_too_many(table: str, facts: dict[str, object]) -> None:
    assert set(BY_ID[table]) == set(facts)


@pytest.mark.parametrize(("ident", "fact"), ACTORS.items(), ids=ACTORS)
def test_actor(ident: str, fact: ActorFact) -> None:
    actor = BY_ID["actors"][ident]
    offices = tuple((p["title"], p["of"]) for p in actor.get("positions", ()))
    assert (actor["name"], actor["kind"], actor.get("short")) == (*fact[:2], fact.short)
    assert {alias["name"] for alias in actor.get("aliases", ())} == set(fact.aliases)
    assert offices == tuple(office[:2] for office in fact.offices)
    for position, office in zip(actor.get("positions", ()), fact.offices, strict=True):
        assert ("then" in position.get("note", "")) == office.then
        assert lines(position)
        assert "when" not in position
    assert lines(actor) == fact.lines


@pytest.mark.parametrize(("ident", "fact"), EVENTS.items(), ids=EVENTS)
def test_event(ident: str, fact: EventFact) -> None:
    event = BY_ID["events"][ident]
    cast = [(part["actor"], part["role"]) for part in event["participants"]]
    assert (event.get("when"), event["type"]) == (fact.when, fact.type)
    assert event.get("place") == fact.place
    assert (event.get("status"), event.get("hedge")) == (fact.status, fact.hedge)
    assert event.get("display_date") == fact.display_date
    assert sorted(cast) == sorted(fact.cast)
    assert lines(event) == fact.lines
    prose = " ".join(strings(event, PROSE)).lower()
    assert [words for words in fact.says if words not in prose] == []
    assert len(event["title"]) < 45


@pytest.mark.parametrize(("ident", "fact"), QUOTES.items(), ids=QUOTES)
def test_quote(ident: str, fact: QuoteFact) -> None:
    quote = BY_ID["quotes"][ident]
    assert (quote["kind"], quote["speaker"], quote["cue"]) == (fact.kind, fact.speaker, fact.cue)
    assert quote.get("said") == fact.said
    assert tuple(quote["events"]) == fact.events
    assert (quote.get("status"), quote.get("hedge")) == (fact.status, fact.hedge)
    assert quote.get("via") == ({"words": fact.via} if fact.via else None)
    assert quote.get("attribution") == fact.attribution
    assert sorted(quote.get("about", ())) == sorted(fact.about)
    assert sorted(quote.get("audience", ())) == sorted(fact.audience)
    assert lines(quote) == fact.lines
    prose = " ".join((quote["text"], quote["context"])).lower()
    assert [words for words in fact.says if words not in prose] == []


@pytest.mark.parametrize(("ident", "fact"), QUOTES.items(), ids=QUOTES)
def test_the_speakers_words_are_kept_apart_from_ours(ident: str, fact: QuoteFact) -> None:
    quote = BY_ID["quotes"][ident]
    anchors = {citation["exact"] for citation in quote["citations"]}
    if fact.kind == "verbatim":
        assert quote["text"] == fact.exact
    if fact.kind == "mixed":
        assert quote["words"] == [fact.exact]
        assert all(words in quote["text"] for words in quote["words"])
    else:
        assert "words" not in quote
    if fact.kind != "verbatim":
        assert re.fullmatch(r"[A-Z].+\.", quote["text"])
        assert BY_ID["actors"][fact.speaker].get("short", "reporter") not in quote["text"]
    assert not re.search('["“”]', quote["text"])
    assert fact.exact is None or fact.exact in anchors


@pytest.mark.parametrize(("ident", "fact"), QUOTES.items(), ids=QUOTES)
def test_an_act_of_saying_comes_first_and_has_its_people(ident: str, fact: QuoteFact) -> None:
    act = BY_ID["events"][fact.events[0]]
    roles = {part["actor"]: part["role"] for part in act["participants"]}
    assert act["type"] == ("observation" if ident == "ap-observation" else "statement")
    assert roles[fact.speaker] in {"speaker", "witness"}
    assert set(fact.audience) <= {actor for actor, role in roles.items() if role == "addressee"}
    assert set(fact.about) <= set(roles)
    assert act.get("when") == fact.said


@pytest.mark.parametrize(("ident", "fact"), LINKS.items(), ids=LINKS)
def test_link(ident: str, fact: LinkFact) -> None:
    link = BY_ID["links"][ident]
    assert (link["from"], link["to"], link["kind"]) == fact[:3]
    assert lines(link) == fact.lines
    assert link["note"]


def test_every_line_is_used() -> None:
    assert {line(citation) for citation in CITATIONS} == set(SPANS)


def test_nothing_is_filled_in_from_elsewhere() -> None:
    foreign = {"country", "wikidata", "tags", "seq", "published", "original", "translator"}
    assert not foreign & {key for _, document in DOCUMENTS for key in document}
    assert set(strings(FILED, ("when", "said"))) == {
        fact for fact in (e.when for e in EVENTS.values()) if fact
    }


def test_prose_has_no_number_and_no_name_of_its_own() -> None:
    records = {name: rows for name, rows in FILED.items() if name != "sources"}
    for text in strings(records, PROSE):
        figures = FIGURES.findall(re.sub(r"Lines \d and \d", "", text))
        assert {f for f in figures if not f.startswith("[")} <= NUMBERS, text
        sentences = re.split(r"(?<=[.:;]) ", text.replace("U.S.", "US"))
        words = " ".join(sentence.partition(" ")[2] for sentence in sentences)
        names = set(re.findall(r"(?:al-)?\b[A-Z](?:[\w-]|'(?!s\b))*", words))
        assert names <= NAMES, text


def test_a_mark_is_written_only_where_it_can_be_placed() -> None:
    for citation in CITATIONS:
        note = citation.get("note", "")
        found = tuple(re.findall(r"\[\d+\]", note))
        assert found in {(), MARKS.get(line(citation), ())}
        if line(citation) == 1:
            assert found
    notes = " ".join(c.get("note", "") for c in CITATIONS)
    assert len(re.findall(r"\[\d+\]", TEXT)) == len(re.findall(r"\[\d+\]", notes))


@pytest.mark.parametrize("citation", ANCHORED, ids=lambda c: f"{c['start']}-{c['end']}")
def test_anchor_is_short_and_its_arithmetic_is_right(citation: Document) -> None:
    exact = citation["exact"]
    around = citation.get("prefix", "") + exact + citation.get("suffix", "")
    first, last = SPANS[line(citation)]
    assert citation["end"] - citation["start"] == len(exact)
    assert first <= citation["start"] - len(citation.get("prefix", ""))
    assert citation["end"] + len(citation.get("suffix", "")) <= last
    assert exact == exact.strip()
    assert len(around.split()) <= 8
    assert "\n" not in around
    assert "[" not in around


def test_anchors_agree_and_do_not_add_up_to_the_text() -> None:
    known: dict[int, str] = {}
    for citation in ANCHORED:
        before = citation.get("prefix", "")
        words = before + citation["exact"] + citation.get("suffix", "")
        for place, character in enumerate(words, citation["start"] - len(before)):
            assert known.setdefault(place, character) == character, citation
    places = sorted(known)
    runs = [known[places[0]]]
    for earlier, later in pairwise(places):
        runs[-1] += known[later] if later == earlier + 1 else "\n" + known[later]
    pieces = "".join(runs).split("\n")
    assert max(len(piece.split()) for piece in pieces) <= 8
    assert len(known) < SPANS[11][1] / 2


def test_a_lost_mark_and_a_doubtful_reading_are_owned_up_to() -> None:
    (buzzsaw,) = BY_ID["quotes"]["milley-buzzsaw"]["citations"]
    assert "never closes" in buzzsaw["note"]
    for citation in CITATIONS:
        if "confidence" in citation:
            assert citation["confidence"] < 4
            assert citation["note"]
    present = [p for p in BY_ID["events"]["attack"]["participants"] if p["role"] == "present"]
    assert all("nearest" in part["note"] for part in present)
