"""DOT (https://graphviz.org/doc/info/lang.html): a graph that Graphviz draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.clean import clean
from store.exports.base import Exporter, ExportOptions, closed, counted, encoded
from store.exports.graph import HELD, Edge, Node, graph, losses
from store.views import InView

_SHAPES: Final = {"event": "box", "actor": "ellipse", "quote": "note", "source": "folder"}
_LINES: Final = {"takes part": "solid", "speaks about": "dotted"}
_LABELS: Final = {
    **HELD, "events": HELD["events"] - {"type", "place"}, "actors": HELD["actors"] - {"kind"},
}  # fmt: skip
"""The fields that a label shows."""


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    made = graph(seen)
    yield encoded(f"digraph {_quoted(seen.corpus.dossier.title)} {{\n")
    yield b'  rankdir=LR;\n  node [fontname="Helvetica"];\n  edge [fontname="Helvetica"];\n'
    for node in made.nodes:
        yield encoded(f"  {_quoted(node.key)} {_node(node)};\n")
    for edge in made.edges:
        yield encoded(f"  {_quoted(edge.start)} -> {_quoted(edge.end)} {_edge(edge)};\n")
    yield b"}\n"


def _node(node: Node) -> str:
    under = ", ".join(filter(None, (node.about.get("date"), node.about.get("certainty"))))
    label = f"{node.label}\n{under}" if under else node.label
    return f"[label={_quoted(label)}, shape={_SHAPES[node.kind]}]"


def _edge(edge: Edge) -> str:
    return f"[label={_quoted(edge.label)}, style={_LINES.get(edge.kind, 'bold')}]"


def _quoted(text: str) -> str:
    r"""A text as a quoted string: ``\`` would begin an escape, as ``\N`` for the node's name."""
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n") + '"'


def _losses(seen: InView) -> list[str]:
    actors = (seen.corpus.actors[row] for row in closed(seen)["actors"])
    short = sum(1 for actor in actors if actor.short and actor.short != actor.name)
    said = [f"the full name of {counted(short, 'actor')}"] if short else []
    return said + losses(seen, _LABELS)


EXPORTER: Final = Exporter("dot", "DOT graph for Graphviz", "dot", _write, _losses)
