"""The time between two dates: a table counted on a calendar, and what holds for any two."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import When, parse
from store.gaps import OVERLAP, SAME_DAY, SAME_TIME, UNKNOWN, counted, distance, gap

BAGHDAD = ZoneInfo("Asia/Baghdad")
NEW_YORK = ZoneInfo("America/New_York")

# earlier | later | between the rows (none: -) | as a distance
FACTS = """
2019-12-29 | 2019-12-29 | - | the same day
2019-12-29 | 2019-12-30 | - | 1 day
2019-12-29 | 2019-12-31 | 2 days | 2 days
2019-12-29 | 2020-01-01 | 3 days | 3 days
2019-12-27 | 2020-01-09 | 13 days | 13 days
2019-12-29 | 2020-01-12 | 2 weeks | 14 days
2019-12-29 | 2020-01-13 | 15 days | 15 days
2019-12-29 | 2020-02-26 | 59 days | 59 days
2019-12-29 | 2020-02-28 | 61 days | 61 days
2019-12-31 | 2020-02-25 | 8 weeks | 56 days
2019-12-29 | 2020-02-29 | 2 months | 2 months
2019-12-31 | 2020-03-30 | 2 months | 2 months and 30 days
2008-12-31 | 2010-12-30 | 23 months | 1 year, 11 months and 30 days
2008-12-31 | 2019-12-31 | 11 years | 11 years
2008-01-15 | 2019-12-31 | 11 years | 11 years, 11 months and 16 days
0001-01-01 | 9999-12-31 | 9,998 years | 9,998 years, 11 months and 30 days
2019-12-27/2019-12-29 | 2020-01-02 | 4 days | 4 days
2019-12-27/2020-01-08 | 2020-01-02 | - | overlapping
2019-12-27/2020-01-08 | 2020-01-05/2020-01-10 | - | overlapping
{2019-12-27,2019-12-29} | 2020-01-02 | 4 days | 4 days
{2019-12-27,2019-12-28..2019-12-29} | 2020-01-02 | 4 days | 4 days
[2019-12-27,2019-12-29] | 2020-01-02 | at least 4 days | 4 to 6 days
2019-12 | 2020-01 | - | 1 to 61 days
2019-12 | 2020-01-02 | at least 2 days | 2 to 32 days
2019-12 | 2020-02-03 | at least 34 days | 1 to 3 months
2019-12 | 2019-12-05 | - | up to 26 days
2019 | 2019-12 | - | up to 12 months
2008 | 2019 | at least 10 years | 10 to 12 years
2008 | 2010 | at least 12 months | 1 to 3 years
2019-12-30 | 2020 | at least 2 days | 2 days to 13 months
2019-12-3X | 2020-01-02 | at least 2 days | 2 to 3 days
201X | 2020-03-01 | at least 2 months | 2 months to 11 years
2019-12-28 | 2019-12-31/.. | at least 3 days | at least 3 days
2020-01-05 | 2019-12-31/.. | - | not known
../2020-01-02 | 2020-01-05 | at least 3 days | at least 3 days
../2020-01-02 | 2020-01-05/.. | at least 3 days | at least 3 days
2019-12-31/.. | 2020-01-05 | - | not known
2019-12-31/.. | 2020-01-05/.. | - | not known
2019-12-29~ | 2020-01-01 | about 3 days | about 3 days
2019-12-29 | 2020-01-01? | perhaps 3 days | perhaps 3 days
2019-12-29% | 2020-01-01 | perhaps about 3 days | perhaps about 3 days
2019-12~ | 2020-01-02 | about 2 days or more | about 2 to 32 days
2019-12-28? | 2019-12-31/.. | perhaps 3 days or more | perhaps 3 days or more
2019-12-29~ | 2019-12-29 | - | about the same day
2019-12-27?/2019-12-29 | 2020-01-02 | 4 days | 4 days
2019-12-30T22:00 | 2019-12-31T03:00 | 5 hours | 5 hours
2019-12-30T22:00 | 2019-12-31T03:20 | 5 hours | 5 hours and 20 minutes
2019-12-30T22:00 | 2019-12-30T22:45 | 45 minutes | 45 minutes
2019-12-30T22:00 | 2019-12-30T22:01 | - | 1 minute
2019-12-30T22:00 | 2019-12-30T22:00 | - | the same time
2019-12-30T22:00:00 | 2019-12-30T22:00:30 | 30 seconds | 30 seconds
2019-12-30T10 | 2019-12-30T13 | 3 hours | 3 hours
2019-12-30T10:00+03:00 | 2019-12-30T10:00Z | 3 hours | 3 hours
2019-12-30T22:00 | 2020-01-01T21:59 | 47 hours | 47 hours and 59 minutes
2019-12-29T22:00 | 2020-01-01T01:00 | 3 days | 3 days
2019-12-30 | 2020-01-02T14:00 | 3 days | 3 days
2019-12-30 | 2019-12-31T14:00 | - | 1 day
2019-12-30 | 2019-12-30T14:00 | - | the same day
2019-12-30T10 | 2019-12-30T14:30 | - | the same day
2019-12-30T10:00/2019-12-30T14:00 | 2019-12-30T12:00 | - | overlapping
2019-12-30T10:00/2019-12-30T14:00 | 2019-12-30T17:00 | 3 hours | 3 hours
"""
TABLE = [[cell.strip() for cell in line.split("|")] for line in FACTS.strip().splitlines()]


@pytest.mark.parametrize(("earlier", "later", "between", "apart"), TABLE)
def test_facts(earlier: str, later: str, between: str, apart: str) -> None:
    a, b = parse(earlier, BAGHDAD), parse(later, BAGHDAD)
    assert gap(a, b, BAGHDAD) == between.strip("-")
    assert distance(a, b, BAGHDAD) == apart
    assert distance(b, a, BAGHDAD) == apart


def test_days_are_those_of_the_zone() -> None:
    # 31 December in Baghdad, and still the 30th in London.
    night = parse("2019-12-30T22:00Z")
    later = parse("2020-01-02", BAGHDAD)
    assert gap(night, later, BAGHDAD) == "2 days"
    assert gap(night, parse("2020-01-02"), UTC) == "3 days"


def test_an_hour_that_the_clock_shows_twice_has_passed_twice() -> None:
    first, last = parse("2019-11-03T00:00", NEW_YORK), parse("2019-11-03T04:00", NEW_YORK)
    assert gap(first, last, NEW_YORK) == "5 hours"


def test_one_is_not_said_in_the_plural() -> None:
    assert [counted(number, "day") for number in (0, 1, 2, 1000)] == [
        "0 days",
        "1 day",
        "2 days",
        "1,000 days",
    ]


DAYS = st.dates()
MONTHS = DAYS.map(lambda day: day.isoformat()[:7])
DATES = st.one_of(
    DAYS.map(date.isoformat),
    MONTHS,
    DAYS.map(lambda day: day.isoformat()[:4]),
    st.tuples(DAYS, DAYS).map(lambda ends: f"{min(ends)}/{max(ends)}"),
    st.sampled_from(["../2020-01-02", "2019-12-31/..", "[2019-12-30,2020]", "2019-12-31T10:00"]),
).map(parse)


@given(DAYS, st.integers(2, 58))
def test_days_are_counted_exactly(first: date, days: int) -> None:
    if first.toordinal() + days <= date.max.toordinal():
        a, b = parse(first.isoformat()), parse((first + timedelta(days=days)).isoformat())
        assert distance(a, b, UTC) == f"{days} days"
        assert gap(a, b, UTC) in {f"{days} days", f"{days // 7} weeks"}


@given(DAYS, DAYS)
def test_years_months_and_days_add_up(one: date, other: date) -> None:
    first, last = sorted((one, other))
    words = distance(parse(first.isoformat()), parse(last.isoformat()), UTC)
    if "year" in words or "month" in words:
        said = {
            unit: int(number.replace(",", ""))
            for number, unit in re.findall(r"([0-9,]+) (year|month|day)", words)
        }
        year, month = divmod(
            (first.year + said.get("year", 0)) * 12 + first.month - 1 + said.get("month", 0), 12
        )
        day = min(first.day, monthrange(year, month + 1)[1])
        assert date(year, month + 1, day) + timedelta(days=said.get("day", 0)) == last
        assert said.get("month", 0) < 12
        assert said.get("day", 0) < 31


@given(DATES, DATES)
def test_what_holds_for_any_two_dates(a: When, b: When) -> None:
    apart = distance(a, b, UTC)
    assert apart == distance(b, a, UTC)
    assert re.fullmatch(
        r"(at least |up to )?([0-9,]+)( [a-z]+)?"
        r"(( to |, | and )[0-9,]+ [a-z]+)*|" + f"{SAME_DAY}|{SAME_TIME}|{OVERLAP}|{UNKNOWN}",
        apart,
    )
    first, second = gap(a, b, UTC), gap(b, a, UTC)
    assert not (first and second)
    if first or second:
        assert apart not in {SAME_DAY, SAME_TIME, OVERLAP, UNKNOWN}
        assert not apart.startswith("up to")
    if a.earliest <= b.latest and b.earliest <= a.latest:
        assert first == second == ""
