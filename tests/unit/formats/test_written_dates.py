"""Dates as people write them: one meaning, or none."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import dates
from store.errors import DateError
from store.formats import written_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-12-31", "2019-12-31"),
        ("2019-12", "2019-12"),
        ("2019-12-27/2020-01-08", "2019-12-27/2020-01-08"),
        ("31 Dec 2019", "2019-12-31"),
        ("31st December 2019", "2019-12-31"),
        ("Tuesday, 31 December 2019", "2019-12-31"),
        ("Dec 31, 2019", "2019-12-31"),
        ("DECEMBER 31 2019", "2019-12-31"),
        ("31-Dec-2019", "2019-12-31"),
        ("2019/12/31", "2019-12-31"),
        ("2019/1/2", "2019-01-02"),
        ("20191231", "2019-12-31"),
        ("May 2019", "2019-05"),
        ("31/12/2019", "2019-12-31"),
        ("12/31/2019", "2019-12-31"),
        ("05/05/2019", "2019-05-05"),
        ("c. 2019", "2019~"),
        ("2019-12-31 10:00", "2019-12-31T10:00"),
        ("Dec 31, 2019 1:30 pm", "2019-12-31T13:30"),
        ("31 Dec 2019, 12:05 AM", "2019-12-31T00:05"),
        ("2019-12-31 10:00:05 UTC", "2019-12-31T10:00:05Z"),
        ("27 Dec 2019 to 8 Jan 2020", "2019-12-27/2020-01-08"),
    ],
)
def test_what_can_be_read_in_one_way(text: str, expected: str) -> None:
    assert written_dates.read(text) == expected


@pytest.mark.parametrize("text", ["01/02/2019", "1.2.2019", "03-04-2019", "11/12/2019 10:00"])
def test_what_can_be_read_in_two_ways(text: str) -> None:
    with pytest.raises(DateError, match="two ways"):
        written_dates.read(text)


def test_the_user_says_which_comes_first() -> None:
    assert written_dates.read("01/02/2019", "dmy") == "2019-02-01"
    assert written_dates.read("01/02/2019", "mdy") == "2019-01-02"
    with pytest.raises(DateError):
        written_dates.read("31/12/2019", "mdy")


@pytest.mark.parametrize(
    "text",
    ["", "sometime", "31-Dec-19", "43830", "1577836800", "30 Feb 2019", "2019-13-01", "99/99/2019",
     "44 BC", "12019-01-01", "x" * 40_000, "31 Dec 2019 25:00", "8 Jan 2020 - 27 Dec 2019"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(DateError):
        written_dates.read(text)


@given(st.text() | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,4}[-/. ][0-9]{1,4}"))
def test_what_is_read_is_a_date(text: str) -> None:
    try:
        found = written_dates.read(text)
    except DateError:
        return
    assert dates.parse(found).text == found


@given(st.dates())
def test_every_day_in_every_form(day: object) -> None:
    text = str(day)
    year, month, number = text.split("-")
    name = calendar.month_abbr[int(month)]
    for written in (
        text, f"{int(number)} {name} {year}", f"{name} {int(number)}, {year}",
        f"{year}/{month}/{number}",
    ):  # fmt: skip
        assert written_dates.read(written) == text


def test_times_and_spans() -> None:
    assert written_dates.with_clock("2019-12-31", "22:15") == "2019-12-31T22:15"
    assert written_dates.joined("2019-12-27", "2020-01-08") == "2019-12-27/2020-01-08"
    assert written_dates.joined("2019", "2019") == "2019"
    for date, clock in (("2019-12", "10:00"), ("2019-12-31", "noon"), ("2019-12-31", "10")):
        with pytest.raises(DateError):
            written_dates.with_clock(date, clock)
