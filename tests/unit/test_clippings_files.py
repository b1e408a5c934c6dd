"""Files of clippings: their names, and how their lines end."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path, PurePath

import pytest

from store.clippings import DOCUMENTS, Clippings, document, form_of_file, suggested_name
from store.corpus import Corpus, open_dossier
from store.filters import parse
from store.house import HOUSE
from store.mark_set import Mark, MarkSet
from store.views import evaluate

FILE = Path(__file__).parents[2] / "assets" / "dossiers" / "embassy.json"
NOTED = MarkSet((Mark("quotes", "milley-buzzsaw", note="word " * 60 + "x" * 200),))


@pytest.fixture(scope="module", name="embassy")
def fixture_embassy() -> Corpus:
    return open_dossier(FILE)


def clipped(corpus: Corpus, form: str, text: str = "") -> str:
    seen = evaluate(corpus, parse(text), text, NOTED)
    return document(Clippings(seen, seen.quotes, "event", True, HOUSE, date(2020, 3, 4)), form)


@pytest.mark.parametrize("form", list(DOCUMENTS))
def test_every_document_ends_its_last_line(embassy: Corpus, form: str) -> None:
    for text in ("", "zzzz"):
        made = clipped(embassy, form, text)
        assert made.endswith("\n")
        assert not made.endswith("\n\n")


@pytest.mark.parametrize("form", list(DOCUMENTS))
def test_names_of_files_say_their_form(embassy: Corpus, form: str) -> None:
    name = suggested_name(evaluate(embassy, parse("")), form)
    assert name == f"embassy-clippings.{DOCUMENTS[form].ending}"
    assert form_of_file(PurePath(name)) == form
    seen = evaluate(embassy, parse('speaker:esper "game"'))
    assert suggested_name(seen, form) == f"embassy-speaker-esper-game.{DOCUMENTS[form].ending}"


def test_a_name_is_short_and_plain_whatever_the_filter(embassy: Corpus) -> None:
    seen = evaluate(embassy, parse("/../é" + "x" * 300))
    assert re.fullmatch(r"embassy-[a-z-]{1,60}\.html", suggested_name(seen, "html"))


@pytest.mark.parametrize(
    ("name", "form"),
    [("a/B.HTM", "html"), ("a.markdown", "markdown"), ("a.tar.gz", None), ("html", None)],
)
def test_other_endings(name: str, form: str | None) -> None:
    assert form_of_file(PurePath(name)) == form


def test_lines_of_text_are_short(embassy: Corpus) -> None:
    lines = clipped(embassy, "text").splitlines()
    assert max(map(len, lines)) == 72
    assert all(line == line.rstrip() for line in lines)
    assert "x" * 200 in "".join(line.strip(" |") for line in lines)
