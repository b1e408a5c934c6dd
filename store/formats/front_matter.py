"""YAML, at the head of a Markdown file or alone: simple YAML is read here, the rest by PyYAML.

Simple is what most notes have: a text, a number or a date for each key, and lists of them. Both
ways give the same for it, so that a file makes the same records wherever it is read. PyYAML is an
extra, and only its safe loader is used.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from store.errors import DossierError

if TYPE_CHECKING:
    from types import ModuleType

_FENCE: Final = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_KEY: Final = re.compile(r"([A-Za-z_](?:[\w -]*[\w-])?) *:(?:[ \t]+(.*))?")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(.*)")
_PLAIN: Final = re.compile(
    r"[^\s\-+.?:,\[\]{}#&*!|>'\"%@`=~][^\[\]{}#\"`]*|-?\d[\d./-]*|'[^'\\]*'|\"[^\"\\]*\""
)
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{4}-\d\d|[1-9]\d{3}", re.ASCII)
_TELLING: Final = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
_DEEPEST: Final = 12
_INSTALL: Final = "Install it: pip install 'onrecord[yaml]'."


class _NotSimple(Exception):  # noqa: N818 - no error: it is for PyYAML to read
    """YAML that is not read here."""


def split(text: str) -> tuple[str, str]:
    """The front matter of a Markdown file and what follows; the first is empty when it has none."""
    match = _FENCE.match(text)
    return (match[1], text[match.end() :]) if match is not None else ("", text)


def read(text: str, where: str) -> Any:  # noqa: ANN401 - whatever YAML can hold
    """Reads YAML into what JSON can hold.

    Args:
        text: The YAML.
        where: The file, for errors.

    Raises:
        DossierError: It is no YAML, uses aliases, or needs PyYAML, which is not installed.
    """
    try:
        return dict(_simple(text)) or None
    except _NotSimple:
        return _by_library(text, where)


def _simple(text: str) -> Iterator[tuple[str, Any]]:
    lines = [line.rstrip() for line in text.splitlines()]
    waiting: tuple[str, list[Any]] | None = None
    seen: set[str] = set()
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        item = _ITEM.fullmatch(line)
        if item is not None and waiting is not None:
            waiting[1].append(_scalar(item[1]))
            continue
        key = _KEY.fullmatch(line)
        if key is None or key[1] in seen:
            raise _NotSimple
        seen.add(key[1])
        if waiting is not None:
            yield waiting[0], waiting[1] or None
        waiting = None
        value = (key[2] or "").strip()
        if not value:
            waiting = (key[1], [])
        elif value.startswith("[") and value.endswith("]"):
            inner = value[1:-1].strip()
            yield (
                key[1],
                [_scalar(part.strip()) for part in inner.split(",")] if inner else [],
            )
        else:
            yield key[1], _scalar(value)
    if waiting is not None:
        yield waiting[0], waiting[1] or None


def _scalar(value: str) -> Any:  # noqa: ANN401 - text or number
    if _NUMBER.fullmatch(value):
        return int(value)
    simple = _PLAIN.fullmatch(value) is not None and (
        _DAY.fullmatch(value) or not value[0].isdigit() or " " in value
    )
    unsure = ": " in value or value.endswith(":") or value.lower() in _TELLING
    if value[:1] in {"'", '"'} and _PLAIN.fullmatch(value) is not None:
        return value[1:-1]
    if not simple or unsure or value[:1] in {"'", '"'}:
        raise _NotSimple
    return value


def _by_library(text: str, where: str) -> Any:  # noqa: ANN401 - whatever YAML can hold
    try:
        yaml: ModuleType = importlib.import_module("yaml")
    except ImportError as error:
        what = "it is written in YAML that needs PyYAML, which is not installed"
        raise DossierError(what, where, _INSTALL) from error
    try:
        if "*" in text and any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            raise DossierError("it uses YAML aliases", where, "Write the values out.")
        return _plain(yaml.safe_load(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = (
            where if mark is None else f"{where}: line {mark.line + 1}, column {mark.column + 1}"
        )
        problem = getattr(error, "problem", None) or "it cannot be read"
        mend = "Correct it there; a value with a colon or a sign of YAML goes into quotation marks."
        raise DossierError(f"this is not YAML ({problem})", place, mend) from error
    except RecursionError as error:
        raise DossierError("it is nested too deeply", where, "Write it flat.") from error
    except (ValueError, OverflowError, TypeError, AttributeError, KeyError) as error:
        # A date such as 2019-02-31, a number of thousands of digits, a list as a key.
        mend = "Put it into quotation marks."
        raise DossierError(f"a value in it cannot be read ({error})", where, mend) from error


def _plain(value: object, depth: int = 0) -> Any:  # noqa: ANN401 - what JSON can hold
    """A value of YAML as JSON has it: dates and keys as text, sets as lists."""
    if depth > _DEEPEST:
        return "(nested too deeply)"
    if isinstance(value, dict):
        return {str(_plain(key, depth + 1)): _plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one, depth + 1) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if value is None or isinstance(value, str | int | float) else str(value)
