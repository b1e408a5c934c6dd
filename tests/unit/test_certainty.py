"""What is in view only possibly: a table of judgements made by reading, and two properties."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from store import dates
from store.certainty import (
    asks_for_dates,
    event_only_possibly,
    only_possibly,
    quote_only_possibly,
)
from store.corpus import open_dossier
from store.filters import EVERYTHING, Filter, Term, parse
from store.views import evaluate
from tests.builders import event, opened, quote, write
from tests.unit.random_dossiers import random_dossier, random_filter
from tests.unit.spans import SPANS, WINDOWS

# date | filter | whether it is in view only possibly
FACTS = """
2019-12-31            | date:2019-12-31               | no
2019-12-31            | date:2019-12                  | no
2019-12-31            | date:2019-12-30               | no
2019-12-31            | date:2019-12-31T10            | yes
2019-12-31T10:20      | date:2019-12-31T10            | no
2019-12-31T10         | date:2019-12-31T10:20         | yes
2019-12               | date:2019-12                  | no
2019-12               | date:2019-12-29..2020-01-02   | yes
2019-12               | date:2019-11..2020-01         | no
2019                  | date:2019-12                  | yes
201X                  | date:2019                     | yes
201X                  | date:201X                     | no
2019-12-XX            | date:2019-12                  | no
2019-12-XX            | date:2019-12-29               | yes
2019-33               | date:2019-01..2019-03         | no
2019-12-31?           | date:2019-12-31               | no
2019-12-31~           | date:2019-12-31               | no
2019-12%              | date:2019-12-31               | yes
2019-12-31/..         | date:2019-12-31               | yes
2019-12-31/..         | date:2019-12-31..             | no
2019-12-31/..         | date:2019-12-30..             | no
2019-12-31/..         | date:2020                     | yes
2019-12-31/..         | date:..2019-12-30             | no
../2020-01-02         | date:2019-12-31               | yes
../2020-01-02         | date:..2020-01-02             | no
2019-12-31/           | date:2019-12-31               | yes
2019-12-27/2020-01-08 | date:2019-12-27               | no
2019-12-27/2020-01-08 | date:2020-01-01               | no
2019-12-27/2020-01-08 | date:2020-01-08..2020-02      | no
2019-12-27/2020-01-08 | date:2020-01-08T10            | yes
2019-12-27/2020-01-08 | date:2019-12-31T10            | no
2019-12/2020-02       | date:2020-01-15               | no
2019-12/2020-02       | date:2019-12-15               | yes
2019-12/2020-02       | date:2019-12                  | no
2019-12/2020-02       | date:2020-02-20..             | yes
2019-12-27?/2020-01~  | date:2019-12-28               | no
[2019-12-30,2019-12-31] | date:2019-12-31             | yes
[2019-12-30,2019-12-31] | date:2019-12-30..2019-12-31 | no
[2019-12-30,2019-12-31] | date:2019-12-30|2019-12-31  | no
[2019-12-28,2019-12-31] | date:2019-12-28|2019-12-31  | no
[2019-12-28,2019-12-31] | date:2019-12-30..2019-12-31 | yes
[2019-12-27..2019-12-31] | date:2019-12-30            | yes
[2019-12-27..2019-12-31] | date:2019-12               | no
{2019-12-30,2019-12-31} | date:2019-12-31             | no
{2019-12-27..2019-12-31} | date:2019-12-30            | no
{2019-12,2020-02}     | date:2020-02-10               | yes
2019-12-31            | date:none|2019-12             | no
2019-12-31/..         | date:none|2019-12-31          | yes
2019-12               | date:2019-12-29 date:2019     | yes
2019-12               | date:2019 date:2019-12        | no
2019-12               | date:2019-12-29 date:2020     | no
2019-12               | -date:2019-12-29              | no
2019-12               | within:2019                   | no
2019-12               | word kind:verbatim            | no
2019-12               | date:none                     | no
"""
TABLE = [[cell.strip() for cell in line.split(" | ")] for line in FACTS.strip().splitlines()]


@pytest.mark.parametrize(("date", "asked", "said"), TABLE)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Baghdad", "America/New_York"])
def test_facts(tmp_path: Path, date: str, asked: str, said: str, zone: str) -> None:
    corpus = opened(tmp_path, events=[event(when=date)], time_zone=zone)
    wanted = parse(asked)
    assert only_possibly(corpus, wanted, corpus.event_when[0]) is (said == "yes")
    assert event_only_possibly(corpus, wanted, 0) is (said == "yes")


def test_the_undated_and_no_filter_are_never_in_doubt(tmp_path: Path) -> None:
    corpus = opened(tmp_path, events=[event()])
    assert not only_possibly(corpus, parse("date:2019"), None)
    assert not only_possibly(corpus, EVERYTHING, dates.parse("2019"))


@pytest.mark.parametrize(
    ("asked", "has_a_place"),
    [("", False), ("date:2019", True), ("a date:2019..", True), ("-date:2019", False),
     ("date:none", False), ("date:NONE|2019", True), ("within:2019", False), ("game", False)],
)  # fmt: skip
def test_whether_anything_can_be_in_doubt(asked: str, has_a_place: bool) -> None:
    assert asks_for_dates(parse(asked)) is has_a_place


@pytest.mark.parametrize(
    ("said", "events", "doubtful"),
    [
        ("2019-12-31/..", ["day"], True),
        ("2019-12-31", ["open"], False),
        (None, ["day"], False),
        (None, ["open"], True),
        (None, ["open", "day"], False),
        (None, ["open", "elsewhere"], True),
        (None, ["elsewhere"], False),
        (None, ["undated"], False),
        (None, [], False),
    ],
)
def test_a_quote_without_a_date_has_those_of_its_events(
    tmp_path: Path, said: str | None, events: list[str], doubtful: bool
) -> None:
    corpus = opened(
        tmp_path,
        events=[
            event("day", when="2019-12-31"), event("open", when="2019-12-29/.."),
            event("elsewhere", when="2011"), event("undated"),
        ],
        quotes=[quote(said=said, events=events)],
    )  # fmt: skip
    assert quote_only_possibly(corpus, parse("date:2019-12-31"), 0) is doubtful


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("named", ["UTC", "Asia/Baghdad"])
def test_what_lies_within_is_certain_and_what_does_not_overlap_is_not_in_view(
    tmp_path: Path, span: str, named: str
) -> None:
    corpus = opened(tmp_path, time_zone=named)
    zone = corpus.zone
    when = dates.parse(span, zone)
    for window in WINDOWS:
        asked = dates.window(window, zone)
        doubtful = only_possibly(corpus, Filter((Term("date", (window,)),)), when)
        if dates.within(when, asked) or not dates.overlaps(when, asked):
            assert not doubtful
        elif when.form == "date" or when.open_start or when.open_end:
            assert doubtful


def test_nothing_out_of_view_is_in_doubt(tmp_path: Path) -> None:
    """Of random dossiers and filters: the doubtful records are in view as far as dates decide."""
    draw = Random(7)
    for number in range(150):
        tables = random_dossier(draw)
        corpus = open_dossier(write(tmp_path / f"{number}.json", tables))
        only_dates = Filter(
            tuple(term for term in random_filter(draw, tables).terms if term.field == "date")
        )
        asked = Filter(tuple(term for term in only_dates.terms if not term.negated))
        seen = evaluate(corpus, asked)
        for row in range(len(corpus.events)):
            if event_only_possibly(corpus, asked, row):
                assert seen.has_event(row)
        for row in range(len(corpus.quotes)):
            if quote_only_possibly(corpus, asked, row):
                assert seen.has_quote(row)
