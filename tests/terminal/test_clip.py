"""``onrecord clip`` as a process: documents in files and on standard output, none overwritten."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from store.clippings import DOCUMENTS
from store.clippings.contents import GROUPINGS
from store.marks import Marks
from tests.builders import dossier, quote, write
from tests.terminal.headless import EMBASSY, Program
from tests.unit.read_html import read_html, text_of
from tui import arguments


def marks(onrecord: Program) -> Marks:
    """The marks of the user in whose home the program runs."""
    return Marks(Path(onrecord.env["HOME"]) / ".local/share/onrecord/marks", "embassy")


def test_what_the_command_line_offers_is_what_there_is() -> None:
    assert tuple(DOCUMENTS) == arguments.DOCUMENTS
    assert arguments.GROUPINGS == GROUPINGS


@pytest.mark.parametrize("form", DOCUMENTS)
def test_the_ending_of_the_file_says_the_form(onrecord: Program, form: str) -> None:
    name = f"out.{DOCUMENTS[form].ending}"
    status, out, err = onrecord("clip", "speaker:esper", "-o", name)
    assert (status, out, err) == (0, "", f"onrecord: 3 quotes written to {name}\n")
    written = (onrecord.folder / name).read_bytes().decode()
    assert written == onrecord("clip", "speaker:esper", "--to", form, "-o", "-").out
    assert "the game has changed" in written
    assert [path.name for path in onrecord.folder.iterdir()] == [name]


def test_markdown_is_printed_when_nothing_else_is_asked(onrecord: Program) -> None:
    before = datetime.now().astimezone().date()
    status, out, err = onrecord("clip", "-kind:paraphrase")
    after = datetime.now().astimezone().date()
    assert (status, err) == (0, "")
    assert out == onrecord("clip", str(EMBASSY), "-kind:paraphrase", "--to", "markdown").out
    assert out.startswith("# Attack on the U.S. embassy in Baghdad\n")
    assert any(f"{day.day} {day:%B} {day.year}" in out for day in (before, after))
    assert not list(onrecord.folder.iterdir())


def test_options_stand_anywhere(onrecord: Program) -> None:
    status, out, err = onrecord(
        "clip", "--by", "date", "kind:verbatim", "--to", "json", "-speaker:hook"
    )
    assert (status, err) == (0, "")
    read = json.loads(out)
    assert (read["by"], read["filter"]) == ("date", "kind:verbatim -speaker:hook")
    assert [group["title"] for group in read["groups"]] == ["2 January 2020"]


def test_the_house_style_is_heeded(onrecord: Program) -> None:
    words = ("clip", "kind:verbatim", "--to", "text", "--marks", "uk", "--dates", "iso")
    out = onrecord(*words).out
    assert "‘the game has changed’" in out
    assert "2020-01-02" in out
    status, out, err = onrecord(*words, "--style", "nosuch")
    assert (status, out) == (2, "")
    assert "nosuch" in err


# -- nothing is overwritten -------------------------------------------------------------------


def test_a_file_that_is_there_is_kept(onrecord: Program) -> None:
    file = onrecord.folder / "out.html"
    file.write_text("mine", encoding="utf-8")
    status, out, err = onrecord("clip", "-o", "out.html")
    assert (status, out) == (2, "")
    assert "out.html: it is there already" in err
    assert "--force" in err
    assert file.read_text(encoding="utf-8") == "mine"
    status, _, err = onrecord("clip", "-o", "out.html", "--force")
    assert (status, err) == (0, "onrecord: 10 quotes written to out.html\n")
    assert len(read_html(file.read_text(encoding="utf-8")).all("article")) == 10


def test_the_dossier_is_never_replaced(onrecord: Program) -> None:
    file = write(onrecord.folder / "mine.json", dossier(quotes=[quote()]))
    kept = file.read_bytes()
    (onrecord.folder / "link.json").symlink_to(file)
    for name in ("mine.json", "link.json"):
        status, _, err = onrecord("clip", "mine.json", "-o", name, "--force")
        assert status == 2
        assert "the dossier itself" in err
    assert file.read_bytes() == kept


@pytest.mark.parametrize("name", [".", os.devnull])
def test_what_is_no_file_is_left_alone(onrecord: Program, name: str) -> None:
    status, _, err = onrecord("clip", "-o", name, "--to", "html", "--force")
    assert status == 2
    assert "no file that can be replaced" in err
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(onrecord: Program) -> None:
    onrecord.folder.chmod(0o500)
    status, _, err = onrecord("clip", "-o", "out.md")
    onrecord.folder.chmod(0o700)
    assert status == 3
    assert "cannot be written" in err


def test_a_folder_that_is_not_there(onrecord: Program) -> None:
    status, out, err = onrecord("clip", "-o", "none/out.md")
    assert (status, out) == (3, "")
    assert err.startswith("onrecord: none/out.md: it cannot be written")
    assert not list(onrecord.folder.iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "out.xyz"], "does not say what kind"),
        (["-o", "out"], "--to markdown|html|latex|text|csv|json"),
        (["-o"], "expected one argument"),
        (["--to", "pdf"], "invalid choice: 'pdf'"),
        (["--by", "place"], "invalid choice: 'place'"),
        (["actor:nobody"], "nobody"),
        (["none.json", "-o", "out.md"], "there is no such file"),
    ],
)
def test_mistakes(onrecord: Program, words: list[str], said: str) -> None:
    status, out, err = onrecord("clip", *words)
    assert (status, out) == (3 if "none.json" in words else 2, "")
    assert said in err
    assert not list(onrecord.folder.iterdir())


def test_without_quotes_nothing_is_written(onrecord: Program) -> None:
    for words in (["zzzz"], ["zzzz", "-o", "out.md"]):
        expected = (0, "", "onrecord: no quote is in view; nothing was written\n")
        assert onrecord("clip", *words) == expected
    status, out, err = onrecord("clip", "--marked", "-o", "out.md")
    assert (status, out) == (0, "")
    assert err == "onrecord: no marked quote is in view; nothing was written\n"
    assert not list(onrecord.folder.iterdir())
    assert not list(Path(onrecord.env["HOME"]).iterdir())


# -- marks and notes --------------------------------------------------------------------------


def test_marked_quotes_and_notes(onrecord: Program) -> None:
    kept = marks(onrecord)
    kept.toggle([("quotes", "esper-game-changed"), ("quotes", "milley-buzzsaw")])
    kept.set_note("quotes", "milley-buzzsaw", "check against the <tape>")
    kept.set_note("quotes", "pompeo-leaders", "not marked")
    rows = list(csv.DictReader(io.StringIO(onrecord("clip", "--marked", "--to", "csv").out)))
    assert [row["quote.id"] for row in rows] == ["esper-game-changed", "milley-buzzsaw"]
    words = ("clip", "--marked", "speaker:milley", "--to", "html")
    assert "tape" not in onrecord(*words).out
    page = read_html(onrecord(*words, "--notes").out)
    assert "1 marked statement" in text_of(page.one("header"))
    assert text_of(page.one("aside")).strip() == "Compiler’s note: check against the <tape>"
    assert "note:tape" in onrecord("clip", "note:tape", "--to", "text").out


# -- completions ------------------------------------------------------------------------------


def test_bash_completes_the_options_of_clip(onrecord: Program) -> None:
    assert onrecord.complete("cl") == {"clip"}
    assert onrecord.complete("clip", "--f") == {"--force"}
    assert onrecord.complete("clip", "--to", "h") == {"html"}
    assert onrecord.complete("clip", "--by", "") == set(GROUPINGS)
