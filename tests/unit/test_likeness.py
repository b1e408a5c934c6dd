"""Which actors look like one: tables of names by hand, with and without rapidfuzz."""

from __future__ import annotations

import sys

import msgspec
import pytest

from store.likeness import lookalikes
from store.model import Actor
from tests.builders import Document, actor


def people(*given: str | Document) -> list[Actor]:
    documents = [
        one if isinstance(one, dict) else actor(f"a{number}", name=one)
        for number, one in enumerate(given)
    ]
    return [msgspec.convert(document, Actor) for document in documents]


@pytest.fixture(params=["rapidfuzz", "difflib"], autouse=True)
def ratio(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "difflib":
        monkeypatch.setitem(sys.modules, "rapidfuzz.fuzz", None)
    else:
        pytest.importorskip("rapidfuzz")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Quill", "ADA QUILL", True),
        ("Zoë Quill-Vole", "Quill Vole, Zoe", True),
        ("Kata'ib Hezbollah", "Kataib Hezbollah", True),
        ("Kata'ib Hezbollah", "Kataeb Hizbullah", False),
        ("Qassem Soleimani", "Qasem Suleimani", False),
        ("Abu Mahdi al-Muhandis", "Abu Mehdi el-Mohandes", False),
        ("Muammar Gaddafi", "Moammar Qaddafi", False),
        ("Benjamin Netanyahu", "Benyamin Netanyahu", False),
        ("Popular Mobilization Forces", "Popular Mobilisation Forces", False),
    ],
)
def test_names_that_are_one(one: str, other: str, same: bool) -> None:
    (pair,) = lookalikes(people(one, other))
    assert (pair.first, pair.second, pair.names, pair.same) == (0, 1, (one, other), same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Quill", "Ben Vole"),
        ("Ada Quill", "Eva Quill"),
        ("1st Mill Regiment", "2nd Mill Regiment"),
        ("Military Forces of Freedonia (2012-2019)", "Military Forces of Freedonia (2019-)"),
        ("Iraq", "Iran"),
        ("Ministry of Defence", "Ministry of Finance"),
        ("…", "!"),
    ],
)
def test_names_that_are_two(one: str, other: str) -> None:
    assert list(lookalikes(people(one, other))) == []


def test_an_alias_counts() -> None:
    other = actor("b", name="Adele Feather", aliases=[{"name": "ada  quill"}])
    (pair,) = lookalikes(people("Ada Quill", other))
    assert pair.names == ("Ada Quill", "ada  quill")


def test_what_the_dossier_says_keeps_them_apart() -> None:
    town = actor("b", name="Quill Vole", kind="facility")
    assert list(lookalikes(people("Quill Vole", town))) == []
    one, other = (actor(key, name="Quill Vole", wikidata=key) for key in ("Q1", "Q2"))
    assert list(lookalikes(people(one, other))) == []
    assert len(list(lookalikes(people(one, "Quill Vole")))) == 1


def test_each_pair_is_told_once() -> None:
    names = ["Ada Quill", "ada quill", "Quill Ada"]
    assert [(pair.first, pair.second) for pair in lookalikes(people(*names))] == [
        (0, 1), (0, 2), (1, 2)
    ]  # fmt: skip


def test_a_crowd_with_a_word_in_common_is_looked_through() -> None:
    crowd = [f"Mill Group {chr(97 + n % 26)}{chr(97 + n // 26)}x" for n in range(600)]
    found = list(lookalikes(people(*crowd, "Ada Quill", "Ada Quill")))
    assert [(pair.first, pair.second) for pair in found if pair.same] == [(600, 601)]


def test_names_of_thousands_of_letters_are_not_compared_letter_by_letter() -> None:
    long = "ab" * 50_000
    assert list(lookalikes(people(f"{long}x", f"{long}xx"))) == []
    assert len(list(lookalikes(people(long, long.upper())))) == 1
