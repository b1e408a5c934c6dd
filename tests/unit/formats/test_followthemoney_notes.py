"""Notes of FollowTheMoney: whose words a statement is made of, and labels that cannot be so."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.formats.followthemoney import IMPORTER
from tests.unit.formats.streamed import opened, ran, saved, table
from tests.unit.formats.test_followthemoney import entity, lines


@pytest.mark.parametrize(
    ("keywords", "kind", "tags"),
    [
        (["quotation"], "verbatim", []),
        (["quotation", "mixed", "verbatim"], "mixed", ["verbatim"]),
        (["quotation", "night", "paraphrase"], "paraphrase", ["night"]),
        # Sorted by another program: whose words they are must not be claimed of any but theirs.
        (["mixed", "paraphrase", "quotation", "verbatim"], "verbatim", ["mixed", "paraphrase"]),
        (["mixed", "quotation"], "mixed", []),
        (["verbatim", "mixed", "quotation", "quotation"], "mixed", ["verbatim", "quotation"]),
    ],
)
def test_whose_words_a_note_is_made_of(
    keywords: list[str], kind: str, tags: list[str], tmp_path: Path
) -> None:
    text = lines(entity("n", "Note", description=["It burned."], keywords=keywords))
    items, _ = ran(IMPORTER, saved(tmp_path, "n.json", text))
    (quote,) = table(items, "quotes")
    assert (quote["kind"], quote.get("tags", [])) == (kind, tags)


def test_labels_that_lie_are_kept_as_notes(tmp_path: Path) -> None:
    notes = ["Status: active", "Order: 5", "Hedge: a", "Hedge: b", "by ear"]
    offices = [
        'Offices: [{"title": "x", "of": "gone"}]',
        'Offices: [{"title": "x", "citations": [{"source": "gone"}]}]',
        'Aliases: [{"name": "not one of them"}]', "Offices: {", 'Aliases: [{"n": 1}]',
    ]  # fmt: skip
    text = lines(
        entity("e", "Event", name=["E"], notes=notes),
        entity("a", "Person", name=["A"], notes=offices),
    )  # fmt: skip
    items, _ = ran(IMPORTER, saved(tmp_path, "n.json", text))
    (event,) = table(items, "events")
    assert event["seq"] == 5
    assert sorted(event["source_fields"]["notes"]) == [
        "Hedge: a", "Hedge: b", "Status: active", "by ear",
    ]  # fmt: skip
    (person,) = table(items, "actors")
    assert not person.keys() & {"positions", "aliases"}
    assert person["source_fields"]["notes"] == offices
    opened(items, tmp_path)
