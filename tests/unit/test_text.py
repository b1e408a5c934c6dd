"""Record text on its way to the screen: never markup, never wider than its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.content import Content
from textual.style import Style

from store.clean import clean
from store.search import fold
from tui import text
from tui.text import TerminalGuard

UNHURRIED = settings(deadline=None, max_examples=150)
BOLD = Style(bold=True)
MARKUP = [
    "[sic]", "[b]bold[/b]", "[/b]", "[/]", "[@click=app.quit]x[/]", "[red on blue]x", "[[", "]",
    "\\[b]", "[link=https://x.org]x[/link]", "[$accent]x[/]", ":smile:", "[1] to [7]", "{x} $y",
]  # fmt: skip

PIECES = ["a", "word", "long-hyphen-word", " ", "  ", "-", "東", "京都", "ｗ", "é", "e\u0301",
          "👍", "👩\u200d💻", "🇮🇶", "☎\ufe0f",
          "한글", "ก\u0e33", "نص", "\n", "\t", "\u200b", "\x1b",
          "[b]", "\u202e", "…", "\u0301\u0301\u0301"]  # fmt: skip
ARBITRARY = st.one_of(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.text())
WIDTHS = st.integers(2, 60)


# -- content --------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", MARKUP)
def test_markup_is_shown_and_never_obeyed(written: str) -> None:
    shown = text.content(written)
    assert shown.plain == written
    assert not shown.spans
    assert text.content(written, BOLD).plain == written
    assert text.joined(shown, (written, BOLD), text.content(written)).plain == written * 3


@UNHURRIED
@given(ARBITRARY)
def test_content_is_the_cleaned_text(written: str) -> None:
    assert text.content(written).plain == clean(written, one_line=True)
    assert text.content(written, one_line=False).plain == clean(written)
    assert not text.content(written).spans


def test_nothing_shows_nothing() -> None:
    assert text.content(None).plain == text.content("").plain == ""


def test_a_style_is_laid_over_all() -> None:
    shown = text.content("[b] two", BOLD)
    assert [(span.start, span.end, span.style) for span in shown.spans] == [(0, 7, BOLD)]


def test_found_words_are_marked_where_they_stand() -> None:
    mark = Style(underline=True)
    shown = text.content("Café au lait, CAFE", needles=(fold("cafe"),), mark=mark)
    spans = [(span.start, span.end) for span in shown.spans if span.style == mark]
    assert spans == [(0, 4), (14, 18)]
    assert text.content("Café", needles=(), mark=mark).spans == []


# -- sizes ----------------------------------------------------------------------------------------


@UNHURRIED
@given(ARBITRARY, st.integers(0, 60))
def test_cut_fits(written: str, width: int) -> None:
    whole = text.content(written)
    cut = text.cut(whole, width)
    assert cell_len(cut.plain) <= width
    if whole.cell_length <= width:
        assert cut.plain == whole.plain
    elif width > 1:
        assert cut.plain.endswith("…")
        assert whole.plain.startswith(cut.plain[:-1].rstrip()) or not cut.plain[:-1].strip()


@pytest.mark.parametrize(
    ("written", "width", "expected"),
    [
        ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("abcdef", 1, "a"), ("abcdef", 0, ""),
        ("ab cdef", 4, "ab…"), ("東京都", 4, "東…"), ("東京都", 5, "東京…"),
        ("東京都", 6, "東京都"),
    ],
)  # fmt: skip
def test_cut(written: str, width: int, expected: str) -> None:
    assert text.cut(Content(written), width).plain.rstrip() == expected


def test_cut_with_another_sign() -> None:
    assert text.cut(Content("one two three"), 12, " [more]").plain == "one t [more]"


@UNHURRIED
@given(ARBITRARY, ARBITRARY, st.integers(1, 60))
def test_spread_fills_the_line(left: str, right: str, width: int) -> None:
    end = text.cut(text.content(right), width - 1)
    line = text.spread(text.content(left), end, width)
    assert cell_len(line.plain) == width
    assert line.plain.endswith(end.plain)


@UNHURRIED
@given(ARBITRARY, WIDTHS, st.none() | st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing(written: str, width: int, most: int | None) -> None:
    whole = text.content(written)
    lines = text.wrap(whole, width, most)
    assert lines
    assert all(cell_len(line.plain) <= width for line in lines)
    said = "".join(line.plain for line in lines).replace(" ", "")
    everything = whole.plain.replace(" ", "")
    if most is None:
        assert said == everything
    else:
        assert len(lines) <= most
        assert said == everything or said.endswith("…")


def test_wrap_never_breaks_at_a_hyphen() -> None:
    lines = text.wrap(Content("Abu Mahdi al-Muhandis and Hadi al-Amiri"), 14)
    assert [line.plain for line in lines] == ["Abu Mahdi", "al-Muhandis", "and Hadi", "al-Amiri"]


def test_wrap_says_that_there_was_more() -> None:
    assert [line.plain for line in text.wrap(Content("one two three four"), 8, 2)] == [
        "one two", "three f…",
    ]  # fmt: skip
    assert [line.plain for line in text.wrap(Content("one two"), 8, 1)] == ["one two"]


@UNHURRIED
@given(st.lists(ARBITRARY, max_size=6), st.integers(1, 20), st.integers(0, 60))
def test_hanging_lines_fit(parts: list[str], indent: int, more: int) -> None:
    width = indent + 8 + more
    label = text.cut(Content("label that may be long"), indent - 1)
    contents = [text.content(part) for part in parts]
    first, *rest = text.hanging(label, contents, width, indent)
    assert all(cell_len(line.plain) <= width for line in (first, *rest))
    assert first.plain.startswith(label.plain)
    assert all(line.plain.startswith(" " * indent) for line in rest)
    said = "".join(line.plain for line in (first, *rest)).removeprefix(label.plain)
    assert said.replace(" ", "") == "".join(one.plain for one in contents).replace(" ", "")


def test_hanging_keeps_names_whole() -> None:
    names = [Content(name) for name in ("Mike Pompeo", "Mark Esper", "Mark Milley")]
    lines = text.hanging(Content("who"), names, 30, 6)
    assert [line.plain for line in lines] == ["who   Mike Pompeo  Mark Esper", "      Mark Milley"]


@given(st.text(max_size=50))
def test_a_row_takes_no_more_than_it_could_show(written: str) -> None:
    assert text.row_text(written) == written


def test_a_long_text_is_cut_at_a_word() -> None:
    long = "word " * 10_000
    assert long.startswith(text.row_text(long))
    assert text.row_text(long).endswith("word")
    assert 3000 < len(text.row_text(long)) <= 4000
    assert len(text.row_text("x" * 10_000)) == 4000


# -- the second layer -----------------------------------------------------------------------------

ACTING = [
    *map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\u2028", "\u2029",
    *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\ud800", "\udfff",
]  # fmt: skip


def guarded(*segments: Segment) -> list[Segment]:
    return TerminalGuard().apply(list(segments), Color(0, 0, 0))


@pytest.mark.parametrize("char", ACTING, ids=ascii)
def test_nothing_that_acts_on_a_terminal_passes(char: str) -> None:
    (segment,) = guarded(Segment(f"a{char}b"))
    assert segment.text == "a\ufffdb"


@given(st.text(st.one_of(st.sampled_from(ACTING), st.characters())))
def test_the_guard_lets_no_control_through_and_keeps_the_length(written: str) -> None:
    (segment,) = guarded(Segment(written))
    assert len(segment.text) == len(written)
    assert not set(segment.text) & set(ACTING)
    assert all(old == new or old in ACTING or "\ud800" <= old <= "\udfff"
               for old, new in zip(written, segment.text, strict=True))  # fmt: skip


def test_the_guard_keeps_styles_and_drops_links_that_act() -> None:
    style = RichStyle(bold=True, link="https://example.org")
    bad = RichStyle(bold=True, link="https://x.org\x1b\\\x1b]52;c;aGk=\x07")
    kept, dropped = guarded(Segment("a", style), Segment("b", bad))
    assert (kept.text, kept.style) == ("a", style)
    assert dropped.style is not None
    assert dropped.style.link is None
    assert dropped.style.bold
