"""Words that were found: marked everywhere, and gone through in the reader by n and N."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import actor, dossier, event, quote
from tests.pilot.driving import Driver, exploring
from tests.pilot.screen import segments

LONG = " ".join(["Nothing of note was said here."] * 30)
TALK = dossier(
    actors=[actor("a", name="Ann Zürich")],
    events=[event("e", title="Straße to Zürich", summary="The STRASSE was closed.")],
    quotes=[
        quote("one", text=f"The Straße is open. {LONG} On the strasse again.", speaker="a",
              said="2020-01-01", events=["e"]),
        quote("two", text="No word of it.", kind="paraphrase", said="2020-01-02", events=["e"],
              context="Of the Straße."),
        quote("three", text=f"{LONG} All about the STRASSE.", said="2020-01-03", events=["e"]),
    ],
)  # fmt: skip


def note(driver: Driver) -> str:
    return driver.text_of(driver.reader.query_one("#reader-keys"))


def title(driver: Driver) -> str:
    return str(driver.reader.query_one("#reader").border_title)


def marked(driver: Driver) -> list[str]:
    """The pieces that are underlined, in the order in which they are painted."""
    pieces = segments(driver.app.screen)
    return [piece.text for piece in pieces if piece.style and piece.style.underline]


def in_sight(driver: Driver) -> str:
    """What of the page is seen."""
    body = driver.reader.query_one("ReaderBody")
    top, left = body.region.y, body.region.x
    lines = driver.lines[top : top + body.region.height]
    return " ".join(" ".join(line[left : body.region.right] for line in lines).split())


async def test_folded_matches_are_marked_in_the_original_text(tmp_path: Path) -> None:
    async with exploring(TALK, folder=tmp_path, filter="strasse") as driver:
        assert {"Straße", "STRASSE"} >= set(marked(driver)) > set()
        await driver.press("3", "enter")
        assert marked(driver)[0] == "Straße"


async def test_n_goes_through_all_matches_of_all_statements(tmp_path: Path) -> None:
    async with exploring(TALK, folder=tmp_path, filter="strasse", size=(80, 20)) as driver:
        await driver.press("3", "enter")
        assert title(driver) == "Quote 1 of 3"
        assert "On the strasse again" not in in_sight(driver)
        await driver.press("n")
        first = note(driver)
        assert first.startswith("match 1 of ")
        await driver.press("n")
        assert note(driver).startswith("match 2 of ")
        assert "strasse again" in in_sight(driver)
        count = int(first.split()[3])
        await driver.press(*["n"] * (count - 2))
        assert note(driver) == f"match {count} of {count} in this quote"
        await driver.press("n")
        assert title(driver) == "Quote 2 of 3"
        assert note(driver).startswith("match 1 of ")
        await driver.press("N")
        assert title(driver) == "Quote 1 of 3"
        assert note(driver) == f"match {count} of {count} in this quote"


async def test_the_ends_are_said(tmp_path: Path) -> None:
    async with exploring(TALK, folder=tmp_path, filter="strasse") as driver:
        await driver.press("3", "enter", "n", "N")
        assert note(driver) == "No match before this."
        await driver.press(*["n"] * 20)
        assert title(driver) == "Quote 3 of 3"
        assert note(driver) == "No further match."
        await driver.press("N")
        assert note(driver).startswith("match ")


async def test_a_phrase_that_is_broken_over_two_lines_is_found(tmp_path: Path) -> None:
    tables = dossier(quotes=[quote(text=f"{'word ' * 13}green zone and on.", said="2020")])
    broken = 0
    for width in (72, 76, 78, 80, 84):
        size = (width, 24)
        async with exploring(tables, folder=tmp_path, filter='"green zone"', size=size) as driver:
            await driver.press("3", "enter")
            body = driver.reader.query_one("ReaderBody")
            broken += any(
                line[: body.region.right].rstrip().endswith("green") for line in driver.lines
            )
            await driver.press("n")
            assert note(driver).startswith("match 1 of ")
    assert broken


async def test_labels_of_ours_are_no_matches(tmp_path: Path) -> None:
    tables = dossier(quotes=[quote(text="He said so.", said="2020-01-01", context="said twice")])
    async with exploring(tables, folder=tmp_path, filter="said") as driver:
        await driver.press("3", "enter")
        # The words and the context, but not the label before the date.
        await driver.press("n")
        assert note(driver) == "match 1 of 2 in this quote"


@pytest.mark.parametrize("key", ["n", "N"])
async def test_without_words_it_says_so(key: str) -> None:
    async with exploring(filter="actor:esper") as driver:
        await driver.press("3", "enter", key)
        assert note(driver) == "No words are looked for: the filter has none."


async def test_the_key_is_shown_only_where_there_is_something_to_find() -> None:
    async with exploring(filter="iran") as driver:
        await driver.press("3", "enter")
        assert "n next match" in note(driver)
    async with exploring() as driver:
        await driver.press("3", "enter")
        assert "next match" not in note(driver)


async def test_turning_the_page_begins_anew(tmp_path: Path) -> None:
    async with exploring(TALK, folder=tmp_path, filter="strasse") as driver:
        await driver.press("3", "enter", "n", "n", "tab", "n")
        assert title(driver) == "Quote 2 of 3"
        assert note(driver).startswith("match 1 of ")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 48)])
async def test_counts_are_always_in_sight(size: tuple[int, int]) -> None:
    async with exploring(filter="actor:esper", size=size) as driver:
        said = driver.lines[0].rpartition("  ")[2]
        assert driver.lines[0].endswith("1 of 12 events · 6 of 30 actors · 3 of 10 quotes"), said
