"""How long from a key to its answer on the screen: against an empty app, from a terminal's side.

    python -m tests.bench.keys [RUNS]

Medians in milliseconds over all keys of so many runs (3), for the bundled dossier and for one of
10,000 records: moving down the Timeline, and typing a filter. First the key itself: the cursor on
its new row, the letter in its line. Then what follows from it: the record in the detail with the
panes filled anew, the counts of what is left. The screen is quiet before each key; all programs
run side by side and get their keys in turn. Nothing is asserted.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.corpus import open_dossier
from store.views import evaluate_typing
from tests.bench.dossiers import generated
from tests.bench.screen import Screen
from tests.builders import write
from tui.assets import BUNDLED_DOSSIER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.corpus import Corpus

_STEPS = 12
_TYPED = {"bundled dossier": "pompeo date:2019-12", "10,000 records": "person 0012 date:2014"}


class Times(NamedTuple):
    """Seconds from a key to its own answer, and to all that follows from it."""

    key: float
    panes: float


def empty(home: Path) -> Iterator[Times]:
    """Keys in an empty app."""
    with Screen([sys.executable, "-m", "tests.bench.empty"], home) as screen:
        screen.until(b"nothing-yet")
        for number in range(1, _STEPS + 1):
            screen.settle()
            screen.press(b"j")
            took = screen.until(b"answered" + b"!" * number)
            yield Times(took, took)


def moving(path: Path, corpus: Corpus, home: Path) -> Iterator[Times]:
    """Steps down the Timeline."""
    with Screen([sys.executable, "-m", "tui.cli", "--fresh", str(path)], home) as screen:
        screen.until(_begins(corpus.events[0].title))
        for event in list(corpus.events)[:_STEPS]:
            screen.settle()
            screen.press(b"j")
            if event.summary:
                yield Times(
                    screen.until(_begins(event.title)), screen.until(_begins(event.summary))
                )


def typing(path: Path, corpus: Corpus, typed: str, home: Path) -> Iterator[Times]:
    """Letters of a filter; those that leave the counts as they were are not taken."""
    with Screen([sys.executable, "-m", "tui.cli", "--fresh", str(path)], home) as screen:
        screen.until(_begins(corpus.events[0].title))
        screen.settle()
        screen.press(b"/")
        before = len(corpus.events)
        for end in range(1, len(typed) + 1):
            left = len(evaluate_typing(corpus, typed[:end])[0].events)
            screen.settle()
            screen.press(typed[end - 1].encode())
            if left != before:
                counts = f"{left:,} of {len(corpus.events):,} events"
                yield Times(
                    screen.until(typed[:end].strip().encode()), screen.until(counts.encode())
                )
            before = left


def _begins(words: str) -> bytes:
    return words[:12].encode()


def main() -> None:
    """Measures and prints."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        large = write(home / "large.json", generated(10_000))
        found: dict[str, list[Times]] = {}
        for _ in range(runs):
            hands = {"empty app": empty(home)}
            for label, path in (("bundled dossier", BUNDLED_DOSSIER), ("10,000 records", large)):
                corpus = open_dossier(path)
                hands[f"{label}, moving"] = moving(path, corpus, home)
                hands[f"{label}, typing"] = typing(path, corpus, _TYPED[label], home)
            # A key here, a key there: a machine that slows down slows all of them down.
            for row in zip_longest(*hands.values()):
                for hand, times in zip(hands, row, strict=True):
                    found.setdefault(hand, []).extend([times] if times else [])
    sys.stdout.write(report(found, runs))


def report(found: dict[str, list[Times]], runs: int) -> str:
    """The medians, how they stand to the empty app's, and the slowest key."""
    lines = [f"medians of {runs} runs, ms; × the empty app; the slowest", ""]
    lines.append(f"{'':25} {'the key':>23} {'what follows':>23}")
    base = None
    for name, times in found.items():
        columns = list(zip(*times, strict=True))
        medians = [statistics.median(column) * 1000 for column in columns]
        base = base or medians
        cells = [
            f"{median:8.1f} (×{median / first:5.2f}) {max(column) * 1000:6.1f}"
            for median, first, column in zip(medians, base, columns, strict=True)
        ]
        lines.append(f"{name:25} {cells[0]} {cells[1]}   {len(times)} keys")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
