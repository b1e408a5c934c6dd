"""A style file of the user's own: what it gives, and what is said when it is no style."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

from store.errors import OnrecordError
from store.styles import csl_file

HAS_CITEPROC: Final = find_spec("citeproc") is not None
needs_citeproc = pytest.mark.skipif(not HAS_CITEPROC, reason="needs the extra csl")

STYLE: Final = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>House</title><id>house</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography>
    <layout suffix=".">
      <group delimiter=": ">
        <names variable="author"><name form="short" and="text"/></names>
        <text variable="title" font-style="italic"/>
        <date variable="issued"><date-part name="year"/></date>
      </group>
    </layout>
  </bibliography>
</style>
"""


@pytest.fixture(name="style")
def _style(tmp_path: Path) -> Path:
    path = tmp_path / "house.csl"
    path.write_text(STYLE, "utf-8")
    return path


@needs_citeproc
def test_a_style_of_ones_own(style: Path) -> None:
    items: list[dict[str, object]] = [
        {
            "id": "b",
            "type": "book",
            "title": "War &amp; <peace>",
            "author": [{"family": "Doe", "given": "Jane"}, {"literal": "The Board"}],
            "issued": {"date-parts": [["2020", 1]]},
        },
        {"id": "a", "title": "Alone"},
    ]
    assert csl_file.formatted_with(style, items) == [
        "Doe and The Board: War &amp; <peace>: 2020.",
        "Alone.",
    ]


@needs_citeproc
@pytest.mark.parametrize(
    "item",
    [
        {},
        {"type": 3, "title": ["x"], "author": "Doe", "issued": 2020},
        {"type": "no-such-type", "title": "T", "author": [None, 4, {}], "issued": {"raw": "soon"}},
        {"type": "book", "title": "T", "volume": 3, "page": 4.5, "issued": {"date-parts": [[]]}},
    ],
)
def test_junk_is_passed_over(style: Path, item: dict[str, object]) -> None:
    [line] = csl_file.formatted_with(style, [item])
    assert "None" not in line


@needs_citeproc
@pytest.mark.parametrize(
    "content",
    [
        STYLE[:300],
        STYLE.replace("</names>", ""),
        STYLE.replace('<text variable="title" font-style="italic"/>', "<nonsense/>"),
    ],
)
def test_a_broken_style_is_named(style: Path, content: str) -> None:
    style.write_text(content, "utf-8")
    with pytest.raises(OnrecordError) as caught:
        csl_file.formatted_with(style, [{"title": "T"}])
    assert caught.value.where == str(style)
    assert caught.value.mend


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no CSL citation style"),
        (b"\xff\xfe\x00", "no CSL citation style"),
        (b"<html></html>", "no CSL citation style"),
        (STYLE.replace("bibliography", "bib").encode(), "no bibliography"),
        (STYLE.replace("<style", "<!DOCTYPE x []><style", 1).encode(), "entities"),
        (b" " * 5_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_style(style: Path, content: bytes, what: str) -> None:
    style.write_bytes(content)
    with pytest.raises(OnrecordError, match=what) as caught:
        csl_file.formatted_with(style, [])
    assert caught.value.mend


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csl", tmp_path):
        with pytest.raises(OnrecordError, match="cannot be read"):
            csl_file.formatted_with(path, [])


def test_the_extra_is_named_when_it_is_missing(
    style: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(csl_file, "import_module", missing)
    with pytest.raises(OnrecordError, match="citeproc-py") as caught:
        csl_file.formatted_with(style, [])
    assert "onrecord[csl]" in caught.value.mend
