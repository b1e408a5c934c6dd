"""Words found in a text: classes written down by hand, and what holds for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from store.anchoring import Anchor, Place, Text
from store.wording import OMITTED, REPLACED
from tests.data.ferry_article import ARTICLE, QUOTES, Expected


def found(text: str, words: str) -> Place:
    return Text(text).find(Anchor(words))


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("quote", QUOTES, ids=[quote.words[:40] for quote in QUOTES])
def test_forty_quotes_of_an_article(quote: Expected, many: bool) -> None:
    text = Text(ARTICLE, [one.words for one in QUOTES] if many else ())
    place = text.find(Anchor(quote.words, quote.prefix, quote.suffix))
    assert (place.result, quote.said in place.difference) == (quote.result, True), place
    if place.result == "exact":
        assert place.start is not None
        assert ARTICLE[place.start : place.end] == quote.words
        assert ARTICLE.endswith(quote.prefix, 0, place.start)
    if place.result == "missing":
        assert place == Place("missing")


def test_there_are_forty_of_every_class() -> None:
    assert len(QUOTES) == 40
    assert {quote.result for quote in QUOTES} == {
        "exact", "typographic", "altered", "near", "ambiguous", "missing",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "difference"),
    [
        ("The plan was not good.", "plan was good", "left out “not”"),
        ("The plan was good.", "plan was not good", "added “not”"),
        ("We saw ten boats leave.", "we saw two boats leave", "“ten” → “two”"),
        (
            "We saw ten big boats leave the quay.",
            "saw two boats leave the quay",
            "“ten big” → “two”",
        ),
        ("Wait, for me to go.", "wait for me to go", "left out “,”"),
        ("You did it all alone?", "You did it all alone.", "“?” → “.”"),
        ("You did it all alone.", "You did it all alone!", "“.” → “!”"),
        ("It grew by 10² metres a year.", "It grew by 102 metres a year", "“10²” → “102”"),
        ("The US and us are one thing.", "The us and us are one thing", "“US” → “us”"),
        ("its own house, its own rules", "it's own house, its own rules", "“its” → “it's”"),
        ("I saw nothing at all here", "I saw no thing at all here", "“nothing” → “no thing”"),
        ("We can re-sign the treaty now", "We can resign the treaty now", "“re-sign” → “resign”"),
    ],
)
def test_what_is_altered_is_shown(text: str, words: str, difference: str) -> None:
    place = found(text, words)
    assert (place.result, place.difference) == ("altered", difference)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said: «I go home».", "He said: “I go home”"),
        ("a — b—c d e", "a - b–c d e"),
        ("one\u00a0two\u2009three", "one two three"),
        ("co\u00adoper\u00adation is all", "cooperation is all"),
        ("the eﬃcient oﬃce", "the efficient office"),
        ("ＡＢＣ station is open", "ABC station is open"),
        ("cafe\u0301 society is here", "café society is here"),
        ("the U.S. and the U.N. agree", "the US and the UN agree"),
        ("the well-\nknown poet", "the well-known poet"),
        ("the exam-\n  ple of it", "the example of it"),
        ("the example of it", "the exam-\nple of it"),
        ("it was [as they say] over", "it was (as they say) over"),
        ("it was over [12] by noon", "it was over by noon"),
        ("it was good. . . and bad", "it was good… and bad"),
        ("They attacked the town", "They attack[ed] the town"),
        ("They attacks the town", "They attack[ed] the town"),
        ("the minister left early", "[T]he minister left early"),
        ("a b, c; d", "a b, c; d."),
        ("zero\u200bwidth words here", "zerowidth words here"),
    ],
)
def test_what_is_the_same_but_for_typography(text: str, words: str) -> None:
    assert found(text, words).result == "typographic"


def test_an_omission_and_a_bracket_stand_for_no_more_than_they_may() -> None:
    for sign, most in (("…", OMITTED), ("[they]", REPLACED)):
        words = f"from the first of all to {sign} it was the last of them"
        for number in (1, most, most + 1):
            text = words.replace(sign, "word " * number)
            assert (found(text, words).result == "typographic") is (number <= most)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("there is nothing", "no"),
        ("we can't go", "we can"),
        ("a non-violent march", "violent march"),
        ("10,000 came", "000 came"),
        ("3.5 metres", "5 metres"),
        ("the attacks went on", "the attack"),
        ("cafe\u0301", "cafe"),
        ("a game-changer came", "a game"),
    ],
)
def test_a_cut_word_is_another_word_unless_it_is_a_mere_anchor(text: str, words: str) -> None:
    place = found(text, words)
    assert place.result == "altered"
    assert "→" in place.difference
    assert Text(text).find(Anchor(words, whole=False)).result == "exact"


def test_words_by_themselves_win_over_cut_ones() -> None:
    assert found("nothing, nowhere, no, never", "no") == Place("exact", 18, 20)
    assert found("one no two", "no").result == "exact"


def test_what_stands_round_the_words_decides() -> None:
    text = Text("red sea. blue sea. green sea. blue sea!")

    def start(anchor: Anchor) -> int | None:
        place = text.find(anchor)
        return place.start if place.result == "exact" else None

    assert start(Anchor("sea")) is None
    assert start(Anchor("sea", prefix="red ")) == 4
    assert start(Anchor("sea", prefix="blue ", suffix="!")) == 35
    assert start(Anchor("sea", prefix="blue ")) is None
    assert start(Anchor("sea", prefix="blue ", start=35)) == 35
    assert start(Anchor("sea", start=14, end=17)) == 14
    assert start(Anchor("sea", start=15)) is None
    assert start(Anchor("sea", around=(20, 28))) == 25
    # What stands round them counts for more than an offset.
    assert start(Anchor("sea", prefix="green ", start=4)) == 25


def test_places_without_a_decision_are_named() -> None:
    place = found("a war\nno war\nwar\nwar", "war")
    assert place == Place("ambiguous", 2, 5, "in 4 places: 1:3, 2:4, 3:1, ...")


def test_context_finds_what_words_do_not() -> None:
    text = "He called the harbour a jewel of the coast. Then he left." + " And so on." * 40
    anchor = Anchor("gem of the", prefix="called the harbour a ", suffix=" coast")
    place = Text(text).find(anchor)
    assert (place.result, place.difference) == ("altered", "“jewel” → “gem”")


def test_scripts_without_spaces() -> None:
    text = "東京の首相は「我々は決して諦めない」と語った。大阪でも同じだ。"
    assert found(text, "我々は決して諦めない").result == "exact"
    assert found(text, "我々は必ず諦めない").result == "altered"
    assert found("ฉันไม่เคยเห็นท่าเรือเงียบขนาดนี้", "ไม่เคยเห็น").result == "exact"


@pytest.mark.parametrize("words", ["", "  ", "…", "[...]", "?!", "[he]", "\x00", "“”", "\ud800"])
def test_what_holds_no_word_is_missing(words: str) -> None:
    assert found("A text, without them.", words).result == "missing"


def test_lines_and_columns() -> None:
    text = Text("ab\ncd\n\ne")
    assert [text.line_and_column(at) for at in (0, 1, 2, 3, 6, 7, 8)] == [
        (1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (4, 1), (4, 2),
    ]  # fmt: skip


def test_a_very_long_quotation() -> None:
    words = [f"w{number % 977}x{number % 31}" for number in range(6_000)]
    text = "before " + " ".join(words) + " after"
    assert found(text, " ".join(words).replace(" ", "\n")).result == "typographic"
    words[3_000] = "otherwise"
    place = found(text, " ".join(words))
    assert place.result == "altered"
    assert "otherwise" in place.difference


# -- what holds for any text ------------------------------------------------------------------

_WORDS = ["the", "a", "no", "not", "now", "sea", "seas", "don't", "U.S.", "10"]
TEXTS = st.text(
    st.sampled_from("ab cdé-’'.,\n[]…“”\u0301\u00ad東0123\x00?"), min_size=1, max_size=80
)


@given(TEXTS, st.data())
@example("a", None).via("one letter")
def test_any_part_of_a_text_is_found_in_it(text: str, data: st.DataObject | None) -> None:
    start = 0 if data is None else data.draw(st.integers(0, len(text) - 1))
    end = len(text) if data is None else data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    for expected in ((), [words] * 10):
        place = Text(text, expected).find(Anchor(words, whole=False))
        assert place.result in {"exact", "ambiguous"}
        assert place.start is not None
        assert text[place.start : place.end] == words
        # With all that stands round it, and its offset, it is that very place.
        sure = Anchor(words, text[:start], text[end:], start, end, whole=False)
        assert text[slice(*_span(Text(text, expected).find(sure)))] == words


def _span(place: Place) -> tuple[int | None, int | None]:
    return place.start, place.end


@given(
    st.lists(st.sampled_from(_WORDS), max_size=30),
    st.data(),
)
def test_any_run_of_words_is_found_whole(words: list[str], data: st.DataObject) -> None:
    assume(words)
    start = data.draw(st.integers(0, len(words) - 1))
    run = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    few, many = (Text(" ".join(words), given).find(Anchor(run)) for given in ((), [run] * 10))
    assert few == many
    assert few.result in {"exact", "ambiguous"}


@given(st.integers(0, len(ARTICLE) - 1), st.integers(1, 120), st.sampled_from("qxé7"), st.data())
def test_a_changed_letter_is_never_exact(
    start: int, length: int, letter: str, data: st.DataObject
) -> None:
    words = ARTICLE[start : start + length]
    letters = [at for at, char in enumerate(words) if char.isalpha()]
    assume(letters)
    at = data.draw(st.sampled_from(letters))
    changed = f"{words[:at]}{letter}{words[at + 1 :]}"
    assume(changed not in ARTICLE)
    place = found(ARTICLE, changed)
    assert place.result not in {"exact", "ambiguous", "typographic"}


@given(TEXTS, TEXTS, st.booleans())
def test_nothing_goes_wrong_whatever_is_looked_for(text: str, words: str, whole: bool) -> None:
    few, many = (Text(text, expected) for expected in ((), [words] * 10))
    place = few.find(Anchor(words, words[:2], words[2:], 3, 1, (5, 9), whole))
    assert (place.result == "missing") is (place.start is None) or place.difference
    if place.start is not None and place.end is not None:
        assert 0 <= place.start < place.end <= len(text)
    assert (place.result == "exact") <= (words in text)
    assert (
        many.find(Anchor(words, words[:2], words[2:], 3, 1, (5, 9), whole)).result == place.result
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_goes_wrong_in_any_writing(text: str, words: str) -> None:
    place = Text(text).find(Anchor(words))
    assert re.fullmatch("exact|typographic|altered|near|ambiguous|missing", place.result)
