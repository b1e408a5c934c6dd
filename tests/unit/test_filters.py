"""The filter's text form: what it reads, where a mistake is, and that it reads what it writes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import FilterError
from store.filters import (
    CLOSED_VALUES,
    EVERYTHING,
    FIELDS,
    Filter,
    Term,
    nearest,
    parse,
    parse_typing,
    unknown_value,
)
from tests.unit.spans import WINDOWS

quickly = settings(deadline=None, derandomize=True, max_examples=300)

TEXTS: dict[str, tuple[Term, ...]] = {
    "": (),
    " \t\n ": (),
    "game": (Term("", ("game",)),),
    "game changed": (Term("", ("game",)), Term("", ("changed",))),
    '"game changed"': (Term("", ("game changed",)),),
    "-game": (Term("", ("game",), negated=True),),
    '-"game changed"': (Term("", ("game changed",), negated=True),),
    "game|fire": (Term("", ("game", "fire")),),
    '-"the game"|fire': (Term("", ("the game", "fire"), negated=True),),
    "pre-emptive": (Term("", ("pre-emptive",)),),
    "--o": (Term("", ("-o",), negated=True),),
    '-"o"': (Term("", ("o",), negated=True),),
    "10:30": (Term("", ("10:30",)),),
    '"actor:esper"': (Term("", ("actor:esper",)),),
    "actor:esper": (Term("actor", ("esper",)),),
    "ACTOR:Esper": (Term("actor", ("Esper",)),),
    '-actor:"Mark Esper"|milley': (Term("actor", ("Mark Esper", "milley"), negated=True),),
    "actor:-x": (Term("actor", ("-x",)),),
    r'"say \"when\" \\ now"': (Term("", ('say "when" \\ now',)),),
    r"a\b": (Term("", (r"a\b",)),),
    "kind:Verbatim|mixed": (Term("kind", ("Verbatim", "mixed")),),
    "date:2019-12-29..2020-01-02": (Term("date", ("2019-12-29..2020-01-02",)),),
    "date:none|201X": (Term("date", ("none", "201X")),),
    "date:None": (Term("date", ("None",)),),
    "within:..2019-12-31": (Term("within", ("..2019-12-31",)),),
    'actor:esper date:2019-12.. kind:verbatim "game"': (
        Term("actor", ("esper",)),
        Term("date", ("2019-12..",)),
        Term("kind", ("verbatim",)),
        Term("", ("game",)),
    ),
}


@pytest.mark.parametrize(("text", "terms"), TEXTS.items())
def test_reads(text: str, terms: tuple[Term, ...]) -> None:
    assert parse(text).terms == terms
    assert parse_typing(text) == (Filter(terms), None)


def test_each_value_knows_where_it_stood() -> None:
    text = '  -actor:"Mark Esper"|milley  game'
    places = [place for term in parse(text).terms for place in term.places]
    assert [text[start:end] for start, end in places] == ['"Mark Esper"', "milley", "game"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (Term("", ("game",)), "game"),
        (Term("", ("green zone", "fire")), '"green zone"|fire'),
        (Term("", ("-o",), negated=True), '-"-o"'),
        (Term("", ("http://x",)), '"http://x"'),
        (Term("", ("10:30",)), "10:30"),
        (Term("actor", ("Mark Esper", "milley"), negated=True), '-actor:"Mark Esper"|milley'),
        (Term("place", ("a|b", 'c"d', "e\\f")), r'place:"a|b"|"c\"d"|"e\\f"'),
        (Term("event", ("http://x",)), "event:http://x"),
    ],
)
def test_writes(term: Term, text: str) -> None:
    assert str(term) == text
    assert parse(text).terms == (term,)


# The mistake stands between the guillemets; then what is wrong, the cure, and whether more typing
# could mend it.
MISTAKES: list[tuple[str, str, str, bool]] = [
    ("«actr»:esper", "“actr:” is no field", "Did you mean actor:?", False),
    ("x -«knd»:mixed", "“knd:” is no field", "Did you mean kind:?", False),
    ("«zz»:1", "“zz:” is no field", f"The fields are {', '.join(FIELDS)}.", False),
    ("kind:«verbatum»", "no kind is called “verbatum”", "Did you mean verbatim?", False),
    ("kind:mixed«|»", "a value is missing here", "", True),
    ("kind:mixed|«para»", "no kind is called “para”", "Did you mean paraphrase?", True),
    ("is:«markd»", "no state of a record is called “markd”", "Did you mean marked?", False),
    ("-is:marked|«no»", "no state of a record is called “no”", "Did you mean noted?", True),
    ("status:«xyz»", "no status is called “xyz”", "Try confirmed, disputed, reported.", False),
    ("date:«2019-1»", "a month has two digits", "Write 2019-12-31, 2019-12, 2019 or 201X.", True),
    ("date:«2019-13»", "there is no month 13", "Months run from 01 to 12, seasons", False),
    ("date:«2020..2019»", '"2020..2019" ends before it begins', "the earlier date first", False),
    ("date:2019|«..»", "a span needs a date before or after its dots", "as in 2019-12-29..", True),
    ("date:«2019-12-31?»", 'a filter\'s date has no "?"', "Write 2019-12, or D..D.", False),
    ("within:«none»", 'this is not a date: "none"', "Write 2019-12-31", False),
    ('a «"green zone»', "a quotation mark is not closed", 'Add " at the end.', True),
    (r'«"a\"»', "a quotation mark is not closed", 'Add " at the end.', True),
    ("«actor:»", "actor: waits for a value", "", True),
    ("x «-actor:»", "actor: waits for a value", "", True),
    ("«actor:» x", "actor: waits for a value", "", True),
    ("«-»", "a term is missing after “-”", "", True),
    ("«|»a", "a value is missing here", "", True),
    ("a|«|»b", "a value is missing here", "", True),
    ("a«|» b", "a value is missing here", "", True),
    ('actor:«""»', "a value is missing here", "", True),
    ('x «"  "»', "a value is missing here", "", True),
    ('"a"«b»', "a blank is missing here", 'Quote a value whole: "like this".', False),
    ('a«"»b"', "a blank is missing here", 'Quote a value whole: "like this".', False),
]


@pytest.mark.parametrize(("marked", "what", "mend", "unfinished"), MISTAKES)
def test_a_mistake_has_its_place_and_its_cure(
    marked: str, what: str, mend: str, unfinished: bool
) -> None:
    text = marked.replace("«", "").replace("»", "")
    with pytest.raises(FilterError) as caught:
        parse(text)
    error = caught.value
    assert f"{text[: error.start]}«{text[error.start : error.end]}»{text[error.end :]}" == marked
    assert (error.what, error.unfinished, error.text) == (what, unfinished, text)
    assert mend in error.mend
    assert bool(error.mend) == bool(mend)
    assert error.exit_status == 2


def test_a_mistake_is_pointed_at() -> None:
    with pytest.raises(FilterError) as caught:
        parse("game kind:verbatum")
    assert caught.value.pointed() == "game kind:verbatum\n          ^^^^^^^^"


BAD = [
    "actor:", "-", "-actor:", "kind:verb", "date:2019-1", '"green', 'actor:"mark esp', "actor:x|",
    "colour:red", 'colour:"red car"', 'kind:foo|"a b"', "date:tomorrow", 'x"', '"x"y', '""', "|",
    "date:2019|none|2019-13|2020", 'kind:foo|"a \\" b"', 'kind:foo|"a b',
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("good", ["", 'actor:esper -"green zone"|fire', "date:none"])
def test_while_typing_only_a_bad_last_term_is_left_out(bad: str, good: str) -> None:
    typed = f"{good} {bad}"
    wanted, error = parse_typing(typed)
    assert wanted == parse(good)
    assert error is not None
    assert error.start >= len(good)
    assert error.in_last_term


@pytest.mark.parametrize("bad", [one for one in BAD if one.count('"') % 2 == 0 and one != "-"])
def test_while_typing_a_bad_earlier_term_is_a_mistake(bad: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse_typing(f"game {bad} fire")
    assert not caught.value.in_last_term


def test_a_filter_grows_and_shrinks() -> None:
    game, fire = Term("", ("game",)), Term("", ("fire",))
    both = EVERYTHING.plus(game).plus(fire)
    assert str(both) == "game fire"
    assert both.plus(Term("", ("game",), places=((3, 7),))) is both
    assert both.minus(game).terms == (fire,)
    assert both.minus(game).minus(fire) == EVERYTHING
    assert not EVERYTHING
    assert both


def test_only_words_that_are_asked_for_are_looked_for_in_the_text() -> None:
    wanted = parse('game|"green zone" -fire actor:esper place:baghdad roof')
    assert wanted.words() == ("game", "green zone", "roof")


@pytest.mark.parametrize(
    ("word", "words", "best"),
    [
        ("verbatum", ("verbatim", "mixed", "paraphrase"), "verbatim"),
        ("PARA", ("verbatim", "mixed", "paraphrase"), "paraphrase"),
        ("targt", ("Target", "attacker"), "Target"),
        ("quill", ("Milley", "Esper"), None),
        ("http", ("type", "tag"), None),
        ("x", (), None),
    ],
)
def test_the_nearest_word(word: str, words: tuple[str, ...], best: str | None) -> None:
    assert nearest(word, words) == best


def test_an_unknown_value_offers_at_most_six_others() -> None:
    known = [f"role {letter}" for letter in "hgfedcba"]
    error = unknown_value("no role", "zzz", known, "role:zzz", 5, 8)
    assert error.mend == "Try role a, role b, role c, role d, role e, role f."
    assert unknown_value("no tag", "x", (), "tag:x", 4, 5).mend == "This dossier has none."
    assert unknown_value("no role", "Role", known, "role:Role", 5, 9).unfinished


words = st.text(min_size=1, max_size=12).filter(str.strip) | st.sampled_from(
    ["-", '"', "\\", "|", "a b", "actor:x", "-a", "é’", "none", "a\nb", '\\"']
)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    name = draw(st.sampled_from(["", "", *FIELDS]))
    if name in CLOSED_VALUES:
        value = st.sampled_from(CLOSED_VALUES[name])
    elif name in {"date", "within"}:
        value = st.sampled_from([*WINDOWS, "2019-12 .. 2020"])
    else:
        value = words
    values = draw(st.lists(value, min_size=1, max_size=3))
    return Term(name, tuple(values), draw(st.booleans()))


@quickly
@given(st.lists(terms(), max_size=4).map(tuple))
def test_any_filter_reads_as_it_was_written(row: tuple[Term, ...]) -> None:
    wanted = Filter(row)
    read = parse(str(wanted))
    assert read == wanted
    assert str(read) == str(wanted)
    assert parse_typing(str(wanted)) == (wanted, None)


def mistake(text: str) -> FilterError | None:
    try:
        parse(text)
    except FilterError as error:
        return error
    return None


scraps = st.lists(
    st.sampled_from(
        ["actor:", "kind:mixed", "date:", "2019-12", "..", "none", "zz:", "-", '"', '"a b"', "|",
         " ", " ", "\\", "x", "é", "\n", ":"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@quickly
@given(scraps | st.text(max_size=30))
def test_any_text_is_a_filter_or_a_mistake_inside_it(text: str) -> None:
    error = mistake(text)
    if error is None:
        wanted = parse(text)
        assert parse(str(wanted)) == wanted
        assert str(parse(str(wanted))) == str(wanted)
        assert parse_typing(text) == (wanted, None)
        return
    assert 0 <= error.start < error.end <= len(text)
    assert error.what
    assert error.text == text
    if error.in_last_term:
        left, same = parse_typing(text)
        assert same is not None
        assert (same.what, same.start, same.end) == (error.what, error.start, error.end)
        assert parse(str(left)) == left
    else:
        with pytest.raises(FilterError):
            parse_typing(text)
