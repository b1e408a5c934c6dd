"""The spans that a date filter asks for, whole and half typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from store.dates import (
    UnfinishedDate,
    window,
)
from store.errors import DateError

if TYPE_CHECKING:
    pass

from tests.unit.spans import second

BAGHDAD = ZoneInfo("Asia/Baghdad")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2019", "2019-01-01T00:00:00", "2019-12-31T23:59:59"),
        ("201X", "2010-01-01T00:00:00", "2019-12-31T23:59:59"),
        ("2019-24", "2019-12-01T00:00:00", "2020-02-29T23:59:59"),
        ("2019-12-29..2020-01-02", "2019-12-29T00:00:00", "2020-01-02T23:59:59"),
        ("2019..2019-06", "2019-01-01T00:00:00", "2019-06-30T23:59:59"),
        ("2019-12-31T10", "2019-12-31T10:00:00", "2019-12-31T10:59:59"),
        ("2019-12-31T10:00..2019-12-31T12:00", "2019-12-31T10:00:00", "2019-12-31T12:00:59"),
        ("..2020-01-02", "..<", "2020-01-02T23:59:59"),
        ("2019-12-29..", "2019-12-29T00:00:00", ">.."),
    ],
)
def test_window(text: str, earliest: str, latest: str) -> None:
    when = window(text)
    assert (when.earliest, when.latest) == (second(earliest), second(latest))


def test_window_is_civil_time_in_its_zone() -> None:
    when = window("2019-12-31..2020-01-02", BAGHDAD)
    assert when.earliest == second("2019-12-30T21:00:00")
    assert when.latest == second("2020-01-02T20:59:59")


@pytest.mark.parametrize(
    ("text", "waits_for"),
    [
        ("", "a date is expected"),
        ("2", "a year has four digits"),
        ("201", "a year has four digits"),
        ("2019-", "a month has two digits"),
        ("2019-1", "a month has two digits"),
        ("2019-12-", "a day has two digits"),
        ("2019-12-3", "a day has two digits"),
        ("2019-12-31T", "an hour has two digits"),
        ("2019-12-31T1", "an hour has two digits"),
        ("2019-12-31T10:", "a minute has two digits"),
        ("2019-12-31T10:00:0", "a second has two digits"),
        ("2019-12-31T10:00+", "an offset is like +03:00"),
        ("2019-12-31T10:00+03:", "an offset is like +03:00"),
        ("2019-12-29.", "a span has two dots"),
        ("..", "a span needs a date before or after its dots"),
        ("2019-12-29..2", "a year has four digits"),
        ("..2020-0", "a month has two digits"),
    ],
)
def test_half_typed_windows_say_what_they_wait_for(text: str, waits_for: str) -> None:
    with pytest.raises(UnfinishedDate) as caught:
        window(text)
    assert caught.value.what == waits_for


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("2019-13-", "no month 13"),
        ("2019-02-30", "no 2019-02-30"),
        ("2019-21-", "season has no days"),
        ("0000-", "no year 0"),
        ("2019-1..2020", "month has two digits"),
        ("2020..2019", "ends before it begins"),
        ("2019..2020..2021", "two dots once only"),
        ("2019...", "not a date"),
        ("2019?", '"?"'),
        ("2019/2020", '"/"'),
        ("[2019]", '"["'),
        ("2019-1X", "X only at a year's end"),
        ("201X-12", "X only at a year's end"),
        ("soon", "not a date"),
    ],
)
def test_wrong_windows_are_no_half_typed_ones(text: str, what: str) -> None:
    with pytest.raises(DateError) as caught:
        window(text)
    assert not isinstance(caught.value, UnfinishedDate)
    assert what in caught.value.what
