"""A record as the row of a table: a cell for each key and each section that it has, by the key of its column.

The items of a list are joined in one cell. What has another shape is JSON, and so is what would be read as JSON
otherwise, and a text under a key of the team's own that would be read as something else.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from srr.documents.front_matter import plain_value
from srr.documents.places import Value
from srr.records.record import Record, named_by
from srr.records.risk import Risk
from srr.schema.columns import OPENING, SECTION
from srr.schema.fields import FieldSpec
from srr.schema.kinds import KINDS, RecordKind
from srr.text import cells

Cell = int | float | str

_FIRST = OPENING.removeprefix(SECTION)
_LINE_END = re.compile(r"\r\n?")
_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)*")
_INDENTED_CODE = re.compile(r" {4}|\t")
_JSON_LIST = ("[", "{")
_JSON = (*_JSON_LIST, '"')


def row(record: Record) -> dict[str, Cell]:
    """Return the cells of *record*; the priority is the computed one."""
    texts = {f"{SECTION}{key}": text for key, text in sections(record).items()}
    return {**front_matter(data(record), record.record_kind), **texts}


def data(record: Record) -> Mapping[str, Value]:
    """Return the front matter of *record* as it is written, with the priority as it is computed."""
    computed = record.priority if isinstance(record, Risk) else None
    return record.data if computed is None else {**record.data, "priority": computed}


def front_matter(data: Mapping[str, Value], kind: RecordKind) -> dict[str, Cell]:
    """Return the cells of the front matter *data* of a record of *kind*, those of known keys first."""
    known = _known(kind)
    apart = {name if name in known else _apart(name, known): data[name] for name in data}
    return dict(_cells(apart, KINDS[kind].fields))


def own_value(text: str) -> Value:
    """Return the value that *text* stands for in the cell of a key of the team's own."""
    if not text.startswith(_JSON):
        return plain_value(text)
    try:
        value: Value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value


def sections(record: Record) -> dict[str, str]:
    """Return the text of each section, by its key; those without any are left out.

    A text goes on to the next section of the registry, so it holds what stands below other headings. A section that is
    there twice goes behind the first. What stands ahead of them all is the opening.
    """
    places, text = list(_places(record)), record.document.text
    ends = [*(place.heading for place in places[1:]), record.document.body.end]
    found: dict[str, str] = {}
    for (key, _, start), end in zip(places, ends, strict=True):
        if words := _trimmed(text[start:end]):
            found[key] = f"{found[key]}\n\n{words}" if key in found else words
    return found


class _Place(NamedTuple):
    """A section by its key: where its heading begins, and where its text does."""

    key: str
    heading: int
    text: int


def _places(record: Record) -> Iterator[_Place]:
    own, start = KINDS[record.record_kind].sections, record.document.body.start
    yield _Place(_FIRST, start, start)
    seen = set[str]()
    for section in record.document.sections:
        keys = [key for key in named_by(section, record.headings) if key in own]
        if not keys:
            continue
        key = next((each for each in keys if each not in seen), None)
        heading = section.line.start
        yield (
            _Place(keys[0], heading, heading)
            if key is None
            else _Place(key, heading, section.body.start)
        )
        seen.update(keys[:1] if key is None else [key])


def _trimmed(text: str) -> str:
    """Return *text* without blank lines around it; the indent of code in its first line stays."""
    text = _LINE_END.sub("\n", text).rstrip()
    first = _BLANK_LINES.match(text)
    text = text[first.end() :] if first else text
    return text if _INDENTED_CODE.match(text) else text.lstrip()


@cache
def _known(kind: RecordKind) -> frozenset[str]:
    return frozenset(spec.key for spec in KINDS[kind].fields)


def _apart(name: str, known: Collection[str]) -> str:
    """Return the name of another key of the top level, in quotes where it looks like one below a *known* key."""
    above, dot, _ = name.partition(".")
    is_alike = not name or (dot and above in known) or name.startswith(SECTION)
    return json.dumps(name, ensure_ascii=False) if is_alike else name


def _cells(
    data: Mapping[str, Value], specs: tuple[FieldSpec, ...], above: str = ""
) -> Iterator[tuple[str, Cell]]:
    taken = set[str]()
    for spec in specs:
        name = spec.key
        if name not in data:
            name = next((former for former in spec.formerly if former in data), "")
            if not name:
                continue
        taken.add(name)
        value = data[name]
        if spec.kind == "mapping" and isinstance(value, dict):
            yield from _cells(value, spec.fields, f"{spec.key}.")
        else:
            yield from _filled(f"{above}{spec.key}", _cell(value))
    for name in sorted(data.keys() - taken):
        yield from _filled(f"{above}{name}", _own_cell(data[name]))


def _filled(key: str, cell: Cell | None) -> Iterator[tuple[str, Cell]]:
    if cell is not None and cell != "":
        yield key, cell


def _cell(value: Value) -> Cell | None:
    """Return the value of a known key as a cell."""
    match value:
        case None | str():
            return value
        case bool():
            return _dumped(value)
        case int() | float():
            return int(value) if value == value // 1 else value
        case list() if not any(isinstance(item, list | dict) for item in value):
            items = cells.joined(item if isinstance(item, str) else _dumped(item) for item in value)
            return _dumped(value) if items.startswith(_JSON_LIST) else items
        case _:
            return _dumped(value)


def _own_cell(value: Value) -> Cell | None:
    """Return the value of any other key as a cell, from which `own_value` makes the same."""
    match value:
        case str() if value == value.strip() and "\r" not in value:
            return value if own_value(value) == value else _dumped(value)
        case list() | dict() | str():
            return _dumped(value)
        case bool() | None:
            return _cell(value)
        case _:
            return value


def _dumped(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)
