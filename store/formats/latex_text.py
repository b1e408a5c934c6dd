r"""Text out of LaTeX, as it stands in BibTeX: accents and signs made letters, braces taken away.

A command that is not known stays as it is written, for what it stands for is not known either.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_WORDS: Final = {
    "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "ss": "ß", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "P": "¶", "S": "§", "pounds": "£", "copyright": "©",
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
    "textasciicircum": "^", "textless": "<", "textgreater": ">", "textbar": "|",
    "textquotedbl": '"', "textasciigrave": "`", "textquotesingle": "'", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textendash": "–",
    "textemdash": "—", "textellipsis": "…", "ldots": "…", "dots": "…", "textdollar": "$",
    "texteuro": "€", "textdegree": "°", "textregistered": "®", "texttrademark": "™", "slash": "/",
    "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„", "newline": "\n",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "textunderscore": "_", "space": " ",
    "relax": "", "noopsort": "", "protect": "",
}  # fmt: skip
_PLAIN_SIGNS: Final = frozenset("&%$#_{}")
_BLANK_SIGNS: Final = {",": "\u202f", ";": " ", ":": " ", "!": "", "/": "", "-": "", " ": " "}
_FORMATTING: Final = frozenset((
    "emph", "enquote", "mbox", "mkbibemph", "mkbibquote", "text", "textbf", "textit", "textmd",
    "textnormal", "textrm", "textsc", "textsf", "textsl", "texttt", "textup", "underline",
    "uppercase", "url", "nolinkurl",
))  # fmt: skip
_TOKEN: Final = re.compile(
    r"""\\(?P<word>[A-Za-z]+)\*?(?P<blank>[ \t\n]*) | \\(?P<sign>.) | (?P<math>\$[^$]*\$)
    | (?P<run>---?|``|''|[{}~]) | (?P<plain>[^\\${}~`'-]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_RUNS: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "{": "", "}": "", "~": "\u00a0"}
_BASE: Final = re.compile(
    r"[ \t]*(?:\{\s*(\\[ij](?![A-Za-z])\s*(?:\{\})?|[^\\{}])\s*\}|(\\[ij])(?![A-Za-z])|([^\\{}\s]))"
)
_AFTER: Final = re.compile(r"\{\}|(?=\{)")
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_VERBATIM: Final = re.compile(r"\\([&%$#_{}~^])|\\(textunderscore|textasciitilde)(?:\{\})?")
_QUOTES: Final = frozenset({"enquote", "mkbibquote"})


def latex_text(source: str) -> str:
    """A value of BibTeX as text, white space kept apart by single blanks."""
    pieces: list[str] = []
    closing: list[str] = []
    at = 0
    while at < len(source):
        token = _TOKEN.match(source, at)
        assert token is not None
        at = token.end()
        if (run := token["run"]) is not None:
            if run == "{":
                closing.append("")
            pieces.append(closing.pop() if run == "}" and closing else _RUNS[run])
        elif (name := token["word"] or token["sign"]) is not None:
            at = _command(source, at, name, token["blank"] or "", pieces, closing)
        else:
            pieces.append(token[0])
    return _SPACE.sub(" ", "".join(pieces)).strip()


def _command(
    source: str, at: int, name: str, blank: str, pieces: list[str], closing: list[str]
) -> int:
    """Writes what a command stands for; gives where to go on."""
    if name in _ACCENTS and (base := _BASE.match(source, at)):
        letter = base[1] or base[2] or base[3]
        letter = letter[1] if letter.startswith("\\") else letter
        pieces.append(unicodedata.normalize("NFC", letter + _ACCENTS[name]))
        return base.end()
    if name in _PLAIN_SIGNS:
        pieces.append(name)
    elif name in _WORDS:
        pieces.append(_WORDS[name])
        if source.startswith("{}", at):
            return at + 2
    elif name in _FORMATTING and source.startswith("{", at):
        quoted = name in _QUOTES
        pieces.append("“" if quoted else "")
        closing.append("”" if quoted else "")
        return at + 1
    elif name in _BLANK_SIGNS:
        pieces.append(_BLANK_SIGNS[name])
    elif name == "\\":
        pieces.append("\n")
    else:
        pieces.append(f"\\{name}{blank}")
    return at


def verbatim_text(source: str) -> str:
    """An address or the like, in which only signs are escaped, if anything."""
    bare = source.strip()
    command = re.fullmatch(r"\\(?:url|nolinkurl|path)\s*\{(.*)\}", bare, re.DOTALL)
    bare = command[1] if command else bare
    names = {"textunderscore": "_", "textasciitilde": "~"}
    return _VERBATIM.sub(lambda sign: sign[1] or names[sign[2]], bare)
