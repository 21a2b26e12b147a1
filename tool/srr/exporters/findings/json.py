"""Findings for programs: one JSON object, whose shape the site documents and `version` names."""

from collections.abc import Iterator
from typing import Any

from srr.exporters.findings import Run
from srr.language import Language
from srr.lint.engine import Report
from srr.lint.finding import Finding, Place, Severity
from srr.text.credentials import mask
from srr.text.sinks import Rows, dumped_parts

VERSION = 1


def render(report: Report, run: Run) -> Iterator[str]:
    """Yield the report as JSON, the same bytes on every run.

    A finding holds path, line, column, end_line, end_column (from 1, the end one past), rule, severity,
    message, help, record, key, fixable, names (what it is about, where that is several things) and, for an ignored
    one, the reason.
    """
    content = {
        "version": VERSION,
        "today": str(report.today),
        "risks": report.risks,
        "postmortems": report.postmortems,
        "concerns": report.concerns,
        "unreadable": len(report.unread),
        "base": report.base or None,
        "hidden": report.hidden,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "findings": Rows(_finding(finding, run.language) for finding in report.findings),
        "ignored": Rows(_finding(finding, run.language) for finding in report.ignored),
    }
    yield from dumped_parts(content)


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    row = {
        "path": mask(finding.path),
        **_place(finding.place),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": mask(finding.message.within(language)),
        "help": mask(finding.help.within(language)) if finding.help else None,
        "record": mask(finding.record) if finding.record else None,
        "key": mask(finding.key_path) or None,
        "fixable": finding.is_fixable,
        "names": [name.within(language) for name in finding.names],
    }
    return row if finding.ignored is None else {**row, "reason": mask(finding.ignored)}


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
