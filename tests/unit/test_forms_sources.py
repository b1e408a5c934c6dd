"""Sources for reference managers and browsers, read back by readers that are not ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.forms import source_texts
from store.house import HOUSE
from tests.builders import Document, opened, quote, source
from tests.unit.cited_news import NEWS, news
from tests.unit.forms_read import latex_read
from tests.unit.quoted import quoted_as

UNHURRIED = settings(deadline=None, max_examples=60)

SENTENCE = "Mark Esper, U.S. Defense Secretary, said on 2 January 2020: “the game has changed”"


# -- BibLaTeX -------------------------------------------------------------------------------------


def bibtex(text: str) -> dict[str, dict[str, str]]:
    bibtexparser = pytest.importorskip("bibtexparser", minversion="2.0.0b8")
    library = bibtexparser.parse_string(text, parse_stack=[
        bibtexparser.middlewares.RemoveEnclosingMiddleware()
    ])  # fmt: skip
    assert not library.failed_blocks
    return {
        entry.key: {"ENTRYTYPE": entry.entry_type, **{f.key: f.value for f in entry.fields}}
        for entry in library.entries
    }


def test_bibtex_reads_back(tmp_path: Path) -> None:
    assert bibtex(quoted_as(news(tmp_path), "bibtex")) == {
        "s1": {
            "ENTRYTYPE": "article",
            "author": "Doe, Jane and de Gaulle, Charles and {U.S. Department of Defense}",
            "title": r"Crowd \& guards: 100\% “calm”",
            "journaltitle": "The Paper",
            "publisher": r"House \textbraceleft{}Ltd\textbraceright{}",
            "date": "2019-12-31",
            "urldate": "2020-01-05",
            "volume": "7",
            "pages": "3-5",
            "langid": "english",
            "url": "https://example.org/a_b?c=d&e=%20#top",
            "annotation": f"{SENTENCE} {{[}}p. 3{{]}}",
        }
    }


@pytest.mark.parametrize(
    ("issued", "field", "value"),
    [
        ({"date-parts": [[2020]]}, "date", "2020"),
        ({"date-parts": [["2020", "1"]], "circa": True}, "date", "2020-01~"),
        ({"date-parts": [[2019, 12, 29], [2020, 1, 2]]}, "date", "2019-12-29/2020-01-02"),
        ({"date-parts": [[2019]], "season": 3}, "date", "2019-23"),
        ({"literal": "last week"}, "year", "last week"),
        ({"raw": "2019-12-31"}, "date", "2019-12-31"),
        (None, "date", None),
    ],
)
def test_bibtex_dates(tmp_path: Path, issued: object, field: str, value: str | None) -> None:
    (entry,) = bibtex(quoted_as(news(tmp_path, issued=issued), "bibtex")).values()
    assert entry.get(field) == value


NAMED = st.text(st.sampled_from("Ab ,é{}\\&%-"), min_size=1, max_size=12)


@UNHURRIED
@given(st.lists(st.tuples(NAMED, NAMED), min_size=1, max_size=3), NAMED)
def test_any_names_stay_apart_in_bibtex(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[str, str]], body: str
) -> None:
    splitters = pytest.importorskip("bibtexparser.middlewares", reason="no bibtexparser 2")
    assume(all(any(char.isalnum() for char in family) for family, _ in people))
    assume(body.strip())
    authors: list[Document] = [
        {"family": f"X{family} and", "given": f"Y{given}"} for family, given in people
    ]
    corpus = news(tmp_path_factory.mktemp("b"), author=[*authors, {"literal": f"B{body}"}])
    (entry,) = bibtex(quoted_as(corpus, "bibtex")).values()
    names = splitters.names.split_multiple_persons_names(entry["author"])
    assert len(names) == len(people) + 1
    parts = [splitters.names.parse_single_name_into_parts(name) for name in names]
    for part, person in zip(parts, authors, strict=False):
        family = latex_read(" ".join([*part.von, *part.last]))
        assert family.split() == person["family"].split()
        assert latex_read(" ".join(part.first)).split() == person["given"].split()
    assert latex_read(names[-1]).split() == f"B{body}".split()


def test_keys_are_stable_and_apart(tmp_path: Path) -> None:
    ids = ["a b", "a-b", "é", "ü", "A-B", "{x}", "s,1"]
    corpus = opened(tmp_path, sources=[source(key) for key in ids])
    every = "\n\n".join(source_texts(corpus, range(len(ids)), "bibtex", HOUSE))
    keys = list(bibtex(every))
    assert keys == ["a-b", "a-b-2", "source", "source-2", "A-B-3", "x", "s-1"]
    for row, key in enumerate(keys):
        assert list(bibtex("".join(source_texts(corpus, [row], "bibtex", HOUSE)))) == [key]


# -- RIS ------------------------------------------------------------------------------------------


def test_ris_reads_back(tmp_path: Path) -> None:
    rispy = pytest.importorskip("rispy")
    (entry,) = rispy.loads(quoted_as(news(tmp_path), "ris"))
    wanted = {
        "type_of_reference": "NEWS",
        "id": "s1",
        "authors": ["Doe, Jane", "de Gaulle, Charles", "U.S. Department of Defense"],
        "title": NEWS["title"],
        "secondary_title": "The Paper",
        "publisher": "House {Ltd}",
        "year": "2019",
        "date": "2019/12/31/",
        "access_date": "2020/01/05/",
        "urls": [NEWS["URL"]],
        "language": "en-US",
        "start_page": "3",
        "end_page": "5",
        "volume": "7",
        "notes": [f"{SENTENCE} [p. 3]"],
    }
    assert {key: value for key, value in entry.items() if key in wanted} == wanted
    assert set(entry) == set(wanted)


@UNHURRIED
@given(st.text(st.sampled_from("ab \n\r\t-TYER  é\x0b\u2028\x85"), max_size=30))
def test_any_title_and_note_stay_in_their_ris_record(
    tmp_path_factory: pytest.TempPathFactory, words: str
) -> None:
    rispy = pytest.importorskip("rispy")
    words = f"x{words}\nER  - \nTY  - BOOK\nx"
    corpus = news(tmp_path_factory.mktemp("r"), title=words, note=words, author=words)
    (entry,) = rispy.loads(quoted_as(corpus, "ris"))
    assert entry["type_of_reference"] == "NEWS"
    assert entry["title"].split() == words.split()
    assert entry["notes"][0].split() == words.split()


# -- CSL-JSON -------------------------------------------------------------------------------------

TYPES = set(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
    pamphlet paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty
    webpage""".split()  # noqa: SIM905 - a list of words is easier to hold against the schema
)
NAME_KEYS = {
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "comma-suffix",
    "static-ordering", "literal", "parse-names",
}  # fmt: skip
DATE_KEYS = {"date-parts", "season", "circa", "literal", "raw", "edtf"}
NAMES = {"author", "editor", "translator", "interviewer", "container-author", "recipient"}
DATES = {"issued", "accessed", "event-date", "original-date", "submitted", "available-date"}
TEXTS = {
    "id", "type", "title", "container-title", "publisher", "publisher-place", "URL", "DOI", "ISBN",
    "language", "abstract", "note", "annote", "genre", "medium", "section", "archive", "keyword",
}  # fmt: skip
NUMBERS = {"page", "volume", "issue", "number", "edition", "locator"}


