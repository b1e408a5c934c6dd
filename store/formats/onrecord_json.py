"""The dossier's own JSON, which TinyDB writes: ``{table: {number: document}}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, cast

from store.errors import DossierError
from store.formats.base import Importer, Item, Options, Remark, Table
from store.formats.opened import Input
from store.formats.own_records import checked
from store.model import FORMAT, TABLES

_NAMES: Final = ("dossier", *TABLES)
_BEGINNING: Final = re.compile(
    r'\s*\{\s*"(?:_default|' + "|".join(_NAMES) + r')"\s*:\s*\{\s*(?:\}|"[0-9]+"\s*:\s*\{)'
)
_ITSELF: Final = re.compile(r'"dossier"\s*:\s*[{\[].{0,40}?"format"\s*:', re.DOTALL)


def _sniff(source: Input) -> int:
    head = source.head_text
    if not head.lstrip().startswith("{"):
        return 0
    if _ITSELF.search(head):
        return 100
    return 95 if _BEGINNING.match(head) else 0


def _read(source: Input, _options: Options) -> Iterator[Item | Remark]:
    whole = source.json()
    if not isinstance(whole, dict):
        what = "this is JSON, but no dossier"
        raise DossierError(what, str(source.path), "A dossier is an object of tables.")
    _check_format(whole.get("dossier"), source)
    for name in (*_NAMES, *(key for key in whole if key not in _NAMES)):
        documents = whole.get(name)
        if name not in _NAMES:
            if documents:
                what = f"the table “{name}” is none of a dossier's, and is not taken over"
                yield Remark(str(name), what, "Copy it by hand if it is needed.")
        elif isinstance(documents, dict | list):
            numbered = documents.items() if isinstance(documents, dict) else enumerate(documents, 1)
            for number, document in numbered:
                yield from checked(cast("Table", name), document, f"{name}[{number}]")
        elif documents is not None:
            yield Remark(name, "it is no table", "Take it out.", skipped=True)


def _check_format(table: object, source: Input) -> None:
    """Refuses a dossier that a newer version wrote, which may mean other things by its fields.

    Raises:
        DossierError: Its format is not the one that is known here.
    """
    documents = table.values() if isinstance(table, dict) else table
    for document in documents if isinstance(documents, type({}.values()) | list) else ():
        number = document.get("format", FORMAT) if isinstance(document, dict) else FORMAT
        if number != FORMAT:
            what = f"its format is {str(number)[:20]}; this onrecord reads format {FORMAT}"
            raise DossierError(what, str(source.path), "A newer onrecord may read it.")


IMPORTER: Final = Importer("onrecord", "onrecord dossier (JSON)", _sniff, _read)
