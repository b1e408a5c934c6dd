"""Dates in numbered parts, and the words beside them."""

from __future__ import annotations

import pytest

from store.date_words import words
from store.dates import parse
from store.errors import DateError
from store.formats.date_parts import clocked, doubted, in_zone, numbered, restored


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ({}, ""),
        ({"year": "", "month": ""}, ""),
        ({"year": 79}, "0079"),
        ({"year": "1,963"}, "1963"),
        ({"year": 1963.0, "month": "8"}, "1963-08"),
        ({"year": 1963, "month": 8, "day": 9, "hour": 0}, "1963-08-09T00"),
        ({"year": 1963, "month": 8, "day": 9, "hour": 1, "minute": 2, "second": 3,
          "millisecond": 40}, "1963-08-09T01:02:03.040"),
    ],
)  # fmt: skip
def test_numbered(parts: dict[str, object], date: str) -> None:
    assert numbered(parts) == date


@pytest.mark.parametrize(
    "parts",
    [
        {"year": 0}, {"year": -5}, {"year": 10_000}, {"year": "x"}, {"year": 1963, "day": 1},
        {"month": 1}, {"year": 1963, "month": 2, "day": 30}, {"year": 1963, "month": "May"},
        {"year": 1963, "month": 1, "day": 1, "hour": 25}, {"year": "١٩٦٣"},
    ],
)  # fmt: skip
def test_what_is_no_date(parts: dict[str, object]) -> None:
    with pytest.raises(DateError):
        numbered(parts)


@pytest.mark.parametrize(
    ("clock", "hour", "minute"),
    [("10:00 AM", "10", "00"), ("10:00 PM", "22", "00"), ("1000", "10", "00"),
     ("10.05", "10", "05"), ("9:30", "9", "30"), ("12 am", "00", "00")],
)  # fmt: skip
def test_clocks(clock: str, hour: str, minute: str) -> None:
    found = clocked(clock)
    assert (found["hour"], found["minute"]) == (hour, minute)


def test_what_is_no_clock() -> None:
    for clock in ("noon", "10", "10:00 +03:00"):
        with pytest.raises(DateError):
            clocked(clock)


def test_doubt_is_taken_from_words_of_the_same_date() -> None:
    assert doubted("1850", "c. 1850") == "1850~"
    assert doubted("1850", "1850?") == "1850?"
    assert doubted("1850", "c. 1851") == "1850"
    assert doubted("1850", "long ago") == "1850"


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("2019-12-29", "", "2019-12-29/.."),
        ("2019-12-29", "", "../2019-12-29"),
        ("2019-12-29", "", "2019-12-29?"),
        ("2019", "", "2019~"),
        ("2019-12-30", "2019-12-31", "[2019-12-30,2019-12-31]"),
        ("2019-12-30", "2019-12-31", "2019-12-30/2019-12-31~"),
        ("2010-01-01", "2019-12-31", "201X"),
        ("2019-03-01", "2019-05-31", "2019-21"),
    ],
)
def test_the_program_s_own_words_bring_back_what_numbers_lost(
    start: str, end: str, date: str
) -> None:
    assert restored(start, end, words(parse(date))) == date


def test_other_words_bring_back_nothing() -> None:
    assert restored("2019-12-29", "", "Christmas") == ""
    assert restored("2019-12-29", "", "29 December 2019") == ""
    assert restored("2019-12-29", "", "30 December 2019 or later") == ""


def test_zones() -> None:
    assert in_zone("2019-12-31T10:00", "Asia/Baghdad") == "2019-12-31T10:00+03:00"
    assert in_zone("2019-12-31T10:00Z", "Asia/Baghdad") == "2019-12-31T10:00Z"
    assert in_zone("2019-12-31", "Asia/Baghdad") == "2019-12-31"
    assert in_zone("2019-12-31T10:00", "No/Where") == "2019-12-31T10:00"
