"""Where the values of a record do not fit its fields: one misfit for each place, ready to be explained.

The JSON Schema knows places and keywords; the rules of the `field` family speak of fields. Between them lies
the choice of the one rule that speaks about a place.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from srr.documents.document import KeyPath
from srr.records.registry import Record
from srr.schema.fields import FieldSpec
from srr.schema.record_schema import FINISHED_INCIDENT_KEYS, SPECS
from srr.schema.validation import Violation
from srr.schema.vocabulary import STATUSES, recognise
from srr.text.credentials import mask

MOST_CHARACTERS = 60


class Misfit(NamedTuple):
    """A place at fault. *spec* is the field it belongs to; for an unknown key, the one that was meant."""

    kind: Literal["missing", "unknown", "value"]
    path: KeyPath
    spec: FieldSpec | None
    keyword: str
    value: Any = None


def misfits(record: Record, violations: Sequence[Violation]) -> list[Misfit]:
    """Return what the rules of the `field` family say about *record*, at most one for a place."""
    found = {misfit.path: misfit for misfit in _misfits(record, violations)}
    meant = {
        (*misfit.path[:-1], misfit.spec.key)
        for misfit in found.values()
        if misfit.kind == "unknown" and misfit.spec
    }
    return [
        misfit for misfit in found.values() if misfit.kind != "missing" or misfit.path not in meant
    ]


def specs_around(record: Record, path: KeyPath) -> tuple[FieldSpec, ...]:
    """Return the fields among which the key at the end of *path* stands."""
    specs = SPECS[record.record_kind]
    for key in path[:-1]:
        if isinstance(key, str):
            specs = next((spec.fields for spec in specs if spec.key == key), ())
    return specs


def depends_on_status(record: Record, path: KeyPath) -> bool:
    """Say whether the field at *path* is required by the status and not by itself."""
    if record.record_kind == "risk":
        return path == ("resolution",) and record.status == "done"
    finished = record.status in ("in-review", "reviewed", "closed")
    incident = record.data.get("kind") == "incident"
    return finished and incident and len(path) == 1 and path[0] in FINISHED_INCIDENT_KEYS


def shown(value: object) -> str:
    """Return *value* for a message: on one line, not too long, and without secrets."""
    match value:
        case str():
            text = " ".join(mask(value).split())
        case list():
            text = ", ".join(map(shown, value))
        case bool():
            text = "true" if value else "false"
        case _:
            text = mask(str(value))
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 3]}..."


_ANY_ID = re.compile(r"(SRR|PM)-[0-9]{4,}")


def _misfits(record: Record, violations: Sequence[Violation]) -> Iterator[Misfit]:
    for violation in violations:
        path = violation.path
        match violation.keyword:
            case "additionalProperties":
                yield Misfit("unknown", path, _meant(record, path), violation.keyword)
            case "required":
                yield Misfit("missing", path, _spec(record, path), violation.keyword)
            case keyword:
                yield from _of_value(record, path, keyword)


def _of_value(record: Record, path: KeyPath, keyword: str) -> Iterator[Misfit]:
    spec, value = _spec(record, path), _value(record, path)
    if spec is None:
        return
    if _is_blank(value):
        if spec.required or depends_on_status(record, path):
            yield Misfit("missing", path, spec, keyword, value)
        elif path != ("next_visit",) or record.status != "done":
            yield Misfit("value", path, spec, keyword, value)
    elif not _is_spoken_of_elsewhere(record, path, spec, keyword, value):
        yield Misfit("value", path, spec, keyword, value)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_spoken_of_elsewhere(
    record: Record, path: KeyPath, spec: FieldSpec, keyword: str, value: object
) -> bool:
    if keyword == "unwanted":
        return record.status not in STATUSES
    if spec.kind == "risk-id":
        return isinstance(value, str) and _ANY_ID.fullmatch(value) is not None
    return path == ("id",) or spec.kind in ("date", "instant")


def _meant(record: Record, path: KeyPath) -> FieldSpec | None:
    from difflib import get_close_matches

    key = str(path[-1])
    specs = {spec.key: spec for spec in specs_around(record, path)}
    meant = recognise(key, {name: spec.label for name, spec in specs.items()})
    near = [meant] if meant else get_close_matches(key.casefold(), specs, n=1, cutoff=0.7)
    return specs[near[0]] if near else None


def _spec(record: Record, path: KeyPath) -> FieldSpec | None:
    keys = [key for key in path if isinstance(key, str)]
    around = specs_around(record, path if isinstance(path[-1], str) else tuple(keys))
    return next((spec for spec in around if spec.key == keys[-1]), None) if keys else None


def _value(record: Record, path: KeyPath) -> Any:
    value: Any = record.data
    for key in path:
        value = value[key]
    return value
