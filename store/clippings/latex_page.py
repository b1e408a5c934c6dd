"""Clippings as a LaTeX document, for pdfLaTeX, LuaLaTeX and XeLaTeX.

Its packages are iftex, geometry, csquotes and hyperref, and fontspec for the last two engines;
lmodern is used where it is installed. Sources are a bibliography of the document's own, so that it
takes two runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from unicodedata import category

from store.cite import NO_SOURCE
from store.clean import clean
from store.clippings import wording
from store.clippings.contents import Cited, Clip, Contents, Group, Listed, Remark
from store.forms.escape import latex
from store.forms.passage import Piece
from store.house import House

_PREAMBLE: Final = r"""% Run it twice, for the numbers of the sources. Letters of other scripts
% than the Latin one need LuaLaTeX or XeLaTeX, and a font that has them:
% \setmainfont{Noto Serif}.
\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\ifpdftex
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{textcomp}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\else
  \usepackage{fontspec}
\fi
\usepackage[margin=30mm]{geometry}
\usepackage{csquotes}
\usepackage[hidelinks]{hyperref}
\DeclareQuoteStyle{house}{OPEN}{CLOSE}{INNER-OPEN}{INNER-CLOSE}
\setquotestyle{house}
\setlength{\parindent}{0pt}
\setlength{\parskip}{.5\baselineskip}
\setlength{\emergencystretch}{3em}
\renewcommand{\refname}{Sources}
\newcommand{\heading}[2]{{\noindent\small\scshape Clippings\par}\nopagebreak
  {\LARGE\raggedright #1\par}\nopagebreak{\small\raggedright #2\par}\medskip\hrule}
\newcommand{\under}[1]{\nopagebreak\vspace{-.7\baselineskip}{\small\raggedright #1\par}\nopagebreak}
\makeatletter
\newenvironment{firstquote}{\@beginparpenalty=10000 \quote}{\endquote}
\makeatother
\newcommand{\attribution}[1]{\par\nopagebreak{\small\raggedright --- #1\par}}
\newcommand{\remark}[1]{\par\nopagebreak{\footnotesize\raggedright #1\par}}
\newcommand{\compilers}[2]{\par{\small\sffamily\raggedright\textbf{#1:} #2\par}}
"""

_SHORT: Final = 24

_NEWLINE: Final = "\\newline{}\n"

_DECLARED: Final = (
    r"  \ifcsname u8:\detokenize{%s}\endcsname\else\DeclareUnicodeCharacter{%04X}{%s}\fi"
)
"""What pdfLaTeX is told of a letter, if it has none: it would stop at it."""


def page(contents: Contents) -> str:
    """The document as LaTeX."""
    # LuaLaTeX takes the replacement character for a fault of the file.
    title, body = (
        text.replace("\ufffd", "?") for text in (_one(contents.title), "\n".join(_body(contents)))
    )
    preamble = _preamble(contents.clippings.house).rstrip()
    return "\n".join(
        (
            preamble,
            *_declared(preamble + body),
            rf"\hypersetup{{pdftitle={{{title}}}}}",
            "",
            r"\begin{document}",
            body,
            r"\end{document}",
            "",
        )
    )


def _preamble(house: House) -> str:
    text = _PREAMBLE
    for name, marks in (("INNER-", house.inner), ("", house.outer)):
        text = text.replace(f"{name}OPEN", latex(f"{marks.open}{marks.pad}"))
        text = text.replace(f"{name}CLOSE", latex(f"{marks.pad}{marks.close}"))
    return text


def _declared(text: str) -> Iterator[str]:
    """Letters beyond Latin-1: one that pdfLaTeX does not know is shown by its number."""
    letters = sorted({char for char in text if ord(char) > 0xFF})
    if letters:
        yield r"\ifpdftex"
        for char in letters:
            number = ord(char)
            instead = r"\," if category(char) == "Zs" else rf"{{\scriptsize[U+{number:04X}]}}"
            yield _DECLARED % (char, number, instead)
        yield r"\fi"


def _body(contents: Contents) -> Iterator[str]:
    about = f"{contents.scope}; {contents.day}."
    about += f" Filter: {contents.filter}" if contents.filter else ""
    yield rf"\heading{{{_one(contents.title)}}}{{{_one(about)}}}"
    for group in contents.groups:
        yield ""
        yield from _group(group)
    if contents.sources:
        yield from ("", rf"\begin{{thebibliography}}{{{len(contents.sources)}}}")
        for number, source in enumerate(contents.sources, 1):
            yield rf"\bibitem{{s{number}}} {_source(source)}"
        yield r"\end{thebibliography}"


def _group(group: Group) -> Iterator[str]:
    yield rf"\section*{{{_one(group.heading)}}}"
    if group.under:
        yield rf"\under{{{_one(group.under)}}}"
    yield from _remark(group.remark)
    for number, clip in enumerate(group.clips):
        yield ""
        # The first one stays on the page of its heading.
        yield from _clip(clip, "quote" if number else "firstquote")


def _clip(clip: Clip, environment: str) -> Iterator[str]:
    label = r"\textsc{Paraphrase:} " if clip.kind == "paraphrase" else ""
    yield rf"\begin{{{environment}}}"
    yield label + "".join(map(_piece, _trimmed(clip.words)))
    yield rf"\attribution{{{_one(clip.attribution)}~{_cited(clip)}}}"
    for lead, text in (("Context: ", clip.context), ("Original: ", clip.original)):
        if text:
            yield rf"\remark{{{_one(lead + text)}}}"
    if clip.translator:
        yield rf"\remark{{{_one(f'Translated by {clip.translator}.')}}}"
    yield rf"\end{{{environment}}}"
    yield from _remark(clip.remark)


def _trimmed(words: tuple[Piece, ...]) -> Iterator[Piece]:
    """The pieces without what would be an empty line at either end."""
    last = len(words) - 1
    for place, piece in enumerate(words):
        text = piece.text.lstrip() if place == 0 else piece.text
        yield Piece(text.rstrip() if place == last else text, piece.open)


def _piece(piece: Piece) -> str:
    text = _NEWLINE.join(map(latex, clean(piece.text).split("\n")))
    return rf"\enquote{{{text}}}" if piece.open else text


def _cited(clip: Clip) -> str:
    return " ".join(map(_citation, clip.cited)) or latex(NO_SOURCE)


def _citation(cited: Cited) -> str:
    """A citation, which stays on one line when it is short."""
    if not cited.locator:
        return rf"\cite{{s{cited.number}}}"
    text = rf"\cite[{{{_one(cited.locator)}}}]{{s{cited.number}}}"
    return rf"\mbox{{{text}}}" if len(cited.locator) < _SHORT else text


def _remark(remark: Remark) -> Iterator[str]:
    if remark.note:
        note = _NEWLINE.join(map(latex, wording.lines(remark.note)))
        yield rf"\compilers{{{wording.COMPILER}}}{{{note}}}"
    if remark.tags:
        yield rf"\compilers{{{wording.TAGS}}}{{{_one(', '.join(remark.tags))}}}"


def _source(source: Listed) -> str:
    runs = wording.shown_runs(source.reference)
    text = "".join(
        rf"\emph{{{latex(run.text)}}}" if run.italic else latex(run.text) for run in runs
    )
    for lead, address in (("", source.address), ("Archived at ", source.archived)):
        if address and latex(address) not in text:
            text += f" {lead}{_one(address)}."
    return text


def _one(text: str) -> str:
    return latex(wording.shown(text))
