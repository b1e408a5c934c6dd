"""Dates in words, in the form that a house has chosen.

`store.date_words` says every date in English, long form. Only days, months and years that stand
together are written anew here, so that "around", "or later" and all other words stay.
"""

from __future__ import annotations

import re
from typing import Final

from store import date_words
from store.date_names import MONTHS
from store.dates import When

_AP_MONTHS: Final = (
    *("Jan.", "Feb.", "March", "April", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
"""Months before a day as the Associated Press has them: five are never shortened."""

_DATE: Final = re.compile(
    rf"""(?:(?<![\d:–])(?<!AD[ ])(?P<days>(?:\d{{1,2}}(?:,[ ]|[ ](?:or|and|to)[ ]))*\d{{1,2}})[ ])?
    \b(?P<month>{"|".join(MONTHS)})\b
    (?:[ ](?P<year>\d{{4}}|AD[ ]\d{{1,3}})\b)?(?P<of>[ ]of[ ])?""",
    re.VERBOSE,
)
_SPANS: Final = re.compile(r"\d+")


def words(when: When, form: str) -> str:
    """The date in full.

    Args:
        when: The date.
        form: ``long`` (2 January 2020), ``us`` (Jan. 2, 2020) or ``iso`` (2020-01-02).
    """
    return _rewritten(date_words.words(when), form)


def phrase(when: When, form: str) -> str:
    """The date as it stands after a verb; `form` as for `words`."""
    return _rewritten(date_words.phrase(when), form)


def _rewritten(text: str, form: str) -> str:
    if form == "us":
        return _DATE.sub(_us, text)
    return _iso(text) if form == "iso" else text


def _us(found: re.Match[str]) -> str:
    days, year = found["days"], found["year"]
    if days is None:
        return found[0]
    month = _AP_MONTHS[MONTHS.index(found["month"])]
    return f"{month} {days}{f', {year}' if year else ''}{found['of'] or ''}"


def _iso(text: str) -> str:
    """Dates as numbers; one without a year has that of the date behind it, which says it for both.

    A date of no known year keeps its words.
    """
    year = ""
    for found in reversed(list(_DATE.finditer(text))):
        year = "" if found["of"] else found["year"] or year
        if not year:
            continue
        month = f"{year.removeprefix('AD ').zfill(4)}-{MONTHS.index(found['month']) + 1:02}"
        numbers = _dated(found["days"], month) if found["days"] else month
        text = f"{text[: found.start()]}{numbers}{text[found.end() :]}"
    return text


def _dated(days: str, month: str) -> str:
    return _SPANS.sub(lambda day: f"{month}-{day[0].zfill(2)}", days)
