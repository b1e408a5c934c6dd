"""What every screen that shows a record can do with it: copy, open its source, see what is near."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.content import Content
from textual.screen import Screen

from store import cite
from store.related import Ref, related
from store.terms import cited_by
from tui import text
from tui.commands import Where
from tui.desk import Desk
from tui.panes.describe import record_line
from tui.panes.pen import Pen

# Dialogs are imported when they are asked for: together they would hold up the first paint by more
# than all that is on it.

R = TypeVar("R")

_RELATION = 15


class RecordScreen(Screen[R], Generic[R]):
    """A screen with one record at hand."""

    @property
    def desk(self) -> Desk:
        """The app, with inks, signs, keys and clipboard."""
        app = self.app
        assert isinstance(app, Desk)
        return app

    @property
    def pen(self) -> Pen | None:
        """The means of drawing; None until the dossier is open."""
        raise NotImplementedError

    @property
    def where(self) -> Where:
        """The place, for help and footer."""
        raise NotImplementedError

    @property
    def record(self) -> Ref | None:
        """The record at hand; None on a row that stands for all."""
        raise NotImplementedError

    def go_to(self, target: Ref) -> None:
        """Goes to another record."""
        raise NotImplementedError

    def note(self, words: str) -> None:
        """Says a sentence of our own."""
        raise NotImplementedError

    def action_copy(self) -> None:
        """Copies the record with attribution."""
        self._copy("attributed")

    def action_copy_as(self) -> None:
        """Asks for the form, then copies."""
        ref, pen = self.record, self.pen
        if ref is None or pen is None:
            self.note("Move to a row first: there is nothing here to copy.")
            return
        from tui.screens.menu import Choice, Menu

        names = tuple(cite.FORMS)
        choices = [
            Choice(
                text.joined((cite.FORMS[name], pen.palette.ink)),
                key=name[0],
                preview=pen.prose(cite.copied(pen.corpus, ref, name), pen.palette.soft),
            )
            for name in names
        ]

        def copy(number: int | None) -> None:
            if number is not None:
                self._copy(names[number])

        self.app.push_screen(Menu(Content("Copy as"), choices, pen), copy)

    def _copy(self, form: str) -> None:
        ref, pen = self.record, self.pen
        if ref is None or pen is None:
            self.note("Move to a row first: there is nothing here to copy.")
            return
        paraphrase = ref.table == "quotes" and pen.corpus.quotes[ref.row].kind == "paraphrase"
        self.desk.copy_record(cite.copied(pen.corpus, ref, form), paraphrase=paraphrase)

    def action_related(self) -> None:
        """Lists where the record leads, and goes there."""
        ref, pen = self.record, self.pen
        if ref is None or pen is None:
            self.note("Move to a row first: All leads nowhere.")
            return
        from tui.screens.menu import Choice, Menu

        found = related(pen.corpus, ref)
        if not found:
            self.note("This record leads nowhere else.")
            return
        choices = [
            Choice(text.joined(
                (f"{relation.says[:_RELATION]:<{_RELATION}} ", pen.palette.dim),
                record_line(pen, relation.target),
            ))
            for relation in found
        ]  # fmt: skip

        def go(number: int | None) -> None:
            # The rows are of no use once the dossier has been read again.
            if number is not None and self.pen is not None and self.pen.corpus is pen.corpus:
                self.go_to(found[number].target)

        self.app.push_screen(Menu(Content("Related"), choices, pen), go)

    def action_open_source(self) -> None:
        """Opens the source of the record in the browser, if it has a web address."""
        ref, pen = self.record, self.pen
        if ref is None or pen is None:
            self.note("Move to a row first: All has no source.")
            return
        record = getattr(pen.corpus, ref.table)[ref.row]
        rows = pen.corpus.sources.rows(citation.source for citation in cited_by(record))
        addresses = [
            address for row in rows if (address := web_address(pen.corpus.sources[row].csl))
        ]
        if addresses:
            self.app.open_url(addresses[0])
            self.note("Opened the source in your browser.")
        else:
            self.note("The source has no web address." if rows else "This record cites no source.")

    def action_help(self) -> None:
        """Shows the keys of this place."""
        from tui.screens.help import Help

        title = self.where.capitalize()
        self.app.push_screen(Help(self.where, title, self.desk.config.keys, self.desk.palette))


def web_address(csl: dict[str, object]) -> str:
    """The address of a CSL-JSON item that may be opened: http and https only; else empty.

    Anything else could start a program or hide what it opens.
    """
    from urllib.parse import urlsplit

    address = csl.get("URL")
    if not isinstance(address, str) or not address.isprintable() or " " in address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.hostname else ""
