"""HTML as text: paragraphs as lines, quotations and links taken out and told apart.

A `<blockquote>` with a `<cite>` (or `<footer>`) is a quotation: its words, and who said them as
printed. One without is text like any other, unless the caller asks for it: an indent is no
speech. Embedded posts (``twitter-tweet`` and its like) are never quotations.

Text is hostile: `html.parser` takes time squared over signs that never close, so that only complete
tags of a sane length reach it, and all other angle brackets are text.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final

from msgspec import Struct

_COMPLETE_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,8000}>")
_STRAY: Final = re.compile(r"<(?!/?[A-Za-z][^<>]{0,8000}>)")
_DECLARATION: Final = re.compile(r"<[!?][^<>]*>")
_BLANKS: Final = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_GAPS: Final = re.compile(r"\n{3,}")
_DASHES: Final = re.compile(r"^[\s\-‐‑‒–—―~]+")
_MARKS_BEHIND: Final = re.compile(r"[\s,;:]*")

_PARAGRAPHS: Final = frozenset((
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
))  # fmt: skip
_LINES: Final = frozenset(("br", "div", "li", "tr"))
_SILENT: Final = frozenset(("script", "style"))
_NAMERS: Final = frozenset(("cite", "footer"))
_EMBEDS: Final = ("twitter-", "instagram-", "tiktok-", "mastodon-", "bluesky-", "fb-", "reddit-")
_MARKS: Final = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"), ("‘", "’"))


class Quotation(Struct, frozen=True):
    """Words that somebody is quoted with.

    Attributes:
        words: The words, without marks round them.
        cite: Who said them as printed, without a dash before it; may be empty.
        url: Where they stand, if it is said; may be empty.
    """

    words: str
    cite: str = ""
    url: str = ""


class Anchor(Struct, frozen=True):
    """A link or a picture: its address and its words."""

    url: str
    words: str = ""


class HtmlText(Struct, frozen=True):
    """What HTML says.

    Attributes:
        text: Its text without the quotations; paragraphs stand apart by an empty line.
        quotations: Its quotations, in order.
        links: The links outside of quotations.
        embeds: Addresses of pictures, frames and other things that are shown.
    """

    text: str
    quotations: tuple[Quotation, ...] = ()
    links: tuple[Anchor, ...] = ()
    embeds: tuple[Anchor, ...] = ()


def read_html(markup: str, *, bare_quotes: bool = False) -> HtmlText:
    """Reads HTML, or text without any.

    Args:
        markup: Anything; text without tags keeps its lines.
        bare_quotes: Whether a blockquote without a cite is a quotation, too.
    """
    markup = _without_comments(markup)
    if _COMPLETE_TAG.search(markup) is None:
        return HtmlText(unescape(_DECLARATION.sub("", markup)).strip())
    reader = _Reader(bare_quotes=bare_quotes)
    reader.feed(_STRAY.sub("&lt;", _DECLARATION.sub("", markup)))
    reader.close()
    return reader.result()


def plain(markup: str) -> str:
    """The whole text of HTML, quotations in their places, as one line."""
    markup = _without_comments(markup)
    if _COMPLETE_TAG.search(markup) is None:
        return _BLANKS.sub(" ", unescape(_DECLARATION.sub("", markup))).strip()
    reader = _Reader(whole=True)
    reader.feed(_STRAY.sub("&lt;", _DECLARATION.sub("", markup)))
    reader.close()
    return _BLANKS.sub(" ", reader.result().text).strip()


def without_marks(words: str) -> str:
    """Words without the one pair of quotation marks that holds all of them."""
    words = words.strip()
    for opening, closing in _MARKS:
        inner = words[len(opening) : -len(closing)]
        if (
            len(words) > 2
            and words.startswith(opening)
            and words.endswith(closing)
            and not (opening in inner or closing in inner)
        ):
            return inner.strip()
    return words


def speaker_as_printed(cite: str) -> str:
    """A name under a quotation without the dash before it."""
    named = _BLANKS.sub(" ", cite)
    # Backwards, since a search for them at an end takes time squared over those that are not.
    behind = _MARKS_BEHIND.match(named[::-1])
    return _DASHES.sub("", named[: len(named) - (behind.end() if behind else 0)]).strip()


def _without_comments(markup: str) -> str:
    kept, at = [], 0
    while (start := markup.find("<!--", at)) >= 0:
        end = markup.find("-->", start + 4)
        if end < 0:
            break
        kept.append(markup[at:start])
        at = end + 3
    return "".join((*kept, markup[at:]))


class _Reader(HTMLParser):
    """Follows the tags; each kind of text goes into a list of its own."""

    def __init__(self, *, bare_quotes: bool = False, whole: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._bare, self._whole = bare_quotes, whole
        self._text: list[str] = []
        self._words: list[str] = []
        self._cite: list[str] = []
        self._link: list[str] | None = None
        self._href = self._address = ""
        self._depth = self._naming = self._silent = 0
        self._quotes: list[Quotation] = []
        self._links: list[Anchor] = []
        self._embeds: list[Anchor] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "blockquote" and not self._whole:
            self._open_quote(given)
        elif self._depth and tag in _NAMERS:
            self._naming += 1
        elif tag == "a" and given.get("href"):
            self._end_link()
            self._link, self._href = [], given["href"].strip()
        elif given.get("src"):
            self._embeds.append(Anchor(given["src"].strip(), given.get("alt", "").strip()))
        self._break(tag, "\n- " if tag == "li" else "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in {"br", "hr"}:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "blockquote" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._close_quote()
        elif tag in _NAMERS and self._naming:
            self._naming -= 1
        elif tag == "a":
            self._end_link()
        if tag != "li":
            self._break(tag, "")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        words = _BLANKS.sub(" ", data)
        self._current().append(words)
        if self._link is not None:
            self._link.append(words)

    def result(self) -> HtmlText:
        """What was read, quotations that never close included."""
        self._end_link()
        if self._depth:
            self._close_quote()
        return HtmlText(
            _tidy(self._text), tuple(self._quotes), tuple(self._links), tuple(self._embeds)
        )

    def _current(self) -> list[str]:
        if not self._depth:
            return self._text
        return self._cite if self._naming else self._words

    def _break(self, tag: str, sign: str) -> None:
        if tag in _PARAGRAPHS:
            self._current().append("\n\n")
        elif tag in _LINES:
            self._current().append(sign or "\n")

    def _open_quote(self, given: dict[str, str]) -> None:
        if self._depth:
            self._depth += 1
        elif not any(sign in given.get("class", "") for sign in _EMBEDS):
            self._depth, self._naming = 1, 0
            self._words, self._cite = [], []
            self._address = given.get("cite", "").strip()

    def _close_quote(self) -> None:
        self._end_link()
        words, cite = without_marks(_tidy(self._words)), speaker_as_printed(_tidy(self._cite))
        if words and (cite or self._bare):
            self._quotes.append(Quotation(words, cite, self._address))
        else:
            self._text += ["\n\n", *self._words, *self._cite, "\n\n"]
        self._depth = self._naming = 0

    def _end_link(self) -> None:
        if self._link is None:
            return
        if self._depth:
            self._address = self._address or self._href
        else:
            self._links.append(Anchor(self._href, _BLANKS.sub(" ", "".join(self._link)).strip()))
        self._link = None


def _tidy(pieces: list[str]) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()