def assert_csl(item: dict[str, Any]) -> None:
    """Holds an item against what the schema says of the fields that are used here."""
    assert {"id", "type"} <= set(item)
    assert item["type"] in TYPES
    for key, value in item.items():
        if key in NAMES:
            assert value
            assert all(set(name) <= NAME_KEYS for name in value)
        elif key in DATES:
            assert set(value) <= DATE_KEYS
            for parts in value.get("date-parts", [[1]]):
                assert 1 <= len(parts) <= 3
                assert all(isinstance(part, int | str) for part in parts)
            assert len(value.get("date-parts", [[1]])) in {1, 2}
        elif key in TEXTS:
            assert isinstance(value, str)
        elif key in NUMBERS:
            assert isinstance(value, str | int | float)
        else:
            assert key == "custom"
            assert isinstance(value, dict)


def test_csl_json_holds_to_the_schema(tmp_path: Path) -> None:
    (item,) = json.loads(quoted_as(news(tmp_path), "csl-json"))
    assert_csl(item)
    wanted = {key: value for key, value in NEWS.items() if key not in {"weight", "custom"}}
    assert item == {
        **wanted,
        "id": "s1",
        "annote": f"{SENTENCE} [p. 3]",
        "custom": {"shelf": "A", "onrecord": {"records": ["q1"], "fields": {"weight": 3}}},
    }


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.floats(allow_nan=True),
    st.lists(st.integers() | st.text(max_size=4), max_size=3),
    st.dictionaries(st.sampled_from(sorted(NAME_KEYS | DATE_KEYS)), st.text(max_size=4)),
    st.lists(st.dictionaries(st.sampled_from(sorted(NAME_KEYS)), st.text(max_size=4)), max_size=2),
    st.fixed_dictionaries({"date-parts": st.lists(st.lists(st.integers(0, 3000), max_size=4))}),
)  # fmt: skip
KEYS = st.sampled_from(sorted(NAMES | DATES | TEXTS | NUMBERS | {"custom", "own", "event"}))


@UNHURRIED
@given(st.dictionaries(KEYS, JUNK, max_size=8))
def test_any_item_becomes_one_that_holds_to_the_schema(
    tmp_path_factory: pytest.TempPathFactory, csl: Document
) -> None:
    given_event = csl.pop("event", None)
    corpus = opened(
        tmp_path_factory.mktemp("c"),
        sources=[source("s1", csl=csl)],
        quotes=[quote(citations=[{"source": "s1"}])],
    )
    assume(len(corpus.sources) == 1)
    (item,) = json.loads(quoted_as(corpus, "csl-json"))
    assert_csl(item)
    assert item["id"] == "s1"
    for form in ("bibtex", "ris", "wiki", "html", "latex", "web-annotation"):
        assert quoted_as(corpus, form), given_event
    if csl.get("title") and isinstance(csl["title"], str):
        assert item["title"] == csl["title"]


# -- sources by themselves ------------------------------------------------------------------------


def test_lists_of_sources(tmp_path: Path) -> None:
    corpus = opened(tmp_path, sources=[source("s1"), source("s2", csl=NEWS)])
    assert list(source_texts(corpus, [0], "reference", HOUSE)) == ["s1."]
    (array,) = source_texts(corpus, [0, 1], "csl-json", HOUSE)
    assert [item["id"] for item in json.loads(array)] == ["s1", "s2"]
    assert all("annote" not in item for item in json.loads(array))
    assert len(list(source_texts(corpus, [0, 1], "ris", HOUSE))) == 2
