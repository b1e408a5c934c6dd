"""EDTF dates: facts read off a calendar, another parser as oracle, and what holds for any text."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from types import ModuleType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store.civil import LAST_SECOND, civil_day
from store.dates import (
    OPEN_END,
    OPEN_START,
    UnfinishedDate,
    When,
    overlaps,
    parse,
    window,
    within,
)
from store.errors import DateError

if TYPE_CHECKING:
    from datetime import tzinfo
    from time import struct_time

BAGHDAD = ZoneInfo("Asia/Baghdad")
NEW_YORK = ZoneInfo("America/New_York")


def second(text: str) -> int:
    """Seconds since the year 1 of an ISO time in UTC; `..` before and after all time."""
    if text in {"..<", ">.."}:
        return OPEN_START if text == "..<" else OPEN_END
    gone = datetime.fromisoformat(text).replace(tzinfo=UTC) - datetime(1, 1, 1, tzinfo=UTC)
    return gone.days * 86_400 + gone.seconds


# text, first second, last second, precision
FACTS = """
2019-12-31                 2019-12-31T00:00:00  2019-12-31T23:59:59  day
2019-12                    2019-12-01T00:00:00  2019-12-31T23:59:59  month
2019-02                    2019-02-01T00:00:00  2019-02-28T23:59:59  month
2020-02                    2020-02-01T00:00:00  2020-02-29T23:59:59  month
2019                       2019-01-01T00:00:00  2019-12-31T23:59:59  year
0001                       0001-01-01T00:00:00  0001-12-31T23:59:59  year
9999-12-31                 9999-12-31T00:00:00  9999-12-31T23:59:59  day
201X                       2010-01-01T00:00:00  2019-12-31T23:59:59  decade
000X                       0001-01-01T00:00:00  0009-12-31T23:59:59  decade
20XX                       2000-01-01T00:00:00  2099-12-31T23:59:59  century
2XXX                       2000-01-01T00:00:00  2999-12-31T23:59:59  millennium
XXXX                       0001-01-01T00:00:00  9999-12-31T23:59:59  millennium
2019-XX                    2019-01-01T00:00:00  2019-12-31T23:59:59  year
2019-1X                    2019-10-01T00:00:00  2019-12-31T23:59:59  year
2019-X2                    2019-02-01T00:00:00  2019-12-31T23:59:59  year
2019-12-XX                 2019-12-01T00:00:00  2019-12-31T23:59:59  month
2019-12-3X                 2019-12-30T00:00:00  2019-12-31T23:59:59  month
2019-02-2X                 2019-02-20T00:00:00  2019-02-28T23:59:59  month
2019-XX-31                 2019-01-31T00:00:00  2019-12-31T23:59:59  year
2019-XX-XX                 2019-01-01T00:00:00  2019-12-31T23:59:59  year
201X-12                    2010-12-01T00:00:00  2019-12-31T23:59:59  decade
201X-02-29                 2012-02-29T00:00:00  2016-02-29T23:59:59  decade
2019-21                    2019-03-01T00:00:00  2019-05-31T23:59:59  season
2019-22                    2019-06-01T00:00:00  2019-08-31T23:59:59  season
2019-23                    2019-09-01T00:00:00  2019-11-30T23:59:59  season
2019-24                    2019-12-01T00:00:00  2020-02-29T23:59:59  season
2018-24                    2018-12-01T00:00:00  2019-02-28T23:59:59  season
9999-24                    9999-12-01T00:00:00  9999-12-31T23:59:59  season
2019-29                    2019-09-01T00:00:00  2019-11-30T23:59:59  season
2019-30                    2019-12-01T00:00:00  2020-02-29T23:59:59  season
2019-32                    2019-06-01T00:00:00  2019-08-31T23:59:59  season
2019-36                    2019-10-01T00:00:00  2019-12-31T23:59:59  season
2019-37                    2019-01-01T00:00:00  2019-04-30T23:59:59  season
2019-40                    2019-01-01T00:00:00  2019-06-30T23:59:59  season
2019-41                    2019-07-01T00:00:00  2019-12-31T23:59:59  season
2019-12-31T10              2019-12-31T10:00:00  2019-12-31T10:59:59  hour
2019-12-31T10:00           2019-12-31T10:00:00  2019-12-31T10:00:59  minute
2019-12-31T10:00:05        2019-12-31T10:00:05  2019-12-31T10:00:05  second
2019-12-31T10:00:05.25     2019-12-31T10:00:05  2019-12-31T10:00:05  second
2019-12-31T10:00:05Z       2019-12-31T10:00:05  2019-12-31T10:00:05  second
2019-12-31T01:00+03:00     2019-12-30T22:00:00  2019-12-30T22:00:59  minute
2019-12-31T23:00-0530      2020-01-01T04:30:00  2020-01-01T04:30:59  minute
2019-12-31T10:00:05-08     2019-12-31T18:00:05  2019-12-31T18:00:05  second
0001-01-01T00:00+03:00     0001-01-01T00:00:00  0001-01-01T00:00:00  minute
2019-12-27/2020-01-08      2019-12-27T00:00:00  2020-01-08T23:59:59  day
2019-12-27/2020            2019-12-27T00:00:00  2020-12-31T23:59:59  year
2019-12-31/2019            2019-12-31T00:00:00  2019-12-31T23:59:59  year
2019-12-31T10:00/2020-01   2019-12-31T10:00:00  2020-01-31T23:59:59  month
../2020-01-02              ..<                  2020-01-02T23:59:59  day
/2020-01-02                ..<                  2020-01-02T23:59:59  day
2019-12-31/..              2019-12-31T00:00:00  >..                  day
2019-12-31/                2019-12-31T00:00:00  >..                  day
[2019-12-30,2019-12-31]    2019-12-30T00:00:00  2019-12-31T23:59:59  day
[2020,2019-12-31]          2019-12-31T00:00:00  2020-12-31T23:59:59  year
[2019-12-27..2019-12-29]   2019-12-27T00:00:00  2019-12-29T23:59:59  day
{2019-12-27..2019-12-29,2020-02}  2019-12-27T00:00:00  2020-02-29T23:59:59  month
[..2019-12-31]             ..<                  2019-12-31T23:59:59  day
[2018,2019-12-31..]        2018-01-01T00:00:00  >..                  year
"""


@pytest.mark.parametrize("line", FACTS.strip().splitlines())
def test_span_and_precision(line: str) -> None:
    text, earliest, latest, precision = line.split()
    when = parse(text)
    assert (when.text, when.earliest, when.latest) == (text, second(earliest), second(latest))
    assert when.precision == precision
    assert when.open_start == (earliest == "..<")
    assert when.open_end == (latest == ">..")


# The clocks: Baghdad is 3 hours ahead; New York went forward on 10 March 2019 and back on 3
# November 2019, both at 2; Sao Paulo had no midnight on 4 November 2018 and went back at midnight
# after 17 February 2018; Samoa had no 30 December 2011.
@pytest.mark.parametrize(
    ("text", "zone", "earliest", "latest"),
    [
        ("2019-12-31", "Asia/Baghdad", "2019-12-30T21:00:00", "2019-12-31T20:59:59"),
        ("2019-12", "Asia/Baghdad", "2019-11-30T21:00:00", "2019-12-31T20:59:59"),
        ("2019-12-31T10:00", "Asia/Baghdad", "2019-12-31T07:00:00", "2019-12-31T07:00:59"),
        ("2019-12-31T10:00Z", "Asia/Baghdad", "2019-12-31T10:00:00", "2019-12-31T10:00:59"),
        ("2019-03-10", "America/New_York", "2019-03-10T05:00:00", "2019-03-11T03:59:59"),
        ("2019-11-03", "America/New_York", "2019-11-03T04:00:00", "2019-11-04T04:59:59"),
        ("2019-11-03T01:30", "America/New_York", "2019-11-03T05:30:00", "2019-11-03T06:30:59"),
        ("2019-03-10T02:30", "America/New_York", "2019-03-10T07:30:00", "2019-03-10T07:30:59"),
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00", "2018-11-05T01:59:59"),
        ("2018-02-17", "America/Sao_Paulo", "2018-02-17T02:00:00", "2018-02-18T02:59:59"),
        ("2011-12-29", "Pacific/Apia", "2011-12-29T10:00:00", "2011-12-30T09:59:59"),
        ("2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00", "2011-12-31T09:59:59"),
        ("0001-01-01", "Etc/GMT-3", "0001-01-01T00:00:00", "0001-01-01T20:59:59"),
        ("9999-12-31", "Etc/GMT+5", "9999-12-31T05:00:00", "9999-12-31T23:59:59"),
        ("../2020-01-02", "Asia/Baghdad", "..<", "2020-01-02T20:59:59"),
    ],
)
def test_civil_time_in_a_zone(text: str, zone: str, earliest: str, latest: str) -> None:
    when = parse(text, ZoneInfo(zone))
    assert (when.earliest, when.latest) == (second(earliest), second(latest))


def test_the_calendars_ends_do_not_overflow() -> None:
    for zone in (BAGHDAD, NEW_YORK, timezone(timedelta(hours=14)), timezone(-timedelta(hours=12))):
        for text in ("0001-01-01", "9999-12-31", "9999-24", "XXXX", "9999-12-31T23:59-12:00"):
            when = parse(text, zone)
            assert 0 <= when.earliest <= when.latest <= LAST_SECOND
        assert civil_day(OPEN_START, zone).year == 1
        assert civil_day(OPEN_END, zone).year == 9999


def test_civil_day_is_the_zones_own() -> None:
    assert civil_day(second("2019-12-30T21:00:00"), BAGHDAD) == date(2019, 12, 31)
    assert civil_day(second("2019-12-30T20:59:59"), BAGHDAD) == date(2019, 12, 30)


# text, uncertain, approximate, exact
@pytest.mark.parametrize(
    ("text", "uncertain", "approximate", "exact"),
    [
        ("2019-12-31", False, False, True),
        ("2019-12", False, False, True),
        ("2019-24", False, False, True),
        ("2019-12-31T10:00Z", False, False, True),
        ("2019-12-31?", True, False, False),
        ("2019-12-31~", False, True, False),
        ("2019-12-31%", True, True, False),
        ("2019-12-~31", False, True, False),
        ("2019?-12-31", True, False, False),
        ("2019-12-31T10:00?", True, False, False),
        ("201X", False, False, False),
        ("2019-12-XX", False, False, False),
        ("2019/2020~", False, True, False),
        ("2019/2020", False, False, False),
        ("2019/..", False, False, False),
        ("[2019-12-30,2019-12-31?]", True, False, False),
        ("[2019-12-30,2019-12-31]", False, False, False),
    ],
)
def test_qualifiers_mark_and_never_widen(
    text: str, uncertain: bool, approximate: bool, exact: bool
) -> None:
    when = parse(text)
    assert (when.uncertain, when.approximate, when.exact) == (uncertain, approximate, exact)
    plain = parse(re.sub("[?~%]", "", text))
    assert (when.earliest, when.latest, when.precision) == (
        plain.earliest,
        plain.latest,
        plain.precision,
    )


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2019-12-31?", ("?", "?", "?")),
        ("2019?-12-31", ("?", "", "")),
        ("?2019-12-31", ("?", "", "")),
        ("2019-12~-31", ("~", "~", "")),
        ("2019-12-%31", ("", "", "%")),
        ("2019-~12-31", ("", "~", "")),
    ],
)
def test_a_qualifier_holds_for_its_part_or_all_to_its_left(
    text: str, marks: tuple[str, str, str]
) -> None:
    civil = parse(text).civil
    assert civil is not None
    assert civil.marks == marks


@pytest.mark.parametrize(
    ("text", "form", "parts"),
    [
        ("2019", "date", ()),
        ("2019/2020", "interval", ("2019", "2020")),
        ("../2020", "interval", (None, "2020")),
        ("2019/", "interval", ("2019", None)),
        ("[2018, 2019..2020]", "one-of", ("2018", "2019..2020")),
        ("{2018,2019}", "all-of", ("2018", "2019")),
    ],
)
def test_form_and_parts(text: str, form: str, parts: tuple[str | None, ...]) -> None:
    when = parse(f"  {text} ")
    assert when.text == text
    assert when.form == form
    assert tuple(part and part.text for part in when.parts) == parts


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("", "empty", "leave the field out"),
        ("  ", "empty", "leave the field out"),
        ("0000", "no year 0", "0001 to 9999"),
        ("-0044", "before the year 1", "0001 to 9999"),
        ("Y17000", "beyond 9999", "0001 to 9999"),
        ("2019-02-29", "no 2019-02-29", "leap year"),
        ("2019-12-32", "no 2019-12-32", "day"),
        ("2019-13", "no month 13", "01 to 12"),
        ("2019-42", "no month 42", "21 to 41"),
        ("2019-2X", "no month 2X", "01 to 12"),
        ("XXXX-02-30", "no XXXX-02-30", "day"),
        ("2019-21-01", "season has no days", "day out"),
        ("2019-12-31T24:00", "no time 24:00", "23:59:59"),
        ("2019-12-31T10:60", "no time 10:60", "23:59:59"),
        ("2019-12-31T10:00+25:00", "no offset +25:00", "+03:00"),
        ("2019-12-XXT10:00", "whole date", "2019-12-31T10:00"),
        ("2019-12T10:00", "whole date", "2019-12-31T10:00"),
        ("2020/2019", "ends before it begins", "earlier date first"),
        ("[2020..2019]", "ends before it begins", "earlier date first"),
        ("../..", "needs a date", "2019-12-31/.."),
        ("/", "needs a date", "2019-12-31/.."),
        ("[..2018,2019..]", "open at one end", "first or last"),
        ("[2019", "ends with ]", "2019-12-31"),
        ("{2019]", "ends with }", "2019-12-31"),
        ("[]", "empty", "2019-12-31"),
        ("31/12/2019", "year comes first", "2019-12-31"),
        ("31.12.2019", "year comes first", "2019-12-31"),
        ("20191231", "hyphens", "Write 2019-12-31."),
        ("2019/12/31", "hyphens", "Write 2019-12-31."),
        ("2019/12", "in full", "2019-12-27/2020-01-08"),
        ("2019-12-31 10:00", "T stands before", "Write 2019-12-31T10:00."),
        ("2019-5", "month has two digits", "Write 2019-05."),
        ("2019-12-3", "day has two digits", "Write 2019-12-03."),
        ("79", "year has four digits", "0079"),
        ("2019?~", "one sign", "Write 2019%."),
        ("199u", "capital X", "201X"),
        ("201x", "capital X", "201X"),
        ("circa 2019", "~", "Write 2019~."),
        ("unknown", "two dots", "2019-12-31/.."),
        ("2019-01..2019-02", "slash", "Write 2019-01/2019-02."),
        ("２０１９", "not a date", "2019-12-31"),
        ("last Tuesday", "not a date", "2019-12-31"),
        ("x" * 500, "not a date", "2019-12-31"),
    ],
)
def test_what_is_refused_says_why_and_what_to_write(text: str, what: str, mend: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert what in caught.value.what
    assert mend in caught.value.mend
    assert len(caught.value.what) < 100


# a, b, possible, certain (a inside b)
@pytest.mark.parametrize(
    ("a", "b", "possible", "certain"),
    [
        ("2019-12-31", "2019-12", True, True),
        ("2019-12", "2019-12-31", True, False),
        ("2019-12-31", "2020-01-01", False, False),
        ("2019-12-31/..", "2020", True, False),
        ("2019-12-31/..", "2019/..", True, True),
        ("2019-12-31/..", "../2020", True, False),
        ("../2018", "2019", False, False),
        ("../2018", "../2019", True, True),
        ("2018/", "2017/..", True, True),
        ("2019-12-31?", "2019-12-31", True, True),
        ("2019-12-31T01:00+03:00", "2019-12-31", False, False),
        ("2019-24", "2020-02-29", True, False),
    ],
)
def test_possible_and_certain(a: str, b: str, possible: bool, certain: bool) -> None:
    assert overlaps(parse(a), parse(b)) is possible
    assert within(parse(a), parse(b)) is certain


def test_order_in_a_timeline() -> None:
    ordered = [
        "201X",
        "2019",
        "2019-12",
        "2019-12-29",
        "2019-12-30T21:00Z",
        "2019-12-31",
        "2019-12-31/2020-01-01",
        "2019-12-31/..",
        "2019-12-31T10:00",
        "../2019-12-31",
        "2020-01-02",
        "../2020-01-02",
    ]
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=lambda text: parse(text).sort_key) == ordered


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


# --- what holds for any date -----------------------------------------------------------------

years = st.one_of(
    st.integers(1, 9999).map("{:04}".format), st.from_regex(r"[0-9X]{4}", fullmatch=True)
)
two_digits = st.one_of(
    st.integers(1, 31).map("{:02}".format), st.from_regex(r"[0-9X]{2}", fullmatch=True)
)
marks = st.sampled_from(["", "", "", "?", "~", "%"])
clocks = st.from_regex(
    r"T[0-2][0-9](:[0-5][0-9](:[0-5][0-9])?)?(Z|[+-](0[0-9]|1[0-4]):[03]0)?", fullmatch=True
)
days = st.dates().map(date.isoformat)
singles = st.one_of(
    days,
    st.builds("{}{}".format, days, clocks),
    st.builds("{}{}".format, years, marks),
    st.builds("{}-{}{}{}".format, years, marks, two_digits, marks),
    st.builds("{}{}-{}-{}{}{}".format, years, marks, two_digits, marks, two_digits, marks),
)
ends = st.one_of(singles, st.sampled_from(["", ".."]))
members = st.lists(st.one_of(singles, st.builds("{}..{}".format, ends, ends)), min_size=1)
dates = st.one_of(
    singles,
    st.builds("{}/{}".format, ends, ends),
    members.map(lambda texts: f"[{','.join(texts)}]"),
    members.map(lambda texts: f"{{{','.join(texts)}}}"),
)
zones = st.one_of(
    st.just(UTC),
    st.sampled_from(["Asia/Baghdad", "America/New_York", "Pacific/Apia", "Europe/London"]).map(
        ZoneInfo
    ),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


def read(text: str, zone: tzinfo = UTC) -> When:
    try:
        return parse(text, zone)
    except DateError:
        assume(condition=False)
        raise


@given(st.one_of(st.text(), st.text("0123456789-/.,[]{}TXZ:+?~% ux"), dates), zones)
def test_any_text_is_a_date_or_a_date_error(text: str, zone: tzinfo) -> None:
    for reader in (parse, window):
        try:
            when = reader(text, zone)
        except DateError:
            continue
        assert when.earliest <= when.latest
        assert when.open_start or 0 <= when.earliest <= LAST_SECOND
        assert when.open_end or 0 <= when.latest <= LAST_SECOND


@given(dates, dates, zones)
def test_overlap_is_mutual_and_certain_implies_possible(one: str, two: str, zone: tzinfo) -> None:
    a, b = read(one, zone), read(two, zone)
    assert overlaps(a, b) == overlaps(b, a)
    assert not within(a, b) or overlaps(a, b)
    assert within(a, a)
    first, last = a.sort_key
    assert first <= last
    if not (a.open_start or b.open_start) and a.latest < b.earliest:
        assert a.sort_key < b.sort_key


@given(singles, st.integers(-14 * 60, 14 * 60))
def test_a_zone_shifts_what_has_no_zone_of_its_own(text: str, minutes: int) -> None:
    plain = read(text)
    moved = parse(text, timezone(timedelta(minutes=minutes)))
    own = plain.civil is not None and plain.civil.offset
    shift = 0 if own else minutes * 60
    for there, here in ((moved.earliest, plain.earliest), (moved.latest, plain.latest)):
        assert there == min(max(here - shift, 0), LAST_SECOND)


@given(
    st.one_of(
        days,
        st.dates().map("{:%Y-%m}".format),
        st.from_regex(r"[12][0-9]{2}[0-9X]", fullmatch=True),
    ).filter(lambda text: text[0] != "0" and text[:4].isdigit() | text.endswith("X")),
    st.sampled_from(["", "T10", "T10:00", "T10:00:59", "T10:00+03:00", "T10:00Z"]),
)
def test_every_beginning_of_a_window_reads_or_waits(text: str, clock: str) -> None:
    whole = text + clock if len(text) == 10 else text
    for size in range(len(whole)):
        with suppress(UnfinishedDate):
            window(whole[:size])
    window(whole)


@given(days, days)
def test_a_window_between_two_days_holds_both(one: str, two: str) -> None:
    first, last = sorted((one, two))
    span = window(f"{first}..{last}")
    assert within(parse(first), span)
    assert within(parse(last), span)
    assert span.latest - span.earliest + 1 == 86_400 * (
        (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    )


# --- another parser as oracle ----------------------------------------------------------------

# Where edtf 5.0.2 gives other bounds, or fails, and why it is not followed.
EDTF_FAULTS = {
    r"^/|/$": "an unknown end is made up: ten years from the other end; /.. raises a TypeError",
    r"^\.\./.*X": "an open start before an unspecified year raises a TypeError",
    r"-(24|28|30)\b": "a winter that runs into the next year ends on 31 December",
    r"^\.\./\.\.$": "an interval with no date at all is read",
    r"\d{4}[?~%]?-XX(?!-)": "a month XX in a longer text raises an AttributeError",
    r"^[\[{].*[?~%]": "the qualifier of a set's member is refused, or raises a TypeError",
    r"^\{.*\.\.[,}]|^\{\.\.": "an open all-of set raises a TypeError",
}
EXAMPLES = ["/2020", "2020/", "../201X", "2019-24", "../..", "2019/2019-XX", "{2019?,2020..}"]


def oracle_text(chance: random.Random) -> str:
    def single() -> str:
        year = chance.choice(["2019", "2020", "1999", "0033", "201X", "19XX"])
        month, day = f"{chance.randint(1, 12):02}", f"{chance.randint(1, 31):02}"
        mark, part = chance.choice(["", "", "?", "~", "%"]), chance.choice("?~%")
        shapes = [year, f"{year}-{month}", f"{year}-{month}-{day}", f"{year}-{month}-XX"]
        shapes += [f"{year}-XX", f"{year}-XX-XX", f"{year}-{chance.randint(21, 41)}"]
        shapes = [shape + mark for shape in shapes]
        return chance.choice([*shapes, f"{year}-{month}-{part}{day}", f"{year}{part}-{month}"])

    def plain() -> str:
        return re.sub("[?~%]", "", single().replace("X", "0")).replace("-00", "")

    a, b = (chance.choice([single(), plain(), plain(), ".."]) for _ in range(2))
    sets = f"[{plain()},{plain()}]", f"{{{plain()},{plain()}}}", f"[{plain()}..]", f"[..{plain()}]"
    return chance.choice([single(), single(), f"{a}/{b}", f"{a}/{b}", *sets])


def oracle_bounds(edtf: ModuleType, text: str) -> tuple[int, int] | None:
    """What the oracle says; None when it refuses or fails."""

    def bound(found: struct_time | float, clock: str) -> int:
        if isinstance(found, float):
            return OPEN_END if found > 0 else OPEN_START
        return second(f"{found.tm_year:04}-{found.tm_mon:02}-{found.tm_mday:02}T{clock}")

    try:
        found = edtf.parse_edtf(text)
        return (
            bound(found.lower_strict(), "00:00:00"),
            bound(found.upper_strict(), "23:59:59"),
        )
    except (ValueError, TypeError, AttributeError, edtf.EDTFParseException):
        return None


def our_bounds(text: str) -> tuple[int, int] | None:
    try:
        when = parse(text)
    except DateError:
        return None
    return (when.earliest, when.latest)


def test_bounds_are_those_of_edtf() -> None:
    edtf = pytest.importorskip("edtf")
    chance, compared = random.Random(2019), 0
    for text in {oracle_text(chance) for _ in range(300)}:
        theirs, ours = oracle_bounds(edtf, text), our_bounds(text)
        if theirs is None or any(re.search(fault, text) for fault in EDTF_FAULTS):
            continue
        compared += 1
        # A backwards interval is read by edtf as a span that ends before it begins.
        assert ours == (theirs if theirs[0] <= theirs[1] else None), text
    assert compared > 100


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_faults_of_edtf_are_still_there(text: str) -> None:
    edtf = pytest.importorskip("edtf")
    assert any(re.search(fault, text) for fault in EDTF_FAULTS)
    assert oracle_bounds(edtf, text) != our_bounds(text)
