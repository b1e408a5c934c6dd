"""Times of day as the clocks of another zone show them: a table by reading, and two properties."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.date_words import words
from store.dates import parse
from store.zones import shown_in
from tests.unit.spans import SPANS

BAGHDAD = ZoneInfo("Asia/Baghdad")
NEW_YORK = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")
KOLKATA = ZoneInfo("Asia/Kolkata")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
NAMED = {
    "UTC": UTC, "Baghdad": BAGHDAD, "New York": NEW_YORK, "London": LONDON, "Kolkata": KOLKATA,
    "Lord Howe": LORD_HOWE,
}  # fmt: skip

# written | read in | shown in | as
FACTS = """
2019-12-31T10:00+03:00  | UTC      | UTC       | 2019-12-31T07:00Z
2019-12-31T10:00        | Baghdad  | UTC       | 2019-12-31T07:00Z
2019-12-31T10:00        | Baghdad  | Baghdad   | 2019-12-31T10:00+03:00
2019-12-31T10:00Z       | Baghdad  | Baghdad   | 2019-12-31T13:00+03:00
2019-12-31T23:30Z       | UTC      | Baghdad   | 2020-01-01T02:30+03:00
2020-01-01T01:15:40+03:00 | UTC    | UTC       | 2019-12-31T22:15:40Z
2019-12-31T10+03        | UTC      | New York  | 2019-12-31T02-05:00
2019-12-31T10Z          | UTC      | Kolkata   | 2019-12-31T10Z
2019-12-31T10:00Z       | UTC      | Kolkata   | 2019-12-31T15:30+05:30
1880-12-31T10:00:00Z    | UTC      | New York  | 1880-12-31T10:00:00Z
1880-12-31T10:00        | New York | UTC       | 1880-12-31T10:00
2019-07-01T12:00Z       | UTC      | London    | 2019-07-01T13:00+01:00
2019-12-01T12:00Z       | UTC      | London    | 2019-12-01T12:00Z
2019-03-10T06:59Z       | UTC      | New York  | 2019-03-10T01:59-05:00
2019-03-10T07:00Z       | UTC      | New York  | 2019-03-10T03:00-04:00
2019-11-03T05:30Z       | UTC      | New York  | 2019-11-03T01:30-04:00
2019-11-03T06:30Z       | UTC      | New York  | 2019-11-03T01:30-05:00
2019-04-06T14:45Z       | UTC      | Lord Howe | 2019-04-07T01:45+11:00
2019-04-06T15:15Z       | UTC      | Lord Howe | 2019-04-07T01:45+10:30
0079-08-24T13:00Z       | UTC      | UTC       | 0079-08-24T13:00Z
2019-12-31T10:00Z?      | UTC      | Baghdad   | 2019-12-31T13:00+03:00?
2019-12-31T10:00Z~      | UTC      | Baghdad   | 2019-12-31T13:00+03:00~
2019-12-31T10:00Z%      | UTC      | Baghdad   | 2019-12-31T13:00+03:00%
"""
TABLE = [[cell.strip() for cell in line.split(" | ")] for line in FACTS.strip().splitlines()]


@pytest.mark.parametrize(("written", "read_in", "shown", "text"), TABLE)
def test_facts(written: str, read_in: str, shown: str, text: str) -> None:
    assert shown_in(parse(written, NAMED[read_in]), NAMED[shown]).text == text


def test_words_follow() -> None:
    when = parse("2020-01-01T01:15+03:00")
    assert "01:15" in words(when)
    assert "22:15" in words(shown_in(when, UTC))
    assert "31 December 2019" in words(shown_in(when, UTC))


@pytest.mark.parametrize("zone", NAMED.values(), ids=list(NAMED))
@pytest.mark.parametrize("text", [text for text in SPANS if "T" not in text])
def test_what_has_no_time_of_day_is_untouched(text: str, zone: tzinfo) -> None:
    when = parse(text, BAGHDAD)
    assert shown_in(when, zone) is when


@pytest.mark.parametrize(
    "text", ["2019-12-31T10:00Z/2019-12-31T12:00Z", "[2019-12-31T10:00Z,2019-12-31T12:00Z]"]
)
def test_intervals_and_sets_stay_as_they_are_written(text: str) -> None:
    when = parse(text)
    assert shown_in(when, BAGHDAD) is when


moments = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29))  # noqa: DTZ001 - zone is added


@given(
    moments,
    st.sampled_from(["%Y-%m-%dT%H", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    st.sampled_from(["", "Z", "+03:00", "-05:00", "+05:30"]),
    st.sampled_from(["", "?", "~", "%"]),
    st.sampled_from(list(NAMED.values())),
    st.sampled_from(list(NAMED.values())),
)
def test_the_moment_and_its_doubts_stay_the_same(
    moment: datetime, form: str, offset: str, mark: str, read_in: tzinfo, zone: tzinfo
) -> None:
    day, clock = moment.strftime(form).split("T")
    year, rest = day.split("-", 1)
    when = parse(f"{year.zfill(4)}-{rest}T{clock}{offset}{mark}", read_in)
    shown = shown_in(when, zone)
    assert (shown.earliest, shown.latest) == (when.earliest, when.latest)
    local = (datetime(1, 1, 1, tzinfo=UTC) + timedelta(seconds=when.earliest)).astimezone(zone)
    ahead = local.utcoffset()
    assert ahead is not None
    exactly = 3600 if when.precision == "hour" else 60
    if ahead.total_seconds() % exactly == 0 and when.earliest % exactly == 0:
        # What the clocks of the zone can show they do show.
        assert shown.text.startswith(f"{local.year:04}-{local:%m-%dT%H}")
        assert parse(shown.text, KOLKATA).earliest == when.earliest
    assert (shown.precision, shown.uncertain, shown.approximate) == (
        when.precision, when.uncertain, when.approximate,
    )  # fmt: skip
    assert shown_in(shown, zone).text == shown.text
