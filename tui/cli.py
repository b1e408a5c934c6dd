"""The command ``onrecord``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

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
    try:
        request = interpret(sys.argv[1:] if argv is None else argv)
        return _explore(request) if not request.command else _print(request)
    except FilterError as error:
        from tui.headless import explain

        print(f"onrecord: the filter cannot be read\n{explain(error)}", file=sys.stderr)
        return error.exit_status
    except OnrecordError as error:
        from store.clean import clean

        print(f"onrecord: {clean(str(error))}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        # The reader has gone, as with “| head”. Python would complain once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _print(request: Request) -> int:
    if request.command == "completions":
        from tui.completions import script

        print(script(request.shell))
        return 0
    from tui.headless import run

    return run(request)


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
