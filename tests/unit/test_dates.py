"""EDTF dates: facts read off a calendar."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from store.civil import LAST_SECOND, civil_day
from store.dates import (
    OPEN_END,
    OPEN_START,
    overlaps,
    parse,
    within,
)
from store.errors import DateError
from tests.unit.spans import second

if TYPE_CHECKING:
    pass

BAGHDAD = ZoneInfo("Asia/Baghdad")
NEW_YORK = ZoneInfo("America/New_York")


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
