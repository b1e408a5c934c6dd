"""Chronologies in Markdown, in the ways that people write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.formats.base import Document, Options
from store.formats.markdown_chronology import IMPORTER
from store.formats.markdown_dates import split_head
from store.formats.markdown_words import read_quote, read_words
from store.formats.opened import Input
from tests.unit.formats.streamed import opened, ran, saved, table

MILL = """\
# The mill at *Tarn*

What is known of the fire.

- 1871-05-02: The mill is opened by [the Tarn Herald](https://herald.example/1871).
  - Forty looms.
  - See <https://tarn.example/looms>.
- **3 June 1872** A strike begins[^1]
    and goes on.

  > “We want light,
  > and bread.”
  >
  > — Ida Rask, weaver[^1] (p. 3)

  *Context:* She spoke at the gate.
- c. 1873 – The wheel is replaced
- 1874-03?: A visit
- undated: The owner leaves
- Something without a date

## 1875

The mill stood idle.

### March

- 5: Buyers come
- 7–9 March: They stay
- Sunday 14 March: They go

### Trials

#### 4 April: The trial

The judge asked for papers.

- A clerk brought them.

> It is late — Judge Orme

## Statements on no event

> Nobody knew. — A neighbour

[^1]: Weavers' Record, *The strike*, <https://record.example/strike>.
[^2]: A book that nobody points to.
"""


def events_of(folder: Path, content: str, options: Options | None = None) -> list[Document]:
    items, _ = ran(IMPORTER, saved(folder, "c.md", content), options)
    opened(items, folder)
    return table(items, "events")


def test_record_by_record(tmp_path: Path) -> None:
    path = saved(tmp_path, "mill.md", MILL)
    items, remarks = ran(IMPORTER, path)
    events = table(items, "events")
    assert [(e["title"], e.get("when"), e.get("display_date")) for e in events] == [
        ("The mill is opened by the Tarn Herald.", "1871-05-02", None),
        ("A strike begins and goes on.", "1872-06-03", None),
        ("The wheel is replaced", "1873~", "c. 1873"),
        ("A visit", "1874-03?", None),
        ("The owner leaves", None, None),
        ("Something without a date", None, None),
        ("The mill stood idle.", "1875", None),
        ("Buyers come", "1875-03-05", None),
        ("They stay", "1875-03-07/1875-03-09", None),
        ("They go", "1875-03-14", None),
        ("The trial", "1875-04-04", None),
    ]
    assert events[0]["summary"] == "- Forty looms.\n- See https://tarn.example/looms."
    assert events[10]["summary"] == "The judge asked for papers.\n\n- A clerk brought them."
    assert [event.get("tags") for event in events[9:]] == [None, ["Trials"]]
    (about,) = table(items, "dossier")
    assert about["title"] == "The mill at Tarn"
    assert about["description"] == "What is known of the fire."
    assert [remark.place for remark in remarks] == ["line 20"]
    assert items == ran(IMPORTER, path)[0]
    opened(items, tmp_path)


def test_quotes_have_the_name_behind_the_dash(tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, saved(tmp_path, "mill.md", MILL))
    events = {event["title"]: event["id"] for event in table(items, "events")}
    sources = {source["id"]: source["csl"] for source in table(items, "sources")}
    quotes = table(items, "quotes")
    assert [(q["text"], q["attribution"], q.get("events")) for q in quotes] == [
        ("We want light, and bread.", "Ida Rask, weaver",
         [events["A strike begins and goes on."]]),
        ("It is late", "Judge Orme", [events["The trial"]]),
        ("Nobody knew.", "A neighbour", None),
    ]  # fmt: skip
    assert quotes[0]["context"] == "She spoke at the gate."
    (citation,) = quotes[0]["citations"]
    assert citation["locator"] == "p. 3"
    assert sources[citation["source"]]["URL"] == "https://record.example/strike"


def test_links_and_footnotes_are_sources(tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, saved(tmp_path, "mill.md", MILL))
    sources = {source["id"]: source["csl"] for source in table(items, "sources")}
    assert [(csl["title"], csl.get("URL"), csl["type"]) for csl in sources.values()] == [
        ("the Tarn Herald", "https://herald.example/1871", "webpage"),
        ("tarn.example/looms", "https://tarn.example/looms", "webpage"),
        ("Weavers' Record, The strike", "https://record.example/strike", "webpage"),
        ("A book that nobody points to.", None, "document"),
    ]
    first, second = table(items, "events")[:2]
    assert len(first["citations"]) == 2
    assert [sources[one["source"]]["title"] for one in second["citations"]] == [
        "Weavers' Record, The strike"
    ]


def test_days_as_headings_and_times_below_them(tmp_path: Path) -> None:
    content = "## 2 May 1990\n\n- 10:00: Doors open\n- 2:30 pm – Doors close\n- A walk\n"
    events = events_of(tmp_path, content)
    assert [(event["title"], event["when"]) for event in events] == [
        ("Doors open", "1990-05-02T10:00"),
        ("Doors close", "1990-05-02T14:30"),
        ("A walk", "1990-05-02"),
    ]


def test_paragraphs_with_bold_dates(tmp_path: Path) -> None:
    content = (
        "**2 May 1990** Doors open.\nStill the same.\n\n**May 3, 1990:** Shut.\n\nMore on it.\n"
    )
    events = events_of(tmp_path, content)
    assert [(event["title"], event["when"], event.get("summary")) for event in events] == [
        ("Doors open. Still the same.", "1990-05-02", None),
        ("Shut.", "1990-05-03", "More on it."),
    ]


def test_entries_that_are_only_a_date_hold_others(tmp_path: Path) -> None:
    events = events_of(tmp_path, "- 1990\n  - 2 May: Open\n  - June: Shut\n- 1991: Sold\n")
    assert [(event["title"], event["when"]) for event in events] == [
        ("Open", "1990-05-02"), ("Shut", "1990-06"), ("Sold", "1991"),
    ]  # fmt: skip


def test_what_this_program_writes_is_read_back(tmp_path: Path) -> None:
    content = (
        "# T\n\n- \\[2019-12-30,2019-12-31\\]: Fire \\*here\\* (reportedly) [^1] (line 3)\n\n"
        "  It burnt.\\\n  Twice.\n\n  *Date:* the last days of 2019\n\n  *Place:* Orne\n\n"
        "  *Taking part:* Ann Lee (witness); Bo (no role stated)\n\n"
        "[^1]: A paper, “Fire”, 2020.\n"
    )
    items, _ = ran(IMPORTER, saved(tmp_path, "own.md", content))
    (event,) = table(items, "events")
    (source,) = table(items, "sources")
    actors = {actor["id"]: actor["name"] for actor in table(items, "actors")}
    assert event["title"] == "Fire *here* (reportedly)"
    assert event["when"] == "[2019-12-30,2019-12-31]"
    assert event["display_date"] == "the last days of 2019"
    assert event["place"] == "Orne"
    assert event["summary"] == "It burnt.\nTwice."
    assert event["citations"] == [{"source": source["id"], "locator": "line 3"}]
    assert [(actors[p["actor"]], p.get("role")) for p in event["participants"]] == [
        ("Ann Lee", "witness"), ("Bo", None),
    ]  # fmt: skip
    opened(items, tmp_path)


def test_a_context_behind_a_quote_and_a_date_in_our_own_words(tmp_path: Path) -> None:
    content = "- 1990-05-02/..: Open\n\n  *Date:* 2 May 1990 or later\n\n"
    content += "  > Go!\n  >\n  > — Bo\n  *Context:* C\n"
    items, _ = ran(IMPORTER, saved(tmp_path, "q.md", content))
    (quote,), (event,) = table(items, "quotes"), table(items, "events")
    assert (quote["text"], quote["attribution"], quote["context"]) == ("Go!", "Bo", "C")
    assert "display_date" not in event


def test_front_matter_is_of_the_dossier(tmp_path: Path) -> None:
    content = "---\ntitle: Doors\nlayout: post\n---\n- 1990: Open\n- 1991: Shut\n"
    items, remarks = ran(IMPORTER, saved(tmp_path, "f.md", content))
    (about,) = table(items, "dossier")
    assert (about["title"], about["source_fields"]) == ("Doors", {"layout": "post"})
    assert any("layout" in remark.what for remark in remarks)
    assert [item.place for item in items if item.table == "events"] == ["line 5", "line 6"]


@pytest.mark.parametrize(
    ("line", "around", "when", "rest"),
    [
        ("2019-12-31: Text", "", "2019-12-31", "Text"),
        ("31 December 2019 - Text", "", "2019-12-31", "Text"),
        ("27 December 2019 – 8 January 2020: Text", "", "2019-12-27/2020-01-08", "Text"),
        ("the 1990s: Text", "", "199X", "Text"),
        ("Spring 1990: Text", "", "1990-21", "Text"),
        ("1914–1918: War", "", "1914/1918", "War"),
        ("March 5–7: Text", "2019", "2019-03-05/2019-03-07", "Text"),
        ("31st: Text", "2019-12", "2019-12-31", "Text"),
        ("31: Text", "2019-11", "", "31: Text"),
        ("March - of the penguins", "", "", "March - of the penguins"),
        ("1/2/1990: Text", "", "", "1/2/1990: Text"),
        ("Note: 1990 was cold", "", "", "Note: 1990 was cold"),
        ("date unknown: Text", "", "undated", "Text"),
    ],
)
def test_heads(line: str, around: str, when: str, rest: str) -> None:
    found, _, said = split_head(line, around)
    assert (found, said) == (when, rest)


@pytest.mark.parametrize(
    ("lines", "words", "cite"),
    [
        (["It is so. — Ann Lee"], "It is so.", "Ann Lee"),
        (["“It is so” – Ann"], "It is so", "Ann"),
        (["One", "— two of us"], "One", "two of us"),
        (["We go — but not now"], "We go — but not now", ""),
        (["well-known"], "well-known", ""),
        (["A — B. C. Dee"], "A", "B. C. Dee"),
    ],
)
def test_quotes(lines: list[str], words: str, cite: str) -> None:
    found, _ = read_quote(lines)
    assert (found.words, found.cite) == (words, cite)


def test_words() -> None:
    found = read_words("**A** _b_ c_d_e `x*y` ![p](q.png) \\_z\\_ 5 * 3 &amp; <b>t</b> ~~s~~")
    assert found.text == "A b c_d_e x*y p _z_ 5 * 3 & t s"
    assert [link.url for link in found.links] == ["q.png"]


def test_sniffing(tmp_path: Path) -> None:
    def sure(name: str, content: str) -> int:
        return IMPORTER.sniff(Input(saved(tmp_path, name, content)))

    assert sure("a.md", MILL) == 80
    assert sure("a.txt", MILL) == 55
    assert sure("a.md", "# Read me\n\nInstall it.\n- one\n- two\n") == 0
    assert sure("a.csv", "2019-12-31,10:00,x\n2019-12-31,11:00,y\n") == 0
    assert sure("a.json", "{}") == 0


def test_a_file_that_is_cut_off_keeps_what_is_there(tmp_path: Path) -> None:
    for size in range(0, len(MILL), 37):
        items, _ = ran(IMPORTER, saved(tmp_path, "cut.md", MILL[:size]))
        opened(items, tmp_path)


PIECE = st.sampled_from(
    [
        "- 1990: a",
        "  - b",
        "## 1990",
        "### May",
        "> q — N",
        "  > r",
        "[^1]: n",
        "x[^1][^2]",
        "**1990**",
        "\t",
        "",
        "---",
        "text",
        "**2 May 1990** b",
        "*Place:* P",
        "[a](b",
        "[a](http://[)",
        "```",
        "- ",
        "1. 1990-01-01: z",
        "*Context:* c",
        "#",
        "title: x",
        "- [ ] 1990: t",
        "\\",
        "\x00\x1b",
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECE | st.text(alphabet="#->*_[]()^:\\` 0129ab—\n", max_size=15), max_size=15))
def test_junk_never_raises(tmp_path: Path, lines: list[str]) -> None:
    items, _ = ran(IMPORTER, saved(tmp_path, "junk.md", "\n".join(lines)))
    opened(list({item.document["id"]: item for item in items}.values()), tmp_path)
