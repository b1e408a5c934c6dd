"""Names as references write them: in order or turned round, in full or with initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from store.styles.csl import Name
from store.styles.pieces import Line, Piece, words

_LONE: Final = re.compile(r"(?<!\S)([A-Z])(?!\S)")
"""An initial that lacks its stop."""


class Naming(Struct, frozen=True):
    """How a style writes a list of names.

    Attributes:
        inverted: How many of the first names are turned round; -1 for all.
        initials: What stands behind each initial, e.g. ". "; empty for given names in full.
        last: What joins the last name of two.
        last_of_many: What joins the last name of three or more.
        most: The greatest number of names that are all given.
        first: How many stand before "et al." when there are more.
        et_al: The words for the others, with what stands before them.
        et_al_italic: Whether "et al." is italic.
        ellipsis: Whether the last name is given after an ellipsis in place of "et al.".
    """

    inverted: int = 0
    initials: str = ""
    last: str = " and "
    last_of_many: str = ", and "
    most: int = 2
    first: int = 1
    et_al: str = " et al."
    et_al_italic: bool = False
    ellipsis: bool = False


def listed(names: Sequence[Name], naming: Naming) -> Line:
    """A list of names; nothing for no names."""
    if not names:
        return ()
    written = [_name(name, naming, place) for place, name in enumerate(names)]
    if len(written) > naming.most:
        head = ", ".join(written[: naming.first])
        if naming.ellipsis:
            return words(f"{head}, … {written[-1]}")
        blank = naming.et_al[: -len(naming.et_al.lstrip(", "))]
        others = Piece(naming.et_al.lstrip(", "), naming.et_al_italic)
        return (Piece(head + blank), others)
    *head_names, last = written
    if not head_names:
        return words(last)
    link = naming.last if len(written) == 2 else naming.last_of_many
    return words(f"{', '.join(head_names)}{link}{last}")


def _name(name: Name, naming: Naming, place: int) -> str:
    if name.literal:
        return name.literal
    given, dropping = _without_particle(name)
    given = initials(given, naming.initials) if naming.initials else _LONE.sub(r"\1.", given)
    family = _spaced(name.particle, name.family)
    if 0 <= naming.inverted <= place:
        end = f", {name.suffix}" if name.comma_suffix else f" {name.suffix}"
        return _spaced(given, dropping, family) + (end if name.suffix else "")
    return ", ".join(part for part in (family, _spaced(given, dropping), name.suffix) if part)


def _without_particle(name: Name) -> tuple[str, str]:
    """The given name and the dropping particle, which may stand at its end in small letters."""
    if name.dropping or not name.given:
        return name.given, name.dropping
    tail = name.given.split()
    small: list[str] = []  # from the last to the first
    while len(tail) > 1 and tail[-1].islower():
        small.append(tail.pop())
    return " ".join(tail), " ".join(reversed(small))


def _spaced(*parts: str) -> str:
    """Parts of a name with blanks between; none behind an apostrophe, as in "d'Arcy"."""
    line = ""
    for part in parts:
        if part:
            line += part if not line or line[-1] in "'’" else f" {part}"
    return line


def initials(given: str, mark: str) -> str:
    """Given names as initials: ``Jean-Paul M.`` gives ``J.-P. M.``; small words stay words.

    Args:
        given: The given names.
        mark: What stands behind an initial: ``". "`` (APA) or ``"."`` (Harvard).
    """
    out: list[str] = []
    for word in given.replace(".", ". ").split():
        if word[0].islower() and not word.endswith("."):
            out.append(f" {word} ")
            continue
        parts = [part for part in word.split("-") if part]
        letters = [part[0] for part in parts if not part[0].islower()] or [p[0] for p in parts[:1]]
        short = ".-".join(letters)
        out.append(f"{short}{mark}" if short else "")
    return " ".join("".join(out).split())
