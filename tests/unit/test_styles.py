"""References of sources that are whole, lacking or wrong, and the markup they are written in."""

from __future__ import annotations

import html
import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import cite, styles
from store.errors import UsageError
from store.model import Source
from store.styles import STYLES, Run, as_html, as_latex, as_markdown, as_text, formatted

UNHURRIED: Final = settings(deadline=None, max_examples=250)
NEWS: Final[dict[str, object]] = {
    "type": "article-newspaper",
    "title": "Crowd storms gate",
    "author": [{"family": "Marlow", "given": "Anna"}],
    "container-title": "The Ledger",
    "issued": {"date-parts": [[2019, 12, 31]]},
    "URL": "https://example.org/gate",
}


def test_the_styles_have_names() -> None:
    assert list(STYLES) == ["plain", "chicago", "apa", "mla", "harvard"]
    with pytest.raises(UsageError, match="vancouver"):
        formatted(NEWS, "vancouver")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "plain",
            (
                "Anna Marlow. Crowd storms gate. The Ledger. 31 December 2019."
                " https://example.org/gate, p. 3."
            ),
        ),
        (
            "chicago",
            (
                "Anna Marlow, “Crowd Storms Gate,” The Ledger, December 31, 2019, 3,"
                " https://example.org/gate."
            ),
        ),
        (
            "apa",
            (
                "Marlow, A. (2019, December 31). Crowd storms gate. The Ledger, p. 3."
                " https://example.org/gate"
            ),
        ),
        (
            "mla",
            (
                "Marlow, Anna. “Crowd Storms Gate.” The Ledger, 31 Dec. 2019, p. 3,"
                " https://example.org/gate."
            ),
        ),
        (
            "harvard",
            (
                "Marlow, A. (2019) ‘Crowd storms gate’, The Ledger, 31 December, p. 3."
                " Available at: https://example.org/gate."
            ),
        ),
    ],
)
def test_a_place_in_the_source(style: str, expected: str) -> None:
    assert as_text(formatted(NEWS, style, "p. 3")) == expected


def test_a_page_takes_the_place_of_the_pages_in_a_journal() -> None:
    item = {
        **NEWS,
        "type": "article-journal",
        "volume": 4,
        "issue": "2",
        "page": "101-118",
    }
    line = as_text(formatted(item, "chicago", "pp. 105-6"))
    assert "4, no. 2 (2019): 105-6, https" in line
    assert "118" not in line


@pytest.mark.parametrize("style", STYLES)
def test_a_source_without_a_title_is_called_something(style: str) -> None:
    assert "src-1" in as_text(formatted({}, style, fallback_title="src-1"))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("plain", ""),
        ("chicago", "n.d."),
        ("apa", "(n.d.)."),
        ("mla", ""),
        ("harvard", "(No date)."),
    ],
)
def test_an_item_that_says_nothing(style: str, expected: str) -> None:
    assert as_text(formatted({}, style)) == expected


@pytest.mark.parametrize(
    "csl",
    [
        NEWS,
        {"title": "What now?"},
        {"title": "A", "issued": {"date-parts": [[2020, 44]]}},
        {"title": "A", "issued": {"literal": "last week"}},
        {"title": "A", "issued": "2020", "author": "Doe"},
        {"title": 3, "author": [None, {"given": 3}, {"family": "Doe"}]},
    ],
)
def test_plain_is_what_a_reference_was(csl: dict[str, object]) -> None:
    line = as_text(formatted(csl, fallback_title="s"))
    assert line == cite.reference(Source(id="s", csl=csl))


# -- hostile items --------------------------------------------------------------------------------

_FIELDS: Final = (
    *("title", "author", "editor", "translator", "director", "interviewer", "recipient"),
    *("container-title", "publisher", "publisher-place", "issued", "accessed", "URL", "DOI"),
    *("volume", "issue", "page", "edition", "number", "genre", "medium", "authority", "language"),
    *("event-title", "event-place"),
)
_TYPES: Final = (
    *("article-newspaper", "article-magazine", "article-journal", "webpage", "post", "post-weblog"),
    *("entry-encyclopedia", "report", "speech", "interview", "hearing", "broadcast", "book"),
    *("chapter", "legislation", "personal_communication", "motion_picture", "document", "thesis"),
)
_WORD = st.text("abcXYZéß漢", min_size=1, max_size=6)
_WORDS = st.builds(
    lambda lead, words, tail: lead + " ".join(words) + tail,
    st.sampled_from(["", " ", "“", '"', "<i>", "'", ", "]),
    st.lists(_WORD, max_size=3),
    st.sampled_from(["", ".", ",", "?", "!", ";", ":", " ", "”", '"', "</i>", "’", "\n"]),
)
_SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | _WORDS | st.just("")
_NAME = st.dictionaries(
    st.sampled_from(
        ["family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"]
    ),
    _SCALAR,
)
_DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(_SCALAR, max_size=4) | _SCALAR, max_size=3) | _SCALAR,
        "literal": _SCALAR,
        "raw": _SCALAR
        | st.sampled_from(["2019-12~", "2019/2020", "201X", "[2019,2020]", "2019-22"]),
        "season": _SCALAR | st.integers(0, 25),
        "circa": _SCALAR,
    },
)
_VALUE = _SCALAR | st.lists(_NAME | _SCALAR, max_size=4) | _DATE | _NAME
_ITEM = st.dictionaries(st.sampled_from(_FIELDS), _VALUE, max_size=12)


