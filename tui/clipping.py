"""``onrecord clip``: quotes as one document, in a file or on standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, cast

from store import files
from store.clean import clean
from store.clippings import DOCUMENTS, Clippings, Grouping, document, form_of_file
from store.errors import UsageError
from store.mark_set import rows_of
from store.views import InView
from tui.arguments import Request
from tui.assets import BUNDLED_DOSSIER
from tui.headless import in_view, write
from tui.settings_file import house_for

_PRINTED: Final = "markdown"
"""The form on standard output when none is named."""


def clip(request: Request) -> int:
    """Does what ``onrecord clip`` asks, and gives the exit status.

    Nothing is written when no quote is chosen, which is said on standard error and is no mistake.

    Raises:
        OnrecordError: The dossier or the filter cannot be read, the file is there already, its name
            does not say the form, or it cannot be written.
    """
    house = house_for(request.house)
    file = None if request.clip.output == "-" else Path(request.clip.output)
    form = _form(request.form, file)
    if file is not None:
        check_file(file, request)
    seen = in_view(request)
    quotes = _chosen(seen, marked=request.clip.marked)
    if not quotes:
        which = "marked quote" if request.clip.marked else "quote"
        print(f"onrecord: no {which} is in view; nothing was written", file=sys.stderr)
        return 0
    clippings = Clippings(
        seen,
        quotes,
        cast("Grouping", request.clip.grouped),
        request.clip.notes,
        house,
        datetime.now().astimezone().date(),
        request.clip.marked,
    )
    text = document(clippings, form)
    if file is None:
        write(text.removesuffix("\n").split("\n"), form)
        return 0
    files.write_bytes(file, text.encode("utf-8", "replace"))
    count = f"{len(quotes):,} quote{'' if len(quotes) == 1 else 's'}"
    print(f"onrecord: {count} written to {clean(str(file))}", file=sys.stderr)
    return 0


def _form(asked: str, file: Path | None) -> str:
    """The form that is asked for, else the one that the file's name says."""
    if asked in DOCUMENTS:
        return asked
    form = _PRINTED if file is None else form_of_file(file)
    if form is None:
        endings = ", ".join(f".{kind.ending}" for kind in DOCUMENTS.values())
        raise UsageError(
            "its name does not say what kind of document it is to be",
            str(file),
            f"End it with one of {endings}, or name one: --to {'|'.join(DOCUMENTS)}.",
        )
    return form


def check_file(file: Path, request: Request) -> None:
    """Refuses a file that must not be replaced, before the dossier is read for nothing.

    Raises:
        UsageError: It is the dossier, no file, or there already and not to be replaced.
    """
    try:
        if not file.exists():
            return
        dossier = request.dossier or BUNDLED_DOSSIER
        is_dossier = dossier.exists() and file.samefile(dossier)
        is_file = file.is_file()
    except (OSError, ValueError) as error:  # a folder on the way may not be entered; a NUL
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"it cannot be written ({reason})", str(file)) from error
    if is_dossier:
        raise UsageError("this is the dossier itself", str(file), "Name another file.")
    if not is_file:
        raise UsageError("this is no file that can be replaced", str(file), "Name another.")
    if not request.clip.force:
        mend = "Name another file, or add --force to replace it."
        raise UsageError("it is there already", str(file), mend)


def _chosen(seen: InView, *, marked: bool) -> Sequence[int]:
    """The quotes in view, or those of them that are marked."""
    if not marked:
        return seen.quotes
    rows = rows_of(seen.corpus, seen.marks.marked, "quotes")
    return [row for row in seen.quotes if row in rows]
