"""The built-in styles, held against what citeproc-js makes of the real CSL styles.

`tests/data/citeproc/make.mjs` says how the expected lines were made.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec
import pytest

from store.styles import STYLES, Run, formatted

_DATA: Final = Path(__file__).parent.parent / "data" / "citeproc"
_ITEMS: Final = {
    str(item["id"]): item
    for item in msgspec.json.decode(
        (_DATA / "items.json").read_bytes(), type=list[dict[str, object]]
    )
}
_EXPECTED: Final = msgspec.json.decode(
    (_DATA / "expected.json").read_bytes(), type=dict[str, dict[str, str]]
)

_RETRIEVED: Final = '"Retrieved" is for a day of retrieval, and none is known'
_PRIVATE: Final = "the CSL style prints nothing, since APA lists no letters that nobody can read"
_NO_COMMA: Final = (
    "citeproc-js drops the comma before a body that follows a person; the manual has it"
)
_HEDGED: Final = "the CSL style drops circa, and with it a doubt; Cite Them Right writes c."
_PREFIX: Final = "a word before a hyphen is capital like any other"

DIFFERENCES: Final[dict[tuple[str, str], str]] = {
    ("chicago", "tweet"): "a stop and a comma together: the comma takes the place of the stop",
    ("chicago", "news-hyphens"): _PREFIX,
    ("chicago", "web-circa"): "the CSL style loses the comma before the site",
    ("chicago", "film-url"): "the CSL style puts a comma before the bracket, for URLs alone",
    ("apa", "news-no-date"): _RETRIEVED,
    ("apa", "web-bare"): _RETRIEVED,
    ("apa", "encyclopedia-undated"): _RETRIEVED,
    ("apa", "interview-no-title"): _PRIVATE,
    ("apa", "interview-bare"): _PRIVATE,
    ("apa", "letter"): _PRIVATE,
    ("apa", "letter-recipient"): _PRIVATE,
    ("apa", "report-place"): _NO_COMMA,
    ("mla", "report-place"): _NO_COMMA,
    ("mla", "news-hyphens"): _PREFIX,
    ("mla", "book-volume"): "the CSL style drops the volume of a book that has an author",
    ("harvard", "news-circa"): _HEDGED,
    ("harvard", "book-circa"): _HEDGED,
    ("harvard", "web-circa"): _HEDGED,
    ("harvard", "speech"): "the CSL style knows no event-title, the name of the field since 1.0.2",
    ("harvard", "journal-issue-only"): "the CSL style calls an article with an issue a preprint",
}
"""The lines that differ, each with the reason why ours stays as it is."""


def _tagged(runs: Iterable[Run]) -> str:
    return "".join(f"<i>{run.text}</i>" if run.italic else run.text for run in runs)


@pytest.mark.parametrize("style", sorted(_EXPECTED))
def test_as_citeproc_js_has_it(style: str) -> None:
    made = {name: _tagged(formatted(item, style)) for name, item in _ITEMS.items()}
    wrong = {
        name: (line, _EXPECTED[style][name])
        for name, line in made.items()
        if line != _EXPECTED[style][name] and (style, name) not in DIFFERENCES
    }
    assert wrong == {}


@pytest.mark.parametrize(("style", "name"), sorted(DIFFERENCES))
def test_what_is_said_to_differ_does(style: str, name: str) -> None:
    assert _tagged(formatted(_ITEMS[name], style)) != _EXPECTED[style][name]


def test_there_are_enough_sources() -> None:
    assert set(_EXPECTED) == set(STYLES) - {"plain"}
    assert all(set(lines) == set(_ITEMS) for lines in _EXPECTED.values())
    assert len(_ITEMS) >= 60
    assert len({item["type"] for item in _ITEMS.values()}) >= 12


@pytest.mark.parametrize(
    ("style", "name", "line"),
    [
        (
            "chicago",
            "tweet",
            (
                "Joseph Harlan, “The flag stays where it is,” Tweet, Twitter, January 2, 2020,"
                " https://example.org/status/1."
            ),
        ),
        (
            "chicago",
            "film-url",
            "<i>Gate Footage</i> (Lumen Films, 2020), https://example.org/footage.",
        ),
        ("apa", "web-bare", "<i>A page</i>. (n.d.). https://example.org/page"),
        ("apa", "interview-no-title", "Brandt, O. (2020, February 3). [Interview by A. Marlow]."),
        ("apa", "letter", "Brandt, O. (1920, May 6). <i>Letter to the governor</i> [Letter]."),
        ("mla", "book-volume", "Fischer, Nora. <i>The Long War</i>. Vol. 2, Eastgate, 1999."),
        (
            "harvard",
            "news-circa",
            "Bell, T. (c. 1931) ‘A poster on the wall’, <i>Daily Courier</i>.",
        ),
        (
            "harvard",
            "speech",
            (
                "Harlan, J. (2019) ‘Remarks to the assembly’. <i>General Assembly</i>,"
                " 24 September. Available at: https://example.org/remarks."
            ),
        ),
    ],
)
def test_what_differs_is_what_the_manual_has(style: str, name: str, line: str) -> None:
    assert _tagged(formatted(_ITEMS[name], style)) == line
