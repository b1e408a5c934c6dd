"""Colours and signs: two themes of our own, and what every other theme is given in their place.

Nothing is said by colour alone: the cursor has a bar, verbatim words have marks and weight, an
actor's kind has a sign. Contrasts of the two themes are at least 6 to 1 on the page and 4.4 to 1
on the cursor's row; the light one lies on the 256-colour cube, so a terminal without true colour
shows the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from textual.color import Color
from textual.style import Style
from textual.theme import Theme

_HUES: Final = 6
_ON_PAGE, _ON_ROW = 4.5, 3.0
"""The least contrast of words in a theme that is not ours, as far as its own ink has it."""

_DARK: Final = {
    "soft": "#b9b4a8",
    "dim": "#a19d93",
    "rule": "#3a3f4a",
    "verbatim": "#fffaf0",
    "caution": "#ff9e64",
    "accent-ink": "#e6b450",
    "found-page": "#4a3f1e",
    "cursor-row": "#2b3340",
    "resting-row": "#22262e",
    "hue-0": "#7fb4f0",
    "hue-1": "#e69a8d",
    "hue-2": "#8fc58a",
    "hue-3": "#d3a6e8",
    "hue-4": "#5fc7c4",
    "hue-5": "#f08fb3",
}
_LIGHT: Final = {
    "soft": "#4a453c",
    "dim": "#5f5f5f",
    "rule": "#cfc6b4",
    "verbatim": "#000000",
    "caution": "#5f5f00",
    "accent-ink": "#870000",
    "found-page": "#f5e3a3",
    "cursor-row": "#e4dcc8",
    "resting-row": "#efe8d9",
    "hue-0": "#005faf",
    "hue-1": "#0000d7",
    "hue-2": "#005f00",
    "hue-3": "#8700af",
    "hue-4": "#005f5f",
    "hue-5": "#af005f",
}


def _theme(name: str, page: str, panel: str, ink: str, accent: str, own: dict[str, str]) -> Theme:
    return Theme(
        name=name,
        dark=own is _DARK,
        primary=accent,
        secondary=own["hue-0"],
        accent=accent,
        warning=own["caution"],
        foreground=ink,
        background=page,
        surface=page,
        panel=panel,
        variables={
            **own,
            "scrollbar": own["rule"],
            "scrollbar-hover": own["dim"],
            "scrollbar-active": accent,
            "scrollbar-background": page,
            "scrollbar-background-hover": page,
            "scrollbar-background-active": page,
            "input-selection-background": own["cursor-row"],
        },
    )


DARK: Final = _theme("onrecord-dark", "#16181d", "#1f232b", "#e8e4da", "#e6b450", _DARK)
LIGHT: Final = _theme("onrecord-light", "#faf7f0", "#f3eee3", "#1f1c17", "#870000", _LIGHT)


def variables_for(theme: Theme) -> dict[str, str]:
    """Our own variables for a theme, worked out from its colours where it does not define them."""
    if theme.variables.keys() >= _DARK.keys():
        return {name: theme.variables[name] for name in _DARK}  # ours has nothing to work out
    if theme.ansi:
        return dict.fromkeys(_DARK, "ansi_default")
    colors = theme.to_color_system().generate()
    page, ink = Color.parse(colors["background"]), Color.parse(colors["foreground"]).rgb
    full = Color(*ink)
    mixed = {
        "soft": 0.82, "dim": 0.68, "rule": 0.25, "verbatim": 1.0,
        "cursor-row": 0.16, "resting-row": 0.08,
    }  # fmt: skip
    own = {name: page.blend(full, share).hex for name, share in mixed.items()}
    row = Color.parse(own["cursor-row"])
    inks = {"soft": own["soft"], "dim": own["dim"],
            "caution": colors["warning"], "accent-ink": colors["accent"]}  # fmt: skip
    for name, ink_color in inks.items():
        own[name] = _readable(Color.parse(ink_color), page, row, full).hex
    if _contrast(Color.parse(own["soft"]), page) < _contrast(Color.parse(own["dim"]), page):
        own["soft"] = own["dim"]
    own["found-page"] = page.blend(Color.parse(colors["accent"]), 0.3).hex
    return own | {
        f"hue-{hue}": (_DARK if theme.dark else _LIGHT)[f"hue-{hue}"] for hue in range(_HUES)
    }


def _readable(ink: Color, page: Color, row: Color, full: Color) -> Color:
    """An ink, led towards the theme's own as far as it must be to be read on page and cursor row.

    Some themes have a warning of 1.5 to 1 on their page; here it says hedges.
    """
    shares = (ink.blend(full, tenths / 10) for tenths in range(10))
    return next(
        (
            mixed
            for mixed in shares
            if _contrast(mixed, page) >= _ON_PAGE and _contrast(mixed, row) >= _ON_ROW
        ),
        full,
    )


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    )
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Palette(Struct, frozen=True):
    """The inks of the page, for text that is drawn in Python.

    Attributes:
        ink: Titles and names.
        soft: Running text that is not the speaker's own.
        dim: Labels, gutters, counts.
        rule: Thin lines.
        accent: What has the focus.
        verbatim: The speaker's own words, the only bright bold on the page.
        caution: Hedges and warnings.
        chip: A term of the filter.
        found: Words that were looked for; laid over another ink.
        hues: One for each actor, as a help for the eye only.
        italics: The decoration of reported speech; null where a terminal shows it as reverse video.
    """

    ink: Style
    soft: Style
    dim: Style
    rule: Style
    accent: Style
    verbatim: Style
    caution: Style
    chip: Style
    found: Style
    hues: tuple[Style, ...]
    italics: Style

    @classmethod
    def of(cls, variables: Mapping[str, str], *, ansi: bool, italics: bool) -> Palette:
        """The palette of a theme's variables; without colours to rely on, weight must do."""

        def ink(name: str) -> Style:
            return Style(foreground=Color.parse(variables[name]))

        return cls(
            ink=ink("foreground"),
            soft=ink("soft"),
            dim=Style(dim=True) if ansi else ink("dim"),
            rule=Style(dim=True) if ansi else ink("rule"),
            accent=ink("accent" if ansi else "accent-ink"),
            verbatim=ink("verbatim") + Style(bold=True),
            caution=ink("warning" if ansi else "caution"),
            chip=Style(reverse=True)
            if ansi
            else ink("foreground") + Style(background=Color.parse(variables["cursor-row"])),
            found=Style(underline=True, bold=True)
            if ansi
            else Style(background=Color.parse(variables["found-page"]), underline=True),
            hues=(ink("foreground"),) if ansi else tuple(ink(f"hue-{n}") for n in range(_HUES)),
            italics=Style(italic=True) if italics else Style(),
        )

    def hue(self, actor: int) -> Style:
        """The hue of an actor, by its row."""
        return self.hues[actor % len(self.hues)]


