"""References: a CSL-JSON item as the line that a style of citation makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

from store.errors import UsageError
from store.styles import plain
from store.styles.csl import squeezed
from store.styles.runs import Run, as_html, as_latex, as_markdown, as_text

__all__ = [
    "OWN_STYLE", "STYLES", "Run", "as_html", "as_latex", "as_markdown", "as_text", "formatted",
]  # fmt: skip

STYLES: Final[dict[str, str]] = {
    "plain": "Plain",
    "chicago": "Chicago note",
    "apa": "APA 7",
    "mla": "MLA 9",
    "harvard": "Harvard",
}
"""The styles that are built in, each with its name for people."""

OWN_STYLE: Final = ".csl"
"""How the path of a style of the user's own ends."""


def formatted(
    csl: Mapping[str, object],
    style: str = "plain",
    locator: str | None = None,
    *,
    fallback_title: str = "",
) -> tuple[Run, ...]:
    """A source as one line in a style.

    Args:
        csl: A CSL-JSON item. What is wrong in it is passed over.
        style: A key of `STYLES`, or the path of a ``.csl`` file of the user's own.
        locator: The place in the source, as a person would write it: "p. 3".
        fallback_title: What to call a source without a title; its id, say.

    Returns:
        The line, from left to right; nothing for an item that says nothing.

    Raises:
        OnrecordError: There is no such style, or the file of one cannot be used.
    """
    place, stand_in = squeezed(locator or ""), squeezed(fallback_title)
    if style == "plain":
        return plain.entry(csl, place, stand_in)
    if style.endswith(OWN_STYLE):
        (line,) = import_module("store.styles.csl_file").formatted_with(Path(style), [csl])
        return (Run(f"{line} {place}".strip() if place else line or stand_in),)
    if style not in STYLES:
        mend = f"Choose one of {', '.join(STYLES)}."
        raise UsageError(f'no style of references is called "{style}"', mend=mend)
    # The others are imported when they are asked for: the explorer starts without them.
    lines: tuple[Run, ...] = import_module("store.styles.styled").entry(csl, style, place, stand_in)
    return lines
