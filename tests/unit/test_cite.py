"""How statements are quoted, held against sentences written by hand and a Markdown reader."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import cite
from store.model import Source
from tests.builders import event, opened, quote
from tests.unit.quoted import ACTORS, GAME, corpus_of, of, one, quoted_as

UNHURRIED = settings(deadline=None, max_examples=60)
MARKS = frozenset("“”\"„«»‟‘'")


# -- marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "They will run into a buzzsaw.",
            ["run into a buzzsaw"],
            "They will “run into a buzzsaw”.",
        ),
        ("a b c", ["a", "c"], "“a” b “c”"),
        ("a b c", ["c", "a"], "“a” b “c”"),
        ("a b a", ["a", "a"], "“a” b “a”"),
        ("a b b", ["b", "a", "b"], "“a” “b” “b”"),
        ("run into a buzzsaw", ["run into a", "a buzzsaw"], "“run into a” buzzsaw"),
        ("run into a buzzsaw", ["into a", "run into a buzzsaw"], "run “into a” buzzsaw"),
        ("it is so", ["never said"], "it is so"),
        ("it is so", [], "it is so"),
        ("it is “so”", ["so"], "it is “so”"),
        ('it is "so"', ["so"], 'it is "so"'),
        ("it is “so”", ["“so”"], "it is “so”"),
        ("it “is” and “so”", ["“is” and “so”"], "it ““is” and “so””"),
        ("Nothing moved, no!", ["no"], "Nothing moved, “no”!"),
        ("Another said no.", ["no"], "Another said “no”."),
        ("dis-ease, disease", ["ease"], "dis-“ease”, disease"),
        ("one two three", ["one two three"], "“one two three”"),
    ],
)
def test_mixed_has_marks_round_its_own_words_only(
    text: str, words: list[str], expected: str
) -> None:
    assert cite.marked(of(text, "mixed", tuple(words))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GAME, f"“{GAME}”"),
        (f"“{GAME}”", f"“{GAME}”"),
        (f'"{GAME}"', f'"{GAME}"'),
        ("“Go,” he said, “now”", "““Go,” he said, “now””"),
        ('a "b" c', '“a "b" c”'),
        ("“", "““”"),
        ("first\nsecond", "“first\nsecond”"),
    ],
)
def test_verbatim_has_marks_once(text: str, expected: str) -> None:
    assert cite.marked(of(text, "verbatim")) == expected


def test_own_words_of_each_kind() -> None:
    assert cite.own_words(of("abc", "verbatim", ("b",))) == [(0, 3)]
    assert cite.own_words(of("abc", "paraphrase", ("b",))) == []
    assert cite.own_words(of("say a and b", "mixed", ("a", "", "b"))) == [(4, 5), (10, 11)]


WORDY = st.text(st.sampled_from("ab cé“”\n."), min_size=1, max_size=30)


@UNHURRIED
@given(WORDY, st.lists(st.tuples(st.integers(0, 29), st.integers(1, 8)), max_size=5))
def test_marks_only_ever_add_marks(text: str, cuts: list[tuple[int, int]]) -> None:
    words = tuple(text[at : at + size] for at, size in cuts if text[at : at + size])
    mixed = of(text, "mixed", words)
    spans = cite.own_words(mixed)
    assert [text[start:end] in words for start, end in spans] == [True] * len(spans)
    ends = [edge for span in spans for edge in span]
    assert ends == sorted(ends)
    assert all(start < end for start, end in spans)
    bare = cite.marked(mixed).translate({ord("“"): None, ord("”"): None})
    assert bare == text.translate({ord("“"): None, ord("”"): None})
    if not MARKS & set(text):
        assert cite.marked(mixed).count("“") == cite.marked(mixed).count("”") == len(spans)


# -- a paraphrase ---------------------------------------------------------------------------------


@UNHURRIED
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="".join(MARKS)), min_size=1
    ),
    form=st.sampled_from(["words", "attributed", "markdown", "reference", "wiki", "ris"]),
    words=st.booleans(),
)
def test_a_paraphrase_never_gets_quotation_marks(
    tmp_path_factory: pytest.TempPathFactory, text: str, form: str, words: bool
) -> None:
    corpus = one(
        tmp_path_factory.mktemp("p"),
        text,
        kind="paraphrase",
        words=[text] if words else [],
        speaker="esper",
        cue="said",
        said="2020-01-02",
        hedge="reportedly",
        via={"words": "some media"},
        citations=[{"source": "s1", "locator": "line 1"}],
    )
    assert not MARKS & set(quoted_as(corpus, form))


def test_a_paraphrase_says_that_it_is_one(tmp_path: Path) -> None:
    corpus = one(tmp_path, "It changed.", kind="paraphrase", speaker="milley", cue="stated")
    said = "Mark Milley, U.S. general, stated (paraphrase): It changed."
    assert quoted_as(corpus, "attributed") == said
    assert quoted_as(corpus, "markdown").splitlines()[0] == "> Paraphrase: It changed."
    assert quoted_as(corpus, "words") == "Paraphrase: It changed."


# -- the sentence ---------------------------------------------------------------------------------


def test_words_only(tmp_path: Path) -> None:
    mixed = quote("q2", text="They will run.", kind="mixed", words=["run"])
    corpus = corpus_of(tmp_path, quote("q1", text=GAME), mixed)
    assert [quoted_as(corpus, "words", row) for row in (0, 1)] == [GAME, "They will “run”."]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, f"unknown speaker said: “{GAME}”"),
        ({"attribution": "a spokesman"}, f"a spokesman said: “{GAME}”"),
        ({"speaker": "nobody", "attribution": "X"}, f"X said: “{GAME}”"),
        ({"speaker": "reporter"}, f"AP reporter said: “{GAME}”"),
        (
            {"speaker": "milley", "cue": "emphasized", "said": "2020-01-02"},
            f"Mark Milley, U.S. general, emphasized on 2 January 2020: “{GAME}”",
        ),
        (
            {"speaker": "esper", "said": "2020-01-02"},
            f"Mark Esper, U.S. Defense Secretary, said on 2 January 2020: “{GAME}”",
        ),
        (
            {"speaker": "esper", "said": "2018"},
            f"Mark Esper, U.S. Army Secretary, said in 2018: “{GAME}”",
        ),
        ({"speaker": "esper", "said": "2025"}, f"Mark Esper said in 2025: “{GAME}”"),
        ({"speaker": "esper"}, f"Mark Esper said: “{GAME}”"),
        (
            {"speaker": "esper", "published": "2020-01-02"},
            f"Mark Esper, U.S. Defense Secretary, said on 2 January 2020: “{GAME}”",
        ),
        ({"hedge": "reportedly"}, f"Reportedly, unknown speaker said: “{GAME}”"),
        ({"status": "reported"}, f"Reportedly, unknown speaker said: “{GAME}”"),
        ({"status": "disputed"}, f"Disputed, unknown speaker said: “{GAME}”"),
        ({"status": "confirmed"}, f"unknown speaker said: “{GAME}”"),
        (
            {"status": "reported", "hedge": "allegedly"},
            f"Allegedly, unknown speaker said: “{GAME}”",
        ),
        (
            {"status": "disputed", "hedge": "reportedly"},
            f"Reportedly, disputed, unknown speaker said: “{GAME}”",
        ),
        (
            {"via": {"actor": "ap"}},
            f"According to Associated Press, unknown speaker said: “{GAME}”",
        ),
        (
            {"via": {"actor": "ap", "words": "the wires"}, "hedge": "reportedly"},
            f"Reportedly, according to the wires, unknown speaker said: “{GAME}”",
        ),
        (
            {"via": {"words": "some media"}, "hedge": "according to some media"},
            f"According to some media, unknown speaker said: “{GAME}”",
        ),
        ({"via": {"actor": "nobody"}}, f"unknown speaker said: “{GAME}”"),
    ],
)
def test_attributed(tmp_path: Path, fields: dict[str, object], expected: str) -> None:
    assert quoted_as(one(tmp_path, **fields), "attributed") == expected


def test_the_text_keeps_its_lines(tmp_path: Path) -> None:
    corpus = one(tmp_path, "first\n second", speaker="reporter")
    assert quoted_as(corpus, "attributed") == "AP reporter said: “first\n second”"
    assert quoted_as(corpus, "markdown").splitlines()[:2] == ["> “first", "> second”"]


HEDGE = st.none() | st.text(string.ascii_lowercase, min_size=1, max_size=12)


@UNHURRIED
@given(
    hedge=HEDGE,
    passed=HEDGE,
    status=st.sampled_from([None, "reported", "disputed", "confirmed"]),
    kind=st.sampled_from(["verbatim", "mixed", "paraphrase"]),
)
def test_no_hedge_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    hedge: str | None,
    passed: str | None,
    status: str | None,
    kind: str,
) -> None:
    fields = {"kind": kind, "hedge": hedge, "status": status}
    via = {"words": passed} if passed else None
    corpus = one(tmp_path_factory.mktemp("h"), **fields, via=via)
    for text in (quoted_as(corpus, "attributed"), quoted_as(corpus, "markdown")):
        for doubt in (hedge, passed, status == "disputed" and "disputed"):
            assert not doubt or doubt in text.lower()
        if status == "reported" and not hedge and not passed:
            assert "reportedly" in text.lower()


# -- events and actors ----------------------------------------------------------------------------


def test_events_keep_date_and_hedge(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path,
        events=[
            event("e1", title="Strike", when="2019-12-29", summary="Five sites were hit."),
            event("e2", title="Visit", hedge="allegedly", status="reported", seq=1),
            event("e3", title="Raid", hedge="allegedly", status="disputed", seq=2),
            event("e4", title="Talk", status="reported", display_date="that week", seq=3),
        ],
    )
    copied = [quoted_as(corpus, "attributed", row, "events") for row in range(4)]
    assert copied[0] == "Strike (29 December 2019): Five sites were hit."
    assert copied[1] == "Visit (undated, allegedly): Visit"
    assert copied[2] == "Raid (undated, allegedly, disputed): Raid"
    assert copied[3] == "Talk (that week, reported): Talk"
    assert quoted_as(corpus, "words", 0, "events") == "Five sites were hit."


def test_actors_are_copied_with_their_offices(tmp_path: Path) -> None:
    corpus = opened(tmp_path, actors=ACTORS)
    us, milley = 1, 4
    assert (
        quoted_as(corpus, "attributed", milley, "actors")
        == "Mark Milley: U.S. general, United States"
    )
    assert quoted_as(corpus, "attributed", us, "actors") == "United States"
    assert quoted_as(corpus, "markdown", us, "actors") == "> United States"


# -- references -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("csl", "expected"),
    [
        ({"title": "Attack"}, "Attack."),
        ({}, "s."),
        ({"title": "What now?"}, "What now?"),
        (
            {
                "title": "Attack",
                "author": [{"family": "Doe", "given": "Jane"}, {"literal": "AP"}],
                "container-title": "The Paper",
                "publisher": "House",
                "issued": {"date-parts": [[2020, 1, 2]]},
                "URL": "https://example.org/a",
            },
            "Jane Doe, AP. Attack. The Paper. House, 2 January 2020. https://example.org/a.",
        ),
        ({"title": "A", "issued": {"date-parts": [[2020]]}, "DOI": "10.1/x"}, "A. 2020. 10.1/x."),
        ({"title": "A", "issued": {"date-parts": [["2020", "1"]]}}, "A. January 2020."),
        ({"title": "A", "issued": {"date-parts": [[2020, 44]]}}, "A. 2020-44."),
        ({"title": "A", "issued": {"date-parts": [[]]}}, "A."),
        ({"title": "A", "issued": {"literal": "last week"}}, "A. last week."),
        ({"title": "A", "issued": {"raw": "2020"}}, "A. 2020."),
        ({"title": "A", "issued": "2020"}, "A."),
        ({"title": 3, "author": "Doe", "publisher": None}, "s."),
        ({"title": "A", "author": [None, {"given": 3}, {"family": "Doe"}]}, "Doe. A."),
    ],
)
def test_reference(csl: dict[str, object], expected: str) -> None:
    assert cite.reference(Source(id="s", csl=csl)) == expected


def test_references_say_the_place_once(tmp_path: Path) -> None:
    places = [{"source": "s1", "locator": "p. 3"}, {"source": "s1", "locator": "p. 3"}]
    corpus = one(tmp_path, citations=[*places, {"source": "s1"}, {"source": "gone"}])
    assert cite.references(corpus, corpus.quotes[0].citations) == ["s1, p. 3.", "s1."]
