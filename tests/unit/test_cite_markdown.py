"""Statements as Markdown, held against a Markdown reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from store import cite
from tests.builders import actor, opened, quote, source
from tests.unit.quoted import one, quoted_as

UNHURRIED = settings(deadline=None, max_examples=60)
TURNED = str.maketrans("‘’", "“”")
"""Marks within marks are turned; which ones, other tests say."""

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PARTS = {
    "blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close",
    "text", "softbreak",
}  # fmt: skip


def shown(markdown: str) -> list[str]:
    """The lines of text that a reader of Markdown shows, if all is one plain blockquote."""
    tokens: list[Token] = READER.parse(markdown)
    assert (tokens[0].type, tokens[-1].type) == ("blockquote_open", "blockquote_close")
    inline = [token for token in tokens if token.type == "inline"]
    leaves = [leaf for token in inline for leaf in token.children or []]
    assert {token.type for token in (*tokens, *leaves)} <= PARTS
    assert [token.type for token in tokens].count("blockquote_open") == 1
    texts = (
        "".join("\n" if leaf.type == "softbreak" else leaf.content for leaf in token.children or [])
        for token in inline
    )
    return [line for text in texts for line in text.splitlines()]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_the_blockquote(tmp_path: Path) -> None:
    corpus = one(
        tmp_path,
        "We will *not* run.\n1. Never",
        speaker="esper",
        said="2020-01-02",
        hedge="reportedly",
        citations=[{"source": "s1", "locator": "line 9"}],
    )
    assert quoted_as(corpus, "markdown") == (
        "> “We will \\*not\\* run.\n"
        "> 1\\. Never”\n"
        ">\n"
        "> — Mark Esper, U.S. Defense Secretary; 2 January 2020; reportedly\n"
        ">\n"
        "> s1, line 9."
    )


@pytest.mark.parametrize(
    "text",
    [
        "[sic] *a* _b_ **c** `d` ~~e~~ <b>f</b> <https://x.org> ![g](h) [i](j)",
        "Title\n===\nbody", "Title\n---\nbody", "- a\n- b", "+ a", "* a", "1. a\n2) b", "12) x",
        "# head\n## head", "> quoted\n>> twice", "```\ncode\n```", "~~~\ncode",
        "    code\n\n    code", "a\n\n\tcode", "a | b\n--- | ---\nc | d", "|a|\n|-|", "a\n:--",
        "AT&amp;T &copy; &#35; & co.",
        "back\\slash \\* \\", "***", "___", "- - -", "[x]: https://x.org", "<!-- gone -->", "<br>",
        "a  \nb", "a\\\nb", "\u2028x\u2029- y", "x\r\n# y\r- z", "1986\\. A year",
        "--", "==", "-", "=", "+",
    ],
)  # fmt: skip
def test_markdown_shows_every_letter(tmp_path: Path, text: str) -> None:
    corpus = one(tmp_path, text, speaker="milley")
    *body, said_by = shown(quoted_as(corpus, "markdown"))
    assert body == lines_of(f"“{text.strip()}”") or body == lines_of(f"“{text}”")
    assert said_by == "— Mark Milley, U.S. general"


TRICKY = st.text(st.sampled_from("ab1 .)-+*_`~#>=|:[]()<>!&;\\\"'“”\n\té"), min_size=1, max_size=60)


@UNHURRIED
@given(TRICKY, st.sampled_from(["verbatim", "mixed", "paraphrase"]))
def test_markdown_gives_back_any_words(
    tmp_path_factory: pytest.TempPathFactory, text: str, kind: str
) -> None:
    text = f"x {text} x"
    corpus = one(tmp_path_factory.mktemp("m"), text, kind=kind, words=[text[:5]])
    label = "Paraphrase: " if kind == "paraphrase" else ""
    body = [line.translate(TURNED) for line in shown(quoted_as(corpus, "markdown"))[:-1]]
    assert body == lines_of((label + cite.marked(corpus.quotes[0])).translate(TURNED))


@UNHURRIED
@given(TRICKY, TRICKY)
def test_names_and_references_cannot_break_out(
    tmp_path_factory: pytest.TempPathFactory, name: str, locator: str
) -> None:
    name, locator = f"N{name}", f"L{locator}L"
    corpus = opened(
        tmp_path_factory.mktemp("n"),
        actors=[actor("a1", name=name)],
        quotes=[
            quote("q1", text="x", speaker="a1", citations=[{"source": "s1", "locator": locator}])
        ],
        sources=[source("s1", csl={"title": "# T\n\n- U"})],
    )
    said_by, reference = " ".join(name.split()), " ".join(locator.split())
    assert shown(quoted_as(corpus, "markdown")) == ["“x”", f"— {said_by}", f"# T - U, {reference}."]
    assert shown(quoted_as(corpus, "markdown", 0, "actors")) == lines_of(name)
