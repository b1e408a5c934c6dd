"""A bench for the virtual list: lists of numbered rows in an app of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from tui.widgets.virtual_list import Drawn, VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.segment import Segment
    from textual.pilot import Pilot

WIDTH, HEIGHT = 24, 10

Look = dict[int, Drawn]


def row(*lines: str, headings: Sequence[str] = (), gap: int = 0) -> Drawn:
    return Drawn(tuple(map(Content, lines)), tuple(map(Content, headings)), gap)


class Rows(VirtualList[int]):
    """Numbers as rows: one line each, unless `looks` says otherwise; every draw is counted."""

    looks: ClassVar[Look] = {}

    def __init__(self, looks: Look | None = None, pinned: int = 0) -> None:
        super().__init__(
            key=lambda item: f"k{item}",
            pinned=pinned,
            empty=(Content("nothing here"), Content("x clears")),
        )
        self.own = looks or {}
        self.calls: list[tuple[int, int, bool]] = []

    def draw(self, index: int, width: int, forced: bool) -> Drawn:
        self.calls.append((index, width, forced))
        item = self.rows[index]
        return self.own.get(item) or row(f"{'!' if forced else ''}item {item}")


class Bench(App[None]):
    """One list and something else to focus."""

    CSS = "Input { dock: bottom; height: 1; border: none; }"
    BINDINGS: ClassVar = [
        Binding("down", "focused.cursor(1)"),
        Binding("up", "focused.cursor(-1)"),
        Binding("pagedown", "focused.page(1.0)"),
        Binding("pageup", "focused.page(-1.0)"),
        Binding("ctrl+d", "focused.page(0.5)"),
        Binding("home", "focused.top"),
        Binding("end", "focused.bottom"),
    ]

    def __init__(
        self, rows: Rows, items: Sequence[int] | None, theme: str = "textual-dark"
    ) -> None:
        super().__init__()
        self.list = rows
        self.items = items
        self.said: list[Message] = []
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield self.list
        yield Input()

    def on_mount(self) -> None:
        if self.items is not None:
            self.list.show(self.items)
        self.list.focus()

    @on(VirtualList.Moved)
    @on(VirtualList.Scrolled)
    def note(self, message: Message) -> None:
        self.said.append(message)

    def heard(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.said if type(message) is kind]


def bench(
    items: Sequence[int], looks: Look | None = None, *, pinned: int = 0, theme: str = "textual-dark"
) -> Bench:
    return Bench(Rows(looks, pinned), items, theme)


SIZE = (WIDTH, HEIGHT + 1)  # one line is the input's


def screen(rows: Rows) -> list[str]:
    return [rows.render_line(y).text for y in range(rows.size.height)]


def text(rows: Rows) -> list[str]:
    """What is written: without the cells of the bars, and without the trailing blanks."""
    return [line[1:-1].rstrip() for line in screen(rows)]


def line_of(rows: Rows, index: int) -> int:
    """The line of the screen that carries the number of an item."""
    return [line.lstrip("!") for line in text(rows)].index(f"item {rows.rows[index]}")


def segments(rows: Rows, y: int) -> list[Segment]:
    return list(rows.render_line(y))


def background(segment: Segment) -> str | None:
    style = segment.style
    return style.bgcolor.name if style and style.bgcolor else None


async def wheel(pilot: Pilot[None], rows: Rows, kind: type[events.MouseEvent], times: int) -> None:
    for _ in range(times):
        rows.post_message(kind(rows, 1, 1, 0, 0, 0, False, False, False))
    await pilot.pause()
