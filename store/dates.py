"""Dates as historians need them: EDTF read into the span of seconds that a date may cover.

Reads EDTF (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/) at levels 0 and 1 for the
years 1 to 9999, and of level 2 the sets, the qualifiers on a part and unspecified digits anywhere.
Beyond the standard, a time may stop at the hour or the minute, may stand in an interval, and may
carry a qualifier. `store.date_words` says dates in words.

All bounds are whole seconds since 0001-01-01T00:00:00 UTC, both ends inclusive.
"""

from __future__ import annotations

import re
from datetime import UTC, date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

from store.civil import SEASONS, YEARS, Civil, civil_span, clock_seconds, day_seconds
from store.errors import DateError

if TYPE_CHECKING:
    from datetime import tzinfo

Precision = Literal[
    "second", "minute", "hour", "day", "month", "season", "year", "decade", "century", "millennium"
]
Form = Literal["date", "interval", "one-of", "all-of"]

OPEN_START = -(2**62)
OPEN_END = 2**62

_FINEST_FIRST: tuple[Precision, ...] = get_args(Precision)

_DATE = re.compile(
    r"""([?~%]?)([0-9X]{4})([?~%]?)
    (?:-([?~%]?)([0-9X]{2})([?~%]?)
      (?:-([?~%]?)([0-9X]{2})([?~%]?)
        (?:T([0-9]{2}(?::[0-9]{2}(?::[0-9]{2})?)?)(?:(?<=:[0-9]{2}:[0-9]{2})\.[0-9]+)?
           (Z|[+-][0-9]{2}(?::?[0-9]{2})?)?([?~%]?))?)?)?""",
    re.VERBOSE,
)
_UNMARKED = ("", "", "")
_SETS: dict[str, tuple[str, Form]] = {"[": ("]", "one-of"), "{": ("}", "all-of")}

_EXAMPLES = "Write a date such as 2019-12-31, 2019-12, 2019, 2019-12-31? or 2019-12-27/2020-01-08."
_FILTER_EXAMPLES = "Write 2019-12-31, 2019-12, 2019 or 201X."
_SPAN = "Write the earlier date first, as in 2019-12-29..2020-01-02."

# What people write instead of EDTF; the cure is a template for `re.Match.expand`.
_MISREADINGS = (
    (r"", "the date is empty", "Write a date such as 2019-12-31, or leave the field out."),
    (r"Y-?\d.*", "a year beyond 9999 cannot be kept", YEARS),
    (r"[-+]\d.*", "a year before the year 1 cannot be kept", YEARS),
    (r"(\d{4})(\d\d)(\d\d)", "the parts of a date are joined by hyphens", r"Write \1-\2-\3."),
    (r"(\d{4})[./](\d\d)[./](\d\d)", "a date's parts are joined by hyphens", r"Write \1-\2-\3."),
    (r".*/\d\d(-\d\d)?", "both ends are written in full", "Write 2019-12-27/2020-01-08."),
    (r"\d+[-./]\d+[-./]\d{4}", "the year comes first", "Write year, month and day: 2019-12-31."),
    (r"(\d{4}-\d\d-\d\d)[t\s]+(\d\d.*)", "a capital T stands before a time", r"Write \1T\2."),
    (r"\d{4}(-\d\d)?T.*", "a time needs a whole date", "Write 2019-12-31T10:00."),
    (r"\d{1,3}(-.*)?", "a year has four digits", "Fill it with zeros, as in 0079."),
    (r"(\d{4})-(\d)(-.*)?", "a month has two digits", r"Write \1-0\2\3."),
    (r"(\d{4}-\d\d)-(\d)", "a day has two digits", r"Write \1-0\2."),
    (r"(.*)(\?~|~\?)", "one sign says uncertain and approximate", r"Write \1%."),
    (r"(?-i:\d[\dX]*[ux].*)", "an unknown digit is a capital X", "Write 201X or 2019-12-XX."),
    (r"c(?:irc)?a?\.? ?(\d.*)", "around a date is written with ~", r"Write \1~."),
    (r"open|unknown", "an open end is two dots", "Write 2019-12-31/.. or ../2020-01-02."),
    (r"(.*)\.\.(.*)", "an interval is written with a slash", r"Write \1/\2."),
)

# One end of a window while it is being typed; what stands before must be sound when filled up.
_HALF_TYPED = (
    (r"()", "a date is expected", ""),
    (r"()(?:[0-9]{1,3}|[0-9]{2}X)", "a year has four digits", ""),
    (r"([0-9]{4})-[0-9]?", "a month has two digits", ""),
    (r"([0-9]{4}-[0-9]{2})-[0-9]?", "a day has two digits", "-01"),
    (r"([0-9-]{10})T[0-9]?", "an hour has two digits", ""),
    (r"([0-9-]{10}T[0-9]{2}):[0-9]?", "a minute has two digits", ""),
    (r"([0-9-]{10}T[0-9]{2}:[0-9]{2}):[0-9]?", "a second has two digits", ""),
    (r"([0-9-]{10}T[0-9:.]+)[+-](?:[0-9]?|[0-9]{2}:?[0-9]?)", "an offset is like +03:00", ""),
)


