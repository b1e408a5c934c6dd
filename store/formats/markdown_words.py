"""Markdown within a line: its plain words, its links, and the footnotes that it points to.

The signs are those of CommonMark; what a sign does not do stays as it is written.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from msgspec import Struct

from store.cite import NO_SOURCE
from store.formats.html_text import Anchor, Quotation, speaker_as_printed, without_marks

_SIGNS: Final = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    |`(?P<code>[^`]+)`
    |\[\^(?P<note>[^\]\s]{1,60})\](?:[ ]\((?P<locator>[^()]{1,80})\))?
    |(?P<image>!?)\[(?P<label>[^\[\]]{0,2000})\]
      \((?P<url>[^()\s]{0,2000}(?:\([^()\s]*\)[^()\s]{0,2000})?)(?:\s+"[^"]{0,300}")?\)
    |<(?P<auto>https?://[^<>\s]{1,2000})>
    |(?P<bare>https?://[^\s<>"\])]{1,2000})
    |(?P<tag></?[A-Za-z][^<>]{0,2000}>)
    |(?P<emphasis>\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,!?”’)])_{1,3}(?!\w)|~~)
    """,
    re.VERBOSE,
)
_BLANKS: Final = re.compile(r"[ \t]{2,}")
_BEFORE_SIGN: Final = re.compile(r" (?=[.,;:!?)]|$)", re.MULTILINE)
_CREDIT: Final = re.compile(r"(?:^|\s)[-–—―]{1,2}\s*(?=\S)")
_CLOSING: Final = "”\"’'.!?…»*_"
_NAME: Final = re.compile(r"[*_\[]*[^\W\d_a-z][^.!?;]*(?:\.[^.!?;]+){0,3}")
"""A name behind a dash: it has a capital letter, and does not end as a sentence does."""
_LONGEST_CREDIT: Final = 300
_BREAK: Final = re.compile(r"<br\b[^<>]*>$", re.IGNORECASE)


class Pointer(Struct, frozen=True):
    """A reference to a footnote: its label, and the place in the work; that may be empty."""

    label: str
    locator: str = ""


class Words(Struct, frozen=True):
    """What a piece of Markdown says.

    Attributes:
        text: Its words, without signs.
        links: Its links, pictures included.
        pointers: The footnotes that it points to.
    """

    text: str
    links: tuple[Anchor, ...] = ()
    pointers: tuple[Pointer, ...] = ()


def read_words(markdown: str) -> Words:
    """Reads Markdown within a paragraph; its line ends stay."""
    pieces: list[str] = []
    links: list[Anchor] = []
    pointers: list[Pointer] = []
    at = 0
    for match in _SIGNS.finditer(markdown):
        pieces.append(unescape(markdown[at : match.start()]))
        at = match.end()
        kind = match.lastgroup
        if match["escaped"] or match["code"]:
            pieces.append(match["escaped"] or match["code"])
        elif match["note"]:
            pointers.append(Pointer(match["note"], match["locator"] or ""))
        elif match["url"] is not None:
            inner = read_words(match["label"])
            links += [*inner.links, Anchor(match["url"], inner.text)]
            pieces.append(inner.text)
        elif match["auto"] or match["bare"]:
            address = match["auto"] or match["bare"].rstrip(".,;:!?'*_")
            at -= 0 if match["auto"] else len(match["bare"]) - len(address)
            links.append(Anchor(address))
            pieces.append(address)
        elif kind == "tag" and _BREAK.match(match[0]):
            pieces.append("\n")
    pieces.append(unescape(markdown[at:]))
    text = _BEFORE_SIGN.sub("", _BLANKS.sub(" ", "".join(pieces)))
    return Words(text.strip(), tuple(links), tuple(pointers))


def read_quote(lines: list[str]) -> tuple[Quotation, Words]:
    """A blockquote: its words, who said them as printed, and what it points to.

    The speaker stands behind a dash, on the last line that is not empty.

    Args:
        lines: Its lines without the sign of a blockquote.
    """
    kept = [line.strip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    credit = ""
    if kept:
        dashes = [match for match in _CREDIT.finditer(kept[-1]) if _is_credit(match, kept)]
        if dashes:
            credit = kept[-1][dashes[-1].end() :]
            kept[-1] = kept[-1][: dashes[-1].start()].rstrip()
    body, cite = read_words(_paragraphs(kept)), read_words(credit)
    links = [*cite.links, *body.links]
    speaker = speaker_as_printed(cite.text.removesuffix(NO_SOURCE))
    found = Quotation(without_marks(body.text), speaker, links[0].url if links else "")
    return found, Words("", tuple(links), (*body.pointers, *cite.pointers))


def _is_credit(match: re.Match[str], lines: list[str]) -> bool:
    """Whether a dash stands before a name, and not within a sentence."""
    before, name = match.string[: match.start()].rstrip(), match.string[match.end() :]
    if not name or len(name) > _LONGEST_CREDIT:
        return False
    if not before:
        return len(lines) > 1
    return before[-1] in _CLOSING or _NAME.fullmatch(name) is not None


def _paragraphs(lines: list[str]) -> str:
    """Lines as paragraphs; a backslash at the end of a line keeps the break."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if not line:
            paragraphs.append([])
        elif line.endswith("\\"):
            paragraphs[-1].append(f"{line[:-1].rstrip()}\n")
        else:
            paragraphs[-1].append(f"{line} ")
    return "\n\n".join(text for one in paragraphs if (text := "".join(one).strip()))


def flowed(lines: list[str]) -> str:
    """The lines of a paragraph as one text of Markdown."""
    return _paragraphs([line.strip() for line in lines])
