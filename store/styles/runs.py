"""A formatted line: stretches of text, upright or italic, and how each output writes them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct

_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#|~&])")
_LINE_START: Final = re.compile(r"^([^\S\n]*)(\d+(?=[.)])|(?=[-+=:]))", re.MULTILINE)
_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "[": "{[}",
        "]": "{]}",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    }
)


class Run(Struct, frozen=True):
    """A stretch of a line, all upright or all italic."""

    text: str
    italic: bool = False


def as_text(runs: Iterable[Run]) -> str:
    """The line without its italics."""
    return "".join(run.text for run in runs)


def as_html(runs: Iterable[Run]) -> str:
    """The line as HTML for the inside of an element or attribute: escaped, italics as ``<i>``."""
    return _written(runs, html.escape, "<i>", "</i>")


def as_markdown(runs: Iterable[Run]) -> str:
    """The line as CommonMark that shows letter for letter; italics between asterisks.

    What only has a meaning where a line begins is escaped there alone.
    """
    return _LINE_START.sub(
        r"\1\2\\", _written(runs, lambda text: _MARKDOWN.sub(r"\\\1", text), "*", "*")
    )


def as_latex(runs: Iterable[Run]) -> str:
    r"""The line as LaTeX for a UTF-8 document: all special signs escaped, italics as ``\emph``."""
    return _written(runs, lambda text: text.translate(_LATEX), r"\emph{", "}")


def _written(runs: Iterable[Run], escape: Callable[[str], str], on: str, off: str) -> str:
    """The line in a markup; blanks at the edges of italics stay outside, as Markdown needs it."""
    parts = []
    for run in runs:
        if not run.italic or not run.text.strip():
            parts.append(escape(run.text))
            continue
        bare = run.text.strip()
        before, after = run.text.split(bare, 1)
        parts.append(f"{escape(before)}{on}{escape(bare)}{off}{escape(after)}")
    return "".join(parts)
