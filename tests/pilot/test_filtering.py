"""Narrowing: by typing, with suggestions, and from a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import dossier, event, quote
from tests.pilot.driving import Driver, exploring


def counts(driver: Driver) -> str:
    """The counts at the end of the first line."""
    return driver.lines[0].rpartition("  ")[2].strip()


def chips(driver: Driver) -> str:
    """The second line, without the strip."""
    return driver.lines[1].strip().partition("     ")[0].strip()


# -- typing -----------------------------------------------------------------------------------


async def test_all_three_panes_narrow_at_each_key() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        held = []
        for key in "buzz":
            await driver.press(key)
            held.append((len(driver.event_ids), len(driver.actor_ids), len(driver.quote_ids)))
        # "b" is nearly everywhere; "buzz" only in what Milley said.
        assert held == sorted(held, reverse=True)
        assert held[0] > held[-1] == (1, 2, 1)
        assert driver.event_ids == ["milley-statement"]
        assert driver.actor_ids == ["milley", "us-embassy"]
        assert driver.quote_ids == ["milley-buzzsaw"]
        assert counts(driver) == "1 of 12 events · 2 of 30 actors · 1 of 10 quotes"
        await driver.press(*["backspace"] * 4)
        assert counts(driver) == "12 events · 30 actors · 10 quotes"


async def test_words_that_are_found_are_marked() -> None:
    async with exploring(filter="buzzsaw") as driver:
        marked = {
            segment.text
            for y in range(driver.quotes.size.height)
            for segment in driver.quotes.render_line(y)
            if segment.style and segment.style.underline
        }
        assert marked == {"buzzsaw"}


async def test_enter_keeps_and_chips_tell_it() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("actor:mahdi kind:paraphrase")
        await driver.press("enter")
        assert not driver.bar.display
        assert driver.pane == "timeline"
        assert driver.filter_text == "actor:mahdi kind:paraphrase"
        # Abdul-Mahdi, and Abu Mahdi al-Muhandis.
        assert chips(driver) == "actor:mahdi ·2   kind:paraphrase   x clears"
        assert driver.footer.split("  ").count("x clear") == 1


async def test_the_bar_opens_with_the_filter_and_adds_to_it() -> None:
    async with exploring() as driver:
        await driver.press("a")
        await driver.type("esper")
        await driver.press("enter", "d")
        # A date is asked for in everyday words: nothing of the filter stands in the line.
        assert driver.bar.line.value == ""
        await driver.type("2020")
        await driver.press("enter", "slash")
        # A blank behind it: the next term can be typed at once.
        assert driver.bar.line.value == "actor:esper date:2020 "
        await driver.type("game")
        await driver.press("enter")
        assert driver.filter_text == "actor:esper date:2020 game"


@pytest.mark.parametrize(
    ("typed", "waits_for"),
    [
        ("kata actor:", "actor: waits for a value"),
        ("kata date:2019-1", "a month has two digits"),
        ("kata date:20", "a year has four digits"),
        ('kata "five', "a quotation mark is not closed"),
        ("kata -", "a term is missing after “-”"),
        ("kata kind:verb", "no kind is called “verb”"),
    ],
)
async def test_half_typed_last_term_is_left_out_and_said(typed: str, waits_for: str) -> None:
    async with exploring(filter="kata") as driver:
        whole = counts(driver)
        assert whole.startswith("2 of 12")
        await driver.press("x", "slash")
        await driver.type(typed)
        assert counts(driver) == whole
        assert driver.footer.strip() == waits_for


async def test_wrong_term_is_told_and_what_is_in_view_stays() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("kata kind:verbatm")
        assert driver.footer.strip() == "no kind is called “verbatm”. Did you mean verbatim?"
        await driver.type(" game")
        assert driver.footer.strip() == "no kind is called “verbatm”. Did you mean verbatim?"
        assert counts(driver).startswith("2 of 12 events")


@pytest.mark.parametrize(
    ("typed", "said", "cursor"),
    [
        ("kind:verbatm game", "verbatm: no kind is called “verbatm”. Did you mean verbatim?", 12),
        ("actor:esperr", "esperr: no actor is called “esperr”. Did you mean Esper?", 12),
        ("actr:esper", "actr: “actr:” is no field. Did you mean actor:?", 4),
        ("game date:2019-1", "2019-1: a month has two digits. Write 2019-12-31,", 16),
    ],
)
async def test_enter_on_a_mistake_keeps_the_bar_open(typed: str, said: str, cursor: int) -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type(typed)
        await driver.press("enter")
        assert driver.bar.line.has_focus
        assert driver.bar.line.value == typed
        assert driver.footer.strip().startswith(said)
        assert driver.bar.line.cursor_position == cursor
        await driver.press("escape")
        assert driver.filter_text == ""
        assert driver.pane == "timeline"


async def test_escape_restores_filter_selections_cursors_and_scroll(tmp_path: Path) -> None:
    tables = dossier(
        events=[event(f"e{n:02}", title=f"Title {n}", when="2020") for n in range(60)],
        quotes=[quote(f"q{n:02}", text=f"Words {n}", events=["e40"]) for n in range(60)],
    )
    async with exploring(tables, folder=tmp_path, size=(120, 24)) as driver:
        await driver.press(*["pagedown"] * 3, "k", "k", "k", "3", *["pagedown"] * 2, "k")
        event_line = [row for row in driver.lines if "Title" in row]
        before = (driver.pane, driver.selected, driver.filter_text, driver.lines)
        assert driver.timeline.first_visible not in (None, 1)
        await driver.press("slash")
        await driver.type("59")
        assert driver.event_ids == ["e40", "e59"]
        await driver.press("escape")
        assert (driver.pane, driver.selected, driver.filter_text) == before[:3]
        assert [row for row in driver.lines if "Title" in row] == event_line
        assert driver.lines == before[3]


async def test_escape_gives_back_the_quote_under_the_cursor() -> None:
    async with exploring(size=(120, 24)) as driver:
        await driver.press("3", "G", "k")
        assert driver.quote == "milley-buzzsaw"
        before = driver.lines
        await driver.press("slash")
        await driver.type("iran")
        assert "milley-buzzsaw" not in driver.quote_ids
        await driver.press("escape")
        assert driver.quote == "milley-buzzsaw"
        assert driver.lines == before


async def test_keys_of_commands_only_type_while_the_bar_is_open() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("qxfyhl?[]123/ ")
        assert driver.bar.line.value == "qxfyhl?[]123/ "
        assert driver.app.return_code is None
        await driver.press("left", "left", "X")
        assert driver.bar.line.value == "qxfyhl?[]123X/ "


async def test_enter_without_a_change_makes_no_history() -> None:
    async with exploring() as driver:
        await driver.press("slash", "enter", "slash")
        await driver.type("kata")
        await driver.press("escape", "left_square_bracket")
        assert driver.footer.strip() == "There is no view before this one."


async def test_nothing_found_says_why_and_what_undoes_it() -> None:
    async with exploring(filter="zebra") as driver:
        assert counts(driver) == "0 of 12 events · 0 of 30 actors · 0 of 10 quotes"
        assert driver.text_of(driver.quotes).endswith("No statement in view. x clears the filter.")
        await driver.press("j", "enter", "j", "enter", "enter", "r", "y", "f", "o", "Y")
        assert driver.filter_text == "zebra"
