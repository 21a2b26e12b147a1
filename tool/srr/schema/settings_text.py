"""The files of settings and people as they are searched for secrets: the text, and what it spells differently."""

import re
import tomllib
from collections import UserString
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from srr.documents.document import Document, configuration
from srr.documents.encoding import code_points, decode
from srr.documents.places import Field, KeyPath, Span, dotted
from srr.language import Text
from srr.schema import views

# The tables of [tool.srr] up to the next one of another tool.
_OUR_TABLES = re.compile(
    r"^[ \t]*\[{1,2}[ \t]*tool[ \t]*\.[ \t]*srr[ \t]*[.\]](?:(?!^[ \t]*\[).*\n?)*", re.MULTILINE
)


_HIDDEN = (
    Text(
        "{where} holds {codes}, which is invisible; take it out",
        "{where} に目に見えない文字 ({codes}) があります。取り除いてください",
    ),
    Text(
        "{where} holds {codes}, which are invisible; take them out",
        "{where} に目に見えない文字 ({codes}) があります。取り除いてください",
    ),
)


def invisible(path: KeyPath, signs: Collection[str]) -> Text:
    """Say that the text at *path* holds *signs*, which nobody sees."""
    return _HIDDEN[len(signs) > 1].fill(where=dotted(path), codes=code_points(signs))


def document(path: str, raw: bytes, table: Mapping[str, Any], *, shared: bool) -> Document:
    """Return the file at *path*, which holds the settings *table*; of one that is *shared*, only our tables count."""
    text, _, _ = decode(raw)
    ours = tuple(Span(*match.span()) for match in _OUR_TABLES.finditer(text)) if shared else None
    fields = {
        (*key, number): Field(shown, shown, "double", place, place)
        for key, value in texts(table)
        for number, shown in enumerate(_readings(key, value))
        if shown not in text
        for place in (_line(text, key, value),)
    }
    return configuration(path, raw, fields, ours)


def texts(
    value: object, path: KeyPath = (), *, keys: bool = False
) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts in a table, on demand also those that are *keys*, with the keys that lead to them."""
    match value:
        case str() | UserString():
            yield path, str(value)
        case dict():
            for key, inner in value.items():
                if keys:
                    yield (*path, key), str(key)
                yield from texts(inner, (*path, key), keys=keys)
        case list():
            for number, inner in enumerate(value):
                yield from texts(inner, (*path, number), keys=keys)


def _readings(key: KeyPath, value: str) -> Iterator[str]:
    """Yield a value as it is read: that of a filter is the query of an address."""
    yield value
    if key[0] == "views" and key[-1] == "filter":
        yield from (shown for _, shown in views.pairs(value))


def lines_of(text: str, key: KeyPath, sign: str = "=") -> Iterator[Span]:
    """Yield the lines that give a value to the last name in *key*, with *sign* between them."""
    name = re.escape(next(str(part) for part in reversed(key) if isinstance(part, str)))
    naming = rf"^.*(?<![\w-]){name}[\"']?[ \t]*{sign}.*$"
    yield from (Span(*match.span()) for match in re.finditer(naming, text, re.MULTILINE))


def _line(text: str, key: KeyPath, value: str) -> Span:
    """Return the line that gives *value* to *key*, else the first that names the key, else the start of *text*."""
    naming = list(lines_of(text, key))
    spelt = (span for span in naming if value in _values(text[slice(*span)]))
    return next(spelt, naming[0] if naming else Span(0, 0))


def _values(line: str) -> list[str]:
    try:
        return [value for _, value in texts(tomllib.loads(line.strip()))]
    except (ValueError, RecursionError):
        return []
