"""Keys as a terminal sends them, and the screen as it is painted."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App
from textual.dom import DOMNode
from textual.events import Key
from textual.geometry import Region
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.widget import Widget

_CELL = 12.2
"""Width of a cell in Rich's pictures of a console."""

_PIECE = re.compile(
    r'<text class="[^"]*" x="([\d.]+)" y="[\d.]+" textLength="[\d.]+"'
    r' clip-path="url\(#[^"]*-line-(\d+)\)">(.*?)</text>',
    re.DOTALL,
)


_NAMES = {name: character for character, name in KEY_NAME_REPLACEMENTS.items()}


def key_event(key: str) -> Key:
    """A key as a terminal sends it.

    Args:
        key: A character, or Textual's name of a key.
    """
    if len(key) == 1:
        if key.isalnum():
            return Key(key, key)
        name = unicodedata.name(key).lower().replace("-", "_").replace(" ", "_")
        return Key(KEY_NAME_REPLACEMENTS.get(name, name), key)
    name = _NAMES.get(key, key).replace("hyphen_minus", "hyphen-minus").replace("_", " ")
    try:
        return Key(key, unicodedata.lookup(name.upper()))
    except KeyError:
        return Key(key, None)


def screen_lines(app: App[None]) -> list[str]:
    """The lines of the screen, read from the picture that Textual makes of it."""
    width, height = app.size
    rows = [[" "] * width for _ in range(height)]
    for x, line, escaped in _PIECE.findall(app.export_screenshot()):
        at = round(float(x) / _CELL)
        for character in html.unescape(escaped).replace("\xa0", " "):
            if at < width and int(line) < height:
                rows[int(line)][at] = character
            at += max(1, cell_len(character))
    return ["".join(row).rstrip() for row in rows]


def painted(widget: Widget) -> list[str]:
    """The lines that a widget paints."""
    size = widget.outer_size
    return [strip.text for strip in widget.render_lines(Region(0, 0, size.width, size.height))]


def segments(root: DOMNode) -> Iterator[Segment]:
    """Every piece of text that a screen paints, with its style."""
    for widget in root.query("*"):
        if not widget.display or not widget.size.area or widget.BLANK:
            continue  # what is blank is covered: see test_sizes
        size = widget.outer_size
        for strip in widget.render_lines(Region(0, 0, size.width, size.height)):
            yield from strip
