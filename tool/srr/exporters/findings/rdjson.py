"""Findings as reviewdog's DiagnosticResult, with a suggestion where srr fix would fix them.

https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto
"""

from collections.abc import Iterator
from typing import Any

from srr.documents.document import Document
from srr.exporters.annotation import Annotation, annotations
from srr.exporters.findings import Run
from srr.exporters.replacement import replacement
from srr.lint.engine import Report
from srr.lint.finding import Place, Severity
from srr.text.sinks import Rows, dumped_parts

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report, run: Run) -> Iterator[str]:
    """Yield the findings as JSON, with columns in bytes."""
    documents = report.written
    content = {
        "source": {"name": "srr"},
        "diagnostics": Rows(
            _diagnostic(note, documents.get(note.finding.path))
            for note in annotations(report.findings, run.language, run.folder)
        ),
    }
    yield from dumped_parts(content)


def _diagnostic(note: Annotation, document: Document | None) -> dict[str, Any]:
    finding = note.finding
    row: dict[str, Any] = {
        "message": note.words,
        "location": {"path": note.path, "range": _range(finding.place, document)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    change = replacement(finding, document)
    if change is not None:
        suggestion = {"range": _range(change.place, document), "text": change.text}
        row["suggestions"] = [suggestion]
    return row


def _range(place: Place, document: Document | None) -> dict[str, Any]:
    return {
        "start": _position(place.line, place.column, document),
        "end": _position(place.end_line, place.end_column, document),
    }


def _position(line: int, column: int, document: Document | None) -> dict[str, int]:
    before = document.line(line)[: column - 1] if document else ""
    return {"line": line, "column": len(before.encode(errors="replace")) + 1}
