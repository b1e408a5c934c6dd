"""The one way by which record text reaches the screen.

Textual reads a plain `str` as markup: ``[sic]`` vanishes, ``[/b]`` ends the program, an action in
brackets can be clicked. Escape sequences and invisible characters pass to the terminal as they
are. So text from a dossier is cleaned here and handed on as `Content`, which is never parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console, ConsoleRenderable, RenderHook
from rich.segment import Segment, Segments
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.style import Style

from store.clean import clean
from store.search import found

PLAIN: Final = Style()
BOLD: Final = Style(bold=True)
MORE: Final = " [more]"
"""Says that a text goes on; never inside the speaker's quotation marks."""
_LONGEST_ROW: Final = 4000
"""Characters of a text that a row may wrap: more is never seen, and costs time to wrap."""


def content(
    text: str | None,
    style: Style = PLAIN,
    *,
    one_line: bool = True,
    needles: Sequence[str] = (),
    mark: Style = PLAIN,
    whole: bool = False,
) -> Content:
    """Text of a record, or of anything else from outside, safe to show.

    Args:
        text: The text; None shows nothing.
        style: Its ink.
        one_line: Whether line ends become blanks.
        needles: Folded words to mark where they stand.
        mark: Laid over the words that are found.
        whole: Whether to show even the end of what is too long for any row.
    """
    text = text or ""
    kept = text if whole else row_text(text)
    safe = clean(kept, one_line=one_line)
    shown = Content.styled(safe, style) if style else Content(safe)
    for start, end in found(safe, needles) if needles else ():
        shown = shown.stylize(mark, start, end)
    return shown.append(MORE) if len(kept) < len(text) else shown


def joined(*parts: Content | tuple[str, Style] | str) -> Content:
    """Contents, and words of our own with a style, one after the other."""
    return Content.assemble(*parts)


def row_text(text: str) -> str:
    """As much of a long text as a row could ever show, cut at a word."""
    if len(text) <= _LONGEST_ROW:
        return text
    return text[:_LONGEST_ROW].rpartition(" ")[0] or text[:_LONGEST_ROW]


def wrap(text: Content, width: int, most: int | None = None) -> list[Content]:
    """Lines of at most `width` cells, broken between words and never at a hyphen.

    Args:
        text: The text.
        width: Cells of a line.
        most: How many lines there may be; the last one says when there was more.
    """
    lines = [line.rstrip() for line in text.wrap(max(1, width))] or [text]
    if most is None or len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(joined(lines[most - 1], " ", lines[most]), width)]


def cut(text: Content, width: int, sign: str = "…") -> Content:
    """One line of at most `width` cells; what is cut off is said by a sign, where it fits."""
    if text.cell_length <= width:
        return text
    if width <= len(sign):
        return text.truncate(max(0, width))
    return text.truncate(width - len(sign)).rstrip().append(sign)


def spread(left: Content, right: Content, width: int) -> Content:
    """Two texts at the two ends of a line; the left one gives way."""
    left = cut(left, max(0, width - right.cell_length - 1))
    blank = max(1, width - left.cell_length - right.cell_length)
    return joined(left, " " * blank, right)


def hanging(label: Content, parts: Iterable[Content], width: int, indent: int) -> list[Content]:
    """Parts set one after the other behind a label, further lines indented under the first.

    Args:
        label: Stands in the first `indent` cells.
        parts: Kept whole where one fits on a line.
        width: Cells of a line.
        indent: Cells before the text.
    """
    room = max(8, width - indent)
    lines: list[Content] = []
    line = Content("")
    for part in parts:
        if line and line.cell_length + 2 + part.cell_length > room:
            lines.append(line)
            line = Content("")
        *whole, rest = wrap(part, room) if part.cell_length > room else (part,)
        lines += whole
        line = joined(line, "  ", rest) if line else rest
    lines.append(line)
    first = joined(label, " " * max(1, indent - label.cell_length), lines[0])
    return [first, *(joined(" " * indent, line) for line in lines[1:])]


_UNSAFE: Final = dict.fromkeys(
    [
        *range(0x20),
        *range(0x7F, 0xA0),
        0x2028,
        0x2029,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ],
    "�",
) | dict.fromkeys(range(0xD800, 0xE000), "�")


class TerminalGuard(LineFilter):
    """The second layer: no control character of any widget's text reaches the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Replaces what would act on the terminal, in text and in the targets of links."""
        if all(text.isprintable() and not (style and style.link) for text, style, _ in segments):
            return segments
        guarded = []
        for text, style, control in segments:
            safe = text if text.isprintable() else text.translate(_UNSAFE)
            if style is None or not style.link or style.link.isprintable():
                guarded.append(Segment(safe, style, control))
            else:
                guarded.append(Segment(safe, style.update_link(None), control))
        return guarded


class OneFilter(LineFilter):
    """Several filters as one: Textual runs each over every line of all that a change overlaps.

    Args:
        parts: The filters, in their order.
    """

    def __init__(self, parts: tuple[LineFilter, ...]) -> None:
        super().__init__()
        self.parts = parts

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """What all filters make of the segments."""
        for part in self.parts:
            segments = part.apply(segments, background)
        return segments


class OutputGuard(RenderHook):
    """The same for what is printed after the screen is gone, as of a program that failed.

    A message or a traceback may hold text of a record.

    Args:
        console: The console that prints.
    """

    def __init__(self, console: Console) -> None:
        self._console = console

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Cleans all text; its colours stay, for they are ours."""
        return [
            Segments(
                Segment(text if control else clean(text), style, control)
                for text, style, control in self._console.render(renderable)
            )
            for renderable in renderables
        ]
