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


def terms(driver: Driver) -> list[str]:
    """The suggestions."""
    return [item.term for item in driver.bar.suggestions.rows if item]


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


# -- suggestions ------------------------------------------------------------------------------


async def test_suggestions_split_a_name_and_count_what_each_would_leave() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("actor:mahdi")
        assert terms(driver) == ["actor:abdul-mahdi", "actor:al-muhandis"]
        shown = driver.text_of(driver.bar.suggestions)
        # Muhandis: spoken of in two statements of Pompeo's; both speeches, and the attack.
        assert "actor:al-muhandis Abu Mahdi al-Muhandis 3 ev · 2 qu" in shown


async def test_tab_takes_the_first_suggestion() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("game esp")
        assert terms(driver)[0] == "actor:esper"
        await driver.press("tab")
        assert driver.bar.line.value == "game actor:esper "
        # The word stands in one of the statements, and in the summary of the event of all three.
        assert driver.quote_ids == ["esper-game-changed", "esper-strike-first", "esper-urges-iraq"]
        await driver.press("enter")
        assert driver.filter_text == "game actor:esper"


async def test_tab_takes_a_field_and_leaves_the_value_to_type() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("kin")
        await driver.press("tab")
        assert driver.bar.line.value == "kind:"
        assert terms(driver) == ["kind:verbatim", "kind:mixed", "kind:paraphrase"]


async def test_down_goes_into_the_suggestions_and_enter_takes_one() -> None:
    async with exploring() as driver:
        await driver.press("a")
        await driver.type("mahdi")
        await driver.press("down", "down")
        assert "► actor:al-muhandis" in driver.text_of(driver.bar.suggestions)
        await driver.press("down")
        assert "► actor:abdul-mahdi" in driver.text_of(driver.bar.suggestions)
        await driver.press("up", "enter")
        assert driver.bar.line.value == "actor:al-muhandis "
        assert driver.bar.line.has_focus
        await driver.press("enter")
        assert driver.filter_text == "actor:al-muhandis"
        assert chips(driver) == "actor: Abu Mahdi al-Muhandis   x clears"


async def test_enter_in_the_line_keeps_what_is_typed_not_the_suggestion() -> None:
    async with exploring() as driver:
        await driver.press("a")
        await driver.type("mahdi")
        await driver.press("enter")
        assert driver.filter_text == "actor:mahdi"


@pytest.mark.parametrize("number", [0, 1])
async def test_click_takes_a_suggestion(number: int) -> None:
    async with exploring() as driver:
        await driver.press("a")
        await driver.type("mahdi")
        await driver.pilot.click(driver.bar.suggestions, offset=(6, number))
        await driver.quiet()
        taken = ["actor:abdul-mahdi ", "actor:al-muhandis "][number]
        assert driver.bar.line.value == taken
        assert driver.bar.line.has_focus


async def test_tab_or_down_without_suggestions_keeps_the_filter() -> None:
    for key in ("tab", "down"):
        async with exploring() as driver:
            await driver.press("slash")
            await driver.type("zebra")
            assert terms(driver) == []
            await driver.press(key)
            assert driver.filter_text == "zebra"
            assert driver.pane == "timeline"


async def test_dates_are_suggested_from_what_is_there() -> None:
    async with exploring() as driver:
        await driver.press("slash")
        await driver.type("date:")
        assert terms(driver) == [
            "date:2019", "date:2020", "date:2019-12", "date:2020-01", "date:2019-12-29",
            "date:2019-12-31", "date:2020-01-02", "date:none",
        ]  # fmt: skip
        await driver.type("2019-12-29..2019-12-3")
        assert terms(driver) == ["date:2019-12-29..2019-12-31"]


# -- from a row -------------------------------------------------------------------------------


