"""The twin without a screen: records and problems on standard output, words on standard error."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterable
from typing import Final

from store import filters, listing
from store.checking import SEVERITIES, check
from store.clean import clean, escape_json_controls
from store.corpus import Corpus, open_dossier
from store.encoding import encode
from store.errors import FilterError, Problem
from store.forms import FORMS
from store.sarif import sarif
from store.views import InView, evaluate
from tui.arguments import Request
from tui.assets import BUNDLED_DOSSIER
from tui.settings_file import house_for
from tui.user_folders import marks_folder
from tui.user_marks import user_marks

_JSON: Final = frozenset({"json", "jsonl", "csl-json", "web-annotation"})


def run(request: Request) -> int:
    """Does what a command asks, and gives the exit status.

    Raises:
        OnrecordError: The dossier or the filter cannot be read.
    """
    house = house_for(request.house)
    if request.command == "check":
        return _check(open_dossier(request.dossier or BUNDLED_DOSSIER), request)
    seen = in_view(request)
    tty = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if tty and request.form == "table" else None
    lines = listing.listing(seen, request.command, request.form, width, house)
    written = write(lines, request.form)
    if not written and request.form in FORMS and getattr(seen, request.command):
        print(f"onrecord: {FORMS[request.form].lacking}", file=sys.stderr)
    return 0


def in_view(request: Request) -> InView:
    """What a command's filter lets through of its dossier, with the user's marks.

    What is wrong with the marks, and how many records are left out, is said on standard error.

    Raises:
        OnrecordError: The dossier or the filter cannot be read.
    """
    corpus = open_dossier(request.dossier or BUNDLED_DOSSIER)
    marks, complaint = user_marks(marks_folder(), corpus.dossier.id)
    if complaint:
        print(f"onrecord: {clean(complaint)}", file=sys.stderr)
    seen = evaluate(corpus, filters.parse(request.filter), request.filter, marks)
    errors = sum(1 for problem in corpus.problems if problem.severity == "error")
    if errors:
        print(_warning(corpus, errors), file=sys.stderr)
    return seen


def write(lines: Iterable[str], form: str) -> int:
    """Puts lines on standard output; a terminal gets no control character of the file's.

    A pipe gets the text as it is, with half surrogate pairs as U+FFFD, which UTF-8 can hold.

    Returns:
        How many lines there were.
    """
    written = 0
    out = sys.stdout
    tty = out.isatty()
    for line in lines:
        safe = line
        if tty:
            safe = escape_json_controls(line) if form in _JSON else clean(line)
        out.buffer.write(safe.encode("utf-8", "replace") + b"\n")
        written += 1
    out.flush()
    return written


def explain(error: FilterError) -> str:
    """A filter error for standard error: the filter, a caret, what is wrong and what would do."""
    return f"{clean(error.pointed())}\n{clean(str(error))}"


def _warning(corpus: Corpus, errors: int) -> str:
    """How many records are missing, and how many problems there are in all."""
    name = clean(str(corpus.path))
    lost = f"{_count(corpus.left_out, 'record')} left out, " if corpus.left_out else ""
    found = _count(errors, "problem")
    return f"onrecord: {name}: {lost}{found} in all. List: onrecord check {shlex.quote(name)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _check(corpus: Corpus, request: Request) -> int:
    """Prints all that is wrong or weak; 1 for errors, and for warnings where they count."""
    problems = check(corpus)
    counts = {kind: sum(problem.severity == kind for problem in problems) for kind in SEVERITIES}
    if request.form == "sarif":
        write([sarif(problems, corpus.path)], "json")
    elif request.form == "json":
        fields = ("severity", "table", "record", "field", "what", "cure", "rule")
        found = [{field: getattr(problem, field) for field in fields} for problem in problems]
        write([encode(found, indent=2)], "json")
    else:
        write((_said(problem) for problem in problems), request.form)
        records = len(corpus.events) + len(corpus.actors) + len(corpus.quotes) + len(corpus.sources)
        said = ", ".join(_count(counts[kind], kind) for kind in SEVERITIES)
        verdict = said if problems else "no problems"
        print(f"{clean(str(corpus.path))}: {_count(records, 'record')}, {verdict}", file=sys.stderr)
    return int(counts["error"] > 0 or (request.strict and counts["warning"] > 0))


def _said(problem: Problem) -> str:
    return f"{problem.severity}  {problem.place}: {problem.what}. {problem.cure}"
