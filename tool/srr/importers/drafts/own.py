"""A table that srr exported, on its way back: each cell is read as `records.row` wrote it, and nothing is added."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from srr.documents.document import read
from srr.importers import dates
from srr.importers.drafts.body import heading_of
from srr.importers.drafts.drafting import Kept
from srr.importers.drafts.writing import TABLE, Written, kept_part, path_of
from srr.importers.import_map import ImportMap
from srr.importers.source import Row, Source
from srr.records import template
from srr.records.hints import HINTS
from srr.records.meaning import meaning
from srr.records.registry import read_record
from srr.records.risk import Risk
from srr.records.row import own_value
from srr.records.values import day
from srr.schema.columns import OPENING, SECTION, columns, key_of
from srr.schema.fields import RISK, FieldSpec
from srr.schema.settings import Settings
from srr.schema.vocabulary import RISK_SECTIONS
from srr.text.cells import split

_ID = re.compile(r"SRR-[0-9]{4,}")
_BLANK = read("risks/SRR-0001.md", b"")
_NEEDED = frozenset(spec.key for spec in RISK if spec.required)
_SPECS: Mapping[str, FieldSpec] = {spec.key: spec for spec in RISK}
_COLUMNS = {column.key: column for column in columns("risk")}


def is_own(source: Source, wanted: ImportMap) -> bool:
    """Whether *source* is a table of srr's own: it has the columns that each export has, and an id in each row."""
    keys = {head: key_of(head) for head in source.columns}
    if not {*keys.values()} >= _NEEDED or wanted.key or wanted.values:
        return False
    if any(keys.get(head) != key for head, key in wanted.columns.items()):
        return False
    head = next(head for head, key in keys.items() if key == "id")
    return all(
        row.key is None and _ID.fullmatch(row.values.get(head, "")) and not row.passages
        for row in source.rows
    )


def orders(source: Source, wanted: ImportMap) -> Mapping[str, dates.Order]:
    """Return how the dates of each column are read: a spreadsheet may have saved them in its own way."""
    return {
        head: dates.order((row.values.get(head, "") for row in source.rows), wanted.day_first)
        for head in source.columns
        if (column := _COLUMNS.get(key_of(head) or ""))
        and column.spec
        and column.spec.kind == "date"
    }


def written(row: Row, days: Mapping[str, dates.Order], settings: Settings) -> Written:
    """Return the record of *row*, as it was when it was exported; *days* are the `orders` of its source."""
    cells = {
        key_of(head) or head: _day(text, days[head]) if head in days else text
        for head, text in row.values.items()
    }
    texts = {key: text for key, text in cells.items() if key.startswith(SECTION)}
    data: dict[str, Any] = {}
    kept = []
    for key, text in cells.items():
        if key.startswith("x_") or (key in _COLUMNS and key not in texts):
            _put(data, key, text, settings)
        elif key not in texts:
            kept.append(Kept(key, text))
    path = path_of(str(data["id"]))
    content = template.record("risk", _in_order(data), _body(texts, kept, settings))
    risk = read_record(read(path, content), settings)
    assert isinstance(risk, Risk)  # noqa: S101 - srr has just written it
    given = frozenset((*cells, *texts))
    return Written(risk, content, {}, given, frozenset(), ())


def _day(text: str, order: dates.Order) -> str:
    """Return *text* as the day that it names, where it names one."""
    found = dates.read(text, order)
    return found.first.isoformat() if isinstance(found, dates.Days) and not found.last else text


def _put(data: dict[str, Any], key: str, text: str, settings: Settings) -> None:
    """Put the value of one cell where its key says."""
    top, dot, inner = key.partition(".")
    above = _SPECS.get(top)
    if dot and above and above.kind == "mapping":
        held = data.setdefault(top, {})
        if isinstance(held, dict):
            held[inner] = _value(text, _COLUMNS[key].spec, settings)
        return
    data[key] = _value(text, _SPECS.get(key), settings)


def _value(text: str, spec: FieldSpec | None, settings: Settings) -> Any:
    if spec is None or spec.kind in ("mapping", "mapping-list", "numbers"):
        value = own_value(text)
        return day(value) or value
    if spec.kind.endswith("-list"):
        return own_value(text) if text.startswith(("[", "{")) else _items(text, spec)
    if spec.kind in ("level", "score", "priority", "number", "choice"):
        found = meaning(text, (spec.key,), spec, _BLANK, settings)
        return text if found is None else found
    return (day(text) or text) if spec.kind == "date" else text


def _items(text: str, spec: FieldSpec) -> list[str] | tuple[str, ...]:
    """Return the items of a list; ids stand on one line, addresses and texts below each other."""
    items = split(text)
    return items if spec.kind == "id-list" else [*items]


def _in_order(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return *data* with the keys of each mapping in their order."""
    return {
        key: {
            name: value[name] for name in sorted(value, key=lambda name: _place(name, _SPECS[key]))
        }
        if key in _SPECS and isinstance(value, dict)
        else value
        for key, value in data.items()
    }


def _place(name: str, above: FieldSpec) -> tuple[int, str]:
    known = [spec.key for spec in above.fields]
    return (known.index(name), "") if name in known else (len(known), name)


def _body(texts: Mapping[str, str], kept: Sequence[Kept], settings: Settings) -> str:
    """Return the sections; no table tells one that is empty from one that is not there, and a record has them all."""
    parts = [texts.get(OPENING, "")]
    for word in RISK_SECTIONS:
        key = f"{SECTION}{word}"
        if key in texts or word in HINTS["risk"]:
            parts += [f"## {heading_of(key, settings.language)}", texts.get(key, "")]
    for key, text in kept_part(kept, TABLE, settings):
        parts += [f"## {heading_of(key, settings.language)}", text]
    return "\n\n".join(filter(None, parts))
