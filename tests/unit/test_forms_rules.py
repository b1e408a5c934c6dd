"""What holds in every form: marks, labels, hedges, and the words themselves."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.corpus import Corpus
from store.errors import NothingToCopyError
from store.forms import FORMS, copied
from store.house import MARKS, House
from store.related import Ref
from tests.builders import opened, quote, source
from tests.unit.forms_read import PROSE, Page
from tests.unit.quoted import ACTORS, one, quoted_as

UNHURRIED = settings(deadline=None, max_examples=80)
SIGNS = frozenset('“”"„«»‹›‟‘’‚「」『』')
CITED = [{"source": "s1", "locator": "line 1", "exact": "so it is"}]


def test_every_form_is_looked_at() -> None:
    assert set(PROSE) == set(FORMS) - {"link", "json"}


@UNHURRIED
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="".join(SIGNS) + "'`"),
        min_size=1,
    ),
    form=st.sampled_from(sorted(PROSE)),
    marks=st.sampled_from(sorted(MARKS)),
    words=st.booleans(),
)
def test_a_paraphrase_has_no_marks_and_is_called_one(
    tmp_path_factory: pytest.TempPathFactory, text: str, form: str, marks: str, words: bool
) -> None:
    corpus = one(
        tmp_path_factory.mktemp("p"),
        text,
        kind="paraphrase",
        words=[text] if words else [],
        speaker="esper",
        said="2020-01-02",
        via={"words": "some media"},
        citations=CITED,
    )
    seen = PROSE[form](quoted_as(corpus, form, house=House(marks=marks)))
    assert not SIGNS & set(seen)
    assert "paraphrase" in seen.lower()
    if form in {"html", "wiki", "latex"}:
        assert "blockquote" not in quoted_as(corpus, form)


HEDGE = st.none() | st.text(string.ascii_lowercase, min_size=1, max_size=12)


@UNHURRIED
@given(
    hedge=HEDGE,
    passed=HEDGE,
    status=st.sampled_from([None, "reported", "disputed", "confirmed"]),
    kind=st.sampled_from(["verbatim", "mixed", "paraphrase"]),
    form=st.sampled_from(sorted(set(PROSE) - {"words"})),
)
def test_no_hedge_is_lost_in_any_form(
    tmp_path_factory: pytest.TempPathFactory,
    hedge: str | None,
    passed: str | None,
    status: str | None,
    kind: str,
    form: str,
) -> None:
    via = {"words": passed} if passed else None
    corpus = one(
        tmp_path_factory.mktemp("h"), kind=kind, hedge=hedge, status=status, via=via,
        citations=CITED,
    )  # fmt: skip
    seen = PROSE[form](quoted_as(corpus, form)).lower()
    for doubt in (hedge, passed, status == "disputed" and "disputed"):
        assert not doubt or doubt in seen
    if status == "reported" and not hedge and not passed:
        assert "reportedly" in seen


MIXED = "They will run into a buzzsaw, he thinks."


@pytest.mark.parametrize("form", sorted(PROSE))
@pytest.mark.parametrize("marks", ["us", "uk", "de", "fr", "ru"])
def test_a_mixed_quote_has_marks_round_its_own_words(tmp_path: Path, form: str, marks: str) -> None:
    corpus = one(tmp_path, MIXED, kind="mixed", words=["run into a buzzsaw"], citations=CITED)
    house = House(marks=marks)
    text = quoted_as(corpus, form, house=house)
    outer = house.outer
    if form == "latex":
        assert "They will \\textquote{run into a buzzsaw}, he thinks." in text
        return
    own = f"{outer.open}{outer.pad}run into a buzzsaw{outer.pad}{outer.close}"
    seen = PROSE[form](text)
    assert f"They will {own}, he thinks." in seen
    assert seen.count(outer.open) == 1


@pytest.mark.parametrize("form", sorted(set(PROSE) - {"words", "wiki"}))
def test_verbatim_words_have_the_marks_of_the_house(tmp_path: Path, form: str) -> None:
    corpus = one(tmp_path, "He said ‘go’ [sic] … now", citations=CITED)
    text = quoted_as(corpus, form, house=House(marks="uk"))
    seen = PROSE[form](text)
    # In LaTeX the document's language sets the outer marks.
    before, after = ("", "") if form == "latex" else ("‘", "’")
    assert f"{before}He said “go” [sic] … now{after}" in seen


@pytest.mark.parametrize("form", ["words", "wiki"])
def test_words_without_marks_keep_their_own(tmp_path: Path, form: str) -> None:
    corpus = one(tmp_path, "He said “go” [sic] … now", citations=CITED)
    assert "He said “go” [sic] … now" in PROSE[form](quoted_as(corpus, form))


def test_a_text_with_marks_of_its_own_gets_no_others(tmp_path: Path) -> None:
    corpus = one(tmp_path, "“Go now”", citations=CITED)
    assert quoted_as(corpus, "attributed") == "unknown speaker said: “Go now”"
    assert quoted_as(corpus, "latex").startswith("unknown speaker said: “Go now”\\footnote{")
    assert "“Go now”" in Page(quoted_as(corpus, "html")).text


def test_the_house_says_how_dates_are_written(tmp_path: Path) -> None:
    corpus = one(tmp_path, "Go", said="2020-01-02~", citations=CITED)
    assert quoted_as(corpus, "attributed", house=House(dates="us")) == (
        "unknown speaker said around Jan. 2, 2020: “Go”"
    )
    assert "around 2020-01-02" in quoted_as(corpus, "markdown", house=House(dates="iso"))


# -- a part ---------------------------------------------------------------------------------------


def part_of(corpus: Corpus, form: str, words: str, marks: str = "us") -> str:
    text = corpus.quotes[0].text
    start = text.index(words)
    part = (start, start + len(words))
    return copied(corpus, [Ref("quotes", 0)], form, House(marks=marks), part)


@pytest.mark.parametrize(
    ("text", "kind", "own", "part", "expected"),
    [
        ("We will never go", "verbatim", [], "never", "“[…] never […]”"),
        ("We will never go", "verbatim", [], "We will", "“We will […]”"),
        ("We will never go.", "verbatim", [], "never go", "“[…] never go”"),
        ("We will never go", "verbatim", [], "We will never go", "“We will never go”"),
        ("We will never go", "verbatim", [], " never ", "“[…] never […]”"),
        ("“We will never go”", "verbatim", [], "will never", "[…] “will never” […]"),
        ("“We will never go”", "verbatim", [], "“We will", "“We will” […]"),
        ("“We will never go”", "verbatim", [], "“We will never go”", "“We will never go”"),
        (MIXED, "mixed", ["run into a buzzsaw"], "a buzzsaw, he", "[…] “a buzzsaw”, he […]"),
        (MIXED, "mixed", ["run into a buzzsaw"], "into a", "[…] “into a” […]"),
        (MIXED, "mixed", ["run into a buzzsaw"], "They will", "They will […]"),
        (MIXED, "mixed", ["run into a buzzsaw"], "he thinks.", "[…] he thinks."),
        ("They “run far”, he says", "mixed", ["run far"], "far”, he", "[…] “far”, he […]"),
        ("They “run far”, he says", "mixed", ["run far"], "They “run", "They “run” […]"),
        ("They “run far”, he says", "mixed", ["run far"], "“run far”,", "[…] “run far”, […]"),
        ("It will all go", "paraphrase", [], "will all", "[…] will all […]"),
        ("He said “go” and “stay”", "verbatim", [], "said “go”", "“[…] said ‘go’ […]”"),
    ],
)
def test_a_part_says_what_is_left_out(
    tmp_path: Path, text: str, kind: str, own: list[str], part: str, expected: str
) -> None:
    corpus = one(tmp_path, text, kind=kind, words=own, hedge="reportedly", citations=CITED)
    label = " (paraphrase)" if kind == "paraphrase" else ""
    said = f"Reportedly, unknown speaker said{label}: {expected}"
    assert part_of(corpus, "attributed", part) == said
    for form in sorted(set(PROSE) - {"words", "latex", "wiki", "markdown", "html"}):
        assert said in PROSE[form](part_of(corpus, form, part))


@UNHURRIED
@given(
    st.text(st.sampled_from("ab c“”."), min_size=1, max_size=20).filter(str.strip),
    st.integers(0, 19),
    st.integers(1, 20),
    st.sampled_from(["verbatim", "mixed", "paraphrase"]),
    st.lists(st.tuples(st.integers(0, 19), st.integers(1, 8)), max_size=3),
)
def test_no_part_changes_a_word(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    start: int,
    size: int,
    kind: str,
    cuts: list[tuple[int, int]],
) -> None:
    own = [text[at : at + length] for at, length in cuts if text[at : at + length]]
    chosen = text[start : start + size].strip()
    corpus = one(tmp_path_factory.mktemp("q"), text, kind=kind, words=own, citations=CITED)
    gone = str.maketrans(dict.fromkeys("“”‘’"))
    try:
        got = copied(corpus, [Ref("quotes", 0)], "words", part=(start, start + size))
    except NothingToCopyError:
        got = ""
    if not got:
        assert not chosen.translate(gone).strip()
        return
    bare = got.removeprefix("Paraphrase: ").removeprefix("[…] ").removesuffix(" […]")
    assert bare.translate(gone).strip() == chosen.translate(gone).strip()
    if kind == "paraphrase":
        assert got.count("“") == chosen.count("“")


@pytest.mark.parametrize("part", [(0, 0), (2, 3), (99, 120), (3, 1)])
def test_a_part_without_words_is_refused(tmp_path: Path, part: tuple[int, int]) -> None:
    corpus = one(tmp_path, "We will")
    with pytest.raises(NothingToCopyError, match="the part that is chosen has no words"):
        copied(corpus, [Ref("quotes", 0)], "attributed", part=part)


def test_a_part_of_several_is_refused(tmp_path: Path) -> None:
    corpus = one(tmp_path)
    with pytest.raises(ValueError, match="a part is of one record"):
        copied(corpus, [Ref("quotes", 0)] * 2, "words", part=(0, 3))


def test_a_part_is_anchored_more_closely(tmp_path: Path) -> None:
    cited = {
        "source": "s1", "exact": "the game has changed", "prefix": "said ", "suffix": " today",
        "start": 10, "end": 30,
    }  # fmt: skip
    corpus = one(tmp_path, "the game has changed", citations=[cited])
    target = json.loads(part_of(corpus, "web-annotation", "game has"))["target"]
    assert target["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": "game has",
            "prefix": "said the ",
            "suffix": " changed today",
        },
        {"type": "TextPositionSelector", "start": 14, "end": 22},
    ]


# -- nothing breaks out ---------------------------------------------------------------------------


TRICKY = st.text(
    st.sampled_from("ab .-,'`\"{}[]()<>&%$#_^~|\\/*=:;!?@\n\t\x00\x1b\u2028é“”"), max_size=40
).map(lambda text: f"x{text}x")


@UNHURRIED
@given(TRICKY, TRICKY, st.sampled_from(["verbatim", "mixed", "paraphrase"]))
def test_any_words_come_through_every_form(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str, kind: str
) -> None:
    csl = {"type": "article-newspaper", "title": name, "URL": "https://x.org/?a=1&b={2}|'"}
    corpus = opened(
        tmp_path_factory.mktemp("e"),
        actors=ACTORS,
        quotes=[quote(text=text, kind=kind, words=[text[:5]], citations=CITED, attribution=name)],
        sources=[source("s1", csl=csl)],
    )
    gone = str.maketrans(dict.fromkeys("“”‘’ \n\t\x00\x1b\u2028␀␛\ufffd"))
    wanted = text.translate(gone)
    for form, read in PROSE.items():
        made = quoted_as(corpus, form)
        assert wanted in read(made).translate(gone), form
        if form in {"html", "wiki", "latex", "bibtex", "ris"}:
            assert not {"\x00", "\x1b", "\u2028"} & set(made), form
    page = Page(quoted_as(corpus, "html"))
    assert {tag for tag, _ in page.tags} <= {
        "figure", "blockquote", "p", "br", "figcaption", "i",
    }  # fmt: skip
    latex = quoted_as(corpus, "latex")
    assert latex.count("{") == latex.count("}")
    wiki = quoted_as(corpus, "wiki")
    assert wiki.count("{{") == wiki.count("}}") == (2 if kind == "verbatim" else 1)
    assert wiki.count("<ref>") == wiki.count("</ref>") == 1
    assert "\n" not in wiki
    ris = quoted_as(corpus, "ris").split("\n")
    assert all(line[2:6] == "  - " for line in ris)


def test_html_cites_the_address(tmp_path: Path) -> None:
    csl = {"type": "webpage", "title": "T", "URL": 'https://x.org/?a=1&b="2"'}
    corpus = opened(
        tmp_path, quotes=[quote(citations=CITED)], sources=[source("s1", csl=csl)]
    )  # fmt: skip
    page = Page(quoted_as(corpus, "html"))
    assert ("blockquote", {"cite": csl["URL"]}) in page.tags
    unsafe = {**csl, "URL": "javascript:alert(1)"}
    corpus = opened(
        tmp_path, quotes=[quote(citations=CITED)], sources=[source("s1", csl=unsafe)]
    )  # fmt: skip
    assert ("blockquote", {}) in Page(quoted_as(corpus, "html")).tags
    assert "url=" not in quoted_as(corpus, "wiki")
