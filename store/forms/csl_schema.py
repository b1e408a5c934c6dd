"""What an item of CSL-JSON may hold.

Source: https://github.com/citation-style-language/schema, ``csl-data.json``, version 1.0.2.
"""

from __future__ import annotations

from typing import Final

TYPES: Final = frozenset((
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
))  # fmt: skip
"""The types of items."""

NAMES: Final = frozenset((
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editorial-director", "executive-producer",
    "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author",
    "performer", "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
    "translator",
))  # fmt: skip
"""The fields that are lists of names."""

DATES: Final = frozenset((
    "accessed", "available-date", "event-date", "issued", "original-date", "submitted",
))  # fmt: skip
"""The fields that are dates."""

TEXTS: Final = frozenset((
    "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place",
    "authority", "call-number", "citation-key", "citation-label", "collection-title",
    "container-title", "container-title-short", "dimensions", "division", "DOI", "event",
    "event-place", "event-title", "genre", "ISBN", "ISSN", "journalAbbreviation",
    "jurisdiction", "keyword", "language", "medium", "note", "original-publisher",
    "original-publisher-place", "original-title", "part-title", "PMCID", "PMID", "publisher",
    "publisher-place", "references", "reviewed-genre", "reviewed-title", "scale", "section",
    "shortTitle", "source", "status", "title", "title-short", "URL", "version", "volume-title",
    "volume-title-short", "year-suffix",
))  # fmt: skip
"""The fields that are texts."""

NUMBERS: Final = frozenset((
    "chapter-number", "citation-number", "collection-number", "edition",
    "first-reference-note-number", "issue", "locator", "number", "number-of-pages",
    "number-of-volumes", "page", "page-first", "part-number", "printing-number",
    "supplement-number", "volume",
))  # fmt: skip
"""The fields that are texts or numbers."""
