"""The options of the command line, for the few times that any is given.

Most starts of the explorer give none, and the first paint does not wait for argparse then.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, NoReturn

from store.errors import UsageError
from tui.arguments import (
    DOCUMENTS,
    EXPORTS,
    FORMATS_OF,
    GROUPINGS,
    IMPORTS,
    LISTINGS,
    ClipRequest,
    Request,
)

_SHIELD: Final = "\x00"
"""Put before a filter term that begins with a dash, which the parser would take for an option."""

_FILES: Final = ("FILE", "DOSSIER")
"""How the help calls what is a file."""

_SUGGESTED: Final = {
    "--from": IMPORTS,
    "--style": ("plain", "chicago", "apa", "mla", "harvard"),
    "--marks": ("us", "uk", "de", "ch", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "ar", "ja"),
    "--dates": ("long", "us", "iso"),
}
"""What may follow an option that takes other words as well."""

_USAGE: Final = """\
onrecord [DOSSIER] [FILTER...|@VIEW] [--fresh]   open the explorer, or a view saved in it
       onrecord events|actors|quotes|sources|links
                [DOSSIER] [FILTER...] [--format FORMAT]
       onrecord clip [DOSSIER] [FILTER...] [-o FILE] [--force] [--marked] [--notes]
                [--to markdown|html|latex|text|csv|json] [--by event|actor|date]
                quotes as one document, with their sources
       onrecord export [DOSSIER] [FILTER...] [-o FILE] [--force] [--with-marks]
                [--to FORMAT]                      a file for another program, or a page
       onrecord import SOURCE... -o DOSSIER|--into DOSSIER [--from FORMAT] [--dry-run]
                [--keep-going] [--force] [--title T] [--report text|json] [--dates dmy|mdy]
                [--map HEADER=FIELD ...] [--mapping FILE] [--save-mapping FILE]
                [--time-zone ZONE] [--groups-are-actors]
                files of any known format; - is standard input
       onrecord new FILE [--title T] [--examples] [--force]    an empty dossier
       onrecord check DOSSIER [--format table|json|sarif] [--strict]
                list every problem; with --strict warnings count as errors
       onrecord verify DOSSIER [--source ID=PATH ...] [--format table|json]
                look up every quotation in the texts of its sources
       onrecord marks [DOSSIER] [--format table|json]  what you marked, tagged and noted
       onrecord completions bash|zsh|fish         a script for your shell"""

_EPILOG: Final = """\
Without a dossier the bundled one is opened. A filter is made of words, "phrases" and terms:
  actor:NAME speaker:NAME about:NAME role:ROLE date:2019-12 date:2019-12-29..2020-01-02
  within:2019 date:none kind:verbatim type:TYPE status:reported place:WORD source:ID event:ID id:ID
  -TERM leaves out, a|b is either. Quote for the shell what it would take for itself.

A view that was saved with the key v is opened by @NAME. The explorer begins where you last were in
a dossier, unless a filter, @NAME or --fresh is given.

Every table is printed as table, json, jsonl, csv or md; quotes, events and actors also as they are
copied: words, attributed, markdown, reference, wiki, html, latex, bibtex, ris, csl-json,
web-annotation, link; sources as reference, bibtex, ris, csl-json. How those are set:
  --style plain|chicago|apa|mla|harvard   --marks us|uk|de|fr|...   --dates long|us|iso

An export is one of json, csv, jsonl, timelinejs, timelinejs-csv, ftm, popolo, jsonld, timesketch,
csl-json, markdown, html, graphml, dot; what it cannot hold is said.

