"""Colours by the contrast formula of WCAG 2.2, worked out here; signs by their width."""

from __future__ import annotations

from typing import get_args
from unicodedata import name

import pytest
from rich.cells import cell_len
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from store.model import ActorKind
from tui.palette import ASCII_SIGNS, DARK, LIGHT, SIGNS, Palette, Signs, variables_for

OWN = {theme.name: theme for theme in (DARK, LIGHT)}
TEXT = ["soft", "dim", "verbatim", "caution", *(f"hue-{number}" for number in range(6))]


def luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.2, "relative luminance")."""
    parts = (value / 255 for value in color.rgb)
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def inks(theme: Theme) -> dict[str, Color]:
    """Every ink that text is set in."""
    own = {name: Color.parse(theme.variables[name]) for name in TEXT}
    assert theme.foreground is not None
    assert theme.accent is not None
    return own | {"ink": Color.parse(theme.foreground), "accent": Color.parse(theme.accent)}


def variables_of(theme: Theme) -> dict[str, str]:
    """All variables as the program has them: the theme's own win over ours."""
    return {**variables_for(theme), **theme.to_color_system().generate()}


def test_the_formula_knows_the_ends() -> None:
    white, black = Color(255, 255, 255), Color(0, 0, 0)
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", OWN.values(), ids=OWN)
def test_text_can_be_read(theme: Theme) -> None:
    assert theme.background is not None
    page = Color.parse(theme.background)
    for ink, color in inks(theme).items():
        assert round(contrast(color, page), 1) >= 6, ink
        assert contrast(color, Color.parse(theme.variables["cursor-row"])) >= 4.4, ink
        assert contrast(color, Color.parse(theme.variables["resting-row"])) >= 4.4, ink


@pytest.mark.parametrize("theme", OWN.values(), ids=OWN)
def test_found_words_can_be_read(theme: Theme) -> None:
    found = Color.parse(theme.variables["found-page"])
    for ink in ("ink", "verbatim"):
        assert contrast(inks(theme)[ink], found) >= 7


@pytest.mark.parametrize("theme", OWN.values(), ids=OWN)
def test_verbatim_is_the_brightest_ink(theme: Theme) -> None:
    assert theme.background is not None
    page, verbatim = Color.parse(theme.background), inks(theme)["verbatim"]
    others = [color for ink, color in inks(theme).items() if ink != "verbatim"]
    assert contrast(verbatim, page) > max(contrast(color, page) for color in others)


@pytest.mark.parametrize("theme", OWN.values(), ids=OWN)
def test_no_hue_is_taken_for_accent_or_caution(theme: Theme) -> None:
    colors = inks(theme)
    hues = [colors[f"hue-{number}"] for number in range(6)]
    assert len(set(hues)) == len(hues)
    for hue in hues:
        for taken in ("accent", "caution", "ink", "verbatim"):
            far = sum(abs(a - b) for a, b in zip(hue.rgb, colors[taken].rgb, strict=True))
            assert far > 60, (hue, taken)


def test_the_light_inks_lie_on_the_256_colours() -> None:
    steps = {0, 0x5F, 0x87, 0xAF, 0xD7, 0xFF}
    for ink, color in inks(LIGHT).items():
        if ink not in {"ink", "soft"}:
            assert set(color.rgb) <= steps, ink


def test_themes_are_what_they_say() -> None:
    assert (DARK.dark, LIGHT.dark) == (True, False)
    assert set(DARK.variables) == set(LIGHT.variables)
    assert not set(OWN) & set(BUILTIN_THEMES)


@pytest.mark.parametrize("theme", [*BUILTIN_THEMES.values(), DARK, LIGHT], ids=lambda one: one.name)
def test_every_theme_gives_a_palette(theme: Theme) -> None:
    own = variables_for(theme)
    for variable, value in own.items():
        assert Color.parse(value), variable
    wanted = {*TEXT, "rule", "found-page", "cursor-row", "resting-row"}
    assert wanted <= set(own)
    for italics in (True, False):
        palette = Palette.of(variables_of(theme), ansi=theme.ansi, italics=italics)
        assert palette.verbatim.bold
        assert bool(palette.italics.italic) is italics
        assert len({palette.hue(actor) for actor in range(40)}) == len(set(palette.hues))
        assert palette.hue(3) == palette.hue(3 + len(palette.hues))


@pytest.mark.parametrize(
    "theme", [one for one in BUILTIN_THEMES.values() if not one.ansi], ids=lambda one: one.name
)
def test_other_themes_can_be_read_too(theme: Theme) -> None:
    variables = variables_of(theme)
    page, ink = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    least = contrast(Color(*ink.rgb), page)
    soft, dim, rule = (Color.parse(variables[name]) for name in ("soft", "dim", "rule"))
    assert least >= contrast(soft, page) >= contrast(dim, page) >= contrast(rule, page) > 1
    assert contrast(dim, page) >= min(3, least / 2)


@pytest.mark.parametrize("signs", [SIGNS, ASCII_SIGNS], ids=["unicode", "ascii"])
def test_every_kind_of_actor_has_a_sign(signs: Signs) -> None:
    assert set(signs.kinds) == set(get_args(ActorKind))
    for kind in get_args(ActorKind):
        assert signs.of(kind) == signs.kinds[kind]
    assert signs.of("ghost") == "?"


@pytest.mark.parametrize("signs", [SIGNS, ASCII_SIGNS], ids=["unicode", "ascii"])
def test_every_sign_is_one_cell_wide(signs: Signs) -> None:
    single = [*signs.kinds.values(), signs.line, signs.cut, signs.after, signs.before, signs.into]
    for sign in (*single, *signs.bars):
        assert len(sign) == cell_len(sign) == 1, sign
    assert len(set(signs.bars)) == len(signs.bars)


def test_the_ascii_signs_are_ascii() -> None:
    single = [*ASCII_SIGNS.kinds.values(), ASCII_SIGNS.line, ASCII_SIGNS.cut]
    single += [ASCII_SIGNS.after, ASCII_SIGNS.before, ASCII_SIGNS.into, ASCII_SIGNS.bars]
    assert "".join(single).isascii()


def test_kinds_that_matter_are_told_apart() -> None:
    for signs in (SIGNS, ASCII_SIGNS):
        kinds = ("person", "state", "armed-group", "military-unit", "media", "facility")
        assert len({signs.of(kind) for kind in kinds}) == len(kinds)


def test_no_sign_can_turn_into_an_emoji() -> None:
    """The geometric shapes with an emoji property (emoji-data.txt, Unicode 15)."""
    emoji = set("▪▫▶◀◻◼◽◾☎✓★")
    assert not emoji & {*SIGNS.kinds.values(), SIGNS.into, SIGNS.line}
    assert all(name(sign) for sign in SIGNS.kinds.values())
