"""References in a style of the user's own: a ``.csl`` file, read by citeproc-py.

citeproc-py (https://github.com/citeproc-py/citeproc-py) is the optional extra ``csl`` and is
imported only here and only when asked for. Its known faults, seen with version 0.11:

* What stands in for a missing author is not left out where it stood: APA, MLA and Harvard give
  the title of an unsigned entry twice ("Attack. (2020). Attack. In Encyclopedia.").
* Some ranges of pages are shortened wrongly: MLA gives "pp. 1–0" for 1-20.
* A stop or comma stays behind a closing quotation mark, also in American styles, and a full stop
  may follow a question mark. Marks are those of en-US even in British styles.
* MLA gets initials in place of given names.
* Dates that are only words (``literal``) are left out: the source is said to have no date.
* Italics are lost: lines are plain text.

The built-in styles have none of these; they are not made with it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from store.errors import OnrecordError
from store.styles.csl import CslDate, Name, date, item_type, names, number
from store.styles.typography import TAG

_TEXTS: Final = (
    *("title", "container-title", "publisher", "publisher-place", "genre", "medium", "authority"),
    *("URL", "DOI", "volume", "issue", "page", "edition", "number", "event", "event-place"),
    *("collection-title", "collection-number", "archive", "section", "language", "abstract"),
)
_PEOPLE: Final = (
    *("author", "editor", "translator", "director", "interviewer", "recipient"),
    *("container-author", "composer", "illustrator"),
)
_MAX_BYTES: Final = 5_000_000
_INSTALL: Final = "Install the extra: pip install 'onrecord[csl]'."


def formatted_with(path: Path, items: Iterable[Mapping[str, object]]) -> list[str]:
    """Sources in the bibliography of a CSL style, without italics.

    Args:
        path: The ``.csl`` file; an independent style, not one that only points to another.
        items: CSL-JSON items, which may be wrong in any way.

    Returns:
        One line for each item, in their order; empty where the style prints nothing.

    Raises:
        OnrecordError: The extra is not installed, or the file cannot be read or is no such style.
    """
    text = _style_text(path)
    citeproc = _citeproc(path)
    style = _style(citeproc, path, text)
    return [_line(citeproc, style, path, item) for item in items]


def _style_text(path: Path) -> bytes:
    """The file, if it looks like an independent style."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise OnrecordError(
                "the file is too large for a citation style",
                str(path),
                "Name a .csl file; they are smaller than 5 MB.",
            )
        text = path.read_bytes()
    except OSError as error:
        raise OnrecordError(
            f"the citation style cannot be read: {error.strerror or error}",
            str(path),
            "Check the path, and that you may read the file.",
        ) from error
    if b"http://purl.org/net/xbiblio/csl" not in text or b"<style" not in text:
        raise _no_style(path, "this is no CSL citation style")
    if b"<!ENTITY" in text or b"<!DOCTYPE" in text:
        raise _no_style(path, "a citation style may not define entities")
    if b"<bibliography" not in text:
        raise _no_style(path, "this citation style has no bibliography of its own")
    return text


def _no_style(path: Path, what: str) -> OnrecordError:
    mend = "Take an independent .csl file from https://github.com/citation-style-language/styles."
    return OnrecordError(what, str(path), mend)


def _citeproc(path: Path) -> Any:  # noqa: ANN401 - a module without types
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import_module("citeproc.source.json")
            return import_module("citeproc")
    except ImportError as error:
        raise OnrecordError("CSL styles need citeproc-py", str(path), _INSTALL) from error


def _style(citeproc: Any, path: Path, text: bytes) -> Any:  # noqa: ANN401 - as above
    """The style as citeproc-py has it; what it raises on a bad file is of many kinds."""
    etree = import_module("lxml.etree")
    try:
        etree.fromstring(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return citeproc.CitationStylesStyle(str(path), validate=False)
    except _FAULTS as error:
        raise _no_style(path, f"the citation style cannot be understood: {error}") from error


_FAULTS: Final = (
    *(ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError),
    *(RecursionError, SyntaxError, TypeError, UnicodeError, ValueError, AssertionError),
)
"""What citeproc-py and lxml raise on input that they do not expect; lxml's are SyntaxErrors."""


def _line(citeproc: Any, style: Any, path: Path, item: Mapping[str, object]) -> str:  # noqa: ANN401
    """One source; each in a bibliography of its own, which keeps their order."""
    clean = {"id": "source", "type": item_type(item)} | _fields(item)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = citeproc.source.json.CiteProcJSON([clean])
            made = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
            made.register(citeproc.Citation([citeproc.CitationItem("source")]))
            lines = [str(line) for line in made.bibliography()]
    except _FAULTS as error:
        name = number(item, "title") or number(item, "id") or "a source"
        raise OnrecordError(
            f'the citation style cannot write "{name}": {error!r}',
            str(path),
            "Use one of the built-in styles for it.",
        ) from error
    return TAG.sub("", " ".join(lines)).strip()


def _fields(item: Mapping[str, object]) -> dict[str, object]:
    """The fields that can be trusted, in the shapes that citeproc-py expects."""
    fields: dict[str, object] = {key: text for key in _TEXTS if (text := number(item, key))}
    fields |= {
        key: [_name(name) for name in found] for key in _PEOPLE if (found := names(item, key))
    }
    for key in ("issued", "accessed", "event-date"):
        found_date = date(item, key)
        if found_date is not None and found_date.start:
            fields[key] = _date(found_date)
    return fields


def _name(name: Name) -> dict[str, object]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: part for key, part in parts.items() if part}


def _date(found: CslDate) -> dict[str, object]:
    ends = [list(end) for end in (found.start, found.end) if end]
    fields: dict[str, object] = {"date-parts": ends}
    if found.season and len(found.start) == 1:
        fields["season"] = found.season
    return fields | ({"circa": 1} if found.circa else {})
