"""House style: dates and marks, held against what was written by hand."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import dates
from store.date_words import phrase, words
from store.errors import UsageError
from store.house import DATES, HOUSE, MARKS, House, parse_house
from store.nesting import nested
from store.styles import STYLES


@pytest.mark.parametrize(
    ("edtf", "us", "iso"),
    [
        ("2020-01-02", "Jan. 2, 2020", "2020-01-02"),
        ("2020-03-02", "March 2, 2020", "2020-03-02"),
        ("2019-09-30", "Sept. 30, 2019", "2019-09-30"),
        ("2020-01", "January 2020", "2020-01"),
        ("2020", "2020", "2020"),
        ("201X", "the 2010s", "the 2010s"),
        ("0033-04-03", "April 3, AD 33", "0033-04-03"),
        ("2020-01-02~", "around Jan. 2, 2020", "around 2020-01-02"),
        ("2020-01-02?", "Jan. 2, 2020 (date uncertain)", "2020-01-02 (date uncertain)"),
        ("2019-12-31/..", "Dec. 31, 2019 or later", "2019-12-31 or later"),
        ("../2020-01-02", "Jan. 2, 2020 or earlier", "2020-01-02 or earlier"),
        ("2019-12-29/2020-01-02", "Dec. 29, 2019 to Jan. 2, 2020", "2019-12-29 to 2020-01-02"),
        ("2020-03-01/2020-04-02", "March 1 to April 2, 2020", "2020-03-01 to 2020-04-02"),
        ("2020-01-01/2020-01-03", "Jan. 1 to 3, 2020", "2020-01-01 to 2020-01-03"),
        ("[2019-12-30,2019-12-31]", "Dec. 30 or 31, 2019", "2019-12-30 or 2019-12-31"),
        (
            "{2020-01-01,2020-01-02,2020-01-05}",
            "Jan. 1, 2 and 5, 2020",
            "2020-01-01, 2020-01-02 and 2020-01-05",
        ),
        ("2020-01/2020-03", "January to March 2020", "2020-01 to 2020-03"),
        ("2019-12-XX", "a day in December 2019", "a day in 2019-12"),
        ("XXXX-12-25", "Dec. 25 of an unknown year", "25 December of an unknown year"),
        ("2019-12-31T10:00", "Dec. 31, 2019, 10:00", "2019-12-31, 10:00"),
        ("2019-21", "spring 2019", "spring 2019"),
        ("2019/2020-01-02", "2019 to Jan. 2, 2020", "2019 to 2020-01-02"),
        ("0033/2020-01-02", "AD 33 to Jan. 2, 2020", "AD 33 to 2020-01-02"),
    ],
)
def test_dates_in_the_forms_of_houses(edtf: str, us: str, iso: str) -> None:
    when = dates.parse(edtf)
    assert House(dates="us").date(when) == us.replace("the 2010s", words(when))
    assert House(dates="iso").date(when) == iso.replace("the 2010s", words(when))
    assert House(dates="long").date(when) == words(when)
    assert HOUSE.date_phrase(when) == phrase(when)


def test_a_date_after_a_verb() -> None:
    when = dates.parse("2019-12-31/..")
    assert House(dates="us").date_phrase(when) == "on or after Dec. 31, 2019"
    assert House(dates="iso").date_phrase(when) == "on or after 2019-12-31"


DAY = st.dates(min_value=date(1000, 1, 1)).map(str)
EDTF = (
    st.builds("{}{}".format, DAY, st.sampled_from(["", "~", "?", "%", "/.."]))
    | st.builds("../{}".format, DAY)
    | st.lists(DAY, min_size=1, max_size=3).map(lambda d: f"[{','.join(sorted(d))}]")
    | st.lists(DAY, min_size=2, max_size=2).map(lambda d: "/".join(sorted(d)))
)
SAID = re.compile(
    r"\b(?:around|uncertain|approximate|later|earlier|or|and|to|from|on|before|after)\b"
)


@settings(deadline=None, max_examples=200)
@given(EDTF, st.sampled_from(["us", "iso"]))
def test_no_word_of_a_date_is_lost(edtf: str, form: str) -> None:
    when = dates.parse(edtf)
    house = House(dates=form)
    assert SAID.findall(house.date(when)) == SAID.findall(words(when))
    assert SAID.findall(house.date_phrase(when)) == SAID.findall(phrase(when))
    if form == "iso":
        assert set(re.findall(r"\d{4}-\d\d-\d\d", edtf)) == set(
            re.findall(r"\d{4}-\d\d-\d\d", house.date(when))
        )


# -- marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "text", "expected"),
    [
        ("us", "He said “go” now", "He said ‘go’ now"),
        ("us", "“Go,” he said, “now”", "‘Go,’ he said, ‘now’"),
        ("us", "He said ‘go’ now", "He said ‘go’ now"),
        ("us", 'He said "go" now', 'He said "go" now'),
        ("us", "He said «go» now", "He said «go» now"),
        ("us", "“Who said ‘go’?”", "‘Who said “go”?’"),
        ("us", "I don’t “know”", "I don’t ‘know’"),
        ("us", "“The boys’ club”", "‘The boys’ club’"),
        ("us", "unclosed “go", "unclosed “go"),
        ("us", "a “b” c”", "a “b” c”"),
        ("us", "[sic] … “x”", "[sic] … ‘x’"),
        ("us", "‘Rock ’n’ roll “x”", "‘Rock ’n’ roll ‘x’"),
        ("uk", "He said ‘go’ now", "He said “go” now"),
        ("uk", "He said “go” now", "He said “go” now"),
        ("uk", "don’t say ‘no’", "don’t say “no”"),
        ("uk", "the boys’ ‘toys’", "the boys’ “toys”"),
        ("uk", "‘Rock ’n’ roll’", "‘Rock ’n’ roll’"),
        ("de", "Er sagte „los“", "Er sagte ‚los‘"),
        ("fr", "Il dit «\u202fva\u202f» ici", "Il dit “va” ici"),
        ("fr", "Il dit « va » ici", "Il dit “va” ici"),
        ("fr", "Il dit « dis “va” » ici", "Il dit “dis «\u202fva\u202f»” ici"),
        ("ru", "сказал «да»", "сказал „да“"),
        ("sv", "Han sa ”gå” nu", "Han sa ’gå’ nu"),
        ("ja", "彼は「行け」と", "彼は「行け」と"),
    ],
)
def test_marks_within_marks(marks: str, text: str, expected: str) -> None:
    assert nested(text, House(marks=marks)) == expected


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("ab “”‘’«»„‚.\u202f"), max_size=20), st.sampled_from([*MARKS]))
def test_nothing_but_marks_is_ever_turned(text: str, marks: str) -> None:
    gone = str.maketrans(dict.fromkeys("“”‘’«»„‚‹›「」『』 \u202f\u00a0"))
    assert nested(text, House(marks=marks)).translate(gone) == text.translate(gone)


def test_every_house_has_two_kinds_of_marks() -> None:
    assert {"us", "uk", "de", "fr", "es", "it", "ru", "nl", "sv", "ar"} <= set(MARKS)
    for outer, inner in MARKS.values():
        assert outer[:2] != inner[:2]
    assert MARKS["de"][0][:2] == ("„", "“")
    assert MARKS["fr"][0] == ("«", "»", "\u202f")


# -- settings -------------------------------------------------------------------------------------


def test_settings_are_read() -> None:
    assert parse_house() == HOUSE == House("us", "long", "plain")
    assert parse_house(" UK ", "Iso", "plain") == House("uk", "iso", "plain")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"marks": "xx"}, "“xx” is no value for marks. Write us, uk, de"),
        ({"dates": "short"}, "“short” is no value for dates. Write long, us or iso."),
        ({"style": ""}, "“” is no value for style. Write plain, "),
    ],
)
def test_wrong_settings_are_named(values: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_house(**values)
    assert str(caught.value).startswith(said)
    assert DATES == ("long", "us", "iso")
    assert all(style in str(caught.value) for style in STYLES) or "style" not in values
