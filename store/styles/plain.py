"""The plain style: what is known, one sentence each, in one line without any italics."""

from __future__ import annotations

from store import date_words, dates
from store.errors import DateError
from store.styles.csl import Csl, squeezed, text
from store.styles.runs import Run

_ENDS = (".", "?", "!")


def entry(csl: Csl, locator: str, fallback_title: str) -> tuple[Run, ...]:
    """A source as author, title, where it stood, publisher, date, address."""
    parts = [_names(csl.get("author")), text(csl, "title") or fallback_title]
    parts.append(text(csl, "container-title"))
    parts.append(", ".join(p for p in (text(csl, "publisher"), issued(csl)) if p))
    parts.append(text(csl, "URL") or text(csl, "DOI"))
    line = " ".join(part if part.endswith(_ENDS) else f"{part}." for part in parts if part)
    if locator:
        line = f"{line.removesuffix('.')}, {locator}." if line else f"{locator}."
    return (Run(line),) if line else ()


def issued(csl: Csl) -> str:
    """The date of publication in words, as it is written; empty when there is none."""
    when = csl.get("issued")
    if not isinstance(when, dict):
        return ""
    parts = when.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        known = [part for part in parts[0][:3] if isinstance(part, int | str) and part != ""]
        numbers = [str(part).zfill(2 if place else 4) for place, part in enumerate(known)]
        try:
            return date_words.words(dates.parse("-".join(numbers)))
        except DateError:
            return squeezed("-".join(numbers))
    return text(when, "literal") or text(when, "raw")


def _names(authors: object) -> str:
    if not isinstance(authors, list):
        return ""
    found = []
    for author in authors:
        if isinstance(author, dict):
            name = " ".join(text(author, key) for key in ("given", "family")).strip()
            found.append(text(author, "literal") or name)
    return ", ".join(name for name in found if name)
