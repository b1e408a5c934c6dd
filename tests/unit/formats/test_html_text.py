"""HTML as text: what is words, what is a quotation, and what it costs to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.formats.html_text import (
    Anchor,
    Quotation,
    plain,
    read_html,
    speaker_as_printed,
    without_marks,
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("no tags\nbut two lines &amp; a sign", "no tags\nbut two lines & a sign"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<p>One <b>bold</b> word</p><p>Two</p>", "One bold word\n\nTwo"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>x</li><li>y</li></ul>", "- x\n- y"),
        ("x<script>alert(1)</script><style>p{}</style>y", "xy"),
        ("a <!-- not <b>this</b> --> b<i></i>", "a b"),
        ("<p>5 < 6</p>", "5 < 6"),
        ("<![if IE]><p>old</p><![endif]>", "old"),
        ("<blockquote>An indent.</blockquote>After", "An indent.\n\nAfter"),
    ],
)
def test_text(markup: str, text: str) -> None:
    assert read_html(markup).text == text


def test_a_blockquote_with_a_cite_is_a_quotation() -> None:
    found = read_html(
        "<p>Before.</p><blockquote cite='https://news.example/a'><p>“We saw it.</p><p>All of us.”"
        "</p><cite>— Ann  Lee, <i>baker</i></cite></blockquote><p>After.</p>"
    )
    assert found.text == "Before.\n\nAfter."
    assert found.quotations == (
        Quotation("We saw it.\n\nAll of us.", "Ann Lee, baker", "https://news.example/a"),
    )


def test_an_address_in_the_cite_is_the_quotation_s() -> None:
    found = read_html(
        "<blockquote>No. <cite><a href='https://x.example'>Bo</a></cite></blockquote>"
    )
    assert found.quotations == (Quotation("No.", "Bo", "https://x.example"),)
    assert found.links == ()


def test_embedded_posts_are_no_quotations() -> None:
    found = read_html(
        "<blockquote class='twitter-tweet'>Look! <a href='https://twitter.com/a/1'>1 May</a>"
        "<cite>A</cite></blockquote>",
        bare_quotes=True,
    )
    assert found.quotations == ()
    assert found.text == "Look! 1 MayA"
    assert found.links == (Anchor("https://twitter.com/a/1", "1 May"),)


def test_bare_blockquotes_when_asked() -> None:
    bare = read_html("<blockquote>Words.</blockquote>", bare_quotes=True)
    assert bare.quotations == (Quotation("Words."),)


def test_plain_is_one_line_with_everything() -> None:
    assert plain("<h1>A</h1><blockquote>b<cite>c</cite></blockquote>&lt;d&gt;") == "A bc <d>"


@pytest.mark.parametrize(
    ("words", "inner"),
    [
        ("“All of it.”", "All of it."),
        ("“One” and “two”", "“One” and “two”"),
        ('"', '"'),
        ("«Oui»", "Oui"),
        ("it’s", "it’s"),
    ],
)
def test_without_marks(words: str, inner: str) -> None:
    assert without_marks(words) == inner


def test_speaker_as_printed() -> None:
    assert speaker_as_printed(" — \n Ann Lee, ") == "Ann Lee"


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 200_000, "<a " * 70_000, "<!--" * 50_000, "<a b=\"" * 30_000, "</a " * 60_000,
        "<?" * 100_000, "<blockquote>" * 30_000, "<a b=\">" * 30_000, "<script>" + "</a>" * 50_000,
    ],
)  # fmt: skip
def test_signs_that_never_close_take_no_time_squared(markup: str) -> None:
    # html.parser alone takes minutes over some of these, so that a fault here is a test that hangs.
    assert read_html(markup).quotations == ()
    plain(markup)


@given(st.text(alphabet="<>/!-a b\"'=&;?[]blockquotecite\n", max_size=200))
def test_no_text_is_too_much(markup: str) -> None:
    found = read_html(markup)
    assert all(quote.words for quote in found.quotations)
    assert "\n" not in plain(markup)
