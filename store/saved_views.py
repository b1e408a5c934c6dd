"""Views that the user has named, and the last place in each dossier.

They are kept in a folder of the user's, never in the dossier, as `store.user_file` says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from msgspec import Meta, Struct, structs

from store.errors import UsageError
from store.filters import nearest
from store.search import fold
from store.user_file import UserFile, file_name

if TYPE_CHECKING:
    from tinydb.queries import QueryLike

_VIEWS: Final = "views"
_LAST: Final = "last"


class SavedView(Struct, frozen=True):
    """A place to come back to. Records are named by their keys, and may be gone by then.

    Attributes:
        filter: The text of the filter.
        event: Key of the selected event, None for all.
        actor: Key of the selected actor, None for all.
        pane: The pane with the focus, from 0.
        quote: Key of the statement under the cursor.
        order: How the panes are sorted, as the text of a `store.ordering.Order`.
        created: When it was saved, ISO 8601 in UTC; empty until it is.
        form: The form in which was copied last, a key of `store.forms.FORMS`; empty for none.
    """

    filter: str = ""
    event: str | None = None
    actor: str | None = None
    pane: Annotated[int, Meta(ge=0)] = 0
    quote: str | None = None
    order: str = ""
    created: str = ""
    form: str = ""


class _NamedView(SavedView, frozen=True, kw_only=True):
    name: str

    @property
    def view(self) -> SavedView:
        return SavedView(**{key: getattr(self, key) for key in SavedView.__struct_fields__})


class _Tables(Struct, frozen=True):
    views: dict[int, _NamedView] = {}
    last: dict[int, SavedView] = {}


class SavedViews:
    """The saved views of one dossier.

    Every method raises `DossierError` when the file or its folder cannot be read or written. One
    that finds the file broken has set it aside by then, and the next call starts without it.

    Args:
        folder: The folder for the saved views of all dossiers; made when first needed.
        dossier_id: The id that the dossier gives itself.
    """

    def __init__(self, folder: Path, dossier_id: str) -> None:
        self._file = UserFile(folder / file_name(dossier_id), _Tables, "saved views")

    @property
    def path(self) -> Path:
        """The file, which is there once something was saved."""
        return self._file.path

    def names(self) -> list[str]:
        """The names of all saved views, in alphabetical order."""
        return list(self.all())

    def all(self) -> dict[str, SavedView]:
        """All saved views by name, in alphabetical order."""
        named = self._named()
        names = sorted(named, key=lambda name: (fold(name), name))
        return {name: named[name].view for name in names}

    def load(self, name: str) -> SavedView:
        """The view of a name.

        Raises:
            UsageError: There is none.
        """
        views = self._named()
        name = _tidy(name)
        if name not in views:
            raise _unknown(name, views)
        return views[name].view

    def save(self, name: str, view: SavedView, *, replace: bool = False) -> SavedView:
        """Saves a view under a name.

        Args:
            name: Any printable text that does not begin with "@".
            view: The view; without a date of its own it gets the present one.
            replace: Whether it may take the place of another view of that name.

        Returns:
            The view as it was saved.

        Raises:
            UsageError: The name cannot be used, or is taken.
        """
        name = checked_name(name)
        if not view.created:
            view = structs.replace(view, created=_now())
        with self._file.editing() as database:
            table = database.table(_VIEWS)
            if not replace and table.contains(_called(name)):
                raise _taken(name)
            table.upsert({"name": name, **structs.asdict(view)}, _called(name))
        return view

    def rename(self, name: str, new: str) -> None:
        """Gives a view another name.

        Raises:
            UsageError: There is no such view, or the new name cannot be used or is taken.
        """
        name, new = _tidy(name), checked_name(new)
        with self._file.editing() as database:
            table = database.table(_VIEWS)
            if not table.contains(_called(name)):
                raise _unknown(name, (str(view.get("name")) for view in table))
            if new != name and table.contains(_called(new)):
                raise _taken(new)
            table.update({"name": new}, _called(name))

    def delete(self, name: str) -> None:
        """Forgets a view.

        Raises:
            UsageError: There is none of that name.
        """
        name = _tidy(name)
        with self._file.editing() as database:
            table = database.table(_VIEWS)
            if not table.remove(_called(name)):
                raise _unknown(name, (str(view.get("name")) for view in table))

    def last(self) -> SavedView | None:
        """The place where the user left the dossier; None when it was never left."""
        return next(iter(self._file.read().last.values()), None)

    def set_last(self, view: SavedView) -> None:
        """Notes the place where the user leaves the dossier."""
        with self._file.editing() as database:
            database.drop_table(_LAST)
            database.table(_LAST).insert(structs.asdict(structs.replace(view, created=_now())))

    def _named(self) -> dict[str, _NamedView]:
        return {view.name: view for view in self._file.read().views.values()}


def checked_name(name: str) -> str:
    """A name for a view as it is kept: composed (NFC), without space at its ends.

    Raises:
        UsageError: It is empty, begins with "@", or has a character that cannot be printed.
    """
    name = _tidy(name)
    if not name:
        raise UsageError("a view needs a name", mend="Type one, such as: first week.")
    if name.startswith("@"):
        raise UsageError("the name of a view does not begin with @", name, "Leave the @ out.")
    for character in name:
        if not character.isprintable():
            what = f"the name has a character that cannot be printed (U+{ord(character):04X})"
            raise UsageError(what, mend="Leave it out.")
    return name


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _called(name: str) -> QueryLike:
    def is_it(value: Mapping[str, object]) -> bool:
        return value.get("name") == name

    return is_it


def _unknown(name: str, known: Iterable[str]) -> UsageError:
    names = list(known)
    guess = nearest(name, names)
    if guess is not None:
        mend = f"Did you mean {guess}?"
    elif names:
        mend = f"There are: {', '.join(sorted(names)[:6])}."
    else:
        mend = "None is saved for this dossier yet."
    return UsageError(f"no saved view is called “{name}”", mend=mend)


def _taken(name: str) -> UsageError:
    mend = "Choose another name, or replace that view."
    return UsageError(f"a saved view is called “{name}” already", mend=mend)
