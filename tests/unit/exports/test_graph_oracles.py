"""GraphML as networkx reads it, DOT as Graphviz draws it, whatever the labels hold."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.exports.graph import graph
from store.views import InView
from tests.builders import Tables, actor, dossier, event, part
from tests.unit.exports.drawn import TEXTS, dossiers
from tests.unit.exports.making import embassy, exported, of_tables

HOSTILE = "\\N \\\\ \"q\" '<b>'&amp;]]>\x1b[2J\x00\u202e\ufffe\ud800{|} \\G\\l\n# // /* ü"
DOT = shutil.which("dot")


def check_graphml(view: InView) -> None:
    networkx = pytest.importorskip("networkx")
    made = graph(view)
    text = exported(view, "graphml").decode()
    read = networkx.parse_graphml(text, force_multigraph=True)
    assert sorted(data["id"] for _, data in read.nodes(data=True)) == sorted(
        node.key.partition("/")[2].replace("\x00", "") for node in made.nodes
    )
    assert read.number_of_edges() == len(made.edges)
    kinds = sorted(data["kind"] for _, _, data in read.edges(data=True))
    assert kinds == sorted(edge.kind for edge in made.edges)


@settings(max_examples=40, deadline=None)
@given(tables=dossiers(st.just(HOSTILE) | TEXTS))
def test_networkx_reads_hostile_graphs(tables: Tables) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_graphml(of_tables(Path(folder), tables))


def test_networkx_reads_the_bundled_dossier() -> None:
    networkx = pytest.importorskip("networkx")
    check_graphml(embassy())
    read = networkx.parse_graphml(exported(embassy(), "graphml").decode(), force_multigraph=True)
    names = {data["id"]: data.get("label") for _, data in read.nodes(data=True)}
    assert names["attack"] == "Attack on the U.S. embassy in Baghdad"


@pytest.mark.skipif(DOT is None, reason="Graphviz is not installed")
def test_graphviz_draws_hostile_labels(tmp_path: Path) -> None:
    assert DOT is not None
    tables = dossier(
        title=HOSTILE,
        actors=[actor("a1", name=HOSTILE), actor('a"2\\', name="\\N")],
        events=[event("e1", title=HOSTILE, participants=[part("a1", HOSTILE), part('a"2\\', "x")])],
    )
    done = subprocess.run(
        [DOT, "-Tsvg"], input=exported(of_tables(tmp_path, tables), "dot"), capture_output=True,
        check=False, timeout=30,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    drawn = ET.fromstring(done.stdout)
    groups = [one.get("class") for one in drawn.iter("{http://www.w3.org/2000/svg}g")]
    assert (groups.count("node"), groups.count("edge")) == (3, 2)
    texts = {one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert "\\N" in texts  # and not the name of the node, for which Graphviz would take it
