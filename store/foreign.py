"""A file of any known format, opened at once: a dossier as it is, all others as what they hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.corpus import Corpus, corpus_of, open_dossier
from store.encoding import encode
from store.errors import DossierError
from store.model import FORMAT

if TYPE_CHECKING:
    from store.importing import Gathered

_OURS: Final = "onrecord"
"""The importer of dossiers: what it would read is said better by the error of opening it."""


def open_any(path: str | Path) -> tuple[Corpus, str]:
    """Opens a dossier, or a file of another format for reading only.

    Args:
        path: The file, or a folder for the formats that are folders.

    Returns:
        The dossier, and the name of the format; empty for a dossier of our own.

    Raises:
        DossierError: It cannot be read; the message is that of the format that it is known as. What
            no format knows, but is JSON or called so, is told of as a dossier that is wrong.
    """
    path = Path(path)
    try:
        return open_dossier(path), ""
    except DossierError as error:
        if not path.exists():
            raise
        return _imported(path, error)


def _imported(path: Path, error: DossierError) -> tuple[Corpus, str]:
    """What a file of another format holds, as a dossier.

    Args:
        path: The file or folder.
        error: Why it is no dossier.

    Raises:
        DossierError: Its format is not known, or it cannot be read.
    """
    # Most files are dossiers: what reads all others is loaded for none of them.
    from store.formats.opened import Input
    from store.formats.registry import detect
    from store.formats.unknown import unknown
    from store.importing import gather

    source = Input(path)
    try:
        importer = detect(source)
    except DossierError:
        text = source.head_text.lstrip()
        if path.suffix.lower() == ".json" or not text or text.startswith(("{", "[")):
            raise error from None
        raise unknown(source) from None
    if importer.name == _OURS:
        raise error
    gathered = gather([source], [importer], keep_going=True)
    if not any(gathered.tables.values()):
        said = next((remark for remark in gathered.remarks if remark.skipped), None)
        where = f"{path.parent / said.place}" if said else str(path)
        raise DossierError(said.what if said else "it holds no record", where,
                           said.cure if said else "Look into the file.")  # fmt: skip
    return corpus_of(_dossier(gathered, path), path), importer.label


def _dossier(gathered: Gathered, path: Path) -> bytes:
    about = {"id": path.name, "title": path.name, **(gathered.about or {}), "format": FORMAT}
    tables = [b'"dossier":{"1":' + encode(about).encode() + b"}"]
    for name, records in gathered.tables.items():
        numbered = (b'"%d":%s' % entry for entry in enumerate(records.values(), 1))
        tables.append(b'"%s":{%s}' % (name.encode(), b",".join(numbered)))
    return b"{" + b",".join(tables) + b"}"
