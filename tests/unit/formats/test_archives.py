"""ZIP archives of tables: unpacked by every packer, out of a pipe, and told when damaged."""

from __future__ import annotations

import io
import os
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from store.errors import DossierError
from store.formats.csv_table import IMPORTER
from store.formats.opened import Input
from store.formats.registry import detect
from tests.unit.formats.importing import parts

ROWS = "id,title\n" + "".join(f"e{number},Event {number * 7919}\n" for number in range(500))
PACKERS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


def packed(packer: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packer) as archive:
        archive.writestr("évents.csv", "")
        archive.writestr("events.csv", ROWS)
    return data.getvalue()


@pytest.mark.parametrize("packer", PACKERS)
def test_every_packer_is_read_and_its_damage_told(tmp_path: Path, packer: int) -> None:
    path, data = tmp_path / "set.zip", packed(packer)
    path.write_bytes(data)
    assert len(parts(IMPORTER, path)[0]) == 500
    middle = data.index(b"events.csv", data.index(b"events.csv")) + 60
    path.write_bytes(data[:middle] + b"\xff" * 40 + data[middle + 40 :])
    with pytest.raises(DossierError, match="cannot be unpacked"):
        parts(IMPORTER, path)


def test_an_archive_with_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "set.zip"
    path.write_bytes(packed(zipfile.ZIP_STORED).replace("é".encode(), b"\xff\xfe"))
    with pytest.raises(DossierError, match="archive that cannot be read"):
        detect(Input(path))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_an_archive_comes_out_of_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(packed(zipfile.ZIP_DEFLATED),))
    writer.start()
    items, _ = parts(IMPORTER, pipe)
    writer.join()
    assert len(items) == 500
