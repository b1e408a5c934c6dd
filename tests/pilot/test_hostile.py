"""Hostile text in every field, shown in every place: it is read, and it does nothing."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from store.filters import parse
from tests.builders import Document, actor, dossier, event, link, part, quote, source
from tests.pilot.conftest import Clipboard
from tests.pilot.driving import Driver, exploring
from tests.pilot.screen import segments

MARKUP = "[25] [sic] [/b] [/] [b]bold[/b] [@click=app.quit]x[/] [link=https://evil.example]y[/link]"
TEXTS = [
    MARKUP,
    "[sic]\x1b]52;c;ZXZpbA==\x07 \x1b[31mred\x1b[0m \x1bP+q\x1b\\",
    "[sic]\x9b31m \x9d52;c;ZXZpbA==\x9c \x85 \x00\x08\x7f",
    "[sic]\u202eevil\u202c \u2066up\u2069 \u200b\u2060\u00ad\ufeff \u2028 \u2029",
    "[sic]\ud800 and \udfff halves",
    "[sic]\r\n\n\t  lines\n[/sic]",
    "[sic] " + "long" * 500,
    '[sic] "quoted" \\ |pipe|',
]
TYPED = [
    MARKUP, "actor:[/b]", "kind:[/b] x", "[@click=app.quit]:x", "role:", "place:", "type:", "tag:",
    "source:", "event:", "id:", "actor:", "a\x1bb\u202ec",
]  # fmt: skip
_BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\u200b\u2060\ufeff")


def cited(text: str, key: str) -> list[Document]:
    return [
        {"source": key, "locator": text, "exact": text, "prefix": text, "suffix": text,
         "note": text},
    ]  # fmt: skip


def records(text: str, number: int) -> dict[str, list[Document]]:
    """One record of each kind with the text in each field, its id included."""
    e, a, q, s, k = (f"{text} {kind}{number}" for kind in "eaqsk")
    c = cited(text, s)
    whole = {"language": text, "translator": text, "display_date": text, "tags": [text]}
    return {
        "events": [
            event(
                e, title=text, place=text, type=text, summary=text, hedge=text,
                participants=[part(a, text, note=text), part(a, text)], citations=c,
                display_date=text, tags=[text],
            ),
        ],
        "actors": [
            actor(
                a, name=text, short=text, aliases=[{"name": text, "note": text}],
                positions=[{"title": text, "of": a, "note": text, "citations": c}],
                description=text, country=text, wikidata=text, citations=c, tags=[text],
            ),
        ],
        "quotes": [
            quote(
                q, text=f"{text} {text}", kind="mixed", words=[text], speaker=a,
                attribution=text, cue=text, via={"actor": a, "words": text}, hedge=text,
                context=text, original=text, events=[e], audience=[a], about=[a], citations=c,
                **whole,
            ),
            quote(f"{q} v", text=text, attribution=text, cue=text, events=[e], citations=c),
            quote(f"{q} p", text=text, kind="paraphrase", speaker=a, via={"words": text}),
        ],
        "sources": [
            source(
                s,
                csl={
                    "id": text, "type": text, "title": text, "publisher": text,
                    "container-title": text, "URL": text, "DOI": text,
                    "author": [{"family": text, "given": text}, {"literal": text}],
                    "issued": {"literal": text},
                },
            ),
        ],
        "links": [link(k, e, q, "replies-to", note=text), link(f"{k}2", a, e, "part-of")],
    }  # fmt: skip


def hostile_dossier(texts: list[str]) -> dict[str, Any]:
    tables: dict[str, list[Document]] = {}
    for number, text in enumerate(texts):
        for name, documents in records(text, number).items():
            tables.setdefault(name, []).extend(documents)
    # A problem that quotes what it is about.
    tables["events"].append(event("bad", when=texts[0], participants=[part(texts[0])]))
    text = texts[0]
    return dossier(**tables, title=text, description=text, time_zone=text)


def assert_inert(driver: Driver) -> None:
    """Nothing that is painted can act on the terminal or on the program."""
    for segment in segments(driver.app.screen):
        if segment.style is not None:
            assert "@click" not in segment.style.meta
            assert segment.style.link is None
        for character in segment.text:
            assert unicodedata.category(character) not in {"Cc", "Cs"}, ascii(segment.text)
            assert character not in _BIDI, ascii(segment.text)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (200, 60)])
async def test_every_pane_and_dialog(tmp_path: Path, size: tuple[int, int]) -> None:
    tables = hostile_dossier(TEXTS)
    async with exploring(tables, folder=tmp_path, size=size) as driver:
        assert len(driver.event_ids) == len(TEXTS) + 1
        assert_inert(driver)
        assert "[25] [sic] [/b]" in driver.lines[0]
        for pane, rows in (("1", driver.event_ids), ("2", driver.actor_ids), ("3", [*"123456"])):
            await driver.press("1", "g", pane)
            for _ in rows:
                await driver.press("j")
                assert_inert(driver)
            # The last step but one has shown a row in the detail; its menu shows it again.
            for key in ("r", "Y", "question_mark", "exclamation_mark"):
                await driver.press(key)
                assert_inert(driver)
                if driver.screen != "Explorer":
                    await driver.press("down")
                    assert_inert(driver)
                    await driver.press("escape")
                assert driver.screen == "Explorer"
        assert driver.app.return_code is None
        assert driver.app.visited == []


async def test_the_reader(tmp_path: Path) -> None:
    async with exploring(hostile_dossier(TEXTS), folder=tmp_path) as driver:
        await driver.press("3", "enter")
        for _ in driver.quote_ids:
            assert_inert(driver)
            assert "[sic]" in driver.text_of(driver.reader.query_one("#reader-page"))
            await driver.press("tab")
        await driver.press("r")
        assert_inert(driver)
        await driver.press("enter")
        assert_inert(driver)


async def test_words_in_brackets_are_shown_as_they_are(tmp_path: Path) -> None:
    async with exploring(hostile_dossier([MARKUP]), folder=tmp_path, size=(200, 60)) as driver:
        await driver.press("j")
        for pane in driver.explorer.board.lists:
            assert "[25] [sic] [/b] [/]" in driver.text_of(pane)
        assert MARKUP in driver.detail.replace(" | ", " ")
        await driver.press("3", "r")
        assert "[25] [sic] [/b] [/]" in driver.text_of(driver.menu.query_one("Choices"))
        await driver.press("escape", "Y")
        assert "[25] [sic] [/b] [/]" in driver.text_of(driver.app.screen.query_one("#copy-preview"))
        await driver.press("escape", "enter")
        assert MARKUP in driver.text_of(driver.reader.query_one("#reader-page"))
        await driver.press("escape", "exclamation_mark")
        assert "[25] [sic] [/b] [/]" in driver.screen_text


async def test_filters_made_of_rows_read_again(tmp_path: Path) -> None:
    async with exploring(hostile_dossier(TEXTS), folder=tmp_path) as driver:
        for pane in "123":
            await driver.press("1", "g", pane, "g")
            for number in range(len(TEXTS)):
                await driver.press("j", "f" if number % 2 else "F")
                made = driver.explorer.view.filter
                assert made
                assert parse(str(made)) == made
                assert_inert(driver)
                await driver.press("left_square_bracket")
        await driver.press("f", "slash", "enter")
        assert len(driver.explorer.view.filter.terms) == 1


async def test_typed_into_the_filter(tmp_path: Path) -> None:
    async with exploring(hostile_dossier(TEXTS[:4]), folder=tmp_path) as driver:
        for typed in TYPED:
            await driver.press("slash")
            await driver.type(typed)
            assert_inert(driver)
            await driver.press("enter")
            assert_inert(driver)
            await driver.press("tab", "escape", "x")
            assert_inert(driver)


async def test_toasts(tmp_path: Path, clipboard: Clipboard) -> None:
    folder = tmp_path / "[b] [/b] [@click=app.quit]x"
    folder.mkdir(parents=True)
    async with exploring(hostile_dossier(TEXTS), folder=folder) as driver:
        (folder / "dossier.json").unlink()
        await driver.press("3", "y", "f5")
        await driver.settle()
        assert len(driver.toasts) == 3
        assert not any(notice.markup for notice in driver.app.notices)
        assert any("[/b]" in said for said in driver.toasts)
        assert driver.app.query("Toast") or driver.app.screen.query("Toast")
        assert_inert(driver)
        assert "[sic]" in clipboard.text


@pytest.mark.parametrize("unit", ["word ", "漢字", "\x1b[31m"])
async def test_two_hundred_thousand_characters(tmp_path: Path, unit: str) -> None:
    longest, long = unit * (200_000 // len(unit)), unit * (20_000 // len(unit))
    tables = dossier(
        events=[event("e1", title=long, summary=long, place=long, participants=[part("a1", long)])],
        actors=[actor("a1", name=long, description=long)],
        quotes=[
            quote(
                "q1", text=longest, speaker="a1", events=["e1"], context=long, hedge=long, cue=long
            ),
            quote("q2", text=longest, kind="mixed", words=[long[:40]], attribution=long),
        ],
        title=long,
        description=long,
    )
    async with exploring(tables, folder=tmp_path) as driver:
        await driver.press("j", "2", "j", "3", "f")
        assert_inert(driver)
        await driver.press("1", "f", "x", "3", "r", "escape", "enter", "j", "tab", "G")
        assert driver.screen == "Reader"


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b"])
async def test_fields_that_hold_nothing(tmp_path: Path, text: str) -> None:
    c = [{"source": "s1", "locator": text, "exact": text, "note": text}]
    tables = dossier(
        events=[
            event(
                "e1", place=text, type=text, summary=text, hedge=text, display_date=text,
                participants=[part("a1", text, note=text)], tags=[text], citations=c,
            ),
        ],
        actors=[actor("a1", short=text, description=text, citations=c)],
        quotes=[
            quote(
                "q1", speaker="a1", attribution=text, cue=text, via={"words": text}, hedge=text,
                context=text, original=text, events=["e1"], display_date=text, citations=c,
            ),
            quote("q2", attribution=text, kind="mixed", words=[text]),
        ],
        sources=[source("s1", csl={"title": text, "author": [{}], "issued": {}})],
        description=text,
    )  # fmt: skip
    async with exploring(tables, folder=tmp_path) as driver:
        for pane in "123":
            await driver.press(pane, "j", "r", "escape", "y", "o", "f", "x")
            await driver.settle()
        await driver.press("3", "enter", "tab", "escape", "1", "slash")
        await driver.type(" ")
        await driver.press("enter")
        assert driver.screen == "Explorer"
        assert_inert(driver)


async def test_records_with_one_id_are_both_shown_and_told_apart(tmp_path: Path) -> None:
    tables = dossier(
        events=[event("x", title="One"), event("x", title="Two"), event("x", title="Three")],
        actors=[actor("y", name="Ann"), actor("y", name="Bob")],
        quotes=[quote("z", text="First", events=["x"]), quote("z", text="Second", speaker="y")],
    )
    async with exploring(tables, folder=tmp_path) as driver:
        assert driver.event_ids == ["x", "x", "x"]
        titles = []
        for _ in range(3):
            await driver.press("j")
            titles.append(driver.detail.split(" undated")[0])
        assert titles == ["One", "Two", "Three"]
        # A filter from the last of them shows that one alone, and the way back keeps it.
        await driver.press("f")
        assert driver.detail.startswith("Three")
        assert len(driver.event_ids) == 1
        await driver.press("left_square_bracket")
        assert driver.detail.startswith("Three")
        await driver.press("1", "g", "2", "j", "j", "f")
        assert len(driver.actor_ids) == 1
        await driver.press("g", "x", "3", "j", "f")
        assert len(driver.quote_ids) == 1
        await driver.press("y", "enter")
        assert driver.screen == "Reader"