exit status: 0 done, 1 check or verify found errors, 2 wrong usage or filter,
3 the dossier cannot be read"""


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        # Finding it out takes as long as all else before the first paint.
        from importlib.metadata import version

        sys.stdout.write(f"onrecord {version('onrecord')}\n")
        parser.exit()


class Option(NamedTuple):
    """An option of a command, for completion.

    Attributes:
        names: What it is called, dashes included.
        takes_value: Whether a word follows it.
        choices: The words that may follow it; empty where others may.
        is_file: Whether that word is a file.
        help: What it does.
    """

    names: tuple[str, ...]
    takes_value: bool
    choices: tuple[str, ...]
    is_file: bool
    help: str


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        self.taken: list[argparse.Action] = []
        super().__init__(**settings)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:  # noqa: ANN401
        self.taken.append(super().add_argument(*names, **settings))
        return self.taken[-1]

    def error(self, message: str) -> NoReturn:
        raise UsageError(message.replace(_SHIELD, ""), mend="See onrecord --help.")


def options_of(command: str) -> list[Option]:
    """The options that a command takes.

    Args:
        command: One of `tui.arguments.COMMANDS`, or empty for the explorer.
    """
    return [
        Option(
            tuple(action.option_strings),
            action.nargs != 0,
            tuple(action.choices or _SUGGESTED.get(action.option_strings[-1], ())),
            action.metavar in _FILES,
            action.help or "",
        )
        for action in _parser(command).taken
        if action.option_strings
    ]


def parse(command: str, argv: Sequence[str]) -> tuple[list[str], Request]:
    """Reads options and words, in any order.

    ``--help`` and ``--version`` print and end the process.

    Args:
        command: One of `tui.arguments.COMMANDS`, or empty for the explorer.
        argv: The words after it.

    Returns:
        The words that are no options, and a request that holds the command and its options.

    Raises:
        UsageError: An option is wrong.
    """
    shielded = [_shielded(word) for word in argv]
    options, rest = _parser(command).parse_known_intermixed_args(shielded)
    if rest:
        raise UsageError(f"{rest[0].lstrip(_SHIELD)} is no option", mend="See onrecord --help.")
    given = vars(options)
    words = [word.removeprefix(_SHIELD) for word in given.pop("words")]
    given.pop("version", None)
    given["sources"] = tuple(given.get("sources", ()))
    if command in {"import", "new"}:
        from tui.import_options import import_request

        return words, Request(command, bring=import_request(given, _SHIELD))
    clip = {name: given.pop(name) for name in ClipRequest.__struct_fields__ if name in given}
    if "output" in clip:
        clip["output"] = clip["output"].removeprefix(_SHIELD)
    return words, Request(command, **given, clip=ClipRequest(**clip))


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
        formats = FORMATS_OF[command]
        parser.add_argument(
            "--format", dest="form", choices=formats, default="table", metavar="FORMAT",
            help="what to print",
        )  # fmt: skip
    if command in {"import", "new"}:
        from tui.import_options import add_import_options

        add_import_options(parser, command)
    if command == "clip":
        _add_clip_options(parser)
    if command == "export":
        _add_export_options(parser)
    if command in {*LISTINGS, "clip", "export"}:
        parser.add_argument("--style", default="", help="the style of references")
        parser.add_argument("--marks", default="", help="the quotation marks")
        parser.add_argument("--dates", default="", help="the form of dates")
    if not command:
        parser.add_argument("--fresh", action="store_true", help="not where you last were")
    if command == "check":
        parser.add_argument(
            "--format", dest="form", choices=("table", "json", "sarif"), default="table",
            help="what to print",
        )  # fmt: skip
        parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    if command in {"verify", "marks"}:
        parser.add_argument(
            "--format", dest="form", choices=("table", "json"), default="table",
            help="what to print",
        )  # fmt: skip
    if command == "verify":
        text = "the text of a source, in place of the one that the dossier names"
        parser.add_argument(
            "--source", dest="sources", action="append", default=[], metavar="ID=PATH", help=text
        )
    return parser


def _add_clip_options(parser: _Parser) -> None:
    parser.add_argument("-o", dest="output", default="-", metavar="FILE", help="where to; - prints")
    parser.add_argument(
        "--to", dest="form", choices=DOCUMENTS, default="table", metavar="FORM",
        help="what kind of document; else the ending of the file says it",
    )  # fmt: skip
    parser.add_argument("--by", dest="grouped", choices=GROUPINGS, default="event", help="groups")
    parser.add_argument("--marked", action="store_true", help="only the quotes that you marked")
    parser.add_argument("--notes", action="store_true", help="with your notes and tags")
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")


def _add_export_options(parser: _Parser) -> None:
    parser.add_argument("-o", dest="output", default="-", metavar="FILE", help="where to; - prints")
    parser.add_argument(
        "--to", dest="form", choices=EXPORTS, default="table", metavar="FORMAT",
        help="what to write; else the ending of the file says it",
    )  # fmt: skip
    text = "with your own marks, tags and notes"
    parser.add_argument("--with-marks", dest="notes", action="store_true", help=text)
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")


def _shielded(word: str) -> str:
    negated = word.startswith("-") and not word.startswith("--") and word not in {"-h", "-o"}
    return f"{_SHIELD}{word}" if negated else word
