"""The filter as a value, and its text form.

A filter is a row of terms, all of which must hold. Its text is what a user types into the bar or
on the command line: ``actor:esper -kind:paraphrase date:2019-12-29..2020-01-02 "green zone"``.
Reading a text and writing it again gives a text that reads the same. Whether a name or a role
exists is not known here: `store.terms` holds a filter against a dossier.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterable
from typing import Final, get_args

from msgspec import Struct

from store import dates
from store.errors import DateError, FilterError
from store.model import QuoteKind, Status

FIELDS: Final[dict[str, str]] = {
    "actor": "takes part, speaks, passes on, or is spoken of or to",
    "speaker": "says it or passes it on",
    "about": "is spoken of or to",
    "role": "the part taken in an event",
    "date": "possible: the date may touch this span; none: undated",
    "within": "certain: the date lies wholly inside this span",
    "kind": "verbatim, mixed or paraphrase",
    "type": "the type of the event",
    "status": "reported, disputed or confirmed",
    "place": "where it happened",
    "source": "the source cited",
    "tag": "a tag of the record, or of your own",
    "note": "in your note on it",
    "is": "marked, tagged or noted by you",
    "event": "this event, by id",
    "id": "this record, by id",
}
"""The fields of a term, each with what it asks, in the order in which they are offered."""

NONE: Final = "none"
"""The value of ``date:`` that means undated."""

CLOSED_VALUES: Final[dict[str, tuple[str, ...]]] = {
    "kind": get_args(QuoteKind),
    "status": get_args(Status),
    "is": ("marked", "tagged", "noted"),
}
"""Fields whose values are fixed."""

_CALLED: Final = {"is": "state of a record"}
"""What a value of a field is, where the field's name does not say it."""

