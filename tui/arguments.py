"""The command line: what its words mean.

    onrecord [DOSSIER] [FILTER...]
    onrecord events|actors|quotes|sources|links [DOSSIER] [FILTER...] [--format FORMAT]
    onrecord check DOSSIER

A command's name comes first. The next word is the dossier when it looks like one; all others are
the filter. Options have two dashes, so that a filter term may begin with one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from msgspec import Struct

from store.errors import UsageError

LISTINGS: Final = ("events", "actors", "quotes", "sources", "links")
FORMATS: Final = ("table", "json", "jsonl", "csv", "md")
SHELLS: Final = ("bash", "zsh", "fish")
COMMANDS: Final = (*LISTINGS, "check", "completions")

FIELDS: Final = (
    "actor", "speaker", "about", "role", "date", "within", "kind", "type", "status", "place",
    "source", "tag", "event", "id",
)  # fmt: skip
"""The fields of a filter; said here again so that this module costs no start-up time."""

_SHIELD: Final = "\x00"
"""Put before a filter term that begins with a dash, which the parser would take for an option."""

_USAGE: Final = """\
onrecord [DOSSIER] [FILTER...|@VIEW] [--fresh]   open the explorer, or a view saved in it
       onrecord events|actors|quotes|sources|links
                [DOSSIER] [FILTER...] [--format table|json|jsonl|csv|md]
       onrecord check DOSSIER [--format table|json]    list every problem
       onrecord completions bash|zsh|fish         a script for your shell"""

_EPILOG: Final = """\
Without a dossier the bundled one is opened. A filter is made of words, "phrases" and terms:
  actor:NAME speaker:NAME about:NAME role:ROLE date:2019-12 date:2019-12-29..2020-01-02
  within:2019 date:none kind:verbatim type:TYPE status:reported place:WORD source:ID event:ID id:ID
  -TERM leaves out, a|b is either. Quote for the shell what it would take for itself.

A view that was saved with the key v is opened by @NAME. The explorer begins where you last were in
a dossier, unless a filter, @NAME or --fresh is given.

exit status: 0 done, 1 check found errors, 2 wrong usage or filter, 3 the dossier cannot be read"""


class Request(Struct, frozen=True):
    """What the command line asks for.

    Attributes:
        command: One of `COMMANDS`; empty for the explorer.
        dossier: The dossier's path; None for the bundled one.
        filter: The filter's text.
        form: The output format.
        shell: For completions, the shell.
        view: The name of a saved view to open.
        fresh: Whether to begin at the beginning, not where the user last was.
    """

    command: str = ""
    dossier: Path | None = None
    filter: str = ""
    form: str = "table"
    shell: str = ""
    view: str = ""
    fresh: bool = False


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        # Finding it out takes as long as all else before the first paint.
        from importlib.metadata import version

        sys.stdout.write(f"onrecord {version('onrecord')}\n")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message.replace(_SHIELD, ""), mend="See onrecord --help.")


def interpret(argv: Sequence[str]) -> Request:
    """Reads the command line, the program's name left out.

    ``--help`` and ``--version`` print and end the process.

    Raises:
        UsageError: An option or a command is wrong, or the dossier to check is missing.
    """
    command = argv[0] if argv and argv[0] in COMMANDS else ""
    parser = _parser(command)
    shielded = [_shielded(word) for word in argv[1 if command else 0 :]]
    options, rest = parser.parse_known_intermixed_args(shielded)
    if rest:
        raise UsageError(f"{rest[0].lstrip(_SHIELD)} is no option", mend="See onrecord --help.")
    words = [word.removeprefix(_SHIELD) for word in options.words]
    if command == "completions":
        if len(words) != 1 or words[0] not in SHELLS:
            raise UsageError(f"completions needs a shell: {', '.join(SHELLS)}")
        return Request(command, shell=words[0])
    dossier = Path(words.pop(0)) if words and _is_dossier(words[0]) else None
    if command == "check":
        if words:
            raise UsageError(
                f"{words[0]} is no dossier", mend="check takes one dossier, no filter."
            )
        if dossier is None:
            raise UsageError("check needs a dossier", mend="onrecord check DOSSIER")
    view = _saved_view(command, words)
    wanted = " ".join(words)
    form, fresh = getattr(options, "format", "table"), getattr(options, "fresh", False)
    return Request(command, dossier, wanted, form, view=view, fresh=fresh)


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


def _parser(command: str) -> _Parser:
    parser = _Parser(
        prog="onrecord",
        usage=_USAGE,
        description="Who did what, when, and what they said about it, out of one local JSON file.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    if command in LISTINGS:
        parser.add_argument("--format", choices=FORMATS, default="table", help="what to print")
    elif not command:
        parser.add_argument("--fresh", action="store_true", help="not where you last were")
    elif command == "check":
        parser.add_argument("--format", choices=("table", "json"), default="table")
    return parser


def _shielded(word: str) -> str:
    negated = word.startswith("-") and not word.startswith("--") and word not in {"-h", "-o"}
    return f"{_SHIELD}{word}" if negated else word


def _is_dossier(word: str) -> bool:
    """Whether a word names a dossier and is no term of a filter."""
    if word.startswith(("-", "@")) or (word.partition(":")[0].lower() in FIELDS and ":" in word):
        return False
    separators = {os.sep, os.altsep or os.sep}
    if any(separator in word for separator in separators) or word.endswith(".json"):
        return True
    # A phrase can be longer than any file name: os.path answers no where pathlib raises.
    return os.path.isfile(word)  # noqa: PTH113
