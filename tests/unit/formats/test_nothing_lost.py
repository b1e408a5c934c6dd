"""What a row or a line says and no field takes is kept in the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.formats import csv_mapping, csv_rows, gdelt_gqg, quotebank, timemap
from store.formats.base import Importer, Remark
from store.formats.csv_table import IMPORTER as TABLE
from store.formats.html_text import speaker_as_printed
from store.formats.json_lines import IMPORTER as LINES
from store.formats.opened import Input
from store.importing import gather
from tests.builders import write
from tests.unit.formats.importing import parts, tables


def read(importer: Importer, path: Path, text: str) -> dict[str, list[dict[str, Any]]]:
    path.write_text(text, "utf-8")
    return tables(parts(importer, path)[0])


def test_a_source_with_several_addresses_keeps_its_title_and_all_of_them(tmp_path: Path) -> None:
    text = "title,author,url\nThe mill,Quill,http://a.example/x http://b.example/y\n"
    (source,) = read(TABLE, tmp_path / "a.csv", text)["sources"]
    assert source["csl"]["title"] == "The mill"
    assert source["source_fields"] == {"url": "http://a.example/x; http://b.example/y"}


def test_a_day_without_a_month_is_no_date_and_is_kept(tmp_path: Path) -> None:
    (event,) = read(TABLE, tmp_path / "a.csv", "title,year,month,day\nFire,2019,,5\n")["events"]
    assert (event["when"], event["source_fields"]) == ("2019", {"day": "5"})


def test_a_second_context_is_kept(tmp_path: Path) -> None:
    text = "quote,statement,context,speaker\nNever,He refused,At the mill,Quill\n"
    (quote,) = read(TABLE, tmp_path / "a.csv", text)["quotes"]
    assert (quote["context"], quote["source_fields"]) == ("He refused", {"context": "At the mill"})


@pytest.mark.parametrize(
    ("importer", "line", "kept"),
    [
        (
            gdelt_gqg.IMPORTER,
            {"lang": "Klingon", "quotes": [{"quote": "never again"}], "extra": 1},
            {"lang": "Klingon", "extra": 1},
        ),
        (
            quotebank.IMPORTER,
            {"articleID": "7", "quotations": [{"quotation": "never again"}], "extra": 1},
            {"articleID": "7", "extra": 1},
        ),
    ],
)
def test_an_article_without_an_address_is_kept_with_its_quotations(
    tmp_path: Path, importer: Importer, line: dict[str, Any], kept: dict[str, Any]
) -> None:
    made = read(importer, tmp_path / "a.json", json.dumps(line))
    assert "sources" not in made
    assert made["quotes"][0]["source_fields"] == kept


def test_what_else_is_said_of_a_source_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    article = {"url": "https://a.example/1", "lang": "en", "quotes": [{"quote": "never"}]}
    lines = [{**article, "title": title} for title in ("Fire", "Fire", "Flood")]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    gathered = gather([Input(path)], [gdelt_gqg.IMPORTER])
    (told,) = gathered.remarks
    assert told.place == "a.json: line 3"
    assert "is there with another csl, which it keeps" in told.what


def test_a_second_dossier_does_not_lose_its_title_without_a_word(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(
            tmp_path / f"{name}.json", {"dossier": {"1": {"format": 1, "id": name, "title": name}}}
        )
    gathered = gather([Input(tmp_path / "one.json"), Input(tmp_path / "two.json")])
    assert gathered.about is not None
    assert gathered.about["title"] == "one"
    assert [remark.what for remark in gathered.remarks] == [
        "what it says of itself as a dossier is left out: another came first"
    ]


def test_a_date_that_is_none_stays_with_the_source_as_it_is(tmp_path: Path) -> None:
    line = {"url": "https://a.example/1", "date": "soon", "quotations": [{"quotation": "never"}]}
    made = read(quotebank.IMPORTER, tmp_path / "a.json", json.dumps(line))
    assert made["sources"][0]["csl"]["issued"] == {"literal": "soon"}


def test_actors_of_differently_shaped_lines_are_made_once(tmp_path: Path) -> None:
    fire = {"title": "Fire", "date": "2019", "participants": "Quill"}
    flood = {"title": "Flood", "date": "2020", "place": "Mill", "participants": "Quill"}
    made = read(LINES, tmp_path / "a.jsonl", f"{json.dumps(fire)}\n{json.dumps(flood)}")
    assert [len(made[name]) for name in ("actors", "events")] == [1, 2]


def test_a_zone_that_is_a_folder_is_no_zone() -> None:
    assert timemap.date_of("12/31/2019", "10:05", "America") == "2019-12-31T10:05"


def test_signs_without_end_take_no_time() -> None:
    assert speaker_as_printed(f"— Quill{',' * 1_000_000}x") == f"Quill{',' * 1_000_000}x"
    assert speaker_as_printed("— Ada-Quill, ;: ") == "Ada-Quill"
    heads = [f"key {number}" for number in range(100_000)]
    heads += [f"title{'.' * (number % 300)}{'-' * (number // 300)}" for number in range(50_000)]
    found = csv_mapping.guess(heads, {})
    assert found is not None
    assert list(found.columns.values()).count("title") == 1


def test_a_cell_that_never_closes_is_given_up_soon() -> None:
    taken = 0

    def lines() -> Any:  # noqa: ANN401 - an iterator that counts
        nonlocal taken
        for _ in range(50):
            taken += 1
            yield f'"{"a" * 1_000_000}\n'

    assert isinstance(next(csv_rows.rows(lines(), ",", 1)), Remark)
    assert taken < 10
