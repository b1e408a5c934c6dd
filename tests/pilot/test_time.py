"""Time on the screen: gaps, distances, zones, and what is in view only possibly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import actor, dossier, event, quote
from tests.pilot.driving import Driver, exploring
from tui.config import Config

HISTORY = dossier(
    events=[
        event("founding", title="Founding", when="1990-05-01"),
        event("move", title="Move", when="2001-05-01"),
        event("fire", title="Fire", when="2019-12-29"),
        event("raid", title="Raid", when="2020-01-01"),
        event("trial", title="Trial", when="2020-01-02"),
        event("lull", title="Lull", when="2020-03"),
        event("dream", title="Dream"),
    ]
)
CLOCKED = dossier(
    time_zone="Asia/Baghdad",
    events=[
        event("first", title="First shots", when="2020-01-01T01:15+03:00"),
        event("second", title="Second shots", when="2020-01-01T23:30"),
        event("day", title="A day", when="2020-01-05"),
    ],
    quotes=[quote("report", text="It is quiet.", said="2020-01-01T00:30:00+03:00")],
)

# -- gaps -------------------------------------------------------------------------------------


def gaps(driver: Driver) -> list[str]:
    """The markers in the Timeline."""
    texts = [driver.timeline.render_line(y).text for y in range(driver.timeline.size.height)]
    return [text.replace("▐", "").strip(" ↕") for text in texts if "↕" in text]


async def test_the_time_between_two_rows_is_said(tmp_path: Path) -> None:
    async with exploring(HISTORY, folder=tmp_path, size=(120, 60)) as driver:
        # Day follows day without a word; the undated have no distance.
        assert gaps(driver) == ["11 years", "18 years", "3 days", "at least 59 days"]
        await driver.press("s", "down", "enter")
        assert gaps(driver) == ["at least 59 days", "3 days", "18 years", "11 years"]


async def test_the_bundled_dossier_has_no_gap_that_it_does_not_state() -> None:
    async with exploring(size=(120, 80)) as driver:
        said = " ".join(gaps(driver))
        # The strikes were on the 29th, the attack on the 31st; what was said later is open.
        assert "year" not in said
        assert "month" not in said


# -- measuring --------------------------------------------------------------------------------


async def test_distances_from_one_event_to_others(tmp_path: Path) -> None:
    async with exploring(HISTORY, folder=tmp_path) as driver:
        await driver.press("j", "j", "j", "D")
        assert "Move to another event" in driver.footer
        assert "measured from here" in driver.text_of(driver.timeline)
        found = {}
        await driver.press("g")
        for name in ("founding", "move", "fire", "raid", "trial", "lull", "dream"):
            await driver.press("j")
            assert driver.selected[0] == name
            _, mark, rest = driver.detail.partition("measured: ")
            found[name] = rest.partition(" · from Fire")[0] if mark else ""
        assert found == {
            "founding": "29 years, 7 months and 28 days",
            "move": "18 years, 7 months and 28 days",
            "fire": "",
            "raid": "3 days",
            "trial": "4 days",
            "lull": "2 to 4 months",
            "dream": "not known, for one of them is undated",
        }
        await driver.press("1", "g", "j", "j", "j", "D")
        assert driver.footer.strip() == "No longer measured."
        assert "measured" not in driver.text_of(driver.timeline)
        await driver.press("j")
        assert "measured" not in driver.detail


async def test_measuring_needs_an_event() -> None:
    async with exploring() as driver:
        await driver.press("D")
        assert driver.footer.strip() == "Move to an event first: time is measured from there."


async def test_measuring_goes_on_through_a_filter_that_hides_the_event() -> None:
    async with exploring() as driver:
        await driver.press("j", "D")
        await driver.filter("date:2020-01-02 type:statement speaker:esper")
        await driver.press("j")
        assert "measured: 4 days · from U.S. airstrikes" in driver.detail


# -- zones ------------------------------------------------------------------------------------


async def test_times_of_day_in_the_dossiers_zone_or_in_utc(tmp_path: Path) -> None:
    async with exploring(CLOCKED, folder=tmp_path) as driver:
        await driver.press("j")
        assert "1 January 2020, 01:15" in driver.detail
        order = driver.event_ids
        await driver.press("u")
        assert driver.footer.strip() == "Times of day are shown in UTC."
        assert "31 December 2019, 22:15" in driver.detail
        assert driver.event_ids == order
        await driver.press("j", "j")
        assert "5 January 2020" in driver.detail
        await driver.press("u")
        assert driver.footer.strip() == (
            "Times of day are shown in the dossier's zone, Asia/Baghdad."
        )
        await driver.press("k", "k")
        assert "1 January 2020, 01:15" in driver.detail


async def test_the_reader_follows_the_zone(tmp_path: Path) -> None:
    async with exploring(CLOCKED, folder=tmp_path) as driver:
        await driver.press("3", "enter")
        assert "1 January 2020, 00:30" in driver.screen_text
        await driver.press("escape", "u", "enter")
        assert "31 December 2019, 21:30" in driver.screen_text


async def test_without_a_zone_times_stand_as_they_are_written(tmp_path: Path) -> None:
    tables = dossier(events=[event(when="2020-01-01T01:15+03:00")])
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("j")
        assert "1 January 2020, 01:15" in driver.detail
        await driver.press("u")
        assert "31 December 2019, 22:15" in driver.detail
        await driver.press("u")
        assert "as they are written: no zone is given" in driver.footer
        assert "1 January 2020, 01:15" in driver.detail


# -- in view only possibly --------------------------------------------------------------------

DOUBTFUL = dossier(
    actors=[actor("a", name="Ann", tags=["x"])],
    events=[
        event("day", title="On the day", when="2019-12-31", participants=[{"actor": "a"}]),
        event("month", title="In the month", when="2019-12", participants=[{"actor": "a"}]),
        event("later", title="Later", when="2019-12-30/.."),
        event("span", title="Through it", when="2019-12-27/2020-01-08"),
        event("none", title="Undated"),
    ],
    quotes=[
        quote("sure", text="Sure words", said="2019-12-31", speaker="a", cue="said"),
        quote("open", text="Open words", said="2019-12-30/..", speaker="a", cue="said"),
        quote("lent", text="Lent words", speaker="a", events=["month"]),
    ],
)


def marked(driver: Driver, sign: str = "◊") -> set[str]:
    """The titles and words of the rows with the sign of doubt, as the panes paint them."""
    found = set()
    for y in range(driver.timeline.size.height):
        row = driver.timeline.render_line(y).text.replace("▐", " ")
        if row[9:10] == sign:
            found.add(" ".join(row[10:].rstrip(" 0123456789").split()))
    for y in range(driver.quotes.size.height):
        if driver.quotes.render_line(y).text.replace("▐", " ").split()[-1:] == [sign] or (
            f" {sign} " in driver.quotes.render_line(y).text
        ):
            found.add(" ".join(driver.quotes.render_line(y + 1).text.replace("▐", " ").split()))
    return found


@pytest.mark.parametrize("theme", ["onrecord-dark", "onrecord-light"])
@pytest.mark.parametrize("size", [(160, 48), (100, 24)])
async def test_rows_that_are_there_only_possibly_have_a_sign(
    tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    config = Config(theme=theme)
    async with exploring(DOUBTFUL, folder=tmp_path, size=size, config=config) as driver:
        assert "possibly" not in driver.screen_text
        assert marked(driver) == set()
        await driver.filter("date:2019-12-31")
        assert driver.event_ids == ["month", "span", "later", "day"]
        assert marked(driver) == {"In the month", "Later", "“Open words”", "“Lent words”"}
        # The head of the Timeline says what the sign means.
        assert "◊ possibly" in driver.timeline.render_line(0).text
        await driver.filter("date:2019-12..")
        assert marked(driver) == set()
        await driver.filter("within:2019-12")
        assert "◊" not in driver.screen_text


async def test_the_detail_and_the_reader_say_it_in_words(tmp_path: Path) -> None:
    words = "◊ possibly in this span: the date may lie outside"
    async with exploring(DOUBTFUL, folder=tmp_path, filter="date:2019-12-31") as driver:
        said = {}
        for _ in range(4):
            await driver.press("j")
            said[driver.selected[0]] = words in driver.detail
        assert said == {"month": True, "span": False, "later": True, "day": False}
        await driver.press("g", "3")
        quotes = {}
        for _ in range(3):
            await driver.press("enter")
            quotes[driver.reader.record.row] = words in driver.screen_text
            await driver.press("escape", "j")
        corpus = driver.seen.corpus
        assert {corpus.quotes[row].id: is_so for row, is_so in quotes.items()} == {
            "sure": False, "open": True, "lent": True,
        }  # fmt: skip


async def test_letters_stand_for_the_sign_where_signs_are_letters(tmp_path: Path) -> None:
    config = Config(ascii_signs=True)
    async with exploring(
        DOUBTFUL, folder=tmp_path, config=config, filter="date:2019-12-31"
    ) as driver:
        assert marked(driver, "^") >= {"In the month", "Later"}
        assert "◊" not in driver.screen_text


async def test_a_doubt_is_never_cut_off(tmp_path: Path) -> None:
    long = actor("a", name="A very long name of an actor that fills the whole line and more")
    tables = dossier(
        actors=[long],
        events=[event(when="2019-12-30/..")],
        quotes=[quote(said="2019-12-30/..", speaker="a", cue="said in passing", events=["e1"])],
    )
    async with exploring(
        tables, folder=tmp_path, size=(80, 24), filter="date:2019-12-31"
    ) as driver:
        assert "◊" in driver.text_of(driver.quotes)
