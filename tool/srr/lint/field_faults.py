"""Where the values of a record do not fit its fields: one fault for each place, ready to be explained.

The JSON Schema knows places and keywords; the rules of the `field` family know fields. This module decides which rule
reports a place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from srr.documents.places import KeyPath
from srr.records.record import Record
from srr.schema.fields import FieldSpec
from srr.schema.kinds import ANY_ID, KINDS
from srr.schema.record_schema import FINISHED_INCIDENT_KEYS
from srr.schema.synonyms import KEYS
from srr.schema.validation import Violation
from srr.schema.vocabulary import REPORTED_STATUSES
from srr.text.spelling import joined, nearest, recognise


class FieldFault(NamedTuple):
    """A place at fault. *spec* is the field it belongs to; for an unknown key, the one that was meant."""

    kind: Literal["missing", "unknown", "value"]
    path: KeyPath
    spec: FieldSpec | None
    keyword: str
    value: Any = None


def field_faults(record: Record, violations: Sequence[Violation]) -> list[FieldFault]:
    """Return the faults that the rules of the `field` family report, at most one a place."""
    found = {fault.path: fault for fault in _field_faults(record, violations)}
    meant = {
        (*fault.path[:-1], fault.spec.key)
        for fault in found.values()
        if fault.kind == "unknown" and fault.spec
    }
    return [fault for fault in found.values() if fault.kind != "missing" or fault.path not in meant]


def specs_around(record: Record, path: KeyPath) -> tuple[FieldSpec, ...]:
    """Return the fields on the level of the last key of *path*."""
    specs = KINDS[record.record_kind].fields
    for key in path[:-1]:
        if isinstance(key, str):
            specs = next((spec.fields for spec in specs if spec.key == key), ())
    return specs


def depends_on_status(record: Record, path: KeyPath) -> bool:
    """Whether the status, rather than the field itself, requires the field at *path*."""
    if record.record_kind == "risk":
        return path == ("resolution",) and record.status == "done"
    if record.record_kind == "concern":
        needed = "report_due" if record.status in REPORTED_STATUSES else "risk"
        return path == (needed,)
    finished = record.status in ("in-review", "reviewed", "closed")
    incident = record.data.get("kind") == "incident"
    return finished and incident and len(path) == 1 and path[0] in FINISHED_INCIDENT_KEYS


_ANY_ID = re.compile(ANY_ID)


def _field_faults(record: Record, violations: Sequence[Violation]) -> Iterator[FieldFault]:
    for violation in violations:
        path = violation.path
        match violation.keyword:
            case "additionalProperties":
                yield FieldFault("unknown", path, _meant(record, path), violation.keyword)
            case "required":
                yield FieldFault("missing", path, _spec(record, path), violation.keyword)
            case keyword:
                yield from _of_value(record, path, keyword)


def _of_value(record: Record, path: KeyPath, keyword: str) -> Iterator[FieldFault]:
    spec, value = _spec(record, path), _value(record, path)
    if spec is None:
        return
    if _is_blank(value):
        if spec.required or depends_on_status(record, path):
            yield FieldFault("missing", path, spec, keyword, value)
        elif path != ("next_visit",) or record.status != "done":
            yield FieldFault("value", path, spec, keyword, value)
    elif not _is_spoken_of_elsewhere(record, path, spec, keyword, value):
        yield FieldFault("value", path, spec, keyword, value)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_spoken_of_elsewhere(
    record: Record, path: KeyPath, spec: FieldSpec, keyword: str, value: object
) -> bool:
    if keyword == "unwanted":
        return record.status not in KINDS[record.record_kind].statuses
    if spec.kind == "risk-id":
        return isinstance(value, str) and _ANY_ID.fullmatch(value) is not None
    return path == ("id",) or spec.kind in ("date", "instant")


def _meant(record: Record, path: KeyPath) -> FieldSpec | None:
    """Return the field that an unknown key was meant to be, of those that are not there already."""
    key = str(path[-1])
    beside = _value(record, path[:-1])
    specs = {spec.key: spec for spec in specs_around(record, path) if spec.key not in beside}
    renamed = next((spec for spec in specs.values() if key in spec.formerly), None)
    known = (
        renamed.key
        if renamed
        else recognise(key, {name: spec.label for name, spec in specs.items()})
    )
    named = (known,) if known else KEYS.get(joined(key), ())
    near = next((name for name in named if name in specs), None) or _near(key.casefold(), specs)
    return specs[near] if near else None


def _near(key: str, names: Iterable[str]) -> str | None:
    """Return the one of *names* that *key* misspells: a slip seldom changes the first letter."""
    return nearest(key, [name for name in names if name[0] == key[:1]], cutoff=0.75)


def _spec(record: Record, path: KeyPath) -> FieldSpec | None:
    keys = [key for key in path if isinstance(key, str)]
    above = _spec(record, path[:-1]) if len(path) > 1 else None
    if above and above.kind == "numbers":
        return above
    around = specs_around(record, path if isinstance(path[-1], str) else tuple(keys))
    return next((spec for spec in around if spec.key == keys[-1]), None) if keys else None


def _value(record: Record, path: KeyPath) -> Any:
    value: Any = record.data
    for key in path:
        value = value[key]
    return value
