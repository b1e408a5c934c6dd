"""An HTML page read strictly, by the parser of the standard library: what opens must close."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "hr"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def everything(self) -> Iterator[Element]:
        """This element and all inside it."""
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one.everything()

    def all(self, name: str) -> list[Element]:
        return [one for one in self.everything() if one.name == name]

    def one(self, name: str) -> Element:
        (found,) = self.all(name)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]
        self.declarations: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in {tag}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_decl(self, decl: str) -> None:
        self.declarations.append(decl)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def read_html(text: str) -> Element:
    """A page; fails where it is not balanced."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.declarations == ["doctype html"]
    assert reader.open == [reader.root]
    return reader.root


def text_of(element: Element) -> str:
    """The text in an element, a line end for a break."""
    parts = []
    for one in element.inside:
        if isinstance(one, str):
            parts.append(one)
        else:
            parts.append("\n" if one.name == "br" else text_of(one))
    return "".join(parts)
