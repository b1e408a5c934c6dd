"""The names of the months in some languages of Europe, for dates that can mean one thing only.

Whole names in German, French, Spanish, Italian, Portuguese and Dutch, as the Unicode CLDR has
them; a name that two of them share is the same month in both. Abbreviations are not told apart as
surely ("mar" is March, and a day of the week), and are left to the reader.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
"""The months in English, in small letters."""
_OTHERS: Final = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
)
_AUSTRIAN: Final = {"janner": "january", "feber": "february"}
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _table() -> dict[str, str]:
    made = dict(_AUSTRIAN)
    for names in _OTHERS:
        made |= {_plain(n): month for n, month in zip(names.split(), MONTHS, strict=True)}
    return made


_ENGLISH_OF: Final = _table()


def in_english(text: str) -> str:
    """A text with the months in it by their English names; all else as it is."""
    return _WORD.sub(lambda word: _ENGLISH_OF.get(_plain(word[0]), word[0]), text)
