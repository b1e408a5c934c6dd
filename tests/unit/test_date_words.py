"""Dates in words: a table written as a careful editor would say them, and what always holds."""

from __future__ import annotations

import re
from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store.civil import civil_day
from store.date_words import GUTTER, gutter, phrase, short, words, words_span, year_heading
from store.dates import OPEN_END, OPEN_START, When, parse, window
from store.errors import DateError

# text | words | phrase, where it is not "on" or "in" and the words
SAID = """
2019-12-31 | 31 December 2019 | on 31 December 2019
2020-01-02 | 2 January 2020 | on 2 January 2020
2019-12 | December 2019 | in December 2019
2019 | 2019 | in 2019
0033-04-03 | 3 April AD 33 | on 3 April AD 33
201X | the 2010s | in the 2010s
033X | between AD 330 and AD 339 | between AD 330 and AD 339
20XX | between 2000 and 2099 | between 2000 and 2099
XXXX | an unknown year | in an unknown year
XXXX-12-25 | 25 December of an unknown year | on 25 December of an unknown year
201X-12 | December of an unknown year in the 2010s | in December of an unknown year in the 2010s
2019-XX | a month of 2019 | in a month of 2019
2019-XX-XX | a day in 2019 | on a day in 2019
2019-12-XX | a day in December 2019 | on a day in December 2019
2019-12-3X | between 30 and 31 December 2019 | between 30 and 31 December 2019
2019-1X | between October and December 2019 | between October and December 2019
2019-XX-31 | between 31 January and 31 December 2019 | between 31 January and 31 December 2019
2019-21 | spring 2019 | in spring 2019
2019-24 | winter 2019–20 | in winter 2019–20
1999-24 | winter 1999–2000 | in winter 1999–2000
2019-30 | summer 2019–20 (southern) | in summer 2019–20 (southern)
2019-26 | summer 2019 (northern) | in summer 2019 (northern)
2019-33 | the first quarter of 2019 | in the first quarter of 2019
2019-39 | the last third of 2019 | in the last third of 2019
2019-41 | the second half of 2019 | in the second half of 2019
2020-01-02~ | around 2 January 2020 | around 2 January 2020
2019-12-~31 | around 31 December 2019 | around 31 December 2019
2019~-12-31 | 31 December 2019 (year approximate) | on 31 December 2019 (year approximate)
2019-12-XX~ | a day in December 2019 (date approximate) | on a day in December 2019 (date approximate)
2019-12-31? | 31 December 2019 (date uncertain) | on 31 December 2019 (date uncertain)
2019?-12-31 | 31 December 2019 (year uncertain) | on 31 December 2019 (year uncertain)
2019-12?-31 | 31 December 2019 (year and month uncertain) | on 31 December 2019 (year and month uncertain)
2019-12-31% | around 31 December 2019 (date uncertain) | around 31 December 2019 (date uncertain)
2019? | 2019 (date uncertain) | in 2019 (date uncertain)
2019-12-31T10:00 | 31 December 2019, 10:00 | on 31 December 2019, 10:00
2019-12-31T10:00+03:00 | 31 December 2019, 10:00 (UTC+3) | on 31 December 2019, 10:00 (UTC+3)
2019-12-31T10:00:05Z | 31 December 2019, 10:00:05 (UTC) | on 31 December 2019, 10:00:05 (UTC)
2019-12-31T10:00-0530 | 31 December 2019, 10:00 (UTC-5:30) | on 31 December 2019, 10:00 (UTC-5:30)
2019-12-31T10 | 31 December 2019, 10:00 to 10:59 | on 31 December 2019, 10:00 to 10:59
2019-12-31/.. | 31 December 2019 or later | on or after 31 December 2019
../2020-01-02 | 2 January 2020 or earlier | on or before 2 January 2020
2019-12/.. | December 2019 or later | in or after December 2019
../2019 | 2019 or earlier | in or before 2019
2019-12-31~/.. | around 31 December 2019 or later | around 31 December 2019 or later
2019-12-31?/.. | 31 December 2019 or later (date uncertain) | on or after 31 December 2019 (date uncertain)
2019-12-31/ | 31 December 2019 to an unknown date | from 31 December 2019 to an unknown date
/2020-01-02 | an unknown date to 2 January 2020 | from an unknown date to 2 January 2020
2019-12-29/2020-01-02 | 29 December 2019 to 2 January 2020 | from 29 December 2019 to 2 January 2020
2019-12-27/2019-12-29 | 27 to 29 December 2019 | from 27 to 29 December 2019
2019-11-29/2019-12-02 | 29 November to 2 December 2019 | from 29 November to 2 December 2019
2019-11/2019-12 | November to December 2019 | from November to December 2019
2019-11/2020-01 | November 2019 to January 2020 | from November 2019 to January 2020
2018/2019 | 2018 to 2019 | from 2018 to 2019
2019-12/2020-01-05 | December 2019 to 5 January 2020 | from December 2019 to 5 January 2020
2019-12-31/2019-12-31 | 31 December 2019 | on 31 December 2019
2019-12-27~/2020 | around 27 December 2019 to 2020 | from around 27 December 2019 to 2020
2019-12-31T10:00+03:00/2019-12-31T12:00+03:00 | 31 December 2019, 10:00 to 12:00 (UTC+3) | from 31 December 2019, 10:00 to 12:00 (UTC+3)
2019-12-31T10:00/2020-01-01T12:00 | 31 December 2019, 10:00 to 1 January 2020, 12:00 | from 31 December 2019, 10:00 to 1 January 2020, 12:00
[2019-12-30,2019-12-31] | 30 or 31 December 2019 | on 30 or 31 December 2019
[2019-12-29,2019-12-30,2019-12-31] | 29, 30 or 31 December 2019 | on 29, 30 or 31 December 2019
[2019-12-30,2020-01-02] | 30 December 2019 or 2 January 2020 | on 30 December 2019 or 2 January 2020
[2018,2019] | 2018 or 2019 | in 2018 or 2019
[2019-12-27..2019-12-29] | between 27 and 29 December 2019 | between 27 and 29 December 2019
[2018,2020-01-02] | in 2018 or on 2 January 2020 | in 2018 or on 2 January 2020
[2019-12-31] | 31 December 2019 | on 31 December 2019
[2019-12-31..] | 31 December 2019 or later | on or after 31 December 2019
[..2019-12-31] | 31 December 2019 or earlier | on or before 31 December 2019
{2019-12-30,2019-12-31} | 30 and 31 December 2019 | on 30 and 31 December 2019
{2018,2020-01-02} | in 2018 and on 2 January 2020 | in 2018 and on 2 January 2020
{2019-12-27..2019-12-29} | 27 to 29 December 2019 | from 27 to 29 December 2019
[2019-12-30?,2019-12-31] | 30 December 2019 (date uncertain) or 31 December 2019 | on 30 December 2019 (date uncertain) or 31 December 2019
"""  # noqa: E501 - a table has its facts on one line

