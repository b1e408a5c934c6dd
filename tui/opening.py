"""Reading a dossier in the background, so that the first paint does not wait for it."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import Future
from pathlib import Path

from msgspec import Struct

from store import filters
from store.errors import OnrecordError
from store.foreign import open_any
from store.views import InView, evaluate
from tui.user_marks import user_marks


class Wanted(Struct, frozen=True):
    """A dossier to open.

    Attributes:
        path: The file.
        filter: The text of the filter to open it with.
        view: The name of the saved view to open it with.
        fresh: Whether to begin at the beginning, not where the user last was.
        named: The path by which a command names it; None for the bundled one.
        marks: The folder of the user's marks; None for none.
    """

    path: Path
    filter: str = ""
    view: str = ""
    fresh: bool = False
    named: Path | None = None
    marks: Path | None = None


class Opened(Struct, frozen=True):
    """A dossier that is open.

    Attributes:
        seen: What is in view.
        complaint: What is wrong with the user's marks on it; empty when nothing is.
        foreign: The name of its format, when it is not one of ours.
    """

    seen: InView
    complaint: str = ""
    foreign: str = ""


def open_in_background(wanted: Wanted) -> Future[Opened]:
    """Opens a dossier in a thread.

    Returns:
        A future of it; it fails with the `OnrecordError` of the dossier or filter.
    """
    future: Future[Opened] = Future()
    threading.Thread(target=_open, args=(wanted, future), daemon=True, name="opening").start()
    return future


def _open(wanted: Wanted, future: Future[Opened]) -> None:
    # Hundreds of thousands of new objects, none of them garbage: collecting would only cost time.
    gc.disable()
    try:
        asked = filters.parse(wanted.filter)
        corpus, foreign = open_any(wanted.path)
        marks, complaint = user_marks(wanted.marks, corpus.dossier.id)
        future.set_result(Opened(evaluate(corpus, asked, wanted.filter, marks), complaint, foreign))
    except (OnrecordError, MemoryError) as error:
        future.set_exception(error)
    finally:
        gc.freeze()
        gc.enable()
