"""House style: quotation marks, the form of dates, the style of references."""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct

from store import house_dates
from store.dates import When
from store.errors import UsageError
from store.styles import OWN_STYLE, STYLES


class Marks(NamedTuple):
    """A pair of quotation marks.

    Attributes:
        open: The mark before the words.
        close: The mark after them.
        pad: What stands between a mark and the words, as in French.
    """

    open: str
    close: str
    pad: str = ""


_THIN: Final = "\u202f"
_DOUBLE, _SINGLE = Marks("“", "”"), Marks("‘", "’")
_LOW_DOUBLE, _LOW_SINGLE = Marks("„", "“"), Marks("‚", "‘")
_ANGLE: Final = Marks("«", "»")

MARKS: Final[dict[str, tuple[Marks, Marks]]] = {
    "us": (_DOUBLE, _SINGLE),
    "uk": (_SINGLE, _DOUBLE),
    "de": (_LOW_DOUBLE, _LOW_SINGLE),
    "ch": (_ANGLE, Marks("‹", "›")),
    "fr": (Marks("«", "»", _THIN), _DOUBLE),
    "es": (_ANGLE, _DOUBLE),
    "it": (_ANGLE, _DOUBLE),
    "pt": (_ANGLE, _DOUBLE),
    "nl": (_SINGLE, _DOUBLE),
    "sv": (Marks("”", "”"), Marks("’", "’")),
    "pl": (Marks("„", "”"), _ANGLE),
    "ru": (_ANGLE, _LOW_DOUBLE),
    "ar": (_DOUBLE, _SINGLE),
    "ja": (Marks("「", "」"), Marks("『", "』")),
}
"""Outer and inner marks by country or language, as Unicode CLDR's delimiters have them; for Dutch,
French, Italian and Spanish as their own style guides do."""

DATES: Final = ("long", "us", "iso")
"""The forms of dates: 2 January 2020; Jan. 2, 2020; 2020-01-02."""


class House(Struct, frozen=True):
    """How words, dates and references are set.

    Attributes:
        marks: A key of `MARKS`.
        dates: One of `DATES`.
        style: A key of `store.styles.STYLES`, or the path of a ``.csl`` file.
    """

    marks: str = "us"
    dates: str = "long"
    style: str = "plain"

    @property
    def outer(self) -> Marks:
        """The marks round a quotation."""
        return MARKS[self.marks][0]

    @property
    def inner(self) -> Marks:
        """The marks round a quotation within a quotation."""
        return MARKS[self.marks][1]

    def date(self, when: When) -> str:
        """A date in full, standing alone."""
        return house_dates.words(when, self.dates)

    def date_phrase(self, when: When) -> str:
        """A date as it stands after a verb: ``on or after Dec. 31, 2019``."""
        return house_dates.phrase(when, self.dates)


HOUSE: Final = House()
"""The style of a house that has said nothing."""


def parse_house(marks: str = "us", dates: str = "long", style: str = "plain") -> House:
    """A house style out of the values of settings or options.

    Args:
        marks: A key of `MARKS`, in any case.
        dates: One of `DATES`, in any case.
        style: A key of `store.styles.STYLES`, in any case, or the path of a ``.csl`` file.

    Raises:
        UsageError: A value is none of those; the message lists them.
    """
    return House(
        _one_of("marks", marks, tuple(MARKS)),
        _one_of("dates", dates, DATES),
        style if style.endswith(OWN_STYLE) else _one_of("style", style, tuple(STYLES)),
    )


def _one_of(what: str, value: str, known: tuple[str, ...]) -> str:
    wanted = value.strip().lower()
    if wanted not in known:
        listed = f"{', '.join(known[:-1])} or {known[-1]}"
        raise UsageError(f"“{value}” is no value for {what}", mend=f"Write {listed}.")
    return wanted
