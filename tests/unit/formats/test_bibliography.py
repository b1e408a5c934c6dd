"""CSL-JSON, BibTeX and RIS as sources: facts entry by entry, and files that only look so."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import DossierError
from store.formats.base import Document
from store.formats.bibliography import IMPORTER
from store.formats.latex_text import latex_text, verbatim_text
from store.formats.opened import Input
from tests.unit.formats.streamed import opened, ran, saved, skipped, table

BIBTEX = r"""This line is a comment, as is an address: a@b.example.
@comment{ jabref-meta: {x} }
@preamble{"\newcommand{\noop}[1]{}"}
@string{gull = "The Gull"}
@string(nowhere = {Nowhere})

@article{doe:2019,
  author = {Doe, Jane and Charles de Gaulle and {U.S. Department of Defense} and
            de la Cruz, Jr., Mar{\'\i}a},
  title = "Crowd \& guards: 100\% {\em calm}",
  journaltitle = gull # " of " # nowhere,
  entrysubtype = {newspaper},
  date = {2019-12-31}, urldate = {2020-01-05T10:00:00},
  volume = 7, number = {2}, pages = {3--5}, langid = {english},
  url = {https://example.org/a_b?c=d\&e=%20#top}, doi = {10.1000/a_b},
  file = {a.pdf},
}
@Book(knuth, title = {The {\TeX}book}, subtitle = {A {"}quote{"}}, author = {Knuth, Donald E.},
  year = 1984, month = mar # "~" # 3, publisher = {Addison-Wesley}, address = "Reading, Mass.")
@incollection{part, crossref = {whole}, title = {A part}, pages = {1-9}, author = {K\"oln, \AA ke}}
@collection{whole, title = {The whole}, editor = {Sm{\"o}rg{\aa}s, Bo}, date = {1999~/2001},
  publisher = {House}}
@techreport{r1, title = {R}, number = {R-7}, institution = {Lab}, year = {in press}, type = {Memo}}
@gizmo{g, title = {Odd}, note = {has \unknowncmd{x}}}
"""


def csl_of(path: Path) -> dict[str, Document]:
    items, _ = ran(IMPORTER, path)
    return {source["id"]: source["csl"] for source in table(items, "sources")}


def test_bibtex(tmp_path: Path) -> None:
    path = saved(tmp_path, "x.bib", BIBTEX)
    assert IMPORTER.sniff(Input(path)) >= 90
    items, remarks = ran(IMPORTER, path)
    sources = {source["id"]: source for source in table(items, "sources")}
    assert sources["doe:2019"] == {
        "id": "doe:2019",
        "csl": {
            "id": "doe:2019", "type": "article-newspaper",
            "author": [
                {"family": "Doe", "given": "Jane"},
                {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
                {"literal": "U.S. Department of Defense"},
                {"family": "Cruz", "given": "María", "non-dropping-particle": "de la",
                 "suffix": "Jr."},
            ],
            "title": r"Crowd & guards: 100% \em calm",
            "container-title": "The Gull of Nowhere",
            "issued": {"date-parts": [[2019, 12, 31]]},
            "accessed": {"date-parts": [[2020, 1, 5]]},
            "volume": "7", "issue": "2", "page": "3-5", "language": "en",
            "URL": "https://example.org/a_b?c=d&e=%20#top", "DOI": "10.1000/a_b",
        },
        "source_fields": {"urldate": "2020-01-05T10:00:00", "file": "a.pdf"},
    }  # fmt: skip
    assert sources["knuth"]["csl"] == {
        "id": "knuth", "type": "book", "title": 'The TeXbook: A "quote"',
        "author": [{"family": "Knuth", "given": "Donald E."}],
        "issued": {"date-parts": [[1984, 3, 3]]},
        "publisher": "Addison-Wesley", "publisher-place": "Reading, Mass.",
    }  # fmt: skip
    part = sources["part"]["csl"]
    assert (part["title"], part["container-title"]) == ("A part", "The whole")
    assert part["author"] == [{"family": "Köln", "given": "Åke"}]
    assert part["editor"] == [{"family": "Smörgås", "given": "Bo"}]
    assert part["issued"] == {"date-parts": [[1999], [2001]], "circa": True}
    report = sources["r1"]["csl"]
    assert (report["number"], report["genre"], report["publisher"]) == ("R-7", "Memo", "Lab")
    assert report["issued"] == {"literal": "in press"}
    assert sources["g"]["source_fields"]["type of entry"] == "gizmo"
    assert sources["g"]["csl"]["note"] == r"has \unknowncmdx"
    assert skipped(remarks) == []
    assert len(remarks) == len({remark.what for remark in remarks})
    opened(items, tmp_path)
    assert ran(IMPORTER, path) == (items, remarks)


def test_quotation_marks_hold_others_in_braces(tmp_path: Path) -> None:
    text = '@misc{a, title = "Say {"}yes{"} (twice)", note = {1"}}'
    csl = csl_of(saved(tmp_path, "x.bib", text))["a"]
    assert (csl["title"], csl["note"]) == ('Say "yes" (twice)', '1"')


def test_a_broken_bibtex_entry_costs_no_other(tmp_path: Path) -> None:
    text = "@misc{a, title={A}}\n@misc{b, title={never closed\n@misc{c title={C}}\n@misc{d,title=D}"
    items, remarks = ran(IMPORTER, saved(tmp_path, "x.bib", text))
    assert [source["id"] for source in table(items, "sources")] == ["a", "d"]
    assert [remark.place for remark in skipped(remarks)] == ["line 2", "line 3"]
    cut = BIBTEX[: BIBTEX.index("@collection") + 40]
    items, remarks = ran(IMPORTER, saved(tmp_path, "cut.bib", cut))
    assert len(table(items, "sources")) == 3
    assert len(skipped(remarks)) == 1


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\'{e}\`a\^{\i}\~n\={o}\u{g}\.z\"u\r{a}\H{o}\v{s}\d{t}\c cx\k{a}", "éàîñōğżüåőšṭçxą"),
        (r"{\ss}{\o}{\AE}\aa{}\L ódź", "ßøÆåŁódź"),
        (r"``a'' -- b---c", "“a” – b—c"),
        (r"\emph{A \textbf{b}} \enquote{c}", "A b “c”"),
        (r"\textbackslash{}\textbraceleft{}\{\}\_\&", r"\{{}_&"),
        (r"a-{}-b {[}c{]} ~d", "a--b [c] \u00a0d"),
        (r"$x^{2}$ \strange \strange{y}", r"$x^{2}$ \strange \strangey"),
        ("\\", "\\"), ("}{", ""), ("a\n  b", "a b"), ("\\'", "\\'"),
    ],
)  # fmt: skip
def test_latex(source: str, text: str) -> None:
    assert latex_text(source) == text


def test_addresses_are_taken_letter_for_letter() -> None:
    assert verbatim_text(r"\url{https://x.example/a--b_c\%20~d}") == "https://x.example/a--b_c%20~d"


RIS = """1.
TY  - NEWS
ID  - gull:1
AU  - Doe, Jane
AU  - U.S. Department of Defense
A1  - Roe, Rik, III
TI  - Fire
T2  - The Gull
PY  - 2019
DA  - 2019/03/02/morning
Y2  - 2019-04-01
UR  - https://gull.example/fire
UR  - https://mirror.example/fire
SP  - 3
EP  - 5
KW  - fire
KW  - quay
N1  - A note that
goes on.
C7  - custom
ER  -\x20

2.
TY  - BOOK
BT  - The Book
SN  - 978-3-16-148410-0
PY  - 1999///circa
ER  -
stray words
TY  - XYZ
T1  - No end
DA  - ///last week
"""


def test_ris(tmp_path: Path) -> None:
    path = saved(tmp_path, "x.ris", RIS.replace("\n", "\r\n"))
    assert IMPORTER.sniff(Input(path)) >= 90
    items, remarks = ran(IMPORTER, path)
    news, book, other = table(items, "sources")
    assert news == {
        "id": "gull:1",
        "csl": {
            "id": "gull:1", "type": "article-newspaper",
            "author": [
                {"family": "Doe", "given": "Jane"},
                {"literal": "U.S. Department of Defense"},
                {"family": "Roe", "given": "Rik", "suffix": "III"},
            ],
            "title": "Fire", "container-title": "The Gull", "URL": "https://gull.example/fire",
            "page": "3-5", "keyword": "fire, quay", "note": "A note that\ngoes on.",
            "issued": {"date-parts": [[2019, 3, 2]], "literal": "2019/03/02/morning"},
            "accessed": {"date-parts": [[2019, 4, 1]]},
        },
        "source_fields": {"UR": "https://mirror.example/fire", "C7": "custom"},
    }  # fmt: skip
    assert book["csl"] == {
        "id": book["id"], "type": "book", "title": "The Book", "ISBN": "978-3-16-148410-0",
        "issued": {"date-parts": [[1999]], "circa": True},
    }  # fmt: skip
    assert other["csl"]["issued"] == {"literal": "last week"}
    assert other["source_fields"] == {"TY": "XYZ"}
    assert [remark.place for remark in skipped(remarks)] == ["line 29"]
    assert any("no end" in remark.what for remark in remarks)
    opened(items, tmp_path)
    assert ran(IMPORTER, path) == (items, remarks)


CSL = [
    {"id": "a", "type": "article-journal", "title": "A", "issued": "2019-12~",
     "author": [{"family": "Doe"}, "The Body"], "volume": 7, "custom": {"shelf": "x"}},
    {"id": 5, "type": "webpage", "URL": "https://x.example", "issued": {"date-parts": [["2020"]]}},
    {"type": "gizmo", "title": "No id", "weight": 3, "issued": {"date-parts": [["x"]]},
     "editor": [{}], "page": ["1"]},
    {"id": "a", "type": "article-journal", "title": "Another A"},
    {"id": "b", "type": "document", "custom": {"onrecord": {"fields": {"type": "saga", "w": 1}}}},
    5,
]  # fmt: skip


def test_csl_json(tmp_path: Path) -> None:
    path = saved(tmp_path, "x.json", json.dumps(CSL))
    assert IMPORTER.sniff(Input(path)) >= 90
    items, remarks = ran(IMPORTER, path)
    first, web, odd, second, ours = table(items, "sources")
    assert first["csl"] == {
        "id": "a", "type": "article-journal", "title": "A", "volume": 7, "custom": {"shelf": "x"},
        "author": [{"family": "Doe"}, {"literal": "The Body"}],
        "issued": {"date-parts": [[2019, 12]], "circa": True},
    }  # fmt: skip
    assert web["id"] == "5"
    assert web["csl"]["issued"] == {"date-parts": [["2020"]]}
    assert odd["csl"] == {"id": odd["id"], "type": "document", "title": "No id"}
    assert odd["source_fields"] == {
        "type": "gizmo", "weight": 3, "issued": {"date-parts": [["x"]]}, "editor": [{}],
        "page": ["1"],
    }  # fmt: skip
    assert second["id"].startswith("a-")
    assert ours["csl"] == {"id": "b", "type": "saga", "w": 1}
    assert [remark.place for remark in skipped(remarks)] == ["[5]"]
    opened(items, tmp_path)
    assert ran(IMPORTER, path) == (items, remarks)


def test_csl_json_in_other_wrappings(tmp_path: Path) -> None:
    item = {"type": "book", "title": "T", "author": [{"literal": "X"}]}
    for whole in ([item], item | {"id": "k"}, {"items": [item]}, {"k": item}):
        (csl,) = csl_of(saved(tmp_path, "x.json", json.dumps(whole))).values()
        assert csl["title"] == "T"


def test_the_same_entry_twice_is_one_source(tmp_path: Path) -> None:
    entry = "@misc{a, title={A}}\n"
    items, remarks = ran(IMPORTER, saved(tmp_path, "x.bib", entry * 2))
    assert len(items) == 1
    assert "before" in remarks[0].what


def test_other_files_are_not_known(tmp_path: Path) -> None:
    for text in (
        "", "[", "{}", '[{"id": "a", "type": "person", "title": "x"}]', "a,b\n1,2\n",
        "Write to a@b{c}", "@media {a: b}", "- 2019: x", '{"dossier": {}}',
    ):  # fmt: skip
        assert IMPORTER.sniff(Input(saved(tmp_path, "other", text))) < 40
    items, remarks = ran(IMPORTER, saved(tmp_path, "none", "nothing here"))
    assert items == []
    assert skipped(remarks)


WORDS = st.text(st.sampled_from("aé {}\\\"@,=#%&'~-\n$"), max_size=12)
BITS = st.sampled_from([*BIBTEX.split("\n"), *RIS.split("\n"), "@a{b,", "TY  - ", "ER  - "])


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(["x.bib", "x.ris"]), st.lists(WORDS | BITS, max_size=12))
def test_junk_never_raises_and_what_is_made_opens(
    tmp_path_factory: pytest.TempPathFactory, name: str, pieces: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("j")
    items, _ = ran(IMPORTER, saved(folder, name, "\n".join(pieces)))
    opened(items, folder)


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
    | st.sampled_from(["2019", "book", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "type", "date-parts", "family", "onrecord", "fields"]), inner),
    max_leaves=8,
)  # fmt: skip
FIELDS = st.sampled_from([
    "id", "type", "title", "author", "issued", "accessed", "page", "volume", "custom", "categories",
    "URL", "x", "",
])  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(st.lists(JUNK | st.dictionaries(FIELDS, JUNK), max_size=4) | JUNK)
def test_junk_in_csl_json_never_raises(
    tmp_path_factory: pytest.TempPathFactory, found: object
) -> None:
    folder = tmp_path_factory.mktemp("j")
    with suppress(DossierError):
        items, _ = ran(IMPORTER, saved(folder, "x.json", json.dumps(found)))
        opened(items, folder)
