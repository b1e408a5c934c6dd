"""One thing while another is under way: a reload behind a dialog, the palette while typing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from textual.widgets import Input

from store.corpus import Corpus
from store.filters import Filter
from store.mark_set import MarkSet
from store.views import InView, evaluate
from tests.builders import Tables, actor, dossier, event, part, quote, write
from tests.pilot.driving import exploring
from tui import opening, verified
from tui.screens.facets import FacetList


def people(count: int) -> Tables:
    """An event with as many people."""
    cast = [actor(f"a{number:02}") for number in range(count)]
    return dossier(events=[event(participants=[part(one["id"]) for one in cast])], actors=cast)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds up the reading of a dossier until it is set; set at first."""
    opened = threading.Event()
    opened.set()

    def wait(corpus: Corpus, wanted: Filter, typed: str, marks: MarkSet) -> InView:
        opened.wait()
        return evaluate(corpus, wanted, typed, marks)

    monkeypatch.setattr(opening, "evaluate", wait)
    yield opened
    opened.set()


async def test_facets_count_a_dossier_that_was_read_again_behind_them(
    tmp_path: Path, gate: threading.Event
) -> None:
    async with exploring(people(3), folder=tmp_path) as driver:
        await driver.press("2")
        gate.clear()
        write(tmp_path / "dossier.json", people(9))
        await driver.press("f5", "c")
        assert len(driver.app.screen.query_one(FacetList).rows) == 3
        gate.set()
        await driver.settle()
        await driver.press("enter")
        assert driver.filter_text == "actor:a00"
        assert len(driver.app.screen.query_one(FacetList).rows) == 9


async def test_a_mark_that_is_made_while_the_dossier_is_read_again_stays(
    tmp_path: Path, gate: threading.Event
) -> None:
    async with exploring(people(1), folder=tmp_path, marks=tmp_path / "marks") as driver:
        await driver.press("j")
        marks = driver.app.marks
        assert marks is not None
        gate.clear()
        await driver.press("f5")
        before = driver.seen
        await driver.press("space")
        gate.set()
        await driver.settle()
        assert driver.seen is not before
        assert driver.seen.marks.of("events", "e1").marked


async def test_a_dossier_with_another_id_has_marks_and_views_of_its_own(tmp_path: Path) -> None:
    marks, views = tmp_path / "marks", tmp_path / "views"
    async with exploring(people(1), folder=tmp_path, marks=marks, views=views) as driver:
        await driver.press("j", "space")
        tables = people(1)
        tables["dossier"]["1"]["id"] = "another"
        write(tmp_path / "dossier.json", tables)
        await driver.press("f5")
        await driver.settle()
        assert not driver.seen.marks
        await driver.press("space", "v", "s")
        await driver.type("here")
        await driver.press("enter", "escape")
        assert len(list(marks.glob("another*"))) == 1
        assert list(views.rglob("another*"))


@pytest.mark.parametrize(("action", "then"), [("clear", ""), ("saved", "e2")])
async def test_the_palette_over_a_line_with_a_filter_does_what_it_says(
    tmp_path: Path, action: str, then: str
) -> None:
    tables = dossier(events=[event("e1"), event("e2")])
    async with exploring(tables, folder=tmp_path, views=tmp_path / "views") as driver:
        await driver.filter("e2")
        await driver.press("v", "s")
        await driver.type("mine")
        await driver.press("enter", "escape", "x", "slash")
        await driver.type("e1")
        assert driver.filter_text == "e1"
        await driver.explorer.run_action(action)
        await driver.quiet()
        if driver.screen != "Explorer":
            await driver.press("enter")
        assert driver.filter_text == then
        assert not driver.explorer.is_typing
        assert driver.pane == "timeline"


async def test_brushing_under_a_filter_by_a_tag_that_is_gone_is_refused(tmp_path: Path) -> None:
    tables = dossier(events=[event("e1", when="2020-01-01")])
    async with exploring(tables, folder=tmp_path, marks=tmp_path / "marks") as driver:
        await driver.press("j", "t")
        await driver.type("mine")
        await driver.press("enter")
        await driver.filter("tag:mine")
        await driver.press("j", "t")
        driver.app.screen.query_one(Input).value = ""
        await driver.press("enter", "b")
        assert "mine" in driver.footer
        assert driver.pane == "timeline"
        await driver.press("x", "b")
        assert driver.filter_text.startswith("date:")


@pytest.mark.parametrize("text", [" ", "\u00a0", "\u2028"])
async def test_words_that_are_only_blank_have_no_part(tmp_path: Path, text: str) -> None:
    async with exploring(dossier(quotes=[quote(text=text)]), folder=tmp_path) as driver:
        await driver.press("3", "enter", "v")
        assert driver.screen == "Reader"
        assert "no words" in driver.screen_text


async def test_the_program_ends_though_a_source_is_still_being_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "s1.txt").write_text("words")
    tables = people(1)
    tables["sources"] = {"1": {"id": "s1", "csl": {"id": "s1", "type": "book"}, "text": "s1.txt"}}
    started, goes_on = threading.Event(), threading.Event()

    def search(_corpus: object) -> verified.Verified:
        started.set()
        goes_on.wait()
        raise MemoryError

    monkeypatch.setattr(verified, "verified", search)
    thread = verified.verified_in_background
    found: list[Future[verified.Verified]] = []

    def watched(corpus: Corpus) -> Future[verified.Verified]:
        found.append(thread(corpus))
        return found[-1]

    monkeypatch.setattr(verified, "verified_in_background", watched)
    async with exploring(people(1), folder=tmp_path) as driver:
        write(tmp_path / "dossier.json", tables)
        await driver.press("f5")
        while not started.is_set():
            await driver.pilot.pause()
        running = [one for one in threading.enumerate() if one.name == "verifying"]
        assert [one.daemon for one in running] == [True]
        await driver.press("q")
    assert not found[0].done()
    goes_on.set()
    for one in running:
        one.join()
