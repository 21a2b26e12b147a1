"""The records for programs: the index as JSON and CSV, one record as JSON.

The columns carry the names of the front-matter keys. JSON says its `version`.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from srr.model import Record, Risk
from srr.schema import RecordKind
from srr.visits import is_overdue

VERSION = 1
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
        "created",
        "next_visit",
        "current_impact",
        "potential_impact",
        "likelihood",
        "priority",
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
}


def to_json(records: Iterable[Record], name: str, today: date, grace_days: int) -> str:
    """Return the index as JSON under *name*; a risk also says whether its visit is overdue."""
    rows = [_with_overdue(record, today, grace_days) for record in records]
    return _dumped({"today": today.isoformat(), name: rows})


def record_json(record: Record) -> str:
    """Return one record as JSON: its front matter as written, and the text of its sections."""
    computed = {"priority": record.priority} if isinstance(record, Risk) else {}
    return _dumped(
        {
            "path": record.path,
            "front_matter": {**record.data, **computed},
            "sections": {key: record.section(key) for key in record.sections},
        }
    )


def to_csv(records: Iterable[Record], columns: tuple[str, ...]) -> str:
    """Return the index as CSV; a cell that a spreadsheet would run as a formula gets a leading quote."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for record in records:
        writer.writerow([_cell(value) for value in _row(record).values()])
    return stream.getvalue()


def _dumped(content: Mapping[str, Any]) -> str:
    return json.dumps({"version": VERSION, **content}, ensure_ascii=False, indent=2)


def _row(record: Record) -> dict[str, Any]:
    return {column: _plain(getattr(record, column)) for column in COLUMNS[record.record_kind]}


def _with_overdue(record: Record, today: date, grace_days: int) -> Mapping[str, Any]:
    if not isinstance(record, Risk):
        return _row(record)
    due = record.next_visit
    overdue = due is not None and record.status != "done" and is_overdue(due, today, grace_days)
    return {**_row(record), "overdue": overdue}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> Any:
    formula = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if formula else value
