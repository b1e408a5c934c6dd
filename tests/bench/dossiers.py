"""Dossiers of any size, the same at every run, shaped like the real ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.builders import actor, dossier, event, part, quote, source

if TYPE_CHECKING:
    from tests.builders import Tables

_ROLES = ("attacker", "target", "witness", "speaker", "addressee", "host")
_KINDS = ("verbatim", "paraphrase", "verbatim", "paraphrase", "paraphrase")
_PLACES = ("Baghdad", "Kirkuk", "Mosul", "Erbil", "Basra", "Damascus", "Tehran", "Beirut")
_FIRST = date(2014, 1, 1)
_TEXT = (
    "the convoy left before dawn and nobody at the gate had been told who sent it while "
    "officials said that they would answer any further attack on the base at a time of their "
    "own choosing and villagers spoke of three explosions near the old bridge"
)
_WORDS = _TEXT.split()


def sentence(number: int, length: int) -> str:
    """Words that differ from number to number."""
    return " ".join(_WORDS[(number * 7 + step * (1 + number % 5)) % len(_WORDS)]
                    for step in range(length))  # fmt: skip


def generated(records: int) -> Tables:
    """A dossier of about so many records: three events and five quotes for every actor.

    Args:
        records: How many events, actors and quotes in all; 10 or more.
    """
    actors = max(1, records // 9)
    events = actors * 3
    quotes = records - actors - events
    return dossier(
        title=f"A dossier of {records} records",
        sources=[source(f"s{n}") for n in range(20)],
        actors=[
            actor(f"a{n}", name=f"Person {n:05}", short=f"P{n}", description=sentence(n, 12))
            for n in range(actors)
        ],
        events=[
            event(
                f"e{n}", title=f"Event {n:05} {sentence(n, 5)}", place=_PLACES[n % len(_PLACES)],
                when=(_FIRST + timedelta(days=n % 3000)).isoformat(), type="attack",
                summary=f"Summary-{n:05} {sentence(n, 30)}",
                participants=[
                    part(f"a{(n * step) % actors}", role)
                    for step, role in enumerate(_ROLES[: 2 + n % 4], 1)
                ],
                citations=[{"source": f"s{n % 20}", "locator": str(n)}],
            )
            for n in range(events)
        ],
        quotes=[
            quote(
                f"q{n}", text=f"{sentence(n, 8 + n % 40)} {n}", kind=_KINDS[n % len(_KINDS)],
                speaker=f"a{n % actors}", events=[f"e{n % events}", f"e{n * 3 % events}"],
                about=[f"a{n * 5 % actors}"], cue="said",
                said=(_FIRST + timedelta(days=n % 3000)).isoformat(),
                citations=[{"source": f"s{n % 20}", "locator": str(n)}],
            )
            for n in range(quotes)
        ],
    )  # fmt: skip
