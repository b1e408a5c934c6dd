"""A dossier against the texts of its sources: what is looked for, where, and what is said."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from store.corpus import open_dossier
from store.verify import Check, texts_of, unanchored, verify
from tests.builders import Document, actor, dossier, event, link, opened, quote, source, write
from tests.data.ferry_article import ARTICLE, QUOTES

TEXT = "Anna said: “The boat is old.” Nobody else spoke. The end, she thought. The end."


def cite(key: str = "s1", /, **fields: object) -> list[Document]:
    return [{"source": key, **fields}]


def checked(
    folder: Path, texts: dict[str, str] | None = None, **tables: Iterable[Document]
) -> list[Check]:
    both = [source("s1"), source("s2")]
    corpus = open_dossier(write(folder / "d.json", dossier(sources=both, **tables)))
    return list(verify(corpus, {"s1": TEXT} if texts is None else texts))


def told(checks: list[Check]) -> list[tuple[str, str, str]]:
    return [(check.record, check.field, check.result) for check in checks]


def test_forty_quotes_of_an_article(tmp_path: Path) -> None:
    said = [
        quote(f"q{number}", text=one.words, seq=number,
              citations=cite(exact=one.words, prefix=one.prefix, suffix=one.suffix))
        for number, one in enumerate(QUOTES)
    ]  # fmt: skip
    checks = checked(tmp_path, {"s1": ARTICLE}, quotes=said)
    assert [(check.record, check.field, check.result) for check in checks] == [
        (f"q{number}", "text", one.result) for number, one in enumerate(QUOTES)
    ]
    for check, one in zip(checks, QUOTES, strict=True):
        assert one.said in check.difference
        if one.result == "exact":
            assert ARTICLE[slice(check.start, check.end)] == one.words


def test_what_is_looked_for(tmp_path: Path) -> None:
    none = cite(exact="not in it anywhere")
    checks = checked(
        tmp_path,
        quotes=[
            quote("verbatim", text="The boat is old", seq=1, citations=cite()),
            quote("mixed", text="She called it old.", kind="mixed", words=["old", "new"], seq=2,
                  citations=cite()),
            quote("paraphrase", text="She was sad.", kind="paraphrase", seq=3,
                  citations=cite(exact="The boat is old")),
            quote("bare", text="She was sad.", kind="paraphrase", seq=4, citations=cite()),
        ],
        events=[event("e1", citations=[*cite(exact="Nobody else spoke"), *cite()])],
        actors=[actor("a1", citations=none, positions=[{"title": "x", "citations": none}])],
        links=[link("l1", "e1", "a1", citations=cite(exact="The end"))],
    )  # fmt: skip
    assert told(checks) == [
        ("verbatim", "text", "exact"),
        ("mixed", "words[0]", "exact"),
        ("mixed", "words[1]", "missing"),
        ("paraphrase", "citations[0].exact", "exact"),
        ("e1", "citations[0].exact", "exact"),
        ("a1", "citations[0].exact", "missing"),
        ("a1", "positions[0].citations[0].exact", "missing"),
        ("l1", "citations[0].exact", "ambiguous"),
    ]
    assert [check.table for check in checks] == ["quotes"] * 4 + ["events"] + ["actors"] * 2 + [
        "links"
    ]
    corpus = opened(tmp_path, quotes=[quote("q", kind="paraphrase", citations=[*cite(), *none])])
    assert unanchored(corpus) == 1


def test_the_anchor_leads_to_the_words(tmp_path: Path) -> None:
    def start(**fields: object) -> tuple[str, int | None]:
        said = [quote("q", text="The end", citations=cite(**fields))]
        check = checked(tmp_path, quotes=said)[0]
        return check.result, check.start

    first, last = TEXT.index("The end"), TEXT.rindex("The end")
    assert start() == ("ambiguous", first)
    assert start(exact="The end", suffix=", she") == ("exact", first)
    assert start(exact="she thought. The end") == ("exact", last)
    assert start(exact="Nobody else spoke.") == ("ambiguous", first)
    assert start(start=last, end=last + 7) == ("exact", last)
    assert start(suffix=", she") == ("exact", first)
    assert start(exact="The end", start=last) == ("exact", last)


def test_each_citation_is_held_against_its_own_source(tmp_path: Path) -> None:
    said = [quote("q", text="The boat is old", citations=[*cite("s1"), *cite("s2"), *cite("s3")])]
    checks = checked(tmp_path, {"s1": TEXT, "s2": "The boat is cold."}, quotes=said)
    assert [(check.source, check.result) for check in checks] == [
        ("s1", "exact"), ("s2", "altered"), ("s3", "no-text"),
    ]  # fmt: skip
    assert checks[1].difference == "“cold” → “old”"


def test_an_anchor_that_is_lost_is_said_though_the_words_are_there(tmp_path: Path) -> None:
    said = [quote("q", text="The boat is old", citations=cite(exact="quite another sentence"))]
    assert told(checked(tmp_path, quotes=said)) == [
        ("q", "text", "exact"),
        ("q", "citations[0].exact", "missing"),
    ]


def test_a_translation_is_borne_out_by_the_original(tmp_path: Path) -> None:
    def result(text: str, original: str) -> tuple[str, str]:
        check = checked(
            tmp_path, quotes=[quote("q", text=text, original=original, citations=cite())]
        )[0]
        return check.field, check.result

    assert result("Das Boot ist alt", "The boat is old") == ("original", "exact")
    assert result("The boat is old", "Das Boot ist alt") == ("text", "exact")
    assert result("The boat is cold", "Das Boot ist alt") == ("text", "altered")


def test_progress(tmp_path: Path) -> None:
    corpus = opened(tmp_path, quotes=[quote("q", citations=[*cite(), *cite()])])
    told: list[tuple[int, int]] = []
    assert len(list(verify(corpus, {}, lambda *how_far: told.append(how_far)))) == 2
    assert told == [(1, 2), (2, 2)]


# -- the texts --------------------------------------------------------------------------------


def read(
    folder: Path, given: dict[str, Path] | None = None, **fields: object
) -> tuple[str | None, str]:
    corpus = opened(folder, sources=[source("s1", **fields)], quotes=[quote(citations=cite())])
    texts, remarks = texts_of(corpus, given or {})
    return texts.get("s1"), remarks.get("s1", "")


@pytest.mark.parametrize(
    ("data", "text", "remark"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n", ""),
        (b"\xef\xbb\xbfabc", "abc", ""),
        (b"a\x00b", "a\x00b", ""),
        (b"", "", ""),
        (b"ab\xffc", "ab\ufffdc", "not UTF-8 at byte 3"),
    ],
)
def test_a_text_is_read(tmp_path: Path, data: bytes, text: str, remark: str) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_bytes(data)
    found, said = read(tmp_path, text="inner/a.txt")
    assert found == text
    assert (remark in said) if remark else not said


@pytest.mark.parametrize(
    "path", ["../a.txt", "inner/../../a.txt", "..", "C:\\a.txt", "\\\\h\\a", "..\\a"]
)
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.txt").write_text("secret")
    folder = tmp_path / "dossiers"
    folder.mkdir()
    text, remark = read(folder, text=path)
    assert text is None
    assert remark == f"its text lies outside the dossier's folder, and is not read: {path}"
    assert read(folder, text=str(tmp_path / "a.txt"))[0] is None
    # What the user names is read, wherever it is.
    assert read(folder, {"s1": tmp_path / "a.txt"}, text=path) == ("secret", "")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("secret")
    folder = tmp_path / "dossiers"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "a.txt")
    (folder / "loop").symlink_to(folder / "loop")
    assert "outside" in read(folder, text="link.txt")[1]
    assert read(folder, text="loop")[0] is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
@pytest.mark.parametrize(
    ("path", "remark"),
    [
        ("none.txt", "cannot be read"), (".", "no file"), ("", "names no text"),
        ("a\x00b", "outside"), ("x" * 5000, "cannot be"), ("pipe", "no file"),
        ("\ud800", "cannot be"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_read(tmp_path: Path, path: str, remark: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    text, said = read(tmp_path, text=path)
    assert text is None
    assert remark in said


def test_a_text_that_has_changed_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo")
    for data in (b"one\r\ntwo", b"one\ntwo"):
        digest = hashlib.sha256(data).hexdigest()
        assert read(tmp_path, text="a.txt", sha256=digest) == ("one\ntwo", "")
        assert read(tmp_path, text="a.txt", sha256=f"sha256:{digest.upper()}") == ("one\ntwo", "")
    other = hashlib.sha256(b"three").hexdigest()
    assert "has changed" in read(tmp_path, text="a.txt", sha256=other)[1]
    assert "is none" in read(tmp_path, text="a.txt", sha256="beef")[1]


def test_texts_are_read_when_none_are_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    said = [quote("q", text="Nobody else spoke.", citations=cite())]
    corpus = opened(tmp_path, sources=[source("s1", text="a.txt")], quotes=said)
    (check,) = verify(corpus)
    assert (check.result, check.start) == ("exact", TEXT.index("Nobody"))
