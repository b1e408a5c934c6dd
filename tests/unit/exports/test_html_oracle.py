"""The HTML page as a strict parser reads it: no error, nothing that runs or is loaded."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.clippings.html_values import from_the_right, language_tag, web_target
from tests.builders import Tables, dossier, event, quote, source
from tests.unit.exports.drawn import dossiers
from tests.unit.exports.making import embassy, exported, of_tables

html5lib = pytest.importorskip("html5lib")

HOSTILE = "'<script>alert(1)</script>\"&]]>&notin;\x1b[2J\x00\u202e\ufffe\ud800--><!--"
ADDRESSES = (
    "https://a.example/x|y", "https://a.example/[1]?q=ü{}", "http://[::1", "javascript:alert(1)",
    'https://a.example/"onload=x', "https://a.example:99999/", "https://a.example/#a#b",
    "https://ex%ample.org/", "https://a.example/%zz", "https://a.example/a<b>",
)  # fmt: skip
LOADED = {"script", "img", "link", "iframe", "object", "embed", "audio", "video", "source", "base",
          "form", "input", "svg"}  # fmt: skip


def check(page: bytes) -> Any:  # noqa: ANN401 - the tree of a library without types
    """Reads a page, where the first fault raises, and looks for what would run or be loaded."""
    text = page.decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        assert one.tag not in LOADED
        for name, value in one.items():
            assert not name.startswith("on")
            assert name not in {"src", "srcset", "style", "background", "poster", "action"}
            if name in {"href", "cite"}:
                assert value.startswith(("https://", "http://", "#"))
                assert value[1:] in ids or not value.startswith("#")
            if name == "aria-labelledby":
                assert value in ids
    sheet = "".join(one.text for one in tree.iter("style"))
    assert not re.search(r"url\s*\(|@import|image-set|expression", sheet)
    return tree


@pytest.mark.parametrize("chosen", ["", "actor:pompeo", "kind:verbatim", "nosuchword"])
def test_the_bundled_dossier(chosen: str) -> None:
    tree = check(exported(embassy(chosen), "html"))
    assert tree.get("lang") == "en"
    assert len(list(tree.iter("title"))) == len(list(tree.iter("h1"))) == 1


@settings(max_examples=60, deadline=None)
@given(
    tables=dossiers(st.sampled_from([HOSTILE, "two\n\nparts"]) | st.text(min_size=1, max_size=20)),
    address=st.sampled_from(ADDRESSES),
    language=st.sampled_from(["en", 'x" onload="y', "xx-bogus", "ar"]),
)
def test_hostile_dossiers(tables: Tables, address: str, language: str) -> None:
    for one in tables["sources"].values():
        one["csl"]["URL"] = one["archived"] = address
    tables["dossier"]["1"]["language"] = language
    with tempfile.TemporaryDirectory() as folder:
        check(exported(of_tables(Path(folder), tables), "html"))


def test_every_heading_leads_its_part(tmp_path: Path) -> None:
    tables = dossier(
        sources=[source("s1")],
        events=[event("e1", when="2019", citations=[{"source": "s1"}])],
        quotes=[quote("q1", events=["e1"]), quote("q2")],
    )
    tree = check(exported(of_tables(tmp_path, tables), "html"))
    for part in (*tree.iter("section"), *tree.iter("article")):
        assert any(one.tag in {"h2", "h3"} for one in part.iter())


def test_the_page_is_in_the_language_of_the_dossier(tmp_path: Path) -> None:
    tables = dossier(events=[event()], language="fa-IR")
    tree = check(exported(of_tables(tmp_path, tables), "html"))
    assert (tree.get("lang"), tree.get("dir")) == ("fa-IR", "rtl")
    assert {one.get("lang") for one in (*tree.iter("h2"), *tree.iter("nav"))} == {"en"}


@pytest.mark.parametrize(
    ("said", "tag"),
    [("en", "en"), ("EN-gb", "en-GB"), ("zh-hant-tw", "zh-Hant-TW"), ("en-Latn", "en"),
     ("xx", ""), ("english", ""), ("ckb", "ckb"), ("de-1996", "de"), ("en-ZX", "en"), ("", ""),
     ("sr-Latn", "sr-Latn")],
)  # fmt: skip
def test_language_tags(said: str, tag: str) -> None:
    assert language_tag(said) == tag
    assert from_the_right("ar") is from_the_right("az-Arab") is True
    assert from_the_right("en") is from_the_right("ku-Latn") is False


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://a.example/x?a=1&b=2#c", "https://a.example/x?a=1&b=2#c"),
        ("https://a.example/%C3%BC/%zz", "https://a.example/%C3%BC/%25zz"),
        ("https://a.example/[1]|{}", "https://a.example/%5B1%5D%7C%7B%7D"),
        ("https://a.example/#a#b", "https://a.example/#a%23b"),
        ("https://[::1]:8080/x", "https://[::1]:8080/x"),
        ("https://münchen.example/ü", "https://münchen.example/ü"),
        ("https://a.example:99999/", ""), ("https://ex%ample.org/", ""), ("http://[::1", ""),
        ("javascript:alert(1)", ""), ("", ""),
    ],
)  # fmt: skip
def test_addresses_of_links(address: str, target: str) -> None:
    assert web_target(address) == target
