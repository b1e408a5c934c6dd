"""Words made letters and nothing else for the formats that have signs of their own."""

from __future__ import annotations

import html as _html
import re
from typing import Final

_CONTROLS: Final = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: "␡",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_BREAKS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "`": r"\textasciigrave{}",
        "[": "{[}",
        "]": "{]}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_LIGATURE: Final = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")

_WIKI: Final = re.compile(
    r"[\[\]{}|<>&~]|''+|__+|(?m:^[*#:;=\- ])|(?<=mailto):|:(?=//)|(?:(?<=ISBN)|(?<=RFC)|(?<=PMID)) "
)
"""What MediaWiki may read as markup, wherever the text comes to stand."""

_SPACE: Final = re.compile(r"[ \t\n]+")
"""Blanks that a line may lose; narrow ones that belong to marks are none of these."""


def visible(text: str) -> str:
    """A text without control characters and half surrogate pairs, which no format can hold.

    Line ends of every kind become line feeds; controls their pictures (U+2400 and on).
    """
    return _BREAKS.sub("\n", text).translate(_CONTROLS)


def line(text: str) -> str:
    """A text on one line, fit for any format."""
    return _SPACE.sub(" ", visible(text)).strip()


def html(text: str) -> str:
    """A text for an element or an attribute in quotation marks."""
    return _html.escape(visible(text))


def latex(text: str) -> str:
    r"""A text for LaTeX with UTF-8 and a font encoding other than OT1.

    Besides the special signs, signs that a font would join are kept apart, as ``--`` and ``''``.
    """
    return _LIGATURE.sub("{}", visible(text).translate(_LATEX))


def wiki(text: str) -> str:
    """A text for a wiki page, in a template or out of it; line ends become breaks."""
    escaped = _WIKI.sub(lambda sign: "".join(f"&#{ord(c)};" for c in sign[0]), visible(text))
    return escaped.replace("\n", "<br />")
