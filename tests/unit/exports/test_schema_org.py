"""JSON-LD held against schema.org's own types and properties, as its pages list them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from tests.builders import Tables
from tests.unit.exports.drawn import dossiers
from tests.unit.exports.making import embassy, exported, of_tables

PARENT = {
    "Thing": "", "CreativeWork": "Thing", "Person": "Thing", "Organization": "Thing",
    "Place": "Thing", "Event": "Thing", "Intangible": "Thing", "Role": "Intangible",
    "Country": "AdministrativeArea", "AdministrativeArea": "Place",
    "GovernmentOrganization": "Organization", "NewsMediaOrganization": "Organization",
    "Article": "CreativeWork", "NewsArticle": "Article", "ScholarlyArticle": "Article",
    "SocialMediaPosting": "Article", "BlogPosting": "SocialMediaPosting", "Report": "Article",
    "WebPage": "CreativeWork", "Book": "CreativeWork", "Chapter": "CreativeWork",
    "Legislation": "CreativeWork", "Thesis": "CreativeWork", "Dataset": "CreativeWork",
    "Quotation": "CreativeWork", "Claim": "CreativeWork",
}  # fmt: skip
"""Each type with the one above it (https://schema.org/docs/full.html)."""

PROPERTIES = {
    "Thing": {"name", "alternateName", "description", "disambiguatingDescription", "sameAs",
              "subjectOf", "url"},
    "CreativeWork": {"about", "archivedAt", "author", "citation", "creator", "dateCreated",
                     "inLanguage", "isBasedOn", "keywords", "recordedIn", "text"},
    "Person": {"jobTitle"},
    "Event": {"startDate", "endDate", "location", "contributor", "keywords"},
    "Quotation": {"spokenByCharacter"},
    "Claim": {"appearance"},
    "Role": {"roleName", "contributor"},
}  # fmt: skip
"""Of each type, those of its own properties that are looked for. A Role stands between a thing and
its property, and repeats that property (https://schema.org/Role)."""


def allowed(kind: str) -> set[str]:
    found: set[str] = set()
    while kind:
        found |= PROPERTIES.get(kind, set())
        kind = PARENT[kind]
    return found


def check(value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, list):
        for entry in value:
            check(entry)
    elif isinstance(value, dict):
        if set(value) == {"@id"}:
            return
        assert value["@type"] in PARENT, value["@type"]
        strange = {key for key in value if not key.startswith("@")} - allowed(value["@type"])
        assert not strange, (value["@type"], strange)
        for entry in value.values():
            check(entry)


def read(data: bytes) -> list[dict[str, Any]]:
    whole = json.loads(data)
    assert set(whole) == {"@context", "@graph"}
    assert whole["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = whole["@graph"]
    return found


def test_the_bundled_dossier() -> None:
    found = read(exported(embassy(), "jsonld"))
    check(found)
    assert {"Dataset", "Event", "Person", "Quotation", "Claim"} <= {one["@type"] for one in found}


@settings(max_examples=60, deadline=None)
@given(tables=dossiers())
def test_random_dossiers(tables: Tables) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = read(exported(of_tables(Path(folder), tables), "jsonld"))
    check(found)
    names = [one["@id"] for one in found]
    assert len(names) == len(set(names))
