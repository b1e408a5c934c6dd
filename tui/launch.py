"""Starts the explorer: the dossier is read while Textual is imported."""

from __future__ import annotations

import gc
import os

from tui.arguments import Request
from tui.assets import BUNDLED_DOSSIER
from tui.opening import Wanted, open_in_background

_FRAMES_A_SECOND = "120"
"""Textual's 60 makes every key wait up to 16 ms for the next frame."""


def launch(request: Request) -> int:
    """Runs the explorer until the user leaves.

    Returns:
        The exit status.

    Raises:
        OnrecordError: The dossier cannot be opened, or the filter not be read.
    """
    gc.set_threshold(100_000)
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES_A_SECOND)
    wanted = Wanted(request.dossier or BUNDLED_DOSSIER, request.filter)
    opening = open_in_background(wanted)

    # After the line above, for importing this takes longest.
    from tui.app import OnrecordApp
    from tui.config import config_path, read_config

    if opening.done():
        opening.result()
    app = OnrecordApp(wanted, opening, read_config(config_path()))
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
