"""Clippings of the bundled dossier in every form, against facts written down by reading it."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store.clippings import DOCUMENTS, Clippings, Grouping, document
from store.corpus import Corpus, open_dossier
from store.filters import parse
from store.house import HOUSE, House
from store.mark_set import NO_MARKS, Mark, MarkSet
from store.views import evaluate
from tests.data.embassy_facts import QUOTES
from tests.unit.read_html import read_html, text_of

FILE = Path(__file__).parents[2] / "assets" / "dossiers" / "embassy.json"
DAY = date(2020, 3, 4)
READ = ("markdown", "html", "latex", "text")
"""The forms that are read, not worked on."""

MARKS = set('“”"«»„')

EVENTS = [
    ("Abdul-Mahdi condemns the airstrikes", ["abdul-mahdi-condemns"]),
    ("Hook calls the strikes a message to Iran", ["hook-message-to-iran"]),
    ("Guards and intruders at the embassy", ["ap-observation"]),
    ("Pompeo identifies four leaders of the attack", ["pompeo-leaders"]),
    ("Pompeo names four as responsible", ["pompeo-responsible"]),
    (
        "Esper on pre-emptive strikes and Iran",
        ["esper-game-changed", "esper-strike-first", "esper-urges-iraq"],
    ),
    ("Milley on attempts to overrun the embassy", ["milley-buzzsaw"]),
    ("Pompeo's message to Baghdad", ["pompeo-120-sites"]),
]
ACTORS = [
    ("Adil Abdul-Mahdi", ["abdul-mahdi-condemns"]),
    ("Brian Hook", ["hook-message-to-iran"]),
    ("AP reporter", ["ap-observation"]),
    ("Mike Pompeo", ["pompeo-leaders", "pompeo-responsible", "pompeo-120-sites"]),
    ("Mark Esper", ["esper-game-changed", "esper-strike-first", "esper-urges-iraq"]),
    ("Mark Milley", ["milley-buzzsaw"]),
]
DATES = [
    ("29 December 2019 or later", ["abdul-mahdi-condemns", "hook-message-to-iran"]),
    ("31 December 2019 or later", ["ap-observation", "pompeo-leaders", "pompeo-responsible"]),
    ("2 January 2020", ["esper-game-changed", "esper-strike-first", "esper-urges-iraq"]),
    ("Undated", ["milley-buzzsaw", "pompeo-120-sites"]),
]


@pytest.fixture(scope="module", name="embassy")
def fixture_embassy() -> Corpus:
    return open_dossier(FILE)


def clipped(
    corpus: Corpus,
    form: str,
    text: str = "",
    grouped: Grouping = "event",
    *,
    marks: MarkSet = NO_MARKS,
    notes: bool = False,
    house: House = HOUSE,
) -> str:
    seen = evaluate(corpus, parse(text), text, marks)
    return document(Clippings(seen, seen.quotes, grouped, notes, house, DAY), form)


def objects(corpus: Corpus, text: str = "", grouped: Grouping = "event") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(clipped(corpus, "json", text, grouped))
    return read


def shown(text: str, form: str) -> str:
    """What a reader sees of a document, blanks squeezed."""
    if form == "html":
        text = text_of(read_html(text).one("body"))
    if form == "latex":
        text = text.partition(r"\begin{document}")[2]
    if form == "markdown":
        text = re.sub(r"^>", "", text, flags=re.MULTILINE).replace("\\", "")
    return " ".join(text.split())


# -- groups -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grouped", "groups"), [("event", EVENTS), ("actor", ACTORS), ("date", DATES)]
)
def test_quotes_stand_in_their_groups(
    embassy: Corpus, grouped: Grouping, groups: list[tuple[str, list[str]]]
) -> None:
    found = objects(embassy, "", grouped)["groups"]
    assert [(g["title"], [quote["id"] for quote in g["quotes"]]) for g in found] == groups
    for form in READ:
        seen = shown(clipped(embassy, form, "", grouped), form)
        places = [seen.find(heading) for heading, _ in groups]
        assert -1 not in places
        assert places == sorted(places)
    rows = list(csv.DictReader(io.StringIO(clipped(embassy, "csv", "", grouped))))
    expected = [(heading, key) for heading, keys in groups for key in keys]
    assert [(row["group"], row["quote.id"]) for row in rows] == expected


def test_a_quote_stands_under_the_first_of_its_events_in_view(embassy: Corpus) -> None:
    found = objects(embassy, "event:attack")["groups"]
    assert [(g["event"], [quote["id"] for quote in g["quotes"]]) for g in found] == [
        ("attack", ["ap-observation", "pompeo-leaders", "pompeo-responsible"])
    ]


# -- the words --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", READ)
def test_a_paraphrase_has_no_quotation_marks_anywhere(embassy: Corpus, form: str) -> None:
    text = clipped(embassy, form, "speaker:hook")
    seen = shown(text, form)
    assert "The strikes were meant as a message to Iran." in seen
    assert "araphrase:" in seen
    assert not MARKS & set(seen)
    assert r"\enquote{" not in text
    assert "<blockquote" not in text
    assert "<q" not in text


@pytest.mark.parametrize("form", [*READ, "csv"])
@pytest.mark.parametrize("marks", ["us", "uk", "fr"])
def test_the_speakers_own_words_have_them(embassy: Corpus, form: str, marks: str) -> None:
    before, after = {"us": "“”", "uk": "‘’", "fr": ("«\u202f", "\u202f»")}[marks]
    text = clipped(embassy, form, "kind:verbatim|mixed", house=House(marks=marks))
    seen = shown(text, form)
    for words in ("the game has changed", "run into a buzzsaw"):
        if form == "latex":
            assert rf"\enquote{{{words}}}" in seen
            assert rf"\DeclareQuoteStyle{{house}}{{{before}}}{{{after}}}" in text
        else:
            assert " ".join(f"{before}{words}{after}".split()) in seen
    assert "Any group that tries to overrun the embassy in Baghdad will " in seen


@pytest.mark.parametrize("form", [*READ, "csv"])
def test_offices_dates_hedges_and_those_who_passed_on_stay(embassy: Corpus, form: str) -> None:
    seen = shown(clipped(embassy, form), form)
    for words in (
        "U.S. Defense Secretary",
        "2 January 2020",
        "According to some media sources",
        "29 December 2019 or later",
        "undated",
        "Of the U.S. airstrikes.",
    ):
        assert words in seen
    assert "would later identify" in seen


def test_only_words_that_are_all_the_speakers_stand_in_a_blockquote(embassy: Corpus) -> None:
    page = read_html(clipped(embassy, "html"))
    assert [text_of(one).strip() for one in page.all("blockquote")] == ["“the game has changed”"]
    kinds = [one.attributes["class"] for one in page.all("article")]
    assert sorted(kinds) == sorted(fact.kind for fact in QUOTES.values())


# -- sources ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", READ)
def test_every_source_is_listed_once_and_cited_with_its_locator(embassy: Corpus, form: str) -> None:
    text = clipped(embassy, form)
    seen = shown(text, form)
    assert seen.replace("{", "").replace("}", "").count("[Excerpt of an article") == 1
    for fact in QUOTES.values():
        (line,) = fact.lines
        assert {
            "markdown": f"[^1] (line {line})",
            "html": f"[1, line {line}]",
            "text": f"[1, line {line}]",
            "latex": rf"\cite[{{line {line}}}]{{s1}}",
        }[form] in seen


def test_links_lead_to_the_source_and_back(embassy: Corpus) -> None:
    page = read_html(clipped(embassy, "html"))
    names = [one.attributes["id"] for one in page.everything() if "id" in one.attributes]
    assert len(names) == len(set(names))
    links = [one.attributes["href"] for one in page.all("a")]
    assert {link.removeprefix("#") for link in links} <= set(names)
    assert links.count("#source-1") == len(QUOTES)
    assert sum(link.startswith("#cited-1-") for link in links) == len(QUOTES)


@pytest.mark.parametrize("style", ["plain", "apa"])
def test_references_are_in_the_style_of_the_house(embassy: Corpus, style: str) -> None:
    assert "[Excerpt of an article" in clipped(embassy, "text", house=House(style=style))


# -- heading ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", READ)
def test_the_heading_says_from_where_by_what_how_many_and_when(embassy: Corpus, form: str) -> None:
    seen = shown(clipped(embassy, form, "speaker:esper", house=House(dates="iso")), form)
    head = seen[: seen.index("Esper on pre-emptive")]
    assert "attack on the u.s. embassy in baghdad" in head.lower()
    assert "3 statements, by event; 2020-03-04." in head
    assert "Filter: speaker:esper" in head


def test_marked_quotes_are_called_so(embassy: Corpus) -> None:
    seen = evaluate(embassy, parse(""))
    row = embassy.quotes.row("milley-buzzsaw")
    assert row is not None
    clippings = Clippings(seen, [row], "date", False, HOUSE, DAY, marked=True)
    for form in READ:
        text = shown(document(clippings, form), form)
        assert "1 marked statement, by date; 4 March 2020." in text
        assert "Filter" not in text
    assert json.loads(document(clippings, "json"))["marked"] is True


# -- the user's notes -------------------------------------------------------------------------

NOTED = MarkSet(
    (
        Mark("quotes", "esper-game-changed", True, ("lead",), "ask the *desk*\nthen call"),
        Mark("events", "esper-statement", note="his first words since"),
        Mark("quotes", "hook-message-to-iran", note="not in view"),
    )
)


@pytest.mark.parametrize("form", list(DOCUMENTS))
def test_notes_stand_there_only_on_request(embassy: Corpus, form: str) -> None:
    for notes in (False, True):
        text = clipped(embassy, form, "speaker:esper", marks=NOTED, notes=notes)
        assert ("then call" in text) is notes
        assert ("lead" in re.findall(r"\w+", shown(text, form))) is notes
        assert "not in view" not in text
        if form in READ:
            assert ("Compiler’s note" in text) is notes
            assert ("his first words since" in text) is notes


def test_a_note_is_no_part_of_what_is_quoted(embassy: Corpus) -> None:
    text = clipped(embassy, "html", "speaker:esper", marks=NOTED, notes=True)
    page = read_html(text)
    notes = page.all("aside")
    assert len(notes) == 2
    assert "ask the *desk*" in text_of(notes[1])
    assert all("desk" not in text_of(figure) for figure in page.all("figure"))
    marked = clipped(embassy, "markdown", "speaker:esper", marks=NOTED, notes=True)
    assert [line for line in marked.splitlines() if "desk" in line] == [
        "**Compiler’s note:** ask the \\*desk\\*\\"
    ]
    stored = json.loads(clipped(embassy, "json", "speaker:esper", marks=NOTED, notes=True))
    assert stored["notes"] == {
        "quotes": {"esper-game-changed": {"note": "ask the *desk*\nthen call", "tags": ["lead"]}},
        "events": {"esper-statement": {"note": "his first words since", "tags": []}},
    }
    assert "note" not in stored["groups"][0]["quotes"][0]


# -- records ----------------------------------------------------------------------------------


def test_json_holds_the_records_as_stored(embassy: Corpus) -> None:
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    found = objects(embassy, "speaker:pompeo")
    assert list(found) == ["dossier", "filter", "marked", "made", "by", "groups", "sources"]
    assert found["dossier"] == stored["dossier"]["1"]
    assert (found["filter"], found["made"], found["by"]) == (
        "speaker:pompeo",
        "2020-03-04",
        "event",
    )
    quotes = {one["id"]: one for one in stored["quotes"].values()}
    for group in found["groups"]:
        assert group["quotes"] == [quotes[one["id"]] for one in group["quotes"]]
    assert found["sources"] == list(stored["sources"].values())


def test_csv_is_a_row_for_each_quote(embassy: Corpus) -> None:
    rows = list(csv.DictReader(io.StringIO(clipped(embassy, "csv"))))
    assert {row["quote.id"] for row in rows} == set(QUOTES)
    (esper,) = (row for row in rows if row["quote.id"] == "esper-game-changed")
    assert esper["quoted"] == "“the game has changed”"
    assert (esper["name"], esper["office"]) == ("Mark Esper", "U.S. Defense Secretary")
    assert esper["cited"].endswith("(line 9)")
    assert "compiler_note" not in esper
    (sites,) = (row for row in rows if row["quote.id"] == "pompeo-120-sites")
    assert sites["hedged"] == "According to some media sources"
