"""The bundled dossier's statements in every form, held against texts written by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.corpus import Corpus, open_dossier
from store.errors import NothingToCopyError
from store.forms import FORMS, copied
from store.related import Ref, find
from tests.unit.quoted import one, quoted_as
from tui.assets import BUNDLED_DOSSIER

TITLE = "[Excerpt of an article on the attack on the U.S. embassy in Baghdad]"
WIKI_TITLE = f"&#91;{TITLE[1:-1]}&#93;"
LATEX_TITLE = f"{{[}}{TITLE[1:-1]}{{]}}"
ESPER, MILLEY = "esper-game-changed", "milley-buzzsaw"
HOOK, SITES = "hook-message-to-iran", "pompeo-120-sites"
TARGETS = (
    "If American lives were lost to rocket attacks, 120 sites in Iraq with links to Iran-backed"
    " militias would become targets."
)

SENTENCES = {
    ESPER: "Mark Esper, U.S. Defense Secretary, said on 2 January 2020: “the game has changed”",
    MILLEY: (
        "Mark Milley, U.S. Chairman of the Joint Chiefs of Staff, emphasized: Any group that tries"
        " to overrun the embassy in Baghdad will “run into a buzzsaw”."
    ),
    HOOK: (
        "Brian Hook, U.S. special envoy, said on or after 29 December 2019 (paraphrase): The"
        " strikes were meant as a message to Iran."
    ),
    SITES: (
        "According to some media sources, Mike Pompeo, U.S. Secretary of State, informed"
        f" (paraphrase): {TARGETS}"
    ),
}
CREDITS = {
    ESPER: "Mark Esper, U.S. Defense Secretary; 2 January 2020",
    MILLEY: "Mark Milley, U.S. Chairman of the Joint Chiefs of Staff",
    HOOK: "Brian Hook, U.S. special envoy; 29 December 2019 or later",
    SITES: "Mike Pompeo, U.S. Secretary of State; According to some media sources",
}
WORDS = {
    ESPER: "the game has changed",
    MILLEY: ("Any group that tries to overrun the embassy in Baghdad will “run into a buzzsaw”."),
    HOOK: "Paraphrase: The strikes were meant as a message to Iran.",
    SITES: f"Paraphrase: {TARGETS}",
}
ALONE = WORDS | {SITES: f"Paraphrase (According to some media sources): {TARGETS}"}
"""The words where no line of attribution says how sure they are."""
LINES = {ESPER: 9, MILLEY: 10, HOOK: 5, SITES: 11}
IDS = list(SENTENCES)


@pytest.fixture(scope="module")
def embassy() -> Corpus:
    return open_dossier(BUNDLED_DOSSIER)


def form_of(corpus: Corpus, key: str, form: str) -> str:
    ref = find(corpus, key)
    assert ref is not None
    return copied(corpus, [ref], form)


def test_every_form_has_a_key_of_its_own() -> None:
    assert {name: form.key for name, form in FORMS.items()} == {
        "words": "w", "attributed": "a", "markdown": "m", "reference": "r", "wiki": "k",
        "html": "h", "latex": "l", "bibtex": "b", "ris": "i", "csl-json": "c",
        "web-annotation": "n", "link": "u", "json": "j",
    }  # fmt: skip
    assert len({form.label for form in FORMS.values()}) == len(FORMS)


@pytest.mark.parametrize("key", IDS)
def test_sentences(embassy: Corpus, key: str) -> None:
    assert form_of(embassy, key, "words") == ALONE[key]
    assert form_of(embassy, key, "attributed") == SENTENCES[key]
    reference = f"{TITLE}, line {LINES[key]}."
    assert form_of(embassy, key, "reference") == f"{SENTENCES[key]}\n{reference}"


@pytest.mark.parametrize("key", IDS)
def test_markdown(embassy: Corpus, key: str) -> None:
    words = "“the game has changed”" if key == ESPER else WORDS[key]
    assert form_of(embassy, key, "markdown") == (
        f"> {words}\n>\n> — {CREDITS[key]}\n>\n> \\{TITLE[:-1]}\\], line {LINES[key]}."
    )


@pytest.mark.parametrize("key", IDS)
def test_wiki(embassy: Corpus, key: str) -> None:
    said = f"{{{{citation|title={WIKI_TITLE}|language=en|at=line {LINES[key]}}}}}"
    wanted = f"{SENTENCES[key]}<ref>{said}</ref>"
    if key == ESPER:
        wanted = (
            f"{{{{blockquote|text=the game has changed|author={CREDITS[key]}<ref>{said}</ref>}}}}"
        )
    assert form_of(embassy, key, "wiki") == wanted


@pytest.mark.parametrize(
    ("key", "kind", "body"),
    [
        (
            ESPER,
            "verbatim",
            "<blockquote>\n<p>“the game has changed”</p>\n</blockquote>",
        ),
        (MILLEY, "mixed", f"<p>{WORDS[MILLEY]}</p>"),
        (HOOK, "paraphrase", f"<p>{WORDS[HOOK]}</p>"),
        (SITES, "paraphrase", f"<p>{WORDS[SITES]}</p>"),
    ],
)
def test_html(embassy: Corpus, key: str, kind: str, body: str) -> None:
    assert form_of(embassy, key, "html") == (
        f'<figure class="{kind}">\n{body}\n<figcaption>\n<p>— {CREDITS[key]}</p>\n'
        f"<p>{TITLE}, line {LINES[key]}.</p>\n</figcaption>\n</figure>"
    )


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            ESPER,
            f"\\blockquote[{{{CREDITS[ESPER]}; {LATEX_TITLE}, line 9.}}]{{the game has changed}}",
        ),
        (
            MILLEY,
            SENTENCES[MILLEY].replace("“", "\\textquote{").replace("”", "}")
            + f"\\footnote{{{LATEX_TITLE}, line 10.}}",
        ),
        (
            HOOK,
            SENTENCES[HOOK].replace("(paraphrase)", "(\\emph{paraphrase})")
            + f"\\footnote{{{LATEX_TITLE}, line 5.}}",
        ),
        (
            SITES,
            SENTENCES[SITES].replace("(paraphrase)", "(\\emph{paraphrase})")
            + f"\\footnote{{{LATEX_TITLE}, line 11.}}",
        ),
    ],
)
def test_latex(embassy: Corpus, key: str, expected: str) -> None:
    assert form_of(embassy, key, "latex") == expected


NOTE = (
    "Eleven lines, a sentence each. The article's title, author, date and publisher are not given."
    " Sentences between the lines are missing, and most of the reference marks belong to those."
)


@pytest.mark.parametrize("key", IDS)
def test_bibliographies_keep_the_sentence(embassy: Corpus, key: str) -> None:
    line = LINES[key]
    assert form_of(embassy, key, "bibtex") == (
        f"@misc{{excerpt,\n  title = {{{LATEX_TITLE}}},\n  note = {{{NOTE}}},\n"
        "  langid = {english},\n"
        f"  annotation = {{{SENTENCES[key]} {{[}}line {line}{{]}}}},\n}}"
    )
    assert form_of(embassy, key, "ris") == (
        f"TY  - GEN\nID  - excerpt\nTI  - {TITLE}\nLA  - en\nN1  - {NOTE}\n"
        f"N1  - {SENTENCES[key]} [line {line}]\nER  - "
    )
    assert json.loads(form_of(embassy, key, "csl-json")) == [
        {
            "id": "excerpt",
            "type": "document",
            "title": TITLE,
            "language": "en",
            "note": NOTE,
            "annote": f"{SENTENCES[key]} [line {line}]",
            "custom": {"onrecord": {"records": [key]}},
        }
    ]


SELECTORS: dict[str, list[tuple[dict[str, str], int, int]]] = {
    ESPER: [({"exact": "the game has changed", "prefix": 'said "', "suffix": '"'}, 1970, 1990)],
    MILLEY: [({"exact": "run into a buzzsaw", "prefix": 'will "', "suffix": "."}, 2356, 2374)],
    HOOK: [
        (
            {"exact": "the strikes were a message", "prefix": "said ", "suffix": " directed"},
            856,
            882,
        )
    ],
    SITES: [
        ({"exact": "According to some media sources", "suffix": ","}, 2381, 2412),
        ({"exact": "would target 120 sites", "prefix": "it "}, 2446, 2468),
        ({"exact": "if rocket attacks", "suffix": " cost"}, 2508, 2525),
    ],
}


@pytest.mark.parametrize("key", IDS)
def test_web_annotation(embassy: Corpus, key: str) -> None:
    targets: list[dict[str, Any]] = [
        {
            "source": "urn:onrecord:embassy:excerpt",
            "selector": [
                {"type": "TextQuoteSelector", **words},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        }
        for words, start, end in SELECTORS[key]
    ]
    assert json.loads(form_of(embassy, key, "web-annotation")) == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:onrecord:embassy:{key}",
        "type": "Annotation",
        "motivation": "describing" if key in {HOOK, SITES} else "highlighting",
        "body": [
            {
                "type": "TextualBody",
                "value": SENTENCES[key],
                "format": "text/plain",
                "purpose": "describing",
            }
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


@pytest.mark.parametrize("key", IDS)
def test_link_and_record(embassy: Corpus, key: str) -> None:
    with pytest.raises(NothingToCopyError, match="no source cited here has a web address"):
        form_of(embassy, key, "link")
    row = embassy.quotes.row(key)
    assert row is not None
    assert json.loads(form_of(embassy, key, "json")) == embassy.quotes.document(row)


# -- several records, and other records -----------------------------------------------------------


def test_several_quotes_are_joined_in_the_way_of_the_form(embassy: Corpus) -> None:
    refs = [ref for key in IDS if (ref := find(embassy, key))]
    assert copied(embassy, refs, "attributed") == "\n\n".join(SENTENCES.values())
    assert copied(embassy, refs, "words") == "\n\n".join(ALONE.values())
    assert copied(embassy, refs, "html").count("<figure") == len(IDS)
    assert copied(embassy, refs, "bibtex").count("@misc{excerpt,") == 1
    ris = copied(embassy, refs, "ris").split("\n")
    assert ris.count("ER  - ") == ris.count("TY  - GEN") == 1
    assert sum(line.startswith("N1  - ") for line in ris) == 1 + len(IDS)
    (item,) = json.loads(copied(embassy, refs, "csl-json"))
    assert item["custom"] == {"onrecord": {"records": IDS}}
    assert [one["id"] for one in json.loads(copied(embassy, refs, "json"))] == IDS
    made = json.loads(copied(embassy, refs, "web-annotation"))
    assert [one["id"].rpartition(":")[2] for one in made] == IDS


def test_an_event_has_its_date_and_references(embassy: Corpus) -> None:
    row = embassy.events.row("airstrikes")
    assert row is not None
    event = embassy.events[row]
    sentence = f"{event.title} (29 December 2019): {event.summary}"
    references = [f"{TITLE}, line 2.", f"{TITLE}, line 4."]
    got = quoted_as(embassy, "reference", row, "events")
    assert got == "\n".join([sentence, *references])
    assert quoted_as(embassy, "words", row, "events") == event.summary
    html = quoted_as(embassy, "html", row, "events")
    assert html.startswith('<figure class="summary">\n<p>U.S. airstrikes on Kata&#x27;ib Hezbollah')
    assert html.count(", line ") == 2
    assert "blockquote" not in html
    assert json.loads(quoted_as(embassy, "json", row, "events"))["id"] == "airstrikes"
    for form in FORMS:
        if form != "link":
            assert quoted_as(embassy, form, row, "events")


def test_an_actor_has_name_and_offices(embassy: Corpus) -> None:
    row = embassy.actors.row("pompeo")
    assert row is not None
    assert (
        quoted_as(embassy, "attributed", row, "actors") == "Mike Pompeo: Secretary of State, U.S."
    )
    wiki = quoted_as(embassy, "wiki", row, "actors")
    assert wiki.startswith("Mike Pompeo: Secretary of State, U.S.<ref>{{citation|title=")
    us = embassy.actors.row("us")
    assert us is not None
    assert quoted_as(embassy, "words", us, "actors") == "U.S."


def test_a_record_without_sources_says_so(tmp_path: Path) -> None:
    corpus = one(tmp_path)
    for form in ("bibtex", "ris", "csl-json", "web-annotation"):
        with pytest.raises(NothingToCopyError, match="nothing here cites a source"):
            copied(corpus, [Ref("quotes", 0)], form)
