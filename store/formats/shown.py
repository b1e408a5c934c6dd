"""What one slide of TimelineJS shows: its words, its quotations, its media, and all the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from store.formats.base import Document
from store.formats.date_parts import PARTS
from store.formats.html_text import HtmlText, Quotation, plain, read_html
from store.formats.pieces import filled, text
from store.formats.quotations import titled, web

_NO_TITLE: Final = "Untitled"


class Shown(Struct, frozen=True):
    """What a slide shows.

    Attributes:
        headline: Its headline, one line; may be empty.
        text: Its text without the quotations.
        quotations: Those in the text.
        shown_large: Those in the place of the media.
        address: The address of the media on the web; empty for none.
        caption: What stands below the media that have an address.
        credit: Whom such media are credited to.
        beside_quote: What stands below a quotation in the place of the media.
        kept: What has no place, by name.
    """

    headline: str
    text: str
    quotations: tuple[Quotation, ...]
    shown_large: tuple[Quotation, ...]
    address: str
    caption: str
    credit: str
    beside_quote: Document
    kept: Document

    @property
    def all_quotations(self) -> tuple[Quotation, ...]:
        """Its quotations, wherever they stand."""
        return self.quotations + self.shown_large

    def title_and_summary(self, dates: Mapping[str, str]) -> tuple[str, str]:
        """A title, from what it says first, and the rest of its text."""
        if self.headline:
            title, rest = titled(self.headline)
            return title, joined(rest, self.text)
        if self.text:
            return titled(self.text)
        words = [self.caption, *(quote.words for quote in self.all_quotations), *dates.values()]
        return titled(next(filter(None, words), _NO_TITLE))[0], ""


def read_slide(slide: Document) -> Shown:
    """Takes a slide apart; values of a wrong type are kept as they are."""
    kept: Document = {}
    texts, media = (_object(slide, name, kept) for name in ("text", "media"))
    headline, below, credit = (
        read_html(text(part.get(name)))
        for part, name in ((texts, "headline"), (media, "caption"), (media, "credit"))
    )
    body, shown = read_html(text(texts.get("text"))), _media(text(media.get("url")))
    links = [link for part in (headline, body, below, credit) for link in part.links]
    kept |= _others(texts, "text", ("headline", "text"))
    kept |= _others(media, "media", ("url", "caption", "credit"))
    kept |= filled(
        links=[filled(url=link.url, words=link.words) for link in links],
        embeds=[filled(url=one.url, words=one.words) for one in body.embeds],
    )
    address = web(text(media.get("url"))) or _embedded(shown)
    under = {"media.caption": _line(below), "media.credit": _line(credit)}
    if not address and not shown.quotations:
        kept |= filled(**under)
    if text(media.get("url")) not in {"", address} and not shown.quotations:
        kept["media.url"] = text(media.get("url"))
    return Shown(
        plain(text(texts.get("headline"))), body.text, body.quotations, shown.quotations,
        address, _line(below) if address else "", _line(credit) if address else "",
        filled(**under) if shown.quotations else {}, kept,
    )  # fmt: skip


def parts_of(date: object) -> Document:
    """The parts of a date; a bare number or text is a year."""
    if isinstance(date, dict):
        return date
    return {"year": date} if isinstance(date, int | str) and text(date) else {}


def as_words(parts: Mapping[str, object]) -> str:
    """The numbers of a date as they stand, for people."""
    return "-".join(value for name in PARTS if (value := text(parts.get(name))[:40]))


def joined(*texts: str) -> str:
    """Texts as paragraphs."""
    return "\n\n".join(filter(None, texts))


def _object(slide: Document, name: str, kept: Document) -> Document:
    value = slide.get(name)
    if isinstance(value, dict):
        return value
    if isinstance(value, str) and value.strip():
        return {"text": value} if name == "text" else {"url": value}
    kept |= filled(**{name: value})
    return {}


def _others(part: Document, name: str, used: tuple[str, ...]) -> Document:
    """The fields that are not used, and those of them that hold no text."""
    return filled(**{
        f"{name}.{key}": value
        for key, value in part.items()
        if key not in used or isinstance(value, dict | list)
    })  # fmt: skip


def _media(url: str) -> HtmlText:
    return read_html(url, bare_quotes=True) if "<" in url else HtmlText("")


def _embedded(shown: HtmlText) -> str:
    """The address in an embedding: of its frame, else of its last link, which is a post's own."""
    if shown.quotations:
        return ""
    places = [one.url for one in shown.embeds] + [link.url for link in shown.links[::-1]]
    return next((address for place in places if (address := web(place))), "")


def _line(html: HtmlText) -> str:
    return " ".join((*html.text.split(), *(quote.words for quote in html.quotations)))
