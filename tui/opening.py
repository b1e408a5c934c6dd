"""Reading a dossier in the background, so that the first paint does not wait for it."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.views import InView


@dataclass(frozen=True)
class Wanted:
    """A dossier to open.

    Attributes:
        path: The file.
        filter: The text of the filter to open it with.
    """

    path: Path
    filter: str = ""


def open_in_background(wanted: Wanted) -> Future[InView]:
    """Opens a dossier in a thread.

    Returns:
        A future of what is in view; it fails with the `OnrecordError` of the dossier or filter.
    """
    future: Future[InView] = Future()
    threading.Thread(target=_open, args=(wanted, future), daemon=True, name="opening").start()
    return future


def _open(wanted: Wanted, future: Future[InView]) -> None:
    # Imported here, in the thread: Textual is being imported in the other one meanwhile.
    from store import filters
    from store.corpus import open_dossier
    from store.errors import OnrecordError
    from store.views import evaluate

    # Hundreds of thousands of new objects, none of them garbage: collecting would only cost time.
    gc.disable()
    try:
        asked = filters.parse(wanted.filter)
        future.set_result(evaluate(open_dossier(wanted.path), asked, wanted.filter))
    except (OnrecordError, MemoryError) as error:
        future.set_exception(error)
    finally:
        gc.freeze()
        gc.enable()
