"""The store for scripts: open, query, import and export, a call each.

The parts behind it are there for scripts as well: `store.forms` copies records, `store.verify`
holds quotations against their sources, `store.database` changes a dossier.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from store import files, merging
from store.corpus import Corpus, open_dossier
from store.errors import UsageError
from store.exports import EXPORTERS, ExportOptions, exporter, format_of_file
from store.filters import parse
from store.formats.base import Options
from store.formats.opened import Input
from store.formats.registry import importer
from store.importing import Gathered, gather
from store.merging import Summary
from store.model import Actor, Event, Link, Quote, Source
from store.views import InView, evaluate

__all__ = [
    "Found",
    "Options",
    "Summary",
    "add_files",
    "export",
    "import_files",
    "open_dossier",
    "query",
]


class Found(Struct, frozen=True):
    """What a filter lets through, as records, in the order of the panes.

    Attributes:
        corpus: The dossier.
        seen: The same by rows, for all else that the store offers.
    """

    corpus: Corpus
    seen: InView

    @property
    def events(self) -> list[Event]:
        """The events, in the order of time."""
        return [self.corpus.events[row] for row in self.seen.events]

    @property
    def actors(self) -> list[Actor]:
        """The actors, those with most to do with it first."""
        return [self.corpus.actors[row] for row in self.seen.actors]

    @property
    def quotes(self) -> list[Quote]:
        """The statements, in the order of time."""
        return [self.corpus.quotes[row] for row in self.seen.quotes]

    @property
    def sources(self) -> list[Source]:
        """The sources that they rest on."""
        return [self.corpus.sources[row] for row in self.seen.sources]

    @property
    def links(self) -> list[Link]:
        """The links between them."""
        return [self.corpus.links[row] for row in self.seen.links]


def query(corpus: Corpus, wanted: str = "") -> Found:
    """Finds what a filter lets through.

    Args:
        corpus: The dossier.
        wanted: The filter, as it is typed: ``actor:pompeo date:2019-12``. Empty for everything.

    Raises:
        FilterError: It cannot be read, or names what is not in the dossier; with the place.
    """
    return Found(corpus, evaluate(corpus, parse(wanted), wanted))


def import_files(
    sources: Iterable[str | Path],
    output: str | Path,
    *,
    form: str = "",
    options: Options = Options(),  # noqa: B008 - a frozen value
    title: str = "",
    keep_going: bool = False,
    force: bool = False,
) -> Summary:
    """Makes a dossier of files of any known format, as one step.

    Args:
        sources: The files.
        output: The dossier.
        form: The name of their format; empty to find it by the content.
        options: What their reading needs to be told.
        title: Its title; empty for the source's own, else the name of the first file.
        keep_going: Whether a record that cannot be read is left out, and told.
        force: Whether it may take the place of a file that is there.

    Returns:
        What was done, with a remark on everything that a person should know of.

    Raises:
        UsageError: The file is there already, or there is no such format.
        DossierError: A file cannot be read, or the dossier not be written; it is as it was.
    """
    paths = [Path(source) for source in sources]
    merging.check_new(Path(output), paths, force=force)
    gathered = _gathered(paths, form, options, keep_going=keep_going)
    return merging.make_dossier(Path(output), gathered, title=title, force=force)


def add_files(
    sources: Iterable[str | Path],
    dossier: str | Path,
    *,
    form: str = "",
    options: Options = Options(),  # noqa: B008 - a frozen value
    keep_going: bool = False,
) -> Summary:
    """Adds files of any known format to a dossier, which keeps every value of its own.

    Args:
        sources: The files.
        dossier: The dossier.
        form: The name of their format; empty to find it by the content.
        options: What their reading needs to be told.
        keep_going: Whether a record that cannot be read is left out, and told.

    Returns:
        What was done, with a remark on everything that a person should know of.

    Raises:
        UsageError: There is no such format.
        DossierError: A file cannot be read, or the dossier not be written; it is as it was.
    """
    paths = [Path(source) for source in sources]
    gathered = _gathered(paths, form, options, keep_going=keep_going)
    return merging.merge_into(Path(dossier), gathered)


def _gathered(paths: list[Path], form: str, options: Options, *, keep_going: bool) -> Gathered:
    importers = [importer(form)] if form else []
    return gather(map(Input, paths), importers, options, keep_going=keep_going)


def export(found: Found, path: str | Path, form: str = "", *, force: bool = False) -> list[str]:
    """Writes what was found to a file; a format of several files as one ZIP archive.

    Args:
        found: The records.
        path: The file.
        form: One of `store.exports.EXPORTERS`; empty for what the file's name says.
        force: Whether it may take the place of a file that is there; never of the dossier.

    Returns:
        What the format cannot hold, a phrase each.

    Raises:
        UsageError: There is no such format, or the file is there already.
        DossierError: It cannot be written; what was there is as it was.
    """
    file = Path(path)
    name = form or format_of_file(file)
    if name is None:
        mend = f"Give one of {', '.join(EXPORTERS)}."
        raise UsageError("its name does not say its format", str(file), mend)
    made = exporter(name)
    dossier = found.corpus.path
    try:
        there = file.exists()
        own = there and dossier.exists() and file.samefile(dossier)
    except (OSError, ValueError) as error:
        raise UsageError(f"it cannot be written ({files.reason(error)})", str(file)) from error
    if own:
        raise UsageError("this is the dossier itself", str(file), "Name another file.")
    if there and not force:
        mend = "Name another file, or replace it by force=True."
        raise UsageError("it is there already", str(file), mend)
    options = ExportOptions(datetime.now().astimezone().date())
    files.write_pieces(file, made.write(found.seen, options))
    return made.losses(found.seen)
