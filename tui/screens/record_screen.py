"""What every screen that shows a record can do with it: copy, open its source, see what is near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.content import Content
from textual.screen import Screen

from store.cite import web_address
from store.errors import OnrecordError
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
        self.copy_as("attributed")

    def action_copy_as(self) -> None:
        """Asks for the form, and whether for all that is marked, then copies."""
        ref, pen = self.record, self.pen
        if ref is None or pen is None:
            self.note("Move to a row first: there is nothing here to copy.")
            return
        from tui.screens.copy_menu import CopyMenu, Wanted

        def copy(wanted: Wanted | None) -> None:
            if wanted is not None:
                self.desk.last_form = wanted.form
                self.copy_as(wanted.form, refs=wanted.refs)

        menu = CopyMenu(pen, ref, pen.marked_quotes, self.desk.config.house, self.desk.last_form)
        self.app.push_screen(menu, copy)

    def copy_as(
        self, form: str, part: tuple[int, int] | None = None, refs: Sequence[Ref] = ()
    ) -> None:
        """Copies records.

        Args:
            form: A key of `store.forms.FORMS`.
            part: A span of the words of the statement at hand, in code points.
            refs: The records; the one at hand when there are none.
        """
        ref, pen = self.record, self.pen
        if pen is None or (ref is None and not refs):
            self.note("Move to a row first: there is nothing here to copy.")
            return
        from store.forms import copied

        refs = refs or ([ref] if ref is not None else [])
        try:
            words = copied(pen.corpus, refs, form, self.desk.config.house, part)
        except OnrecordError as error:
            self.note(str(error))
            return
        quotes = [pen.corpus.quotes[one.row] for one in refs if one.table == "quotes"]
        paraphrase = bool(quotes) and all(quote.kind == "paraphrase" for quote in quotes)
        self.desk.copy_record(words, paraphrase=paraphrase)

    def action_last_copied(self) -> None:
        """Shows what was copied last, and what became of it."""
        desk, pen = self.desk, self.pen
        if pen is None or not desk.copied:
            self.note("Nothing has been copied yet.")
            return
        from tui.screens.copied import CopiedScreen

        outcome = desk.copy_outcome

        def again(wanted: bool | None) -> None:
            if wanted:
                desk.copy_to_clipboard(desk.copied)

        said = "It is on its way." if outcome is None else f"{outcome.message}."
        self.app.push_screen(CopiedScreen(desk.copied, said, pen.palette), again)

    def action_related(self) -> None:
        """Lists where the record leads, and goes there."""
        ref, pen = self.record, self.pen
        if ref is None or pen is None:
            self.note("Move to a row first: All leads nowhere.")
            return
        from tui.screens.menu import Menu

        found = related(pen.corpus, ref)
        if not found:
            self.note("This record leads nowhere else.")
            return
        choices = [
            text.joined(
                (f"{relation.says[:_RELATION]:<{_RELATION}} ", pen.palette.dim),
                record_line(pen, relation.target),
            )
            for relation in found
        ]

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

    def action_source_text(self) -> None:
        """Opens the text of the source at the words that the record rests on."""
        ref, pen, verified = self.record, self.pen, self.desk.verified
        if ref is None or pen is None:
            self.note("Move to a row first: All has no source.")
            return
        checks = [] if verified is None else verified.of(pen.corpus, ref)
        placed = [check for check in checks if check.start is not None]
        if verified is not None and placed:
            from tui.screens.source_text import SourceScreen

            self.app.push_screen(SourceScreen(pen, verified, placed))
        elif checks:
            self.note(f"Its words were not found in the source's text: {checks[0].result}.")
        else:
            self.note("There is no text of its source beside the dossier.")

    def action_help(self) -> None:
        """Shows the keys of this place."""
        from tui.screens.help import Help

        title = self.where.capitalize()
        self.app.push_screen(Help(self.where, title, self.desk.config.keys, self.desk.palette))
