"""Typed dates: a table read off a calendar, mistakes and how to mend them, any text at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.civil import day_seconds
from store.date_words import words_span
from store.dates import OPEN_END, OPEN_START, UnfinishedDate, window
from store.errors import DateError
from store.typed_dates import UNDATED, read

BAGHDAD = ZoneInfo("Asia/Baghdad")
NEW_YORK = ZoneInfo("America/New_York")


def facts(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip("\n").splitlines()]


# typed | value of the filter | the span in words
UNDERSTOOD = """
2019-12-29..2020-01-02 | 2019-12-29..2020-01-02 | 29 December 2019 to 2 January 2020: 5 days
2019-12-29 .. 2020-01-02 | 2019-12-29..2020-01-02 | 29 December 2019 to 2 January 2020: 5 days
2019-21 | 2019-21 | 1 March to 31 May 2019: 92 days
201X | 201X | 1 January 2010 to 31 December 2019: 3,652 days
201x | 201X | 1 January 2010 to 31 December 2019: 3,652 days
2019 | 2019 | 1 January to 31 December 2019: 365 days
2020 | 2020 | 1 January to 31 December 2020: 366 days
dec 2019 | 2019-12 | 1 to 31 December 2019: 31 days
Dec. 2019 | 2019-12 | 1 to 31 December 2019: 31 days
DECEMBER 2019 | 2019-12 | 1 to 31 December 2019: 31 days
december of 2019 | 2019-12 | 1 to 31 December 2019: 31 days
sept 2019 | 2019-09 | 1 to 30 September 2019: 30 days
2019 december | 2019-12 | 1 to 31 December 2019: 31 days
12/2019 | 2019-12 | 1 to 31 December 2019: 31 days
29 dec 2019 | 2019-12-29 | 29 December 2019: 1 day
dec 29, 2019 | 2019-12-29 | 29 December 2019: 1 day
the 29th of december, 2019 | 2019-12-29 | 29 December 2019: 1 day
29-Dec-2019 | 2019-12-29 | 29 December 2019: 1 day
29dec2019 | 2019-12-29 | 29 December 2019: 1 day
sunday 29 dec 2019 | 2019-12-29 | 29 December 2019: 1 day
Sun, Dec 29 2019 | 2019-12-29 | 29 December 2019: 1 day
29.12.2019 | 2019-12-29 | 29 December 2019: 1 day
29/12/2019 | 2019-12-29 | 29 December 2019: 1 day
29-12-2019 | 2019-12-29 | 29 December 2019: 1 day
12/29/2019 | 2019-12-29 | 29 December 2019: 1 day
2/2/2020 | 2020-02-02 | 2 February 2020: 1 day
2019/12/29 | 2019-12-29 | 29 December 2019: 1 day
2019-1-5 | 2019-01-05 | 5 January 2019: 1 day
3 april ad 33 | 0033-04-03 | 3 April AD 33: 1 day
29 dec 2019 to 2 jan 2020 | 2019-12-29..2020-01-02 | 29 December 2019 to 2 January 2020: 5 days
29 dec 2019 – 2 jan 2020 | 2019-12-29..2020-01-02 | 29 December 2019 to 2 January 2020: 5 days
29 dec 2019..2 jan 2020 | 2019-12-29..2020-01-02 | 29 December 2019 to 2 January 2020: 5 days
from dec 2019 until 2 jan 2020 | 2019-12..2020-01-02 | 1 December 2019 to 2 January 2020: 33 days
29 dec to 2 jan 2020 | 2019-12-29..2020-01-02 | 29 December 2019 to 2 January 2020: 5 days
29 dec 2019 to 2 jan | 2019-12-29..2020-01-02 | 29 December 2019 to 2 January 2020: 5 days
2019-12-29 to 2 jan | 2019-12-29..2020-01-02 | 29 December 2019 to 2 January 2020: 5 days
nov to dec 2019 | 2019-11..2019-12 | 1 November to 31 December 2019: 61 days
29-31 dec 2019 | 2019-12-29..2019-12-31 | 29 to 31 December 2019: 3 days
29 to 31 december 2019 | 2019-12-29..2019-12-31 | 29 to 31 December 2019: 3 days
dec 29-31, 2019 | 2019-12-29..2019-12-31 | 29 to 31 December 2019: 3 days
between 29 and 31 dec 2019 | 2019-12-29..2019-12-31 | 29 to 31 December 2019: 3 days
between dec 2019 and 2 jan 2020 | 2019-12..2020-01-02 | 1 December 2019 to 2 January 2020: 33 days
dec 2019 - feb 2020 | 2019-12..2020-02 | 1 December 2019 to 29 February 2020: 91 days
10 dec 2019-12 jan 2020 | 2019-12-10..2020-01-12 | 10 December 2019 to 12 January 2020: 34 days
2019-2020 | 2019..2020 | 1 January 2019 to 31 December 2020: 731 days
2019-12-27/2020-01-08 | 2019-12-27..2020-01-08 | 27 December 2019 to 8 January 2020: 13 days
since 2 jan 2020 | 2020-01-02.. | 2 January 2020 or later
from 2 jan 2020 | 2020-01-02.. | 2 January 2020 or later
2 jan 2020.. | 2020-01-02.. | 2 January 2020 or later
2 jan 2020 or later | 2020-01-02.. | 2 January 2020 or later
after 2 jan 2020 | 2020-01-03.. | 3 January 2020 or later
after dec 2019 | 2020-01-01.. | 1 January 2020 or later
until dec 2019 | ..2019-12 | 31 December 2019 or earlier
by dec 2019 | ..2019-12 | 31 December 2019 or earlier
..dec 2019 | ..2019-12 | 31 December 2019 or earlier
before dec 2019 | ..2019-11-30 | 30 November 2019 or earlier
before 2020 | ..2019-12-31 | 31 December 2019 or earlier
after 2 jan 2020 and before 5 jan 2020 | 2020-01-03..2020-01-04 | 3 to 4 January 2020: 2 days
last week of 2019 | 2019-12-25..2019-12-31 | 25 to 31 December 2019: 7 days
first week of 2020 | 2020-01-01..2020-01-07 | 1 to 7 January 2020: 7 days
first week of december 2019 | 2019-12-01..2019-12-07 | 1 to 7 December 2019: 7 days
the last 3 days of february 2020 | 2020-02-27..2020-02-29 | 27 to 29 February 2020: 3 days
early december 2019 | 2019-12-01..2019-12-10 | 1 to 10 December 2019: 10 days
mid-december 2019 | 2019-12-11..2019-12-20 | 11 to 20 December 2019: 10 days
late february 2020 | 2020-02-21..2020-02-29 | 21 to 29 February 2020: 9 days
early 2019 | 2019-01..2019-04 | 1 January to 30 April 2019: 120 days
mid 2010s | 2014..2016 | 1 January 2014 to 31 December 2016: 1,096 days
early jan to mid jan 2020 | 2020-01-01..2020-01-20 | 1 to 20 January 2020: 20 days
spring 2019 | 2019-03..2019-05 | 1 March to 31 May 2019: 92 days
fall 2019 | 2019-09..2019-11 | 1 September to 30 November 2019: 91 days
winter 2019 | 2019-12..2020-02 | 1 December 2019 to 29 February 2020: 91 days
winter 2019–20 | 2019-12..2020-02 | 1 December 2019 to 29 February 2020: 91 days
2010s | 201X | 1 January 2010 to 31 December 2019: 3,652 days
the 2010's | 201X | 1 January 2010 to 31 December 2019: 3,652 days
q1 2020 | 2020-01..2020-03 | 1 January to 31 March 2020: 91 days
2020-Q1 | 2020-01..2020-03 | 1 January to 31 March 2020: 91 days
third quarter of 2020 | 2020-07..2020-09 | 1 July to 30 September 2020: 92 days
q3 2019-q1 2020 | 2019-07..2020-03 | 1 July 2019 to 31 March 2020: 275 days
week 52 2019 | 2019-12-23..2019-12-29 | 23 to 29 December 2019: 7 days
week 1 of 2020 | 2019-12-30..2020-01-05 | 30 December 2019 to 5 January 2020: 7 days
2020-W53 | 2020-12-28..2021-01-03 | 28 December 2020 to 3 January 2021: 7 days
29 dec 2019 14:00 | 2019-12-29T14:00 | 29 December 2019, 14:00 (Asia/Baghdad): 1 minute
29 dec 2019 at 9:30 | 2019-12-29T09:30 | 29 December 2019, 09:30 (Asia/Baghdad): 1 minute
2019-12-29T14 | 2019-12-29T14 | 29 December 2019, 14:00 to 14:59 (Asia/Baghdad): 1 hour
29 dec 2019 14:00 utc | 2019-12-29T14:00Z | 29 December 2019, 14:00 (UTC): 1 minute
after 29 dec 2019 23:59 | 2019-12-30.. | 30 December 2019 or later
before 29 dec 2019 14:00 | ..2019-12-29T13:59 | 29 December 2019, 13:59 or earlier (Asia/Baghdad)
"""
# typed | what is said of it | how to mend it
MISTAKES = """
1/2/2019 | "1/2/2019" may be 1 February or 2 January 2019 | Write 1 feb 2019 or 2 jan 2019.
03.04.2019 | may be 3 April or 4 March 2019 | Write 3 apr 2019 or 4 mar 2019.
5/6/2019 to 29/12/2019 | may be 5 June or 6 May 2019 | Write 5 jun 2019
13/13/2019 | there is no month 13 | Months run
0/5/2019 | there is no | Check the day
2000s | "2000s" may be ten years or a hundred | Write 200X for ten, 20XX for a hundred.
31 feb 2019 | there is no 2019-02-31 in the calendar | leap year
45 dec 2019 | December has no day 45 | Days run
29 feb to 2 mar 2021 | there is no 2021-02-29 | leap year
monday 29 dec 2019 | 29 December 2019 is a Sunday | Check the date
2 jan 2020 to 29 dec 2019 | ends before it begins | Write the earlier date first.
29-3 dec 2019 | ends before it begins | Write the earlier date first.
2019-13 | there is no month 13 | Months run
week 53 2019 | 2019 has no week 53 | Weeks run
decmber 2019 | "decmber" is no word of a date | Did you mean december?
yesterday | a date is never counted from today: "yesterday" | Write a date
next week | a date is never counted from today: "next" | Write a date
last year | a date is never counted from today: "last year" | Write a date
3 days ago | a date is never counted from today | Write a date
33 bc | a year before the year 1 | Years run
dec 2019? | a filter's date has no "?" | Write a date
2018 and 2019 | "and" needs "between" | Write between
dec 2019 to jan 2020 to feb 2020 | a span has two ends | Write a date
29 dec to 2020 | a year is missing before the end | Write
29 to 2020-01-02 | a month is expected | Write
dec 2019 14:00 | a time stands behind its day | Write 29 dec 2019 14:00.
29 dec 2019 25:00 | there is no time 25:00 | Times run
late spring 2019 | "late" stands before a month | Write late
last 40 days of december 2019 | there are 31 days to choose from | Write fewer
before 1 jan 0001 | nothing comes before that date | Years run
before 9999-12-31 2019 | this is not a date | Write a date
after 9999 | nothing comes after that date | Years run
29 december 0000 | there is no year 0 | Years run
"""

# typed | what it waits for
UNFINISHED = """
 | a date is expected
