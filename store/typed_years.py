"""One or two typed dates, each with what only the other of them says: a day's month, a year."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from store import dates
from store.civil import DAY
from store.dates import UnfinishedDate
from store.errors import DateError
from store.typed_moments import Moment, YearMissing, kinds_of, moment, with_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.typed_numbers import Word

    Pair = tuple[Moment | None, Moment | None]

_LONGEST = 366 * DAY
"""What a span lasts at most whose ends share a typed year."""


def moments(parts: list[list[Word]], years: range | None) -> list[Moment]:
    """Reads one date, or the two ends of a span.

    Args:
        parts: The words of each.
        years: Where a year is taken from that neither end has, if no other would do.

    Raises:
        UnfinishedDate: The last is the beginning of a date, or lacks its year.
        DateError: One is no date.
    """
    if len(parts) == 1:
        read = _read(parts[0])
        return [read] if read else _only(_single(parts[0], years), years)
    start, end = _lent(*parts)
    half: UnfinishedDate | None = None
    first = None
    try:
        first = _read(start)
    except UnfinishedDate as error:
        half = error
    last = _read(end)
    if half is not None:
        # An end that is not whole may still lend what is missing.
        kind = DateError if last else UnfinishedDate
        raise kind(half.what, mend=half.mend)
    if first and last:
        return [first, last]
    if last:
        return _started(start, end, last)
    if first and (year := _own_year(start)):
        later = ((first, _in_year(end, other)) for other in (year, year + 1))
        return _only(islice(_sound(later), 1), None)
    return _only(_pairs(start, end, years), years)


def _read(words: list[Word]) -> Moment | None:
    """A date; None where it only lacks its year."""
    try:
        return moment(words)
    except YearMissing:
        return None


def _lent(start: list[Word], end: list[Word]) -> tuple[list[Word], list[Word]]:
    """Two dates, each with the month or day that only the other says."""
    kinds = kinds_of(start), kinds_of(end)
    if kinds[0] == "D" and kinds[1] in {"DM", "DMY"}:
        return [*start, *end[1:]], end
    if kinds[0] == "MD" and kinds[1] in {"D", "DD", "DY"}:
        return start, [end[0], start[0], *end[1:]]
    if kinds[0].endswith("C") and kinds[1] == "C":
        return start, [*start[:-1], *end]
    return start, end


def _started(start: list[Word], end: list[Word], last: Moment) -> list[Moment]:
    """A span whose end alone has a year, which its beginning has too, or the one before."""
    year = _own_year(end)
    if year is None:
        raise DateError("a year is missing before the end", mend="Write 29 dec 2019 to 2 jan 2020.")
    earlier = ((_in_year(start, other), last) for other in (year, year - 1))
    for pair in _sound(earlier):
        return pair
    return [moment(with_year(start, year)), last]


def _own_year(words: list[Word]) -> int | None:
    """The year that a date has beside a month, a week or a season."""
    if len(words) > 1:
        return next((word.value for word in words if word.kind == "Y"), None)
    digits, hyphen, _ = words[0].text.partition("-")
    return int(digits) if hyphen and words[0].kind == "I" else None


def _in_year(words: list[Word], year: int) -> Moment | None:
    """A date in a year; None where that year has none such."""
    try:
        return moment(with_year(words, year)) if 1 <= year <= 9999 else None
    except DateError:
        return None


def _sound(pairs: Iterable[Pair]) -> Iterator[list[Moment]]:
    """The spans that end after they begin, and within a year."""
    for first, last in pairs:
        if first and last:
            begin, end = dates.window(first.first), dates.window(last.last)
            if begin.earliest <= end.latest < begin.earliest + _LONGEST:
                yield [first, last]


def _single(words: list[Word], years: range | None) -> Iterator[list[Moment]]:
    for year in years or ():
        if date := _in_year(words, year):
            yield [date]


def _pairs(start: list[Word], end: list[Word], years: range | None) -> Iterator[list[Moment]]:
    """The spans within the years of a dossier, one for each year in which one can begin."""
    for year in years or ():
        first = _in_year(start, year)
        ends = (_in_year(end, other) for other in (year, year + 1) if other in (years or ()))
        yield from islice(_sound((first, last) for last in ends), 1)


def _only(found: Iterator[list[Moment]], years: range | None) -> list[Moment]:
    """The only way to complete a date; where there are none or several, its year is missing."""
    ways = list(islice(found, 2))
    if len(ways) == 1:
        return ways[0]
    cure = "Write it behind, as in 29 dec 2019."
    if years:
        cure += f" The dossier runs from {years[0]} to {years[-1]}."
    raise YearMissing("a year is expected", mend=cure)
