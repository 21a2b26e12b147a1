"""The front matter of a record of another convention: what it holds, flat, also where it is no YAML."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from srr.documents.body import one_line_end
from srr.documents.document import Document, read
from srr.documents.places import Field, KeyPath, Value
from srr.language import Text

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w .-]*):(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
_MOST_LINES = 200

_NO_YAML = Text(
    "{path}: the front matter is not YAML that srr reads (line {line}), so each of its lines was read by itself",
    "{path}: フロントマターが srr の読める YAML ではない ({line} 行目) ため、1 行ずつ読みました",
)
_UNOPENED = Text(
    "{path}: the line --- above the front matter is missing; it was read all the same",
    "{path}: フロントマターの上に --- の行がありませんが、そのまま読みました",
)


class Front(NamedTuple):
    """The *values* of the front matter, the *body* below it, and what was odd about it.

    *data* is what the values were made of; empty where it is no YAML.
    """

    values: Mapping[str, str]
    body: str
    oddity: Text | None = None
    data: Mapping[str, Value] = {}


def front_of(path: str, raw: bytes) -> Front:
    """Read a file in UTF-8. Lists are joined with commas; a nested key is `milestone.beta`."""
    document = read(path, raw)
    oddity = None
    if document.front_matter is None and _is_unopened(document.text):
        document = read(path, b"---\n" + document.text.encode())
        oddity = _UNOPENED.fill(path=path)
    body = one_line_end(document.text[document.body.start :])
    if document.front_matter is None:
        return Front({}, body)
    if document.readable:
        return Front(_flat(document), body, oddity, document.data)
    lines = document.text[slice(*document.front_matter)].splitlines()
    if not any(line.strip() for line in lines):
        return Front({}, body, oddity)
    first = next(
        (fault for fault in document.faults if fault.span.start < document.body.start), None
    )
    line = document.position(first.span.start).line if first else 1
    return Front(_line_by_line(lines), body, _NO_YAML.fill(path=path, line=line))


def _is_unopened(text: str) -> bool:
    first, *lines = text.split("\n")[:_MOST_LINES]
    return _KEY.fullmatch(first.rstrip()) is not None and "---" in (line.rstrip() for line in lines)


def _flat(document: Document) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in document.data.items():
        found.update(_cells(document.fields, (key,), value))
    return found


def _cells(fields: Mapping[KeyPath, Field], path: KeyPath, value: Value) -> dict[str, str]:
    """Return the cells of a value: one, but for a mapping that is none of a list's items."""
    if isinstance(value, dict):
        found: dict[str, str] = {}
        for key, inner in value.items():
            found.update(_cells(fields, (*path, key), inner))
        return found
    text = _text(fields, path, value)
    return {".".join(map(str, path)): text} if text else {}


def _text(fields: Mapping[KeyPath, Field], path: KeyPath, value: Value) -> str:
    if isinstance(value, dict):
        inner = ((key, _text(fields, (*path, key), each)) for key, each in value.items())
        return "; ".join(f"{key}: {text}" for key, text in inner if text)
    if isinstance(value, list):
        items = [
            text for at, each in enumerate(value) if (text := _text(fields, (*path, at), each))
        ]
        has_commas = any("," in item or "\n" in item or ": " in item for item in items)
        return ("\n" if has_commas else ", ").join(items)
    field = fields.get(path)
    return "" if value is None else (field.text if field else str(value)).strip()


def _line_by_line(lines: list[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    last: list[str] = []
    for line in lines:
        key = _KEY.fullmatch(line.rstrip())
        item = _ITEM.fullmatch(line)
        if key:
            last = found.setdefault(key["key"].strip(), [])
            line = key["value"] or ""
        elif item:
            line = item["value"]
        if line.strip() and not line.lstrip().startswith("#"):
            last.append(line.strip().strip("\"'"))
    return {key: ", ".join(values) for key, values in found.items() if values}
