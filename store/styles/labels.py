"""Numbers with their labels: editions, volumes, pages."""

from __future__ import annotations

import re
from typing import Final

_NUMERIC: Final = re.compile(
    r"[A-Za-z]{0,3}\d+[A-Za-z]{0,2}(?:\s*[-–—,&]\s*[A-Za-z]{0,3}\d+[A-Za-z]{0,2})*"
)
_RANGE: Final = re.compile(r"\b(\d+)\s*(?:--?|–|—)\s*(\d+)\b")


def is_numeric(text: str) -> bool:
    """Whether a text is a number or a few, in the sense of CSL: ``12``, ``A1``, ``3-5``."""
    return _NUMERIC.fullmatch(text) is not None


def ordinal(text: str) -> str:
    """``2nd`` for ``2``; what is no whole number stays."""
    if not text.isascii() or not text.isdigit():
        return text
    teen = text[-2:] in ("11", "12", "13")
    return text + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(text[-1], "th"))


def edition(text: str, label: str) -> str:
    """``2nd ed.`` for ``2``; words stay as they are."""
    return f"{ordinal(text)} {label}" if is_numeric(text) else text


def dashed(pages: str) -> str:
    """Page numbers with an en dash between the ends of a range, all digits kept."""
    return _RANGE.sub(r"\1–\2", pages)


def expanded(pages: str) -> str:
    """The second number of a range in full, as APA has it: ``211–30`` gives ``211–230``."""

    def whole(match: re.Match[str]) -> str:
        first, last = match.groups()
        return f"{first}–{first[: max(0, len(first) - len(last))]}{last}"

    return _RANGE.sub(whole, pages)


def shortened(pages: str) -> str:
    """The second number of a range with two digits or as many as changed (Chicago 9.63, MLA 2.139).

    Below 100 and after a multiple of 100 Chicago gives it whole; MLA's rule agrees but for 100.
    """

    def short(match: re.Match[str]) -> str:
        first, last = match.groups()
        last = first[: max(0, len(first) - len(last))] + last
        same = 0
        while same < len(first) and len(first) == len(last) and first[same] == last[same]:
            same += 1
        if len(first) < 3 or len(first) != len(last) or same == len(first):
            return f"{first}–{last}"
        if first.endswith("00"):
            return f"{first}–{last}"
        if first[-2] == "0" and same == len(first) - 1:
            return f"{first}–{last[-1]}"
        return f"{first}–{last[min(same, len(first) - 2) :]}"

    return _RANGE.sub(short, pages)


def paged(pages: str) -> str:
    """Pages with ``p.`` or ``pp.``."""
    many = re.search(r"\d\s*[-–—,&]\s*\w", pages) is not None
    return f"{'pp.' if many else 'p.'} {pages}" if pages else ""
