"""The options of the command line, for the few times that any is given.

Most starts of the explorer give none, and the first paint does not wait for argparse then.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from store.errors import UsageError
from tui.arguments import FORMATS, LISTINGS

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


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        # Finding it out takes as long as all else before the first paint.
        from importlib.metadata import version

        sys.stdout.write(f"onrecord {version('onrecord')}\n")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message.replace(_SHIELD, ""), mend="See onrecord --help.")


def parse(command: str, argv: Sequence[str]) -> tuple[list[str], str, bool]:
    """Reads options and words, in any order.

    ``--help`` and ``--version`` print and end the process.

    Args:
        command: One of `tui.arguments.COMMANDS`, or empty for the explorer.
        argv: The words after it.

    Returns:
        The words that are no options, the output format, and whether to begin at the beginning.

    Raises:
        UsageError: An option is wrong.
    """
    shielded = [_shielded(word) for word in argv]
    options, rest = _parser(command).parse_known_intermixed_args(shielded)
    if rest:
        raise UsageError(f"{rest[0].lstrip(_SHIELD)} is no option", mend="See onrecord --help.")
    words = [word.removeprefix(_SHIELD) for word in options.words]
    return words, getattr(options, "format", "table"), getattr(options, "fresh", False)


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
