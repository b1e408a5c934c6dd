"""Menus, help, problems, the source in the browser, and the footer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import (
    actor,
    dossier,
    event,
    link,
    part,
    quote,
    source,
)
from tests.pilot.driving import Driver, exploring
from tui.commands import PANES, footer_of


def choices(driver: Driver) -> list[str]:
    """The entries of the menu, each in one line."""
    shown = driver.menu.query_one("Choices")
    lines = [shown.render_line(y).text for y in range(shown.size.height)]
    return [" ".join(line.strip("▌▐ ").split()) for line in lines if line.strip()]


def border(driver: Driver, widget: str) -> str:
    return str(driver.app.screen.query_one(widget).border_title)


# -- related ----------------------------------------------------------------------------------


async def test_related_of_an_event_links_first_then_its_people() -> None:
    async with exploring() as driver:
        await driver.press(*["j"] * 4, "r")
        assert choices(driver) == [
            "caused by 29 Dec 2019 U.S. airstrikes on Kata'ib Hezbollah sites",
            "answered by from 31 Dec 2019 U.S. sends troops to the Persian Gulf re…",
            "holds from 31 Dec 2019 Guards and intruders at the embassy",
            "attacker ▲ Kata'ib Hezbollah",
            "attacker ○ PMF supporters and sympathizers",
            "target □ U.S. embassy in Baghdad",
            "present ● Qais Khazali",
            "present ● Hadi al-Amiri",
        ]
        await driver.press("j", "enter")
        assert (driver.pane, driver.selected) == ("timeline", ("deployment", None))


async def test_related_of_an_actor_offices_and_groups() -> None:
    async with exploring() as driver:
        await driver.filter("id:pmf")
        await driver.press("2", "j", "r")
        assert choices(driver) == [
            "holds ▲ Kata'ib Hezbollah",
            "deputy chief ● Abu Mahdi al-Muhandis",
            "chairman ● Falih Alfayyadh",
            "commander ● Hadi al-Amiri",
            "takes part in 29 Dec 2019 U.S. airstrikes on Kata'ib Hezbollah sites",
        ]
        await driver.press("j", "enter", "enter")
        assert (driver.pane, driver.selected) == ("actors", (None, "al-muhandis"))
        await driver.press("r")
        assert choices(driver)[0] == "deputy chief of ▲ Popular Mobilization Forces"


async def test_related_of_a_quote_goes_to_its_speaker() -> None:
    async with exploring() as driver:
        await driver.press("3", "G", "r")
        assert choices(driver) == [
            "on undated Pompeo's message to Baghdad",
            "speaker ● Mike Pompeo",
            "speaks of ○ Iran-backed militias",
            "said to ○ Baghdad",
        ]
        await driver.press("j", "enter")
        assert (driver.pane, driver.selected) == ("actors", (None, "pompeo"))


async def test_actor_reached_from_an_event_of_theirs_keeps_the_event() -> None:
    async with exploring() as driver:
        await driver.press(*["j"] * 4, "r", *["j"] * 6, "enter")
        assert (driver.pane, driver.selected) == ("actors", ("attack", "khazali"))


async def test_replies_lead_from_quote_to_quote(tmp_path: Path) -> None:
    tables = dossier(
        actors=[actor("a1", name="Ada")],
        quotes=[quote("q1", speaker="a1"), quote("q2", attribution="a clerk")],
        links=[link("l1", "q2", "q1", "replies-to")],
    )
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("3", "r")
        assert choices(driver) == ["reply a clerk: “q2”", "speaker ● Ada"]
        await driver.press("enter")
        assert (driver.pane, driver.quote) == ("quotes", "q2")
        await driver.press("r")
        assert choices(driver) == ["replies to Ada: “q1”"]


async def test_row_that_leads_nowhere_says_so(tmp_path: Path) -> None:
    tables = dossier(events=[event("e1")], actors=[actor("a1")], quotes=[quote("q1")])
    async with exploring(tables, folder=tmp_path) as driver:
        for pane, down in (("1", "j"), ("2", "j"), ("3", "k")):
            await driver.press("g", pane, down, "r")
            assert driver.footer.strip() == "This record leads nowhere else."


async def test_all_rows_say_what_to_do_first() -> None:
    async with exploring() as driver:
        for key, said in (
            ("r", "Move to a row first: All leads nowhere."),
            ("y", "Move to a row first: there is nothing here to copy."),
            ("Y", "Move to a row first: there is nothing here to copy."),
            ("o", "Move to a row first: All has no source."),
        ):
            await driver.press(key)
            assert driver.footer.strip() == said


# -- the source -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://example.org/\x1b]0;x\x07", False),
        ("https://example.org/ --new-window", False),
        ("--help", False),
        ("", False),
        ("https://[::1", False),
        (None, False),
        (7, False),
        (["https://example.org"], False),
    ],
)
async def test_only_web_addresses_are_opened(tmp_path: Path, address: object, opened: bool) -> None:
    csl = {"id": "s1", "type": "webpage", "title": "T", "URL": address}
    cited = {"citations": [{"source": "s1"}]}
    tables = dossier(
        events=[event("e1", **cited)], sources=[source("s1", csl=csl)],
        quotes=[quote("q1", **cited)],
    )  # fmt: skip
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("3", "o")
        said = "Opened the source in your browser." if opened else "The source has no web address."
        assert driver.footer.strip() == said
        assert driver.app.visited == ([address] if opened else [])
        await driver.press("1", "j", "o", "3", "enter", "o")
        assert len(driver.app.visited) == (3 if opened else 0)


async def test_record_without_a_source_says_so(tmp_path: Path) -> None:
    tables = dossier(events=[event("e1")])
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("j", "o")
        assert driver.footer.strip() == "This record cites no source."
        assert driver.app.visited == []


# -- help -------------------------------------------------------------------------------------


async def test_help_is_of_the_place_and_narrows_by_typing() -> None:
    async with exploring(size=(120, 70)) as driver:
        await driver.press("2", "question_mark")
        assert driver.screen == "Help"
        assert border(driver, "#help") == "Keys · Actors"
        everything = driver.screen_text
        for line in ("filter by typing", "copy with attribution", "to the view before"):
            assert line in everything
        await driver.type("COPY")
        said = driver.text_of(driver.app.screen.query_one("CommandList"))
        assert said == "Words ▏y copy with attribution Y copy in another form"
        await driver.press(*["backspace"] * 4)
        await driver.type("[")
        assert "[ to the view before" in driver.text_of(driver.app.screen.query_one("CommandList"))
        await driver.press("escape")
        assert driver.screen == "Explorer"
        assert driver.pane == "actors"


async def test_help_of_the_reader_knows_its_keys() -> None:
    async with exploring(size=(120, 70)) as driver:
        await driver.press("3", "enter", "question_mark")
        assert border(driver, "#help") == "Keys · Reader"
        said = driver.text_of(driver.app.screen.query_one("CommandList"))
        assert "tab enter → l to the next quote" in said
        assert "filter by typing" not in said
        await driver.press("enter")
        assert "Quote 1 of 10" in driver.screen_text


async def test_help_scrolls_while_the_line_keeps_the_focus() -> None:
    async with exploring(size=(80, 20)) as driver:
        await driver.press("question_mark")
        shown = driver.app.screen.query_one("CommandList")
        first = driver.text_of(shown)
        await driver.press("pagedown", "down", "down")
        assert driver.text_of(shown) != first
        await driver.type("quit")
        assert "quit" in driver.text_of(shown)


async def test_help_without_a_match_is_empty_and_does_not_fail() -> None:
    async with exploring() as driver:
        await driver.press("question_mark")
        await driver.type("zzz")
        await driver.press("down", "up", "pagedown", "escape")
        assert driver.screen == "Explorer"


# -- problems ---------------------------------------------------------------------------------


async def test_problems_are_told_and_listed(tmp_path: Path) -> None:
    tables = dossier(
        events=[
            event("e1", when="2020-13-45", participants=[part("ghost")]),
            {"id": "e2"},
            event("e3"),
        ]
    )
    async with exploring(tables, folder=tmp_path) as driver:
        assert driver.event_ids == ["e1", "e3"]
        problems = driver.seen.corpus.problems
        assert len(problems) == 3
        assert driver.toasts == ["3 problems in this dossier. ! lists them."]
        assert driver.app.notices[0].severity == "warning"
        assert "problems 3, ! lists them" in driver.detail
        await driver.press("exclamation_mark")
        assert driver.screen == "Problems"
        assert border(driver, "#problems") == "6 remarks on the dossier"
        said = driver.text_of(driver.app.screen.query_one("ProblemList"))
        for place in ("events · e1 · when", "events · e1 · participants[0].actor", "events · e2"):
            assert place in said
        await driver.press("j", "G", "g", "pagedown", "pageup", "q")
        assert driver.screen == "Explorer"
        await driver.press("exclamation_mark", "g", "j", "enter")
        assert driver.selected[0] == "e1"


async def test_a_sound_dossier_has_no_problems_to_list(tmp_path: Path) -> None:
    async with exploring(dossier(), folder=tmp_path) as driver:
        assert driver.toasts == []
        await driver.press("exclamation_mark")
        assert "Nothing is wrong in this dossier." in driver.screen_text
        await driver.press("escape")
        assert driver.screen == "Explorer"


# -- the footer -------------------------------------------------------------------------------


async def test_footer_lists_what_works_in_the_place() -> None:
    async with exploring(size=(220, 50)) as driver:
        for number, where in enumerate(PANES, 1):
            await driver.press(str(number))
            labels = [command.label for command in footer_of(where) if command.label != "clear"]
            shown = [entry.split(" ", 1)[1] for entry in driver.footer.strip().split("  ")]
            assert shown == labels
        await driver.press("1", "j", "f")
        assert "x clear" in driver.footer


async def test_footer_never_cuts_an_entry_and_ends_in_help() -> None:
    for width in (40, 60, 80, 100):
        async with exploring(size=(width, 24)) as driver:
            assert driver.footer.endswith("? help")
            assert len(driver.footer) <= width
            assert driver.footer.startswith(" enter in")


async def test_a_sentence_in_the_footer_goes_with_the_next_move() -> None:
    async with exploring() as driver:
        await driver.press("x")
        assert "There is no filter" in driver.footer
        await driver.press("j")
        assert driver.footer.startswith(" enter in")


async def test_help_is_typed_to_after_a_click_on_its_list() -> None:
    async with exploring() as driver:
        await driver.press("question_mark")
        await driver.pilot.click("CommandList", offset=(5, 2))
        await driver.quiet()
        await driver.press(*"tag")
        assert "tag this row" in driver.screen_text
        assert "down one row" not in driver.screen_text


async def test_a_menu_keeps_its_keys_in_sight_when_the_terminal_becomes_low() -> None:
    async with exploring(size=(120, 45)) as driver:
        await driver.press("2", "j", "r")
        assert len(choices(driver)) == 4
        await driver.resize(100, 14)
        assert any("enter choose" in line for line in driver.lines)
        await driver.press("end")
        shown = driver.menu.query_one("Choices")
        assert shown.size.height == 3
        assert any(shown.render_line(y).text.startswith("▌") for y in range(shown.size.height))


async def test_the_sources_are_set_under_their_heads_at_every_size() -> None:
    async with exploring(size=(60, 24)) as driver:
        await driver.press("S")
        await driver.resize(120, 36)
        head = next(line for line in driver.lines if "alone" in line and "events" in line)
        row = next(line for line in driver.lines if "Excerpt" in line)
        numbers = row.replace("│", " ").rstrip()
        assert len(head.replace("│", " ").rstrip()) - len(numbers) in range(3)
