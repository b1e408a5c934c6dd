"""The command ``onrecord``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final

from store.errors import FilterError, OnrecordError
from tui.arguments import Request, interpret

# What a command does not need is imported only when it is asked for: the explorer must be on
# screen before a script's twin would have loaded Textual, and the other way round.


def main(argv: Sequence[str] | None = None) -> int:
    """Runs onrecord.

    Args:
        argv: The words after the program's name; the process's own when None.

    Returns:
        The exit status.
    """
    _fill_closed_streams()
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except FilterError as error:
        from tui.headless import explain

        print(f"onrecord: the filter cannot be read\n{explain(error)}", file=sys.stderr)
        return error.exit_status
    except OnrecordError as error:
        from store.clean import clean

        print(f"onrecord: {clean(str(error))}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        # The reader has gone, as with “| head”.
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        print(f"onrecord: output failed ({error.strerror or error})", file=sys.stderr)
        return OnrecordError.exit_status
    except KeyboardInterrupt:
        return 130


def _run(argv: Sequence[str]) -> int:
    try:
        request = interpret(argv)
        return _explore(request) if not request.command else _print(request)
    finally:
        # Also after --help, which ends the process: at its exit Python would only complain.
        sys.stdout.flush()


def _fill_closed_streams() -> None:
    """Puts a stream that leads nowhere in the place of one that was closed before the start."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r+", encoding="utf-8"))


def _drop_output() -> None:
    """Lets go of output that nobody takes; Python would complain once more at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_PROGRAMS: Final = {
    "clip": ("tui.clipping", "clip"),
    "export": ("tui.exporting", "export"),
    "import": ("tui.importing", "import_files"),
    "new": ("tui.importing", "make_new"),
    "verify": ("tui.verifying", "verify_dossier"),
    "marks": ("tui.marks_list", "list_marks"),
    "completions": ("tui.completions", "print_script"),
}
"""The module and function of each command; those that are missing here list records."""


def _print(request: Request) -> int:
    module, name = _PROGRAMS.get(request.command, ("tui.headless", "run"))
    program: Callable[[Request], int] = getattr(import_module(module), name)
    return program(request)


def _explore(request: Request) -> int:
    if not (sys.stdin.isatty() and sys.stderr.isatty()) and "TEXTUAL_DRIVER" not in os.environ:
        print(
            "onrecord: the explorer needs a terminal. For pipes and scripts:\n"
            "  onrecord events|actors|quotes|sources|links [DOSSIER] [FILTER...] [--format json]",
            file=sys.stderr,
        )
        return 2
    from tui.launch import launch

    return launch(request)


if __name__ == "__main__":
    sys.exit(main())
