"""Clippings of texts that mean harm, or only look odd: every form shows them, and obeys none."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from store.clean import clean
from store.clippings import DOCUMENTS, Clippings, Grouping, document
from store.corpus import Corpus
from store.filters import EVERYTHING
from store.house import HOUSE, MARKS, House
from store.mark_set import Mark, MarkSet
from store.views import evaluate
from tests.builders import actor, event, opened, part, quote, source
from tests.unit.read_html import read_html, text_of

DAY = date(2020, 3, 4)

HOSTILE = (
    "a [sic] word, [^1] and [b]bold[/b]",
    "<script>alert(1)</script> &amp; <!-- --> ]]> </style></title></blockquote>",
    "\\input{/etc/passwd} \\end{document} $x^2$ 50% #1 {_}~^ --- `` '' ,, ^^41",
    "=cmd|' /C calc'!A0",
    "+1 -1 @SUM(A1)",
    "\u202eesrever\u202c \u2066isolate\u2069 a\u200bb",
    "NUL \x00 BEL \x07 ESC \x1b[31m DEL \x7f",
    "# heading\n> quote\n- item\n1. one\n    code\n\n***\n``` fence",
    "lines\r\nand\u2028more\n\n\nafter a gap\\",
    "\ud800 half \udfff",
    "العربية עברית 東京 e\u0301 👩‍👩‍👧 ẞ Ж",
    '“nested” ‘marks’ "straight" it\'s',
    "x" * 300,
    "   blanks   ",
    "https://x.invalid/a_b*c?d=e&f=<g>#h [l](javascript:alert(1)) ![i](http://x.invalid/p.png)",
    "---\ntitle: front matter\n---",
)


def hostile(folder: Path) -> Corpus:
    """Every text in every field that a document shows."""
    everywhere = list(enumerate(HOSTILE))
    return opened(
        folder,
        events=[
            event(f"e{n}", title=text, hedge=text, display_date=text, participants=[part("a0")])
            for n, text in everywhere
        ],
        actors=[
            actor(f"a{n}", name=text, positions=[{"title": text, "of": f"a{n}"}])
            for n, text in everywhere
        ],
        quotes=[
            quote(
                f"q{kind}{n}", text=text, kind=kind, words=[text.strip()[:3]], hedge=text,
                context=text, original=text, translator=text, display_date=text,
                language="en" if n % 2 else text, events=[f"e{n}"],
                citations=[{"source": f"s{n}", "locator": text}, {"source": f"s{n}"}],
                **({"speaker": f"a{n}"} if n % 3 else {"attribution": text}),
            )
            for kind in ("verbatim", "mixed", "paraphrase")
            for n, text in everywhere
        ],
        sources=[
            source(
                f"s{n}", archived=f"https://x.invalid/{text}" if n % 2 else "javascript:alert(1)",
                csl={"id": f"s{n}", "type": "webpage", "title": text, "publisher": text,
                     "URL": "https://x.invalid/a?b=1&c='\"<" if n % 2 else "javascript:alert(1)"},
            )
            for n, text in everywhere
        ],
        title=" ".join(HOSTILE[:12]),
    )  # fmt: skip


def made(corpus: Corpus, form: str, grouped: Grouping = "event", house: House = HOUSE) -> str:
    marks = MarkSet(
        tuple(
            Mark("quotes", f"qmixed{n}", True, (text[:20],), text) for n, text in enumerate(HOSTILE)
        )
    )
    seen = evaluate(corpus, EVERYTHING, "", marks)
    return document(Clippings(seen, seen.quotes, grouped, True, house, DAY), form)


@pytest.fixture(scope="module", name="corpus")
def fixture_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    corpus = hostile(tmp_path_factory.mktemp("hostile"))
    assert len(corpus.quotes) == 3 * len(HOSTILE)
    return corpus


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("grouped", ["event", "actor", "date"])
@pytest.mark.parametrize("form", ["markdown", "html", "latex", "text"])
def test_nothing_acts_and_nothing_hides(corpus: Corpus, form: str, grouped: Grouping) -> None:
    text = made(corpus, form, grouped)
    text.encode("utf-8")
    controls = {char for char in text if unicodedata.category(char) == "Cc"}
    assert controls == {"\n"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_html_shows_every_text_and_loads_nothing(corpus: Corpus) -> None:
    text = made(corpus, "html")
    page = read_html(text)
    seen = squeezed(text_of(page.one("body")))
    for words in HOSTILE:
        if "“" not in words:  # whose own marks are turned
            assert seen.count(squeezed(clean(words))) >= 12
    names = {one.name for one in page.everything()}
    assert not names & {"script", "link", "img", "iframe", "object", "base", "form", "svg", "embed"}
    for one in page.everything():
        for name, value in one.attributes.items():
            assert not name.startswith("on")
            assert name not in {"src", "srcset", "style", "background"}
            if name == "href":
                assert value.startswith(("#", "https://"))
            if name == "lang":
                assert value == "en"
    sheet = text_of(page.one("style"))
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert len(page.all("article")) == len(page.all("figure")) == len(corpus.quotes)
    assert len(page.one("ol").all("li")) == len(HOSTILE)


def tokens(text: str) -> list[Token]:
    """All tokens of a Markdown text, those within lines too."""
    parser = MarkdownIt("commonmark").use(footnote_plugin)
    found = parser.parse(text)
    return [*found, *(child for token in found for child in token.children or ())]


@pytest.mark.parametrize("grouped", ["event", "actor", "date"])
def test_markdown_has_the_structure_that_was_meant(corpus: Corpus, grouped: Grouping) -> None:
    found = tokens(made(corpus, "markdown", grouped))
    kinds = [token.type for token in found]
    assert kinds.count("blockquote_open") == len(corpus.quotes)
    assert kinds.count("footnote_ref") == 2 * len(corpus.quotes)
    assert kinds.count("footnote_anchor") == 2 * len(corpus.quotes)
    assert kinds.count("footnote_open") == len(HOSTILE)
    wrong = {
        "html_block", "html_inline", "code_block", "code_inline", "fence", "hr", "image",
        "link_open", "bullet_list_open", "ordered_list_open", "em_open",
    }  # fmt: skip
    assert not wrong & set(kinds)
    assert {token.tag for token in found if token.type == "heading_open"} == {"h1", "h2"}
    # The labels of notes and tags alone are bold.
    assert kinds.count("strong_open") == 2 * len(HOSTILE)
    seen = squeezed("".join(token.content for token in found if token.type == "text"))
    for words in HOSTILE:
        if "“" not in words:
            assert seen.count(squeezed(clean(words))) >= 9


def test_text_shows_every_text_in_72_columns(corpus: Corpus) -> None:
    text = made(corpus, "text")
    seen = squeezed(text)
    assert clean(text) == text
    for words in HOSTILE:
        if "“" not in words and "\n" not in words:
            assert seen.count(squeezed(clean(words))) >= 3
    assert all(len(line) <= 72 for line in text.splitlines() if "://" not in line)


def test_latex_has_no_command_but_ours(corpus: Corpus) -> None:
    body = made(corpus, "latex").partition(r"\begin{document}")[2]
    commands = set(re.findall(r"\\([a-zA-Z]+)", body))
    assert not commands & {"input", "include", "write", "def", "catcode", "immediate", "openin"}
    assert body.count(r"\end{document}") == 1
    bare = re.sub(r"\\[{}]", "", body)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"(?<!\\)[$&#%]", body)


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize("marks", ["us", "fr", "ja"])
def test_latex_compiles(corpus: Corpus, tmp_path: Path, engine: str, marks: str) -> None:
    program = shutil.which(engine)
    if program is None:
        pytest.skip(f"{engine} is not installed")
    if engine == "lualatex" and marks != "us":
        pytest.skip("the marks are letters like others there")
    text = made(corpus, "latex", house=House(marks=marks))
    (tmp_path / "clip.tex").write_text(text, encoding="utf-8")
    for _ in range(2):
        done = subprocess.run(
            [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "clip.tex"],
            cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]
    assert b"undefined" not in done.stdout
    assert (tmp_path / "clip.pdf").stat().st_size > 10_000


def test_json_and_csv_keep_every_character(corpus: Corpus) -> None:
    read = json.loads(made(corpus, "json"))
    texts = {one["text"] for group in read["groups"] for one in group["quotes"]}
    assert texts == set(HOSTILE)
    rows = list(csv.DictReader(io.StringIO(made(corpus, "csv"), newline="")))
    assert len(rows) == len(corpus.quotes)
    kept = {row["quote.text"].removeprefix("'") for row in rows}
    assert {words for words in HOSTILE if "\ud800" not in words} <= kept
    assert r"\ud800 half \udfff" in kept
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("form", list(DOCUMENTS))
@pytest.mark.parametrize("marks", list(MARKS))
def test_every_house_can_be_had(corpus: Corpus, form: str, marks: str) -> None:
    house = House(marks, "iso", "apa")
    assert made(corpus, form, house=house).isprintable() is False


def test_a_quote_without_a_source_says_so(tmp_path: Path) -> None:
    corpus = opened(tmp_path, quotes=[quote("q1", citations=[{"source": "gone"}])])
    for form in ("markdown", "html", "latex", "text"):
        text = made(corpus, form)
        assert "no source given" in text
        assert "Sources" not in text.partition(r"\begin{document}")[2 * (form == "latex")]


def test_addresses_stand_in_full_and_only_the_web_is_linked(tmp_path: Path) -> None:
    csl = {"id": "s", "title": "Page", "URL": "https://x.invalid/a?b=1&c=2"}
    corpus = opened(
        tmp_path,
        quotes=[quote("q1", citations=[{"source": "s1"}, {"source": "s2", "locator": "p. 3"}])],
        sources=[
            source("s1", csl=csl, archived="https://old.invalid/"),
            source("s2", csl={"id": "s", "title": "Other", "URL": "file:///etc/passwd"}),
        ],
    )
    page = read_html(made(corpus, "html"))
    assert page.one("blockquote").attributes["cite"] == "https://x.invalid/a?b=1&c=2"
    links = {one.attributes["href"]: text_of(one) for one in page.all("a")}
    assert {href: text for href, text in links.items() if "://" in href} == {
        "https://x.invalid/a?b=1&c=2": "https://x.invalid/a?b=1&c=2",
        "https://old.invalid/": "https://old.invalid/",
    }
    assert links["#source-2"] == "[2, p. 3]"
    for form in ("markdown", "text"):
        text = made(corpus, form).replace("\\", "")
        assert text.count("https://x.invalid/a?b=1&c=2") == 1
        assert text.count("Archived at https://old.invalid/.") == 1
