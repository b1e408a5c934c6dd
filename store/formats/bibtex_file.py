"""BibTeX and BibLaTeX files taken apart: entries, their fields as written, and people's names.

The grammar is that of BibTeX's own reader (bibtex.web, "Reading the database file"): braces balance
whether a backslash stands before them or not, macros join values by ``#``, and what stands outside
of entries is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

_ENTRY: Final = re.compile(r"@\s*([A-Za-z][\w-]*)\s*([{(])")
_KEY: Final = re.compile(r"\s*([^\s,{}()\"=#%]*)\s*(?=[,})])")
_FIELD: Final = re.compile(r"\s*([^\s,{}()\"=#%]+)\s*=\s*")
_BARE: Final = re.compile(r"[^\s,{}()\"=#%]+")
_BLANKS: Final = re.compile(r"\s*")
_NEXT: Final = re.compile(r"^[ \t]*@\s*[A-Za-z][\w-]*\s*[{(]", re.MULTILINE)
_BRACE: Final = re.compile(r"[{}]")
_BRACE_OR_QUOTE: Final = re.compile(r'[{}"]')

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class Entry(Struct, frozen=True):
    """An entry: its type in small letters, its key, its fields as written, its line."""

    kind: str
    key: str
    fields: dict[str, str]
    line: int


class Fault(Struct, frozen=True):
    """An entry that cannot be read: its line, and what is wrong."""

    line: int
    what: str


class _BrokenError(Exception):
    """An entry cannot be read on."""


def entries(text: str) -> Iterator[Entry | Fault]:
    """The entries of a file in their order, macros put in; what they inherit is left to them."""
    macros = {name[:3].lower(): name for name in MONTHS}
    at = counted = limit = 0
    line = 1
    while (found := _ENTRY.search(text, at)) is not None:
        line += text.count("\n", counted, found.start())
        counted = found.start()
        if limit < found.end():
            # An entry that never closes ends where a line begins another.
            following = _NEXT.search(text, found.end())
            limit = following.start() if following else len(text)
        kind = found[1].lower()
        try:
            made, at = _entry(
                text, found.end(), limit, kind, "}" if found[2] == "{" else ")", macros
            )
        except _BrokenError as error:
            yield Fault(line, str(error))
            at = limit
            continue
        if made is not None:
            key, fields = made
            yield Entry(kind, key, fields, line)


Read = tuple[tuple[str, dict[str, str]] | None, int]


def _entry(text: str, at: int, limit: int, kind: str, close: str, macros: dict[str, str]) -> Read:
    """The key and fields of an entry, None for what is no entry of its own; and where it ends."""
    if kind == "comment":
        return None, _closed(text, at, limit) if close == "}" else at
    if kind == "preamble":
        return None, _value(text, at, limit, macros)[1]
    if kind == "string":
        named, at = _fields(text, at, limit, close, macros)
        macros.update(named)
        return None, at
    found = _KEY.match(text, at, limit)
    if found is None:
        raise _BrokenError("an entry needs a key and a comma behind it")
    fields, at = _fields(text, found.end(), limit, close, macros)
    return (found[1], fields), at


def _fields(
    text: str, at: int, limit: int, close: str, macros: dict[str, str]
) -> tuple[dict[str, str], int]:
    """The fields up to the end of an entry, and where it ends; the first of a name holds."""
    fields: dict[str, str] = {}
    while True:
        at = _skip(text, at, limit)
        while text.startswith(",", at) and at < limit:
            at = _skip(text, at + 1, limit)
        if text.startswith(close, at) and at < limit:
            return fields, at + 1
        found = _FIELD.match(text, at, limit)
        if found is None:
            raise _BrokenError(_expected(text, at, limit, "a field and an equals sign"))
        value, at = _value(text, found.end(), limit, macros)
        fields.setdefault(found[1].lower(), value)
        at = _skip(text, at, limit)
        if not text.startswith((",", close), at) or at >= limit:
            raise _BrokenError(_expected(text, at, limit, "a comma"))


def _value(text: str, at: int, limit: int, macros: dict[str, str]) -> tuple[str, int]:
    """A value and where it ends: texts in braces or quotation marks, numbers and macros."""
    pieces = []
    while True:
        at = _skip(text, at, limit)
        if text.startswith("{", at) and at < limit:
            end = _closed(text, at + 1, limit)
            pieces.append(text[at + 1 : end - 1])
        elif text.startswith('"', at) and at < limit:
            end = _quoted(text, at + 1, limit)
            pieces.append(text[at + 1 : end - 1])
        elif (bare := _BARE.match(text, at, limit)) is not None:
            end = bare.end()
            pieces.append(macros.get(bare[0].lower(), bare[0]))
        else:
            raise _BrokenError(_expected(text, at, limit, "a value"))
        at = _skip(text, end, limit)
        if not text.startswith("#", at) or at >= limit:
            return "".join(pieces), at
        at += 1


def _skip(text: str, at: int, limit: int) -> int:
    blank = _BLANKS.match(text, at, limit)
    return blank.end() if blank else at


def _closed(text: str, at: int, limit: int) -> int:
    """Where the brace that was opened before is closed, and behind it."""
    depth = 1
    for brace in _BRACE.finditer(text, at, limit):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    raise _BrokenError("a brace is never closed")


def _quoted(text: str, at: int, limit: int) -> int:
    depth = 0
    for sign in _BRACE_OR_QUOTE.finditer(text, at, limit):
        if sign[0] == '"' and not depth:
            return sign.end()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth < 0:
            break
    raise _BrokenError("a quotation mark is never closed")


def _expected(text: str, at: int, limit: int, what: str) -> str:
    near = " ".join(text[at : min(at + 24, limit)].split())
    return f"{what} is expected before “{near}”" if near else f"it ends where {what} is expected"


class Person(Struct, frozen=True):
    """A name in BibTeX's parts, as written; `whole` for one that stands in braces."""

    first: str = ""
    von: str = ""
    last: str = ""
    jr: str = ""
    whole: str = ""