class Signs(Struct, frozen=True):
    """The signs that stand for things; each is one cell wide."""

    kinds: Mapping[str, str]
    line: str
    cut: str
    after: str
    before: str
    into: str
    bars: str
    pause: str
    possibly: str
    marked: str
    tagged: str
    noted: str
    verified: str

    def of(self, kind: str) -> str:
        """The sign of a kind of actor."""
        return self.kinds.get(kind, "?")


# Every sign is in WGL4, so in nearly every font, and none can turn into an emoji.
SIGNS: Final = Signs(
    kinds={
        "person": "●", "state": "■", "government-body": "■", "armed-group": "▲",
        "military-unit": "△", "media": "◆", "organisation": "◆", "group": "○",
        "facility": "□", "unknown": "○",
    },
    line="─", cut="…", after="←", before="→", into="►", bars="▁▂▃▄▅▆▇█", pause="↕",
    possibly="◊", marked="*", tagged="#", noted="¶", verified="√",
)  # fmt: skip
ASCII_SIGNS: Final = Signs(
    kinds={
        "person": "p", "state": "s", "government-body": "s", "armed-group": "a",
        "military-unit": "m", "media": "o", "organisation": "o", "group": "g",
        "facility": "f", "unknown": "?",
    },
    line="-", cut=".", after="<", before=">", into=">", bars=".:-=+*%#", pause=":",
    possibly="^", marked="*", tagged="#", noted="&", verified="v",
)  # fmt: skip
