"""Every theme, the terminal's own colours, and none."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.segment import Segment
from textual.theme import BUILTIN_THEMES

from tests.pilot.driving import Driver, exploring
from tests.pilot.screen import segments
from tui.config import Config

THEMES = [*BUILTIN_THEMES, "onrecord-dark", "onrecord-light"]


def luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [part / 255 for part in color.get_truecolor()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(segment: Segment) -> float:
    """Contrast of ink and page of a piece of text (WCAG 2.2)."""
    assert segment.style is not None
    ink, page = segment.style.color, segment.style.bgcolor
    assert ink is not None
    assert page is not None
    low, high = sorted((luminance(ink), luminance(page)))
    return (high + 0.05) / (low + 0.05)


def words(driver: Driver) -> list[Segment]:
    """The pieces of text that are to be read: rules, bars and blanks are not."""
    return [s for s in segments(driver.app.screen) if any(c.isalnum() for c in s.text)]


async def test_every_theme_shows_the_same_and_can_be_read() -> None:
    async with exploring() as driver:
        await driver.press("j", "j")
        lines = driver.lines
        for theme in THEMES:
            driver.app.theme = theme
            await driver.quiet()
            assert driver.lines == lines, theme
            if not driver.app.current_theme.ansi:
                faint = [(theme, s.text) for s in words(driver) if contrast(s) < 3]
                assert faint == []


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-light", "gruvbox"])
async def test_other_themes_carry_every_screen(theme: str) -> None:
    async with exploring(config=Config(theme=theme)) as driver:
        assert driver.app.theme == theme
        await driver.press("3", "enter", "Y", "escape", "escape", "question_mark", "escape", "r")
        assert "Adil Abdul-Mahdi" in driver.text_of(driver.menu.query_one("Choices"))
        await driver.press("escape", "slash")
        assert "takes part, speaks" in driver.text_of(driver.bar.suggestions)


async def test_own_themes_hold_their_promise_of_contrast() -> None:
    for theme in ("onrecord-dark", "onrecord-light"):
        async with exploring(config=Config(theme=theme)) as driver:
            await driver.press("j", "2", "j")
            assert min(map(contrast, words(driver))) > 4.4


async def test_changing_the_theme_redraws_everything() -> None:
    async with exploring() as driver:
        await driver.press("j")
        lines = driver.lines
        inks = {s.style.color for s in words(driver) if s.style}
        for theme in ("onrecord-light", "ansi-dark", "nord", "onrecord-dark"):
            driver.app.theme = theme
            await driver.quiet()
            assert driver.lines == lines
        assert {s.style.color for s in words(driver) if s.style} == inks
        driver.app.theme = "onrecord-light"
        await driver.quiet()
        assert not {s.style.color for s in words(driver) if s.style} & inks


@pytest.mark.parametrize("theme", ["onrecord-dark", "onrecord-light", "ansi-dark"])
async def test_no_color_leaves_weight_to_tell_rows_apart(
    monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with exploring(config=Config(theme=theme)) as driver:
        await driver.press("j")
        shown = list(segments(driver.app.screen))
        for segment in shown:
            style = segment.style
            for color in (style.color, style.bgcolor) if style else ():
                if color is not None and not color.is_default:
                    red, green, blue = color.get_truecolor()
                    assert red == green == blue
        cursor = [s.text for s in shown if s.style and s.style.underline and s.style.bold]
        assert any("U.S. airstrikes" in text for text in cursor)
        assert not any("Abdul-Mahdi condemns" in text for text in cursor)


async def test_unknown_theme_falls_back_to_ours() -> None:
    async with exploring(config=Config(theme="no such theme")) as driver:
        assert driver.app.theme == "onrecord-dark"


async def test_environment_wins_over_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "onrecord-light")
    async with exploring(config=Config(theme="nord")) as driver:
        assert driver.app.theme == "onrecord-light"


async def test_italics_are_decoration_only() -> None:
    for italics in (True, False):
        async with exploring(config=Config(italics=italics)) as driver:
            slanted = [s.text for s in segments(driver.quotes) if s.style and s.style.italic]
            slanted += [
                s.text
                for y in range(driver.quotes.size.height)
                for s in driver.quotes.render_line(y)
                if s.style and s.style.italic
            ]
            assert bool(slanted) is italics
            assert "paraphrase: The airstrikes are to be" in driver.text_of(driver.quotes)


async def test_ascii_signs_use_no_others() -> None:
    async with exploring(config=Config(ascii_signs=True), size=(160, 48)) as driver:
        await driver.press("j", "2", "j")
        drawn = {
            c
            for pane in driver.explorer.board.lists
            for y in range(pane.size.height)
            for c in pane.render_line(y).text
        }
        # What the dossier itself says, and the marks of quotation, stay as they are.
        assert {c for c in drawn if ord(c) > 126} <= set("“”’–…")


async def test_verbatim_words_are_the_only_bright_bold_in_the_quotes() -> None:
    async with exploring(size=(120, 70)) as driver:
        bold = [
            s.text
            for y in range(driver.quotes.size.height)
            for s in driver.quotes.render_line(y)
            if s.style and s.style.bold and s.text.strip()
        ]
        assert "".join("".join(bold).split()) == "“thegamehaschanged”“runintoabuzzsaw”"
