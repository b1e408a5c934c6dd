"""The command that reproduces a view, quoted for the shell.

What is written here the command line reads back as the same dossier and the same filter, in any
folder that the dossier's path holds in. The quoting is for sh, bash, zsh and fish alike.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from store.errors import UsageError
from store.filters import FIELDS, Filter, Term

_PLAIN: Final = re.compile(r"[A-Za-z0-9_+:,./@-]+")
"""Words that no shell takes for anything else; zsh would look up one that begins with "="."""

_OPTIONS: Final = frozenset({"-h", "-o"})
"""Negated terms that the command line takes for options."""

_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")


def command(program: str, dossier: Path | None, wanted: Filter, table: str = "") -> str:
    """The command that opens a view, or prints it.

    Args:
        program: The program's name.
        dossier: The dossier's path as the command shall name it; None for the bundled one.
        wanted: The filter.
        table: The table to print, such as ``quotes``; empty for the explorer.

    Raises:
        UsageError: The filter has a character that no command can carry.
    """
    words = arguments(dossier, wanted, table)
    return " ".join(map(quoted, (program, *words)))


def arguments(dossier: Path | None, wanted: Filter, table: str = "") -> list[str]:
    """The words behind the program's name, each as the program receives it.

    Args:
        dossier: The dossier's path; None for the bundled one.
        wanted: The filter.
        table: The table to print; empty for the explorer.

    Raises:
        UsageError: The filter has a character that no command can carry.
    """
    words = [_word(term) for term in wanted.terms]
    if any("\x00" in word or _HALF_PAIR.search(word) for word in words):
        what = "the filter has a character that no command can carry"
        raise UsageError(what, str(wanted), "Save the view instead.")
    if dossier is not None:
        words.insert(0, _path(dossier))
    elif words and not _surely_a_term(words[0]):
        marked = _in_marks(wanted.terms[0])
        # An empty word is no path, and adds nothing to a filter.
        words[:1] = [marked] if _surely_a_term(marked) else ["", words[0]]
    return [table, *words] if table else words


def quoted(word: str) -> str:
    """A word for the shell.

    Backslashes stand in double quotation marks: fish reads them inside single ones.
    """
    if _PLAIN.fullmatch(word):
        return word
    parts = re.split(r"(['\\]+)", word)
    return "".join(_quoted_part(part) for part in parts if part) or "''"


def _quoted_part(part: str) -> str:
    if part[0] in "'\\":
        doubled = part.replace("\\", "\\\\")
        return f'"{doubled}"'
    return f"'{part}'"


def _word(term: Term) -> str:
    """A term as one word that is no option, and not the name of a saved view."""
    word = str(term)
    return _in_marks(term) if word in _OPTIONS or word.startswith(("@", "-@")) else word


def _in_marks(term: Term) -> str:
    """A term of words with each of them in quotation marks, which changes nothing but its looks."""
    escaped = (value.replace("\\", "\\\\").replace('"', '\\"') for value in term.values)
    values = "|".join(f'"{value}"' for value in escaped)
    return f"{'-' if term.negated else ''}{values}"


def _surely_a_term(word: str) -> bool:
    """Whether the command line takes a first word for a term, whatever files there are."""
    if word.startswith("-") or _field(word) in FIELDS:
        return True
    separators = filter(None, (os.sep, os.altsep))
    return word.startswith('"') and word.endswith('"') and not _any_in(separators, word)


def _path(dossier: Path) -> str:
    """A path that is taken for one, though it may look like a command, an option or a term."""
    path = str(dossier)
    held = _any_in(filter(None, (os.sep, os.altsep)), path) or path.endswith(".json")
    risky = path.startswith(("-", "@")) or _field(path) in FIELDS
    return path if held and not risky else os.path.join(os.curdir, path)  # noqa: PTH118


def _field(word: str) -> str:
    """The field with which a word begins; empty for none."""
    name, colon, _ = word.partition(":")
    return name.lower() if colon else ""


def _any_in(parts: Iterable[str], text: str) -> bool:
    return any(part in text for part in parts)
