"""Clippings as Markdown: CommonMark, with footnotes as GitHub, Pandoc and others know them."""

from __future__ import annotations

from collections.abc import Iterator

from store.cite import NO_SOURCE
from store.clippings import wording
from store.clippings.contents import Clip, Contents, Group, Listed, Remark
from store.styles import Run, as_markdown


def page(contents: Contents) -> str:
    """The document as Markdown."""
    about = f"Clippings: {contents.scope}; {contents.day}."
    out = [f"# {_one(contents.title)}", "", _one(about)]
    if contents.filter:
        out[-1] += f" Filter: {_one(contents.filter)}"
    for group in contents.groups:
        out += ["", *_group(group)]
    if contents.sources:
        out += ["", "## Sources", ""]
        out += [source_note(number, source) for number, source in enumerate(contents.sources, 1)]
    return "\n".join(out) + "\n"


def _group(group: Group) -> Iterator[str]:
    yield f"## {_one(group.heading)}"
    if group.under:
        yield from ("", _one(group.under))
    yield from _remark(group.remark)
    for clip in group.clips:
        yield ""
        yield from _clip(clip)


def _clip(clip: Clip) -> Iterator[str]:
    label = "Paraphrase: " if clip.kind == "paraphrase" else ""
    for line in _lines(f"{label}{wording.plain(clip.words)}"):
        yield f"> {line}".rstrip()
    yield ">"
    yield f"> — {_one(clip.attribution)} {_cited(clip)}"
    for label, text in (("Context: ", clip.context), ("Original: ", clip.original)):
        if text:
            yield from (">", f"> {_one(label + text)}")
    if clip.translator:
        yield from (">", f"> {_one(f'Translated by {clip.translator}.')}")
    yield from _remark(clip.remark)


def _cited(clip: Clip) -> str:
    found = [
        f"[^{one.number}] ({_one(one.locator)})" if one.locator else f"[^{one.number}]"
        for one in clip.cited
    ]
    return ", ".join(found) or _escaped(NO_SOURCE)


def _remark(remark: Remark) -> Iterator[str]:
    """Outside the blockquote, for it is no part of what is quoted."""
    if remark.note:
        head, *rest = _lines(remark.note)
        yield from ("", f"**{wording.COMPILER}:** {head}", *rest)
    if remark.tags:
        yield from ("", f"**{wording.TAGS}:** {_one(', '.join(remark.tags))}")


def source_note(number: int, source: Listed) -> str:
    """A source as a footnote."""
    text = as_markdown(wording.shown_runs(source.reference))
    for lead, address in (("", source.address), ("Archived at ", source.archived)):
        if address and _escaped(address) not in text:
            text += f" {lead}{_one(address)}."
    return f"[^{number}]: {text}"


def _lines(text: str) -> Iterator[str]:
    """A text line by line; a backslash at the end of one keeps it apart from the next."""
    lines = wording.lines(text)
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        yield _escaped(line) + ("\\" if line and following else "")


def _escaped(text: str) -> str:
    return as_markdown((Run(text),))


def _one(text: str) -> str:
    return _escaped(wording.shown(text))
