"""The reader: one statement whole, the next and the one before, and where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import actor, dossier, event, everything, opened, quote, source
from tests.pilot.driving import Driver, exploring


def title(driver: Driver) -> str:
    return str(driver.reader.query_one("#reader").border_title)


def page(driver: Driver) -> str:
    """What the reader says, in one line."""
    return driver.text_of(driver.reader.query_one("#reader-page"))


def keys(driver: Driver) -> str:
    return driver.text_of(driver.reader.query_one("#reader-keys"))


async def test_it_shows_the_words_whole_and_all_that_is_known() -> None:
    async with exploring() as driver:
        await driver.press("3", "G", "k", "enter")
        assert title(driver) == "Quote 9 of 10"
        said = page(driver)
        assert said.startswith(
            "Any group that tries to overrun the embassy in Baghdad will “run into a buzzsaw”. "
        )
        for fact in (
            "speaker ● Mark Milley, U.S. Chairman of the Joint Chiefs of Staff",
            "kind verbatim words in a reported sentence",
            "said “emphasized” · undated",
            "context Of any group that might attempt it.",
            "on undated Milley on attempts to overrun the embassy",
            "speaks of □ U.S. embassy in Baghdad",
            "line 10",
            "its words run into a buzzsaw",
        ):
            assert fact in said


async def test_hedges_and_who_passed_it_on_are_said() -> None:
    async with exploring() as driver:
        await driver.press("3", "G", "enter")
        said = page(driver)
        assert said.startswith("paraphrase: If American lives were lost to rocket attacks, 120")
        assert "“" not in said.partition("speaker")[0]
        assert "reported According to some media sources" in said
        assert "kind paraphrase: not the speaker's words" in said
        assert "said to ○ Baghdad" in said


async def test_next_and_previous_go_through_the_list_without_closing() -> None:
    async with exploring() as driver:
        await driver.press(*["j"] * 4, "3", "enter")
        assert title(driver) == "Quote 1 of 3"
        await driver.press("tab", "enter")
        assert title(driver) == "Quote 3 of 3"
        assert "Responsibility for the attack lies with" in page(driver)
        await driver.press("l")
        assert title(driver) == "Quote 3 of 3"
        assert keys(driver) == "This is the last quote."
        await driver.press("shift+tab", "shift+tab")
        assert title(driver) == "Quote 1 of 3"
        await driver.press("shift+tab")
        assert keys(driver) == "This is the first quote."
        await driver.press("right")
        assert "next" in keys(driver)
        await driver.press("q")
        assert driver.pane == "quotes"
        assert driver.quote == "pompeo-leaders"
        assert driver.selected == ("attack", None)


async def test_scrolling_ends_in_the_next_quote_and_begins_in_the_one_before() -> None:
    async with exploring(size=(80, 14)) as driver:
        await driver.press("3", "enter")
        body = driver.reader.query_one("ReaderBody")
        last = round(body.max_scroll_y)
        assert last > 0
        await driver.press(*["j"] * last)
        assert title(driver) == "Quote 1 of 10"
        assert body.scroll_offset.y == last
        await driver.press("down")
        assert (title(driver), body.scroll_offset.y) == ("Quote 2 of 10", 0)
        await driver.press("up")
        assert title(driver) == "Quote 1 of 10"


async def test_a_new_quote_begins_at_its_first_line() -> None:
    async with exploring(size=(80, 14)) as driver:
        await driver.press("3", "enter", "G")
        body = driver.reader.query_one("ReaderBody")
        assert body.scroll_offset.y > 0
        await driver.press("tab")
        assert body.scroll_offset.y == 0


async def test_related_leaves_the_reader_for_the_target() -> None:
    async with exploring() as driver:
        await driver.press("3", "enter", "tab", "r")
        assert driver.text_of(driver.menu.query_one("Choices")) == (
            "▌on from 29 Dec 2019 Hook calls the strikes a message to Iran"
            " on 29 Dec 2019 U.S. airstrikes on Kata'ib Hezbollah sites"
            " speaker ● Brian Hook speaks of ■ Iran"
        )
        await driver.press("j", "enter")
        assert driver.pane == "timeline"
        assert driver.selected == ("airstrikes", None)
        await driver.press("left_square_bracket")
        assert driver.pane == "quotes"
        assert driver.quote == "hook-message-to-iran"


async def test_leaving_the_related_menu_stays_in_the_reader() -> None:
    async with exploring() as driver:
        await driver.press("3", "enter", "r", "escape")
        assert title(driver) == "Quote 1 of 10"


async def test_jump_from_the_reader_to_what_the_filter_hides_asks() -> None:
    async with exploring(filter="kind:mixed") as driver:
        assert driver.quote_ids == ["milley-buzzsaw"]
        await driver.press("3", "enter", "r")
        said = driver.text_of(driver.menu.query_one("Choices"))
        assert "speaker ● Mark Milley speaks of □ U.S. embassy in Baghdad" in said
        await driver.press("escape", "escape")
        assert driver.pane == "quotes"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60), (44, 12)])
async def test_the_reader_stands_within_every_screen(size: tuple[int, int]) -> None:
    async with exploring(size=size) as driver:
        await driver.press("3", "enter")
        frame = driver.reader.query_one("#reader").region
        assert frame.x >= 0
        assert frame.y >= 0
        assert frame.right <= size[0]
        assert frame.bottom <= size[1]
        assert driver.reader.query_one("#reader-keys").region.bottom <= frame.bottom
        assert "paraphrase: " in page(driver)


async def test_the_reader_is_set_anew_for_another_size() -> None:
    async with exploring() as driver:
        await driver.press("3", "enter")
        await driver.resize(60, 20)
        frame = driver.reader.query_one("#reader").region
        assert frame.right <= 60
        assert page(driver).startswith("paraphrase: The airstrikes are to be condemned.")
        await driver.press("escape")
        assert driver.pane == "quotes"


async def test_paragraphs_and_the_original_are_kept_apart(tmp_path: Path) -> None:
    tables = dossier(
        events=[event("e1", when="2020")],
        actors=[actor("a1", name="Ada")],
        quotes=[
            quote(
                "q1", text="First line.\n\nSecond line.", original="Erste Zeile.", speaker="a1",
                events=["e1"], citations=[{"source": "s1", "locator": "p. 3"}],
            ),
        ],
        sources=[source("s1")],
    )  # fmt: skip
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("3", "enter")
        lines = [line.strip(" │") for line in driver.lines]
        first = lines.index("“First line.")
        assert lines[first : first + 5] == ["“First line.", "", "Second line.”", "", "Erste Zeile."]
        assert "source s1, p. 3" in page(driver)


@pytest.mark.parametrize("keys", ["escape", "r escape escape", "r enter", "tab tab q"])
async def test_a_dossier_read_again_beneath_the_reader_does_no_harm(
    tmp_path: Path, keys: str
) -> None:
    tables = dossier(
        events=[event(f"e{n}") for n in range(5)],
        quotes=[quote(f"q{n}", events=["e4"]) for n in range(5)],
    )
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("3", "G", "enter")
        smaller = opened(tmp_path, events=[event("e0")], quotes=[quote("q0", events=["e0"])])
        driver.explorer.renew(everything(smaller))
        assert title(driver) == "Quote 5 of 5"
        await driver.press(*keys.split())
        assert driver.event_ids == ["e0"]
        assert driver.quote == "q0"
