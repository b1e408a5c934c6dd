"""What holds for any date, and another parser of EDTF as oracle."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from datetime import UTC, date, timedelta, timezone
from types import ModuleType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store.civil import LAST_SECOND
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

from tests.unit.spans import second

BAGHDAD = ZoneInfo("Asia/Baghdad")
NEW_YORK = ZoneInfo("America/New_York")


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
