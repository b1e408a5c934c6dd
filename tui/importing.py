"""``onrecord import`` and ``onrecord new``: files made into a dossier, with a report."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

from store import database, files
from store.clean import clean
from store.encoding import encode
from store.errors import DossierError, UsageError
from store.formats import csv_table, registry
from store.formats.base import Importer, Options
from store.formats.opened import Input
from store.importing import Gathered, Progress, gather
from store.merging import Summary, check_new, make_dossier, merge_into, new_about
from tui.arguments import ImportRequest, Request
from tui.headless import write

_LISTED: Final = 40
"""Remarks that the report lists as text; ``--report json`` has them all."""

_EXAMPLES: Final = {
    "sources": {
        "id": "notice",
        "csl": {"id": "notice", "type": "webpage", "title": "Notice of the harbour office",
                "URL": "https://example.org/notice"},
    },
    "actors": {"id": "harbour-office", "name": "Harbour office", "kind": "government-body"},
    "events": {
        "id": "ferry-stopped", "title": "The ferry is stopped", "when": "2020-03-14",
        "place": "Northport", "participants": [{"actor": "harbour-office"}],
        "citations": [{"source": "notice"}],
    },
    "quotes": {
        "id": "no-crossing", "text": "There will be no crossing today.", "kind": "verbatim",
        "speaker": "harbour-office", "said": "2020-03-14", "events": ["ferry-stopped"],
        "citations": [{"source": "notice", "locator": "first line"}],
    },
    "links": {},
}  # fmt: skip


def import_files(request: Request) -> int:
    """Does what ``onrecord import`` asks, and gives the exit status.

    Raises:
        OnrecordError: A file cannot be read, or the dossier cannot be written; it is as it was.
    """
    asked = request.bring
    inputs = [Input(Path("/dev/stdin" if name == "-" else name)) for name in asked.inputs]
    target = Path(asked.output or asked.into) if asked.output or asked.into else None
    if asked.output and target is not None:
        check_new(target, [source.path for source in inputs], force=asked.force)
    elif target is not None:
        files.read_bytes(target)
    options = _options(asked)
    importers = [registry.importer(asked.form)] if asked.form else []
    if asked.save_mapping:
        _save_mapping(asked, inputs, importers, options)
    with _progress() as progress:
        gathered = gather(
            inputs, importers, options, keep_going=asked.keep_going, progress=progress
        )
        if progress is not None and target is not None:
            progress(f"making {target.name}", gathered.read, None)
        summary = _store(asked, target, gathered)
    _report(summary, asked)
    return 0


def make_new(request: Request) -> int:
    """Does what ``onrecord new`` asks, and gives the exit status.

    Raises:
        OnrecordError: The file is there already, or cannot be written.
    """
    asked = request.bring
    path = Path(asked.inputs[0])
    check_new(path, (), force=asked.force)
    tables: dict[str, list[bytes]] = {
        "dossier": [encode(new_about(asked.title or path.stem)).encode()]
    }
    for table, document in _EXAMPLES.items():
        shown = asked.examples and document
        tables[table] = [encode(document).encode()] if shown else []
    database.write_records(path, tables)
    print(f"onrecord: {clean(str(path))} is made", file=sys.stderr)
    return 0


def _options(asked: ImportRequest) -> Options:
    mapping = _saved_mapping(Path(asked.mapping_file)) if asked.mapping_file else {}
    for said in asked.mapping:
        head, equals, field = said.rpartition("=")
        if not equals or not head:
            mend = "Write --map “Their header=field”."
            raise UsageError(f"“{said}” names no column and field", "", mend)
        mapping[head] = field
    return Options(mapping, asked.groups_are_actors, asked.time_zone, asked.day_order)


def _saved_mapping(path: Path) -> dict[str, str]:
    """A mapping that was saved.

    Raises:
        DossierError: It cannot be read.
        UsageError: It is no mapping.
    """
    found = Input(path).json()
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        mend = "It is a JSON object with a field for each header."
        raise UsageError("this is no mapping of columns", str(path), mend)
    return cast("dict[str, str]", found)


def _save_mapping(
    asked: ImportRequest, inputs: list[Input], importers: list[Importer], options: Options
) -> None:
    path = Path(asked.save_mapping)
    check_new(path, [source.path for source in inputs], force=asked.force)
    for source in inputs:
        importer = importers[0] if importers else registry.detect(source)
        found = csv_table.columns(source, options) if importer.name == "csv" else None
        if found is not None:
            text = json.dumps(found.shown(), ensure_ascii=False, indent=2)
            files.write_bytes(path, f"{text}\n".encode("utf-8", "replace"))
            return
    raise UsageError("no file has columns to be mapped", mend="Leave out --save-mapping.")


def _store(asked: ImportRequest, target: Path | None, gathered: Gathered) -> Summary:
    if not any(gathered.tables.values()):
        where = ", ".join(path for path, _ in gathered.formats)
        raise DossierError("there is no record in it", where, "Nothing was written.")
    dry = asked.dry_run
    if asked.into and target is not None:
        return merge_into(target, gathered, dry_run=dry)
    path = target or Path("dossier.json")
    force = asked.force or target is None
    return make_dossier(path, gathered, title=asked.title, force=force, dry_run=dry)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Shows how far it is, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.fields[share]}"),
        TextColumn("{task.completed:,} records"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, share="")

        def show(name: str, read: int, share: float | None) -> None:
            percent = "" if share is None else f"{share:.0%}"
            shown = clean(name, one_line=True)
            another = shown != bar.tasks[task].description
            bar.update(task, refresh=another, description=shown, completed=read, share=percent)

        yield show


def _report(summary: Summary, asked: ImportRequest) -> None:
    if asked.report == "json":
        write([encode(_as_json(summary, asked), indent=2)], "json")
        return
    for line in _lines(summary, asked):
        print(clean(line, one_line=True), file=sys.stderr)


def _as_json(summary: Summary, asked: ImportRequest) -> dict[str, object]:
    remarks = [
        {"place": one.place, "what": one.what, "cure": one.cure, "skipped": one.skipped}
        for one in summary.remarks
    ]
    return {
        "dossier": (asked.output or asked.into) or None,
        "dry_run": asked.dry_run,
        "inputs": [{"path": path, "format": form} for path, form in summary.formats],
        "read": summary.read,
        "made": summary.made,
        "merged": summary.merged,
        "there_already": summary.there,
        "skipped": summary.skipped,
        "remarks": remarks,
        "remarks_not_listed": summary.unlisted,
    }


def _lines(summary: Summary, asked: ImportRequest) -> Iterator[str]:
    for path, form in summary.formats:
        yield f"{path}: read as {form}"
    skips = [one for one in summary.remarks if one.skipped]
    others = [one for one in summary.remarks if not one.skipped]
    for group, word in ((others, "note"), (skips, "skipped")):
        for one in group[:_LISTED]:
            yield f"{word}: {one.place}: {one.what}. {one.cure}".rstrip()
    left = summary.unlisted + sum(max(0, len(group) - _LISTED) for group in (others, skips))
    if left:
        yield f"{left:,} more remarks are not listed (--report json has more of them)"
    made = [
        f"{number:,} {name if number > 1 else name[:-1]}"
        for name, number in summary.made.items()
        if number
    ]
    would = "would be " if asked.dry_run else ""
    yield (
        f"onrecord: {summary.read:,} read; {would}made: {', '.join(made) or 'nothing'}; "
        f"merged: {summary.merged:,}; there already: {summary.there:,}; "
        f"skipped: {summary.skipped:,}"
    )
    if asked.dry_run:
        yield "onrecord: nothing was written (--dry-run)"
    elif summary.path is not None:
        changed = made or summary.merged or not asked.into
        yield f"onrecord: {summary.path} is {'written' if changed else 'as it was'}"
