"""What the formats of prose share: addresses, titles, and quotations as records of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from store.cite import UNKNOWN_SPEAKER
from store.formats.base import Document, Item, stable_id
from store.formats.html_text import Quotation
from store.formats.pieces import Cast, Sources, filled, shortened

LONGEST_TITLE: Final = 200
"""Characters of a title; the rest stands in the summary."""

_WEB: Final = re.compile(r"(?:https?:)?//[^\s<>\"]+", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(.{8,160}?[.!?…][”\"’')]*)\s+(?=[^\sa-z])", re.DOTALL)
_IMAGE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|tiff?)$", re.IGNORECASE)
_NO_ROLE: Final = "no role stated"
_PARTY: Final = re.compile(r"(?P<name>.+?)(?: \((?P<roles>[^()]*)\))?")
_TYPES: Final = {
    "wikipedia.org": "entry-encyclopedia", "youtube.com": "motion_picture",
    "youtu.be": "motion_picture", "vimeo.com": "motion_picture", "twitter.com": "post",
    "x.com": "post", "bsky.app": "post", "facebook.com": "post", "instagram.com": "post",
}  # fmt: skip
"""The type of a work by the site that shows it; any other is a page."""


def web(address: str) -> str:
    """An address on the web, or empty for what is none."""
    if _WEB.fullmatch(address) is None or len(address) > 4000:
        return ""
    address = f"https:{address}" if address.startswith("//") else address
    return address if _host(address) else ""


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # half of the brackets of an IPv6 address
        return ""


def work(address: str, *, title: str = "", author: str = "", **fields: object) -> Document:
    """A work on the web as a CSL-JSON item; without a title it goes by its address.

    Args:
        address: Its address, or empty for a work that has none.
        title: As printed.
        author: As printed, in one piece.
        **fields: Further fields of the item.
    """
    host = _host(address)
    kind = next((one for site, one in _TYPES.items() if f".{host}".endswith(f".{site}")), "webpage")
    if _IMAGE.search(address.partition("?")[0]):
        kind = "graphic"
    return filled(
        type=kind if address else "document",
        title=title or address.partition("//")[2].rstrip("/"),
        author=[{"literal": author}] if author else None,
        URL=address,
        **fields,
    )


def titled(text: str) -> tuple[str, str]:
    """A text as a title and a summary.

    Returns:
        The whole as one line, where it is short, and no summary; else its first sentence, or what
        of it a title can hold, and the whole text.
    """
    line = " ".join(text.split())
    if len(line) <= LONGEST_TITLE:
        return line, ""
    sentence = _SENTENCE.match(line)
    if sentence is not None:
        return sentence[1], text.strip()
    return shortened(line, LONGEST_TITLE), text.strip()


def parties(said: str, cast: Cast, place: str) -> list[Document]:
    """The participants in a text that this program wrote: ``Ann Lee (speaker, witness); Bo``.

    Args:
        said: The names with their roles.
        cast: Takes the names.
        place: Where they stand in the file.
    """
    found = []
    for part in filter(None, said.split("; ")):
        match = _PARTY.fullmatch(part)
        name, roles = (match["name"], match["roles"] or "") if match else (part, "")
        actor = cast.meet(name, "unknown", place)
        given = [role for role in roles.split(", ") if role and role != _NO_ROLE] or [""]
        found += [filled(actor=actor, role=role) for role in given]
    return found


def quote_items(
    found: Quotation, event: str, place: str, sources: Sources, **fields: object
) -> Iterator[Item]:
    """A quotation as a quote, after the source that it names.

    Whoever sets words as a quotation says that they are verbatim. Who said them is kept as printed.

    Args:
        found: The quotation.
        event: Id of the event under which it stands; empty for none.
        place: Where it stands in the file.
        sources: Takes its address.
        **fields: Further fields of the quote.
    """
    address = web(found.url)
    citations = []
    if address:
        key, made = sources.cite(work(address), place, address)
        yield from made
        citations.append({"source": key})
    own = stable_id("quote", event, found.words, found.cite, words=found.words[:48])
    given = fields.pop("citations", None)
    document = filled(
        id=own,
        text=found.words,
        kind="verbatim",
        attribution="" if found.cite == UNKNOWN_SPEAKER else found.cite,
        events=[event] if event else [],
        citations=[*citations, *(given if isinstance(given, list) else [])],
        source_fields={"cite": found.url} if found.url and not address else {},
        **fields,
    )
    yield Item("quotes", document, place)
