"""A source as a document of FollowTheMoney, and what of its reference that gives back."""

from __future__ import annotations

import re
from typing import Any, Final

from msgspec import Struct

from store import cite
from store.forms.cited import Cited
from store.forms.csl_json import items
from store.ftm_forms import LANGUAGES, is_date, labelled
from store.model import Source

_PAPERS: Final = {
    "article": "Article", "article-journal": "Article", "article-magazine": "Article",
    "article-newspaper": "Article", "post-weblog": "HyperText", "post": "HyperText",
    "webpage": "HyperText",
}  # fmt: skip
_TYPES: Final = {"Article": "article", "HyperText": "webpage", "Document": "document"}
"""The type in CSL that each schema is by itself."""

_CODES: Final = {short: code for code, short in LANGUAGES.items()}
_STAMP: Final = re.compile(r"[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?")


class Paper(Struct, frozen=True):
    """A source as an entity.

    Attributes:
        schema: Its schema.
        properties: What is written of it.
        returned: The reference in CSL-JSON that those say.
    """

    schema: str
    properties: dict[str, object]
    returned: dict[str, object]


def paper(source: Source) -> Paper:
    """A source as an entity."""
    csl = items([Cited(0, source)])[0]
    schema = _PAPERS.get(csl["type"], "Document")
    issued = _issued(csl.get("issued"))
    author = [" ".join(filter(None, (name.get("given"), name.get("family")))) or name.get("literal")
              for name in csl.get("author", ())]  # fmt: skip
    author = [name for name in author if name]
    container, publisher = csl.get("container-title"), csl.get("publisher")
    address = cite.web_address(source.csl)
    language = _CODES.get(str(csl.get("language")), "")
    dated = source.retrieved or ""
    besides = {
        "type": csl["type"] if csl["type"] != _TYPES[schema] else None,
        "container-title": container,
        "note": csl.get("note"),
        "archived": source.archived,
        "retrieved": None if _STAMP.fullmatch(dated) and is_date(dated) else source.retrieved,
        "sha256": source.sha256,
    }
    properties: dict[str, object] = {
        # A document needs a name of a file.
        "fileName": csl.get("title") or source.id,
        "title": csl.get("title"),
        "author": author,
        "publishedAt": issued,
        "language": language,
        "summary": csl.get("abstract"),
        "sourceUrl": address,
        "publisher": publisher or container,
        "retrievedAt": None if besides["retrieved"] else source.retrieved,
        "notes": labelled("sources", besides),
    }
    returned = {
        "id": source.id,
        "type": csl["type"],
        "title": csl.get("title"),
        "author": [{"literal": name} for name in author],
        "issued": {"date-parts": [[int(part) for part in issued.split("-")]]} if issued else None,
        "language": LANGUAGES.get(language),
        "abstract": csl.get("abstract"),
        "URL": address,
        "container-title": container,
        "publisher": None if publisher == container else publisher,
        "note": csl.get("note"),
    }
    return Paper(schema, properties, returned)


def _issued(date: Any) -> str:  # noqa: ANN401 - read without trust
    """The day, month or year of a reference, as far as the format has it."""
    parts = date.get("date-parts") if isinstance(date, dict) else None
    if not parts:
        return ""
    year, *others = parts[0]
    text = "-".join((f"{year:04}", *(f"{part:02}" for part in others)))
    return text if _STAMP.fullmatch(text) and is_date(text) else ""