# text | gutter | year heading | short
TIGHT = """
2019-12-31 | 31 Dec | 2019 | 31 Dec 2019
2020-01-02 | 2 Jan | 2020 | 2 Jan 2020
2019-12-31T10:00+03:00 | 31 Dec | 2019 | 31 Dec 2019
2019-12 | Dec | 2019 | Dec 2019
2019 | 2019 | 2019 | 2019
0033 | AD 33 | AD 33 | AD 33
201X | 2010s | 2010s | 2010s
20XX | 20XX | 2000–2099 | between 2000 and 2099
033X | 033X | AD 330–339 | between AD 330 and AD 339
XXXX | XXXX | unknown year | an unknown year
201X-12-25 | 25 Dec | 2010s | 25 Dec of an unknown year in the 2010s
2019-XX | 2019 | 2019 | a month of 2019
2019-12-XX | ?? Dec | 2019 | a day in Dec 2019
2019-12-3X | 3? Dec | 2019 | between 30 and 31 Dec 2019
2019-22 | summer | 2019 | summer 2019
2019-24 | winter | 2019 | winter 2019–20
2019-33 | Jan–Mar | 2019 | Jan–Mar 2019
2019-31/.. | autumn– | 2019 | from autumn 2019 (southern)
2019-33/.. | Jan– | 2019 | from Jan–Mar 2019
../2019-33 | –Mar | 2019 | by Jan–Mar 2019
2019-12-31~ | ~31 Dec | 2019 | ~31 Dec 2019
2019-12-31? | 31 Dec? | 2019 | 31 Dec 2019?
2019-12-31% | 31 Dec? | 2019 | ~31 Dec 2019?
2020-01-02% | ~2 Jan? | 2020 | ~2 Jan 2020?
2019~ | ~2019 | 2019 | ~2019
2019-33~ | Jan–Mar | 2019 | ~Jan–Mar 2019
2019-12-31/.. | 31 Dec– | 2019 | from 31 Dec 2019
2019-12-31/ | 31 Dec– | 2019 | from 31 Dec 2019
2020-01-02~/.. | ~2 Jan– | 2020 | from ~2 Jan 2020
../2020-01-02 | –2 Jan | 2020 | by 2 Jan 2020
../2020-01-02? | –2 Jan? | 2020 | by 2 Jan 2020?
../2019-12-31 | –31 Dec | 2019 | by 31 Dec 2019
[..2018,2019-12-31] | –31 Dec | 2019 | by 2018 or 31 Dec 2019
2019-12-27/2019-12-29 | 27–29 | 2019 | 27–29 Dec 2019
2019-12-27~/2019-12-29 | ~27–29 | 2019 | ~27 Dec 2019 – 29 Dec 2019
2019-12-02/2019-12-05 | 2–5 Dec | 2019 | 2–5 Dec 2019
2019-12-29/2020-01-02 | 29 Dec– | 2019 | 29 Dec 2019 – 2 Jan 2020
2019-11-29/2019-12-02 | 29 Nov– | 2019 | 29 Nov – 2 Dec 2019
2019-11/2019-12 | Nov–Dec | 2019 | Nov–Dec 2019
2019-11/2020-01 | Nov–Jan | 2019 | Nov 2019 – Jan 2020
2018-11/2020-01 | Nov– | 2018 | Nov 2018 – Jan 2020
2018/2019 | 2018–19 | 2018 | 2018–2019
1999/2001 | 1999– | 1999 | 1999–2001
2019-12-31T10:00/2019-12-31T12:00 | 31 Dec | 2019 | 31 Dec 2019
2019-12-31/2019-12-31 | 31 Dec | 2019 | 31 Dec 2019
[2019-12-30,2019-12-31] | 30/31 | 2019 | 30 or 31 Dec 2019
[2020-01-02,2020-01-03] | 2/3 Jan | 2020 | 2 or 3 Jan 2020
[2019-12-31,2020-01-02] | 31 Dec? | 2019 | 31 Dec 2019 or 2 Jan 2020
[2020-01-02,2019-12-31] | 31 Dec? | 2019 | 2 Jan 2020 or 31 Dec 2019
[2018,2019] | 2018/19 | 2018 | 2018 or 2019
[2019-12-27..2019-12-29] | 27 Dec? | 2019 | between 27 and 29 Dec 2019
{2019-12-30,2019-12-31} | 30+31 | 2019 | 30 and 31 Dec 2019
{2019-12-30,2020-01-02} | 30 Dec+ | 2019 | 30 Dec 2019 and 2 Jan 2020
{2019-33,2020-33} | Jan+ | 2019 | Jan–Mar 2019 and Jan–Mar 2020
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_words_and_phrase(line: str) -> None:
    text, in_words, in_a_sentence = line.split(" | ")
    assert words(parse(text)) == in_words
    assert phrase(parse(text)) == in_a_sentence


@pytest.mark.parametrize("line", TIGHT.strip().splitlines())
def test_gutter_heading_and_short(line: str) -> None:
    text, cells, heading, tight = line.split(" | ")
    when = parse(text)
    assert (gutter(when), year_heading(when), short(when)) == (cells, heading, tight)


@pytest.mark.parametrize(
    ("text", "in_words"),
    [
        ("2019-12-29..2020-01-02", "29 December 2019 to 2 January 2020"),
        ("2019..", "2019 or later"),
        ("..2019-12", "December 2019 or earlier"),
        ("2019-12", "December 2019"),
    ],
)
def test_a_filters_window_in_words(text: str, in_words: str) -> None:
    assert words(window(text)) == in_words


def test_the_days_that_a_span_covers() -> None:
    when = parse("2019-12-29/2020-01-02")
    baghdad = ZoneInfo("Asia/Baghdad")
    assert words_span(when.earliest, when.latest) == "29 December 2019 to 2 January 2020"
    assert words_span(when.earliest, when.latest, baghdad) == "29 December 2019 to 3 January 2020"
    there = parse("2019-12-31", baghdad)
    assert words_span(there.earliest, there.latest, baghdad) == "31 December 2019"
    assert words_span(OPEN_START, when.latest) == "2 January 2020 or earlier"
    assert words_span(when.earliest, OPEN_END) == "29 December 2019 or later"
    assert words_span(OPEN_START, OPEN_END) == "any date"


# --- what holds for any date -----------------------------------------------------------------

digits = st.from_regex(r"([0-9]{4}|[0-9X]{4})[?~%]?", fullmatch=True)
marks = st.sampled_from(["", "", "?", "~", "%"])
tails = st.from_regex(
    r"(-[0-4X][0-9X](-[?~%]?[0-3X][0-9X](T[01][0-9](:[0-5][0-9])?Z?)?)?)?", fullmatch=True
)
singles = st.one_of(
    st.dates().map(date.isoformat), st.builds("{}{}{}".format, digits, tails, marks)
)
ends = st.one_of(singles, st.sampled_from(["", ".."]))
members = st.lists(st.one_of(singles, st.builds("{}..{}".format, ends, ends)), min_size=1)
dates = st.one_of(
    singles,
    st.builds("{}/{}".format, ends, ends),
    members.map(lambda texts: f"[{','.join(texts)}]"),
    members.map(lambda texts: f"{{{','.join(texts)}}}"),
)


def read(text: str) -> When:
    try:
        return parse(text)
    except DateError:
        assume(condition=False)
        raise


@given(dates)
def test_every_date_has_words_and_fits_the_gutter(text: str) -> None:
    when = read(text)
    for say in (words, phrase, gutter, year_heading, short):
        said = say(when)
        assert said == said.strip()
        assert said
        assert "  " not in said
    assert len(gutter(when)) <= GUTTER


@given(dates)
def test_no_doubt_is_lost_in_words(text: str) -> None:
    when = read(text)
    for say in (words, phrase):
        said = say(when)
        assert when.uncertain == ("uncertain" in said)
        assert when.approximate == ("around" in said or "approximate" in said)
        if when.open_start:
            assert re.search("before|earlier|unknown date", said)
        if when.open_end:
            assert re.search("after|later|unknown date", said)
    assert when.uncertain == ("?" in short(when))
    assert when.approximate == ("~" in short(when))


@given(st.dates())
def test_a_day_is_said_with_its_own_numbers(day: date) -> None:
    when = parse(day.isoformat())
    number, month, *year = words(when).split()
    assert int(number) == day.day
    assert month == f"{day:%B}"
    assert int(year[-1]) == day.year
    assert gutter(when) == f"{day.day} {day:%b}"
    assert civil_day(when.earliest, UTC) == day
