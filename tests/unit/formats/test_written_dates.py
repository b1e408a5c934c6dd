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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31. Dezember 2019", "2019-12-31"),
        ("3. März 2020 10:00", "2020-03-03T10:00"),
        ("Januar 2020", "2020-01"),
        ("5. Jänner 2020", "2020-01-05"),
        ("1er janvier 2020", "2020-01-01"),
        ("14 août 2019", "2019-08-14"),
        ("FÉVRIER 2019", "2019-02"),
        ("31 de diciembre de 2019", "2019-12-31"),
        ("enero de 2020", "2020-01"),
        ("2 maggio 2019", "2019-05-02"),
        ("1º de janeiro de 2020", "2020-01-01"),
        ("5 mei 2020", "2020-05-05"),
        ("27. Dezember 2019 – 8. Januar 2020", "2019-12-27/2020-01-08"),
        ("ca. 3. März 2020", "2020-03-03~"),
    ],
)
def test_months_of_other_languages(text: str, expected: str) -> None:
    assert written_dates.read(text) == expected


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (1, "Januar janvier enero gennaio janeiro januari"),
        (2, "Februar février febrero febbraio fevereiro februari"),
        (3, "März mars marzo março maart"),
        (4, "April avril abril aprile"),
        (5, "Mai mayo maggio maio mei"),
        (6, "Juni juin junio giugno junho"),
        (7, "Juli juillet julio luglio julho"),
        (8, "August août agosto augustus"),
        (9, "September septembre septiembre settembre setembro"),
        (10, "Oktober octobre octubre ottobre outubro"),
        (11, "November novembre noviembre novembro"),
        (12, "Dezember décembre diciembre dicembre dezembro december"),
    ],
)
def test_every_month_by_every_name(number: int, names: str) -> None:
    for name in names.split():
        assert written_dates.read(f"7 {name} 2019") == f"2019-{number:02}-07"


@pytest.mark.parametrize("text", ["3. Marz-Feier 2020", "Montag 2020", "31. Dezembre", "mai"])
def test_what_only_looks_like_a_month(text: str) -> None:
    with pytest.raises(DateError):
        written_dates.read(text)
