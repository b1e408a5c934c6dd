"""The command line: what its words mean.

    onrecord [DOSSIER] [FILTER...]
    onrecord events|actors|quotes|sources|links [DOSSIER] [FILTER...] [--format FORMAT]
             [--style STYLE] [--marks MARKS] [--dates DATES]
    onrecord check DOSSIER [--format FORMAT] [--strict]
    onrecord clip [DOSSIER] [FILTER...] [-o FILE] [--to FORM] [--by GROUPING] [--marked] [--notes]
    onrecord export [DOSSIER] [FILTER...] [-o FILE] [--to FORMAT] [--with-marks]
    onrecord import SOURCE... -o DOSSIER|--into DOSSIER [OPTIONS]
    onrecord new FILE [--title TITLE] [--examples] [--force]
    onrecord verify DOSSIER [--source ID=PATH ...] [--format FORMAT]

A command's name comes first. The next word is the dossier when it looks like one; all others are
the filter. Options have two dashes, so that a filter term may begin with one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from store.errors import UsageError

LISTINGS: Final = ("events", "actors", "quotes", "sources", "links")
_TABULAR: Final = ("table", "json", "jsonl", "csv", "md")
_COPIED: Final = (
    "words", "attributed", "markdown", "reference", "wiki", "html", "latex", "bibtex", "ris",
    "csl-json", "web-annotation", "link",
)  # fmt: skip
FORMATS: Final = (*_TABULAR, *_COPIED)
FORMATS_OF: Final = {
    **dict.fromkeys(("events", "actors", "quotes"), FORMATS),
    "sources": (*_TABULAR, "reference", "bibtex", "ris", "csl-json"),
    "links": _TABULAR,
}
"""What a table can be printed as; said here again so that this module costs no start-up time."""

SHELLS: Final = ("bash", "zsh", "fish")
COMMANDS: Final = (
    *LISTINGS,
    "import",
    "new",
    "clip",
    "export",
    "check",
    "verify",
    "marks",
    "completions",
)
DOCUMENTS: Final = ("markdown", "html", "latex", "text", "csv", "json")
GROUPINGS: Final = ("event", "actor", "date")
EXPORTS: Final = (
    "json", "csv", "jsonl", "timelinejs", "timelinejs-csv", "ftm", "popolo", "jsonld", "timesketch",
    "csl-json", "markdown", "html", "graphml", "dot",
)  # fmt: skip
"""What a dossier can be exported as; said here again for the same reason."""

IMPORTS: Final = (
    "onrecord", "timelinejs", "timelinejs-csv", "followthemoney", "popolo", "acled", "ucdp",
    "gdelt-gqg", "quotebank", "timesketch", "timemap", "gramps", "bibliography", "event-files",
    "markdown-chronology", "jsonl", "csv",
)  # fmt: skip
"""What a dossier can be made from; said here again for the same reason."""

FIELDS: Final = (
    "actor", "speaker", "about", "role", "date", "within", "kind", "type", "status", "place",
    "source", "tag", "note", "is", "event", "id",
)  # fmt: skip
"""The fields of a filter; said here again so that this module costs no start-up time."""


class ClipRequest(Struct, frozen=True):
    """What the document of clippings, or the file of an export, is to be.

    Attributes:
        output: The file; ``-`` for standard output.
        grouped: One of `GROUPINGS`.
        marked: Whether only marked quotes stand in it.
        notes: Whether the user's notes and tags do.
        force: Whether it may take the place of a file that is there.
    """

    output: str = "-"
    grouped: str = "event"
    marked: bool = False
    notes: bool = False
    force: bool = False


class ImportRequest(Struct, frozen=True):
    """What is to be imported, or the file to be made.

    Attributes:
        inputs: The files; to make a new dossier, the one file.
        output: The dossier to be made.
        into: The dossier to be added to.
        form: The name of the format; empty to find it by the content.
        title: The title of a new dossier.
        examples: Whether a new dossier holds records as examples.
        dry_run: Whether nothing is written.
        keep_going: Whether what cannot be read is left out.
        force: Whether a file that is there may be replaced.
        report: The form of the summary, ``text`` or ``json``.
        mapping: Our fields for columns, each as ``Header=field``.
        mapping_file: A mapping that was saved.
        save_mapping: Where the mapping is to be saved.
        day_order: How 01/02/2019 is meant: ``dmy`` or ``mdy``; empty when that is not known.
        time_zone: The zone of times without one.
        groups_are_actors: Whether a TimelineJS group is an actor.
    """

    inputs: tuple[str, ...] = ()
    output: str = ""
    into: str = ""
    form: str = ""
    title: str = ""
    examples: bool = False
    dry_run: bool = False
    keep_going: bool = False
    force: bool = False
    report: str = "text"
    mapping: tuple[str, ...] = ()
    mapping_file: str = ""
    save_mapping: str = ""
    day_order: Literal["", "dmy", "mdy"] = ""
    time_zone: str = ""
    groups_are_actors: bool = False


class Request(Struct, frozen=True):
    """What the command line asks for.

    Attributes:
        command: One of `COMMANDS`; empty for the explorer.
        dossier: The dossier's path; None for the bundled one.
        filter: The filter's text.
        form: The output format; for clippings one of `DOCUMENTS`, for exports one of `EXPORTS`, or
            ``table`` when none is named.
        shell: For completions, the shell.
        view: The name of a saved view to open.
        fresh: Whether to begin at the beginning, not where the user last was.
        style: The style of references; empty leaves it to the settings, as with these two.
        marks: The quotation marks, by country or language.
        dates: The form of dates.
        sources: To verify, the texts of sources as ``ID=PATH``.
        strict: Whether a check counts warnings as errors.
        clip: What the document of clippings, or the file of an export, is to be.
        bring: What is to be imported, or the dossier to be made.
    """

    command: str = ""
    dossier: Path | None = None
    filter: str = ""
    form: str = "table"
    shell: str = ""
    view: str = ""
    fresh: bool = False
    style: str = ""
    marks: str = ""
    dates: str = ""
    sources: tuple[str, ...] = ()
    strict: bool = False
    clip: ClipRequest = ClipRequest()
    bring: ImportRequest = ImportRequest()

    @property
    def house(self) -> dict[str, str]:
        """What is said of the house style, by setting; empty where nothing is."""
        return {"marks": self.marks, "dates": self.dates, "style": self.style}


def interpret(argv: Sequence[str]) -> Request:
    """Reads the command line, the program's name left out.

    ``--help`` and ``--version`` print and end the process.

    Raises:
        UsageError: An option or a command is wrong, or the dossier to check is missing.
    """
    command = argv[0] if argv and argv[0] in COMMANDS else ""
    words, options = list(argv[1 if command else 0 :]), Request(command)
    if any(word.startswith("--") or word in {"-h", "-o"} for word in words):
        from tui.options import parse

        words, options = parse(command, words)
    if command in {"import", "new"}:
        return _bringing(options, words)
    if command == "completions":
        if len(words) != 1 or words[0] not in SHELLS:
            raise UsageError(f"completions needs a shell: {', '.join(SHELLS)}")
        return replace(options, shell=words[0])
    dossier = Path(words.pop(0)) if words and _is_dossier(words[0]) else None
    if command in {"check", "verify", "marks"}:
        if words:
            raise UsageError(
                f"{words[0]} is no dossier", mend=f"{command} takes one dossier, no filter."
            )
        if dossier is None and command != "marks":
            raise UsageError(f"{command} needs a dossier", mend=f"onrecord {command} DOSSIER")
    view = _saved_view(command, words)
    return replace(options, dossier=dossier, filter=" ".join(words), view=view)


def _bringing(request: Request, words: list[str]) -> Request:
    """The request of ``import`` or ``new`` with its files."""
    asked = request.bring
    if request.command == "new":
        if len(words) != 1:
            raise UsageError("new needs one file", mend="onrecord new FILE")
    elif not words:
        raise UsageError("import needs files", mend="onrecord import SOURCE... -o DOSSIER")
    elif asked.output and asked.into:
        raise UsageError("-o makes a dossier, --into adds to one", mend="Take one of the two.")
    elif not (asked.output or asked.into or asked.dry_run):
        mend = "Add -o DOSSIER, --into DOSSIER, or --dry-run to see what would be done."
        raise UsageError("import needs a dossier", mend=mend)
    return replace(request, bring=replace(asked, inputs=tuple(words)))


def _saved_view(command: str, words: list[str]) -> str:
    """The name behind ``@``, taken out of the words; empty when there is none."""
    if not words or not words[0].startswith("@"):
        return ""
    if command:
        raise UsageError(
            f"{words[0]} is a saved view, which only the explorer opens",
            mend="Its command, by the key =, names the filter.",
        )
    if len(words) > 1:
        raise UsageError(
            "a saved view has its own filter", mend=f"Leave out {words[1]}, or {words[0]}."
        )
    name = words.pop(0).removeprefix("@")
    if not name:
        raise UsageError("@ needs the name of a saved view", mend="The key v lists them.")
    return name


def _is_dossier(word: str) -> bool:
    """Whether a word names a dossier and is no term of a filter."""
    if word.startswith(("-", "@")) or (word.partition(":")[0].lower() in FIELDS and ":" in word):
        return False
    separators = {os.sep, os.altsep or os.sep}
    if any(separator in word for separator in separators) or word.endswith(".json"):
        return True
    # A phrase can be longer than any file name: os.path answers no where pathlib raises.
    return os.path.isfile(word)  # noqa: PTH113
