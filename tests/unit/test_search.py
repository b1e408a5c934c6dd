"""Finding words: what folds to what, the way back to the text, and the lazy index."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.search import TextIndex, begins_word, fold, fold_with_places, found

quickly = settings(deadline=None, derandomize=True, max_examples=300)

FOLDED = {
    # case
    "GREEN Zone": "green zone",
    "ГОД": "год",
    "ΟΔΟΣ": "οδοσ",
    "İstanbul": "istanbul",
    "ıslak": "islak",
    # accents, composed and not
    "Zürich": "zurich",
    "Zu\u0308rich": "zurich",
    "Émile Façade": "emile facade",
    "Nguyễn": "nguyen",
    "Łódź": "lodz",
    "Đorđe Søren": "dorde soren",
    "ᾠδή": "ωιδη",
    "ёлка": "елка",
    # letters that are two
    "Straße": "strasse",
    "STRASSE": "strasse",
    "Æsir œuvre": "aesir oeuvre",
    "Þór": "thor",
    "ﬁne ﬀ ﬆ": "fine ff st",
    "ǅ": "dz",
    "ŉ": "n",
    # Arabic: vowel signs, hamza on its seat, the stretching stroke, ligatures
    "مُحَمَّد": "محمد",
    "أحمد": "احمد",
    "محمـــد": "محمد",
    "ﷲ": "الله",
    # Hebrew: points, and the hyphen of its own
    "בֶּן־גּוּרִיּוֹן": "בן גוריון",
    # space of every kind, none at the ends
    "  a \t b\n\nc\u00a0d\u2003e\u2028f ": "a b c d e f",
    "\x00a\x1fb": "a b",
    # what nobody sees
    "soft\u00adhyphen, zero\u200bwidth, \u202eturned\u202c, \ufeffmark": (
        "softhyphen, zerowidth, turned, mark"
    ),
    "": "",
    " ’ ": "",
    # what stays
    "16 feet (5 m), $1.50!": "16 feet (5 m), $1.50!",
    "“the game”": "“the game”",
}


@pytest.mark.parametrize(("text", "folded"), FOLDED.items())
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("mark", [*"'`´‘’‚‛′ʹʻʼʽʾʿˈ׳＇᾽ˀ"])
def test_an_apostrophe_of_any_kind_is_nothing(mark: str) -> None:
    assert fold(f"Kata{mark}ib") == "kataib"
    assert found(f"of Kata{mark}ib H.", ["kataib"]) == [(3, 10)]


@pytest.mark.parametrize(
    "mark",
    ["-", "\u2010", "\u2011", "\u2012", "–", "—", "―", "−", "－", "﹣", "\ufe32", "\u05be", "_"],
)
def test_a_hyphen_of_any_kind_is_a_space(mark: str) -> None:
    assert fold(f"al{mark}Amiri") == "al amiri"
    assert fold(f"al {mark} Amiri{mark}") == "al amiri"


def test_folding_twice_changes_nothing_more() -> None:
    every = map(chr, (*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x1FC00)))
    assigned = [one for one in every if unicodedata.category(one) not in {"Cn", "Co", "Cs"}]
    assert len(assigned) > 20_000
    assert [one for one in assigned if fold(fold(one)) != fold(one)] == []


tricky = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(" -'’éßﬁ\u0301مَ\u200b\n—aS"),
    max_size=20,
)


@quickly
@given(tricky)
def test_folding_with_places_is_the_same_folding(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded.strip() == fold(text)
    assert len(places) == len(folded)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    assert all(
        folded[at] in fold(f"x{text[place]}x")
        for at, place in enumerate(places)
        if folded[at] != " "
    )


@quickly
@given(tricky, st.data())
def test_what_is_found_holds_the_needle(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    needle = folded[start : data.draw(st.integers(start, len(folded)))].strip()
    spans = found(text, [needle])
    assert bool(spans) == bool(needle)
    for begin, end in spans:
        assert 0 <= begin < end <= len(text)
        assert needle in fold(text[begin:end])
    assert all(one[1] < other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "needles", "marked"),
    [
        ("The Green Zone", ["green"], "The «Green» Zone"),
        ("pre-emptive", ["pre emptive"], "«pre-emptive»"),
        ("Émile, émile", ["emile"], "«Émile», «émile»"),
        ("Cafe\u0301 x", ["cafe"], "«Cafe\u0301» x"),
        ("Straße", ["s"], "«S»tra«ß»e"),
        ("Straße", ["strasse"], "«Straße»"),
        ("a  b", ["a b"], "«a  b»"),
        ("of Kata’ib", ["kata"], "of «Kata’»ib"),
        ("green zone", ["green", "zone"], "«green» «zone»"),
        ("greenzone", ["green", "zone"], "«greenzone»"),
        ("aaa", ["aa"], "«aa»a"),
        ("the game", ["game", "he ga", ""], "t«he game»"),
        ("the game", ["nothing"], "the game"),
        ("the game", [], "the game"),
        ("", ["x"], ""),
    ],
)
def test_marks_what_is_found(text: str, needles: list[str], marked: str) -> None:
    shown = text
    for start, end in reversed(found(text, needles)):
        shown = f"{shown[:start]}«{shown[start:end]}»{shown[end:]}"
    assert shown == marked


@pytest.mark.parametrize(
    ("name", "needle", "begins"),
    [
        ("Kata'ib Hezbollah", "hez", True),
        ("Kata'ib Hezbollah", "ezb", False),
        ("al-Amiri", "amiri", True),
        ("Abu Mahdi al-Muhandis", "mahdi al", True),
        ("Abu", "", False),
    ],
)
def test_the_beginning_of_a_word(name: str, needle: str, begins: bool) -> None:
    assert begins_word(fold(name), fold(needle)) is begins


def test_a_phrase_is_found_in_one_field_only() -> None:
    index = TextIndex([["green", "zone"], ["the green-zone", None], [], [None, "Zone green"]])
    assert index.holding("green zone") == {1}
    assert index.holding("zone") == {0, 1, 3}
    assert index.holding("green") == {0, 1, 3}
    assert index.holding("") == {0, 1, 2, 3}
    assert TextIndex([]).holding("x") == TextIndex([]).holding("") == set()


def test_a_lone_surrogate_is_text_like_any_other() -> None:
    index = TextIndex([["a\ud800b"], ["ab"]])
    assert index.holding("a\ud800") == {0}


rows = st.lists(st.lists(st.text(" abéß-’", max_size=6) | st.none(), max_size=3), max_size=12)


@quickly
@given(rows, st.text(" abéß", max_size=3).map(fold))
def test_the_index_finds_what_looking_at_every_row_finds(
    texts: list[list[str | None]], needle: str
) -> None:
    brute = [
        row
        for row, fields in enumerate(texts)
        if not needle or any(needle in fold(field) for field in fields if field)
    ]
    hits = [row for row in TextIndex(texts).rows(needle) if row is not None]
    assert hits == brute


MEBIBYTE = 1 << 20


def test_a_long_search_gives_signs_of_life() -> None:
    index = TextIndex([["x" * (3 * MEBIBYTE)], ["needle"], ["x" * (2 * MEBIBYTE)], ["needle"]])
    seen = list(index.rows("needle"))
    assert [row for row in seen if row is not None] == [1, 3]
    assert seen[:3] == [None, None, None]
    assert seen.index(3) - seen.index(1) >= 2
    assert set(index.rows("nowhere")) == {None}


@pytest.mark.parametrize("shift", range(-8, 3))
def test_what_stands_across_two_looks_is_found(shift: int) -> None:
    index = TextIndex([["x" * (MEBIBYTE + shift)], ["needle"], ["needle"]])
    assert [row for row in index.rows("needle") if row is not None] == [1, 2]