@UNHURRIED
@given(_ITEM, st.sampled_from(_TYPES) | _SCALAR, st.sampled_from(sorted(STYLES)), _WORDS)
def test_junk_gives_a_clean_line(
    item: dict[str, object], kind: object, style: str, locator: str
) -> None:
    line = as_text(formatted({**item, "type": kind}, style, locator, fallback_title="s"))
    assert "None" not in line
    assert "\n" not in line
    assert line == line.strip()
    assert "  " not in line
    if style != "plain":
        for stray in (",,", " ,", " .", "..", ". ,", ",.", "()", "[]", ";,", "“”"):
            assert stray not in line, (stray, line)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "unit", ["a ", "A-", ",", ", a", '"', "'", "“", "<i>", "1-", ". ", "9", "a.", "漢", "\n"]
)
def test_a_huge_field_is_no_trap(style: str, unit: str) -> None:
    huge = unit * 30_000
    name = {"family": huge, "given": huge, "suffix": huge}
    csl = {"title": huge, "container-title": huge, "page": huge, "edition": huge, "author": [name]}
    line = as_text(formatted({**csl, "type": "chapter", "issued": {"raw": huge}}, style))
    assert line.isprintable()


_PARTS = st.lists(st.integers(-9999, 9999) | st.integers(1, 31), max_size=4)
_SOUND_DATE = st.fixed_dictionaries(
    {"date-parts": st.lists(_PARTS, min_size=1, max_size=2)},
    optional={"circa": st.booleans(), "season": st.integers(0, 5)},
)


@UNHURRIED
@given(_SOUND_DATE, st.sampled_from(_TYPES), st.sampled_from(sorted(STYLES)))
def test_no_date_breaks_a_line(date: dict[str, object], kind: str, style: str) -> None:
    csl = {**NEWS, "type": kind, "issued": date, "accessed": date}
    line = as_text(formatted(csl, style))
    assert "crowd storms gate" in line.lower()
    assert ", ," not in line


# -- markup ---------------------------------------------------------------------------------------

_RUNS = st.lists(st.builds(Run, st.text(max_size=12), st.booleans()), max_size=5)


@UNHURRIED
@given(_RUNS)
def test_html_says_the_same(runs: list[Run]) -> None:
    made = as_html(runs)
    assert html.unescape(re.sub(r"</?i>", "", made)) == as_text(runs)
    assert set(re.findall("<[^>]*>", made)) <= {"<i>", "</i>"}


def test_markup_is_escaped() -> None:
    runs = (Run("A & <b> "), Run("50% of_it* ", italic=True), Run("{x}"))
    assert as_html(runs) == "A &amp; &lt;b&gt; <i>50% of_it*</i> {x}"
    assert as_markdown(runs) == r"A \& \<b\> *50% of\_it\** {x}"
    assert as_latex(runs) == r"A \& \textless{}b\textgreater{} \emph{50\% of\_it*} \{x\}"


@UNHURRIED
@given(st.text(max_size=30))
def test_markdown_is_escaped_as_elsewhere(text: str) -> None:
    assert as_markdown([Run(text)]) == cite.escape_markdown(text)


def test_no_mark_of_latex_is_left_to_act() -> None:
    made = as_latex([Run(r"\input{/etc/passwd} $x^2$ #1 ~ \write18")])
    assert made == (
        r"\textbackslash{}input\{/etc/passwd\} \$x\textasciicircum{}2\$ \#1 \textasciitilde{}"
        r" \textbackslash{}write18"
    )


def test_the_package_says_what_it_offers() -> None:
    assert set(styles.__all__) >= {"STYLES", "Run", "formatted"}