def people(value: str) -> list[Person]:
    """The names in a field, joined by ``and``."""
    words: list[list[str]] = [[]]
    for word in _split(value, blank=True):
        if word.lower() == "and":
            words.append([])
        else:
            words[-1].append(word)
    return [_person(" ".join(name)) for name in words if name]


def _split(value: str, *, blank: bool) -> list[str]:
    """A value taken apart outside of braces, at white space or at commas."""
    parts: list[str] = []
    piece: list[str] = []
    depth = 0
    for run in re.findall(r"\\.|[{}]|[\s~]+|,|[^\\{}\s~,]+|\\", value, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(run, 0)
        depth = max(depth, 0)
        divides = run.strip(" \t\r\n~") == "" if blank else run == ","
        if divides and not depth:
            parts.append("".join(piece).strip())
            piece = []
        else:
            piece.append(run)
    parts.append("".join(piece).strip())
    return [part for part in parts if part] if blank else parts


def _person(name: str) -> Person:
    if _in_braces(name):
        return Person(whole=name[1:-1])
    named = dict(re.findall(r"(family|given|prefix|suffix)\s*=\s*([^,]+)", name))
    if "family" in named:  # the extended format of biblatex
        return Person(
            *(named.get(part, "").strip() for part in ("given", "prefix", "family", "suffix"))
        )
    parts = _split(name, blank=False)
    if len(parts) == 1:
        return _western(_split(name, blank=True))
    von, last = _von_last(_split(parts[0], blank=True))
    if len(parts) == 2:
        return Person(parts[1], von, last)
    return Person(", ".join(filter(None, parts[2:])), von, last, parts[1])


def _western(words: list[str]) -> Person:
    """``First von Last``: the particle begins at the first word of small letters."""
    small = [number for number, word in enumerate(words[:-1]) if _small(word)]
    if not small:
        return Person(" ".join(words[:-1]), "", words[-1] if words else "")
    von, last = _von_last(words[small[0] :])
    return Person(" ".join(words[: small[0]]), von, last)


def _von_last(words: list[str]) -> tuple[str, str]:
    small = [number for number, word in enumerate(words[:-1]) if _small(word)]
    cut = small[-1] + 1 if small else 0
    return " ".join(words[:cut]), " ".join(words[cut:])


def _small(word: str) -> bool:
    """Whether a word begins with a small letter outside of braces, but for an accented one."""
    bare = re.sub(r"^\{\\[^A-Za-z]?\{?|^\\[^A-Za-z]\{?", "", word)
    return (bare[:1].islower() and not word.startswith("{")) or (
        word.startswith("{\\") and bare[:1].islower()
    )


def _in_braces(name: str) -> bool:
    """Whether one pair of braces holds all of a name, but for an accent's."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for brace in _BRACE.finditer(name):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end() == len(name)
    return False
