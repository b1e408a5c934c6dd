"""Lines that are set already: only those in sight are painted, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget


class Lines(Widget):
    """Lines of text, as high as they are many; its parent scrolls it.

    A `Static` would set and paint all of a long text for each of its changes.

    Args:
        id: The id of the widget.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._lines: Sequence[Content] = ()

    def show(self, lines: Sequence[Content]) -> None:
        """Shows other lines; what is longer than the widget is wide is cut off."""
        self._lines = lines
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The longest line."""
        return max((line.cell_length for line in self._lines), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Paints one line."""
        style = self.visual_style
        line = self._lines[y] if y < len(self._lines) else Content("")
        span = self.text_selection and self.text_selection.get_span(y)
        if span is not None:
            start, end = span
            chosen = self.screen.get_visual_style("screen--selection")
            line = line.stylize(chosen, start, len(line) if end < 0 else end)
        strip = Strip(segment for segment in line.render_segments(style) if segment.text)
        return strip.adjust_cell_length(self.size.width, style.rich_style).apply_offsets(0, y)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The words that were marked with the mouse."""
        return selection.extract("\n".join(line.plain for line in self._lines)), "\n"
