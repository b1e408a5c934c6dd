"""How long it takes to verify 10,000 quotes against a text of 5 MB.

    python -m tests.bench.verify [QUOTES] [MEGABYTES]

The text is made of 20,000 words, the common ones as common as in English. Of the quotes, nine in
ten stand in it letter for letter; the others have another kind of quotation marks, another word, or
are not there. Seconds for each part alone, and for all; nothing is asserted.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from store.corpus import Corpus
from store.verify import verify
from tests.builders import opened, quote, source

_KINDS = ("exact", "marks", "altered", "missing")
_SEED = 7


def _text(size: int, chance: random.Random) -> str:
    letters = "etaoinshrdlucmfwypvbgkjq"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 11))) for _ in range(20_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    lines: list[str] = []
    while size > 0:
        said = chance.choices(words, weights, k=chance.randint(8, 25))
        said[len(said) // 2] += "'s"
        line = " ".join(said).capitalize() + ". "
        size -= len(line)
        lines.append(line + ("\n\n" if chance.random() < 0.1 else ""))
    return "".join(lines)


def _quote(text: str, kind: str, chance: random.Random) -> str:
    """Some 8 to 30 words of a text, changed by kind."""
    start = text.index(" ", chance.randrange(len(text) - 1_000)) + 1
    words = text[start : start + 600].split(" ")[: chance.randint(8, 30)]
    if kind == "altered":
        words[len(words) // 2] = "otherwise"
    if kind == "missing":
        chance.shuffle(words)
        words = [word[::-1] for word in words]
    said = " ".join(words)
    return said.replace("'", "’").replace("\n\n", " ") if kind == "marks" else said


def _dossier(folder: Path, texts: list[str]) -> Corpus:
    said = [
        quote(f"q{number}", text=words, citations=[{"source": "s1"}])
        for number, words in enumerate(texts)
    ]
    return opened(folder, quotes=said, sources=[source("s1")])


def main(number: int, megabytes: float) -> None:
    """Prints the seconds."""
    chance = random.Random(_SEED)
    text = _text(int(megabytes * 1_000_000), chance)
    shares = {"exact": 0.9, "marks": 0.05, "altered": 0.04, "missing": 0.01}
    sets = {
        kind: [_quote(text, kind, chance) for _ in range(int(number * shares[kind]))]
        for kind in _KINDS
    }
    sets["all"] = [words for kind in _KINDS for words in sets[kind]]
    print(f"{len(text) / 1e6:.1f} million characters")
    for kind, texts in sets.items():
        with tempfile.TemporaryDirectory() as folder:
            corpus = _dossier(Path(folder), texts)
        start = time.perf_counter()
        found = Counter(check.result for check in verify(corpus, {"s1": text}))
        took = time.perf_counter() - start
        print(f"{kind:8} {len(texts):6} quotes {took:6.2f} s  {dict(found)}")


if __name__ == "__main__":
    given = [float(word) for word in sys.argv[1:]]
    main(int(given[0]) if given else 10_000, given[1] if len(given) > 1 else 5)
