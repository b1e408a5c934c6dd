"""What leads to the words in a source: annotations, links, wiki references, LaTeX that compiles."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.forms import copied
from store.related import Ref
from tests.builders import opened, quote, source
from tests.unit.cited_news import NEWS, news
from tests.unit.quoted import quoted_as

UNHURRIED = settings(deadline=None, max_examples=60)

# -- Web Annotation and links ---------------------------------------------------------------------

TEXT = (
    "On Monday he said, the game has changed - and so it had. Later he said, the game has changed"
    " again, for good-natured reasons, twice & more: all of it."
)


def anchored(text: str, selector: dict[str, str]) -> int:
    """Where a text holds the words of a selector, with what stands round them; once only."""
    before, after = selector.get("prefix", ""), selector.get("suffix", "")
    whole = f"{before}{selector['exact']}{after}"
    assert text.count(whole) == 1
    return text.index(whole) + len(before)


def test_a_web_annotation_finds_its_place_again(tmp_path: Path) -> None:
    start = TEXT.index("the game")
    cited = {
        "source": "s1", "exact": "the game has changed", "prefix": "said, ", "suffix": " - and",
        "start": start, "end": start + 20,
    }  # fmt: skip
    corpus = opened(
        tmp_path, quotes=[quote(text="the game has changed", citations=[cited])],
        sources=[source("s1", csl=NEWS)],
    )  # fmt: skip
    made = json.loads(quoted_as(corpus, "web-annotation"))
    words, place = made["target"]["selector"]
    assert made["target"]["source"] == NEWS["URL"]
    assert anchored(TEXT, words) == place["start"] == start
    assert TEXT[place["start"] : place["end"]] == words["exact"]


DIRECTIVE = re.compile(r"(?:([^,&]+)-,)?([^,&-]+)(?:,([^,&-]+))?(?:,-([^,&]+))?")


def found_by(text: str, link: str) -> str:
    """What a browser would mark: the words of a text fragment (WICG's grammar)."""
    _, _, directive = link.partition(":~:text=")
    assert re.fullmatch(r"[A-Za-z0-9%._~,-]*", directive)
    match = DIRECTIVE.fullmatch(directive)
    assert match
    before, start, end, after = (unquote(part or "") for part in match.groups())
    between = rf".*?{re.escape(end)}" if end else ""
    found = list(
        re.finditer(
            rf"{re.escape(before)}\s*(?P<all>{re.escape(start)}{between})\s*{re.escape(after)}",
            re.sub(r"\s+", " ", text),
        )
    )
    assert len(found) == 1
    return found[0]["all"]


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix"),
    [
        ("the game has changed", "said, ", " - and"),
        ("the game has changed", "Later he said, ", " again"),
        ("good-natured reasons, twice & more", "for ", ":"),
        ("again", "", ""),
        ("On Monday he said, the game has changed - and so it had. Later he said", "", ","),
    ],
)
def test_a_link_leads_to_the_words(tmp_path: Path, exact: str, prefix: str, suffix: str) -> None:
    cited = {"source": "s1", "exact": exact, "prefix": prefix, "suffix": suffix}
    corpus = opened(
        tmp_path,
        quotes=[quote(text="It changed.", kind="paraphrase", citations=[cited])],
        sources=[source("s1", csl={**NEWS, "URL": "https://example.org/a"})],
    )
    link = quoted_as(corpus, "link")
    assert link.startswith("https://example.org/a#:~:text=")
    assert found_by(TEXT, link) == exact


WORD = st.text(st.sampled_from("ab-,&%é…“"), min_size=1, max_size=5)


@UNHURRIED
@given(st.lists(WORD, min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 30))
def test_any_words_are_found_again(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], first: int, size: int
) -> None:
    words = [f"w{number}{word}" for number, word in enumerate(words)]
    first = min(first, len(words) - 1)
    exact = " ".join(words[first : first + size])
    before, after = " ".join(words[:first]), " ".join(words[first + size :])
    cited = {"source": "s1", "exact": exact, "prefix": before[-32:], "suffix": after[:32]}
    corpus = opened(
        tmp_path_factory.mktemp("l"),
        quotes=[quote(text=exact, citations=[cited])],
        sources=[source("s1", csl=NEWS)],
    )
    assert found_by(" ".join(words), quoted_as(corpus, "link")) == exact


