"""``onrecord export``: what is in view, as a file in the form that the next person uses."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from store import files
from store.clean import clean
from store.errors import DossierError, UsageError
from store.exports import EXPORTERS, Exporter, ExportOptions, exporter, format_of_file
from store.exports.base import brought_in, counted
from store.views import InView
from tui.arguments import Request
from tui.clipping import check_file
from tui.headless import in_view, write
from tui.settings_file import house_for

_CLOSED: Final = ("json", "csv", "jsonl", "ftm", "popolo", "jsonld", "graphml", "dot")
"""The formats that hold what records refer to, besides what is in view."""


def export(request: Request) -> int:
    """Does what ``onrecord export`` asks, and gives the exit status.

    What the format cannot hold is said on standard error. When nothing is in view, nothing is
    written, which is no mistake.

    Raises:
        OnrecordError: The dossier or the filter cannot be read, the file is there already, its name
            does not say the format, or it cannot be written.
    """
    house = house_for(request.house)
    file = None if request.clip.output == "-" else Path(request.clip.output)
    made = exporter(_format(request.form, file))
    folder = file if made.members and file is not None and not _is_archive(file) else None
    if folder is not None:
        _check_folder(folder)
    elif file is not None:
        check_file(file, request)
    elif made.members and sys.stdout.isatty():
        mend = "Name a file ending in .zip, or a folder: -o FILE."
        raise UsageError(f"{made.label} cannot be printed", mend=mend)
    seen = in_view(request)
    if not (seen.events or seen.actors or seen.quotes or seen.sources):
        print("onrecord: nothing is in view; nothing was written", file=sys.stderr)
        return 0
    today = datetime.now().astimezone().date()
    options = ExportOptions(today, request.clip.notes, house)
    if folder is not None:
        _write_folder(folder, made, seen, options)
    elif file is not None:
        files.write_pieces(file, made.write(seen, options))
    else:
        _print(made, seen, options)
    _report(made, seen, file, options)
    return 0


def _format(asked: str, file: Path | None) -> str:
    """The format that is asked for, else the one that the file's name says."""
    if asked in EXPORTERS:
        return asked
    form = None if file is None else format_of_file(file)
    if form is None:
        where = "" if file is None else str(file)
        what = "no format is named" if file is None else "its name does not say its format"
        raise UsageError(what, where, f"Name one: --to {'|'.join(EXPORTERS)}.")
    return form


def _is_archive(file: Path) -> bool:
    return file.suffix.lower() == ".zip"


def _check_folder(folder: Path) -> None:
    if folder.exists() or folder.is_symlink():
        mend = "Name a new folder, or a file ending in .zip."
        raise UsageError("a folder of CSV files replaces nothing", str(folder), mend)


def _write_folder(folder: Path, made: Exporter, seen: InView, options: ExportOptions) -> None:
    """Writes the files beside the folder and moves them into place as one step.

    Raises:
        DossierError: They cannot be written; nothing is left behind.
    """
    assert made.members is not None
    temporary: Path | None = None
    try:
        temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        for name, pieces in made.members(seen, options):
            with (temporary / name).open("wb") as file:
                file.writelines(pieces)
        temporary.chmod(0o755)
        temporary.rename(folder)
        temporary = None
    except OSError as error:
        reason = error.strerror or str(error)
        raise DossierError(f"it cannot be written ({reason})", str(folder)) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _print(made: Exporter, seen: InView, options: ExportOptions) -> None:
    """To a terminal line by line and harmless; to a pipe byte for byte."""
    pieces = made.write(seen, options)
    if sys.stdout.isatty():
        write(_lines(pieces), made.name)
        return
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.flush()


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    whole = b"".join(pieces).decode()
    yield from whole.removesuffix("\n").split("\n")


def _report(made: Exporter, seen: InView, file: Path | None, options: ExportOptions) -> None:
    """What was written, and what was not, on standard error."""
    if file is not None:
        parts = (
            (seen.events, "event"), (seen.actors, "actor"), (seen.quotes, "quote"),
            (seen.sources, "source"), (seen.links, "link"),
        )  # fmt: skip
        counts = ", ".join(counted(len(rows), noun) for rows, noun in parts)
        print(f"onrecord: {clean(str(file))}: {made.label}, from {counts}", file=sys.stderr)
    more = brought_in(seen) if made.name in _CLOSED else []
    if more:
        print(f"onrecord: with what those refer to: {', '.join(more)}", file=sys.stderr)
    lost = made.losses(seen)
    if options.marks and not made.marks:
        lost.append("your marks, tags and notes")
    if lost:
        print(f"onrecord: not in it: {clean('; '.join(lost), one_line=True)}", file=sys.stderr)
