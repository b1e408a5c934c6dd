"""TimelineJS JSON, version 3 and version 2, record by record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import DossierError
from store.formats.base import Options
from store.formats.opened import Input
from store.formats.timelinejs import IMPORTER
from tests.unit.formats.streamed import opened, ran, saved, skipped, table

DAM: dict[str, Any] = {
    "scale": "human",
    "title": {
        "text": {"headline": "The <b>Lund</b> dam", "text": "<p>From plan to breach.</p>"},
        "media": {"url": "https://photos.example/dam.jpg", "caption": "The dam",
                  "credit": "H. Vik"},
    },
    "events": [
        {
            "start_date": {"year": "1963", "month": "08", "day": "9"},
            "text": {"headline": "Work begins", "text": "First stone.<br>Forty guests."},
            "group": "Building",
            "unique_id": "work-begins",
            "background": {"color": "#333"},
            "media": {"url": "https://news.example/1963", "caption": "<i>Day one</i>",
                      "credit": "Lund Post"},
        },
        {
            "start_date": {"year": 1964, "month": 3, "day": "", "hour": ""},
            "end_date": {"year": 1966},
            "display_date": "Spring 1964 to 1966",
            "text": {"headline": "The wall rises"},
            "location": {"name": "Lund", "lat": 1.5, "lon": 2},
        },
        {
            "start_date": {"year": 1970, "month": 5, "day": 2, "hour": 7, "minute": 5},
            "end_date": {"year": 1970, "month": 5, "day": 2, "hour": 7, "minute": 5},
            "text": {
                "headline": "Cracks are seen",
                "text": "<p>An inspector wrote.</p><blockquote>It will not hold."
                "<cite>— Ida Rask, inspector</cite></blockquote><p>See <a "
                "href='https://files.example/r'>the report</a>.</p>",
            },
        },
        {
            "start_date": {"year": "1971"},
            "display_date": "c. 1971",
            "text": {"headline": "A warning"},
            "group": "Council",
            "media": {
                "url": "<blockquote>“Nobody will be moved.”<cite>Mayor Holt</cite></blockquote>",
                "credit": "Minutes of the council",
            },
        },
        {"start_date": {"year": "-500"}, "text": {"headline": "An older wall"}},
        {"start_date": {"year": 1972, "month": 13}, "text": {"headline": "A month too many"}},
        {"text": {"text": "A slide without a date or headline. It says much."}},
        {"start_date": {"year": 1980}, "end_date": {"year": 1979}, "text": {"headline": "Back"}},
        "not a slide",
        {"start_date": {"year": 1981, "day": 4}, "text": {"headline": "A day of no month"}},
        {"start_date": {"year": 1982}, "text": {"headline": "Shown"},
         "media": {"url": "<iframe src='//video.example/v'></iframe>"}},
    ],
    "eras": [
        {"start_date": {"year": 1963}, "end_date": {"year": 1970}, "text": {"headline": "Concrete"}}
    ],
}  # fmt: skip

OLD = {
    "timeline": {
        "headline": "Johnny &amp; friends",
        "type": "default",
        "text": "<p>Long ago</p>",
        "startDate": "1963",
        "asset": {"media": "https://x.example/a.png", "credit": "", "caption": ""},
        "date": [
            {"startDate": "1963,8,9", "endDate": "1963,8,10", "headline": "Two days",
             "text": "<p>x</p>", "tag": "War", "asset": {"media": "", "credit": "C"}},
            {"startDate": "2/14/1964 10:30:00", "headline": "St Valentine", "classname": "big"},
            {"startDate": "3/4/1964", "headline": "Unclear"},
            {"startDate": "1965,1", "headline": "A month",
             "asset": {"media": "<blockquote>Go!</blockquote>"}},
            {"startDate": "soon", "headline": "Never"},
        ],
        "era": [{"startDate": "1963", "endDate": "1964", "headline": "Sixties"}],
    }
}  # fmt: skip


def made(folder: Path, whole: object) -> Path:
    return saved(folder, "timeline.json", json.dumps(whole))


def test_version_3_record_by_record(tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, made(tmp_path, DAM))
    events = table(items, "events")
    facts = [(e["title"], e.get("when"), e.get("display_date")) for e in events]
    assert facts == [
        ("Work begins", "1963-08-09", None),
        ("The wall rises", "1964-03/1966", "Spring 1964 to 1966"),
        ("Cracks are seen", "1970-05-02T07:05", None),
        ("A warning", "1971~", "c. 1971"),
        ("An older wall", None, "-500"),
        ("A month too many", None, "1972-13"),
        ("A slide without a date or headline. It says much.", None, None),
        ("Back", "1980", None),
        ("A day of no month", None, "1981-4"),
        ("Shown", "1982", None),
        ("Concrete", "1963/1970", None),
    ]
    first, second, third = events[:3]
    assert first["id"] == "work-begins"
    assert first["summary"] == "First stone.\nForty guests."
    assert first["tags"] == ["Building"]
    assert first["source_fields"] == {"background": {"color": "#333"}}
    assert second["place"] == "Lund"
    assert second["source_fields"] == {"location": {"lat": 1.5, "lon": 2}}
    assert third["summary"] == "An inspector wrote.\n\nSee the report."
    assert third["source_fields"]["links"] == [
        {"url": "https://files.example/r", "words": "the report"}
    ]
    assert events[7]["source_fields"] == {"end_date": {"year": 1979}}
    assert events[-1]["type"] == "era"
    assert not any("participants" in event for event in events)
    (gone,) = skipped(remarks)
    assert gone.place == "events[8]"
    told = [remark.place for remark in remarks]
    assert "events[4], start_date" in told
    assert "events[7], end_date" in told
    assert any("scale" in remark.what for remark in remarks)


def test_sources_and_citations(tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, made(tmp_path, DAM))
    title, cited, video = (source["csl"] for source in table(items, "sources"))
    assert (title["type"], title["title"]) == ("graphic", "The dam")
    assert title["author"] == [{"literal": "H. Vik"}]
    assert cited["title"] == "Day one"
    assert cited["URL"] == "https://news.example/1963"
    assert cited["author"] == [{"literal": "Lund Post"}]
    assert video["URL"] == "https://video.example/v"
    events = {event["title"]: event for event in table(items, "events")}
    assert events["Work begins"]["citations"] == [{"source": cited["id"]}]
    assert events["Shown"]["citations"] == [{"source": video["id"]}]


def test_quotes_have_their_words_and_who_said_them_as_printed(tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, made(tmp_path, DAM))
    events = {event["title"]: event["id"] for event in table(items, "events")}
    quotes = table(items, "quotes")
    assert [(q["text"], q["attribution"], q["kind"], q["events"]) for q in quotes] == [
        ("It will not hold.", "Ida Rask, inspector", "verbatim", [events["Cracks are seen"]]),
        ("Nobody will be moved.", "Mayor Holt", "verbatim", [events["A warning"]]),
    ]
    assert quotes[1]["source_fields"] == {"media.credit": "Minutes of the council"}
    assert not any("speaker" in quote or "said" in quote for quote in quotes)


def test_the_title_slide_is_the_dossier(tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, made(tmp_path, DAM))
    (about,) = table(items, "dossier")
    assert (about["title"], about["description"]) == ("The Lund dam", "From plan to breach.")


def test_groups_are_actors_only_when_the_user_says_so(tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, made(tmp_path, DAM), Options(groups_are_actors=True))
    actors = {actor["id"]: (actor["name"], actor["kind"]) for actor in table(items, "actors")}
    assert set(actors.values()) == {("Building", "unknown"), ("Council", "unknown")}
    first = table(items, "events")[0]
    assert [actors[part["actor"]][0] for part in first["participants"]] == ["Building"]
    assert "role" not in first["participants"][0]
    assert "tags" not in first
    opened(items, tmp_path)


def test_times_are_of_the_zone_that_the_user_names(tmp_path: Path) -> None:
    items, _ = ran(IMPORTER, made(tmp_path, DAM), Options(time_zone="Asia/Baghdad"))
    when = [event.get("when") for event in table(items, "events")]
    assert "1970-05-02T07:05+03:00" in when
    assert "1963-08-09" in when


def test_version_2_record_by_record(tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, made(tmp_path, OLD))
    (about,) = table(items, "dossier")
    assert about["title"] == "Johnny & friends"
    events = table(items, "events")
    assert [(e["title"], e.get("when"), e.get("display_date")) for e in events] == [
        ("Two days", "1963-08-09/1963-08-10", None),
        ("St Valentine", "1964-02-14T10:30:00", None),
        ("Unclear", "1964-03-04", None),
        ("A month", "1965-01", None),
        ("Never", None, "soon"),
        ("Sixties", "1963/1964", None),
    ]
    assert events[0]["tags"] == ["War"]
    assert events[0]["source_fields"] == {"media.credit": "C"}
    assert events[1]["source_fields"] == {"classname": "big"}
    assert events[-1]["type"] == "era"
    assert sum("month first" in remark.what for remark in remarks) == 1
    (quote,) = table(items, "quotes")
    assert quote["text"] == "Go!"
    assert "attribution" not in quote
    opened(items, tmp_path)


def test_the_user_says_that_the_day_comes_first(tmp_path: Path) -> None:
    items, remarks = ran(IMPORTER, made(tmp_path, OLD), Options(dates="dmy"))
    events = {event["title"]: event.get("when") for event in table(items, "events")}
    assert events["Unclear"] == "1964-04-03"
    assert not any("month first" in remark.what for remark in remarks)


def test_a_file_that_is_a_call(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jsonp", f"storyjs_jsonp_data = {json.dumps(OLD)};\n")
    assert IMPORTER.sniff(Input(path)) == 90
    assert len(table(ran(IMPORTER, path)[0], "events")) == 6
    broken = saved(tmp_path, "b.jsonp", 'storyjs_jsonp_data =\n{"timeline": {\n"date": oops}};')
    with pytest.raises(DossierError) as error:
        ran(IMPORTER, broken)
    assert error.value.where.endswith("line 3")


@pytest.mark.parametrize("whole", [DAM, OLD])
def test_it_opens_without_errors_and_twice_is_once(tmp_path: Path, whole: object) -> None:
    path = made(tmp_path, whole)
    items, _ = ran(IMPORTER, path)
    assert items == ran(IMPORTER, path)[0]
    opened(items, tmp_path)
    assert IMPORTER.sniff(Input(path)) == 90


def test_the_same_slide_twice_is_taken_once(tmp_path: Path) -> None:
    slide = DAM["events"][1]
    items, remarks = ran(IMPORTER, made(tmp_path, {"events": [slide, slide]}))
    assert len(table(items, "events")) == 1
    assert any("taken once" in remark.what for remark in remarks)


def test_other_json_is_not_taken(tmp_path: Path) -> None:
    for content in ('{"a": 1}', "[]", "", '{"events": [{"title": "x"}]}'):
        assert IMPORTER.sniff(Input(saved(tmp_path, "x.json", content))) == 0


def test_a_file_that_is_cut_off_says_where(tmp_path: Path) -> None:
    path = saved(tmp_path, "cut.json", json.dumps(DAM, indent=1)[:900])
    with pytest.raises(DossierError) as error:
        ran(IMPORTER, path)
    assert "line" in error.value.where


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["2019", "<blockquote>x<cite>y</cite>", "1,2,3", "https://x.example/é"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["year", "month", "day", "hour", "start_date", "end_date", "text", "headline", "media",
             "url", "group", "display_date", "unique_id", "location", "name", "title", "events",
             "eras", "timeline", "date", "asset", "startDate", "tag", "caption", "credit", "self"]
        ),
        inner, max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(JSON, max_size=4), JSON,
    st.sampled_from(["events", "eras", "title"]), st.booleans(), st.booleans(),
)  # fmt: skip
def test_junk_never_raises(
    tmp_path: Path, entries: list[Any], title: object, name: str, old: bool, actors: bool
) -> None:
    whole: Any = {"title": title, name: entries}
    if old:
        whole = {"timeline": {"date": entries, "asset": title, "headline": title, "era": title}}
    items, _ = ran(IMPORTER, made(tmp_path, whole), Options(groups_are_actors=actors))
    opened(items, tmp_path)
