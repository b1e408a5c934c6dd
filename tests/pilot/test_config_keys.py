"""Keys of the user's own, wherever keys work and wherever they are named."""

from __future__ import annotations

from pathlib import Path

from tests.builders import actor, dossier, event, part
from tests.pilot.driving import exploring
from tui.config import Config, read_config

OWN = """
[keys]
"quote.copy" = "f6"
"nav.down" = "f7,down"
"nav.in" = "ctrl+k"
"filter.type" = "colon"
"filter.clear" = "X"
"app.help" = "ctrl+g"
"app.palette" = "ctrl+o"
"view.problems" = "ctrl+p"
"reader.next" = "f8"
"reader.close" = "f9"
"app.quit" = "Q"
"nav.top" = "home"
"""


def settings(folder: Path, text: str) -> Config:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


async def test_they_work_in_the_explorer_and_the_old_ones_do_not(tmp_path: Path) -> None:
    config = settings(tmp_path, OWN)
    assert config.complaints == ()
    async with exploring(config=config) as driver:
        await driver.press("f7")
        assert driver.selected[0] == "airstrikes"
        await driver.press("down")
        assert driver.selected[0] == "condemnation"
        for key in ("j", "y", "enter", "l", "slash", "question_mark", "q", "g"):
            await driver.press(key)
        await driver.settle()
        assert (driver.pane, list(driver.selected)) == ("timeline", ["condemnation", None])
        assert driver.app.copied == ""
        assert driver.app.return_code is None
        assert not driver.bar.display
        await driver.press("f6", "f")
        await driver.settle()
        assert driver.app.copied.startswith("Abdul-Mahdi condemns the airstrikes")
        await driver.press("x")
        assert driver.filter_text == "event:condemnation"
        await driver.press("X")
        assert driver.filter_text == ""
        await driver.press("ctrl+k")
        assert driver.pane == "actors"
        await driver.press("colon")
        assert driver.bar.line.has_focus
        await driver.press("escape", "ctrl+g")
        assert driver.screen == "Help"
        await driver.press("escape", "ctrl+o")
        assert driver.screen == "CommandPalette"
        await driver.press("escape", "ctrl+p")
        assert driver.screen == "Problems"
        await driver.press("escape", "Q")
        assert driver.app.return_code == 0


async def test_they_work_in_the_reader(tmp_path: Path) -> None:
    async with exploring(config=settings(tmp_path, OWN)) as driver:
        await driver.press("3", "ctrl+k")
        title = "#reader"
        await driver.press("f8")
        assert driver.reader.query_one(title).border_title == "Quote 2 of 10"
        await driver.press("tab", "enter", "l", "q", "y")
        await driver.settle()
        assert driver.reader.query_one(title).border_title == "Quote 2 of 10"
        assert driver.app.copied == ""
        await driver.press("f6")
        await driver.settle()
        assert driver.app.copied.startswith("Brian Hook")
        keys = driver.text_of(driver.reader.query_one("#reader-keys"))
        assert keys.startswith("F8 next ← out")
        assert keys.endswith("ctrl+g help")
        await driver.press("ctrl+g")
        assert "F8 to the next quote" in driver.screen_text
        await driver.press("escape", "f9")
        assert driver.screen == "Explorer"


async def test_footer_help_and_sentences_name_them(tmp_path: Path) -> None:
    tables = dossier(events=[event("e1", participants=[part("ghost")])])
    config = settings(tmp_path, OWN + '"nav.out" = "backspace"\n')
    async with exploring(tables, folder=tmp_path, config=config, size=(160, 70)) as driver:
        assert driver.toasts == ["1 problem in this dossier. ctrl+p lists them."]
        assert driver.footer.startswith(" ctrl+k in  backspace out  : filter")
        assert "F6 copy" in driver.footer
        await driver.press("f7")
        said = driver.text_of(driver.quotes)
        assert "Home in the Timeline shows all 0 in view." in said
        await driver.press("f")
        assert "X clears" in driver.lines[1]
        await driver.press("backspace", "backspace")
        assert driver.footer.strip() == "Nothing further out. X clears the filter. Q quits."
        await driver.press("3", "ctrl+k")
        assert driver.footer.strip() == "There is nothing to read here. backspace goes out."
        await driver.press("ctrl+g")
        said = driver.text_of(driver.app.screen.query_one("CommandList"))
        assert "F6 copy with attribution" in said
        assert "F7 ↓ down one row" in said
        await driver.type("ctrl+o")
        said = driver.text_of(driver.app.screen.query_one("CommandList"))
        assert said.endswith("ctrl+o search all commands")


async def test_complaints_become_toasts(tmp_path: Path) -> None:
    text = """
    theme = 7
    colour = "red"
    [keys]
    "no.such" = "x"
    "quote.copy" = "hyper+"
    """
    async with exploring(config=settings(tmp_path, text)) as driver:
        notices = [n for n in driver.app.notices if n.title == "Settings"]
        assert [n.message for n in notices] == [
            "“colour” is no setting",
            "theme must be a name in quotation marks",
            "“no.such” is no command",
            "“hyper+” is no key (for quote.copy)",
        ]
        assert {(n.severity, n.markup) for n in notices} == {("warning", False)}
        assert "“no.such” is no command" in driver.screen_text


async def test_two_commands_on_one_key_leave_the_defaults(tmp_path: Path) -> None:
    config = settings(tmp_path, '[keys]\n"quote.copy" = "j"\n"nav.up" = "f6"\n')
    async with exploring(config=config) as driver:
        assert driver.toasts == [
            "nav.down and quote.copy share the key “j”; the default keys are used",
            "quote.copy and reader.down share the key “j”; the default keys are used",
        ]
        await driver.press("j", "k")
        assert driver.selected[0] is None
        await driver.press("j")
        assert driver.selected[0] == "airstrikes"


async def test_hostile_settings_are_told_and_harmless(tmp_path: Path) -> None:
    text = '[keys]\n"[/b][@click=app.quit]x" = "x"\n"a\\u001b]0;x\\u0007" = "y"\n'
    async with exploring(config=settings(tmp_path, text)) as driver:
        assert "“[/b][@click=app.quit]x” is no command" in driver.toasts
        assert not any("\x1b" in said or "\x07" in said for said in driver.toasts)
        assert "[/b][@click=app.quit]x" in driver.screen_text


async def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    async with exploring(config=settings(tmp_path, "theme = [")) as driver:
        assert "cannot be read" in driver.toasts[0]
        assert driver.app.theme == "onrecord-dark"


async def test_the_detail_names_them(tmp_path: Path) -> None:
    tables = dossier(events=[event(f"e{n}", participants=[part("a1")]) for n in range(40)],
                     actors=[actor("a1")])  # fmt: skip
    tables["events"]["41"] = {"id": "bad"}
    own = '[keys]\n"view.problems" = "ctrl+b"\n"filter.only" = "ctrl+f"\n'
    async with exploring(tables, folder=tmp_path, config=settings(tmp_path, own)) as driver:
        assert "1, ctrl+b lists them" in driver.detail
        await driver.press("2", "j")
        assert "more, ctrl+f shows them" in driver.detail
