"""What a reader of each form sees: the words that stand there, its own signs taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

from tests.unit.test_cite_markdown import shown

_LATEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\textless{}": "<",
    r"\textgreater{}": ">", r"\textbar{}": "|", r"\textquotedbl{}": '"',
    r"\textasciigrave{}": "`", r"\newline{}": "\n", "{[}": "[", "{]}": "]", "{}": "",
    **{f"\\{sign}": sign for sign in "&%$#_"},
}  # fmt: skip
_LATEX_SIGN = re.compile("|".join(map(re.escape, _LATEX)) + r"|\\[a-z]+\b|\[?\{|\}\]?")
"""A sign of the text, or a command or brace that is none."""


class Page(HTMLParser):
    """Reads a piece of HTML; every element must be closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.texts.append("\n")
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag == "p":
            self.texts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in {"p", "i"}:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError("a declaration")

    @property
    def text(self) -> str:
        return "".join(self.texts)


def latex_read(text: str) -> str:
    """LaTeX of ours as plain text, without its commands and their braces."""
    return _LATEX_SIGN.sub(lambda sign: _LATEX.get(sign[0], ""), text)


def wiki_read(text: str) -> str:
    """Wikitext of ours as plain text."""
    return unescape(text.replace("<br />", "\n"))


def annotation_read(text: str) -> str:
    return str(json.loads(text)["body"][0]["value"])


def csl_read(text: str) -> str:
    return "\n".join(item["annote"] for item in json.loads(text))


PROSE: dict[str, Callable[[str], str]] = {
    "words": str,
    "attributed": str,
    "markdown": lambda text: "\n".join(shown(text)),
    "reference": str,
    "wiki": wiki_read,
    "html": lambda text: Page(text).text,
    "latex": latex_read,
    "bibtex": latex_read,
    "ris": str,
    "csl-json": csl_read,
    "web-annotation": annotation_read,
}
"""For each form with words in it, what makes plain text of it."""
