"""Slides of TimelineJS as records, in the shape of its JSON, version 3.

The other shapes (its spreadsheet, version 2) are turned into this one before. Headline, text,
caption and credit are HTML. A group may be anything (a party, a place, a strand of a story), so
that it is a tag unless the user says that groups are actors.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Final

from store.errors import DateError
from store.formats import date_parts, written_dates
from store.formats.base import Document, Item, Options, Remark, stable_id
from store.formats.html_text import plain
from store.formats.kept import own_id
from store.formats.pieces import Cast, Ledger, Sources, filled, text
from store.formats.quotations import quote_items, titled, work
from store.formats.shown import Shown, as_words, joined, parts_of, read_slide
from store.model import FORMAT

ORIGIN: Final = "timelinejs"
_DATE: Final = (*date_parts.PARTS, "display_date")
_UNDATED: Final = "Write year, month and day as numbers; the years run from 1 to 9999."


class Slides:
    """Turns the slides of one file into records.

    Args:
        options: What the user says.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._cast, self._sources, self._ledger = Cast(ORIGIN), Sources(ORIGIN), Ledger()
        self._seen: set[str] = set()

    def event(self, slide: object, place: str, kind: str = "") -> Iterator[Item | Remark]:
        """The event of a slide, its sources and its quotes.

        Args:
            slide: What stands in the file.
            place: Where.
            kind: The type of the event.
        """
        if not isinstance(slide, dict) or not slide:
            yield Remark(place, "it is no slide", "Write an object, or take it out.", skipped=True)
            return
        shown = read_slide(slide)
        dates, remarks = self._dates(slide, place)
        yield from remarks
        title, summary = shown.title_and_summary(dates)
        if not shown.headline:
            what = f"it has no headline, and is called “{title[:60]}”"
            yield Remark(place, what, "Give it a headline.")
        own = self._id(slide, shown, title, dates)
        if own in self._seen:
            yield Remark(place, "the same slide stands before, and is taken once")
            return
        self._seen.add(own)
        citations = yield from self._cited(shown, place)
        where, group = slide.get("location"), plain(text(slide.get("group")))
        document = filled(
            id=own, title=title, **dates, type=kind, summary=summary,
            place=text(where.get("name")) if isinstance(where, dict) else "",
            citations=citations, **self._grouped(group, place),
        )  # fmt: skip
        yield from self._ledger.keep(document, {**self._left(slide, dates), **shown.kept}, place)
        yield Item("events", document, place)
        yield from self._quotes(shown, own, place)

    def about(self, slide: object, place: str) -> Iterator[Item | Remark]:
        """What the title slide says: of the dossier, and in quotes of no event."""
        if not isinstance(slide, dict):
            if slide is not None:
                yield Remark(place, "it is no slide", "Write an object, or take it out.")
            return
        shown = read_slide(slide)
        title, rest = titled(shown.headline)
        yield from self._cited(shown, place)
        document = filled(
            format=FORMAT,
            id=stable_id("dossier", ORIGIN, shown.headline, shown.text, words=title),
            title=title or "Timeline",
            description=joined(rest, shown.text),
        )
        left = {key: slide[key] for key in slide if key not in {"text", "media", "unique_id"}}
        yield from self._ledger.keep(document, {**left, **shown.kept}, place)
        yield Item("dossier", document, place)
        yield from self._quotes(shown, "", place)

    def actors(self) -> Iterator[Item]:
        """The actors that the groups were."""
        yield from self._cast.items()

    def told(self, about: str, remark: Remark) -> Iterator[Remark]:
        """A remark that is made once for what it is about."""
        yield from self._ledger.once(about, remark)

    def _id(self, slide: Document, shown: Shown, title: str, dates: Document) -> str:
        own = text(slide.get("unique_id"))
        if own:
            return own_id("event", own)
        return stable_id(
            "event", ORIGIN, sorted(dates.items()), shown.headline, shown.text,
            shown.address, [quote.words for quote in shown.all_quotations], words=title,
        )  # fmt: skip

    def _dates(self, slide: Document, place: str) -> tuple[Document, list[Remark]]:
        """Date and words for it, with remarks on what is none."""
        start, end = (parts_of(slide.get(key)) for key in ("start_date", "end_date"))
        own = [plain(text(part.get("display_date"))) for part in (start, end)]
        words = plain(text(slide.get("display_date"))) or " – ".join(filter(None, own))
        remarks = []
        try:
            when = date_parts.numbered(start)
        except DateError as error:
            raw = as_words(start)
            what = f"“{raw}” is no date ({error.what}): the event is undated"
            remark = Remark(f"{place}, start_date", what, error.mend or _UNDATED)
            return filled(display_date=words or raw), [remark]
        if not when:
            what = "it has no start_date: the event is undated"
            return filled(display_date=words), [Remark(place, what, "Give it a year at least.")]
        first, last = when, ""
        try:
            last = date_parts.numbered(end)
            when = written_dates.joined(when, last)
        except DateError as error:
            what = f"“{as_words(end)}” is no end for it ({error.what}): only its start is kept"
            remarks.append(Remark(f"{place}, end_date", what, "Correct the end."))
        exactly = date_parts.restored(first, last if "/" in when else "", words)
        if exactly:
            return {"when": exactly}, remarks
        when = date_parts.in_zone(date_parts.doubted(when, words), self._options.time_zone)
        return filled(when=when, display_date=words), remarks

    def _left(self, slide: Document, dates: Document) -> Document:
        """The fields of a slide that have no place, by name."""
        used = {"start_date", "end_date", "text", "media", "group", "display_date", "unique_id"}
        left = {key: value for key, value in slide.items() if key not in used}
        where = slide.get("location")
        if isinstance(where, dict) and text(where.get("name")):
            left["location"] = {key: value for key, value in where.items() if key != "name"}
        for key in ("start_date", "end_date"):
            given = slide.get(key)
            parts = parts_of(given)
            lost = "/" not in dates.get("when", "") if key == "end_date" else "when" not in dates
            if (lost and as_words(parts)) or (not isinstance(given, dict) and given):
                left[key] = given
            left |= {f"{key}.{name}": parts[name] for name in parts if name not in _DATE}
        if as_words(parts_of(slide.get("start_date"))) == as_words(parts_of(slide.get("end_date"))):
            left.pop("end_date", None)
        return left

    def _cited(self, shown: Shown, place: str) -> Generator[Item, None, list[Document]]:
        """The source that the media are; returns the citations of it."""
        if not shown.address:
            return []
        csl = work(shown.address, title=shown.caption, author=shown.credit)
        key, made = self._sources.cite(csl, place, shown.address, shown.credit)
        yield from made
        return [{"source": key}]

    def _grouped(self, group: str, place: str) -> Document:
        if not group:
            return {}
        if self._options.groups_are_actors:
            return {"participants": [{"actor": self._cast.meet(group, "unknown", place)}]}
        return {"tags": [group]}

    def _quotes(self, shown: Shown, event: str, place: str) -> Iterator[Item | Remark]:
        for found in shown.quotations:
            yield from quote_items(found, event, place, self._sources)
        for found in shown.shown_large:
            for item in quote_items(found, event, place, self._sources):
                if item.table == "quotes":
                    own = item.document.pop("source_fields", {})
                    kept = {**own, **shown.beside_quote}
                    yield from self._ledger.keep(item.document, kept, place)
                yield item