d | "d" is half a word
dec | a year is expected
29 | a month is expected
29 dec | a year is expected
29 dec 20 | a year has four digits
29 dec 201 | a year has four digits
29 dec 2019 t | "t" is half a word
29 dec 2019 to | a date is expected after "to"
29 dec 2019 to 2 | a month is expected
29 dec 2019 to 2 jan 20 | a year has four digits
29/12 | a year has four digits
29/12/20 | a year has four digits
29 dec - 2 jan | a year is expected
between 2018 | "and" and a date are expected
between 2018 and | a date is expected after "and"
since | a date is expected
before dec | a year is expected
last | week or days are expected after "last"
last week of | a date is expected
week | the number of a week is expected
week 52 | a year is expected
q1 | a year is expected
late | a date is expected
29 dec 2019 1 | a time is like 14:00
2019-1 | a month has two digits
2019-12-29.. 2020-0 | a month has two digits
2019-20 | not yet two years
"""


@pytest.mark.parametrize(("typed", "term", "words"), facts(UNDERSTOOD))
def test_what_is_understood(typed: str, term: str, words: str) -> None:
    understood = read(typed, BAGHDAD)
    assert (understood.term, understood.words) == (term, words)
    assert understood.window == window(term, BAGHDAD)


@pytest.mark.parametrize(("typed", "what", "mend"), facts(MISTAKES))
def test_mistakes_say_what_and_how_to_mend_it(typed: str, what: str, mend: str) -> None:
    with pytest.raises(DateError) as caught:
        read(typed, UTC)
    assert not isinstance(caught.value, UnfinishedDate)
    assert what in caught.value.what
    assert mend in caught.value.mend


@pytest.mark.parametrize(("typed", "what"), facts(UNFINISHED))
def test_half_a_date_says_what_it_waits_for(typed: str, what: str) -> None:
    with pytest.raises(UnfinishedDate) as caught:
        read(typed, UTC)
    assert what in caught.value.what
    assert caught.value.mend


@pytest.mark.parametrize("typed", [typed for typed, _, _ in facts(UNDERSTOOD)])
def test_no_date_is_a_mistake_while_it_is_typed(typed: str) -> None:
    for length in range(len(typed)):
        with suppress(UnfinishedDate):
            read(typed[:length], BAGHDAD)


@pytest.mark.parametrize("typed", ["undated", "None", "no date"])
def test_undated_is_no_window(typed: str) -> None:
    understood = read(typed, BAGHDAD)
    assert (understood.term, understood.window, understood.words) == (UNDATED, None, "undated")


@pytest.mark.parametrize(
    ("typed", "years", "term"),
    [
        ("29 dec", range(2019, 2020), "2019-12-29"),
        ("29 dec", range(2019, 2021), None),
        ("29 feb", range(2019, 2023), "2020-02-29"),
        ("31 feb", range(2019, 2023), None),
        ("week 53", range(2018, 2023), "2020-12-28..2021-01-03"),
        ("29 dec - 2 jan", range(2019, 2021), "2019-12-29..2020-01-02"),
        ("29 dec - 2 jan", range(2018, 2021), None),
        ("29-31 dec", range(2019, 2020), "2019-12-29..2019-12-31"),
        ("29 dec 14:00", range(2019, 2020), "2019-12-29T14:00"),
        ("last week of december", range(2019, 2020), "2019-12-25..2019-12-31"),
        ("since dec", range(2019, 2020), "2019-12.."),
        ("29 dec", range(0), None),
        ("29 dec", None, None),
        ("29 dec 1998", range(2019, 2020), "1998-12-29"),
    ],
)
def test_a_year_comes_from_the_dossier_only_where_no_other_would_do(
    typed: str, years: range | None, term: str | None
) -> None:
    if term is None:
        with pytest.raises(UnfinishedDate, match="a year is expected"):
            read(typed, UTC, years)
    else:
        assert read(typed, UTC, years).term == term


def test_the_years_to_choose_from_are_named() -> None:
    with pytest.raises(UnfinishedDate) as caught:
        read("29 dec", UTC, range(2019, 2021))
    assert "The dossier runs from 2019 to 2020." in caught.value.mend


def test_two_times_of_one_day() -> None:
    understood = read("29 dec 2019 14:00-15:29", BAGHDAD)
    assert understood.term == "2019-12-29T14:00..2019-12-29T15:29"
    said = "29 December 2019, 14:00 to 15:29 (Asia/Baghdad): 1 hour and 30 minutes"
    assert understood.words == said


def test_after_a_time_that_the_clock_shows_twice_is_exact() -> None:
    # On 3 November 2019 the clocks of New York showed 01:00 to 01:59 twice.
    understood = read("after 3 nov 2019 01:59", NEW_YORK)
    assert understood.window is not None
    assert understood.window.earliest == window("2019-11-03T07:00Z").earliest


DAYS = st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30))


@given(DAYS, st.integers(0, 5000), st.sampled_from([UTC, BAGHDAD]))
def test_a_span_in_words_is_read_back(first: date, more: int, zone: ZoneInfo) -> None:
    last = first + timedelta(days=min(more, (date(9999, 12, 30) - first).days))
    earliest, latest = day_seconds(first, last, zone)
    for begin, end in ((earliest, latest), (OPEN_START, latest), (earliest, OPEN_END)):
        understood = read(words_span(begin, end, zone), zone).window
        assert understood is not None
        assert (understood.earliest, understood.latest) == (begin, end)


PIECES = (
    *(
        "29",
        "2",
        "dec",
        "december",
        "2019",
        "2020-01-02",
        "201X",
        "14:00",
        "29/12/2019",
        "1/2/2019",
    ),
    *("to", "-", "..", "–", "since", "after", "before", "between", "and", "until", "or later"),
    *("last", "first", "week", "days", "q1", "spring", "mid-", "late", "2010s", "sunday", "none"),
    *("9999", "0001", "w53", "0", "31", "99", "T", "Z", "+03:00", "?", "/", ".", ",", "ad", "x"),
)


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789-/.:TZX adecno"),
        st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
        st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    ),
    st.sampled_from([None, range(2019, 2020), range(1, 10_000, 700)]),
)
def test_any_text_is_a_date_or_a_date_error(text: str, years: range | None) -> None:
    try:
        understood = read(text, NEW_YORK, years)
    except DateError:
        return
    if understood.term == UNDATED:
        assert understood.window is None
    else:
        assert window(understood.term, NEW_YORK) == understood.window
        assert not any(sign.isspace() for sign in understood.term)


BOUNDS = st.sampled_from(
    ["2019", "2019-12", "2019-12-29", "201X", "2019-12-29T14:00", "2019-24", ""]
)


@given(BOUNDS, BOUNDS, st.integers(0, 40), st.booleans())
def test_whatever_a_filter_reads_is_read_alike(
    first: str, last: str, length: int, joined: bool
) -> None:
    text = (f"{first}..{last}" if joined else first)[:length]
    try:
        expected = window(text, BAGHDAD)
    except UnfinishedDate:
        with suppress(UnfinishedDate):
            read(text, BAGHDAD)
    except DateError:
        return
    else:
        assert read(text, BAGHDAD).window == expected


def test_a_date_says_nothing_of_today() -> None:
    for text in (
        "today",
        "this week",
        "tomorrow",
        "now",
        "monday",
        "december",
        "29 dec",
        "week 52",
    ):
        with pytest.raises(DateError):
            read(text, UTC)
