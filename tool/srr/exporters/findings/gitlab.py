"""Findings as GitLab's Code Quality report, shown in the merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from collections.abc import Iterator
from typing import Any

from srr.exporters.annotation import Annotation, annotations
from srr.exporters.findings import Run
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.text.sinks import Rows, dumped_parts

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, run: Run) -> Iterator[str]:
    """Yield the findings as JSON; ignored ones are left out: the format has no way to mark them."""
    notes = annotations((*report.findings, *report.ignored), run.language, run.folder)
    issues = (_issue(note) for note in notes if note.finding.ignored is None)
    yield from dumped_parts(Rows(issues))


def _issue(note: Annotation) -> dict[str, Any]:
    finding = note.finding
    helping = f" ({note.help})" if note.help else ""
    return {
        # The merge request shows no check_name: https://gitlab.com/gitlab-org/gitlab/-/issues/578172
        "description": f"{finding.rule}: {note.message}{helping}",
        "check_name": finding.rule,
        "fingerprint": note.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": note.path,
            "lines": {"begin": finding.place.line, "end": finding.place.end_line},
        },
    }
