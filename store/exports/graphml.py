"""GraphML (http://graphml.graphdrawing.org/), which Gephi, yEd, Cytoscape and networkx read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from store.exports.base import Exporter, ExportOptions, encoded
from store.exports.graph import graph, losses
from store.forms.escape import html
from store.views import InView

_NODE_KEYS: Final = (
    "label", "kind", "name", "type", "date", "edtf", "place", "certainty",
)  # fmt: skip
_EDGE_KEYS: Final = ("kind", "label")
_NOT_XML: Final = re.compile("[\ufffe\uffff]")


def _write(seen: InView, _options: ExportOptions) -> Iterator[bytes]:
    made = graph(seen)
    numbers = {node.key: f"n{number}" for number, node in enumerate(made.nodes)}
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for target, keys in (("node", ("id", *_NODE_KEYS)), ("edge", _EDGE_KEYS)):
        for key in keys:
            yield encoded(
                f'<key id="{target}-{key}" for="{target}" attr.name="{key}" attr.type="string"/>\n'
            )
    yield b'<graph id="dossier" edgedefault="directed">\n'
    for node in made.nodes:
        record = node.key.partition("/")[2]
        values = {"id": record, "label": node.label, "kind": node.kind, **node.about}
        yield encoded(f'<node id="{numbers[node.key]}">{_data("node", values)}</node>\n')
    for edge in made.edges:
        ends = f'source="{numbers[edge.start]}" target="{numbers[edge.end]}"'
        data = _data("edge", {"kind": edge.kind, "label": edge.label})
        yield encoded(f"<edge {ends}>{data}</edge>\n")
    yield b"</graph>\n</graphml>\n"


def _data(target: str, values: dict[str, str]) -> str:
    return "".join(
        f'<data key="{target}-{name}">{_text(value)}</data>' for name, value in values.items()
        if value
    )  # fmt: skip


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", html(text))


EXPORTER: Final = Exporter("graphml", "GraphML graph", "graphml", _write, losses)