@pytest.mark.parametrize(
    ("address", "kind", "exact", "expected"),
    [
        ("https://x.org/", "verbatim", None, "https://x.org/#:~:text=q1"),
        ("https://x.org/#a", "verbatim", "b-c, d", "https://x.org/#a:~:text=b%2Dc%2C%20d"),
        ("https://x.org/#:~:text=old", "verbatim", None, "https://x.org/#:~:text=q1"),
        ("https://x.org/", "paraphrase", None, "https://x.org/"),
        ("https://x.org/#a", "paraphrase", None, "https://x.org/#a"),
        ("https://x.org/", "mixed", None, "https://x.org/#:~:text=1"),
        ("https://x.org/", "paraphrase", "a\nb", "https://x.org/#:~:text=a,b"),
    ],
)
def test_links(tmp_path: Path, address: str, kind: str, exact: str | None, expected: str) -> None:
    corpus = opened(
        tmp_path,
        quotes=[quote(kind=kind, words=["1"], citations=[{"source": "s1", "exact": exact}])],
        sources=[source("s1", csl={**NEWS, "URL": address})],
    )
    assert quoted_as(corpus, "link") == expected


def test_links_are_given_once(tmp_path: Path) -> None:
    corpus = news(tmp_path)
    assert copied(corpus, [Ref("quotes", 0)] * 2, "link") == (
        "https://example.org/a_b?c=d&e=%20#top:~:text=said%2C-,the%20game%20has%20changed,"
        "-%2D%20and%20so"
    )


# -- wiki, and LaTeX where there is one -----------------------------------------------------------


def test_a_reference_of_the_wiki(tmp_path: Path) -> None:
    assert quoted_as(news(tmp_path), "wiki") == (
        "{{blockquote|text=the game has changed|author=Mark Esper, U.S. Defense Secretary;"
        " 2 January 2020<ref>{{cite news|last1=Doe|first1=Jane|last2=de Gaulle|first2=Charles"
        "|author3=U.S. Department of Defense|title=Crowd &#38; guards: 100% “calm”"
        "|newspaper=The Paper|date=31 December 2019|publisher=House &#123;Ltd&#125;|volume=7"
        "|language=en-US|at=p. 3|url=https://example.org/a_b?c=d&e=%20#top}}</ref>}}"
    )


@pytest.mark.parametrize(
    ("kind", "address", "template"),
    [
        ("article-magazine", "https://x.org", "cite magazine"),
        ("webpage", "https://x.org", "cite web"),
        ("webpage", "ftp://x.org", "citation"),
        ("entry-encyclopedia", "", "cite encyclopedia"),
        ("hearing", "", "citation"),
        (3, "", "citation"),
    ],
)
def test_templates_of_the_wiki(tmp_path: Path, kind: object, address: str, template: str) -> None:
    corpus = news(tmp_path, type=kind, URL=address)
    assert f"<ref>{{{{{template}|last1=Doe|" in quoted_as(corpus, "wiki")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no TeX here")
def test_latex_compiles(tmp_path: Path) -> None:
    hard = "a & b % $ # _ { } ~ ^ \\ < > | \" ` '' -- [x] ,, é\n\nnew"
    corpus = opened(
        tmp_path,
        quotes=[
            quote(kind, text=hard, kind=kind, words=["b"], citations=[{"source": "s1"}])
            for kind in ("verbatim", "mixed", "paraphrase")
        ],
        sources=[source("s1", csl=NEWS)],
    )
    body = copied(corpus, [Ref("quotes", row) for row in range(3)], "latex")
    page = (
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{csquotes}"
        f"\\begin{{document}}\n{body}\n\\end{{document}}\n"
    )
    (tmp_path / "page.tex").write_text(page, encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"],
        cwd=tmp_path, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]
