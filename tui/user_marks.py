"""The user's marks on a dossier, wherever a filter may ask for them."""

from __future__ import annotations

from pathlib import Path

from store.errors import OnrecordError
from store.mark_set import NO_MARKS, MarkSet


def user_marks(folder: Path | None, dossier_id: str) -> tuple[MarkSet, str]:
    """The marks on a dossier.

    Args:
        folder: Where marks are kept; None keeps none.
        dossier_id: The id that the dossier gives itself.

    Returns:
        The marks, and what is wrong with their file; empty when nothing is.
    """
    if folder is None or not folder.is_dir():
        return NO_MARKS, ""
    from store.marks import Marks  # most users have none

    try:
        return Marks(folder, dossier_id).load(), ""
    except OnrecordError as error:
        return NO_MARKS, str(error)
