"""W3C Web Annotations: a statement, and where it stands in its sources.

Sources: Web Annotation Data Model (https://www.w3.org/TR/annotation-model/), sections 3.2.3 for
the body, 4.2.4 and 4.2.5 for the selectors, which are alternatives: the words with what stands
round them, and the place in code points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote as percent

from store.cite import web_address
from store.corpus import Corpus
from store.forms.anchors import Anchor, anchors
from store.forms.passage import PARAPHRASE, Part, passage_of
from store.house import House
from store.related import Ref

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(
    corpus: Corpus, refs: Sequence[Ref], house: House, part: Part = None
) -> list[dict[str, Any]]:
    """One annotation for each record that cites a source."""
    made = []
    for ref in refs:
        targets = [_target(corpus, anchor) for anchor in anchors(corpus, ref, part)]
        if not targets:
            continue
        passage = passage_of(corpus, ref, house, part)
        purpose = "describing" if passage.kind in {PARAPHRASE, "summary"} else "highlighting"
        body = {
            "type": "TextualBody",
            "value": passage.sentence,
            "format": "text/plain",
            "purpose": "describing",
        }
        made.append({
            "@context": _CONTEXT,
            "id": _name(corpus, getattr(corpus, ref.table)[ref.row].id),
            "type": "Annotation",
            "motivation": purpose,
            "body": [body],
            "target": targets[0] if len(targets) == 1 else targets,
        })  # fmt: skip
    return made


def _target(corpus: Corpus, anchor: Anchor) -> dict[str, Any]:
    source = web_address(anchor.source.csl) or _name(corpus, anchor.source.id)
    selectors: list[dict[str, Any]] = []
    if anchor.exact:
        words = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        given = {key: value for key, value in words.items() if value}
        selectors.append({"type": "TextQuoteSelector", **given})
    if anchor.span is not None:
        start, end = anchor.span
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    return {"source": source, **({"selector": selectors} if selectors else {})}


def _name(corpus: Corpus, key: str) -> str:
    """A name for a record that has no address: a URN made of the dossier's id and its own."""
    parts = (percent(part, safe="", errors="replace") for part in (corpus.dossier.id, key))
    return f"urn:onrecord:{':'.join(parts)}"