async def test_only_this_and_not_this_on_an_event() -> None:
    async with exploring() as driver:
        await driver.press(*["j"] * 4, "f")
        assert driver.filter_text == "event:attack"
        assert chips(driver) == "event: Attack on the U.S. embassy in Ba…   x clears"
        assert driver.event_ids == ["attack"]
        assert driver.quote_ids == ["ap-observation", "pompeo-leaders", "pompeo-responsible"]
        assert driver.selected == ("attack", None)
        await driver.press("x", "F")
        assert driver.filter_text == "-event:attack"
        assert "attack" not in driver.event_ids
        assert list(driver.selected) == [None, None]


async def test_only_this_and_not_this_on_an_actor() -> None:
    async with exploring() as driver:
        await driver.press("2", "j")
        assert driver.selected == (None, "pompeo")
        await driver.press("f")
        assert driver.filter_text == "actor:pompeo"
        assert chips(driver) == "actor: Mike Pompeo   x clears"
        assert driver.selected == (None, "pompeo")
        assert driver.pane == "actors"
        await driver.press("x", "F")
        assert driver.filter_text == "-actor:pompeo"
        assert "pompeo" not in driver.actor_ids
        assert not set(driver.quote_ids) & {
            "pompeo-leaders", "pompeo-responsible", "pompeo-120-sites"
        }  # fmt: skip


async def test_only_this_and_not_this_on_a_quote() -> None:
    async with exploring() as driver:
        await driver.press("3", "G")
        assert driver.quote == "pompeo-120-sites"
        await driver.press("f")
        assert driver.filter_text == "id:pompeo-120-sites"
        assert driver.quote_ids == ["pompeo-120-sites"]
        assert chips(driver) == "id: quote by Mike Pompeo   x clears"
        await driver.press("x")
        assert driver.quote == "pompeo-120-sites"
        await driver.press("F")
        assert driver.filter_text == "-id:pompeo-120-sites"
        assert len(driver.quote_ids) == 9


async def test_two_rows_are_joined_and_the_same_row_counts_once() -> None:
    async with exploring() as driver:
        await driver.press("2", "j", "f", "f", "3", "f")
        assert driver.filter_text == "actor:pompeo id:pompeo-leaders"


async def test_all_rows_cannot_be_added() -> None:
    async with exploring() as driver:
        for key in ("f", "F"):
            await driver.press(key)
            assert driver.footer.strip() == ("Move to a row first: All is everything already.")
        assert driver.filter_text == ""


async def test_nothing_to_clear_is_said_and_no_history_made() -> None:
    async with exploring() as driver:
        await driver.press("x")
        assert driver.footer.strip() == "There is no filter to clear."
        await driver.press("left_square_bracket")
        assert driver.footer.strip() == "There is no view before this one."


# -- jumping ----------------------------------------------------------------------------------


async def test_jump_to_what_the_filter_hides_asks_first() -> None:
    async with exploring(filter="id:pompeo-120-sites") as driver:
        await driver.press("3", "r")
        said = driver.screen_text
        # On: the message; speaker; said to Baghdad; speaks of the militias.
        assert "on undated Pompeo's message to Baghdad" in said
        await driver.press("escape", "x", "1", *["j"] * 9, "f")
        assert driver.selected[0] == "esper-statement"
        await driver.press("2", "G", "r")
        assert driver.screen == "Menu"


async def test_hidden_target_is_reached_by_clearing_or_left_alone() -> None:
    async with exploring(filter="type:strike") as driver:
        # The airstrikes led to the attack, which is no strike.
        await driver.press("j")
        assert driver.selected == ("airstrikes", None)
        await driver.press("r")
        assert "led to 31 Dec 2019 Attack on the U.S. embassy" in driver.screen_text
        await driver.press("enter")
        assert "The filter hides it" in driver.screen_text
        assert "Clear the filter and go there" in driver.screen_text
        await driver.press("j", "enter")
        assert (driver.filter_text, driver.selected) == ("type:strike", ("airstrikes", None))
        await driver.press("r", "enter", "enter")
        assert (driver.filter_text, driver.selected) == ("", ("attack", None))
        await driver.press("left_square_bracket")
        assert (driver.filter_text, driver.selected) == ("type:strike", ("airstrikes", None))
