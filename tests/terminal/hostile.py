"""A dossier whose every word tries to act on the terminal, and the search for any that did."""

from __future__ import annotations

import base64
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from tests.builders import actor, dossier, event, link, part, quote, source
from tests.terminal.harness import osc52_texts

if TYPE_CHECKING:
    from tests.builders import Document, Tables

STOLEN: Final = "stolen clipboard"
_STOLEN = base64.b64encode(STOLEN.encode()).decode()

ATTACKS: Final = (
    f"\x1b]52;c;{_STOLEN}\x07",  # writes the clipboard
    f"\x1b]52;c;{_STOLEN}\x1b\\",
    f"\x9d52;c;{_STOLEN}\x9c",  # the same in 8-bit controls
    "\x1b]0;owned title\x07",  # retitles the window
    "\x1b]2;owned title\x1b\\",
    "\x1b]8;;file:///etc/passwd\x1b\\click\x1b]8;;\x1b\\",  # a link
    "\x1b[31337m",  # ours never has such a colour
    "\x1b[2J\x1b[31337;1H",
    "\x9b31337m",
    "\x1b[6n\x1b[21t",  # makes the terminal type
    "\x1b[?1049l\x1b[?1000l\x1bc",  # leaves the screen, resets the terminal
    "\x1bP$q31337\x1b\\\x1b_31337\x1b\\\x9031337\x9c",
    "\x1b(0\x0e\x0f",  # another character set
    "\x00\x07\x08\x0b\x0c\r\x7f\t",
    "\u202eevil\u202c\u2066hidden\u2069\u200f\u200e",  # turns words round
    "\u200b\u2060\ufeff\u00ad\U000e0041",  # hides
    "\u2028\u2029\x85",
    "[@click=app.quit]quit[/] [b]bold[/i] [/nothing] [link=https://x.invalid]l[/link] [sic]",
    "a" + "\u0301" * 60,
    "\ud800 \udfff",  # no characters at all
    "العربية עברית 東京 e\u0301 👩‍👩‍👧",
)
HOSTILE: Final = " ".join(ATTACKS)
"""All of them, with blanks between."""

_SEQUENCE = re.compile(
    rb"\x1b(?:"
    rb"\[[<>=?]?[0-9;:]*\$?[A-Za-z]"  # CSI
    rb"|\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb")"
)
_OURS = re.compile(
    rb"\x1b(?:"
    rb"\[[0-9;]*m|\[[0-9]+;[0-9]+H"  # ink; where to paint
    rb"|\[\?[0-9]+[hl]|\[\?[0-9]+\$p|\[[<>][0-9]*u"  # modes, and asking for them
    rb"|\]22;[a-z]+\x07"  # the shape of the pointer
    rb"|\]52;c;[A-Za-z0-9+/=]*\x07"  # a copy; what it holds is looked at apart
    rb")\Z"
)
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def text(number: int) -> str:
    """A hostile text, each attack once in front where it would come first on a line."""
    return f"{ATTACKS[number % len(ATTACKS)]} n{number} {HOSTILE}"


def _acts(char: str) -> bool:
    """Whether a character is a control, a half one, or turns words round."""
    return unicodedata.category(char) in {"Cc", "Cs"} or ord(char) in _BIDI


def found_acting(raw: bytes) -> list[str]:
    """What of the dossier reached the terminal as more than signs to show; empty when nothing."""
    found = [
        f"a sequence of no kind that the program sends: {sequence!r}"
        for sequence in _SEQUENCE.findall(raw)
        if not _OURS.match(sequence) or b"31337" in sequence
    ]
    bare = _SEQUENCE.sub(b"", raw)
    found += [
        f"a bare escape: {bare[m.start() : m.start() + 20]!r}" for m in re.finditer(b"\x1b", bare)
    ]
    shown = bare.decode("utf-8")  # fails on what is no character
    wrong = {char for char in shown if _acts(char) and char not in "\r\n"}
    found += [f"the character {ord(char):04x}" for char in sorted(wrong)]
    for copied in osc52_texts(raw):
        if copied == STOLEN or any(_acts(char) and char != "\n" for char in copied):
            found.append(f"a copy: {copied[:60]!r}")
    return found


def _citation(number: int) -> Document:
    return {
        "source": "s1", "locator": text(number), "exact": text(number + 1),
        "prefix": text(number + 2), "suffix": text(number + 3), "note": text(number + 4),
    }  # fmt: skip


def tables() -> Tables:
    """The dossier: every field that holds text holds attacks, ids included."""
    spice: dict[str, Any] = {"citations": [_citation(3)], "tags": [text(4), "plain"]}
    bad_id = f"e\x1b]0;owned title\x07{STOLEN}"
    events = [
        event(
            key, title=f"title {text(number)}", when=when, display_date=text(number + 1),
            place=text(number + 2), type=text(number + 3), summary=text(number + 4) * 3,
            participants=[
                part("a1", text(number), note=text(number + 1)),
                part("a2", text(number + 5), note=text(number + 6)),
            ],
            status="reported", hedge=text(number + 7), **spice,
        )
        for number, (key, when) in enumerate(
            [("e1", "2019-12-31"), (bad_id, "2020-01-02"), ("e1", None), ("e4", text(0))]
        )
    ]  # fmt: skip
    actors = [
        actor(
            key, name=f"name {text(number)}", short=text(number + 1), kind=kind,
            aliases=[{"name": text(number + 2), "note": text(number + 3)}],
            positions=[{"title": text(number), "of": "a2", "when": "2019", "note": text(number)}],
            description=text(number + 5), country=text(number + 6), wikidata=text(number + 7),
            **spice,
        )
        for number, (key, kind) in enumerate([("a1", "person"), ("a2", "state"), ("a2", text(5))])
    ]  # fmt: skip
    quotes = [
        quote(
            key, text=f"words {text(number)}", kind=kind, speaker="a1",
            attribution=text(number + 1), cue=text(number + 2),
            via={"actor": "a2", "words": text(number + 3)},
            hedge=text(number + 4), context=text(number + 5), said="2019-12-31",
            display_date=text(number + 6), events=["e1", bad_id], audience=["a2"], about=["a2"],
            language=text(number + 7), original=text(number + 8), translator=text(number + 9),
            **spice,
        )
        for number, (key, kind) in enumerate(
            [("q1", "verbatim"), ("q2", "paraphrase"), ("q1", "verbatim"), ("q3", text(1))]
        )
    ]  # fmt: skip
    csl = {"id": "s1", "type": "webpage", "title": text(1), "publisher": text(2),
           "author": [{"family": text(3), "given": text(4)}], "container-title": text(5),
           "URL": f"https://x.invalid/{HOSTILE}"}  # fmt: skip
    return dossier(
        events=events, actors=actors, quotes=quotes,
        links=[link("l1", "e1", bad_id, note=text(6), citations=[_citation(5)]),
               link("l2", "q2", "q1", "replies-to"), link("l3", "e1", text(7), text(8))],
        sources=[source("s1", csl=csl, text=text(3)), source(text(9))],
        title=f"title {text(0)}", description=text(5), language=text(6), time_zone=text(7),
    )  # fmt: skip
