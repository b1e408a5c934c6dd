"""One family of errors: what went wrong, where, and how to mend it.

Every error that a user can cause derives from `OnrecordError` and carries the exit status that the
command line ends with, so no caller has to guess.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final, Literal

from msgspec import Struct

Severity = Literal["error", "warning", "note"]

_REST_OF_TERM: Final = re.compile(r'(?:[^\s"]|"(?:[^"\\]|\\.)*(?:"|$))*\s*', re.DOTALL)
"""What may follow in a term of a filter: a blank ends it, unless quotation marks hold it."""


class OnrecordError(Exception):
    """Something that the user can mend.

    Args:
        what: What went wrong, one sentence without a full stop.
        where: The place: a path, a line and column, a record; empty when `what` says it.
        mend: What to do about it, one sentence; empty when it is plain.

    Attributes:
        exit_status: What the process ends with when nobody handles the error.
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, what: str, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f" {self.mend}" if self.mend else ""
        return f"{place}{self.what}.{cure}"


class UsageError(OnrecordError):
    """The command line, or a filter on it, cannot be understood."""

    exit_status = 2


class FilterError(UsageError):
    """A filter that cannot be read, with the place of the mistake.

    Args:
        what: What is wrong, e.g. ``no actor is called "quill"``.
        text: The whole filter as typed.
        start: Offset of the first wrong character, in code points.
        end: Offset after the last wrong character.
        mend: What was expected, or the nearest valid word.
        unfinished: True when the mistake is only that the term is not yet whole, as while typing.
    """

    def __init__(
        self,
        what: str,
        text: str,
        start: int,
        end: int,
        mend: str = "",
        *,
        unfinished: bool = False,
    ) -> None:
        super().__init__(what, "", mend)
        self.text = text
        self.start = start
        self.end = end
        self.unfinished = unfinished

    @property
    def in_last_term(self) -> bool:
        """Whether nothing but the rest of the same term stands behind the mistake."""
        return _REST_OF_TERM.fullmatch(self.text, self.end) is not None

    def pointed(self) -> str:
        """The filter with a caret line under the mistake, for a terminal."""
        width = max(1, self.end - self.start)
        return f"{self.text}\n{' ' * self.start}{'^' * width}"


class DossierError(OnrecordError):
    """A dossier that cannot be read or written at all."""

    exit_status = 3


class NothingToCopyError(OnrecordError):
    """A record has nothing of the kind that was asked for, such as a source on the web."""


class DateError(OnrecordError, ValueError):
    """A text that is no EDTF date."""

    exit_status = 2


class Problem(Struct, frozen=True):
    """One fault in a dossier that otherwise opens.

    Attributes:
        table: The table, e.g. ``events``; empty for the file as a whole.
        record: The record's id, or ``#`` and its TinyDB number when it has none.
        field: Path of the field inside the record, e.g. ``participants[2].actor``; may be empty.
        what: What is wrong, one sentence without a full stop.
        cure: How to mend it, one sentence.
        severity: ``error`` when something is left out or broken, ``warning`` when it may be wrong,
            ``note`` when somebody may want to know.
        rule: The name of the check that found it; empty for what every opening finds.
    """

    table: str
    record: str
    field: str
    what: str
    cure: str
    severity: Severity = "error"
    rule: str = ""

    @property
    def place(self) -> str:
        """Where it is, e.g. ``events · airstrikes · participants[2].actor``."""
        return " · ".join(part for part in (self.table, self.record, self.field) if part)
