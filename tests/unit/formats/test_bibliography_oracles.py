"""Bibliographies against other readers and writers, and against what a dossier itself exports."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.formats.bibliography import IMPORTER
from store.formats.bibtex_file import Entry, entries, people
from store.formats.ris_file import Record, records
from store.forms import source_texts
from store.house import HOUSE
from store.styles.csl import date, names, number, text
from tests.builders import Document, opened
from tests.unit.cited_news import NEWS
from tests.unit.formats.streamed import ran, saved, table

NAMES = [
    "Doe, Jane", "Jane Doe", "de Gaulle, Charles", "Charles de Gaulle", "{Barnes and Noble}",
    "van der Berg, Jr, Jan", "Ludwig van Beethoven", "Plato", r"G{\"o}del, Kurt",
    "Maria {de la} Cruz", "Jean-Paul Sartre", "Simone de Beauvoir", "King, Jr., Martin Luther",
]  # fmt: skip
VALUES = [
    "{Plain words}", '"In quotation marks"', "{With {Nested {braces}} in it}", "1984",
    "{Two\n  lines}", r"{Accents: \'{e}, {\"u}}", "{}", "{a = b, c}", "{@ %}",
]  # fmt: skip
FIELDS = ["title", "note", "journal", "Publisher", "abstract", "x-own"]


def bibliography(seed: int) -> str:
    """A file of a few dozen entries, each put together by chance."""
    chance = random.Random(seed)
    made = []
    for count in range(40):
        chosen = chance.sample(FIELDS, chance.randint(1, len(FIELDS)))
        fields = [f"{name} = {chance.choice(VALUES)}" for name in chosen]
        people_ = " and ".join(chance.sample(NAMES, chance.randint(1, 3)))
        fields.append(f"author = {{{people_}}}")
        end = chance.choice([",\n", "\n", ""])
        kind = chance.choice(["article", "Book", "MISC", "online"])
        joint = chance.choice([",\n  ", ", "])
        made.append(f"@{kind}{{key{count},{joint.join(['', *fields])[1:]}{end}}}")
    return chance.choice(["\n\n", "\n"]).join(made)


@pytest.mark.parametrize("seed", range(4))
def test_bibtex_entries_as_bibtexparser_reads_them(seed: int) -> None:
    bibtexparser = pytest.importorskip("bibtexparser", minversion="2.0.0b8")
    text_ = bibliography(seed)
    theirs = bibtexparser.parse_string(
        text_, parse_stack=[bibtexparser.middlewares.RemoveEnclosingMiddleware()]
    )
    assert not theirs.failed_blocks
    ours = list(entries(text_))
    assert len(ours) == 40
    for mine, other in zip(ours, theirs.entries, strict=True):
        assert isinstance(mine, Entry)
        assert (mine.kind, mine.key) == (other.entry_type.lower(), other.key)
        fields = {field.key.lower(): field.value for field in other.fields}
        assert {key: value.strip() for key, value in mine.fields.items()} == {
            key: value.strip() for key, value in fields.items()
        }


@pytest.mark.parametrize("name", NAMES)
def test_names_as_bibtexparser_splits_them(name: str) -> None:
    splitters = pytest.importorskip("bibtexparser.middlewares", reason="no bibtexparser 2")
    theirs = splitters.names.parse_single_name_into_parts(name)
    (ours,) = people(name)
    if ours.whole:
        assert theirs.last == [f"{{{ours.whole}}}"]
        return
    parts = (theirs.first, theirs.von, theirs.last, theirs.jr)
    assert (ours.first, ours.von, ours.last, ours.jr) == tuple(" ".join(part) for part in parts)


def test_a_file_written_by_bibtexparser(tmp_path: Path) -> None:
    bibtexparser = pytest.importorskip("bibtexparser", minversion="2.0.0b8")
    library = bibtexparser.Library()
    model = bibtexparser.model
    fields = {"title": "Fire & water", "author": "Doe, Jane", "year": "2019", "journal": "Gull"}
    library.add(model.Entry("article", "k1", [model.Field(k, v) for k, v in fields.items()]))
    written = bibtexparser.write_string(library)
    (source,) = table(ran(IMPORTER, saved(tmp_path, "x.bib", written))[0], "sources")
    assert source["csl"] == {
        "id": "k1", "type": "article-journal", "title": "Fire & water", "container-title": "Gull",
        "author": [{"family": "Doe", "given": "Jane"}], "issued": {"date-parts": [[2019]]},
    }  # fmt: skip


def test_files_written_by_rispy(tmp_path: Path) -> None:
    rispy = pytest.importorskip("rispy")
    written = rispy.dumps([
        {
            "type_of_reference": "JOUR", "id": f"r{count}", "title": f"Title {count}",
            "authors": ["Doe, Jane", "Roe, R."], "secondary_title": "Gull", "year": "2019",
            "start_page": "3", "end_page": "9", "keywords": ["a", "b"], "doi": "10.1/x",
            "urls": ["https://x.example"], "notes": ["N"], "issn": "1234-5678",
        }
        for count in range(30)
    ])  # fmt: skip
    sources = table(ran(IMPORTER, saved(tmp_path, "x.ris", written))[0], "sources")
    assert len(sources) == 30
    assert sources[7]["csl"] == {
        "id": "r7", "type": "article-journal", "title": "Title 7", "container-title": "Gull",
        "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "R."}],
        "issued": {"date-parts": [[2019]]}, "page": "3-9", "keyword": "a, b", "DOI": "10.1/x",
        "URL": "https://x.example", "note": "N", "ISSN": "1234-5678",
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_ris_records_as_rispy_reads_them(seed: int) -> None:
    rispy = pytest.importorskip("rispy")
    chance = random.Random(seed)
    lines = []
    for count in range(40):
        lines += [f"{count + 1}.", f"TY  - {chance.choice(['JOUR', 'NEWS', 'BOOK'])}"]
        for tag in chance.sample(["TI", "T2", "PB", "CY", "VL", "IS", "SP", "EP", "DO", "AB"], 5):
            lines.append(f"{tag}  - {tag} of {count} - with: signs")
        lines += [f"AU  - Doe{n}, J." for n in range(chance.randint(0, 3))]
        lines += [f"KW  - word{n}" for n in range(chance.randint(0, 3))]
        lines += ["ER  - ", ""]
    text_ = "\n".join(lines)
    ours = list(records(text_.splitlines(keepends=True)))
    theirs = rispy.loads(text_)
    assert len(ours) == len(theirs) == 40
    tags: dict[str, str] = rispy.TAG_KEY_MAPPING
    for mine, other in zip(ours, theirs, strict=True):
        assert isinstance(mine, Record)
        told: dict[str, Any] = {}
        for tag, value in mine.fields:
            if isinstance(other[tags[tag]], list):
                told.setdefault(tags[tag], []).append(value)
            else:
                told[tags[tag]] = value
        assert told == {key: value for key, value in other.items() if key != "unknown_tag"}


# -- What a dossier exports -----------------------------------------------------------------------

PEOPLE: list[Document] = [
    {"family": "Doe", "given": "Jane"},
    {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
    {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
    {"family": "O’Neill & Söhne", "given": "Ann-Marie"},
    {"literal": "U.S. Department of Defense"},
    {"literal": "Barnes and Noble"},
]
SAID = st.text(
    st.sampled_from("abC é“”'&%$#_{}\\~^<>|\"`[]-.:"), min_size=1, max_size=16
).map(lambda words: f"A{' '.join(words.split())}z")  # fmt: skip
DATES: list[Document] = [
    {"date-parts": [[2019, 12, 31]]},
    {"date-parts": [[2019, 12]]},
    {"date-parts": [[2019]]},
    {"date-parts": [[2019]], "circa": True},
    {"date-parts": [[2019, 12, 29], [2020, 1, 2]]},
    {"date-parts": [[2019]], "season": 3},
    {"literal": "last week"},
]
ITEM = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["article-journal", "webpage", "report", "book", "chapter"]),
        "title": SAID,
        "author": st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3),
        "issued": st.sampled_from(DATES),
    },
    optional={
        "container-title": SAID,
        "publisher": SAID,
        "publisher-place": SAID,
        "volume": st.integers(1, 99),
        "issue": st.integers(1, 99).map(str),
        "page": st.sampled_from(["3-5", "7"]),
        "URL": st.just("https://example.org/a_b?c=d&e=%20#top"),
        "DOI": st.just("10.1000/a_b(c)"),
        "language": st.sampled_from(["en", "fr"]),
        "abstract": SAID,
        "note": SAID,
        "keyword": st.just("fire, quay"),
        "accessed": st.just({"date-parts": [[2020, 1, 5]]}),
    },
)
TEXTS = (
    "title", "container-title", "publisher", "publisher-place", "volume", "issue", "page", "URL",
    "DOI", "language", "abstract", "note", "keyword", "type",
)  # fmt: skip


def back(folder: Path, csl: Document, form: str) -> Document:
    """An item after it was exported in a form and imported again."""
    corpus = opened(folder, sources=[{"id": "s1", "csl": {"id": "s1", **csl}}])
    whole = "\n\n".join(source_texts(corpus, [0], form, HOUSE))
    (source,) = table(ran(IMPORTER, saved(folder, f"made.{form}", whole))[0], "sources")
    assert source["id"] == "s1"
    found: Document = source["csl"]
    return found


@settings(deadline=None, max_examples=60)
@given(ITEM, st.sampled_from(["bibtex", "ris", "csl-json"]))
def test_exported_sources_come_back(
    tmp_path_factory: pytest.TempPathFactory, csl: Document, form: str
) -> None:
    found = back(tmp_path_factory.mktemp("r"), csl, form)
    if form == "bibtex" and csl["type"] == "report" and "number" in found:
        # BibLaTeX has one field for both, and a report has a number.
        found["issue"] = found.pop("number")
    assert {key: number(found, key) for key in TEXTS} == {key: number(csl, key) for key in TEXTS}
    for key in ("issued", "accessed"):
        assert date(found, key) == date(csl, key)
    # RIS has no place for a particle of its own.
    assert [_spelt(form, name) for name in names(found, "author")] == [
        _spelt(form, name) for name in names(csl, "author")
    ]


def _spelt(form: str, name: Any) -> Any:  # noqa: ANN401 - a name, or what RIS can hold of it
    if form != "ris":
        return name
    return (f"{name.particle} {name.family}".strip(), name.given, name.suffix, name.literal)


def test_news_comes_back_from_csl_json_whole(tmp_path: Path) -> None:
    assert back(tmp_path, NEWS, "csl-json") == {"id": "s1", **NEWS}
    assert text(back(tmp_path, NEWS, "ris"), "type") == "article-newspaper"
