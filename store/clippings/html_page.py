"""Clippings as one HTML page that needs nothing else: no script, no picture, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from store.cite import NO_SOURCE
from store.clean import clean
from store.clippings import wording
from store.clippings.contents import Cited, Clip, Contents, Group, Listed, Remark
from store.clippings.html_values import language_tag, web_target
from store.clippings.sheet import SHEET
from store.forms.escape import html as escaped
from store.forms.passage import Piece
from store.styles import as_html

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing, should anything ever ask for it."""


def page(contents: Contents) -> str:
    """The document as HTML."""
    return "\n".join((*_head(contents), *_body(contents), ""))


def _head(contents: Contents) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="generator" content="onrecord">'
    yield f"<title>{_one(contents.title)}: clippings</title>"
    yield f"<style>\n{SHEET}</style>"
    yield "</head>"


def _body(contents: Contents) -> Iterator[str]:
    made = contents.clippings.made.isoformat()
    yield "<body>"
    yield "<header>"
    yield '<p class="what">Clippings</p>'
    yield f"<h1>{isolated(contents.title)}</h1>"
    day = f'<time datetime="{made}">{_one(contents.day)}</time>'
    chosen = f" Filter: <code>{isolated(contents.filter)}</code>" if contents.filter else ""
    yield f'<p class="scope">{_one(contents.scope)}; {day}.{chosen}</p>'
    yield "</header>"
    yield "<main>"
    for number, group in enumerate(contents.groups, 1):
        yield from _group(number, group)
    yield "</main>"
    if contents.sources:
        yield from _sources(contents)
    yield "</body>"
    yield "</html>"


def _group(number: int, group: Group) -> Iterator[str]:
    yield f'<section class="group" aria-labelledby="group-{number}">'
    yield f'<h2 id="group-{number}">{isolated(group.heading)}</h2>'
    if group.under:
        yield f'<p class="under">{isolated(group.under)}</p>'
    yield from remarked(group.remark)
    for clip in group.clips:
        yield from article(clip)
    yield "</section>"


def article(clip: Clip) -> Iterator[str]:
    """A quote with who said it, and where it stands."""
    yield f'<article class="{clip.kind}">'
    yield from quotation(clip)
    yield "</article>"


def quotation(clip: Clip) -> Iterator[str]:
    """What stands in the article of a quote."""
    yield "<figure>"
    yield _said(clip)
    yield "<figcaption>"
    parts = [f'<span class="who">{isolated(clip.name)}</span>']
    parts[0] += f", {isolated(clip.office)}" if clip.office else ""
    parts += [isolated(clip.when)]
    parts += [f'<span class="hedge">{isolated(clip.hedge)}</span>'] if clip.hedge else []
    cited = [cited_at(one) for one in clip.cited] or [NO_SOURCE]
    yield f"— {'; '.join(parts)} {' '.join(cited)}"
    yield "</figcaption>"
    yield "</figure>"
    if clip.context:
        yield f'<p class="about">Context: {isolated(clip.context)}</p>'
    if clip.original:
        yield f'<p class="about">Original: {isolated(clip.original)}</p>'
    if clip.translator:
        yield f'<p class="about">Translated by {isolated(clip.translator)}.</p>'
    yield from remarked(clip.remark)


def _said(clip: Clip) -> str:
    """The words, in a blockquote only where all of them are the speaker's.

    That is what the element says: https://html.spec.whatwg.org/multipage/grouping-content.html
    """
    words = "".join(_piece(piece, own=clip.kind == "verbatim") for piece in clip.words).strip()
    spoken = language_tag(clip.language)
    attributes = ' dir="auto"' + (f' lang="{spoken}"' if spoken else "")
    if clip.kind == "verbatim":
        return f'<blockquote class="said"{_at(clip)}{attributes}><p>{words}</p></blockquote>'
    if clip.kind == "paraphrase":
        # Isolated, so that the direction is that of the words.
        words = f'<bdi class="label" lang="en">Paraphrase:</bdi> {words}'
    return f'<div class="said"{attributes}><p>{words}</p></div>'


def _piece(piece: Piece, *, own: bool) -> str:
    text = "<br>\n".join(map(escaped, clean(piece.text).split("\n")))
    if not (own or piece.open):
        return text
    return f'<span class="own">{escaped(piece.open)}{text}{escaped(piece.close)}</span>'


def cited_at(cited: Cited) -> str:
    """The number of a source, which leads to it."""
    locator = f", {isolated(cited.locator)}" if cited.locator else ""
    target = f"source-{cited.number}"
    name = f"cited-{cited.number}-{cited.place}"
    return (
        f'<span class="cite" id="{name}"><a href="#{target}">[{cited.number}{locator}]</a></span>'
    )


def remarked(remark: Remark) -> Iterator[str]:
    """What the user has put on a record, in a box of its own."""
    if not remark:
        return
    yield f'<aside class="note" aria-label="{wording.COMPILER}">'
    if remark.note:
        note = "<br>\n".join(escaped(line) for line in wording.lines(remark.note))
        yield f"<p><b>{wording.COMPILER}:</b> <bdi>{note}</bdi></p>"
    if remark.tags:
        tags = ", ".join(map(isolated, remark.tags))
        yield f"<p><b>{wording.TAGS}:</b> {tags}</p>"
    yield "</aside>"


def _sources(contents: Contents) -> Iterator[str]:
    yield '<section class="list" aria-labelledby="sources">'
    yield '<h2 class="sources" id="sources">Sources</h2>'
    yield from numbered(contents.sources)
    yield "</section>"


def numbered(sources: Iterable[Listed]) -> Iterator[str]:
    """The list of sources, each with the way back to where it is cited."""
    yield "<ol>"
    for number, source in enumerate(sources, 1):
        reference = f"<bdi>{_reference(source)}</bdi> {_back(number, source)}"
        yield f'<li id="source-{number}">{reference}</li>'
    yield "</ol>"


def _reference(source: Listed) -> str:
    """The reference; its addresses stand there in full, so that they are there on paper too."""
    text = as_html(wording.shown_runs(source.reference))
    if source.address:
        shown, link = _one(source.address), _link(source.address)
        text = text.replace(shown, link, 1) if shown in text else f"{text} {link}."
    if source.archived and source.archived != source.address:
        text += f" Archived at {_link(source.archived)}."
    return text


def _link(address: str) -> str:
    target = escaped(web_target(address))
    return f'<a href="{target}" rel="noreferrer">{_one(address)}</a>' if target else _one(address)


def _back(number: int, source: Listed) -> str:
    """Links to where a source is cited."""
    links = (
        f'<a class="back" href="#cited-{number}-{place}" '
        f'aria-label="back to citation {place} of source {number}">↩</a>'
        for place in range(1, source.cited + 1)
    )
    return " ".join(links)


def _at(clip: Clip) -> str:
    target = escaped(web_target(clip.address))
    return f' cite="{target}"' if target else ""


def _one(text: str) -> str:
    return escaped(wording.shown(text))


def isolated(text: str) -> str:
    """A text that turns nothing round it, whichever way it is written."""
    return f"<bdi>{_one(text)}</bdi>"
