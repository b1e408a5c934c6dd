"""How much of a file has been read, against the number of its lines."""

from __future__ import annotations

import bz2
import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from store.formats.opened import Input

LINES = 100_000  # of a packed file Python reads 128 kB at a time, which is little of this


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
def test_the_share_grows_with_the_lines(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    chance = random.Random(1)
    text = "".join(f"{chance.getrandbits(128):032x}\n" for _ in range(LINES))
    path = tmp_path / "lines.txt"
    path.write_bytes(pack(text.encode()))
    source = Input(path)
    shares: list[float] = []
    for number, _ in enumerate(source.lines(), 1):
        share = source.share
        assert share is not None
        # bzip2 packs 900 kB at a time, which is nearly all of this.
        assert pack is bz2.compress or abs(share - number / LINES) < 0.1
        shares.append(share)
    assert shares == sorted(shares)
    assert (0 < shares[0] < 1, shares[-1]) == (True, 1)
    assert source.share is None


def test_a_file_without_a_length_has_no_share(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    source = Input(empty)
    assert (source.head, source.share) == (b"", None)
    assert Input(tmp_path).share is None
