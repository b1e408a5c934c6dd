"""What may be shown, held against tables written by hand and against Unicode's own data."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.clean import MARK, MAX_COMBINING, clean, escape_json_controls

ANYTHING = st.text(st.characters(exclude_categories=[]))
"""Every code point, surrogates too."""

AWKWARD = st.text(
    st.sampled_from(
        "ab1#* \n\t\r\x1b\x85\x9b\u034f\u0301\u0308\u05b0\u05b4\u05d0\u0628\u064b\u061c\u0915\u094d"
        "\u0e01\u115f\u1161\u180b\u180e\u1820\u200b\u200c\u200d\u200e\u202e\u2028\u20e3\u2066\ud83d"
        "\ude00\ufe0e\ufe0f\ufeff\u25ca\u4e00\u2764\U0001f3f4\U0001f468\U0001f3fd\U000e0067"
        "\U000e007f\U000e0100\uffff"
    ),
    max_size=40,
)
"""The characters whose handling depends on their neighbours, thrown together."""

BIDI = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}

SHOWN = {
    # line ends and tabs
    "a\r\nb": "a\nb",
    "a\rb": "a\nb",
    "a\n\rb": "a\n\nb",
    "a\vb\fc\x85d\u2028e\u2029f": "a\nb\nc\nd\ne\nf",
    "a\tb": "a    b",
    # C0 and DEL by their pictures
    "\x00\x07\x08\x0e\x1f": "␀␇␈␎␟",
    "a\x1b[31mred": "a␛[31mred",
    "\x1b]52;c;aGFoYQ==\x07": "␛]52;c;aGFoYQ==␇",
    "rub\x7fout": "rub␡out",
    # C1, surrogates, noncharacters
    "\x9b31m\x9d0;t\x9c": "�31m�0;t�",
    "\ud83d": "�",
    "\ude00\ud83d": "��",
    "\ufdd0\uffff\U0010fffe": "���",
    # bidirectional controls: the classic disguise of a file name
    "invoice_\u202efdp.exe": f"invoice_{MARK}fdp.exe",
    "\u2066a\u2069\u2067b\u2068\u202a\u202b\u202c\u202d": f"{MARK}a" + MARK * 2 + "b" + MARK * 5,
    # invisible characters
    "\ufeffstart": f"{MARK}start",
    "co\u00adoperate": f"co{MARK}operate",
    "pass\u200bword": f"pass{MARK}word",
    "a\u2060b\u2061c\u206fd": f"a{MARK}b{MARK}c{MARK}d",
    "\u3164\uffa0\u115f\u1160": MARK * 4,
    "a\u180eb": f"a{MARK}b",
    "\ufff9base\ufffaruby\ufffb": f"{MARK}base{MARK}ruby{MARK}",
    "hi\U000e0068\U000e0069": f"hi{MARK}{MARK}",
    # joiners in Latin, and two in a row anywhere
    "ad\u200dmin\u200c": f"ad{MARK}min{MARK}",
    "\u0645\u06cc\u200c\u200c\u062e": f"\u0645\u06cc{MARK}{MARK}\u062e",
    # direction marks have nothing to do in a text without right-to-left letters
    "a\u200eb\u200fc\u061c": f"a{MARK}b{MARK}c{MARK}",
    # variation selectors that vary nothing, or carry a hidden message
    "a\ufe0fb": f"a{MARK}b",
    "\u2764\ufe0f\ufe0f": f"\u2764\ufe0f{MARK}",
    "\U0001f600\U000e0142\U000e0143": f"\U0001f600\U000e0142{MARK}",
    # a flag that is none of the three
    "\U0001f3f4\U000e0078\U000e007f": f"\U0001f3f4{MARK}{MARK}",
    # one base, too many accents
    "e" + "\u0301" * 5 + "t": "e" + "\u0301" * 4 + MARK + "t",
    "e" + "\u0301\u0327" * 50 + "t": "e" + "\u0301\u0327" * 2 + MARK + "t",
    "\u0915" + "\u0941" * 50: "\u0915" + "\u0941" * 8 + MARK,
}

UNCHANGED = {
    "printable ASCII": "".join(map(chr, range(0x20, 0x7F))),
    "line feeds": "one\n\ntwo\n",
    "markup-like": "[sic] [/b] [@click=app.quit] C:\\",
    "typography": "“We’re not leaving” – 25 % … «oui» n°\u00a05 ′″",
    "accents, composed": "Čeština, Ångström, Kataʾib",
    "accents, apart": "Cˇ e\u0301 a\u030a\u0323 o\u0302\u0323\u0301",
    "a singleton that NFC would change": "\u212b \u2126",
    "Arabic": "\u062d\u0632\u0628 \u0627\u0644\u0644\u0651\u064e\u0647",
    "Persian with ZWNJ": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Arabic abbreviation with ZWJ": "١٤٤١ \u0647\u200d",
    "Hebrew with points": "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd",
    "Hebrew with CGJ": "\u05dc\u05b4\u034f\u05b7\u05dd",
    "Hebrew with LRM": "C++\u200e \u05d4\u05d9\u05d0",
    "Devanagari with ZWJ": "\u0915\u094d\u200d\u0937",
    "Bengali with ZWNJ": "\u09b0\u200c\u09cd\u09af",
    "Thai": "\u0e17\u0e35\u0e48\u0e19\u0e35\u0e48",
    "Khmer with ZWSP": "\u1797\u17b6\u179f\u17b6\u200b\u1781\u17d2\u1798\u17c2\u179a",
    "Burmese, five signs on a letter": "\u100a\u103d\u103e\u102d\u102f\u1037",
    "Mongolian with FVS and MVS": "\u1820\u180b\u182d\u180e\u1820",
    "Hangul in jamo": "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "Japanese name with a variant": "\u845b\U000e0100\u98fe\u533a",
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "heart on fire": "\u2764\ufe0f\u200d\U0001f525",
    "technologist": "\U0001f469\U0001f3fd\u200d\U0001f4bb",
    "runner to the right": "\U0001f3c3\u200d\u2640\ufe0f\u200d\u27a1\ufe0f",
    "keycap": "1\ufe0f\u20e3 #\ufe0f\u20e3",
    "a flag by letters": "\U0001f1ee\U0001f1f6",
    "a flag by tags": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "private use": "\ue0b0 \uf8ff",
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.items(), ids=map(ascii, SHOWN))
def test_what_cannot_be_shown_becomes_a_mark(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_words_stay_exact(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n b\t\tc\r\nd", "a b c d"),
        ("  a\u00a0\u3000b  ", "a b"),
        ("plain", "plain"),
        ("a  b", "a b"),
        ("a\x1f\x1cb", "a␟␜b"),
        ("\n", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert clean(text, one_line=True) == line


def test_plain_ascii_is_not_copied() -> None:
    text = "nothing to do " * 3
    assert clean(text) is text


def test_the_mark_takes_one_cell_and_stays() -> None:
    assert cell_len(MARK) == 1
    assert clean(MARK) == MARK


def test_every_hidden_character_of_unicode_changes() -> None:
    """Alone between Latin letters, nothing that Unicode calls a control or format may stay.

    The exceptions are the number and abbreviation signs that are drawn (Unicode 9.2, "prepended
    concatenation marks").
    """
    drawn = {0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891}
    drawn |= {0x08E2, 0x110BD, 0x110CD}
    stay = {
        code
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and clean(f"a{chr(code)}b") == f"a{chr(code)}b"
    }
    assert stay == drawn | {0x0A}


def test_every_combining_mark_of_unicode_is_capped() -> None:
    """Marks of any script: 30 on one letter leave nine characters at most, and a mark."""
    unbounded = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Mn", "Me"}
        and clean("\u0915" + chr(code) * 30).count(chr(code)) > 8
    ]
    assert unbounded == []
    assert clean("x" + "\u20dd" * 9).count("\u20dd") == MAX_COMBINING


@given(ANYTHING | AWKWARD)
def test_nothing_hidden_comes_out(text: str) -> None:
    shown = clean(text)
    assert not {c for c in shown if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n"}
    assert not BIDI & set(shown)
    shown.encode("utf-8")


@given(ANYTHING | AWKWARD, st.booleans())
def test_twice_is_once(text: str, one_line: bool) -> None:
    shown = clean(text, one_line=one_line)
    assert clean(shown, one_line=one_line) == shown


@given(ANYTHING | AWKWARD)
def test_one_line_has_no_line_ends_and_no_double_spaces(text: str) -> None:
    line = clean(text, one_line=True)
    assert line == " ".join(line.split())


@given(st.text(st.characters(categories=["L", "N", "P", "Sm", "Sc", "So"])))
def test_letters_and_signs_stay(text: str) -> None:
    jamo = {chr(code) for code in (*range(0x115F, 0x1200), *range(0xD7B0, 0xD800), 0x3164, 0xFFA0)}
    assert clean("".join(c for c in text if c not in jamo)) == "".join(
        c for c in text if c not in jamo
    )


def no_accidental_pairs(text: str) -> bool:
    """JSON reads a high and a low surrogate in a row as one character, whoever wrote them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") == text


@given(st.recursive((ANYTHING | AWKWARD).filter(no_accidental_pairs), st.lists), st.booleans())
def test_json_keeps_its_value_and_hides_nothing(value: object, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2)
    escaped = escape_json_controls(text)
    assert json.loads(escaped) == value
    assert clean(escaped) == escaped


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ('{"a": "plain"}', '{"a": "plain"}'),
        ('{"a": "Ä ﷺ 😀"}', '{"a": "Ä ﷺ 😀"}'),
        ('["\x7f\x9b\ufeff\u202e"]', '["\\u007f\\u009b\\ufeff\\u202e"]'),
        ('["\U000e0041"]', '["\\udb40\\udc41"]'),
        ('["\ud800"]', '["\\ud800"]'),
        ('["\\\\\u200b"]', '["\\\\\\u200b"]'),
        ('["\u05d0\u200e"]', '["\u05d0\\u200e"]'),
        ('[\r\n\t1\r]', "[\n    1\n]"),
        ('["\u2028"]\n', '["\\u2028"]\n'),
        ('["e\u0301\u0301\u0301\u0301\u0301"]', '["e\u0301\u0301\u0301\u0301\\u0301"]'),
    ],
)  # fmt: skip
def test_json_escapes(text: str, escaped: str) -> None:
    assert escape_json_controls(text) == escaped
    assert json.loads(escaped) == json.loads(text)