_TERM: Final = re.compile(
    r"\s*(?P<term>(?P<minus>-?)(?:(?P<field>[A-Za-z]+):)?(?P<value>.*))", re.DOTALL
)
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)(")?', re.DOTALL)
_BARE: Final = re.compile(r'[^\s|"]+')
_NEEDS_QUOTES: Final = re.compile(r'[\s|"\\]|^-|^[A-Za-z]+:|^$')


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """One condition.

    Attributes:
        field: A key of `FIELDS`, or empty for words.
        values: What is asked for; any one of them will do.
        negated: Whether the term strikes out what it matches.
        places: For each value where it stood (start, end) in the text it was read from.
    """

    field: str
    values: tuple[str, ...]
    negated: bool = False
    places: tuple[tuple[int, int], ...] = dataclasses.field(default=(), compare=False)

    def __str__(self) -> str:
        values = "|".join(_written(value, bare_word=not self.field) for value in self.values)
        return f"{'-' if self.negated else ''}{self.field and self.field + ':'}{values}"


def _written(value: str, *, bare_word: bool) -> str:
    risky = _NEEDS_QUOTES.search(value) if bare_word else re.search(r'[\s|"\\]|^$', value)
    if not risky:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class Filter(Struct, frozen=True):
    """Which records are in view: every term must hold. The empty filter lets everything through."""

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def plus(self, term: Term) -> Filter:
        """This filter with one more term; itself when it has that term already."""
        return self if term in self.terms else Filter((*self.terms, term))

    def minus(self, term: Term) -> Filter:
        """This filter without a term."""
        return Filter(tuple(other for other in self.terms if other != term))

    def words(self) -> tuple[str, ...]:
        """The words and phrases that are asked for, as typed."""
        return tuple(
            value
            for term in self.terms
            if not term.field and not term.negated
            for value in term.values
        )


EVERYTHING: Final = Filter()
"""The filter that lets everything through."""


def parse(text: str) -> Filter:
    """Reads a filter.

    Raises:
        FilterError: The text cannot be read; the error has the place.
    """
    terms, error = _read(text)
    if error is not None:
        raise error
    return Filter(terms)


def parse_typing(text: str) -> tuple[Filter, FilterError | None]:
    """Reads a filter that is still being typed.

    Returns:
        The filter, and None; or, when only the last term is wrong, the filter without it and what
        is wrong with it.

    Raises:
        FilterError: A term before the last cannot be read.
    """
    terms, error = _read(text)
    if error is not None and not error.in_last_term:
        raise error
    return Filter(terms), error


def _read(text: str) -> tuple[tuple[Term, ...], FilterError | None]:
    """The terms up to the first that cannot be read, and what is wrong with that one."""
    terms: list[Term] = []
    at = 0
    while text[at:].strip():
        try:
            term, at = _read_term(text, at)
        except FilterError as error:
            return tuple(terms), error
        terms.append(term)
    return tuple(terms), None


def _read_term(text: str, at: int) -> tuple[Term, int]:
    match = _TERM.match(text, at)
    assert match is not None
    start = match.start("term")
    name = (match["field"] or "").lower()
    if name and name not in FIELDS:
        raise _unknown_field(name, text, match.start("field"), match.end("field"))
    values, end = _read_values(text, match.start("value"), start)
    if not values:
        waits = f"{name}: waits for a value" if name else "a term is missing after “-”"
        raise FilterError(waits, text, start, max(end, start + 1), unfinished=True)
    places = tuple((begin, stop) for _, begin, stop in values)
    term = Term(name, tuple(value for value, _, _ in values), bool(match["minus"]), places)
    for value, begin, stop in values:
        _check_value(name, value, text, begin, stop)
    return term, end


def _read_values(text: str, at: int, term: int) -> tuple[list[tuple[str, int, int]], int]:
    """The values of one term with their places, and the offset after the term."""
    values: list[tuple[str, int, int]] = []
    while True:
        begin = at
        if (quoted := _QUOTED.match(text, at)) is not None:
            at = quoted.end()
            if quoted[2] is None:
                raise FilterError(
                    "a quotation mark is not closed", text, begin, at, 'Add " at the end.',
                    unfinished=True,
                )  # fmt: skip
            value = re.sub(r"\\(.)", r"\1", quoted[1], flags=re.DOTALL)
        elif (bare := _BARE.match(text, at)) is not None:
            at, value = bare.end(), bare[0]
        else:
            value = ""
        if value.strip():
            values.append((value, begin, at))
        elif begin != at or values or text[at : at + 1] == "|":
            # Where nothing stands, the bar beside it is the place.
            start = begin if text[begin : begin + 1] in {"|", '"'} else begin - 1
            raise FilterError(
                "a value is missing here", text, start, max(at, start + 1), unfinished=True
            )
        if text[at : at + 1] == "|":
            at += 1
        elif at < len(text) and not text[at].isspace():
            raise FilterError(
                "a blank is missing here", text, at, at + 1, 'Quote a value whole: "like this".'
            )
        else:
            return values, max(at, term)


def _check_value(name: str, value: str, text: str, begin: int, end: int) -> None:
    if name in CLOSED_VALUES and value.lower() not in CLOSED_VALUES[name]:
        what = f"no {_CALLED.get(name, name)}"
        raise unknown_value(what, value, CLOSED_VALUES[name], text, begin, end)
    if name not in {"date", "within"} or (name == "date" and value.lower() == NONE):
        return
    try:
        dates.window(value)
    except dates.UnfinishedDate as error:
        raise FilterError(error.what, text, begin, end, error.mend, unfinished=True) from error
    except DateError as error:
        raise FilterError(error.what, text, begin, end, error.mend) from error


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that is most like another, if any is like it at all."""
    lowered = {other.lower(): other for other in words}
    close = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    begun = [other for other in lowered if other.startswith(word.lower())]
    return lowered[(begun or close)[0]] if begun or close else None


def _unknown_field(name: str, text: str, start: int, end: int) -> FilterError:
    guess = nearest(name, FIELDS)
    mend = f"Did you mean {guess}:?" if guess else f"The fields are {', '.join(FIELDS)}."
    return FilterError(f"“{name}:” is no field", text, start, end, mend)


def unknown_value(
    what: str, value: str, known: Iterable[str], text: str, start: int, end: int
) -> FilterError:
    """The error for a value that does not exist, with the nearest one that does.

    Args:
        what: What the value should have been, with its negation: "no actor", "no role".
        value: The value as typed.
        known: The values that exist.
        text: The whole filter.
        start: Where the value begins.
        end: Where it ends.
    """
    known = list(known)
    guess = nearest(value, known)
    if guess is not None:
        mend = f"Did you mean {_written(guess, bare_word=False)}?"
    elif known:
        mend = f"Try {', '.join(sorted(known)[:6])}."
    else:
        mend = "This dossier has none."
    unfinished = any(other.lower().startswith(value.lower()) for other in known)
    return FilterError(f"{what} is called “{value}”", text, start, end, mend, unfinished=unfinished)
