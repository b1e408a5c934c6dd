"""The parts of a large XML file, one at a time, without trust.

A document type of its own making is refused, and with it every entity: no text can unfold into a
larger one, and no other file is ever read. Names stand without their namespaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from store.errors import DossierError
from store.formats.base import Remark
from store.formats.opened import Input
from store.formats.streams import broken_off

_DEEPEST: Final = 64
"""Elements within elements; no format here has more than ten."""
_LARGEST: Final = 16 << 20
"""Characters and elements of one part."""


class Parts:
    """Reads a file and gives the elements at the third level, such as those of a database's tables.

    Args:
        source: The file.
    """

    def __init__(self, source: Input) -> None:
        self._source = source
        self._depth = self._size = 0
        self._section = ""
        self._builder: TreeBuilder | None = None
        self._ready: list[tuple[str, Element, int]] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.EntityDeclHandler = self._entity

    def __iter__(self) -> Iterator[tuple[str, Element, int] | Remark]:
        """Gives for each part the name of what it stands in, the part, and its line.

        A file that is broken ends in a remark.

        Raises:
            DossierError: It declares entities, is nested too deeply, or a part is too large.
        """
        try:
            chunks = self._source.chunks()
            while (chunk := self._next(chunks)) and not isinstance(chunk, Remark):
                self._parser.Parse(chunk, False)
                yield from self._taken()
            if isinstance(chunk, Remark):
                yield chunk
            else:
                self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            yield from self._taken()
            place = f"line {error.lineno}, column {error.offset + 1}"
            what = f"this is not XML from here on ({expat.ErrorString(error.code)})"
            yield Remark(place, what, "Fetch or export the file again.", skipped=True)
        except (LookupError, ValueError) as error:  # an encoding that nobody knows
            yield Remark(
                "line 1", f"it cannot be read ({error})", "Save it as UTF-8.", skipped=True
            )

    def _taken(self) -> list[tuple[str, Element, int]]:
        ready, self._ready = self._ready, []
        return ready

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._counted(1 + sum(map(len, attributes.values())))
        if self._depth > _DEEPEST:
            raise self._refused("it is nested too deeply")
        name = tag.rpartition(" ")[2]
        if self._depth == 2:
            self._section = name
        elif self._depth == 3:
            self._builder, self._size = TreeBuilder(), 0
            self._line = self._parser.CurrentLineNumber
        if self._builder is not None:
            self._builder.start(name, {k.rpartition(" ")[2]: v for k, v in attributes.items()})

    def _end(self, tag: str) -> None:
        if self._builder is not None:
            self._builder.end(tag.rpartition(" ")[2])
            if self._depth == 3:
                self._ready.append((self._section, self._builder.close(), self._line))
                self._builder = None
        self._depth -= 1

    def _data(self, text: str) -> None:
        if self._builder is not None:
            self._counted(len(text))
            self._builder.data(text)

    def _counted(self, more: int) -> None:
        self._size = self._size + more if self._builder is not None else 0
        if self._size > _LARGEST:
            raise self._refused("a record of it is larger than any should be")

    def _document_type(self, name: str, system: str | None, public: str | None, own: int) -> None:
        # A reference to a published document type is common, and never followed.
        if own:
            raise self._refused("it declares a document type of its own, which may hide anything")

    def _entity(self, *_: object) -> None:
        raise self._refused("it declares entities, which may unfold without end")

    def _refused(self, what: str) -> DossierError:
        mend = "Export it again from the program that it comes from."
        return DossierError(
            what, f"{self._source.path}: line {self._parser.CurrentLineNumber}", mend
        )

    def _next(self, chunks: Iterator[bytes]) -> bytes | Remark:
        """The next piece, empty at the end; a remark where a packed file is damaged."""
        try:
            return next(chunks, b"")
        except DossierError as error:
            return broken_off(error, self._source)
