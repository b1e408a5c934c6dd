"""Starts the explorer: a small dossier is there with the first paint, a large one soon after."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path

from tui.arguments import Request
from tui.assets import BUNDLED_DOSSIER
from tui.opening import Wanted, open_in_background

_FRAMES_A_SECOND = "240"
"""Textual's 60 makes what follows from a key wait up to 16 ms for the next frame."""

_SHARE = 0.0001
"""Seconds that a thread may keep Python to itself while another waits.

Of the usual 5 ms, what is painted would wait before it is written: Textual writes in a thread.
"""

_SMALL = 1_000_000
"""Bytes up to which a dossier is read before the first paint, so that it needs no second one.

A larger one is read after it: two threads of Python would only hold each other up.
"""
_PATIENCE = 0.03
"""Seconds that the first paint waits for it, for a disk may be slow."""


def launch(request: Request) -> int:
    """Runs the explorer until the user leaves.

    Returns:
        The exit status.

    Raises:
        OnrecordError: The dossier cannot be opened, or the filter not be read.
    """
    gc.set_threshold(100_000)
    sys.setswitchinterval(_SHARE)
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES_A_SECOND)
    path = request.dossier or BUNDLED_DOSSIER
    # This takes longest. Reading meanwhile would make it take longer still, for Python runs one
    # thread at a time, and nothing could be painted until both are done.
    from tui.app import OnrecordApp
    from tui.config import read_config
    from tui.user_folders import config_path, marks_folder, views_folder

    wanted = Wanted(
        path, request.filter, request.view, request.fresh, request.dossier, marks_folder()
    )
    opening = None
    if _is_small(path):
        opening = open_in_background(wanted)
        with suppress(TimeoutError):
            opening.result(timeout=_PATIENCE)
    app = OnrecordApp(wanted, opening, read_config(config_path()), views_folder())
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _is_small(path: Path) -> bool:
    """Whether reading a file takes no time to speak of, or it cannot be read at all."""
    try:
        return path.stat().st_size <= _SMALL
    except (OSError, ValueError):
        return True