class UnfinishedDate(DateError):  # noqa: N818 - no mistake yet: the rest is still being typed
    """A date that is only half typed; `what` says what it waits for."""


class When(Struct, frozen=True):
    """A date, an interval or a set of dates, as the span that it may cover.

    Qualifiers (`?~%`) mark a date and never widen its span.

    Attributes:
        text: The EDTF text, without space around it.
        earliest: The first second of the span, `OPEN_START` when there is none.
        latest: The last second of the span, `OPEN_END` when there is none.
        precision: How finely it is given; of an interval or set, its coarsest part.
        uncertain: Whether any part is marked ``?`` or ``%``.
        approximate: Whether any part is marked ``~`` or ``%``.
        form: ``one-of`` for ``[a,b]``, ``all-of`` for ``{a,b}``.
        civil: The date as written; None for an interval or a set.
        parts: The two ends of an interval (None: open or unknown), or the members of a set, where
            a range ``a..b`` is an interval.
    """

    text: str
    earliest: int
    latest: int
    precision: Precision
    uncertain: bool
    approximate: bool
    form: Form
    civil: Civil | None = None
    parts: tuple[When | None, ...] = ()

    @property
    def open_start(self) -> bool:
        """Whether it has no beginning."""
        return self.earliest == OPEN_START

    @property
    def open_end(self) -> bool:
        """Whether it has no end."""
        return self.latest == OPEN_END

    @property
    def exact(self) -> bool:
        """Whether it is one date, of any precision, with no qualifier and no unknown digit."""
        return self.form == "date" and not (self.uncertain or self.approximate or "X" in self.text)

    @property
    def sort_key(self) -> tuple[int, int]:
        """Order in a timeline: (earliest, latest); an open start stands at its end."""
        return (self.latest if self.open_start else self.earliest, self.latest)


@lru_cache(maxsize=65_536)
def parse(text: str, zone: tzinfo = UTC) -> When:
    """Read an EDTF date.

    Args:
        text: The date; space around it is ignored.
        zone: Where a date or time without a zone of its own is civil time.

    Returns:
        The date with its span. An unknown end (``2019/``) spans as an open one (``2019/..``).

    Raises:
        DateError: The text is no such date; `mend` says what to write instead.
    """
    text = text.strip()
    if text[:1] in _SETS:
        return _set(text, zone)
    if "/" in text:
        return _interval(text, zone)
    return _single(text, zone)


def overlaps(a: When, b: When) -> bool:
    """Whether the spans share a second: that the two coincide is possible."""
    return a.earliest <= b.latest and b.earliest <= a.latest


def within(a: When, b: When) -> bool:
    """Whether `a` lies wholly inside `b`, and so certainly. An open end needs an open end."""
    return b.earliest <= a.earliest and a.latest <= b.latest


def window(text: str, zone: tzinfo = UTC) -> When:
    """Read the span of a date filter: ``D``, ``D..D``, ``..D`` or ``D..``; both ends count whole.

    Args:
        text: Each D a year, decade (``201X``), century (``20XX``), season, month, day or time,
            with no qualifier, set or slash.
        zone: Where a date without a zone is civil time.

    Raises:
        UnfinishedDate: The text, or what follows the dots, is the beginning of a date.
        DateError: The text cannot become such a span, or ends before it begins.
    """
    text = text.strip()
    start, dots, end = (part.strip() for part in text.partition(".."))
    if not dots:
        if not text.endswith("."):
            return _bound(text, zone)
        _finished(text[:-1], zone)
        raise UnfinishedDate("a span has two dots", mend=_SPAN)
    if not start and not end:
        raise UnfinishedDate("a span needs a date before or after its dots", mend=_SPAN)
    if ".." in end:
        raise DateError("a span has two dots once only", mend=_SPAN)
    first = _finished(start, zone)
    return _spanned(text, first, _bound(end, zone) if end else None)


def _finished(text: str, zone: tzinfo) -> When | None:
    """A window's end that is followed by something, so that half a date is a mistake."""
    try:
        return _bound(text, zone) if text else None
    except UnfinishedDate as error:
        raise DateError(error.what, mend=error.mend) from None


def _bound(text: str, zone: tzinfo) -> When:
    """One end of a window."""
    for sign in "?~%[]{}/":
        if sign in text:
            raise DateError(f'a filter\'s date has no "{sign}"', mend="Write 2019-12, or D..D.")
    if _DATE.fullmatch(text) is None:
        for pattern, what, filling in _HALF_TYPED:
            if (match := re.fullmatch(pattern, text)) is not None:
                if match[1]:
                    _single(match[1] + filling, zone)
                raise UnfinishedDate(what, mend=_FILTER_EXAMPLES)
        raise DateError(_misread(text).what, mend=_FILTER_EXAMPLES)
    if "X" in text and re.fullmatch(r"[0-9]{3}X|[0-9]{2}XX", text) is None:
        raise DateError("a filter has an X only at a year's end", mend="Write 201X, 20XX or 2019.")
    return _single(text, zone)


