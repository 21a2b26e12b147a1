"""The records for programs: the index as JSON and CSV, one record as JSON.

The columns carry the names of the front-matter keys. JSON says its `version`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from srr.exporters import breaks_json, occurrences_json
from srr.insights.breaks import Break, breaks, soonest
from srr.records.concern import Concern
from srr.records.objectives import year_share
from srr.records.record import Record
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.schema import fields
from srr.schema.fields import FieldSpec
from srr.schema.kinds import RecordKind
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings
from srr.text.credentials import mask
from srr.text.sinks import Rows, csv_cell, dumped, dumped_parts

VERSION = 1

_VERSION = "Counts up when a field is removed or changes its meaning."
_TODAY = "The day that counted as today."
_ORDER = "The most pressing first."
_OVERDUE = "Whether the next visit has passed, days of grace included."
_TEXT = {"type": ["string", "null"]}
_LEVEL = {"anyOf": [{"type": ["integer", "null"]}, {"const": UNKNOWN}]}
_JSON_TYPES: Mapping[str, Mapping[str, Any]] = {
    "id": {"type": "string"},
    "line": {"type": "string"},
    "date": {"type": ["string", "null"], "format": "date"},
    "score": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "level": _LEVEL,
    "priority": _LEVEL,
}
COLUMNS: Mapping[RecordKind, tuple[str, ...]] = {
    "risk": (
        "id",
        "title",
        "status",
        "resolution",
        "owner",
        "team",
        "area",
        "service",
        "noticed",
        "created",
        "next_visit",
        "current_impact",
        "potential_impact",
        "scope",
        "severity",
        "likelihood",
        "priority",
        "horizon",
        "effort",
        "bad_minutes_a_year",
    ),
    "postmortem": (
        "id",
        "title",
        "kind",
        "status",
        "owner",
        "started",
        "detected",
        "mitigated",
        "resolved",
        "scope",
        "severity",
        "score",
        "trigger",
        "cause_class",
    ),
    "concern": (
        "id",
        "title",
        "status",
        "owner",
        "noticed",
        "report_due",
        "area",
        "service",
        "tier",
        "risk",
    ),
}


class AsOf(NamedTuple):
    """The day that counts as today, the settings, and what breaks first of each risk, by its path."""

    today: date
    settings: Settings
    soonest: Mapping[str, Break]


def as_of(registry: Registry, today: date) -> AsOf:
    """Return what rows of *registry* say that depends on the day."""
    first = soonest(breaks(registry, registry.risks, today))
    return AsOf(today, registry.settings, first)


def to_json(records: Iterable[Record], name: str, day: AsOf) -> str:
    """Return the index as JSON under *name*; a risk or a concern also says whether it is overdue."""
    return "".join(json_parts(records, name, day))


def json_parts(records: Iterable[Record], name: str, day: AsOf) -> Iterator[str]:
    """Yield the text of `to_json` in parts: that of 100,000 records takes much memory in one piece."""
    rows = Rows(row(record, day) for record in records)
    yield from dumped_parts({"version": VERSION, "today": day.today.isoformat(), name: rows})


def record_json(record: Record, first: Break | None = None) -> str:
    """Return one record as JSON: its front matter as written, the text of its sections, and of a risk its headroom."""
    computed = {"priority": record.priority} if isinstance(record, Risk) else {}
    return dumped(
        {
            "version": VERSION,
            "path": mask(record.path),
            "front_matter": {**record.data, **computed},
            "sections": {key: record.section(key) for key in record.sections},
            **(_of_the_risk(record, first) if isinstance(record, Risk) else {}),
        }
    )


def risks_schema() -> dict[str, Any]:
    """Return the JSON Schema of the index of risks.

    It describes the shape, not the rules: the index also holds records that break a rule.
    """
    computed = (fields.BAD_MINUTES, *fields.OF_BUDGET)
    specs = {spec.key: spec for spec in (*fields.RISK, *computed)}
    columns = (*COLUMNS["risk"], *(spec.key for spec in fields.OF_BUDGET))
    rows = {column: _described(specs[column]) for column in columns}
    overdue = {"type": "boolean", "description": _OVERDUE}
    numbers = {spec.key: _described(spec) for spec in fields.ESTIMATE}
    estimate = {
        "type": ["object", "null"],
        "description": specs["estimate"].meaning.en,
        "properties": numbers,
    }
    more = {**breaks_json.SCHEMA, **occurrences_json.SCHEMA}
    risk = {
        "type": "object",
        "required": [*rows, "estimate", *more, "overdue"],
        "properties": rows | {"estimate": estimate, **more, "overdue": overdue},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The risks of a registry",
        "type": "object",
        "required": ["version", "today", "risks"],
        "properties": {
            "version": {"const": VERSION, "description": _VERSION},
            "today": {"type": "string", "format": "date", "description": _TODAY},
            "risks": {"type": "array", "description": _ORDER, "items": risk},
        },
    }


def _described(spec: FieldSpec) -> dict[str, Any]:
    return {"description": spec.meaning.en, **_JSON_TYPES.get(spec.kind, _TEXT)}


def to_csv(records: Iterable[Record], columns: tuple[str, ...]) -> str:
    """Return the index as CSV, with no cell that a spreadsheet would run."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for record in records:
        writer.writerow(
            [
                csv_cell(value) if isinstance(value, str) else value
                for value in _row(record).values()
            ]
        )
    return stream.getvalue()


def _row(record: Record) -> dict[str, Any]:
    return {column: _plain(getattr(record, column)) for column in COLUMNS[record.record_kind]}


def row(record: Record, day: AsOf) -> Mapping[str, Any]:
    """Return *record* as a row of the index."""
    match record:
        case Risk():
            return {
                **_row(record),
                **_of_budget(record, day.settings),
                "estimate": record.estimate._asdict() if record.estimate else None,
                **_of_the_risk(record, day.soonest.get(record.path)),
                "overdue": record.is_overdue(day.today, day.settings.grace_days),
            }
        case Concern():
            return {**_row(record), "overdue": record.is_overdue(day.today)}
        case _:
            return _row(record)


def _of_the_risk(risk: Risk, first: Break | None) -> dict[str, Any]:
    return {**breaks_json.fields(first), **occurrences_json.fields(risk)}


def _of_budget(risk: Risk, settings: Settings) -> dict[str, float | None]:
    found = year_share(risk, settings)
    values = (round(found.budget, 2), round(found.share, 4)) if found else (None, None)
    return dict(zip((spec.key for spec in fields.OF_BUDGET), values, strict=True))


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2)
    return value.isoformat() if isinstance(value, date) else value
