"""Dossiers drawn by hypothesis, with every field filled now and then and references that lead."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.builders import Document, Tables, actor, dossier, event, link, quote

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=20,
).filter(lambda text: text.strip() == text)
AWKWARD = st.sampled_from([
    "=1+1", "'=x", "-5", "+a", "@b", "[1]", "12", "null", '"q"', "a; b", "a;b", ";", "“x”", "{}",
    "<b>bold</b>", "a & b", "line one\nline two", "x, y", "\\", "it’s", "true", "- dash",
])  # fmt: skip
TEXTS = WORDS | AWKWARD
PLAIN = st.text("abc XYZé", min_size=1, max_size=12).filter(lambda text: text.strip() == text)
EDTFS = (
    "2019", "2019-12", "2019-12-31", "2019-12-31T10:00:00Z", "2019-12-27/2020-01-08",
    "2019-12-31?", "2019-12~", "201X", "2019-12-XX", "../2020-01-02", "2019-12-31/..", "2019-21",
    "[2019-12-30,2019-12-31]", "0079-10-24", "2019/2019",
)  # fmt: skip
DATES = st.sampled_from(EDTFS)
EXACT = frozenset({"2019", "2019-12", "2019-12-31", "2019-12-27/2020-01-08", "0079-10-24"})
"""The dates of those that a year, a month and a day say, or two of them."""

STATUS = st.sampled_from(["reported", "disputed", "confirmed"])
KINDS = st.sampled_from([
    "person", "organisation", "state", "government-body", "armed-group", "military-unit", "media",
    "group", "facility", "unknown",
])  # fmt: skip
UNKNOWN: dict[str, Any] = {
    "own field": TEXTS, "=own": TEXTS, " Own  field ": st.integers(), "table": TEXTS,
    "own": st.dictionaries(TEXTS, st.lists(TEXTS, max_size=2), max_size=2),
}  # fmt: skip
"""Fields that the program does not know, by names that a table or a line of JSON could take amiss.
"""

LINKS = st.sampled_from(["response-to", "caused-by", "part-of", "contradicts"])


def _filled(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Document]:
    return st.fixed_dictionaries(required, optional=optional)


@st.composite
def dossiers(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Tables:
    sources = [f"s{n}" for n in range(draw(st.integers(0, 2)))]
    actors = [f"a{n}" for n in range(draw(st.integers(0, 3)))]
    events = [f"e{n}" for n in range(draw(st.integers(0, 4)))]
    quotes = [f"q{n}" for n in range(draw(st.integers(0, 3)))]
    cited = _some(
        sources,
        lambda key: _filled(
            {"source": key}, {"locator": texts, "exact": texts, "note": texts, "start": st.just(3)}
        ),
    )
    tags = st.lists(texts, max_size=2)
    parts = _some(actors, lambda key: _filled({"actor": key}, {"role": texts, "note": texts}))
    who = st.lists(st.sampled_from(actors), unique=True) if actors else st.just([])
    one = st.sampled_from(actors) if actors else st.nothing()
    about_events = st.lists(st.sampled_from(events), unique=True) if events else st.just([])
    kept = st.dictionaries(texts, texts | st.integers(), max_size=2)
    event_fields = {
        "when": DATES, "display_date": texts, "seq": st.integers(-5, 5), "place": texts,
        "type": texts, "summary": texts, "participants": parts, "status": STATUS, "hedge": texts,
        "citations": cited, "tags": tags, "source_fields": kept, **UNKNOWN,
    }  # fmt: skip
    actor_fields = {
        "short": texts, "aliases": st.lists(_filled({"name": texts}, {"note": texts}), max_size=2),
        "positions": st.lists(_filled({"title": texts}, {"when": DATES, "of": one}), max_size=2)
        if actors else st.just([]),
        "description": texts, "wikidata": st.just("Q42"), "citations": cited, "tags": tags,
    }  # fmt: skip
    quote_fields = {
        "attribution": texts, "cue": texts, "hedge": texts, "status": STATUS, "context": texts,
        "said": DATES, "published": DATES, "seq": st.integers(0, 5), "events": about_events,
        "about": who, "audience": who, "language": st.just("en"), "citations": cited, "tags": tags,
        "via": st.builds(lambda text: {"words": text}, texts),
        **({"speaker": one} if actors else {}),
    }  # fmt: skip
    about = {"description": texts, "language": st.just("en"), "updated": DATES, **UNKNOWN}
    ends = [*actors, *events, *quotes]
    return dossier(
        sources=[
            {"id": key, "csl": {"id": key, "type": "webpage", "title": draw(texts)}}
            for key in sources
        ],
        actors=[
            actor(key, name=draw(texts), kind=draw(KINDS), **draw(_filled({}, actor_fields)))
            for key in actors
        ],
        events=[
            event(key, title=draw(texts), **draw(_filled({}, event_fields))) for key in events
        ],
        quotes=[
            quote(key, **draw(_words(texts)), **draw(_filled({}, quote_fields))) for key in quotes
        ],
        links=[
            link("l1", draw(st.sampled_from(ends)), draw(st.sampled_from(ends)), draw(LINKS))
        ] if ends else [],
        **draw(_filled({}, about)),
    )  # fmt: skip


@st.composite
def _words(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Document:
    """Text and kind of a quote; the own words of a mixed one stand in its text."""
    text, kind = draw(texts), draw(st.sampled_from(["verbatim", "mixed", "paraphrase"]))
    if kind != "mixed":
        return {"text": text, "kind": kind}
    own = draw(texts)
    return {"text": f"{text} {own} he said", "kind": kind, "words": [own]}


def _some(keys: list[str], made: Any) -> st.SearchStrategy[list[Document]]:  # noqa: ANN401
    if not keys:
        return st.just([])
    return st.lists(st.sampled_from(keys).flatmap(lambda key: made(st.just(key))), max_size=2)