def _spanned(text: str, first: When | None, last: When | None) -> When:
    """The interval between two dates, of which one may be missing."""
    ends = [end for end in (first, last) if end is not None]
    if not ends:
        raise DateError("an interval needs a date at one end", mend="Write 2019-12-31/..")
    earliest = first.earliest if first else OPEN_START
    latest = last.latest if last else OPEN_END
    if earliest > latest:
        raise DateError(f'"{text}" ends before it begins', mend="Write the earlier date first.")
    return _gathered(text, earliest, latest, "interval", (first, last))


def _gathered(
    text: str, earliest: int, latest: int, form: Form, parts: tuple[When | None, ...]
) -> When:
    """An interval or set, with what holds for any part of it."""
    known = [part for part in parts if part is not None]
    return When(
        text,
        earliest,
        latest,
        max((part.precision for part in known), key=_FINEST_FIRST.index),
        any(part.uncertain for part in known),
        any(part.approximate for part in known),
        form,
        None,
        parts,
    )


def _interval(text: str, zone: tzinfo) -> When:
    start, _, end = text.partition("/")
    if "/" in end or re.fullmatch(r"[0-9]{2}(-[0-9]{2})?", end) is not None:
        raise _misread(text)
    first, last = (
        None if part in {"", ".."} else _single(part, zone) for part in (start.strip(), end.strip())
    )
    return _spanned(text, first, last)


def _set(text: str, zone: tzinfo) -> When:
    close, form = _SETS[text[0]]
    if not text.endswith(close):
        raise DateError(f"a set that begins with {text[0]} ends with {close}", mend=_EXAMPLES)
    members: list[When] = []
    for member in text[1:-1].split(","):
        start, dots, end = (part.strip() for part in member.partition(".."))
        if dots:
            first, last = (_single(part, zone) if part else None for part in (start, end))
            members.append(_spanned(member.strip(), first, last))
        else:
            members.append(_single(start, zone))
    earliest = min(member.earliest for member in members)
    latest = max(member.latest for member in members)
    if earliest == OPEN_START and latest == OPEN_END:
        raise DateError("a set is open at one end at most", mend="Name its first or last date.")
    return _gathered(text, earliest, latest, form, tuple(members))


def _misread(text: str) -> DateError:
    """The error for a text of no known shape, with the likeliest cure."""
    if len(text) > 40:
        return DateError(f'this is not a date: "{text[:39]}…"', mend=_EXAMPLES)
    for pattern, what, cure in _MISREADINGS:
        match = re.fullmatch(pattern, text, re.ASCII | re.DOTALL | re.IGNORECASE)
        if match is not None:
            return DateError(f'{what}: "{text}"' if text else what, mend=match.expand(cure))
    return DateError(f'this is not a date: "{text}"', mend=_EXAMPLES)


def _single(text: str, zone: tzinfo) -> When:
    day = _plain_day(text)
    if day is not None:
        civil = Civil(text[:4], text[5:7], text[8:], "", "", _UNMARKED, day, day)
        return When(text, *day_seconds(day, day, zone), "day", False, False, "date", civil)
    match = _DATE.fullmatch(text)
    if match is None:
        raise _misread(text)
    year_q, year, year_p, month_q, month, month_p, day_q, dd, day_p, clock, offset, end = (
        match.groups("")
    )
    # A qualifier before a part holds for that part, one after it for all to its left.
    after = month_p + day_p + end
    marks = (year_q + year_p + after, month_q + after, day_q + day_p + end)
    civil = Civil(year, month, dd, clock, offset, marks, *civil_span(year, month, dd))
    if not clock:
        earliest, latest = day_seconds(civil.first, civil.last, zone)
    elif "X" in text:
        raise DateError(f'a time needs a whole date: "{text}"', mend="Write 2019-12-31T10:00.")
    else:
        earliest, latest = clock_seconds(civil.first, clock, offset, zone)
    both = "%" in text
    uncertain, approximate = both or "?" in text, both or "~" in text
    return When(text, earliest, latest, _precision(civil), uncertain, approximate, "date", civil)


def _plain_day(text: str) -> date | None:
    """The day of a text such as 2019-12-31, which most dates of a dossier are; else None."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _precision(civil: Civil) -> Precision:
    """The finest unit that is wholly known."""
    if (unknown := civil.year.find("X")) >= 0:
        return "decade" if unknown == 3 else "century" if unknown == 2 else "millennium"
    if civil.month in SEASONS:
        return "season"
    if not civil.month or "X" in civil.month:
        return "year"
    if not civil.day or "X" in civil.day:
        return "month"
    if civil.clock:
        return "hour" if len(civil.clock) == 2 else "minute" if len(civil.clock) == 5 else "second"
    return "day"
