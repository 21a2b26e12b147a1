"""A review for programs: one JSON object, whose shape the site documents and `version` names."""

from collections.abc import Mapping
from typing import Any

from srr.documents.places import dotted
from srr.insights.changed_fields import FieldRow
from srr.insights.review import Cell, RecordReview, Review, Side
from srr.language import Language
from srr.lint.finding import Finding
from srr.text.credentials import mask
from srr.text.sinks import dumped

VERSION = 1


def render(review: Review, language: Language, head: Mapping[str, str] | None = None) -> str:
    """Return the review as JSON, the same bytes on every run.

    *head* is the name and the commit of what was compared; None for the working tree.
    """
    content = {
        "version": VERSION,
        "today": str(review.today),
        "base": {"name": review.base, "commit": review.commit or None},
        "head": dict(head) if head else None,
        "totals": {"before": review.before._asdict(), "after": review.after._asdict()},
        "reasons_missing": review.missing,
        "records": [_row(row, language) for row in review.rows],
        "settings": {
            "weaker": [text.within(language) for text in review.weaker],
            "changed": list(review.settings),
            "fault": review.settings_fault.within(language) if review.settings_fault else None,
        },
        "matrix": [_cell(cell) for cell in review.matrix],
    }
    return dumped(_masked(content))


def _row(row: RecordReview, language: Language) -> dict[str, Any]:
    return {
        "path": row.path,
        "old_path": row.old_path,
        "kind": row.kind,
        "id": row.id,
        "title": row.title,
        "acts": list(row.acts),
        "before": _side(row.before),
        "after": _side(row.after),
        "fields": [_field(field, language) for field in row.fields],
        "sections": [section.within(language) for section in row.sections],
        "visits": [entry.words for entry in row.visits],
        "occurrences": [entry.words for entry in row.occurrences],
        "ignores": [{"rule": rule, "reason": reason} for rule, reason in row.ignores],
        "findings": [_finding(finding, language) for finding in row.findings],
    }


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    day = side.next_visit
    return {**side._asdict(), "next_visit": str(day) if day else None}


def _field(field: FieldRow, language: Language) -> dict[str, Any]:
    return {
        "key": dotted(field.key),
        "label": field.label.within(language),
        "old": field.old,
        "new": field.new,
    }


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "message": finding.message.within(language),
        "ignored": finding.ignored,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {**cell._asdict(), "before": list(cell.before), "after": list(cell.after)}


def _masked(value: Any) -> Any:
    """Mask the secrets in every text: the output of srr ends up in the logs of a forge."""
    match value:
        case str():
            return mask(value)
        case list():
            return [_masked(item) for item in value]
        case dict():
            return {mask(str(key)): _masked(item) for key, item in value.items()}
        case _:
            return value
